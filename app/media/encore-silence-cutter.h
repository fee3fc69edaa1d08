/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/audio/audio.h>

#include "encore-span.h"

G_BEGIN_DECLS

/* Takes silences out of sound that streams by. What is left is given times without gaps, so nothing behind it
 * notices: no seek, no click, no wait. The places taken out are remembered, as a time on the shortened time
 * line has to be turned back into a place in the recording. Not locked: its owner does that. */
typedef struct
{
  GArray *silences; /* of EncoreSpan, nanoseconds, in order */
  GArray *cuts;     /* of Cut, since the last restart */
  gint64 removed;   /* frames, since then */

  enum
  {
    ENCORE_CUTTER_KEEPING,
    ENCORE_CUTTER_DROPPING,
    ENCORE_CUTTER_MIXING,
  } state;
  gint64 drop_until; /* frame */
  gint64 dropped;    /* frames of this cut */
  GByteArray *tail;  /* the first sound of the silence, that the last of it is blended with */
  gsize mixed;       /* frames of the tail */
} EncoreSilenceCutter;

void   encore_silence_cutter_init         (EncoreSilenceCutter *self);
void   encore_silence_cutter_clear        (EncoreSilenceCutter *self);
void   encore_silence_cutter_set_silences (EncoreSilenceCutter *self,
                                           const EncoreSpan    *silences, /* nanoseconds, in order */
                                           gsize                n);
void   encore_silence_cutter_restart      (EncoreSilenceCutter *self);
gsize  encore_silence_cutter_run          (EncoreSilenceCutter *self,
                                           const GstAudioInfo  *info,
                                           gint64               time,
                                           guint8              *data,
                                           gsize                n_frames,
                                           gint64              *shift);
gint64 encore_silence_cutter_place        (EncoreSilenceCutter *self,
                                           gint64               time,
                                           gint64              *passed);

G_END_DECLS
