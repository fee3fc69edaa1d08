/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-conversation.h"
#include "encore-library.h"
#include "encore-peaks.h"
#include "encore-player.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_REVIEW (encore_review_get_type ())
G_DECLARE_FINAL_TYPE (EncoreReview, encore_review, ENCORE, REVIEW, GObject)

/**
 * EncoreReview:
 *
 * The hub of one open call. Waveform, transcript, transport bar, moment list and panels bind to
 * it and never to each other. Main thread only.
 *
 * Properties (all explicit-notify):
 *   "call" (EncoreCall), "recording" (EncoreRecording, nullable), "transcript" (EncoreTranscript,
 *   nullable), "peaks" (EncorePeaks, nullable; newer snapshots while decoding), "loading" (boolean),
 *   "media-error" (string, nullable: why there is no sound, and what to do), "media-missing" (boolean: the
 *   recording is not where it was: offer to locate it),
 *   "duration-ms" (int64: the longest of recording, peaks and transcript),
 *   "position-ms" (int64: set to seek; notified on every frame that encore_review_tick() moved it),
 *   "playing" (boolean), "selection" (span through get/set, notify "selection"),
 *   "follow" (boolean: views keep the playhead in sight),
 *   "current-segment" (int, -1: none), "current-word" (int in that segment, -1: none),
 *   "moments" (GListModel of EncoreMoment by start), "current-moment" (EncoreMoment, nullable: the one
 *   that is selected or being edited), "scenario" (EncoreScenario, nullable: the call's),
 *   "skip-silence" (boolean), "saved-ms" (int64, read only: listening time that saved since the call was opened),
 *   "level-parties" (boolean: agent and customer equally loud),
 *   "redactions" (boolean, read only: whether there are any; notified when they change)
 * Signals:
 *   "error" (GError *)   something could not be saved or loaded; shown as a banner or toast
 *   "marking" (EncoreMoment *)  a moment was made by hotkey, is the current one and is being saved: edit its note now
 *   "marked" (EncoreMoment *)  it is saved
 *   "redacted" (guint n)  as many redactions were made here and are saved
 *   "seeked" (gint64 position_ms)  it goes on from there, not from where it was
 *   "reveal" (gint64 position_ms)  views should bring that time into sight (a jump)
 */
EncoreReview     *encore_review_new             (EncoreLibrary *library);
void              encore_review_open            (EncoreReview  *self,
                                                 gint64         call_id);
void              encore_review_close           (EncoreReview  *self);  /* remembers the position */

EncoreLibrary    *encore_review_get_library     (EncoreReview  *self);
EncoreCall       *encore_review_get_call        (EncoreReview  *self);
EncoreRecording  *encore_review_get_recording   (EncoreReview  *self);
EncoreTranscript *encore_review_get_transcript  (EncoreReview  *self);
EncorePeaks      *encore_review_get_peaks       (EncoreReview  *self);
EncorePlayer     *encore_review_get_player      (EncoreReview  *self);
gboolean          encore_review_get_conversation (EncoreReview *self,   /* FALSE until all of the sound is decoded */
                                                  EncoreConversation *figures);
GListModel       *encore_review_get_moments     (EncoreReview  *self);
GListModel       *encore_review_get_moment_types (EncoreReview *self);  /* of EncoreMomentType */
EncoreScenario   *encore_review_get_scenario    (EncoreReview  *self);
EncoreMoment     *encore_review_get_current_moment (EncoreReview *self);
void              encore_review_set_current_moment (EncoreReview *self,
                                                    EncoreMoment *moment);
EncoreMomentType *encore_review_find_moment_type (EncoreReview *self,   /* (transfer none) (nullable) */
                                                  const char   *id);

/* Time */
void              encore_review_tick            (EncoreReview  *self);  /* once per frame, from one tick callback of the page */
gint64            encore_review_get_position_ms (EncoreReview  *self);
gint64            encore_review_get_duration_ms (EncoreReview  *self);
void              encore_review_seek            (EncoreReview  *self,
                                                 gint64         position_ms);
void              encore_review_seek_segment    (EncoreReview  *self,   /* of the transcript */
                                                 guint          index);
void              encore_review_step_segment    (EncoreReview  *self,   /* -1 previous, +1 next */
                                                 int            direction);
void              encore_review_toggle_play     (EncoreReview  *self);
void              encore_review_set_playing     (EncoreReview  *self,   /* also before the sound is open */
                                                 gboolean       playing);
void              encore_review_play_span       (EncoreReview  *self,   /* once, likewise */
                                                 EncoreSpan     span);
gboolean          encore_review_get_playing     (EncoreReview  *self);
int               encore_review_get_current_segment (EncoreReview *self);
int               encore_review_get_current_word    (EncoreReview *self);
gboolean          encore_review_get_follow      (EncoreReview  *self);
void              encore_review_set_follow      (EncoreReview  *self,
                                                 gboolean       follow);
gboolean          encore_review_get_skip_silence (EncoreReview *self);
void              encore_review_set_skip_silence (EncoreReview *self,
                                                  gboolean      skip);
gboolean          encore_review_get_level_parties (EncoreReview *self);
void              encore_review_set_level_parties (EncoreReview *self,
                                                  gboolean      level);
void              encore_review_replay          (EncoreReview  *self,
                                                 gint64         back_ms,
                                                 gboolean       slower);
void              encore_review_play_around     (EncoreReview  *self,   /* just before or after the playhead, then back */
                                                 gboolean       after);
void              encore_review_loop_turn       (EncoreReview  *self);
void              encore_review_loop_moment     (EncoreReview  *self);
void              encore_review_find_gains      (double         first_db,
                                                 double         second_db,
                                                 double        *gains); /* 2 */
EncoreSpan        encore_review_get_selection   (EncoreReview  *self);
void              encore_review_set_selection   (EncoreReview  *self,
                                                 EncoreSpan     span);
void              encore_review_loop            (EncoreReview  *self,   /* selection, else moment, else segment; again: off */
                                                 gboolean       on);

EncoreSpan        encore_review_get_stretch     (EncoreReview  *self);  /* what a loop or a clip would be of; may be empty */

/* Transcript times + recording offset = recording times. Segment spans in recording time: */
EncoreSpan        encore_review_segment_span    (EncoreReview  *self,
                                                 guint          index);
/* Who speaks on a channel, by the recording's agent channel. */
EncoreParty       encore_review_channel_party   (EncoreReview  *self,
                                                 int            channel);
EncoreParty       encore_review_segment_party   (EncoreReview  *self,
                                                 guint          index);
#define ENCORE_REVIEW_MAX_PAIR_OFFSET_MS 5000

/* A call recorded in two files, one party in each. The offset says how much later the second begins. */
gboolean          encore_review_is_text_only    (EncoreReview  *self);
GPtrArray        *encore_review_get_recordings  (EncoreReview  *self);  /* (nullable): of EncoreRecording, as saved */
gboolean          encore_review_get_pair_offset_ms (EncoreReview *self, /* FALSE: it is one file */
                                                    gint64       *offset_ms);
void              encore_review_set_pair_offset_ms (EncoreReview *self, /* undoable; the sound is joined anew */
                                                    gint64        offset_ms);
void              encore_review_swap_channels   (EncoreReview  *self);  /* undoable */
void              encore_review_listen_to       (EncoreReview  *self,   /* AGENT, CUSTOMER or UNKNOWN for both */
                                                 EncoreParty    party);

/* Moments. Each is saved at once and can be undone. */
void              encore_review_mark            (EncoreReview  *self,   /* at the playhead, or the selection when there is one */
                                                 const char    *type_id,
                                                 EncoreOutcome  outcome);
void              encore_review_mark_segments   (EncoreReview  *self,   /* for transcripts without times, and text selections */
                                                 const char    *type_id,
                                                 EncoreOutcome  outcome,
                                                 int            first_segment,
                                                 int            last_segment);
void              encore_review_save_moment     (EncoreReview  *self,   /* an edited copy, same id */
                                                 EncoreMoment  *moment);
void              encore_review_delete_moment   (EncoreReview  *self,
                                                 EncoreMoment  *moment);
void              encore_review_finish_editing  (EncoreReview  *self);  /* resumes, a little earlier, when marking had paused */
void              encore_review_play_moment     (EncoreReview  *self,
                                                 EncoreMoment  *moment);
void              encore_review_play_moments    (EncoreReview  *self);  /* all, in order; again: stop */
void              encore_review_undo            (EncoreReview  *self);
void              encore_review_redo            (EncoreReview  *self);

/* The call's facts. */
void              encore_review_set_scenario    (EncoreReview  *self,
                                                 EncoreScenario *scenario);
void              encore_review_locate_recording (EncoreReview *self,   /* it has moved: its new place; undoable */
                                                  const char   *path);
void              encore_review_set_agent       (EncoreReview  *self,
                                                 EncorePerson  *agent);

G_END_DECLS
