/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-joined.h"
#include "encore-legs.h"
#include "encore-raw-formats.h"
#include "encore-speaker-roles.h"
#include "encore-text.h"

/* Writing one item: one transaction, so that an import that is cut off leaves whole calls only. */

static const EncoreDocumentParty *
find_party (GPtrArray  *documents,
            EncoreParty party)
{
  for (guint i = 0; i < documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (documents, i);

      for (guint j = 0; j < document->parties->len; j++)
        {
          const EncoreDocumentParty *found = g_ptr_array_index (document->parties, j);

          if (found->party == party)
            return found;
        }
    }

  return NULL;
}

static gboolean
is_given (const char *text)
{
  return !encore_text_is_blank (text);
}

/* Sets @agent_id to the person that @login or @name means; a new agent is made for a new name. */
static gboolean
find_or_make_agent (EncoreDb   *db,
                    const char *login,
                    const char *name,
                    gint64     *agent_id,
                    GError    **error)
{
  const char *keys[] = { login, name };
  g_autoptr (GError) failure = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (EncorePerson) known = is_given (keys[i]) ? encore_db_find_person_by_alias (db, keys[i], &failure)
                                                          : NULL;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (known != NULL)
        {
          *agent_id = known->id;
          return TRUE;
        }
    }

  if (!is_given (login) && !is_given (name))
    return TRUE;

  g_autoptr (EncorePerson) person = encore_person_new ();
  person->name = g_strdup (is_given (name) ? name : login);
  person->roles = ENCORE_ROLE_AGENT;
  if (is_given (login) && g_strcmp0 (login, person->name) != 0)
    {
      GStrvBuilder *aliases = g_strv_builder_new ();

      g_strv_builder_add (aliases, login);
      g_strfreev (person->aliases);
      person->aliases = g_strv_builder_end (aliases);
      g_strv_builder_unref (aliases);
    }

  if (!encore_db_put (db, G_OBJECT (person), error))
    return FALSE;

  *agent_id = person->id;
  return TRUE;
}

static void
set_once (char      **field,
          const char *text)
{
  if (*field == NULL && is_given (text))
    *field = g_strdup (text);
}

static void
take_document (EncoreCall     *call,
               EncoreDocument *document)
{
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  set_once (&call->uuid, document->uuid);
  set_once (&call->title, document->subject);
  set_once (&call->queue, document->queue);
  if (transcript != NULL)
    set_once (&call->language, transcript->language);
  if (call->direction == ENCORE_DIRECTION_UNKNOWN)
    call->direction = document->direction;
  if (call->started_at == ENCORE_NO_TIME)
    call->started_at = document->started_at;
}

static void
take_match (EncoreCall               *call,
            const EncorePatternMatch *match)
{
  set_once (&call->queue, match->queue);
  set_once (&call->customer_ref, match->customer);
  if (call->direction == ENCORE_DIRECTION_UNKNOWN)
    call->direction = match->direction;
  if (call->started_at == ENCORE_NO_TIME)
    call->started_at = match->started_at;
}

/* Sets what is not known yet of the call. What files say counts first, then what their names say. */
static gboolean
learn (EncoreDb       *db,
       EncorePrepared *prepared,
       EncoreCall     *call,
       GError        **error)
{
  const EncoreDocumentParty *agent = find_party (prepared->documents, ENCORE_PARTY_AGENT);
  const EncoreDocumentParty *customer = find_party (prepared->documents, ENCORE_PARTY_CUSTOMER);
  const EncorePatternMatch *match = prepared->item->match;

  for (guint i = 0; i < prepared->documents->len; i++)
    take_document (call, g_ptr_array_index (prepared->documents, i));
  if (customer != NULL)
    set_once (&call->customer_ref, is_given (customer->name) ? customer->name : customer->login);
  if (match != NULL)
    take_match (call, match);
  set_once (&call->title, prepared->item->name);

  if (call->agent_id == 0 && agent != NULL
      && !find_or_make_agent (db, agent->login, agent->name, &call->agent_id, error))
    return FALSE;

  return call->agent_id != 0 || match == NULL || find_or_make_agent (db, match->agent, NULL, &call->agent_id, error);
}

static EncoreCall *
make_call (EncoreDb       *db,
           EncorePrepared *prepared,
           GError        **error)
{
  g_autoptr (EncoreCall) call = encore_call_new ();

  call->imported_at = encore_text_now ();
  if (prepared->recording != NULL)
    call->duration_ms = prepared->recording->duration_ms;
  if (!learn (db, prepared, call, error))
    return NULL;

  if (call->uuid != NULL && !g_uuid_string_is_valid (call->uuid))
    g_clear_pointer (&call->uuid, g_free);

  return encore_db_put (db, G_OBJECT (call), error) ? g_steal_pointer (&call) : NULL;
}

/* Whether nothing better was known for the title of a call than the name of its file. */
static gboolean
is_file_name (EncorePrepared *prepared,
              const char     *title)
{
  g_autofree char *name = prepared->recording != NULL ? g_filename_display_basename (prepared->recording->path) : NULL;
  char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot != NULL)
    *dot = '\0';

  return g_strcmp0 (title, prepared->item->name) == 0 || g_strcmp0 (title, name) == 0;
}

/* A vCon that comes after its recording tells what the recording's name did not. What is known stays, but
 * for a title that is only the file's name. */
static EncoreCall *
complete_call (EncoreDb       *db,
               EncorePrepared *prepared,
               gint64          call_id,
               GError        **error)
{
  g_autoptr (EncoreCall) before = encore_db_get_call (db, call_id, error);

  if (before == NULL)
    return NULL;

  g_autoptr (EncoreCall) call = encore_call_copy (before);

  if (is_file_name (prepared, call->title))
    g_clear_pointer (&call->title, g_free);
  if (!learn (db, prepared, call, error))
    return NULL;

  return encore_db_put (db, G_OBJECT (call), error) ? g_steal_pointer (&call) : NULL;
}

/* Whether the call keeps another recording than the file that was read: a copy, under the same name
 * as a file that now holds another call. */
static gboolean
has_other_sound (EncoreDb       *db,
                 EncorePrepared *prepared,
                 gint64          call_id)
{
  g_autoptr (GPtrArray) known = prepared->recording != NULL ? encore_db_list_recordings_of_call (db, call_id, NULL)
                                                            : NULL;

  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      const char *path = ((EncoreRecording *) g_ptr_array_index (known, i))->path;

      if (g_strcmp0 (path, prepared->recording->path) == 0
          || (prepared->second != NULL && g_strcmp0 (path, prepared->second->path) == 0))
        return FALSE;
    }

  return known != NULL && known->len > 0;
}

/* Whether the call has one party's recording and waits for the other's. */
static gboolean
lacks_side (EncoreDb *db,
            gint64    call_id)
{
  g_autoptr (GPtrArray) known = call_id != 0 ? encore_db_list_recordings_of_call (db, call_id, NULL) : NULL;

  return known != NULL && known->len == 1 && ((EncoreRecording *) g_ptr_array_index (known, 0))->channels == 1;
}

/* One side of a call may have come in an earlier import. */
static gint64
find_call_of_partner (EncoreDb       *db,
                      EncorePrepared *prepared,
                      GError        **error)
{
  const char *path = prepared->item->recording_path;

  if (prepared->recording == NULL || path == NULL || prepared->second != NULL || prepared->recording->channels != 1)
    return 0;

  g_autoptr (GPtrArray) partners = encore_leg_partners (path);

  for (guint i = 0; i < partners->len; i++)
    {
      const EncoreLegPartner *partner = g_ptr_array_index (partners, i);
      gint64 call_id = encore_db_find_source (db, partner->path, error);

      if (call_id < 0 || !lacks_side (db, call_id))
        continue;

      prepared->party = partner->party;
      return call_id;
    }

  return 0;
}

/* The call these files belong to already: by the sound itself, by the vCon's uuid, by the path. */
static gboolean
find_known_call (EncoreDb       *db,
                 EncorePrepared *prepared,
                 gint64         *call_id,
                 GError        **error)
{
  g_autoptr (GError) failure = NULL;

  *call_id = 0;
  if (prepared->recording != NULL)
    *call_id = encore_db_find_recording_by_hash (db, prepared->recording->content_hash, &failure);

  for (guint i = 0; *call_id == 0 && failure == NULL && i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);
      g_autoptr (GError) absent = NULL;
      /* The beginning of a uuid is enough for a person, but not for a file. */
      g_autoptr (EncoreCall) known = document->uuid != NULL && g_uuid_string_is_valid (document->uuid)
                                         ? encore_db_find_call (db, document->uuid, &absent)
                                         : NULL;

      if (known != NULL)
        *call_id = known->id;
    }

  for (guint i = 0; *call_id == 0 && failure == NULL && i < prepared->sources->len; i++)
    {
      const EncoreImportSource *source = g_ptr_array_index (prepared->sources, i);

      *call_id = encore_db_find_source (db, source->path, &failure);
      if (*call_id != 0 && has_other_sound (db, prepared, *call_id))
        *call_id = 0;
    }

  if (*call_id == 0 && failure == NULL)
    *call_id = find_call_of_partner (db, prepared, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

static int
compare_kinds (gconstpointer a,
               gconstpointer b)
{
  const EncoreTranscript *left = *(EncoreTranscript *const *) a;
  const EncoreTranscript *right = *(EncoreTranscript *const *) b;

  return (int) right->kind - (int) left->kind;
}

/* Best first: with words, then with times, then text alone. */
static GPtrArray *
all_transcripts (EncorePrepared *prepared)
{
  GPtrArray *transcripts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);

      for (guint j = 0; j < document->transcripts->len; j++)
        g_ptr_array_add (transcripts, g_object_ref (g_ptr_array_index (document->transcripts, j)));
    }

  g_ptr_array_sort (transcripts, compare_kinds);
  return transcripts;
}

/* A transcript that came from the same file before is replaced by what the file says now. What was
 * corrected is not what the file said: it stays, and stays the chosen one. */
static void
take_identity (EncoreTranscript *transcript,
               GPtrArray        *known)
{
  for (guint i = 0; i < known->len; i++)
    {
      EncoreTranscript *old = g_ptr_array_index (known, i);

      if (old->corrects == NULL && g_strcmp0 (old->source, transcript->source) == 0
          && g_strcmp0 (old->format, transcript->format) == 0)
        {
          transcript->id = old->id;
          g_free (transcript->uuid);
          transcript->uuid = g_strdup (old->uuid);
          g_ptr_array_remove_index (known, i);
          return;
        }
    }
}

static gboolean
write_transcripts (EncoreDb       *db,
                   EncorePrepared *prepared,
                   EncoreCall     *call,
                   GError        **error)
{
  g_autoptr (GPtrArray) transcripts = all_transcripts (prepared);
  g_autoptr (GPtrArray) known = encore_db_list_raw_transcripts_of_call (db, call->id, error);

  if (known == NULL)
    return FALSE;

  for (guint i = 0; i < transcripts->len; i++)
    {
      EncoreTranscript *transcript = g_ptr_array_index (transcripts, i);

      take_identity (transcript, known);
      transcript->call_id = call->id;
      if (!encore_speaker_roles_find (db, transcript, call, error) || !encore_db_put (db, G_OBJECT (transcript), error))
        return FALSE;
    }

  return TRUE;
}

/* The file has changed since it was imported, as when its recorder had not finished: what is known
 * of it is replaced, but not what people have set. */
static void
take_recording (EncoreRecording *recording,
                EncoreRecording *known)
{
  recording->id = known->id;
  g_free (recording->uuid);
  recording->uuid = g_strdup (known->uuid);
  recording->offset_ms = known->offset_ms;
  if (recording->channels == known->channels)
    recording->agent_channel = known->agent_channel;
}

/* Whether there is something to write. */
static gboolean
match_recording (EncoreRecording *recording,
                 GPtrArray       *known)
{
  for (guint i = 0; i < known->len; i++)
    {
      EncoreRecording *old = g_ptr_array_index (known, i);

      if (g_strcmp0 (old->path, recording->path) != 0 || g_strcmp0 (old->content_hash, recording->content_hash) == 0)
        continue;

      take_recording (recording, old);
      return TRUE;
    }

  return known->len == 0;
}

/* It is about to be replaced. */
static void
forget_row (GPtrArray *known,
            gint64     id)
{
  for (guint i = 0; id != 0 && i < known->len; i++)
    if (((EncoreRecording *) g_ptr_array_index (known, i))->id == id)
      {
        g_ptr_array_remove_index (known, i);
        return;
      }
}

static gboolean
put_recording (EncoreDb        *db,
               EncoreRecording *recording,
               GPtrArray       *known,
               gint64           call_id,
               GError         **error)
{
  recording->call_id = call_id;
  if (!encore_db_put (db, G_OBJECT (recording), error) || !encore_raw_formats_keep (db, recording, error))
    return FALSE;

  g_ptr_array_add (known, g_object_ref (recording));
  return TRUE;
}

static gboolean
has_sound (GPtrArray       *known,
           EncoreRecording *recording)
{
  for (guint i = 0; i < known->len; i++)
    {
      EncoreRecording *old = g_ptr_array_index (known, i);

      if (g_strcmp0 (old->content_hash, recording->content_hash) == 0 || g_strcmp0 (old->path, recording->path) == 0
          || (old->original_hash != NULL && g_strcmp0 (old->original_hash, recording->content_hash) == 0)
          || (old->original_path != NULL && g_strcmp0 (old->original_path, recording->path) == 0))
        return TRUE;
    }

  return FALSE;
}

/* The other side of a call that has one: whose the new one is tells whose the old one was. */
static gboolean
put_side (EncoreDb        *db,
          EncoreRecording *recording,
          EncoreParty      party,
          GPtrArray       *known,
          gint64           call_id,
          GError         **error)
{
  if (recording == NULL || party == ENCORE_PARTY_UNKNOWN || known->len != 1 || has_sound (known, recording))
    return TRUE;

  EncoreRecording *first = encore_recording_copy (g_ptr_array_index (known, 0));

  first->agent_channel = party == ENCORE_PARTY_AGENT ? 1 : 0;
  recording->agent_channel = -1;
  recording->offset_ms = first->offset_ms;
  g_ptr_array_remove_index (known, 0);

  gboolean put = put_recording (db, first, known, call_id, error);

  g_object_unref (first);

  return put && put_recording (db, recording, known, call_id, error);
}

static gboolean
write_duration (EncoreDb   *db,
                GPtrArray  *known,
                EncoreCall *call,
                GError    **error)
{
  g_autoptr (EncoreRecording) played = encore_joined_get (known);

  if (played == NULL || call->duration_ms == played->duration_ms)
    return TRUE;

  call->duration_ms = played->duration_ms;
  return encore_db_put (db, G_OBJECT (call), error);
}

static gboolean
write_recording (EncoreDb       *db,
                 EncorePrepared *prepared,
                 EncoreCall     *call,
                 GError        **error)
{
  g_autoptr (GPtrArray) known = encore_db_list_recordings_of_call (db, call->id, error);

  if (known == NULL)
    return FALSE;
  if (prepared->recording == NULL)
    return TRUE;

  EncoreParty party = prepared->second != NULL ? ENCORE_PARTY_AGENT : prepared->party;
  EncoreRecording *sides[] = { prepared->recording, prepared->second };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      if (sides[i] == NULL)
        continue;
      if (match_recording (sides[i], known))
        {
          forget_row (known, sides[i]->id);
          if (!put_recording (db, sides[i], known, call->id, error))
            return FALSE;
        }
      else if (!put_side (db, sides[i], i == 0 ? party : ENCORE_PARTY_CUSTOMER, known, call->id, error))
        return FALSE;
    }

  return write_duration (db, known, call, error);
}

static gboolean
write_sources (EncoreDb       *db,
               EncorePrepared *prepared,
               gint64          call_id,
               GError        **error)
{
  for (guint i = 0; i < prepared->sources->len; i++)
    {
      const EncoreImportSource *source = g_ptr_array_index (prepared->sources, i);

      if (!encore_db_put_source (db, source->path, source->size, source->modified_at, call_id, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * encore_prepared_write: (skip)
 *
 * An #EncoreStoreFunc for the write lane.
 *
 * Returns: (transfer full) (nullable): the #EncoreCall that now holds what was prepared
 */
gpointer
encore_prepared_write (EncoreDb     *db,
                       gpointer      user_data,
                       GCancellable *cancellable,
                       GError      **error)
{
  EncorePrepared *prepared = user_data;
  gint64 call_id;

  if (!find_known_call (db, prepared, &call_id, error))
    return NULL;

  g_autoptr (EncoreCall) call = call_id != 0 ? complete_call (db, prepared, call_id, error)
                                             : make_call (db, prepared, error);

  if (call == NULL || !write_recording (db, prepared, call, error) || !write_transcripts (db, prepared, call, error)
      || !write_sources (db, prepared, call->id, error))
    return NULL;

  /* What people have done with a known call since stays as it is. */
  if (call_id == 0
      && (!encore_prepared_write_principles (db, prepared, error)
          || !encore_prepared_write_moments (db, prepared, call, error)
          || !encore_prepared_write_judged (db, prepared, call, error)))
    return NULL;

  return g_steal_pointer (&call);
}
