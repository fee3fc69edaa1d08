/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>

#include "encore-adjust-times.h"
#include "encore-joined.h"
#include "encore-marking.h"
#include "encore-text.h"

/* adjust: moves the transcript of a call to where it is heard. */

/* The library, for the length of one command. */
typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

/* A time with a minus before it is earlier. */
static gboolean
parse_offset (const char *text,
              gint64     *offset_ms)
{
  gboolean earlier = *text == '-';

  if (!encore_text_parse_clock (text + earlier, 1, offset_ms) || *offset_ms < 0)
    return FALSE;
  if (earlier)
    *offset_ms = -*offset_ms;
  return TRUE;
}

/* "FROM=TO" */
static gboolean
parse_place (const char *text,
             gint64     *said_ms,
             gint64     *heard_ms)
{
  g_auto (GStrv) times = g_strsplit (text, "=", 2);

  return g_strv_length (times) == 2 && encore_text_parse_clock (times[0], 1, said_ms)
         && encore_text_parse_clock (times[1], 1, heard_ms) && *said_ms >= 0 && *heard_ms >= 0;
}

static int
read_map (Tool          *tool,
          EncoreTimeMap *map)
{
  gint64 said_ms[2] = { 0 }, heard_ms[2] = { 0 };
  guint n_places = tool->at != NULL ? g_strv_length (tool->at) : 0;

  *map = ENCORE_TIME_MAP_NONE;
  if ((tool->offset != NULL) == (n_places > 0) || n_places > G_N_ELEMENTS (said_ms))
    return tool_usage (_ ("adjust needs --offset T, or --at FROM=TO once or twice"));
  if (tool->offset != NULL && !parse_offset (tool->offset, &heard_ms[0]))
    return tool_usage (_ ("--offset is a time such as 1500, -1500 or 0:01.5"));
  for (guint i = 0; i < n_places; i++)
    if (!parse_place (tool->at[i], &said_ms[i], &heard_ms[i]))
      return tool_usage (_ ("--at is two times, where the text stands and where it is heard, as in 0:10=0:12.5"));

  map->offset_ms = (double) (heard_ms[0] - said_ms[0]);
  if (n_places == 2 && !encore_time_map_from_points (map, said_ms[0], heard_ms[0], said_ms[1], heard_ms[1]))
    return tool_usage (_ ("the two places are too near to each other, or no clock runs that wrong"));
  if (encore_time_map_is_none (map))
    return tool_usage (_ ("the text stands there already"));

  return TOOL_OK;
}

static gpointer
first_of (GPtrArray *objects)
{
  return objects != NULL && objects->len > 0 ? g_object_ref (g_ptr_array_index (objects, 0)) : NULL;
}

/* A segment that is there before and after: where it was, and is. */
static void
print_move (EncoreTranscript *before,
            EncoreTranscript *after,
            EncoreRecording  *recording,
            guint             index)
{
  g_autofree char *from = encore_text_clock (
      encore_segment_span (encore_transcript_get (before, index), recording).start_ms);
  g_autofree char *to = encore_text_clock (
      encore_segment_span (encore_transcript_get (after, index), recording).start_ms);

  g_print ("%s → %s\n", from, to);
}

static void
print_json (const EncoreTimeMap *map,
            EncoreTranscript    *after,
            EncoreRecording     *recording)
{
  guint length = encore_transcript_get_length (after);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scale");
  json_builder_add_double_value (builder, map->scale);
  json_builder_set_member_name (builder, "offset_ms");
  json_builder_add_double_value (builder, map->offset_ms);
  tool_set_number (builder, "segments", length);
  tool_set_time (builder, "first_ms", encore_segment_span (encore_transcript_get (after, 0), recording).start_ms);
  tool_set_time (builder, "last_ms",
                 encore_segment_span (encore_transcript_get (after, length - 1), recording).start_ms);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

static int
adjust (Tool                *tool,
        EncoreLibrary       *library,
        EncoreCall          *call,
        const EncoreTimeMap *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) recordings = encore_library_list (library, ENCORE_LISTING_RECORDINGS_OF_CALL, call->id, NULL);
  g_autoptr (GPtrArray) transcripts = encore_library_list (library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL, call->id, NULL);
  g_autoptr (EncoreRecording) recording = encore_joined_get (recordings);
  g_autoptr (EncoreTranscript) before = first_of (transcripts);
  g_autoptr (EncoreTranscript) after = encore_adjust_times (library, call->id, map, &error);

  if (after == NULL)
    return tool_fail (tool->words[1], error);

  guint last = encore_transcript_get_length (after) - 1;

  if (tool->json)
    print_json (map, after, recording);
  else if (before != NULL && last < encore_transcript_get_length (before))
    {
      print_move (before, after, recording, 0);
      if (last > 0)
        print_move (before, after, recording, last);
    }

  return TOOL_OK;
}

int
tool_adjust (Tool *tool)
{
  EncoreTimeMap map;
  int status = read_map (tool, &map);

  if (status != TOOL_OK)
    return status;

  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncoreCall) call = library != NULL ? tool_find_call (library, tool->words[1]) : NULL;
  g_autoptr (EncorePerson) author = call != NULL && tool->author != NULL ? tool_find_person (library, tool->author)
                                                                         : NULL;

  if (call == NULL || (tool->author != NULL && author == NULL))
    return TOOL_PARTLY;

  encore_library_set_working_as (library, author);
  return adjust (tool, library, call, &map);
}
