/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-player.h"

#include "encore-player-worker.h"

G_BEGIN_DECLS

/* Shared by the files of the player; nobody else includes it. Every field belongs to the main thread. */
struct _EncorePlayer
{
  GObject parent_instance;

  /* The open recording */
  char *path;
  GstElement *pipeline;
  GstElement *listen_filter;
  GstBus *bus;
  EncorePlayerWorker *worker;
  GCancellable *opened;        /* cancelled by closing: late answers about an old recording are dropped */
  char *missing;
  gboolean is_mp3;
  gint64 skip;                 /* nanoseconds of an encoder's run-in, which nobody wants to hear */
  gint64 length;               /* nanoseconds behind it; 0 when it is not known */
  gboolean prerolled;
  gint64 waiting_since_us;     /* prerolled for a real sound card and not played yet; else 0 */
  GstState told;               /* what the pipeline was last told to be */
  gboolean no_device;          /* let go of for want of a sound device: playing builds the pipeline anew */

  /* Seeking: one in flight, and at most one more that is wanted */
  gboolean in_flight;
  gboolean wanted;
  gint64 target_ms;
  gint64 last_ms;              /* the last position known */
  gboolean looping;            /* the stretch being played began within the loop and goes back to its start */
  gboolean at_stop;            /* played to the end of the stretch */
  gboolean at_end;             /* and that was the end of the recording */

  gboolean playing;
  gint64 duration_ms;
  gint64 given_duration_ms;
  double rate;
  double volume;
  EncoreListen listen;
  gint64 rewind_ms;
  EncoreSpan loop;
  EncoreSpan span;
  EncoreSpan replay;           /* heard again at replay_rate */
  double replay_rate;
  gboolean replaying;          /* the stretch being played ends with the replay */
  GstElement *sink;

  /* What is made of the sound */
  gboolean skip_silence;
  GArray *muted;               /* of EncoreSpan; (nullable): never to be heard */
  GArray *silences;            /* of EncoreSpan; NULL while they are not known */
  gint64 passed;               /* nanoseconds left out since the last seek */
  gint64 saved;                /* nanoseconds of listening time, since the recording was opened */
  gint64 told_saved_ms;
  gboolean level_parties;
  double gains_db[2];

  /* Watching that it moves */
  guint watch_id;
  gint64 watched;              /* the last position seen, nanoseconds */
  int looks;                   /* since it was not there yet */
  int moves;                   /* looks in a row that saw it elsewhere */
  int revivals;                /* since it last moved */
};

#define ENCORE_PLAYER_NO_SPAN ((EncoreSpan){ -1, -1 })

/* encore-player.c: what others hear of */
void     encore_player_set_playing        (EncorePlayer *self,
                                           gboolean      playing);
void     encore_player_notify_duration    (EncorePlayer *self);
void     encore_player_notify_skip_silence (EncorePlayer *self);
void     encore_player_notify_level_parties (EncorePlayer *self);
void     encore_player_tell_saved         (EncorePlayer *self);
void     encore_player_emit_ended         (EncorePlayer *self);
void     encore_player_emit_failed        (EncorePlayer *self,
                                           const GError *error);
void     encore_player_emit_seeked        (EncorePlayer *self,
                                           gint64        position_ms);

/* encore-player-pipeline.c: building it and letting go of it */
gboolean encore_player_build_pipeline     (EncorePlayer *self);
void     encore_player_let_go_of_pipeline (EncorePlayer *self,
                                           gboolean      failed);
void     encore_player_apply_volume       (EncorePlayer *self);

/* encore-player-bus.c: what the pipeline says */
gboolean encore_player_on_message         (GstBus       *bus,
                                           GstMessage   *message,
                                           gpointer      user_data);

/* encore-player-seek.c: where it is and where it goes */
gboolean encore_player_is_moving          (EncorePlayer *self);
void     encore_player_sync_state         (EncorePlayer *self);
void     encore_player_issue_seek         (EncorePlayer *self);
void     encore_player_go_to              (EncorePlayer *self,
                                           gint64        position_ms);
void     encore_player_go_to_and_tell     (EncorePlayer *self,
                                           gint64        position_ms);
double   encore_player_get_rate_now       (EncorePlayer *self);
void     encore_player_warm_up            (EncorePlayer *self);
void     encore_player_reach_end          (EncorePlayer *self);

/* encore-player-skip.c: what is made of the sound */
void     encore_player_apply_silences     (EncorePlayer *self);
void     encore_player_apply_muted        (EncorePlayer *self);
void     encore_player_apply_gains        (EncorePlayer *self);
gint64   encore_player_place              (EncorePlayer *self,
                                           gint64        position);

/* encore-player-watchdog.c: whether it moves */
void     encore_player_watch              (EncorePlayer *self);
void     encore_player_watch_afresh       (EncorePlayer *self);

/* encore-player-failure.c: what went wrong, for people */
void     encore_player_give_up            (EncorePlayer *self,
                                           const GError *cause);
void     encore_player_give_up_standing_still (EncorePlayer *self);
void     encore_player_on_error           (EncorePlayer *self,
                                           GstMessage   *message);
void     encore_player_on_warning         (EncorePlayer *self,
                                           GstMessage   *message);

G_END_DECLS
