/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-search.h"
#include "encore-text.h"

/* So many calls are shown; a search that finds more says so. */
#define N_CALLS 50

static const char *
kind_of (EncoreHit *hit)
{
  static const char *const kinds[] = {
    [ENCORE_HIT_CALL] = "call",
    [ENCORE_HIT_SPOKEN] = "spoken",
    [ENCORE_HIT_MOMENT] = "moment",
    [ENCORE_HIT_MODEL_ANSWER] = "model-answer",
  };

  return kinds[hit->kind];
}

static void
add_hit (JsonBuilder *builder,
         EncoreHit   *hit)
{
  json_builder_begin_object (builder);
  tool_set_text (builder, "kind", kind_of (hit));
  tool_set_text (builder, "uuid",
                 hit->answer != NULL   ? hit->answer->uuid
                 : hit->moment != NULL ? hit->moment->uuid
                                       : hit->call->uuid);
  tool_set_text (builder, "call_uuid", hit->call != NULL ? hit->call->uuid : NULL);
  tool_set_text (builder, "title", hit->call != NULL ? hit->call->title : hit->answer->title);
  tool_set_text (builder, "agent", hit->call != NULL ? hit->call->agent_name : NULL);
  tool_set_instant (builder, "started_at", hit->call != NULL ? hit->call->started_at : ENCORE_NO_TIME);
  tool_set_time (builder, "start_ms", hit->span.start_ms);
  tool_set_time (builder, "end_ms", hit->span.end_ms);
  tool_set_text (builder, "party", hit->kind == ENCORE_HIT_SPOKEN ? encore_party_to_id (hit->party) : NULL);
  tool_set_text (builder, "text", hit->text);
  json_builder_end_object (builder);
}

/* The words that were found stand in asterisks. */
static char *
mark_words (EncoreHit *hit)
{
  GString *marked = g_string_new (hit->text != NULL ? hit->text : "");

  for (guint i = hit->ranges != NULL ? hit->ranges->len : 0; i > 0; i--)
    {
      const EncoreTextRange *range = &g_array_index (hit->ranges, EncoreTextRange, i - 1);

      g_string_insert_c (marked, (gssize) range->end, '*');
      g_string_insert_c (marked, (gssize) range->start, '*');
    }

  return g_strdelimit (g_string_free (marked, FALSE), "\t\n\r", ' ');
}

static void
print_hit (EncoreHit *hit)
{
  gboolean timed = hit->span.start_ms != ENCORE_NO_TIME;
  g_autofree char *place = timed ? encore_text_position (hit->span.start_ms) : g_strdup ("–");
  g_autofree char *text = mark_words (hit);
  const char *title = hit->call != NULL ? hit->call->title : hit->answer->title;

  g_print ("%.8s\t%s\t%s\t%s\t%s\n", hit->call != NULL ? hit->call->uuid : hit->answer->uuid, kind_of (hit), place,
           title, text);
}

static void
print_findings (Tool           *tool,
                EncoreFindings *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->hits->len; i++)
    {
      EncoreHit *hit = g_ptr_array_index (findings->hits, i);

      if (tool->json)
        add_hit (builder, hit);
      else
        print_hit (hit);
    }
  json_builder_end_array (builder);
  if (tool->json)
    tool_print_json (builder);
}

/* What is saved under the name, and what the command line adds to it. */
static char *
read_saved (Tool          *tool,
            EncoreLibrary *library,
            const char    *words,
            GError       **error)
{
  g_autoptr (GPtrArray) saved = encore_library_list (library, ENCORE_LISTING_SAVED_SEARCHES, 0, error);
  g_autofree char *wanted = g_utf8_casefold (tool->saved, -1);

  for (guint i = 0; saved != NULL && i < saved->len; i++)
    {
      EncoreSavedSearch *search = g_ptr_array_index (saved, i);
      g_autofree char *name = g_utf8_casefold (search->name, -1);

      if (g_str_equal (name, wanted))
        return g_strconcat (search->query, " ", words, NULL);
    }

  if (saved != NULL)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("no search is saved under this name"));
  return NULL;
}

static int
run_search (Tool          *tool,
            EncoreLibrary *library,
            const char    *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *finished = g_strconcat (typed, " ", NULL); /* nobody types on: the last word is whole */
  g_autoptr (EncoreQuery) query = encore_query_new (finished);
  g_autoptr (EncoreFindings) findings = encore_library_search (library, query, N_CALLS, &error);

  if (findings == NULL)
    {
      tool_fail (typed, error);
      return TOOL_PARTLY;
    }

  print_findings (tool, findings);
  if (findings->n_calls > findings->n_shown && !tool->quiet)
    g_printerr (_ ("Calls found: %d. Shown: the first %u.\n"), (int) findings->n_calls, findings->n_shown);
  return TOOL_OK;
}

/* 0: it is a search; else the exit status. */
static int
check_query (Tool       *tool,
             const char *typed)
{
  g_autoptr (EncoreQuery) query = encore_query_new (typed);

  if (query->misread != NULL)
    return tool_usage (_ ("“%s” is no filter that can be used: before: and after: take a day such as 2026-03-01"),
                       query->misread);
  if (encore_query_is_empty (query) && tool->saved == NULL)
    return tool_usage ("%s", _ ("search needs a word or a filter"));

  return TOOL_OK;
}

/**
 * tool_search:
 * @tool: what the command line said: words and filters, as in the window, or the name of a saved search
 *
 * Prints the places that were found, in the order of the window.
 *
 * Returns: the exit status: also 0 when nothing was found
 */
int
tool_search (Tool *tool)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = g_strjoinv (" ", tool->words + 1);
  int status = check_query (tool, words);

  if (status != TOOL_OK)
    return status;

  g_autoptr (EncoreLibrary) library = tool_open_library (tool);

  if (library == NULL)
    return TOOL_PARTLY;

  g_autofree char *typed = tool->saved != NULL ? read_saved (tool, library, words, &error) : g_strdup (words);
  if (typed != NULL)
    status = run_search (tool, library, typed);
  else
    {
      tool_fail (tool->saved, error);
      status = TOOL_PARTLY;
    }

  encore_library_close (library);
  return status;
}
