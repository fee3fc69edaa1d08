/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-vocabulary.h"

#include <glib/gi18n.h>

static gpointer
make_facet (int kind)
{
  EncoreFacet *facet = encore_facet_new ();

  facet->kind = kind;
  return facet;
}

static gpointer
copy_facet (gpointer value)
{
  return encore_facet_copy (value);
}

static EncoreNamed
look_at_facet (gpointer value)
{
  EncoreFacet *facet = value;

  return (EncoreNamed) { facet->id, facet->kind, &facet->name, NULL, &facet->position };
}

/**
 * encore_vocabulary_of_facets:
 * @kind: by what scenarios are told apart
 *
 * Returns: the vocabulary of one facet
 */
EncoreVocabulary
encore_vocabulary_of_facets (EncoreFacetKind kind)
{
  return (EncoreVocabulary) {
    .type = ENCORE_TYPE_FACET,
    .listing = ENCORE_LISTING_FACETS,
    .kind = kind,
    .make = make_facet,
    .copy = copy_facet,
    .look = look_at_facet,
    .title = encore_facet_kind_to_label (kind),
    .about = _ ("Scenarios are told apart by these values. Renaming one renames it everywhere."),
    .add_title = _ ("Add a value"),
    .add = _ ("Add value"),
    .rename = _ ("Rename value"),
    .order = _ ("Order values"),
    .remove = _ ("Delete value"),
    .add_row = "facet-add",
    .name_row = "facet-value",
  };
}

static gpointer
make_principle (int kind)
{
  EncorePrinciple *principle = encore_principle_new ();

  principle->kind = kind;
  return principle;
}

static gpointer
copy_principle (gpointer value)
{
  return encore_principle_copy (value);
}

static EncoreNamed
look_at_principle (gpointer value)
{
  EncorePrinciple *principle = value;

  return (EncoreNamed) { principle->id, principle->kind, &principle->name, &principle->description,
                        &principle->position };
}

/**
 * encore_vocabulary_of_principles:
 * @kind: brand values or pillars
 *
 * Returns: the vocabulary of one kind of principle, with descriptions
 */
EncoreVocabulary
encore_vocabulary_of_principles (EncorePrincipleKind kind)
{
  gboolean value = kind == ENCORE_PRINCIPLE_VALUE;

  return (EncoreVocabulary) {
    .type = ENCORE_TYPE_PRINCIPLE,
    .listing = ENCORE_LISTING_PRINCIPLES,
    .kind = kind,
    .make = make_principle,
    .copy = copy_principle,
    .look = look_at_principle,
    .title = value ? _ ("Brand Values") : _ ("Pillars"),
    .about = value ? _ ("What the brand stands for. Criteria and moments are linked to it; renaming it renames it "
                        "everywhere.")
                   : _ ("Whom a call has an impact on. Criteria and moments are linked to it; renaming it renames "
                        "it everywhere."),
    .add_title = value ? _ ("Add a brand value") : _ ("Add a pillar"),
    .add = _ ("Add principle"),
    .rename = _ ("Rename principle"),
    .describe = _ ("Describe principle"),
    .order = _ ("Order principles"),
    .remove = _ ("Delete principle"),
    .add_row = "principle-add",
    .name_row = "principle-name",
    .description_row = "principle-description",
  };
}
