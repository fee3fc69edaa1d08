/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* A sink that keeps time like a sound card and notes when sound comes out of it: what
 * ENCORE_AUDIO_SINK has to say to get it. */
#define BENCH_SINK_NAME "encorebenchsink"

typedef enum
{
  BENCH_SOUND_ANY,   /* the first one that comes */
  BENCH_SOUND_SOUGHT /* the first one after a seek has thrown the old ones away */
} BenchSound;

void      bench_sound_init   (void);
void      bench_sound_expect (BenchSound  sound);
gboolean  bench_sound_heard  (gint64      start_us,   /* ms since then, once it was heard */
                              double     *ms);
/* A pipeline that only decodes, in ms, negative when it cannot; after encore_media_init() with Encore's decoders. */
double    bench_sound_decode (const char *path);

/* Some minutes of demonstration calls in a row, as WAV, Opus and MP3: paths, as far as they can be made. */
GPtrArray *bench_sound_make_recordings (const char *folder);

G_END_DECLS
