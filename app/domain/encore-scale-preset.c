/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-edit.h"

#include "encore-scorecard-edit-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_OPTIONS 5

typedef struct
{
  const char *key;
  const char *label;
  const char *anchor;
  double share;
} PresetOption;

typedef struct
{
  const char *label;
  EncoreScale scale;
  PresetOption options[MAX_OPTIONS + 1];
} Preset;

/* Best first. */
static const Preset presets[] = {
  [ENCORE_PRESET_YES_NO]
  = { N_ ("Yes or no"), ENCORE_SCALE_CHOICE, { { "yes", N_ ("Yes"), NULL, 1 }, { "no", N_ ("No"), NULL, 0 } } },
  [ENCORE_PRESET_THREE] = { N_ ("Needs improvement, good, exceptional"),
                            ENCORE_SCALE_CHOICE,
                            { { "exceptional", N_ ("Exceptional"), NULL, 1 },
                              { "good", N_ ("Good"), NULL, 0.7 },
                              { "needs-improvement", N_ ("Needs improvement"), NULL, 0 } } },
  [ENCORE_PRESET_FIVE] = { N_ ("1 to 5"),
                           ENCORE_SCALE_CHOICE,
                           { { "5", N_ ("5"), N_ ("One would play this call to new colleagues"), 1 },
                             { "4", N_ ("4"), N_ ("Well done; a detail could be better"), 0.75 },
                             { "3", N_ ("3"), N_ ("It will do; the customer has no reason to complain"), 0.5 },
                             { "2", N_ ("2"), N_ ("Something that mattered was missing"), 0.25 },
                             { "1", N_ ("1"), N_ ("The customer is worse off than before"), 0 } } },
  [ENCORE_PRESET_BEYOND] = { N_ ("Below, at, above full marks"),
                             ENCORE_SCALE_CHOICE,
                             { { "above", N_ ("Above and beyond"), N_ ("More than anybody could have asked for"), 1.2 },
                               { "at", N_ ("As it should be"), NULL, 1 },
                               { "below", N_ ("Below that"), NULL, 0 } } },
  [ENCORE_PRESET_OWN] = { N_ ("Options of its own"),
                          ENCORE_SCALE_CHOICE,
                          { { "met", N_ ("Met"), NULL, 1 }, { "not-met", N_ ("Not met"), NULL, 0 } } },
  [ENCORE_PRESET_NUMBER] = { N_ ("A number"), ENCORE_SCALE_NUMBER, { { NULL, NULL, NULL, 0 } } },
  [ENCORE_PRESET_CAUSES] = { N_ ("Causes: any of several, not scored"),
                             ENCORE_SCALE_CAUSES,
                             { { "knowledge", N_ ("Knowledge"), NULL, NAN },
                               { "tools", N_ ("Tools"), NULL, NAN },
                               { "policy", N_ ("Policy"), NULL, NAN },
                               { "time", N_ ("Time"), NULL, NAN } } },
  [ENCORE_PRESET_TEXT] = { N_ ("Free text, not scored"), ENCORE_SCALE_TEXT, { { NULL, NULL, NULL, 0 } } },
};

/**
 * encore_preset_to_label:
 * @preset: a scale to begin with
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
encore_preset_to_label (EncorePreset preset)
{
  g_return_val_if_fail (preset < ENCORE_N_PRESETS, "");

  return _ (presets[preset].label);
}

static gboolean
has_options_of (const EncoreCriterion *self,
                const Preset          *preset)
{
  guint n = 0;

  for (; preset->options[n].key != NULL; n++)
    if (n >= self->options->len
        || g_strcmp0 (((EncoreOption *) g_ptr_array_index (self->options, n))->key, preset->options[n].key) != 0)
      return FALSE;

  return n == self->options->len;
}

/**
 * encore_criterion_get_preset:
 * @self: a criterion
 *
 * Labels, anchors and shares may have been changed since; options that came or went make it one of its own.
 *
 * Returns: the scale that it began with
 */
EncorePreset
encore_criterion_get_preset (const EncoreCriterion *self)
{
  g_return_val_if_fail (self != NULL, ENCORE_PRESET_OWN);

  switch (self->scale)
    {
    case ENCORE_SCALE_NUMBER:
      return ENCORE_PRESET_NUMBER;
    case ENCORE_SCALE_CAUSES:
      return ENCORE_PRESET_CAUSES;
    case ENCORE_SCALE_TEXT:
      return ENCORE_PRESET_TEXT;
    case ENCORE_SCALE_CHOICE:
    default:
      break;
    }

  for (EncorePreset i = ENCORE_PRESET_YES_NO; i < ENCORE_PRESET_OWN; i++)
    if (has_options_of (self, &presets[i]))
      return i;

  return ENCORE_PRESET_OWN;
}

static void
take_options (EncoreCriterion *criterion,
              const Preset    *preset)
{
  g_ptr_array_set_size (criterion->options, 0);
  for (const PresetOption *from = preset->options; from->key != NULL; from++)
    {
      EncoreOption *option = encore_criterion_add_option (criterion,
                                                          encore_option_new (from->key, _ (from->label), from->share));

      option->anchor = from->anchor != NULL ? g_strdup (_ (from->anchor)) : NULL;
    }
}

/**
 * encore_scorecard_edit_set_preset:
 * @self: a draft
 * @key: of a criterion
 * @preset: the scale that it shall have
 *
 * Options of its own are kept when it is given "options of its own"; any other scale takes their place.
 */
void
encore_scorecard_edit_set_preset (EncoreScorecard *self,
                                  const char      *key,
                                  EncorePreset     preset)
{
  g_return_if_fail (ENCORE_IS_SCORECARD (self) && preset < ENCORE_N_PRESETS);

  EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, NULL);

  g_return_if_fail (criterion != NULL);

  if (preset != ENCORE_PRESET_OWN || criterion->scale != ENCORE_SCALE_CHOICE || criterion->options->len == 0)
    take_options (criterion, &presets[preset]);
  criterion->scale = presets[preset].scale;
  if (preset == ENCORE_PRESET_NUMBER)
    {
      criterion->low = 0;
      criterion->high = 10;
    }
  encore_scorecard_edit_tidy (self);
}
