/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-profile-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-draft-rows.h"
#include "encore-scorecard-words.h"
#include "progress/encore-save.h"

#define MAX_WEIGHT 100

struct _EncoreProfileDialog
{
  AdwWindow parent_instance;

  EncoreDraft *draft;
  char *scenario;   /* uuid */
  GPtrArray *rows;  /* of AdwActionRow: sections and criteria, in order */
  gboolean showing; /* widgets are being set */

  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (EncoreProfileDialog, encore_profile_dialog, ADW_TYPE_WINDOW)

static EncoreProfile *
get_profile (EncoreProfileDialog *self)
{
  return encore_scorecard_find_profile (encore_draft_get (self->draft), self->scenario);
}

static const char *
key_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "key");
}

static GtkWidget *
part_of (GtkWidget  *row,
         const char *part)
{
  return g_object_get_data (G_OBJECT (row), part);
}

/* Weights: its own, and that of the scenario */

static double
get_weight (EncoreProfileDialog *self,
            const char          *key,
            const char          *scenario)
{
  EncoreScorecard *card = encore_draft_get (self->draft);
  EncoreSection *section = encore_scorecard_find_section (card, key);
  EncoreCriterion *criterion = encore_scorecard_find_criterion (card, key, NULL);

  if (section != NULL)
    return encore_scorecard_section_weight (card, section, scenario);

  return criterion != NULL ? encore_scorecard_criterion_weight (card, criterion, scenario) : 0;
}

/* A weight that is the usual one follows it from then on. */
static void
set_weight (EncoreProfileDialog *self,
            const char          *key,
            double               weight,
            const char          *field)
{
  double own = get_weight (self, key, NULL);

  encore_draft_begin (self->draft, _ ("Change weight in a scenario"), field);
  encore_profile_set_weight (get_profile (self), key, fabs (weight - own) < 1e-9 ? -1 : weight);
  encore_draft_end (self->draft);
}

static void
on_weight (GtkSpinButton       *spin,
           EncoreProfileDialog *self)
{
  const char *key = key_of (g_object_get_data (G_OBJECT (spin), "row"));
  g_autofree char *field = g_strdup_printf ("%s/%s", self->scenario, key);
  double weight = gtk_spin_button_get_value (spin);

  if (self->showing || get_profile (self) == NULL || fabs (weight - get_weight (self, key, self->scenario)) < 1e-9)
    return;

  set_weight (self, key, weight, field);
}

static void
on_reset (GtkWidget           *button,
          EncoreProfileDialog *self)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (button), "row");

  gtk_widget_grab_focus (part_of (row, "spin"));
  set_weight (self, key_of (row), get_weight (self, key_of (row), NULL), NULL);
}

static void
on_reset_all (EncoreProfileDialog *self)
{
  encore_draft_begin (self->draft, _ ("Reset weights in a scenario"), NULL);
  g_hash_table_remove_all (get_profile (self)->weights);
  encore_draft_end (self->draft);
}

static void
on_remove (EncoreProfileDialog *self)
{
  encore_scorecard_edit_remove_profile (encore_draft_begin (self->draft, _ ("Remove weights for a scenario"), NULL),
                                        self->scenario);
  encore_draft_end (self->draft);
}

/* Showing */

static void
show_row (EncoreProfileDialog *self,
          GtkWidget           *row)
{
  EncoreScorecard *card = encore_draft_get (self->draft);
  const char *key = key_of (row);
  double own = get_weight (self, key, NULL), weight = get_weight (self, key, self->scenario);
  g_autofree char *usual = encore_scorecard_words_share (encore_scorecard_criterion_share (card, key, NULL));
  g_autofree char *share = encore_scorecard_words_share (encore_scorecard_criterion_share (card, key, self->scenario));
  /* Translators: the weight that counts everywhere else, then the share of the total to which it leads */
  g_autofree char *text = g_strdup_printf (_ ("Usually weight %g, %s of the total"), own, usual);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_label_set_label (GTK_LABEL (part_of (row, "share")), share);
  gtk_widget_set_sensitive (part_of (row, "reset"), fabs (own - weight) >= 1e-9);
  if (fabs (gtk_spin_button_get_value (GTK_SPIN_BUTTON (part_of (row, "spin"))) - weight) >= 1e-9)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (part_of (row, "spin")), weight);
}

static GtkWidget *
make_row (EncoreProfileDialog *self,
          const char          *key,
          const char          *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "title-lines", 2, NULL);
  GtkWidget *spin = encore_draft_spin_new ("profile-weight", title, 0, MAX_WEIGHT, 1);
  GtkWidget *share = g_object_new (GTK_TYPE_LABEL, "width-chars", 6, "xalign", 1.0, NULL);
  GtkWidget *reset = encore_draft_button ("profile-reset", "edit-undo-symbolic", _ ("As Usual"));

  gtk_widget_set_name (share, "profile-share");
  gtk_widget_add_css_class (share, "numeric");
  gtk_widget_set_tooltip_text (share, _ ("Its real share of the total in this scenario"));
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  g_object_set_data (G_OBJECT (row), "spin", spin);
  g_object_set_data (G_OBJECT (row), "share", share);
  g_object_set_data (G_OBJECT (row), "reset", reset);
  g_object_set_data (G_OBJECT (spin), "row", row);
  g_object_set_data (G_OBJECT (reset), "row", row);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_weight), self, 0);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (on_reset), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), share);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), reset);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
make_section (EncoreProfileDialog *self,
              const EncoreSection *section)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *head = make_row (self, section->key, section->name);

  gtk_widget_add_css_class (head, "profile-section");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), head);
  for (guint i = 0; i < section->criteria->len; i++)
    {
      const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, i);

      if (encore_criterion_is_scored (criterion))
        gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, criterion->key, criterion->question));
    }
  gtk_box_append (self->groups, list);
}

/* It goes with the profile, when that is removed or undone. */
static void
show_profile (EncoreProfileDialog *self)
{
  if (get_profile (self) == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i));
  self->showing = FALSE;
}

/* Set-up */

static void
on_undo (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  EncoreDraft *draft = ENCORE_PROFILE_DIALOG (widget)->draft;

  encore_draft_flush (draft);
  encore_save_undo (widget, encore_draft_get_library (draft));
}

static gboolean
encore_profile_dialog_close_request (GtkWindow *window)
{
  encore_draft_flush (ENCORE_PROFILE_DIALOG (window)->draft);
  return GTK_WINDOW_CLASS (encore_profile_dialog_parent_class)->close_request (window);
}

static void
encore_profile_dialog_dispose (GObject *object)
{
  EncoreProfileDialog *self = ENCORE_PROFILE_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->scenario, g_free);

  G_OBJECT_CLASS (encore_profile_dialog_parent_class)->dispose (object);
}

static void
encore_profile_dialog_class_init (EncoreProfileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_profile_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = encore_profile_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "profile.undo", NULL, on_undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "profile.undo", NULL);
}

static GtkWidget *
make_foot (EncoreProfileDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("_All as Usual"));
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Remove These Weights"));

  gtk_widget_set_name (reset, "profile-reset-all");
  gtk_widget_set_name (remove, "profile-remove");
  gtk_widget_add_css_class (reset, "pill");
  gtk_widget_add_css_class (remove, "pill");
  gtk_widget_add_css_class (remove, "destructive-action");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (on_reset_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
encore_profile_dialog_init (EncoreProfileDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 640, "child", content, NULL);
  GtkWidget *scroll = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                    "child", clamp, NULL);

  self->rows = g_ptr_array_new ();
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (content, "dialog-content");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->groups));
  gtk_box_append (GTK_BOX (content), make_foot (self));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 580);
}

/**
 * encore_profile_dialog_present:
 * @parent: in whose window it is opened
 * @draft: a draft with such a profile
 * @scenario: uuid
 *
 * Returns: (transfer none): the dialog, open; every change is saved at once
 */
EncoreProfileDialog *
encore_profile_dialog_present (GtkWidget   *parent,
                               EncoreDraft *draft,
                               const char  *scenario)
{
  EncoreScorecard *card = encore_draft_get (draft);
  EncoreProfile *profile = encore_scorecard_find_profile (card, scenario);

  g_return_val_if_fail (profile != NULL, NULL);

  g_autofree char *title = g_strdup_printf (_ ("Weights: %s"), profile->scenario_name);
  EncoreProfileDialog *self = g_object_new (ENCORE_TYPE_PROFILE_DIALOG, "transient-for", gtk_widget_get_root (parent),
                                            "title", title, NULL);

  self->draft = g_object_ref (draft);
  self->scenario = g_strdup (scenario);
  for (guint i = 0; i < card->sections->len; i++)
    make_section (self, g_ptr_array_index (card->sections, i));
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_profile), self, G_CONNECT_SWAPPED);
  show_profile (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
