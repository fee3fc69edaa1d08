/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-review.h"

#include "encore-edit.h"
#include "encore-score.h"
#include "encore-store.h"

G_BEGIN_DECLS

/* The chosen transcript of a call as it is kept, and the imported one when the chosen one corrects it. */
typedef struct
{
  EncoreTranscript *chosen;   /* NULL: there is none */
  EncoreTranscript *original; /* NULL: the chosen one is as it was imported */
} EncoreTranscripts;

/* What is known of whose own view of their call it is. */
typedef struct
{
  gint64 call_id;
  gint64 person_id;
  gboolean submitted;
  gint64 revealed_at; /* others' view was shown before; or ENCORE_NO_TIME */
} EncoreReviewOwn;

struct _EncoreReview
{
  GObject parent_instance;

  EncoreLibrary *library;
  gint64 call_id;
  GCancellable *cancellable; /* of the open call */
  gboolean loading;

  EncoreCall *call;
  EncoreScenario *scenario;
  EncoreRecording *recording; /* as it is played: two files of one party each are one */
  GPtrArray *recordings;      /* as they are saved */
  guint missing_recording;    /* which of these is not where it was */
  EncoreTranscript *transcript; /* as it is shown */
  GListStore *moment_types;

  /* redacting */
  GPtrArray *redactions;          /* EncoreRedaction of the call */
  GArray *muted;                  /* EncoreSpan: what of the recording is not to be heard */
  EncoreTranscript *shown_original; /* (nullable): as it was asked for last */

  /* correcting */
  EncoreTranscripts transcripts; /* as they are kept; the chosen one may be ahead of what is saved */
  EncoreTranscript *saved;       /* the corrected one as it was given to the writer last, whose it is; else NULL */
  guint n_correcting;            /* how many corrections are being saved */
  GHashTable *corrected;         /* set of segments that differ from the original; NULL: look again */
  int draft_segment;             /* the one that is being edited, or -1 */
  EncoreSpan draft_span;         /* where it is to be in the recording */

  /* finding */
  GArray *found; /* EncoreFound in order; NULL: nothing is looked for */
  int found_at;  /* the one that is looked at, or -1 */

  /* media */
  EncorePlayer *player;
  EncorePeaks *peaks;
  char *media_error;
  gboolean media_missing;
  gboolean media_open;     /* the player has the recording */
  gboolean play_when_open; /* asked for before the player has the recording, or while its file is exchanged */
  EncoreSpan span_when_open; /* only that much of it; may be empty */

  /* time */
  gint64 position_ms;
  gint64 remembered_ms; /* where the call would be opened again */
  EncoreSpan selection;
  gboolean follow;
  int current_segment;
  int current_word;

  /* moments */
  GListStore *moments;
  EncoreMoment *current_moment;
  GHashTable *drafts;        /* uuid -> EncoreMoment as edited while it is saved first; NULL: deleted meanwhile */
  GHashTable *edited_drafts; /* set of uuid */
  GHashTable *unread;        /* id -> EncoreMoment as it was written last, while the list has not read it back */
  guint n_saving, n_reloading;
  gboolean resume_after_edit;
  int playing_moment; /* index while the moments are played in order, else -1 */

  /* judging */
  GPtrArray *all_scorecards;     /* EncoreScorecard, every version */
  GPtrArray *all_evaluations;    /* EncoreEvaluation of the call, as they were read last */
  GPtrArray *principles;         /* EncorePrinciple */
  GListStore *scorecards;        /* on offer */
  char *used_family;             /* (nullable): of the scorecard that was used last in the call's scenario */
  GListStore *evaluations;       /* that may be seen */
  EncoreEvaluation *evaluation;  /* as it is now; (nullable) */
  EncoreEvaluation *written;     /* the same as it was given to the writer last, whose it is; (nullable) */
  EncoreEvaluation *committed;   /* the same as it is known to be kept; (nullable) */
  EncoreScorecard *scorecard;
  EncoreScore *score;            /* NULL: to be worked */
  char *marked;                  /* (nullable): uuid of the moment that was marked last */
  gboolean typed;                /* the evaluation is ahead of what was given to the writer */
  guint typing_id;               /* timeout after which it is written */
  gboolean submitting;
  gboolean evaluations_known;    /* they have been read for this call */
  guint n_judging, n_reading_judged;

  /* what others think of the call */
  GPtrArray *all_moments;        /* (nullable): EncoreMoment of the call as they were read last, seen or not */
  EncoreReviewOwn own;           /* of this call and person, or of another */
  gboolean was_blind;            /* when it was notified last */
  gboolean asked_own_view;       /* likewise */
  GListStore *disputes;          /* EncoreDispute of the call */

  /* listening */
  gint64 return_ms; /* where to go when what is played for a moment has been; else ENCORE_NO_TIME */
  gboolean return_playing;
};

typedef enum
{
  ENCORE_REVIEW_CALL = 1,
  ENCORE_REVIEW_RECORDING,
  ENCORE_REVIEW_TRANSCRIPT,
  ENCORE_REVIEW_PEAKS,
  ENCORE_REVIEW_LOADING,
  ENCORE_REVIEW_MEDIA_ERROR,
  ENCORE_REVIEW_MEDIA_MISSING,
  ENCORE_REVIEW_DURATION_MS,
  ENCORE_REVIEW_POSITION_MS,
  ENCORE_REVIEW_PLAYING,
  ENCORE_REVIEW_SELECTION,
  ENCORE_REVIEW_FOLLOW,
  ENCORE_REVIEW_CURRENT_SEGMENT,
  ENCORE_REVIEW_CURRENT_WORD,
  ENCORE_REVIEW_MOMENTS,
  ENCORE_REVIEW_CURRENT_MOMENT,
  ENCORE_REVIEW_SCENARIO,
  ENCORE_REVIEW_SKIP_SILENCE,
  ENCORE_REVIEW_SAVED_MS,
  ENCORE_REVIEW_LEVEL_PARTIES,
  ENCORE_REVIEW_DRAFT_SPAN,
  ENCORE_REVIEW_FOUND,
  ENCORE_REVIEW_REDACTIONS,
  ENCORE_REVIEW_EVALUATION,
  ENCORE_REVIEW_SCORECARD,
  ENCORE_REVIEW_EVALUATIONS,
  ENCORE_REVIEW_SCORECARDS,
  ENCORE_REVIEW_BLIND,
  ENCORE_REVIEW_N_PROPS
} EncoreReviewProperty;

void encore_review_notify         (EncoreReview        *self,
                                   EncoreReviewProperty property);
void encore_review_emit_error     (EncoreReview        *self,
                                   const GError        *error);
void encore_review_emit_marking   (EncoreReview        *self,
                                   EncoreMoment        *moment);
void encore_review_emit_marked    (EncoreReview        *self,
                                   EncoreMoment        *moment);
void encore_review_emit_reveal    (EncoreReview        *self,
                                   gint64               position_ms);
void encore_review_emit_seeked    (EncoreReview        *self,
                                   gint64               position_ms);
void encore_review_emit_redacted  (EncoreReview        *self,
                                   guint                n);

/* encore-review-time.c */
void encore_review_find_text      (EncoreReview        *self);
void encore_review_take_position  (EncoreReview        *self,
                                   gint64               position_ms);
void encore_review_remember_place (EncoreReview        *self);

/* encore-review-correct.c */
gboolean encore_transcripts_load          (EncoreTranscripts *transcripts,
                                           EncoreDb          *db,
                                           gint64             call_id,
                                           GError           **error);
void     encore_transcripts_clear         (EncoreTranscripts *transcripts);
void     encore_transcript_sign_correction (EncoreTranscript *corrected,
                                           EncoreTranscript  *before,
                                           EncorePerson      *author);
void     encore_review_set_transcripts    (EncoreReview      *self,
                                           EncoreTranscripts *transcripts);
void     encore_review_show_transcript    (EncoreReview      *self);
void     encore_review_forget_transcripts (EncoreReview      *self);
void     encore_review_reload_transcripts (EncoreReview      *self);

/* encore-review-redact.c */
void encore_review_take_redactions (EncoreReview       *self,
                                   GPtrArray           *redactions);
void encore_review_reload_redactions (EncoreReview     *self);
EncoreTranscript *encore_review_mask (EncoreReview     *self,
                                   EncoreTranscript    *kept);
void encore_review_apply_muted    (EncoreReview        *self);

/* encore-review-listen.c */
void encore_review_apply_activity (EncoreReview        *self);
gboolean encore_review_can_play   (EncoreReview        *self);
void encore_review_stay           (EncoreReview        *self);
void encore_review_come_back      (EncoreReview        *self);

/* encore-review-media.c */
void encore_review_play           (EncoreReview        *self);
void encore_review_hold           (EncoreReview        *self);
void encore_review_plan_to_play   (EncoreReview        *self,
                                   gboolean             play);
void encore_review_open_media     (EncoreReview        *self);
void encore_review_close_media    (EncoreReview        *self);

/* encore-review-blind.c */
void encore_review_watch_blind    (EncoreReview        *self);
GPtrArray *encore_review_list_seen_moments (EncoreReview *self,
                                   GPtrArray           *moments);

/* encore-review-disputes.c */
void encore_review_watch_disputes (EncoreReview        *self);

/* encore-review-moments.c */
void encore_review_show_moments   (EncoreReview        *self); /* what is hidden has changed */
void encore_review_take_moments   (EncoreReview        *self,
                                   GPtrArray           *moments);
void encore_review_reload_moments (EncoreReview        *self);
void encore_review_moment_ended   (EncoreReview        *self);

/* encore-review-judged.c */
void encore_review_open_judging   (EncoreReview        *self);
void encore_review_close_judging  (EncoreReview        *self);
void encore_review_judging_changed (EncoreReview       *self,
                                   GType                type);
void encore_review_reload_judged  (EncoreReview        *self);
void encore_review_show_judged    (EncoreReview        *self); /* who is working, or what is hidden, has changed */
void encore_review_read_used_scorecard (EncoreReview   *self);
void encore_review_remember_scorecard (EncoreReview    *self,
                                   EncoreScorecard     *scorecard);
void encore_review_init_judging   (EncoreReview        *self);
void encore_review_watch_judging  (EncoreReview        *self);
void encore_review_free_judging   (EncoreReview        *self);

/* encore-review-judge.c */
void encore_review_set_judged     (EncoreReview        *self, /* as it is kept */
                                   EncoreEvaluation    *evaluation);
void encore_review_follow_scenario (EncoreReview       *self); /* whose weights count in a draft */

G_END_DECLS
