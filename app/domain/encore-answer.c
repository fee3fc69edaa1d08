/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluation.h"

#include <glib/gi18n.h>
#include <math.h>

static void
evidence_free (gpointer data)
{
  EncoreEvidence *evidence = data;

  g_free (evidence->moment);
  g_free (evidence);
}

/**
 * encore_answer_new:
 * @key: of a criterion
 *
 * Returns: (transfer full): an answer that says nothing yet
 */
EncoreAnswer *
encore_answer_new (const char *key)
{
  EncoreAnswer *self = g_new0 (EncoreAnswer, 1);

  self->key = g_strdup (key);
  self->number = NAN;
  self->evidence = g_ptr_array_new_with_free_func (evidence_free);
  return self;
}

/**
 * encore_answer_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one
 */
EncoreAnswer *
encore_answer_copy (const EncoreAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  EncoreAnswer *copy = encore_answer_new (self->key);

  copy->not_applicable = self->not_applicable;
  copy->options = g_strdupv (self->options);
  copy->number = self->number;
  copy->text = g_strdup (self->text);
  copy->comment = g_strdup (self->comment);
  for (guint i = 0; i < self->evidence->len; i++)
    {
      const EncoreEvidence *evidence = g_ptr_array_index (self->evidence, i);

      encore_answer_add_evidence (copy, evidence->moment, evidence->span, evidence->first_segment,
                                  evidence->last_segment);
    }

  return copy;
}

void
encore_answer_free (EncoreAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_strfreev (self->options);
  g_free (self->text);
  g_free (self->comment);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}

/**
 * encore_answer_set_option:
 * @self: an answer to a choice
 * @option: (nullable): key of the chosen option; %NULL: none
 *
 * It applies, then.
 */
void
encore_answer_set_option (EncoreAnswer *self,
                          const char   *option)
{
  g_return_if_fail (self != NULL);

  const char *const options[] = { option, NULL };

  g_strfreev (self->options);
  self->options = option != NULL ? g_strdupv ((char **) options) : NULL;
  self->not_applicable = FALSE;
}

gboolean
encore_answer_has_option (const EncoreAnswer *self,
                          const char         *option)
{
  return self != NULL && self->options != NULL && g_strv_contains ((const char *const *) self->options, option);
}

gboolean
encore_answer_is_given (const EncoreAnswer *self)
{
  if (self == NULL)
    return FALSE;

  return self->not_applicable || (self->options != NULL && self->options[0] != NULL) || !isnan (self->number)
         || (self->text != NULL && self->text[0] != '\0');
}

/* In whatever order causes were ticked. */
static gboolean
options_equal (char **first,
               char **second)
{
  guint n_first = first != NULL ? g_strv_length (first) : 0;
  guint n_second = second != NULL ? g_strv_length (second) : 0;

  if (n_first != n_second)
    return FALSE;
  for (guint i = 0; i < n_first; i++)
    if (!g_strv_contains ((const char *const *) second, first[i]))
      return FALSE;

  return TRUE;
}

/**
 * encore_answer_equal:
 * @self: (nullable): an answer; %NULL: none was given
 * @other: (nullable): another
 *
 * Returns: whether both say the same, whatever their comments and evidence
 */
gboolean
encore_answer_equal (const EncoreAnswer *self,
                     const EncoreAnswer *other)
{
  if (!encore_answer_is_given (self) || !encore_answer_is_given (other))
    return encore_answer_is_given (self) == encore_answer_is_given (other);
  if (self->not_applicable || other->not_applicable)
    return self->not_applicable == other->not_applicable;

  return options_equal (self->options, other->options)
         && (isnan (self->number) ? isnan (other->number) : self->number == other->number)
         && g_strcmp0 (self->text != NULL ? self->text : "", other->text != NULL ? other->text : "") == 0;
}

EncoreEvidence *
encore_answer_add_evidence (EncoreAnswer *self,
                            const char   *moment,
                            EncoreSpan    span,
                            int           first_segment,
                            int           last_segment)
{
  g_return_val_if_fail (self != NULL, NULL);

  EncoreEvidence *evidence = g_new0 (EncoreEvidence, 1);

  evidence->moment = g_strdup (moment);
  evidence->span = span;
  evidence->first_segment = first_segment;
  evidence->last_segment = last_segment;
  g_ptr_array_add (self->evidence, evidence);
  return evidence;
}

static char *
join_labels (const EncoreAnswer    *self,
             const EncoreCriterion *criterion)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; self->options[i] != NULL; i++)
    {
      const EncoreOption *option = encore_criterion_find_option (criterion, self->options[i]);

      g_ptr_array_add (labels, option != NULL ? option->label : self->options[i]);
    }
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

/**
 * encore_answer_to_text:
 * @self: (nullable): an answer
 * @criterion: what it answers
 *
 * Returns: (transfer full): the answer as people read it
 */
char *
encore_answer_to_text (const EncoreAnswer    *self,
                       const EncoreCriterion *criterion)
{
  g_return_val_if_fail (criterion != NULL, NULL);

  if (!encore_answer_is_given (self))
    return g_strdup (_ ("Not answered"));
  if (self->not_applicable)
    return g_strdup (_ ("N/A"));
  if (self->options != NULL && self->options[0] != NULL)
    return join_labels (self, criterion);
  if (!isnan (self->number))
    return g_strdup_printf ("%g", self->number);

  return g_strdup (self->text);
}
