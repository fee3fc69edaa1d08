/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-call-figures.h"
#include "encore-joined.h"
#include "encore-error.h"
#include "encore-examine.h"
#include "encore-text.h"

/* figures: how the two parties of a call shared its time. */

typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

/* A decimal that may not be known. */
static void
set_decimal (JsonBuilder *builder,
             const char  *member,
             double       value)
{
  json_builder_set_member_name (builder, member);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
set_known_number (JsonBuilder *builder,
                  const char  *member,
                  gboolean     known,
                  gint64       number)
{
  if (known)
    tool_set_number (builder, member, number);
  else
    tool_set_text (builder, member, NULL);
}

static void
set_parties (JsonBuilder              *builder,
             const EncoreConversation *figures)
{
  const struct
  {
    const char *member;
    gint64 number;
  } numbers[] = {
    { "agent_ms", figures->agent_ms },
    { "customer_ms", figures->customer_ms },
    { "overtalk_ms", figures->overtalk_ms },
    { "overtalk_count", figures->n_overtalk },
    { "agent_monologue_ms", encore_span_length (figures->agent_monologue) },
    { "customer_monologue_ms", encore_span_length (figures->customer_monologue) },
    { "turns", figures->n_turns },
    { "speaker_switches", figures->n_switches },
    { "responses", figures->n_responses },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    set_known_number (builder, numbers[i].member, figures->apart, numbers[i].number);
  tool_set_time (builder, "response_median_ms", figures->response_median_ms);
  tool_set_time (builder, "response_p90_ms", figures->response_p90_ms);
}

static void
print_json (const EncoreConversation *figures,
            EncoreActivity           *activity)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_number (builder, "duration_ms", encore_activity_get_duration_ms (activity));
  set_decimal (builder, "agent_share_of_speech", encore_conversation_get_talk_share (figures));
  set_parties (builder, figures);
  tool_set_number (builder, "spoken_ms", figures->spoken_ms);
  tool_set_number (builder, "dead_air_ms", figures->dead_air_ms);
  tool_set_number (builder, "dead_air_count", figures->n_dead_air);
  tool_set_number (builder, "dead_air_longest_ms", encore_span_length (figures->longest_dead_air));
  tool_set_number (builder, "dead_air_from_ms", ENCORE_DEAD_AIR_MS);
  tool_set_number (builder, "hold_ms", figures->hold_ms);
  json_builder_set_member_name (builder, "level_db");
  json_builder_begin_array (builder);
  for (int channel = 0; channel < encore_activity_get_channels (activity); channel++)
    {
      double level = encore_activity_get_level_db (activity, channel);

      if (isnan (level))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, round (level * 10) / 10);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

static char *
seconds (gint64 ms)
{
  return ms == ENCORE_NO_TIME ? g_strdup (_ ("not known")) : g_strdup_printf (_ ("%.1f s"), ms / 1000.0);
}

static void
print_parties (const EncoreConversation *figures)
{
  g_autofree char *agent = encore_text_duration (figures->agent_ms);
  g_autofree char *customer = encore_text_duration (figures->customer_ms);
  g_autofree char *overtalk = seconds (figures->overtalk_ms);
  g_autofree char *longest = seconds (encore_span_length (figures->agent_monologue));
  g_autofree char *customer_longest = seconds (encore_span_length (figures->customer_monologue));
  g_autofree char *median = seconds (figures->response_median_ms);
  g_autofree char *p90 = seconds (figures->response_p90_ms);

  if (!figures->apart)
    {
      g_print ("%s\n", _ ("Who speaks how much is not known: that needs one channel per party."));
      return;
    }

  if (figures->agent_ms + figures->customer_ms > 0)
    g_print (_ ("Agent’s share of all speech: %.0f%% (agent %s, customer %s)\n"),
             100 * encore_conversation_get_talk_share (figures), agent, customer);
  g_print (_ ("Both at once: %s, %d times\n"), overtalk, figures->n_overtalk);
  g_print (_ ("Longest monologue: agent %s, customer %s\n"), longest, customer_longest);
  g_print (_ ("Speaker switches: %d\n"), figures->n_switches);
  g_print (_ ("Agent answers after: %s median, %s for nine in ten, n = %d\n"), median, p90, figures->n_responses);
}

static void
print_figures (const EncoreConversation *figures)
{
  g_autofree char *dead_air = seconds (figures->dead_air_ms);
  g_autofree char *longest = seconds (encore_span_length (figures->longest_dead_air));
  g_autofree char *hold = seconds (figures->hold_ms);

  print_parties (figures);
  g_print (_ ("Dead air of %d s and more: %s, %d times, the longest %s\n"), ENCORE_DEAD_AIR_MS / 1000, dead_air,
           figures->n_dead_air, longest);
  g_print (_ ("Hold music, by guess: %s\n"), hold);
}

/* What was computed before is kept, the new is not: this command only looks. */
static EncorePeaks *
find_peaks (const char      *path,
            EncoreRecording *recording,
            GError         **error)
{
  EncorePeaks *kept = recording != NULL ? encore_peaks_load_cached (recording->content_hash, NULL) : NULL;

  return kept != NULL ? kept : encore_examine (path, NULL, NULL, NULL, NULL, error);
}

static int
print_recording (Tool            *tool,
                 const char      *path,
                 EncoreRecording *recording)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePeaks) peaks = find_peaks (path, recording, &error);
  EncoreActivity *activity = peaks != NULL ? encore_peaks_get_activity (peaks) : NULL;
  EncoreConversation figures;

  if (activity == NULL)
    return tool_fail (path, error);

  encore_call_figures_measure (&figures, activity, recording);
  if (tool->json)
    print_json (&figures, activity);
  else
    print_figures (&figures);

  return TOOL_OK;
}

int
tool_figures (Tool *tool)
{
  const char *word = tool->words[1];

  if (g_file_test (word, G_FILE_TEST_IS_REGULAR))
    return print_recording (tool, word, NULL);

  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncoreCall) call = library != NULL ? tool_find_call (library, word) : NULL;
  g_autoptr (GError) error = NULL;

  if (call == NULL)
    return TOOL_PARTLY;

  g_autoptr (EncoreRecording) recording = encore_joined_find (library, call->id, NULL, &error);

  return recording != NULL ? print_recording (tool, recording->path, recording) : tool_fail (word, error);
}
