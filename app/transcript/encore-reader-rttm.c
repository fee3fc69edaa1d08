/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-fields.h"
#include "encore-reader-private.h"
#include "encore-text.h"

/*
 * NIST's RTTM: "type recording channel begin DURATION text subtype speaker ...". Its LEXEME records
 * are words; SPEAKER records alone say who speaks when, which is no transcript.
 */

#define N_FIELDS 8

/* A record with times. Its fields are kept as they stand in the file. */
typedef struct
{
  char **fields;
  gint64 start_ms;
  gint64 end_ms;
} Record;

typedef struct
{
  GArray *words;     /* of Record */
  GArray *stretches; /* of Record: somebody speaks without a break */
  guint n_others;
} Reader;

static void
record_clear (gpointer data)
{
  g_strfreev (((Record *) data)->fields);
}

static int
compare_voices (const Record *a,
                const Record *b)
{
  int order = strcmp (a->fields[1], b->fields[1]);

  return order != 0 ? order : strcmp (a->fields[7], b->fields[7]);
}

/* By recording, speaker and time. */
static int
compare_records (gconstpointer left,
                 gconstpointer right)
{
  const Record *a = left, *b = right;
  int order = compare_voices (a, b);

  return order != 0 ? order : (a->start_ms > b->start_ms) - (a->start_ms < b->start_ms);
}

static gboolean
is_type (const char *field,
         gboolean   *has_times)
{
  static const char *const timeless[] = { "SPKR-INFO", "RT-META" };
  static const char *const timed[] = { "SPEAKER", "LEXEME", "NON-LEX", "NON-SPEECH", "SEGMENT",        "FILLER", "EDIT",
                                       "SU",      "CB",     "IP",      "A/P",        "NO_RT_METADATA", "NOSCORE" };

  for (gsize i = 0; i < G_N_ELEMENTS (timed); i++)
    if (g_str_equal (field, timed[i]))
      {
        *has_times = TRUE;
        return TRUE;
      }

  *has_times = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (timeless); i++)
    if (g_str_equal (field, timeless[i]))
      return TRUE;

  return FALSE;
}

/* Returns whether the record could be read; takes @fields when it is kept. */
static gboolean
read_record (Reader *reader,
             char ***fields)
{
  Record record = { .fields = *fields };
  gint64 duration_ms;
  gboolean has_times;

  if (!is_type (record.fields[0], &has_times) || g_strv_length (record.fields) < N_FIELDS)
    return FALSE;

  gboolean is_stretch = g_str_equal (record.fields[0], "SPEAKER");

  if (!is_stretch && !g_str_equal (record.fields[0], "LEXEME"))
    {
      reader->n_others += has_times ? 1 : 0;
      return TRUE;
    }

  if (!encore_fields_parse_ms (record.fields[3], &record.start_ms)
      || !encore_fields_parse_ms (record.fields[4], &duration_ms))
    return FALSE;

  record.end_ms = record.start_ms + duration_ms;
  g_array_append_val (is_stretch ? reader->stretches : reader->words, record);
  *fields = NULL;
  return TRUE;
}

static gboolean
read_records (Reader     *reader,
              const char *text,
              GError    **error)
{
  g_auto (GStrv) lines = encore_cue_split_lines (text);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = encore_fields_split (lines[i], 0);

      if (fields[0] == NULL || read_record (reader, &fields))
        continue;

      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                   _ ("Line %u: not a record of type, recording, channel, begin and duration"), i + 1);
      return FALSE;
    }

  if (reader->words->len > 0)
    return TRUE;

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
               _ ("The file says who speaks when (%u stretches), but holds no words: it is no transcript"),
               reader->stretches->len);
  return FALSE;
}

/* The first stretch from @from on that ends after the word begins. */
static guint
find_stretch (const GArray *stretches,
              guint         from,
              const Record *word)
{
  for (; from < stretches->len; from++)
    {
      const Record *stretch = &g_array_index (stretches, Record, from);
      int order = compare_voices (stretch, word);

      if (order > 0 || (order == 0 && stretch->end_ms > word->start_ms))
        break;
    }

  return from;
}

/* The words of one speaker, a turn for each stretch. */
static guint
make_turns (const Reader     *reader,
            EncoreTranscript *transcript,
            guint             first)
{
  const Record *voice = &g_array_index (reader->words, Record, first);
  g_auto (EncoreTurns) turns;
  guint stretch = 0, i = first;

  encore_turns_init (&turns, transcript);
  for (; i < reader->words->len; i++)
    {
      const Record *record = &g_array_index (reader->words, Record, i);

      if (compare_voices (record, voice) != 0)
        break;

      guint next = find_stretch (reader->stretches, stretch, record);
      g_autofree char *text = encore_fields_clean_word (record->fields[5]);
      EncoreTimedText word = { text, record->start_ms, record->end_ms, -1 };

      if (next != stretch)
        encore_turns_break (&turns);

      stretch = next;
      encore_turns_set_speaker (&turns, record->fields[7], encore_fields_channel (record->fields[2]));
      encore_turns_add_word (&turns, &word);
    }

  return i;
}

static EncoreDocument *
make_document (const Reader *reader,
               GError      **error)
{
  g_auto (EncoreRecordings) recordings;
  EncoreTranscript *transcript = NULL;

  encore_recordings_init (&recordings, encore_reader_rttm.id);
  for (guint i = 0; i < reader->words->len;)
    {
      transcript = encore_recordings_get (&recordings, g_array_index (reader->words, Record, i).fields[1]);
      i = make_turns (reader, transcript, i);
    }

  if (transcript != NULL)
    encore_reader_warn_left_out (transcript, reader->n_others, _ ("they are no words"));

  return encore_recordings_finish (&recordings, error);
}

static EncoreDocument *
read_document (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Record));
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Record));
  Reader reader = { .words = words, .stretches = stretches };

  g_array_set_clear_func (words, record_clear);
  g_array_set_clear_func (stretches, record_clear);
  if (!read_records (&reader, text, error))
    return NULL;

  g_array_sort (words, compare_records);
  g_array_sort (stretches, compare_records);
  return make_document (&reader, error);
}

static gboolean
is_record (char **fields,
           guint  n)
{
  gboolean has_times;

  return n >= N_FIELDS && is_type (fields[0], &has_times);
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_fields_begin (sniff, 0, is_record) ? 85 : 0;
}

static const char *const suffixes[] = { "rttm", NULL };

const EncoreReader encore_reader_rttm = {
  .id = "rttm",
  .name = "NIST RTTM",
  .suffixes = suffixes,
  .sniff = sniff,
  .read = read_document,
};
