/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncoreMp3:
 *
 * What the encoder noted in the first frame of an MP3.
 */
typedef struct
{
  int rate;
  gint64 frames;       /* samples per channel that belong to the recording; 0 when not noted */
  gint64 skip;         /* samples before them: the run-in of encoder and decoder */
  goffset start;       /* where in the file the first frame lies */
  gint64 note_offset;  /* where the encoder's name stands in the file; 0 when nowhere */
} EncoreMp3;

/**
 * EncoreMp3Cut:
 *
 * How an MP3 is decoded in two parts at once. They overlap: the second part needs a run-in, and the first goes on for
 * a while so that it can be seen whether both agree.
 */
typedef struct
{
  guint64 first_to;    /* the byte where the first part ends */
  gint64 first_limit;  /* samples that are wanted of it */
  guint64 second_from; /* the byte where the second part begins */
  gint64 second_skip;  /* samples of its run-in */
  gsize first_bucket;  /* of the peaks of the second part; begins a chunk */
} EncoreMp3Cut;

gboolean encore_mp3_read (const char      *path,
                          EncoreMp3       *mp3);
gboolean encore_mp3_cut  (const char      *path,
                          const EncoreMp3 *mp3,
                          int              shortest_s,
                          EncoreMp3Cut    *cut);

G_END_DECLS
