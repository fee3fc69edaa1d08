/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-objects-private.h"
#include "encore-transcript.h"

#include <string.h>

/*
 * The words of a segment in one blob: a version byte, then for each word, as variable-length
 * numbers of 7 bits a byte, low bits first, signed ones folded (0, -1, 1, -2 ... are 0, 1, 2, 3):
 * whether it has a time (0 or 1); if so start minus the start before it, and end minus start;
 * offset minus the end of the word before it; length; then the confidence, a little-endian float.
 */
#define VERSION 1

typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean is_broken;
} Input;

static void
write_number (GByteArray *output,
              gint64      number)
{
  guint64 folded = ((guint64) number << 1) ^ (number < 0 ? G_MAXUINT64 : 0);

  do
    {
      guint8 byte = (guint8) ((folded & 0x7f) | (folded > 0x7f ? 0x80 : 0));

      g_byte_array_append (output, &byte, 1);
      folded >>= 7;
    }
  while (folded > 0);
}

static gint64
read_number (Input *input)
{
  guint64 folded = 0;
  guint8 byte = 0x80;

  for (int shift = 0; (byte & 0x80) != 0; shift += 7)
    {
      if (input->length == 0 || shift > 63)
        {
          input->is_broken = TRUE;
          return 0;
        }

      byte = *input->data++;
      input->length--;
      folded |= (guint64) (byte & 0x7f) << shift;
    }

  return (gint64) (folded >> 1) ^ -(gint64) (folded & 1);
}

static void
write_confidence (GByteArray *output,
                  float       confidence)
{
  guint32 bits;

  memcpy (&bits, &confidence, sizeof bits);
  bits = GUINT32_TO_LE (bits);
  g_byte_array_append (output, (const guint8 *) &bits, sizeof bits);
}

static float
read_confidence (Input *input)
{
  guint32 bits = 0;
  float confidence;

  if (input->length < sizeof bits)
    {
      input->is_broken = TRUE;
      return -1;
    }

  memcpy (&bits, input->data, sizeof bits);
  input->data += sizeof bits;
  input->length -= sizeof bits;
  bits = GUINT32_FROM_LE (bits);
  memcpy (&confidence, &bits, sizeof bits);
  return confidence;
}

/**
 * encore_words_pack:
 * @words: (nullable) (element-type EncoreWord): of one segment
 *
 * Returns: (transfer full) (nullable): the blob
 */
GBytes *
encore_words_pack (GArray *words)
{
  const guint8 version = VERSION;
  gint64 start_ms = 0, offset = 0;

  if (words == NULL)
    return NULL;

  GByteArray *output = g_byte_array_sized_new (1 + words->len * 12);
  g_byte_array_append (output, &version, 1);

  for (guint i = 0; i < words->len; i++)
    {
      const EncoreWord *word = &g_array_index (words, EncoreWord, i);
      gboolean is_timed = word->start_ms != ENCORE_NO_TIME;

      write_number (output, is_timed);
      if (is_timed)
        {
          write_number (output, word->start_ms - start_ms);
          write_number (output, word->end_ms - word->start_ms);
          start_ms = word->start_ms;
        }
      write_number (output, word->offset - offset);
      write_number (output, word->length);
      write_confidence (output, word->confidence);
      offset = (gint64) word->offset + word->length;
    }

  return g_byte_array_free_to_bytes (output);
}

/**
 * encore_words_unpack:
 * @data: a blob
 * @length: its bytes
 *
 * Returns: (transfer full) (nullable): the words, or %NULL when the blob is broken
 */
GArray *
encore_words_unpack (const void *data,
                     gsize       length)
{
  Input input = { data, length, FALSE };
  gint64 start_ms = 0, offset = 0;

  if (length == 0 || input.data[0] != VERSION)
    return NULL;

  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (EncoreWord));
  input.data++;
  input.length--;

  while (input.length > 0 && !input.is_broken)
    {
      EncoreWord word = { ENCORE_NO_TIME, ENCORE_NO_TIME, 0, 0, 0 };

      if (read_number (&input) != 0)
        {
          word.start_ms = start_ms = (gint64) ((guint64) start_ms + (guint64) read_number (&input));
          word.end_ms = (gint64) ((guint64) start_ms + (guint64) read_number (&input));
        }
      offset = (gint64) ((guint64) offset + (guint64) read_number (&input));
      word.offset = (guint32) offset;
      word.length = (guint32) read_number (&input);
      word.confidence = read_confidence (&input);
      offset = (gint64) word.offset + word.length;
      g_array_append_val (words, word);
    }

  return input.is_broken ? NULL : g_steal_pointer (&words);
}
