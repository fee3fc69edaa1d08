/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_MOMENT (encore_moment_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMoment, encore_moment, ENCORE, MOMENT, GObject)

/**
 * EncoreMoment:
 *
 * A time range of a call that somebody marked.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreMoment
{
  GObject parent_instance;

  gint64 id;              /* rowid, 0 while new */
  char *uuid;
  gint64 call_id;
  EncoreSpan span;        /* in the recording; both ENCORE_NO_TIME for text-only calls */
  int first_segment;      /* ordinal, or -1: marked by time alone */
  int last_segment;       /* ordinal, inclusive */
  char *type_id;
  EncoreOutcome outcome;
  EncoreFact noticed;     /* did the agent notice the opening? */
  EncoreFact acted;       /* did the agent act on it? */
  char *cue;              /* what the customer said */
  char *note;
  char *could_have;       /* what could have been */
  gint64 scenario_id;     /* 0: that of the call */
  gint64 extra_id;        /* 0: none */
  gint64 value_id;        /* brand value that it shows, 0: none */
  gint64 pillar_id;       /* 0: none */
  gint64 author_id;       /* 0: unknown */
  gint64 created_at;      /* UTC ms */
  gint64 updated_at;      /* UTC ms */
  char *extra_name;       /* joined, read only */
  char *value_name;       /* joined, read only */
  char *pillar_name;      /* joined, read only */
  char *author_name;      /* joined, read only */
  char *call_title;       /* joined, read only; set in lists across calls */
  char *scenario_name;    /* joined, read only */
  gint64 call_started_at; /* joined, read only */
  char *call_uuid;        /* joined, read only */
};

EncoreMoment *encore_moment_new  (void);
EncoreMoment *encore_moment_copy (EncoreMoment *self);

G_END_DECLS
