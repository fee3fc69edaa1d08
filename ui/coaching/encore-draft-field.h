/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/**
 * EncoreDraftPlace:
 * @key: (nullable): of a section or criterion; %NULL: the scorecard itself
 * @option: (nullable): of an option of that criterion
 * @offset: of the member in its struct
 * @label: what changing it is called, translated, for "Undo"
 *
 * Where in a draft something stands. Strings are copied, but for @label.
 */
typedef struct
{
  const char *key;
  const char *option;
  gsize offset;
  const char *label;
} EncoreDraftPlace;

/* Fields that show what stands there, and save what is made of it. */
void encore_draft_bind_text   (EncoreDraft      *draft,  /* of char * */
                               GtkWidget        *field,  /* GtkEditable or EncoreTextRow */
                               EncoreDraftPlace  place,
                               gboolean          required);
void encore_draft_bind_number (EncoreDraft      *draft,  /* of double */
                               GtkWidget        *spin,   /* GtkSpinButton */
                               EncoreDraftPlace  place,
                               double            factor);
void encore_draft_bind_flag   (EncoreDraft      *draft,  /* of gboolean */
                               GtkWidget        *toggle, /* GtkSwitch */
                               EncoreDraftPlace  place);
void encore_draft_bind_choice (EncoreDraft      *draft,  /* of an enum, whose values are positions */
                               GtkWidget        *combo,  /* AdwComboRow or GtkDropDown */
                               EncoreDraftPlace  place);
void encore_draft_bind_key    (EncoreDraft      *draft,  /* of char *, one of those it was filled with, or NULL */
                               GtkWidget        *combo,  /* AdwComboRow */
                               EncoreDraftPlace  place);

/* The first position of such a combo means none. */
void encore_draft_fill_keys   (GtkWidget        *combo,
                               const char       *none,
                               GPtrArray        *keys,    /* of char * */
                               GPtrArray        *labels); /* of char * */

G_END_DECLS
