/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-diff.h"

#include <glib/gi18n.h>

#include "encore-scorecard-words.h"
#include "encore-text.h"

#define MAX_SHORT 24 /* letters */

struct _EncoreScorecardDiff
{
  AdwWindow parent_instance;

  GPtrArray *versions; /* of EncoreScorecard, newest first */

  GtkDropDown *older;
  GtkDropDown *newer;
  GtkBox *changes;
};

G_DEFINE_FINAL_TYPE (EncoreScorecardDiff, encore_scorecard_diff, ADW_TYPE_WINDOW)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "selectable", FALSE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Short ones stand side by side. */
static gboolean
is_short (const char *text)
{
  return text == NULL || (g_utf8_strlen (text, -1) <= MAX_SHORT && strchr (text, '\n') == NULL);
}

/* What it was is struck out and what it is now is not: nothing is known by colour alone. */
static void
append_texts (GtkWidget                   *box,
              const EncoreScorecardChange *change)
{
  if (!encore_text_is_blank (change->before))
    {
      GtkWidget *before = make_label (change->before, "dim-label");
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      gtk_label_set_attributes (GTK_LABEL (before), attributes);
      pango_attr_list_unref (attributes);
      gtk_box_append (GTK_BOX (box), before);
    }
  if (!encore_text_is_blank (change->after))
    gtk_box_append (GTK_BOX (box), make_label (change->after, NULL));
}

static const char *
describe_kind (const EncoreScorecardChange *change)
{
  if (change->kind == ENCORE_SCORECARD_ADDED)
    return _ ("Added");
  if (change->kind == ENCORE_SCORECARD_REMOVED)
    return _ ("Removed");

  return change->what;
}

static GtkWidget *
make_change (const EncoreScorecardChange *change)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean side_by_side = is_short (change->before) && is_short (change->after);
  GtkWidget *box = gtk_box_new (side_by_side ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL,
                                side_by_side ? 12 : 3);
  GtkWidget *what = make_label (describe_kind (change), "dim-label");

  gtk_label_set_width_chars (GTK_LABEL (what), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (what), 14);
  gtk_widget_set_valign (what, GTK_ALIGN_START);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_name (row, "change");
  gtk_widget_add_css_class (line, "text-row");
  append_texts (box, change);
  gtk_box_append (GTK_BOX (line), what);
  gtk_box_append (GTK_BOX (line), box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  return row;
}

/* All that changed in one section or criterion stands together, under its name. */
static GtkWidget *
add_group (EncoreScorecardDiff         *self,
           const EncoreScorecardChange *change)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *title
      = g_markup_escape_text (change->key != NULL && change->name != NULL ? change->name : _ ("The scorecard itself"),
                              -1);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (self->changes, group);
  return list;
}

static EncoreScorecard *
get_version (EncoreScorecardDiff *self,
             GtkDropDown         *chooser)
{
  guint selected = gtk_drop_down_get_selected (chooser);

  return selected < self->versions->len ? g_ptr_array_index (self->versions, selected) : NULL;
}

static void
show_changes (EncoreScorecardDiff *self)
{
  EncoreScorecard *older = get_version (self, self->older), *newer = get_version (self, self->newer);
  g_autoptr (GPtrArray) changes = NULL;
  GtkWidget *child, *list = NULL;
  const char *key = NULL;

  if (older == NULL || newer == NULL)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->changes))) != NULL)
    gtk_box_remove (self->changes, child);

  changes = encore_scorecard_compare (older, newer);
  for (guint i = 0; i < changes->len; i++)
    {
      const EncoreScorecardChange *change = g_ptr_array_index (changes, i);

      if (list == NULL || g_strcmp0 (change->key, key) != 0)
        list = add_group (self, change);
      key = change->key;
      gtk_list_box_append (GTK_LIST_BOX (list), make_change (change));
    }

  if (changes->len == 0)
    gtk_box_append (self->changes,
                    make_label (_ ("Nothing changed: both ask the same, and count it the same way."), "dim-label"));
}

static GtkDropDown *
make_chooser (EncoreScorecardDiff *self,
              const char          *label,
              guint                selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *chooser;

  for (guint i = 0; i < self->versions->len; i++)
    {
      g_autofree char *name = encore_scorecard_words_version (g_ptr_array_index (self->versions, i));

      gtk_string_list_append (names, name);
    }

  chooser = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (show_changes), self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (chooser);
}

static GtkWidget *
make_choosers (EncoreScorecardDiff *self,
               guint                newer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->older = make_chooser (self, _ ("Older version"), MIN (newer + 1, self->versions->len - 1));
  self->newer = make_chooser (self, _ ("Newer version"), newer);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("From")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->older));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("to")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->newer));
  return box;
}

/* Set-up */

static void
encore_scorecard_diff_dispose (GObject *object)
{
  EncoreScorecardDiff *self = ENCORE_SCORECARD_DIFF (object);

  g_clear_pointer (&self->versions, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_scorecard_diff_parent_class)->dispose (object);
}

static void
encore_scorecard_diff_class_init (EncoreScorecardDiffClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_scorecard_diff_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_scorecard_diff_init (EncoreScorecardDiff *self)
{
  self->changes = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 580);
}

static void
fill (EncoreScorecardDiff *self,
      guint                newer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 640, "child", content, NULL);
  GtkWidget *scroll = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                    "child", clamp, NULL);

  gtk_widget_add_css_class (content, "dialog-content");
  gtk_box_append (GTK_BOX (content), make_choosers (self, newer));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->changes));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * encore_scorecard_diff_present:
 * @parent: in whose window it is opened
 * @versions: (transfer none): of one family, newest first
 * @newer: one of them, which is compared with the one before it
 *
 * Returns: (transfer none): the dialog, open
 */
EncoreScorecardDiff *
encore_scorecard_diff_present (GtkWidget       *parent,
                               GPtrArray       *versions,
                               EncoreScorecard *newer)
{
  guint at = 0;

  g_return_val_if_fail (versions->len > 0, NULL);

  g_autofree char *title = g_strdup_printf (_ ("What Changed: %s"), newer->name);
  EncoreScorecardDiff *self = g_object_new (ENCORE_TYPE_SCORECARD_DIFF, "transient-for", gtk_widget_get_root (parent),
                                            "title", title, NULL);

  self->versions = g_ptr_array_copy (versions, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->versions, g_object_unref);
  if (!g_ptr_array_find (self->versions, newer, &at))
    at = 0;
  fill (self, at);
  show_changes (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
