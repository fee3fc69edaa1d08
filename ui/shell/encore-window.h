/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"
#include "encore-now.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_WINDOW (encore_window_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWindow, encore_window, ENCORE, WINDOW, AdwApplicationWindow)

EncoreWindow  *encore_window_new           (AdwApplication *application);
void           encore_window_open_library  (EncoreWindow   *self,
                                            const char     *directory,
                                            gboolean        demo);
const char    *encore_window_get_directory (EncoreWindow   *self);
EncoreLibrary *encore_window_get_library   (EncoreWindow   *self);
gboolean       encore_window_is_opening    (EncoreWindow   *self);
EncoreNow     *encore_window_get_now       (EncoreWindow   *self);
void           encore_window_import        (EncoreWindow   *self,
                                            GListModel     *files);

G_END_DECLS
