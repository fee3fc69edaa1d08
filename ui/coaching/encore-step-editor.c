/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-step-editor.h"

#include <glib/gi18n.h>

#include "progress/encore-text-row.h"

struct _EncoreStepEditor
{
  AdwBin parent_instance;

  GtkWidget *name;
  GtkWidget *text;
  GtkWidget *up;
  GtkWidget *down;
};

G_DEFINE_FINAL_TYPE (EncoreStepEditor, encore_step_editor, ADW_TYPE_BIN)

enum
{
  CHANGED,
  MOVE,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_changed (EncoreStepEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_up (EncoreStepEditor *self)
{
  g_signal_emit (self, signals[MOVE], 0, -1);
}

static void
on_down (EncoreStepEditor *self)
{
  g_signal_emit (self, signals[MOVE], 0, 1);
}

static void
on_remove (EncoreStepEditor *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
on_move_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  g_signal_emit (widget, signals[MOVE], 0, g_variant_get_int32 (args));
  return TRUE;
}

static gboolean
encore_step_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ENCORE_STEP_EDITOR (widget)->name);
}

static void
encore_step_editor_class_init (EncoreStepEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  widget_class->grab_focus = encore_step_editor_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, on_move_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, on_move_key, "i", 1);
}

static GtkWidget *
add_button (EncoreStepEditor *self,
            const char       *icon,
            const char       *tooltip,
            GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->name), button);
  return button;
}

static void
encore_step_editor_init (EncoreStepEditor *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->name = g_object_new (ADW_TYPE_ENTRY_ROW, NULL);
  gtk_widget_set_name (self->name, "step-name");
  self->up = add_button (self, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (on_up));
  self->down = add_button (self, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (on_down));
  add_button (self, "user-trash-symbolic", _ ("Remove Step"), G_CALLBACK (on_remove));
  self->text = encore_text_row_new (_ ("How it may sound"));
  gtk_widget_set_name (self->text, "step-text");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), self->name);
  gtk_list_box_append (GTK_LIST_BOX (list), self->text);
  adw_bin_set_child (ADW_BIN (self), list);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/**
 * encore_step_editor_new:
 * @step: (nullable): what it starts with
 *
 * Returns: (transfer floating): an editor of one step
 */
GtkWidget *
encore_step_editor_new (const EncoreStep *step)
{
  EncoreStepEditor *self = g_object_new (ENCORE_TYPE_STEP_EDITOR, NULL);

  if (step != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name), step->name != NULL ? step->name : "");
      encore_text_row_set_text (ENCORE_TEXT_ROW (self->text), step->text);
    }

  return GTK_WIDGET (self);
}

/**
 * encore_step_editor_get_step:
 * @self: the editor
 *
 * Returns: (transfer full): the step as it is written now
 */
EncoreStep *
encore_step_editor_get_step (EncoreStepEditor *self)
{
  g_return_val_if_fail (ENCORE_IS_STEP_EDITOR (self), NULL);

  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *text = g_strstrip (encore_text_row_get_text (ENCORE_TEXT_ROW (self->text)));

  return encore_step_new (name, text);
}

/**
 * encore_step_editor_set_place:
 * @self: the editor
 * @index: which step it is, from 0
 * @n_steps: of how many
 *
 * Numbers the step and says where it can be moved.
 */
void
encore_step_editor_set_place (EncoreStepEditor *self,
                              guint             index,
                              guint             n_steps)
{
  g_return_if_fail (ENCORE_IS_STEP_EDITOR (self));

  /* Translators: the number of a step, then a hint what to write there */
  g_autofree char *title = g_strdup_printf (_ ("Step %u: what it does, such as “Acknowledge”"), index + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), title);
  gtk_widget_set_sensitive (self->up, index > 0);
  gtk_widget_set_sensitive (self->down, index + 1 < n_steps);
}
