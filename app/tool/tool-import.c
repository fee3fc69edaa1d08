/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <signal.h>
#include <unistd.h>

#include "encore-import.h"
#include "encore-tables.h"
#include "encore-text.h"

/* Progress is shown this often. */
#define REFRESH_MS 200

typedef struct
{
  EncoreJob *job;
  GMainLoop *loop;
  GError *error;
} Run;

static gboolean
show_progress (gpointer user_data)
{
  EncoreJob *job = user_data;
  g_autofree char *left = encore_text_duration (encore_job_get_left_ms (job));

  g_printerr (_ ("\r%" PRId64 " of %" PRId64 " files, %.1f a second, %s left \033[K"), encore_job_get_done (job),
              encore_job_get_total (job), encore_job_get_speed (job), left);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_interrupt (gpointer job)
{
  encore_job_cancel (job);
  return G_SOURCE_CONTINUE;
}

static void
run_cb (GObject      *library,
        GAsyncResult *result,
        gpointer      user_data)
{
  Run *run = user_data;

  encore_import_run_finish (ENCORE_LIBRARY (library), result, &run->error);
  g_main_loop_quit (run->loop);
}

static void
run_plan (Tool             *tool,
          EncoreLibrary    *library,
          EncoreImportPlan *plan,
          Run              *run)
{
  gboolean visible = !tool->quiet && isatty (STDERR_FILENO);
  guint timer = visible ? g_timeout_add (REFRESH_MS, show_progress, run->job) : 0;
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupt, run->job);

  encore_import_run_async (library, plan, run->job, run_cb, run);
  g_main_loop_run (run->loop);

  g_source_remove (interrupt);
  if (visible)
    {
      show_progress (run->job);
      g_printerr ("\n");
      g_source_remove (timer);
    }
}

static const char *
state_id (EncoreImportState state)
{
  static const char *const ids[] = { "waiting", "imported", "unchanged", "failed" };

  return ids[state];
}

static const char *
item_path (EncoreImportItem *item)
{
  return item->recording_path != NULL ? item->recording_path : item->transcript_paths[0];
}

static void
print_json (EncoreImportPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (plan->items, i);
      g_autofree char *path = g_filename_display_name (item_path (item));

      json_builder_begin_object (builder);
      tool_set_text (builder, "uuid", item->call_uuid);
      tool_set_text (builder, "file", path);
      if (item->second_path != NULL)
        {
          g_autofree char *second = g_filename_display_name (item->second_path);

          tool_set_text (builder, "second_file", second);
        }
      tool_set_text (builder, "state", state_id (item->state));
      tool_set_text (builder, "reason", item->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  tool_print_json (builder);
}

/* Lists what was not imported, whole or in part, and counts the rest. */
static gboolean
report (Tool             *tool,
        EncoreImportPlan *plan)
{
  int counts[4] = { 0 };
  gboolean complete = TRUE;

  for (guint i = 0; i < plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (plan->items, i);

      counts[item->state]++;
      if (item->reason != NULL)
        g_printerr ("%s: %s\n", item_path (item), item->reason);
      complete = complete && !item->partly
                 && (item->state == ENCORE_IMPORT_DONE || item->state == ENCORE_IMPORT_UNCHANGED);
    }

  if (tool->json)
    print_json (plan);
  else
    g_print (_ ("%d imported, %d unchanged, %d failed, %d not tried\n"), counts[ENCORE_IMPORT_DONE],
             counts[ENCORE_IMPORT_UNCHANGED], counts[ENCORE_IMPORT_FAILED], counts[ENCORE_IMPORT_WAITING]);

  return complete;
}

/* What the columns of tables mean */

static GPtrArray *
survey_tables (EncoreLibrary    *library,
               EncoreImportPlan *plan)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (plan->items, i);

      for (guint j = 0; item->transcript_paths != NULL && item->transcript_paths[j] != NULL; j++)
        g_ptr_array_add (paths, item->transcript_paths[j]);
    }

  g_ptr_array_add (paths, NULL);
  return encore_tables_survey (library, (const char *const *) paths->pdata, NULL, NULL);
}

/* Keeps what --columns says with the library, for all kinds of tables that have such columns. */
static int
explain_tables (Tool             *tool,
                EncoreLibrary    *library,
                EncoreImportPlan *plan)
{
  g_autoptr (GPtrArray) tables = survey_tables (library, plan);
  g_autoptr (GError) misfit = NULL;
  guint n_explained = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const EncoreTable *table = g_ptr_array_index (tables, i);
      EncoreSheetMapping mapping = { .has_header = TRUE };
      g_autoptr (GError) error = NULL;

      g_clear_error (&misfit);
      if (!encore_sheet_mapping_from_names (&mapping, table->sheet, tool->columns, &misfit))
        continue;
      if (!encore_tables_remember (library, table->sheet, &mapping, &error))
        {
          tool_fail (table->path, error);
          return TOOL_PARTLY;
        }
      n_explained++;
    }

  if (n_explained > 0)
    return TOOL_OK;

  return tool_usage ("%s", misfit != NULL ? misfit->message : _ ("--columns: there is no table among these files"));
}

static int
import_plan (Tool             *tool,
             EncoreLibrary    *library,
             EncoreImportPlan *plan)
{
  g_autoptr (EncoreJob) job = encore_job_new (_ ("Importing calls"));
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { job, loop, NULL };
  int status = tool->columns != NULL ? explain_tables (tool, library, plan) : TOOL_OK;

  if (status != TOOL_OK)
    return status;

  plan->copy_recordings = tool->copy;
  run_plan (tool, library, plan, &run);
  if (!report (tool, plan))
    status = TOOL_PARTLY;
  if (run.error != NULL)
    {
      status = tool_fail (tool->directory, run.error);
      g_clear_error (&run.error);
    }

  return status;
}

int
tool_import (Tool *tool)
{
  g_autoptr (GError) error = NULL;

  if (tool->pattern != NULL && g_strcmp0 (tool->pattern, "none") != 0 && encore_patterns_find (tool->pattern) == NULL)
    return tool_usage (_ ("there is no pattern “%s”"), tool->pattern);

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new ((const char *const *) tool->words + 1, tool->pattern,
                                                              NULL, &error);
  if (plan == NULL)
    return tool_fail (tool->words[1], error);

  g_autoptr (EncoreLibrary) library = tool_open_library (tool);
  if (library == NULL)
    return TOOL_PARTLY;

  int status = import_plan (tool, library, plan);

  encore_library_close (library);
  return status;
}
