/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scenario.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (EncoreScenario, encore_scenario, G_TYPE_OBJECT)

static void
encore_scenario_finalize (GObject *object)
{
  EncoreScenario *self = ENCORE_SCENARIO (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->description);
  g_free (self->escalation_path);
  for (int i = 0; i < ENCORE_N_FACET_KINDS; i++)
    g_free (self->facet_names[i]);

  G_OBJECT_CLASS (encore_scenario_parent_class)->finalize (object);
}

static void
encore_scenario_class_init (EncoreScenarioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_scenario_finalize;
}

static void
encore_scenario_init (EncoreScenario *self)
{
}

/**
 * encore_scenario_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreScenario *
encore_scenario_new (void)
{
  return g_object_new (ENCORE_TYPE_SCENARIO, NULL);
}

/**
 * encore_scenario_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreScenario *
encore_scenario_copy (EncoreScenario *self)
{
  g_return_val_if_fail (ENCORE_IS_SCENARIO (self), NULL);

  EncoreScenario *copy = encore_scenario_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  memcpy (copy->facets, self->facets, sizeof copy->facets);
  copy->description = g_strdup (self->description);
  copy->escalation_path = g_strdup (self->escalation_path);
  for (int i = 0; i < ENCORE_N_FACET_KINDS; i++)
    copy->facet_names[i] = g_strdup (self->facet_names[i]);
  copy->n_calls = self->n_calls;
  copy->n_model_answers = self->n_model_answers;

  return copy;
}
