/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-import.h"
#include "encore-text.h"

static void
check (const char *filename,
       const char *agent,
       const char *customer,
       const char *queue,
       const char *started_at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (EncorePatternMatch) match = encore_pattern_match (NULL, filename, utc);

  g_assert_nonnull (match);
  g_autofree char *when = encore_text_iso8601 (match->started_at);
  g_assert_cmpstr (match->agent, ==, agent);
  g_assert_cmpstr (match->customer, ==, customer);
  g_assert_cmpstr (match->queue, ==, queue);
  g_assert_cmpstr (when, ==, started_at);
}

static void
test_names_from_the_field (void)
{
  check ("Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav", "ChrisL", NULL, NULL, "2025-02-19T06:01:22Z");
  check ("Auto0_CUST_12345_GUID_000_AGENT_ChrisL_DT_2021-12-01T06-01-22_Mono.wav", "ChrisL", "12345", NULL,
         "2021-12-01T06:01:22Z");
  check ("Larkfield_AGENT_praman_CUST_C-22951_DT_2026-09-14T14-22-31.opus", "praman", "C-22951", NULL,
         "2026-09-14T14:22:31Z");
  /* the unix time wins over the written one, whose zone nobody knows */
  check ("force-0821XXXX8663-3201-20250327-092517-1743042317.12206.wav", "3201", "0821XXXX8663", NULL,
         "2025-03-27T02:25:17Z");
  check ("q-support-5551234-201-20250327-092517-1743042317.1.wav", "201", "5551234", "support", "2025-03-27T02:25:17Z");
  check ("5b7c1b0e-8d0b-4c1d-9c3f-0a1b2c3d4e5f_20260322T23:23_UTC.wav", NULL, NULL, NULL, "2026-03-22T23:23:00Z");
  check ("GMT20240115-143000_Recording.m4a", NULL, NULL, NULL, "2024-01-15T14:30:00Z");
  check ("dana.reyes_2026-11-12_14-05-00.mp3", "dana.reyes", NULL, NULL, "2026-11-12T14:05:00Z");
  check ("call 2026-11-12 14.05.wav", "call", NULL, NULL, "2026-11-12T14:05:00Z");
}

static void
test_nothing_is_guessed (void)
{
  const char *names[] = { "call.wav", "20261312-250000.wav", "invoice 4711 20.wav", "\xff\xfe.wav" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (encore_pattern_match (NULL, names[i], NULL));
}

static void
test_each_fits_its_example (void)
{
  gsize n_patterns;
  const EncorePattern *patterns = encore_patterns_list (&n_patterns);

  for (gsize i = 0; i < n_patterns; i++)
    {
      g_autoptr (EncorePatternMatch) match = encore_pattern_match (&patterns[i], patterns[i].example, NULL);

      g_test_message ("%s", patterns[i].id);
      g_assert_nonnull (match);
      g_assert_cmpint (match->started_at, !=, -1);
      g_assert_true (encore_patterns_find (patterns[i].id) == &patterns[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/patterns/field", test_names_from_the_field);
  g_test_add_func ("/library/patterns/none", test_nothing_is_guessed);
  g_test_add_func ("/library/patterns/examples", test_each_fits_its_example);
  return g_test_run ();
}
