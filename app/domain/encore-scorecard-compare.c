/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-private.h"

#include <glib/gi18n.h>

/* What is being compared, and where differences go. */
typedef struct
{
  GPtrArray *changes;
  const char *key;
  const char *name;
} Comparison;

void
encore_scorecard_change_free (EncoreScorecardChange *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->name);
  g_free (self->what);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static void
note (const Comparison         *at,
      EncoreScorecardChangeKind kind,
      const char               *what,
      const char               *before,
      const char               *after)
{
  EncoreScorecardChange *change = g_new0 (EncoreScorecardChange, 1);

  change->kind = kind;
  change->key = g_strdup (at->key);
  change->name = g_strdup (at->name != NULL ? at->name : "");
  change->what = g_strdup (what);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (at->changes, change);
}

/* An empty text and none say the same. */
static void
compare_text (const Comparison *at,
              const char       *what,
              const char       *before,
              const char       *after)
{
  before = before != NULL ? before : "";
  after = after != NULL ? after : "";
  if (!g_str_equal (before, after))
    note (at, ENCORE_SCORECARD_CHANGED, what, before, after);
}

static gboolean
is_same_number (double first,
                double second)
{
  return (isnan (first) && isnan (second)) || first == second;
}

static void
compare_number (const Comparison *at,
                const char       *what,
                double            before,
                double            after)
{
  g_autofree char *old = encore_score_format_number (before);
  g_autofree char *new = encore_score_format_number (after);

  if (!is_same_number (before, after))
    note (at, ENCORE_SCORECARD_CHANGED, what, old, new);
}

static void
compare_share (const Comparison *at,
               const char       *what,
               double            before,
               double            after)
{
  g_autofree char *old = encore_score_format_percent (100 * before);
  g_autofree char *new = encore_score_format_percent (100 * after);

  if (!is_same_number (before, after))
    note (at, ENCORE_SCORECARD_CHANGED, what, isnan (before) ? _ ("Not scored") : old,
          isnan (after) ? _ ("Not scored") : new);
}

static void
compare_flag (const Comparison *at,
              const char       *what,
              gboolean          before,
              gboolean          after)
{
  if (!before != !after)
    note (at, ENCORE_SCORECARD_CHANGED, what, before ? _ ("Yes") : _ ("No"), after ? _ ("Yes") : _ ("No"));
}

/* The names of such links are not known here. */
static void
compare_link (const Comparison *at,
              const char       *what,
              const char       *before,
              const char       *after)
{
  if (g_strcmp0 (before, after) != 0)
    note (at, ENCORE_SCORECARD_CHANGED, what, NULL, NULL);
}

static const char *
label_scale (EncoreScale scale)
{
  switch (scale)
    {
    case ENCORE_SCALE_NUMBER:
      return _ ("Number");
    case ENCORE_SCALE_CAUSES:
      return _ ("Causes");
    case ENCORE_SCALE_TEXT:
      return _ ("Free text");
    case ENCORE_SCALE_CHOICE:
    default:
      return _ ("Choice");
    }
}

static const char *
label_judges (EncoreJudges judges)
{
  switch (judges)
    {
    case ENCORE_JUDGES_RECOGNITION:
      return _ ("Whether an opening was noticed");
    case ENCORE_JUDGES_ACTION:
      return _ ("Whether it was acted on");
    case ENCORE_JUDGES_QUALITY:
    default:
      return _ ("How well it was done");
    }
}

static const char *
label_fail (EncoreFail fails)
{
  switch (fails)
    {
    case ENCORE_FAIL_SECTION:
      return _ ("Fails the section");
    case ENCORE_FAIL_FORM:
      return _ ("Fails the call");
    case ENCORE_FAIL_NONE:
    default:
      return _ ("Fails nothing");
    }
}

static void
compare_label (const Comparison *at,
               const char       *what,
               guint             before,
               guint             after,
               const char *(*label) (guint value))
{
  if (before != after)
    note (at, ENCORE_SCORECARD_CHANGED, what, label (before), label (after));
}

static void
compare_option (const Comparison   *at,
                const EncoreOption *before,
                const EncoreOption *after)
{
  g_autofree char *name = g_strdup_printf (_ ("Answer “%s”"), after->label);
  g_autofree char *anchor = g_strdup_printf (_ ("Answer “%s”: how one knows it"), after->label);
  g_autofree char *share = g_strdup_printf (_ ("Answer “%s”: of full marks"), after->label);
  g_autofree char *fails = g_strdup_printf (_ ("Answer “%s”: what it fails"), after->label);

  compare_text (at, name, before->label, after->label);
  compare_text (at, anchor, before->anchor, after->anchor);
  compare_share (at, share, before->share, after->share);
  compare_label (at, fails, before->fails, after->fails, label_fail);
}

static gboolean
has_same_order (GPtrArray *before,
                GPtrArray *after,
                const char *(*key_of) (gconstpointer item))
{
  guint next = 0;

  for (guint i = 0; i < after->len; i++)
    for (guint j = 0; j < before->len; j++)
      {
        if (g_strcmp0 (key_of (before->pdata[j]), key_of (after->pdata[i])) != 0)
          continue;
        if (j < next)
          return FALSE;
        next = j + 1;
        break;
      }

  return TRUE;
}

static const char *
key_of_option (gconstpointer item)
{
  return ((const EncoreOption *) item)->key;
}

static const char *
key_of_criterion (gconstpointer item)
{
  return ((const EncoreCriterion *) item)->key;
}

static const char *
key_of_section (gconstpointer item)
{
  return ((const EncoreSection *) item)->key;
}

static void
compare_options (const Comparison      *at,
                 const EncoreCriterion *before,
                 const EncoreCriterion *after)
{
  for (guint i = 0; i < after->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (after->options, i);
      const EncoreOption *old = encore_criterion_find_option (before, option->key);
      g_autofree char *name = g_strdup_printf (_ ("Answer “%s”"), option->label);

      if (old != NULL)
        compare_option (at, old, option);
      else
        note (at, ENCORE_SCORECARD_CHANGED, name, NULL, option->label);
    }
  for (guint i = 0; i < before->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (before->options, i);
      g_autofree char *name = g_strdup_printf (_ ("Answer “%s”"), option->label);

      if (encore_criterion_find_option (after, option->key) == NULL)
        note (at, ENCORE_SCORECARD_CHANGED, name, option->label, NULL);
    }
  if (!has_same_order (before->options, after->options, key_of_option))
    note (at, ENCORE_SCORECARD_CHANGED, _ ("Order of answers"), NULL, NULL);
}

/* As people read it: which answer to which question. */
static char *
write_condition (EncoreScorecard       *scorecard,
                 const EncoreCriterion *criterion)
{
  const EncoreCriterion *condition = encore_scorecard_find_criterion (scorecard, criterion->condition, NULL);
  g_autoptr (GString) labels = g_string_new (NULL);

  if (criterion->condition == NULL)
    return g_strdup (_ ("Always asked"));
  for (guint i = 0; criterion->condition_options != NULL && criterion->condition_options[i] != NULL; i++)
    {
      const char *key = criterion->condition_options[i];
      const EncoreOption *option = condition != NULL ? encore_criterion_find_option (condition, key) : NULL;

      g_string_append (labels, labels->len > 0 ? ", " : "");
      g_string_append (labels, option != NULL ? option->label : key);
    }

  /* Translators: a question, and which answers to it */
  return g_strdup_printf (_ ("“%s”: %s"), condition != NULL ? condition->question : criterion->condition, labels->str);
}

static gboolean
is_same_condition (const EncoreCriterion *first,
                   const EncoreCriterion *second)
{
  static const char *const none[] = { NULL };
  const char *const *one = first->condition_options != NULL ? (const char *const *) first->condition_options : none;
  const char *const *other = second->condition_options != NULL ? (const char *const *) second->condition_options : none;

  return g_strcmp0 (first->condition, second->condition) == 0
         && (first->condition == NULL || g_strv_equal (one, other));
}

static const char *
name_parent (EncoreScorecard       *scorecard,
             const EncoreCriterion *criterion)
{
  const EncoreCriterion *parent = encore_scorecard_find_criterion (scorecard, criterion->parent, NULL);

  return parent != NULL ? parent->question : criterion->parent;
}

static void
compare_place (const Comparison      *at,
               EncoreScorecard       *older,
               const EncoreCriterion *before,
               EncoreScorecard       *newer,
               const EncoreCriterion *after)
{
  g_autofree char *old = write_condition (older, before);
  g_autofree char *new = write_condition (newer, after);
  EncoreSection *from = NULL, *to = NULL;

  if (!is_same_condition (before, after))
    note (at, ENCORE_SCORECARD_CHANGED, _ ("Asked after"), old, new);
  if (g_strcmp0 (before->parent, after->parent) != 0)
    note (at, ENCORE_SCORECARD_CHANGED, _ ("Helps to answer"), name_parent (older, before), name_parent (newer, after));

  encore_scorecard_find_criterion (older, before->key, &from);
  encore_scorecard_find_criterion (newer, after->key, &to);
  if (from != NULL && to != NULL && g_strcmp0 (from->key, to->key) != 0)
    note (at, ENCORE_SCORECARD_CHANGED, _ ("Section"), from->name, to->name);
}

static void
compare_criterion (const Comparison      *at,
                   const EncoreCriterion *before,
                   const EncoreCriterion *after)
{
  compare_text (at, _ ("Question"), before->question, after->question);
  compare_text (at, _ ("How to apply it"), before->guidance, after->guidance);
  compare_text (at, _ ("How to apply it to a complex issue"), before->guidance_complex, after->guidance_complex);
  compare_label (at, _ ("Class"), before->class, after->class, encore_class_to_label);
  compare_label (at, _ ("What it judges"), before->judges, after->judges, label_judges);
  compare_label (at, _ ("Scale"), before->scale, after->scale, label_scale);
  if (before->scale == ENCORE_SCALE_NUMBER || after->scale == ENCORE_SCALE_NUMBER)
    {
      compare_number (at, _ ("Worth nothing"), before->low, after->low);
      compare_number (at, _ ("Worth full marks"), before->high, after->high);
    }
  compare_options (at, before, after);
  compare_number (at, _ ("Weight"), before->weight, after->weight);
  compare_flag (at, _ ("N/A is an answer"), before->allows_na, after->allows_na);
  compare_flag (at, _ ("Header question"), before->is_header, after->is_header);
  compare_flag (at, _ ("Bonus"), before->is_bonus, after->is_bonus);
  compare_link (at, _ ("Brand value"), before->value, after->value);
  compare_link (at, _ ("Pillar"), before->pillar, after->pillar);
}

static void
compare_criteria (GPtrArray           *changes,
                  EncoreScorecard     *older,
                  EncoreScorecard     *newer,
                  const EncoreSection *section)
{
  for (guint i = 0; i < section->criteria->len; i++)
    {
      const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, i);
      const EncoreCriterion *old = encore_scorecard_find_criterion (older, criterion->key, NULL);
      Comparison at = { changes, criterion->key, criterion->question };

      if (old == NULL)
        {
          note (&at, ENCORE_SCORECARD_ADDED, "", NULL, NULL);
          continue;
        }
      compare_criterion (&at, old, criterion);
      compare_place (&at, older, old, newer, criterion);
    }
}

static void
compare_section (const Comparison    *at,
                 const EncoreSection *before,
                 const EncoreSection *after)
{
  compare_text (at, _ ("Name"), before->name, after->name);
  compare_text (at, _ ("How to apply it"), before->guidance, after->guidance);
  compare_number (at, _ ("Weight"), before->weight, after->weight);
  if (!has_same_order (before->criteria, after->criteria, key_of_criterion))
    note (at, ENCORE_SCORECARD_CHANGED, _ ("Order of elements"), NULL, NULL);
}

static void
compare_sections (GPtrArray       *changes,
                  EncoreScorecard *older,
                  EncoreScorecard *newer)
{
  for (guint i = 0; i < newer->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (newer->sections, i);
      const EncoreSection *old = encore_scorecard_find_section (older, section->key);
      Comparison at = { changes, section->key, section->name };

      if (old == NULL)
        note (&at, ENCORE_SCORECARD_ADDED, "", NULL, NULL);
      else
        compare_section (&at, old, section);
      compare_criteria (changes, older, newer, section);
    }
}

static void
note_removed (GPtrArray       *changes,
              EncoreScorecard *older,
              EncoreScorecard *newer)
{
  for (guint i = 0; i < older->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (older->sections, i);
      Comparison gone = { changes, section->key, section->name };

      if (encore_scorecard_find_section (newer, section->key) == NULL)
        note (&gone, ENCORE_SCORECARD_REMOVED, "", NULL, NULL);
      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          Comparison at = { changes, criterion->key, criterion->question };

          if (encore_scorecard_find_criterion (newer, criterion->key, NULL) == NULL)
            note (&at, ENCORE_SCORECARD_REMOVED, "", NULL, NULL);
        }
    }
}

static const char *
name_key (EncoreScorecard *scorecard,
          const char      *key)
{
  const EncoreSection *section = encore_scorecard_find_section (scorecard, key);
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, key, NULL);

  if (section != NULL)
    return section->name;

  return criterion != NULL ? criterion->question : key;
}

static void
compare_profile_weight (GPtrArray           *changes,
                        EncoreScorecard     *scorecard,
                        const EncoreProfile *profile,
                        const char          *key,
                        const double        *before,
                        const double        *after)
{
  Comparison at = { changes, key, name_key (scorecard, key) };
  g_autofree char *what = g_strdup_printf (_ ("Weight for “%s”"), profile->scenario_name);
  g_autofree char *old = before != NULL ? encore_score_format_number (*before) : NULL;
  g_autofree char *new = after != NULL ? encore_score_format_number (*after) : NULL;

  if ((before == NULL) != (after == NULL) || (before != NULL && !is_same_number (*before, *after)))
    note (&at, ENCORE_SCORECARD_CHANGED, what, old, new);
}

static void
compare_profile (GPtrArray           *changes,
                 EncoreScorecard     *newer,
                 const EncoreProfile *before,
                 const EncoreProfile *after)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, before->weights);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (all, key);
  g_hash_table_iter_init (&iter, after->weights);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (all, key);

  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (all), (GCompareFunc) g_strcmp0);

  for (GList *at = keys; at != NULL; at = at->next)
    compare_profile_weight (changes, newer, after, at->data, g_hash_table_lookup (before->weights, at->data),
                            g_hash_table_lookup (after->weights, at->data));
}

static void
compare_profiles (GPtrArray       *changes,
                  EncoreScorecard *older,
                  EncoreScorecard *newer)
{
  Comparison at = { changes, NULL, newer->name };

  for (guint i = 0; i < newer->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (newer->profiles, i);
      const EncoreProfile *old = encore_scorecard_find_profile (older, profile->scenario);

      if (old != NULL)
        compare_profile (changes, newer, old, profile);
      else
        note (&at, ENCORE_SCORECARD_CHANGED, _ ("Weights for a scenario"), NULL, profile->scenario_name);
    }
  for (guint i = 0; i < older->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (older->profiles, i);

      if (encore_scorecard_find_profile (newer, profile->scenario) == NULL)
        note (&at, ENCORE_SCORECARD_CHANGED, _ ("Weights for a scenario"), profile->scenario_name, NULL);
    }
}

static void
compare_head (GPtrArray       *changes,
              EncoreScorecard *older,
              EncoreScorecard *newer)
{
  Comparison at = { changes, NULL, newer->name };

  compare_text (&at, _ ("Name"), older->name, newer->name);
  compare_text (&at, _ ("Description"), older->description, newer->description);
  compare_number (&at, _ ("Goal"), older->goal, newer->goal);
  compare_number (&at, _ ("Highest score with a bonus"), older->cap, newer->cap);
  if (!has_same_order (older->sections, newer->sections, key_of_section))
    note (&at, ENCORE_SCORECARD_CHANGED, _ ("Order of sections"), NULL, NULL);
}

/**
 * encore_scorecard_compare:
 * @older: a version
 * @newer: another
 *
 * Sections, criteria, answers and profiles are matched by their keys. Of links to brand values and pillars, and of
 * orders, it is told that they changed, not how.
 *
 * Returns: (transfer full) (element-type EncoreScorecardChange): what became of @older in @newer: in the order of
 *   @newer, then what was removed, then the weights of scenarios
 */
GPtrArray *
encore_scorecard_compare (EncoreScorecard *older,
                          EncoreScorecard *newer)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (older) && ENCORE_IS_SCORECARD (newer), NULL);

  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_scorecard_change_free);

  compare_head (changes, older, newer);
  compare_sections (changes, older, newer);
  note_removed (changes, older, newer);
  compare_profiles (changes, older, newer);
  return changes;
}

/**
 * encore_scorecard_equal:
 * @self: a scorecard
 * @other: another
 *
 * Returns: whether both ask the same and count it alike, whatever their versions, authors and states
 */
gboolean
encore_scorecard_equal (EncoreScorecard *self,
                        EncoreScorecard *other)
{
  g_autoptr (GPtrArray) changes = encore_scorecard_compare (self, other);

  return changes != NULL && changes->len == 0;
}
