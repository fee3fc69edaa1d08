/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EncoreBanner:
 *
 * A slim message across a page, which slides in and out, with at most one button. It stands in
 * for libadwaita's, which is newer than what Encore builds against.
 */
#define ENCORE_TYPE_BANNER (encore_banner_get_type ())
G_DECLARE_FINAL_TYPE (EncoreBanner, encore_banner, ENCORE, BANNER, GtkWidget)

GtkWidget *encore_banner_new          (const char   *text);
void       encore_banner_set_text     (EncoreBanner *self,
                                       const char   *text);
void       encore_banner_set_revealed (EncoreBanner *self,
                                       gboolean      revealed);
gboolean   encore_banner_get_revealed (EncoreBanner *self);
void       encore_banner_set_button   (EncoreBanner *self,
                                       const char   *label,
                                       const char   *action_name);

G_END_DECLS
