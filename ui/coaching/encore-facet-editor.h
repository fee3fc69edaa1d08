/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* A dialog for the values of one facet: add, rename, order, delete. */
#define ENCORE_TYPE_FACET_EDITOR (encore_facet_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreFacetEditor, encore_facet_editor, ENCORE, FACET_EDITOR, AdwWindow)

EncoreFacetEditor *encore_facet_editor_present (GtkWidget      *parent,
                                                EncoreLibrary  *library,
                                                EncoreFacetKind kind);

G_END_DECLS
