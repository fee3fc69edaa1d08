/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"

/* Amazon Transcribe Call Analytics, and Contact Lens of Amazon Connect, which has no words and numbers participants. */

static const EncoreWordShape turn_shape = {
  .texts = { "Content" },
  .start = "BeginOffsetMillis",
  .end = "EndOffsetMillis",
  .ms_at = encore_json_whole_ms_at,
};

static const EncoreWordShape word_shape = {
  .texts = { "Content" },
  .start = "BeginOffsetMillis",
  .end = "EndOffsetMillis",
  .confidence = "Confidence",
  .ms_at = encore_json_whole_ms_at,
};

static const char *
find_role (JsonArray  *participants,
           const char *id)
{
  for (guint i = 0; id != NULL && i < encore_json_length (participants); i++)
    {
      JsonObject *participant = encore_json_element_object (participants, i);

      if (g_strcmp0 (encore_json_string_at (participant, "ParticipantId"), id) == 0)
        return encore_json_string_at (participant, "ParticipantRole");
    }

  return NULL;
}

static const char *
find_speaker (JsonObject *turn,
              JsonArray  *participants)
{
  const char *id = encore_json_string_at (turn, "ParticipantId");
  const char *role = encore_json_string_at (turn, "ParticipantRole");

  if (role == NULL)
    role = find_role (participants, id);

  return role != NULL ? role : id;
}

/* Punctuation is part of the text alone. */
static guint
place_items (EncoreSegment *segment,
             JsonArray     *items)
{
  g_autoptr (JsonArray) words = json_array_new ();

  for (guint i = 0; i < encore_json_length (items); i++)
    {
      JsonObject *item = encore_json_element_object (items, i);

      if (item != NULL && g_strcmp0 (encore_json_string_at (item, "Type"), "punctuation") != 0)
        json_array_add_object_element (words, json_object_ref (item));
    }

  return encore_json_place_words (segment, words, &word_shape);
}

static guint
read_turn (EncoreTranscript *transcript,
           JsonObject       *turn,
           JsonArray        *participants)
{
  EncoreSegment *segment = encore_json_segment (turn, &turn_shape, find_speaker (turn, participants), -1);
  guint n_lost;

  if (segment == NULL)
    return 0;

  n_lost = place_items (segment, encore_json_array_at (turn, "Items"));
  encore_transcript_add (transcript, segment);
  return n_lost;
}

static EncoreTranscript *
read_turns (JsonObject *root,
            const char *format)
{
  EncoreTranscript *transcript = encore_transcript_new (format);
  JsonArray *participants = encore_json_array_at (root, "Participants");
  JsonArray *turns = encore_json_array_at (root, "Transcript");
  JsonArray *live = encore_json_array_at (root, "Segments");
  guint n_lost = 0;

  transcript->language = g_strdup (encore_json_string_at (root, "LanguageCode"));
  for (guint i = 0; i < encore_json_length (turns); i++)
    n_lost += read_turn (transcript, encore_json_element_object (turns, i), participants);

  /* The answer of the real-time service */
  for (guint i = 0; i < encore_json_length (live); i++)
    n_lost += read_turn (transcript, encore_json_object_at (encore_json_element_object (live, i), "Transcript"),
                         participants);

  encore_reader_warn_lost (transcript, n_lost);
  return transcript;
}

static EncoreTranscript *
read_analytics (JsonObject *root,
                GError    **error)
{
  return read_turns (root, encore_reader_aws_analytics.id);
}

static EncoreTranscript *
read_contact_lens (JsonObject *root,
                   GError    **error)
{
  return read_turns (root, encore_reader_contact_lens.id);
}

static int
sniff_analytics (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "Transcript.Content", "Transcript.BeginOffsetMillis", NULL) ? 70 : 0;
}

static int
sniff_contact_lens (const EncoreSniff *sniff)
{
  if (encore_sniff_has_key (sniff, "Segments.Transcript.Content"))
    return 80;

  return sniff_analytics (sniff) > 0 && encore_sniff_has_key (sniff, "Transcript.ParticipantId") ? 80 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const aws_analytics_members[] = { "Transcript", "Participants", NULL };
static const char *const contact_lens_members[] = { "Transcript", "Participants", "Segments", NULL };

const EncoreReader encore_reader_aws_analytics = {
  .id = "aws-call-analytics",
  .name = "Amazon Transcribe Call Analytics JSON",
  .suffixes = suffixes,
  .sniff = sniff_analytics,
  .read_object = read_analytics,
  .members = aws_analytics_members,
};

const EncoreReader encore_reader_contact_lens = {
  .id = "contact-lens",
  .name = "Contact Lens JSON",
  .suffixes = suffixes,
  .sniff = sniff_contact_lens,
  .read_object = read_contact_lens,
  .members = contact_lens_members,
};
