/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>

#include "encore-text.h"

/* Every listing is one JSON array whose objects carry "uuid", or lines with tabs. */

static void
add_call (JsonBuilder *builder,
          gpointer     object)
{
  EncoreCall *call = object;

  tool_set_text (builder, "uuid", call->uuid);
  tool_set_text (builder, "title", call->title);
  tool_set_instant (builder, "started_at", call->started_at);
  tool_set_time (builder, "duration_ms", call->duration_ms);
  tool_set_text (builder, "agent", call->agent_name);
  tool_set_text (builder, "customer", call->customer_ref);
  tool_set_text (builder, "queue", call->queue);
  tool_set_text (builder, "direction", encore_direction_to_id (call->direction));
  tool_set_text (builder, "scenario", call->scenario_name);
  tool_set_number (builder, "moments", call->n_moments);
  tool_set_number (builder, "taken", call->n_taken);
  tool_set_number (builder, "partly", call->n_partly);
  tool_set_number (builder, "missed", call->n_missed);
}

static void
print_call (gpointer object)
{
  EncoreCall *call = object;
  g_autofree char *date = encore_text_date_time (call->started_at);
  g_autofree char *duration = encore_text_duration (call->duration_ms);

  g_print ("%.8s\t%s\t%s\t%s\t%s\n", call->uuid, date, duration, call->agent_name != NULL ? call->agent_name : "–",
           call->title);
}

static void
add_moment (JsonBuilder *builder,
            gpointer     object)
{
  EncoreMoment *moment = object;

  tool_set_text (builder, "uuid", moment->uuid);
  tool_set_text (builder, "call", moment->call_title);
  tool_set_text (builder, "call_uuid", moment->call_uuid);
  tool_set_text (builder, "type", moment->type_id);
  tool_set_text (builder, "outcome", encore_outcome_to_id (moment->outcome));
  tool_set_time (builder, "start_ms", moment->span.start_ms);
  tool_set_time (builder, "end_ms", moment->span.end_ms);
  tool_set_fact (builder, "noticed", moment->noticed);
  tool_set_fact (builder, "acted", moment->acted);
  tool_set_text (builder, "cue", moment->cue);
  tool_set_text (builder, "note", moment->note);
  tool_set_text (builder, "could_have", moment->could_have);
  tool_set_text (builder, "extra", moment->extra_name);
  tool_set_text (builder, "author", moment->author_name);
  tool_set_instant (builder, "created_at", moment->created_at);
}

static void
print_moment (gpointer object)
{
  EncoreMoment *moment = object;
  gboolean timed = moment->span.start_ms != ENCORE_NO_TIME; /* else it is in a conversation without times */
  g_autofree char *position = timed ? encore_text_position (moment->span.start_ms) : g_strdup ("–");

  g_print ("%.8s\t%s\t%s\t%s\t%s\n", moment->uuid, position, moment->type_id, encore_outcome_to_id (moment->outcome),
           moment->note != NULL ? moment->note : "");
}

static void
add_agent (JsonBuilder *builder,
           gpointer     object)
{
  EncorePerson *person = object;

  tool_set_text (builder, "uuid", person->uuid);
  tool_set_text (builder, "name", person->name);
  tool_set_text (builder, "team", person->team_name);
  json_builder_set_member_name (builder, "aliases");
  json_builder_begin_array (builder);
  for (guint i = 0; person->aliases[i] != NULL; i++)
    json_builder_add_string_value (builder, person->aliases[i]);
  json_builder_end_array (builder);
}

static void
print_agent (gpointer object)
{
  EncorePerson *person = object;

  g_print ("%.8s\t%s\t%s\n", person->uuid, person->name, person->team_name != NULL ? person->team_name : "–");
}

static void
add_scenario (JsonBuilder *builder,
              gpointer     object)
{
  EncoreScenario *scenario = object;

  tool_set_text (builder, "uuid", scenario->uuid);
  tool_set_text (builder, "name", scenario->name);
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    tool_set_text (builder, encore_facet_kind_to_id (kind), scenario->facet_names[kind]);
  tool_set_text (builder, "description", scenario->description);
  tool_set_text (builder, "escalation_path", scenario->escalation_path);
  tool_set_number (builder, "calls", scenario->n_calls);
  tool_set_number (builder, "model_answers", scenario->n_model_answers);
}

static void
print_scenario (gpointer object)
{
  EncoreScenario *scenario = object;

  g_print ("%.8s\t%s\t%d\n", scenario->uuid, scenario->name, scenario->n_calls);
}

void
tool_add_redaction (JsonBuilder *builder,
                    gpointer     object)
{
  EncoreRedaction *redaction = object;

  tool_set_text (builder, "uuid", redaction->uuid);
  tool_set_text (builder, "call", redaction->call_title);
  tool_set_text (builder, "call_uuid", redaction->call_uuid);
  tool_set_text (builder, "reason", encore_redaction_kind_to_id (redaction->kind));
  tool_set_time (builder, "start_ms", redaction->span.start_ms);
  tool_set_time (builder, "end_ms", redaction->span.end_ms);
  tool_set_text (builder, "author", redaction->author_name);
  tool_set_instant (builder, "redacted_at", redaction->redacted_at);
  tool_set_instant (builder, "purged_at", redaction->purged_at);
}

void
tool_print_redaction (gpointer object)
{
  EncoreRedaction *redaction = object;
  gboolean timed = !encore_span_is_empty (redaction->span);
  g_autofree char *start = timed ? encore_text_clock (redaction->span.start_ms) : g_strdup ("–");
  g_autofree char *end = timed ? encore_text_clock (redaction->span.end_ms) : g_strdup ("–");
  g_autofree char *date = encore_text_date_time (redaction->redacted_at);

  g_print ("%.8s\t%s\t%s\t%s\t%s\t%s\n", redaction->uuid, start, end, encore_redaction_kind_to_id (redaction->kind),
           redaction->author_name != NULL ? redaction->author_name : "–", date);
}

static void
add_search (JsonBuilder *builder,
            gpointer     object)
{
  EncoreSavedSearch *search = object;

  tool_set_text (builder, "uuid", search->uuid);
  tool_set_text (builder, "name", search->name);
  tool_set_text (builder, "query", search->query);
}

static void
print_search (gpointer object)
{
  EncoreSavedSearch *search = object;

  g_print ("%.8s\t%s\t%s\n", search->uuid, search->name, search->query);
}

typedef struct
{
  const char *name;
  void (*add) (JsonBuilder *builder, gpointer object);
  void (*print) (gpointer object);
} Listing;

static const Listing listings[] = {
  { "calls", add_call, print_call },
  { "moments", add_moment, print_moment },
  { "agents", add_agent, print_agent },
  { "scenarios", add_scenario, print_scenario },
  { "redactions", tool_add_redaction, tool_print_redaction },
  { "searches", add_search, print_search },
};

/* The rows, or NULL after the error was printed. */
static GPtrArray *
read_rows (Tool          *tool,
           EncoreLibrary *library,
           const char    *what,
           GError       **error)
{
  if (g_str_equal (what, "agents"))
    return encore_library_list (library, ENCORE_LISTING_PEOPLE, 0, error);
  if (g_str_equal (what, "scenarios"))
    return encore_library_list (library, ENCORE_LISTING_SCENARIOS, 0, error);
  if (g_str_equal (what, "searches"))
    return encore_library_list (library, ENCORE_LISTING_SAVED_SEARCHES, 0, error);

  if (g_str_equal (what, "moments") || g_str_equal (what, "redactions"))
    {
      g_autoptr (EncoreCall) call = tool->call != NULL ? tool_find_call (library, tool->call) : NULL;
      EncoreListing listing = *what == 'm' ? ENCORE_LISTING_MOMENTS_OF_CALL : ENCORE_LISTING_REDACTIONS_OF_CALL;

      if (tool->call != NULL && call == NULL)
        return NULL;
      return encore_library_list (library, listing, call != NULL ? call->id : 0, error);
    }

  g_autoptr (EncorePerson) agent = tool->agent != NULL ? tool_find_person (library, tool->agent) : NULL;
  EncoreCallFilter filter = { .agent_id = agent != NULL ? agent->id : 0 };

  if (tool->agent != NULL && agent == NULL)
    return NULL;
  return encore_library_list_calls (library, &filter, error);
}

/* "agents" leaves out who never takes calls; moments can be narrowed by type and outcome. */
static gboolean
is_wanted (Tool    *tool,
           gpointer object)
{
  if (ENCORE_IS_PERSON (object))
    return (((EncorePerson *) object)->roles & ENCORE_ROLE_AGENT) != 0;

  if (!ENCORE_IS_MOMENT (object))
    return TRUE;

  EncoreMoment *moment = object;
  return (tool->type == NULL || g_str_equal (tool->type, moment->type_id))
         && (tool->outcome == NULL || g_str_equal (tool->outcome, encore_outcome_to_id (moment->outcome)));
}

static void
print_rows (Tool          *tool,
            const Listing *listing,
            GPtrArray     *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer object = g_ptr_array_index (rows, i);

      if (!is_wanted (tool, object))
        continue;
      if (!tool->json)
        {
          listing->print (object);
          continue;
        }
      json_builder_begin_object (builder);
      listing->add (builder, object);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  if (tool->json)
    tool_print_json (builder);
}

int
tool_list (Tool *tool)
{
  const Listing *listing = NULL;
  EncoreOutcome outcome;

  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    if (g_str_equal (listings[i].name, tool->words[1]))
      listing = &listings[i];

  if (listing == NULL)
    return tool_usage (_ ("“%s” cannot be listed"), tool->words[1]);
  if (tool->outcome != NULL && !encore_outcome_from_id (tool->outcome, &outcome))
    return tool_usage (_ ("there is no outcome “%s”"), tool->outcome);

  g_autoptr (EncoreLibrary) library = tool_open_library (tool);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = library != NULL ? read_rows (tool, library, listing->name, &error) : NULL;

  if (rows != NULL)
    print_rows (tool, listing, rows);
  else if (error != NULL)
    tool_fail (tool->directory, error);

  if (library != NULL)
    encore_library_close (library);
  return rows != NULL ? TOOL_OK : TOOL_PARTLY;
}
