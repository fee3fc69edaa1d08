/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-playlist-bar.h"

#include <glib/gi18n.h>

#include "encore-text.h"
#include "progress/encore-outcome-paint.h"

/* How often the time moves on. */
#define CLOCK_MS 250

/**
 * EncorePlaylistBar:
 *
 * The mini player of moments across calls. Its buttons are actions of the window, which have keys.
 */
struct _EncorePlaylistBar
{
  AdwBin parent_instance;

  EncorePlaylist *playlist;
  GPtrArray *remarks; /* of char *: what was left out, and why */
  guint clock_id;

  GtkWidget *play;
  AdwBin *mark;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *left_out;
  GtkLabel *place;
};

G_DEFINE_FINAL_TYPE (EncorePlaylistBar, encore_playlist_bar, ADW_TYPE_BIN)

static void
show_place (EncorePlaylistBar *self)
{
  guint n = g_list_model_get_n_items (encore_playlist_get_items (self->playlist));
  g_autofree char *position = encore_text_position (encore_playlist_get_position_ms (self->playlist));
  g_autofree char *length = encore_text_position (encore_playlist_get_length_ms (self->playlist));
  /* Translators: the moment of how many; where in it; how long it is */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u · %s / %s"), encore_playlist_get_index (self->playlist) + 1, n,
                                           position, length);

  gtk_label_set_label (self->place, n > 0 ? text : "");
}

static char *
describe_call (EncorePlaylistItem *item)
{
  if (item->agent_name == NULL)
    return g_strdup (item->call_title);

  return g_strdup_printf ("%s · %s", item->call_title, item->agent_name);
}

/* What it is, and what somebody wrote about it. */
static char *
describe_moment (EncorePlaylistItem *item)
{
  EncoreMoment *moment = item->moment;
  const char *what = moment->outcome != ENCORE_OUTCOME_NONE ? encore_outcome_to_label (moment->outcome)
                                                            : item->type_name;
  const char *texts[] = { moment->note, moment->could_have, moment->cue };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!encore_text_is_blank (texts[i]))
      {
        g_autofree char *text = g_strdelimit (g_strdup (texts[i]), "\n", ' ');

        return what != NULL ? g_strdup_printf ("%s · %s", what, text) : g_steal_pointer (&text);
      }

  return g_strdup (what != NULL ? what : _ ("Moment"));
}

static void
show_item (EncorePlaylistBar *self)
{
  EncorePlaylistItem *item = encore_playlist_get_current (self->playlist);

  if (item == NULL)
    return;

  g_autofree char *title = describe_call (item);
  g_autofree char *subtitle = describe_moment (item);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  adw_bin_set_child (self->mark, item->moment->outcome != ENCORE_OUTCOME_NONE
                                     ? encore_outcome_swatch_new (item->moment->outcome)
                                     : gtk_image_new_from_icon_name ("user-bookmarks-symbolic"));
  show_place (self);
}

static gboolean
on_clock (gpointer user_data)
{
  show_place (user_data);
  return G_SOURCE_CONTINUE;
}

static void
show_playing (EncorePlaylistBar *self)
{
  gboolean playing = encore_playlist_get_playing (self->playlist);
  const char *label = playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  if (playing && self->clock_id == 0)
    self->clock_id = g_timeout_add (CLOCK_MS, on_clock, self);
  else if (!playing)
    g_clear_handle_id (&self->clock_id, g_source_remove);
  show_place (self);
}

static void
show_left_out (EncorePlaylistBar *self)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u left out", "%u left out", self->remarks->len),
                                           self->remarks->len);
  g_autofree char *all = NULL;

  g_ptr_array_add (self->remarks, NULL);
  all = g_strjoinv ("\n", (char **) self->remarks->pdata);
  g_ptr_array_set_size (self->remarks, (int) self->remarks->len - 1);
  gtk_label_set_label (self->left_out, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->left_out), all);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), self->remarks->len > 0);
}

/* The first remark is said aloud; the others can be looked up. */
static void
on_skipped (EncorePlaylistBar  *self,
            EncorePlaylistItem *item)
{
  char *remark = g_strdup_printf (_ ("“%s” left out: %s"), item->call_title, item->problem);

  if (self->remarks->len == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", remark);
  g_ptr_array_add (self->remarks, remark);
  show_left_out (self);
}

static void
on_loading (EncorePlaylistBar *self)
{
  g_ptr_array_set_size (self->remarks, 0);
  show_left_out (self);
}

static void
encore_playlist_bar_dispose (GObject *object)
{
  EncorePlaylistBar *self = ENCORE_PLAYLIST_BAR (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_object (&self->playlist);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_playlist_bar_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncorePlaylistBar, name)

static void
encore_playlist_bar_class_init (EncorePlaylistBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_playlist_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/shell/playlist-bar.ui");
  BIND (play);
  BIND (mark);
  BIND (title);
  BIND (subtitle);
  BIND (left_out);
  BIND (place);
}

static void
encore_playlist_bar_init (EncorePlaylistBar *self)
{
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * encore_playlist_bar_new:
 * @playlist: what it plays
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
encore_playlist_bar_new (EncorePlaylist *playlist)
{
  EncorePlaylistBar *self = g_object_new (ENCORE_TYPE_PLAYLIST_BAR, NULL);

  self->playlist = g_object_ref (playlist);
  g_signal_connect_object (playlist, "notify::current", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playlist, "notify::playing", G_CALLBACK (show_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playlist, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playlist, "skipped", G_CALLBACK (on_skipped), self, G_CONNECT_SWAPPED);
  show_playing (self);
  return GTK_WIDGET (self);
}
