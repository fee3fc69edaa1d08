/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-moment.h"

G_DEFINE_FINAL_TYPE (EncoreMoment, encore_moment, G_TYPE_OBJECT)

static void
encore_moment_finalize (GObject *object)
{
  EncoreMoment *self = ENCORE_MOMENT (object);

  g_free (self->uuid);
  g_free (self->type_id);
  g_free (self->cue);
  g_free (self->note);
  g_free (self->could_have);
  g_free (self->extra_name);
  g_free (self->value_name);
  g_free (self->pillar_name);
  g_free (self->author_name);
  g_free (self->call_title);
  g_free (self->call_uuid);
  g_free (self->scenario_name);

  G_OBJECT_CLASS (encore_moment_parent_class)->finalize (object);
}

static void
encore_moment_class_init (EncoreMomentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_moment_finalize;
}

static void
encore_moment_init (EncoreMoment *self)
{
  self->span = (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };
  self->first_segment = -1;
  self->last_segment = -1;
}

/**
 * encore_moment_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreMoment *
encore_moment_new (void)
{
  return g_object_new (ENCORE_TYPE_MOMENT, NULL);
}

/**
 * encore_moment_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreMoment *
encore_moment_copy (EncoreMoment *self)
{
  g_return_val_if_fail (ENCORE_IS_MOMENT (self), NULL);

  EncoreMoment *copy = encore_moment_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->call_id = self->call_id;
  copy->span = self->span;
  copy->first_segment = self->first_segment;
  copy->last_segment = self->last_segment;
  copy->type_id = g_strdup (self->type_id);
  copy->outcome = self->outcome;
  copy->noticed = self->noticed;
  copy->acted = self->acted;
  copy->cue = g_strdup (self->cue);
  copy->note = g_strdup (self->note);
  copy->could_have = g_strdup (self->could_have);
  copy->scenario_id = self->scenario_id;
  copy->extra_id = self->extra_id;
  copy->value_id = self->value_id;
  copy->pillar_id = self->pillar_id;
  copy->author_id = self->author_id;
  copy->created_at = self->created_at;
  copy->updated_at = self->updated_at;
  copy->extra_name = g_strdup (self->extra_name);
  copy->value_name = g_strdup (self->value_name);
  copy->pillar_name = g_strdup (self->pillar_name);
  copy->author_name = g_strdup (self->author_name);
  copy->call_title = g_strdup (self->call_title);
  copy->call_uuid = g_strdup (self->call_uuid);
  copy->scenario_name = g_strdup (self->scenario_name);
  copy->call_started_at = self->call_started_at;

  return copy;
}
