/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript-view.h"

#include "encore-review-correct.h"
#include "encore-transcript-buffer.h"

G_BEGIN_DECLS

struct _EncoreTranscriptView
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreTranscriptBuffer *buffer;

  GtkWidget *stack;
  GtkWidget *banner;
  GtkWidget *scroller;
  GtkWidget *text_view;
  GtkWidget *follow;
  GtkWidget *search;

  double press_x, press_y;
  gboolean press_selected; /* text was selected when the button went down */
  int shown_segment;
  int wanted_segment; /* where to go once it is there, or -1 */
  guint show_again_id;
  EncoreTranscript *shown; /* not owned, for comparing */
  gint64 shown_call;
  int stay_at; /* the segment to stay with while the text is filled in anew, or -1 */
  gint64 shown_offset_ms;
  int shown_agent_channel;

  GtkWidget *editor; /* owned; NULL: nothing is being edited */
  int edited;
  EncoreSegment *edited_segment; /* as it was when the editor was opened */
  int menu_segment; /* where the menu was asked for, or -1 */
  gsize menu_offset;
  gboolean reveals_editor; /* until all of it is in sight, or its user scrolls */
  guint fit_id;
};

/* encore-transcript-view.c */
void encore_transcript_view_show_segment (EncoreTranscriptView *self,
                                          int                   segment);

/* encore-transcript-editing.c */
/* What was being typed when the text changed under it. */
typedef struct
{
  EncoreSegment *segment; /* NULL: nothing */
  guint index;
  EncoreSegmentDraft draft; /* its strings are owned */
  gsize caret;
  gboolean changed;
  gboolean focused;
} EncoreTypedDraft;

void encore_transcript_view_take_draft   (EncoreTranscriptView *self,
                                          EncoreTypedDraft     *typed);
void encore_transcript_view_give_draft   (EncoreTranscriptView *self,
                                          EncoreTypedDraft     *typed);
void encore_transcript_view_stop_editing (EncoreTranscriptView *self);
void encore_transcript_view_reveal_editor (EncoreTranscriptView *self);
void encore_transcript_view_fit_editor   (EncoreTranscriptView *self);
void encore_transcript_view_follow_draft (EncoreTranscriptView *self);

G_END_DECLS
