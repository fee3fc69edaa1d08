/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-criterion-row.h"

#include <glib/gi18n.h>

#include "encore-criterion-more.h"
#include "encore-draft-rows.h"
#include "encore-options-editor.h"
#include "encore-scorecard-words.h"
#include "encore-text.h"

#define MAX_WEIGHT 100
#define MAX_NUMBER 1000000

struct _EncoreCriterionRow
{
  AdwExpanderRow parent_instance;

  EncoreDraft *draft;
  char *key;
  gboolean filled;  /* its fields have been made: when it is first opened */
  gboolean showing; /* widgets are being set */

  GtkWidget *missing; /* a sign that something has to be written */
  GtkLabel *share;
  GtkWidget *guidance;
  GtkWidget *preset;
  GtkWidget *low;
  GtkWidget *high;
};

G_DEFINE_FINAL_TYPE (EncoreCriterionRow, encore_criterion_row, ADW_TYPE_EXPANDER_ROW)

static EncoreCriterion *
get_criterion (EncoreCriterionRow *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);

  return card != NULL ? encore_scorecard_find_criterion (card, self->key, NULL) : NULL;
}

/* What is done to it */

static void
move (EncoreCriterionRow *self,
      int                 step)
{
  EncoreScorecard *card = encore_draft_begin (self->draft, _ ("Move criterion"), NULL);

  encore_scorecard_edit_move (card, self->key, step);
  encore_draft_end (self->draft);
}

static gboolean
on_move_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  move (ENCORE_CRITERION_ROW (widget), g_variant_get_int32 (args));
  return TRUE;
}

static void
on_up (EncoreCriterionRow *self)
{
  move (self, -1);
}

static void
on_down (EncoreCriterionRow *self)
{
  move (self, 1);
}

static void
on_duplicate (EncoreCriterionRow *self)
{
  encore_scorecard_edit_duplicate (encore_draft_begin (self->draft, _ ("Duplicate criterion"), NULL), self->key);
  encore_draft_end (self->draft);
}

static void
on_delete (EncoreCriterionRow *self)
{
  g_autoptr (EncoreCriterionRow) alive = g_object_ref (self);

  encore_scorecard_edit_remove (encore_draft_begin (self->draft, _ ("Delete criterion"), NULL), self->key);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "s", _ ("Criterion deleted"));
  encore_draft_end (self->draft);
}

static void
on_preset (EncoreCriterionRow *self)
{
  EncoreCriterion *criterion = get_criterion (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->preset));

  if (self->showing || criterion == NULL || selected >= ENCORE_N_PRESETS
      || (EncorePreset) selected == encore_criterion_get_preset (criterion))
    return;

  encore_scorecard_edit_set_preset (encore_draft_begin (self->draft, _ ("Change scale"), NULL), self->key,
                                    (EncorePreset) selected);
  encore_draft_end (self->draft);
}

/* Showing */

static void
show_head (EncoreCriterionRow    *self,
           const EncoreCriterion *criterion)
{
  gboolean missing = encore_text_is_blank (criterion->guidance);
  g_autofree char *scale = encore_scorecard_words_scale (criterion);
  g_autofree char *counts = encore_scorecard_words_counts (encore_draft_get (self->draft), criterion, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), criterion->question != NULL ? criterion->question : "");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 missing ? _ ("How to apply it is still to be written") : scale);
  gtk_label_set_label (self->share, counts);
  gtk_widget_set_visible (self->missing, missing);
}

static void
show_fields (EncoreCriterionRow    *self,
             const EncoreCriterion *criterion)
{
  gboolean missing = encore_text_is_blank (criterion->guidance);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->guidance),
                                 missing ? _ ("How to apply it: needed before it can be published")
                                         : _ ("How to apply it"));
  if (missing)
    gtk_widget_add_css_class (self->guidance, "error");
  else
    gtk_widget_remove_css_class (self->guidance, "error");

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->preset), encore_criterion_get_preset (criterion));
  self->showing = FALSE;
  gtk_widget_set_visible (self->low, criterion->scale == ENCORE_SCALE_NUMBER);
  gtk_widget_set_visible (self->high, criterion->scale == ENCORE_SCALE_NUMBER);
}

static void
show_criterion (EncoreCriterionRow *self)
{
  EncoreCriterion *criterion = get_criterion (self);

  if (criterion == NULL)
    return;

  show_head (self, criterion);
  if (self->filled)
    show_fields (self, criterion);
}

/* Fields, made when it is first opened */

static EncoreDraftPlace
place (EncoreCriterionRow *self,
       gsize               offset,
       const char         *label)
{
  return (EncoreDraftPlace) { self->key, NULL, offset, label };
}

static void
add_row (EncoreCriterionRow *self,
         GtkWidget          *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
make_texts (EncoreCriterionRow *self)
{
  add_row (self, encore_draft_entry_row (self->draft, "criterion-question", _ ("Question"),
                                         place (self, G_STRUCT_OFFSET (EncoreCriterion, question), _ ("Edit question")),
                                         TRUE));
  self->guidance = encore_draft_text_row (self->draft, "criterion-guidance", _ ("How to apply it"),
                                          place (self, G_STRUCT_OFFSET (EncoreCriterion, guidance),
                                                 _ ("Edit how to apply it")));
  add_row (self, self->guidance);
  add_row (self, encore_draft_text_row (self->draft, "criterion-guidance-complex",
                                        _ ("How to apply it to a complex issue, where that differs"),
                                        place (self, G_STRUCT_OFFSET (EncoreCriterion, guidance_complex),
                                               _ ("Edit how to apply it"))));
}

static void
make_scale (EncoreCriterionRow *self)
{
  const char *labels[ENCORE_N_PRESETS + 1] = { NULL };

  for (EncorePreset i = ENCORE_PRESET_YES_NO; i < ENCORE_N_PRESETS; i++)
    labels[i] = encore_preset_to_label (i);
  self->preset = encore_draft_combo_row ("criterion-scale", _ ("Scale"), (GStrv) labels);
  g_signal_connect_object (self->preset, "notify::selected", G_CALLBACK (on_preset), self, G_CONNECT_SWAPPED);
  add_row (self, self->preset);
  add_row (self, encore_options_editor_new (self->draft, self->key));
  self->low = encore_draft_spin_row (self->draft, "criterion-low", _ ("Worth Nothing"), NULL, -MAX_NUMBER, MAX_NUMBER,
                                     place (self, G_STRUCT_OFFSET (EncoreCriterion, low), _ ("Change scale")));
  add_row (self, self->low);
  self->high = encore_draft_spin_row (self->draft, "criterion-high", _ ("Full Marks"), NULL, -MAX_NUMBER, MAX_NUMBER,
                                      place (self, G_STRUCT_OFFSET (EncoreCriterion, high), _ ("Change scale")));
  add_row (self, self->high);
}

static void
add_foot_button (EncoreCriterionRow *self,
                 GtkWidget          *box,
                 const char         *name,
                 const char         *icon_name,
                 const char         *label,
                 GCallback           callback)
{
  GtkWidget *button = encore_draft_button (name, icon_name, label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static void
make_foot (EncoreCriterionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "row-button");
  add_foot_button (self, box, "criterion-up", "go-up-symbolic", _ ("Move Up (Alt+Up)"), G_CALLBACK (on_up));
  add_foot_button (self, box, "criterion-down", "go-down-symbolic", _ ("Move Down (Alt+Down)"), G_CALLBACK (on_down));
  add_foot_button (self, box, "criterion-duplicate", "edit-copy-symbolic", _ ("Duplicate"), G_CALLBACK (on_duplicate));
  add_foot_button (self, box, "criterion-delete", "user-trash-symbolic", _ ("Delete Criterion"),
                   G_CALLBACK (on_delete));
  add_row (self, g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, "child", box, NULL));
}

static void
on_expanded (EncoreCriterionRow *self)
{
  if (self->filled || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) || get_criterion (self) == NULL)
    return;

  self->filled = TRUE;
  make_texts (self);
  make_scale (self);
  add_row (self,
           encore_draft_spin_row (self->draft, "criterion-weight", _ ("Weight"),
                                  _ ("Within its section; of a bonus: the percentage points it can add"), 0, MAX_WEIGHT,
                                  place (self, G_STRUCT_OFFSET (EncoreCriterion, weight), _ ("Change weight"))));
  add_row (self, encore_draft_switch_row (self->draft, "criterion-na", _ ("“Does Not Apply” Is an Answer"), NULL,
                                          place (self, G_STRUCT_OFFSET (EncoreCriterion, allows_na),
                                                 _ ("Change whether it may not apply"))));
  add_row (self, encore_criterion_more_new (self->draft, self->key));
  make_foot (self);
  show_criterion (self);
}

/* Dragging: the key of what is dragged, dropped on the criterion before which it shall stand. */

static GdkContentProvider *
on_drag_prepare (GtkDragSource      *source,
                 double              x,
                 double              y,
                 EncoreCriterionRow *self)
{
  return gdk_content_provider_new_typed (G_TYPE_STRING, self->key);
}

static gboolean
on_drop (GtkDropTarget      *target,
         const GValue       *value,
         double              x,
         double              y,
         EncoreCriterionRow *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);
  const char *key = g_value_get_string (value);

  if (card == NULL || encore_scorecard_find_criterion (card, key, NULL) == NULL || g_str_equal (key, self->key))
    return FALSE;

  encore_scorecard_edit_move_before (encore_draft_begin (self->draft, _ ("Move criterion"), NULL), key, self->key);
  encore_draft_end (self->draft);
  return TRUE;
}

static void
init_dragging (EncoreCriterionRow *self)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_tooltip_text (handle, _ ("Drag to move, or press Alt+Up and Alt+Down"));
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), handle);
}

/* Set-up */

static void
encore_criterion_row_dispose (GObject *object)
{
  EncoreCriterionRow *self = ENCORE_CRITERION_ROW (object);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (encore_criterion_row_parent_class)->dispose (object);
}

static void
encore_criterion_row_finalize (GObject *object)
{
  g_free (ENCORE_CRITERION_ROW (object)->key);

  G_OBJECT_CLASS (encore_criterion_row_parent_class)->finalize (object);
}

static void
encore_criterion_row_class_init (EncoreCriterionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_criterion_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_criterion_row_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, on_move_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, on_move_key, "i", 1);
}

static void
encore_criterion_row_init (EncoreCriterionRow *self)
{
  gtk_widget_set_name (GTK_WIDGET (self), "criterion");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  init_dragging (self);

  self->missing = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_tooltip_text (self->missing, _ ("How to apply it is still to be written"));
  gtk_widget_add_css_class (self->missing, "warning");
  self->share = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_name (GTK_WIDGET (self->share), "criterion-share");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->share), _ ("Its real share of the total, when everything applies"));
  gtk_widget_add_css_class (GTK_WIDGET (self->share), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->share), "numeric");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->share));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->missing);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded), NULL);
}

/**
 * encore_criterion_row_new:
 * @draft: a draft
 * @key: of one of its criteria
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
encore_criterion_row_new (EncoreDraft *draft,
                          const char  *key)
{
  EncoreCriterionRow *self = g_object_new (ENCORE_TYPE_CRITERION_ROW, NULL);

  self->draft = g_object_ref (draft);
  self->key = g_strdup (key);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_criterion), self, G_CONNECT_SWAPPED);
  show_criterion (self);
  return GTK_WIDGET (self);
}

const char *
encore_criterion_row_get_key (EncoreCriterionRow *self)
{
  g_return_val_if_fail (ENCORE_IS_CRITERION_ROW (self), NULL);

  return self->key;
}
