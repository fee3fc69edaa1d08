/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-span.h"

G_BEGIN_DECLS

/* Which channels are heard (always on both ears). */
typedef enum
{
  ENCORE_LISTEN_BOTH,
  ENCORE_LISTEN_FIRST,
  ENCORE_LISTEN_SECOND,
} EncoreListen;

#define ENCORE_PLAYER_MIN_RATE 0.5
#define ENCORE_PLAYER_MAX_RATE 3.0
#define ENCORE_PLAYER_MAX_GAIN_DB 12.0

#define ENCORE_TYPE_PLAYER (encore_player_get_type ())
G_DECLARE_FINAL_TYPE (EncorePlayer, encore_player, ENCORE, PLAYER, GObject)

/*
 * Properties, all notified on the main thread:
 *   "playing" (boolean, read only: what was asked for), "duration-ms" (int64, read only),
 *   "rate" (double), "listen" (int), "volume" (double 0-1, cubic), "rewind-on-pause-ms" (int64),
 *   "skip-silence" (boolean), "saved-ms" (int64, read only: listening time saved by that since the recording was
 *   opened), "level-parties" (boolean: the two channels equally loud)
 * Signals:
 *   "ended" ()                 the end of the recording, or of the span, was reached
 *   "failed" (GError *error)   ENCORE_ERROR; the message is for people
 *   "seeked" (gint64 position_ms)  a seek was asked for: pictures move at once
 */
/* Also "audio-sink" (GObject, write only, at construction: what takes the sound instead of the sound
 * card, for tests). The environment's ENCORE_AUDIO_SINK, a gst-launch description, does the same. */
EncorePlayer *encore_player_new              (void);
void          encore_player_open             (EncorePlayer *self,
                                              const char   *path,
                                              int           channels,
                                              gint64        start_ms);
void          encore_player_close            (EncorePlayer *self);
void          encore_player_play             (EncorePlayer *self);
void          encore_player_pause            (EncorePlayer *self);
void          encore_player_hold             (EncorePlayer *self);      /* pauses without rewinding */
gboolean      encore_player_get_playing      (EncorePlayer *self);
gboolean      encore_player_can_try_again    (EncorePlayer *self);  /* after "failed": for want of a sound device only */
void          encore_player_seek             (EncorePlayer *self,
                                              gint64        position_ms);
gint64        encore_player_get_position_ms  (EncorePlayer *self);
gint64        encore_player_get_duration_ms  (EncorePlayer *self);
void          encore_player_set_duration_ms  (EncorePlayer *self,
                                              gint64        duration_ms);  /* the decoded one, when known: headers lie; 0: not known */
void          encore_player_set_rate         (EncorePlayer *self,
                                              double        rate);
double        encore_player_get_rate         (EncorePlayer *self);
void          encore_player_set_listen       (EncorePlayer *self,
                                              EncoreListen  listen);
EncoreListen  encore_player_get_listen       (EncorePlayer *self);
void          encore_player_set_volume       (EncorePlayer *self,
                                              double        volume);
double        encore_player_get_volume       (EncorePlayer *self);
void          encore_player_set_loop         (EncorePlayer *self,
                                              EncoreSpan    span);   /* empty: no loop */
EncoreSpan    encore_player_get_loop         (EncorePlayer *self);
void          encore_player_play_span        (EncorePlayer *self,
                                              EncoreSpan    span);   /* plays it once, then pauses and emits "ended" */
void          encore_player_cue_span         (EncorePlayer *self,
                                              EncoreSpan    span);   /* the same, but waits for encore_player_play() */
void          encore_player_replay           (EncorePlayer *self,
                                              gint64        back_ms,
                                              double        rate);   /* until where it was; 0: as it is */
void          encore_player_set_skip_silence (EncorePlayer *self,
                                              gboolean      skip);
gboolean      encore_player_get_skip_silence (EncorePlayer *self);
void          encore_player_set_muted        (EncorePlayer     *self,   /* before it is opened, so that none of it is heard */
                                              const EncoreSpan *muted,
                                              gsize             n);
void          encore_player_set_silences     (EncorePlayer *self,
                                              const EncoreSpan *silences,
                                              gsize         n);      /* of the open recording; copied */
gint64        encore_player_get_saved_ms     (EncorePlayer *self);
void          encore_player_set_level_parties (EncorePlayer *self,
                                              gboolean      level);
gboolean      encore_player_get_level_parties (EncorePlayer *self);
void          encore_player_set_gains_db     (EncorePlayer *self,
                                              double        first,
                                              double        second); /* of the open recording */

void          encore_player_settle           (void); /* blocks: for the end of a program */

G_END_DECLS
