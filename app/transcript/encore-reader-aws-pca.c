/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"

/* Post Call Analytics of Amazon's samples: seconds, and names for the speakers beside. */

static const EncoreWordShape segment_shape = {
  .texts = { "DisplayText", "OriginalText" },
  .start = "SegmentStartTime",
  .end = "SegmentEndTime",
  .ms_at = encore_json_ms_at,
};

static const EncoreWordShape word_shape = {
  .texts = { "Text" },
  .start = "StartTime",
  .end = "EndTime",
  .confidence = "Confidence",
  .ms_at = encore_json_ms_at,
};

static const char *
find_name (JsonArray  *labels,
           const char *speaker)
{
  for (guint i = 0; speaker != NULL && i < encore_json_length (labels); i++)
    {
      JsonObject *label = encore_json_element_object (labels, i);
      const char *name = encore_json_string_at (label, "DisplayText");

      if (name != NULL && g_strcmp0 (encore_json_string_at (label, "Speaker"), speaker) == 0)
        return name;
    }

  return speaker;
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonObject *analytics = encore_json_object_at (root, "ConversationAnalytics");
  JsonArray *labels = encore_json_array_at (analytics, "SpeakerLabels");
  JsonArray *segments = encore_json_array_at (root, "SpeechSegments");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_aws_pca.id);
  guint n_lost = 0;

  transcript->language = g_strdup (encore_json_string_at (analytics, "LanguageCode"));
  for (guint i = 0; i < encore_json_length (segments); i++)
    {
      JsonObject *object = encore_json_element_object (segments, i);
      const char *speaker = find_name (labels, encore_json_string_at (object, "SegmentSpeaker"));
      EncoreSegment *segment = encore_json_segment (object, &segment_shape, speaker, -1);

      if (segment == NULL)
        continue;

      n_lost += encore_json_place_words (segment, encore_json_array_at (object, "WordConfidence"), &word_shape);
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_lost (transcript, n_lost);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "SpeechSegments.SegmentStartTime") ? 80 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "SpeechSegments", "ConversationAnalytics", NULL };

const EncoreReader encore_reader_aws_pca = {
  .id = "aws-pca",
  .name = "Amazon Post Call Analytics JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
