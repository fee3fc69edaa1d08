/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-dialog.h"

#include <glib/gi18n.h>

#include "encore-columns-dialog.h"
#include "encore-headerless.h"
#include "encore-import-columns.h"
#include "encore-job-row.h"

#define NO_PATTERN "none"

/**
 * EncoreImportDialog:
 *
 * Shows what was found and how the names are read, imports it, and says what came of each file.
 * Signal "pattern-chosen" (id): "" for all, "none" for not reading names.
 */
struct _EncoreImportDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *title_widget;
  GtkButton *close_button;
  GtkButton *import_button;
  GtkButton *again_button;
  GtkStack *stages;
  AdwStatusPage *nothing_page;
  AdwComboRow *pattern_row;
  AdwActionRow *columns_row;
  AdwComboRow *raw_row;
  GtkSwitch *copy_switch;
  GtkColumnView *preview;
  AdwBin *job_bin;
  GtkLabel *result_label;
  GtkButton *copy_button;
  GtkColumnView *result;

  EncoreLibrary *library;
  GStrv paths;
  EncoreImportPlan *plan;
  EncoreJob *job;
  GCancellable *cancellable; /* of the search for files */
  GPtrArray *tables;         /* of EncoreTable: the transcripts among them that are tables, one of each kind */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (EncoreImportDialog, encore_import_dialog, ADW_TYPE_WINDOW)

enum
{
  PATTERN_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_stage (EncoreImportDialog *self,
            const char         *stage)
{
  gboolean preview = g_str_equal (stage, "preview");
  gboolean before = preview || g_str_equal (stage, "looking");

  gtk_stack_set_visible_child_name (self->stages, stage);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), before);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.start", preview);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), FALSE);
  gtk_button_set_label (self->close_button, before ? _ ("_Cancel") : _ ("_Close"));
}

static void
set_items (GtkColumnView *view,
           GPtrArray     *items)
{
  g_autoptr (GListStore) store = g_list_store_new (ENCORE_TYPE_IMPORT_ITEM);
  GtkNoSelection *selection;

  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&store)));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/* Patterns: all, each, none */

static const char *
get_pattern (EncoreImportDialog *self)
{
  gsize n_patterns;
  const EncorePattern *patterns = encore_patterns_list (&n_patterns);
  guint selected = adw_combo_row_get_selected (self->pattern_row);

  if (selected == 0)
    return NULL;

  return selected <= n_patterns ? patterns[selected - 1].id : NO_PATTERN;
}

static guint
find_pattern (const char *id)
{
  gsize n_patterns;
  const EncorePattern *patterns = encore_patterns_list (&n_patterns);

  for (guint i = 0; i < n_patterns; i++)
    if (g_strcmp0 (patterns[i].id, id) == 0)
      return i + 1;

  return g_strcmp0 (id, NO_PATTERN) == 0 ? (guint) n_patterns + 1 : 0;
}

static void
fill_patterns (EncoreImportDialog *self,
               const char         *chosen)
{
  gsize n_patterns;
  const EncorePattern *patterns = encore_patterns_list (&n_patterns);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Try all patterns"));
  for (gsize i = 0; i < n_patterns; i++)
    gtk_string_list_append (names, patterns[i].name);
  gtk_string_list_append (names, _ ("Do not read names"));

  self->filling = TRUE;
  adw_combo_row_set_model (self->pattern_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->pattern_row, find_pattern (chosen));
  self->filling = FALSE;
}

static const EncorePattern *
get_example_pattern (EncoreImportDialog *self)
{
  const char *id = get_pattern (self);

  return id != NULL && g_strcmp0 (id, NO_PATTERN) != 0 ? encore_patterns_find (id) : NULL;
}

static void
describe_pattern (EncoreImportDialog *self,
                  guint               n_matches)
{
  const EncorePattern *pattern = get_example_pattern (self);
  guint n_items = self->plan->items->len;
  g_autofree char *text = NULL;

  if (g_strcmp0 (get_pattern (self), NO_PATTERN) == 0)
    text = g_strdup (_ ("Agent, date, customer and queue stay empty unless a vCon names them"));
  else if (n_matches > 0)
    text = g_strdup_printf (_ ("Fits %u of %u names"), n_matches, n_items);
  else if (pattern != NULL)
    text = g_strdup_printf (_ ("⚠ Fits none of these names; it is for names such as %s"), pattern->example);
  else
    text = g_strdup (_ ("⚠ No pattern fits these names: agent and date stay empty"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->pattern_row), text);
}

/* Tables */

static guint
count_unclear (GPtrArray *tables)
{
  guint n = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const EncoreTable *table = g_ptr_array_index (tables, i);

      n += !table->is_known && !table->is_plain;
    }

  return n;
}

static void
show_tables (EncoreImportDialog *self)
{
  guint n_unclear = count_unclear (self->tables);
  g_autofree char *text = NULL;

  if (n_unclear > 0)
    text = g_strdup_printf (ngettext ("⚠ It is not plain what the columns of %u kind of table mean",
                                      "⚠ It is not plain what the columns of %u kinds of tables mean", n_unclear),
                            n_unclear);
  else
    text = g_strdup (_ ("It is known what they mean"));

  adw_action_row_set_subtitle (self->columns_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), self->tables->len > 0);
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EncoreImportDialog) self = user_data;
  g_autoptr (GPtrArray) tables = encore_tables_survey_finish (ENCORE_LIBRARY (source), result, NULL);

  if (self->library == NULL || tables == NULL)
    return;

  g_clear_pointer (&self->tables, g_ptr_array_unref);
  self->tables = g_steal_pointer (&tables);
  show_tables (self);
}

static void
survey_tables (EncoreImportDialog *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (self->plan->items, i);

      for (guint j = 0; item->transcript_paths != NULL && item->transcript_paths[j] != NULL; j++)
        g_ptr_array_add (paths, item->transcript_paths[j]);
    }

  g_ptr_array_add (paths, NULL);
  encore_tables_survey_async (self->library, (const char *const *) paths->pdata, self->cancellable, on_surveyed,
                              g_object_ref (self));
}

static void
columns_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreImportDialog *self = ENCORE_IMPORT_DIALOG (widget);

  if (self->tables == NULL || self->tables->len == 0)
    return;

  GtkWidget *dialog = encore_columns_dialog_new (self->library, self->tables);

  g_signal_connect_object (dialog, "remembered", G_CALLBACK (survey_tables), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Recordings that do not say what their samples are */

typedef void (*RawFunc) (const char *path, gpointer user_data);

static void
foreach_raw (EncoreImportDialog *self,
             RawFunc             func,
             gpointer            user_data)
{
  for (guint i = 0; i < self->plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (self->plan->items, i);
      const char *paths[] = { item->recording_path, item->second_path };

      for (gsize j = 0; j < G_N_ELEMENTS (paths); j++)
        if (paths[j] != NULL && encore_media_needs_raw_format (paths[j]))
          func (paths[j], user_data);
    }
}

static void
count_raw (const char *path,
           gpointer    n)
{
  ++*(guint *) n;
}

static void
show_raw (EncoreImportDialog *self)
{
  guint n = 0;

  foreach_raw (self, count_raw, &n);

  g_autofree char *text = g_strdup_printf (ngettext ("%u file does not say what its samples are",
                                                     "%u files do not say what their samples are", n),
                                           n);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->raw_row), text);
  gtk_widget_set_visible (GTK_WIDGET (self->raw_row), n > 0);
}

static void
fill_raw (EncoreImportDialog *self)
{
  gsize n_formats;
  const EncoreRawFormat *formats = encore_media_list_raw_formats (&n_formats);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As they sound"));
  for (gsize i = 0; i < n_formats; i++)
    gtk_string_list_append (names, _ (formats[i].name));

  adw_combo_row_set_model (self->raw_row, G_LIST_MODEL (names));
}

static void
set_raw (const char *path,
         gpointer    id)
{
  encore_media_set_raw_format (path, id);
}

/* The import keeps it with each file. */
static void
tell_raw (EncoreImportDialog *self)
{
  gsize n_formats;
  const EncoreRawFormat *formats = encore_media_list_raw_formats (&n_formats);
  guint selected = adw_combo_row_get_selected (self->raw_row);

  if (selected > 0 && selected <= n_formats)
    foreach_raw (self, set_raw, (gpointer) formats[selected - 1].id);
}

/* Looking */

typedef struct
{
  guint n_recordings;
  guint n_transcripts;
  guint n_matches;
} Counts;

static Counts
count_found (GPtrArray *items)
{
  Counts counts = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (items, i);

      counts.n_recordings += (item->recording_path != NULL) + (item->second_path != NULL);
      counts.n_transcripts += item->transcript_paths != NULL ? g_strv_length (item->transcript_paths) : 0;
      counts.n_matches += item->match != NULL;
    }

  return counts;
}

static void
show_preview (EncoreImportDialog *self)
{
  Counts counts = count_found (self->plan->items);
  guint n_items = self->plan->items->len;
  g_autofree char *recordings = g_strdup_printf (ngettext ("%u recording", "%u recordings", counts.n_recordings),
                                                 counts.n_recordings);
  g_autofree char *transcripts = g_strdup_printf (ngettext ("%u transcript", "%u transcripts", counts.n_transcripts),
                                                  counts.n_transcripts);
  g_autofree char *calls = g_strdup_printf (ngettext ("%u call", "%u calls", n_items), n_items);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", calls, recordings, transcripts);

  adw_window_title_set_subtitle (self->title_widget, subtitle);
  describe_pattern (self, counts.n_matches);
  set_items (self->preview, self->plan->items);
  survey_tables (self);
  show_raw (self);
  show_stage (self, n_items > 0 ? "preview" : "nothing");
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EncoreImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_finish (result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (plan == NULL)
    {
      adw_status_page_set_description (self->nothing_page, error->message);
      show_stage (self, "nothing");
      return;
    }

  g_set_object (&self->plan, plan);
  show_preview (self);
}

static void
look (EncoreImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.start", FALSE);

  encore_import_plan_async ((const char *const *) self->paths, get_pattern (self), self->cancellable, on_planned,
                            g_object_ref (self));
}

static void
on_pattern (EncoreImportDialog *self)
{
  const char *id = get_pattern (self);

  if (self->filling)
    return;

  g_signal_emit (self, signals[PATTERN_CHOSEN], 0, id != NULL ? id : "");
  look (self);
}

/* Result */

typedef struct
{
  guint n[ENCORE_IMPORT_FAILED + 1];
} Outcome;

static Outcome
count_states (GPtrArray *items)
{
  Outcome outcome = { { 0 } };

  for (guint i = 0; i < items->len; i++)
    outcome.n[((EncoreImportItem *) g_ptr_array_index (items, i))->state]++;

  return outcome;
}

static char *
describe_outcome (const Outcome *outcome)
{
  const guint *n = outcome->n;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u call imported", "%u calls imported", n[ENCORE_IMPORT_DONE]),
                          n[ENCORE_IMPORT_DONE]);
  if (n[ENCORE_IMPORT_UNCHANGED] > 0)
    g_string_append_printf (text,
                            ngettext (" · %u was there already", " · %u were there already",
                                      n[ENCORE_IMPORT_UNCHANGED]),
                            n[ENCORE_IMPORT_UNCHANGED]);
  if (n[ENCORE_IMPORT_FAILED] > 0)
    g_string_append_printf (text, ngettext (" · %u failed", " · %u failed", n[ENCORE_IMPORT_FAILED]),
                            n[ENCORE_IMPORT_FAILED]);
  if (n[ENCORE_IMPORT_WAITING] > 0)
    g_string_append_printf (text, ngettext (" · %u not reached", " · %u not reached", n[ENCORE_IMPORT_WAITING]),
                            n[ENCORE_IMPORT_WAITING]);

  return g_string_free (text, FALSE);
}

/* What needs reading comes first. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  static const int rank[] = {
    [ENCORE_IMPORT_FAILED] = 0,
    [ENCORE_IMPORT_WAITING] = 1,
    [ENCORE_IMPORT_DONE] = 2,
    [ENCORE_IMPORT_UNCHANGED] = 3,
  };
  const EncoreImportItem *first = *(EncoreImportItem *const *) a;
  const EncoreImportItem *second = *(EncoreImportItem *const *) b;

  if (first->state != second->state)
    return rank[first->state] - rank[second->state];
  if ((first->reason == NULL) != (second->reason == NULL))
    return first->reason == NULL ? 1 : -1;

  return g_strcmp0 (first->name, second->name);
}

static void
show_result (EncoreImportDialog *self,
             const GError       *error)
{
  Outcome outcome = count_states (self->plan->items);
  g_autofree char *summary = describe_outcome (&outcome);
  g_autofree char *text = error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                              ? g_strdup_printf ("%s\n%s", summary, error->message)
                              : g_strdup (summary);

  g_ptr_array_sort (self->plan->items, compare_items);
  set_items (self->result, self->plan->items);
  gtk_label_set_label (self->result_label, text);
  adw_window_title_set_subtitle (self->title_widget, NULL);
  show_stage (self, "result");
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), outcome.n[ENCORE_IMPORT_FAILED] > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button),
                          outcome.n[ENCORE_IMPORT_FAILED] + outcome.n[ENCORE_IMPORT_WAITING] > 0);
}

static void
tell_window (EncoreImportDialog *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  Outcome outcome = count_states (self->plan->items);
  g_autofree char *summary = describe_outcome (&outcome);

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", summary);
}

/* One that was closed while it ran comes back only when there is something to read. */
static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EncoreImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean complete = encore_import_run_finish (ENCORE_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;

  g_clear_object (&self->job);
  adw_bin_set_child (self->job_bin, NULL);
  show_result (self, error);
  complete = complete && count_states (self->plan->items).n[ENCORE_IMPORT_FAILED] == 0;
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  if (complete || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tell_window (self);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    gtk_window_present (GTK_WINDOW (self));
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreImportDialog *self = ENCORE_IMPORT_DIALOG (widget);
  guint n_items = self->plan->items->len;
  g_autofree char *title = g_strdup_printf (ngettext ("Importing %u call", "Importing %u calls", n_items), n_items);

  tell_raw (self);
  self->plan->copy_recordings = gtk_switch_get_active (self->copy_switch);
  self->job = encore_job_new (title);
  encore_import_run_async (self->library, self->plan, self->job, on_imported, g_object_ref (self));
  adw_bin_set_child (self->job_bin,
                     encore_job_row_new (self->job, G_LIST_STORE (encore_library_get_jobs (self->library))));
  show_stage (self, "running");
}

static void
again_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  show_stage (ENCORE_IMPORT_DIALOG (widget), "looking");
  look (ENCORE_IMPORT_DIALOG (widget));
}

static void
copy_failures_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  EncoreImportDialog *self = ENCORE_IMPORT_DIALOG (widget);
  g_autofree char *text = encore_import_describe_failures (self->plan->items);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static gboolean
encore_import_dialog_close_request (GtkWindow *window)
{
  EncoreImportDialog *self = ENCORE_IMPORT_DIALOG (window);

  if (self->job != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (encore_import_dialog_parent_class)->close_request (window);
}

static void
encore_import_dialog_dispose (GObject *object)
{
  EncoreImportDialog *self = ENCORE_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->job);
  g_clear_object (&self->library);
  g_clear_pointer (&self->tables, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_import_dialog_parent_class)->dispose (object);
}

static void
encore_import_dialog_finalize (GObject *object)
{
  g_strfreev (ENCORE_IMPORT_DIALOG (object)->paths);

  G_OBJECT_CLASS (encore_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/calls/encore-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, title_widget);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, stages);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, pattern_row);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, copy_switch);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, columns_row);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, raw_row);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, job_bin);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, EncoreImportDialog, result);
  gtk_widget_class_bind_template_callback (widget_class, on_pattern);
}

static void
encore_import_dialog_class_init (EncoreImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = encore_import_dialog_dispose;
  object_class->finalize = encore_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = encore_import_dialog_close_request;

  signals[PATTERN_CHOSEN] = g_signal_new ("pattern-chosen", ENCORE_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "import.columns", NULL, columns_action);
  gtk_widget_class_install_action (widget_class, "import.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "import.copy-failures", NULL, copy_failures_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_import_dialog_init (EncoreImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  encore_import_add_preview_columns (self->preview);
  encore_import_add_result_columns (self->result);
  fill_raw (self);
  show_stage (self, "looking");
}

static GStrv
collect_paths (GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }

  return g_strv_builder_end (paths);
}

/**
 * encore_import_dialog_new:
 * @library: where to
 * @files: (transfer none): of #GFile: files and folders
 * @pattern_id: how to read names: "" or %NULL for all patterns, "none" for not at all
 *
 * Returns: (transfer floating): the dialog, which begins to look for calls at once
 */
GtkWidget *
encore_import_dialog_new (EncoreLibrary *library,
                          GListModel    *files,
                          const char    *pattern_id)
{
  EncoreImportDialog *self = g_object_new (ENCORE_TYPE_IMPORT_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->paths = collect_paths (files);
  fill_patterns (self, pattern_id);
  look (self);

  return GTK_WIDGET (self);
}

/**
 * encore_import_dialog_get_plan:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): what was found
 */
EncoreImportPlan *
encore_import_dialog_get_plan (EncoreImportDialog *self)
{
  g_return_val_if_fail (ENCORE_IS_IMPORT_DIALOG (self), NULL);

  return self->plan;
}

/**
 * encore_import_dialog_get_stage:
 * @self: a dialog
 *
 * Returns: "looking", "nothing", "preview", "running" or "result"
 */
const char *
encore_import_dialog_get_stage (EncoreImportDialog *self)
{
  g_return_val_if_fail (ENCORE_IS_IMPORT_DIALOG (self), NULL);

  return gtk_stack_get_visible_child_name (self->stages);
}
