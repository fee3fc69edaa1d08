/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* @error is NULL when it was saved; nothing has been said to the user yet. */
typedef void (*EncoreSaved) (GtkWidget    *widget,
                             EncoreEdit   *edit,
                             const GError *error);

void  encore_save        (GtkWidget     *widget,
                          EncoreLibrary *library,
                          EncoreEdit    *edit,
                          const char    *message,
                          EncoreSaved    saved);
void  encore_save_change (GtkWidget     *widget,
                          EncoreLibrary *library,
                          const char    *label,
                          gpointer       before,
                          gpointer       after);
char *encore_save_reason (const GError  *error);
void  encore_save_toast  (GtkWidget     *widget,
                          const char    *message);
void  encore_save_undo   (GtkWidget     *widget,
                          EncoreLibrary *library);
void  encore_save_redo   (GtkWidget     *widget,
                          EncoreLibrary *library);

GtkWidget *encore_save_ask (GtkWidget *dialog);

G_END_DECLS
