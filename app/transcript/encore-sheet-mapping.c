/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-sheet.h"

/* How long a character of speech takes, whatever the language: to tell seconds from milliseconds. */
#define MS_PER_CHARACTER 70.0

/* Nobody names more; a line of tabs alone has thousands. */
#define NAMED_COLUMNS 200

/* Common names of columns, compared by their letters alone: "Start Time (s)" is "starttimes". */
static const struct
{
  EncoreColumn column;
  const char *names[24];
} known[] = {
  { ENCORE_COLUMN_START,
    { "start",   "starttime",    "begin",    "begintime",  "from",        "in",   "timestart", "starts",
      "startms", "startseconds", "startsec", "starttimes", "starttimems", "time", "timestamp", "timecode",
      "offset",  "startoffset",  "onset",    "timein",     "tin",         NULL } },
  { ENCORE_COLUMN_END,
    { "end", "endtime", "stop", "stoptime", "to", "out", "timeend", "ends", "endms", "endseconds", "endsec", "endtimes",
      "endtimems", "finish", "endoffset", "offsetend", "timeout", "tout", NULL } },
  { ENCORE_COLUMN_DURATION,
    { "duration", "length", "dur", "durationms", "durations", "durationseconds", "durationsec", NULL } },
  { ENCORE_COLUMN_SPEAKER,
    { "speaker", "speakername", "name", "who", "role", "participant", "party", "speakerlabel", "speakerid", "actor",
      "voice", "author", "sender", "from", "user", NULL } },
  { ENCORE_COLUMN_TEXT,
    { "text", "transcript", "transcription", "utterance", "content", "message", "sentence", "words", "caption",
      "dialogue", "dialog", "speech", "segment", "body", "comment", "value", "label", NULL } },
  { ENCORE_COLUMN_CHANNEL, { "channel", "ch", "track", "channelid", NULL } },
  { ENCORE_COLUMN_CONFIDENCE, { "confidence", "conf", "probability", "score", "confidencescore", NULL } },
};

/* (transfer full): small letters without anything between */
static char *
simplify (const char *name)
{
  GString *simple = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalpha (*name))
      g_string_append_c (simple, g_ascii_tolower (*name));

  return g_string_free (simple, FALSE);
}

static int
find_named (const EncoreSheet        *sheet,
            const char *const        *names,
            const EncoreSheetMapping *taken)
{
  for (; *names != NULL; names++)
    for (int i = 0; i < (int) MIN (sheet->n_columns, NAMED_COLUMNS); i++)
      {
        const char *cell = encore_sheet_cell (sheet, 0, i);
        g_autofree char *name = cell != NULL ? simplify (cell) : NULL;
        gboolean is_free = TRUE;

        for (int j = 0; j < ENCORE_N_COLUMNS; j++)
          is_free &= taken->columns[j] != i;
        if (is_free && g_strcmp0 (name, *names) == 0)
          return i;
      }

  return -1;
}

/* A bare number counts in @unit. */
static gboolean
parse_time (const char *cell,
            EncoreUnit  unit,
            gint64     *ms)
{
  g_autofree char *text = g_strstrip (g_strdup (cell != NULL ? cell : ""));
  char *end = NULL;
  const char *after;

  if (encore_cue_parse_time (text, &after, ms))
    return *after == '\0';

  double number = g_ascii_strtod (g_strdelimit (text, ",", '.'), &end);

  if (end == text || (*end != '\0' && !g_str_equal (end, "s") && !g_str_equal (end, "ms")))
    return FALSE;

  if (g_str_equal (end, "ms") || (*end == '\0' && unit == ENCORE_UNIT_MILLISECONDS))
    number /= 1000;

  *ms = (gint64) llround (CLAMP (number, 0, 3.2e9) * 1000);
  return number >= 0 && isfinite (number);
}

static guint
first_row (const EncoreSheetMapping *mapping)
{
  return mapping->has_header ? 1 : 0;
}

/* Turns whose text takes so long to say tell which unit was meant. */
static EncoreUnit
guess_unit (const EncoreSheet        *sheet,
            const EncoreSheetMapping *mapping)
{
  double characters = 0, numbers = 0;

  for (guint i = first_row (mapping); i < sheet->rows->len && i < 200; i++)
    {
      const char *start = encore_sheet_cell (sheet, i, mapping->columns[ENCORE_COLUMN_START]);
      const char *end = encore_sheet_cell (sheet, i, mapping->columns[ENCORE_COLUMN_END]);
      const char *text = encore_sheet_cell (sheet, i, mapping->columns[ENCORE_COLUMN_TEXT]);

      /* without ends: from one start to the next */
      if (mapping->columns[ENCORE_COLUMN_END] < 0)
        end = encore_sheet_cell (sheet, i + 1, mapping->columns[ENCORE_COLUMN_START]);

      if (start == NULL || end == NULL || text == NULL || strchr (start, ':') != NULL)
        continue;

      numbers += MAX (0, g_ascii_strtod (end, NULL) - g_ascii_strtod (start, NULL));
      characters += (double) g_utf8_strlen (text, -1);
    }

  if (characters <= 0 || numbers <= 0)
    return ENCORE_UNIT_SECONDS;

  /* halfway between 70 ms and 0.070 s, as ratios go */
  return numbers / characters > MS_PER_CHARACTER / sqrt (1000) ? ENCORE_UNIT_MILLISECONDS : ENCORE_UNIT_SECONDS;
}

static gboolean
is_time_column (const EncoreSheet *sheet,
                int                column)
{
  gint64 ms;
  guint n = 0;

  for (guint i = 0; i < sheet->rows->len && i < 20; i++, n++)
    if (!parse_time (encore_sheet_cell (sheet, i, column), ENCORE_UNIT_SECONDS, &ms))
      return FALSE;

  return n > 0;
}

/* Without a header: times in front, perhaps a short column for the speaker, text last. */
static gboolean
guess_bare (const EncoreSheet  *sheet,
            EncoreSheetMapping *mapping)
{
  int n = (int) sheet->n_columns, at = 0;

  if (n < 2 || !is_time_column (sheet, 0))
    return FALSE;

  mapping->columns[ENCORE_COLUMN_START] = at++;
  if (n > at + 1 && is_time_column (sheet, at))
    mapping->columns[ENCORE_COLUMN_END] = at++;
  if (n == at + 2)
    mapping->columns[ENCORE_COLUMN_SPEAKER] = at++;
  if (n != at + 1)
    return FALSE;

  mapping->columns[ENCORE_COLUMN_TEXT] = at;
  mapping->has_header = FALSE;
  return TRUE;
}

/**
 * encore_sheet_guess:
 * @self: a table
 * @mapping: (out): what its columns seem to mean; always usable as a beginning
 *
 * Returns: whether the header or the content says plainly that this is a transcript
 */
gboolean
encore_sheet_guess (const EncoreSheet  *self,
                    EncoreSheetMapping *mapping)
{
  gboolean is_plain;

  *mapping = (EncoreSheetMapping) { .has_header = TRUE, .unit = ENCORE_UNIT_SECONDS };
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    mapping->columns[i] = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    mapping->columns[known[i].column] = find_named (self, known[i].names, mapping);

  is_plain = mapping->columns[ENCORE_COLUMN_TEXT] >= 0
             && (mapping->columns[ENCORE_COLUMN_START] >= 0 || mapping->columns[ENCORE_COLUMN_SPEAKER] >= 0);
  if (!is_plain)
    is_plain = guess_bare (self, mapping);

  mapping->unit = guess_unit (self, mapping);
  return is_plain;
}

static gint64
time_of (const EncoreSheet        *sheet,
         const EncoreSheetMapping *mapping,
         guint                     row,
         EncoreColumn              column)
{
  gint64 ms;

  return parse_time (encore_sheet_cell (sheet, row, mapping->columns[column]), mapping->unit, &ms) ? ms
                                                                                                   : ENCORE_NO_TIME;
}

static gint64
end_of (const EncoreSheet        *sheet,
        const EncoreSheetMapping *mapping,
        guint                     row,
        gint64                    start_ms)
{
  gint64 end_ms = time_of (sheet, mapping, row, ENCORE_COLUMN_END);
  gint64 duration_ms = time_of (sheet, mapping, row, ENCORE_COLUMN_DURATION);

  if (end_ms == ENCORE_NO_TIME && duration_ms != ENCORE_NO_TIME && start_ms != ENCORE_NO_TIME)
    end_ms = start_ms + duration_ms;

  /* until the next one begins */
  return end_ms != ENCORE_NO_TIME ? end_ms : time_of (sheet, mapping, row + 1, ENCORE_COLUMN_START);
}

/* (transfer full): what a cell says */
static char *
dup_cell (const EncoreSheet        *sheet,
          const EncoreSheetMapping *mapping,
          guint                     row,
          EncoreColumn              column)
{
  const char *cell = encore_sheet_cell (sheet, row, mapping->columns[column]);
  g_autofree char *plain = cell != NULL ? encore_table_plain_cell (cell) : NULL;

  return encore_place_trim (plain != NULL ? plain : "");
}

/* A share from 0 to 1, or of a hundred; -1 for anything else. */
static float
parse_confidence (const char *cell)
{
  g_autofree char *text = g_strstrip (g_strdup (cell != NULL ? cell : ""));
  char *end = NULL;
  double share = g_ascii_strtod (g_strdelimit (text, ",", '.'), &end);

  if (end == text || (*end != '\0' && !g_str_equal (end, "%")) || !(share >= 0))
    return -1;

  if (*end == '%' || share > 1)
    share /= 100;

  return share <= 1 ? (float) share : -1;
}

/* It is said of the whole turn: each of its words has it. The times of a lone word are the turn's. */
static void
add_confidence (EncoreSegment *segment,
                float          confidence)
{
  gsize at = 0, length = strcspn (segment->text, " \t\n");
  gboolean is_word = segment->text[length] == '\0';

  for (; confidence >= 0 && segment->text[at] != '\0'; at += length)
    {
      at += strspn (segment->text + at, " \t\n");
      length = strcspn (segment->text + at, " \t\n");
      if (length > 0)
        encore_segment_add_word (segment, is_word ? segment->start_ms : ENCORE_NO_TIME,
                                 is_word ? segment->end_ms : ENCORE_NO_TIME, at, length, confidence);
    }
}

static EncoreSegment *
make_segment (const EncoreSheet        *sheet,
              const EncoreSheetMapping *mapping,
              guint                     row)
{
  g_autofree char *text = dup_cell (sheet, mapping, row, ENCORE_COLUMN_TEXT);
  g_autofree char *speaker = dup_cell (sheet, mapping, row, ENCORE_COLUMN_SPEAKER);
  const char *channel = encore_sheet_cell (sheet, row, mapping->columns[ENCORE_COLUMN_CHANNEL]);
  gint64 start_ms = time_of (sheet, mapping, row, ENCORE_COLUMN_START);

  if (*text == '\0')
    return NULL;

  EncoreSegment *segment = encore_segment_new (start_ms, end_of (sheet, mapping, row, start_ms),
                                               *speaker != '\0' ? speaker : NULL, text);

  segment->party = encore_speaker_name_party (segment->speaker);
  if (channel != NULL && g_ascii_isdigit (channel[0]) && channel[1] == '\0')
    segment->channel = channel[0] - '0';
  add_confidence (segment,
                  parse_confidence (encore_sheet_cell (sheet, row, mapping->columns[ENCORE_COLUMN_CONFIDENCE])));

  return segment;
}

/**
 * encore_sheet_fill:
 * @self: a table
 * @mapping: what its columns mean
 * @max_rows: how many rows to read, for a preview; 0 for all
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript, or %NULL with %ENCORE_ERROR_INVALID
 */
EncoreTranscript *
encore_sheet_fill (const EncoreSheet        *self,
                   const EncoreSheetMapping *mapping,
                   guint                     max_rows,
                   GError                  **error)
{
  guint first = first_row (mapping), n_blank = 0, end = self->rows->len;

  if (mapping->columns[ENCORE_COLUMN_TEXT] < 0)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("No column holds the text"));
      return NULL;
    }

  EncoreTranscript *transcript = encore_transcript_new (encore_reader_csv.id);

  if (max_rows > 0)
    end = MIN (end, first + max_rows);
  for (guint i = first; i < end; i++)
    {
      EncoreSegment *segment = make_segment (self, mapping, i);

      if (segment == NULL)
        {
          n_blank++;
          continue;
        }

      if (segment->start_ms == ENCORE_NO_TIME && mapping->columns[ENCORE_COLUMN_START] >= 0)
        encore_transcript_warn (transcript, _ ("Line %u: the time cannot be read"),
                                ((EncoreTableRow *) g_ptr_array_index (self->rows, i))->line);
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_left_out (transcript, n_blank, _ ("they hold no text"));
  return transcript;
}

/**
 * encore_sheet_read:
 * @self: a table
 * @mapping: what its columns mean
 * @error: return location
 *
 * Returns: (transfer full): the document, or %NULL
 */
EncoreDocument *
encore_sheet_read (const EncoreSheet        *self,
                   const EncoreSheetMapping *mapping,
                   GError                  **error)
{
  g_autoptr (EncoreTranscript) transcript = encore_sheet_fill (self, mapping, 0, error);

  return transcript != NULL ? encore_reader_finish (transcript, error) : NULL;
}
