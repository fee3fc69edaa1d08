/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "encore-error.h"

struct _EncorePartFile
{
  char *target;
  char *path;
  int file;
  goffset size;
};

static void
set_error (GError    **error,
           const char *target,
           int         cause)
{
  g_autofree char *name = g_filename_display_name (target);

  if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FULL,
                 _ ("There is no room left for “%s”. Free some space there, or choose another folder."), name);
  else if (cause == EACCES || cause == EPERM || cause == EROFS)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written: its folder is read-only (%s). Choose another folder."), name,
                 g_strerror (cause));
  else if (cause == ENOENT || cause == ENOTDIR)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("“%s” cannot be written: its folder is not there."),
                 name);
  else
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("“%s” cannot be written: %s"), name, g_strerror (cause));
}

/**
 * encore_part_file_new:
 * @target: the path of the file to be
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an empty file
 */
EncorePartFile *
encore_part_file_new (const char *target,
                      GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf (".encore-%s.part", unique);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int file = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (file < 0)
    {
      set_error (error, target, errno);
      return NULL;
    }

  EncorePartFile *self = g_new0 (EncorePartFile, 1);

  self->target = g_strdup (target);
  self->path = g_steal_pointer (&path);
  self->file = file;

  return self;
}

void
encore_part_file_free (EncorePartFile *self)
{
  if (self->file >= 0)
    close (self->file);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self->target);
  g_free (self);
}

goffset
encore_part_file_get_size (EncorePartFile *self)
{
  return self->size;
}

gboolean
encore_part_file_write_at (EncorePartFile *self,
                           goffset         offset,
                           gconstpointer   bytes,
                           gsize           length,
                           GError        **error)
{
  const guint8 *left = bytes;

  while (length > 0)
    {
      gssize written = pwrite (self->file, left, length, offset);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          set_error (error, self->target, written < 0 ? errno : ENOSPC);
          return FALSE;
        }
      left += written;
      offset += written;
      length -= written;
    }

  self->size = MAX (self->size, offset);
  return TRUE;
}

gboolean
encore_part_file_write (EncorePartFile *self,
                        gconstpointer   bytes,
                        gsize           length,
                        GError        **error)
{
  return encore_part_file_write_at (self, self->size, bytes, length, error);
}

/**
 * encore_part_file_read_at: (skip)
 *
 * Reads back what has been written.
 *
 * Returns: whether all of it was there
 */
gboolean
encore_part_file_read_at (EncorePartFile *self,
                          goffset         offset,
                          gpointer        bytes,
                          gsize           length,
                          GError        **error)
{
  gssize got = 0;

  for (gsize done = 0; done < length; done += got)
    {
      got = pread (self->file, (guint8 *) bytes + done, length - done, offset + (goffset) done);
      if (got < 0 && errno == EINTR)
        got = 0;
      else if (got <= 0)
        {
          set_error (error, self->target, got < 0 ? errno : EIO);
          return FALSE;
        }
    }

  return TRUE;
}

/* The new name lasts only when the folder that holds it does. */
static void
sync_folder (const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);
  int file = g_open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);

  if (file < 0)
    return;
  if (fsync (file) != 0)
    g_debug ("%s: %s", folder, g_strerror (errno));
  close (file);
}

/**
 * encore_part_file_commit:
 * @self: a whole file
 * @error: return location
 *
 * Makes sure that all of it is on the disk, then gives it its name.
 *
 * Returns: whether the target is there now
 */
gboolean
encore_part_file_commit (EncorePartFile *self,
                         GError        **error)
{
  int file = self->file;
  gboolean synced = fsync (file) == 0;
  int cause = errno;

  self->file = -1;
  if (close (file) != 0 && synced)
    {
      synced = FALSE;
      cause = errno;
    }
  if (!synced || g_rename (self->path, self->target) != 0)
    {
      set_error (error, self->target, synced ? errno : cause);
      return FALSE;
    }

  g_clear_pointer (&self->path, g_free);
  sync_folder (self->target);

  return TRUE;
}
