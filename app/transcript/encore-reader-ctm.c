/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-fields.h"
#include "encore-reader-private.h"
#include "encore-text.h"

/* NIST's CTM: "recording channel begin DURATION word [confidence [type [speaker]]]". */

typedef struct
{
  EncoreRecordings recordings;
  EncoreTurns turns;
  gboolean has_turns;
  EncoreTranscript *current;
  gboolean in_other_reading; /* behind <ALT>, until <ALT_END> */
  guint n_other;
} Reader;

/* Some recognisers write the logarithm. */
static float
parse_confidence (const char *field)
{
  char *end = NULL;
  double value = field != NULL ? g_ascii_strtod (field, &end) : -1;

  if (field == NULL || end == field || *end != '\0')
    return -1;

  if (value < 0)
    value = exp (value);

  return value >= 0 && value <= 1 ? (float) value : -1;
}

static const char *
find_speaker (char **fields)
{
  static const char *const nobody[] = { "unknown", "unknow", "null", "<NA>", "NULL" };

  if (g_strv_length (fields) < 8)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (nobody); i++)
    if (g_str_equal (fields[7], nobody[i]))
      return NULL;

  return fields[7];
}

static void
close_turns (Reader *reader)
{
  if (reader->has_turns)
    encore_turns_clear (&reader->turns);

  reader->has_turns = FALSE;
}

static void
open_turns (Reader     *reader,
            const char *recording)
{
  EncoreTranscript *transcript = encore_recordings_get (&reader->recordings, recording);

  if (reader->has_turns && transcript == reader->current)
    return;

  close_turns (reader);
  encore_turns_init (&reader->turns, transcript);
  reader->has_turns = TRUE;
  reader->current = transcript;
}

/* Between <ALT_BEGIN> and <ALT_END> stand several readings; the first is taken. */
static gboolean
take_alternation (Reader     *reader,
                  const char *word)
{
  if (g_ascii_strncasecmp (word, "<ALT", 4) != 0)
    return FALSE;

  reader->in_other_reading = g_str_equal (word, "<ALT>");
  reader->n_other += reader->in_other_reading ? 1 : 0;
  return TRUE;
}

/* Returns whether the record could be read. */
static gboolean
read_record (Reader *reader,
             char  **fields)
{
  gint64 begin_ms, duration_ms;

  if (g_strv_length (fields) < 5)
    return FALSE;

  if (take_alternation (reader, fields[4]) || reader->in_other_reading)
    return TRUE;

  if (!encore_fields_parse_ms (fields[2], &begin_ms) || !encore_fields_parse_ms (fields[3], &duration_ms))
    return FALSE;

  g_autofree char *text = encore_fields_clean_word (fields[4]);
  EncoreTimedText word = { text, begin_ms, begin_ms + duration_ms, parse_confidence (fields[5]) };

  open_turns (reader, fields[0]);
  encore_turns_set_speaker (&reader->turns, find_speaker (fields), encore_fields_channel (fields[1]));
  encore_turns_add_word (&reader->turns, &word);
  return TRUE;
}

static EncoreDocument *
read_document (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  Reader reader = { .current = NULL };
  EncoreDocument *document = NULL;
  guint wrong = 0;

  encore_recordings_init (&reader.recordings, encore_reader_ctm.id);
  for (guint i = 0; lines[i] != NULL && wrong == 0; i++)
    {
      g_auto (GStrv) fields = encore_fields_split (lines[i], 0);

      if (fields[0] != NULL && !read_record (&reader, fields))
        wrong = i + 1;
    }

  close_turns (&reader);
  if (reader.current != NULL)
    encore_reader_warn_others (reader.current, reader.n_other);

  if (wrong > 0)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                 _ ("Line %u: not a record of recording, channel, begin, duration and word"), wrong);
  else
    document = encore_recordings_finish (&reader.recordings, error);

  encore_recordings_clear (&reader.recordings);
  return document;
}

/* Seconds, or "*" in records that only part others. */
static gboolean
is_number (const char *field)
{
  gint64 ms;

  return g_str_equal (field, "*") || encore_fields_parse_ms (field, &ms);
}

static gboolean
is_record (char **fields,
           guint  n)
{
  return n >= 5 && n <= 8 && is_number (fields[2]) && is_number (fields[3]);
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_fields_begin (sniff, 0, is_record) ? 60 : 0;
}

static const char *const suffixes[] = { "ctm", NULL };

const EncoreReader encore_reader_ctm = {
  .id = "ctm",
  .name = "NIST CTM",
  .suffixes = suffixes,
  .sniff = sniff,
  .read = read_document,
};
