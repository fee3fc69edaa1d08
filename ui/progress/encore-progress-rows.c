/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-progress-rows.h"

#include <glib/gi18n.h>

#include "encore-figures.h"
#include "encore-outcome-paint.h"
#include "encore-share-bar.h"
#include "encore-text.h"

#define TITLE_LINES 2

/* Names are not markup; the row has to know before it gets one. */
static GtkWidget *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), TITLE_LINES);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  return row;
}

static void
set_action (GtkWidget  *row,
            const char *action,
            GVariant   *target)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

static GtkWidget *
make_share (const EncoreTally *tally)
{
  GtkWidget *bar = encore_share_bar_new ();

  encore_share_bar_set_tally (ENCORE_SHARE_BAR (bar), tally);
  gtk_widget_set_size_request (bar, 160, -1);
  return bar;
}

static GtkWidget *
make_percent (const EncoreTally *tally)
{
  g_autofree char *percent = encore_figures_percent (encore_tally_taken (tally).share);
  GtkWidget *label = gtk_label_new (encore_figures_enough (tally) ? percent : "–");

  g_object_set (label, "width-chars", 5, "xalign", 1.0, NULL);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static char *
tally_subtitle (const EncoreTally *tally)
{
  EncoreInterval interval = encore_tally_taken (tally);
  g_autofree char *outcomes = encore_figures_outcomes (tally);
  g_autofree char *share = NULL;

  if (interval.n == 0)
    return g_strdup (_ ("No openings marked yet"));

  share = encore_figures_enough (tally) ? encore_figures_interval (&interval) : encore_figures_taken (tally);
  /* Translators: counts of openings, then their share and interval */
  return g_strdup_printf (_ ("%s · %s"), outcomes, share);
}

/**
 * encore_progress_rows_tally:
 * @row: a scenario or an agent with its counts
 * @action: (nullable): activated with the id when the row is
 *
 * Returns: (transfer floating): a row with the share, its interval and n
 */
GtkWidget *
encore_progress_rows_tally (const EncoreProgressRow *row,
                            const char              *action)
{
  g_autofree char *subtitle = tally_subtitle (&row->tally);
  GtkWidget *widget = make_row (row->name != NULL ? row->name : _ ("No scenario"), subtitle);

  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), make_share (&row->tally));
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), make_percent (&row->tally));
  if (action != NULL && row->id > 0)
    set_action (widget, action, g_variant_new_int64 (row->id));
  return widget;
}

/* What was said is the best name of a moment. */
static char *
moment_title (EncoreMoment *moment)
{
  const char *texts[] = { moment->cue, moment->note, moment->could_have };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!encore_text_is_blank (texts[i]))
      return g_strdelimit (g_strdup (texts[i]), "\n", ' ');

  return g_strdup (moment->outcome != ENCORE_OUTCOME_NONE ? encore_outcome_to_label (moment->outcome) : _ ("Moment"));
}

static void
add_part (GPtrArray  *parts,
          const char *text)
{
  if (!encore_text_is_blank (text))
    g_ptr_array_add (parts, g_strdup (text));
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (GStrv) parts->pdata);
}

static char *
moment_subtitle (EncoreMoment *moment,
                 const char   *type_name)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (moment->outcome != ENCORE_OUTCOME_NONE)
    add_part (parts, encore_outcome_to_label (moment->outcome));
  else
    add_part (parts, type_name);
  add_part (parts, moment->call_title);
  if (moment->call_started_at > 0)
    g_ptr_array_add (parts, encore_text_date (moment->call_started_at));
  if (moment->span.start_ms >= 0)
    g_ptr_array_add (parts, encore_text_position (moment->span.start_ms));
  add_part (parts, moment->scenario_name);
  return join (parts);
}

/* Only openings have an outcome; the other moments get a neutral mark of the same width. */
static GtkWidget *
make_mark (EncoreMoment *moment)
{
  GtkWidget *mark;

  if (moment->outcome != ENCORE_OUTCOME_NONE)
    return encore_outcome_swatch_new (moment->outcome);

  mark = gtk_image_new_from_icon_name ("user-bookmarks-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (mark), 14);
  gtk_widget_add_css_class (mark, "dim-label");
  return mark;
}

/**
 * encore_progress_rows_moment:
 * @moment: a moment in a list across calls
 * @type_name: (nullable): of its type, for people
 *
 * Returns: (transfer floating): a row that plays it
 */
GtkWidget *
encore_progress_rows_moment (EncoreMoment *moment,
                             const char   *type_name)
{
  g_autofree char *title = moment_title (moment);
  g_autofree char *subtitle = moment_subtitle (moment, type_name);
  GtkWidget *widget = make_row (title, subtitle);
  gint64 at_ms = MAX (0, moment->span.start_ms);
  GtkWidget *play = gtk_image_new_from_icon_name ("media-playback-start-symbolic");

  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), make_mark (moment));
  gtk_widget_add_css_class (play, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), play);
  gtk_widget_set_tooltip_text (widget, _ ("Play this moment"));
  set_action (widget, "win.open-call-at", g_variant_new ("(xx)", moment->call_id, at_ms));
  return widget;
}

static char *
call_subtitle (EncoreCall *call)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (call->started_at > 0)
    g_ptr_array_add (parts, encore_text_date_time (call->started_at));
  if (call->duration_ms > 0)
    g_ptr_array_add (parts, encore_text_duration (call->duration_ms));
  add_part (parts, call->scenario_name);
  return join (parts);
}

static GtkWidget *
make_outcomes (EncoreCall *call)
{
  EncoreTally tally = { .taken = call->n_taken, .partly = call->n_partly, .missed = call->n_missed };
  g_autofree char *text = encore_tally_openings (&tally) > 0 ? encore_figures_outcomes (&tally)
                                                             : g_strdup (_ ("No openings marked yet"));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

/**
 * encore_progress_rows_call:
 * @call: a call
 *
 * Returns: (transfer floating): a row that opens it
 */
GtkWidget *
encore_progress_rows_call (EncoreCall *call)
{
  g_autofree char *subtitle = call_subtitle (call);
  GtkWidget *widget = make_row (encore_text_is_blank (call->title) ? _ ("Untitled call") : call->title, subtitle);

  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), make_outcomes (call));
  set_action (widget, "win.open-call", g_variant_new_int64 (call->id));
  return widget;
}
