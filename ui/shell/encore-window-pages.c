/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "encore-review.h"
#include "encore-settings.h"
#include "encore-text.h"
#include "review/encore-review-page.h"
#include "coaching/encore-scenarios-page.h"
#include "progress/encore-people-page.h"

/* Pages over the navigation: an open call, a person. They stack; Back takes the top one off. */

#define REVIEW_KEY "encore-review"

/* A page's own part of the header bar is not squeezed out by a long title. */
#define HEADER_END_WIDTH 200

static gboolean
is_base (EncoreWindow *self)
{
  return adw_leaflet_get_visible_child (self->pages) == GTK_WIDGET (self->split);
}

static void
leave_page (GtkWidget *page)
{
  EncoreReview *review = g_object_get_data (G_OBJECT (page), REVIEW_KEY);

  if (review != NULL)
    encore_review_close (review);
  g_object_set_data (G_OBJECT (page), REVIEW_KEY, NULL);
}

/**
 * encore_window_get_review:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the call in sight
 */
EncoreReview *
encore_window_get_review (EncoreWindow *self)
{
  GtkWidget *page = adw_leaflet_get_visible_child (self->pages);

  return page != NULL ? g_object_get_data (G_OBJECT (page), REVIEW_KEY) : NULL;
}

static void
remove_page (EncoreWindow *self,
             GtkWidget    *page)
{
  leave_page (page);
  adw_leaflet_remove (self->pages, page);
}

/**
 * encore_window_drop_stale:
 * @self: a window
 *
 * Takes away the pages that lie beyond the visible one, once they have slid out of sight: the leaflet does
 * not forget one that still moves.
 */
void
encore_window_drop_stale (EncoreWindow *self)
{
  GtkWidget *page;

  if (adw_leaflet_get_child_transition_running (self->pages))
    return;

  /* The leaflet stacks its widgets in an order of its own: ask for pages, not for children. */
  while ((page = adw_leaflet_get_adjacent_child (self->pages, ADW_NAVIGATION_DIRECTION_FORWARD)) != NULL)
    remove_page (self, page);
}

/**
 * encore_window_pop:
 * @self: a window
 *
 * Returns: whether there was a page to go back from
 */
gboolean
encore_window_pop (EncoreWindow *self)
{
  if (is_base (self))
    return FALSE;

  leave_page (adw_leaflet_get_visible_child (self->pages));
  encore_window_update_now (self);
  adw_leaflet_navigate (self->pages, ADW_NAVIGATION_DIRECTION_BACK);
  /* Without animations nothing slides, and no end of it is heard of. */
  encore_window_drop_stale (self);

  return TRUE;
}

void
encore_window_pop_all (EncoreWindow *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    leave_page (page);
  adw_leaflet_set_visible_child (self->pages, GTK_WIDGET (self->split));
  encore_window_drop_stale (self);
}

static GtkWidget *
make_back_button (void)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "go-previous-symbolic", "tooltip-text",
                                    _ ("Back (Alt+Left)"), "action-name", "win.back", NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"), -1);
  return button;
}

/**
 * encore_window_focus_page:
 * @self: a window
 *
 * Gives the focus to the page in sight when it has just been opened, or when the focus is elsewhere: the
 * leaflet hands it to the first button it finds, and Space would press that.
 */
void
encore_window_focus_page (EncoreWindow *self)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (self->pages);
  GtkWidget *page = visible != NULL ? gtk_widget_get_last_child (visible) : NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (visible == GTK_WIDGET (self->split) || page == NULL)
    return;
  if (self->focus_due || focus == NULL || !gtk_widget_is_ancestor (focus, page))
    gtk_widget_grab_focus (page);
  self->focus_due = adw_leaflet_get_child_transition_running (self->pages);
}

/**
 * encore_window_push:
 * @self: a window with an open library
 * @page: what to show over the navigation
 * @title: of the page
 * @header_end: (nullable): the page's own part of the header bar
 *
 * Returns: (transfer none): the page's #AdwWindowTitle
 */
GtkWidget *
encore_window_push (EncoreWindow *self,
                    GtkWidget    *page,
                    const char   *title,
                    GtkWidget    *header_end)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *title_widget = adw_window_title_new (title, NULL);

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_back_button ());
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title_widget);
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_LOOSE);
  encore_window_pack_ends (self, ADW_HEADER_BAR (header));
  if (header_end != NULL)
    {
      gtk_widget_set_size_request (header_end, HEADER_END_WIDTH, -1);
      adw_header_bar_pack_end (ADW_HEADER_BAR (header), header_end);
    }

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);

  encore_window_drop_stale (self);
  adw_leaflet_insert_child_after (self->pages, box, adw_leaflet_get_visible_child (self->pages));
  adw_leaflet_set_visible_child (self->pages, box);
  self->focus_due = TRUE;
  encore_window_focus_page (self);

  return title_widget;
}

/* Calls */

static char *
describe_call (EncoreCall *call)
{
  g_autofree char *when = encore_text_date_time (call->started_at);
  g_autofree char *length = encore_text_duration (call->duration_ms);

  if (call->agent_name != NULL)
    return g_strdup_printf ("%s · %s · %s", call->agent_name, when, length);

  return g_strdup_printf ("%s · %s", when, length);
}

static void
on_call_changed (EncoreReview   *review,
                 GParamSpec     *pspec,
                 AdwWindowTitle *title)
{
  EncoreCall *call = encore_review_get_call (review);

  if (call == NULL || call->title == NULL)
    return;

  g_autofree char *subtitle = describe_call (call);

  adw_window_title_set_title (title, call->title);
  adw_window_title_set_subtitle (title, subtitle);
}

typedef struct
{
  gint64 position_ms;
} Goto;

static void
goto_free (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

static void
on_loaded_seek (EncoreReview *review,
                GParamSpec   *pspec,
                gpointer      user_data)
{
  Goto *where = user_data;
  gboolean loading;

  g_object_get (review, "loading", &loading, NULL);
  if (loading)
    return;

  encore_review_seek (review, where->position_ms);
  g_signal_handlers_disconnect_by_func (review, on_loaded_seek, where);
}

static void
seek_when_loaded (EncoreReview *review,
                  gint64        position_ms)
{
  Goto *where = g_new0 (Goto, 1);

  where->position_ms = position_ms;
  g_signal_connect_data (review, "notify::loading", G_CALLBACK (on_loaded_seek), where, goto_free, 0);
}

static void
pause_visible (EncoreWindow *self)
{
  EncoreReview *review = encore_window_get_review (self);

  if (review != NULL)
    encore_review_set_playing (review, FALSE);
}

static gboolean
to_int64 (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  g_value_set_int64 (value, g_variant_get_int32 (variant));

  return TRUE;
}

/* How its user listens is the same for every call. */
static void
bind_listening (EncorePlayer *player)
{
  static const struct
  {
    const char *key, *property;
  } bound[] = {
    { "playback-rate", "rate" },
    { "volume", "volume" },
    { "skip-silence", "skip-silence" },
    { "level-parties", "level-parties" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bound); i++)
    if (encore_settings_has (bound[i].key))
      g_settings_bind (encore_settings_get (), bound[i].key, player, bound[i].property, G_SETTINGS_BIND_DEFAULT);

  if (encore_settings_has ("rewind-on-pause-ms"))
    g_settings_bind_with_mapping (encore_settings_get (), "rewind-on-pause-ms", player, "rewind-on-pause-ms",
                                  G_SETTINGS_BIND_GET, to_int64, NULL, NULL, NULL);
}

static GtkWidget *
open_call (EncoreWindow *self,
           gint64        call_id,
           gint64        position_ms)
{
  g_autoptr (EncoreReview) review = encore_review_new (self->library);
  GtkWidget *page = encore_review_page_new (review);

  bind_listening (encore_review_get_player (review));
  if (encore_settings_has ("transcript-as-turns"))
    g_settings_bind (encore_settings_get (), "transcript-as-turns", page, "as-turns", G_SETTINGS_BIND_DEFAULT);
  pause_visible (self);
  GtkWidget *title = encore_window_push (self, page, "", encore_review_page_get_header_end (ENCORE_REVIEW_PAGE (page)));

  g_signal_connect_object (review, "notify::call", G_CALLBACK (on_call_changed), title, 0);
  if (position_ms != ENCORE_NO_TIME)
    seek_when_loaded (review, position_ms);
  g_object_set_data_full (G_OBJECT (adw_leaflet_get_visible_child (self->pages)), REVIEW_KEY, g_object_ref (review),
                          g_object_unref);
  encore_window_update_now (self);
  encore_review_open (review, call_id);
  return page;
}

/**
 * encore_window_open_call:
 * @self: a window
 * @call_id: the call
 * @position_ms: where to go, or %ENCORE_NO_TIME: where listening stopped
 */
void
encore_window_open_call (EncoreWindow *self,
                         gint64        call_id,
                         gint64        position_ms)
{
  if (self->library != NULL)
    open_call (self, call_id, position_ms);
}

/**
 * encore_window_open_call_segment:
 * @self: a window
 * @call_id: a call whose text has no times
 * @segment: where to go
 */
void
encore_window_open_call_segment (EncoreWindow *self,
                                 gint64        call_id,
                                 int           segment)
{
  if (self->library != NULL)
    encore_review_page_go_to_segment (ENCORE_REVIEW_PAGE (open_call (self, call_id, ENCORE_NO_TIME)), segment);
}

/**
 * encore_window_open_evaluation:
 * @self: a window
 * @call_id: a call
 * @evaluation_id: which evaluation of it to look at
 */
void
encore_window_open_evaluation (EncoreWindow *self,
                               gint64        call_id,
                               gint64        evaluation_id)
{
  if (self->library != NULL)
    encore_review_page_show_evaluation (ENCORE_REVIEW_PAGE (open_call (self, call_id, ENCORE_NO_TIME)), evaluation_id);
}

static GtkWidget *
show_base_page (EncoreWindow *self,
                const char   *name)
{
  if (self->library == NULL)
    return NULL;

  encore_window_pop_all (self);
  encore_window_show_page (self, name);

  return gtk_stack_get_visible_child (self->content);
}

void
encore_window_open_agent (EncoreWindow *self,
                          gint64        agent_id)
{
  GtkWidget *page = show_base_page (self, "people");

  if (page != NULL)
    encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (page), agent_id);
}

void
encore_window_open_scenario (EncoreWindow *self,
                             gint64        scenario_id)
{
  GtkWidget *page = show_base_page (self, "scenarios");

  if (page != NULL)
    encore_scenarios_page_show (ENCORE_SCENARIOS_PAGE (page), scenario_id);
}
