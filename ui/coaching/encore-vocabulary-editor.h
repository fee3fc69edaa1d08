/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-vocabulary.h"

G_BEGIN_DECLS

/* A dialog for the values of one vocabulary: add, rename, describe, order, delete. */
#define ENCORE_TYPE_VOCABULARY_EDITOR (encore_vocabulary_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreVocabularyEditor, encore_vocabulary_editor, ENCORE, VOCABULARY_EDITOR, AdwWindow)

EncoreVocabularyEditor *encore_vocabulary_editor_present (GtkWidget       *parent,
                                                          EncoreLibrary   *library,
                                                          EncoreVocabulary vocabulary);

G_END_DECLS
