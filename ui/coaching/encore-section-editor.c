/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-section-editor.h"

#include <glib/gi18n.h>

#include "encore-draft-rows.h"
#include "encore-scorecard-words.h"

#define MAX_WEIGHT 100

/* Before its criteria stand its name and what it is about. */
#define N_HEAD_ROWS 2

struct _EncoreSectionEditor
{
  AdwBin parent_instance;

  EncoreDraft *draft;
  char *key;

  GtkLabel *title;
  GtkLabel *share;
  GtkWidget *up;
  GtkWidget *down;
  GtkListBox *list;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncoreSectionEditor, encore_section_editor, ADW_TYPE_BIN)

static void
show_section (EncoreSectionEditor *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);
  EncoreSection *section = encore_scorecard_find_section (card, self->key);
  guint at;

  if (section == NULL || !g_ptr_array_find (card->sections, section, &at))
    return;

  g_autofree char *title = g_strdup_printf (_ ("Section %u"), at + 1);
  g_autofree char *share = encore_scorecard_words_share (encore_scorecard_criterion_share (card, self->key, NULL));
  g_autofree char *text = g_strdup_printf (_ ("%s of the total"), share);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->share, text);
  gtk_widget_set_sensitive (self->up, at > 0);
  gtk_widget_set_sensitive (self->down, at + 1 < card->sections->len);
}

/* What is done to it */

static void
move (EncoreSectionEditor *self,
      int                  step)
{
  encore_scorecard_edit_move (encore_draft_begin (self->draft, _ ("Move section"), NULL), self->key, step);
  encore_draft_end (self->draft);
}

static void
on_up (EncoreSectionEditor *self)
{
  move (self, -1);
}

static void
on_down (EncoreSectionEditor *self)
{
  move (self, 1);
}

static void
on_delete (EncoreSectionEditor *self)
{
  g_autoptr (EncoreSectionEditor) alive = g_object_ref (self);

  encore_scorecard_edit_remove (encore_draft_begin (self->draft, _ ("Delete section"), NULL), self->key);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "s", _ ("Section deleted"));
  encore_draft_end (self->draft);
}

static void
on_add (EncoreSectionEditor *self)
{
  g_autofree char *question = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add))));
  EncoreScorecard *card;

  if (*question == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  card = encore_draft_begin (self->draft, _ ("Add criterion"), NULL);
  encore_scorecard_edit_add_criterion (card, encore_scorecard_find_section (card, self->key), question);
  encore_draft_end (self->draft);
}

/* Dropped on the field for a new one, a criterion goes to the end. */
static gboolean
on_drop (GtkDropTarget       *target,
         const GValue        *value,
         double               x,
         double               y,
         EncoreSectionEditor *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);
  const char *key = g_value_get_string (value);

  if (encore_scorecard_find_criterion (card, key, NULL) == NULL)
    return FALSE;

  encore_scorecard_edit_move_before (encore_draft_begin (self->draft, _ ("Move criterion"), NULL), key, self->key);
  encore_draft_end (self->draft);
  return TRUE;
}

/* Set-up */

static void
add_button (EncoreSectionEditor *self,
            GtkWidget           *box,
            GtkWidget           *button,
            GCallback            callback)
{
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_head (EncoreSectionEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->share = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_name (GTK_WIDGET (self->share), "section-share");
  gtk_widget_add_css_class (GTK_WIDGET (self->share), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->share), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->share));

  self->up = encore_draft_button ("section-up", "go-up-symbolic", _ ("Move Section Up"));
  add_button (self, box, self->up, G_CALLBACK (on_up));
  self->down = encore_draft_button ("section-down", "go-down-symbolic", _ ("Move Section Down"));
  add_button (self, box, self->down, G_CALLBACK (on_down));
  add_button (self, box, encore_draft_button ("section-delete", "user-trash-symbolic", _ ("Delete Section")),
              G_CALLBACK (on_delete));
  return box;
}

static void
make_fields (EncoreSectionEditor *self)
{
  EncoreDraftPlace name = { self->key, NULL, G_STRUCT_OFFSET (EncoreSection, name), _ ("Rename section") };
  EncoreDraftPlace weight = { self->key, NULL, G_STRUCT_OFFSET (EncoreSection, weight), _ ("Change weight") };
  EncoreDraftPlace guidance = { self->key, NULL, G_STRUCT_OFFSET (EncoreSection, guidance), _ ("Describe section") };
  GtkWidget *row = encore_draft_entry_row (self->draft, "section-name", _ ("Section"), name, TRUE);
  GtkWidget *label = gtk_label_new (_ ("Weight"));

  gtk_widget_add_css_class (label, "dim-label");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), label);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row),
                            encore_draft_spin (self->draft, "section-weight", _ ("Weight of the section"), 0,
                                               MAX_WEIGHT, 1, weight));
  gtk_list_box_append (self->list, row);
  gtk_list_box_append (self->list, encore_draft_text_row (self->draft, "section-guidance",
                                                          _ ("What it is about (optional)"), guidance));
}

static void
make_add (EncoreSectionEditor *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  self->add = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Add a criterion: what is asked"), NULL);
  gtk_widget_set_name (self->add, "criterion-add");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (self->add), gtk_image_new_from_icon_name ("list-add-symbolic"));
  g_signal_connect_object (self->add, "entry-activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (self->add, GTK_EVENT_CONTROLLER (target));
  gtk_list_box_append (self->list, self->add);
}

static gboolean
encore_section_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ENCORE_SECTION_EDITOR (widget)->add);
}

static void
encore_section_editor_dispose (GObject *object)
{
  EncoreSectionEditor *self = ENCORE_SECTION_EDITOR (object);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (encore_section_editor_parent_class)->dispose (object);
}

static void
encore_section_editor_finalize (GObject *object)
{
  g_free (ENCORE_SECTION_EDITOR (object)->key);

  G_OBJECT_CLASS (encore_section_editor_parent_class)->finalize (object);
}

static void
encore_section_editor_class_init (EncoreSectionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_section_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_section_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = encore_section_editor_grab_focus;
}

static void
encore_section_editor_init (EncoreSectionEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_name (GTK_WIDGET (self), "section");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * encore_section_editor_new:
 * @draft: a draft
 * @key: of one of its sections
 *
 * Returns: (transfer floating): an editor, still without criteria
 */
GtkWidget *
encore_section_editor_new (EncoreDraft *draft,
                           const char  *key)
{
  EncoreSectionEditor *self = g_object_new (ENCORE_TYPE_SECTION_EDITOR, NULL);

  self->draft = g_object_ref (draft);
  self->key = g_strdup (key);
  make_fields (self);
  make_add (self);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_section), self, G_CONNECT_SWAPPED);
  show_section (self);
  return GTK_WIDGET (self);
}

const char *
encore_section_editor_get_key (EncoreSectionEditor *self)
{
  g_return_val_if_fail (ENCORE_IS_SECTION_EDITOR (self), NULL);

  return self->key;
}

/**
 * encore_section_editor_arrange:
 * @self: the editor
 * @rows: (transfer none): its criteria, in order; each in this editor's list or in none
 *
 * Rows that stand where they should are left alone.
 */
void
encore_section_editor_arrange (EncoreSectionEditor *self,
                               GPtrArray           *rows)
{
  g_return_if_fail (ENCORE_IS_SECTION_EDITOR (self));

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      int index = N_HEAD_ROWS + (int) i;

      if (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, index)) == row)
        continue;
      if (gtk_widget_get_parent (row) != NULL)
        gtk_list_box_remove (self->list, row);
      gtk_list_box_insert (self->list, row, index);
    }
}
