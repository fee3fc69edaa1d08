/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-zip.h"

/* Files that are zip archives of others. Nothing is unpacked onto a disk. */

/* A directory of more entries is nobody's transcript. */
#define MAX_ENTRIES 10000

#define BLOCK (64 * 1024)

typedef struct archive Archive;
typedef struct archive_entry ArchiveEntry;

static void
archive_close (Archive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_close)

static void
archive_writer_close (Archive *archive)
{
  archive_write_free (archive);
}

/* libarchive's message may be in any encoding. */
static void
set_damaged (Archive *archive,
             GError **error)
{
  const char *message = archive_error_string (archive);
  g_autofree char *valid = g_utf8_make_valid (message != NULL ? message : "?", -1);

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED, _ ("The zip archive is damaged near byte %lu: %s"),
               (gulong) archive_filter_bytes (archive, 0), valid);
}

/* (transfer full) (nullable) */
static Archive *
open_archive (const char *bytes,
              gsize       length,
              GError    **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK)
    return g_steal_pointer (&archive);

  set_damaged (archive, error);
  return NULL;
}

/* Goes to the entry of that name. Returns whether it is there; @error is set only for a damaged archive. */
static gboolean
find_entry (Archive    *archive,
            const char *name,
            GError    **error)
{
  ArchiveEntry *entry;

  for (guint i = 0; i < MAX_ENTRIES; i++)
    {
      int status = archive_read_next_header (archive, &entry);
      const char *path;

      if (status == ARCHIVE_EOF)
        return FALSE;

      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        {
          set_damaged (archive, error);
          return FALSE;
        }

      path = archive_entry_pathname_utf8 (entry);
      if (path == NULL)
        path = archive_entry_pathname (entry);
      if (g_strcmp0 (path, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is small when packed may be endless when unpacked. */
static GBytes *
read_entry (Archive    *archive,
            const char *name,
            gsize       max_bytes,
            GError    **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize count;

  while ((count = archive_read_data (archive, block, BLOCK)) > 0)
    {
      if (data->len + (gsize) count > max_bytes)
        {
          g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                       _ ("“%s” in the archive unpacks to more than %u MiB"), name, (guint) (max_bytes / 1024 / 1024));
          return NULL;
        }
      g_byte_array_append (data, block, (guint) count);
    }

  if (count == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));

  set_damaged (archive, error);
  return NULL;
}

gboolean
encore_zip_looks_like (const char *bytes,
                       gsize       length)
{
  return length > 30 && memcmp (bytes, "PK\x03\x04", 4) == 0;
}

/**
 * encore_zip_has:
 * @bytes: (array length=length): a file
 * @length: its size
 * @name: of a file
 *
 * Returns: whether it is a zip archive with that file in it
 */
gboolean
encore_zip_has (const char *bytes,
                gsize       length,
                const char *name)
{
  g_autoptr (Archive) archive = encore_zip_looks_like (bytes, length) ? open_archive (bytes, length, NULL) : NULL;

  return archive != NULL && find_entry (archive, name, NULL);
}

/**
 * encore_zip_read:
 * @bytes: (array length=length): a zip archive
 * @length: its size
 * @name: of a file in it
 * @max_bytes: a larger one is refused; below 4 GiB
 * @error: return location
 *
 * Returns: (transfer full): what that file holds, or %NULL with %ENCORE_ERROR_DAMAGED, %ENCORE_ERROR_MISSING
 *   or %ENCORE_ERROR_UNSUPPORTED
 */
GBytes *
encore_zip_read (const char *bytes,
                 gsize       length,
                 const char *name,
                 gsize       max_bytes,
                 GError    **error)
{
  g_autoptr (Archive) archive = open_archive (bytes, length, error);
  g_autoptr (GError) failure = NULL;

  if (archive == NULL)
    return NULL;

  if (find_entry (archive, name, &failure))
    return read_entry (archive, name, max_bytes, error);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("There is no “%s” in the archive"), name);

  return NULL;
}

static la_ssize_t
append_block (Archive    *archive,
              void       *user_data,
              const void *block,
              size_t      length)
{
  g_byte_array_append (user_data, block, (guint) length);
  return (la_ssize_t) length;
}

static gboolean
write_entry (Archive              *archive,
             const EncoreZipEntry *what)
{
  gsize length = strlen (what->text);
  ArchiveEntry *entry = archive_entry_new ();
  gboolean written;

  archive_entry_set_pathname_utf8 (entry, what->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  written = archive_write_header (archive, entry) == ARCHIVE_OK
            && archive_write_data (archive, what->text, length) == (la_ssize_t) length;
  archive_entry_free (entry);

  return written;
}

/**
 * encore_zip_write:
 * @entries: (array length=n_entries): files, in their order
 * @n_entries: how many
 * @error: return location
 *
 * Returns: (transfer full): a zip archive; the same for the same @entries
 */
GBytes *
encore_zip_write (const EncoreZipEntry *entries,
                  gsize                 n_entries,
                  GError              **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  Archive *archive = archive_write_new ();
  gboolean written;

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  written = archive_write_open (archive, data, NULL, append_block, NULL) == ARCHIVE_OK;
  for (gsize i = 0; written && i < n_entries; i++)
    written = write_entry (archive, &entries[i]);
  written = written && archive_write_close (archive) == ARCHIVE_OK;

  if (!written)
    set_damaged (archive, error);
  archive_writer_close (archive);

  return written ? g_byte_array_free_to_bytes (g_steal_pointer (&data)) : NULL;
}
