/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-json-writer.h"
#include "encore-text.h"
#include "encore-vcon-private.h"
#include "encore-writer-private.h"

/* vCon 0.4.0: draft-ietf-vcon-vcon-core, draft-howe-vcon-wtf-extension, and attachments of ours. */

typedef struct
{
  const EncoreVconExport *what;
  EncoreJsonWriter json;
} Writer;

static void
write_iso (Writer     *writer,
           const char *name,
           gint64      instant_ms)
{
  g_autofree char *text = instant_ms > 0 ? encore_text_iso8601 (instant_ms) : NULL;

  encore_json_writer_string (&writer->json, name, text);
}

/* Where parts of a second count. */
static void
write_start (Writer *writer,
             gint64  instant_ms)
{
  g_autofree char *text = instant_ms > 0 ? encore_text_iso8601 (instant_ms) : NULL;

  if (text != NULL && instant_ms % 1000 != 0)
    {
      g_autofree char *whole = g_strndup (text, strlen (text) - 1);

      g_free (text);
      text = g_strdup_printf ("%s.%03dZ", whole, (int) (instant_ms % 1000));
    }

  encore_json_writer_string (&writer->json, "start", text);
}

static gboolean
has_moments (Writer *writer)
{
  return writer->what->moments != NULL && writer->what->moments->len > 0;
}

static gboolean
is_timed (Writer *writer)
{
  return writer->what->transcript != NULL && encore_transcript_is_timed (writer->what->transcript);
}

static void
write_extensions (Writer *writer)
{
  if (!has_moments (writer) && !is_timed (writer) && writer->what->evaluations == NULL)
    return;

  encore_json_writer_open (&writer->json, "extensions", '[');
  if (is_timed (writer))
    encore_json_writer_text (&writer->json, NULL, "wtf_transcription");
  if (has_moments (writer))
    encore_json_writer_text (&writer->json, NULL, ENCORE_VCON_MOMENTS);
  if (writer->what->evaluations != NULL)
    encore_json_writer_text (&writer->json, NULL, ENCORE_VCON_EVALUATIONS);
  encore_json_writer_close (&writer->json, ']');
}

/* ---- parties and dialog ---- */

static void
write_party (Writer     *writer,
             const char *name,
             const char *role)
{
  encore_json_writer_open (&writer->json, NULL, '{');
  encore_json_writer_string (&writer->json, "name", name);
  encore_json_writer_text (&writer->json, "role", role);
  encore_json_writer_close (&writer->json, '}');
}

static void
write_parties (Writer *writer)
{
  encore_json_writer_open (&writer->json, "parties", '[');
  write_party (writer, writer->what->agent_name, "agent");
  write_party (writer, writer->what->call->customer_ref, "customer");
  encore_json_writer_close (&writer->json, ']');
}

/* SHA-256 in hex to the form that content_hash has. */
static char *
content_hash (const char *hex)
{
  guint8 bytes[32];

  if (hex == NULL || strlen (hex) != 2 * sizeof bytes)
    return NULL;

  for (gsize i = 0; i < sizeof bytes; i++)
    {
      if (!g_ascii_isxdigit (hex[2 * i]) || !g_ascii_isxdigit (hex[2 * i + 1]))
        return NULL;
      bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]));
    }

  g_autofree char *base64 = g_base64_encode (bytes, sizeof bytes);

  base64[strcspn (base64, "=")] = '\0';
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  return g_strconcat ("sha256-", base64, NULL);
}

static const char *
media_type (const char *name)
{
  static const char *const types[][2] = {
    { ".wav", "audio/wav" }, { ".mp3", "audio/mpeg" },  { ".ogg", "audio/ogg" },   { ".opus", "audio/ogg" },
    { ".m4a", "audio/mp4" }, { ".mp4", "video/mp4" },   { ".flac", "audio/flac" }, { ".amr", "audio/amr" },
    { ".aac", "audio/aac" }, { ".webm", "video/webm" },
  };
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (dot, types[i][0]) == 0)
      return types[i][1];

  return "application/octet-stream";
}

static void
write_recording (Writer          *writer,
                 EncoreRecording *recording)
{
  g_autofree char *display = g_filename_display_basename (recording->path != NULL ? recording->path : "recording");
  g_autofree char *url = g_uri_escape_string (display, NULL, TRUE);
  g_autofree char *hash = content_hash (recording->content_hash);

  encore_json_writer_text (&writer->json, "mediatype", media_type (display));
  encore_json_writer_text (&writer->json, "filename", display);
  encore_json_writer_text (&writer->json, "url", url);
  encore_json_writer_string (&writer->json, "content_hash", hash);
}

/* Both parties are in it: where each has a channel, in the order of the channels. */
static void
write_both_parties (Writer          *writer,
                    EncoreRecording *recording)
{
  gboolean agent_second = recording != NULL && recording->channels == 2 && recording->agent_channel == 1;

  encore_json_writer_int (&writer->json, NULL, agent_second ? 1 : 0);
  encore_json_writer_int (&writer->json, NULL, agent_second ? 0 : 1);
}

/* Of two files with a party each, the first is the agent's unless it is said to be the other way round. */
static int
party_of_file (Writer          *writer,
               EncoreRecording *recording)
{
  gboolean is_first = recording == writer->what->recording;
  gboolean agent_first = writer->what->recording->agent_channel != 1;

  return is_first == agent_first ? 0 : 1;
}

static void
write_dialog_parties (Writer          *writer,
                      EncoreRecording *recording)
{
  encore_json_writer_open (&writer->json, "parties", '[');
  if (writer->what->second != NULL)
    encore_json_writer_int (&writer->json, NULL, party_of_file (writer, recording));
  else
    write_both_parties (writer, recording);
  encore_json_writer_close (&writer->json, ']');

  if (writer->what->call->direction != ENCORE_DIRECTION_UNKNOWN)
    encore_json_writer_int (&writer->json, "originator", writer->what->call->direction == ENCORE_DIRECTION_IN ? 1 : 0);
}

static void
write_meta (Writer *writer)
{
  EncoreCall *call = writer->what->call;

  if (call->direction == ENCORE_DIRECTION_UNKNOWN && call->queue == NULL)
    return;

  encore_json_writer_open (&writer->json, "meta", '{');
  if (call->direction != ENCORE_DIRECTION_UNKNOWN)
    encore_json_writer_text (&writer->json, "direction", call->direction == ENCORE_DIRECTION_IN ? "in" : "out");
  encore_json_writer_string (&writer->json, "queue", call->queue);
  encore_json_writer_close (&writer->json, '}');
}

static void
write_dialog (Writer          *writer,
              EncoreRecording *recording,
              gint64           start_ms,
              gint64           duration_ms)
{
  encore_json_writer_open (&writer->json, NULL, '{');
  encore_json_writer_text (&writer->json, "type", recording != NULL ? "recording" : "text");
  write_start (writer, start_ms);
  if (duration_ms != ENCORE_NO_TIME)
    encore_json_writer_seconds (&writer->json, "duration", duration_ms);
  write_dialog_parties (writer, recording);
  if (recording != NULL && !writer->what->is_sound_withheld)
    write_recording (writer, recording);
  write_meta (writer);
  encore_json_writer_close (&writer->json, '}');
}

/* Each file of two with a party each is a dialog; the second may begin later, as its offset says. */
static void
write_dialogs (Writer *writer)
{
  EncoreCall *call = writer->what->call;
  EncoreRecording *recording = writer->what->recording, *second = writer->what->second;

  encore_json_writer_open (&writer->json, "dialog", '[');
  if (second == NULL)
    write_dialog (writer, recording, call->started_at, call->duration_ms);
  else
    {
      gint64 later_ms = recording->offset_ms - second->offset_ms;

      write_dialog (writer, recording, call->started_at, recording->duration_ms);
      write_dialog (writer, second, call->started_at > 0 ? call->started_at + later_ms : call->started_at,
                    second->duration_ms);
    }
  encore_json_writer_close (&writer->json, ']');
}

/* What a transcript or a moment is about. */
static void
write_about (Writer *writer)
{
  if (writer->what->second == NULL)
    {
      encore_json_writer_int (&writer->json, "dialog", 0);
      return;
    }

  encore_json_writer_open (&writer->json, "dialog", '[');
  encore_json_writer_int (&writer->json, NULL, 0);
  encore_json_writer_int (&writer->json, NULL, 1);
  encore_json_writer_close (&writer->json, ']');
}

/* ---- transcript ---- */

/* WTF cannot be without times: turns, as other vCon writers have them. */
static void
write_turns (Writer           *writer,
             EncoreTranscript *transcript)
{
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, "body", '[');
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      encore_json_writer_open (json, NULL, '{');
      encore_json_writer_string (json, "speaker", segment->speaker);
      if (segment->party != ENCORE_PARTY_UNKNOWN)
        encore_json_writer_text (json, "party", encore_party_to_id (segment->party));
      encore_json_writer_text (json, "message", segment->text);
      encore_json_writer_close (json, '}');
    }
  encore_json_writer_close (json, ']');
}

static void
write_analysis (Writer *writer)
{
  EncoreTranscript *transcript = writer->what->transcript;
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, "analysis", '[');
  if (transcript != NULL && encore_transcript_get_length (transcript) > 0)
    {
      encore_json_writer_open (json, NULL, '{');
      encore_json_writer_text (json, "type", is_timed (writer) ? "wtf_transcription" : "transcript");
      write_about (writer);
      encore_json_writer_text (json, "mediatype", "application/json");
      encore_json_writer_text (json, "vendor", transcript->source != NULL ? transcript->source : "encore");
      if (is_timed (writer))
        encore_json_writer_text (json, "schema", "wtf-1.0");
      encore_json_writer_text (json, "encoding", "json");
      if (is_timed (writer))
        {
          encore_json_writer_open (json, "body", '{');
          encore_wtf_write_members (json, transcript,
                                    writer->what->recording != NULL ? writer->what->recording->offset_ms : 0,
                                    writer->what->call->imported_at);
          encore_json_writer_close (json, '}');
        }
      else
        write_turns (writer, transcript);
      encore_json_writer_close (json, '}');
    }
  encore_json_writer_close (json, ']');
}

/* ---- moments ---- */

static void
write_fact (Writer     *writer,
            const char *name,
            EncoreFact  fact)
{
  if (fact == ENCORE_FACT_UNKNOWN)
    encore_json_writer_text (&writer->json, name, NULL);
  else
    encore_json_writer_bool (&writer->json, name, fact == ENCORE_FACT_YES);
}

static void
write_place (Writer       *writer,
             EncoreMoment *moment)
{
  if (moment->span.start_ms != ENCORE_NO_TIME)
    {
      encore_json_writer_int (&writer->json, "start_ms", moment->span.start_ms);
      encore_json_writer_int (&writer->json, "end_ms", moment->span.end_ms);
    }

  if (moment->first_segment >= 0)
    {
      encore_json_writer_int (&writer->json, "first_segment", moment->first_segment);
      encore_json_writer_int (&writer->json, "last_segment", moment->last_segment);
    }
}

static void
write_moment (Writer       *writer,
              EncoreMoment *moment)
{
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_string (json, "uuid", moment->uuid);
  encore_json_writer_string (json, "type", moment->type_id);
  encore_json_writer_string (json, "type_name", encore_writer_type_name (writer->what->moment_types, moment->type_id));
  write_place (writer, moment);
  if (moment->outcome != ENCORE_OUTCOME_NONE)
    encore_json_writer_text (json, "outcome", encore_outcome_to_id (moment->outcome));
  write_fact (writer, "noticed", moment->noticed);
  write_fact (writer, "acted", moment->acted);
  encore_json_writer_string (json, "cue", moment->cue);
  encore_json_writer_string (json, "note", moment->note);
  encore_json_writer_string (json, "could_have", moment->could_have);
  encore_json_writer_string (json, "scenario", moment->scenario_name);
  encore_json_writer_string (json, "extra", moment->extra_name);
  encore_json_writer_string (json, "value", moment->value_name);
  encore_json_writer_string (json, "pillar", moment->pillar_name);
  encore_json_writer_string (json, "author", moment->author_name);
  write_iso (writer, "created_at", moment->created_at);
  write_iso (writer, "updated_at", moment->updated_at);
  encore_json_writer_close (json, '}');
}

static void
open_attachment (Writer     *writer,
                 const char *purpose)
{
  encore_json_writer_open (&writer->json, NULL, '{');
  encore_json_writer_text (&writer->json, "purpose", purpose);
  write_about (writer);
  encore_json_writer_text (&writer->json, "mediatype", "application/json");
  encore_json_writer_text (&writer->json, "encoding", "json");
}

static void
write_attachments (Writer *writer)
{
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, "attachments", '[');
  if (has_moments (writer))
    {
      open_attachment (writer, ENCORE_VCON_MOMENTS);
      encore_json_writer_open (json, "body", '[');
      for (guint i = 0; i < writer->what->moments->len; i++)
        write_moment (writer, g_ptr_array_index (writer->what->moments, i));
      encore_json_writer_close (json, ']');
      encore_json_writer_close (json, '}');
    }
  if (writer->what->evaluations != NULL)
    {
      open_attachment (writer, ENCORE_VCON_EVALUATIONS);
      encore_json_writer_raw (json, "body", writer->what->evaluations);
      encore_json_writer_close (json, '}');
    }
  encore_json_writer_close (json, ']');
}

/**
 * encore_write_vcon:
 * @what: what to write
 * @error: return location
 *
 * Times in the vCon are those of the recording: its offset is added to the transcript's. Moments stand
 * in an attachment with the purpose "encore-moments", evaluations in one with the purpose "encore-evaluations".
 *
 * Returns: (transfer full): a vCon 0.4.0
 */
char *
encore_write_vcon (const EncoreVconExport *what,
                   GError                **error)
{
  g_return_val_if_fail (what != NULL && ENCORE_IS_CALL (what->call), NULL);

  Writer writer = { .what = what };
  gint64 created_at = what->call->imported_at > 0 ? what->call->imported_at : encore_text_now ();

  encore_json_writer_init (&writer.json);
  encore_json_writer_open (&writer.json, NULL, '{');
  encore_json_writer_text (&writer.json, "vcon", "0.4.0");
  encore_json_writer_string (&writer.json, "uuid", what->call->uuid);
  write_iso (&writer, "created_at", created_at);
  encore_json_writer_string (&writer.json, "subject", what->call->title);
  write_extensions (&writer);
  write_parties (&writer);
  write_dialogs (&writer);
  write_analysis (&writer);
  write_attachments (&writer);
  encore_json_writer_close (&writer.json, '}');
  return encore_json_writer_finish (&writer.json);
}
