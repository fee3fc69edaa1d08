/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "encore-import.h"
#include "encore-library.h"
#include "encore-publish.h"
#include "encore-review-correct.h"
#include "encore-review-judge.h"
#include "encore-review-page.h"
#include "encore-review-redact.h"
#include "encore-score-sheet.h"
#include "encore-starters.h"
#include "ui-support.h"

/* review-shots DIRECTORY CALL WIDTHxHEIGHT light|dark OUT.png [ACTION[=TARGET]...]
 *
 * Fills a library in DIRECTORY with the demo calls where it is empty, opens one, activates the
 * given actions one after the other and draws the page, or the dialog over it, into a picture. For looking at.
 * Actions of its own: "starter=ID" publishes a starter scorecard, "judge" begins an evaluation by it and answers half
 * of it, "judge-all" all of it, "submit" submits it, "coach" works as one, "show=N" shows an
 * evaluation of the call, "go=KEY" makes a criterion the current one, "end" scrolls to the sum. "say=TEXT" corrects the
 * second segment to say that, "delete=N" deletes a segment, "hide=N" redacts one, "early=N" lets one begin two
 * seconds earlier, "seek=MS" goes there, "tab=N" shows that page of the panel. */

static void
run_for (int milliseconds)
{
  gint64 until_us = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until_us)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000); /* polls */
    }
}

/* Judging */

static void
work_as_coach (EncoreLibrary *library)
{
  g_autoptr (GPtrArray) people = encore_library_list (library, ENCORE_LISTING_PEOPLE, 0, NULL);

  for (guint i = 0; i < people->len; i++)
    if (((EncorePerson *) g_ptr_array_index (people, i))->roles & ENCORE_ROLE_COACH)
      encore_library_set_working_as (library, g_ptr_array_index (people, i));
}

static void
publish (EncoreReview *review,
         const char   *id)
{
  EncoreLibrary *library = encore_review_get_library (review);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) starters = encore_starters_list (NULL, &error);
  g_autoptr (EncoreScorecard) draft = NULL;

  for (guint i = 0; starters != NULL && i < starters->len; i++)
    if (g_str_equal (((EncoreScorecard *) g_ptr_array_index (starters, i))->starter, id))
      draft = encore_scorecard_new_scorecard (g_ptr_array_index (starters, i),
                                              ((EncoreScorecard *) g_ptr_array_index (starters, i))->name);
  if (draft == NULL)
    g_error ("there is no starter %s", id);

  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Copy", NULL, draft);
  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
  g_autoptr (EncoreScorecard) published = encore_publish (library, draft, &error);
  if (published == NULL)
    g_error ("%s: %s", id, error->message);
  work_as_coach (library);
  run_for (700);
}

static void
answer (EncoreReview          *review,
        const EncoreCriterion *criterion,
        guint                  nth)
{
  EncoreAnswer *answer = encore_review_begin_answer (review, criterion->key);

  if (criterion->options->len > 0)
    encore_answer_set_option (
        answer, ((EncoreOption *) g_ptr_array_index (criterion->options, nth % MIN (2, criterion->options->len)))->key);
  else if (criterion->scale == ENCORE_SCALE_NUMBER)
    answer->number = criterion->high;
  else
    answer->text = g_strdup ("She could have offered to call back on the day of the refund.");
  if (nth % 3 == 1)
    answer->comment = g_strdup ("He said it twice before she reacted.");
  encore_review_take_answer (review, answer);
  encore_review_seek (review, nth * 9000);
  if (nth % 2 == 0)
    encore_review_add_evidence (review, criterion->key);
}

static void
judge (EncoreReview *review,
       gboolean      all)
{
  g_autoptr (EncoreScorecard) scorecard = g_list_model_get_item (encore_review_get_scorecards (review), 0);
  guint nth = 0;

  encore_review_evaluate (review, scorecard, ENCORE_EVALUATION_COACH, ENCORE_PURPOSE_RECORD);
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len && (all || i < (scorecard->sections->len + 1) / 2); j++)
        answer (review, g_ptr_array_index (section->criteria, j), nth++);
    }
  run_for (700);
}

static void
show_nth (EncoreReview *review,
          guint         nth)
{
  g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (encore_review_get_evaluations (review), nth);

  encore_review_show_evaluation (review, evaluation);
}

static void
scroll_to_end (GtkWidget *sheet)
{
  GtkWidget *scroller = ui_find_by_type (sheet, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_expander_set_expanded (GTK_EXPANDER (ui_find_by_type (sheet, GTK_TYPE_EXPANDER)), TRUE);
  run_for (500);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static gboolean
judged (GtkWidget  *page,
        const char *name,
        const char *target)
{
  EncoreReview *review = encore_review_page_get_review (ENCORE_REVIEW_PAGE (page));

  if (g_str_equal (name, "starter"))
    publish (review, target);
  else if (g_str_has_prefix (name, "judge"))
    judge (review, g_str_equal (name, "judge-all"));
  else if (g_str_equal (name, "coach"))
    work_as_coach (encore_review_get_library (review));
  else if (g_str_equal (name, "show"))
    show_nth (review, (guint) atoi (target));
  else if (g_str_equal (name, "submit"))
    g_clear_pointer (&(GPtrArray *){ encore_review_submit (review) }, g_ptr_array_unref);
  else if (g_str_equal (name, "end"))
    scroll_to_end (ui_find_by_type (page, ENCORE_TYPE_SCORE_SHEET));
  else if (g_str_equal (name, "go"))
    encore_score_sheet_go_to (ENCORE_SCORE_SHEET (ui_find_by_type (page, ENCORE_TYPE_SCORE_SHEET)), target);
  else
    return FALSE;

  run_for (500);
  return TRUE;
}

/* Correcting and redacting */

static void
say (EncoreReview *review,
     const char   *text)
{
  EncoreSegmentDraft draft = encore_review_begin_draft (review, 1);

  draft.text = text;
  encore_review_correct_segment (review, 1, &draft);
}

static void
begin_early (EncoreReview *review,
             guint         nth)
{
  EncoreSegmentDraft draft = encore_review_begin_draft (review, nth);

  draft.span.start_ms -= 2000;
  encore_review_correct_segment (review, nth, &draft);
}

static void
show_tab (GtkWidget *page,
          guint      nth)
{
  AdwViewStack *stack = ADW_VIEW_STACK (ui_find_by_type (page, ADW_TYPE_VIEW_STACK));
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (stack);

  gtk_selection_model_select_item (pages, nth, TRUE);
}

static void
hide (EncoreReview *review,
      guint         nth)
{
  EncoreRedactOrder order = { .kind = ENCORE_REDACTION_OTHER, .span = encore_review_segment_span (review, nth) };

  work_as_coach (encore_review_get_library (review));
  encore_review_redact (review, &order, 1);
}

static gboolean
changed (GtkWidget  *page,
         const char *name,
         const char *target)
{
  EncoreReview *review = encore_review_page_get_review (ENCORE_REVIEW_PAGE (page));

  if (g_str_equal (name, "say"))
    say (review, target);
  else if (g_str_equal (name, "delete"))
    encore_review_delete_segment (review, (guint) atoi (target));
  else if (g_str_equal (name, "hide"))
    hide (review, (guint) atoi (target));
  else if (g_str_equal (name, "early"))
    begin_early (review, (guint) atoi (target));
  else if (g_str_equal (name, "tab"))
    show_tab (page, (guint) atoi (target));
  else if (g_str_equal (name, "seek"))
    encore_review_seek (review, atoi (target));
  else
    return FALSE;

  run_for (700);
  return TRUE;
}

static void
activate (GtkWidget  *page,
          const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);

  if (judged (page, parts[0], parts[1]) || changed (page, parts[0], parts[1]))
    return;

  g_autoptr (GVariant) target = parts[1] != NULL ? g_variant_ref_sink (g_variant_new_parsed (parts[1])) : NULL;

  if (!gtk_widget_activate_action_variant (page, parts[0], target))
    g_printerr ("no action %s\n", parts[0]);
  run_for (700);
}

static GtkWidget *
dialog_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *over = window;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        over = GTK_WIDGET (other);
    }

  return over;
}

static void
draw (GtkWidget  *window,
      const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  g_autoptr (GskRenderNode) node = gtk_snapshot_to_node (snapshot);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (renderer, node,
                                                                &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, path);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  int width, height;

  if (argc < 6 || sscanf (argv[3], "%dx%d", &width, &height) != 2)
    return 2;

  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/encorecoach/Encore/icons");
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/org/encorecoach/Encore/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), g_str_equal (argv[4], "dark")
                                                                            ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_FORCE_LIGHT);

  g_autoptr (EncoreLibrary) library = encore_library_open (argv[1], &error);
  if (library == NULL)
    g_error ("%s", error->message);
  g_autofree char *demo = g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "data", "demo", NULL);
  g_autoptr (EncoreJob) job = encore_job_new ("demo");
  if (!encore_demo_fill (library, demo, job, &error))
    g_printerr ("demo: %s\n", error->message);

  g_autoptr (EncoreReview) review = encore_review_new (library);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = encore_review_page_new (review);

  adw_header_bar_pack_end (ADW_HEADER_BAR (header), encore_review_page_get_header_end (ENCORE_REVIEW_PAGE (page)));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  encore_review_open (review, atoi (argv[2]));
  run_for (2500);

  for (int i = 6; i < argc; i++)
    activate (page, argv[i]);
  draw (dialog_over (window), argv[5]);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&review);
  encore_library_close (library);
  return 0;
}
