/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-activity.h"

G_BEGIN_DECLS

/*
 * The loudness of 10 ms in one byte: 0 for nothing, else three eighths of a decibel per step below full scale at
 * 255. That reaches down to the smallest step of 16 bits, where quiet lines still differ from silent ones.
 */
#define ENCORE_LEVEL_MAX 255
#define ENCORE_LEVEL_STEP_DB 0.375

static inline double
encore_level_to_db (int level)
{
  return (level - ENCORE_LEVEL_MAX) * ENCORE_LEVEL_STEP_DB;
}

guint8          encore_level_from_power (float power);
double          encore_level_to_power   (guint8 level);

EncoreActivity *encore_activity_new     (int                  channels,
                                         guint8             **levels,  /* changed */
                                         gsize                length,
                                         gint64               duration_ms);

/* Helpers on GArrays of EncoreSpan, in order and apart. */
GArray         *encore_spans_new        (void);
void            encore_spans_append     (GArray       *spans,
                                         gint64        start_ms,
                                         gint64        end_ms);
GArray         *encore_spans_subtract   (GArray       *from,
                                         GArray       *what);
GArray         *encore_spans_join       (GArray       *spans,
                                         gint64        gap_ms,
                                         gint64        shortest_ms);

/* What two channels' levels say, and one's. */
GArray         *encore_detect_shared    (guint8       *first,
                                         guint8       *second,
                                         gsize         length);
GArray         *encore_detect_speech    (const guint8 *levels,
                                         gsize         length);
GArray         *encore_detect_music     (const guint8 *levels,
                                         gsize         length);

G_END_DECLS
