/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-run-in.h"

#include <gst/gst.h>
#include <string.h>

#include "encore-mp3.h"

/* ISO 14496-12: boxes within boxes; an "edts" box says which part of the samples is the recording. */

#define MAX_BOXES 4096

typedef struct
{
  guint8 type[4];
  gint64 start; /* of the box */
  gint64 body;
  gint64 end;
} Box;

static gboolean
read_at (GInputStream *stream,
         gint64        offset,
         guint8       *bytes,
         gsize         length)
{
  gsize got = 0;

  return g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, NULL, NULL)
         && g_input_stream_read_all (stream, bytes, length, &got, NULL, NULL) && got == length;
}

static void
set_patch (EncorePatch *patch,
           gint64       offset,
           guint64      value,
           gsize        length)
{
  patch->offset = offset;
  patch->length = length;
  for (gsize i = 0; i < length; i++)
    patch->bytes[i] = value >> (8 * (length - 1 - i));
}

static guint32
get32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static gint64
get64 (const guint8 *p)
{
  return (gint64) ((guint64) get32 (p) << 32 | get32 (p + 4));
}

/* A size of 1 stands for a larger number behind, 0 for the rest. */
static gboolean
read_box (GInputStream *stream,
          gint64        at,
          gint64        end,
          Box          *box)
{
  guint8 head[16];

  if (at + 8 > end || !read_at (stream, at, head, 8))
    return FALSE;

  gint64 size = get32 (head);

  memcpy (box->type, head + 4, 4);
  box->start = at;
  box->body = at + 8;
  if (size == 1)
    {
      if (!read_at (stream, at, head, 16))
        return FALSE;
      size = get64 (head + 8);
      box->body = at + 16;
    }
  box->end = size == 0 ? end : at + size;

  return size == 0 || (size >= box->body - at && size <= end - at);
}

/* The first of that type in @parent from @at on. */
static gboolean
find_box (GInputStream *stream,
          const Box    *parent,
          gint64        at,
          const char   *type,
          Box          *box)
{
  for (int i = 0; i < MAX_BOXES && read_box (stream, at, parent->end, box); i++)
    {
      if (memcmp (box->type, type, 4) == 0)
        return TRUE;
      at = box->end;
    }

  return FALSE;
}

static gboolean
find_within (GInputStream *stream,
             const Box    *parent,
             const char   *type,
             Box          *box)
{
  return find_box (stream, parent, parent->body, type, box);
}

/* "mvhd" and "mdhd" tell units per second and how many there are, after two dates, in 32 bits or in 64. */
static gboolean
read_scale (GInputStream *stream,
            const Box    *box,
            gint64       *scale,
            gint64       *duration)
{
  guint8 bytes[32];

  if (box->end - box->body < 20 || !read_at (stream, box->body, bytes, MIN (32, box->end - box->body)))
    return FALSE;

  gboolean large = bytes[0] == 1 && box->end - box->body >= 32;

  *scale = get32 (bytes + (large ? 20 : 12));
  *duration = large ? get64 (bytes + 24) : get32 (bytes + 16);

  return *scale > 0;
}

/* The length of the only edit and where it begins; FALSE when there are more of them, or a wait before. */
static gboolean
read_edit (GInputStream *stream,
           const Box    *edits,
           gint64       *duration,
           gint64       *begin)
{
  guint8 bytes[24];
  Box list;

  if (!find_within (stream, edits, "elst", &list) || list.end - list.body < 20
      || !read_at (stream, list.body, bytes, MIN (24, list.end - list.body)) || get32 (bytes + 4) != 1)
    return FALSE;

  gboolean large = bytes[0] == 1 && list.end - list.body >= 24;

  *duration = large ? get64 (bytes + 8) : get32 (bytes + 8);
  *begin = large ? get64 (bytes + 16) : (gint32) get32 (bytes + 12);

  return *duration > 0 && *begin > 0;
}

static gboolean
is_of_sound (GInputStream *stream,
             const Box    *media)
{
  guint8 bytes[12];
  Box handler;

  return find_within (stream, media, "hdlr", &handler) && read_at (stream, handler.body, bytes, sizeof bytes)
         && memcmp (bytes + 8, "soun", 4) == 0;
}

/* What qtdemux plays at most: it has to be as much longer as is left out before. */
static void
lengthen (GInputStream *stream,
          const Box    *head,
          gint64        more_ns,
          EncorePatch  *patch)
{
  gint64 scale, duration;
  guint8 version;

  if (!read_scale (stream, head, &scale, &duration) || !read_at (stream, head->body, &version, 1))
    return;

  duration += gst_util_uint64_scale_ceil (more_ns, scale, GST_SECOND) + 1;
  set_patch (patch, head->body + (version == 1 ? 24 : 16), duration, version == 1 ? 8 : 4);
}

static gboolean
read_track (GInputStream *stream,
            const Box    *track,
            const Box    *media,
            gint64        movie_scale,
            EncoreRunIn  *run_in)
{
  gint64 scale, samples, duration, begin;
  Box edits, head;

  if (!find_within (stream, track, "edts", &edits) || !read_edit (stream, &edits, &duration, &begin)
      || !find_within (stream, media, "mdhd", &head) || !read_scale (stream, &head, &scale, &samples)
      || begin >= 10 * scale)
    return FALSE;

  run_in->skip = gst_util_uint64_scale (begin, GST_SECOND, scale);
  run_in->length = gst_util_uint64_scale (duration, GST_SECOND, movie_scale);
  if (samples > begin)
    run_in->length = MIN (run_in->length, (gint64) gst_util_uint64_scale (samples - begin, GST_SECOND, scale));
  set_patch (&run_in->patches[0], edits.start + 4, 0x66726565 /* "free" */, 4);

  return TRUE;
}

/* Of the first track of sound. qtdemux 1.22 ends what is played by as much too early as it is told to leave out
 * before: so this room leaves it out, and hides from qtdemux where that stands. */
static gboolean
find_in_mp4 (const char  *path,
             EncoreRunIn *run_in)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  GInputStream *input = G_INPUT_STREAM (stream);
  g_autoptr (GFileInfo) info = NULL;
  gint64 movie_scale, ignored;
  Box whole = { .end = 0 }, movie, head, track, media;

  if (stream == NULL || !read_at (input, 0, whole.type, 4))
    return FALSE;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  whole.end = info != NULL ? g_file_info_get_size (info) : 0;
  if (!find_within (input, &whole, "moov", &movie) || !find_within (input, &movie, "mvhd", &head)
      || !read_scale (input, &head, &movie_scale, &ignored))
    return FALSE;

  for (gint64 at = movie.body; find_box (input, &movie, at, "trak", &track); at = track.end)
    if (find_within (input, &track, "mdia", &media) && is_of_sound (input, &media))
      {
        if (!read_track (input, &track, &media, movie_scale, run_in))
          return FALSE;
        lengthen (input, &head, run_in->skip, &run_in->patches[1]);
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_in_mp3 (const char  *path,
             EncoreRunIn *run_in)
{
  EncoreMp3 mp3;

  if (!encore_mp3_read (path, &mp3))
    return FALSE;

  run_in->skip = gst_util_uint64_scale (mp3.skip, GST_SECOND, mp3.rate);
  run_in->length = gst_util_uint64_scale (mp3.frames, GST_SECOND, mp3.rate);
  if (mp3.note_offset > 0)
    set_patch (&run_in->patches[0], mp3.note_offset, 0, 4);

  return run_in->length > 0;
}

static gboolean
is_mp4 (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guint8 head[8];

  return stream != NULL && read_at (G_INPUT_STREAM (stream), 0, head, sizeof head)
         && (memcmp (head + 4, "ftyp", 4) == 0 || memcmp (head + 4, "moov", 4) == 0
             || memcmp (head + 4, "mdat", 4) == 0);
}

/**
 * encore_run_in_find:
 * @path: a recording
 * @run_in: (out caller-allocates): what does not belong to it; zeroes when nothing is known
 *
 * Returns: whether the file tells how long the recording itself is
 */
gboolean
encore_run_in_find (const char  *path,
                    EncoreRunIn *run_in)
{
  memset (run_in, 0, sizeof *run_in);

  return is_mp4 (path) ? find_in_mp4 (path, run_in) : find_in_mp3 (path, run_in);
}
