/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-span.h"

G_BEGIN_DECLS

/**
 * EncoreWavMuted:
 * @frames: samples per channel
 * @rate: Hz
 * @channels: how many
 * @codec: for people
 *
 * What was written.
 */
typedef struct
{
  gint64 frames;
  int rate;
  int channels;
  char *codec;
} EncoreWavMuted;

gboolean encore_wav_can_mute (const char       *path);
gboolean encore_wav_mute     (const char       *path,
                              const EncoreSpan *muted,
                              gsize             n_muted,
                              const char       *target,
                              EncoreWavMuted   *result,
                              GCancellable     *cancellable,
                              GError          **error);

G_END_DECLS
