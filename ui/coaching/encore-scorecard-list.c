/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-list.h"

#include <glib/gi18n.h>

/**
 * encore_scorecard_list_families:
 * @scorecards: (transfer none): all versions, those of a family one after the other
 *
 * Returns: (transfer full): an array of versions for each family, in the order of the first
 */
GPtrArray *
encore_scorecard_list_families (GPtrArray *scorecards)
{
  GPtrArray *families = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scorecards->len; i++)
    {
      EncoreScorecard *card = g_ptr_array_index (scorecards, i);
      GPtrArray *versions = g_hash_table_lookup (known, card->family);

      if (versions == NULL)
        {
          versions = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (known, card->family, versions);
          g_ptr_array_add (families, versions);
        }
      g_ptr_array_add (versions, g_object_ref (card));
    }

  return families;
}

static gboolean
is_starter (GPtrArray *versions)
{
  return ENCORE_SCORECARD (g_ptr_array_index (versions, 0))->id == 0;
}

static EncoreScorecard *
newest_published (GPtrArray *versions)
{
  for (guint i = 0; i < versions->len; i++)
    if (ENCORE_SCORECARD (g_ptr_array_index (versions, i))->status != ENCORE_SCORECARD_DRAFT)
      return g_ptr_array_index (versions, i);

  return NULL;
}

/**
 * encore_scorecard_list_describe:
 * @versions: of one family, or one starter
 *
 * Returns: (transfer full): its newest published version, and how often any of them was used
 */
char *
encore_scorecard_list_describe (GPtrArray *versions)
{
  EncoreScorecard *first = g_ptr_array_index (versions, 0), *newest = newest_published (versions);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_elements = encore_scorecard_count_elements (first);
  int n_evaluations = 0;

  for (guint i = 0; i < versions->len; i++)
    n_evaluations += ENCORE_SCORECARD (g_ptr_array_index (versions, i))->n_evaluations;

  if (newest == NULL)
    g_string_append_printf (text, ngettext ("%u element", "%u elements", n_elements), n_elements);
  else if (newest->status == ENCORE_SCORECARD_RETIRED)
    g_string_append_printf (text, _ ("Version %d, retired"), newest->version);
  else
    g_string_append_printf (text, _ ("Version %d"), newest->version);
  if (n_evaluations > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%d evaluation", "%d evaluations", n_evaluations), n_evaluations);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_badge (void)
{
  GtkWidget *badge = gtk_label_new (_ ("Draft"));

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}

static GtkWidget *
make_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

/* For a screen reader. */
static void
name_row (GtkListBoxRow   *row,
          EncoreScorecard *first,
          const char      *about)
{
  g_autofree char *text = first->id > 0 && first->status == ENCORE_SCORECARD_DRAFT
                              ? g_strdup_printf ("%s, %s, %s", first->name, about, _ ("Draft"))
                              : g_strdup_printf ("%s, %s", first->name, about);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_versions (GtkListBoxRow *row,
               GPtrArray     *versions)
{
  EncoreScorecard *first = g_ptr_array_index (versions, 0);
  GtkWidget *line = gtk_list_box_row_get_child (row);
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_first_child (line));
  g_autofree char *text = encore_scorecard_list_describe (versions);

  gtk_label_set_label (GTK_LABEL (name), first->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), text);
  gtk_widget_set_visible (gtk_widget_get_last_child (line),
                          first->status == ENCORE_SCORECARD_DRAFT && !is_starter (versions));
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), first->name);
  name_row (row, first, text);
  g_object_set_data_full (G_OBJECT (row), "versions", g_ptr_array_ref (versions), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * encore_scorecard_list_row:
 * @versions: (transfer none): of one family, or one starter
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
encore_scorecard_list_row (GPtrArray *versions)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *about = make_label ();

  gtk_widget_set_name (row, is_starter (versions) ? "starter" : "scorecard");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (line, "scenario-item");
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (about, "caption");
  gtk_box_append (GTK_BOX (box), make_label ());
  gtk_box_append (GTK_BOX (box), about);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), make_badge ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  show_versions (GTK_LIST_BOX_ROW (row), versions);
  return row;
}

static const char *
name_family (GPtrArray *versions)
{
  EncoreScorecard *first = g_ptr_array_index (versions, 0);

  return first->id > 0 ? first->family : first->starter;
}

const char *
encore_scorecard_list_family (GtkListBoxRow *row)
{
  return name_family (encore_scorecard_list_versions (row));
}

/**
 * encore_scorecard_list_update:
 * @row: (nullable): of a scorecard
 * @versions: (transfer none): as they are now
 *
 * Returns: whether they are the same scorecard's, and shown now
 */
gboolean
encore_scorecard_list_update (GtkListBoxRow *row,
                              GPtrArray     *versions)
{
  if (row == NULL || g_strcmp0 (encore_scorecard_list_family (row), name_family (versions)) != 0
      || encore_scorecard_list_is_starter (row) != is_starter (versions))
    return FALSE;

  show_versions (row, versions);
  return TRUE;
}

GPtrArray *
encore_scorecard_list_versions (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "versions");
}

gboolean
encore_scorecard_list_is_starter (GtkListBoxRow *row)
{
  return is_starter (encore_scorecard_list_versions (row));
}

/**
 * encore_scorecard_list_matches:
 * @row: of a scorecard
 * @search: what was typed
 *
 * Returns: whether its name, its description or a question holds @search
 */
gboolean
encore_scorecard_list_matches (GtkListBoxRow *row,
                               const char    *search)
{
  EncoreScorecard *card = g_ptr_array_index (encore_scorecard_list_versions (row), 0);
  g_autofree char *needle = g_utf8_casefold (search, -1);
  g_autoptr (GString) text = g_string_new (card->name);
  g_autofree char *folded = NULL;

  g_string_append_printf (text, "\n%s", card->description != NULL ? card->description : "");
  for (guint i = 0; i < card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (card->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        g_string_append_printf (text, "\n%s", ((EncoreCriterion *) g_ptr_array_index (section->criteria, j))->question);
    }

  folded = g_utf8_casefold (text->str, -1);
  return strstr (folded, needle) != NULL;
}
