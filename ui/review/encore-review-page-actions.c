/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-review-judge.h"
#include "encore-shortcut-keys.h"

#define SPEED_STEP 0.05
#define REPLAY_MS 5000
#define ZOOM_STEP 1.6

/* Playing */

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_review_toggle_play (ENCORE_REVIEW_PAGE (widget)->review);
}

/* Commands of their own for pedals, which may be pressed in any state. */
static void
set_playing_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  encore_review_set_playing (ENCORE_REVIEW_PAGE (widget)->review, g_str_equal (name, "review.start"));
}

static void
skip_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreReview *review = ENCORE_REVIEW_PAGE (widget)->review;
  gint64 position_ms = encore_review_get_position_ms (review) + g_variant_get_int64 (parameter);

  encore_review_seek (review, CLAMP (position_ms, 0, MAX (encore_review_get_duration_ms (review), 0)));
}

static void
step_segment_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int direction = g_variant_get_int32 (parameter);

  if (!encore_review_page_step_text (self, direction))
    encore_review_step_segment (self->review, direction);
}

static void
go_to_segment_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  encore_review_page_go_to_segment (ENCORE_REVIEW_PAGE (widget), g_variant_get_int32 (parameter));
}

/* Steps stay on multiples of the step, also after a menu choice. */
static void
change_speed_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int direction = g_variant_get_int32 (parameter);
  double speed = encore_player_get_rate (encore_review_get_player (self->review)) + direction * SPEED_STEP;

  encore_review_page_set_speed (self, direction == 0 ? 1.0 : round (speed / SPEED_STEP) * SPEED_STEP);
}

static void
follow_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreReview *review = ENCORE_REVIEW_PAGE (widget)->review;

  encore_review_set_follow (review, !encore_review_get_follow (review));
}

/* Selection */

static void
set_in_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreReview *review = ENCORE_REVIEW_PAGE (widget)->review;
  EncoreSpan span = encore_review_get_selection (review);

  span.start_ms = encore_review_get_position_ms (review);
  if (span.end_ms <= span.start_ms)
    span.end_ms = encore_review_get_duration_ms (review);
  encore_review_set_selection (review, span);
  if (encore_review_page_get_loop (ENCORE_REVIEW_PAGE (widget)))
    encore_review_page_set_loop (ENCORE_REVIEW_PAGE (widget), TRUE);
}

static void
set_out_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreReview *review = ENCORE_REVIEW_PAGE (widget)->review;
  EncoreSpan span = encore_review_get_selection (review);

  span.end_ms = encore_review_get_position_ms (review);
  if (span.start_ms < 0 || span.start_ms >= span.end_ms)
    span.start_ms = 0;
  encore_review_set_selection (review, span);
  encore_review_page_set_loop (ENCORE_REVIEW_PAGE (widget), TRUE);
}

static void
clear_selection_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  encore_review_set_selection (ENCORE_REVIEW_PAGE (widget)->review, (EncoreSpan) { 0, 0 });
}

static void
toggle_loop_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  encore_review_page_set_loop (self, !encore_review_page_get_loop (self));
}

/* Listening again */

static void
replay_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  encore_review_replay (ENCORE_REVIEW_PAGE (widget)->review, REPLAY_MS, g_variant_get_boolean (parameter));
}

static void
play_around_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  encore_review_play_around (ENCORE_REVIEW_PAGE (widget)->review, g_variant_get_boolean (parameter));
}

static void
loop_turn_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  encore_review_loop_turn (ENCORE_REVIEW_PAGE (widget)->review);
  encore_review_page_loop_changed (ENCORE_REVIEW_PAGE (widget));
}

static void
loop_moment_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  encore_review_loop_moment (ENCORE_REVIEW_PAGE (widget)->review);
  encore_review_page_loop_changed (ENCORE_REVIEW_PAGE (widget));
}

/* Zoom */

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int direction = g_variant_get_int32 (parameter);

  if (direction == 0)
    encore_waveform_fit (self->waveform);
  else
    encore_waveform_zoom (self->waveform, direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
}

/* Moments */

static gboolean
is_timed (EncoreReview *review)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);

  return transcript == NULL || encore_transcript_is_timed (transcript);
}

/* Selected text says what is meant; without times, or without sound, the cursor does. */
static void
mark (EncoreReviewPage *self,
      const char       *type_id,
      EncoreOutcome     outcome)
{
  int first, last;
  gboolean selected = encore_transcript_view_get_selected (self->transcript, &first, &last);

  if (!selected && encore_review_is_text_only (self->review) && (first < 0 || is_timed (self->review)))
    first = last = MAX (encore_review_get_current_segment (self->review), 0);
  if (first >= 0 && (selected || !is_timed (self->review) || encore_review_is_text_only (self->review)))
    encore_review_mark_segments (self->review, type_id, outcome, first, last);
  else
    encore_review_mark (self->review, type_id, outcome);
}

static void
mark_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *type_id, *outcome_id;
  EncoreOutcome outcome;

  g_variant_get (parameter, "(&s&s)", &type_id, &outcome_id);
  encore_outcome_from_id (outcome_id, &outcome);
  mark (ENCORE_REVIEW_PAGE (widget), type_id, outcome);
}

/* The moment type whose hotkey is that digit. */
static void
mark_hotkey_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  GListModel *types = encore_review_get_moment_types (self->review);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (EncoreMomentType) type = g_list_model_get_item (types, i);

      if (g_strcmp0 (type->hotkey, g_variant_get_string (parameter, NULL)) == 0)
        {
          mark (self, type->id, ENCORE_OUTCOME_NONE);
          return;
        }
    }
}

static void
play_moments_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  encore_review_play_moments (ENCORE_REVIEW_PAGE (widget)->review);
}

static void
delete_moment_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  g_autoptr (EncoreMoment) moment = NULL;

  g_set_object (&moment, encore_review_get_current_moment (self->review));
  if (moment == NULL)
    return;

  encore_review_set_current_moment (self->review, NULL);
  encore_review_delete_moment (self->review, moment);
  encore_review_page_toast (self, _ ("Moment deleted"), TRUE);
}

/* Back from the editor to listening, so that the next hotkey is one again. */
static void
finish_editing_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  if (self->back_to_scorecard)
    gtk_widget_activate_action (widget, "review.evaluate", NULL);
  else
    gtk_widget_grab_focus (widget);
  self->back_to_scorecard = FALSE;
  if (g_variant_get_boolean (parameter))
    encore_review_finish_editing (self->review);
  encore_review_set_current_moment (self->review, NULL);
}

static char *
undo_text (EncoreReviewPage *self,
           gboolean          redo)
{
  g_autofree char *label = NULL;

  g_object_get (encore_review_get_library (self->review), redo ? "redo-label" : "undo-label", &label, NULL);
  if (label == NULL)
    return g_strdup (redo ? _ ("Nothing to redo") : _ ("Nothing to undo"));

  /* Translators: what has been undone, such as "Undone: Delete moment". */
  return g_strdup_printf (redo ? _ ("Redone: %s") : _ ("Undone: %s"), label);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  gboolean redo = g_str_has_suffix (name, ".redo");
  g_autofree char *text = undo_text (self, redo);

  if (redo)
    encore_review_redo (self->review);
  else
    encore_review_undo (self->review);
  encore_review_page_toast (self, text, FALSE);
}

/* The recording has moved: ask where to. */
static void
on_located (GtkNativeDialog *chooser,
            int              response,
            gpointer         user_data)
{
  g_autoptr (GtkFileChooserNative) owned = GTK_FILE_CHOOSER_NATIVE (chooser);
  g_autoptr (EncoreReviewPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    encore_review_locate_recording (self->review, path);
}

static void
locate_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Locate the Recording"),
                                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Use This File"),
                                                               NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_located), g_object_ref (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Files */

static void
export_clip_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  encore_review_page_export_clip (self, encore_review_get_stretch (self->review));
}

static void
clip_span_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  EncoreSpan span;

  g_variant_get (parameter, "(xx)", &span.start_ms, &span.end_ms);
  encore_review_page_export_clip (ENCORE_REVIEW_PAGE (widget), span);
}

static void
export_call_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  encore_review_page_export_call (ENCORE_REVIEW_PAGE (widget));
}

static void
export_moments_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  encore_review_page_export_moments (ENCORE_REVIEW_PAGE (widget));
}

static void
import_markers_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  encore_review_page_import_markers (ENCORE_REVIEW_PAGE (widget));
}

static void
show_in_folder_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  encore_review_page_show_in_folder (ENCORE_REVIEW_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_transcript_view_find (ENCORE_REVIEW_PAGE (widget)->transcript);
}

static void
show_tab_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  g_object_set (self, "panel-visible", TRUE, NULL);
  adw_view_stack_set_visible_child_name (self->tabs, g_variant_get_string (parameter, NULL));
}

/* To the scorecard, by keyboard. */
static void
evaluate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  gtk_widget_activate_action (widget, "review.show-tab", "s", "scorecard");
  gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->tabs));
}

/* Selected text says what is meant; without sound, the cursor does. */
static void
link_evidence_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  const char *key = g_variant_get_string (parameter, NULL);
  int first, last;
  gboolean selected = encore_transcript_view_get_selected (self->transcript, &first, &last);
  gboolean cursor = encore_review_is_text_only (self->review) && !is_timed (self->review);

  if (encore_review_get_current_moment (self->review) == NULL && (selected || cursor) && first >= 0)
    encore_review_add_segments (self->review, key, first, last);
  else if (!encore_review_add_evidence (self->review, key))
    encore_review_page_toast (self, _ ("There is nothing to link here: go to what the answer rests on"), FALSE);
}

static void
listen_again_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gtk_widget_grab_focus (widget);
}

static void
tell_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_review_page_toast (ENCORE_REVIEW_PAGE (widget), g_variant_get_string (parameter, NULL),
                            g_str_has_suffix (name, "undoable"));
}

void
encore_review_page_class_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "review.play", NULL, play_action },
    { "review.start", NULL, set_playing_action },
    { "review.pause", NULL, set_playing_action },
    { "review.skip", "x", skip_action },
    { "review.step-segment", "i", step_segment_action },
    { "review.go-to-segment", "i", go_to_segment_action },
    { "review.change-speed", "i", change_speed_action },
    { "review.follow", NULL, follow_action },
    { "review.set-in", NULL, set_in_action },
    { "review.set-out", NULL, set_out_action },
    { "review.clear-selection", NULL, clear_selection_action },
    { "review.toggle-loop", NULL, toggle_loop_action },
    { "review.replay", "b", replay_action },
    { "review.play-around", "b", play_around_action },
    { "review.loop-turn", NULL, loop_turn_action },
    { "review.loop-moment", NULL, loop_moment_action },
    { "review.zoom", "i", zoom_action },
    { "review.mark", "(ss)", mark_action },
    { "review.mark-hotkey", "s", mark_hotkey_action },
    { "review.play-moments", NULL, play_moments_action },
    { "review.delete-moment", NULL, delete_moment_action },
    { "review.finish-editing", "b", finish_editing_action },
    { "review.undo", NULL, undo_action },
    { "review.locate", NULL, locate_action },
    { "review.show-tab", "s", show_tab_action },
    { "review.evaluate", NULL, evaluate_action },
    { "review.link-evidence", "s", link_evidence_action },
    { "review.listen-again", NULL, listen_again_action },
    { "review.tell", "s", tell_action },
    { "review.tell-undoable", "s", tell_action },
    { "review.export-clip", NULL, export_clip_action },
    { "review.clip-span", "(xx)", clip_span_action },
    { "review.export-call", NULL, export_call_action },
    { "review.export-moments", NULL, export_moments_action },
    { "review.import-markers", NULL, import_markers_action },
    { "review.show-in-folder", "s", show_in_folder_action },
    { "page.find", NULL, find_action },
    { "page.undo", NULL, undo_action },
    { "page.redo", NULL, undo_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);

  encore_review_page_class_install_corrections (widget_class);
  encore_review_page_class_install_blind (widget_class);
  encore_review_page_class_install_redactions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "review.loop", "loop");
  gtk_widget_class_install_property_action (widget_class, "review.listen", "listen");
  gtk_widget_class_install_property_action (widget_class, "review.speed", "speed");
  gtk_widget_class_install_property_action (widget_class, "review.skip-silence", "skip-silence");
  gtk_widget_class_install_property_action (widget_class, "review.level-parties", "level-parties");
  gtk_widget_class_install_property_action (widget_class, "review.panel-visible", "panel-visible");
}

/**
 * encore_review_page_add_shortcuts:
 * @self: a page
 *
 * Its keys are in the table of encore-shortcuts.c.
 */
void
encore_review_page_add_shortcuts (EncoreReviewPage *self)
{
  static const char *const groups[] = { "review", NULL };

  encore_shortcut_keys_attach (GTK_WIDGET (self), groups);
}
