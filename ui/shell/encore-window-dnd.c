/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

/* Files dropped anywhere on the window are imported. */

static void
set_hint (EncoreWindow *self,
          gboolean      shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->drop_hint), shown);
  gtk_revealer_set_reveal_child (self->drop_hint, shown);
}

static GdkDragAction
on_enter (EncoreWindow  *self,
          double         x,
          double         y,
          GtkDropTarget *target)
{
  if (self->library == NULL || encore_library_is_read_only (self->library))
    return 0;

  set_hint (self, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (EncoreWindow  *self,
          GtkDropTarget *target)
{
  set_hint (self, FALSE);
}

static gboolean
on_drop (EncoreWindow  *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  set_hint (self, FALSE);
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  encore_window_import (self, G_LIST_MODEL (files));

  return g_list_model_get_n_items (G_LIST_MODEL (files)) > 0;
}

void
encore_window_init_dnd (EncoreWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
