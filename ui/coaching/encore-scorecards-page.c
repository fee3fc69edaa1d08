/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecards-page.h"

#include <glib/gi18n.h>

#include "encore-scorecard-files.h"
#include "encore-scorecard-list.h"
#include "encore-scorecard-view.h"
#include "encore-starters.h"
#include "progress/encore-save.h"

struct _EncoreScorecardsPage
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GCancellable *cancellable;
  GPtrArray *families;           /* of GPtrArray of EncoreScorecard; NULL until read */
  GPtrArray *starters;           /* likewise, of one each */
  GPtrArray *starter_principles; /* of EncorePrinciple */
  char *shown;                   /* (nullable): family, or id of a starter, that is shown */
  gint64 wanted_id;              /* to be shown once it is there; 0: none */
  gboolean is_new;               /* the wanted one was just made: its name is edited */
  gboolean filling;              /* rows are being made or selected */
  gboolean is_stale;             /* something changed while nobody looked */

  GtkSearchEntry *search;
  GtkStack *list_stack;
  GtkListBox *list;
  GtkStack *stack;
  EncoreScorecardView *view;
};

G_DEFINE_FINAL_TYPE (EncoreScorecardsPage, encore_scorecards_page, ADW_TYPE_BIN)

/* The list */

static gboolean
matches (GtkListBoxRow *row,
         gpointer       user_data)
{
  EncoreScorecardsPage *self = user_data;

  return encore_scorecard_list_matches (row, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
set_header (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       user_data)
{
  gboolean starter = encore_scorecard_list_is_starter (row);
  GtkWidget *label;

  if (before != NULL && encore_scorecard_list_is_starter (before) == starter)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = g_object_new (GTK_TYPE_LABEL, "label", starter ? _ ("Starters, to Copy") : _ ("Your Scorecards"), "xalign",
                        0.0, NULL);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "list-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
update_list_stack (EncoreScorecardsPage *self)
{
  GtkListBoxRow *row;
  gboolean any = *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0';

  for (int i = 0; !any && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    any = matches (row, self);
  gtk_stack_set_visible_child_name (self->list_stack, any ? "list" : "no-match");
}

static void
on_search_changed (EncoreScorecardsPage *self)
{
  gtk_list_box_invalidate_filter (self->list);
  update_list_stack (self);
}

static gboolean
has_version (GtkListBoxRow *row,
             gint64         id)
{
  GPtrArray *versions = encore_scorecard_list_versions (row);

  for (guint i = 0; id > 0 && i < versions->len; i++)
    if (ENCORE_SCORECARD (g_ptr_array_index (versions, i))->id == id)
      return TRUE;

  return FALSE;
}

/* What is shown */

static void
show_row (EncoreScorecardsPage *self,
          GtkListBoxRow        *row)
{
  gint64 wanted = self->wanted_id;
  gboolean is_new = self->is_new && has_version (row, wanted);

  g_free (self->shown);
  self->shown = g_strdup (encore_scorecard_list_family (row));
  if (has_version (row, wanted))
    self->wanted_id = 0;
  encore_scorecard_view_set (self->view, encore_scorecard_list_versions (row), wanted,
                             encore_scorecard_list_is_starter (row) ? self->starter_principles : NULL);
  gtk_stack_set_visible_child_name (self->stack, "scorecard");
  if (is_new)
    {
      self->is_new = FALSE;
      encore_scorecard_view_edit_name (self->view);
    }
}

static void
on_row_selected (EncoreScorecardsPage *self,
                 GtkListBoxRow        *row)
{
  if (self->filling || row == NULL)
    return;

  encore_scorecard_view_flush (self->view);
  show_row (self, row);
}

static GtkListBoxRow *
find_row (EncoreScorecardsPage *self)
{
  GtkListBoxRow *row, *shown = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (has_version (row, self->wanted_id))
        return row;
      if (g_strcmp0 (self->shown, encore_scorecard_list_family (row)) == 0)
        shown = row;
    }

  return shown;
}

/* Rows stay, with the focus, as long as they are of the same scorecards. */
static gboolean
update_rows (EncoreScorecardsPage *self)
{
  guint n = self->families->len + self->starters->len;

  if (gtk_list_box_get_row_at_index (self->list, (int) n) != NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!encore_scorecard_list_update (gtk_list_box_get_row_at_index (self->list, (int) i),
                                       i < self->families->len
                                           ? g_ptr_array_index (self->families, i)
                                           : g_ptr_array_index (self->starters, i - self->families->len)))
      return FALSE;

  return TRUE;
}

static void
append_rows (EncoreScorecardsPage *self,
             GPtrArray            *families)
{
  for (guint i = 0; i < families->len; i++)
    gtk_list_box_append (self->list, encore_scorecard_list_row (g_ptr_array_index (families, i)));
}

/* The same one stays selected when the list is read again. */
static void
fill_list (EncoreScorecardsPage *self)
{
  GtkListBoxRow *row;

  if (self->families == NULL || self->starters == NULL)
    return;

  self->filling = TRUE;
  if (!update_rows (self))
    {
      while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      append_rows (self, self->families);
      append_rows (self, self->starters);
    }
  row = find_row (self);
  gtk_list_box_select_row (self->list, row);
  gtk_list_box_invalidate_filter (self->list);
  self->filling = FALSE;

  update_list_stack (self);
  if (row != NULL)
    show_row (self, row);
  else
    gtk_stack_set_visible_child_name (self->stack, self->families->len > 0 ? "none" : "empty");
}

/* Reading */

static gboolean
is_over (EncoreScorecardsPage *self,
         const GError         *error)
{
  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (error != NULL)
    encore_save_toast (GTK_WIDGET (self), error->message);
  return error != NULL;
}

static void
on_scorecards_read (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (EncoreScorecardsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scorecards = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->families, g_ptr_array_unref);
  self->families = encore_scorecard_list_families (scorecards);
  fill_list (self);
}

static void
on_starters_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EncoreScorecardsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GPtrArray) starters = encore_starters_list_finish (result, &principles, &error);

  if (self->library == NULL)
    return;
  if (error != NULL)
    encore_save_toast (GTK_WIDGET (self), error->message);

  self->starters = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; starters != NULL && i < starters->len; i++)
    {
      GPtrArray *one = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (one, g_object_ref (g_ptr_array_index (starters, i)));
      g_ptr_array_add (self->starters, one);
    }
  self->starter_principles = principles != NULL ? g_ptr_array_ref (principles) : g_ptr_array_new ();
  fill_list (self);
}

static void
on_principles_read (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (EncoreScorecardsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) principles = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (!is_over (self, error))
    encore_scorecard_view_set_principles (self->view, principles);
}

static void
on_scenarios_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (EncoreScorecardsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (!is_over (self, error))
    encore_scorecard_view_set_scenarios (self->view, scenarios);
}

static void
list (EncoreScorecardsPage *self,
      EncoreListing         listing,
      GAsyncReadyCallback   callback)
{
  encore_library_list_async (self->library, listing, 0, self->cancellable, callback, g_object_ref (self));
}

static void
read_again (EncoreScorecardsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_stale = FALSE;
  list (self, ENCORE_LISTING_PRINCIPLES, on_principles_read);
  list (self, ENCORE_LISTING_SCENARIOS, on_scenarios_read);
  list (self, ENCORE_LISTING_SCORECARDS, on_scorecards_read);
}

static void
on_changed (EncoreScorecardsPage *self,
            GType                 type)
{
  if (type != ENCORE_TYPE_SCORECARD && type != ENCORE_TYPE_PRINCIPLE && type != ENCORE_TYPE_SCENARIO
      && type != ENCORE_TYPE_EVALUATION)
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_again (self);
  else
    self->is_stale = TRUE;
}

static void
encore_scorecards_page_map (GtkWidget *widget)
{
  EncoreScorecardsPage *self = ENCORE_SCORECARDS_PAGE (widget);

  GTK_WIDGET_CLASS (encore_scorecards_page_parent_class)->map (widget);

  if (self->is_stale && self->library != NULL)
    read_again (self);
}

/* New ones */

static void
say_why_not (EncoreScorecardsPage *self,
             const GError         *error)
{
  g_autofree char *reason = encore_save_reason (error);

  encore_save_toast (GTK_WIDGET (self), reason);
}

static gboolean
has_name (EncoreScorecardsPage *self,
          const char           *name)
{
  for (guint i = 0; self->families != NULL && i < self->families->len; i++)
    {
      GPtrArray *versions = g_ptr_array_index (self->families, i);

      if (g_strcmp0 (ENCORE_SCORECARD (g_ptr_array_index (versions, 0))->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
free_name (EncoreScorecardsPage *self)
{
  g_autofree char *name = g_strdup (_ ("New scorecard"));

  for (int i = 2; has_name (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf (_ ("New scorecard %d"), i);
    }

  return g_steal_pointer (&name);
}

static void
on_made (GtkWidget    *widget,
         EncoreEdit   *edit,
         const GError *error)
{
  EncoreScorecardsPage *self = ENCORE_SCORECARDS_PAGE (widget);

  if (self->library == NULL)
    return;

  if (error != NULL)
    {
      say_why_not (self, error);
      return;
    }

  self->is_new = TRUE;
  encore_scorecards_page_show (self, ENCORE_SCORECARD (encore_edit_get (edit, 0)->after)->id);
}

static void
new_scorecard (GtkWidget  *widget,
               const char *action,
               GVariant   *target)
{
  EncoreScorecardsPage *self = ENCORE_SCORECARDS_PAGE (widget);
  g_autoptr (EncoreScorecard) card = encore_scorecard_new ();
  g_autoptr (EncoreEdit) edit = NULL;
  EncorePerson *person = encore_library_get_working_as (self->library);

  card->name = free_name (self);
  card->family = g_uuid_string_random ();
  card->author_id = person != NULL ? person->id : 0;
  edit = encore_edit_new_change (_ ("Add scorecard"), NULL, card);
  encore_save (widget, self->library, edit, NULL, on_made);
}

static void
on_view_made (EncoreScorecardsPage *self,
              gint64                id)
{
  self->is_new = TRUE;
  encore_scorecards_page_show (self, id);
}

/* Import */

static void
on_imported (GtkWidget       *widget,
             EncoreScorecard *scorecard)
{
  if (ENCORE_SCORECARDS_PAGE (widget)->library != NULL)
    encore_scorecards_page_show (ENCORE_SCORECARDS_PAGE (widget), scorecard->id);
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *target)
{
  encore_scorecard_files_choose (widget, ENCORE_SCORECARDS_PAGE (widget)->library, on_imported);
}

static void
import_path (GtkWidget  *widget,
             const char *action,
             GVariant   *target)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (target, NULL));

  encore_scorecard_files_import (widget, ENCORE_SCORECARDS_PAGE (widget)->library, file, on_imported);
}

/* Tab leaves the list; from row to row it would choose each of them. */
static gboolean
on_list_key (EncoreScorecardsPage *self,
             guint                 key,
             guint                 code,
             GdkModifierType       modifiers)
{
  if (key == GDK_KEY_Tab && (modifiers & GDK_CONTROL_MASK) == 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  if (key == GDK_KEY_ISO_Left_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->search));

  return FALSE;
}

static void
init_keys (EncoreScorecardsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_list_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* Set-up */

static void
find_action (GtkWidget  *widget,
             const char *action,
             GVariant   *target)
{
  gtk_widget_grab_focus (GTK_WIDGET (ENCORE_SCORECARDS_PAGE (widget)->search));
}

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *target)
{
  EncoreScorecardsPage *self = ENCORE_SCORECARDS_PAGE (widget);

  encore_scorecard_view_flush (self->view);
  if (g_str_equal (action, "scorecards.undo"))
    encore_save_undo (widget, self->library);
  else
    encore_save_redo (widget, self->library);
}

static void
encore_scorecards_page_dispose (GObject *object)
{
  EncoreScorecardsPage *self = ENCORE_SCORECARDS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->families, g_ptr_array_unref);
  g_clear_pointer (&self->starters, g_ptr_array_unref);
  g_clear_pointer (&self->starter_principles, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  if (self->list != NULL)
    gtk_list_box_set_filter_func (self->list, NULL, NULL, NULL);

  G_OBJECT_CLASS (encore_scorecards_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncoreScorecardsPage, name)

static void
encore_scorecards_page_class_init (EncoreScorecardsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_scorecards_page_dispose;
  widget_class->map = encore_scorecards_page_map;

  g_type_ensure (ENCORE_TYPE_SCORECARD_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/coaching/scorecards-page.ui");
  BIND (search);
  BIND (list_stack);
  BIND (list);
  BIND (stack);
  BIND (view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_install_action (widget_class, "scorecards.new", NULL, new_scorecard);
  gtk_widget_class_install_action (widget_class, "scorecards.import", NULL, import);
  gtk_widget_class_install_action (widget_class, "scorecards.import-path", "s", import_path);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "scorecards.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "scorecards.redo", NULL, undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "scorecards.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "scorecards.redo",
                                       NULL);
}

static void
encore_scorecards_page_init (EncoreScorecardsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, set_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
  init_keys (self);
  g_signal_connect_object (self->view, "made", G_CALLBACK (on_view_made), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "stale", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

/**
 * encore_scorecards_page_new:
 * @library: whose scorecards are shown
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
encore_scorecards_page_new (EncoreLibrary *library)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  EncoreScorecardsPage *self = g_object_new (ENCORE_TYPE_SCORECARDS_PAGE, NULL);
  gboolean writable = !encore_library_is_read_only (library);

  self->library = g_object_ref (library);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scorecards.new", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scorecards.import", writable);
  encore_scorecard_view_set_library (self->view, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  encore_starters_list_async (NULL, on_starters_read, g_object_ref (self));
  read_again (self);
  return GTK_WIDGET (self);
}

/**
 * encore_scorecards_page_show:
 * @self: the page
 * @scorecard_id: which version
 *
 * Shows a scorecard, now or as soon as the list has been read.
 */
void
encore_scorecards_page_show (EncoreScorecardsPage *self,
                             gint64                scorecard_id)
{
  g_return_if_fail (ENCORE_IS_SCORECARDS_PAGE (self));

  GtkListBoxRow *row;

  self->wanted_id = scorecard_id;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  on_search_changed (self);
  row = find_row (self);
  if (row == NULL || !has_version (row, scorecard_id))
    return;

  self->filling = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->filling = FALSE;
  show_row (self, row);
}
