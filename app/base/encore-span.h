/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A time that is not known: transcripts without times, calls without a date. */
#define ENCORE_NO_TIME G_GINT64_CONSTANT (-1)

/**
 * EncoreSpan:
 * @start_ms: first millisecond
 * @end_ms: the millisecond after the last
 *
 * A half-open stretch of a recording, in milliseconds from its start.
 */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
} EncoreSpan;

static inline gint64
encore_span_length (EncoreSpan span)
{
  return span.end_ms - span.start_ms;
}

static inline gboolean
encore_span_is_empty (EncoreSpan span)
{
  return span.start_ms < 0 || span.end_ms <= span.start_ms;
}

static inline gboolean
encore_span_contains (EncoreSpan span,
                      gint64     at_ms)
{
  return at_ms >= span.start_ms && at_ms < span.end_ms;
}

static inline gboolean
encore_span_overlaps (EncoreSpan a,
                      EncoreSpan b)
{
  return a.start_ms < b.end_ms && b.start_ms < a.end_ms;
}

G_END_DECLS
