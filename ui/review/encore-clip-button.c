/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-clip-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-joined.h"
#include "encore-text.h"

struct _EncoreClipButton
{
  GtkWidget parent_instance;

  EncoreReview *review;
  gint64 call_id;
  EncoreSpan clip;

  EncorePlayer *player; /* made when first asked to play */
  GCancellable *loading;
  GtkWidget *button;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (EncoreClipButton, encore_clip_button, GTK_TYPE_WIDGET)

static void
show_playing (EncoreClipButton *self)
{
  gboolean playing = self->player != NULL && encore_player_get_playing (self->player);
  g_autofree char *length = encore_text_duration (encore_span_length (self->clip));
  /* Translators: plays an example; %s is its duration. */
  g_autofree char *label = g_strdup_printf (playing ? _ ("Stop Example (%s)") : _ ("Play Example (%s)"), length);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (self->content),
                                    playing ? "media-playback-stop-symbolic" : "media-playback-start-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (self->content), label);
}

static void
on_failed (EncoreClipButton *self,
           const GError     *error)
{
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), error->message);
}

static void
play (EncoreClipButton *self,
      EncoreRecording  *recording)
{
  if (self->player == NULL)
    {
      self->player = encore_player_new ();
      g_signal_connect_object (self->player, "notify::playing", G_CALLBACK (show_playing), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->player, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
      encore_player_set_muted (self->player, (const EncoreSpan *) (gpointer) recording->muted->data,
                               recording->muted->len);
      encore_player_open (self->player, recording->path, recording->channels, self->clip.start_ms);
    }

  encore_player_set_muted (self->player, (const EncoreSpan *) (gpointer) recording->muted->data, recording->muted->len);
  encore_player_play_span (self->player, self->clip);
}

static void
on_recording (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreRecording) recording = encore_joined_find_finish (ENCORE_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  EncoreClipButton *self = user_data;

  if (recording != NULL)
    {
      /* The call may have been asked to play meanwhile. */
      if (!encore_review_get_playing (self->review))
        play (self, recording);
      return;
    }

  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_MISSING)
                                                      ? _ ("The call of this example has no recording")
                                                      : error->message);
}

static void
on_clicked (EncoreClipButton *self)
{
  if (self->player != NULL && encore_player_get_playing (self->player))
    {
      encore_player_pause (self->player);
      return;
    }

  encore_review_set_playing (self->review, FALSE);
  encore_joined_find_async (encore_review_get_library (self->review), self->call_id, self->loading, on_recording, self);
}

/* Two voices at once help nobody. */
static void
on_review_playing (EncoreClipButton *self)
{
  if (self->player != NULL && encore_review_get_playing (self->review))
    encore_player_pause (self->player);
}

static void
encore_clip_button_dispose (GObject *object)
{
  EncoreClipButton *self = ENCORE_CLIP_BUTTON (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->player != NULL)
    encore_player_close (self->player);
  g_clear_object (&self->player);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_clip_button_parent_class)->dispose (object);
}

static void
encore_clip_button_class_init (EncoreClipButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_clip_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
encore_clip_button_init (EncoreClipButton *self)
{
  self->loading = g_cancellable_new ();
  self->content = adw_button_content_new ();
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), self->content);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * encore_clip_button_new:
 * @review: the open call's hub
 * @call_id: the call the clip is cut from
 * @clip: which part of it
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
encore_clip_button_new (EncoreReview *review,
                        gint64        call_id,
                        EncoreSpan    clip)
{
  EncoreClipButton *self = g_object_new (ENCORE_TYPE_CLIP_BUTTON, NULL);

  self->review = g_object_ref (review);
  self->call_id = call_id;
  self->clip = clip;
  g_signal_connect_object (review, "notify::playing", G_CALLBACK (on_review_playing), self, G_CONNECT_SWAPPED);
  show_playing (self);
  return GTK_WIDGET (self);
}
