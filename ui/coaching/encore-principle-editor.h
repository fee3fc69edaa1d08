/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"
#include "encore-principle.h"

G_BEGIN_DECLS

/* The vocabulary of brand values or of pillars. */
#define ENCORE_TYPE_PRINCIPLE_EDITOR (encore_principle_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncorePrincipleEditor, encore_principle_editor, ENCORE, PRINCIPLE_EDITOR, AdwWindow)

EncorePrincipleEditor *encore_principle_editor_present (GtkWidget           *parent,
                                                        EncoreLibrary       *library,
                                                        EncorePrincipleKind  kind);

G_END_DECLS
