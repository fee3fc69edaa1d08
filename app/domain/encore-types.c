/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-types.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *id;
  const char *label;
} Name;

static const Name outcomes[] = {
  [ENCORE_OUTCOME_NONE] = { "none", N_ ("Not judged") },
  [ENCORE_OUTCOME_TAKEN] = { "taken", N_ ("Taken") },
  [ENCORE_OUTCOME_PARTLY] = { "partly", N_ ("Partly") },
  [ENCORE_OUTCOME_MISSED] = { "missed", N_ ("Missed") },
};

static const Name facet_kinds[] = {
  [ENCORE_FACET_TOUCHPOINT] = { "touchpoint", N_ ("Touchpoint") },
  [ENCORE_FACET_INQUIRY] = { "inquiry", N_ ("Inquiry") },
  [ENCORE_FACET_STATE] = { "state", N_ ("Customer state") },
  [ENCORE_FACET_GOAL] = { "goal", N_ ("Customer goal") },
};

static const Name extra_states[] = {
  [ENCORE_EXTRA_IDEA] = { "idea", N_ ("Idea") },
  [ENCORE_EXTRA_TRIAL] = { "trial", N_ ("On trial") },
  [ENCORE_EXTRA_ADOPTED] = { "adopted", N_ ("Adopted") },
  [ENCORE_EXTRA_DROPPED] = { "dropped", N_ ("Dropped") },
};

static const Name parties[] = {
  [ENCORE_PARTY_UNKNOWN] = { "unknown", N_ ("Speaker") },
  [ENCORE_PARTY_AGENT] = { "agent", N_ ("Agent") },
  [ENCORE_PARTY_CUSTOMER] = { "customer", N_ ("Customer") },
  [ENCORE_PARTY_OTHER] = { "other", N_ ("Other") },
};

static const Name directions[] = {
  [ENCORE_DIRECTION_UNKNOWN] = { "unknown", N_ ("Unknown") },
  [ENCORE_DIRECTION_IN] = { "in", N_ ("Incoming") },
  [ENCORE_DIRECTION_OUT] = { "out", N_ ("Outgoing") },
};

static int
find (const Name *names,
      gsize       n_names,
      const char *id)
{
  for (gsize i = 0; id != NULL && i < n_names; i++)
    if (g_ascii_strcasecmp (names[i].id, id) == 0)
      return (int) i;

  return -1;
}

/**
 * encore_step_new:
 * @name: (nullable): what the step does
 * @text: (nullable): how it may sound
 *
 * Returns: (transfer full): a step
 */
EncoreStep *
encore_step_new (const char *name,
                 const char *text)
{
  EncoreStep *step = g_new0 (EncoreStep, 1);

  step->name = g_strdup (name != NULL ? name : "");
  step->text = g_strdup (text != NULL ? text : "");
  return step;
}

void
encore_step_free (EncoreStep *step)
{
  g_free (step->name);
  g_free (step->text);
  g_free (step);
}

/* The ids below are stored and exported: they never change. The labels are translated. */

const char *
encore_outcome_to_id (EncoreOutcome outcome)
{
  return outcomes[outcome].id;
}

const char *
encore_outcome_to_label (EncoreOutcome outcome)
{
  return _ (outcomes[outcome].label);
}

gboolean
encore_outcome_from_id (const char    *id,
                        EncoreOutcome *outcome)
{
  int found = find (outcomes, G_N_ELEMENTS (outcomes), id);

  *outcome = MAX (found, 0);
  return found >= 0;
}

const char *
encore_facet_kind_to_id (EncoreFacetKind kind)
{
  return facet_kinds[kind].id;
}

const char *
encore_facet_kind_to_label (EncoreFacetKind kind)
{
  return _ (facet_kinds[kind].label);
}

gboolean
encore_facet_kind_from_id (const char      *id,
                           EncoreFacetKind *kind)
{
  int found = find (facet_kinds, G_N_ELEMENTS (facet_kinds), id);

  *kind = MAX (found, 0);
  return found >= 0;
}

const char *
encore_extra_state_to_id (EncoreExtraState state)
{
  return extra_states[state].id;
}

const char *
encore_extra_state_to_label (EncoreExtraState state)
{
  return _ (extra_states[state].label);
}

gboolean
encore_extra_state_from_id (const char       *id,
                            EncoreExtraState *state)
{
  int found = find (extra_states, G_N_ELEMENTS (extra_states), id);

  *state = MAX (found, 0);
  return found >= 0;
}

const char *
encore_party_to_id (EncoreParty party)
{
  return parties[party].id;
}

const char *
encore_party_to_label (EncoreParty party)
{
  return _ (parties[party].label);
}

/**
 * encore_party_from_name:
 * @name: (nullable): a role or speaker name as files write it
 *
 * Returns: the party that the word plainly means, else %ENCORE_PARTY_UNKNOWN
 */
EncoreParty
encore_party_from_name (const char *name)
{
  static const struct
  {
    const char *word;
    EncoreParty party;
  } words[] = {
    { "agent", ENCORE_PARTY_AGENT },     { "advisor", ENCORE_PARTY_AGENT },
    { "adviser", ENCORE_PARTY_AGENT },   { "representative", ENCORE_PARTY_AGENT },
    { "internal", ENCORE_PARTY_AGENT },  { "customer", ENCORE_PARTY_CUSTOMER },
    { "caller", ENCORE_PARTY_CUSTOMER }, { "contact", ENCORE_PARTY_CUSTOMER },
    { "client", ENCORE_PARTY_CUSTOMER }, { "external", ENCORE_PARTY_CUSTOMER },
    { "ivr", ENCORE_PARTY_OTHER },       { "ai", ENCORE_PARTY_OTHER },
    { "other", ENCORE_PARTY_OTHER },
  };

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, name) == 0)
      return words[i].party;

  return ENCORE_PARTY_UNKNOWN;
}

const char *
encore_direction_to_id (EncoreDirection direction)
{
  return directions[direction].id;
}
