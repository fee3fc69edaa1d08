/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "encore-clip-export.h"
#include "encore-error.h"
#include "encore-text.h"

/* clip: a stretch of a call or of a recording, as a file of its own. */

#define REFRESH_MS 200

typedef struct
{
  EncoreLibrary *library; /* NULL: words[1] is a recording's path */
  const char *path;
  const char *target;
  EncoreClipOrder order;
  EncoreJob *job;
  GMainLoop *loop;
  EncoreClipResult result;
  gboolean done;
  GError *error;
} Work;

static void
work_clear (Work *work)
{
  if (work->library != NULL)
    encore_library_close (work->library);
  g_clear_object (&work->library);
  g_clear_pointer (&work->order.muted, g_array_unref);
  g_clear_object (&work->job);
  g_clear_pointer (&work->loop, g_main_loop_unref);
  g_clear_error (&work->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* What was said */

static gboolean
parse_mute (const char *text,
            EncoreSpan *span)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  return g_strv_length (ends) == 2 && encore_text_parse_clock (ends[0], 1, &span->start_ms)
         && encore_text_parse_clock (ends[1], 1, &span->end_ms) && !encore_span_is_empty (*span);
}

static gboolean
find_moment (EncoreLibrary *library,
             gint64         call_id,
             const char    *uuid,
             EncoreSpan    *span,
             GError       **error)
{
  g_autoptr (GPtrArray) moments = encore_library_list (library, ENCORE_LISTING_MOMENTS_OF_CALL, call_id, error);
  gsize length = strlen (uuid);

  for (guint i = 0; moments != NULL && i < moments->len; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (moments, i);

      if (length < 4 || strncmp (moment->uuid, uuid, length) != 0)
        continue;
      if (encore_span_is_empty (moment->span))
        {
          g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("the moment has no times"));
          return FALSE;
        }
      *span = moment->span;
      return TRUE;
    }

  if (moments != NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("the call has no moment “%s”"), uuid);
  return FALSE;
}

/* Everything but the times of a moment, which the library knows. Returns an exit status. */
static int
read_order (Tool            *tool,
            EncoreClipOrder *order)
{
  if (tool->out == NULL)
    return tool_usage (_ ("clip needs --out FILE"));
  if (!encore_clip_format_from_name (tool->format != NULL ? tool->format : tool->out, &order->format))
    return tool_usage (_ ("clip writes .opus, .mp3 and .wav: let --out FILE end in one of these"));
  if (!encore_clip_who_from_id (tool->channels, &order->who))
    return tool_usage (_ ("--channels is both, agent, customer or mix"));
  if ((tool->moment == NULL) == (tool->from == NULL || tool->to == NULL))
    return tool_usage (_ ("clip needs --from and --to, or --moment"));
  if (tool->moment == NULL
      && (!encore_text_parse_clock (tool->from, 1, &order->span.start_ms)
          || !encore_text_parse_clock (tool->to, 1, &order->span.end_ms) || encore_span_is_empty (order->span)))
    return tool_usage (_ ("--from and --to are times such as 52340, 0:52.340 or 1:02:03, the second after the first"));

  order->muted = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
  for (guint i = 0; tool->mute != NULL && tool->mute[i] != NULL; i++)
    {
      EncoreSpan span;

      if (!parse_mute (tool->mute[i], &span))
        return tool_usage (_ ("--mute is two times, such as 0:52-0:55.500"));
      g_array_append_val (order->muted, span);
    }

  return TOOL_OK;
}

/* Working */

static gpointer
work_in_thread (gpointer data)
{
  Work *work = data;

  if (work->library != NULL)
    {
      work->done = encore_clip_export (work->library, &work->order, work->target, work->job, &work->result,
                                       &work->error);
    }
  else
    {
      /* Nothing tells whose the channels are: the agent's is the first, as when calls are imported. */
      static const EncoreClipChannels channels[] = { ENCORE_CLIP_BOTH, ENCORE_CLIP_FIRST, ENCORE_CLIP_SECOND,
                                                     ENCORE_CLIP_MIX };
      EncoreClip clip = { work->path,
                          work->order.span,
                          work->order.format,
                          channels[work->order.who],
                          (const EncoreSpan *) work->order.muted->data,
                          work->order.muted->len };

      work->done = encore_clip_write (&clip, work->target, NULL, NULL, &work->result,
                                      encore_job_get_cancellable (work->job), &work->error);
    }

  g_main_loop_quit (work->loop);
  return NULL;
}

static gboolean
show_progress (gpointer job)
{
  g_printerr (_ ("\r%.0f%% \033[K"), encore_job_get_fraction (job) * 100);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_interrupt (gpointer job)
{
  encore_job_cancel (job);
  return G_SOURCE_CONTINUE;
}

static void
run (Tool *tool,
     Work *work)
{
  gboolean visible = !tool->quiet && isatty (STDERR_FILENO);
  guint timer = visible ? g_timeout_add (REFRESH_MS, show_progress, work->job) : 0;
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupt, work->job);
  GThread *thread;

  work->loop = g_main_loop_new (NULL, FALSE);
  thread = g_thread_new ("clip", work_in_thread, work);
  g_main_loop_run (work->loop);
  g_thread_join (thread);

  g_source_remove (interrupt);
  if (visible)
    {
      g_printerr ("\r\033[K");
      g_source_remove (timer);
    }
}

static void
print_result (Tool       *tool,
              const Work *work)
{
  gint64 ms = work->result.frames * 1000 / work->result.rate;
  g_autofree char *file = g_filename_display_name (work->target);

  if (!tool->json)
    {
      g_autofree char *duration = encore_text_clock (ms);

      g_print ("%s\t%s\n", file, duration);
      return;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_text (builder, "file", file);
  tool_set_text (builder, "format", encore_clip_format_extension (work->order.format));
  tool_set_time (builder, "start_ms", work->order.span.start_ms);
  tool_set_time (builder, "duration_ms", ms);
  tool_set_number (builder, "frames", work->result.frames);
  tool_set_number (builder, "rate", work->result.rate);
  tool_set_number (builder, "channels", work->result.channels);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

/* The call's id goes into the order; a moment's times too. */
static gboolean
find_call (Tool *tool,
           Work *work)
{
  g_autoptr (EncoreCall) call = NULL;
  g_autoptr (GError) error = NULL;

  work->library = tool_open_library (tool);
  call = work->library != NULL ? tool_find_call (work->library, tool->words[1]) : NULL;
  if (call == NULL)
    return FALSE;

  work->order.call_id = call->id;
  if (tool->moment == NULL || find_moment (work->library, call->id, tool->moment, &work->order.span, &error))
    return TRUE;

  tool_fail (tool->words[1], error);
  return FALSE;
}

int
tool_clip (Tool *tool)
{
  g_auto (Work) work = { .target = tool->out };
  int status = read_order (tool, &work.order);

  if (status != TOOL_OK)
    return status;

  if (g_file_test (tool->words[1], G_FILE_TEST_IS_REGULAR))
    work.path = tool->words[1];
  if (work.path != NULL && tool->moment != NULL)
    return tool_usage (_ ("--moment needs a call, not a file"));
  if (work.path == NULL && !find_call (tool, &work))
    return TOOL_PARTLY;

  work.job = encore_job_new (_ ("Exporting a clip"));
  run (tool, &work);
  if (!work.done)
    return tool_fail (work.path != NULL ? work.path : tool->words[1], work.error);

  print_result (tool, &work);
  return TOOL_OK;
}
