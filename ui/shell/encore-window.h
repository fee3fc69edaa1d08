/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_WINDOW (encore_window_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWindow, encore_window, ENCORE, WINDOW, AdwApplicationWindow)

EncoreWindow *encore_window_new (AdwApplication *application);

G_END_DECLS
