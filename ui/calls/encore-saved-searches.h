/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SAVED_SEARCHES (encore_saved_searches_get_type ())
G_DECLARE_FINAL_TYPE (EncoreSavedSearches, encore_saved_searches, ENCORE, SAVED_SEARCHES, AdwBin)

/* Signal: "chosen" (const char *query) */
void encore_saved_searches_set_library (EncoreSavedSearches *self,
                                        EncoreLibrary       *library);
void encore_saved_searches_set_query   (EncoreSavedSearches *self,
                                        const char          *query);

G_END_DECLS
