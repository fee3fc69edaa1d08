/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_CALL (encore_call_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCall, encore_call, ENCORE, CALL, GObject)

/**
 * EncoreCall:
 *
 * One customer interaction.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreCall
{
  GObject parent_instance;

  gint64 id;                            /* rowid, 0 while new */
  char *uuid;
  char *title;
  gint64 agent_id;                      /* 0: unknown */
  gint64 started_at;                    /* UTC ms, or ENCORE_NO_TIME */
  gint64 duration_ms;                   /* of the recording, or ENCORE_NO_TIME */
  char *queue;
  EncoreDirection direction;
  char *customer_ref;
  char *language;                       /* BCP 47 */
  gint64 scenario_id;                   /* 0: not assigned */
  gint64 imported_at;                   /* UTC ms */
  gint64 position_ms;                   /* where listening stopped */
  gint64 reviewed_at;                   /* last opened in Review, or ENCORE_NO_TIME */
  char *agent_name;                     /* joined, read only */
  char *scenario_name;                  /* joined, read only */
  int n_moments;                        /* joined, read only */
  int n_taken;                          /* joined, read only */
  int n_partly;                         /* joined, read only */
  int n_missed;                         /* joined, read only */
  EncoreTranscriptKind transcript_kind; /* joined, read only */
  gboolean has_recording;               /* joined, read only */
};

EncoreCall *encore_call_new  (void);
EncoreCall *encore_call_copy (EncoreCall *self);

G_END_DECLS
