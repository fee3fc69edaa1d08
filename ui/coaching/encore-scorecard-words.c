/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-words.h"

#include "encore-score.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-span.h"
#include "encore-text.h"

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* As many decimals as there are, one at most. */
static char *
format_number (double number)
{
  double rounded = round (number * 10) / 10;

  return fabs (rounded - round (rounded)) < 0.05 ? g_strdup_printf ("%.0f", rounded)
                                                 : g_strdup_printf ("%.1f", rounded);
}

/**
 * encore_scorecard_words_version:
 * @self: a scorecard
 *
 * Returns: (transfer full): which version it is
 */
char *
encore_scorecard_words_version (EncoreScorecard *self)
{
  if (self->status == ENCORE_SCORECARD_DRAFT)
    return g_strdup (self->id > 0 ? _ ("Draft") : _ ("Starter"));
  if (self->status == ENCORE_SCORECARD_RETIRED)
    return g_strdup_printf (_ ("Version %d, retired"), self->version);

  return g_strdup_printf (_ ("Version %d"), self->version);
}

/**
 * encore_scorecard_words_about:
 * @self: a scorecard
 *
 * Returns: (transfer full): since when, by whom, how often used, what to reach
 */
char *
encore_scorecard_words_about (EncoreScorecard *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = encore_scorecard_count_elements (self);
  g_autofree char *elements = g_strdup_printf (ngettext ("%u element", "%u elements", n), n);
  g_autofree char *goal = format_number (self->goal), *cap = format_number (self->cap);

  append_part (text, elements);
  if (self->goal > 0)
    {
      g_autofree char *part = g_strdup_printf (_ ("goal %s%%"), goal);

      append_part (text, part);
    }
  if (self->cap > 100)
    {
      g_autofree char *part = g_strdup_printf (_ ("with a bonus up to %s%%"), cap);

      append_part (text, part);
    }
  if (self->published_at != ENCORE_NO_TIME && self->status != ENCORE_SCORECARD_DRAFT)
    {
      g_autofree char *date = encore_text_date (self->published_at);
      g_autofree char *part = g_strdup_printf (_ ("published on %s"), date);

      append_part (text, part);
    }
  if (self->n_evaluations > 0)
    {
      g_autofree char *part = g_strdup_printf (ngettext ("%d evaluation", "%d evaluations", self->n_evaluations),
                                               self->n_evaluations);

      append_part (text, part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * encore_scorecard_words_share:
 * @share: of the total, 0 to 1
 *
 * Returns: (transfer full): as people write it
 */
char *
encore_scorecard_words_share (double share)
{
  return encore_score_format_percent (isfinite (share) ? share * 100 : 0);
}

/**
 * encore_scorecard_words_section:
 * @self: a scorecard
 * @section: one of its sections
 * @scenario: (nullable): whose weights
 *
 * Returns: (transfer full): its weight and its real share of the total
 */
char *
encore_scorecard_words_section (EncoreScorecard     *self,
                                const EncoreSection *section,
                                const char          *scenario)
{
  g_autofree char *share = encore_scorecard_words_share (
      encore_scorecard_criterion_share (self, section->key, scenario));
  g_autofree char *weight = format_number (encore_scorecard_section_weight (self, section, scenario));

  /* Translators: of a section: its share of the total, then its weight */
  return g_strdup_printf (_ ("%s of the total · weight %s"), share, weight);
}

/**
 * encore_scorecard_words_worth:
 * @criterion: a criterion
 * @option: one of its options
 *
 * Returns: (transfer full): what choosing it does to the score
 */
char *
encore_scorecard_words_worth (const EncoreCriterion *criterion,
                              const EncoreOption    *option)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *share = encore_scorecard_words_share (option->share);

  if (criterion->scale == ENCORE_SCALE_CHOICE && encore_criterion_is_scored (criterion))
    append_part (text, isnan (option->share) ? _ ("not scored") : share);
  if (option->fails == ENCORE_FAIL_SECTION)
    append_part (text, _ ("fails the section"));
  if (option->fails == ENCORE_FAIL_FORM)
    append_part (text, _ ("fails the whole form"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * encore_scorecard_words_scale:
 * @criterion: a criterion
 *
 * Returns: (transfer full): how it is answered
 */
char *
encore_scorecard_words_scale (const EncoreCriterion *criterion)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autofree char *low = format_number (criterion->low), *high = format_number (criterion->high);

  if (criterion->scale == ENCORE_SCALE_TEXT)
    return g_strdup (_ ("Free text"));
  if (criterion->scale == ENCORE_SCALE_NUMBER)
    return g_strdup_printf (_ ("A number: %s is worth nothing, %s full marks"), low, high);

  for (guint i = 0; i < criterion->options->len; i++)
    {
      if (labels->len > 0)
        g_string_append (labels, " / ");
      g_string_append (labels, ((const EncoreOption *) g_ptr_array_index (criterion->options, i))->label);
    }

  if (criterion->scale == ENCORE_SCALE_CAUSES)
    return g_strdup_printf (_ ("Any of: %s"), labels->str);
  return g_string_free (g_steal_pointer (&labels), FALSE);
}

/**
 * encore_scorecard_words_counts:
 * @self: a scorecard
 * @criterion: one of its criteria
 * @scenario: (nullable): whose weights
 *
 * Returns: (transfer full): its real share of the total, or what it is instead
 */
char *
encore_scorecard_words_counts (EncoreScorecard       *self,
                               const EncoreCriterion *criterion,
                               const char            *scenario)
{
  if (!encore_criterion_is_scored (criterion))
    return g_strdup (_ ("Not scored"));

  if (criterion->is_bonus)
    {
      g_autofree char *points = format_number (encore_scorecard_criterion_weight (self, criterion, scenario));

      /* Translators: percentage points that a bonus question can add */
      return g_strdup_printf (_ ("up to +%s"), points);
    }

  return encore_scorecard_words_share (encore_scorecard_criterion_share (self, criterion->key, scenario));
}

/**
 * encore_scorecard_words_marks:
 * @criterion: a criterion
 *
 * Returns: (transfer full): its class and what is special about it; may be empty
 */
char *
encore_scorecard_words_marks (const EncoreCriterion *criterion)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (criterion->class != ENCORE_CLASS_NONE)
    append_part (text, encore_class_to_label (criterion->class));
  if (criterion->judges == ENCORE_JUDGES_RECOGNITION)
    append_part (text, _ ("Recognition: did they notice?"));
  if (criterion->judges == ENCORE_JUDGES_ACTION)
    append_part (text, _ ("Action: did they act?"));
  if (criterion->is_header)
    append_part (text, _ ("About the call as a whole"));
  if (criterion->is_bonus)
    append_part (text, _ ("Bonus above full marks"));
  if (criterion->allows_na)
    append_part (text, _ ("May not apply"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
question_of (EncoreScorecard *self,
             const char      *key)
{
  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);

  return criterion != NULL && criterion->question != NULL ? criterion->question : key;
}

/**
 * encore_scorecard_words_asked:
 * @self: a scorecard
 * @criterion: one of its criteria
 *
 * Returns: (transfer full) (nullable): when it is asked; %NULL: always
 */
char *
encore_scorecard_words_asked (EncoreScorecard       *self,
                              const EncoreCriterion *criterion)
{
  EncoreCriterion *asked = encore_scorecard_find_criterion (self, criterion->condition, NULL);
  g_autoptr (GString) options = g_string_new (NULL);

  if (criterion->condition == NULL)
    return NULL;

  for (guint i = 0; criterion->condition_options != NULL && criterion->condition_options[i] != NULL; i++)
    {
      const EncoreOption *option = asked != NULL ? encore_criterion_find_option (asked, criterion->condition_options[i])
                                                 : NULL;

      g_string_append_printf (options, "%s“%s”", options->len > 0 ? ", " : "",
                              option != NULL ? option->label : criterion->condition_options[i]);
    }

  /* Translators: a question, then one or more answers to it */
  return g_strdup_printf (_ ("Asked only if “%s” is answered with %s"), question_of (self, criterion->condition),
                          options->len > 0 ? options->str : "…");
}

/**
 * encore_principles_name:
 * @principles: (nullable): of #EncorePrinciple
 * @uuid: (nullable): of one
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *
encore_principles_name (GPtrArray  *principles,
                        const char *uuid)
{
  for (guint i = 0; uuid != NULL && principles != NULL && i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (g_strcmp0 (principle->uuid, uuid) == 0)
        return principle->name;
    }

  return NULL;
}

/**
 * encore_scorecard_words_belongs:
 * @self: a scorecard
 * @criterion: one of its criteria
 * @principles: (nullable): of #EncorePrinciple
 *
 * Returns: (transfer full): its parent question, brand value and pillar; may be empty
 */
char *
encore_scorecard_words_belongs (EncoreScorecard       *self,
                                const EncoreCriterion *criterion,
                                GPtrArray             *principles)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *value = encore_principles_name (principles, criterion->value);
  const char *pillar = encore_principles_name (principles, criterion->pillar);

  if (criterion->parent != NULL)
    {
      g_autofree char *part = g_strdup_printf (_ ("Helps to answer “%s”"), question_of (self, criterion->parent));

      append_part (text, part);
    }
  if (value != NULL)
    {
      g_autofree char *part = g_strdup_printf (_ ("Brand value: %s"), value);

      append_part (text, part);
    }
  if (pillar != NULL)
    {
      g_autofree char *part = g_strdup_printf (_ ("Impact on: %s"), pillar);

      append_part (text, part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
