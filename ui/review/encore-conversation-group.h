/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_CONVERSATION_GROUP (encore_conversation_group_get_type ())
G_DECLARE_FINAL_TYPE (EncoreConversationGroup, encore_conversation_group, ENCORE, CONVERSATION_GROUP,
                      AdwPreferencesGroup)

GtkWidget *encore_conversation_group_new (EncoreReview *review);

G_END_DECLS
