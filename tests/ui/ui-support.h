/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* For what must come; a slow machine is no failure. */
#define UI_PATIENCE_MS 60000

typedef gboolean (*UiCondition) (gpointer data);

int        ui_run_tests      (void);
gboolean   ui_wait_until     (UiCondition  condition,
                              gpointer     data,
                              guint        timeout_ms);
void       ui_settle         (GtkWidget   *widget,
                              guint        n_frames);
GtkWidget *ui_find_by_type   (GtkWidget   *widget,
                              GType        type);
GtkWidget *ui_find_by_name   (GtkWidget   *widget,
                              const char  *name);
GtkWidget *ui_find_button    (GtkWidget   *widget,
                              const char  *action);
guint      ui_count_by_type  (GtkWidget   *widget,
                              GType        type);
GtkWidget *ui_find_label     (GtkWidget   *widget,
                              const char  *text);
int        ui_get_min_width  (GtkWidget   *widget);
void       ui_save_png       (GtkWidget   *window,
                              const char  *path);
char      *ui_make_folder    (void);
void       ui_remove_folder  (const char  *path);

G_END_DECLS
