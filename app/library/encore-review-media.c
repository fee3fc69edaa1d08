/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include <glib/gi18n.h>

#include "encore-call-figures.h"
#include "encore-error.h"
#include "encore-examine.h"
#include "encore-joined.h"

/* The sound and its picture: opening the player, building or loading the peaks. */

/* Whether the sound of the call is still on its way. */
static gboolean
is_opening (EncoreReview *self)
{
  return !self->media_open && self->media_error == NULL && (self->loading || self->recording != NULL);
}

void
encore_review_plan_to_play (EncoreReview *self,
                            gboolean      play)
{
  gboolean playing = encore_review_get_playing (self);

  self->play_when_open = play;
  if (!play)
    self->span_when_open = (EncoreSpan) { 0, 0 };
  if (encore_review_get_playing (self) != playing)
    encore_review_notify (self, ENCORE_REVIEW_PLAYING);
}

void
encore_review_play (EncoreReview *self)
{
  if (encore_review_can_play (self))
    encore_player_play (self->player);
  else if (is_opening (self))
    encore_review_plan_to_play (self, TRUE);
}

/**
 * encore_review_play_span:
 * @self: a review
 * @span: what to play, once
 *
 * A call whose sound is still being opened plays it as soon as it is.
 */
void
encore_review_play_span (EncoreReview *self,
                         EncoreSpan    span)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (encore_review_can_play (self))
    {
      encore_player_play_span (self->player, span);
      return;
    }

  encore_review_play (self);
  if (self->play_when_open)
    self->span_when_open = span;
}

/* Where it is, without going back. */
void
encore_review_hold (EncoreReview *self)
{
  encore_review_plan_to_play (self, FALSE);
  encore_player_hold (self->player);
}

static void
set_media_error (EncoreReview *self,
                 char         *message,
                 gboolean      missing)
{
  g_free (self->media_error);
  self->media_error = message;
  self->media_missing = missing;
  if (message != NULL)
    encore_review_plan_to_play (self, FALSE);
  encore_review_notify (self, ENCORE_REVIEW_MEDIA_ERROR);
  encore_review_notify (self, ENCORE_REVIEW_MEDIA_MISSING);
}

static void
set_peaks (EncoreReview *self,
           EncorePeaks  *peaks)
{
  if (!g_set_object (&self->peaks, peaks))
    return;

  encore_review_apply_activity (self);
  encore_review_notify (self, ENCORE_REVIEW_PEAKS);
  encore_review_notify (self, ENCORE_REVIEW_DURATION_MS);
}

/* The worker publishes snapshots; the newest waits in a slot with at most one idle pending. */
typedef struct
{
  char *path;
  char *content_hash;
  gboolean changed; /* the file is not the one that was imported: nothing is kept of it */
  GMutex lock;
  EncorePeaks *newest;   /* under lock */
  gboolean published;    /* under lock, until the task returns */
  gboolean idle_pending; /* under lock */
  GWeakRef review;
  GCancellable *cancellable;
  gatomicrefcount references;
} PeaksWork;

static void
peaks_work_unref (gpointer data)
{
  PeaksWork *work = data;

  if (!g_atomic_ref_count_dec (&work->references))
    return;

  g_free (work->path);
  g_free (work->content_hash);
  g_clear_object (&work->newest);
  g_clear_object (&work->cancellable);
  g_weak_ref_clear (&work->review);
  g_mutex_clear (&work->lock);
  g_free (work);
}

static gboolean
show_newest (gpointer data)
{
  PeaksWork *work = data;
  g_autoptr (EncoreReview) self = g_weak_ref_get (&work->review);
  g_autoptr (EncorePeaks) newest = NULL;

  g_mutex_lock (&work->lock);
  newest = g_steal_pointer (&work->newest);
  work->idle_pending = FALSE;
  g_mutex_unlock (&work->lock);

  if (self != NULL && newest != NULL && self->cancellable == work->cancellable)
    set_peaks (self, newest);

  return G_SOURCE_REMOVE;
}

static void
publish (EncorePeaks *peaks,
         gpointer     data)
{
  PeaksWork *work = data;

  g_mutex_lock (&work->lock);
  g_set_object (&work->newest, peaks);
  work->published = TRUE;
  if (!work->idle_pending)
    {
      work->idle_pending = TRUE;
      g_atomic_ref_count_inc (&work->references);
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_newest, work, peaks_work_unref);
    }
  g_mutex_unlock (&work->lock);
}

static EncorePeaks *
find_peaks (PeaksWork    *work,
            GCancellable *cancellable,
            GError      **error)
{
  if (work->changed)
    return encore_examine (work->path, publish, work, NULL, cancellable, error);

  EncorePeaks *peaks = encore_peaks_load_cached (work->content_hash, NULL);

  return peaks != NULL
             ? peaks
             : encore_examine_and_keep (work->path, work->content_hash, publish, work, NULL, cancellable, error);
}

static void
peaks_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  EncorePeaks *peaks = find_peaks (task_data, cancellable, &error);

  if (peaks != NULL)
    g_task_return_pointer (task, peaks, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
play_as_planned (EncoreReview *self)
{
  if (self->play_when_open && encore_span_is_empty (self->span_when_open))
    encore_player_play (self->player);
  else if (self->play_when_open)
    encore_player_play_span (self->player, self->span_when_open);
  encore_review_plan_to_play (self, FALSE);
}

static void
open_player (EncoreReview *self)
{
  EncoreSpan loop = encore_player_get_loop (self->player); /* may have been asked for already */

  self->media_open = TRUE;
  encore_player_open (self->player, self->recording->path, self->recording->channels, self->position_ms);
  if (self->recording->duration_ms > 0)
    encore_player_set_duration_ms (self->player, self->recording->duration_ms);
  if (!encore_span_is_empty (loop))
    encore_player_set_loop (self->player, loop);
  play_as_planned (self);
}

/* What harmed its helper must not be decoded in this process. */
static void
take_failure (EncoreReview *self,
              const GError *error)
{
  gboolean is_unsafe = g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_UNSAFE);

  if (is_unsafe && self->media_open)
    {
      self->media_open = FALSE;
      encore_player_close (self->player);
    }

  if (is_unsafe || self->media_error == NULL)
    set_media_error (self, g_strdup (error->message), FALSE);
}

/* The call may have been closed, or its recording moved, while a thread was at work. */
static gboolean
is_of (EncoreReview *self,
       const char   *path)
{
  return self->recording != NULL && g_strcmp0 (self->recording->path, path) == 0;
}

static void
peaks_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  EncoreReview *self = ENCORE_REVIEW (object);
  PeaksWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePeaks) peaks = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_of (self, work->path))
    return;

  if (peaks == NULL)
    {
      /* Not the picture of the file that was there before. */
      if (!work->published)
        set_peaks (self, NULL);
      take_failure (self, error);
      return;
    }

  if (!self->media_open)
    {
      set_media_error (self, NULL, FALSE);
      open_player (self);
    }
  set_peaks (self, peaks);
}

static void
start_peaks (EncoreReview *self,
             gboolean      changed)
{
  PeaksWork *work = g_new0 (PeaksWork, 1);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, peaks_cb, NULL);

  g_atomic_ref_count_init (&work->references);
  g_mutex_init (&work->lock);
  g_weak_ref_init (&work->review, self);
  work->path = g_strdup (self->recording->path);
  work->content_hash = g_strdup (self->recording->content_hash);
  work->changed = changed;
  work->cancellable = g_object_ref (self->cancellable);
  g_task_set_task_data (task, work, peaks_work_unref);
  g_task_run_in_thread (task, peaks_in_thread);
}

/* What is known about a recording before anything decodes it. */
typedef struct
{
  EncoreRecording *recording;
  gboolean changed;
  char *given_up; /* why, when it was examined last */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->recording);
  g_free (look->given_up);
  g_free (look);
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Look *look = task_data;
  g_autoptr (GFile) file = g_file_new_for_path (look->recording->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                  cancellable, &error);

  if (info == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* One that was joined here has no size of its own. */
  look->changed = look->recording->size > 0 && g_file_info_get_size (info) != look->recording->size;
  look->given_up = encore_examine_recall (look->recording->content_hash);
  g_task_return_boolean (task, TRUE);
}

static char *
not_found_text (const char   *path,
                const GError *error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup_printf (_ ("The recording “%s” cannot be read: %s"), name, error->message);

  return g_strdup_printf (_ ("The recording “%s” is not there any more. Bring it back, or locate it where it is now."),
                          name);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  EncoreReview *self = ENCORE_REVIEW (object);
  const Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean found = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_of (self, look->recording->path))
    return;

  if (!found)
    {
      set_peaks (self, NULL);
      set_media_error (self, not_found_text (look->recording->path, error),
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
      return;
    }

  /* What was decoded well when it was imported plays at once; anything else is first looked into from a safe
   * distance, and again if it was given up before: maybe its decoder has been mended. */
  if (look->given_up != NULL)
    set_media_error (self, g_strdup (look->given_up), FALSE);
  else if (look->recording->duration_ms > 0 && !look->changed)
    open_player (self);
  start_peaks (self, look->changed);
}

static void
find_file (EncoreReview *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);
  Look *look = g_new0 (Look, 1);

  look->recording = g_object_ref (self->recording);
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_in_thread);
}

/* Two files are joined first. */
static void
join_in_thread (GTask        *task,
                gpointer      source,
                gpointer      recordings,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (encore_joined_make (recordings, cancellable, &error))
    {
      g_task_return_int (task, -1);
      return;
    }

  /* Which of them is to be located. */
  for (guint i = 0; i < ((GPtrArray *) recordings)->len; i++)
    {
      EncoreRecording *recording = g_ptr_array_index ((GPtrArray *) recordings, i);

      if (!g_file_test (recording->path, G_FILE_TEST_EXISTS))
        g_object_set_data (G_OBJECT (task), "encore-missing", GUINT_TO_POINTER (i));
    }
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
joined_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  EncoreReview *self = ENCORE_REVIEW (object);
  g_autoptr (GError) error = NULL;

  g_autoptr (EncoreRecording) joined = encore_joined_get (g_task_get_task_data (G_TASK (result)));

  g_task_propagate_int (G_TASK (result), &error);

  /* Meanwhile another call was opened, or the offset was changed again. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->recording == NULL
      || g_strcmp0 (joined->path, self->recording->path) != 0)
    return;

  if (error == NULL)
    {
      find_file (self);
      return;
    }

  set_peaks (self, NULL);
  self->missing_recording = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (result), "encore-missing"));
  set_media_error (self, g_strdup (error->message), g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_MISSING));
}

static void
stop_media (EncoreReview *self)
{
  self->media_open = FALSE;
  encore_player_close (self->player);
  set_media_error (self, NULL, FALSE);
}

/* Also when the sound of the open call has become another: it plays on where it was, and its old picture stays
 * until there is a new one. */
void
encore_review_open_media (EncoreReview *self)
{
  EncoreSpan loop = encore_player_get_loop (self->player);

  encore_review_plan_to_play (self, encore_review_get_playing (self));
  stop_media (self);
  encore_player_set_loop (self->player, loop);
  self->missing_recording = 0;
  if (self->recording == NULL)
    {
      encore_review_plan_to_play (self, FALSE);
      return;
    }
  if (!encore_joined_is_pair (self->recordings))
    {
      find_file (self);
      return;
    }

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, joined_cb, NULL);

  g_task_set_task_data (task, g_ptr_array_ref (self->recordings), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, join_in_thread);
}

void
encore_review_close_media (EncoreReview *self)
{
  encore_review_plan_to_play (self, FALSE);
  stop_media (self);
  g_clear_object (&self->peaks);
  encore_review_notify (self, ENCORE_REVIEW_PEAKS);
}

/**
 * encore_review_get_conversation:
 * @self: a review
 * @figures: (out): how the parties shared the call's time
 *
 * Changes with "peaks" and "recording".
 *
 * Returns: whether that is known: %FALSE without sound, and until all of it is decoded
 */
gboolean
encore_review_get_conversation (EncoreReview       *self,
                                EncoreConversation *figures)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self) && figures != NULL, FALSE);

  EncoreActivity *activity = self->peaks != NULL ? encore_peaks_get_activity (self->peaks) : NULL;

  if (activity == NULL || self->recording == NULL)
    return FALSE;

  encore_call_figures_measure (figures, activity, self->recording);

  return TRUE;
}
