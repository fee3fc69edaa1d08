/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

#include <string.h>

#include "encore-media-private.h"

static void
update_duration (EncorePlayer *self)
{
  gint64 before = encore_player_get_duration_ms (self);
  gint64 duration = 0;

  if (self->length > 0)
    self->duration_ms = (self->length + GST_MSECOND / 2) / GST_MSECOND;
  else if (gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration) && duration > 0)
    self->duration_ms = (duration + GST_MSECOND / 2) / GST_MSECOND;

  if (encore_player_get_duration_ms (self) != before)
    encore_player_notify_duration (self);
}

static void
on_prerolled (EncorePlayer *self)
{
  const char *description = g_getenv ("ENCORE_AUDIO_SINK");

  self->prerolled = TRUE;
  if (self->sink == NULL && (description == NULL || *description == '\0'))
    self->waiting_since_us = g_get_monotonic_time ();
  update_duration (self);
  if (self->target_ms > 0 || self->rate != 1.0 || self->length > 0 || !encore_span_is_empty (self->loop)
      || !encore_span_is_empty (self->span))
    self->wanted = TRUE;
  else
    self->wanted = FALSE;
  encore_player_warm_up (self);
}

/* playbin is content with a file of which it can play nothing. */
static gboolean
has_sound (EncorePlayer *self)
{
  if (self->listen_filter == NULL)
    return TRUE;

  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->listen_filter, "sink");

  return gst_pad_has_current_caps (pad);
}

static void
go_on (EncorePlayer *self)
{
  encore_player_watch_afresh (self);
  encore_player_issue_seek (self);
  encore_player_sync_state (self);
}

static void
on_async_done (EncorePlayer *self)
{
  if (self->prerolled)
    return;

  if (!has_sound (self))
    {
      encore_player_give_up (self, NULL);
      return;
    }

  on_prerolled (self);
  go_on (self);
}

static void
on_seek_done (EncorePlayer *self)
{
  if (!self->prerolled)
    return;

  self->in_flight = FALSE;
  go_on (self);
}

static void
on_tag (EncorePlayer *self,
        GstMessage   *message)
{
  g_autoptr (GstTagList) tags = NULL;
  g_autofree char *codec = NULL;

  gst_message_parse_tag (message, &tags);
  if (gst_tag_list_get_string (tags, GST_TAG_AUDIO_CODEC, &codec))
    self->is_mp3 = strstr (codec, "Layer 3") != NULL || strstr (codec, "MP3") != NULL;
}

static void
on_told (EncorePlayer *self,
         GstMessage   *message)
{
  const GstStructure *told = gst_message_get_structure (message);

  if (gst_structure_has_name (told, ENCORE_PLAYER_RUN_IN))
    {
      gst_structure_get (told, "skip", G_TYPE_INT64, &self->skip, "length", G_TYPE_INT64, &self->length, NULL);
      encore_player_apply_silences (self);
      encore_player_apply_muted (self);
    }
  else if (gst_structure_has_name (told, ENCORE_PLAYER_SEEK_DONE))
    on_seek_done (self);
}

gboolean
encore_player_on_message (GstBus     *bus,
                          GstMessage *message,
                          gpointer    user_data)
{
  EncorePlayer *self = user_data;
  g_autoptr (EncorePlayer) alive = g_object_ref (self);

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ASYNC_DONE:
      on_async_done (self);
      break;
    case GST_MESSAGE_EOS:
      encore_player_reach_end (self);
      break;
    case GST_MESSAGE_ERROR:
      encore_player_on_error (self, message);
      break;
    case GST_MESSAGE_WARNING:
      encore_player_on_warning (self, message);
      break;
    case GST_MESSAGE_TAG:
      on_tag (self, message);
      break;
    case GST_MESSAGE_DURATION_CHANGED:
      update_duration (self);
      break;
    case GST_MESSAGE_ELEMENT:
      if (self->missing == NULL)
        self->missing = encore_media_missing_plugin (message);
      break;
    case GST_MESSAGE_APPLICATION:
      on_told (self, message);
      break;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}
