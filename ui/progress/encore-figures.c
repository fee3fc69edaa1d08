/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-figures.h"

#include <glib/gi18n.h>
#include <math.h>

/* The middle of a month is in that month in every time zone. */
#define HALF_A_MONTH_S (14 * 24 * 3600)

/**
 * encore_figures_enough:
 * @tally: counts
 *
 * Returns: whether so many openings say anything about a person
 */
gboolean
encore_figures_enough (const EncoreTally *tally)
{
  return encore_tally_openings (tally) >= ENCORE_ENOUGH_OPENINGS;
}

static int
to_percent (double share)
{
  return (int) lround (share * 100);
}

/**
 * encore_figures_percent:
 * @share: 0 to 1
 *
 * Returns: (transfer full): as people write it
 */
char *
encore_figures_percent (double share)
{
  /* Translators: a percentage. %% prints one percent sign */
  return g_strdup_printf (_ ("%d%%"), to_percent (share));
}

/* A line ends after a dash, but not between the ends of an interval. */
static char *
keep_ranges (char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_string_append_unichar (kept, g_utf8_get_char (at));
      if (g_utf8_get_char (at) == 0x2013)
        g_string_append_unichar (kept, 0x2060); /* word joiner */
    }
  g_free (text);
  return g_string_free (kept, FALSE);
}

/**
 * encore_figures_interval:
 * @interval: a share with its 95 % interval
 *
 * Returns: (transfer full): n and interval in words
 */
char *
encore_figures_interval (const EncoreInterval *interval)
{
  /* Translators: a number of openings, then the lower and upper end of an interval */
  return keep_ranges (g_strdup_printf (_ ("n = %'d · 95%% interval %d–%d%%"), interval->n, to_percent (interval->low),
                                       to_percent (interval->high)));
}

/**
 * encore_figures_taken:
 * @tally: counts
 *
 * Returns: (transfer full): the share of openings taken with n and interval, or why there is none
 */
char *
encore_figures_taken (const EncoreTally *tally)
{
  EncoreInterval interval = encore_tally_taken (tally);

  if (interval.n == 0)
    return g_strdup (_ ("No openings marked yet"));
  if (!encore_figures_enough (tally))
    return g_strdup_printf (_ ("Not enough openings yet (n = %'d)"), interval.n);

  return keep_ranges (g_strdup_printf (_ ("%d%% taken (n = %'d, 95%% interval %d–%d%%)"), to_percent (interval.share),
                                       interval.n, to_percent (interval.low), to_percent (interval.high)));
}

/**
 * encore_figures_outcomes:
 * @tally: counts
 *
 * Returns: (transfer full): how many were taken, partly taken and missed
 */
char *
encore_figures_outcomes (const EncoreTally *tally)
{
  /* Translators: counts of openings by outcome */
  return g_strdup_printf (_ ("%'d taken, %'d partly, %'d missed"), tally->taken, tally->partly, tally->missed);
}

/**
 * encore_figures_fact:
 * @yes: how many were judged "yes"
 * @no: how many were judged "no"
 *
 * Returns: (transfer full): "18 of 22"
 */
char *
encore_figures_fact (int yes,
                     int no)
{
  if (yes + no == 0)
    return g_strdup (_ ("Not judged yet"));

  /* Translators: so many openings of those that were judged */
  return g_strdup_printf (_ ("%'d of %'d"), yes, yes + no);
}

/**
 * encore_figures_element_enough:
 * @element: an element of a scorecard
 *
 * Returns: whether so many evaluations say anything
 */
gboolean
encore_figures_element_enough (EncoreElement *element)
{
  return element->mean.n >= ENCORE_ENOUGH_EVALUATIONS;
}

static char *
unanswered (EncoreElement *element)
{
  int n = element->n_not_applicable;

  return element->key != NULL ? g_strdup_printf (ngettext ("%'d not applicable", "%'d not applicable", n), n)
                              : g_strdup_printf (ngettext ("%'d without a score", "%'d without a score", n), n);
}

/**
 * encore_figures_element:
 * @element: an element of a scorecard
 *
 * Returns: (transfer full): n and interval in words, or why there is none; and how often it did not apply
 */
char *
encore_figures_element (EncoreElement *element)
{
  EncoreMean mean = element->mean;
  g_autofree char *not_applicable = unanswered (element);
  g_autofree char *figures = NULL;

  if (encore_figures_element_enough (element))
    figures = encore_figures_interval (&(EncoreInterval) { mean.mean / 100, mean.low / 100, mean.high / 100, mean.n });
  else
    figures = g_strdup_printf (_ ("Not enough evaluations yet (n = %'d)"), mean.n);

  if (element->n_not_applicable == 0)
    return g_steal_pointer (&figures);

  /* Translators: figures, then how often a criterion did not apply */
  return g_strdup_printf (_ ("%s · %s"), figures, not_applicable);
}

/**
 * encore_figures_calls:
 * @n_calls: a count
 *
 * Returns: (transfer full): the count in words
 */
char *
encore_figures_calls (int n_calls)
{
  if (n_calls == 0)
    return g_strdup (_ ("No calls"));

  return g_strdup_printf (ngettext ("%'d call", "%'d calls", n_calls), n_calls);
}

/**
 * encore_figures_month:
 * @starts_at: the first instant of a month, UTC ms
 * @with_year: whether the year matters
 *
 * Returns: (transfer full): the month's name
 */
char *
encore_figures_month (gint64   starts_at,
                      gboolean with_year)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (starts_at / 1000 + HALF_A_MONTH_S);

  if (date == NULL)
    return g_strdup ("");

  /* Translators: strftime formats for a month with and without its year */
  return g_date_time_format (date, with_year ? _ ("%B %Y") : _ ("%b"));
}

/**
 * encore_figures_roles:
 * @roles: what somebody is
 *
 * Returns: (transfer full): the roles' names; empty without any
 */
char *
encore_figures_roles (EncoreRoles roles)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (roles & ENCORE_ROLE_AGENT)
    g_strv_builder_add (names, _ ("Agent"));
  if (roles & ENCORE_ROLE_COACH)
    g_strv_builder_add (names, _ ("Coach"));
  if (roles & ENCORE_ROLE_PEER)
    g_strv_builder_add (names, _ ("Peer"));
  if (roles & ENCORE_ROLE_NEW_HIRE)
    g_strv_builder_add (names, _ ("New hire"));

  list = g_strv_builder_end (names);
  /* Translators: between the roles of one person */
  return g_strjoinv (_ (", "), list);
}
