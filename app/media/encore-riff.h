/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncoreRiff:
 *
 * The head of a WAV file, believed only as far as the file's size bears it out; or what would stand in such a
 * head if the file, a W64 or CAF or one without any head, had one.
 */
typedef struct
{
  const char *container; /* NULL when there is none */
  guint16 tag;           /* the codec's number, that of the sub-format when extensible */
  int channels;
  int rate;
  int block_align;
  int bits;
  goffset data_offset;
  goffset data_size;   /* bytes really there */
  goffset missing;     /* bytes that the header promises beyond the end of the file */
  gboolean big_endian;
  gboolean is_signed;  /* 8-bit samples are, as everywhere but in WAV */
  gboolean right_first; /* G.726 whose first code is in the low bits of a byte */
} EncoreRiff;

/* Codecs that no registry has numbered. */
enum
{
  ENCORE_RIFF_VOX = 0x0010,          /* OKI, as registered */
  ENCORE_RIFF_TRUESPEECH = 0x0022,
  ENCORE_RIFF_BARE_GSM = 0xe001,     /* 33-byte frames */
  ENCORE_RIFF_APPLE_IMA = 0xe002,
  ENCORE_RIFF_BARE_AMR = 0xe003,     /* frames without the line that says so */
  ENCORE_RIFF_BARE_AMR_WB = 0xe004,
};

gboolean    encore_riff_read       (const char       *path,
                                    EncoreRiff       *riff);
gboolean    encore_riff_find       (const char       *path,
                                    EncoreRiff       *riff);
gboolean    encore_riff_read_format (const guint8    *bytes,
                                    gsize             length,
                                    EncoreRiff       *riff);
gboolean    encore_riff_is_g729    (const EncoreRiff *riff);
gboolean    encore_riff_is_mpeg    (const EncoreRiff *riff);
gboolean    encore_riff_is_plain   (const EncoreRiff *riff);
const char *encore_riff_codec_name (const EncoreRiff *riff);

G_END_DECLS
