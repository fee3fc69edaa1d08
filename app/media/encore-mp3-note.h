/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENCORE_MP3_NOTE_MAX 1500

/**
 * EncoreMp3Note:
 *
 * Counts the frames of an MP3 of constant bit rate while it is written, and makes the frame that goes
 * before them: it tells players how many samples there are, and which of them the encoder added.
 */
typedef struct
{
  guint8 header[4];  /* of the first frame */
  guint32 frames;
  guint32 bytes;
  guint16 crc;       /* of all frames */
} EncoreMp3Note;

gboolean encore_mp3_note_add       (EncoreMp3Note       *self,
                                    const guint8        *bytes,
                                    gsize                length);
int      encore_mp3_note_get_rate  (const EncoreMp3Note *self);
gsize    encore_mp3_note_make      (const EncoreMp3Note *self,
                                    gint64               samples,
                                    guint8              *note); /* ENCORE_MP3_NOTE_MAX bytes */

G_END_DECLS
