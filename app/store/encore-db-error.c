/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-private.h"
#include "encore-error.h"

#include <errno.h>
#include <glib/gi18n.h>

static void
set_damaged (const char *directory,
             const char *path,
             const char *detail,
             GError    **error)
{
  g_autofree char *backup = encore_store_newest_backup (directory);

  if (backup != NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED,
                 _ ("The library “%s” is damaged (%s). Nothing in it has been changed. "
                    "The newest backup is “%s”: keep a copy of the damaged file, then put the "
                    "backup in its place."),
                 path, detail, backup);
  else
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED,
                 _ ("The library “%s” is damaged (%s). Nothing in it has been changed, and there "
                    "is no backup of it yet. Keep a copy of the file and choose another library."),
                 path, detail);
}

/* What the rules of a table say to people; the first whose word is in SQLite's message. */
static const struct
{
  const char *word;
  EncoreErrorCode code;
  const char *message;
} rules[] = {
  { "sealed: scorecard", ENCORE_ERROR_SEALED,
    N_ ("A published version of a scorecard never changes. Make a new version of it.") },
  { "sealed: evaluation", ENCORE_ERROR_SEALED,
    N_ ("A submitted evaluation never changes. Reopen it to make a revision of it.") },
  { "sealed: dispute", ENCORE_ERROR_SEALED, N_ ("A dispute that has been answered stays as it is.") },
  { "unpublished: scorecard", ENCORE_ERROR_INVALID,
    N_ ("Publish the scorecard first: an evaluation can be submitted only by a version that stays as it is.") },
  { "unlike: evaluation", ENCORE_ERROR_INVALID,
    N_ ("A revision takes the place of a submitted evaluation of the same call, scorecard, kind and purpose.") },
  { "unsubmitted: evaluation", ENCORE_ERROR_INVALID,
    N_ ("Only an evaluation that has been submitted can be disputed.") },
  { "scorecard.family", ENCORE_ERROR_INVALID, N_ ("This scorecard has such a draft or version already.") },
  { "evaluation_draft", ENCORE_ERROR_INVALID,
    N_ ("This person has a draft of such an evaluation of this call already.") },
  { "evaluation.revises", ENCORE_ERROR_INVALID, N_ ("This evaluation has been revised already.") },
  { "dispute.evaluation_id", ENCORE_ERROR_INVALID, N_ ("This answer is disputed already.") },
};

/* Says which rule of the tables was broken, when @detail names one. */
gboolean
encore_db_set_rule (const char *detail,
                    GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strstr (detail, rules[i].word) != NULL)
      {
        g_set_error_literal (error, ENCORE_ERROR, (int) rules[i].code, _ (rules[i].message));
        return TRUE;
      }

  return FALSE;
}

static void
set_constraint (int         code,
                const char *detail,
                GError    **error)
{
  if (code != SQLITE_CONSTRAINT_FOREIGNKEY && encore_db_set_rule (detail, error))
    return;

  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                         _ ("There is already one of this name. Choose another name."));
  else if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING,
                         _ ("It refers to something that is not in the library."));
  else
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                 _ ("The library does not accept this: a name is missing or a value is out of "
                    "range (%s)."),
                 detail);
}

/**
 * encore_db_set_code:
 * @directory: the library's folder
 * @path: the file
 * @code: an extended result code of SQLite
 * @detail: its words for it
 * @error: (out): where to put it
 *
 * Says what happened, to which file, and what to do.
 */
void
encore_db_set_code (const char *directory,
                    const char *path,
                    int         code,
                    const char *detail,
                    GError    **error)
{
  /* Looking for a good backup asks this of each; it must not look for one again. */
  if (error == NULL)
    return;

  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      break;
    case SQLITE_FULL:
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FULL,
                   _ ("There is no space left for the library “%s”. The last change was not saved: "
                      "make room on the disk and try again."),
                   path);
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY,
                   _ ("The library “%s” cannot be written. Check that the folder and the file belong "
                      "to you and that the disk is not write-protected."),
                   path);
      break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      set_damaged (directory, path, detail, error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_BUSY,
                   _ ("Another Encore is writing to the library “%s”. The change was not saved: wait "
                      "for the other one to finish and try again."),
                   path);
      break;
    case SQLITE_CONSTRAINT:
      set_constraint (code, detail, error);
      break;
    default:
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED,
                   _ ("The library “%s” could not be read or written: %s (%d)."), path, detail, code);
      break;
    }
}

/* SQLite calls a disk full when the library cannot grow. When the memory beside it cannot, or a quota
 * is used up, it speaks of an input or output error. */
static int
find_code (EncoreDb *db)
{
  int code = sqlite3_extended_errcode (db->handle);
  int reason = sqlite3_system_errno (db->handle);

  if (code == SQLITE_IOERR_SHMSIZE || ((code & 0xff) == SQLITE_IOERR && (reason == ENOSPC || reason == EDQUOT)))
    return SQLITE_FULL;

  return code;
}

/* Sets what the connection's last call failed with. */
void
encore_db_set_error (EncoreDb *db,
                     GError  **error)
{
  encore_db_set_code (db->directory, db->path, find_code (db), sqlite3_errmsg (db->handle), error);
}

gboolean
encore_db_is_write_refused (const GError *error)
{
  return g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY);
}
