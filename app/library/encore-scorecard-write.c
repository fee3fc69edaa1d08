/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-json.h"

#include <math.h>
#include <string.h>

#include "encore-json-writer.h"

/* Always in the same order; what is as it would be anyway is left out. */

static EncorePrinciple *
find_by_uuid (GPtrArray  *principles,
              const char *uuid)
{
  for (guint i = 0; uuid != NULL && principles != NULL && i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (g_strcmp0 (principle->uuid, uuid) == 0)
        return principle;
    }

  return NULL;
}

static void
write_flag (EncoreJsonWriter *json,
            const char       *name,
            gboolean          is_set)
{
  if (is_set)
    encore_json_writer_bool (json, name, TRUE);
}

static void
write_word (EncoreJsonWriter *json,
            const char       *name,
            guint             value,
            const char       *word)
{
  if (value != 0)
    encore_json_writer_text (json, name, word);
}

static void
write_principle_name (EncoreJsonWriter *json,
                      const char       *member,
                      GPtrArray        *principles,
                      const char       *uuid)
{
  EncorePrinciple *principle = find_by_uuid (principles, uuid);

  if (principle != NULL)
    encore_json_writer_string (json, member, principle->name);
}

static void
write_option (EncoreJsonWriter   *json,
              const EncoreOption *option)
{
  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_text (json, "key", option->key);
  encore_json_writer_text (json, "label", option->label);
  encore_json_writer_string (json, "anchor", option->anchor);
  if (!isnan (option->share))
    encore_json_writer_number (json, "share", option->share);
  write_word (json, "fails", option->fails, encore_fail_to_id (option->fails));
  encore_json_writer_close (json, '}');
}

static void
write_scale (EncoreJsonWriter      *json,
             const EncoreCriterion *criterion)
{
  encore_json_writer_text (json, "scale", encore_scale_to_id (criterion->scale));
  if (criterion->options->len > 0)
    {
      encore_json_writer_open (json, "options", '[');
      for (guint i = 0; i < criterion->options->len; i++)
        write_option (json, g_ptr_array_index (criterion->options, i));
      encore_json_writer_close (json, ']');
    }
  if (criterion->scale == ENCORE_SCALE_NUMBER)
    {
      encore_json_writer_number (json, "low", criterion->low);
      encore_json_writer_number (json, "high", criterion->high);
    }
}

static void
write_condition (EncoreJsonWriter      *json,
                 const EncoreCriterion *criterion)
{
  if (criterion->condition == NULL || criterion->condition_options == NULL || criterion->condition_options[0] == NULL)
    return;

  encore_json_writer_open (json, "condition", '{');
  encore_json_writer_text (json, "key", criterion->condition);
  encore_json_writer_open (json, "options", '[');
  for (guint i = 0; criterion->condition_options[i] != NULL; i++)
    encore_json_writer_text (json, NULL, criterion->condition_options[i]);
  encore_json_writer_close (json, ']');
  encore_json_writer_close (json, '}');
}

static void
write_criterion (EncoreJsonWriter      *json,
                 const EncoreCriterion *criterion,
                 GPtrArray             *principles)
{
  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_text (json, "key", criterion->key);
  encore_json_writer_text (json, "question", criterion->question);
  encore_json_writer_string (json, "guidance", criterion->guidance);
  encore_json_writer_string (json, "guidance-complex", criterion->guidance_complex);
  write_word (json, "class", criterion->class, encore_class_to_id (criterion->class));
  write_word (json, "judges", criterion->judges, encore_judges_to_id (criterion->judges));
  write_scale (json, criterion);
  if (encore_criterion_is_scored (criterion) || criterion->weight != 1)
    encore_json_writer_number (json, "weight", criterion->weight);
  write_flag (json, "na", criterion->allows_na);
  write_flag (json, "header", criterion->is_header);
  write_flag (json, "bonus", criterion->is_bonus);
  encore_json_writer_string (json, "parent", criterion->parent);
  write_condition (json, criterion);
  write_principle_name (json, "value", principles, criterion->value);
  write_principle_name (json, "pillar", principles, criterion->pillar);
  encore_json_writer_close (json, '}');
}

static void
write_section (EncoreJsonWriter    *json,
               const EncoreSection *section,
               GPtrArray           *principles)
{
  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_text (json, "key", section->key);
  encore_json_writer_text (json, "name", section->name);
  encore_json_writer_string (json, "guidance", section->guidance);
  encore_json_writer_number (json, "weight", section->weight);
  encore_json_writer_open (json, "criteria", '[');
  for (guint i = 0; i < section->criteria->len; i++)
    write_criterion (json, g_ptr_array_index (section->criteria, i), principles);
  encore_json_writer_close (json, ']');
  encore_json_writer_close (json, '}');
}

static void
write_weight (EncoreJsonWriter    *json,
              const EncoreProfile *profile,
              const char          *key)
{
  const double *weight = g_hash_table_lookup (profile->weights, key);

  if (weight != NULL)
    encore_json_writer_number (json, key, *weight);
}

/* In the order of the card; what is of no section or criterion of it any more is left out. */
static void
write_profile (EncoreJsonWriter    *json,
               EncoreScorecard     *scorecard,
               const EncoreProfile *profile)
{
  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_text (json, "scenario", profile->scenario_name);
  encore_json_writer_text (json, "uuid", profile->scenario);
  encore_json_writer_open (json, "weights", '{');
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      write_weight (json, profile, section->key);
      for (guint j = 0; j < section->criteria->len; j++)
        write_weight (json, profile, ((const EncoreCriterion *) g_ptr_array_index (section->criteria, j))->key);
    }
  encore_json_writer_close (json, '}');
  encore_json_writer_close (json, '}');
}

static gboolean
is_linked (EncoreScorecard *scorecard,
           EncorePrinciple *principle)
{
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          if (g_strcmp0 (criterion->value, principle->uuid) == 0 || g_strcmp0 (criterion->pillar, principle->uuid) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

/* Those that the card has to do with, and of which there is something to be said. */
static gboolean
is_worth_a_word (EncoreScorecard    *scorecard,
                 EncorePrinciple    *principle,
                 EncorePrincipleKind kind)
{
  return principle->kind == kind && principle->description != NULL && *principle->description != '\0'
         && is_linked (scorecard, principle);
}

static void
write_principles (EncoreJsonWriter   *json,
                  const char         *member,
                  EncorePrincipleKind kind,
                  EncoreScorecard    *scorecard,
                  GPtrArray          *principles)
{
  gboolean has_opened = FALSE;

  for (guint i = 0; principles != NULL && i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (!is_worth_a_word (scorecard, principle, kind))
        continue;
      if (!has_opened)
        encore_json_writer_open (json, member, '[');
      has_opened = TRUE;
      encore_json_writer_open (json, NULL, '{');
      encore_json_writer_text (json, "name", principle->name);
      encore_json_writer_text (json, "description", principle->description);
      encore_json_writer_close (json, '}');
    }

  if (has_opened)
    encore_json_writer_close (json, ']');
}

static void
write_head (EncoreJsonWriter *json,
            EncoreScorecard  *scorecard)
{
  encore_json_writer_int (json, "encore-scorecard", 1);
  encore_json_writer_text (json, "name", scorecard->name);
  encore_json_writer_string (json, "description", scorecard->description);
  encore_json_writer_string (json, "uuid", scorecard->uuid);
  encore_json_writer_string (json, "family", scorecard->family);
  if (scorecard->version > 0)
    encore_json_writer_int (json, "version", scorecard->version);
  encore_json_writer_string (json, "starter", scorecard->starter);
  if (scorecard->goal != 0)
    encore_json_writer_number (json, "goal", scorecard->goal);
  if (scorecard->cap != 100)
    encore_json_writer_number (json, "cap", scorecard->cap);
}

/**
 * encore_scorecard_to_json:
 * @scorecard: a version of a scorecard
 * @principles: (nullable) (element-type EncorePrinciple): to name those that its criteria are linked to
 *
 * Returns: (transfer full): a file that encore_scorecard_from_json() reads; of one that was read, the same bytes
 */
char *
encore_scorecard_to_json (EncoreScorecard *scorecard,
                          GPtrArray       *principles)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (scorecard), NULL);

  EncoreJsonWriter json;

  encore_json_writer_init (&json);
  encore_json_writer_open (&json, NULL, '{');
  write_head (&json, scorecard);
  write_principles (&json, "values", ENCORE_PRINCIPLE_VALUE, scorecard, principles);
  write_principles (&json, "pillars", ENCORE_PRINCIPLE_PILLAR, scorecard, principles);
  encore_json_writer_open (&json, "sections", '[');
  for (guint i = 0; i < scorecard->sections->len; i++)
    write_section (&json, g_ptr_array_index (scorecard->sections, i), principles);
  encore_json_writer_close (&json, ']');
  if (scorecard->profiles->len > 0)
    {
      encore_json_writer_open (&json, "profiles", '[');
      for (guint i = 0; i < scorecard->profiles->len; i++)
        write_profile (&json, scorecard, g_ptr_array_index (scorecard->profiles, i));
      encore_json_writer_close (&json, ']');
    }
  encore_json_writer_close (&json, '}');
  return encore_json_writer_finish (&json);
}
