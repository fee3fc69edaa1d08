/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-private.h"
#include "encore-error.h"
#include "encore-objects-private.h"
#include "encore-store-resources.h"

#include <glib/gi18n.h>

#define RESOURCES "/org/encorecoach/Encore/migrations/"

/* By the version they lead to. */
static const char *const migrations[] = {
  [1] = RESOURCES "0001-library.sql",
  [2] = RESOURCES "0002-reading.sql",
  [3] = RESOURCES "0003-judging.sql",
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == ENCORE_DB_VERSION + 1);

/* The version whose migration made the full-text indexes anew, and empty. */
#define NEW_TEXT_INDEX 2

static gboolean
run_migration (EncoreDb *db,
               gint64    version,
               GError  **error)
{
  g_autoptr (GBytes) script = g_resource_lookup_data (encore_store_get_resource (), migrations[version],
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (script == NULL)
    return FALSE;

  gsize length;
  const char *data = g_bytes_get_data (script, &length);
  g_autofree char *sql = g_strndup (data, length);
  return encore_db_exec (db, sql, error);
}

/* How far it is cannot be known. */
static void
tell (EncoreJob  *job,
      const char *detail)
{
  if (job != NULL)
    encore_job_set_progress (job, 0, 0, detail);
}

static gboolean
migrate (EncoreDb  *db,
         gint64     version,
         EncoreJob *job,
         GError   **error)
{
  if (version > 0)
    tell (job, _ ("First a backup is made"));
  if ((job != NULL && g_cancellable_set_error_if_cancelled (encore_job_get_cancellable (job), error))
      || (version > 0 && !encore_store_back_up (db, error)) || !encore_db_begin (db, ENCORE_LANE_WRITE, error))
    return FALSE;

  if (version > 0)
    tell (job, _ ("The library is brought to the format of this Encore"));
  /* Another Encore may have done it in the meantime. */
  gint64 current = encore_db_pragma (db, "PRAGMA user_version", error);
  for (gint64 next = current + 1; current >= 0 && next <= ENCORE_DB_VERSION; next++)
    if (!run_migration (db, next, error))
      current = -1;

  if (current >= 0 && (current >= NEW_TEXT_INDEX || encore_indexed_rebuild (db, job, error)))
    return encore_db_commit (db, error);

  encore_db_rollback (db);
  return FALSE;
}

/**
 * encore_store_migrate:
 * @db: a connection that may write, outside any transaction
 * @version: of the file; 0: new and empty
 * @job: (nullable): is told what is done, and stops it when it is cancelled
 * @error: why not; then the file is as it was
 *
 * Backs up a file that holds something, then brings it to the version of this program in one
 * transaction: the version number is part of it.
 */
gboolean
encore_store_migrate (EncoreDb  *db,
                      gint64     version,
                      EncoreJob *job,
                      GError   **error)
{
  if (version == ENCORE_DB_VERSION)
    return TRUE;

  encore_db_set_cancellable (db, job != NULL ? encore_job_get_cancellable (job) : NULL);
  gboolean done = migrate (db, version, job, error);
  encore_db_set_cancellable (db, NULL);
  return done;
}
