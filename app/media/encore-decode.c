/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-decode.h"

#include "encore-peaks-private.h"

#define SNAPSHOT_EVERY (G_USEC_PER_SEC / 4)

/* A hole longer than this is broken data, not a pause. */
#define MAX_GAP_S (24 * 60 * 60)

void
encore_decode_clear (EncoreDecode *self)
{
  g_clear_pointer (&self->reducer, encore_peaks_reducer_free);
  g_clear_pointer (&self->codec, g_free);
  g_clear_pointer (&self->container, g_free);
  g_clear_pointer (&self->missing, g_free);
  g_clear_error (&self->failure);
}

static void
publish (EncoreDecode *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->func == NULL || now < self->next_snapshot)
    return;

  g_autoptr (EncorePeaks) peaks = encore_peaks_reducer_snapshot (self->reducer, FALSE);

  self->func (peaks, self->user_data);
  self->next_snapshot = now + SNAPSHOT_EVERY;
}

/**
 * encore_decode_push:
 * @self: the pass
 * @info: the format of the samples
 * @planes: as for encore_peaks_reducer_add()
 * @n_frames: samples per channel
 *
 * Returns: %FALSE when that ends the pass: the format changed within the recording, or who takes the
 *   samples has enough
 */
gboolean
encore_decode_push (EncoreDecode       *self,
                    const GstAudioInfo *info,
                    gconstpointer      *planes,
                    gsize               n_frames)
{
  int channels = GST_AUDIO_INFO_CHANNELS (info);
  int rate = GST_AUDIO_INFO_RATE (info);

  if (channels < 1 || channels > ENCORE_PEAKS_MAX_CHANNELS || rate < 100)
    return FALSE;

  if (self->reducer == NULL)
    {
      self->reducer = encore_peaks_reducer_new_at (channels, rate, self->first_bucket);
      self->info = *info;
      self->next_snapshot = g_get_monotonic_time () + SNAPSHOT_EVERY;
    }

  if (channels != encore_peaks_reducer_get_channels (self->reducer)
      || rate != encore_peaks_reducer_get_rate (self->reducer))
    {
      self->format_changed = TRUE;
      return FALSE;
    }

  encore_peaks_reducer_add (self->reducer, info, planes, n_frames);
  publish (self);

  return self->take == NULL || self->take (info, planes, n_frames, self->take_data);
}

/**
 * encore_decode_gap:
 * @self: the pass
 * @n_frames: samples per channel that the recording leaves out here
 *
 * Keeps the peaks where the player will be.
 *
 * Returns: %FALSE when who takes the samples has enough
 */
gboolean
encore_decode_gap (EncoreDecode *self,
                   gsize         n_frames)
{
  if (self->reducer == NULL || n_frames / encore_peaks_reducer_get_rate (self->reducer) >= MAX_GAP_S)
    return TRUE;

  encore_peaks_reducer_add_silence (self->reducer, n_frames);

  return self->take == NULL || self->take (&self->info, NULL, n_frames, self->take_data);
}
