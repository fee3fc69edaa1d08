/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "encore-db.h"
#include "encore-demo-private.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-scorecard-json.h"
#include "encore-text.h"

/* The demonstration library: its calls are imported like any others; people, scenarios, moments and
 * model answers come from demo.json beside them, what was judged from judging.json, in one transaction. Names refer to
 * names. */

typedef struct
{
  EncoreDb *db;
  JsonObject *root;
  GHashTable *teams;      /* name -> id (in a pointer) */
  GHashTable *people;     /* name -> id */
  GHashTable *facets;     /* kind/name -> id */
  GHashTable *scenarios;  /* name -> id */
  GHashTable *extras;     /* name -> id */
  GHashTable *calls;      /* base name -> uuid */
  GHashTable *principles; /* uuid made of kind and name -> id */
  GHashTable *moments;    /* base name/turn -> uuid */
  const char *directory;
} Demo;

typedef gboolean (*DemoFunc) (Demo *demo, JsonObject *object, GError **error);

static GHashTable *
ids_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
keep_id (GHashTable *ids,
         const char *name,
         gint64      id)
{
  g_hash_table_insert (ids, g_strdup (name), GSIZE_TO_POINTER ((gsize) id));
}

static gint64
find_id (GHashTable *ids,
         const char *name)
{
  return name != NULL ? (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (ids, name)) : 0;
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static char *
dup_text (JsonObject *object,
          const char *member)
{
  const char *text = get_text (object, member);

  return g_strdup (text != NULL ? text : "");
}

static gboolean
each (Demo       *demo,
      JsonObject *object,
      const char *member,
      DemoFunc    func,
      GError    **error)
{
  JsonArray *array = json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!func (demo, json_array_get_object_element (array, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
put_team (Demo       *demo,
          JsonObject *object,
          GError    **error)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();

  team->name = dup_text (object, "name");
  return encore_db_put (demo->db, G_OBJECT (team), error);
}

static gboolean
keep_teams (Demo    *demo,
            GError **error)
{
  g_autoptr (GPtrArray) teams = encore_db_list_teams (demo->db, error);

  for (guint i = 0; teams != NULL && i < teams->len; i++)
    {
      EncoreTeam *team = g_ptr_array_index (teams, i);

      keep_id (demo->teams, team->name, team->id);
    }

  return teams != NULL;
}

static gboolean
keep_people (Demo    *demo,
             GError **error)
{
  g_autoptr (GPtrArray) people = encore_db_list_people (demo->db, 0, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (people, i);

      keep_id (demo->people, person->name, person->id);
    }

  return people != NULL;
}

static EncoreRoles
roles_of (JsonObject *object)
{
  static const struct
  {
    const char *id;
    EncoreRoles role;
  } names[] = {
    { "agent", ENCORE_ROLE_AGENT },
    { "coach", ENCORE_ROLE_COACH },
    { "peer", ENCORE_ROLE_PEER },
    { "new-hire", ENCORE_ROLE_NEW_HIRE },
  };
  JsonArray *array = json_object_get_array_member (object, "roles");
  EncoreRoles roles = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
      if (g_strcmp0 (json_array_get_string_element (array, i), names[j].id) == 0)
        roles |= names[j].role;

  return roles;
}

static gint64
day_of (const char *date)
{
  g_autofree char *instant = date != NULL ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;

  return encore_text_parse_instant (instant);
}

static gboolean
put_person (Demo       *demo,
            JsonObject *object,
            GError    **error)
{
  g_autoptr (EncorePerson) person = encore_person_new ();
  const char *aliases[] = { get_text (object, "login"), NULL };

  person->name = dup_text (object, "name");
  person->roles = roles_of (object);
  person->team_id = find_id (demo->teams, get_text (object, "team"));
  person->hired_at = day_of (get_text (object, "hired_on"));
  g_strfreev (person->aliases);
  person->aliases = g_strdupv ((char **) aliases);
  return encore_db_put (demo->db, G_OBJECT (person), error);
}

static char *
facet_key (EncoreFacetKind kind,
           const char     *name)
{
  return g_strdup_printf ("%s/%s", encore_facet_kind_to_id (kind), name != NULL ? name : "");
}

static gboolean
put_facets (Demo           *demo,
            EncoreFacetKind kind,
            GError        **error)
{
  JsonObject *facets = json_object_get_object_member (demo->root, "facets");
  JsonArray *names = json_object_get_array_member (facets, encore_facet_kind_to_id (kind));

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      g_autoptr (EncoreFacet) facet = encore_facet_new ();

      facet->kind = kind;
      facet->name = g_strdup (json_array_get_string_element (names, i));
      facet->position = (int) i;
      if (!encore_db_put (demo->db, G_OBJECT (facet), error))
        return FALSE;

      g_hash_table_insert (demo->facets, facet_key (kind, facet->name), GSIZE_TO_POINTER ((gsize) facet->id));
    }

  return TRUE;
}

static gboolean
put_scenario (Demo       *demo,
              JsonObject *object,
              GError    **error)
{
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();

  scenario->name = dup_text (object, "name");
  scenario->description = dup_text (object, "description");
  scenario->escalation_path = dup_text (object, "escalation_path");
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    {
      g_autofree char *key = facet_key (kind, get_text (object, encore_facet_kind_to_id (kind)));

      scenario->facets[kind] = find_id (demo->facets, key);
    }
  if (!encore_db_put (demo->db, G_OBJECT (scenario), error))
    return FALSE;

  keep_id (demo->scenarios, scenario->name, scenario->id);
  return TRUE;
}

static gboolean
put_extra (Demo       *demo,
           JsonObject *object,
           GError    **error)
{
  g_autoptr (EncoreExtra) extra = encore_extra_new ();

  extra->scenario_id = find_id (demo->scenarios, get_text (object, "scenario"));
  extra->name = dup_text (object, "name");
  extra->description = dup_text (object, "description");
  encore_extra_state_from_id (get_text (object, "state"), &extra->state);
  if (!encore_db_put (demo->db, G_OBJECT (extra), error))
    return FALSE;

  keep_id (demo->extras, extra->name, extra->id);
  return TRUE;
}

static EncoreCall *
find_call (Demo       *demo,
           const char *name,
           GError    **error)
{
  const char *uuid = name != NULL ? g_hash_table_lookup (demo->calls, name) : NULL;

  if (uuid == NULL)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("The demonstration call “%s” was not imported."),
                   name != NULL ? name : "");
      return NULL;
    }

  return encore_db_find_call (demo->db, uuid, error);
}

static gboolean
take_clip (Demo              *demo,
           EncoreModelAnswer *answer,
           JsonObject        *object,
           GError           **error)
{
  JsonNode *node = json_object_get_member (object, "clip");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;

  JsonObject *clip = json_node_get_object (node);
  g_autoptr (EncoreCall) call = find_call (demo, get_text (clip, "call"), error);

  if (call == NULL)
    return FALSE;

  answer->clip_call_id = call->id;
  answer->clip = (EncoreSpan) { json_object_get_int_member (clip, "start_ms"),
                               json_object_get_int_member (clip, "end_ms") };
  return TRUE;
}

static gboolean
put_model_answer (Demo       *demo,
                  JsonObject *object,
                  GError    **error)
{
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();
  JsonArray *steps = json_object_get_array_member (object, "steps");

  answer->scenario_id = find_id (demo->scenarios, get_text (object, "scenario"));
  answer->title = dup_text (object, "title");
  answer->why = dup_text (object, "why");
  answer->author_id = find_id (demo->people, get_text (object, "author"));
  answer->status = g_strcmp0 (get_text (object, "status"), "approved") == 0 ? ENCORE_MODEL_ANSWER_APPROVED
                                                                            : ENCORE_MODEL_ANSWER_DRAFT;
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      g_ptr_array_add (answer->steps, encore_step_new (get_text (step, "name"), get_text (step, "text")));
    }

  return take_clip (demo, answer, object, error) && encore_db_put (demo->db, G_OBJECT (answer), error);
}

static gboolean
put_call (Demo       *demo,
          JsonObject *object,
          GError    **error)
{
  g_autoptr (EncoreCall) known = find_call (demo, get_text (object, "call"), error);

  if (known == NULL)
    return FALSE;

  g_autoptr (EncoreCall) call = encore_call_copy (known);
  call->scenario_id = find_id (demo->scenarios, get_text (object, "scenario"));
  if (get_text (object, "title") != NULL)
    {
      g_free (call->title);
      call->title = dup_text (object, "title");
    }
  return encore_db_put (demo->db, G_OBJECT (call), error);
}

static gboolean
put_principle (Demo               *demo,
               JsonObject         *object,
               EncorePrincipleKind kind,
               GError            **error)
{
  g_autoptr (EncorePrinciple) principle = encore_principle_new ();

  principle->kind = kind;
  principle->name = dup_text (object, "name");
  principle->description = dup_text (object, "description");
  principle->uuid = encore_principle_make_uuid (kind, principle->name);
  principle->position = (int) g_hash_table_size (demo->principles);
  if (!encore_db_put (demo->db, G_OBJECT (principle), error))
    return FALSE;

  keep_id (demo->principles, principle->uuid, principle->id);
  return TRUE;
}

static gboolean
put_value (Demo       *demo,
           JsonObject *object,
           GError    **error)
{
  return put_principle (demo, object, ENCORE_PRINCIPLE_VALUE, error);
}

static gboolean
put_pillar (Demo       *demo,
            JsonObject *object,
            GError    **error)
{
  return put_principle (demo, object, ENCORE_PRINCIPLE_PILLAR, error);
}

static gint64
find_principle (Demo               *demo,
                EncorePrincipleKind kind,
                const char         *name)
{
  g_autofree char *uuid = name != NULL ? encore_principle_make_uuid (kind, name) : NULL;

  return find_id (demo->principles, uuid);
}

/* The first that begins at a turn. */
static void
keep_moment (Demo         *demo,
             JsonObject   *object,
             EncoreMoment *moment)
{
  g_autofree char *key = g_strdup_printf ("%s/%d", get_text (object, "call"),
                                          (int) json_object_get_int_member (object, "at_turn"));

  if (!g_hash_table_contains (demo->moments, key))
    g_hash_table_insert (demo->moments, g_steal_pointer (&key), g_strdup (moment->uuid));
}

static EncoreFact
get_fact (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return ENCORE_FACT_UNKNOWN;

  return json_node_get_boolean (node) ? ENCORE_FACT_YES : ENCORE_FACT_NO;
}

static gboolean
put_moment (Demo       *demo,
            JsonObject *object,
            GError    **error)
{
  g_autoptr (EncoreCall) call = find_call (demo, get_text (object, "call"), error);
  g_autoptr (EncoreMoment) moment = encore_moment_new ();

  if (call == NULL)
    return FALSE;

  moment->call_id = call->id;
  moment->type_id = dup_text (object, "type");
  moment->span = (EncoreSpan) { json_object_get_int_member (object, "start_ms"),
                               json_object_get_int_member (object, "end_ms") };
  encore_outcome_from_id (get_text (object, "outcome"), &moment->outcome);
  moment->noticed = get_fact (object, "noticed");
  moment->acted = get_fact (object, "acted");
  moment->cue = dup_text (object, "cue");
  moment->note = dup_text (object, "note");
  moment->could_have = dup_text (object, "could_have");
  moment->extra_id = find_id (demo->extras, get_text (object, "extra"));
  moment->value_id = find_principle (demo, ENCORE_PRINCIPLE_VALUE, get_text (object, "value"));
  moment->pillar_id = find_principle (demo, ENCORE_PRINCIPLE_PILLAR, get_text (object, "pillar"));
  moment->author_id = find_id (demo->people, get_text (object, "author"));
  moment->created_at = encore_text_parse_instant (get_text (object, "created_at"));
  if (!encore_db_put (demo->db, G_OBJECT (moment), error))
    return FALSE;

  keep_moment (demo, object, moment);
  return TRUE;
}

/* Before the calls, so that these know whose they are. */
static gpointer
write_people (EncoreDb     *db,
              gpointer      user_data,
              GCancellable *cancellable,
              GError      **error)
{
  Demo *demo = user_data;

  demo->db = db;
  if (!keep_people (demo, error))
    return NULL;

  gboolean done = g_hash_table_size (demo->people) > 0
                  || (each (demo, demo->root, "teams", put_team, error) && keep_teams (demo, error)
                      && each (demo, demo->root, "people", put_person, error) && keep_people (demo, error));

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static gpointer
write_demo (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  Demo *demo = user_data;

  demo->db = db;
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    if (!put_facets (demo, kind, error))
      return NULL;

  gboolean done = each (demo, demo->root, "scenarios", put_scenario, error)
                  && each (demo, demo->root, "extras", put_extra, error)
                  && each (demo, demo->root, "model_answers", put_model_answer, error)
                  && each (demo, demo->root, "calls", put_call, error)
                  && each (demo, demo->root, "values", put_value, error)
                  && each (demo, demo->root, "pillars", put_pillar, error)
                  && each (demo, demo->root, "moments", put_moment, error)
                  && encore_demo_put_judging (db, demo->directory, demo->calls, demo->moments, error);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
keep_calls (Demo             *demo,
            EncoreImportPlan *plan)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (plan->items, i);

      if (item->call_uuid != NULL)
        g_hash_table_insert (demo->calls, item->name, item->call_uuid);
    }
}

static gboolean
fill (EncoreLibrary    *library,
      EncoreImportPlan *plan,
      JsonObject       *root,
      const char       *directory,
      EncoreJob        *job,
      GError          **error)
{
  EncoreStore *store = encore_library_get_store (library);
  g_autoptr (GHashTable) teams = ids_new ();
  g_autoptr (GHashTable) people = ids_new ();
  g_autoptr (GHashTable) facets = ids_new ();
  g_autoptr (GHashTable) scenarios = ids_new ();
  g_autoptr (GHashTable) extras = ids_new ();
  g_autoptr (GHashTable) calls = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) principles = ids_new ();
  g_autoptr (GHashTable) moments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Demo demo = { NULL, root, teams, people, facets, scenarios, extras, calls, principles, moments, directory };

  if (encore_store_run (store, ENCORE_LANE_WRITE, write_people, &demo, NULL, error) == NULL
      || !encore_import_run (library, plan, job, error))
    return FALSE;

  keep_calls (&demo, plan);
  return encore_store_run (store, ENCORE_LANE_WRITE, write_demo, &demo, NULL, error) != NULL;
}

/**
 * encore_demo_fill:
 * @library: a library
 * @directory: the folder that holds demo.json and calls/
 * @job: shows progress and can cancel
 * @error: why it could not be filled
 *
 * Blocks: for job threads, the tool and tests. A fill that was cut off is completed the next time.
 *
 * Returns: whether the library is filled now
 */
gboolean
encore_demo_fill (EncoreLibrary *library,
                  const char    *directory,
                  EncoreJob     *job,
                  GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (directory != NULL, FALSE);

  g_autofree char *file = g_build_filename (directory, "demo.json", NULL);
  g_autofree char *folder = g_build_filename (directory, "calls", NULL);
  const char *paths[] = { folder, NULL };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GPtrArray) scenarios = NULL;
  g_autoptr (EncoreImportPlan) plan = NULL;
  g_autoptr (GError) failure = NULL;

  if ((scenarios = encore_library_list (library, ENCORE_LISTING_SCENARIOS, 0, &failure)) != NULL && scenarios->len == 0
      && json_parser_load_from_mapped_file (parser, file, &failure)
      && (plan = encore_import_plan_new (paths, NULL, encore_job_get_cancellable (job), &failure)) != NULL)
    fill (library, plan, json_node_get_object (json_parser_get_root (parser)), directory, job, &failure);

  encore_job_finish (job, failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL;
}
