/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-judge-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-review-disputes.h"

#define INDENT 18

struct _EncoreJudgeRow
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreScorecard *scorecard;
  const EncoreCriterion *criterion; /* the scorecard's */
  gboolean current;

  GtkWidget *head;
  GtkWidget *question;
  GtkWidget *answer;
  GtkWidget *marks; /* comment and evidence are there */
  GtkWidget *no_evidence;
  GtkWidget *disputed;
  GtkWidget *commented;
  GtkWidget *linked;
  GtkWidget *about; /* class, value, pillar and share of the total */
  GtkWidget *body;  /* EncoreCriterionAnswer; NULL while folded */
};

G_DEFINE_FINAL_TYPE (EncoreJudgeRow, encore_judge_row, GTK_TYPE_WIDGET)

enum
{
  CURRENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
append_word (GString    *line,
             const char *word)
{
  if (word == NULL || *word == '\0')
    return;

  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, word);
}

static const char *
principle_name (EncoreJudgeRow *self,
                const char     *uuid)
{
  EncorePrinciple *principle = encore_review_find_principle (self->review, uuid);

  return principle != NULL ? principle->name : NULL;
}

static const char *
judges_text (const EncoreCriterion *criterion)
{
  switch (criterion->judges)
    {
    case ENCORE_JUDGES_RECOGNITION:
      return _ ("Recognition");
    case ENCORE_JUDGES_ACTION:
      return _ ("Action");
    case ENCORE_JUDGES_QUALITY:
    default:
      return criterion->is_bonus ? _ ("Bonus") : NULL;
    }
}

static char *
share_text (EncoreJudgeRow *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  double share = encore_scorecard_criterion_share (self->scorecard, self->criterion->key,
                                                   evaluation != NULL ? evaluation->scenario : NULL);

  if (!encore_criterion_is_scored (self->criterion))
    return g_strdup (_ ("not scored"));
  if (self->criterion->is_bonus || isnan (share))
    return NULL;

  g_autofree char *percent = encore_score_format_percent (100 * share);

  /* Translators: how much of the total score a question is, such as "12.5% of the total" */
  return g_strdup_printf (_ ("%s of the total"), percent);
}

static void
show_about (EncoreJudgeRow *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *share = share_text (self);

  append_word (line, judges_text (self->criterion));
  if (self->criterion->class != ENCORE_CLASS_NONE)
    append_word (line, encore_class_to_label (self->criterion->class));
  append_word (line, principle_name (self, self->criterion->value));
  append_word (line, principle_name (self, self->criterion->pillar));
  append_word (line, share);
  gtk_label_set_text (GTK_LABEL (self->about), line->str);
}

/* Refreshing */

static gboolean
fails (EncoreJudgeRow     *self,
       const EncoreAnswer *answer)
{
  for (guint i = 0; answer != NULL && answer->options != NULL && answer->options[i] != NULL; i++)
    {
      const EncoreOption *option = encore_criterion_find_option (self->criterion, answer->options[i]);

      if (option != NULL && option->fails != ENCORE_FAIL_NONE)
        return TRUE;
    }

  return FALSE;
}

static void
show_answer (EncoreJudgeRow     *self,
             const EncoreAnswer *answer)
{
  gboolean given = encore_answer_is_given (answer);
  g_autofree char *text = given ? encore_answer_to_text (answer, self->criterion) : g_strdup ("–");
  g_autofree char *name = g_strjoin (", ", self->criterion->question, given ? text : _ ("Not answered"), NULL);

  gtk_label_set_text (GTK_LABEL (self->answer), text);
  gtk_widget_remove_css_class (self->answer, given ? "open" : "given");
  gtk_widget_add_css_class (self->answer, given ? "given" : "open");
  if (fails (self, answer))
    gtk_widget_add_css_class (self->answer, "failed");
  else
    gtk_widget_remove_css_class (self->answer, "failed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
is_disputed (EncoreJudgeRow *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  g_autoptr (GPtrArray) disputes = encore_review_list_disputes (self->review, evaluation, self->criterion->key);

  for (guint i = 0; i < disputes->len; i++)
    if (ENCORE_DISPUTE (disputes->pdata[i])->state == ENCORE_DISPUTE_OPEN)
      return TRUE;

  return FALSE;
}

/* Whether there is a reason; where a scored answer rests on nothing, that is said. */
static void
show_marks (EncoreJudgeRow     *self,
            const EncoreAnswer *answer)
{
  gboolean commented = answer != NULL && answer->comment != NULL && *answer->comment != '\0';
  gboolean linked = answer != NULL && answer->evidence->len > 0;
  gboolean lacks = !linked && encore_answer_is_given (answer) && !answer->not_applicable
                   && encore_criterion_is_scored (self->criterion);
  gboolean disputed = is_disputed (self);

  gtk_widget_set_visible (self->commented, commented);
  gtk_widget_set_visible (self->linked, linked);
  gtk_widget_set_visible (self->no_evidence, lacks);
  gtk_widget_set_visible (self->disputed, disputed);
  gtk_widget_set_visible (self->marks, !self->current && (commented || linked || lacks || disputed));
}

/**
 * encore_judge_row_refresh:
 * @self: of a criterion of the scorecard that is shown
 */
void
encore_judge_row_refresh (EncoreJudgeRow *self)
{
  g_return_if_fail (ENCORE_IS_JUDGE_ROW (self));

  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  if (evaluation == NULL)
    return;

  const EncoreAnswer *answer = encore_evaluation_find_answer (evaluation, self->criterion->key);

  gtk_widget_set_visible (GTK_WIDGET (self), encore_score_is_asked (self->scorecard, evaluation, self->criterion->key));
  show_answer (self, answer);
  show_marks (self, answer);
  if (self->body == NULL)
    return;

  show_about (self);
  encore_criterion_answer_refresh (ENCORE_CRITERION_ANSWER (self->body));
}

/* Folding */

static void
on_done (EncoreJudgeRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * encore_judge_row_set_current:
 * @self: a row
 * @current: whether it is unfolded
 */
void
encore_judge_row_set_current (EncoreJudgeRow *self,
                              gboolean        current)
{
  g_return_if_fail (ENCORE_IS_JUDGE_ROW (self));

  if (self->current == current)
    return;

  self->current = current;
  gtk_label_set_lines (GTK_LABEL (self->question), current ? -1 : 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->question), current ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->about, current);
  gtk_widget_set_visible (self->answer, !current); /* its options say it */
  if (current)
    {
      self->body = encore_criterion_answer_new (self->review, self->criterion->key);
      g_signal_connect_object (self->body, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (self->body, GTK_WIDGET (self));
      gtk_widget_add_css_class (GTK_WIDGET (self), "current");
    }
  else
    {
      g_clear_pointer (&self->body, gtk_widget_unparent);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, current, -1);
  encore_judge_row_refresh (self);
}

/* Parts */

static GtkWidget *
make_mark (const char *icon_name,
           const char *tooltip)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (image, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_add_css_class (image, "dim-label");
  return image;
}

static GtkWidget *
make_marks (EncoreJudgeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->no_evidence = gtk_label_new (_ ("No evidence"));
  gtk_widget_add_css_class (self->no_evidence, "caption");
  gtk_widget_add_css_class (self->no_evidence, "dim-label");
  self->linked = make_mark ("encore-moment-symbolic", _ ("Has evidence"));
  self->commented = make_mark ("encore-writing-symbolic", _ ("Has a comment"));
  self->disputed = gtk_label_new (_ ("Disputed"));
  gtk_widget_add_css_class (self->disputed, "caption-heading");
  gtk_box_append (GTK_BOX (box), self->disputed);
  gtk_box_append (GTK_BOX (box), self->no_evidence);
  gtk_box_append (GTK_BOX (box), self->linked);
  gtk_box_append (GTK_BOX (box), self->commented);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  return box;
}

static GtkWidget *
make_head (EncoreJudgeRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->question = gtk_label_new (self->criterion->question);
  gtk_label_set_xalign (GTK_LABEL (self->question), 0);
  gtk_label_set_wrap (GTK_LABEL (self->question), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->question), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->question), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->question), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->question), 8);
  gtk_widget_set_hexpand (self->question, TRUE);
  gtk_widget_add_css_class (self->question, "question");

  self->answer = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->answer), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->answer), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->answer), 14);
  gtk_widget_add_css_class (self->answer, "answer");
  gtk_box_append (GTK_BOX (end), self->answer);
  gtk_box_append (GTK_BOX (end), self->marks = make_marks (self));
  gtk_box_append (GTK_BOX (head), self->question);
  gtk_box_append (GTK_BOX (head), end);
  return head;
}

static void
on_focus (EncoreJudgeRow *self)
{
  g_signal_emit (self, signals[CURRENT], 0);
}

static void
on_pressed (EncoreJudgeRow *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
make_parts (EncoreJudgeRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->head = make_head (self);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->about = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->about), 0);
  gtk_label_set_wrap (GTK_LABEL (self->about), TRUE);
  gtk_widget_add_css_class (self->about, "caption");
  gtk_widget_add_css_class (self->about, "dim-label");
  gtk_widget_set_visible (self->about, FALSE);
  gtk_widget_set_parent (self->about, GTK_WIDGET (self));
  if (self->criterion->parent != NULL)
    gtk_widget_set_margin_start (GTK_WIDGET (self), INDENT);

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Widget */

static void
encore_judge_row_dispose (GObject *object)
{
  EncoreJudgeRow *self = ENCORE_JUDGE_ROW (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->about, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_judge_row_parent_class)->dispose (object);
}

static void
encore_judge_row_class_init (EncoreJudgeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_judge_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "criterion");

  signals[CURRENT] = g_signal_new ("current", ENCORE_TYPE_JUDGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
encore_judge_row_init (EncoreJudgeRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * encore_judge_row_new:
 * @review: the hub, which shows a scorecard
 * @key: of one of its criteria
 *
 * Returns: (transfer floating): its row, folded
 */
GtkWidget *
encore_judge_row_new (EncoreReview *review,
                      const char   *key)
{
  EncoreJudgeRow *self = g_object_new (ENCORE_TYPE_JUDGE_ROW, NULL);

  self->review = g_object_ref (review);
  self->scorecard = g_object_ref (encore_review_get_scorecard (review));
  self->criterion = encore_scorecard_find_criterion (self->scorecard, key, NULL);
  make_parts (self);
  encore_judge_row_refresh (self);
  return GTK_WIDGET (self);
}

const char *
encore_judge_row_get_key (EncoreJudgeRow *self)
{
  g_return_val_if_fail (ENCORE_IS_JUDGE_ROW (self), NULL);

  return self->criterion->key;
}

EncoreCriterionAnswer *
encore_judge_row_get_answer (EncoreJudgeRow *self)
{
  g_return_val_if_fail (ENCORE_IS_JUDGE_ROW (self), NULL);

  return self->body != NULL ? ENCORE_CRITERION_ANSWER (self->body) : NULL;
}
