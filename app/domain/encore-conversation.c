/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-conversation.h"

#include <math.h>

typedef enum
{
  AGENT,
  CUSTOMER,
  HOLD,
} Who;

typedef struct
{
  EncoreSpan span;
  Who who;
} Piece;

static int
piece_compare (gconstpointer a,
               gconstpointer b)
{
  const Piece *x = a, *y = b;

  if (x->span.start_ms != y->span.start_ms)
    return x->span.start_ms < y->span.start_ms ? -1 : 1;

  /* Of two that begin together, the longer one comes first: the other lies within it. */
  return x->span.end_ms > y->span.end_ms ? -1 : x->span.end_ms < y->span.end_ms;
}

static void
add_pieces (GArray           *pieces,
            Who               who,
            const EncoreSpan *spans,
            gsize             n)
{
  for (gsize i = 0; i < n; i++)
    {
      Piece piece = { spans[i], who };

      g_array_append_val (pieces, piece);
    }
}

static gint64
total (const EncoreSpan *spans,
       gsize             n)
{
  gint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += encore_span_length (spans[i]);

  return sum;
}

/* Walks both lists at once: each is in order and without overlaps. */
static void
measure_overtalk (EncoreConversation *self,
                  const EncoreSpan   *agent,
                  gsize               n_agent,
                  const EncoreSpan   *customer,
                  gsize               n_customer)
{
  for (gsize i = 0, j = 0; i < n_agent && j < n_customer;)
    {
      gint64 both_ms = MIN (agent[i].end_ms, customer[j].end_ms) - MAX (agent[i].start_ms, customer[j].start_ms);

      if (both_ms >= ENCORE_OVERTALK_MS)
        {
          self->overtalk_ms += both_ms;
          self->n_overtalk++;
        }

      if (agent[i].end_ms < customer[j].end_ms)
        i++;
      else
        j++;
    }
}

static void
add_dead_air (EncoreConversation *self,
              EncoreSpan          gap)
{
  gint64 length = encore_span_length (gap);

  if (length < ENCORE_DEAD_AIR_MS)
    return;

  self->dead_air_ms += length;
  self->n_dead_air++;
  if (length > encore_span_length (self->longest_dead_air))
    self->longest_dead_air = gap;
}

/* Waiting before the first word and after the last is no part of the conversation. */
static void
measure_dead_air (EncoreConversation *self,
                  GArray             *pieces)
{
  gint64 first_ms = G_MAXINT64, last_ms = 0;
  gint64 covered_ms = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->who == HOLD)
        continue;
      first_ms = MIN (first_ms, piece->span.start_ms);
      last_ms = MAX (last_ms, piece->span.end_ms);
    }

  covered_ms = first_ms;
  for (guint i = 0; i < pieces->len; i++)
    {
      const EncoreSpan *span = &g_array_index (pieces, Piece, i).span;

      add_dead_air (self, (EncoreSpan) { covered_ms, MIN (span->start_ms, last_ms) });
      covered_ms = MAX (covered_ms, span->end_ms);
    }

  self->spoken_ms = MAX (last_ms - first_ms, 0);
}

/* Turns */

typedef struct
{
  EncoreConversation *figures;
  gboolean started;
  Who who;
  EncoreSpan monologue; /* the running one, of who has the floor */
  gint64 end_ms;        /* of the turn so far */
  gboolean held;        /* music since then */
  GArray *responses;    /* of gint64 */
} Floor;

static void
end_monologue (Floor *floor)
{
  EncoreSpan *longest = floor->who == AGENT ? &floor->figures->agent_monologue : &floor->figures->customer_monologue;

  if (encore_span_length (floor->monologue) > encore_span_length (*longest))
    *longest = floor->monologue;
}

static void
take_over (Floor       *floor,
           const Piece *piece)
{
  if (floor->started)
    {
      gint64 gap_ms = MAX (piece->span.start_ms - floor->end_ms, 0);

      end_monologue (floor);
      floor->figures->n_switches++;
      if (piece->who == AGENT && !floor->held)
        g_array_append_val (floor->responses, gap_ms);
    }

  floor->started = TRUE;
  floor->who = piece->who;
  floor->monologue = piece->span;
  floor->figures->n_turns++;
}

static void
go_on (Floor       *floor,
       const Piece *piece)
{
  if (piece->span.start_ms - floor->monologue.end_ms < ENCORE_MONOLOGUE_PAUSE_MS)
    {
      floor->monologue.end_ms = MAX (floor->monologue.end_ms, piece->span.end_ms);
      return;
    }

  end_monologue (floor);
  floor->monologue = piece->span;
}

static void
follow_floor (Floor  *floor,
              GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->who == HOLD)
        {
          floor->held = TRUE;
          continue;
        }
      if (floor->started && piece->who != floor->who && piece->span.end_ms <= floor->end_ms)
        continue;

      if (!floor->started || piece->who != floor->who)
        take_over (floor, piece);
      else
        go_on (floor, piece);
      floor->end_ms = piece->span.end_ms;
      floor->held = FALSE;
    }

  if (floor->started)
    end_monologue (floor);
}

static int
time_compare (gconstpointer a,
              gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
measure_responses (EncoreConversation *self,
                   GArray             *responses)
{
  guint n = responses->len;

  self->n_responses = n;
  self->response_median_ms = self->response_p90_ms = ENCORE_NO_TIME;
  if (n == 0)
    return;

  g_array_sort (responses, time_compare);

  const gint64 *sorted = (const gint64 *) responses->data;

  self->response_median_ms = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  self->response_p90_ms = sorted[(n * 9 + 9) / 10 - 1];
}

/**
 * encore_conversation_measure:
 * @self: (out): the figures
 * @agent: (array length=n_agent): where the agent speaks, in order and apart
 * @n_agent: how many
 * @customer: (array length=n_customer): where the customer speaks, likewise
 * @n_customer: how many
 * @hold: (array length=n_hold): where hold music plays, likewise
 * @n_hold: how many
 *
 * Measures a conversation of two parties who are each heard apart from the other.
 */
void
encore_conversation_measure (EncoreConversation *self,
                             const EncoreSpan   *agent,
                             gsize               n_agent,
                             const EncoreSpan   *customer,
                             gsize               n_customer,
                             const EncoreSpan   *hold,
                             gsize               n_hold)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) responses = g_array_new (FALSE, FALSE, sizeof (gint64));
  Floor floor = { .figures = self, .responses = responses };

  g_return_if_fail (self != NULL);

  *self = (EncoreConversation) { .apart = TRUE };
  self->agent_ms = total (agent, n_agent);
  self->customer_ms = total (customer, n_customer);
  self->hold_ms = total (hold, n_hold);
  measure_overtalk (self, agent, n_agent, customer, n_customer);

  add_pieces (pieces, AGENT, agent, n_agent);
  add_pieces (pieces, CUSTOMER, customer, n_customer);
  add_pieces (pieces, HOLD, hold, n_hold);
  g_array_sort (pieces, piece_compare);
  if (n_agent + n_customer > 0)
    measure_dead_air (self, pieces);
  follow_floor (&floor, pieces);
  measure_responses (self, responses);
}

/**
 * encore_conversation_measure_mixed:
 * @self: (out): the figures
 * @speech: (array length=n_speech): where anybody speaks, in order and apart
 * @n_speech: how many
 * @hold: (array length=n_hold): where hold music plays, likewise
 * @n_hold: how many
 *
 * Measures what can be said of a conversation whose parties share one channel: little.
 */
void
encore_conversation_measure_mixed (EncoreConversation *self,
                                   const EncoreSpan   *speech,
                                   gsize               n_speech,
                                   const EncoreSpan   *hold,
                                   gsize               n_hold)
{
  EncoreConversation all;

  g_return_if_fail (self != NULL);

  encore_conversation_measure (&all, speech, n_speech, NULL, 0, hold, n_hold);
  *self = (EncoreConversation) {
    .spoken_ms = all.spoken_ms,
    .dead_air_ms = all.dead_air_ms,
    .n_dead_air = all.n_dead_air,
    .longest_dead_air = all.longest_dead_air,
    .hold_ms = all.hold_ms,
    .response_median_ms = ENCORE_NO_TIME,
    .response_p90_ms = ENCORE_NO_TIME,
  };
}

/**
 * encore_conversation_get_talk_share:
 * @self: the figures
 *
 * The agent's speech of all speech: agent / (agent + customer). Silence and hold are in neither, and where
 * both speak counts for both. Other tools divide by the length of the call: name the denominator where this is shown.
 *
 * Returns: 0 to 1, or NAN when nobody speaks or the parties are not heard apart
 */
double
encore_conversation_get_talk_share (const EncoreConversation *self)
{
  gint64 both_ms = self->agent_ms + self->customer_ms;

  return both_ms > 0 ? (double) self->agent_ms / both_ms : NAN;
}
