/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "encore-playlist-bar.h"

/* Moments of several calls, played at the foot of the window whatever page is open. */

static const char *const actions[] = { "win.playlist-play", "win.playlist-next", "win.playlist-previous",
                                       "win.playlist-open", "win.playlist-close" };

static void
set_revealed (EncoreWindow *self,
              gboolean      revealed)
{
  gtk_revealer_set_reveal_child (self->playlist_revealer, revealed);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], revealed);
}

static void
on_error (EncoreWindow *self,
          const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

/* None of them can be heard: there is nothing to show. */
static void
on_ended (EncoreWindow *self)
{
  if (encore_playlist_get_current (self->playlist) == NULL)
    set_revealed (self, FALSE);
}

static void
make_playlist (EncoreWindow *self)
{
  self->playlist = encore_playlist_new (self->library);
  gtk_revealer_set_child (self->playlist_revealer, encore_playlist_bar_new (self->playlist));
  g_signal_connect_object (self->playlist, "error", G_CALLBACK (on_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->playlist, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  encore_now_set_playlist (self->now, self->playlist);
}

static gboolean
prepare (EncoreWindow *self)
{
  if (self->library == NULL || self->now == NULL)
    return FALSE;

  if (self->playlist == NULL)
    make_playlist (self);
  set_revealed (self, TRUE);
  return TRUE;
}

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  gsize n;
  const gint64 *ids = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

  if (n > 0 && prepare (self))
    encore_playlist_play (self->playlist, ids, n);
}

/* Each: the call, from where to where, and what is said there. */
static void
play_places_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  GVariantIter iter;
  EncoreSpan span;
  gint64 call_id;
  const char *text;

  g_variant_iter_init (&iter, parameter);
  while (g_variant_iter_next (&iter, "(xxx&s)", &call_id, &span.start_ms, &span.end_ms, &text))
    {
      EncoreMoment *place = encore_moment_new ();

      place->call_id = call_id;
      place->span = span;
      place->note = g_strdup (text);
      g_ptr_array_add (places, place);
    }

  if (places->len > 0 && prepare (self))
    encore_playlist_play_places (self->playlist, places);
}

static void
toggle_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);

  if (self->playlist != NULL)
    encore_playlist_set_playing (self->playlist, !encore_playlist_get_playing (self->playlist));
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);

  if (self->playlist != NULL)
    encore_playlist_step (self->playlist, g_str_equal (name, "win.playlist-next") ? 1 : -1);
}

/* The call goes on where the moment starts; the moments wait. */
static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  EncorePlaylistItem *item = self->playlist != NULL ? encore_playlist_get_current (self->playlist) : NULL;

  if (item == NULL)
    return;

  encore_playlist_set_playing (self->playlist, FALSE);
  encore_window_open_call (self, item->moment->call_id, item->moment->span.start_ms);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);

  if (self->playlist != NULL)
    encore_playlist_close (self->playlist);
  set_revealed (self, FALSE);
}

void
encore_window_class_install_playlist (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.play-moments", "ax", play_action);
  gtk_widget_class_install_action (widget_class, "win.play-places", "a(xxxs)", play_places_action);
  gtk_widget_class_install_action (widget_class, "win.playlist-play", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "win.playlist-next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "win.playlist-previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "win.playlist-open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.playlist-close", NULL, close_action);
}

void
encore_window_init_playlist (EncoreWindow *self)
{
  set_revealed (self, FALSE);
}

/* Before the library goes. */
void
encore_window_clear_playlist (EncoreWindow *self)
{
  if (self->playlist == NULL)
    return;

  if (self->now != NULL)
    encore_now_set_playlist (self->now, NULL);
  encore_playlist_close (self->playlist);
  g_clear_object (&self->playlist);
}
