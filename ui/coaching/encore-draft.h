/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-library.h"
#include "encore-scorecard-edit.h"

G_BEGIN_DECLS

/**
 * EncoreDraft:
 *
 * The draft of a scorecard that is open, to which all parts of its editor are bound.
 *
 * Signals:
 *   "changed" ()  it, the vocabularies or the scenarios are others: show them again
 *   "stale" ()    something was not saved: what the library holds should be read again
 */
#define ENCORE_TYPE_DRAFT (encore_draft_get_type ())
G_DECLARE_FINAL_TYPE (EncoreDraft, encore_draft, ENCORE, DRAFT, GObject)

EncoreDraft     *encore_draft_new            (EncoreLibrary   *library,
                                              GtkWidget       *window);
EncoreLibrary   *encore_draft_get_library    (EncoreDraft     *self);
EncoreScorecard *encore_draft_get            (EncoreDraft     *self); /* (transfer none) (nullable) */
gboolean         encore_draft_take           (EncoreDraft     *self,  /* as the library holds it */
                                              EncoreScorecard *scorecard);
void             encore_draft_set_principles (EncoreDraft     *self,
                                              GPtrArray       *principles);
GPtrArray       *encore_draft_get_principles (EncoreDraft     *self); /* (transfer none), of EncorePrinciple */
void             encore_draft_set_scenarios  (EncoreDraft     *self,
                                              GPtrArray       *scenarios);
GPtrArray       *encore_draft_get_scenarios  (EncoreDraft     *self); /* (transfer none), of EncoreScenario */

/* What lies between the two changes the draft: several calls with one field are one change. */
EncoreScorecard *encore_draft_begin          (EncoreDraft     *self,
                                              const char      *label,
                                              const char      *field);
void             encore_draft_end            (EncoreDraft     *self);
void             encore_draft_flush          (EncoreDraft     *self);

G_END_DECLS
