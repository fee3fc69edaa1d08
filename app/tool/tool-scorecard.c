/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "encore-error.h"
#include "encore-scorecard-import.h"
#include "encore-scorecard-json.h"
#include "encore-starters.h"

/* scorecard: lists, writes and reads them. */

/* Of a word that is taken as the beginning of a uuid. */
#define MIN_UUID 4

/* The library, for the length of one command. */
typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

/* ---- finding one ---- */

static gboolean
has_name (EncoreScorecard *scorecard,
          const char      *name)
{
  g_autofree char *own = g_utf8_casefold (scorecard->name, -1);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  return g_str_equal (own, wanted);
}

/* The newest published one before a draft, and what is retired last. */
static gboolean
is_rather (EncoreScorecard *scorecard,
           EncoreScorecard *other)
{
  static const int ranks[] = {
    [ENCORE_SCORECARD_DRAFT] = 1,
    [ENCORE_SCORECARD_PUBLISHED] = 2,
    [ENCORE_SCORECARD_RETIRED] = 0,
  };

  if (ranks[scorecard->status] != ranks[other->status])
    return ranks[scorecard->status] > ranks[other->status];
  return scorecard->version > other->version;
}

static EncoreScorecard *
find_by_name (GPtrArray  *scorecards,
              const char *name)
{
  EncoreScorecard *found = NULL;

  for (guint i = 0; i < scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (scorecards, i);

      if (has_name (scorecard, name) && (found == NULL || is_rather (scorecard, found)))
        found = scorecard;
    }

  return found;
}

/* NAME@VERSION; version 0 is the draft. */
static EncoreScorecard *
find_version (GPtrArray  *scorecards,
              const char *word)
{
  const char *sign = strrchr (word, '@');
  guint64 version;

  if (sign == NULL || !g_ascii_string_to_unsigned (sign + 1, 10, 0, G_MAXINT, &version, NULL))
    return NULL;

  g_autofree char *name = g_strndup (word, (gsize) (sign - word));

  for (guint i = 0; i < scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (scorecards, i);

      if (scorecard->version == (int) version && has_name (scorecard, name))
        return scorecard;
    }

  return NULL;
}

static EncoreScorecard *
find_by_uuid (GPtrArray  *scorecards,
              const char *word)
{
  gsize length = strlen (word);

  for (guint i = 0; length >= MIN_UUID && i < scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (scorecards, i);

      if (strncmp (scorecard->uuid, word, length) == 0)
        return scorecard;
    }

  return NULL;
}

static EncoreScorecard *
find_among (GPtrArray  *scorecards,
            const char *word)
{
  EncoreScorecard *found = find_by_name (scorecards, word);

  if (found == NULL)
    found = find_version (scorecards, word);
  if (found == NULL)
    found = find_by_uuid (scorecards, word);
  return found != NULL ? g_object_ref (found) : NULL;
}

/* UTF-8 is taken as it is, whatever the locale says. */
static char *
dup_word (const char *word)
{
  return g_utf8_validate (word, -1, NULL) ? g_strdup (word) : g_filename_display_name (word);
}

/**
 * tool_find_scorecard:
 * @library: a library
 * @word: a name, NAME@VERSION, or the beginning of a uuid
 *
 * Of several versions it is the newest published one, unless @word says which. Says so when there is none.
 *
 * Returns: (transfer full) (nullable): the version
 */
EncoreScorecard *
tool_find_scorecard (EncoreLibrary *library,
                     const char    *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scorecards = encore_library_list (library, ENCORE_LISTING_SCORECARDS, 0, &error);
  g_autofree char *text = dup_word (word);
  EncoreScorecard *found = scorecards != NULL ? find_among (scorecards, text) : NULL;

  if (found == NULL && error == NULL)
    g_set_error (&error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("there is no such scorecard"));
  if (found == NULL)
    tool_fail (text, error);
  return found;
}

/* ---- list ---- */

static void
add_row (JsonBuilder     *builder,
         EncoreScorecard *scorecard,
         gboolean         is_starter)
{
  json_builder_begin_object (builder);
  tool_set_text (builder, "uuid", scorecard->uuid);
  tool_set_text (builder, "name", scorecard->name);
  tool_set_text (builder, "family", scorecard->family);
  tool_set_number (builder, "version", scorecard->version);
  tool_set_text (builder, "status", is_starter ? "starter" : encore_scorecard_status_to_id (scorecard->status));
  tool_set_text (builder, "starter", scorecard->starter);
  tool_set_number (builder, "elements", encore_scorecard_count_elements (scorecard));
  tool_set_number (builder, "evaluations", scorecard->n_evaluations);
  json_builder_end_object (builder);
}

static void
print_row (EncoreScorecard *scorecard,
           gboolean         is_starter)
{
  g_autofree char *version = scorecard->version > 0 ? g_strdup_printf ("%d", scorecard->version) : g_strdup ("–");
  const char *status = is_starter ? _ ("Starter") : encore_scorecard_status_to_label (scorecard->status);

  if (is_starter)
    g_print ("%s", scorecard->starter);
  else
    g_print ("%.8s", scorecard->uuid);
  g_print ("\t%s\t%s\t%s\t%u\t%d\n", scorecard->name, version, status, encore_scorecard_count_elements (scorecard),
           scorecard->n_evaluations);
}

static void
list_some (Tool        *tool,
           JsonBuilder *builder,
           GPtrArray   *scorecards,
           gboolean     is_starters)
{
  for (guint i = 0; i < scorecards->len; i++)
    if (tool->json)
      add_row (builder, g_ptr_array_index (scorecards, i), is_starters);
    else
      print_row (g_ptr_array_index (scorecards, i), is_starters);
}

static int
list_all (Tool          *tool,
          EncoreLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scorecards = encore_library_list (library, ENCORE_LISTING_SCORECARDS, 0, &error);
  g_autoptr (GPtrArray) starters = scorecards != NULL ? encore_starters_list (NULL, &error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (starters == NULL)
    return tool_fail (tool->directory, error);

  json_builder_begin_array (builder);
  list_some (tool, builder, scorecards, FALSE);
  list_some (tool, builder, starters, TRUE);
  json_builder_end_array (builder);
  if (tool->json)
    tool_print_json (builder);
  return TOOL_OK;
}

/* ---- export ---- */

static char *
write_scorecard (EncoreLibrary *library,
                 const char    *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) scorecard = tool_find_scorecard (library, word);
  g_autoptr (GPtrArray) principles = NULL;

  if (scorecard == NULL)
    return NULL;

  principles = encore_library_list (library, ENCORE_LISTING_PRINCIPLES, 0, &error);
  if (principles != NULL)
    return encore_scorecard_to_json (scorecard, principles);

  tool_fail (word, error);
  return NULL;
}

static int
put_out (Tool       *tool,
         const char *text)
{
  g_autoptr (GError) error = NULL;

  if (tool->out == NULL)
    fputs (text, stdout);
  else if (!g_file_set_contents_full (tool->out, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    return tool_fail (tool->out, error);
  return TOOL_OK;
}

static int
export_one (Tool          *tool,
            EncoreLibrary *library)
{
  g_autofree char *text = write_scorecard (library, tool->words[2]);

  return text != NULL ? put_out (tool, text) : TOOL_PARTLY;
}

/* ---- import ---- */

static void
print_import_json (const EncoreScorecardImport *import)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_text (builder, "uuid", import->scorecard->uuid);
  tool_set_text (builder, "name", import->scorecard->name);
  tool_set_text (builder, "state", import->is_new ? "imported" : "known");
  tool_set_number (builder, "version", import->scorecard->version);
  tool_set_text (builder, "status", encore_scorecard_status_to_id (import->scorecard->status));
  json_builder_set_member_name (builder, "principles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->principles->len; i++)
    json_builder_add_string_value (builder, ((EncorePrinciple *) g_ptr_array_index (import->principles, i))->name);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

static void
print_import (const EncoreScorecardImport *import)
{
  EncoreScorecard *scorecard = import->scorecard;

  if (import->is_new)
    g_print (_ ("%.8s: a draft of “%s”\n"), scorecard->uuid, scorecard->name);
  else
    g_print (_ ("%.8s: “%s” is there already\n"), scorecard->uuid, scorecard->name);
  for (guint i = 0; i < import->principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (import->principles, i);

      g_print (principle->kind == ENCORE_PRINCIPLE_VALUE ? _ ("new brand value: %s\n") : _ ("new pillar: %s\n"),
               principle->name);
    }
}

static int
import_one (Tool          *tool,
            EncoreLibrary *library)
{
  const char *path = tool->words[2];
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecardImport) came = NULL;

  if (!g_file_get_contents (path, &text, &length, &error)
      || (came = encore_library_import_scorecard (library, text, (gssize) length, &error)) == NULL)
    return tool_fail (path, error);

  for (guint i = 0; i < came->warnings->len; i++)
    g_printerr ("%s: %s\n", path, (const char *) g_ptr_array_index (came->warnings, i));
  if (tool->json)
    print_import_json (came);
  else
    print_import (came);
  return TOOL_OK;
}

int
tool_scorecard (Tool *tool)
{
  static const struct
  {
    const char *name;
    int n_words;
    int (*func) (Tool *tool, EncoreLibrary *library);
  } actions[] = { { "list", 2, list_all }, { "export", 3, export_one }, { "import", 3, import_one } };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (actions[i].name, tool->words[1]) || actions[i].n_words != tool->n_words)
        continue;

      /* a starter needs no library */
      g_autofree char *starter = actions[i].func == export_one ? encore_starters_read (tool->words[2], NULL) : NULL;

      if (starter != NULL)
        return put_out (tool, starter);

      g_autoptr (OpenLibrary) library = tool_open_library (tool);

      return library != NULL ? actions[i].func (tool, library) : TOOL_PARTLY;
    }

  return tool_usage (_ ("usage: encorectl %s %s"), "scorecard", "list | export SCORECARD | import FILE");
}
