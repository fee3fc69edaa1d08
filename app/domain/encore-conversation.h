/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "encore-span.h"

G_BEGIN_DECLS

/* Nobody speaking for this long is dead air. */
#define ENCORE_DEAD_AIR_MS 3000

/* Both speaking for less than this is how people hand over. */
#define ENCORE_OVERTALK_MS 200

/* A pause of this length ends a monologue. */
#define ENCORE_MONOLOGUE_PAUSE_MS 2000

/**
 * EncoreConversation:
 *
 * How two parties shared a call's time, from who speaks when. All times are in ms.
 *
 * A *turn* is one party's speech, pauses included, until the other party takes over. Who speaks only while the
 * other goes on speaking ("mm-hm") does not take over.
 */
typedef struct
{
  gboolean apart;               /* each party is heard apart; else only spoken, dead air and hold are known */

  gint64 agent_ms;              /* speech of the agent */
  gint64 customer_ms;           /* speech of the customer */
  gint64 spoken_ms;             /* from the first word to the last, whoever says them */

  gint64 overtalk_ms;           /* both speak, for at least ENCORE_OVERTALK_MS at a time */
  int n_overtalk;

  gint64 dead_air_ms;           /* between the first word and the last: neither speech nor hold music */
  int n_dead_air;               /* stretches of at least ENCORE_DEAD_AIR_MS; only these are in dead_air_ms */
  EncoreSpan longest_dead_air;  /* empty when there is none */
  gint64 hold_ms;

  EncoreSpan agent_monologue;   /* the longest part of a turn without a pause of ENCORE_MONOLOGUE_PAUSE_MS */
  EncoreSpan customer_monologue;

  int n_turns;
  int n_switches;               /* one less than there are turns */
  int n_responses;              /* agent's turns after a customer's, but for those with hold music before them */
  gint64 response_median_ms;    /* from the end of the customer's turn; 0 when the agent began before it */
  gint64 response_p90_ms;       /* nine of ten are no longer (nearest rank); both ENCORE_NO_TIME when n_responses is 0 */
} EncoreConversation;

void   encore_conversation_measure         (EncoreConversation       *self,
                                            const EncoreSpan         *agent,
                                            gsize                     n_agent,
                                            const EncoreSpan         *customer,
                                            gsize                     n_customer,
                                            const EncoreSpan         *hold,
                                            gsize                     n_hold);
void   encore_conversation_measure_mixed   (EncoreConversation       *self,
                                            const EncoreSpan         *speech,
                                            gsize                     n_speech,
                                            const EncoreSpan         *hold,
                                            gsize                     n_hold);
double encore_conversation_get_talk_share  (const EncoreConversation *self);

G_END_DECLS
