/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

#include <gst/audio/streamvolume.h>

#include "encore-file-source.h"
#include "encore-listen-filter.h"

#define FILTER "audioconvert ! " ENCORE_LISTEN_FILTER_NAME " name=listen ! scaletempo"

static GstElement *
make_sink (EncorePlayer *self)
{
  const char *description = g_getenv ("ENCORE_AUDIO_SINK");
  g_autoptr (GError) error = NULL;

  if (self->sink != NULL)
    return gst_object_ref (self->sink);

  if (description == NULL || *description == '\0')
    description = "autoaudiosink";

  GstElement *sink = gst_parse_bin_from_description (description, TRUE, &error);

  if (sink == NULL)
    g_warning ("No audio sink “%s”: %s", description, error->message);
  else
    gst_object_ref_sink (sink);

  return sink;
}

void
encore_player_apply_volume (EncorePlayer *self)
{
  if (self->pipeline != NULL)
    gst_stream_volume_set_volume (GST_STREAM_VOLUME (self->pipeline), GST_STREAM_VOLUME_FORMAT_CUBIC, self->volume);
}

static GstElement *
make_filter (EncorePlayer *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *filter = gst_parse_bin_from_description (FILTER, TRUE, &error);

  if (filter == NULL)
    {
      g_warning ("Channels and speed cannot be chosen: %s", error->message);
      return NULL;
    }

  self->listen_filter = gst_bin_get_by_name (GST_BIN (filter), "listen");
  encore_listen_filter_set (self->listen_filter, self->listen);
  encore_player_apply_silences (self);
  encore_player_apply_muted (self);
  encore_player_apply_gains (self);

  return filter;
}

/* Not playbin3: of a recording that is short enough to be read before all is linked, the decodebin3 of GStreamer 1.22
 * now and then loses the end, or never comes to rest. The picture of a screen recording goes nowhere, lest playbin
 * tries out every window system that it knows. */
static GstElement *
make_pipeline (EncorePlayer *self)
{
  g_autofree char *uri = encore_file_source_uri (self->path);
  GstElement *pipeline = gst_element_factory_make ("playbin", NULL);

  if (pipeline == NULL)
    return NULL;

  g_autoptr (GstElement) sink = make_sink (self);

  gst_object_ref_sink (pipeline);
  gst_util_set_object_arg (G_OBJECT (pipeline), "flags", "audio+soft-volume");
  g_object_set (pipeline, "uri", uri, "audio-sink", sink, "audio-filter", make_filter (self), "video-sink",
                gst_element_factory_make ("fakesink", NULL), NULL);

  return pipeline;
}

/* Has it opened, to be paused at the target. Returns FALSE when GStreamer lacks what it takes. */
gboolean
encore_player_build_pipeline (EncorePlayer *self)
{
  self->pipeline = make_pipeline (self);
  if (self->pipeline == NULL)
    return FALSE;

  self->no_device = FALSE;
  self->bus = gst_element_get_bus (self->pipeline);
  gst_bus_add_watch (self->bus, encore_player_on_message, self);
  encore_player_apply_volume (self);
  self->worker = encore_player_worker_new ();
  self->told = GST_STATE_PAUSED;
  encore_player_worker_open (self->worker, self->pipeline, self->path);
  encore_player_watch (self);

  return TRUE;
}

/* @failed: whether there is nothing to be waited for in it */
void
encore_player_let_go_of_pipeline (EncorePlayer *self,
                                  gboolean      failed)
{
  if (self->pipeline == NULL)
    return;

  gst_bus_remove_watch (self->bus);
  gst_bus_set_flushing (self->bus, TRUE);
  gst_clear_object (&self->bus);
  gst_clear_object (&self->listen_filter);
  encore_player_worker_finish (g_steal_pointer (&self->worker), self->pipeline, failed);
  gst_clear_object (&self->pipeline);
  self->prerolled = self->in_flight = self->wanted = FALSE;
  self->waiting_since_us = 0;
  self->skip = self->length = self->passed = 0;
  encore_player_watch_afresh (self);
}
