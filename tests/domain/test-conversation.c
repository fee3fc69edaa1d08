/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every expected number here was worked out by hand. */
#include <math.h>

#include "encore-conversation.h"

#define MEASURE(figures, agent, customer, hold)                                                                        \
  encore_conversation_measure (figures, agent, G_N_ELEMENTS (agent), customer, G_N_ELEMENTS (customer), hold,          \
                               G_N_ELEMENTS (hold))

static void
assert_span (EncoreSpan span,
             gint64     start_ms,
             gint64     end_ms)
{
  g_assert_cmpint (span.start_ms, ==, start_ms);
  g_assert_cmpint (span.end_ms, ==, end_ms);
}

/*
 * agent     0-4        8.5-12 13.5-20          30-31
 * customer      4.5-8       11-11.6 19.9-24
 */
static void
test_turns (void)
{
  static const EncoreSpan agent[] = { { 0, 4000 }, { 8500, 12000 }, { 13500, 20000 }, { 30000, 31000 } };
  static const EncoreSpan customer[] = { { 4500, 8000 }, { 11000, 11600 }, { 19900, 24000 } };
  EncoreConversation figures;

  encore_conversation_measure (&figures, agent, 4, customer, 3, NULL, 0);

  g_assert_true (figures.apart);
  g_assert_cmpint (figures.agent_ms, ==, 15000);
  g_assert_cmpint (figures.customer_ms, ==, 8200);
  g_assert_cmpint (figures.spoken_ms, ==, 31000);
  g_assert_cmpfloat_with_epsilon (encore_conversation_get_talk_share (&figures), 15.0 / 23.2, 1e-9);

  /* 600 ms of "mm-hm"; the 100 ms at 19.9 s are a hand-over. */
  g_assert_cmpint (figures.n_overtalk, ==, 1);
  g_assert_cmpint (figures.overtalk_ms, ==, 600);

  /* 24 to 30 s; the pauses before are shorter than three seconds. */
  g_assert_cmpint (figures.n_dead_air, ==, 1);
  g_assert_cmpint (figures.dead_air_ms, ==, 6000);
  assert_span (figures.longest_dead_air, 24000, 30000);

  /* A, C, A, C, A: the "mm-hm" is no turn. */
  g_assert_cmpint (figures.n_turns, ==, 5);
  g_assert_cmpint (figures.n_switches, ==, 4);

  /* The pause of 1.5 s is bridged. */
  assert_span (figures.agent_monologue, 8500, 20000);
  assert_span (figures.customer_monologue, 19900, 24000);

  /* 0.5 s and 6 s. */
  g_assert_cmpint (figures.n_responses, ==, 2);
  g_assert_cmpint (figures.response_median_ms, ==, 3250);
  g_assert_cmpint (figures.response_p90_ms, ==, 6000);
}

/* The agent answers at once, before the end, and after 1, 2 … 8 seconds: ten answers. */
static void
test_responses (void)
{
  EncoreSpan agent[10], customer[10];
  EncoreConversation figures;

  for (int i = 0; i < 10; i++)
    {
      gint64 start_ms = i * 20000;
      gint64 gap_ms = i == 0 ? -300 : (i - 1) * 1000;

      customer[i] = (EncoreSpan) { start_ms, start_ms + 5000 };
      agent[i] = (EncoreSpan) { start_ms + 5000 + gap_ms, start_ms + 19000 };
    }

  encore_conversation_measure (&figures, agent, 10, customer, 10, NULL, 0);

  /* Sorted: 0 0 1 2 3 4 5 6 7 8. */
  g_assert_cmpint (figures.n_responses, ==, 10);
  g_assert_cmpint (figures.response_median_ms, ==, 3500);
  g_assert_cmpint (figures.response_p90_ms, ==, 7000);
  g_assert_cmpint (figures.n_switches, ==, 19);
  g_assert_cmpint (figures.n_overtalk, ==, 1);
  g_assert_cmpint (figures.overtalk_ms, ==, 300);

  /* 3, 4, 5, 6, 7 and 8 seconds. */
  g_assert_cmpint (figures.n_dead_air, ==, 6);
  g_assert_cmpint (figures.dead_air_ms, ==, 33000);
}

/* Waiting to music is not dead air, and the agent's return from it is no slow answer. */
static void
test_hold (void)
{
  static const EncoreSpan agent[] = { { 10000, 15000 }, { 81000, 90000 } };
  static const EncoreSpan customer[] = { { 15500, 18000 } };
  static const EncoreSpan hold[] = { { 19000, 80000 }, { 100000, 130000 } };
  EncoreConversation figures;

  MEASURE (&figures, agent, customer, hold);

  g_assert_cmpint (figures.hold_ms, ==, 91000);
  g_assert_cmpint (figures.n_dead_air, ==, 0);
  g_assert_cmpint (figures.dead_air_ms, ==, 0);
  g_assert_true (encore_span_is_empty (figures.longest_dead_air));
  g_assert_cmpint (figures.spoken_ms, ==, 80000);
  g_assert_cmpint (figures.n_switches, ==, 2);
  g_assert_cmpint (figures.n_responses, ==, 0);
  g_assert_cmpint (figures.response_median_ms, ==, ENCORE_NO_TIME);
  g_assert_cmpint (figures.response_p90_ms, ==, ENCORE_NO_TIME);
}

/* Pauses at both ends of the call are nobody's. A pause of two seconds ends a monologue. */
static void
test_one_party (void)
{
  static const EncoreSpan agent[] = { { 60000, 61000 }, { 62999, 65000 }, { 67000, 70000 }, { 73000, 74000 } };
  EncoreConversation figures;

  encore_conversation_measure (&figures, agent, 4, NULL, 0, NULL, 0);

  g_assert_cmpfloat (encore_conversation_get_talk_share (&figures), ==, 1);
  assert_span (figures.agent_monologue, 60000, 65000);
  g_assert_true (encore_span_is_empty (figures.customer_monologue));
  g_assert_cmpint (figures.n_turns, ==, 1);
  g_assert_cmpint (figures.n_switches, ==, 0);
  g_assert_cmpint (figures.n_responses, ==, 0);
  g_assert_cmpint (figures.n_dead_air, ==, 1);
  assert_span (figures.longest_dead_air, 70000, 73000);
}

static void
test_nobody (void)
{
  static const EncoreSpan hold[] = { { 0, 50000 } };
  EncoreConversation figures;

  encore_conversation_measure (&figures, NULL, 0, NULL, 0, hold, 1);

  g_assert_true (isnan (encore_conversation_get_talk_share (&figures)));
  g_assert_cmpint (figures.spoken_ms, ==, 0);
  g_assert_cmpint (figures.n_turns, ==, 0);
  g_assert_cmpint (figures.n_switches, ==, 0);
  g_assert_cmpint (figures.n_dead_air, ==, 0);
  g_assert_cmpint (figures.hold_ms, ==, 50000);
}

/* Both begin together: the one who stops first did not take over. */
static void
test_together (void)
{
  static const EncoreSpan agent[] = { { 1000, 5000 } };
  static const EncoreSpan customer[] = { { 1000, 2000 }, { 4000, 7000 } };
  EncoreConversation figures;

  encore_conversation_measure (&figures, agent, 1, customer, 2, NULL, 0);

  g_assert_cmpint (figures.n_turns, ==, 2);
  g_assert_cmpint (figures.n_overtalk, ==, 2);
  g_assert_cmpint (figures.overtalk_ms, ==, 2000);
  assert_span (figures.agent_monologue, 1000, 5000);
  assert_span (figures.customer_monologue, 4000, 7000);
}

/* Both parties on one channel: who speaks is not known, that nobody does is. */
static void
test_mixed (void)
{
  static const EncoreSpan speech[] = { { 1000, 5000 }, { 9000, 12000 } };
  EncoreConversation figures;

  encore_conversation_measure_mixed (&figures, speech, 2, NULL, 0);

  g_assert_false (figures.apart);
  g_assert_true (isnan (encore_conversation_get_talk_share (&figures)));
  g_assert_cmpint (figures.agent_ms, ==, 0);
  g_assert_cmpint (figures.spoken_ms, ==, 11000);
  g_assert_cmpint (figures.n_dead_air, ==, 1);
  g_assert_cmpint (figures.dead_air_ms, ==, 4000);
  g_assert_cmpint (figures.n_turns, ==, 0);
  g_assert_cmpint (figures.response_median_ms, ==, ENCORE_NO_TIME);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/domain/conversation/turns", test_turns);
  g_test_add_func ("/domain/conversation/responses", test_responses);
  g_test_add_func ("/domain/conversation/hold", test_hold);
  g_test_add_func ("/domain/conversation/one-party", test_one_party);
  g_test_add_func ("/domain/conversation/nobody", test_nobody);
  g_test_add_func ("/domain/conversation/together", test_together);

  g_test_add_func ("/domain/conversation/mixed", test_mixed);

  return g_test_run ();
}
