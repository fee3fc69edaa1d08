/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-json.h"
#include "encore-moment.h"
#include "encore-text.h"
#include "encore-vcon-private.h"

/* Moments as they are written into a vCon by Encore. */

static void
warn (EncoreDocument *document,
      guint           index,
      const char     *why)
{
  g_ptr_array_add (document->warnings, g_strdup_printf (_ ("Moment %u was left out: %s"), index, why));
}

static EncoreFact
fact_of (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return ENCORE_FACT_UNKNOWN;

  return json_node_get_boolean (node) ? ENCORE_FACT_YES : ENCORE_FACT_NO;
}

/* Milliseconds from 0 up. */
static gint64
ms_of (JsonObject *object,
       const char *name)
{
  double ms;

  return encore_json_number_at (object, name, &ms) && ms >= 0 && ms < 3.2e12 ? (gint64) ms : ENCORE_NO_TIME;
}

static gint64
instant_of (JsonObject *object,
            const char *name)
{
  gboolean has_zone;
  gint64 instant_ms = encore_vcon_parse_date (encore_json_string_at (object, name), &has_zone);

  return MAX (instant_ms, 0);
}

static void
read_place (JsonObject   *object,
            EncoreMoment *moment)
{
  moment->span.start_ms = ms_of (object, "start_ms");
  moment->span.end_ms = ms_of (object, "end_ms");
  if (moment->span.start_ms == ENCORE_NO_TIME)
    moment->span.end_ms = ENCORE_NO_TIME;
  else
    moment->span.end_ms = MAX (moment->span.start_ms, moment->span.end_ms);

  moment->first_segment = (int) encore_json_index_at (object, "first_segment");
  moment->last_segment = (int) encore_json_index_at (object, "last_segment");
  if (moment->first_segment < 0 || moment->last_segment < moment->first_segment)
    moment->first_segment = moment->last_segment = -1;
}

static void
read_texts (JsonObject   *object,
            EncoreMoment *moment)
{
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "uuid", &moment->uuid },          { "type", &moment->type_id },          { "cue", &moment->cue },
    { "note", &moment->note },          { "could_have", &moment->could_have }, { "scenario", &moment->scenario_name },
    { "extra", &moment->extra_name },   { "author", &moment->author_name },    { "value", &moment->value_name },
    { "pillar", &moment->pillar_name },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i].text);
      *texts[i].text = g_strdup (encore_json_string_at (object, texts[i].name));
    }
}

static EncoreMoment *
read_moment (JsonObject *object)
{
  EncoreMoment *moment = encore_moment_new ();
  const char *outcome = encore_json_string_at (object, "outcome");

  read_texts (object, moment);
  read_place (object, moment);
  if (outcome == NULL || !encore_outcome_from_id (outcome, &moment->outcome))
    moment->outcome = ENCORE_OUTCOME_NONE;
  moment->noticed = fact_of (object, "noticed");
  moment->acted = fact_of (object, "acted");
  moment->created_at = instant_of (object, "created_at");
  moment->updated_at = instant_of (object, "updated_at");

  return moment;
}

/**
 * encore_vcon_read_moments:
 * @attachment: one whose purpose is %ENCORE_VCON_MOMENTS
 * @document: gets its moments, and warnings for those that cannot be one
 */
void
encore_vcon_read_moments (JsonObject     *attachment,
                          EncoreDocument *document)
{
  JsonNode *body = json_object_get_member (attachment, "body");
  const char *text = encore_json_string_at (attachment, "body");
  g_autoptr (JsonNode) parsed = text != NULL ? encore_json_parse (text, strlen (text), NULL) : NULL;

  if (parsed != NULL)
    body = parsed;
  if (body == NULL || !JSON_NODE_HOLDS_ARRAY (body))
    {
      g_ptr_array_add (document->warnings, g_strdup (_ ("The attachment with moments is not a list")));
      return;
    }

  JsonArray *moments = json_node_get_array (body);

  for (guint i = 0; i < encore_json_length (moments); i++)
    {
      JsonObject *object = encore_json_element_object (moments, i);

      if (object == NULL || encore_text_is_blank (encore_json_string_at (object, "type")))
        {
          warn (document, i, _ ("it has no type"));
          continue;
        }

      g_autoptr (EncoreMoment) moment = read_moment (object);

      if (moment->span.start_ms == ENCORE_NO_TIME && moment->first_segment < 0)
        warn (document, i, _ ("it has no place in the call"));
      else
        g_ptr_array_add (document->moments, g_steal_pointer (&moment));
    }
}

/**
 * encore_vcon_read_evaluations:
 * @attachment: one whose purpose is %ENCORE_VCON_EVALUATIONS
 * @document: gets the text of it
 *
 * What it says is for those to read who know scorecards.
 */
void
encore_vcon_read_evaluations (JsonObject     *attachment,
                              EncoreDocument *document)
{
  JsonNode *body = json_object_get_member (attachment, "body");
  const char *text = encore_json_string_at (attachment, "body");

  if (text != NULL)
    document->evaluations = g_strdup (text);
  else if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    document->evaluations = json_to_string (body, FALSE);
  else
    g_ptr_array_add (document->warnings, g_strdup (_ ("The attachment with evaluations is not an object")));
}
