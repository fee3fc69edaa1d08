/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-playlist-private.h"

#include "encore-db.h"
#include "encore-error.h"
#include "encore-joined.h"
#include "encore-library-private.h"

/* What is to be heard: moments with their calls and recordings. */

G_DEFINE_FINAL_TYPE (EncorePlaylistItem, encore_playlist_item, G_TYPE_OBJECT)

static void
encore_playlist_item_finalize (GObject *object)
{
  EncorePlaylistItem *self = ENCORE_PLAYLIST_ITEM (object);

  g_clear_object (&self->moment);
  g_free (self->call_title);
  g_free (self->agent_name);
  g_free (self->type_name);
  g_free (self->path);
  g_free (self->problem);
  g_clear_pointer (&self->muted, g_array_unref);

  G_OBJECT_CLASS (encore_playlist_item_parent_class)->finalize (object);
}

static void
encore_playlist_item_class_init (EncorePlaylistItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_playlist_item_finalize;
}

static void
encore_playlist_item_init (EncorePlaylistItem *self)
{
}

static char *
find_type_name (GPtrArray  *types,
                const char *id)
{
  for (guint i = 0; i < types->len; i++)
    {
      EncoreMomentType *type = g_ptr_array_index (types, i);

      if (g_strcmp0 (type->id, id) == 0)
        return g_strdup (type->name);
    }

  return NULL;
}

/* Of two files that have not been joined yet the first is heard: its time is that of the call. */
static void
take_recording (EncorePlaylistItem *item,
                GPtrArray          *recordings)
{
  g_autoptr (EncoreRecording) recording = encore_joined_get (recordings);

  if (recording == NULL)
    return;

  if (encore_joined_is_pair (recordings) && !g_file_test (recording->path, G_FILE_TEST_EXISTS))
    g_set_object (&recording, g_ptr_array_index (recordings, 0));
  item->path = g_strdup (recording->path);
  item->channels = recording->channels;
  item->duration_ms = recording->duration_ms;
}

static EncorePlaylistItem *
load_item (EncoreDb     *db,
           EncoreMoment *moment,
           GPtrArray    *types,
           GError      **error)
{
  g_autoptr (EncorePlaylistItem) item = g_object_new (ENCORE_TYPE_PLAYLIST_ITEM, NULL);
  g_autoptr (EncoreCall) call = encore_db_get_call (db, moment->call_id, error);
  g_autoptr (GPtrArray) recordings = NULL;

  if (call == NULL)
    return NULL;

  recordings = encore_db_list_recordings_of_call (db, moment->call_id, error);
  if (recordings == NULL)
    return NULL;

  item->moment = g_object_ref (moment);
  item->call_title = g_strdup (call->title);
  item->agent_name = g_strdup (call->agent_name);
  item->type_name = find_type_name (types, moment->type_id);
  item->muted = encore_db_list_muted_of_call (db, moment->call_id, error);
  if (item->muted == NULL)
    return NULL;

  take_recording (item, recordings);
  return g_steal_pointer (&item);
}

static gboolean
load_one (EncoreDb  *db,
          gint64     id,
          GPtrArray *types,
          GPtrArray *items,
          GError   **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EncoreMoment) moment = encore_db_find_moment (db, id, &local);
  EncorePlaylistItem *item = moment != NULL ? load_item (db, moment, types, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (item != NULL)
    g_ptr_array_add (items, item);
  return TRUE;
}

static gpointer
load_items (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  GArray *ids = user_data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) types = encore_db_list_moment_types (db, error);

  if (types == NULL)
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    if (!load_one (db, g_array_index (ids, gint64, i), types, items, error))
      return NULL;

  return g_steal_pointer (&items);
}

/* A call that has gone since takes its places with it. */
static gboolean
load_place (EncoreDb     *db,
            EncoreMoment *place,
            GPtrArray    *items,
            GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) no_types = g_ptr_array_new ();
  EncorePlaylistItem *item = load_item (db, place, no_types, &local);

  if (item != NULL)
    g_ptr_array_add (items, item);
  if (local == NULL || g_error_matches (local, ENCORE_ERROR, ENCORE_ERROR_MISSING))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
load_places (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  GPtrArray *places = user_data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < places->len; i++)
    if (!load_place (db, g_ptr_array_index (places, i), items, error))
      return NULL;

  return g_steal_pointer (&items);
}

static void
free_ids (gpointer ids)
{
  g_array_unref (ids);
}

static void
free_items (gpointer items)
{
  g_ptr_array_unref (items);
}

void
encore_playlist_load_async (EncoreLibrary      *library,
                            const gint64       *moment_ids,
                            gsize               n,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (ids, moment_ids, (guint) n);
  encore_library_run_async (library, ENCORE_LANE_READ, load_items, ids, free_ids, free_items, cancellable, callback,
                            user_data);
}

void
encore_playlist_load_places_async (EncoreLibrary      *library,
                                   GPtrArray          *places,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  encore_library_run_async (library, ENCORE_LANE_READ, load_places, g_ptr_array_ref (places), free_items, free_items,
                            cancellable, callback, user_data);
}

GPtrArray *
encore_playlist_load_finish (EncoreLibrary *library,
                             GAsyncResult  *result,
                             GError       **error)
{
  return encore_library_run_finish (library, result, error);
}

/* What is not to be heard of these calls. */

static gpointer
load_muted (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  GArray *call_ids = user_data;
  g_autoptr (GPtrArray) muted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < call_ids->len; i++)
    {
      GArray *spans = encore_db_list_muted_of_call (db, g_array_index (call_ids, gint64, i), error);

      if (spans == NULL)
        return NULL;
      g_ptr_array_add (muted, spans);
    }

  return g_steal_pointer (&muted);
}

void
encore_playlist_load_muted_async (EncoreLibrary      *library,
                                  GArray             *call_ids,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  encore_library_run_async (library, ENCORE_LANE_READ, load_muted, g_array_ref (call_ids), free_ids, free_items,
                            cancellable, callback, user_data);
}
