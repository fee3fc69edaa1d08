/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-scorecard-json.h"
#include "encore-starters.h"

/* A scorecard from elsewhere becomes a draft here, with the brand values and pillars it needs, in one edit. */

/* What is there already. */
typedef struct
{
  GPtrArray *scorecards;
  GPtrArray *principles;
  GPtrArray *scenarios;
} Ground;

static void
ground_clear (Ground *ground)
{
  g_clear_pointer (&ground->scorecards, g_ptr_array_unref);
  g_clear_pointer (&ground->principles, g_ptr_array_unref);
  g_clear_pointer (&ground->scenarios, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

typedef struct
{
  char *text;
  gssize length;
  gboolean is_copy; /* of a starter: a scorecard of its own, whatever there is */
  char *name;       /* (nullable): of a copy */
  gint64 author_id;
  EncoreScorecardImport *result;
} Request;

void
encore_scorecard_import_free (EncoreScorecardImport *self)
{
  g_clear_object (&self->scorecard);
  g_ptr_array_unref (self->principles);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

static EncoreScorecardImport *
import_new (void)
{
  EncoreScorecardImport *import = g_new0 (EncoreScorecardImport, 1);

  import->principles = g_ptr_array_new_with_free_func (g_object_unref);
  import->warnings = g_ptr_array_new_with_free_func (g_free);
  return import;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->text);
  g_free (request->name);
  g_clear_pointer (&request->result, encore_scorecard_import_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (EncoreLibrary *library,
             const char    *text,
             gssize         length)
{
  EncorePerson *author = encore_library_get_working_as (library);
  Request *request = g_new0 (Request, 1);
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  request->text = g_malloc (size + 1);
  memcpy (request->text, text, size);
  request->text[size] = '\0';
  request->length = (gssize) size;
  request->author_id = author != NULL ? author->id : 0;
  request->result = import_new ();
  return request;
}

static gpointer
read_ground (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  Ground *ground = user_data;

  return (ground->scorecards = encore_db_list_scorecards (db, error)) != NULL
                 && (ground->principles = encore_db_list_principles (db, error)) != NULL
                 && (ground->scenarios = encore_db_list_scenarios (db, error)) != NULL
             ? ground
             : NULL;
}

/* ---- brand values and pillars ---- */

/* By name; else by uuid, for one that has been given another name here. */
static EncorePrinciple *
find_principle (GPtrArray       *principles,
                EncorePrinciple *wanted)
{
  EncorePrinciple *found = NULL;

  for (guint i = 0; i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (principle->kind != wanted->kind)
        continue;
      if (g_ascii_strcasecmp (principle->name, wanted->name) == 0)
        return principle;
      if (g_strcmp0 (principle->uuid, wanted->uuid) == 0)
        found = principle;
    }

  return found;
}

static void
replace_link (char      **link,
              const char *from,
              const char *to)
{
  if (g_strcmp0 (*link, from) != 0)
    return;

  g_free (*link);
  *link = g_strdup (to);
}

static void
replace_links (EncoreScorecard *scorecard,
               const char      *from,
               const char      *to)
{
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          replace_link (&criterion->value, from, to);
          replace_link (&criterion->pillar, from, to);
        }
    }
}

/**
 * encore_scorecard_link_principles:
 * @scorecard: a draft being filled
 * @wanted: (element-type EncorePrinciple): what its criteria are linked to
 * @known: (element-type EncorePrinciple): those of the library
 * @made: (element-type EncorePrinciple): gets those that the library does not have
 */
void
encore_scorecard_link_principles (EncoreScorecard *scorecard,
                                  GPtrArray       *wanted,
                                  GPtrArray       *known,
                                  GPtrArray       *made)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (wanted, i);
      EncorePrinciple *same = find_principle (known, principle);

      if (same != NULL)
        replace_links (scorecard, principle->uuid, same->uuid);
      else if (find_principle (made, principle) == NULL)
        {
          principle->position = (int) (known->len + made->len);
          g_ptr_array_add (made, g_object_ref (principle));
        }
    }
}

/* ---- scenarios ---- */

static EncoreScenario *
find_scenario (GPtrArray           *scenarios,
               const EncoreProfile *profile)
{
  EncoreScenario *found = NULL;

  for (guint i = 0; i < scenarios->len; i++)
    {
      EncoreScenario *scenario = g_ptr_array_index (scenarios, i);

      if (g_strcmp0 (scenario->uuid, profile->scenario) == 0)
        return scenario;
      if (g_strcmp0 (scenario->name, profile->scenario_name) == 0)
        found = scenario;
    }

  return found;
}

static void
take_scenarios (EncoreScorecardImport *import,
                const Ground          *ground)
{
  for (guint i = 0; i < import->scorecard->profiles->len; i++)
    {
      EncoreProfile *profile = g_ptr_array_index (import->scorecard->profiles, i);
      EncoreScenario *scenario = find_scenario (ground->scenarios, profile);

      if (scenario == NULL)
        g_ptr_array_add (import->warnings, g_strdup_printf (_ ("There is no scenario “%s” here; its weights are kept."),
                                                            profile->scenario_name));
      else if (g_strcmp0 (scenario->uuid, profile->scenario) != 0
               && encore_scorecard_find_profile (import->scorecard, scenario->uuid) == NULL)
        {
          g_free (profile->scenario);
          profile->scenario = g_strdup (scenario->uuid);
        }
    }
}

/* ---- the scorecard ---- */

static EncoreScorecard *
find_equal (const Ground    *ground,
            EncoreScorecard *scorecard)
{
  for (guint i = 0; i < ground->scorecards->len; i++)
    {
      EncoreScorecard *known = g_ptr_array_index (ground->scorecards, i);

      if ((scorecard->family == NULL || g_strcmp0 (known->family, scorecard->family) == 0)
          && encore_scorecard_equal (known, scorecard))
        return known;
    }

  return NULL;
}

static gboolean
check_free (const Ground    *ground,
            EncoreScorecard *scorecard,
            GError         **error)
{
  for (guint i = 0; i < ground->scorecards->len; i++)
    {
      EncoreScorecard *known = g_ptr_array_index (ground->scorecards, i);

      if (g_strcmp0 (known->family, scorecard->family) != 0 || known->status != ENCORE_SCORECARD_DRAFT)
        continue;

      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE,
                   _ ("There is a draft of “%s” already. Publish it or delete it first."), known->name);
      return FALSE;
    }

  return TRUE;
}

static void
make_draft (EncoreScorecard *scorecard,
            gint64           author_id)
{
  g_clear_pointer (&scorecard->uuid, g_free);
  scorecard->version = 0;
  scorecard->status = ENCORE_SCORECARD_DRAFT;
  scorecard->author_id = author_id;
  if (scorecard->family == NULL)
    scorecard->family = g_uuid_string_random ();
}

static EncoreEdit *
make_edit (EncoreScorecardImport *import)
{
  EncoreEdit *edit = encore_edit_new (_ ("Import scorecard"));

  for (guint i = 0; i < import->principles->len; i++)
    encore_edit_add (edit, NULL, g_ptr_array_index (import->principles, i));
  encore_edit_add (edit, NULL, import->scorecard);
  return edit;
}

static void
rename_copy (EncoreScorecard *scorecard,
             const char      *name)
{
  g_clear_pointer (&scorecard->family, g_free);
  if (name == NULL)
    return;

  g_free (scorecard->name);
  scorecard->name = g_strdup (name);
}

/* (transfer full) (nullable): an edit, without changes when there is nothing new. */
static EncoreEdit *
prepare (EncoreLibrary *library,
         Request       *request,
         GError       **error)
{
  EncoreScorecardImport *import = request->result;
  g_auto (Ground) ground = { NULL };
  g_autoptr (GPtrArray) wanted = NULL;

  import->scorecard = encore_scorecard_from_json (request->text, request->length, &wanted, import->warnings, error);
  if (import->scorecard == NULL
      || encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, read_ground, &ground, NULL, error)
             == NULL)
    return NULL;

  encore_scorecard_link_principles (import->scorecard, wanted, ground.principles, import->principles);
  take_scenarios (import, &ground);
  if (request->is_copy)
    rename_copy (import->scorecard, request->name);

  EncoreScorecard *known = request->is_copy ? NULL : find_equal (&ground, import->scorecard);

  if (known != NULL)
    {
      g_set_object (&import->scorecard, known);
      g_ptr_array_set_size (import->principles, 0);
      return encore_edit_new (_ ("Import scorecard"));
    }
  if (!check_free (&ground, import->scorecard, error))
    return NULL;

  import->is_new = TRUE;
  make_draft (import->scorecard, request->author_id);
  return make_edit (import);
}

/**
 * encore_library_import_scorecard:
 * @library: a library
 * @text: (array length=length): JSON, see encore_scorecard_from_json()
 * @length: its size, or -1 when it ends with NUL
 * @error: why not; then nothing has changed
 *
 * Makes a draft of it, of the next version where its family is known, with the brand values and pillars that are not
 * there yet. What equals a version that is there adds nothing.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
EncoreScorecardImport *
encore_library_import_scorecard (EncoreLibrary *library,
                                 const char    *text,
                                 gssize         length,
                                 GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (Request) request = request_new (library, text, length);
  g_autoptr (EncoreEdit) edit = prepare (library, request, error);

  if (edit == NULL || (encore_edit_get_length (edit) > 0 && !encore_library_commit (library, edit, error)))
    return NULL;

  return g_steal_pointer (&request->result);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      library,
                   gpointer      data,
                   GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  EncoreEdit *edit = prepare (library, data, &error);

  if (edit != NULL)
    g_task_return_pointer (task, edit, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
return_result (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&request->result), (GDestroyNotify) encore_scorecard_import_free);
}

static void
committed_cb (GObject      *library,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (encore_library_commit_finish (ENCORE_LIBRARY (library), result, &error))
    return_result (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
prepared_cb (GObject      *library,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) edit = g_task_propagate_pointer (G_TASK (result), &error);

  if (edit == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  Request *answer = g_new0 (Request, 1);

  answer->result = g_steal_pointer (&request->result);
  g_task_set_task_data (task, answer, request_free);
  if (encore_edit_get_length (edit) == 0)
    return_result (task);
  else
    encore_library_commit_async (ENCORE_LIBRARY (library), edit, NULL, committed_cb, g_steal_pointer (&task));
}

static void
start (EncoreLibrary      *library,
       Request            *request,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *whole = g_task_new (library, NULL, callback, user_data);
  g_autoptr (GTask) task = g_task_new (library, NULL, prepared_cb, whole);

  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, prepare_in_thread);
}

/**
 * encore_library_import_scorecard_async:
 * @library: a library
 * @text: (array length=length): JSON
 * @length: its size, or -1 when it ends with NUL
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * As encore_library_import_scorecard().
 */
void
encore_library_import_scorecard_async (EncoreLibrary      *library,
                                       const char         *text,
                                       gssize              length,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));
  g_return_if_fail (text != NULL);

  start (library, request_new (library, text, length), callback, user_data);
}

/**
 * encore_library_copy_starter_async:
 * @library: a library
 * @starter: id of a starter
 * @name: (nullable): of the copy, or the starter's own
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes a draft of a starter, with the brand values and pillars that are not there yet; finish it with
 * encore_library_import_scorecard_finish().
 */
void
encore_library_copy_starter_async (EncoreLibrary      *library,
                                   const char         *starter,
                                   const char         *name,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  gsize length = 0;
  g_autofree char *text = encore_starters_read (starter, &length);
  Request *request;

  g_return_if_fail (text != NULL);

  request = request_new (library, text, (gssize) length);
  request->is_copy = TRUE;
  request->name = g_strdup (name);
  start (library, request, callback, user_data);
}

EncoreScorecardImport *
encore_library_import_scorecard_finish (EncoreLibrary *library,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
