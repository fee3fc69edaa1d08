/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-draft-rows.h"

#include "progress/encore-text-row.h"

/* Weights and the like: whole steps by the keys, decimals by typing. */
#define SPIN_DIGITS 1
#define SPIN_WIDTH 4

/* No needless noughts. */
static gboolean
on_output (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%.10g", gtk_spin_button_get_value (spin));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/**
 * encore_draft_spin_new:
 * @name: of the widget
 * @label: for a screen reader
 * @low: least value
 * @high: greatest value
 * @step: of its buttons and keys
 *
 * Returns: (transfer floating): a narrow spin button that is bound to nothing yet
 */
GtkWidget *
encore_draft_spin_new (const char *name,
                       const char *label,
                       double      low,
                       double      high,
                       double      step)
{
  GtkWidget *spin = gtk_spin_button_new (gtk_adjustment_new (low, low, high, step, 10, 0), 1, SPIN_DIGITS);

  gtk_widget_set_name (spin, name);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (spin, "numeric");
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), SPIN_WIDTH);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), SPIN_WIDTH);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (spin, "output", G_CALLBACK (on_output), NULL);
  return spin;
}

GtkWidget *
encore_draft_entry_row (EncoreDraft     *draft,
                        const char      *name,
                        const char      *title,
                        EncoreDraftPlace place,
                        gboolean         required)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, NULL);

  gtk_widget_set_name (row, name);
  encore_draft_bind_text (draft, row, place, required);
  return row;
}

GtkWidget *
encore_draft_text_row (EncoreDraft     *draft,
                       const char      *name,
                       const char      *title,
                       EncoreDraftPlace place)
{
  GtkWidget *row = encore_text_row_new (title);

  gtk_widget_set_name (row, name);
  encore_draft_bind_text (draft, row, place, FALSE);
  return row;
}

GtkWidget *
encore_draft_switch_row (EncoreDraft     *draft,
                         const char      *name,
                         const char      *title,
                         const char      *subtitle,
                         EncoreDraftPlace place)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_name (toggle, name);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  encore_draft_bind_flag (draft, toggle, place);
  return row;
}

/**
 * encore_draft_combo_row:
 * @name: of the widget
 * @title: what is chosen
 * @labels: (nullable): what can be chosen
 *
 * Returns: (transfer floating): a row that is bound to nothing yet
 */
GtkWidget *
encore_draft_combo_row (const char *name,
                        const char *title,
                        GStrv       labels)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) labels);
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, "model", list, NULL);

  gtk_widget_set_name (row, name);
  return row;
}

GtkWidget *
encore_draft_choice_row (EncoreDraft     *draft,
                         const char      *name,
                         const char      *title,
                         GStrv            labels,
                         EncoreDraftPlace place)
{
  GtkWidget *row = encore_draft_combo_row (name, title, labels);

  encore_draft_bind_choice (draft, row, place);
  return row;
}

GtkWidget *
encore_draft_key_row (EncoreDraft     *draft,
                      const char      *name,
                      const char      *title,
                      EncoreDraftPlace place)
{
  GtkWidget *row = encore_draft_combo_row (name, title, NULL);

  encore_draft_bind_key (draft, row, place);
  return row;
}

/**
 * encore_draft_spin:
 * @draft: a draft
 * @name: of the widget
 * @label: for a screen reader
 * @low: least value, as shown
 * @high: greatest value, as shown
 * @factor: by which what is shown is greater than what is kept
 * @place: of a double
 *
 * Returns: (transfer floating): a spin button
 */
GtkWidget *
encore_draft_spin (EncoreDraft     *draft,
                   const char      *name,
                   const char      *label,
                   double           low,
                   double           high,
                   double           factor,
                   EncoreDraftPlace place)
{
  GtkWidget *spin = encore_draft_spin_new (name, label, low, high, factor > 1 ? 5 : 1);

  encore_draft_bind_number (draft, spin, place, factor);
  return spin;
}

GtkWidget *
encore_draft_spin_row (EncoreDraft     *draft,
                       const char      *name,
                       const char      *title,
                       const char      *subtitle,
                       double           low,
                       double           high,
                       EncoreDraftPlace place)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *spin = encore_draft_spin (draft, name, title, low, high, 1, place);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  return row;
}

/**
 * encore_draft_button:
 * @name: of the widget
 * @icon_name: what it shows
 * @label: what it does: its tooltip, and its name for a screen reader
 *
 * Returns: (transfer floating): a flat button
 */
GtkWidget *
encore_draft_button (const char *name,
                     const char *icon_name,
                     const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_name (button, name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}
