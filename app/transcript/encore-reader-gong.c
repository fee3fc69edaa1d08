/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"

/* Gong: monologues of a speaker's sentences, in milliseconds; who the speakers are may stand beside them. */

static const EncoreWordShape shape = {
  .texts = { "text" },
  .start = "start",
  .end = "end",
  .ms_at = encore_json_whole_ms_at,
};

/* Names and sides of the call: those of one's own company are the agents. */
typedef struct
{
  JsonArray *parties;
} Parties;

static JsonObject *
find_party (const Parties *parties,
            const char    *id)
{
  for (guint i = 0; i < encore_json_length (parties->parties); i++)
    {
      JsonObject *party = encore_json_element_object (parties->parties, i);
      g_autofree char *other = encore_json_dup_label (party, "speakerId");

      if (id != NULL && g_strcmp0 (id, other) == 0)
        return party;
    }

  return NULL;
}

static EncoreParty
party_of (JsonObject *party)
{
  const char *affiliation = encore_json_string_at (party, "affiliation");

  if (affiliation != NULL && g_ascii_strcasecmp (affiliation, "Internal") == 0)
    return ENCORE_PARTY_AGENT;

  return affiliation != NULL && g_ascii_strcasecmp (affiliation, "External") == 0 ? ENCORE_PARTY_CUSTOMER
                                                                                  : ENCORE_PARTY_UNKNOWN;
}

static void
read_monologue (EncoreTranscript *transcript,
                const Parties    *parties,
                JsonObject       *monologue)
{
  JsonArray *sentences = encore_json_array_at (monologue, "sentences");
  g_autofree char *id = encore_json_dup_label (monologue, "speakerId");
  JsonObject *party = find_party (parties, id);
  const char *name = encore_json_string_at (party, "name");
  g_autofree char *speaker = name != NULL ? g_strdup (name) : encore_speaker_name_from_label (id);

  for (guint i = 0; i < encore_json_length (sentences); i++)
    {
      EncoreSegment *segment = encore_json_segment (encore_json_element_object (sentences, i), &shape, speaker, -1);

      if (segment == NULL)
        continue;

      segment->party = party_of (party);
      encore_transcript_add (transcript, segment);
    }
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonArray *calls = encore_json_array_at (root, "callTranscripts");
  JsonObject *call = encore_json_length (calls) > 0 ? encore_json_element_object (calls, 0) : root;
  JsonArray *monologues = encore_json_array_at (call, "transcript");
  Parties parties = { encore_json_array_at (root, "parties") };
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_gong.id);

  if (parties.parties == NULL)
    parties.parties = encore_json_array_at (call, "parties");

  for (guint i = 0; i < encore_json_length (monologues); i++)
    read_monologue (transcript, &parties, encore_json_element_object (monologues, i));

  if (encore_json_length (calls) > 1)
    encore_reader_warn_left_out (transcript, encore_json_length (calls) - 1, _ ("transcripts of other calls"));
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "callTranscripts.transcript.sentences")
                 || encore_sniff_has_keys (sniff, "transcript.sentences", "transcript.speakerId", NULL)
             ? 80
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "callTranscripts", "transcript", "parties", NULL };

const EncoreReader encore_reader_gong = {
  .id = "gong",
  .name = "Gong JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
