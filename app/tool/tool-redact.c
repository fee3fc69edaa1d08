/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-redact-purge.h"
#include "encore-redact.h"
#include "encore-text.h"

/* redact, purge: hides a stretch of a call, says what is likely to want hiding, or lifts what was hidden. */

/* The library, for the length of one command. */
typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

static void
print_span (EncoreSpan span)
{
  if (encore_span_is_empty (span))
    {
      g_print ("–\t–\t");
      return;
    }

  g_autofree char *start = encore_text_clock (span.start_ms);
  g_autofree char *end = encore_text_clock (span.end_ms);

  g_print ("%s\t%s\t", start, end);
}

static void
print_suggestions (Tool      *tool,
                   GPtrArray *suggestions)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < suggestions->len; i++)
    {
      const EncoreSuggestion *suggestion = suggestions->pdata[i];
      const char *kind = encore_redaction_kind_to_id (suggestion->order.kind);

      if (!tool->json)
        {
          print_span (suggestion->heard);
          g_print ("%s\t%s\n", kind, suggestion->text);
          continue;
        }
      json_builder_begin_object (builder);
      tool_set_text (builder, "reason", kind);
      tool_set_time (builder, "start_ms", suggestion->heard.start_ms);
      tool_set_time (builder, "end_ms", suggestion->heard.end_ms);
      tool_set_number (builder, "segment", suggestion->order.first_segment);
      tool_set_text (builder, "speaker", suggestion->speaker);
      tool_set_text (builder, "text", suggestion->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  if (tool->json)
    tool_print_json (builder);
}

static void
print_redactions (Tool      *tool,
                  GPtrArray *redactions)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < redactions->len; i++)
    {
      EncoreRedaction *redaction = redactions->pdata[i];

      if (!tool->json)
        {
          tool_print_redaction (redaction);
          continue;
        }
      json_builder_begin_object (builder);
      tool_add_redaction (builder, redaction);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  if (tool->json)
    tool_print_json (builder);
}

static int
lift (Tool          *tool,
      EncoreLibrary *library,
      EncoreCall    *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) redactions = encore_library_list (library, ENCORE_LISTING_REDACTIONS_OF_CALL, call->id, &error);
  gsize length = strlen (tool->lift);

  for (guint i = 0; redactions != NULL && i < redactions->len; i++)
    {
      EncoreRedaction *redaction = redactions->pdata[i];

      if (length < 4 || strncmp (redaction->uuid, tool->lift, length) != 0)
        continue;

      g_autoptr (EncoreEdit) edit = encore_redact_lift (redaction);

      return encore_library_commit (library, edit, &error) ? TOOL_OK : tool_fail (redaction->uuid, error);
    }

  if (redactions != NULL)
    g_set_error (&error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("the call has no redaction “%s”"), tool->lift);
  return tool_fail (tool->words[1], error);
}

static GArray *
orders_of (GPtrArray *suggestions)
{
  GArray *orders = g_array_new (FALSE, FALSE, sizeof (EncoreRedactOrder));

  for (guint i = 0; i < suggestions->len; i++)
    g_array_append_val (orders, ((const EncoreSuggestion *) suggestions->pdata[i])->order);

  return orders;
}

static int
redact_all (Tool          *tool,
            EncoreLibrary *library,
            EncoreCall    *call,
            GArray        *orders)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) made = encore_redact (library, call->id, (const EncoreRedactOrder *) (gpointer) orders->data,
                                              orders->len, &error);

  if (made == NULL)
    return tool_fail (tool->words[1], error);

  print_redactions (tool, made);
  return TOOL_OK;
}

static int
suggest (Tool          *tool,
         EncoreLibrary *library,
         EncoreCall    *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suggestions = encore_redact_suggest (library, call->id, &error);

  if (suggestions == NULL)
    return tool_fail (tool->words[1], error);
  if (tool->suggest)
    {
      print_suggestions (tool, suggestions);
      return TOOL_OK;
    }

  g_autoptr (GArray) orders = orders_of (suggestions);

  return redact_all (tool, library, call, orders);
}

static int
redact_span (Tool          *tool,
             EncoreLibrary *library,
             EncoreCall    *call,
             EncoreSpan     span)
{
  EncoreRedactOrder order = { .span = span };
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (EncoreRedactOrder));

  if (tool->reason != NULL)
    encore_redaction_kind_from_id (tool->reason, &order.kind);
  g_array_append_val (orders, order);
  return redact_all (tool, library, call, orders);
}

int
tool_redact (Tool *tool)
{
  EncoreRedactionKind kind;
  EncoreSpan span = { ENCORE_NO_TIME, ENCORE_NO_TIME };
  int n_ways = (tool->from != NULL) + tool->suggest + tool->apply + (tool->lift != NULL);

  if (n_ways != 1 || (tool->from == NULL) != (tool->to == NULL))
    return tool_usage (_ ("redact needs --from and --to, --suggest, --apply or --lift"));
  if (tool->reason != NULL && !encore_redaction_kind_from_id (tool->reason, &kind))
    return tool_usage (_ ("--reason is card, phone, email, name, address or other"));
  if (tool->from != NULL
      && (!encore_text_parse_clock (tool->from, 1, &span.start_ms)
          || !encore_text_parse_clock (tool->to, 1, &span.end_ms) || encore_span_is_empty (span)))
    return tool_usage (_ ("--from and --to are times such as 52340, 0:52.340 or 1:02:03, the second after the first"));
  if (!tool->suggest && tool->author == NULL)
    return tool_usage (_ ("redact needs --as NAME: a redaction says who made it, and only they can lift it"));

  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (EncoreCall) call = library != NULL ? tool_find_call (library, tool->words[1]) : NULL;
  g_autoptr (EncorePerson) author = call != NULL && tool->author != NULL ? tool_find_person (library, tool->author)
                                                                         : NULL;

  if (call == NULL || (tool->author != NULL && author == NULL))
    return TOOL_PARTLY;

  encore_library_set_working_as (library, author);
  if (tool->lift != NULL)
    return lift (tool, library, call);

  return tool->from != NULL ? redact_span (tool, library, call, span) : suggest (tool, library, call);
}

/* purge */

static void
print_purge (Tool                    *tool,
             const EncorePurgeResult *result)
{
  if (!tool->json)
    {
      g_print (_ ("%u redactions purged for good\n"), result->n_redactions);
      for (guint i = 0; i < result->originals->len; i++)
        g_print (_ ("still has the sound: %s\n"), (const char *) result->originals->pdata[i]);
      for (guint i = 0; i < result->converted->len; i++)
        g_print ("%s\n", (const char *) result->converted->pdata[i]);
      return;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tool_set_number (builder, "redactions", result->n_redactions);
  json_builder_set_member_name (builder, "originals");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->originals->len; i++)
    {
      g_autofree char *path = g_filename_display_name (result->originals->pdata[i]);

      json_builder_add_string_value (builder, path);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "converted");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->converted->len; i++)
    json_builder_add_string_value (builder, result->converted->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tool_print_json (builder);
}

int
tool_purge (Tool *tool)
{
  guint64 days;

  if (!g_ascii_string_to_unsigned (tool->words[1], 10, 0, 36500, &days, NULL))
    return tool_usage (_ ("purge needs a number of days: redactions that are older are purged"));

  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new (_ ("Purging what was redacted"));

  if (library == NULL)
    return TOOL_PARTLY;

  gint64 before = encore_text_now () - (gint64) days * 24 * 60 * 60 * 1000;
  g_autoptr (EncorePurgeResult) result = encore_redact_purge (library, before, job, &error);
  if (result == NULL)
    return tool_fail (tool->directory, error);

  print_purge (tool, result);
  for (guint i = 0; i < result->problems->len; i++)
    g_printerr ("%s\n", (const char *) result->problems->pdata[i]);
  return result->problems->len == 0 ? TOOL_OK : TOOL_PARTLY;
}
