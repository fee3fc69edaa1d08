/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* WAV files made on the spot. */
typedef double (*WavFunc) (int    channel,
                           double seconds);

typedef struct
{
  int rate;            /* 8000 when 0 */
  int channels;        /* 1 when 0 */
  int bits;            /* 16 when 0; 8 is unsigned */
  double seconds;
  WavFunc func;        /* -1 to 1; silence when NULL */
  gboolean mulaw;
  int tag;             /* the codec that the header claims; the truth when 0 */
  gint64 claim;        /* what the header says the sound takes; the truth when 0, nothing when negative */
} Wav;

GByteArray *wav_make  (const Wav  *wav);
char       *wav_write (const Wav  *wav,
                       const char *name);
char       *bytes_write (const void *bytes,
                         gsize       length,
                         const char *name);
double      wav_tones (int    channel,
                       double seconds);
double      wav_ramp  (int    channel,
                       double seconds);
