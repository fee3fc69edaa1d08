/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-sheet-private.h"

#include <glib/gi18n.h>

#include "encore-review-disputes.h"
#include "encore-score-sum.h"
#include "encore-shortcut-keys.h"

G_DEFINE_FINAL_TYPE (EncoreScoreSheet, encore_score_sheet, GTK_TYPE_WIDGET)

#define REVEAL_AFTER_FRAMES 2
#define REVEAL_MARGIN 9

/* The current criterion */

static gboolean
on_reveal_tick (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (--self->reveal_frames > 0)
    return G_SOURCE_CONTINUE;

  self->reveal_id = 0;
  if (self->current != NULL && gtk_widget_compute_bounds (GTK_WIDGET (self->current), self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y - REVEAL_MARGIN,
                               bounds.origin.y + bounds.size.height + REVEAL_MARGIN);
  return G_SOURCE_REMOVE;
}

/* Once it has its unfolded size. */
static void
reveal_current (EncoreScoreSheet *self)
{
  self->reveal_frames = REVEAL_AFTER_FRAMES;
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_reveal_tick, NULL, NULL);
}

static void
set_current (EncoreScoreSheet *self,
             EncoreJudgeRow   *row)
{
  EncoreJudgeRow *before = self->current;

  if (row == before)
    return;

  self->current = row;
  if (before != NULL)
    encore_judge_row_set_current (before, FALSE);
  if (row == NULL)
    return;

  encore_judge_row_set_current (row, TRUE);
  reveal_current (self);
}

static void
on_row_current (EncoreScoreSheet *self,
                EncoreJudgeRow   *row)
{
  set_current (self, row);
}

static EncoreJudgeRow *
find_row (EncoreScoreSheet *self,
          const char       *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (encore_judge_row_get_key (g_ptr_array_index (self->rows, i)), key) == 0)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

EncoreJudgeRow *
encore_score_sheet_find_visible (EncoreScoreSheet *self,
                                 int               from,
                                 int               direction)
{
  for (int i = from; i >= 0 && i < (int) self->rows->len; i += direction)
    if (gtk_widget_get_visible (g_ptr_array_index (self->rows, (guint) i)))
      return g_ptr_array_index (self->rows, (guint) i);

  return NULL;
}

/* The first that is open, else the first. */
static EncoreJudgeRow *
find_first (EncoreScoreSheet *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  for (guint i = 0; i < self->rows->len && encore_review_can_answer (self->review); i++)
    {
      EncoreJudgeRow *row = g_ptr_array_index (self->rows, i);

      if (gtk_widget_get_visible (GTK_WIDGET (row))
          && !encore_answer_is_given (encore_evaluation_find_answer (evaluation, encore_judge_row_get_key (row))))
        return row;
    }

  return encore_score_sheet_find_visible (self, 0, 1);
}

int
encore_score_sheet_get_index (EncoreScoreSheet *self)
{
  guint index;

  return self->current != NULL && g_ptr_array_find (self->rows, self->current, &index) ? (int) index : -1;
}

const char *
encore_score_sheet_get_current (EncoreScoreSheet *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORE_SHEET (self), NULL);

  return self->current != NULL ? encore_judge_row_get_key (self->current) : NULL;
}

/**
 * encore_score_sheet_go_to:
 * @self: a sheet
 * @key: (nullable): of a criterion; %NULL: where one left off, or the first that is open
 */
void
encore_score_sheet_go_to (EncoreScoreSheet *self,
                          const char       *key)
{
  g_return_if_fail (ENCORE_IS_SCORE_SHEET (self));

  EncoreJudgeRow *row = key != NULL ? find_row (self, key) : self->current;

  if (row == NULL)
    row = find_first (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Rows */

static void
add_row (EncoreScoreSheet *self,
         const char       *key)
{
  GtkWidget *row = encore_judge_row_new (self->review, key);

  g_signal_connect_object (row, "current", G_CALLBACK (on_row_current), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
add_section (EncoreScoreSheet    *self,
             const EncoreSection *section,
             gboolean             headers)
{
  for (guint i = 0; i < section->criteria->len; i++)
    {
      const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, i);

      if (criterion->is_header == headers)
        add_row (self, criterion->key);
    }
}

static gboolean
has_elements (const EncoreSection *section)
{
  for (guint i = 0; i < section->criteria->len; i++)
    if (!((const EncoreCriterion *) g_ptr_array_index (section->criteria, i))->is_header)
      return TRUE;

  return FALSE;
}

/* What is asked about the call as a whole comes first. */
static void
make_rows (EncoreScoreSheet *self)
{
  for (guint i = 0; i < self->scorecard->sections->len; i++)
    add_section (self, g_ptr_array_index (self->scorecard->sections, i), TRUE);
  for (guint i = 0; i < self->scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (self->scorecard->sections, i);

      if (!has_elements (section))
        {
          g_ptr_array_add (self->headings, NULL);
          continue;
        }
      gtk_box_append (GTK_BOX (self->list), encore_score_sheet_make_heading (self, section));
      add_section (self, section, FALSE);
    }
}

static void
clear_rows (EncoreScoreSheet *self)
{
  GtkWidget *child;

  self->current = NULL;
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->headings, 0);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
}

/* Another evaluation, or another version of a scorecard, has other rows. */
static void
follow_evaluation (EncoreScoreSheet *self,
                   EncoreEvaluation *evaluation)
{
  EncoreScorecard *scorecard = encore_review_get_scorecard (self->review);
  gboolean same = self->scorecard == scorecard
                  || (self->scorecard != NULL && scorecard != NULL && self->scorecard->id == scorecard->id);

  if (same && g_strcmp0 (self->uuid, evaluation != NULL ? evaluation->uuid : NULL) == 0)
    return;

  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  clear_rows (self);
  g_free (self->uuid);
  self->uuid = evaluation != NULL ? g_strdup (evaluation->uuid) : NULL;
  g_set_object (&self->scorecard, scorecard);
  if (scorecard == NULL || evaluation == NULL)
    return;

  make_rows (self);
  set_current (self, find_first (self));
  if (had_focus)
    encore_score_sheet_go_to (self, NULL);
}

static void
refresh (EncoreScoreSheet *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  EncoreScore *score = encore_review_get_score (self->review);

  follow_evaluation (self, evaluation);
  if (score == NULL || self->scorecard == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    encore_judge_row_refresh (g_ptr_array_index (self->rows, i));
  encore_score_sheet_show_figures (self);
  encore_score_sum_refresh (ENCORE_SCORE_SUM (self->sum));
}

/* Chips name moments, which change. */
static void
on_moments (EncoreScoreSheet *self)
{
  if (self->current != NULL)
    encore_judge_row_refresh (self->current);
}

static GtkWidget *
make_list (EncoreScoreSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->list, "criteria");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Criteria"), -1);
  self->sum = encore_score_sum_new (self->review);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->sum);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  return self->scroller;
}

static void
make_parts (EncoreScoreSheet *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (page), encore_score_sheet_make_head (self));
  gtk_box_append (GTK_BOX (page), make_list (self));
  gtk_box_append (GTK_BOX (page), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (page), encore_score_sheet_make_foot (self));
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

/* Widget */

static void
encore_score_sheet_dispose (GObject *object)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->reveal_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal_id);
  self->reveal_id = 0;
  self->current = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_score_sheet_parent_class)->dispose (object);
}

static void
encore_score_sheet_class_init (EncoreScoreSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_score_sheet_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  encore_score_sheet_class_install_actions (widget_class);
}

static void
encore_score_sheet_init (EncoreScoreSheet *self)
{
  self->rows = g_ptr_array_new ();
  self->headings = g_ptr_array_new ();
}

/**
 * encore_score_sheet_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the evaluation that it shows
 */
GtkWidget *
encore_score_sheet_new (EncoreReview *review)
{
  static const char *const groups[] = { "judge", NULL };
  EncoreScoreSheet *self = g_object_new (ENCORE_TYPE_SCORE_SHEET, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  encore_shortcut_keys_attach_inside (GTK_WIDGET (self), groups);
  g_signal_connect_object (review, "notify::evaluation", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::evaluations", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_disputes (review), "items-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_moments (review), "items-changed", G_CALLBACK (on_moments), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
