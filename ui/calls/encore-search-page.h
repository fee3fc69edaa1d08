/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-search.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SEARCH_PAGE (encore_search_page_get_type ())
G_DECLARE_FINAL_TYPE (EncoreSearchPage, encore_search_page, ENCORE, SEARCH_PAGE, AdwBin)

GtkWidget *encore_search_page_new (EncoreLibrary *library);

G_END_DECLS
