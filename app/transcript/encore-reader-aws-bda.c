/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"

/* Amazon Bedrock Data Automation: segments that point at items by their number; punctuation has no times. */

static const EncoreWordShape segment_shape = {
  .texts = { "text" },
  .start = "start_timestamp_millis",
  .end = "end_timestamp_millis",
  .ms_at = encore_json_whole_ms_at,
};

static const EncoreWordShape item_shape = {
  .texts = { "content" },
  .start = "start_timestamp_millis",
  .end = "end_timestamp_millis",
  .ms_at = encore_json_whole_ms_at,
};

/* (element-type JsonObject): by item_index; both belong to the JSON */
static GHashTable *
collect_items (JsonArray *items)
{
  GHashTable *by_index = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < encore_json_length (items); i++)
    {
      JsonObject *item = encore_json_element_object (items, i);
      gint64 index = encore_json_index_at (item, "item_index");

      if (index >= 0 && encore_json_whole_ms_at (item, "start_timestamp_millis") != ENCORE_NO_TIME)
        g_hash_table_insert (by_index, GINT_TO_POINTER ((int) index), item);
    }

  return by_index;
}

static JsonArray *
pick_items (JsonArray  *indices,
            GHashTable *by_index)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < encore_json_length (indices); i++)
    {
      double index;
      JsonObject *item = NULL;

      if (encore_json_node_number (json_array_get_element (indices, i), &index) && index >= 0 && index < G_MAXINT32)
        item = g_hash_table_lookup (by_index, GINT_TO_POINTER ((int) index));
      if (item != NULL)
        json_array_add_object_element (items, json_object_ref (item));
    }

  return items;
}

/* "ch_1" */
static int
find_channel (JsonObject *segment)
{
  const char *label = encore_json_string_at (encore_json_object_at (segment, "channel"), "channel_label");

  return label != NULL && g_str_has_prefix (label, "ch_") && g_ascii_isdigit (label[3]) ? label[3] - '0' : -1;
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonArray *segments = encore_json_array_at (root, "audio_segments");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_aws_bda.id);
  g_autoptr (GHashTable) by_index = collect_items (encore_json_array_at (root, "audio_items"));
  const char *language = encore_json_string_at (encore_json_object_at (root, "metadata"), "dominant_asset_language");
  guint n_lost = 0;

  transcript->language = language != NULL ? g_ascii_strdown (language, -1) : NULL;
  for (guint i = 0; i < encore_json_length (segments); i++)
    {
      JsonObject *object = encore_json_element_object (segments, i);
      const char *speaker = encore_json_string_at (encore_json_object_at (object, "speaker"), "speaker_label");
      EncoreSegment *segment = encore_json_segment (object, &segment_shape, speaker, find_channel (object));
      g_autoptr (JsonArray) items = pick_items (encore_json_array_at (object, "audio_item_indices"), by_index);

      if (segment == NULL)
        continue;

      n_lost += encore_json_place_words (segment, items, &item_shape);
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_lost (transcript, n_lost);
  encore_reader_forget_only_channel (transcript);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "audio_segments.start_timestamp_millis") ? 80 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "audio_segments", "audio_items", NULL };

const EncoreReader encore_reader_aws_bda = {
  .id = "aws-bda",
  .name = "Amazon Bedrock Data Automation JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
