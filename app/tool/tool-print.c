/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "encore-text.h"

/* Everything that went wrong is one line, "FILE: reason". */
int
tool_fail (const char   *what,
           const GError *error)
{
  g_printerr ("%s: %s\n", what, error->message);
  return TOOL_PARTLY;
}

int
tool_usage (const char *message,
            ...)
{
  va_list arguments;

  va_start (arguments, message);
  g_autofree char *text = g_strdup_vprintf (message, arguments);
  va_end (arguments);

  g_printerr ("encorectl: %s\n%s\n", text, _ ("Try “encorectl --help”."));
  return TOOL_USAGE;
}

/* Only an import makes a library: a mistyped folder is told, not filled. */
static gboolean
is_there (Tool *tool)
{
  g_autofree char *file = g_build_filename (tool->directory, "library.db", NULL);

  if (g_str_equal (tool->words[0], "import") || g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;

  g_printerr ("%s: %s\n", tool->directory, _ ("there is no library here"));
  return FALSE;
}

EncoreLibrary *
tool_open_library (Tool *tool)
{
  g_autoptr (GError) error = NULL;

  if (!is_there (tool))
    return NULL;

  EncoreLibrary *library = encore_library_open (tool->directory, &error);

  if (library == NULL)
    tool_fail (tool->directory, error);

  return library;
}

EncoreCall *
tool_find_call (EncoreLibrary *library,
                const char    *word)
{
  g_autoptr (GError) error = NULL;
  EncoreCall *call = encore_library_find_call (library, word, &error);

  if (call == NULL)
    tool_fail (word, error);

  return call;
}

EncorePerson *
tool_find_person (EncoreLibrary *library,
                  const char    *word)
{
  g_autoptr (GError) error = NULL;
  EncorePerson *person = encore_library_find_person (library, word, &error);

  if (person == NULL)
    tool_fail (word, error);

  return person;
}

/* JSON */

/* Always UTF-8: g_print() would write question marks where the locale, as in a cron job, has no letters for it. */
void
tool_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
tool_set_text (JsonBuilder *builder,
               const char  *member,
               const char  *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
tool_set_number (JsonBuilder *builder,
                 const char  *member,
                 gint64       number)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, number);
}

/* A time in the recording; null when there is none. */
void
tool_set_time (JsonBuilder *builder,
               const char  *member,
               gint64       time_ms)
{
  json_builder_set_member_name (builder, member);
  if (time_ms == ENCORE_NO_TIME)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, time_ms);
}

void
tool_set_instant (JsonBuilder *builder,
                  const char  *member,
                  gint64       instant_ms)
{
  g_autofree char *text = encore_text_iso8601 (instant_ms);

  tool_set_text (builder, member, text);
}

void
tool_set_fact (JsonBuilder *builder,
               const char  *member,
               EncoreFact   fact)
{
  json_builder_set_member_name (builder, member);
  if (fact == ENCORE_FACT_UNKNOWN)
    json_builder_add_null_value (builder);
  else
    json_builder_add_boolean_value (builder, fact == ENCORE_FACT_YES);
}
