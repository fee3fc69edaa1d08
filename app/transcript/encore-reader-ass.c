/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"

/* SubStation Alpha and Advanced SubStation Alpha. Only what is said is read, not how it looks. */

/* Exports that highlight word for word repeat a sentence with nearly no gap. */
#define REPEAT_GAP_MS 100

/* Where the columns of an event stand; the text is the last one and may hold commas. */
typedef struct
{
  int start;
  int end;
  int name;
  int n;
} Columns;

static int
find_column (char      **names,
             const char *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (names[i]), name) == 0)
      return i;

  return -1;
}

static Columns
parse_columns (const char *format)
{
  g_auto (GStrv) names = g_strsplit (format, ",", 32);

  return (Columns) {
    .start = find_column (names, "Start"),
    .end = find_column (names, "End"),
    .name = MAX (find_column (names, "Name"), find_column (names, "Actor")),
    .n = (int) g_strv_length (names),
  };
}

/* \N and \n are line breaks, \h is a hard blank. */
static char *
unescape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (text[0] == '\\' && text[1] != '\0' && strchr ("Nnh", text[1]) != NULL)
      {
        g_string_append_c (out, ' ');
        text++;
      }
    else
      g_string_append_c (out, *text);

  return g_string_free (out, FALSE);
}

static void
set_speaker (EncoreTranscript *transcript,
             guint             first,
             const char       *name)
{
  for (guint i = first; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      if (segment->speaker == NULL)
        {
          segment->speaker = g_strdup (name);
          segment->party = encore_speaker_name_party (name);
        }
    }
}

static gboolean
parse_time (const char *text,
            gint64     *ms)
{
  const char *end;

  return encore_cue_parse_time (text + strspn (text, " "), &end, ms);
}

/* Returns whether the event could be read. */
static gboolean
read_event (EncoreTranscript *transcript,
            const Columns    *columns,
            const char       *event)
{
  g_auto (GStrv) fields = g_strsplit (event, ",", columns->n);
  gint64 start_ms, end_ms;

  if ((int) g_strv_length (fields) < columns->n || !parse_time (fields[columns->start], &start_ms)
      || !parse_time (fields[columns->end], &end_ms))
    return FALSE;

  g_autofree char *text = unescape (fields[columns->n - 1]);
  guint first = transcript->segments->len;

  encore_cue_add (transcript, start_ms, end_ms, text);
  if (columns->name >= 0 && !encore_text_is_blank (fields[columns->name]))
    set_speaker (transcript, first, g_strstrip (fields[columns->name]));

  return TRUE;
}

static gboolean
repeats (const EncoreSegment *before,
         const EncoreSegment *segment)
{
  return g_str_equal (before->text, segment->text) && g_strcmp0 (before->speaker, segment->speaker) == 0
         && segment->start_ms >= before->start_ms && segment->start_ms - before->end_ms <= REPEAT_GAP_MS;
}

static void
join_repeats (EncoreTranscript *transcript)
{
  GPtrArray *segments = transcript->segments;
  guint n_joined = 0;

  for (guint i = segments->len; i > 1; i--)
    {
      EncoreSegment *before = g_ptr_array_index (segments, i - 2);
      EncoreSegment *segment = g_ptr_array_index (segments, i - 1);

      if (!repeats (before, segment))
        continue;

      before->end_ms = MAX (before->end_ms, segment->end_ms);
      g_ptr_array_remove_index (segments, i - 1);
      n_joined++;
    }

  if (n_joined > 0)
    encore_transcript_warn (transcript, _ ("%u lines repeat the line before them and were joined with it"), n_joined);
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new (encore_reader_ass.id);
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  Columns columns = parse_columns ("Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text");
  gboolean in_events = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '[')
        in_events = g_ascii_strncasecmp (lines[i], "[Events]", 8) == 0;
      else if (in_events && g_ascii_strncasecmp (lines[i], "Format:", 7) == 0)
        columns = parse_columns (lines[i] + 7);

      if (columns.start < 0 || columns.end < 0)
        {
          g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line %u: the events have no start or no end"),
                       i + 1);
          return NULL;
        }

      if (in_events && g_ascii_strncasecmp (lines[i], "Dialogue:", 9) == 0
          && !read_event (transcript, &columns, lines[i] + 9))
        encore_transcript_warn (transcript, _ ("Line %u: this line cannot be read; it was left out"), i + 1);
    }

  join_repeats (transcript);
  encore_speaker_name_split (transcript, FALSE);
  return g_steal_pointer (&transcript);
}

static int
sniff (const EncoreSniff *sniff)
{
  return g_ascii_strncasecmp (sniff->head, "[Script Info]", 13) == 0 ? 90 : 0;
}

static const char *const suffixes[] = { "ass", "ssa", NULL };

const EncoreReader encore_reader_ass = {
  .id = "ass",
  .name = "SubStation Alpha",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
