/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-legs.h"

#include <string.h>

/* The customer's ending, then the agent's. Asterisk's Monitor runs on the channel of the one who calls in:
 * "in" is what comes from there, "out" what goes there; "rx" and "tx" likewise. The first leg of a call is
 * that of who calls. Left and first are the agent's, as in the exports of dual recorders. None of that is
 * sure: swapping them is one click. */
static const struct
{
  const char *customer;
  const char *agent;
} legs[] = {
  { "in", "out" },
  { "rx", "tx" },
  { "leg1", "leg2" },
  { "lega", "legb" },
  { "leg-a", "leg-b" },
  { "leg_a", "leg_b" },
  { "leg-1", "leg-2" },
  { "leg_1", "leg_2" },
  { "aleg", "bleg" },
  { "right", "left" },
  { "r", "l" },
  { "customer", "agent" },
  { "caller", "agent" },
  { "client", "agent" },
  { "caller", "callee" },
  { "cust", "agent" },
  { "customer", "operator" },
  { "remote", "local" },
  { "far", "near" },
  { "ch1", "ch0" },
  { "ch2", "ch1" },
  { "channel1", "channel0" },
  { "channel2", "channel1" },
  { "inbound", "outbound" },
  { "external", "internal" },
};

/* Where the ending @word begins in @stem, with what separates it, or NULL. Something must be left before it. */
static const char *
find_ending (const char *stem,
             const char *word)
{
  gsize length = strlen (stem), n = strlen (word);

  if (length < n + 2 || g_ascii_strcasecmp (stem + length - n, word) != 0
      || strchr ("-_. ", stem[length - n - 1]) == NULL || stem[length - n - 2] == G_DIR_SEPARATOR)
    return NULL;

  return stem + length - n - 1;
}

static void
partner_free (gpointer data)
{
  EncoreLegPartner *partner = data;

  g_free (partner->path);
  g_free (partner);
}

/**
 * encore_leg_strip:
 * @stem: a path without its extension
 *
 * Returns: (transfer full) (nullable): @stem without the ending; %NULL when there is none
 */
char *
encore_leg_strip (const char *stem)
{
  for (gsize i = 0; i < G_N_ELEMENTS (legs); i++)
    {
      const char *customer = find_ending (stem, legs[i].customer);
      const char *agent = find_ending (stem, legs[i].agent);

      if (customer != NULL || agent != NULL)
        return g_strndup (stem, (gsize) ((customer != NULL ? customer : agent) - stem));
    }

  return NULL;
}

/* In the case of the ending that it stands for: "-IN" goes with "-OUT". */
static char *
replace_ending (const char *stem,
                const char *ending,
                const char *extension,
                const char *word)
{
  g_autofree char *start = g_strndup (stem, (gsize) (ending + 1 - stem));
  gboolean upper = g_ascii_isupper (ending[1]);
  gboolean all_upper = upper && g_ascii_isupper (ending[strlen (ending) > 2 ? 2 : 1]);
  g_autofree char *cased = all_upper ? g_ascii_strup (word, -1) : g_strdup (word);

  if (upper && !all_upper)
    cased[0] = g_ascii_toupper (cased[0]);

  return g_strconcat (start, cased, extension, NULL);
}

/**
 * encore_leg_partners:
 * @path: a recording
 *
 * One ending may have several partners ("ch1"), with which it means one party or the other.
 *
 * Returns: (transfer full) (element-type EncoreLegPartner): what the recording of the other party may be
 *   called; empty when the name of @path has no such ending
 */
GPtrArray *
encore_leg_partners (const char *path)
{
  GPtrArray *partners = g_ptr_array_new_with_free_func (partner_free);
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  gboolean has_extension = dot != NULL && (slash == NULL || dot > slash);
  g_autofree char *stem = has_extension ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  const char *extension = has_extension ? dot : "";

  for (gsize i = 0; i < G_N_ELEMENTS (legs); i++)
    {
      const char *customer = find_ending (stem, legs[i].customer);
      const char *agent = find_ending (stem, legs[i].agent);

      if (customer == NULL && agent == NULL)
        continue;

      EncoreLegPartner *partner = g_new0 (EncoreLegPartner, 1);

      partner->party = customer != NULL ? ENCORE_PARTY_CUSTOMER : ENCORE_PARTY_AGENT;
      partner->path = replace_ending (stem, customer != NULL ? customer : agent, extension,
                                      customer != NULL ? legs[i].agent : legs[i].customer);
      g_ptr_array_add (partners, partner);
    }

  return partners;
}
