/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-legs.h"
#include "encore-probe.h"
#include "encore-reader.h"

G_DEFINE_FINAL_TYPE (EncoreImportItem, encore_import_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (EncoreImportPlan, encore_import_plan, G_TYPE_OBJECT)

static void
encore_import_item_finalize (GObject *object)
{
  EncoreImportItem *self = ENCORE_IMPORT_ITEM (object);

  g_free (self->name);
  g_free (self->recording_path);
  g_free (self->second_path);
  g_strfreev (self->transcript_paths);
  g_free (self->reason);
  g_free (self->call_uuid);
  encore_pattern_match_free (self->match);

  G_OBJECT_CLASS (encore_import_item_parent_class)->finalize (object);
}

static void
encore_import_item_class_init (EncoreImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_import_item_finalize;
}

static void
encore_import_item_init (EncoreImportItem *self)
{
  self->transcript_paths = g_new0 (char *, 1);
}

static void
encore_import_plan_finalize (GObject *object)
{
  EncoreImportPlan *self = ENCORE_IMPORT_PLAN (object);

  g_ptr_array_unref (self->items);
  g_free (self->pattern_id);

  G_OBJECT_CLASS (encore_import_plan_parent_class)->finalize (object);
}

static void
encore_import_plan_class_init (EncoreImportPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_import_plan_finalize;
}

static void
encore_import_plan_init (EncoreImportPlan *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Finding files */

typedef struct
{
  GPtrArray *recordings;  /* of char * path */
  GPtrArray *transcripts; /* of char * path */
  GHashTable *seen;       /* of path */
} Found;

static void
take_file (Found   *found,
           char    *path,
           gboolean named)
{
  g_autofree char *owned = path;
  g_autofree char *name = g_path_get_basename (path);
  gboolean recording = encore_media_is_recording_name (name);
  gboolean transcript = !recording && encore_readers_is_transcript_name (name);

  if (((name[0] == '.' || (!recording && !transcript)) && !named) || g_hash_table_contains (found->seen, path))
    return;

  g_hash_table_add (found->seen, g_strdup (path));
  g_ptr_array_add (transcript ? found->transcripts : found->recordings, g_steal_pointer (&owned));
}

/* Deeper than anybody files calls; keeps a folder that contains itself from going on for ever. */
#define MAX_DEPTH 32

static gboolean walk (Found *found, GFile *folder, guint depth, GCancellable *cancellable, GError **error);

/* A folder that cannot be read does not keep the others from being read: it becomes an item, whose
 * import fails and says why. */
static gboolean
try_walk (Found        *found,
          GFile        *folder,
          guint         depth,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr (GError) failure = NULL;

  if (walk (found, folder, depth, cancellable, &failure))
    return TRUE;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  take_file (found, g_file_get_path (folder), TRUE);
  return TRUE;
}

static gboolean
walk (Found        *found,
      GFile        *folder,
      guint         depth,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (folder,
                                                                 G_FILE_ATTRIBUTE_STANDARD_NAME
                                                                 "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                                 G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (files == NULL)
    return FALSE;

  while (TRUE)
    {
      GFileInfo *info;
      GFile *file;

      if (!g_file_enumerator_iterate (files, &info, &file, cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;

      if (g_file_info_get_name (info)[0] == '.')
        continue;

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        take_file (found, g_file_get_path (file), FALSE);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH)
        {
          if (!try_walk (found, file, depth + 1, cancellable, error))
            return FALSE;
        }
    }
}

/* Pairing */

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
stem_of (const char *path)
{
  char *stem = g_strdup (path);
  char *dot = strrchr (stem, '.');
  char *slash = strrchr (stem, '/');

  if (dot != NULL && (slash == NULL || dot > slash + 1))
    *dot = '\0';

  return stem;
}

/* "call.deepgram.json" goes with "call.wav"; with "call.deepgram.wav" even better. */
static EncoreImportItem *
find_partner (GHashTable *by_stem,
              const char *transcript_path)
{
  g_autofree char *stem = stem_of (transcript_path);

  while (TRUE)
    {
      EncoreImportItem *item = g_hash_table_lookup (by_stem, stem);
      char *dot = strrchr (stem, '.');
      char *slash = strrchr (stem, '/');

      if (item != NULL || dot == NULL || (slash != NULL && dot < slash))
        return item;
      *dot = '\0';
    }
}

static EncoreImportItem *
item_new (EncoreImportPlan *self,
          const char       *path)
{
  EncoreImportItem *item = g_object_new (ENCORE_TYPE_IMPORT_ITEM, NULL);
  g_autofree char *stem = stem_of (path);
  g_autofree char *base = g_path_get_basename (path);

  if (g_str_has_suffix (stem, ".vcon"))
    stem[strlen (stem) - strlen (".vcon")] = '\0';
  item->name = g_filename_display_basename (stem);
  if (g_strcmp0 (self->pattern_id, "none") != 0)
    item->match = encore_pattern_match (encore_patterns_find (self->pattern_id), base, NULL);
  g_ptr_array_add (self->items, item);
  return item;
}

static void
add_transcript (EncoreImportItem *item,
                const char       *path)
{
  guint length = g_strv_length (item->transcript_paths);

  item->transcript_paths = g_renew (char *, item->transcript_paths, length + 2);
  item->transcript_paths[length] = g_strdup (path);
  item->transcript_paths[length + 1] = NULL;
}

/* The other party's file among those that were found and are in no item yet. */
static const char *
find_leg (GHashTable  *free_paths,
          const char  *path,
          EncoreParty *party)
{
  g_autoptr (GPtrArray) partners = encore_leg_partners (path);

  for (guint i = 0; i < partners->len; i++)
    {
      const EncoreLegPartner *partner = g_ptr_array_index (partners, i);
      const char *found = g_hash_table_lookup (free_paths, partner->path);

      if (found != NULL)
        {
          *party = partner->party;
          return found;
        }
    }

  return NULL;
}

/* Both sides of a call make one item, which has the name that they share. */
static EncoreImportItem *
add_recording (EncoreImportPlan *self,
               GHashTable       *free_paths,
               GHashTable       *by_stem,
               const char       *path)
{
  EncoreParty party = ENCORE_PARTY_UNKNOWN;

  g_hash_table_remove (free_paths, path);

  const char *other = find_leg (free_paths, path, &party);

  if (other == NULL)
    {
      EncoreImportItem *item = item_new (self, path);

      item->recording_path = g_strdup (path);
      g_hash_table_insert (by_stem, stem_of (path), item);
      return item;
    }

  g_hash_table_remove (free_paths, other);

  g_autofree char *stem = stem_of (path);
  g_autofree char *shared = encore_leg_strip (stem);
  g_autofree char *named = g_strconcat (shared, path + strlen (stem), NULL);
  EncoreImportItem *item = item_new (self, named);

  item->recording_path = g_strdup (party == ENCORE_PARTY_AGENT ? path : other);
  item->second_path = g_strdup (party == ENCORE_PARTY_AGENT ? other : path);
  g_hash_table_insert (by_stem, g_steal_pointer (&stem), item);
  g_hash_table_insert (by_stem, stem_of (other), item);
  g_hash_table_insert (by_stem, g_steal_pointer (&shared), item);
  return item;
}

static void
pair (EncoreImportPlan *self,
      Found            *found)
{
  g_autoptr (GHashTable) free_paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_ptr_array_sort (found->recordings, compare_paths);
  g_ptr_array_sort (found->transcripts, compare_paths);

  for (guint i = 0; i < found->recordings->len; i++)
    {
      char *path = g_ptr_array_index (found->recordings, i);

      g_hash_table_insert (free_paths, path, path);
    }

  for (guint i = 0; i < found->recordings->len; i++)
    if (g_hash_table_contains (free_paths, g_ptr_array_index (found->recordings, i)))
      add_recording (self, free_paths, by_stem, g_ptr_array_index (found->recordings, i));

  for (guint i = 0; i < found->transcripts->len; i++)
    {
      const char *path = g_ptr_array_index (found->transcripts, i);
      EncoreImportItem *item = find_partner (by_stem, path);

      add_transcript (item != NULL ? item : item_new (self, path), path);
    }
}

static void
found_clear (Found *found)
{
  g_ptr_array_unref (found->recordings);
  g_ptr_array_unref (found->transcripts);
  g_hash_table_unref (found->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
find_files (Found             *found,
            const char *const *paths,
            GCancellable      *cancellable,
            GError           **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);

      if (type != G_FILE_TYPE_DIRECTORY)
        take_file (found, g_file_get_path (file), TRUE);
      else if (!try_walk (found, file, 0, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * encore_import_plan_new:
 * @paths: (array zero-terminated=1): files and folders; folders are searched to the bottom
 * @pattern_id: (nullable): how to read file names; %NULL tries all, "none" reads none
 * @cancellable: (nullable): to give up
 * @error: cancelled
 *
 * Finds recordings and transcripts and pairs them by name. A file that was named itself is kept
 * whatever it is called; in folders only what looks like a recording or a transcript is. A folder
 * that cannot be read is kept too, and fails when it is imported.
 *
 * Returns: (transfer full) (nullable): the plan; nothing has been read or written yet
 */
EncoreImportPlan *
encore_import_plan_new (const char *const *paths,
                        const char        *pattern_id,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_return_val_if_fail (paths != NULL, NULL);

  g_auto (Found) found = {
    g_ptr_array_new_with_free_func (g_free),
    g_ptr_array_new_with_free_func (g_free),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };

  if (!find_files (&found, paths, cancellable, error))
    return NULL;

  EncoreImportPlan *self = g_object_new (ENCORE_TYPE_IMPORT_PLAN, NULL);

  self->pattern_id = g_strdup (pattern_id);
  pair (self, &found);
  return self;
}

typedef struct
{
  GStrv paths;
  char *pattern_id;
} PlanRequest;

static void
plan_request_free (gpointer data)
{
  PlanRequest *request = data;

  g_strfreev (request->paths);
  g_free (request->pattern_id);
  g_free (request);
}

static void
plan_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const PlanRequest *request = data;
  g_autoptr (GError) error = NULL;
  EncoreImportPlan *plan = encore_import_plan_new ((const char *const *) request->paths, request->pattern_id,
                                                   cancellable, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
encore_import_plan_async (const char *const  *paths,
                          const char         *pattern_id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (paths != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PlanRequest *request = g_new0 (PlanRequest, 1);

  request->paths = g_strdupv ((char **) paths);
  request->pattern_id = g_strdup (pattern_id);
  g_task_set_task_data (task, request, plan_request_free);
  g_task_run_in_thread (task, plan_in_thread);
}

EncoreImportPlan *
encore_import_plan_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
