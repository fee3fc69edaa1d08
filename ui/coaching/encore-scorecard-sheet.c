/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-sheet.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-scorecard-words.h"
#include "encore-text.h"

/* Letters of an option's label. */
#define MIN_LABEL 3
#define MAX_LABEL 16

struct _EncoreScorecardSheet
{
  AdwBin parent_instance;

  EncoreScorecard *scorecard;
  GPtrArray *principles; /* (nullable): of EncorePrinciple */
  char *scenario;        /* (nullable): uuid: whose weights */
};

G_DEFINE_FINAL_TYPE (EncoreScorecardSheet, encore_scorecard_sheet, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_text (GtkWidget  *box,
             const char *text,
             const char *css_class)
{
  if (!encore_text_is_blank (text))
    gtk_box_append (GTK_BOX (box), make_label (text, css_class));
}

static void
append_dim (GtkWidget  *box,
            const char *text)
{
  GtkWidget *label;

  if (encore_text_is_blank (text))
    return;

  label = make_label (text, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
}

/* One criterion */

/* As wide as the longest label, within bounds. */
static int
label_width (const EncoreCriterion *criterion)
{
  glong longest = 0;

  for (guint i = 0; i < criterion->options->len; i++)
    longest = MAX (longest,
                   g_utf8_strlen (((const EncoreOption *) g_ptr_array_index (criterion->options, i))->label, -1));
  return (int) CLAMP (longest, MIN_LABEL, MAX_LABEL);
}

static void
attach_option (GtkGrid               *grid,
               int                    row,
               const EncoreCriterion *criterion,
               const EncoreOption    *option)
{
  g_autofree char *worth = encore_scorecard_words_worth (criterion, option);
  GtkWidget *label = make_label (option->label, NULL);
  GtkWidget *anchor = make_label (option->anchor != NULL ? option->anchor : "", "dim-label");
  GtkWidget *share = make_label (worth, "dim-label");

  gtk_label_set_width_chars (GTK_LABEL (label), label_width (criterion));
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_LABEL);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (anchor, TRUE);
  gtk_widget_add_css_class (share, "numeric");
  gtk_label_set_xalign (GTK_LABEL (share), 1);
  gtk_label_set_wrap (GTK_LABEL (share), FALSE);
  gtk_widget_set_valign (share, GTK_ALIGN_START);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, anchor, 1, row, 1, 1);
  gtk_grid_attach (grid, share, 2, row, 1, 1);
}

static GtkWidget *
make_scale (const EncoreCriterion *criterion)
{
  GtkWidget *grid;

  if (criterion->scale == ENCORE_SCALE_TEXT || criterion->scale == ENCORE_SCALE_NUMBER || criterion->options->len == 0)
    {
      g_autofree char *scale = encore_scorecard_words_scale (criterion);

      return make_label (scale, NULL);
    }

  grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "row-spacing", 3, NULL);
  for (guint i = 0; i < criterion->options->len; i++)
    attach_option (GTK_GRID (grid), (int) i, criterion, g_ptr_array_index (criterion->options, i));
  gtk_widget_add_css_class (grid, "scale");
  return grid;
}

static void
append_guidance (GtkWidget             *box,
                 const EncoreCriterion *criterion)
{
  append_text (box, criterion->guidance, NULL);
  if (!encore_text_is_blank (criterion->guidance_complex))
    {
      g_autofree char *text = g_strdup_printf (_ ("For a complex issue: %s"), criterion->guidance_complex);

      append_text (box, text, NULL);
    }
}

static GtkWidget *
make_question (EncoreScorecardSheet  *self,
               const EncoreCriterion *criterion)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *question = make_label (criterion->question, "heading");
  g_autofree char *counts = encore_scorecard_words_counts (self->scorecard, criterion, self->scenario);
  GtkWidget *share = make_label (counts, "numeric");

  gtk_widget_set_hexpand (question, TRUE);
  gtk_widget_set_valign (share, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (share), FALSE);
  gtk_widget_add_css_class (share, encore_criterion_is_scored (criterion) ? "heading" : "dim-label");
  gtk_widget_set_tooltip_text (share, _ ("Its real share of the total, when everything applies"));
  gtk_widget_set_name (share, "sheet-share");
  gtk_box_append (GTK_BOX (head), question);
  gtk_box_append (GTK_BOX (head), share);
  return head;
}

static GtkWidget *
make_criterion (EncoreScorecardSheet  *self,
                const EncoreCriterion *criterion)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *asked = encore_scorecard_words_asked (self->scorecard, criterion);
  g_autofree char *marks = encore_scorecard_words_marks (criterion);
  g_autofree char *belongs = encore_scorecard_words_belongs (self->scorecard, criterion, self->principles);

  gtk_widget_add_css_class (box, "sheet-criterion");
  if (criterion->parent != NULL)
    gtk_widget_add_css_class (box, "child");
  gtk_box_append (GTK_BOX (box), make_question (self, criterion));
  append_dim (box, asked);
  append_guidance (box, criterion);
  gtk_box_append (GTK_BOX (box), make_scale (criterion));
  append_dim (box, marks);
  append_dim (box, belongs);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  criterion->question != NULL ? criterion->question : "", -1);
  return row;
}

/* Sections */

static GtkWidget *
make_section (EncoreScorecardSheet *self,
              const EncoreSection  *section)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *weight = encore_scorecard_words_section (self->scorecard, section, self->scenario);
  GtkWidget *share = make_label (weight, "dim-label");
  g_autofree char *title = g_markup_escape_text (section->name != NULL ? section->name : "", -1);
  g_autofree char *guidance = g_markup_escape_text (section->guidance != NULL ? section->guidance : "", -1);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, section->name, -1);
  for (guint i = 0; i < section->criteria->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_criterion (self, g_ptr_array_index (section->criteria, i)));

  gtk_widget_add_css_class (share, "numeric");
  gtk_label_set_wrap (GTK_LABEL (share), FALSE);
  gtk_widget_set_valign (share, GTK_ALIGN_START);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), guidance);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), share);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  return group;
}

static GtkWidget *
make_sheet (EncoreScorecardSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *about = encore_scorecard_words_about (self->scorecard);

  append_text (head, self->scorecard->name, "title-2");
  append_text (head, about, "dim-label");
  append_text (head, self->scorecard->description, NULL);
  gtk_box_append (GTK_BOX (box), head);
  for (guint i = 0; i < self->scorecard->sections->len; i++)
    gtk_box_append (GTK_BOX (box), make_section (self, g_ptr_array_index (self->scorecard->sections, i)));
  return box;
}

static void
encore_scorecard_sheet_finalize (GObject *object)
{
  EncoreScorecardSheet *self = ENCORE_SCORECARD_SHEET (object);

  g_clear_object (&self->scorecard);
  g_clear_pointer (&self->principles, g_ptr_array_unref);
  g_free (self->scenario);

  G_OBJECT_CLASS (encore_scorecard_sheet_parent_class)->finalize (object);
}

static void
encore_scorecard_sheet_class_init (EncoreScorecardSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_scorecard_sheet_finalize;
}

static void
encore_scorecard_sheet_init (EncoreScorecardSheet *self)
{
}

/**
 * encore_scorecard_sheet_set:
 * @self: the sheet
 * @scorecard: what to show
 * @principles: (nullable): of #EncorePrinciple, to say what values and pillars are called
 * @scenario: (nullable): uuid: with whose weights
 */
void
encore_scorecard_sheet_set (EncoreScorecardSheet *self,
                            EncoreScorecard      *scorecard,
                            GPtrArray            *principles,
                            const char           *scenario)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_SHEET (self) && ENCORE_IS_SCORECARD (scorecard));

  g_set_object (&self->scorecard, scorecard);
  g_clear_pointer (&self->principles, g_ptr_array_unref);
  self->principles = principles != NULL ? g_ptr_array_ref (principles) : NULL;
  g_free (self->scenario);
  self->scenario = g_strdup (scenario);
  adw_bin_set_child (ADW_BIN (self), make_sheet (self));
}
