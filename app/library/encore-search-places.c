/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-search.h"

/* A word alone says little: so much is heard before it and behind the sentence, and so much at least and at most. */
#define LEAD_MS 1500
#define LAG_MS 500
#define SHORTEST_MS 4000
#define LONGEST_MS 30000

static gboolean
find_place (EncoreHit  *hit,
            gint64     *call_id,
            EncoreSpan *span)
{
  if (hit->answer != NULL)
    {
      *call_id = hit->answer->clip_call_id;
      *span = hit->answer->clip;
      return *call_id != 0 && !encore_span_is_empty (*span);
    }

  if (hit->call == NULL || !hit->call->has_recording || hit->span.start_ms == ENCORE_NO_TIME)
    return FALSE;

  *call_id = hit->call->id;
  *span = hit->span;
  if (hit->moment == NULL)
    {
      span->start_ms = MAX (hit->span.start_ms - LEAD_MS, 0);
      span->end_ms = CLAMP (hit->span.end_ms + LAG_MS, span->start_ms + SHORTEST_MS, span->start_ms + LONGEST_MS);
    }
  return TRUE;
}

static EncoreMoment *
place_new (EncoreHit *hit,
           gint64     call_id,
           EncoreSpan span)
{
  EncoreMoment *place = encore_moment_new ();

  place->call_id = call_id;
  place->span = span;
  place->note = g_strdup (hit->text);
  place->first_segment = hit->segment;
  place->last_segment = hit->segment;
  if (hit->moment != NULL)
    place->outcome = hit->moment->outcome;
  return place;
}

/**
 * encore_hit_list_places:
 * @hits: of #EncoreHit, those of a call together and in order
 *
 * Finds what to hear of them: a little more than the words themselves. Places that run into one another become one.
 *
 * Returns: (transfer full) (element-type EncoreMoment): without id and type; their note is what was found
 */
GPtrArray *
encore_hit_list_places (GListModel *hits)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (hits); i++)
    {
      g_autoptr (EncoreHit) hit = g_list_model_get_item (hits, i);
      EncoreMoment *last = places->len > 0 ? places->pdata[places->len - 1] : NULL;
      gint64 call_id;
      EncoreSpan span;

      if (!find_place (hit, &call_id, &span))
        continue;

      if (last != NULL && last->call_id == call_id && span.start_ms >= last->span.start_ms
          && span.start_ms <= last->span.end_ms)
        last->span.end_ms = MAX (last->span.end_ms, span.end_ms);
      else
        g_ptr_array_add (places, place_new (hit, call_id, span));
    }

  return places;
}
