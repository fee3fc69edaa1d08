/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-joined.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-pair.h"

static EncoreRecording *
nth (GPtrArray *recordings,
     guint      n)
{
  return g_ptr_array_index (recordings, n);
}

/* What could not be decoded from a safe distance is not decoded here. */
static gboolean
is_side (EncoreRecording *recording)
{
  return recording->channels == 1 && recording->duration_ms > 0 && recording->content_hash != NULL;
}

/**
 * encore_joined_is_pair:
 * @recordings: (element-type EncoreRecording): those of one call, in the order they came
 *
 * Returns: whether these are two files with one party each
 */
gboolean
encore_joined_is_pair (GPtrArray *recordings)
{
  return recordings != NULL && recordings->len == 2 && is_side (nth (recordings, 0)) && is_side (nth (recordings, 1));
}

/**
 * encore_joined_get_offset_ms:
 * @recordings: (element-type EncoreRecording): a pair
 *
 * Each file's own offset leads from the transcript's time to its time; what is between the two files is
 * the difference.
 *
 * Returns: how much later than the first file the second begins
 */
gint64
encore_joined_get_offset_ms (GPtrArray *recordings)
{
  return nth (recordings, 0)->offset_ms - nth (recordings, 1)->offset_ms;
}

static EncorePair
pair_of (GPtrArray *recordings)
{
  EncoreRecording *first = nth (recordings, 0), *second = nth (recordings, 1);

  return (EncorePair) { first->path, first->content_hash, second->path, second->content_hash,
                       encore_joined_get_offset_ms (recordings) };
}

/**
 * encore_joined_get:
 * @recordings: (element-type EncoreRecording): those of one call, in the order they came
 *
 * Returns: (transfer full) (nullable): its recording as it is played. That of a pair stands for its first
 *   file, but for path, hash, size (0), channels and duration, and must not be saved; its file may have to be
 *   made.
 */
EncoreRecording *
encore_joined_get (GPtrArray *recordings)
{
  if (recordings == NULL || recordings->len == 0)
    return NULL;
  if (!encore_joined_is_pair (recordings))
    return g_object_ref (nth (recordings, 0));

  EncorePair pair = pair_of (recordings);
  EncoreRecording *joined = encore_recording_copy (nth (recordings, 0));
  EncoreRecording *second = nth (recordings, 1);

  g_free (joined->path);
  g_free (joined->content_hash);
  joined->path = encore_pair_get_path (&pair);
  joined->content_hash = encore_pair_get_hash (&pair);
  joined->size = 0;
  joined->channels = 2;
  joined->agent_channel = MAX (joined->agent_channel, 0);
  joined->duration_ms = MAX (joined->duration_ms, second->duration_ms + pair.offset_ms);

  return joined;
}

/**
 * encore_joined_make:
 * @recordings: (element-type EncoreRecording): those of one call
 * @cancellable: (nullable): to give up
 * @error: why not
 *
 * Makes the file that encore_joined_get() speaks of, where there is one to make and it is not there.
 *
 * Returns: whether there is nothing more to make
 */
gboolean
encore_joined_make (GPtrArray    *recordings,
                    GCancellable *cancellable,
                    GError      **error)
{
  if (!encore_joined_is_pair (recordings))
    return TRUE;

  EncorePair pair = pair_of (recordings);

  return encore_pair_make (&pair, cancellable, error);
}

typedef struct
{
  GPtrArray *recordings;
  GArray *muted;
} Played;

static void
played_free (gpointer data)
{
  Played *played = data;

  g_clear_pointer (&played->recordings, g_ptr_array_unref);
  g_clear_pointer (&played->muted, g_array_unref);
  g_free (played);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Played, played_free)

static gpointer
read_played (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  gint64 call_id = *(const gint64 *) user_data;
  g_autoptr (Played) played = g_new0 (Played, 1);

  played->recordings = encore_db_list_recordings_of_call (db, call_id, error);
  played->muted = played->recordings != NULL ? encore_db_list_muted_of_call (db, call_id, error) : NULL;
  return played->muted != NULL ? g_steal_pointer (&played) : NULL;
}

/**
 * encore_joined_find:
 * @library: a library
 * @call_id: of the call
 * @cancellable: (nullable): to give up
 * @error: why not
 *
 * Returns: (transfer full) (nullable): the call's recording, ready to be played, with what is to be muted of it
 */
EncoreRecording *
encore_joined_find (EncoreLibrary *library,
                    gint64         call_id,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (Played) played = encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, read_played,
                                                &call_id, cancellable, error);

  if (played == NULL)
    return NULL;
  if (played->recordings->len > 0)
    {
      EncoreRecording *recording = encore_joined_make (played->recordings, cancellable, error)
                                       ? encore_joined_get (played->recordings)
                                       : NULL;

      /* Of one file it is the one that was read, which nobody else has seen. */
      if (recording != NULL)
        recording->muted = g_steal_pointer (&played->muted);
      return recording;
    }

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("The call has no recording."));
  return NULL;
}

static void
find_in_thread (GTask        *task,
                gpointer      library,
                gpointer      call_id,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  EncoreRecording *recording = encore_joined_find (library, *(const gint64 *) call_id, cancellable, &error);

  if (recording != NULL)
    g_task_return_pointer (task, recording, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * encore_joined_find_async:
 * @library: a library
 * @call_id: of the call
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_joined_find_async (EncoreLibrary      *library,
                          gint64              call_id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_task_data (task, g_memdup2 (&call_id, sizeof call_id), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

EncoreRecording *
encore_joined_find_finish (EncoreLibrary *library,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
