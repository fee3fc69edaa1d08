/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-tables.h"

#include <string.h>

#include "encore-db-settings.h"
#include "encore-library-private.h"
#include "encore-text.h"

/* What the columns of a transcript in a table mean is asked once, and kept with the library. */

#define KEY_PREFIX "columns:"
#define HEAD_BYTES (64 * 1024)
#define MAX_FILES 2000

void
encore_table_free (EncoreTable *self)
{
  g_free (self->path);
  g_clear_pointer (&self->sheet, encore_sheet_free);
  g_free (self);
}

/* Whether a file is a table by its name. */
gboolean
encore_table_is_name (const char *path)
{
  static const char *const suffixes[] = { ".csv", ".tsv", ".tab" };
  const char *dot = strrchr (path, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (dot, suffixes[i]) == 0)
      return TRUE;

  return FALSE;
}

static char *
dup_setting_key (const EncoreSheet *sheet,
                 gboolean           has_header)
{
  g_autofree char *key = encore_sheet_dup_key (sheet, has_header);

  return g_strconcat (KEY_PREFIX, key, NULL);
}

typedef struct
{
  char *key;
  char *value; /* to write */
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
get_setting (EncoreDb     *db,
             gpointer      key,
             GCancellable *cancellable,
             GError      **error)
{
  return encore_db_get_setting (db, key, error);
}

static gpointer
put_setting (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  const Setting *setting = user_data;

  encore_db_put_setting (db, setting->key, setting->value, error);
  return NULL;
}

/* Whether a mapping is kept for tables with that header; for one that has none to tell, with as many columns. */
static gboolean
find_mapping (EncoreLibrary      *library,
              const EncoreSheet  *sheet,
              EncoreSheetMapping *mapping)
{
  EncoreSheetMapping guess;
  gboolean is_plain = encore_sheet_guess (sheet, &guess) && guess.has_header;

  for (int has_header = 1; has_header >= (is_plain ? 1 : 0); has_header--)
    {
      g_autofree char *key = dup_setting_key (sheet, has_header);
      g_autofree char *text = encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, get_setting, key,
                                                NULL, NULL);

      if (text != NULL && encore_sheet_mapping_from_text (mapping, text, NULL))
        return TRUE;
    }

  return FALSE;
}

/* ---- the survey ---- */

/* (transfer full) (nullable): the beginning of a file as text */
static char *
read_head (const char   *path,
           GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  g_autofree char *bytes = g_malloc (HEAD_BYTES);
  gsize length = 0;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, HEAD_BYTES, &length, cancellable, NULL))
    return NULL;

  /* a character that is cut in two would make all of it look like Windows-1252 */
  while (length == HEAD_BYTES && length > HEAD_BYTES - 4 && ((guchar) bytes[length - 1] & 0x80) != 0)
    length--;

  return encore_text_to_utf8 (bytes, length, NULL);
}

static EncoreTable *
find_alike (GPtrArray         *tables,
            const EncoreSheet *sheet)
{
  g_autofree char *key = encore_sheet_dup_key (sheet, TRUE);

  for (guint i = 0; i < tables->len; i++)
    {
      EncoreTable *table = g_ptr_array_index (tables, i);
      g_autofree char *other = encore_sheet_dup_key (table->sheet, TRUE);

      if (g_str_equal (key, other))
        return table;
    }

  return NULL;
}

static void
take_table (EncoreLibrary *library,
            GPtrArray     *tables,
            const char    *path,
            GCancellable  *cancellable)
{
  g_autofree char *head = read_head (path, cancellable);
  g_autoptr (EncoreSheet) sheet = head != NULL ? encore_sheet_parse_head (head) : NULL;

  if (sheet == NULL || sheet->rows->len == 0)
    return;

  EncoreTable *table = find_alike (tables, sheet);

  if (table != NULL)
    {
      table->n_alike++;
      return;
    }

  table = g_new0 (EncoreTable, 1);
  table->path = g_strdup (path);
  table->n_alike = 1;
  table->sheet = g_steal_pointer (&sheet);
  table->is_plain = encore_sheet_guess (table->sheet, &table->mapping);
  table->is_known = find_mapping (library, table->sheet, &table->mapping);
  g_ptr_array_add (tables, table);
}

/**
 * encore_tables_survey:
 * @library: a library
 * @paths: (array zero-terminated=1): files; those that are no tables by their name are passed over
 * @cancellable: (nullable): to give up
 * @error: cancelled
 *
 * Returns: (transfer full) (element-type EncoreTable): the first of each kind
 */
GPtrArray *
encore_tables_survey (EncoreLibrary     *library,
                      const char *const *paths,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_table_free);

  for (guint i = 0, n = 0; paths[i] != NULL && n < MAX_FILES; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!encore_table_is_name (paths[i]))
        continue;

      take_table (library, tables, paths[i], cancellable);
      n++;
    }

  return g_steal_pointer (&tables);
}

static void
survey_in_thread (GTask        *task,
                  gpointer      library,
                  gpointer      paths,
                  GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tables = encore_tables_survey (library, paths, cancellable, &error);

  if (tables != NULL)
    g_task_return_pointer (task, tables, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
encore_tables_survey_async (EncoreLibrary      *library,
                            const char *const  *paths,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, survey_in_thread);
}

GPtrArray *
encore_tables_survey_finish (EncoreLibrary *library,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what somebody has said ---- */

static Setting *
setting_new (const EncoreSheet        *sheet,
             const EncoreSheetMapping *mapping)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->key = dup_setting_key (sheet, mapping->has_header);
  setting->value = encore_sheet_mapping_to_text (mapping);
  return setting;
}

/**
 * encore_tables_remember:
 * @library: a library that can be written
 * @sheet: a table
 * @mapping: what its columns mean
 * @error: why it could not be kept
 *
 * What encore_tables_remember_async() does, at once.
 *
 * Returns: whether it is kept
 */
gboolean
encore_tables_remember (EncoreLibrary            *library,
                        const EncoreSheet        *sheet,
                        const EncoreSheetMapping *mapping,
                        GError                  **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), FALSE);

  g_autoptr (GError) failure = NULL;
  Setting *setting = setting_new (sheet, mapping);

  encore_store_run (encore_library_get_store (library), ENCORE_LANE_WRITE, put_setting, setting, NULL, &failure);
  setting_free (setting);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * encore_tables_remember_async:
 * @library: a library that can be written
 * @sheet: a table
 * @mapping: what its columns mean
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * From now on, tables with the same header are read so; for one without a header, those without one that
 * have as many columns.
 */
void
encore_tables_remember_async (EncoreLibrary            *library,
                              const EncoreSheet        *sheet,
                              const EncoreSheetMapping *mapping,
                              GAsyncReadyCallback       callback,
                              gpointer                  user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  encore_library_run_async (library, ENCORE_LANE_WRITE, put_setting, setting_new (sheet, mapping), setting_free, NULL,
                            NULL, callback, user_data);
}

gboolean
encore_tables_remember_finish (EncoreLibrary *library,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_autoptr (GError) failure = NULL;

  encore_library_run_finish (library, result, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * encore_tables_read:
 * @library: a library
 * @bytes: (array length=length): a file that is a table by its name
 * @length: its size
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): the document, read as somebody has said; %NULL without @error where
 *   nobody has said anything about such tables
 */
EncoreDocument *
encore_tables_read (EncoreLibrary *library,
                    const char    *bytes,
                    gsize          length,
                    GError       **error)
{
  g_autoptr (EncoreSheet) sheet = encore_sheet_parse (bytes, length, NULL);
  EncoreSheetMapping mapping = { .has_header = TRUE };

  if (sheet == NULL || !find_mapping (library, sheet, &mapping))
    return NULL;

  return encore_sheet_read (sheet, &mapping, error);
}
