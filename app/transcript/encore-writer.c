/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-table.h"
#include "encore-text.h"
#include "encore-writer-private.h"

/* ---- WebVTT ---- */

static void
append_stamp (GString *out,
              gint64   ms)
{
  g_string_append_c (out, '<');
  encore_writer_append_clock (out, ms, '.');
  g_string_append_c (out, '>');
}

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '{':
        /* many readers take {\an8} for a subtitle editor's */
        g_string_append (out, "&#123;");
        break;
      case '\r':
      case '\n':
        g_string_append_c (out, ' ');
        break;
      default:
        g_string_append_c (out, text[i]);
      }
}

static const EncoreWord *
get_word (const EncoreSegment *segment,
          guint                i)
{
  return segment->words != NULL && i < segment->words->len ? &g_array_index (segment->words, EncoreWord, i) : NULL;
}

/* Times in a cue may only go forward and must lie in it. */
static gboolean
can_stamp (const EncoreSegment *segment,
           const EncoreWord    *word,
           gint64               latest_ms)
{
  return word->start_ms != ENCORE_NO_TIME && word->start_ms >= latest_ms && word->end_ms <= segment->end_ms;
}

/* An end needs a time of its own only where the next word does not begin there. */
static gboolean
needs_end (const EncoreSegment *segment,
           guint                i)
{
  const EncoreWord *word = get_word (segment, i);
  const EncoreWord *next = get_word (segment, i + 1);

  if (next == NULL)
    return word->end_ms != segment->end_ms;

  return next->start_ms == ENCORE_NO_TIME || next->start_ms > word->end_ms;
}

static void
append_payload (GString             *out,
                const EncoreSegment *segment)
{
  gsize at = 0;
  gint64 latest_ms = segment->start_ms;

  for (guint i = 0; get_word (segment, i) != NULL; i++)
    {
      const EncoreWord *word = get_word (segment, i);

      if (word->offset < at || !can_stamp (segment, word, latest_ms))
        continue;

      append_escaped (out, segment->text + at, word->offset - at);
      append_stamp (out, word->start_ms);
      append_escaped (out, segment->text + word->offset, word->length);
      at = word->offset + word->length;
      latest_ms = word->start_ms;

      if (needs_end (segment, i))
        {
          append_stamp (out, word->end_ms);
          latest_ms = word->end_ms;
        }
    }

  append_escaped (out, segment->text + at, strlen (segment->text + at));
}

static void
append_cue (GString             *out,
            const EncoreSegment *segment)
{
  g_string_append_c (out, '\n');
  encore_writer_append_clock (out, segment->start_ms, '.');
  g_string_append (out, " --> ");
  encore_writer_append_clock (out, segment->end_ms, '.');
  g_string_append_c (out, '\n');

  if (segment->speaker != NULL)
    {
      g_string_append (out, "<v ");
      append_escaped (out, segment->speaker, strlen (segment->speaker));
      g_string_append_c (out, '>');
    }

  append_payload (out, segment);
  g_string_append_c (out, '\n');
}

/**
 * encore_write_webvtt:
 * @transcript: a finished transcript
 * @error: return location
 *
 * Speakers become voice spans, word times inner times. Confidence and channels have no place in WebVTT.
 *
 * Returns: (transfer full): the file, or %NULL with %ENCORE_ERROR_UNSUPPORTED for a transcript without times
 */
char *
encore_write_webvtt (EncoreTranscript *transcript,
                     GError          **error)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (transcript), NULL);

  if (!encore_writer_needs_times (transcript, "WebVTT", error))
    return NULL;

  GString *out = g_string_new ("WEBVTT\n");

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    if (!encore_text_is_blank (encore_transcript_get (transcript, i)->text))
      append_cue (out, encore_transcript_get (transcript, i));

  return g_string_free (out, FALSE);
}

/* ---- CSV ---- */

static void
append_owned (GString *out,
              char    *text)
{
  encore_table_add_cell (out, text);
  g_free (text);
}

/* Zero is a field that nobody filled. */
static void
append_instant (GString *out,
                gint64   instant_ms)
{
  append_owned (out, instant_ms > 0 ? encore_text_iso8601 (instant_ms) : NULL);
}

static const char *
fact_id (EncoreFact fact)
{
  static const char *const ids[] = { "", "yes", "no" };

  return ids[fact];
}

static void
append_moment (GString      *out,
               EncoreMoment *moment,
               GPtrArray    *types)
{
  gboolean is_timed = moment->span.start_ms != ENCORE_NO_TIME;
  const char *type = encore_writer_type_name (types, moment->type_id);

  encore_table_add_cell (out, moment->call_title);
  append_instant (out, moment->call_started_at);
  append_owned (out, is_timed ? encore_text_clock (moment->span.start_ms) : NULL);
  append_owned (out, is_timed ? encore_text_clock (moment->span.end_ms) : NULL);
  encore_table_add_cell (out, type != NULL ? type : moment->type_id);
  encore_table_add_cell (out, moment->outcome != ENCORE_OUTCOME_NONE ? encore_outcome_to_id (moment->outcome) : NULL);
  encore_table_add_cell (out, fact_id (moment->noticed));
  encore_table_add_cell (out, fact_id (moment->acted));
  encore_table_add_cell (out, moment->cue);
  encore_table_add_cell (out, moment->note);
  encore_table_add_cell (out, moment->could_have);
  encore_table_add_cell (out, moment->scenario_name);
  encore_table_add_cell (out, moment->extra_name);
  encore_table_add_cell (out, moment->author_name);
  append_instant (out, moment->created_at);
  encore_table_add_cell (out, moment->uuid);
  g_string_append (out, "\r\n");
}

/**
 * encore_write_moments_csv:
 * @moments: (element-type EncoreMoment): what was marked
 * @moment_types: (nullable) (element-type EncoreMomentType): to name the types
 *
 * The first row names the columns in plain English words that do not change with the locale.
 *
 * Returns: (transfer full): a CSV file as RFC 4180 has it
 */
char *
encore_write_moments_csv (GPtrArray *moments,
                          GPtrArray *moment_types)
{
  GString *out = g_string_new ("call,date,start,end,type,outcome,noticed,acted,cue,note,could_have,scenario,extra,"
                               "author,marked_at,uuid\r\n");

  for (guint i = 0; moments != NULL && i < moments->len; i++)
    append_moment (out, g_ptr_array_index (moments, i), moment_types);

  return g_string_free (out, FALSE);
}
