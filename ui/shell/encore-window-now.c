/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

/* What plays in the window, and that the computer does not fall asleep over it. */

static void
inhibit (EncoreWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && self->inhibit_cookie == 0)
    self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_SUSPEND,
                                                    _ ("A call is playing"));
}

static void
uninhibit (EncoreWindow *self)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && self->inhibit_cookie != 0)
    gtk_application_uninhibit (GTK_APPLICATION (application), self->inhibit_cookie);
  self->inhibit_cookie = 0;
}

static void
on_changed (EncoreWindow *self)
{
  if (encore_now_get_playing (self->now))
    inhibit (self);
  else
    uninhibit (self);
}

/**
 * encore_window_init_now:
 * @self: a window
 */
void
encore_window_init_now (EncoreWindow *self)
{
  self->now = encore_now_new ();
  g_signal_connect_object (self->now, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (encore_window_update_now), self,
                           G_CONNECT_SWAPPED);
}

/**
 * encore_window_update_now:
 * @self: a window in which another page may be in sight
 */
void
encore_window_update_now (EncoreWindow *self)
{
  if (self->now != NULL)
    encore_now_set_review (self->now, encore_window_get_review (self));
}

void
encore_window_clear_now (EncoreWindow *self)
{
  if (self->now == NULL)
    return;

  encore_now_set_review (self->now, NULL);
  uninhibit (self);
  g_clear_object (&self->now);
}

/**
 * encore_window_get_now:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what plays in it; %NULL once it is going
 */
EncoreNow *
encore_window_get_now (EncoreWindow *self)
{
  g_return_val_if_fail (ENCORE_IS_WINDOW (self), NULL);

  return self->now;
}
