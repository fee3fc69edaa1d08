/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/*
 * Correcting what was transcribed. Everything here is a pure function: a corrected segment is a new one, and a
 * corrected transcript shares all segments that were not touched.
 */

EncoreSegment *encore_correction_set_text     (const EncoreSegment *segment,
                                               const char          *text);
EncoreSegment *encore_correction_set_speaker  (const EncoreSegment *segment,
                                               const char          *speaker,
                                               EncoreParty          party);
EncoreSegment *encore_correction_set_span     (const EncoreSegment *segment,
                                               EncoreSpan           span);
gboolean       encore_correction_split        (const EncoreSegment *segment,
                                               gsize                offset,
                                               EncoreSegment      **first,
                                               EncoreSegment      **second);
EncoreSegment *encore_correction_join         (const EncoreSegment *segment,
                                               const EncoreSegment *next);

EncoreTranscript *encore_correction_replace   (EncoreTranscript    *transcript,
                                               guint                first,
                                               guint                n_removed,
                                               GPtrArray           *segments);
EncoreTranscript *encore_correction_share     (EncoreTranscript    *transcript,
                                               EncoreTranscript    *other);

/**
 * EncoreTimeMap:
 * @scale: how much longer everything gets; 1 leaves it
 * @offset_ms: how much later the beginning gets
 *
 * Where the times of a transcript lie on the clock of the recording: @scale x time + @offset_ms.
 */
typedef struct
{
  double scale;
  double offset_ms;
} EncoreTimeMap;

#define ENCORE_TIME_MAP_NONE ((EncoreTimeMap) { 1, 0 })

/* Points nearer to each other than this say nothing about drift. */
#define ENCORE_TIME_MAP_MIN_DISTANCE_MS 1000
/* No clock runs that wrong. */
#define ENCORE_TIME_MAP_MAX_SCALE 2.0

gboolean       encore_time_map_from_points    (EncoreTimeMap       *map,
                                               gint64               first_ms,
                                               gint64               first_heard_ms,
                                               gint64               second_ms,
                                               gint64               second_heard_ms);
gint64         encore_time_map_apply          (const EncoreTimeMap *map,
                                               gint64               at_ms);
gboolean       encore_time_map_is_none        (const EncoreTimeMap *map);
EncoreTranscript *encore_correction_map_times (EncoreTranscript    *transcript,
                                               const EncoreTimeMap *map);

/**
 * EncoreDifference:
 * @from: first segment of the one transcript that is different
 * @n_from: how many; 0: something was added before @from
 * @to: first segment of the other one
 * @n_to: how many; 0: something was taken away
 */
typedef struct
{
  guint from;
  guint n_from;
  guint to;
  guint n_to;
} EncoreDifference;

GArray        *encore_differences_between     (EncoreTranscript    *from,
                                               EncoreTranscript    *to);
int            encore_differences_map_index   (GArray              *differences,
                                               int                  index,
                                               guint                length);

G_END_DECLS
