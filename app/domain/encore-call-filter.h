/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the table of calls is ordered; an enum, never text. */
typedef enum
{
  ENCORE_CALL_ORDER_NEWEST,
  ENCORE_CALL_ORDER_OLDEST,
  ENCORE_CALL_ORDER_TITLE,
  ENCORE_CALL_ORDER_AGENT,
  ENCORE_CALL_ORDER_LONGEST,
  ENCORE_CALL_ORDER_MISSED,
} EncoreCallOrder;

/**
 * EncoreCallFilter:
 *
 * Which calls are shown. Zero-filled means all, newest first.
 */
typedef struct
{
  EncoreCallOrder order;
  gint64 agent_id;        /* 0: any */
  gint64 scenario_id;     /* 0: any */
  gboolean unmarked_only; /* calls without a moment */
  const char *text;       /* in title, agent, customer reference or queue; NULL or "": any */
} EncoreCallFilter;

G_END_DECLS
