/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-score-sheet.h"

#include "encore-judge-row.h"

G_BEGIN_DECLS

struct _EncoreScoreSheet
{
  GtkWidget parent_instance;

  EncoreReview *review;
  char *uuid;                 /* of the evaluation that the rows are of */
  EncoreScorecard *scorecard; /* that they are made from */
  GPtrArray *rows;            /* EncoreJudgeRow, in order */
  GPtrArray *headings;        /* GtkLabel: each section's percentage */
  EncoreJudgeRow *current;
  guint reveal_id; /* tick callback: brings the current row into sight */
  guint reveal_frames;

  GtkWidget *title; /* GtkMenuButton: the call's other evaluations */
  GtkWidget *name;     /* in it */
  GtkWidget *purpose;
  GtkWidget *subtitle;
  GtkWidget *progress;
  GtkWidget *complex; /* GtkToggleButton */
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *sum; /* EncoreScoreSum */
  GtkWidget *score;
  GtkWidget *caption;
  GtkWidget *cause;
  GtkWidget *submit;
  GtkWidget *reopen;
};

/* encore-score-sheet-figures.c: what stands above and below the criteria. */
GtkWidget *encore_score_sheet_make_head    (EncoreScoreSheet *self);
GtkWidget *encore_score_sheet_make_heading (EncoreScoreSheet *self,
                                            const EncoreSection *section);
GtkWidget *encore_score_sheet_make_foot    (EncoreScoreSheet *self);
void       encore_score_sheet_show_figures (EncoreScoreSheet *self);

/* encore-score-sheet-actions.c */
EncoreJudgeRow *encore_score_sheet_find_visible (EncoreScoreSheet *self,
                                                     int               from,
                                                     int               direction);
int  encore_score_sheet_get_index              (EncoreScoreSheet    *self); /* of the current one, or -1 */
void encore_score_sheet_class_install_actions  (GtkWidgetClass      *widget_class);

G_END_DECLS
