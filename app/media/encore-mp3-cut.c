/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-mp3.h"

#include <string.h>

#include "encore-peaks-private.h"

/* A frame may lean on what up to 511 bytes before it hold, which are many frames at low bit rates. */
#define RUN_IN_FRAMES 32

/* Both parts decode this much behind the cut, to be compared. */
#define OVERLAP_S 5

#define BUCKETS_PER_SECOND (1000 / ENCORE_PEAKS_BUCKET_MS)

/* kbit/s of layer III. */
static int
bit_rate (const guint8 *frame)
{
  static const int first[] = { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 };
  static const int later[] = { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 };

  return (frame[1] >> 3 & 3) == 3 ? first[frame[2] >> 4] : later[frame[2] >> 4];
}

static int
samples_of (const guint8 *frame)
{
  return (frame[1] >> 3 & 3) == 3 ? 1152 : 576;
}

/* 0 for what has no fixed size. */
static gsize
size_of (const guint8 *frame,
         int           rate)
{
  return (gsize) samples_of (frame) / 8 * 1000 * bit_rate (frame) / rate + (frame[2] >> 1 & 1);
}

/* Whether two frames belong to one stream: version, layer, rate and number of channels. */
static gboolean
same_stream (const guint8 *a,
             const guint8 *b)
{
  return b[0] == 0xff && (a[1] & 0xfe) == (b[1] & 0xfe) && (a[2] & 0x0c) == (b[2] & 0x0c)
         && (a[3] >> 6 == 3) == (b[3] >> 6 == 3);
}

/* Where the frames of the first part of the file begin; NULL when something else lies between them. */
static GArray *
list_frames (const guint8 *bytes,
             gsize         size,
             gsize         start,
             int           rate)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  gsize until = start + (size - start) / 100 * 60;
  guint64 at = start;

  while (at < until)
    {
      if (at + 4 > size || !same_stream (bytes + start, bytes + at) || size_of (bytes + at, rate) == 0)
        return NULL;

      g_array_append_val (offsets, at);
      at += size_of (bytes + at, rate);
    }

  return g_steal_pointer (&offsets);
}

static gboolean
is_note (const guint8 *frame,
         gsize         length)
{
  for (gsize i = 4; i + 4 <= MIN (length, 64); i++)
    if (memcmp (frame + i, "Xing", 4) == 0 || memcmp (frame + i, "Info", 4) == 0 || memcmp (frame + i, "VBRI", 4) == 0)
      return TRUE;

  return FALSE;
}

/* The middle of the file, moved to where a chunk of the peaks begins. */
static gboolean
place_cut (EncoreMp3Cut    *cut,
           const EncoreMp3 *mp3,
           GArray          *offsets,
           int              n_notes,
           int              samples,
           int              shortest_s)
{
  gint64 middle = (gint64) offsets->len * 50 / 60;
  gint64 bucket = (middle * samples - mp3->skip) * BUCKETS_PER_SECOND / mp3->rate;

  cut->first_bucket = bucket / ENCORE_PEAKS_CHUNK * ENCORE_PEAKS_CHUNK;
  if (2 * middle * samples / mp3->rate < shortest_s || bucket < ENCORE_PEAKS_CHUNK)
    return FALSE;

  gint64 seam = (gint64) cut->first_bucket * mp3->rate / BUCKETS_PER_SECOND;
  gint64 first_frame = (seam + mp3->skip) / samples - RUN_IN_FRAMES;

  cut->first_limit = seam + OVERLAP_S * mp3->rate;

  gint64 end_frame = (cut->first_limit + mp3->skip) / samples + 2;

  if (first_frame < 0 || end_frame + n_notes >= offsets->len)
    return FALSE;

  cut->second_skip = seam + mp3->skip - first_frame * samples;
  cut->second_from = g_array_index (offsets, guint64, first_frame + n_notes);
  cut->first_to = g_array_index (offsets, guint64, end_frame + n_notes);

  return TRUE;
}

/**
 * encore_mp3_cut:
 * @path: an MP3
 * @mp3: what its first frame says
 * @shortest_s: seconds below which it is not worth it
 * @cut: (out): where
 *
 * Finds where an MP3 can be cut so that two decoders, each at one part, give together what one gives.
 *
 * Returns: %FALSE for what is too short or not made of frames throughout
 */
gboolean
encore_mp3_cut (const char      *path,
                const EncoreMp3 *mp3,
                int              shortest_s,
                EncoreMp3Cut    *cut)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  *cut = (EncoreMp3Cut) { 0 };
  if (file == NULL || g_mapped_file_get_length (file) < (gsize) mp3->start + 64)
    return FALSE;

  const guint8 *bytes = (const guint8 *) g_mapped_file_get_contents (file);
  gsize size = g_mapped_file_get_length (file);

  if (memcmp (bytes, "RIFF", 4) == 0)
    return FALSE;

  g_autoptr (GArray) offsets = list_frames (bytes, size, mp3->start, mp3->rate);
  int n_notes = is_note (bytes + mp3->start, size - mp3->start) ? 1 : 0;

  return offsets != NULL && place_cut (cut, mp3, offsets, n_notes, samples_of (bytes + mp3->start), shortest_s);
}
