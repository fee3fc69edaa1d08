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
  gint64 note_offset;  /* where the encoder's name stands in the file; 0 when nowhere */
} EncoreMp3;

gboolean encore_mp3_read (const char *path,
                          EncoreMp3  *mp3);

G_END_DECLS
