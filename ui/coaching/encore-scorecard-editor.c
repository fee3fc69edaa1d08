/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-editor.h"

#include <glib/gi18n.h>

#include "encore-criterion-row.h"
#include "encore-draft-rows.h"
#include "encore-profile-group.h"
#include "encore-scorecard-notes.h"
#include "encore-section-editor.h"

#define MAX_CAP 200

struct _EncoreScorecardEditor
{
  AdwBin parent_instance;

  EncoreDraft *draft;
  gint64 shown_id;      /* of the scorecard whose sections are shown */
  GHashTable *sections; /* key -> EncoreSectionEditor */
  GHashTable *rows;     /* key -> EncoreCriterionRow, kept while it moves */

  GtkWidget *name;
  GtkBox *box;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncoreScorecardEditor, encore_scorecard_editor, ADW_TYPE_BIN)

/* Sections and criteria: widgets stay while what they show stays, wherever it moves. */

static void
drop_row (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);

  if (list != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

/* Rows whose criterion has gone, or stands in another section. */
static void
drop_stray_rows (EncoreScorecardEditor *self,
                 EncoreScorecard       *card)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      EncoreSection *section = NULL;
      GtkWidget *editor = gtk_widget_get_ancestor (row, ENCORE_TYPE_SECTION_EDITOR);
      gboolean known = encore_scorecard_find_criterion (card, key, &section) != NULL;

      if (!known || editor == NULL
          || !g_str_equal (encore_section_editor_get_key (ENCORE_SECTION_EDITOR (editor)), section->key))
        drop_row (row);
      if (!known)
        g_hash_table_iter_remove (&iter);
    }
}

static void
drop_stray_sections (EncoreScorecardEditor *self,
                     EncoreScorecard       *card)
{
  GHashTableIter iter;
  gpointer key, editor;

  g_hash_table_iter_init (&iter, self->sections);
  while (g_hash_table_iter_next (&iter, &key, &editor))
    if (encore_scorecard_find_section (card, key) == NULL)
      {
        gtk_box_remove (self->box, editor);
        g_hash_table_iter_remove (&iter);
      }
}

static GtkWidget *
need_section (EncoreScorecardEditor *self,
              const char            *key)
{
  GtkWidget *editor = g_hash_table_lookup (self->sections, key);

  if (editor == NULL)
    {
      editor = encore_section_editor_new (self->draft, key);
      g_hash_table_insert (self->sections, g_strdup (key), editor);
      gtk_box_append (self->box, editor);
    }

  return editor;
}

static GtkWidget *
need_row (EncoreScorecardEditor *self,
          const char            *key)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, key);

  if (row == NULL)
    {
      row = encore_criterion_row_new (self->draft, key);
      g_hash_table_insert (self->rows, g_strdup (key), g_object_ref_sink (row));
    }

  return row;
}

static void
arrange_section (EncoreScorecardEditor *self,
                 const EncoreSection   *section,
                 GtkWidget             *editor)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < section->criteria->len; i++)
    g_ptr_array_add (rows, need_row (self, ((EncoreCriterion *) g_ptr_array_index (section->criteria, i))->key));
  encore_section_editor_arrange (ENCORE_SECTION_EDITOR (editor), rows);
}

static void
arrange (EncoreScorecardEditor *self,
         EncoreScorecard       *card)
{
  GtkWidget *before = NULL;

  drop_stray_rows (self, card);
  drop_stray_sections (self, card);
  for (guint i = 0; i < card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (card->sections, i);
      GtkWidget *editor = need_section (self, section->key);

      if (gtk_widget_get_prev_sibling (editor) != before)
        gtk_box_reorder_child_after (self->box, editor, before);
      arrange_section (self, section, editor);
      before = editor;
    }
}

/* A row that is taken out and put in again loses the focus. */
static void
on_draft_changed (EncoreScorecardEditor *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (card == NULL || card->status != ENCORE_SCORECARD_DRAFT)
    return;

  g_autoptr (GtkWidget) kept = focus != NULL ? g_object_ref (focus) : NULL;

  if (card->id != self->shown_id)
    {
      g_autoptr (EncoreScorecard) nothing = encore_scorecard_new ();

      arrange (self, nothing);
    }
  self->shown_id = card->id;
  arrange (self, card);

  /* Also when it has the focus still: the window would take it away a moment later. */
  if (kept != NULL && gtk_widget_get_root (kept) == root && gtk_widget_is_ancestor (kept, GTK_WIDGET (self)))
    gtk_root_set_focus (root, kept);
}

static void
on_add (EncoreScorecardEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add))));
  g_autofree char *key = NULL;

  if (*name == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  key = g_strdup (
      encore_scorecard_edit_add_section (encore_draft_begin (self->draft, _ ("Add section"), NULL), name)->key);
  encore_draft_end (self->draft);
  gtk_widget_grab_focus (need_section (self, key));
}

/* Set-up */

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkWidget *
make_head (EncoreScorecardEditor *self)
{
  GtkWidget *list = make_list ();
  EncoreDraftPlace name = { NULL, NULL, G_STRUCT_OFFSET (EncoreScorecard, name), _ ("Rename scorecard") };
  EncoreDraftPlace description = { NULL, NULL, G_STRUCT_OFFSET (EncoreScorecard, description),
                                   _ ("Describe scorecard") };
  EncoreDraftPlace goal = { NULL, NULL, G_STRUCT_OFFSET (EncoreScorecard, goal), _ ("Change goal") };
  EncoreDraftPlace cap = { NULL, NULL, G_STRUCT_OFFSET (EncoreScorecard, cap), _ ("Change cap") };

  self->name = encore_draft_entry_row (self->draft, "scorecard-name", _ ("Name"), name, TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), self->name);
  gtk_list_box_append (GTK_LIST_BOX (list),
                       encore_draft_text_row (self->draft, "scorecard-description",
                                              _ ("What it is for, and how it is meant to be used"), description));
  gtk_list_box_append (GTK_LIST_BOX (list),
                       encore_draft_spin_row (self->draft, "scorecard-goal", _ ("Goal"),
                                              _ ("Percentage that a call should reach; 0: none"), 0, MAX_CAP, goal));
  gtk_list_box_append (GTK_LIST_BOX (list),
                       encore_draft_spin_row (self->draft, "scorecard-cap", _ ("Cap"),
                                              _ ("Highest percentage that a bonus may lead to"), 100, MAX_CAP, cap));
  return list;
}

static GtkWidget *
make_add (EncoreScorecardEditor *self)
{
  GtkWidget *list = make_list ();

  self->add = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Add a section, such as “Connection”"), NULL);
  gtk_widget_set_name (self->add, "section-add");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (self->add), gtk_image_new_from_icon_name ("list-add-symbolic"));
  g_signal_connect_object (self->add, "entry-activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (list), self->add);
  return list;
}

static void
encore_scorecard_editor_dispose (GObject *object)
{
  EncoreScorecardEditor *self = ENCORE_SCORECARD_EDITOR (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->sections, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (encore_scorecard_editor_parent_class)->dispose (object);
}

static void
encore_scorecard_editor_class_init (EncoreScorecardEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_scorecard_editor_dispose;
}

static void
encore_scorecard_editor_init (EncoreScorecardEditor *self)
{
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * encore_scorecard_editor_new:
 * @draft: what is edited, now or as soon as it is taken
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
encore_scorecard_editor_new (EncoreDraft *draft)
{
  EncoreScorecardEditor *self = g_object_new (ENCORE_TYPE_SCORECARD_EDITOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->draft = g_object_ref (draft);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_box_append (GTK_BOX (box), encore_scorecard_notes_new (draft));
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (box), make_add (self));
  gtk_box_append (GTK_BOX (box), encore_profile_group_new (draft));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (draft, "changed", G_CALLBACK (on_draft_changed), self, G_CONNECT_SWAPPED);
  on_draft_changed (self);
  return GTK_WIDGET (self);
}

/**
 * encore_scorecard_editor_edit_name:
 * @self: the editor
 *
 * Gives the focus to the name, all of it selected.
 */
void
encore_scorecard_editor_edit_name (EncoreScorecardEditor *self)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_EDITOR (self));

  gtk_widget_grab_focus (self->name);
  gtk_editable_select_region (GTK_EDITABLE (self->name), 0, -1);
}
