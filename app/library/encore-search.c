/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-search.h"

#include <string.h>

#include "encore-db.h"
#include "encore-library-private.h"

/* So much of a text is shown, so much of it before the first word that was found. */
#define SNIPPET_CHARACTERS 160
#define SNIPPET_LEAD 60

/* More places of one call would push the other calls out of sight. */
#define MOST_PLACES_OF_CALL 5

G_DEFINE_FINAL_TYPE (EncoreHit, encore_hit, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (EncoreFindings, encore_findings, G_TYPE_OBJECT)

static void
encore_hit_finalize (GObject *object)
{
  EncoreHit *self = ENCORE_HIT (object);

  g_clear_object (&self->call);
  g_clear_object (&self->moment);
  g_clear_object (&self->answer);
  g_free (self->text);
  g_clear_pointer (&self->ranges, g_array_unref);

  G_OBJECT_CLASS (encore_hit_parent_class)->finalize (object);
}

static void
encore_hit_class_init (EncoreHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_hit_finalize;
}

static void
encore_hit_init (EncoreHit *self)
{
  self->segment = -1;
  self->span = (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };
}

static void
encore_findings_finalize (GObject *object)
{
  EncoreFindings *self = ENCORE_FINDINGS (object);

  g_clear_object (&self->query);
  g_ptr_array_unref (self->hits);

  G_OBJECT_CLASS (encore_findings_parent_class)->finalize (object);
}

static void
encore_findings_class_init (EncoreFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_findings_finalize;
}

static void
encore_findings_init (EncoreFindings *self)
{
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Texts */

/* Where a snippet around @first starts: at the beginning, or at a word soon before it. */
static const char *
find_start (const char *text,
            gsize       first)
{
  const char *start = text + first;

  for (int i = 0; i < SNIPPET_LEAD && start > text; i++)
    start = g_utf8_prev_char (start);
  if (start == text)
    return text;

  for (const char *c = start; c < text + first; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      return g_utf8_next_char (c);

  return start;
}

static const char *
find_end (const char *start)
{
  const char *end = start;

  for (int i = 0; i < SNIPPET_CHARACTERS && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  return end;
}

/* Gives @hit the part of @text around the first of @ranges. */
static void
set_text (EncoreHit  *hit,
          const char *text,
          GArray     *ranges)
{
  const char *start = find_start (text, g_array_index (ranges, EncoreTextRange, 0).start);
  const char *end = find_end (start);
  const char *before = start > text ? "…" : "";
  g_autofree char *part = g_strndup (start, (gsize) (end - start));
  gsize skipped = (gsize) (start - text);
  gsize added = strlen (before);

  hit->text = g_strconcat (before, part, *end != '\0' ? "…" : "", NULL);
  hit->ranges = g_array_new (FALSE, FALSE, sizeof (EncoreTextRange));
  for (guint i = 0; i < ranges->len; i++)
    {
      EncoreTextRange range = g_array_index (ranges, EncoreTextRange, i);

      if (range.end > (gsize) (end - text))
        break;
      range.start = range.start - skipped + added;
      range.end = range.end - skipped + added;
      g_array_append_val (hit->ranges, range);
    }
}

/* Returns NULL when @text has none of the words. */
static EncoreHit *
hit_new (EncoreQuery  *query,
         EncoreHitKind kind,
         const char   *text)
{
  g_autoptr (GArray) ranges = text != NULL ? encore_query_find (query, text) : NULL;

  if (ranges == NULL || ranges->len == 0)
    return NULL;

  EncoreHit *hit = g_object_new (ENCORE_TYPE_HIT, NULL);
  hit->kind = kind;
  set_text (hit, text, ranges);
  return hit;
}

/* The places of one call */

/* Where the first word that was found is said, as exactly as the transcript knows. */
static EncoreSpan
find_span (const EncoreSegment *segment,
           EncoreQuery         *query,
           gint64               offset_ms)
{
  EncoreSpan span = { segment->start_ms, segment->end_ms };
  g_autoptr (GArray) ranges = encore_query_find (query, segment->text);
  gsize first = g_array_index (ranges, EncoreTextRange, 0).start;

  if (span.start_ms == ENCORE_NO_TIME)
    return (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->start_ms != ENCORE_NO_TIME && word->offset <= first && first < (gsize) word->offset + word->length)
        span.start_ms = word->start_ms;
    }

  span.end_ms = MAX (span.end_ms != ENCORE_NO_TIME ? span.end_ms : span.start_ms, span.start_ms);
  return (EncoreSpan) { span.start_ms + offset_ms, span.end_ms + offset_ms };
}

static void
add_spoken (GPtrArray        *hits,
            EncoreQuery      *query,
            EncoreTranscript *transcript,
            gint64            offset_ms)
{
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      EncoreHit *hit = hit_new (query, ENCORE_HIT_SPOKEN, segment->text);

      if (hit == NULL)
        continue;

      hit->segment = (int) i;
      hit->party = segment->party;
      hit->span = find_span (segment, query, offset_ms);
      g_ptr_array_add (hits, hit);
    }
}

static gboolean
has_phrases (EncoreQuery *query)
{
  for (guint i = 0; i < query->terms->len; i++)
    if (((const EncoreQueryTerm *) g_ptr_array_index (query->terms, i))->folded->len > 1)
      return TRUE;

  return FALSE;
}

/* Returns NULL when no words run from the one segment into the other. */
static EncoreHit *
hit_new_across (EncoreQuery         *query,
                const EncoreSegment *segment,
                const EncoreSegment *next)
{
  g_autofree char *both = g_strconcat (segment->text, " ", next->text, NULL);
  g_autoptr (GArray) ranges = encore_query_find (query, both);
  gsize seam = strlen (segment->text);

  for (guint i = ranges->len; i > 0; i--)
    {
      const EncoreTextRange *range = &g_array_index (ranges, EncoreTextRange, i - 1);

      if (range->start >= seam || range->end <= seam + 1)
        g_array_remove_index (ranges, i - 1);
    }
  if (ranges->len == 0)
    return NULL;

  EncoreHit *hit = g_object_new (ENCORE_TYPE_HIT, NULL);
  hit->kind = ENCORE_HIT_SPOKEN;
  set_text (hit, both, ranges);
  return hit;
}

/* Captions end in the middle of sentences: the words may begin in one and end in the next. */
static void
add_across (GPtrArray        *hits,
            EncoreQuery      *query,
            EncoreTranscript *transcript,
            gint64            offset_ms)
{
  for (guint i = 0; i + 1 < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      const EncoreSegment *next = encore_transcript_get (transcript, i + 1);
      EncoreHit *hit = hit_new_across (query, segment, next);

      if (hit == NULL)
        continue;

      hit->segment = (int) i;
      hit->party = segment->party;
      if (segment->start_ms != ENCORE_NO_TIME)
        hit->span = (EncoreSpan) { segment->start_ms + offset_ms,
                                  MAX (segment->start_ms, MAX (segment->end_ms, next->end_ms)) + offset_ms };
      g_ptr_array_add (hits, hit);
    }
}

static void
add_moments (GPtrArray   *hits,
             EncoreQuery *query,
             GPtrArray   *moments)
{
  for (guint i = 0; i < moments->len; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (moments, i);
      const char *texts[] = { moment->note, moment->could_have, moment->cue };
      EncoreHit *hit = NULL;

      for (gsize j = 0; hit == NULL && j < G_N_ELEMENTS (texts); j++)
        hit = hit_new (query, ENCORE_HIT_MOMENT, texts[j]);
      if (hit == NULL)
        continue;

      hit->moment = g_object_ref (moment);
      hit->segment = moment->first_segment;
      hit->span = moment->span;
      g_ptr_array_add (hits, hit);
    }
}

static int
count_ranges (gconstpointer hit)
{
  return (int) (*(EncoreHit *const *) hit)->ranges->len;
}

static int
compare_richness (gconstpointer a,
                  gconstpointer b)
{
  return count_ranges (b) - count_ranges (a);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const EncoreHit *left = *(EncoreHit *const *) a;
  const EncoreHit *right = *(EncoreHit *const *) b;

  if (left->span.start_ms != right->span.start_ms)
    return left->span.start_ms < right->span.start_ms ? -1 : 1;

  return left->segment - right->segment;
}

/* Keeps those with most of the words, in the order of the call. */
static void
keep_best (GPtrArray *hits)
{
  g_ptr_array_sort (hits, compare_richness);
  if (hits->len > MOST_PLACES_OF_CALL)
    g_ptr_array_set_size (hits, MOST_PLACES_OF_CALL);
  g_ptr_array_sort (hits, compare_places);
}

static gint64
find_offset (EncoreDb *db,
             gint64    call_id)
{
  g_autoptr (GPtrArray) recordings = encore_db_list_recordings_of_call (db, call_id, NULL);

  return recordings != NULL && recordings->len > 0 ? ENCORE_RECORDING (recordings->pdata[0])->offset_ms : 0;
}

/* As a whole: there is no place, or it runs from one sentence into the next. */
static void
add_call (EncoreFindings *findings,
          EncoreCall     *call)
{
  EncoreHit *hit = g_object_new (ENCORE_TYPE_HIT, NULL);

  hit->call = g_object_ref (call);
  g_ptr_array_add (findings->hits, hit);
}

static gboolean
add_places (EncoreDb       *db,
            EncoreFindings *findings,
            EncoreCall     *call,
            EncoreOwnView  *view,
            GError        **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);

  if (!encore_query_has_words (findings->query))
    {
      add_call (findings, call);
      return TRUE;
    }

  g_autoptr (GPtrArray) transcripts = encore_db_list_transcripts_of_call (db, call->id, error);
  g_autoptr (GPtrArray) moments = transcripts != NULL ? encore_db_list_moments_of_call (db, call->id, error) : NULL;

  if (moments == NULL)
    return FALSE;

  if (transcripts->len > 0)
    {
      gint64 offset_ms = find_offset (db, call->id);

      add_spoken (hits, findings->query, transcripts->pdata[0], offset_ms);
      if (hits->len == 0 && has_phrases (findings->query))
        add_across (hits, findings->query, transcripts->pdata[0], offset_ms);
    }
  if (view != NULL)
    encore_own_view_drop_hidden (view, moments);
  add_moments (hits, findings->query, moments);
  keep_best (hits);

  if (hits->len == 0)
    add_call (findings, call);
  for (guint i = 0; i < hits->len; i++)
    {
      EncoreHit *hit = hits->pdata[i];

      hit->call = g_object_ref (call);
      g_ptr_array_add (findings->hits, g_object_ref (hit));
    }

  return TRUE;
}

/* Model answers */

static void
add_answer (EncoreFindings    *findings,
            EncoreModelAnswer *answer)
{
  EncoreHit *hit = hit_new (findings->query, ENCORE_HIT_MODEL_ANSWER, answer->title);

  for (guint i = 0; hit == NULL && i < answer->steps->len; i++)
    hit = hit_new (findings->query, ENCORE_HIT_MODEL_ANSWER, ((const EncoreStep *) answer->steps->pdata[i])->text);
  if (hit == NULL)
    hit = hit_new (findings->query, ENCORE_HIT_MODEL_ANSWER, answer->why);
  if (hit == NULL)
    return;

  hit->answer = g_object_ref (answer);
  g_ptr_array_add (findings->hits, hit);
}

static gboolean
add_answers (EncoreDb       *db,
             EncoreFindings *findings,
             GError        **error)
{
  g_autoptr (GPtrArray) answers = encore_db_search_model_answers (db, findings->query, error);

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    add_answer (findings, answers->pdata[i]);

  return answers != NULL;
}

/* Asking */

typedef struct
{
  EncoreQuery *query;
  guint n_calls;
  gboolean is_first; /* only what can be said at once */
  gint64 person_id;  /* who is working; 0: nobody in particular */
} Question;

static gint64
who_is_working (EncoreLibrary *self)
{
  EncorePerson *me = encore_library_get_working_as (self);

  return me != NULL ? me->id : 0;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->query);
  g_free (question);
}

/* What others noted in the calls of the agent who is working is not found before they may see it. */
static gboolean
add_calls (EncoreDb       *db,
           EncoreFindings *findings,
           GPtrArray      *calls,
           gint64          person_id,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (EncoreOwnView) view = NULL;

  for (guint i = 0; i < calls->len; i++)
    {
      EncoreCall *call = calls->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (view == NULL && person_id != 0 && call->agent_id == person_id)
        {
          view = encore_own_view_read_in (db, person_id, error);
          if (view == NULL)
            return FALSE;
        }
      if (!add_places (db, findings, call, view, error))
        return FALSE;
    }

  return TRUE;
}

static gpointer
answer_search (EncoreDb     *db,
               gpointer      user_data,
               GCancellable *cancellable,
               GError      **error)
{
  const Question *question = user_data;
  g_autoptr (EncoreFindings) findings = g_object_new (ENCORE_TYPE_FINDINGS, NULL);
  g_autoptr (EncoreSearchResult) result = question->is_first && encore_query_has_words (question->query)
                                              ? encore_db_search_first (db, question->query, question->n_calls, error)
                                              : encore_db_search (db, question->query, question->n_calls, error);

  if (result == NULL)
    return NULL;

  findings->query = g_object_ref (question->query);
  findings->n_calls = result->n_calls;
  findings->n_shown = result->calls->len;
  findings->is_ranked = result->is_ranked;

  if (encore_query_has_words (question->query) && !add_answers (db, findings, error))
    return NULL;
  if (!add_calls (db, findings, result->calls, question->person_id, cancellable, error))
    return NULL;

  return g_steal_pointer (&findings);
}

static void
ask (EncoreLibrary      *self,
     EncoreQuery        *query,
     guint               n_calls,
     gboolean            is_first,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  Question *question = g_new0 (Question, 1);

  *question = (Question) { g_object_ref (query), n_calls, is_first, who_is_working (self) };
  encore_library_run_async (self, ENCORE_LANE_READ, answer_search, question, question_free, g_object_unref, cancellable,
                            callback, user_data);
}

/**
 * encore_library_search_async:
 * @self: a library
 * @query: what to look for
 * @n_calls: of how many calls the places are wanted
 * @cancellable: (nullable): to give up, as when the user types on
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks through transcripts, the notes on moments, and model answers.
 */
void
encore_library_search_async (EncoreLibrary      *self,
                             EncoreQuery        *query,
                             guint               n_calls,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));
  g_return_if_fail (ENCORE_IS_QUERY (query));

  ask (self, query, n_calls, FALSE, cancellable, callback, user_data);
}

/**
 * encore_library_search_first_async:
 * @self: a library
 * @query: what to look for
 * @n_calls: of how many calls the places are wanted
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread, before that of a whole search that was asked for after this
 * @user_data: for it; encore_library_search_finish() gives the answer
 *
 * The first rows of what encore_library_search_async() will say, for as long as that takes: newest calls, not
 * counted, and perhaps none.
 */
void
encore_library_search_first_async (EncoreLibrary      *self,
                                   EncoreQuery        *query,
                                   guint               n_calls,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));
  g_return_if_fail (ENCORE_IS_QUERY (query));

  ask (self, query, n_calls, TRUE, cancellable, callback, user_data);
}

EncoreFindings *
encore_library_search_finish (EncoreLibrary *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return encore_library_run_finish (self, result, error);
}

EncoreFindings *
encore_library_search (EncoreLibrary *self,
                       EncoreQuery   *query,
                       guint          n_calls,
                       GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (ENCORE_IS_QUERY (query), NULL);

  Question question = { query, n_calls, FALSE, who_is_working (self) };

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, answer_search, &question, NULL, error);
}
