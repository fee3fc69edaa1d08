/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-speaker-roles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-db.h"

/*
 * Who of the speakers are agent and customer. What somebody has set right is kept with the library, by the format of
 * the transcript and by what it calls its speakers, and counts from then on, unless it is undone.
 */

#define KEY_PREFIX "roles:"

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_key (EncoreTranscript *transcript)
{
  g_autoptr (GPtrArray) labels = encore_transcript_list_labels (transcript);

  g_ptr_array_sort (labels, compare_labels);
  g_ptr_array_add (labels, NULL);

  g_autofree char *all = g_strjoinv ("\t", (char **) labels->pdata);

  return g_strconcat (KEY_PREFIX, transcript->format, ":", all, NULL);
}

static EncoreRoleGuess *
recall (EncoreDb         *db,
        EncoreTranscript *transcript)
{
  g_autofree char *key = dup_key (transcript);
  g_autofree char *value = encore_db_get_setting (db, key, NULL);
  g_auto (GStrv) parts = value != NULL ? g_strsplit (value, "\t", 3) : NULL;

  /* What was undone does not count. */
  if (parts == NULL || g_strv_length (parts) != 3 || !encore_db_has_transcript (db, parts[0]))
    return NULL;

  return encore_role_guess_new (parts[1], *parts[2] != '\0' ? parts[2] : NULL,
                                _ ("as it was set right for such a transcript before"));
}

/* Those who may be meant: the agent of the call, else any. */
static GPtrArray *
list_agents (EncoreDb   *db,
             EncoreCall *call,
             GError    **error)
{
  g_autoptr (GPtrArray) people = encore_db_list_people (db, 0, error);

  for (guint i = people != NULL ? people->len : 0; i > 0; i--)
    {
      EncorePerson *person = g_ptr_array_index (people, i - 1);

      if (call->agent_id != 0 ? person->id != call->agent_id : (person->roles & ENCORE_ROLE_AGENT) == 0)
        g_ptr_array_remove_index (people, i - 1);
    }

  return g_steal_pointer (&people);
}

static gboolean
is_settled (EncoreTranscript *transcript)
{
  gboolean has_agent = FALSE, has_customer = FALSE;

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      EncoreParty party = encore_transcript_get (transcript, i)->party;

      has_agent |= party == ENCORE_PARTY_AGENT;
      has_customer |= party == ENCORE_PARTY_CUSTOMER;
    }

  return has_agent && has_customer;
}

/* In stereo, the channels tell: they can be swapped in one place. */
static gboolean
has_channels (EncoreTranscript *transcript)
{
  gboolean differ = FALSE;

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      int channel = encore_transcript_get (transcript, i)->channel;

      if (channel < 0)
        return FALSE;
      differ |= channel != encore_transcript_get (transcript, 0)->channel;
    }

  return differ;
}

/**
 * encore_speaker_roles_find:
 * @db: a connection
 * @transcript: a transcript that is being imported
 * @call: of this call
 * @error: why it failed; to find nothing is no failure
 *
 * Sets who of the speakers are agent and customer where the file does not say it.
 */
gboolean
encore_speaker_roles_find (EncoreDb         *db,
                           EncoreTranscript *transcript,
                           EncoreCall       *call,
                           GError          **error)
{
  if (is_settled (transcript) || has_channels (transcript))
    return TRUE;

  g_autoptr (EncoreRoleGuess) guess = recall (db, transcript);

  if (guess == NULL)
    {
      g_autoptr (GPtrArray) agents = list_agents (db, call, error);

      if (agents == NULL)
        return FALSE;
      guess = encore_role_guess (transcript, agents, call->direction);
    }
  if (guess != NULL)
    encore_role_guess_apply (guess, transcript);

  return TRUE;
}

static char *
find_label (EncoreTranscript *transcript,
            EncoreParty       party)
{
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    if (encore_transcript_get (transcript, i)->party == party)
      return encore_segment_dup_label (encore_transcript_get (transcript, i));

  return NULL;
}

/**
 * encore_speaker_roles_remember:
 * @db: the write lane's connection
 * @transcript: one whose roles somebody has set right
 * @error: why not
 *
 * From now on, transcripts of this format with speakers of these names are read so.
 */
gboolean
encore_speaker_roles_remember (EncoreDb         *db,
                               EncoreTranscript *transcript,
                               GError          **error)
{
  g_autofree char *agent = find_label (transcript, ENCORE_PARTY_AGENT);
  g_autofree char *customer = find_label (transcript, ENCORE_PARTY_CUSTOMER);
  g_autofree char *key = dup_key (transcript);
  g_autofree char *value = agent == NULL
                               ? NULL
                               : g_strjoin ("\t", transcript->uuid, agent, customer != NULL ? customer : "", NULL);

  return value == NULL || encore_db_put_setting (db, key, value, error);
}
