/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is judged: the craft of the work, or how people are met (Q7). */
typedef enum
{
  ENCORE_CLASS_NONE,
  ENCORE_CLASS_TECHNICAL,
  ENCORE_CLASS_SOFT,
} EncoreCriterionClass;

typedef enum
{
  ENCORE_SCALE_CHOICE, /* one of the ordered options */
  ENCORE_SCALE_NUMBER, /* from low to high */
  ENCORE_SCALE_CAUSES, /* any of the options; never scored */
  ENCORE_SCALE_TEXT,   /* free text; never scored */
} EncoreScale;

/* What an option does to the score beside its share. */
typedef enum
{
  ENCORE_FAIL_NONE,
  ENCORE_FAIL_SECTION,
  ENCORE_FAIL_FORM,
} EncoreFail;

/* Noticing an opening and acting on it are two facts (P7): such a question is a header, told apart, never scored. */
typedef enum
{
  ENCORE_JUDGES_QUALITY,
  ENCORE_JUDGES_RECOGNITION,
  ENCORE_JUDGES_ACTION,
} EncoreJudges;

/**
 * EncoreOption:
 * @key: stable, of a criterion's own
 * @label: such as "Good"
 * @anchor: (nullable): how one knows it when one sees it
 * @share: of full marks, from 0 to 1; above 1 goes beyond full marks (Z7); NAN: not scored
 * @fails: what choosing it fails
 */
typedef struct
{
  char *key;
  char *label;
  char *anchor;
  double share;
  EncoreFail fails;
} EncoreOption;

/**
 * EncoreCriterion:
 * @key: stable over the versions of a scorecard, in which no two sections or criteria share one
 * @question: what is asked
 * @guidance: how to apply it (C15); a scorecard with an empty one cannot be published
 * @guidance_complex: (nullable): how to apply it to a complex issue, where that differs (I7)
 * @low: of a number, worth nothing
 * @high: of a number, worth full marks; may be below @low
 * @options: of #EncoreOption, best first
 * @weight: within its section, at least 0; of a bonus: what full marks add, in percentage points
 * @allows_na: whether "does not apply" is an answer
 * @is_header: asked about the call as a whole; outside the sum unless it is a bonus (Z5)
 * @is_bonus: adds above full marks, takes nothing away
 * @condition: (nullable): key of an earlier criterion, one of whose answers @condition_options makes this one asked
 * @condition_options: (nullable): keys of options of @condition, %NULL-terminated
 * @parent: (nullable): key of the question that this one helps to answer, and which may be answered otherwise (Z4)
 * @value: (nullable): uuid of a brand value
 * @pillar: (nullable): uuid of a pillar
 *
 * One element of a scorecard: a part of it, copied with it.
 */
typedef struct
{
  char *key;
  char *question;
  char *guidance;
  char *guidance_complex;
  EncoreCriterionClass class;
  EncoreJudges judges;
  EncoreScale scale;
  double low;
  double high;
  GPtrArray *options;
  double weight;
  gboolean allows_na;
  gboolean is_header;
  gboolean is_bonus;
  char *condition;
  char **condition_options;
  char *parent;
  char *value;
  char *pillar;
} EncoreCriterion;

EncoreOption    *encore_option_new            (const char            *key,
                                               const char            *label,
                                               double                 share);
void             encore_option_free           (EncoreOption          *self);
EncoreCriterion *encore_criterion_new         (const char            *key,
                                               const char            *question);
EncoreCriterion *encore_criterion_copy        (const EncoreCriterion *self);
void             encore_criterion_free        (EncoreCriterion       *self);
EncoreOption    *encore_criterion_add_option  (EncoreCriterion       *self, /* (transfer none): kept */
                                               EncoreOption          *option); /* (transfer full) */
EncoreOption    *encore_criterion_find_option (const EncoreCriterion *self, /* (transfer none) (nullable) */
                                               const char            *key);
gboolean         encore_criterion_is_scored   (const EncoreCriterion *self); /* could an answer add to the sum? */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreOption, encore_option_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreCriterion, encore_criterion_free)

const char *encore_scale_to_id           (EncoreScale           scale);
gboolean    encore_scale_from_id         (const char           *id,
                                          EncoreScale          *scale);
const char *encore_class_to_id           (EncoreCriterionClass  class);
gboolean    encore_class_from_id         (const char           *id,
                                          EncoreCriterionClass *class);
const char *encore_class_to_label        (EncoreCriterionClass  class);
const char *encore_judges_to_id          (EncoreJudges          judges);
gboolean    encore_judges_from_id        (const char           *id,
                                          EncoreJudges         *judges);
const char *encore_fail_to_id            (EncoreFail            fail);
gboolean    encore_fail_from_id          (const char           *id,
                                          EncoreFail           *fail);

G_END_DECLS
