/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-clip-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-joined.h"
#include "encore-library-private.h"
#include "encore-text.h"

/* Clips of calls: who is heard by party, not by channel. */

/**
 * encore_clip_who_from_id:
 * @id: (nullable): "both", "agent", "customer" or "mix"; %NULL is "both"
 * @who: (out): who
 *
 * Returns: whether there is such a choice
 */
gboolean
encore_clip_who_from_id (const char    *id,
                         EncoreClipWho *who)
{
  static const char *const ids[] = { "both", "agent", "customer", "mix" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (ids[i], id != NULL ? id : "both") == 0)
      {
        *who = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * encore_clip_suggest_name:
 * @call: whose clip it is
 * @span: what of its recording
 * @format: as what
 *
 * Returns: (transfer full): a file name that says which call and where in it, and that every file
 *   system takes
 */
char *
encore_clip_suggest_name (EncoreCall      *call,
                          EncoreSpan       span,
                          EncoreClipFormat format)
{
  g_return_val_if_fail (ENCORE_IS_CALL (call), NULL);

  g_autofree char *from = encore_text_position (span.start_ms);
  g_autofree char *to = encore_text_position (span.end_ms);
  g_autofree char *title = g_utf8_substring (call->title, 0, MIN (g_utf8_strlen (call->title, -1), 60));
  g_autofree char *times = g_strdelimit (g_strdup_printf ("%s-%s", from, to), ":", '.');
  char *name = g_strdup_printf ("%s %s.%s", g_strstrip (title), times, encore_clip_format_extension (format));

  return g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '_');
}

static gboolean
choose_channels (EncoreRecording    *recording,
                 EncoreClipWho       who,
                 EncoreClipChannels *channels,
                 GError            **error)
{
  *channels = who == ENCORE_CLIP_MIXED ? ENCORE_CLIP_MIX : ENCORE_CLIP_BOTH;
  if (who == ENCORE_CLIP_EVERYBODY || who == ENCORE_CLIP_MIXED)
    return TRUE;

  if (recording->channels < 2)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                           _ ("Both parties are on one channel of this recording: neither can be clipped alone."));
      return FALSE;
    }

  *channels = (who == ENCORE_CLIP_AGENT) == (recording->agent_channel == 1) ? ENCORE_CLIP_SECOND : ENCORE_CLIP_FIRST;
  return TRUE;
}

/* Jobs count; here seconds. */
static void
report (gint64   done_ms,
        gint64   total_ms,
        gpointer job)
{
  encore_job_set_progress (job, done_ms / 1000, (total_ms + 999) / 1000, NULL);
}

/* What was asked for, and what is redacted whether asked for or not. */
static GArray *
list_muted (EncoreRecording       *recording,
            const EncoreClipOrder *order)
{
  GArray *muted = g_array_copy (recording->muted);

  if (order->muted != NULL)
    g_array_append_vals (muted, order->muted->data, order->muted->len);
  return muted;
}

/**
 * encore_clip_export:
 * @library: a library
 * @order: what to clip
 * @target: the path of the file to write
 * @job: shows progress and can cancel
 * @result: (out) (optional): what was written
 * @error: why not, for people; or cancelled
 *
 * Blocks: for job threads, the tool and tests. What is redacted is silent in it.
 *
 * Returns: whether the clip is there
 */
gboolean
encore_clip_export (EncoreLibrary         *library,
                    const EncoreClipOrder *order,
                    const char            *target,
                    EncoreJob             *job,
                    EncoreClipResult      *result,
                    GError               **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (ENCORE_IS_JOB (job), FALSE);

  g_autoptr (EncoreRecording) recording = encore_joined_find (library, order->call_id, encore_job_get_cancellable (job),
                                                              error);
  EncoreClip clip = { .span = order->span, .format = order->format };

  if (recording == NULL || !choose_channels (recording, order->who, &clip.channels, error))
    return FALSE;

  g_autoptr (GArray) muted = list_muted (recording, order);

  clip.path = recording->path;
  clip.muted = (const EncoreSpan *) (gpointer) muted->data;
  clip.n_muted = muted->len;

  return encore_clip_write (&clip, target, report, job, result, encore_job_get_cancellable (job), error);
}

typedef struct
{
  EncoreClipOrder order;
  char *target;
  EncoreJob *job;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->order.muted, g_array_unref);
  g_free (request->target);
  g_object_unref (request->job);
  g_free (request);
}

static void
export_in_thread (GTask        *task,
                  gpointer      library,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GError) error = NULL;
  gboolean done = encore_clip_export (library, &request->order, request->target, request->job, NULL, &error);

  encore_job_finish (request->job, error);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * encore_clip_export_async:
 * @library: a library
 * @order: what to clip
 * @target: the path of the file to write
 * @job: shows progress and can cancel; it is put on the library's list of jobs
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 */
void
encore_clip_export_async (EncoreLibrary         *library,
                          const EncoreClipOrder *order,
                          const char            *target,
                          EncoreJob             *job,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->order = *order;
  request->order.muted = order->muted != NULL ? g_array_copy (order->muted) : NULL;
  request->target = g_strdup (target);
  request->job = g_object_ref (job);
  g_task_set_task_data (task, request, request_free);
  encore_library_add_job (library, job);
  g_task_run_in_thread (task, export_in_thread);
}

gboolean
encore_clip_export_finish (EncoreLibrary *library,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
