/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redact-purge.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "encore-clip.h"
#include "encore-db.h"
#include "encore-error.h"
#include "encore-joined.h"
#include "encore-library-private.h"
#include "encore-text.h"
#include "encore-wav-mute.h"

/*
 * When their time has come, redactions are made to last: what they hide is taken out of the database, out of its
 * backups, and out of the sound, of which the library then has a muted copy of its own. Files that belong to the
 * user are never touched; the library says where they lie.
 */

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define BLOCK 65536

typedef struct
{
  gint64 call_id;
  GPtrArray *redactions; /* whose time has come */
  GPtrArray *recordings; /* as they will be saved */
  GPtrArray *rubbish;    /* files of the library that are not needed any more */
  GArray *muted;         /* EncoreSpan: what is to be silent for good */
} Purge;

static void
purge_free (gpointer data)
{
  Purge *purge = data;

  g_clear_pointer (&purge->redactions, g_ptr_array_unref);
  g_clear_pointer (&purge->recordings, g_ptr_array_unref);
  g_clear_pointer (&purge->rubbish, g_ptr_array_unref);
  g_clear_pointer (&purge->muted, g_array_unref);
  g_free (purge);
}

void
encore_purge_result_free (EncorePurgeResult *result)
{
  g_ptr_array_unref (result->originals);
  g_ptr_array_unref (result->problems);
  g_ptr_array_unref (result->converted);
  g_free (result);
}

/* What is due */

static Purge *
purge_of_call (GPtrArray *purges,
               gint64     call_id)
{
  Purge *last = purges->len > 0 ? g_ptr_array_index (purges, purges->len - 1) : NULL;

  if (last != NULL && last->call_id == call_id)
    return last;

  Purge *purge = g_new0 (Purge, 1);

  purge->call_id = call_id;
  purge->redactions = g_ptr_array_new_with_free_func (g_object_unref);
  purge->rubbish = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (purges, purge);
  return purge;
}

/* Those that were purged before are silent already where a copy was made, and are to be where it could not be. */
static gboolean
read_sound (EncoreDb *db,
            Purge    *purge,
            GError  **error)
{
  g_autoptr (GPtrArray) all = encore_db_list_redactions_of_call (db, purge->call_id, error);
  g_autoptr (GPtrArray) raw = all != NULL ? encore_db_list_raw_transcripts_of_call (db, purge->call_id, error) : NULL;
  g_autoptr (GPtrArray) lasting = g_ptr_array_new_with_free_func (g_object_unref);

  purge->recordings = raw != NULL ? encore_db_list_recordings_of_call (db, purge->call_id, error) : NULL;
  if (purge->recordings == NULL)
    return FALSE;

  gint64 offset_ms = purge->recordings->len > 0 ? ((EncoreRecording *) purge->recordings->pdata[0])->offset_ms : 0;
  for (guint i = 0; i < all->len; i++)
    if (encore_redaction_is_purged (all->pdata[i]))
      g_ptr_array_add (lasting, g_object_ref (all->pdata[i]));
  for (guint i = 0; i < purge->redactions->len; i++)
    g_ptr_array_add (lasting, g_object_ref (purge->redactions->pdata[i]));

  purge->muted = encore_redactions_muted (lasting, raw->len > 0 ? raw->pdata[0] : NULL, offset_ms);
  return TRUE;
}

typedef struct
{
  gint64 before;
  GPtrArray *purges; /* of Purge */
  gboolean needs_scrub;
} Due;

static gpointer
read_due (EncoreDb     *db,
          gpointer      user_data,
          GCancellable *cancellable,
          GError      **error)
{
  Due *due = user_data;
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_due (db, due->before, error);

  if (redactions == NULL)
    return NULL;

  due->needs_scrub = encore_db_needs_scrub (db);
  for (guint i = 0; i < redactions->len; i++)
    {
      EncoreRedaction *redaction = redactions->pdata[i];

      g_ptr_array_add (purge_of_call (due->purges, redaction->call_id)->redactions, g_object_ref (redaction));
    }
  for (guint i = 0; i < due->purges->len; i++)
    if (!read_sound (db, due->purges->pdata[i], error))
      return NULL;

  return NULL;
}

/* The sound */

static char *
hash_file (const char *path,
           GError    **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize n = 0;

  while (stream != NULL && (n = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK, NULL, error)) > 0)
    g_checksum_update (checksum, block, n);

  return stream != NULL && n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
is_own (EncoreStore *store,
        const char  *path)
{
  g_autofree char *media = g_build_filename (encore_store_get_directory (store), "media", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (media);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_has_prefix (file, folder);
}

/* The muted file is what the recording is from now on; what it was is remembered. */
static EncoreRecording *
replace_file (EncoreRecording      *recording,
              const char           *target,
              const EncoreWavMuted *written,
              GError              **error)
{
  g_autoptr (EncoreRecording) muted = encore_recording_copy (recording);
  GStatBuf status;

  if (muted->original_hash == NULL)
    {
      muted->original_path = g_strdup (recording->path);
      muted->original_hash = g_strdup (recording->content_hash);
    }
  g_free (muted->path);
  g_free (muted->content_hash);
  g_free (muted->codec);
  g_free (muted->container);
  muted->path = g_strdup (target);
  muted->content_hash = hash_file (target, error);
  muted->codec = g_strdup (written->codec);
  muted->container = g_strdup ("WAV");
  muted->channels = written->channels;
  muted->rate = written->rate;
  muted->duration_ms = written->frames * 1000 / MAX (written->rate, 1);
  if (g_stat (target, &status) == 0)
    {
      muted->size = status.st_size;
      muted->modified_at = (gint64) status.st_mtime * 1000;
    }

  return muted->content_hash != NULL ? g_steal_pointer (&muted) : NULL;
}

static GArray *
shift_spans (GArray *spans,
             gint64  by_ms)
{
  GArray *shifted = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));

  for (guint i = 0; i < spans->len; i++)
    {
      EncoreSpan span = g_array_index (spans, EncoreSpan, i);

      span = (EncoreSpan) { MAX (0, span.start_ms + by_ms), span.end_ms + by_ms };
      if (!encore_span_is_empty (span))
        g_array_append_val (shifted, span);
    }

  return shifted;
}

/* WAV files keep the format of their samples; of others there is a WAV file of 16 bits, which holds all that is to be
 * heard in them. */
static gboolean
write_muted (const char     *path,
             GArray         *muted,
             const char     *target,
             EncoreWavMuted *written,
             GCancellable   *cancellable,
             GError        **error)
{
  const EncoreSpan *spans = (const EncoreSpan *) (gpointer) muted->data;
  EncoreClip clip = { .path = path,
                      .span = { 0, G_MAXINT64 / 1000000 / 1000 },
                      .format = ENCORE_CLIP_WAV,
                      .channels = ENCORE_CLIP_BOTH,
                      .muted = spans,
                      .n_muted = muted->len };
  EncoreClipResult result = { 0 };

  if (encore_wav_can_mute (path))
    return encore_wav_mute (path, spans, muted->len, target, written, cancellable, error);
  if (!encore_clip_write (&clip, target, NULL, NULL, &result, cancellable, error))
    return FALSE;

  *written = (EncoreWavMuted) { result.frames, result.rate, result.channels, g_strdup ("PCM 16-bit") };
  return TRUE;
}

static EncoreRecording *
mute_recording (EncoreStore     *store,
                EncoreRecording *recording,
                GArray          *muted,
                EncoreJob       *job,
                GError         **error)
{
  g_autofree char *folder = g_build_filename (encore_store_get_directory (store), "media", NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, "-muted.wav", NULL);
  g_autofree char *target = g_build_filename (folder, name, NULL);
  EncoreWavMuted written = { 0 };

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s."), folder,
                   g_strerror (errno));
      return NULL;
    }
  if (!write_muted (recording->path, muted, target, &written, encore_job_get_cancellable (job), error))
    return NULL;

  EncoreRecording *copy = replace_file (recording, target, &written, error);

  g_free (written.codec);
  if (copy == NULL)
    g_unlink (target);
  return copy;
}

static void
note_problem (EncorePurgeResult *result,
              EncoreRecording   *recording,
              const GError      *error)
{
  g_autofree char *name = g_filename_display_name (recording->path);

  g_ptr_array_add (result->problems, g_strdup_printf ("%s: %s", name, error->message));
}

/* What the copy is where it is not what the recording was. */
static void
note_converted (EncorePurgeResult *result,
                EncoreRecording   *recording,
                EncoreRecording   *copy)
{
  g_autofree char *name = g_filename_display_name (recording->path);

  if (g_strcmp0 (recording->codec, copy->codec) != 0 || g_strcmp0 (recording->container, copy->container) != 0)
    g_ptr_array_add (result->converted,
                     /* Translators: a file, what it was, and what its copy is: "call.opus: was Opus, the muted copy is
                        PCM 16-bit (WAV)" */
                     g_strdup_printf (_ ("%s: was %s, the muted copy is %s (%s)"), name,
                                      recording->codec != NULL ? recording->codec : _ ("unknown"), copy->codec,
                                      copy->container));
}

/* One that cannot be copied stays as it is, and is muted whenever it is played. */
static gboolean
mute_call (EncoreStore       *store,
           Purge             *purge,
           EncorePurgeResult *result,
           EncoreJob         *job,
           GError           **error)
{
  g_autoptr (EncoreRecording) joined = encore_joined_get (purge->recordings);
  gboolean is_pair = encore_joined_is_pair (purge->recordings);
  gint64 pair_ms = is_pair ? encore_joined_get_offset_ms (purge->recordings) : 0;
  gboolean any = FALSE;

  for (guint i = 0; purge->muted->len > 0 && i < purge->recordings->len; i++)
    {
      EncoreRecording *recording = purge->recordings->pdata[i];
      g_autoptr (GArray) muted = shift_spans (purge->muted, i == 1 ? -pair_ms : 0);
      g_autoptr (GError) failure = NULL;
      EncoreRecording *copy = mute_recording (store, recording, muted, job, &failure);

      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (copy == NULL)
        {
          note_problem (result, recording, failure);
          continue;
        }

      any = TRUE;
      note_converted (result, recording, copy);
      if (is_own (store, recording->path))
        g_ptr_array_add (purge->rubbish, g_strdup (recording->path));
      else
        g_ptr_array_add (result->originals, g_strdup (recording->path));
      g_object_unref (recording);
      purge->recordings->pdata[i] = copy;
    }

  if (any && is_pair)
    g_ptr_array_add (purge->rubbish, g_strdup (joined->path));
  return TRUE;
}

/* Writing */

static gpointer
write_purge (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  Purge *purge = user_data;
  g_autoptr (GPtrArray) now = encore_db_list_redactions_of_call (db, purge->call_id, error);
  g_autoptr (GHashTable) living = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; now != NULL && i < now->len; i++)
    g_hash_table_add (living, &((EncoreRedaction *) now->pdata[i])->id);

  /* One was lifted while its sound was being copied: next time. */
  for (guint i = 0; now != NULL && i < purge->redactions->len; i++)
    if (!g_hash_table_contains (living, &((EncoreRedaction *) purge->redactions->pdata[i])->id))
      {
        g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_BUSY,
                             _ ("A redaction was lifted while it was being purged."));
        return NULL;
      }

  if (now != NULL)
    encore_db_purge (db, purge->call_id, purge->redactions, purge->recordings, encore_text_now (), error);
  return NULL;
}

static gpointer
write_scrub (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  encore_db_scrub (db, error);
  return NULL;
}

static void
delete_files (GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    if (g_unlink (paths->pdata[i]) != 0 && errno != ENOENT)
      g_message ("%s could not be deleted: %s", (const char *) paths->pdata[i], g_strerror (errno));
}

/* The copies of a purge that was not written. */
static void
drop_copies (EncoreStore *store,
             Purge       *purge)
{
  for (guint i = 0; i < purge->recordings->len; i++)
    {
      EncoreRecording *recording = purge->recordings->pdata[i];

      if (g_str_has_suffix (recording->path, "-muted.wav") && is_own (store, recording->path)
          && !g_ptr_array_find_with_equal_func (purge->rubbish, recording->path, g_str_equal, NULL))
        g_unlink (recording->path);
    }
}

static gboolean
purge_call (EncoreStore       *store,
            Purge             *purge,
            EncorePurgeResult *result,
            EncoreJob         *job,
            GError           **error)
{
  g_autoptr (GError) failure = NULL;

  if (!mute_call (store, purge, result, job, error))
    return FALSE;

  encore_store_run (store, ENCORE_LANE_WRITE, write_purge, purge, NULL, &failure);
  if (failure != NULL)
    {
      if (purge->rubbish->len + result->originals->len > 0)
        drop_copies (store, purge);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  delete_files (purge->rubbish);
  result->n_redactions += purge->redactions->len;
  return TRUE;
}

static EncorePurgeResult *
purge_all (EncoreStore *store,
           gint64       before,
           EncoreJob   *job,
           GError     **error)
{
  g_autoptr (GPtrArray) purges = g_ptr_array_new_with_free_func (purge_free);
  g_autoptr (EncorePurgeResult) result = g_new0 (EncorePurgeResult, 1);
  Due due = { before, purges, FALSE };
  g_autoptr (GError) failure = NULL;

  result->originals = g_ptr_array_new_with_free_func (g_free);
  result->problems = g_ptr_array_new_with_free_func (g_free);
  result->converted = g_ptr_array_new_with_free_func (g_free);
  encore_store_run (store, ENCORE_LANE_READ, read_due, &due, NULL, &failure);

  for (guint i = 0; failure == NULL && i < purges->len; i++)
    {
      encore_job_set_progress (job, i, purges->len, NULL);
      purge_call (store, purges->pdata[i], result, job, &failure);
    }
  if (failure == NULL && (purges->len > 0 || due.needs_scrub))
    encore_store_run_bare (store, write_scrub, NULL, &failure);
  if (failure == NULL)
    return g_steal_pointer (&result);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * encore_redact_purge:
 * @library: a library that can be written
 * @before: UTC ms: redactions that were made before are purged
 * @job: shows progress and can cancel
 * @error: why not all of it was done; what was done stays done, and the rest is done the next time
 *
 * Blocks: for job threads, the tool and tests.
 *
 * Returns: (transfer full) (nullable): what was done
 */
EncorePurgeResult *
encore_redact_purge (EncoreLibrary *library,
                     gint64         before,
                     EncoreJob     *job,
                     GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  return purge_all (encore_library_get_store (library), before, job, error);
}

/* In the background, when a library has been opened */

typedef struct
{
  EncoreStore *store; /* outlives the library's being closed */
  gint64 before;
  EncoreJob *job;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->store);
  g_object_unref (work->job);
  g_free (work);
}

static void
purge_in_thread (GTask        *task,
                 gpointer      library,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Work *work = data;
  g_autoptr (GError) error = NULL;
  EncorePurgeResult *result = purge_all (work->store, work->before, work->job, &error);

  encore_job_finish (work->job, error);
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) encore_purge_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gpointer
count_due (EncoreDb     *db,
           gpointer      before,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GPtrArray) due = encore_db_list_redactions_due (db, *(const gint64 *) before, error);

  return GUINT_TO_POINTER (due != NULL && (due->len > 0 || encore_db_needs_scrub (db)));
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean any = GPOINTER_TO_UINT (encore_library_run_finish (ENCORE_LIBRARY (object), result, &error)) != 0;

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!any)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  encore_library_add_job (ENCORE_LIBRARY (object), work->job);
  g_task_run_in_thread (task, purge_in_thread);
}

/**
 * encore_redact_purge_async:
 * @library: a library
 * @after_days: how long redactions can be lifted; 0: for ever
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Purges what is due, as one of the library's jobs; does nothing where nothing is due.
 */
void
encore_redact_purge_async (EncoreLibrary      *library,
                           int                 after_days,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  *work = (Work) { g_object_ref (encore_library_get_store (library)), encore_text_now () - after_days * DAY_MS,
                  encore_job_new (_ ("Purging what was redacted")) };
  g_task_set_task_data (task, work, work_free);
  if (after_days <= 0 || encore_library_is_read_only (library))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  encore_library_run_async (library, ENCORE_LANE_READ, count_due, g_memdup2 (&work->before, sizeof work->before),
                            g_free, NULL, NULL, counted_cb, g_steal_pointer (&task));
}

EncorePurgeResult *
encore_redact_purge_finish (EncoreLibrary *library,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  EncorePurgeResult *purged = g_task_propagate_pointer (G_TASK (result), error);

  /* All that shows a call shows it anew. */
  if (purged != NULL)
    {
      encore_library_emit_changed (library, ENCORE_TYPE_RECORDING);
      encore_library_emit_changed (library, ENCORE_TYPE_TRANSCRIPT);
      encore_library_emit_changed (library, ENCORE_TYPE_REDACTION);
    }
  return purged;
}
