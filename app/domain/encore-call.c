/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-call.h"

G_DEFINE_FINAL_TYPE (EncoreCall, encore_call, G_TYPE_OBJECT)

static void
encore_call_finalize (GObject *object)
{
  EncoreCall *self = ENCORE_CALL (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->queue);
  g_free (self->customer_ref);
  g_free (self->language);
  g_free (self->agent_name);
  g_free (self->scenario_name);

  G_OBJECT_CLASS (encore_call_parent_class)->finalize (object);
}

static void
encore_call_class_init (EncoreCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_call_finalize;
}

static void
encore_call_init (EncoreCall *self)
{
  self->started_at = ENCORE_NO_TIME;
  self->duration_ms = ENCORE_NO_TIME;
  self->reviewed_at = ENCORE_NO_TIME;
}

/**
 * encore_call_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreCall *
encore_call_new (void)
{
  return g_object_new (ENCORE_TYPE_CALL, NULL);
}

/**
 * encore_call_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreCall *
encore_call_copy (EncoreCall *self)
{
  g_return_val_if_fail (ENCORE_IS_CALL (self), NULL);

  EncoreCall *copy = encore_call_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->title = g_strdup (self->title);
  copy->agent_id = self->agent_id;
  copy->started_at = self->started_at;
  copy->duration_ms = self->duration_ms;
  copy->queue = g_strdup (self->queue);
  copy->direction = self->direction;
  copy->customer_ref = g_strdup (self->customer_ref);
  copy->language = g_strdup (self->language);
  copy->scenario_id = self->scenario_id;
  copy->imported_at = self->imported_at;
  copy->position_ms = self->position_ms;
  copy->reviewed_at = self->reviewed_at;
  copy->agent_name = g_strdup (self->agent_name);
  copy->scenario_name = g_strdup (self->scenario_name);
  copy->n_moments = self->n_moments;
  copy->n_taken = self->n_taken;
  copy->n_partly = self->n_partly;
  copy->n_missed = self->n_missed;
  copy->transcript_kind = self->transcript_kind;
  copy->has_recording = self->has_recording;

  return copy;
}
