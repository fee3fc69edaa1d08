/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-progress.h"

G_BEGIN_DECLS

/* A share between 0 and 1 with its 95 % interval, on one line. */
#define ENCORE_TYPE_SHARE_BAR (encore_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (EncoreShareBar, encore_share_bar, ENCORE, SHARE_BAR, GtkWidget)

GtkWidget     *encore_share_bar_new          (void);
void           encore_share_bar_set_tally    (EncoreShareBar    *self,
                                              const EncoreTally *tally);
EncoreInterval encore_share_bar_get_interval (EncoreShareBar    *self);
gboolean       encore_share_bar_get_enough   (EncoreShareBar    *self);

G_END_DECLS
