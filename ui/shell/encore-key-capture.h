/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-shortcuts.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_KEY_CAPTURE (encore_key_capture_get_type ())
G_DECLARE_FINAL_TYPE (EncoreKeyCapture, encore_key_capture, ENCORE, KEY_CAPTURE, AdwWindow)

GtkWidget *encore_key_capture_new (const EncoreShortcut *shortcut);

G_END_DECLS
