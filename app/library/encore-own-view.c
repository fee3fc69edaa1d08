/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-own-view.h"

#include "encore-db.h"
#include "encore-library-private.h"

#define KEY_PREFIX "revealed:"

/* More evaluations of one agent than anybody looks through. */
#define LIMIT 1000

G_DEFINE_FINAL_TYPE (EncoreOwnView, encore_own_view, G_TYPE_OBJECT)

static void
encore_own_view_finalize (GObject *object)
{
  EncoreOwnView *self = ENCORE_OWN_VIEW (object);

  g_clear_pointer (&self->evaluations, g_ptr_array_unref);
  g_hash_table_unref (self->calls);
  g_hash_table_unref (self->open_calls);
  G_OBJECT_CLASS (encore_own_view_parent_class)->finalize (object);
}

static void
encore_own_view_class_init (EncoreOwnViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_own_view_finalize;
}

static void
encore_own_view_init (EncoreOwnView *self)
{
  self->calls = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->open_calls = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

char *
encore_own_view_key (const char *call_uuid,
                     const char *person_uuid)
{
  return g_strconcat (KEY_PREFIX, call_uuid, ":", person_uuid, NULL);
}

static void
open_call (EncoreOwnView *self,
           gint64         call_id)
{
  g_hash_table_add (self->open_calls, g_memdup2 (&call_id, sizeof call_id));
}

static void
open_submitted (EncoreOwnView *self)
{
  for (guint i = 0; i < self->evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (self->evaluations, i);

      if (evaluation->kind == ENCORE_EVALUATION_SELF && evaluation->evaluator_id == self->agent_id
          && evaluation->state == ENCORE_EVALUATION_SUBMITTED)
        open_call (self, evaluation->call_id);
    }
}

static void
open_call_of (EncoreOwnView *self,
              EncoreCall    *call,
              const char    *person_uuid,
              GHashTable    *keys)
{
  g_autofree char *key = encore_own_view_key (call->uuid, person_uuid);

  if (g_hash_table_contains (keys, key))
    open_call (self, call->id);
}

static EncorePerson *
find_person (GPtrArray *people,
             gint64     id)
{
  for (guint i = 0; i < people->len; i++)
    if (ENCORE_PERSON (people->pdata[i])->id == id)
      return people->pdata[i];

  return NULL;
}

/* Few calls are looked at first, and mostly none. */
static gboolean
open_revealed (EncoreOwnView *self,
               EncoreDb      *db,
               GError       **error)
{
  g_autoptr (GPtrArray) keys = encore_db_list_setting_keys (db, KEY_PREFIX, error);
  g_autoptr (GPtrArray) people = keys != NULL ? encore_db_list_people (db, 0, error) : NULL;
  g_autoptr (GPtrArray) calls = people != NULL ? encore_db_list_calls_of_agent (db, self->agent_id, G_MAXINT, error)
                                               : NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  EncorePerson *agent;

  if (calls == NULL)
    return FALSE;

  agent = find_person (people, self->agent_id);
  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (known, keys->pdata[i]);
  for (guint i = 0; i < calls->len; i++)
    g_hash_table_add (self->calls, g_memdup2 (&ENCORE_CALL (calls->pdata[i])->id, sizeof (gint64)));
  for (guint i = 0; keys->len > 0 && agent != NULL && i < calls->len; i++)
    open_call_of (self, calls->pdata[i], agent->uuid, known);

  return TRUE;
}

/* On a lane of the store. */
EncoreOwnView *
encore_own_view_read_in (EncoreDb *db,
                         gint64    agent_id,
                         GError  **error)
{
  g_autoptr (EncoreOwnView) self = g_object_new (ENCORE_TYPE_OWN_VIEW, NULL);

  self->agent_id = agent_id;
  self->evaluations = encore_db_list_evaluations_of_agent (db, self->agent_id, LIMIT, error);
  if (self->evaluations == NULL)
    return NULL;

  open_submitted (self);
  return open_revealed (self, db, error) ? g_steal_pointer (&self) : NULL;
}

/* Of any call: of others' calls they may see all. */
void
encore_own_view_drop_hidden (EncoreOwnView *self,
                             GPtrArray     *moments)
{
  for (guint i = moments->len; i > 0; i--)
    {
      EncoreMoment *moment = g_ptr_array_index (moments, i - 1);

      if (moment->author_id != self->agent_id && g_hash_table_contains (self->calls, &moment->call_id)
          && !g_hash_table_contains (self->open_calls, &moment->call_id))
        g_ptr_array_remove_index (moments, i - 1);
    }
}

static gpointer
read_view (EncoreDb     *db,
           gpointer      user_data,
           GCancellable *cancellable,
           GError      **error)
{
  return encore_own_view_read_in (db, *(const gint64 *) user_data, error);
}

/**
 * encore_own_view_read_async:
 * @library: a library
 * @agent_id: of a person
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_own_view_read_async (EncoreLibrary      *library,
                            gint64              agent_id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  encore_library_run_async (library, ENCORE_LANE_READ, read_view, g_memdup2 (&agent_id, sizeof agent_id), g_free,
                            g_object_unref, cancellable, callback, user_data);
}

EncoreOwnView *
encore_own_view_read_finish (EncoreLibrary *library,
                             GAsyncResult  *result,
                             GError       **error)
{
  return encore_library_run_finish (library, result, error);
}

EncoreOwnView *
encore_own_view_read (EncoreLibrary *library,
                      gint64         agent_id,
                      GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  return encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, read_view, &agent_id, NULL, error);
}

/**
 * encore_own_view_may_see:
 * @self: (nullable): what the agent may see; %NULL: not read yet
 * @person: (nullable): who is working
 * @call_id: one of the agent's calls
 * @author_id: who marked or judged something in it
 *
 * Returns: whether that may be shown: to anybody but the agent always
 */
gboolean
encore_own_view_may_see (EncoreOwnView *self,
                         EncorePerson  *person,
                         gint64         call_id,
                         gint64         author_id)
{
  if (self == NULL || person == NULL || person->id != self->agent_id || author_id == person->id)
    return self != NULL;

  return g_hash_table_contains (self->open_calls, &call_id);
}
