/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-recording.h"

G_DEFINE_FINAL_TYPE (EncoreRecording, encore_recording, G_TYPE_OBJECT)

static void
encore_recording_finalize (GObject *object)
{
  EncoreRecording *self = ENCORE_RECORDING (object);

  g_free (self->uuid);
  g_free (self->path);
  g_free (self->content_hash);
  g_free (self->codec);
  g_free (self->container);
  g_free (self->original_path);
  g_free (self->original_hash);
  g_clear_pointer (&self->muted, g_array_unref);

  G_OBJECT_CLASS (encore_recording_parent_class)->finalize (object);
}

static void
encore_recording_class_init (EncoreRecordingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_recording_finalize;
}

static void
encore_recording_init (EncoreRecording *self)
{
  self->agent_channel = -1;
}

/**
 * encore_recording_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreRecording *
encore_recording_new (void)
{
  return g_object_new (ENCORE_TYPE_RECORDING, NULL);
}

/**
 * encore_recording_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreRecording *
encore_recording_copy (EncoreRecording *self)
{
  g_return_val_if_fail (ENCORE_IS_RECORDING (self), NULL);

  EncoreRecording *copy = encore_recording_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->call_id = self->call_id;
  copy->path = g_strdup (self->path);
  copy->content_hash = g_strdup (self->content_hash);
  copy->size = self->size;
  copy->modified_at = self->modified_at;
  copy->codec = g_strdup (self->codec);
  copy->container = g_strdup (self->container);
  copy->channels = self->channels;
  copy->rate = self->rate;
  copy->duration_ms = self->duration_ms;
  copy->agent_channel = self->agent_channel;
  copy->offset_ms = self->offset_ms;
  copy->original_path = g_strdup (self->original_path);
  copy->original_hash = g_strdup (self->original_hash);
  copy->muted = self->muted != NULL ? g_array_copy (self->muted) : NULL;

  return copy;
}
