/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluation-compare.h"

#include <glib/gi18n.h>

#include "encore-evaluation-sides.h"
#include "encore-evaluation-text.h"
#include "encore-review-judge.h"

#define ENCORE_TYPE_EVALUATION_COMPARE (encore_evaluation_compare_get_type ())
G_DECLARE_FINAL_TYPE (EncoreEvaluationCompare, encore_evaluation_compare, ENCORE, EVALUATION_COMPARE, AdwWindow)

struct _EncoreEvaluationCompare
{
  AdwWindow parent_instance;

  EncoreReview *review;
  GListStore *evaluations; /* those that can be compared */
  GtkDropDown *sides[2];
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (EncoreEvaluationCompare, encore_evaluation_compare, ADW_TYPE_WINDOW)

/* Which */

static GListStore *
list_submitted (EncoreReview *review)
{
  GListModel *all = encore_review_get_evaluations (review);
  GListStore *submitted = g_list_store_new (ENCORE_TYPE_EVALUATION);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (all, i);

      if (evaluation->state == ENCORE_EVALUATION_SUBMITTED)
        g_list_store_append (submitted, evaluation);
    }

  return submitted;
}

static gboolean
is_counterpart (EncoreEvaluation *first,
                EncoreEvaluation *second)
{
  return first != second && g_strcmp0 (first->scorecard_family, second->scorecard_family) == 0;
}

/* What is told apart best: others by kind before revisions of the same, those that count before those that do not. */
static int
rate_counterpart (EncoreEvaluation *first,
                  EncoreEvaluation *second)
{
  if (!is_counterpart (first, second))
    return -1;

  return (first->kind != second->kind ? 4 : 0) + (second->is_superseded ? 0 : 2)
         + (second->kind == ENCORE_EVALUATION_COACH || second->kind == ENCORE_EVALUATION_SELF ? 1 : 0);
}

static guint
find_counterpart (GListModel *evaluations,
                  guint       index)
{
  g_autoptr (EncoreEvaluation) first = g_list_model_get_item (evaluations, index);
  guint best = GTK_INVALID_LIST_POSITION;
  int best_rate = -1;

  for (guint i = 0; first != NULL && i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) second = g_list_model_get_item (evaluations, i);
      int rate = rate_counterpart (first, second);

      if (rate > best_rate)
        {
          best = i;
          best_rate = rate;
        }
    }

  return best;
}

/* The self-review where there is one, to its left. */
static guint
find_first (GListModel       *evaluations,
            EncoreEvaluation *about)
{
  guint first = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations, i);

      if (find_counterpart (evaluations, i) == GTK_INVALID_LIST_POSITION)
        continue;
      if (about != NULL ? evaluation->id == about->id
                        : evaluation->kind == ENCORE_EVALUATION_SELF && !evaluation->is_superseded)
        return i;
      if (first == GTK_INVALID_LIST_POSITION)
        first = i;
    }

  return first;
}

/* Contents */

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_note (EncoreEvaluationCompare *self,
          const char              *text)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->content), label);
}

static GtkWidget *
make_list (EncoreEvaluationCompare *self,
           GPtrArray               *lines,
           const char              *name)
{
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                                  encore_evaluation_sides_answer (self->review, lines->pdata[i]));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static void
add_lines (EncoreEvaluationCompare *self,
           GPtrArray               *lines,
           const char              *title)
{
  GtkWidget *label = gtk_label_new (title);

  if (lines->len == 0)
    return;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (GTK_BOX (self->content), label);
  gtk_box_append (GTK_BOX (self->content), make_list (self, lines, title));
}

/* Where both agree there is less to talk about. */
static void
add_same (EncoreEvaluationCompare *self,
          GPtrArray               *same)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u Answered Alike", "%u Answered Alike", same->len), same->len);
  GtkWidget *expander = gtk_expander_new (title);
  GtkWidget *list;

  if (same->len == 0)
    return;

  list = make_list (self, same, title);
  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_name (expander, "answered-alike");
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_box_append (GTK_BOX (self->content), expander);
}

static void
add_texts (EncoreEvaluationCompare *self,
           EncoreEvaluation        *first,
           EncoreEvaluation        *second)
{
  if (first->proposal != NULL || second->proposal != NULL)
    gtk_box_append (GTK_BOX (self->content), encore_evaluation_sides_texts (_ ("What They Would Do or Have Done"),
                                                                            first->proposal, second->proposal));
  if (first->comment != NULL || second->comment != NULL)
    gtk_box_append (GTK_BOX (self->content),
                    encore_evaluation_sides_texts (_ ("On the Call as a Whole"), first->comment, second->comment));
}

static void
add_versions (EncoreEvaluationCompare *self,
              EncoreComparison        *comparison)
{
  g_autofree char *left_out = g_strdup_printf (ngettext ("%u question is left out", "%u questions are left out",
                                                         comparison->n_left_out),
                                               comparison->n_left_out);
  g_autofree char *text = g_strdup_printf (_ ("These are by versions %d and %d of the scorecard. Compared is what both "
                                              "ask; %s."),
                                           comparison->first->scorecard->version,
                                           comparison->second->scorecard->version, left_out);

  if (!comparison->same_version)
    add_note (self, text);
}

static void
show_comparison (EncoreEvaluationCompare *self,
                 EncoreComparison        *comparison)
{
  g_autofree char *different = g_strdup_printf (ngettext ("%u Answered Otherwise", "%u Answered Otherwise",
                                                          comparison->different->len),
                                                comparison->different->len);

  gtk_box_append (GTK_BOX (self->content), encore_evaluation_sides_scores (comparison));
  add_versions (self, comparison);
  if (comparison->different->len == 0)
    add_note (self, _ ("Both give the same answers."));
  add_lines (self, comparison->different, different);
  add_texts (self, comparison->first->evaluation, comparison->second->evaluation);
  add_lines (self, comparison->words, _ ("In Their Own Words"));
  add_same (self, comparison->same);
}

static void
show (EncoreEvaluationCompare *self)
{
  EncoreEvaluation *first = gtk_drop_down_get_selected_item (self->sides[0]);
  EncoreEvaluation *second = gtk_drop_down_get_selected_item (self->sides[1]);
  EncoreScorecard *cards[2];
  g_autoptr (EncoreComparison) comparison = NULL;

  clear (self->content);
  if (first == NULL || second == NULL)
    return;
  if (!is_counterpart (first, second))
    {
      add_note (self, first == second ? _ ("Choose another evaluation on one of the sides.")
                                      : _ ("These answer different scorecards, which have no question in common."));
      return;
    }

  cards[0] = encore_review_find_scorecard (self->review, first->scorecard_id);
  cards[1] = encore_review_find_scorecard (self->review, second->scorecard_id);
  if (cards[0] == NULL || cards[1] == NULL)
    return;

  comparison = encore_comparison_new (cards[0], first, cards[1], second);
  show_comparison (self, comparison);
}

/* Window */

static char *
get_name (EncoreEvaluation *evaluation)
{
  g_autofree char *who = encore_evaluation_describe (evaluation);
  g_autofree char *score = encore_evaluation_score_text (evaluation);

  return g_strdup_printf ("%s · %s", who, score);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  g_autofree char *name = get_name (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), name);
}

static GtkWidget *
make_choice (EncoreEvaluationCompare *self,
             guint                    side,
             guint                    selected)
{
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->evaluations)), NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  self->sides[side] = GTK_DROP_DOWN (choice);
  gtk_drop_down_set_factory (self->sides[side], factory);
  gtk_drop_down_set_selected (self->sides[side], selected);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  side == 0 ? _ ("Evaluation on the left") : _ ("Evaluation on the right"), -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return choice;
}

static GtkWidget *
make_choices (EncoreEvaluationCompare *self,
              EncoreEvaluation        *about)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  guint first = find_first (G_LIST_MODEL (self->evaluations), about);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_choice (self, 0, first));
  gtk_box_append (GTK_BOX (box), make_choice (self, 1, find_counterpart (G_LIST_MODEL (self->evaluations), first)));
  return box;
}

static void
fill (EncoreEvaluationCompare *self,
      EncoreEvaluation        *about)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_name (self->content, "side-by-side");
  gtk_box_append (GTK_BOX (box), make_choices (self, about));
  gtk_box_append (GTK_BOX (box), self->content);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom", 18, "valign",
                GTK_ALIGN_START, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (page), scroller);
  adw_window_set_content (ADW_WINDOW (self), page);
}

static void
encore_evaluation_compare_dispose (GObject *object)
{
  EncoreEvaluationCompare *self = ENCORE_EVALUATION_COMPARE (object);

  g_clear_object (&self->review);
  g_clear_object (&self->evaluations);
  G_OBJECT_CLASS (encore_evaluation_compare_parent_class)->dispose (object);
}

static void
encore_evaluation_compare_class_init (EncoreEvaluationCompareClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_evaluation_compare_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_evaluation_compare_init (EncoreEvaluationCompare *self)
{
}

/**
 * encore_evaluation_compare_possible:
 * @review: the hub, with an open call
 *
 * Returns: whether two of the evaluations that may be seen have something in common
 */
gboolean
encore_evaluation_compare_possible (EncoreReview *review)
{
  g_autoptr (GListStore) submitted = list_submitted (review);

  return find_first (G_LIST_MODEL (submitted), NULL) != GTK_INVALID_LIST_POSITION;
}

/**
 * encore_evaluation_compare_present:
 * @review: the hub, with an open call
 * @about: (nullable): one that shall be among them
 * @parent: the window before which it stands
 *
 * Shows two evaluations of the call side by side, differences first.
 */
void
encore_evaluation_compare_present (EncoreReview     *review,
                                   EncoreEvaluation *about,
                                   GtkWindow        *parent)
{
  g_return_if_fail (ENCORE_IS_REVIEW (review));

  EncoreEvaluationCompare *self = g_object_new (ENCORE_TYPE_EVALUATION_COMPARE, "modal", TRUE, "transient-for", parent,
                                                "title", _ ("Side by Side"), "default-width", 820, "default-height",
                                                640, NULL);

  self->review = g_object_ref (review);
  self->evaluations = list_submitted (review);
  fill (self, about);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
