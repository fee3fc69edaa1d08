/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_MODEL_ANSWER (encore_model_answer_get_type ())
G_DECLARE_FINAL_TYPE (EncoreModelAnswer, encore_model_answer, ENCORE, MODEL_ANSWER, GObject)

/**
 * EncoreModelAnswer:
 *
 * How a scenario should sound: a structure of steps with an example text each.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreModelAnswer
{
  GObject parent_instance;

  gint64 id;                      /* rowid, 0 while new */
  char *uuid;
  gint64 scenario_id;
  char *title;
  char *why;                      /* why it works */
  EncoreModelAnswerStatus status;
  GPtrArray *steps;               /* of EncoreStep; never NULL */
  gint64 clip_call_id;            /* 0: no example clip */
  EncoreSpan clip;                /* the part of that call */
  gint64 author_id;               /* 0: unknown */
  char *scenario_name;            /* joined, read only */
  char *author_name;              /* joined, read only */
  char *clip_call_title;          /* joined, read only */
};

EncoreModelAnswer *encore_model_answer_new  (void);
EncoreModelAnswer *encore_model_answer_copy (EncoreModelAnswer *self);

G_END_DECLS
