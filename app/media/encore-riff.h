/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncoreRiff:
 *
 * The head of a WAV file, believed only as far as the file's size bears it out.
 */
typedef struct
{
  guint16 tag;         /* the codec's number, that of the sub-format when extensible */
  int channels;
  int rate;
  int block_align;
  int bits;
  goffset data_offset;
  goffset data_size;   /* bytes really there */
  goffset missing;     /* bytes that the header promises beyond the end of the file */
} EncoreRiff;

#define ENCORE_RIFF_G729_FRAME_BYTES 10

gboolean    encore_riff_read              (const char       *path,
                                           EncoreRiff       *riff);
gboolean    encore_riff_is_g729           (const EncoreRiff *riff);
guint64     encore_riff_count_g729_frames (const EncoreRiff *riff);
gboolean    encore_riff_is_plain          (const EncoreRiff *riff);
const char *encore_riff_codec_name        (const EncoreRiff *riff);

G_END_DECLS
