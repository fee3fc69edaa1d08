/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_CALLS_PAGE (encore_calls_page_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCallsPage, encore_calls_page, ENCORE, CALLS_PAGE, AdwBin)

GtkWidget *encore_calls_page_new (EncoreLibrary *library);

G_END_DECLS
