/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-draft.h"
#include "encore-scorecard-sheet.h"
#include "encore-scorecard-view.h"

G_BEGIN_DECLS

struct _EncoreScorecardView
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  EncoreDraft *draft;       /* the draft that is shown, if one is */
  GtkWidget *editor;        /* made when a draft is first shown */
  GPtrArray *versions;      /* of EncoreScorecard; NULL until set */
  EncoreScorecard *shown;   /* one of them */
  GPtrArray *principles;    /* of EncorePrinciple */
  GPtrArray *starter_principles; /* (nullable): those of a starter */
  gint64 wanted_id;         /* to be shown once it is there */
  char *scenario;           /* (nullable): whose weights are shown */
  gboolean showing;         /* widgets are being set */

  GtkDropDown *version;
  GtkDropDown *weights;
  GtkWidget *publish;
  GtkWidget *new_version;
  GtkWidget *copy;
  GtkWidget *menu;
  GtkStack *stack;
  EncoreScorecardSheet *sheet;
  AdwClamp *editor_clamp;
  GtkAdjustment *sheet_scroll;
  GtkAdjustment *editor_scroll;
};

/* encore-scorecard-view.c */
EncoreScorecard *encore_scorecard_view_current (EncoreScorecardView *self); /* with what is not saved yet */
gboolean         encore_scorecard_view_is_starter (EncoreScorecardView *self);
GPtrArray       *encore_scorecard_view_principles (EncoreScorecardView *self);
void             encore_scorecard_view_made    (EncoreScorecardView *self,
                                                gint64               id);

/* encore-scorecard-actions.c */
void             encore_scorecard_view_install_actions (GtkWidgetClass      *widget_class);
void             encore_scorecard_view_update_actions  (EncoreScorecardView *self);

G_END_DECLS
