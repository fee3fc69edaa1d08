/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-model-answer.h"

G_DEFINE_FINAL_TYPE (EncoreModelAnswer, encore_model_answer, G_TYPE_OBJECT)

static gpointer
copy_step (gconstpointer step,
           gpointer      user_data)
{
  const EncoreStep *source = step;

  return encore_step_new (source->name, source->text);
}

static void
encore_model_answer_finalize (GObject *object)
{
  EncoreModelAnswer *self = ENCORE_MODEL_ANSWER (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->why);
  g_ptr_array_unref (self->steps);
  g_free (self->scenario_name);
  g_free (self->author_name);
  g_free (self->clip_call_title);

  G_OBJECT_CLASS (encore_model_answer_parent_class)->finalize (object);
}

static void
encore_model_answer_class_init (EncoreModelAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_model_answer_finalize;
}

static void
encore_model_answer_init (EncoreModelAnswer *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_step_free);
}

/**
 * encore_model_answer_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreModelAnswer *
encore_model_answer_new (void)
{
  return g_object_new (ENCORE_TYPE_MODEL_ANSWER, NULL);
}

/**
 * encore_model_answer_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreModelAnswer *
encore_model_answer_copy (EncoreModelAnswer *self)
{
  g_return_val_if_fail (ENCORE_IS_MODEL_ANSWER (self), NULL);

  EncoreModelAnswer *copy = encore_model_answer_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->scenario_id = self->scenario_id;
  copy->title = g_strdup (self->title);
  copy->why = g_strdup (self->why);
  copy->status = self->status;
  g_ptr_array_unref (copy->steps);
  copy->steps = g_ptr_array_copy (self->steps, copy_step, NULL);
  g_ptr_array_set_free_func (copy->steps, (GDestroyNotify) encore_step_free);
  copy->clip_call_id = self->clip_call_id;
  copy->clip = self->clip;
  copy->author_id = self->author_id;
  copy->scenario_name = g_strdup (self->scenario_name);
  copy->author_name = g_strdup (self->author_name);
  copy->clip_call_title = g_strdup (self->clip_call_title);

  return copy;
}
