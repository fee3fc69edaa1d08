/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-library-private.h"

#include "encore-db.h"

/* What can be listed and counted: questions for the read lane. */

typedef struct
{
  EncoreListing listing;
  EncoreScope scope;
  gint64 id;
  gint64 person_id; /* who is working; 0: nobody in particular */
} Question;

#define AGENT_MOMENTS_LIMIT 200
#define AGENT_CALLS_LIMIT 500
#define AGENT_EVALUATIONS_LIMIT 200

static GPtrArray *
list (EncoreDb       *db,
      const Question *question,
      GError        **error)
{
  gint64 id = question->id;

  switch (question->listing)
    {
    case ENCORE_LISTING_TEAMS:
      return encore_db_list_teams (db, error);
    case ENCORE_LISTING_PEOPLE:
      return encore_db_list_people (db, id, error);
    case ENCORE_LISTING_FACETS:
      return encore_db_list_facets (db, error);
    case ENCORE_LISTING_SCENARIOS:
      return encore_db_list_scenarios (db, error);
    case ENCORE_LISTING_EXTRAS:
      return encore_db_list_extras (db, id, error);
    case ENCORE_LISTING_MODEL_ANSWERS:
      return encore_db_list_model_answers (db, id, error);
    case ENCORE_LISTING_MOMENT_TYPES:
      return encore_db_list_moment_types (db, error);
    case ENCORE_LISTING_MOMENTS_OF_CALL:
      return encore_db_list_moments_of_call (db, id, error);
    case ENCORE_LISTING_MOMENTS_OF_AGENT:
      return encore_db_list_moments_of_agent (db, id, AGENT_MOMENTS_LIMIT, error);
    case ENCORE_LISTING_MOMENTS_OF_TEAM:
      return encore_db_list_moments_of_team (db, id, AGENT_MOMENTS_LIMIT, error);
    case ENCORE_LISTING_MOMENTS_OF_SCENARIO:
      return encore_db_list_moments_of_scenario (db, id, AGENT_MOMENTS_LIMIT, error);
    case ENCORE_LISTING_CALLS_OF_AGENT:
      return encore_db_list_calls_of_agent (db, id, AGENT_CALLS_LIMIT, error);
    case ENCORE_LISTING_RECORDINGS_OF_CALL:
      return encore_db_list_recordings_of_call (db, id, error);
    case ENCORE_LISTING_TRANSCRIPTS_OF_CALL:
      return encore_db_list_transcripts_of_call (db, id, error);
    case ENCORE_LISTING_REDACTIONS_OF_CALL:
      return encore_db_list_redactions_of_call (db, id, error);
    case ENCORE_LISTING_SAVED_SEARCHES:
      return encore_db_list_saved_searches (db, error);
    case ENCORE_LISTING_PRINCIPLES:
      return encore_db_list_principles (db, error);
    case ENCORE_LISTING_SCORECARDS:
      return encore_db_list_scorecards (db, error);
    case ENCORE_LISTING_EVALUATIONS_OF_CALL:
      return encore_db_list_evaluations_of_call (db, id, error);
    case ENCORE_LISTING_EVALUATIONS_OF_AGENT:
      return encore_db_list_evaluations_of_agent (db, id, AGENT_EVALUATIONS_LIMIT, error);
    case ENCORE_LISTING_DISPUTES_OF_CALL:
      return encore_db_list_disputes_of_call (db, id, error);
    case ENCORE_LISTING_OPEN_DISPUTES:
      return encore_db_list_open_disputes (db, error);
    default:
      g_assert_not_reached ();
    }
}

/* In lists across calls, what the agent who is working may not see yet of their own. */
static gboolean
may_have_hidden (const Question *question)
{
  if (question->listing == ENCORE_LISTING_MOMENTS_OF_AGENT)
    return question->person_id != 0 && question->person_id == question->id;

  return question->person_id != 0
         && (question->listing == ENCORE_LISTING_MOMENTS_OF_TEAM
             || question->listing == ENCORE_LISTING_MOMENTS_OF_SCENARIO);
}

static gpointer
answer_listing (EncoreDb     *db,
                gpointer      user_data,
                GCancellable *cancellable,
                GError      **error)
{
  const Question *question = user_data;
  g_autoptr (GPtrArray) listed = list (db, question, error);

  if (listed == NULL || listed->len == 0 || !may_have_hidden (question))
    return g_steal_pointer (&listed);

  g_autoptr (EncoreOwnView) view = encore_own_view_read_in (db, question->person_id, error);

  if (view == NULL)
    return NULL;

  encore_own_view_drop_hidden (view, listed);
  return g_steal_pointer (&listed);
}

static gpointer
answer_progress (EncoreDb     *db,
                 gpointer      user_data,
                 GCancellable *cancellable,
                 GError      **error)
{
  const Question *question = user_data;

  return encore_db_progress (db, question->scope, question->id, error);
}

static gpointer
answer_elements (EncoreDb     *db,
                 gpointer      user_data,
                 GCancellable *cancellable,
                 GError      **error)
{
  const Question *question = user_data;

  return encore_db_list_elements (db, question->scope, question->id, error);
}

static gint64
who_is_working (EncoreLibrary *self)
{
  EncorePerson *me = encore_library_get_working_as (self);

  return me != NULL ? me->id : 0;
}

static Question *
question_new (EncoreListing listing,
              EncoreScope   scope,
              gint64        id)
{
  Question *question = g_new0 (Question, 1);

  *question = (Question) { .listing = listing, .scope = scope, .id = id };
  return question;
}

/**
 * encore_library_list_async:
 * @self: a library
 * @listing: what to list
 * @owner_id: of what, see #EncoreListing
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_library_list_async (EncoreLibrary      *self,
                           EncoreListing       listing,
                           gint64              owner_id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  Question *question = question_new (listing, 0, owner_id);

  question->person_id = who_is_working (self);
  encore_library_run_async (self, ENCORE_LANE_READ, answer_listing, question, g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
encore_library_list_finish (EncoreLibrary *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return encore_library_run_finish (self, result, error);
}

GPtrArray *
encore_library_list (EncoreLibrary *self,
                     EncoreListing  listing,
                     gint64         owner_id,
                     GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  Question question = { .listing = listing, .id = owner_id, .person_id = who_is_working (self) };

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, answer_listing, &question, NULL, error);
}

/**
 * encore_library_progress_async:
 * @self: a library
 * @scope: whose progress
 * @id: of the agent, team or scenario
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_library_progress_async (EncoreLibrary      *self,
                               EncoreScope         scope,
                               gint64              id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  encore_library_run_async (self, ENCORE_LANE_READ, answer_progress, question_new (0, scope, id), g_free,
                            g_object_unref, cancellable, callback, user_data);
}

EncoreProgress *
encore_library_progress_finish (EncoreLibrary *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return encore_library_run_finish (self, result, error);
}

EncoreProgress *
encore_library_progress (EncoreLibrary *self,
                         EncoreScope    scope,
                         gint64         id,
                         GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  Question question = { .scope = scope, .id = id };

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, answer_progress, &question, NULL, error);
}

/**
 * encore_library_elements_async:
 * @self: a library
 * @scope: whose calls
 * @id: of the agent, team or scenario
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_library_elements_async (EncoreLibrary      *self,
                               EncoreScope         scope,
                               gint64              id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  encore_library_run_async (self, ENCORE_LANE_READ, answer_elements, question_new (0, scope, id), g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
encore_library_elements_finish (EncoreLibrary *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return encore_library_run_finish (self, result, error);
}

GPtrArray *
encore_library_elements (EncoreLibrary *self,
                         EncoreScope    scope,
                         gint64         id,
                         GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  Question question = { .scope = scope, .id = id };

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, answer_elements, &question, NULL, error);
}
