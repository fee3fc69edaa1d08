/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-fields.h"
#include "encore-reader-private.h"
#include "encore-text.h"

/* NIST's STM: "recording channel speaker begin END [<labels>] text", with { a / b } where two readings count. */

static const char *
skip_labels (const char *text)
{
  const char *end = *text == '<' ? strchr (text, '>') : NULL;

  return end != NULL ? end + 1 : text;
}

/* The first reading is taken; "@" stands for nothing said. */
static char *
clean_text (const char *text)
{
  g_auto (GStrv) words = encore_fields_split (skip_labels (text), 0);
  GString *clean = g_string_new (NULL);
  gboolean in_other_reading = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = encore_fields_clean_word (words[i]);

      if (g_str_equal (word, "{") || g_str_equal (word, "}"))
        in_other_reading = FALSE;
      else if (g_str_equal (word, "/"))
        in_other_reading = TRUE;
      else if (!in_other_reading && *word != '\0' && !g_str_equal (word, "@"))
        g_string_append_printf (clean, "%s%s", clean->len > 0 ? " " : "", word);
    }

  return g_string_free (clean, FALSE);
}

static gboolean
is_gap (const char *text,
        const char *speaker)
{
  return *text == '\0' || g_ascii_strcasecmp (text, "ignore_time_segment_in_scoring") == 0
         || g_ascii_strcasecmp (speaker, "inter_segment_gap") == 0;
}

/* Returns whether the record could be read. */
static gboolean
read_record (EncoreRecordings *recordings,
             char            **fields)
{
  gint64 begin_ms, end_ms;

  if (g_strv_length (fields) < 5 || !encore_fields_parse_ms (fields[3], &begin_ms)
      || !encore_fields_parse_ms (fields[4], &end_ms))
    return FALSE;

  g_autofree char *text = clean_text (fields[5] != NULL ? fields[5] : "");

  if (is_gap (text, fields[2]))
    return TRUE;

  EncoreSegment *segment = encore_segment_new (begin_ms, end_ms, fields[2], text);

  segment->channel = encore_fields_channel (fields[1]);
  encore_transcript_add (encore_recordings_get (recordings, fields[0]), segment);
  return TRUE;
}

static EncoreDocument *
read_document (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  g_auto (EncoreRecordings) recordings;

  encore_recordings_init (&recordings, encore_reader_stm.id);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = encore_fields_split (lines[i], 6);

      if (fields[0] == NULL || read_record (&recordings, fields))
        continue;

      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                   _ ("Line %u: not a record of recording, channel, speaker, begin, end and text"), i + 1);
      return NULL;
    }

  return encore_recordings_finish (&recordings, error);
}

static gboolean
is_record (char **fields,
           guint  n)
{
  gint64 begin_ms, end_ms;

  return n >= 5 && encore_fields_parse_ms (fields[3], &begin_ms) && encore_fields_parse_ms (fields[4], &end_ms)
         && end_ms >= begin_ms;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_fields_begin (sniff, 6, is_record) ? 65 : 0;
}

static const char *const suffixes[] = { "stm", NULL };

const EncoreReader encore_reader_stm = {
  .id = "stm",
  .name = "NIST STM",
  .suffixes = suffixes,
  .sniff = sniff,
  .read = read_document,
};
