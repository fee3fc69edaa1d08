/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-edit.h"

#include "encore-scorecard-edit-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* What goes takes along what refers to it */

static gboolean
has_key (EncoreScorecard *self,
         const char      *key)
{
  return encore_scorecard_find_section (self, key) != NULL || encore_scorecard_find_criterion (self, key, NULL) != NULL;
}

static void
drop_condition (EncoreCriterion *criterion)
{
  g_clear_pointer (&criterion->condition, g_free);
  g_clear_pointer (&criterion->condition_options, g_strfreev);
}

/* A condition without options is one that is still being made. */
static void
tidy_condition (EncoreScorecard *self,
                EncoreCriterion *criterion)
{
  EncoreCriterion *asked = encore_scorecard_find_criterion (self, criterion->condition, NULL);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  if (asked == NULL)
    {
      drop_condition (criterion);
      return;
    }

  for (guint i = 0; criterion->condition_options != NULL && criterion->condition_options[i] != NULL; i++)
    if (encore_criterion_find_option (asked, criterion->condition_options[i]) != NULL)
      g_strv_builder_add (kept, criterion->condition_options[i]);
  g_strfreev (criterion->condition_options);
  criterion->condition_options = g_strv_builder_end (kept);
}

static void
tidy_profile (EncoreScorecard *self,
              EncoreProfile   *profile)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, profile->weights);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!has_key (self, key))
      g_hash_table_iter_remove (&iter);
}

/**
 * encore_scorecard_edit_tidy:
 * @self: a draft
 *
 * Forgets conditions, parents and weights that refer to what is no longer there.
 */
void
encore_scorecard_edit_tidy (EncoreScorecard *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          if (criterion->condition != NULL)
            tidy_condition (self, criterion);
          if (criterion->parent != NULL && encore_scorecard_find_criterion (self, criterion->parent, NULL) == NULL)
            g_clear_pointer (&criterion->parent, g_free);
        }
    }

  for (guint i = 0; i < self->profiles->len; i++)
    tidy_profile (self, g_ptr_array_index (self->profiles, i));
}

/* Sections and criteria */

/**
 * encore_scorecard_edit_add_section:
 * @self: a draft
 * @name: of the section
 *
 * Returns: (transfer none): the last section now, empty
 */
EncoreSection *
encore_scorecard_edit_add_section (EncoreScorecard *self,
                                   const char      *name)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  g_autofree char *key = encore_scorecard_make_key (self, name);

  return encore_scorecard_add_section (self, key, name);
}

/**
 * encore_scorecard_edit_add_criterion:
 * @self: a draft
 * @section: one of its sections
 * @question: what is asked
 *
 * Returns: (transfer none): the last criterion of @section now, to be answered with yes or no
 */
EncoreCriterion *
encore_scorecard_edit_add_criterion (EncoreScorecard *self,
                                     EncoreSection   *section,
                                     const char      *question)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self) && section != NULL, NULL);

  g_autofree char *key = encore_scorecard_make_key (self, question);
  EncoreCriterion *criterion = encore_criterion_new (key, question);

  g_ptr_array_add (section->criteria, criterion);
  encore_scorecard_edit_set_preset (self, key, ENCORE_PRESET_YES_NO);
  return criterion;
}

static guint
index_of (EncoreSection   *section,
          EncoreCriterion *criterion)
{
  guint at = 0;

  g_ptr_array_find (section->criteria, criterion, &at);
  return at;
}

/**
 * encore_scorecard_edit_duplicate:
 * @self: a draft
 * @key: of a criterion
 *
 * Returns: (transfer none) (nullable): an equal one, which follows it
 */
EncoreCriterion *
encore_scorecard_edit_duplicate (EncoreScorecard *self,
                                 const char      *key)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  EncoreSection *section;
  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, &section);
  EncoreCriterion *copy;

  if (criterion == NULL)
    return NULL;

  copy = encore_criterion_copy (criterion);
  g_free (copy->key);
  copy->key = encore_scorecard_make_key (self, copy->question);
  g_ptr_array_insert (section->criteria, (int) index_of (section, criterion) + 1, copy);
  return copy;
}

static gboolean
move_section (EncoreScorecard *self,
              EncoreSection   *section,
              int              step)
{
  guint at;

  if (!g_ptr_array_find (self->sections, section, &at) || (int) at + step < 0
      || (int) at + step >= (int) self->sections->len)
    return FALSE;

  g_ptr_array_steal_index (self->sections, at);
  g_ptr_array_insert (self->sections, (int) at + step, section);
  return TRUE;
}

/* Beyond the end of its section lies the next one. */
static gboolean
move_criterion (EncoreScorecard *self,
                EncoreSection   *section,
                EncoreCriterion *criterion,
                int              step)
{
  guint at = index_of (section, criterion), in;
  int to = (int) at + step;
  EncoreSection *next;

  g_ptr_array_find (self->sections, section, &in);
  if (to >= 0 && to < (int) section->criteria->len)
    {
      g_ptr_array_steal_index (section->criteria, at);
      g_ptr_array_insert (section->criteria, to, criterion);
      return TRUE;
    }

  if ((int) in + step < 0 || (int) in + step >= (int) self->sections->len)
    return FALSE;

  next = g_ptr_array_index (self->sections, (int) in + step);
  g_ptr_array_steal_index (section->criteria, at);
  g_ptr_array_insert (next->criteria, step < 0 ? -1 : 0, criterion);
  return TRUE;
}

/**
 * encore_scorecard_edit_move:
 * @self: a draft
 * @key: of a section or criterion
 * @step: 1: down, -1: up
 *
 * Returns: whether there was anywhere to go
 */
gboolean
encore_scorecard_edit_move (EncoreScorecard *self,
                            const char      *key,
                            int              step)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), FALSE);
  g_return_val_if_fail (step == 1 || step == -1, FALSE);

  EncoreSection *section = encore_scorecard_find_section (self, key);
  EncoreCriterion *criterion;

  if (section != NULL)
    return move_section (self, section, step);

  criterion = encore_scorecard_find_criterion (self, key, &section);
  return criterion != NULL && move_criterion (self, section, criterion, step);
}

/**
 * encore_scorecard_edit_move_before:
 * @self: a draft
 * @key: of a criterion
 * @other: of another criterion, or of a section, at whose end it goes
 *
 * Returns: whether it was moved
 */
gboolean
encore_scorecard_edit_move_before (EncoreScorecard *self,
                                   const char      *key,
                                   const char      *other)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), FALSE);

  EncoreSection *from, *to = encore_scorecard_find_section (self, other);
  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, &from);
  EncoreCriterion *next = encore_scorecard_find_criterion (self, other, &to);

  if (criterion == NULL || to == NULL || criterion == next)
    return FALSE;

  g_ptr_array_steal_index (from->criteria, index_of (from, criterion));
  g_ptr_array_insert (to->criteria, next != NULL ? (int) index_of (to, next) : -1, criterion);
  return TRUE;
}

/**
 * encore_scorecard_edit_remove:
 * @self: a draft
 * @key: of a section or criterion
 */
void
encore_scorecard_edit_remove (EncoreScorecard *self,
                              const char      *key)
{
  g_return_if_fail (ENCORE_IS_SCORECARD (self));

  EncoreSection *section = encore_scorecard_find_section (self, key);

  if (section != NULL)
    g_ptr_array_remove (self->sections, section);
  else if (encore_scorecard_find_criterion (self, key, &section) != NULL)
    g_ptr_array_remove (section->criteria, encore_scorecard_find_criterion (self, key, NULL));
  encore_scorecard_edit_tidy (self);
}

/* Conditions */

/**
 * encore_scorecard_edit_set_condition:
 * @self: a draft
 * @key: of a criterion
 * @condition: (nullable): of the criterion on whose answer it depends whether that one is asked
 *
 * The best answer is the one that counts, until another is chosen.
 */
void
encore_scorecard_edit_set_condition (EncoreScorecard *self,
                                     const char      *key,
                                     const char      *condition)
{
  g_return_if_fail (ENCORE_IS_SCORECARD (self));

  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);
  EncoreCriterion *asked = encore_scorecard_find_criterion (self, condition, NULL);

  g_return_if_fail (criterion != NULL);

  drop_condition (criterion);
  if (asked == NULL)
    return;

  criterion->condition = g_strdup (condition);
  criterion->condition_options = g_new0 (char *, 2);
  if (asked->options->len > 0)
    criterion->condition_options[0] = g_strdup (((EncoreOption *) g_ptr_array_index (asked->options, 0))->key);
}

/**
 * encore_scorecard_edit_set_condition_option:
 * @self: a draft
 * @key: of a criterion with a condition
 * @option: an option of the criterion on which it depends
 * @chosen: whether that answer makes it asked
 */
void
encore_scorecard_edit_set_condition_option (EncoreScorecard *self,
                                            const char      *key,
                                            const char      *option,
                                            gboolean         chosen)
{
  g_return_if_fail (ENCORE_IS_SCORECARD (self));

  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  g_return_if_fail (criterion != NULL);

  for (guint i = 0; criterion->condition_options != NULL && criterion->condition_options[i] != NULL; i++)
    if (g_strcmp0 (criterion->condition_options[i], option) != 0)
      g_strv_builder_add (kept, criterion->condition_options[i]);
  if (chosen)
    g_strv_builder_add (kept, option);
  g_strfreev (criterion->condition_options);
  criterion->condition_options = g_strv_builder_end (kept);
}

/* Options */

static char *
make_option_key (const EncoreCriterion *criterion,
                 const char            *label)
{
  g_autofree char *ascii = g_str_to_ascii (label, "C");
  g_autofree char *base = g_strcanon (g_ascii_strdown (ascii, -1), "abcdefghijklmnopqrstuvwxyz0123456789-", '-');
  char *key = g_strdup (*base != '\0' ? base : "option");

  for (guint i = 2; encore_criterion_find_option (criterion, key) != NULL; i++)
    {
      g_free (key);
      key = g_strdup_printf ("%s-%u", *base != '\0' ? base : "option", i);
    }

  return key;
}

/**
 * encore_scorecard_edit_add_option:
 * @self: a draft
 * @key: of a criterion
 * @label: of the option
 *
 * Returns: (transfer none) (nullable): the last option now
 */
EncoreOption *
encore_scorecard_edit_add_option (EncoreScorecard *self,
                                  const char      *key,
                                  const char      *label)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self) && label != NULL, NULL);

  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);
  g_autofree char *option = NULL;

  if (criterion == NULL)
    return NULL;

  option = make_option_key (criterion, label);
  return encore_criterion_add_option (criterion, encore_option_new (option, label,
                                                                    criterion->scale == ENCORE_SCALE_CHOICE ? 0 : NAN));
}

/**
 * encore_scorecard_edit_remove_option:
 * @self: a draft
 * @key: of a criterion
 * @option: one of its options
 */
void
encore_scorecard_edit_remove_option (EncoreScorecard *self,
                                     const char      *key,
                                     const char      *option)
{
  g_return_if_fail (ENCORE_IS_SCORECARD (self));

  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);

  if (criterion != NULL)
    g_ptr_array_remove (criterion->options, encore_criterion_find_option (criterion, option));
  encore_scorecard_edit_tidy (self);
}

/**
 * encore_scorecard_edit_move_option:
 * @self: a draft
 * @key: of a criterion
 * @option: one of its options
 * @step: 1: down, -1: up
 *
 * Returns: whether there was anywhere to go
 */
gboolean
encore_scorecard_edit_move_option (EncoreScorecard *self,
                                   const char      *key,
                                   const char      *option,
                                   int              step)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), FALSE);

  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);
  EncoreOption *moved = criterion != NULL ? encore_criterion_find_option (criterion, option) : NULL;
  guint at;

  if (moved == NULL || !g_ptr_array_find (criterion->options, moved, &at) || (int) at + step < 0
      || (int) at + step >= (int) criterion->options->len)
    return FALSE;

  g_ptr_array_steal_index (criterion->options, at);
  g_ptr_array_insert (criterion->options, (int) at + step, moved);
  return TRUE;
}

/**
 * encore_scorecard_edit_remove_profile:
 * @self: a draft
 * @scenario: whose weights are the standard ones again
 */
void
encore_scorecard_edit_remove_profile (EncoreScorecard *self,
                                      const char      *scenario)
{
  g_return_if_fail (ENCORE_IS_SCORECARD (self));

  EncoreProfile *profile = encore_scorecard_find_profile (self, scenario);

  if (profile != NULL)
    g_ptr_array_remove (self->profiles, profile);
}
