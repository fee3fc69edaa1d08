/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/* What the values of all vocabularies have. The pointers go into the value itself. */
typedef struct
{
  gint64 id;
  int kind;
  char **name;
  char **description; /* NULL where values have none */
  int *position;
} EncoreNamed;

/**
 * EncoreVocabulary:
 *
 * Named values of one kind in their order, and the words in which an editor speaks of them.
 */
typedef struct
{
  GType type;
  EncoreListing listing;
  int kind;
  gpointer (*make) (int kind);
  gpointer (*copy) (gpointer value);
  EncoreNamed (*look) (gpointer value);

  const char *title;
  const char *about;
  const char *add_title;

  /* The names of edits; without one for descriptions, values have none. */
  const char *add;
  const char *rename;
  const char *describe;
  const char *order;
  const char *remove;

  /* The names of widgets. */
  const char *add_row;
  const char *name_row;
  const char *description_row;
} EncoreVocabulary;

EncoreVocabulary encore_vocabulary_of_facets     (EncoreFacetKind     kind);
EncoreVocabulary encore_vocabulary_of_principles (EncorePrincipleKind kind);

G_END_DECLS
