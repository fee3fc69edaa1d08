/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "encore-riff.h"

G_BEGIN_DECLS

/**
 * EncoreFrames:
 *
 * Sound that lies in its file frame after frame, all of one size, each of them standing for the same time.
 */
typedef struct
{
  GstCaps *caps;
  int rate;            /* Hz */
  gsize bytes;         /* of one frame */
  int samples;         /* per channel, that it decodes to */
  guint64 count;
  goffset offset;      /* of the first, in the file */
  int at_once;         /* how many make a buffer of a handy size */
  int run_in;          /* how many a decoder needs before those that are wanted, to sound right */
  int codes;           /* bits of a code that lies with its right end first, and has to be turned; else 0 */
} EncoreFrames;

gboolean     encore_frames_find  (const EncoreRiff   *riff,
                                  EncoreFrames       *frames);
void         encore_frames_clear (EncoreFrames       *self);
GstClockTime encore_frames_time  (const EncoreFrames *self,
                                  guint64             frame);
guint64      encore_frames_at    (const EncoreFrames *self,
                                  GstClockTime        time);
void         encore_frames_turn  (const EncoreFrames *self,
                                  guint8             *bytes,
                                  gsize               length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreFrames, encore_frames_clear)

G_END_DECLS
