/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPEED_STEP 0.05
#define ZOOM_STEP 1.6

/* Playing */

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_review_toggle_play (ENCORE_REVIEW_PAGE (widget)->review);
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
  encore_review_step_segment (ENCORE_REVIEW_PAGE (widget)->review, g_variant_get_int32 (parameter));
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

/* Selected text says what is meant; without times the cursor does. */
static void
mark (EncoreReviewPage *self,
      const char       *type_id,
      EncoreOutcome     outcome)
{
  int first, last;
  gboolean selected = encore_transcript_view_get_selected (self->transcript, &first, &last);

  if (first >= 0 && (selected || !is_timed (self->review)))
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

  gtk_widget_grab_focus (widget);
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
  gboolean redo = g_str_equal (name, "review.redo");
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

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_transcript_view_find (ENCORE_REVIEW_PAGE (widget)->transcript);
}

static void
help_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-help-overlay", NULL);
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
    { "review.skip", "x", skip_action },
    { "review.step-segment", "i", step_segment_action },
    { "review.change-speed", "i", change_speed_action },
    { "review.follow", NULL, follow_action },
    { "review.set-in", NULL, set_in_action },
    { "review.set-out", NULL, set_out_action },
    { "review.clear-selection", NULL, clear_selection_action },
    { "review.toggle-loop", NULL, toggle_loop_action },
    { "review.zoom", "i", zoom_action },
    { "review.mark", "(ss)", mark_action },
    { "review.mark-hotkey", "s", mark_hotkey_action },
    { "review.play-moments", NULL, play_moments_action },
    { "review.delete-moment", NULL, delete_moment_action },
    { "review.finish-editing", "b", finish_editing_action },
    { "review.undo", NULL, undo_action },
    { "review.redo", NULL, undo_action },
    { "review.locate", NULL, locate_action },
    { "review.show-tab", "s", show_tab_action },
    { "review.help", NULL, help_action },
    { "page.find", NULL, find_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);

  gtk_widget_class_install_property_action (widget_class, "review.loop", "loop");
  gtk_widget_class_install_property_action (widget_class, "review.listen", "listen");
  gtk_widget_class_install_property_action (widget_class, "review.speed", "speed");
  gtk_widget_class_install_property_action (widget_class, "review.panel-visible", "panel-visible");
}

/* Keys */

typedef struct
{
  guint keyval;
  GdkModifierType modifiers;
  const char *action;
  const char *target; /* as text, or NULL */
} Key;

static const Key keys[] = {
  { GDK_KEY_space, 0, "review.play", NULL },
  { GDK_KEY_k, 0, "review.play", NULL },
  { GDK_KEY_j, 0, "review.skip", "int64 -5000" },
  { GDK_KEY_l, 0, "review.skip", "int64 5000" },
  { GDK_KEY_Left, 0, "review.skip", "int64 -2000" },
  { GDK_KEY_Right, 0, "review.skip", "int64 2000" },
  { GDK_KEY_Left, GDK_SHIFT_MASK, "review.skip", "int64 -10000" },
  { GDK_KEY_Right, GDK_SHIFT_MASK, "review.skip", "int64 10000" },
  { GDK_KEY_Up, 0, "review.step-segment", "-1" },
  { GDK_KEY_Down, 0, "review.step-segment", "1" },
  { GDK_KEY_t, 0, "review.mark", "('above-and-beyond', 'taken')" },
  { GDK_KEY_m, 0, "review.mark", "('above-and-beyond', 'missed')" },
  { GDK_KEY_p, 0, "review.mark", "('above-and-beyond', 'partly')" },
  { GDK_KEY_i, 0, "review.set-in", NULL },
  { GDK_KEY_o, 0, "review.set-out", NULL },
  { GDK_KEY_bracketleft, 0, "review.set-in", NULL },
  { GDK_KEY_bracketright, 0, "review.set-out", NULL },
  { GDK_KEY_plus, 0, "review.change-speed", "1" },
  { GDK_KEY_equal, 0, "review.change-speed", "1" },
  { GDK_KEY_KP_Add, 0, "review.change-speed", "1" },
  { GDK_KEY_minus, 0, "review.change-speed", "-1" },
  { GDK_KEY_KP_Subtract, 0, "review.change-speed", "-1" },
  { GDK_KEY_0, 0, "review.change-speed", "0" },
  { GDK_KEY_f, 0, "review.follow", NULL },
  { GDK_KEY_r, 0, "review.toggle-loop", NULL },
  { GDK_KEY_l, GDK_CONTROL_MASK, "review.toggle-loop", NULL },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "review.zoom", "1" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "review.zoom", "1" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "review.zoom", "-1" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "review.zoom", "0" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "review.undo", NULL },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.redo", NULL },
  { GDK_KEY_y, GDK_CONTROL_MASK, "review.redo", NULL },
  { GDK_KEY_slash, 0, "page.find", NULL },
  { GDK_KEY_KP_Divide, 0, "page.find", NULL },
  { GDK_KEY_question, 0, "review.help", NULL },
  { GDK_KEY_F9, 0, "review.panel-visible", NULL },
};

static gboolean
is_text_field (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

static gboolean
moves_in_lists (guint keyval)
{
  return keyval == GDK_KEY_Up || keyval == GDK_KEY_Down;
}

/* A key that the focused widget needs itself: typing, a popover's keys, Space on a control that
 * was reached by keyboard, arrows in a list or on a scale. */
static gboolean
focus_needs_key (EncoreReviewPage *self,
                 guint             keyval)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean by_keyboard = GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return TRUE;
  if (focus == NULL)
    return FALSE;
  if (is_text_field (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return TRUE;
  if (keyval == GDK_KEY_space)
    return by_keyboard
           && (GTK_IS_BUTTON (focus) || GTK_IS_DROP_DOWN (focus) || GTK_IS_LIST_BOX_ROW (focus)
               || gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) != NULL);
  if (moves_in_lists (keyval))
    return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX) != NULL;

  return (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right) && GTK_IS_RANGE (focus);
}

static gboolean
on_shortcut (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  const Key *key = user_data;
  g_autoptr (GVariant) target = NULL;

  if (focus_needs_key (ENCORE_REVIEW_PAGE (widget), key->keyval))
    return FALSE;

  if (key->target != NULL)
    target = g_variant_ref_sink (g_variant_new_parsed (key->target));
  gtk_widget_activate_action_variant (widget, key->action, target);
  return TRUE;
}

static gboolean
on_digit (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  guint keyval = GPOINTER_TO_UINT (user_data);
  char hotkey[] = { (char) keyval, '\0' };

  if (focus_needs_key (ENCORE_REVIEW_PAGE (widget), keyval))
    return FALSE;

  gtk_widget_activate_action (widget, "review.mark-hotkey", "s", hotkey);
  return TRUE;
}

static void
add_key (GtkEventController *controller,
         guint               keyval,
         GdkModifierType     modifiers,
         GtkShortcutFunc     func,
         gpointer            data)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                            gtk_callback_action_new (func, data, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/**
 * encore_review_page_add_shortcuts:
 * @self: a page
 *
 * On the way down, so that the transcript does not take the arrows first, and from anywhere in
 * the window, as the header bar holds a part of the page.
 */
void
encore_review_page_add_shortcuts (EncoreReviewPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    add_key (controller, keys[i].keyval, keys[i].modifiers, on_shortcut, (gpointer) &keys[i]);
  for (guint keyval = GDK_KEY_1; keyval <= GDK_KEY_9; keyval++)
    add_key (controller, keyval, 0, on_digit, GUINT_TO_POINTER (keyval));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
