/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-raw-formats.h"

#include <string.h>

#include "encore-db-settings.h"
#include "encore-headerless.h"

#define KEY_PREFIX "raw:"

/* Paths need not be UTF-8. */
static char *
dup_key (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strconcat (KEY_PREFIX, escaped, NULL);
}

/**
 * encore_raw_formats_keep:
 * @db: the write lane's connection
 * @recording: one that is being written
 * @error: why not
 *
 * Returns: whether what was said of it, if anything, is written, too
 */
gboolean
encore_raw_formats_keep (EncoreDb        *db,
                         EncoreRecording *recording,
                         GError         **error)
{
  g_autofree char *format = recording->path != NULL ? encore_media_dup_raw_format (recording->path) : NULL;
  g_autofree char *key = format != NULL ? dup_key (recording->path) : NULL;

  return key == NULL || encore_db_put_setting (db, key, format, error);
}

static gpointer
load (EncoreDb     *db,
      gpointer      user_data,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GPtrArray) keys = encore_db_list_setting_keys (db, KEY_PREFIX, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autofree char *format = encore_db_get_setting (db, key, NULL);
      g_autofree char *path = g_uri_unescape_string (key + strlen (KEY_PREFIX), NULL);

      if (path != NULL)
        encore_media_set_raw_format (path, format);
    }

  return NULL;
}

/**
 * encore_raw_formats_load:
 * @store: that of a library that is being opened
 *
 * From now on, its recordings without a header are played as somebody has said.
 */
void
encore_raw_formats_load (EncoreStore *store)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (store, ENCORE_LANE_READ, load, NULL, NULL, &error);
  if (error != NULL)
    g_debug ("What was said of recordings without a header cannot be read: %s", error->message);
}
