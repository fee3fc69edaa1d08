/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-scorecard.h"

G_BEGIN_DECLS

/* Scales to begin with; what is made of them is the scorecard's own. */
typedef enum
{
  ENCORE_PRESET_YES_NO,
  ENCORE_PRESET_THREE,  /* Needs improvement / Good / Exceptional (I8) */
  ENCORE_PRESET_FIVE,   /* 1 to 5, with anchors */
  ENCORE_PRESET_BEYOND, /* below, at and above full marks (Z7) */
  ENCORE_PRESET_OWN,    /* options of its own */
  ENCORE_PRESET_NUMBER,
  ENCORE_PRESET_CAUSES,
  ENCORE_PRESET_TEXT,
  ENCORE_N_PRESETS
} EncorePreset;

const char      *encore_preset_to_label         (EncorePreset           preset);
EncorePreset     encore_criterion_get_preset    (const EncoreCriterion *self);

/* What is done to a draft that is being changed. Whatever refers to something that goes, goes with it. */
EncoreSection   *encore_scorecard_edit_add_section   (EncoreScorecard *self, /* (transfer none) */
                                                      const char      *name);
EncoreCriterion *encore_scorecard_edit_add_criterion (EncoreScorecard *self, /* (transfer none) */
                                                      EncoreSection   *section,
                                                      const char      *question);
EncoreCriterion *encore_scorecard_edit_duplicate     (EncoreScorecard *self, /* (transfer none): follows the original */
                                                      const char      *key);
gboolean         encore_scorecard_edit_move          (EncoreScorecard *self,
                                                      const char      *key,
                                                      int              step);
gboolean         encore_scorecard_edit_move_before   (EncoreScorecard *self,
                                                      const char      *key,
                                                      const char      *other);
void             encore_scorecard_edit_remove        (EncoreScorecard *self,
                                                      const char      *key);
void             encore_scorecard_edit_set_preset    (EncoreScorecard *self,
                                                      const char      *key,
                                                      EncorePreset     preset);
void             encore_scorecard_edit_set_condition (EncoreScorecard *self,
                                                      const char      *key,
                                                      const char      *condition);
void             encore_scorecard_edit_set_condition_option (EncoreScorecard *self,
                                                      const char      *key,
                                                      const char      *option,
                                                      gboolean         chosen);
EncoreOption    *encore_scorecard_edit_add_option    (EncoreScorecard *self, /* (transfer none) */
                                                      const char      *key,
                                                      const char      *label);
void             encore_scorecard_edit_remove_option (EncoreScorecard *self,
                                                      const char      *key,
                                                      const char      *option);
gboolean         encore_scorecard_edit_move_option   (EncoreScorecard *self,
                                                      const char      *key,
                                                      const char      *option,
                                                      int              step);
void             encore_scorecard_edit_remove_profile (EncoreScorecard *self,
                                                      const char      *scenario);

G_END_DECLS
