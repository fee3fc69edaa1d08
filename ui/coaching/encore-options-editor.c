/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-options-editor.h"

#include <glib/gi18n.h>

#include "encore-draft-rows.h"
#include "encore-text.h"

/* Full marks twice over are as far above as anybody goes. */
#define MAX_SHARE 200
#define LABEL_WIDTH 8

struct _EncoreOptionsEditor
{
  AdwPreferencesRow parent_instance;

  EncoreDraft *draft;
  char *key; /* of the criterion */

  GtkBox *lines;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncoreOptionsEditor, encore_options_editor, ADW_TYPE_PREFERENCES_ROW)

static EncoreCriterion *
get_criterion (EncoreOptionsEditor *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);

  return card != NULL ? encore_scorecard_find_criterion (card, self->key, NULL) : NULL;
}

static const char *
option_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "option");
}

/* What is done to an option */

static void
focus_line (EncoreOptionsEditor *self,
            const char          *option)
{
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (g_strcmp0 (option_of (line), option) == 0)
      gtk_widget_child_focus (line, GTK_DIR_TAB_FORWARD);
}

static void
move_option (EncoreOptionsEditor *self,
             const char          *option,
             int                  step)
{
  g_autofree char *moved = g_strdup (option);
  EncoreScorecard *card = encore_draft_begin (self->draft, _ ("Move option"), NULL);

  encore_scorecard_edit_move_option (card, self->key, moved, step);
  encore_draft_end (self->draft);
  focus_line (self, moved);
}

static void
on_up (GtkWidget           *button,
       EncoreOptionsEditor *self)
{
  move_option (self, option_of (button), -1);
}

static void
on_down (GtkWidget           *button,
         EncoreOptionsEditor *self)
{
  move_option (self, option_of (button), 1);
}

static void
on_remove (GtkWidget           *button,
           EncoreOptionsEditor *self)
{
  g_autofree char *option = g_strdup (option_of (button));
  EncoreScorecard *card = encore_draft_begin (self->draft, _ ("Remove option"), NULL);

  gtk_widget_grab_focus (self->add);
  encore_scorecard_edit_remove_option (card, self->key, option);
  encore_draft_end (self->draft);
}

static void
on_add (EncoreOptionsEditor *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add))));
  EncoreScorecard *card;

  if (*label == '\0' || get_criterion (self) == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  card = encore_draft_begin (self->draft, _ ("Add option"), NULL);
  encore_scorecard_edit_add_option (card, self->key, label);
  encore_draft_end (self->draft);
}

/* Lines */

static EncoreDraftPlace
place_of (EncoreOptionsEditor *self,
          const EncoreOption  *option,
          gsize                offset,
          const char          *label)
{
  return (EncoreDraftPlace) { self->key, option->key, offset, label };
}

static GtkWidget *
make_entry (EncoreOptionsEditor *self,
            const char          *name,
            const char          *placeholder,
            EncoreDraftPlace     place,
            gboolean             required)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", placeholder, "hexpand", TRUE, "width-chars",
                                   LABEL_WIDTH, NULL);

  gtk_widget_set_name (entry, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  encore_draft_bind_text (self->draft, entry, place, required);
  return entry;
}

static void
add_button (EncoreOptionsEditor *self,
            GtkWidget           *box,
            const char          *icon_name,
            const char          *label,
            const char          *option,
            gboolean             sensitive,
            GCallback            callback)
{
  GtkWidget *button = encore_draft_button ("option-button", icon_name, label);

  gtk_widget_set_sensitive (button, sensitive);
  g_object_set_data_full (G_OBJECT (button), "option", g_strdup (option), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_share (EncoreOptionsEditor *self,
            const EncoreOption  *option)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *spin = encore_draft_spin (self->draft, "option-share", _ ("Percentage of full marks"), 0, MAX_SHARE, 100,
                                       place_of (self, option, G_STRUCT_OFFSET (EncoreOption, share),
                                                 _ ("Change what an option is worth")));

  gtk_widget_set_tooltip_text (spin, _ ("Percentage of full marks; above 100 goes beyond them"));
  gtk_box_append (GTK_BOX (box), spin);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("%"));
  return box;
}

static GtkWidget *
make_fails (EncoreOptionsEditor *self,
            const EncoreOption  *option)
{
  const char *labels[] = { _ ("Fails nothing"), _ ("Fails the section"), _ ("Fails the form"), NULL };
  GtkWidget *fails = gtk_drop_down_new_from_strings (labels);

  gtk_widget_set_name (fails, "option-fails");
  gtk_widget_set_valign (fails, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (fails), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What choosing it fails"),
                                  -1);
  encore_draft_bind_choice (self->draft, fails,
                            place_of (self, option, G_STRUCT_OFFSET (EncoreOption, fails),
                                      _ ("Change what an option fails")));
  return fails;
}

/* Whether it matters what its options are worth. */
static gboolean
is_scored (const EncoreCriterion *criterion)
{
  return criterion->scale == ENCORE_SCALE_CHOICE && criterion->judges == ENCORE_JUDGES_QUALITY
         && (!criterion->is_header || criterion->is_bonus);
}

static GtkWidget *
make_line (EncoreOptionsEditor   *self,
           const EncoreCriterion *criterion,
           guint                  index)
{
  const EncoreOption *option = g_ptr_array_index (criterion->options, index);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean scored = is_scored (criterion);

  g_object_set_data_full (G_OBJECT (line), "option", g_strdup (option->key), g_free);
  gtk_box_append (GTK_BOX (first),
                  make_entry (self, "option-label", _ ("Option"),
                              place_of (self, option, G_STRUCT_OFFSET (EncoreOption, label), _ ("Rename option")),
                              TRUE));
  if (scored)
    gtk_box_append (GTK_BOX (first), make_share (self, option));
  add_button (self, first, "go-up-symbolic", _ ("Move Up"), option->key, index > 0, G_CALLBACK (on_up));
  add_button (self, first, "go-down-symbolic", _ ("Move Down"), option->key, index + 1 < criterion->options->len,
              G_CALLBACK (on_down));
  add_button (self, first, "user-trash-symbolic", _ ("Remove Option"), option->key, TRUE, G_CALLBACK (on_remove));

  gtk_box_append (GTK_BOX (second),
                  make_entry (self, "option-anchor", _ ("How one knows it when one sees it"),
                              place_of (self, option, G_STRUCT_OFFSET (EncoreOption, anchor), _ ("Describe option")),
                              FALSE));
  if (criterion->scale == ENCORE_SCALE_CHOICE)
    gtk_box_append (GTK_BOX (second), make_fails (self, option));
  gtk_box_append (GTK_BOX (line), first);
  gtk_box_append (GTK_BOX (line), second);
  return line;
}

/* Lines of one kind have the same fields. */
static int
kind_of (const EncoreCriterion *criterion)
{
  return (int) criterion->scale * 2 + is_scored (criterion) + 1;
}

static gboolean
is_up_to_date (EncoreOptionsEditor   *self,
               const EncoreCriterion *criterion)
{
  GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->lines));

  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self->lines), "kind")) != kind_of (criterion))
    return FALSE;
  for (guint i = 0; i < criterion->options->len; i++, line = gtk_widget_get_next_sibling (line))
    if (line == NULL || g_strcmp0 (option_of (line), ((EncoreOption *) g_ptr_array_index (criterion->options, i))->key))
      return FALSE;

  return line == NULL;
}

/* Lines stay, with the focus and with what is being typed, as long as the options are the same. */
static void
show_options (EncoreOptionsEditor *self)
{
  EncoreCriterion *criterion = get_criterion (self);
  GtkWidget *line;

  if (criterion == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self),
                          criterion->scale == ENCORE_SCALE_CHOICE || criterion->scale == ENCORE_SCALE_CAUSES);
  if (is_up_to_date (self, criterion))
    return;

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  for (guint i = 0; i < criterion->options->len; i++)
    gtk_box_append (self->lines, make_line (self, criterion, i));
  g_object_set_data (G_OBJECT (self->lines), "kind", GINT_TO_POINTER (kind_of (criterion)));
}

/* Set-up */

static void
encore_options_editor_dispose (GObject *object)
{
  EncoreOptionsEditor *self = ENCORE_OPTIONS_EDITOR (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (encore_options_editor_parent_class)->dispose (object);
}

static void
encore_options_editor_class_init (EncoreOptionsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_options_editor_dispose;
}

static void
encore_options_editor_init (EncoreOptionsEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->add = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _ ("Add an option, then press Enter"),
                            "primary-icon-name", "list-add-symbolic", NULL);
  gtk_widget_set_name (self->add, "option-add");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add an option"), -1);
  g_signal_connect_object (self->add, "activate", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (box, "options");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lines));
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * encore_options_editor_new:
 * @draft: a draft
 * @key: of a criterion
 *
 * Returns: (transfer floating): a row that is there when the criterion has options
 */
GtkWidget *
encore_options_editor_new (EncoreDraft *draft,
                           const char  *key)
{
  EncoreOptionsEditor *self = g_object_new (ENCORE_TYPE_OPTIONS_EDITOR, "title", _ ("Options"), NULL);

  self->draft = g_object_ref (draft);
  self->key = g_strdup (key);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_options), self, G_CONNECT_SWAPPED);
  show_options (self);
  return GTK_WIDGET (self);
}
