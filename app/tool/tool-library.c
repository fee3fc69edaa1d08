/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "encore-error.h"
#include "encore-export.h"
#include "encore-joined.h"
#include "encore-markers.h"
#include "encore-marking.h"
#include "encore-text.h"

/* Commands that read or write one thing in the library. */

/* The library, for the length of one command. */
typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

/* mark */

static gpointer
first_of (GPtrArray *objects)
{
  return objects != NULL && objects->len > 0 ? g_object_ref (g_ptr_array_index (objects, 0)) : NULL;
}

static EncoreMomentType *
find_type (EncoreLibrary *library,
           const char    *id,
           GError       **error)
{
  g_autoptr (GPtrArray) types = encore_library_list (library, ENCORE_LISTING_MOMENT_TYPES, 0, error);

  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      EncoreMomentType *type = g_ptr_array_index (types, i);

      if (g_strcmp0 (type->id, id) == 0)
        return g_object_ref (type);
    }

  if (types != NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("there is no moment type “%s”"), id);
  return NULL;
}

static EncoreMoment *
make_moment (Tool             *tool,
             EncoreLibrary    *library,
             EncoreCall       *call,
             EncoreMomentType *type,
             EncoreOutcome     outcome,
             gint64            at_ms,
             EncorePerson     *author,
             GError          **error)
{
  g_autoptr (GPtrArray) transcripts = encore_library_list (library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL, call->id, NULL);
  g_autoptr (GPtrArray) recordings = encore_library_list (library, ENCORE_LISTING_RECORDINGS_OF_CALL, call->id, NULL);
  g_autoptr (EncoreTranscript) transcript = first_of (transcripts);
  g_autoptr (EncoreRecording) recording = encore_joined_get (recordings);
  gint64 duration_ms = call->duration_ms != ENCORE_NO_TIME ? call->duration_ms : G_MAXINT64 / 2;
  EncoreMarking marking = { call->id, transcript, recording, duration_ms };
  EncoreMoment *moment = NULL;

  if (tool->segment == 0 && transcript != NULL && recording == NULL && !encore_transcript_is_timed (transcript))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                         _ ("this conversation has no times: say --segment N in place of --at"));
  else if (tool->segment == 0)
    moment = encore_marking_at (&marking, type, outcome, at_ms, author);
  else if (transcript == NULL || tool->segment > (int) encore_transcript_get_length (transcript))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("its transcript has no such segment"));
  else
    moment = encore_marking_segments (&marking, type, outcome, tool->segment - 1, tool->segment - 1, MAX (at_ms, 0),
                                      author);

  if (moment == NULL)
    return NULL;

  if (tool->note != NULL)
    {
      g_free (moment->note);
      moment->note = g_strdup (tool->note);
    }
  return moment;
}

static void
print_moment (Tool         *tool,
              EncoreMoment *moment)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!tool->json)
    {
      g_print ("%s\n", moment->uuid);
      return;
    }

  json_builder_begin_object (builder);
  tool_set_text (builder, "uuid", moment->uuid);
  tool_set_text (builder, "type", moment->type_id);
  tool_set_text (builder, "outcome", encore_outcome_to_id (moment->outcome));
  tool_set_time (builder, "start_ms", moment->span.start_ms);
  tool_set_time (builder, "end_ms", moment->span.end_ms);
  tool_set_text (builder, "cue", moment->cue);
  tool_set_text (builder, "note", moment->note);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

int
tool_mark (Tool *tool)
{
  EncoreOutcome outcome = ENCORE_OUTCOME_NONE;
  const char *type_id = tool->type != NULL ? tool->type : ENCORE_ABOVE_AND_BEYOND;

  gint64 at_ms = -1;

  if (tool->segment < 0 || (tool->at == NULL && tool->segment == 0))
    return tool_usage (_ ("mark needs --at T, a time in the recording, or --segment N of the transcript"));
  if (tool->at != NULL && (tool->at[1] != NULL || !encore_text_parse_clock (tool->at[0], 1, &at_ms) || at_ms < 0))
    return tool_usage (_ ("--at is a time such as 52340, 0:52.340 or 1:02:03"));
  if (tool->outcome != NULL && !encore_outcome_from_id (tool->outcome, &outcome))
    return tool_usage (_ ("there is no outcome “%s”"), tool->outcome);
  if (g_str_equal (type_id, ENCORE_ABOVE_AND_BEYOND) != (outcome != ENCORE_OUTCOME_NONE))
    return tool_usage (_ ("a moment of type %s, and no other, has an --outcome: taken, partly or missed"),
                       ENCORE_ABOVE_AND_BEYOND);

  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncoreCall) call = library != NULL ? tool_find_call (library, tool->words[1]) : NULL;
  if (call == NULL)
    return TOOL_PARTLY;

  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreMomentType) type = find_type (library, type_id, &error);
  g_autoptr (EncorePerson) author = type != NULL && tool->author != NULL ? tool_find_person (library, tool->author)
                                                                         : NULL;
  if (type == NULL)
    return tool_fail (tool->words[1], error);
  if (tool->author != NULL && author == NULL)
    return TOOL_PARTLY;
  if (call->duration_ms != ENCORE_NO_TIME && at_ms > call->duration_ms)
    return tool_usage (_ ("the call is only %" PRId64 " ms long"), call->duration_ms);

  g_autoptr (EncoreMoment) moment = make_moment (tool, library, call, type, outcome, at_ms, author, &error);
  if (moment == NULL)
    return tool_fail (tool->words[1], error);

  g_autoptr (EncoreEdit) edit = encore_edit_new_change (_ ("Mark moment"), NULL, moment);
  if (!encore_library_commit (library, edit, &error))
    return tool_fail (tool->directory, error);

  print_moment (tool, moment);
  return TOOL_OK;
}

/* markers */

static void
print_markers (Tool                      *tool,
               const EncoreMarkersResult *result)
{
  if (!tool->json)
    {
      g_print (_ ("%u added, %u there already, %u left out\n"), result->n_added, result->n_known,
               result->warnings->len);
      return;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_number (builder, "added", result->n_added);
  tool_set_number (builder, "known", result->n_known);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (result->warnings, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

int
tool_markers (Tool *tool)
{
  const char *path = tool->words[2];
  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncoreCall) call = library != NULL ? tool_find_call (library, tool->words[1]) : NULL;
  g_autoptr (EncorePerson) author = call != NULL && tool->author != NULL ? tool_find_person (library, tool->author)
                                                                         : NULL;
  g_autoptr (GError) error = NULL;

  if (call == NULL || (tool->author != NULL && author == NULL))
    return TOOL_PARTLY;

  g_autoptr (EncoreMarkersResult) result = encore_markers_import (library, call->id, path, author, &error);
  if (result == NULL)
    return tool_fail (path, error);

  print_markers (tool, result);
  for (guint i = 0; i < result->warnings->len; i++)
    g_printerr ("%s: %s\n", path, (const char *) g_ptr_array_index (result->warnings, i));

  return result->warnings->len == 0 ? TOOL_OK : TOOL_PARTLY;
}

/* progress */

static void
add_tally (JsonBuilder       *builder,
           const EncoreTally *tally)
{
  EncoreInterval taken = encore_tally_taken (tally);

  tool_set_number (builder, "openings", taken.n);
  tool_set_number (builder, "taken", tally->taken);
  tool_set_number (builder, "partly", tally->partly);
  tool_set_number (builder, "missed", tally->missed);
  tool_set_number (builder, "noticed", tally->noticed);
  tool_set_number (builder, "not_noticed", tally->not_noticed);
  tool_set_number (builder, "acted", tally->acted);
  tool_set_number (builder, "not_acted", tally->not_acted);
  if (taken.n == 0)
    return;

  json_builder_set_member_name (builder, "share_taken");
  json_builder_add_double_value (builder, taken.share);
  json_builder_set_member_name (builder, "interval_95");
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, taken.low);
  json_builder_add_double_value (builder, taken.high);
  json_builder_end_array (builder);
}

static void
add_rows (JsonBuilder *builder,
          const char  *member,
          GPtrArray   *rows)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const EncoreProgressRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      if (g_str_equal (member, "months"))
        tool_set_instant (builder, "starts_at", row->starts_at);
      else
        tool_set_text (builder, "name", row->name);
      tool_set_number (builder, "calls", row->n_calls);
      add_tally (builder, &row->tally);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_progress_json (EncorePerson   *person,
                     EncoreProgress *progress,
                     GPtrArray      *elements)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_text (builder, "uuid", person->uuid);
  tool_set_text (builder, "agent", person->name);
  tool_set_number (builder, "calls", progress->n_calls);
  tool_set_number (builder, "calls_with_moments", progress->n_marked_calls);
  add_tally (builder, &progress->total);
  add_rows (builder, "months", progress->months);
  add_rows (builder, "scenarios", progress->scenarios);
  tool_add_elements (builder, elements);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

static void
print_progress (EncorePerson   *person,
                EncoreProgress *progress)
{
  EncoreInterval taken = encore_tally_taken (&progress->total);

  g_print (_ ("%s: %d calls, %d with moments\n"), person->name, progress->n_calls, progress->n_marked_calls);
  g_print (_ ("openings: %d taken, %d partly, %d missed\n"), progress->total.taken, progress->total.partly,
           progress->total.missed);
  if (taken.n < ENCORE_ENOUGH_OPENINGS)
    g_print (_ ("not enough openings yet to give a share (n = %d)\n"), taken.n);
  else
    g_print (_ ("share taken: %.0f%% (95%% interval %.0f–%.0f%%, n = %d)\n"), taken.share * 100, taken.low * 100,
             taken.high * 100, taken.n);
}

int
tool_progress (Tool *tool)
{
  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncorePerson) person = library != NULL ? tool_find_person (library, tool->words[1]) : NULL;
  g_autoptr (GError) error = NULL;

  if (person == NULL)
    return TOOL_PARTLY;

  g_autoptr (EncoreProgress) progress = encore_library_progress (library, ENCORE_SCOPE_AGENT, person->id, &error);
  g_autoptr (GPtrArray) elements = progress != NULL
                                       ? encore_library_elements (library, ENCORE_SCOPE_AGENT, person->id, &error)
                                       : NULL;
  if (elements == NULL)
    return tool_fail (tool->directory, error);

  if (tool->json)
    {
      print_progress_json (person, progress, elements);
      return TOOL_OK;
    }

  print_progress (person, progress);
  tool_print_elements (elements);
  return TOOL_OK;
}

/* export */

int
tool_export (Tool *tool)
{
  EncoreExportFormat format;

  if (!encore_export_format_from_id (tool->format, &format))
    return tool_usage (
        _ ("export needs --format vcon, docx, csv, labels, vtt, srt, wtf, textgrid, eaf, transcript-csv or txt"));

  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncoreCall) call = library != NULL ? tool_find_call (library, tool->words[1]) : NULL;
  g_autoptr (GError) error = NULL;

  if (call == NULL)
    return TOOL_PARTLY;

  g_autoptr (GBytes) file = encore_export_call_with (library, call->id, format,
                                                     tool->learning ? ENCORE_EXPORT_LEARNING : ENCORE_EXPORT_PLAIN,
                                                     &error);
  if (file == NULL)
    return tool_fail (tool->words[1], error);

  gsize length;
  const char *bytes = g_bytes_get_data (file, &length);

  if (tool->out == NULL)
    fwrite (bytes, 1, length, stdout);
  else if (!g_file_set_contents (tool->out, bytes, (gssize) length, &error))
    return tool_fail (tool->out, error);

  return TOOL_OK;
}

/* check */

int
tool_check (Tool *tool)
{
  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (GError) error = NULL;

  if (library == NULL)
    return TOOL_PARTLY;

  g_autoptr (GPtrArray) problems = encore_library_check (library, &error);
  if (problems == NULL)
    return tool_fail (tool->directory, error);

  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s: %s\n", tool->directory, (const char *) g_ptr_array_index (problems, i));
  if (problems->len == 0 && !tool->json)
    g_print (_ ("%s: sound\n"), tool->directory);

  if (tool->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sound");
      json_builder_add_boolean_value (builder, problems->len == 0);
      json_builder_set_member_name (builder, "problems");
      json_builder_begin_array (builder);
      for (guint i = 0; i < problems->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (problems, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      tool_print_json (builder);
    }

  return problems->len == 0 ? TOOL_OK : TOOL_PARTLY;
}
