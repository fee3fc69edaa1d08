/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard.h"

#include "encore-span.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id;
  const char *label;
} statuses[] = {
  [ENCORE_SCORECARD_DRAFT] = { "draft", N_ ("Draft") },
  [ENCORE_SCORECARD_PUBLISHED] = { "published", N_ ("Published") },
  [ENCORE_SCORECARD_RETIRED] = { "retired", N_ ("Retired") },
};

G_DEFINE_FINAL_TYPE (EncoreScorecard, encore_scorecard, G_TYPE_OBJECT)

static void
section_free (gpointer data)
{
  EncoreSection *section = data;

  g_free (section->key);
  g_free (section->name);
  g_free (section->guidance);
  g_ptr_array_unref (section->criteria);
  g_free (section);
}

static void
profile_free (gpointer data)
{
  EncoreProfile *profile = data;

  g_free (profile->scenario);
  g_free (profile->scenario_name);
  g_hash_table_unref (profile->weights);
  g_free (profile);
}

static void
encore_scorecard_finalize (GObject *object)
{
  EncoreScorecard *self = ENCORE_SCORECARD (object);

  g_free (self->uuid);
  g_free (self->family);
  g_free (self->name);
  g_free (self->description);
  g_free (self->starter);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->profiles);
  g_free (self->author_name);

  G_OBJECT_CLASS (encore_scorecard_parent_class)->finalize (object);
}

static void
encore_scorecard_class_init (EncoreScorecardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_scorecard_finalize;
}

static void
encore_scorecard_init (EncoreScorecard *self)
{
  self->cap = 100;
  self->published_at = ENCORE_NO_TIME;
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->profiles = g_ptr_array_new_with_free_func (profile_free);
}

/**
 * encore_scorecard_new:
 *
 * Returns: (transfer full): an empty draft, to be filled
 */
EncoreScorecard *
encore_scorecard_new (void)
{
  return g_object_new (ENCORE_TYPE_SCORECARD, NULL);
}

static void
copy_section (EncoreScorecard     *copy,
              const EncoreSection *section)
{
  EncoreSection *same = encore_scorecard_add_section (copy, section->key, section->name);

  same->guidance = g_strdup (section->guidance);
  same->weight = section->weight;
  for (guint i = 0; i < section->criteria->len; i++)
    g_ptr_array_add (same->criteria, encore_criterion_copy (g_ptr_array_index (section->criteria, i)));
}

static void
copy_profile (EncoreScorecard     *copy,
              const EncoreProfile *profile)
{
  EncoreProfile *same = encore_scorecard_add_profile (copy, profile->scenario, profile->scenario_name);
  GHashTableIter iter;
  gpointer key, weight;

  g_hash_table_iter_init (&iter, profile->weights);
  while (g_hash_table_iter_next (&iter, &key, &weight))
    encore_profile_set_weight (same, key, *(const double *) weight);
}

/* What is asked and how it counts; not what the library knows of it. */
static EncoreScorecard *
copy_contents (EncoreScorecard *self)
{
  EncoreScorecard *copy = encore_scorecard_new ();

  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->starter = g_strdup (self->starter);
  copy->cap = self->cap;
  copy->goal = self->goal;
  for (guint i = 0; i < self->sections->len; i++)
    copy_section (copy, g_ptr_array_index (self->sections, i));
  for (guint i = 0; i < self->profiles->len; i++)
    copy_profile (copy, g_ptr_array_index (self->profiles, i));

  return copy;
}

/**
 * encore_scorecard_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreScorecard *
encore_scorecard_copy (EncoreScorecard *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  EncoreScorecard *copy = copy_contents (self);

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->family = g_strdup (self->family);
  copy->version = self->version;
  copy->status = self->status;
  copy->published_at = self->published_at;
  copy->author_id = self->author_id;
  copy->updated_at = self->updated_at;
  copy->author_name = g_strdup (self->author_name);
  copy->n_evaluations = self->n_evaluations;
  return copy;
}

/**
 * encore_scorecard_new_version:
 * @self: a published version
 *
 * Returns: (transfer full): a new draft of the same family, which begins as it
 */
EncoreScorecard *
encore_scorecard_new_version (EncoreScorecard *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  EncoreScorecard *draft = copy_contents (self);

  draft->family = g_strdup (self->family);
  return draft;
}

/**
 * encore_scorecard_new_scorecard:
 * @self: any version of a scorecard, or a starter
 * @name: of the new one
 *
 * Returns: (transfer full): a new draft of a family of its own, which begins as @self
 */
EncoreScorecard *
encore_scorecard_new_scorecard (EncoreScorecard *self,
                                const char      *name)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  EncoreScorecard *draft = copy_contents (self);

  draft->family = g_uuid_string_random ();
  g_free (draft->name);
  draft->name = g_strdup (name);
  return draft;
}

/**
 * encore_scorecard_add_section:
 * @self: a draft being filled
 * @key: of its own
 * @name: such as "Connection"
 *
 * Returns: (transfer none): the last section now, empty, of weight 1
 */
EncoreSection *
encore_scorecard_add_section (EncoreScorecard *self,
                              const char      *key,
                              const char      *name)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  EncoreSection *section = g_new0 (EncoreSection, 1);

  section->key = g_strdup (key);
  section->name = g_strdup (name);
  section->weight = 1;
  section->criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_criterion_free);
  g_ptr_array_add (self->sections, section);
  return section;
}

EncoreSection *
encore_scorecard_find_section (EncoreScorecard *self,
                               const char      *key)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (self->sections, i);

      if (g_strcmp0 (section->key, key) == 0)
        return section;
    }

  return NULL;
}

/**
 * encore_scorecard_find_criterion:
 * @self: a scorecard
 * @key: (nullable): of a criterion
 * @section: (out) (optional) (transfer none): the section that it stands in
 *
 * Returns: (transfer none) (nullable): the criterion
 */
EncoreCriterion *
encore_scorecard_find_criterion (EncoreScorecard *self,
                                 const char      *key,
                                 EncoreSection  **section)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  for (guint i = 0; key != NULL && i < self->sections->len; i++)
    {
      EncoreSection *in = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < in->criteria->len; j++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (in->criteria, j);

          if (g_strcmp0 (criterion->key, key) != 0)
            continue;
          if (section != NULL)
            *section = in;
          return criterion;
        }
    }

  return NULL;
}

EncoreProfile *
encore_scorecard_find_profile (EncoreScorecard *self,
                               const char      *scenario)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  for (guint i = 0; scenario != NULL && i < self->profiles->len; i++)
    {
      EncoreProfile *profile = g_ptr_array_index (self->profiles, i);

      if (g_strcmp0 (profile->scenario, scenario) == 0)
        return profile;
    }

  return NULL;
}

/**
 * encore_scorecard_add_profile:
 * @self: a draft being filled
 * @scenario: uuid of a scenario that has none yet
 * @scenario_name: what it is called
 *
 * Returns: (transfer none): a profile that changes no weight yet
 */
EncoreProfile *
encore_scorecard_add_profile (EncoreScorecard *self,
                              const char      *scenario,
                              const char      *scenario_name)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);
  g_return_val_if_fail (encore_scorecard_find_profile (self, scenario) == NULL, NULL);

  EncoreProfile *profile = g_new0 (EncoreProfile, 1);

  profile->scenario = g_strdup (scenario);
  profile->scenario_name = g_strdup (scenario_name);
  profile->weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->profiles, profile);
  return profile;
}

/**
 * encore_profile_set_weight:
 * @self: a profile of a draft
 * @key: of a section or criterion
 * @weight: at least 0; negative: its own weight again
 */
void
encore_profile_set_weight (EncoreProfile *self,
                           const char    *key,
                           double         weight)
{
  g_return_if_fail (self != NULL && key != NULL);

  if (weight >= 0)
    g_hash_table_replace (self->weights, g_strdup (key), g_memdup2 (&weight, sizeof weight));
  else
    g_hash_table_remove (self->weights, key);
}

static double
find_weight (EncoreScorecard *self,
             const char      *key,
             double           own,
             const char      *scenario)
{
  EncoreProfile *profile = encore_scorecard_find_profile (self, scenario);
  const double *weight = profile != NULL ? g_hash_table_lookup (profile->weights, key) : NULL;

  return weight != NULL ? *weight : own;
}

double
encore_scorecard_section_weight (EncoreScorecard     *self,
                                 const EncoreSection *section,
                                 const char          *scenario)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self) && section != NULL, 0);

  return find_weight (self, section->key, section->weight, scenario);
}

double
encore_scorecard_criterion_weight (EncoreScorecard       *self,
                                   const EncoreCriterion *criterion,
                                   const char            *scenario)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self) && criterion != NULL, 0);

  return find_weight (self, criterion->key, criterion->weight, scenario);
}

static gboolean
has_key (EncoreScorecard *self,
         const char      *key)
{
  return encore_scorecard_find_section (self, key) != NULL || encore_scorecard_find_criterion (self, key, NULL) != NULL;
}

/**
 * encore_scorecard_make_key:
 * @self: a draft
 * @text: the name of a section, or a question
 *
 * Returns: (transfer full): a readable key that no section or criterion of @self has
 */
char *
encore_scorecard_make_key (EncoreScorecard *self,
                           const char      *text)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  g_autofree char *ascii = g_str_to_ascii (text != NULL ? text : "", "C");
  g_autoptr (GString) base = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && base->len < 32; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (base, g_ascii_tolower (*at));
    else if (base->len > 0 && base->str[base->len - 1] != '-')
      g_string_append_c (base, '-');
  if (base->len > 0 && base->str[base->len - 1] == '-')
    g_string_truncate (base, base->len - 1);
  if (base->len == 0)
    g_string_append (base, "element");

  char *key = g_strdup (base->str);

  for (guint i = 2; has_key (self, key); i++)
    {
      g_free (key);
      key = g_strdup_printf ("%s-%u", base->str, i);
    }

  return key;
}

guint
encore_scorecard_count_elements (EncoreScorecard *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), 0);

  guint n_elements = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        n_elements += !((const EncoreCriterion *) g_ptr_array_index (section->criteria, j))->is_header;
    }

  return n_elements;
}

const char *
encore_scorecard_status_to_id (EncoreScorecardStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (statuses), statuses[0].id);

  return statuses[status].id;
}

const char *
encore_scorecard_status_to_label (EncoreScorecardStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (statuses), "");

  return _ (statuses[status].label);
}
