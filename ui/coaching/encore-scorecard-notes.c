/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-notes.h"

#include <glib/gi18n.h>

struct _EncoreScorecardNotes
{
  AdwBin parent_instance;

  EncoreDraft *draft;

  GtkWidget *problems;
  GtkWidget *warnings;
  GtkWidget *ready;
};

G_DEFINE_FINAL_TYPE (EncoreScorecardNotes, encore_scorecard_notes, ADW_TYPE_BIN)

static char *
join (GPtrArray *sentences)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (sentences, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
get_label (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "label");
}

static void
show_list (GtkWidget  *row,
           const char *title,
           GPtrArray  *sentences)
{
  g_autofree char *text = join (sentences);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_label (GTK_LABEL (get_label (row)), text);
  gtk_widget_set_visible (row, sentences->len > 0);
}

static void
show_notes (EncoreScorecardNotes *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);

  if (card == NULL)
    return;

  g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (card);
  g_autoptr (GPtrArray) warnings = encore_scorecard_list_warnings (card);
  g_autofree char *stops = g_strdup_printf (ngettext ("%u thing is left to do before it can be published",
                                                      "%u things are left to do before it can be published",
                                                      problems->len),
                                            problems->len);
  g_autofree char *looks = g_strdup_printf (ngettext ("%u thing is worth a second look",
                                                      "%u things are worth a second look", warnings->len),
                                            warnings->len);

  show_list (self->problems, stops, problems);
  show_list (self->warnings, looks, warnings);
  gtk_widget_set_visible (self->ready, problems->len == 0);
}

static GtkWidget *
make_row (const char *name,
          const char *icon_name)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_set_name (row, name);
  gtk_widget_add_css_class (label, "text-row");
  gtk_widget_add_css_class (icon, "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE,
                                                                  "focusable", FALSE, "child", label, NULL));
  g_object_set_data (G_OBJECT (row), "label", label);
  return row;
}

static void
encore_scorecard_notes_dispose (GObject *object)
{
  EncoreScorecardNotes *self = ENCORE_SCORECARD_NOTES (object);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (encore_scorecard_notes_parent_class)->dispose (object);
}

static void
encore_scorecard_notes_class_init (EncoreScorecardNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_scorecard_notes_dispose;
}

static void
encore_scorecard_notes_init (EncoreScorecardNotes *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->problems = make_row ("scorecard-problems", "dialog-warning-symbolic");
  self->warnings = make_row ("scorecard-warnings", "dialog-information-symbolic");
  self->ready = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("Ready to be published"), "subtitle",
                              _ ("Publishing makes it a version that can be used and never changes again"), NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->ready), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), self->problems);
  gtk_list_box_append (GTK_LIST_BOX (list), self->ready);
  gtk_list_box_append (GTK_LIST_BOX (list), self->warnings);
  adw_bin_set_child (ADW_BIN (self), list);
}

/**
 * encore_scorecard_notes_new:
 * @draft: a draft
 *
 * Returns: (transfer floating): notes on it
 */
GtkWidget *
encore_scorecard_notes_new (EncoreDraft *draft)
{
  EncoreScorecardNotes *self = g_object_new (ENCORE_TYPE_SCORECARD_NOTES, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_notes), self, G_CONNECT_SWAPPED);
  show_notes (self);
  return GTK_WIDGET (self);
}
