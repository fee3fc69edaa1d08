/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-completion.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SEARCH_COMPLETION (encore_search_completion_get_type ())
G_DECLARE_FINAL_TYPE (EncoreSearchCompletion, encore_search_completion, ENCORE, SEARCH_COMPLETION, GObject)

EncoreSearchCompletion *encore_search_completion_new     (GtkWidget              *entry,
                                                          EncoreLibrary          *library);
void                    encore_search_completion_offer   (EncoreSearchCompletion *self); /* whatever is typed */
gboolean                encore_search_completion_key     (EncoreSearchCompletion *self,
                                                          guint                   keyval,
                                                          GdkModifierType         state);
void                    encore_search_completion_dismiss (EncoreSearchCompletion *self);

G_END_DECLS
