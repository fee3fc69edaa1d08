/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"
#include "encore-vcon-private.h"

/* vCon, every syntax version from the one without a version to 0.4.0. */

#define MAX_CHANNELS 2

typedef struct
{
  JsonObject *root;
  EncoreDocument *document;
  JsonArray *dialogs;
  gboolean lacks_zone;
} Reader;

static void G_GNUC_PRINTF (2, 3) warn (Reader *reader, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (reader->document->warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* ---- shape ---- */

static gboolean
refuse (int         code,
        const char *reason,
        GError    **error)
{
  g_set_error_literal (error, ENCORE_ERROR, code, reason);
  return FALSE;
}

static gboolean
check_list (JsonObject *root,
            const char *name,
            GError    **error)
{
  if (!json_object_has_member (root, name) || encore_json_array_at (root, name) != NULL)
    return TRUE;

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("This vCon is not valid: “%s” is not a list"), name);
  return FALSE;
}

/* A critical extension changes what the rest means; one that is not known here must not be guessed at. */
static gboolean
check_critical (JsonObject *root,
                const char *name,
                GError    **error)
{
  JsonArray *critical = encore_json_array_at (root, name);

  for (guint i = 0; i < encore_json_length (critical); i++)
    {
      JsonNode *node = json_array_get_element (critical, i);
      const char *extension = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                                  ? json_node_get_string (node)
                                  : "?";

      if (g_str_equal (extension, "wtf_transcription") || g_str_equal (extension, ENCORE_VCON_MOMENTS)
          || g_str_equal (extension, ENCORE_VCON_EVALUATIONS))
        continue;

      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                   _ ("This vCon needs the extension “%s”, which is not known here"), extension);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (JsonObject *root,
       GError    **error)
{
  if (json_object_has_member (root, "ciphertext"))
    return refuse (ENCORE_ERROR_UNSUPPORTED, _ ("This vCon is encrypted; decrypt it first"), error);

  if (json_object_has_member (root, "payload") && json_object_has_member (root, "signatures"))
    return refuse (ENCORE_ERROR_UNSUPPORTED,
                   _ ("This vCon is signed; signatures cannot be checked here, so take the vCon out of it first"),
                   error);

  return check_list (root, "parties", error) && check_list (root, "dialog", error)
         && check_list (root, "analysis", error) && check_critical (root, "critical", error)
         && check_critical (root, "must_support", error);
}

/* ---- parties ---- */

static const char *
non_blank (JsonObject *object,
           const char *name)
{
  const char *text = encore_json_string_at (object, name);

  return encore_text_is_blank (text) ? NULL : text;
}

static char *
login_of (JsonObject *object)
{
  static const char *const names[] = { "mailto", "email", "tel", "sip", "id", NULL };
  JsonObject *meta = encore_json_object_at (object, "meta");
  char *login = encore_json_dup_label (meta, "extension");

  for (guint i = 0; login == NULL && names[i] != NULL; i++)
    login = g_strdup (non_blank (object, names[i]));

  return login;
}

static EncoreParty
party_of (JsonObject *object)
{
  const char *role = non_blank (object, "role");
  EncoreParty party;

  if (role == NULL)
    role = non_blank (encore_json_object_at (object, "meta"), "role");

  party = encore_party_from_name (role);
  return party != ENCORE_PARTY_UNKNOWN ? party : encore_speaker_name_party (non_blank (object, "name"));
}

static void
read_parties (Reader *reader)
{
  JsonArray *parties = encore_json_array_at (reader->root, "parties");

  for (guint i = 0; i < encore_json_length (parties); i++)
    {
      JsonObject *object = encore_json_element_object (parties, i);
      EncoreDocumentParty *party = g_new0 (EncoreDocumentParty, 1);

      party->name = g_strdup (non_blank (object, "name"));
      party->login = login_of (object);
      party->party = party_of (object);
      g_ptr_array_add (reader->document->parties, party);
    }
}

static const EncoreDocumentParty *
get_party (Reader *reader,
           gint64  index)
{
  GPtrArray *parties = reader->document->parties;

  return index >= 0 && index < parties->len ? g_ptr_array_index (parties, index) : NULL;
}

/* An entry of dialog.parties: an index, or a list of them of which a lone one counts. */
static gint64
entry_index (JsonNode *node)
{
  double number;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *inner = json_node_get_array (node);

      if (encore_json_length (inner) != 1)
        return -1;
      node = json_array_get_element (inner, 0);
    }

  return encore_json_node_number (node, &number) && number >= 0 && number < G_MAXINT32 ? (gint64) number : -1;
}

static void
check_index (Reader *reader,
             guint   dialog,
             gint64  index)
{
  if (index >= 0 && get_party (reader, index) == NULL)
    warn (reader, _ ("Dialog %u names party %d, which is not there"), dialog, (int) index);
}

/* With two entries each may have a channel of its own: only the recording can tell. */
static void
read_channels (Reader                  *reader,
               guint                    dialog,
               EncoreDocumentRecording *recording)
{
  JsonArray *entries = encore_json_array_at (encore_json_element_object (reader->dialogs, dialog), "parties");

  for (guint i = 0; i < encore_json_length (entries); i++)
    {
      gint64 index = entry_index (json_array_get_element (entries, i));
      const EncoreDocumentParty *party = get_party (reader, index);

      check_index (reader, dialog, index);
      if (encore_json_length (entries) == MAX_CHANNELS && party != NULL)
        recording->party_of_channel[i] = party->party;
      else if (encore_json_length (entries) == 1 && party != NULL)
        recording->party = party->party;
    }
}

/* ---- dialogs ---- */

static gint64
read_date (Reader     *reader,
           JsonObject *object,
           const char *name)
{
  const char *text = encore_json_string_at (object, name);
  gboolean has_zone;
  gint64 instant_ms = encore_vcon_parse_date (text, &has_zone);

  if (text != NULL && instant_ms == ENCORE_NO_TIME)
    warn (reader, _ ("The date “%s” cannot be read"), text);

  reader->lacks_zone |= !has_zone;
  return instant_ms;
}

static void
read_meta (Reader     *reader,
           JsonObject *object)
{
  static const char *const queues[] = { "queue", "queue_name", "skill", "campaign" };
  EncoreDocument *document = reader->document;
  const char *direction = encore_json_string_at (object, "direction");

  if (document->direction == ENCORE_DIRECTION_UNKNOWN && direction != NULL)
    {
      if (g_ascii_strncasecmp (direction, "in", 2) == 0)
        document->direction = ENCORE_DIRECTION_IN;
      else if (g_ascii_strncasecmp (direction, "out", 3) == 0)
        document->direction = ENCORE_DIRECTION_OUT;
    }

  for (guint i = 0; document->queue == NULL && i < G_N_ELEMENTS (queues); i++)
    document->queue = g_strdup (non_blank (object, queues[i]));
}

/* A directory in the name is somebody else's. */
static char *
base_name (const char *path)
{
  g_autofree char *slashed = NULL;

  if (path == NULL || *path == '\0')
    return NULL;

  slashed = g_strdelimit (g_strdup (path), "\\", '/');
  return g_path_get_basename (slashed);
}

static char *
url_base_name (const char *url)
{
  g_autofree char *path = url != NULL ? g_strndup (url, strcspn (url, "?#")) : NULL;
  g_autofree char *plain = path != NULL ? g_uri_unescape_string (path, NULL) : NULL;

  return base_name (plain != NULL ? plain : path);
}

static void
read_body (Reader                  *reader,
           guint                    dialog,
           const char              *body,
           EncoreDocumentRecording *recording)
{
  gboolean is_damaged;

  if (encore_text_is_blank (body))
    return;

  recording->body = encore_vcon_decode (body, &is_damaged);
  if (is_damaged)
    warn (reader, _ ("The recording inside dialog %u is damaged or cut off"), dialog);
}

static void
read_recording (Reader *reader,
                guint   dialog)
{
  JsonObject *object = encore_json_element_object (reader->dialogs, dialog);
  EncoreDocumentRecording *recording = g_new0 (EncoreDocumentRecording, 1);

  recording->url = g_strdup (non_blank (object, "url"));
  recording->filename = base_name (encore_json_string_at (object, "filename"));
  if (recording->filename == NULL)
    recording->filename = url_base_name (recording->url);
  recording->started_at = read_date (reader, object, "start");

  read_body (reader, dialog, encore_json_string_at (object, "body"), recording);
  read_channels (reader, dialog, recording);
  if (recording->body == NULL && recording->url == NULL && recording->filename == NULL)
    warn (reader, _ ("Dialog %u is a recording without sound or address"), dialog);

  g_ptr_array_add (reader->document->recordings, recording);
}

static gint64
speaker_index (JsonObject *object)
{
  gint64 index = encore_json_index_at (object, "originator");
  JsonArray *parties = encore_json_array_at (object, "parties");

  if (index < 0 && encore_json_length (parties) > 0)
    index = entry_index (json_array_get_element (parties, 0));

  return index >= 0 ? index : encore_json_index_at (object, "parties");
}

static char *
text_of (JsonObject *object)
{
  const char *body = encore_json_string_at (object, "body");
  const char *encoding = encore_json_string_at (object, "encoding");

  if (body == NULL || encoding == NULL || g_ascii_strncasecmp (encoding, "base64", 6) != 0)
    return g_strdup (body);

  gboolean is_damaged;
  g_autoptr (GBytes) bytes = encore_vcon_decode (body, &is_damaged);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return encore_text_to_utf8 (data != NULL ? data : "", length, NULL);
}

/* A chat's message: timed by the clock on the wall, not by a recording. */
static void
read_message (Reader           *reader,
              guint             dialog,
              EncoreTranscript *chat)
{
  JsonObject *object = encore_json_element_object (reader->dialogs, dialog);
  const EncoreDocumentParty *party = get_party (reader, speaker_index (object));
  g_autofree char *text = text_of (object);

  check_index (reader, dialog, speaker_index (object));
  if (encore_text_is_blank (text))
    return;

  EncoreSegment *segment = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, party != NULL ? party->name : NULL,
                                               g_strstrip (text));

  if (party != NULL)
    segment->party = party->party;
  encore_transcript_add (chat, segment);
}

static void
read_dialogs (Reader           *reader,
              EncoreTranscript *chat)
{
  for (guint i = 0; i < encore_json_length (reader->dialogs); i++)
    {
      JsonObject *object = encore_json_element_object (reader->dialogs, i);
      const char *type = encore_json_string_at (object, "type");
      gint64 started_at = read_date (reader, object, "start");

      if (reader->document->started_at == ENCORE_NO_TIME)
        reader->document->started_at = started_at;

      read_meta (reader, object);
      read_meta (reader, encore_json_object_at (object, "meta"));

      if (g_strcmp0 (type, "recording") == 0 || g_strcmp0 (type, "audio") == 0 || g_strcmp0 (type, "video") == 0)
        read_recording (reader, i);
      else if (g_strcmp0 (type, "text") == 0)
        read_message (reader, i, chat);
      else
        warn (reader, _ ("Dialog %u of type “%s” was left out"), i, type != NULL ? type : "");
    }
}

/* ---- transcripts ---- */

static gboolean
is_transcript_type (const char *type)
{
  static const char *const types[] = { "transcript", "transcription", "wtf_transcription", "diarized",
                                       "transcript-redacted" };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (type, types[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The first dialog that an analysis is about; 0 where it does not say. */
static gint64
dialog_of (JsonObject *analysis)
{
  JsonArray *list = encore_json_array_at (analysis, "dialog");
  gint64 index = encore_json_length (list) > 0 ? entry_index (json_array_get_element (list, 0))
                                               : encore_json_index_at (analysis, "dialog");

  return MAX (index, 0);
}

/* Who speaks on which channel of that dialog, if it says so. */
static const EncoreDocumentParty *
party_on_channel (Reader *reader,
                  gint64  dialog,
                  int     channel)
{
  if (dialog >= encore_json_length (reader->dialogs))
    return NULL;

  JsonArray *entries = encore_json_array_at (encore_json_element_object (reader->dialogs, (guint) dialog), "parties");

  if (channel < 0 || (guint) channel >= encore_json_length (entries))
    return NULL;

  return get_party (reader, entry_index (json_array_get_element (entries, (guint) channel)));
}

static const EncoreDocumentParty *
party_by_name (Reader     *reader,
               const char *name)
{
  GPtrArray *parties = reader->document->parties;

  for (guint i = 0; name != NULL && i < parties->len; i++)
    {
      const EncoreDocumentParty *party = g_ptr_array_index (parties, i);

      if (g_strcmp0 (party->name, name) == 0 || g_strcmp0 (party->login, name) == 0)
        return party;
    }

  return NULL;
}

static void
name_speakers (Reader           *reader,
               EncoreTranscript *transcript,
               gint64            dialog)
{
  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);
      const EncoreDocumentParty *party = party_on_channel (reader, dialog, segment->channel);

      if (party != NULL && segment->speaker == NULL)
        segment->speaker = g_strdup (party->name);
      if (party == NULL)
        party = party_by_name (reader, segment->speaker);
      if (party != NULL && segment->party == ENCORE_PARTY_UNKNOWN)
        segment->party = party->party;
    }
}

static char *
source_of (JsonObject *analysis)
{
  const char *vendor = non_blank (analysis, "vendor");
  const char *product = non_blank (analysis, "product");

  if (vendor != NULL && product != NULL)
    return g_strdup_printf ("%s, %s", vendor, product);

  return g_strdup (vendor != NULL ? vendor : product);
}

static void
read_transcript (Reader     *reader,
                 guint       index,
                 JsonObject *analysis)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreTranscript) transcript = encore_vcon_read_analysis (analysis, &error);

  if (transcript == NULL)
    {
      warn (reader, _ ("Analysis %u was left out: %s"), index, error->message);
      return;
    }

  if (transcript->segments->len == 0)
    {
      warn (reader, _ ("Analysis %u is a transcript without text"), index);
      return;
    }

  transcript->source = source_of (analysis);
  name_speakers (reader, transcript, dialog_of (analysis));
  if (dialog_of (analysis) > 0)
    encore_transcript_warn (transcript, _ ("This is the transcript of dialog %d"), (int) dialog_of (analysis));

  encore_reader_mend_times (transcript);
  encore_transcript_finish (transcript);
  g_ptr_array_add (reader->document->transcripts, g_steal_pointer (&transcript));
}

static void
read_analyses (Reader *reader)
{
  JsonArray *analyses = encore_json_array_at (reader->root, "analysis");

  for (guint i = 0; i < encore_json_length (analyses); i++)
    {
      JsonObject *analysis = encore_json_element_object (analyses, i);

      const char *type = encore_json_string_at (analysis, "type");

      if (is_transcript_type (type))
        read_transcript (reader, i, analysis);
      else
        warn (reader, _ ("Analysis %u of type “%s” was left out"), i, type != NULL ? type : "");
    }
}

static guint
count_speakers (EncoreTranscript *transcript)
{
  guint n = 0;

  for (guint i = 0; i < transcript->segments->len; i++)
    n += encore_transcript_get (transcript, i)->speaker != NULL;

  return n;
}

/* Words before segments before text; then the one that tells who speaks. */
static int
compare_worth (gconstpointer a,
               gconstpointer b)
{
  EncoreTranscript *left = *(EncoreTranscript *const *) a;
  EncoreTranscript *right = *(EncoreTranscript *const *) b;

  if (left->kind != right->kind)
    return left->kind > right->kind ? -1 : 1;

  return (count_speakers (left) == 0) - (count_speakers (right) == 0);
}

static void
read_text (Reader *reader)
{
  g_autoptr (EncoreTranscript) chat = encore_transcript_new (encore_reader_vcon.id);

  read_dialogs (reader, chat);
  read_analyses (reader);

  if (encore_transcript_get_length (chat) > 0)
    {
      encore_transcript_finish (chat);
      g_ptr_array_add (reader->document->transcripts, g_steal_pointer (&chat));
    }

  /* GPtrArray sorts by merging: equals stay in the file's order. */
  g_ptr_array_sort (reader->document->transcripts, compare_worth);
}

/* What lies beside the call. Moments of another Encore are read, all else is named. */
static void
read_attachments (Reader *reader)
{
  JsonArray *attachments = encore_json_array_at (reader->root, "attachments");

  for (guint i = 0; i < encore_json_length (attachments); i++)
    {
      JsonObject *object = encore_json_element_object (attachments, i);
      const char *purpose = non_blank (object, "purpose");

      if (purpose == NULL)
        purpose = non_blank (object, "type");

      if (g_strcmp0 (purpose, ENCORE_VCON_MOMENTS) == 0)
        encore_vcon_read_moments (object, reader->document);
      else if (g_strcmp0 (purpose, ENCORE_VCON_EVALUATIONS) == 0 && reader->document->evaluations == NULL)
        encore_vcon_read_evaluations (object, reader->document);
      else
        warn (reader, _ ("Attachment %u (“%s”) was left out"), i, purpose != NULL ? purpose : "?");
    }
}

static EncoreDocument *
read_document (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autoptr (JsonObject) root = encore_json_parse_object (bytes, length, error);
  g_autoptr (EncoreDocument) document = NULL;

  if (root == NULL || !check (root, error))
    return NULL;

  document = encore_document_new (encore_reader_vcon.id);
  Reader reader = { .root = root, .document = document, .dialogs = encore_json_array_at (root, "dialog") };

  document->uuid = g_strdup (non_blank (root, "uuid"));
  document->subject = g_strdup (non_blank (root, "subject"));
  read_parties (&reader);
  read_text (&reader);
  read_attachments (&reader);
  read_meta (&reader, encore_json_object_at (root, "meta"));

  if (document->started_at == ENCORE_NO_TIME)
    document->started_at = read_date (&reader, root, "created_at");
  if (reader.lacks_zone)
    warn (&reader, _ ("The dates name no time zone; UTC was assumed"));

  return g_steal_pointer (&document);
}

static int
sniff (const EncoreSniff *sniff)
{
  if (encore_sniff_has_key (sniff, "vcon"))
    return 100;

  if (encore_sniff_has_keys (sniff, "parties", "dialog", NULL))
    return 90;

  if (encore_sniff_has_keys (sniff, "payload", "signatures", NULL)
      || encore_sniff_has_keys (sniff, "ciphertext", "recipients", NULL))
    return 70;

  return 0;
}

static const char *const suffixes[] = { "vcon", "json", NULL };

const EncoreReader encore_reader_vcon = {
  .id = "vcon",
  .name = "vCon",
  .suffixes = suffixes,
  .sniff = sniff,
  .read = read_document,
};
