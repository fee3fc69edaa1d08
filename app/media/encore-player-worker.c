/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-worker.h"

#include "encore-player.h"
#include "encore-run-in.h"

/* How long a pipeline gets to come to rest before it is asked for more, or stopped. Only this thread waits. */
#define SETTLE_TIME (5 * GST_SECOND)

typedef struct
{
  GstElement *pipeline;
  gboolean settle; /* not before what is under way is done */
  gboolean is_seek;
  GstState state;
  double rate;
  gint64 start; /* nanoseconds */
  gint64 stop;
  char *path; /* of a recording to be opened */
  gboolean is_last;
} Command;

/* Pipelines that are still being stopped after their players have gone. */
static GMutex lock;
static GCond stopped;
static guint n_stopping; /* under lock */

static void
run_seek (const Command *command)
{
  GstClockTime stop = command->stop >= 0 ? (GstClockTime) command->stop : GST_CLOCK_TIME_NONE;

  /* Setting the end to "none" takes away the end that an earlier seek may have set. */
  if (gst_element_seek (command->pipeline, command->rate, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
                        GST_SEEK_TYPE_SET, command->start, GST_SEEK_TYPE_SET, stop))
    gst_element_get_state (command->pipeline, NULL, NULL, SETTLE_TIME);

  gst_element_post_message (command->pipeline,
                            gst_message_new_application (GST_OBJECT (command->pipeline),
                                                         gst_structure_new_empty (ENCORE_PLAYER_SEEK_DONE)));
}

static void
tell_run_in (const Command *command)
{
  EncoreRunIn run_in;

  if (!encore_run_in_find (command->path, &run_in))
    return;

  GstStructure *told = gst_structure_new (ENCORE_PLAYER_RUN_IN, "skip", G_TYPE_INT64, run_in.skip, "length",
                                          G_TYPE_INT64, run_in.length, NULL);

  gst_element_post_message (command->pipeline, gst_message_new_application (GST_OBJECT (command->pipeline), told));
}

/* uridecodebin3 1.22 lets its source start before its decodebin3 is awake. What comes in between is refused, and
 * then nothing ever comes again. So the decoder is woken first. */
static void
wake_decoder (GstElement *pipeline)
{
  GstIterator *found = gst_bin_iterate_all_by_element_factory_name (GST_BIN (pipeline), "decodebin3");
  GValue value = G_VALUE_INIT;

  gst_element_set_state (pipeline, GST_STATE_READY);
  if (gst_iterator_next (found, &value) == GST_ITERATOR_OK)
    {
      gst_element_set_state (g_value_get_object (&value), GST_STATE_PAUSED);
      g_value_unset (&value);
    }
  gst_iterator_free (found);
}

static void
tell_stopped (void)
{
  g_mutex_lock (&lock);
  n_stopping--;
  g_cond_broadcast (&stopped);
  g_mutex_unlock (&lock);
}

static void
run_command (gpointer data,
             gpointer user_data)
{
  Command *command = data;

  if (command->path != NULL)
    {
      tell_run_in (command);
      wake_decoder (command->pipeline);
    }

  /* Elements that are still being put together bear neither a seek nor being stopped. */
  if (command->settle)
    gst_element_get_state (command->pipeline, NULL, NULL, SETTLE_TIME);

  if (command->is_seek)
    run_seek (command);
  else
    gst_element_set_state (command->pipeline, command->state);

  gst_object_unref (command->pipeline);
  if (command->is_last)
    tell_stopped ();
  g_free (command->path);
  g_free (command);
}

static void
push (EncorePlayerWorker *self,
      GstElement         *pipeline,
      Command             command)
{
  command.pipeline = gst_object_ref (pipeline);
  g_thread_pool_push (self, g_memdup2 (&command, sizeof command), NULL);
}

EncorePlayerWorker *
encore_player_worker_new (void)
{
  return g_thread_pool_new (run_command, NULL, 1, FALSE, NULL);
}

void
encore_player_worker_open (EncorePlayerWorker *self,
                           GstElement         *pipeline,
                           const char         *path)
{
  push (self, pipeline, (Command) { .state = GST_STATE_PAUSED, .path = g_strdup (path) });
}

void
encore_player_worker_set_state (EncorePlayerWorker *self,
                                GstElement         *pipeline,
                                GstState            state)
{
  push (self, pipeline, (Command) { .state = state });
}

/* Nanoseconds; a @stop below 0 means the end of the recording. */
void
encore_player_worker_seek (EncorePlayerWorker *self,
                           GstElement         *pipeline,
                           double              rate,
                           gint64              start,
                           gint64              stop)
{
  push (self, pipeline, (Command) { .settle = TRUE, .is_seek = TRUE, .rate = rate, .start = start, .stop = stop });
}

/* Stops @pipeline after what was asked for before, and frees @self, without waiting for either. One that
 * @failed will never come to rest. */
void
encore_player_worker_finish (EncorePlayerWorker *self,
                             GstElement         *pipeline,
                             gboolean            failed)
{
  g_mutex_lock (&lock);
  n_stopping++;
  g_mutex_unlock (&lock);
  push (self, pipeline, (Command) { .settle = !failed, .state = GST_STATE_NULL, .is_last = TRUE });
  g_thread_pool_free (self, FALSE, FALSE);
}

/**
 * encore_player_settle:
 *
 * Waits, ten seconds at most, until the pipelines of players that have gone are stopped: for the end of a
 * program, so that the sound device is let go of in order.
 */
void
encore_player_settle (void)
{
  gint64 deadline_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_mutex_lock (&lock);
  while (n_stopping > 0 && g_cond_wait_until (&stopped, &lock, deadline_us))
    ;
  g_mutex_unlock (&lock);
}
