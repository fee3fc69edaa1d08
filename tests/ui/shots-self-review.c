/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shots-self-review.h"

#include <adwaita.h>
#include <math.h>

#include "encore-disputes.h"
#include "encore-publish.h"
#include "encore-score.h"
#include "encore-starters.h"
#include "ui-support.h"

/* What is shown is made here, in a call that its agent has not reviewed yet. */
typedef struct
{
  EncoreWindow *window;
  EncoreLibrary *library;
  ShotsSave save;
  ShotsLinger linger;
  EncoreScorecard *card;
  EncoreCall *call;
  EncorePerson *agent;
  EncorePerson *coach;
} Shots;

static void
commit (Shots   *shots,
        gpointer object)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Shot", NULL, object);
  g_autoptr (GError) error = NULL;

  if (!encore_library_commit (shots->library, edit, &error))
    g_warning ("%s", error->message);
}

static EncoreScorecard *
publish_starter (Shots *shots)
{
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GPtrArray) starters = encore_starters_list (&principles, NULL);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_scorecard (starters->pdata[starters->len > 1 ? 1 : 0],
                                                                      "Our Promise");
  g_autoptr (GError) error = NULL;

  commit (shots, draft);
  EncoreScorecard *card = encore_publish (shots->library, draft, &error);

  if (card == NULL)
    g_warning ("%s", error->message);
  return card;
}

static EncorePerson *
find_person (GPtrArray *people,
             gint64     id)
{
  for (guint i = 0; i < people->len; i++)
    {
      EncorePerson *person = people->pdata[i];

      if (id != 0 ? person->id == id : (person->roles & ENCORE_ROLE_COACH) != 0)
        return g_object_ref (person);
    }

  return NULL;
}

static gboolean
has_self_review (GPtrArray *evaluations)
{
  for (guint i = 0; i < evaluations->len; i++)
    if (ENCORE_EVALUATION (evaluations->pdata[i])->kind == ENCORE_EVALUATION_SELF)
      return TRUE;

  return FALSE;
}

static EncoreCall *
find_call (Shots *shots)
{
  EncoreCallFilter filter = { .order = ENCORE_CALL_ORDER_MISSED };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (shots->library, &filter, NULL);

  for (guint i = 0; calls != NULL && i < calls->len; i++)
    {
      EncoreCall *call = calls->pdata[i];
      g_autoptr (GPtrArray) evaluations = encore_library_list (shots->library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                                               call->id, NULL);

      if (call->agent_id != 0 && call->has_recording && !has_self_review (evaluations))
        return g_object_ref (call);
    }

  return NULL;
}

/* Every third answer is another one than with @shift 0. */
static void
fill (Shots            *shots,
      EncoreEvaluation *evaluation,
      guint             shift)
{
  g_autoptr (GPtrArray) moments = encore_library_list (shots->library, ENCORE_LISTING_MOMENTS_OF_CALL, shots->call->id,
                                                       NULL);
  guint n = 0;

  for (guint i = 0; i < shots->card->sections->len; i++)
    {
      const EncoreSection *section = shots->card->sections->pdata[i];

      for (guint k = 0; k < section->criteria->len; k++, n++)
        {
          const EncoreCriterion *criterion = section->criteria->pdata[k];
          EncoreAnswer *answer = encore_evaluation_take_answer (evaluation, encore_answer_new (criterion->key));
          guint index = (n + (n % 3 == 0 ? shift : 0)) % MAX (criterion->options->len, 1);

          if (criterion->scale == ENCORE_SCALE_NUMBER)
            answer->number = criterion->high;
          else if (criterion->scale == ENCORE_SCALE_TEXT)
            answer->text = g_strdup (shift != 0 ? "Yes: he was not left alone with it"
                                                : "I would play this to my mother");
          else
            encore_answer_set_option (answer, ((const EncoreOption *) criterion->options->pdata[index])->key);
          if (n % 3 == 0)
            answer->comment = g_strdup (shift != 0 ? "You heard the worry, and went on with the form"
                                                   : "I asked when the rent was due");
          if (n % 2 == 0 && moments->len > 0)
            {
              EncoreMoment *moment = moments->pdata[n % moments->len];

              encore_answer_add_evidence (answer, moment->uuid, moment->span, moment->first_segment,
                                          moment->last_segment);
            }
        }
    }
}

static EncoreEvaluation *
make_evaluation (Shots        *shots,
                 EncorePerson *evaluator,
                 guint         shift)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();

  evaluation->call_id = shots->call->id;
  evaluation->scorecard_id = shots->card->id;
  evaluation->evaluator_id = evaluator->id;
  evaluation->kind = evaluator == shots->agent ? ENCORE_EVALUATION_SELF : ENCORE_EVALUATION_COACH;
  evaluation->purpose = evaluator == shots->agent ? ENCORE_PURPOSE_LEARNING : ENCORE_PURPOSE_RECORD;
  if (evaluator == shots->agent)
    evaluation->proposal = g_strdup ("I would have refunded the second charge at once, and called back before Friday.");
  fill (shots, evaluation, shift);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = g_get_real_time () / 1000;

  g_autoptr (EncoreScore) score = encore_score_of (shots->card, evaluation);

  encore_score_keep (score, evaluation);
  commit (shots, evaluation);
  return evaluation;
}

static GtkWindow *
find_dialog (Shots *shots)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (shots->window)
          && gtk_widget_get_visible (GTK_WIDGET (dialog)))
        return dialog;
    }

  return NULL;
}

static void
shoot (Shots      *shots,
       const char *page)
{
  shots->linger (GTK_WIDGET (shots->window), 700);
  shots->save (GTK_WIDGET (shots->window), page);
}

static void
shoot_dialog (Shots      *shots,
              const char *page)
{
  shots->linger (GTK_WIDGET (shots->window), 700);

  GtkWindow *dialog = find_dialog (shots);

  if (dialog == NULL)
    return;
  shots->save (GTK_WIDGET (dialog), page);
  gtk_window_destroy (dialog);
}

static GtkWidget *
page_of (Shots *shots)
{
  return ui_find_by_type (GTK_WIDGET (shots->window), g_type_from_name ("EncoreReviewPage"));
}

/* What was made here is gone with the library; the next size begins anew. */
static void
dispute (Shots            *shots,
         EncoreEvaluation *coachs)
{
  g_autoptr (GPtrArray) kept = encore_library_list (shots->library, ENCORE_LISTING_EVALUATIONS_OF_CALL, shots->call->id,
                                                    NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < kept->len; i++)
    {
      EncoreEvaluation *evaluation = kept->pdata[i];
      const EncoreSection *section = shots->card->sections->pdata[0];
      const EncoreCriterion *criterion = section->criteria->pdata[0];

      if (evaluation->id != coachs->id || criterion->options->len == 0)
        continue;

      const EncoreAnswer *given = encore_evaluation_find_answer (evaluation, criterion->key);
      const EncoreOption *first = criterion->options->pdata[0];
      const EncoreOption *other = encore_answer_has_option (given, first->key) ? criterion->options->pdata[1] : first;
      EncoreAnswer *proposed = encore_answer_new (criterion->key);

      encore_answer_set_option (proposed, other->key);
      g_autoptr (EncoreDispute) dispute = encore_disputes_propose (evaluation, proposed,
                                                                   "At 0:41 I did ask what the second charge meant "
                                                                   "for them");
      g_autoptr (EncoreEvaluation) counts = encore_disputes_take (shots->library, dispute, shots->call->id, &error);

      if (counts == NULL)
        g_warning ("%s", error->message);
    }
}

static void
shoot_own_view (Shots *shots)
{
  GtkWidget *start;

  encore_library_set_working_as (shots->library, shots->agent);
  gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.open-call", "x", shots->call->id);
  shots->linger (GTK_WIDGET (shots->window), 1500);
  gtk_widget_activate_action (page_of (shots), "review.evaluate", NULL);
  shoot (shots, "self-review-blind");
  start = ui_find_by_name (GTK_WIDGET (shots->window), "start-evaluating");
  if (start != NULL)
    gtk_widget_activate (start);
  shoot (shots, "self-review-words");
  gtk_widget_activate_action (page_of (shots), "review.reveal", NULL);
  shoot_dialog (shots, "self-review-reveal");
}

static void
shoot_both (Shots            *shots,
            EncoreEvaluation *coachs)
{
  GtkWidget *propose;

  g_autoptr (EncoreEvaluation) own = make_evaluation (shots, shots->agent, 0);

  shots->linger (GTK_WIDGET (shots->window), 700);
  gtk_widget_activate_action (page_of (shots), "review.compare-evaluations", NULL);
  shoot_dialog (shots, "side-by-side");
  gtk_widget_activate_action (ui_find_by_type (page_of (shots), g_type_from_name ("EncoreScorecardPanel")),
                              "scorecard.show", "s", coachs->uuid);
  shots->linger (GTK_WIDGET (shots->window), 700);
  propose = ui_find_by_name (GTK_WIDGET (shots->window), "propose-answer");
  if (propose != NULL)
    gtk_widget_activate (propose);
  shoot_dialog (shots, "dispute-propose");
  dispute (shots, coachs);
  shoot (shots, "dispute");
}

static void
shoot_people (Shots *shots)
{
  GtkWidget *group, *scroller;

  gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.back", NULL);
  encore_library_set_working_as (shots->library, shots->coach);
  gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.open-agent", "x", shots->agent->id);
  shots->linger (GTK_WIDGET (shots->window), 800);
  group = ui_find_by_type (GTK_WIDGET (shots->window), g_type_from_name ("EncoreEvaluationsGroup"));
  scroller = group != NULL ? gtk_widget_get_ancestor (group, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  if (scroller != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 1e6);
  shoot (shots, "agent-evaluations");
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_find_by_name (GTK_WIDGET (shots->window), "open-disputes")));
  shoot (shots, "open-disputes");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ui_find_by_name (GTK_WIDGET (shots->window), "open-disputes")));
}

void
shots_self_review (EncoreWindow *window,
                   ShotsSave     save,
                   ShotsLinger   linger)
{
  Shots shots = { .window = window, .library = encore_window_get_library (window), .save = save, .linger = linger };
  g_autoptr (GPtrArray) people = encore_library_list (shots.library, ENCORE_LISTING_PEOPLE, 0, NULL);
  g_autoptr (EncoreCall) call = find_call (&shots);
  g_autoptr (EncorePerson) agent = call != NULL ? find_person (people, call->agent_id) : NULL;
  g_autoptr (EncorePerson) coach = find_person (people, 0);
  g_autoptr (EncoreScorecard) card = agent != NULL && coach != NULL ? publish_starter (&shots) : NULL;

  if (card == NULL)
    return;

  shots.card = card;
  shots.call = call;
  shots.agent = agent;
  shots.coach = coach;

  g_autoptr (EncoreEvaluation) coachs = make_evaluation (&shots, coach, 1);

  shoot_own_view (&shots);
  shoot_both (&shots, coachs);
  shoot_people (&shots);
}
