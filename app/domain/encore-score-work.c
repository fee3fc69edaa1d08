/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-private.h"

#include <glib/gi18n.h>

/* Decimals that a number needs, three at most. */
static int
count_decimals (double value)
{
  double scale = 1;

  for (int decimals = 0; decimals <= 3; decimals++, scale *= 10)
    if (fabs (value * scale - round (value * scale)) < 1e-6 * scale)
      return decimals;

  return 4;
}

/**
 * encore_score_format_number:
 * @value: a percentage, a weight or points; NAN: there is no score
 *
 * Numbers with up to three decimals are written whole, others are rounded to one, small ones to three.
 *
 * Returns: (transfer full): the number as people write it where they live
 */
char *
encore_score_format_number (double value)
{
  if (isnan (value))
    return g_strdup (_ ("no score"));

  int decimals = count_decimals (value);

  if (decimals > 3)
    {
      double scale = fabs (value) < 0.95 ? 1000 : 10;

      value = round (value * scale) / scale;
      decimals = count_decimals (value);
    }

  return g_strdup_printf ("%.*f", decimals, decimals == 0 && fabs (value) < 0.5 ? 0 : value);
}

/**
 * encore_score_format_percent:
 * @percent: a percentage; NAN: there is no score
 *
 * Returns: (transfer full): as people write it where they live, with one decimal at most
 */
char *
encore_score_format_percent (double percent)
{
  if (isnan (percent))
    return encore_score_format_number (percent);

  g_autofree char *number = encore_score_format_number (round (percent * 10) / 10);

  /* Translators: a percentage. %% prints one percent sign */
  return g_strdup_printf (_ ("%s%%"), number);
}

static void add (GPtrArray *work, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray  *work,
     const char *format,
     ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (work, g_strdup_vprintf (format, values));
  va_end (values);
}

/* One product of a sum: what comes first is multiplied by what comes second. */
static void
append_product (GString    *sum,
                const char *first,
                const char *second)
{
  if (sum->len > 0)
    /* Translators: between the products of a worked sum */
    g_string_append (sum, _ (" + "));
  /* Translators: a product in a worked sum, such as "2 × 100 %" */
  g_string_append_printf (sum, _ ("%s × %s"), first, second);
}

static const char *
find_question (EncoreScore *self,
               const char  *key)
{
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (self->scorecard, key, NULL);

  return criterion != NULL ? criterion->question : key;
}

static void
add_profile (EncoreScore *self,
             GPtrArray   *work)
{
  const EncoreProfile *profile = encore_scorecard_find_profile (self->scorecard, self->scenario);

  if (profile != NULL)
    add (work, _ ("Weights: those for “%s”"),
         profile->scenario_name != NULL ? profile->scenario_name : profile->scenario);
  else if (self->scorecard->profiles->len > 0)
    add (work, "%s", _ ("Weights: the scorecard’s own"));
}

static char *
write_section_sum (const EncoreSectionScore *section)
{
  g_autoptr (GString) sum = g_string_new (NULL);
  double weights = 0;

  for (guint i = 0; i < section->lines->len; i++)
    {
      const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, i);

      if (line->fate != ENCORE_FATE_COUNTED)
        continue;

      g_autofree char *weight = encore_score_format_number (line->weight);
      g_autofree char *percent = encore_score_format_percent (100 * line->share);

      append_product (sum, weight, percent);
      weights += line->weight;
    }

  g_autofree char *divisor = encore_score_format_number (weights);

  /* Translators: a sum of products, and what it is divided by */
  return g_strdup_printf (_ ("(%s) / %s"), sum->str, divisor);
}

static void
add_section_line (EncoreScore              *self,
                  const EncoreSectionScore *section,
                  GPtrArray                *work)
{
  const char *name = section->section->name != NULL ? section->section->name : section->section->key;

  if (isnan (section->raw))
    add (work, _ ("%s: nothing in it counts, so it leaves the total"), name);
  else
    {
      g_autofree char *sum = write_section_sum (section);
      g_autofree char *percent = encore_score_format_percent (section->raw);

      /* Translators: a section, its worked sum and its percentage */
      add (work, _ ("%s: %s = %s"), name, sum, percent);
    }

  if (section->failed_by != NULL)
    {
      g_autofree char *percent = encore_score_format_percent (0);

      add (work, _ ("%s: failed by “%s”, so it counts as %s"), name, find_question (self, section->failed_by), percent);
    }
}

static void
add_lines_of (const EncoreSectionScore *section,
              EncoreFate                fate,
              const char               *format,
              GPtrArray                *work)
{
  g_autoptr (GString) questions = g_string_new (NULL);

  for (guint i = 0; i < section->lines->len; i++)
    {
      const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, i);

      if (line->fate != fate || line->criterion->judges != ENCORE_JUDGES_QUALITY)
        continue;
      /* Translators: between two questions in a list of them */
      g_string_append (questions, questions->len > 0 ? _ ("; ") : "");
      g_string_append_printf (questions, _ ("“%s”"), line->criterion->question);
    }
  if (questions->len > 0)
    add (work, "  %s %s", format, questions->str);
}

static void
add_section (EncoreScore              *self,
             const EncoreSectionScore *section,
             GPtrArray                *work)
{
  add_section_line (self, section, work);
  add_lines_of (section, ENCORE_FATE_NOT_APPLICABLE, _ ("N/A, outside the sum:"), work);
  add_lines_of (section, ENCORE_FATE_NOT_ASKED, _ ("Not asked of this call:"), work);
  add_lines_of (section, ENCORE_FATE_OPEN, _ ("Not answered yet:"), work);
  add_lines_of (section, ENCORE_FATE_UNSCORED, _ ("Not scored:"), work);
}

static char *
write_total_sum (EncoreScore *self,
                 gboolean     with_fails)
{
  g_autoptr (GString) sum = g_string_new (NULL);
  double weights = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (self->sections, i);
      double value = with_fails ? section->percent : section->raw;

      if (isnan (value))
        continue;

      g_autofree char *percent = encore_score_format_percent (value);
      g_autofree char *weight = encore_score_format_number (section->weight);

      append_product (sum, percent, weight);
      weights += section->weight;
    }

  g_autofree char *divisor = encore_score_format_number (weights);

  return g_strdup_printf (_ ("(%s) / %s"), sum->str, divisor);
}

static gboolean
has_failed_section (EncoreScore *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (((const EncoreSectionScore *) g_ptr_array_index (self->sections, i))->failed_by != NULL)
      return TRUE;

  return FALSE;
}

static void
add_total (EncoreScore *self,
           GPtrArray   *work)
{
  g_autofree char *raw_sum = write_total_sum (self, FALSE), *raw = encore_score_format_percent (self->raw);
  g_autofree char *base_sum = write_total_sum (self, TRUE), *base = encore_score_format_percent (self->base);

  if (!has_failed_section (self) && !isnan (self->raw))
    add (work, _ ("Total: %s = %s"), raw_sum, raw);
  else if (!isnan (self->raw))
    add (work, _ ("Total, as if nothing had failed: %s = %s"), raw_sum, raw);
  if (has_failed_section (self) && !isnan (self->base))
    add (work, _ ("Total, with what failed: %s = %s"), base_sum, base);
}

/* Which part of the total a criterion decides in this call, as its excess was worked out. */
static void
add_excess (const EncoreScoreLine *line,
            GPtrArray             *work)
{
  double beyond = encore_criterion_read_share (line->criterion, line->answer) - 1;
  g_autofree char *percent = encore_score_format_percent (100 * beyond);
  g_autofree char *part = encore_score_format_percent (line->excess / beyond);
  g_autofree char *points = encore_score_format_number (line->excess);

  if (line->excess > 0)
    add (work, _ ("  Beyond full marks, “%s”: %s above × %s of the total = %s points"), line->criterion->question,
         percent, part, points);
}

static void
add_bonus_points (const EncoreScoreLine *line,
                  GPtrArray             *work)
{
  double share = encore_criterion_read_share (line->criterion, line->answer);
  g_autofree char *weight = encore_score_format_number (line->weight);
  g_autofree char *percent = encore_score_format_percent (100 * share);
  g_autofree char *points = encore_score_format_number (line->excess);

  add (work, _ ("  Bonus, “%s”: %s × %s = %s points"), line->criterion->question, weight, percent, points);
}

static void
add_bonus (EncoreScore *self,
           GPtrArray   *work)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, j);

          if (line->fate == ENCORE_FATE_BONUS)
            add_bonus_points (line, work);
          else if (line->fate == ENCORE_FATE_COUNTED)
            add_excess (line, work);
        }
    }
}

static void
add_bonus_sum (EncoreScore *self,
               GPtrArray   *work)
{
  double cap = MAX (self->scorecard->cap, 100), sum = self->base + self->bonus;
  g_autofree char *base = encore_score_format_percent (self->base), *bonus = encore_score_format_number (self->bonus);
  g_autofree char *total = encore_score_format_percent (sum), *most = encore_score_format_percent (cap);

  if (self->bonus <= 0 || isnan (self->base))
    return;

  add (work, _ ("With the bonus, which stands apart: %s + %s = %s"), base, bonus, total);
  if (sum > cap)
    add (work, _ ("Capped: a bonus leads to %s at most"), most);
}

static void
add_score (EncoreScore *self,
           GPtrArray   *work)
{
  g_autofree char *score = encore_score_format_percent (self->score);
  g_autofree char *raw = encore_score_format_percent (self->raw);

  if (self->failed_by != NULL)
    {
      const EncoreCriterion *criterion = encore_scorecard_find_criterion (self->scorecard, self->failed_by, NULL);
      g_autofree char *answer
          = encore_answer_to_text (encore_evaluation_find_answer (self->evaluation, self->failed_by), criterion);

      add (work, _ ("The call failed: “%s” was answered with “%s”"), criterion->question, answer);
      add (work, _ ("Score: %s (without the fail: %s)"), score, raw);
    }
  else if (isnan (self->score))
    add (work, "%s", _ ("No score: nothing that counts was answered"));
  else
    add (work, _ ("Score: %s"), score);
}

/* Noticing and acting stand side by side, never in a sum (P7). */
static void
add_facts (EncoreScore *self,
           GPtrArray   *work)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, j);

          if (line->criterion->judges == ENCORE_JUDGES_QUALITY || line->fate == ENCORE_FATE_NOT_ASKED)
            continue;

          g_autofree char *answer = encore_answer_to_text (line->answer, line->criterion);

          if (line->criterion->judges == ENCORE_JUDGES_RECOGNITION)
            add (work, _ ("Apart from the sum, noticing: “%s” %s"), line->criterion->question, answer);
          else
            add (work, _ ("Apart from the sum, acting: “%s” %s"), line->criterion->question, answer);
        }
    }
}

/**
 * encore_score_work:
 * @self: a worked sum
 *
 * Section by section, then the total, the bonus, the score, and last what stands apart from it.
 *
 * Returns: (transfer full) (element-type utf8): lines as a teacher would write them, translated
 */
GPtrArray *
encore_score_work (EncoreScore *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORE (self), NULL);

  GPtrArray *work = g_ptr_array_new_with_free_func (g_free);

  add_profile (self, work);
  for (guint i = 0; i < self->sections->len; i++)
    add_section (self, g_ptr_array_index (self->sections, i), work);
  add_total (self, work);
  add_bonus (self, work);
  add_bonus_sum (self, work);
  add_score (self, work);
  add_facts (self, work);
  return work;
}
