/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-review-page.h"

#include "encore-transcript-view.h"
#include "encore-waveform.h"

G_BEGIN_DECLS

struct _EncoreReviewPage
{
  GtkWidget parent_instance;

  EncoreReview *review;

  AdwToastOverlay *toasts;
  GtkWidget *error_banner;
  GtkWidget *blind_banner;
  GtkWidget *body;       /* GtkPaned: wave and words beside the panel */
  GtkWidget *wave_pane;  /* GtkPaned: wave above words */
  GtkWidget *panel;
  AdwViewStack *tabs;
  AdwViewSwitcher *switcher;
  GtkWidget *transport_line;
  GtkWidget *transport_slot;
  GtkWidget *header_end; /* owned: for the window's header bar, else shown above the page */
  GtkWidget *header_slot;
  GSimpleAction *panel_action; /* for the header bar */
  GSimpleAction *turns_action;
  gboolean as_turns;
  gboolean back_to_scorecard; /* when the note of the moment is done */

  EncoreWaveform *waveform;
  EncoreTranscriptView *transcript;
  GtkWidget *scenario_button;

  guint tick_id;
  gboolean said_own_view; /* once it is submitted, both views are shown */
  EncoreSpan clip_span; /* what is to be clipped, while its file is being chosen */
};

/* The properties behind stateful actions. */
gboolean encore_review_page_get_loop  (EncoreReviewPage *self);
void encore_review_page_set_loop      (EncoreReviewPage *self,
                                       gboolean          loop);
void encore_review_page_loop_changed  (EncoreReviewPage *self);
void encore_review_page_set_speed     (EncoreReviewPage *self,
                                       double            speed);
void encore_review_page_toast         (EncoreReviewPage *self,
                                       const char       *text,
                                       gboolean          undoable);

/* encore-review-page-export.c */
void encore_review_page_export_clip    (EncoreReviewPage *self,
                                        EncoreSpan        span);
void encore_review_page_export_call (EncoreReviewPage *self);
void encore_review_page_export_moments (EncoreReviewPage *self);
void encore_review_page_import_markers (EncoreReviewPage *self);
void encore_review_page_show_in_folder (EncoreReviewPage *self,
                                        const char       *path);

/* encore-review-page-text.c */
void encore_review_page_watch_text     (EncoreReviewPage *self);
gboolean encore_review_page_step_text  (EncoreReviewPage *self,
                                        int               direction);

/* encore-review-page-blind.c */
void encore_review_page_class_install_blind      (GtkWidgetClass *widget_class);
void encore_review_page_watch_blind              (EncoreReviewPage *self);

/* encore-review-page-correct.c */
void encore_review_page_class_install_corrections (GtkWidgetClass *widget_class);
/* encore-review-page-redact.c */
void encore_review_page_class_install_redactions (GtkWidgetClass *widget_class);
void encore_review_page_watch_redactions         (EncoreReviewPage *self);

void encore_review_page_class_install_actions (GtkWidgetClass   *widget_class);
void encore_review_page_add_shortcuts         (EncoreReviewPage *self);

G_END_DECLS
