/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>

#include "encore-banner.h"
#include "encore-call-panel.h"
#include "encore-model-answer-panel.h"
#include "encore-moment-panel.h"
#include "encore-scenario-chooser.h"
#include "encore-scorecard-panel.h"
#include "encore-transcript-redacted.h"
#include "encore-transport-bar.h"

#define WAVE_MIN_HEIGHT 180
#define WAVE_MAX_HEIGHT 300

G_DEFINE_FINAL_TYPE (EncoreReviewPage, encore_review_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_AS_TURNS,
  PROP_LEVEL_PARTIES,
  PROP_LISTEN,
  PROP_LOOP,
  PROP_PANEL_VISIBLE,
  PROP_SKIP_SILENCE,
  PROP_SPEED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* Who is heard */

static const char *
listen_id (EncoreReviewPage *self)
{
  EncoreListen listen = encore_player_get_listen (encore_review_get_player (self->review));

  if (listen == ENCORE_LISTEN_BOTH)
    return "both";

  return encore_review_channel_party (self->review, listen == ENCORE_LISTEN_FIRST ? 0 : 1) == ENCORE_PARTY_CUSTOMER
             ? "customer"
             : "agent";
}

static void
set_listen (EncoreReviewPage *self,
            const char       *id)
{
  EncoreParty party = ENCORE_PARTY_UNKNOWN;

  if (g_strcmp0 (id, "agent") == 0)
    party = ENCORE_PARTY_AGENT;
  else if (g_strcmp0 (id, "customer") == 0)
    party = ENCORE_PARTY_CUSTOMER;

  encore_review_listen_to (self->review, party);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LISTEN]);
}

void
encore_review_page_set_loop (EncoreReviewPage *self,
                             gboolean          loop)
{
  encore_review_loop (self->review, loop);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOOP]);
}

/* The player's word counts: there may be nothing to loop, or another call. */
gboolean
encore_review_page_get_loop (EncoreReviewPage *self)
{
  return !encore_span_is_empty (encore_player_get_loop (encore_review_get_player (self->review)));
}

void
encore_review_page_loop_changed (EncoreReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOOP]);
}

/* Clamped to what the player can do. */
void
encore_review_page_set_speed (EncoreReviewPage *self,
                              double            speed)
{
  EncorePlayer *player = encore_review_get_player (self->review);

  encore_player_set_rate (player, CLAMP (speed, ENCORE_PLAYER_MIN_RATE, ENCORE_PLAYER_MAX_RATE));
}

static void
set_panel_visible (EncoreReviewPage *self,
                   gboolean          visible)
{
  if (gtk_widget_get_visible (self->panel) == visible)
    return;

  gtk_widget_set_visible (self->panel, visible);
  g_simple_action_set_state (self->panel_action, g_variant_new_boolean (visible));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PANEL_VISIBLE]);
}

static void
set_as_turns (EncoreReviewPage *self,
              gboolean          as_turns)
{
  if (self->as_turns == as_turns)
    return;

  self->as_turns = as_turns;
  encore_transcript_view_set_as_turns (self->transcript, as_turns);
  g_simple_action_set_state (self->turns_action, g_variant_new_boolean (as_turns));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AS_TURNS]);
}

static void
toggle_turns (EncoreReviewPage *self)
{
  set_as_turns (self, !self->as_turns);
}

static void
toggle_panel (EncoreReviewPage *self)
{
  set_panel_visible (self, !gtk_widget_get_visible (self->panel));
}

/* Time: one tick callback for the whole page, and only while something moves. */

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  encore_review_tick (ENCORE_REVIEW_PAGE (widget)->review);
  return G_SOURCE_CONTINUE;
}

static void
on_playing (EncoreReviewPage *self)
{
  gboolean playing = encore_review_get_playing (self->review) && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (playing && self->tick_id == 0)
    {
      self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
    }
  else if (!playing && self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
      encore_review_tick (self->review);
    }
}

/* Messages */

/**
 * encore_review_page_toast:
 * @self: a page
 * @text: what happened
 * @undoable: whether to offer Undo
 */
void
encore_review_page_toast (EncoreReviewPage *self,
                          const char       *text,
                          gboolean          undoable)
{
  AdwToast *toast = adw_toast_new (text);

  if (undoable)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "review.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_error (EncoreReviewPage *self,
          const GError     *error)
{
  encore_review_page_toast (self, error->message, FALSE);
}

static void
on_media_error (EncoreReviewPage *self)
{
  EncoreBanner *banner = ENCORE_BANNER (self->error_banner);
  g_autofree char *message = NULL;
  gboolean missing;

  g_object_get (self->review, "media-error", &message, "media-missing", &missing, NULL);
  if (message != NULL)
    encore_banner_set_text (banner, message);
  encore_banner_set_button (banner, missing ? _ ("Locate…") : NULL, "review.locate");
  encore_banner_set_revealed (ENCORE_BANNER (self->error_banner), message != NULL);
}

static void
on_media (EncoreReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOOP]);
}

/* Who gives up the selection does not want to hear it for ever. */
static void
on_selection (EncoreReviewPage *self)
{
  if (encore_review_page_get_loop (self) && encore_span_is_empty (encore_review_get_selection (self->review)))
    encore_review_page_set_loop (self, FALSE);
}

/* Who marks while evaluating comes back to the scorecard when the note is done. */
static void
on_marking (EncoreReviewPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  self->back_to_scorecard = focus != NULL && gtk_widget_get_ancestor (focus, ENCORE_TYPE_SCORECARD_PANEL) != NULL;
  set_panel_visible (self, TRUE);
  adw_view_stack_set_visible_child_name (self->tabs, "moments");
}

static void
on_scenario (EncoreReviewPage *self)
{
  EncoreScenario *scenario = encore_review_get_scenario (self->review);

  encore_scenario_button_set_scenario (self->scenario_button, scenario);
}

static void
on_listen (EncoreReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LISTEN]);
}

static void
on_rate (EncoreReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPEED]);
}

static void
on_skip_silence (EncoreReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SKIP_SILENCE]);
}

static void
on_level_parties (EncoreReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LEVEL_PARTIES]);
}

static void
watch_review (EncoreReviewPage *self)
{
  EncorePlayer *player = encore_review_get_player (self->review);

  g_signal_connect_object (self->review, "notify::playing", G_CALLBACK (on_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::media-error", G_CALLBACK (on_media_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::media-missing", G_CALLBACK (on_media_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::scenario", G_CALLBACK (on_scenario), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "error", G_CALLBACK (on_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "marking", G_CALLBACK (on_marking), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::selection", G_CALLBACK (on_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::peaks", G_CALLBACK (on_media), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::skip-silence", G_CALLBACK (on_skip_silence), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::level-parties", G_CALLBACK (on_level_parties), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::listen", G_CALLBACK (on_listen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::rate", G_CALLBACK (on_rate), self, G_CONNECT_SWAPPED);
  encore_review_page_watch_redactions (self);
  encore_review_page_watch_blind (self);
  on_media_error (self);
  on_scenario (self);
}

/* Parts */

static GtkWidget *
make_header_button (const char *icon_name,
                    const char *action_name,
                    const char *label,
                    gboolean    toggle)
{
  GtkWidget *button = toggle ? gtk_toggle_button_new () : gtk_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
on_file_action (GSimpleAction    *action,
                GVariant         *parameter,
                EncoreReviewPage *self)
{
  g_autofree char *name = g_strconcat ("review.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (self), name, NULL);
}

static GtkWidget *
make_file_menu (EncoreReviewPage *self,
                GActionMap       *actions)
{
  static const char *const names[] = { "export-call", "export-clip",  "export-moments", "import-markers",
                                       "compare",     "adjust-times", "redact",         "find-personal" };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) transcript = g_menu_new ();
  g_autoptr (GMenu) redacting = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("Export C_all…"), "review.export-call");
  g_menu_append (menu, _ ("Export _Clip…"), "review.export-clip");
  g_menu_append (menu, _ ("Export _Moments…"), "review.export-moments");
  g_menu_append (menu, _ ("_Import Markers…"), "review.import-markers");
  g_menu_append (transcript, _ ("Show as _Turns"), "review.as-turns");
  g_menu_append (transcript, _ ("Adjust _Times…"), "review.adjust-times");
  g_menu_append (transcript, _ ("Compare with _Original…"), "review.compare");
  g_menu_append_section (menu, _ ("Transcript"), G_MENU_MODEL (transcript));
  g_menu_append (redacting, _ ("_Redact Selection"), "review.redact");
  g_menu_append (redacting, _ ("Find Likely _Personal Data…"), "review.find-personal");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (redacting));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (on_file_action), self, 0);
      g_action_map_add_action (actions, G_ACTION (action));
    }

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Export, import and transcript"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Export, import and transcript"), -1);
  return button;
}

static void
make_header (EncoreReviewPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  /* In a header bar it is no descendant of the page, whose actions it would not find. A property
   * action would keep the page alive. */
  self->panel_action = g_simple_action_new_stateful ("panel-visible", NULL, g_variant_new_boolean (TRUE));
  g_signal_connect_object (self->panel_action, "activate", G_CALLBACK (toggle_panel), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->panel_action));
  self->turns_action = g_simple_action_new_stateful ("as-turns", NULL, g_variant_new_boolean (FALSE));
  g_signal_connect_object (self->turns_action, "activate", G_CALLBACK (toggle_turns), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->turns_action));
  gtk_widget_insert_action_group (box, "review", G_ACTION_GROUP (actions));
  self->header_end = g_object_ref_sink (box);
  self->scenario_button = encore_scenario_button_new (self->review);
  gtk_box_append (GTK_BOX (box), self->scenario_button);
  gtk_box_append (GTK_BOX (box), make_header_button ("sidebar-show-right-symbolic", "review.panel-visible",
                                                     _ ("Side panel (F9)"), TRUE));
  gtk_box_append (GTK_BOX (box), make_file_menu (self, G_ACTION_MAP (actions)));
}

static void
make_panel (EncoreReviewPage *self)
{
  const struct
  {
    GtkWidget *widget;
    const char *name;
    const char *title;
    const char *icon_name;
  } pages[] = {
    { encore_moment_panel_new (self->review), "moments", _ ("Moments"), "encore-moment-symbolic" },
    { encore_scorecard_panel_new (self->review), "scorecard", _ ("Scorecard"), "encore-scorecards-symbolic" },
    { encore_model_answer_panel_new (self->review), "answers", _ ("Model Answer"), "encore-answer-symbolic" },
    { encore_call_panel_new (self->review), "call", _ ("Call"), "help-about-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwViewStackPage *page = adw_view_stack_add_titled (self->tabs, pages[i].widget, pages[i].name, pages[i].title);

      adw_view_stack_page_set_icon_name (page, pages[i].icon_name);
    }
}

/* A tall window has room for tall lanes; from then on the divider is the user's. */
static void
on_wave_room (GtkPaned   *pane,
              GParamSpec *pspec,
              gpointer    user_data)
{
  int room;

  g_object_get (pane, "max-position", &room, NULL);
  if (room <= WAVE_MIN_HEIGHT || room == G_MAXINT)
    return;

  g_signal_handlers_disconnect_by_func (pane, on_wave_room, user_data);
  gtk_paned_set_position (pane, CLAMP (room / 3, WAVE_MIN_HEIGHT, WAVE_MAX_HEIGHT));
}

static void
make_parts (EncoreReviewPage *self)
{
  GtkWidget *waveform = encore_waveform_new (self->review);
  GtkWidget *transcript = encore_transcript_view_new (self->review);
  GtkWidget *transport = encore_transport_bar_new (self->review);

  self->waveform = ENCORE_WAVEFORM (waveform);
  self->transcript = ENCORE_TRANSCRIPT_VIEW (transcript);
  encore_transcript_redacted_attach (encore_transcript_view_get_text_view (self->transcript), self->review);
  gtk_widget_set_hexpand (transport, TRUE);
  gtk_widget_set_size_request (transcript, -1, 120);
  gtk_paned_set_start_child (GTK_PANED (self->wave_pane), waveform);
  gtk_paned_set_end_child (GTK_PANED (self->wave_pane), transcript);
  g_signal_connect (self->wave_pane, "notify::max-position", G_CALLBACK (on_wave_room), NULL);
  gtk_box_append (GTK_BOX (self->transport_slot), transport);
  make_header (self);
  make_panel (self);
  encore_review_page_watch_text (self);
}

/* Widget */

/* Keys reach the page only when something in it has the focus. */
static void
encore_review_page_map (GtkWidget *widget)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  if (gtk_widget_get_parent (self->header_end) == NULL)
    gtk_box_append (GTK_BOX (self->header_slot), self->header_end);
  gtk_widget_set_visible (self->header_slot, gtk_widget_get_parent (self->header_end) == self->header_slot);

  GTK_WIDGET_CLASS (encore_review_page_parent_class)->map (widget);
  on_playing (self);
  gtk_widget_grab_focus (widget);
}

static gboolean
encore_review_page_grab_focus (GtkWidget *widget)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  if (encore_review_is_text_only (self->review))
    return gtk_widget_grab_focus (GTK_WIDGET (encore_transcript_view_get_text_view (self->transcript)));

  return gtk_widget_grab_focus (encore_waveform_get_lanes (self->waveform));
}

static void
encore_review_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (encore_review_page_parent_class)->unmap (widget);
  on_playing (ENCORE_REVIEW_PAGE (widget));
}

static void
encore_review_page_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (object);

  switch (id)
    {
    case PROP_LEVEL_PARTIES:
      g_value_set_boolean (value, encore_review_get_level_parties (self->review));
      break;
    case PROP_AS_TURNS:
      g_value_set_boolean (value, self->as_turns);
      break;
    case PROP_SKIP_SILENCE:
      g_value_set_boolean (value, encore_review_get_skip_silence (self->review));
      break;
    case PROP_LISTEN:
      g_value_set_string (value, listen_id (self));
      break;
    case PROP_LOOP:
      g_value_set_boolean (value, encore_review_page_get_loop (self));
      break;
    case PROP_PANEL_VISIBLE:
      g_value_set_boolean (value, gtk_widget_get_visible (self->panel));
      break;
    case PROP_SPEED:
      g_value_set_double (value, encore_player_get_rate (encore_review_get_player (self->review)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
encore_review_page_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (object);

  switch (id)
    {
    case PROP_LEVEL_PARTIES:
      encore_review_set_level_parties (self->review, g_value_get_boolean (value));
      break;
    case PROP_AS_TURNS:
      set_as_turns (self, g_value_get_boolean (value));
      break;
    case PROP_SKIP_SILENCE:
      encore_review_set_skip_silence (self->review, g_value_get_boolean (value));
      break;
    case PROP_LISTEN:
      set_listen (self, g_value_get_string (value));
      break;
    case PROP_LOOP:
      encore_review_page_set_loop (self, g_value_get_boolean (value));
      break;
    case PROP_PANEL_VISIBLE:
      set_panel_visible (self, g_value_get_boolean (value));
      break;
    case PROP_SPEED:
      encore_review_page_set_speed (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
encore_review_page_dispose (GObject *object)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->header_end);
  g_clear_object (&self->panel_action);
  g_clear_object (&self->turns_action);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_review_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_LEVEL_PARTIES] = g_param_spec_boolean ("level-parties", NULL, NULL, FALSE, flags);
  props[PROP_AS_TURNS] = g_param_spec_boolean ("as-turns", NULL, NULL, FALSE, flags);
  props[PROP_SKIP_SILENCE] = g_param_spec_boolean ("skip-silence", NULL, NULL, FALSE, flags);
  props[PROP_LISTEN] = g_param_spec_string ("listen", NULL, NULL, "both", flags);
  props[PROP_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, flags);
  props[PROP_PANEL_VISIBLE] = g_param_spec_boolean ("panel-visible", NULL, NULL, TRUE, flags);
  props[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, ENCORE_PLAYER_MIN_RATE, ENCORE_PLAYER_MAX_RATE, 1.0,
                                           flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
encore_review_page_class_init (EncoreReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = encore_review_page_get_property;
  object_class->set_property = encore_review_page_set_property;
  object_class->dispose = encore_review_page_dispose;
  widget_class->map = encore_review_page_map;
  widget_class->unmap = encore_review_page_unmap;
  widget_class->grab_focus = encore_review_page_grab_focus;
  install_properties (object_class);

  g_type_ensure (ENCORE_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/review/review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, body);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, wave_pane);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, panel);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, transport_line);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, transport_slot);
  gtk_widget_class_bind_template_child (widget_class, EncoreReviewPage, header_slot);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reviewpage");
  encore_review_page_class_install_actions (widget_class);
}

static void
encore_review_page_init (EncoreReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * encore_review_page_new:
 * @review: the hub of the call that is, or will be, open
 *
 * Returns: (transfer floating): its page
 */
GtkWidget *
encore_review_page_new (EncoreReview *review)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (review), NULL);

  EncoreReviewPage *self = g_object_new (ENCORE_TYPE_REVIEW_PAGE, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  encore_review_page_add_shortcuts (self);
  watch_review (self);
  return GTK_WIDGET (self);
}

EncoreReview *
encore_review_page_get_review (EncoreReviewPage *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW_PAGE (self), NULL);

  return self->review;
}

/**
 * encore_review_page_show_evaluation:
 * @self: a page whose call may not have been loaded yet
 * @id: of an evaluation of it
 *
 * Brings the scorecard to the front, with that evaluation if it may be seen.
 */
void
encore_review_page_show_evaluation (EncoreReviewPage *self,
                                    gint64            id)
{
  g_return_if_fail (ENCORE_IS_REVIEW_PAGE (self));

  GtkWidget *panel = adw_view_stack_get_child_by_name (self->tabs, "scorecard");

  set_panel_visible (self, TRUE);
  adw_view_stack_set_visible_child (self->tabs, panel);
  encore_scorecard_panel_show_evaluation (ENCORE_SCORECARD_PANEL (panel), id);
}

/**
 * encore_review_page_get_header_end:
 * @self: a page that has not been shown yet
 *
 * The scenario chooser and the toggle of the side panel. Whoever shows the page may put them
 * into the window's header bar before; else they are shown above the page.
 *
 * Returns: (transfer none): a widget for the end of a header bar
 */
GtkWidget *
encore_review_page_get_header_end (EncoreReviewPage *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW_PAGE (self), NULL);

  return self->header_end;
}
