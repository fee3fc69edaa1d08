/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

#include <glib/gi18n.h>

#include "encore-media-private.h"

typedef struct
{
  char *path;
  char *missing;
  GError *cause;
} Failure;

static void
failure_free (Failure *failure)
{
  g_free (failure->path);
  g_free (failure->missing);
  g_clear_error (&failure->cause);
  g_free (failure);
}

/* Reads the start of the file to say what it is, so off the main thread. */
static void
explain_failure (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Failure *failure = task_data;

  if (failure->cause == NULL && failure->missing == NULL)
    g_task_return_error (task, encore_media_error_silent (failure->path));
  else
    g_task_return_error (task, encore_media_error_new (failure->path, failure->cause, failure->missing));
}

static void
on_explained (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  EncorePlayer *self = ENCORE_PLAYER (object);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (error->domain != ENCORE_ERROR || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  encore_player_emit_failed (self, error);
}

static void
explain (EncorePlayer *self,
         const GError *cause)
{
  g_autoptr (GTask) task = g_task_new (self, self->opened, on_explained, NULL);
  Failure *failure = g_new0 (Failure, 1);

  failure->path = g_strdup (self->path);
  failure->missing = g_strdup (self->missing);
  failure->cause = cause != NULL ? g_error_copy (cause) : NULL;
  g_task_set_task_data (task, failure, (GDestroyNotify) failure_free);
  g_task_run_in_thread (task, explain_failure);
}

void
encore_player_give_up (EncorePlayer *self,
                       const GError *cause)
{
  self->last_ms = encore_player_get_position_ms (self);
  encore_player_let_go_of_pipeline (self, TRUE);
  encore_player_set_playing (self, FALSE);
  explain (self, cause);
}

/* Keeps the place; asked to play again, the player tries again. */
static void
give_up_for_now (EncorePlayer *self,
                 gboolean      stopped,
                 const char   *message)
{
  g_autoptr (GError) error = g_error_new_literal (ENCORE_ERROR, ENCORE_ERROR_FAILED, message);

  self->last_ms = encore_player_get_position_ms (self);
  encore_player_let_go_of_pipeline (self, stopped);
  self->no_device = TRUE;
  encore_player_set_playing (self, FALSE);
  encore_player_emit_failed (self, error);
}

void
encore_player_give_up_standing_still (EncorePlayer *self)
{
  give_up_for_now (self, self->prerolled,
                   _ ("The sound has come to a standstill and could not be started again; check the sound settings, "
                      "then play again."));
}

static gboolean
is_sink (GstObject *object)
{
  return GST_IS_ELEMENT (object) && !GST_IS_PIPELINE (object) && GST_OBJECT_FLAG_IS_SET (object, GST_ELEMENT_FLAG_SINK);
}

/* What is wrong with the sound itself rather than with where it goes. */
static gboolean
is_of_sound (const GError *cause)
{
  return cause->domain == GST_STREAM_ERROR || g_error_matches (cause, GST_CORE_ERROR, GST_CORE_ERROR_NEGOTIATION);
}

static void
fail_for_sink (EncorePlayer *self,
               gboolean      stopped,
               const GError *cause)
{
  if (!is_of_sound (cause))
    {
      give_up_for_now (self, stopped, _ ("No sound device can be opened; check the sound settings, then play again."));
      return;
    }

  g_autofree char *message = g_strdup_printf (_ ("Sound cannot be played: %s Check the sound settings, then play "
                                                 "again."),
                                              cause->message);

  give_up_for_now (self, stopped, message);
}

void
encore_player_on_error (EncorePlayer *self,
                        GstMessage   *message)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *debug = NULL;

  gst_message_parse_error (message, &cause, &debug);
  g_debug ("%s: %s (%s)", self->path, cause->message, debug != NULL ? debug : "");

  if (is_sink (GST_MESSAGE_SRC (message)))
    fail_for_sink (self, TRUE, cause);
  else
    encore_player_give_up (self, cause);
}

/* Without any sound device autoaudiosink warns, and goes on with one that is not heard. */
void
encore_player_on_warning (EncorePlayer *self,
                          GstMessage   *message)
{
  GstObject *from = GST_MESSAGE_SRC (message);
  g_autoptr (GError) cause = NULL;

  gst_message_parse_warning (message, &cause, NULL);
  g_debug ("%s: %s", self->path, cause->message);

  if (is_sink (from) && GST_IS_BIN (from) && cause->domain == GST_RESOURCE_ERROR)
    fail_for_sink (self, FALSE, cause);
}
