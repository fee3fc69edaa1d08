/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-view-private.h"

#include <glib/gi18n.h>

#include "encore-scorecard-editor.h"
#include "encore-scorecard-words.h"

#define MAX_NAME 24 /* letters of a scenario's name */

G_DEFINE_FINAL_TYPE (EncoreScorecardView, encore_scorecard_view, ADW_TYPE_BIN)

enum
{
  MADE,
  STALE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_draft (EncoreScorecardView *self)
{
  return self->shown != NULL && self->shown->id > 0 && self->shown->status == ENCORE_SCORECARD_DRAFT
         && !encore_library_is_read_only (self->library);
}

gboolean
encore_scorecard_view_is_starter (EncoreScorecardView *self)
{
  return self->shown != NULL && self->shown->id == 0;
}

GPtrArray *
encore_scorecard_view_principles (EncoreScorecardView *self)
{
  return self->starter_principles != NULL ? self->starter_principles : self->principles;
}

/**
 * encore_scorecard_view_current:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown, as it is on screen
 */
EncoreScorecard *
encore_scorecard_view_current (EncoreScorecardView *self)
{
  return is_draft (self) ? encore_draft_get (self->draft) : self->shown;
}

/**
 * encore_scorecard_view_made:
 * @self: a view
 * @id: of a scorecard that has just been made
 *
 * Has it shown as soon as it is listed.
 */
void
encore_scorecard_view_made (EncoreScorecardView *self,
                            gint64               id)
{
  self->wanted_id = id;
  g_signal_emit (self, signals[MADE], 0, id);
}

/* What is shown */

static void
show_sheet (EncoreScorecardView *self)
{
  encore_scorecard_sheet_set (self->sheet, self->shown, encore_scorecard_view_principles (self), self->scenario);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
}

static void
show_editor (EncoreScorecardView *self)
{
  gboolean other = encore_draft_take (self->draft, self->shown);

  if (self->editor == NULL)
    {
      self->editor = encore_scorecard_editor_new (self->draft);
      g_object_set (self->editor, "margin-top", 24, "margin-bottom", 24, "margin-start", 18, "margin-end", 18, NULL);
      adw_clamp_set_child (self->editor_clamp, self->editor);
    }
  gtk_stack_set_visible_child_name (self->stack, "editor");
  if (other)
    gtk_adjustment_set_value (self->editor_scroll, 0);
}

static void
show_version (EncoreScorecardView *self)
{
  if (is_draft (self))
    show_editor (self);
  else
    show_sheet (self);
  encore_scorecard_view_update_actions (self);
}

/* Whose weights */

static void
fill_weights (EncoreScorecardView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Usual weights"));
  for (guint i = 0; i < self->shown->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (self->shown->profiles, i);

      gtk_string_list_append (names, profile->scenario_name != NULL ? profile->scenario_name : "");
      if (g_strcmp0 (profile->scenario, self->scenario) == 0)
        selected = i + 1;
    }

  self->showing = TRUE;
  gtk_drop_down_set_model (self->weights, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->weights, selected);
  self->showing = FALSE;
  if (selected == 0)
    g_clear_pointer (&self->scenario, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->weights), self->shown->profiles->len > 0 && !is_draft (self));
}

static void
on_weights (EncoreScorecardView *self)
{
  guint selected = gtk_drop_down_get_selected (self->weights);

  if (self->showing || self->shown == NULL || selected > self->shown->profiles->len)
    return;

  g_free (self->scenario);
  self->scenario = selected > 0 ? g_strdup (
                       ((EncoreProfile *) g_ptr_array_index (self->shown->profiles, selected - 1))->scenario)
                                : NULL;
  show_version (self);
}

/* Versions */

static void
fill_versions (EncoreScorecardView *self,
               guint                selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->versions->len; i++)
    {
      g_autofree char *name = encore_scorecard_words_version (g_ptr_array_index (self->versions, i));

      gtk_string_list_append (names, name);
    }

  self->showing = TRUE;
  gtk_drop_down_set_model (self->version, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->version, selected);
  self->showing = FALSE;
}

static void
show_at (EncoreScorecardView *self,
         guint                index)
{
  EncoreScorecard *card = g_ptr_array_index (self->versions, index);
  gboolean other = self->shown == NULL || self->shown->id != card->id || card->id == 0;

  g_set_object (&self->shown, card);
  fill_weights (self);
  show_version (self);
  if (other)
    gtk_adjustment_set_value (self->sheet_scroll, 0);
}

static void
on_version (EncoreScorecardView *self)
{
  guint selected = gtk_drop_down_get_selected (self->version);

  if (self->showing || self->versions == NULL || selected >= self->versions->len)
    return;

  encore_draft_flush (self->draft);
  show_at (self, selected);
}

static gboolean
find_id (GPtrArray *versions,
         gint64     id,
         guint     *index)
{
  for (guint i = 0; id > 0 && i < versions->len; i++)
    if (ENCORE_SCORECARD (g_ptr_array_index (versions, i))->id == id)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * encore_scorecard_view_set:
 * @self: the view
 * @versions: (transfer none): of one family, a draft first, then newest first; or one starter
 * @wanted_id: which one; 0: the one that is shown, or the first
 * @principles: (nullable): brand values and pillars of a starter
 *
 * Shows them; what is being typed stays.
 */
void
encore_scorecard_view_set (EncoreScorecardView *self,
                           GPtrArray           *versions,
                           gint64               wanted_id,
                           GPtrArray           *principles)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_VIEW (self) && versions->len > 0);

  guint index = 0;

  g_ptr_array_ref (versions);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = versions;
  g_clear_pointer (&self->starter_principles, g_ptr_array_unref);
  self->starter_principles = principles != NULL ? g_ptr_array_ref (principles) : NULL;

  if (find_id (versions, wanted_id, &index) || find_id (versions, self->wanted_id, &index))
    self->wanted_id = 0;
  else if (self->shown != NULL)
    find_id (versions, self->shown->id, &index);

  fill_versions (self, index);
  show_at (self, index);
}

EncoreScorecard *
encore_scorecard_view_get (EncoreScorecardView *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD_VIEW (self), NULL);

  return self->shown;
}

void
encore_scorecard_view_set_principles (EncoreScorecardView *self,
                                      GPtrArray           *principles)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_VIEW (self));

  g_clear_pointer (&self->principles, g_ptr_array_unref);
  self->principles = g_ptr_array_ref (principles);
  encore_draft_set_principles (self->draft, principles);
  if (self->shown != NULL && !is_draft (self))
    show_version (self);
}

void
encore_scorecard_view_set_scenarios (EncoreScorecardView *self,
                                     GPtrArray           *scenarios)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_VIEW (self));

  encore_draft_set_scenarios (self->draft, scenarios);
}

void
encore_scorecard_view_edit_name (EncoreScorecardView *self)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_VIEW (self));

  if (self->editor != NULL && is_draft (self))
    encore_scorecard_editor_edit_name (ENCORE_SCORECARD_EDITOR (self->editor));
}

/**
 * encore_scorecard_view_flush:
 * @self: the view
 *
 * Saves what has been typed.
 */
void
encore_scorecard_view_flush (EncoreScorecardView *self)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_VIEW (self));

  if (self->draft != NULL)
    encore_draft_flush (self->draft);
}

/* Set-up */

static void
on_stale (EncoreScorecardView *self)
{
  g_signal_emit (self, signals[STALE], 0);
}

static void
encore_scorecard_view_unmap (GtkWidget *widget)
{
  encore_scorecard_view_flush (ENCORE_SCORECARD_VIEW (widget));

  GTK_WIDGET_CLASS (encore_scorecard_view_parent_class)->unmap (widget);
}

static void
encore_scorecard_view_dispose (GObject *object)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (object);

  encore_scorecard_view_flush (self);
  g_clear_object (&self->draft);
  g_clear_object (&self->library);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->principles, g_ptr_array_unref);
  g_clear_pointer (&self->starter_principles, g_ptr_array_unref);
  g_clear_pointer (&self->scenario, g_free);

  G_OBJECT_CLASS (encore_scorecard_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncoreScorecardView, name)

static void
encore_scorecard_view_class_init (EncoreScorecardViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_scorecard_view_dispose;
  widget_class->unmap = encore_scorecard_view_unmap;
  signals[MADE] = g_signal_new ("made", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[STALE] = g_signal_new ("stale", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ENCORE_TYPE_SCORECARD_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/coaching/scorecard-view.ui");
  BIND (version);
  BIND (weights);
  BIND (publish);
  BIND (new_version);
  BIND (copy);
  BIND (menu);
  BIND (stack);
  BIND (sheet);
  BIND (editor_clamp);
  BIND (sheet_scroll);
  BIND (editor_scroll);
  gtk_widget_class_bind_template_callback (widget_class, on_version);
  gtk_widget_class_bind_template_callback (widget_class, on_weights);
  encore_scorecard_view_install_actions (widget_class);
}

static void
on_name_setup (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                                    "max-width-chars", MAX_NAME, NULL));
}

static void
on_name_bind (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkStringObject *name = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), gtk_string_object_get_string (name));
}

/* A long name is cut short on the button; the list below it shows all of it. */
static void
init_weights (EncoreScorecardView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_name_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_name_bind), NULL);
  gtk_drop_down_set_list_factory (self->weights, gtk_drop_down_get_factory (self->weights));
  gtk_drop_down_set_factory (self->weights, factory);
}

static void
encore_scorecard_view_init (EncoreScorecardView *self)
{
  self->principles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  init_weights (self);
}

void
encore_scorecard_view_set_library (EncoreScorecardView *self,
                                   EncoreLibrary       *library)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_VIEW (self) && self->library == NULL);

  self->library = g_object_ref (library);
  self->draft = encore_draft_new (library, GTK_WIDGET (self));
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (encore_scorecard_view_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "stale", G_CALLBACK (on_stale), self, G_CONNECT_SWAPPED);
}
