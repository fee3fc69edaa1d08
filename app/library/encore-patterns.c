/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import.h"

#include <glib/gi18n.h>

#define DATE "(?<year>20\\d\\d)[-_.]?(?<month>0[1-9]|1[0-2])[-_.]?(?<day>0[1-9]|[12]\\d|3[01])"
#define TIME "(?<hour>[01]\\d|2[0-3])[-_.:]?(?<minute>[0-5]\\d)(?:[-_.:]?(?<second>[0-5]\\d))?"

/* The narrow ones first: when all are tried, the first that fits wins. A group named "utc" that
 * takes part says that the time is in UTC, whatever zone was chosen. */
static const EncorePattern patterns[] = {
  { "agent-customer-dt", N_ ("AGENT, CUST and DT fields"),
    "^(?=.*_AGENT_(?<agent>[^_]+)_)(?:(?=.*_CUST_(?<customer>[^_]+)_))?.*_DT_?" DATE "T" TIME,
    "Auto_CUST_12345_GUID_000_AGENT_ChrisL_DT_2026-02-19T06-01-22.wav" },
  { "pbx", N_ ("Telephone exchange (Asterisk, FreePBX, Issabel)"),
    "^(?:(?<direction>in|out|force|exten|external|internal)|q-(?<queue>[^-]+)|r?g-[^-]+)-(?<customer>\\+?\\w+)-"
    "(?<agent>\\w+)-(?<year>20\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)-(?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)-"
    "(?<unixtime>\\d{9,11})\\.\\d+",
    "in-08215550123-3201-20260327-092517-1774603517.12206.wav" },
  { "amazon-connect", N_ ("Amazon Connect"),
    "^(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(?:redacted_)?" DATE "T" TIME "_(?<utc>UTC)",
    "5b7c1b0e-8d0b-4c1d-9c3f-0a1b2c3d4e5f_20260322T23:23_UTC.wav" },
  { "zoom", N_ ("Zoom"), "^(?<utc>GMT)" DATE "-" TIME "_Recording", "GMT20260115-143000_Recording.m4a" },
  { "agent-date", N_ ("Agent, then date and time"),
    "^(?<agent>\\p{L}[\\p{L}.'’-]*?)[ _-]+(?:(?<customer>\\d{5,15})[ _-]+)?" DATE "[T _-]+" TIME,
    "dana.reyes_2026-11-12_14-05-00.mp3" },
  { "date", N_ ("Date and time anywhere"), "(?<!\\d)" DATE "[T _-]+" TIME "(?!\\d)", "call 2026-11-12 14.05.wav" },
};

/**
 * encore_patterns_list:
 * @n_patterns: (out): how many
 *
 * Returns: (transfer none): all named patterns, in the order in which they are tried
 */
const EncorePattern *
encore_patterns_list (gsize *n_patterns)
{
  *n_patterns = G_N_ELEMENTS (patterns);
  return patterns;
}

/**
 * encore_patterns_find:
 * @id: (nullable): of a pattern
 *
 * Returns: (transfer none) (nullable): that pattern
 */
const EncorePattern *
encore_patterns_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_strcmp0 (patterns[i].id, id) == 0)
      return &patterns[i];

  return NULL;
}

void
encore_pattern_match_free (EncorePatternMatch *match)
{
  if (match == NULL)
    return;

  g_free (match->agent);
  g_free (match->customer);
  g_free (match->queue);
  g_free (match);
}

static char *
fetch_text (GMatchInfo *info,
            const char *group)
{
  char *text = g_match_info_fetch_named (info, group);

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static int
fetch_number (GMatchInfo *info,
              const char *group)
{
  g_autofree char *text = fetch_text (info, group);

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

static EncoreDirection
fetch_direction (GMatchInfo *info)
{
  g_autofree char *word = fetch_text (info, "direction");

  if (g_strcmp0 (word, "in") == 0 || g_strcmp0 (word, "external") == 0)
    return ENCORE_DIRECTION_IN;
  if (g_strcmp0 (word, "out") == 0 || g_strcmp0 (word, "force") == 0)
    return ENCORE_DIRECTION_OUT;

  return ENCORE_DIRECTION_UNKNOWN;
}

static gint64
fetch_instant (GMatchInfo *info,
               GTimeZone  *zone)
{
  g_autofree char *unixtime = fetch_text (info, "unixtime");
  g_autofree char *utc = fetch_text (info, "utc");

  if (unixtime != NULL)
    return g_ascii_strtoll (unixtime, NULL, 10) * 1000;

  g_autoptr (GTimeZone) used = utc != NULL    ? g_time_zone_new_utc ()
                               : zone != NULL ? g_time_zone_ref (zone)
                                              : g_time_zone_new_local ();
  g_autoptr (GDateTime) when = g_date_time_new (used, fetch_number (info, "year"), fetch_number (info, "month"),
                                                fetch_number (info, "day"), fetch_number (info, "hour"),
                                                fetch_number (info, "minute"), fetch_number (info, "second"));

  return when != NULL ? g_date_time_to_unix (when) * 1000 : ENCORE_NO_TIME;
}

static EncorePatternMatch *
match_one (const EncorePattern *pattern,
           const char          *filename,
           GTimeZone           *zone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern->regex, G_REGEX_OPTIMIZE, 0, &error);
  g_autoptr (GMatchInfo) info = NULL;

  g_assert_no_error (error);
  if (!g_regex_match (regex, filename, 0, &info))
    return NULL;

  EncorePatternMatch *match = g_new0 (EncorePatternMatch, 1);
  match->agent = fetch_text (info, "agent");
  match->customer = fetch_text (info, "customer");
  match->queue = fetch_text (info, "queue");
  match->direction = fetch_direction (info);
  match->started_at = fetch_instant (info, zone);
  return match;
}

/**
 * encore_pattern_match:
 * @pattern: (nullable): a pattern; %NULL takes the first that fits
 * @filename: a base name, UTF-8
 * @zone: (nullable): the zone of times in names; %NULL means local time
 *
 * Returns: (transfer full) (nullable): what the name says; %NULL when the pattern does not fit
 */
EncorePatternMatch *
encore_pattern_match (const EncorePattern *pattern,
                      const char          *filename,
                      GTimeZone           *zone)
{
  g_return_val_if_fail (filename != NULL, NULL);

  if (!g_utf8_validate (filename, -1, NULL))
    return NULL;
  if (pattern != NULL)
    return match_one (pattern, filename, zone);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      EncorePatternMatch *match = match_one (&patterns[i], filename, zone);

      if (match != NULL)
        return match;
    }

  return NULL;
}
