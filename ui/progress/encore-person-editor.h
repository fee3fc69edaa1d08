/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* A dialog for who somebody is. */
#define ENCORE_TYPE_PERSON_EDITOR (encore_person_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncorePersonEditor, encore_person_editor, ENCORE, PERSON_EDITOR, AdwWindow)

EncorePersonEditor *encore_person_editor_present (GtkWidget     *parent,
                                                  EncoreLibrary *library,
                                                  EncorePerson  *person_or_new,
                                                  GPtrArray     *teams);

G_END_DECLS
