/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "encore-examine.h"
#include "encore-reader.h"
#include "encore-sheet.h"
#include "encore-text.h"

/* Commands that look at one file and need no library. */

static void
print_probe_json (EncoreMediaInfo *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_time (builder, "duration_ms", info->playable ? info->duration_ms : ENCORE_NO_TIME);
  tool_set_number (builder, "channels", info->channels);
  tool_set_number (builder, "rate", info->rate);
  tool_set_text (builder, "codec", info->codec);
  tool_set_text (builder, "container", info->container);
  json_builder_set_member_name (builder, "playable");
  json_builder_add_boolean_value (builder, info->playable);
  tool_set_text (builder, "reason", info->reason);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

static void
print_probe (EncoreMediaInfo *info)
{
  g_autofree char *duration = encore_text_duration (info->duration_ms);

  if (info->playable)
    g_print (_ ("%s, %s, %d channels, %d Hz, %s\n"), info->codec != NULL ? info->codec : "?",
             info->container != NULL ? info->container : "?", info->channels, info->rate, duration);
}

int
tool_probe (Tool *tool)
{
  const char *path = tool->words[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (EncorePeaks) peaks = encore_examine (path, NULL, NULL, &info, NULL, &error);

  if (info == NULL)
    {
      if (!tool->json)
        return tool_fail (path, error);

      info = g_object_new (ENCORE_TYPE_MEDIA_INFO, NULL);
      info->reason = g_strdup (error->message);
    }

  if (tool->json)
    print_probe_json (info);
  else
    print_probe (info);
  if (info->reason != NULL)
    g_printerr ("%s: %s\n", path, info->reason);

  return info->playable ? TOOL_OK : TOOL_PARTLY;
}

int
tool_peaks (Tool *tool)
{
  const char *path = tool->words[1];
  g_autoptr (GError) error = NULL;
  gint64 before_us = g_get_monotonic_time ();
  g_autoptr (EncorePeaks) peaks = encore_examine (path, NULL, NULL, NULL, NULL, &error);
  gint64 taken_ms = (g_get_monotonic_time () - before_us) / 1000;

  if (peaks == NULL || (tool->out != NULL && !encore_peaks_write (peaks, tool->out, &error)))
    return tool_fail (path, error);

  if (tool->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      tool_set_number (builder, "count", (gint64) encore_peaks_get_length (peaks));
      tool_set_number (builder, "channels", encore_peaks_get_channels (peaks));
      tool_set_number (builder, "bucket_ms", ENCORE_PEAKS_BUCKET_MS);
      tool_set_number (builder, "duration_ms", encore_peaks_get_duration_ms (peaks));
      tool_set_number (builder, "taken_ms", taken_ms);
      json_builder_end_object (builder);
      tool_print_json (builder);
    }
  else
    {
      g_print (_ ("%" PRIu64 " peaks of %d ms, %d channels, in %" PRId64 " ms\n"),
               (guint64) encore_peaks_get_length (peaks), ENCORE_PEAKS_BUCKET_MS, encore_peaks_get_channels (peaks),
               taken_ms);
    }

  return TOOL_OK;
}

/* Transcripts */

static void
add_word (JsonBuilder         *builder,
          const EncoreSegment *segment,
          const EncoreWord    *word)
{
  g_autofree char *text = g_strndup (segment->text + word->offset, word->length);

  json_builder_begin_object (builder);
  tool_set_text (builder, "text", text);
  tool_set_time (builder, "start_ms", word->start_ms);
  tool_set_time (builder, "end_ms", word->end_ms);
  json_builder_set_member_name (builder, "confidence");
  if (word->confidence >= 0)
    json_builder_add_double_value (builder, (double) word->confidence);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_segment (JsonBuilder         *builder,
             const EncoreSegment *segment)
{
  json_builder_begin_object (builder);
  tool_set_time (builder, "start_ms", segment->start_ms);
  tool_set_time (builder, "end_ms", segment->end_ms);
  tool_set_text (builder, "speaker", segment->speaker);
  tool_set_text (builder, "party", encore_party_to_id (segment->party));
  json_builder_set_member_name (builder, "channel");
  if (segment->channel >= 0)
    json_builder_add_int_value (builder, segment->channel);
  else
    json_builder_add_null_value (builder);
  tool_set_text (builder, "text", segment->text);
  json_builder_set_member_name (builder, "words");
  json_builder_begin_array (builder);
  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    add_word (builder, segment, &g_array_index (segment->words, EncoreWord, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_warnings (JsonBuilder *builder,
              GPtrArray   *warnings)
{
  for (guint i = 0; i < warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (warnings, i));
}

static void
print_transcript_json (EncoreDocument   *document,
                       EncoreTranscript *transcript)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_text (builder, "format", document->format);
  tool_set_text (builder, "language", transcript != NULL ? transcript->language : NULL);
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; transcript != NULL && i < encore_transcript_get_length (transcript); i++)
    add_segment (builder, encore_transcript_get (transcript, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  add_warnings (builder, document->warnings);
  if (transcript != NULL)
    add_warnings (builder, transcript->warnings);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

static void
print_transcript (EncoreTranscript *transcript)
{
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      g_autofree char *position = encore_text_position (segment->start_ms);

      g_print ("%s\t%s\t%s\n", position, segment->speaker != NULL ? segment->speaker : "", segment->text);
    }
}

/* A table whose columns the user names. */
static int
read_table (const char      *bytes,
            gsize            length,
            const char      *columns,
            EncoreDocument **document,
            GError         **error)
{
  g_autoptr (EncoreSheet) sheet = encore_sheet_parse (bytes, length, error);
  g_autoptr (GError) misfit = NULL;
  EncoreSheetMapping mapping = { .has_header = TRUE };

  if (sheet != NULL && !encore_sheet_mapping_from_names (&mapping, sheet, columns, &misfit))
    return tool_usage ("%s", misfit->message);

  *document = sheet != NULL ? encore_sheet_read (sheet, &mapping, error) : NULL;
  return TOOL_OK;
}

int
tool_transcript (Tool *tool)
{
  const char *path = tool->words[1];
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (EncoreDocument) document = NULL;
  int status = TOOL_OK;

  if (g_file_get_contents (path, &bytes, &length, &error) && tool->columns != NULL)
    status = read_table (bytes, length, tool->columns, &document, &error);
  else if (bytes != NULL)
    document = encore_readers_read (bytes, length, &error);
  if (status != TOOL_OK)
    return status;
  if (document == NULL)
    return tool_fail (path, error);

  EncoreTranscript *transcript = encore_document_get_transcript (document);

  if (tool->json)
    print_transcript_json (document, transcript);
  else if (transcript != NULL)
    print_transcript (transcript);
  if (transcript == NULL)
    g_printerr ("%s: %s\n", path, _ ("there is no transcript in it"));

  return transcript != NULL ? TOOL_OK : TOOL_PARTLY;
}
