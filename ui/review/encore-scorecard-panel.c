/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-panel.h"

#include <glib/gi18n.h>

#include "encore-own-words.h"
#include "encore-review-blind.h"
#include "encore-score-sheet.h"
#include "encore-scorecard-start.h"

struct _EncoreScorecardPanel
{
  GtkWidget parent_instance;

  EncoreReview *review;
  gint64 wanted_id; /* of the evaluation that is shown once it is there */

  GtkWidget *stack;
  GtkWidget *start; /* EncoreScorecardStart */
  GtkWidget *sheet; /* EncoreScoreSheet */
  GtkWidget *words; /* EncoreOwnWords: what comes before the sheet of a self-review */
};

G_DEFINE_FINAL_TYPE (EncoreScorecardPanel, encore_scorecard_panel, GTK_TYPE_WIDGET)

static void
show_page (EncoreScorecardPanel *self)
{
  const char *name = "blank";

  if (encore_review_get_scorecard (self->review) != NULL)
    name = "sheet";
  else if (encore_review_get_call (self->review) != NULL)
    name = "start";

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

static EncoreEvaluation *
find_evaluation (EncoreScorecardPanel *self,
                 gint64                id,
                 const char           *uuid)
{
  GListModel *evaluations = encore_review_get_evaluations (self->review);

  for (guint i = 0; i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations, i);

      if (uuid != NULL ? g_strcmp0 (evaluation->uuid, uuid) == 0 : evaluation->id == id)
        return evaluation; /* the list keeps it */
    }

  return NULL;
}

/* What may not be seen yet is not among them, and comes up by itself no more. */
static void
show_wanted (EncoreScorecardPanel *self)
{
  EncoreEvaluation *wanted = self->wanted_id != 0 ? find_evaluation (self, self->wanted_id, NULL) : NULL;

  if (wanted == NULL && !encore_review_asks_own_view (self->review))
    return;

  self->wanted_id = 0;
  if (wanted != NULL)
    encore_review_show_evaluation (self->review, wanted);
}

/* Actions of both pages */

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreScorecardPanel *self = ENCORE_SCORECARD_PANEL (widget);
  EncoreEvaluation *evaluation = find_evaluation (self, 0, g_variant_get_string (parameter, NULL));

  if (evaluation == NULL)
    return;

  encore_review_show_evaluation (self->review, evaluation);
  gtk_widget_grab_focus (widget);
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EncoreScorecardPanel *self = ENCORE_SCORECARD_PANEL (widget);

  encore_review_show_evaluation (self->review, NULL);
  gtk_widget_grab_focus (widget);
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  encore_review_discard_evaluation (ENCORE_SCORECARD_PANEL (widget)->review);
  gtk_widget_activate_action (widget, "review.tell-undoable", "s", _ ("Draft discarded"));
}

/* Widget */

/* To the criteria, or to where they begin. */
static gboolean
encore_scorecard_panel_grab_focus (GtkWidget *widget)
{
  EncoreScorecardPanel *self = ENCORE_SCORECARD_PANEL (widget);

  if (encore_review_get_scorecard (self->review) == NULL)
    return gtk_widget_grab_focus (self->start);
  if (encore_own_words_get_asking (ENCORE_OWN_WORDS (self->words)))
    return gtk_widget_grab_focus (self->words);

  encore_score_sheet_go_to (ENCORE_SCORE_SHEET (self->sheet), NULL);
  return TRUE;
}

static void
go_to_open (EncoreScorecardPanel *self)
{
  EncoreScore *score = encore_review_get_score (self->review);
  g_autoptr (GPtrArray) open = score != NULL ? encore_score_list_open (score) : NULL;

  encore_score_sheet_go_to (ENCORE_SCORE_SHEET (self->sheet), open != NULL && open->len > 0 ? open->pdata[0] : NULL);
}

/* Whoever has said what they would do goes on with the criteria. */
static void
on_asking (EncoreScorecardPanel *self)
{
  gboolean asking = encore_own_words_get_asking (ENCORE_OWN_WORDS (self->words));
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  gtk_widget_set_visible (self->sheet, !asking);
  if (had_focus && asking)
    gtk_widget_grab_focus (self->words);
  else if (had_focus)
    go_to_open (self);
}

static GtkWidget *
make_sheet_page (EncoreScorecardPanel *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->words = encore_own_words_new (self->review);
  gtk_widget_set_vexpand (self->sheet, TRUE);
  gtk_box_append (GTK_BOX (page), self->words);
  gtk_box_append (GTK_BOX (page), self->sheet);
  g_signal_connect_object (self->words, "notify::asking", G_CALLBACK (on_asking), self, G_CONNECT_SWAPPED);
  return page;
}

static void
encore_scorecard_panel_dispose (GObject *object)
{
  EncoreScorecardPanel *self = ENCORE_SCORECARD_PANEL (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_scorecard_panel_parent_class)->dispose (object);
}

static void
encore_scorecard_panel_class_init (EncoreScorecardPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_scorecard_panel_dispose;
  widget_class->grab_focus = encore_scorecard_panel_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "scorecard.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "scorecard.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "scorecard.discard", NULL, discard_action);
}

static void
encore_scorecard_panel_init (EncoreScorecardPanel *self)
{
}

/**
 * encore_scorecard_panel_new:
 * @review: the hub
 *
 * Returns: (transfer floating): where its call is evaluated
 */
GtkWidget *
encore_scorecard_panel_new (EncoreReview *review)
{
  EncoreScorecardPanel *self = g_object_new (ENCORE_TYPE_SCORECARD_PANEL, NULL);

  self->review = g_object_ref (review);
  self->stack = gtk_stack_new ();
  self->start = encore_scorecard_start_new (review);
  self->sheet = encore_score_sheet_new (review);
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_stack_add_named (GTK_STACK (self->stack), self->start, "start");
  gtk_stack_add_named (GTK_STACK (self->stack), make_sheet_page (self), "sheet");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_object (review, "notify::evaluation", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::call", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::evaluations", G_CALLBACK (show_wanted), self, G_CONNECT_SWAPPED);
  show_page (self);
  return GTK_WIDGET (self);
}

/**
 * encore_scorecard_panel_show_evaluation:
 * @self: the panel of a call that may not have been loaded yet
 * @id: of an evaluation of it
 *
 * Shows that evaluation, unless who is working may not see it yet.
 */
void
encore_scorecard_panel_show_evaluation (EncoreScorecardPanel *self,
                                        gint64                id)
{
  g_return_if_fail (ENCORE_IS_SCORECARD_PANEL (self));

  self->wanted_id = id;
  show_wanted (self);
}
