/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-extra-row.h"

#include <glib/gi18n.h>

#include "encore-text.h"
#include "progress/encore-field.h"
#include "progress/encore-save.h"
#include "progress/encore-text-row.h"

struct _EncoreExtraRow
{
  AdwExpanderRow parent_instance;

  EncoreLibrary *library;
  gint64 scenario_id; /* the one it is shown with */
  EncoreExtra *extra; /* as far as is known; saving may be under way */
  int saving;
  gboolean showing; /* widgets are being set */

  GtkDropDown *state;
  GtkWidget *name;
  GtkWidget *description;
  GtkSwitch *general;
};

G_DEFINE_FINAL_TYPE (EncoreExtraRow, encore_extra_row, ADW_TYPE_EXPANDER_ROW)

static void
show_extra (EncoreExtraRow *self)
{
  EncoreExtra *extra = self->extra;
  gboolean general = extra->scenario_id == 0;
  const char *subtitle = encore_text_is_blank (extra->description) ? NULL : extra->description;
  g_autofree char *line = subtitle != NULL ? g_strdelimit (g_strdup (subtitle), "\n", ' ') : NULL;

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), extra->name != NULL ? extra->name : "");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 line != NULL ? line : (general ? _ ("Fits any scenario") : ""));
  gtk_drop_down_set_selected (self->state, extra->state);
  gtk_switch_set_active (self->general, general);
  encore_field_set (self->name, extra->name);
  encore_field_set (self->description, extra->description);
  self->showing = FALSE;
}

static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncoreExtraRow *self = ENCORE_EXTRA_ROW (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);
  g_autofree char *reason = NULL;

  self->saving--;
  if (error == NULL)
    {
      if (change->after == NULL)
        gtk_widget_activate_action (widget, "win.toast-undo", "s", _ ("Extra deleted"));
      return;
    }

  reason = encore_save_reason (error);
  encore_save_toast (widget, reason);
  if (self->extra == (EncoreExtra *) change->after)
    g_set_object (&self->extra, ENCORE_EXTRA (change->before));

  /* What was typed stays, and counts as not saved. */
  encore_field_base (self->name, self->extra->name);
  encore_field_base (self->description, self->extra->description);
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->state, self->extra->state);
  self->showing = FALSE;
}

static void
commit (EncoreExtraRow *self,
        const char     *label,
        EncoreExtra    *after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, self->extra, after);

  self->saving++;
  if (after != NULL)
    g_set_object (&self->extra, after);
  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
  if (after != NULL)
    show_extra (self);
}

static void
on_name (gpointer    owner,
         GtkWidget  *field,
         const char *text)
{
  EncoreExtraRow *self = owner;
  g_autoptr (EncoreExtra) after = encore_extra_copy (self->extra);

  if (encore_text_is_blank (text))
    {
      encore_field_reset (field, self->extra->name);
      return;
    }

  g_free (after->name);
  after->name = g_strdup (text);
  commit (self, _ ("Rename extra"), after);
}

static void
on_description (gpointer    owner,
                GtkWidget  *field,
                const char *text)
{
  EncoreExtraRow *self = owner;
  g_autoptr (EncoreExtra) after = encore_extra_copy (self->extra);

  g_free (after->description);
  after->description = g_strdup (text);
  commit (self, _ ("Describe extra"), after);
}

static void
on_state (EncoreExtraRow *self)
{
  guint state = gtk_drop_down_get_selected (self->state);
  g_autoptr (EncoreExtra) after = NULL;

  if (self->showing || state == GTK_INVALID_LIST_POSITION || state == self->extra->state)
    return;

  after = encore_extra_copy (self->extra);
  after->state = (EncoreExtraState) state;
  commit (self, _ ("Change state of extra"), after);
}

static void
on_general (EncoreExtraRow *self)
{
  g_autoptr (EncoreExtra) after = NULL;

  if (self->showing)
    return;

  after = encore_extra_copy (self->extra);
  after->scenario_id = gtk_switch_get_active (self->general) ? 0 : self->scenario_id;
  commit (self, _ ("Change where extra fits"), after);
}

static void
on_delete (EncoreExtraRow *self)
{
  encore_extra_row_flush (self);
  commit (self, _ ("Delete extra"), NULL);
}

static GtkWidget *
make_state (EncoreExtraRow *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *state;

  for (EncoreExtraState i = ENCORE_EXTRA_IDEA; i <= ENCORE_EXTRA_DROPPED; i++)
    gtk_string_list_append (labels, encore_extra_state_to_label (i));

  state = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_widget_set_name (state, "extra-state");
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (state, _ ("How far this extra has come"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (state), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("State"), -1);
  g_signal_connect_object (state, "notify::selected", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  return state;
}

static GtkWidget *
make_general (EncoreExtraRow *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("Fits any scenario"), "subtitle",
                                 _ ("Offered with every scenario, not only this one"), NULL);

  self->general = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->general), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->general, "notify::active", G_CALLBACK (on_general), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->general));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->general));
  return row;
}

static GtkWidget *
make_delete (EncoreExtraRow *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Delete Extra"));

  gtk_widget_set_name (button, "extra-delete");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "error");
  gtk_widget_add_css_class (button, "row-button");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_delete), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), button);
  return row;
}

static void
encore_extra_row_dispose (GObject *object)
{
  EncoreExtraRow *self = ENCORE_EXTRA_ROW (object);

  g_clear_object (&self->library);
  g_clear_object (&self->extra);

  G_OBJECT_CLASS (encore_extra_row_parent_class)->dispose (object);
}

static void
encore_extra_row_class_init (EncoreExtraRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_extra_row_dispose;
}

static void
encore_extra_row_init (EncoreExtraRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->state = GTK_DROP_DOWN (make_state (self));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->state));

  self->name = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Name"), NULL);
  gtk_widget_set_name (self->name, "extra-name");
  encore_field_bind (self->name, on_name, self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->name);

  self->description = encore_text_row_new (_ ("What it is and when to offer it"));
  gtk_widget_set_name (self->description, "extra-description");
  encore_field_bind (self->description, on_description, self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->description);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), make_general (self));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), make_delete (self));
}

/**
 * encore_extra_row_new:
 * @library: where it is saved
 * @scenario_id: the scenario it is shown with
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
encore_extra_row_new (EncoreLibrary *library,
                      gint64         scenario_id)
{
  EncoreExtraRow *self = g_object_new (ENCORE_TYPE_EXTRA_ROW, NULL);

  self->library = g_object_ref (library);
  self->scenario_id = scenario_id;
  return GTK_WIDGET (self);
}

/**
 * encore_extra_row_set:
 * @self: the row
 * @extra: as the library holds it
 *
 * Shows @extra; what is being typed or saved stays.
 */
void
encore_extra_row_set (EncoreExtraRow *self,
                      EncoreExtra    *extra)
{
  g_return_if_fail (ENCORE_IS_EXTRA_ROW (self));

  if (self->saving > 0)
    return;

  g_set_object (&self->extra, extra);
  show_extra (self);
}

EncoreExtra *
encore_extra_row_get (EncoreExtraRow *self)
{
  g_return_val_if_fail (ENCORE_IS_EXTRA_ROW (self), NULL);

  return self->extra;
}

/**
 * encore_extra_row_flush:
 * @self: the row
 *
 * Saves what has been typed.
 */
void
encore_extra_row_flush (EncoreExtraRow *self)
{
  encore_field_flush (self->name);
  encore_field_flush (self->description);
}
