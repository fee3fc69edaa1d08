/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-text-height.h"

static gboolean
on_tick (GtkWidget     *view,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  gtk_widget_queue_resize (view);
  return G_SOURCE_REMOVE;
}

static void
on_height_known (GtkWidget     *view,
                 GtkAdjustment *height)
{
  if ((int) gtk_adjustment_get_upper (height) > gtk_widget_get_height (view))
    gtk_widget_add_tick_callback (view, on_tick, NULL, NULL);
}

/**
 * encore_text_height_follow:
 * @view: a text view that is not in a scrolled window
 *
 * Keeps @view as tall as its text. A text view learns how tall its text is only when it is given its
 * width, and what it asks for while sizes are being given is not heard: so it asks again.
 */
void
encore_text_height_follow (GtkTextView *view)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), "changed",
                           G_CALLBACK (on_height_known), view, G_CONNECT_SWAPPED);
}
