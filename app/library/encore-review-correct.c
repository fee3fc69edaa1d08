/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-correct.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-review-private.h"
#include "encore-speaker-roles.h"
#include "encore-text.h"

/*
 * Correcting the transcript. What is corrected is shown before it is saved: corrections are written in their order,
 * each on top of the one before, so that each can be undone by itself.
 */

/* Loading */

void
encore_transcripts_clear (EncoreTranscripts *transcripts)
{
  g_clear_object (&transcripts->chosen);
  g_clear_object (&transcripts->original);
}

static EncoreTranscript *
find_original (GPtrArray  *transcripts,
               const char *uuid)
{
  for (guint i = 0; uuid != NULL && i < transcripts->len; i++)
    if (g_strcmp0 (((EncoreTranscript *) g_ptr_array_index (transcripts, i))->uuid, uuid) == 0)
      return g_ptr_array_index (transcripts, i);

  return NULL;
}

/* What was never corrected is the same object in both. */
gboolean
encore_transcripts_load (EncoreTranscripts *transcripts,
                         EncoreDb          *db,
                         gint64             call_id,
                         GError           **error)
{
  g_autoptr (GPtrArray) all = encore_db_list_raw_transcripts_of_call (db, call_id, error);

  if (all == NULL)
    return FALSE;
  if (all->len == 0)
    return TRUE;

  EncoreTranscript *chosen = g_ptr_array_index (all, 0);
  EncoreTranscript *original = find_original (all, chosen->corrects);

  transcripts->chosen = original != NULL ? encore_correction_share (chosen, original) : g_object_ref (chosen);
  g_set_object (&transcripts->original, original);
  return TRUE;
}

static void
take_transcripts (EncoreReview      *self,
                  EncoreTranscripts *transcripts)
{
  g_set_object (&self->transcripts.chosen, transcripts->chosen);
  g_set_object (&self->transcripts.original, transcripts->original);
  g_clear_pointer (&self->corrected, g_hash_table_unref);
  g_clear_object (&self->transcript);
  self->transcript = encore_review_mask (self, transcripts->chosen);
  encore_review_apply_muted (self);
}

/* As they are in the library. */
void
encore_review_set_transcripts (EncoreReview      *self,
                               EncoreTranscripts *transcripts)
{
  EncoreTranscript *chosen = transcripts->chosen;
  EncoreTranscript *corrected = chosen != NULL && chosen->corrects != NULL ? chosen : NULL;

  take_transcripts (self, transcripts);
  g_set_object (&self->saved, corrected);
}

void
encore_review_forget_transcripts (EncoreReview *self)
{
  EncoreTranscripts none = { NULL, NULL };

  encore_review_set_transcripts (self, &none);
  self->n_correcting = 0;
  self->draft_segment = -1;
  g_clear_pointer (&self->found, g_array_unref);
  self->found_at = -1;
}

/* Whoever is told must find no index of the transcript before. */
static void
announce (EncoreReview *self)
{
  self->current_segment = self->current_word = -1;
  encore_review_apply_muted (self); /* what is redacted may be said at another time now */
  encore_review_notify (self, ENCORE_REVIEW_TRANSCRIPT);
  encore_review_notify (self, ENCORE_REVIEW_DURATION_MS);
  encore_review_find_text (self);
}

/* What is to be hidden of it has changed. */
void
encore_review_show_transcript (EncoreReview *self)
{
  g_autoptr (EncoreTranscript) shown = encore_review_mask (self, self->transcripts.chosen);

  if (g_set_object (&self->transcript, shown))
    announce (self);
}

typedef struct
{
  gint64 call_id;
  EncoreTranscript *shown;
} Reload;

static void
reload_free (gpointer data)
{
  Reload *reload = data;

  g_clear_object (&reload->shown);
  g_free (reload);
}

static void
loaded_free (gpointer data)
{
  encore_transcripts_clear (data);
  g_free (data);
}

/* Shares what is equal with what is shown, so that little has to be shown anew. */
static gpointer
load_again (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  const Reload *reload = user_data;
  EncoreTranscripts *loaded = g_new0 (EncoreTranscripts, 1);

  if (!encore_transcripts_load (loaded, db, reload->call_id, error))
    {
      loaded_free (loaded);
      return NULL;
    }

  if (loaded->chosen != NULL && reload->shown != NULL)
    {
      EncoreTranscript *shared = encore_correction_share (loaded->chosen, reload->shown);

      g_object_unref (loaded->chosen);
      loaded->chosen = shared;
    }
  return loaded;
}

/* What it was corrected from may have been imported again. */
static gboolean
has_same_original (EncoreReview            *self,
                   const EncoreTranscripts *loaded)
{
  EncoreTranscript *known = self->transcripts.original, *original = loaded->original;

  if (known == NULL || original == NULL)
    return known == original;
  if (known->segments->len != original->segments->len)
    return FALSE;

  for (guint i = 0; i < original->segments->len; i++)
    if (!encore_segment_equal (encore_transcript_get (known, i), encore_transcript_get (original, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_shown (EncoreReview            *self,
          const EncoreTranscripts *loaded)
{
  EncoreTranscript *shown = self->transcripts.chosen, *chosen = loaded->chosen;

  if (shown == NULL || shown->segments->len != chosen->segments->len || g_strcmp0 (shown->uuid, chosen->uuid) != 0
      || !has_same_original (self, loaded))
    return FALSE;

  for (guint i = 0; i < chosen->segments->len; i++)
    if (encore_transcript_get (shown, i) != encore_transcript_get (chosen, i))
      return FALSE;

  return TRUE;
}

static void
reload_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  EncoreTranscripts *loaded = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (loaded == NULL)
    {
      encore_review_emit_error (self, error);
      return;
    }

  /* What has been corrected meanwhile is newer. */
  gint64 call_id = loaded->chosen != NULL ? loaded->chosen->call_id : 0;
  if (self->n_correcting == 0 && call_id == self->call_id && !is_shown (self, loaded))
    {
      encore_review_set_transcripts (self, loaded);
      announce (self);
    }
  loaded_free (loaded);
}

void
encore_review_reload_transcripts (EncoreReview *self)
{
  Reload *reload;

  if (self->n_correcting > 0 || self->call_id == 0)
    return;

  reload = g_new0 (Reload, 1);
  reload->call_id = self->call_id;
  g_set_object (&reload->shown, self->transcripts.chosen);
  encore_library_run_async (self->library, ENCORE_LANE_READ, load_again, reload, reload_free, loaded_free,
                            self->cancellable, reload_cb, g_object_ref (self));
}

/* Saving */

/* Moments that were marked by segment, not by time, stay with theirs. */
static void
add_moments (EncoreReview *self,
             EncoreEdit   *edit,
             GArray       *differences)
{
  guint length = encore_transcript_get_length (self->transcripts.chosen);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->moments)); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (G_LIST_MODEL (self->moments), i);
      int first = encore_differences_map_index (differences, moment->first_segment, length);
      int last = encore_differences_map_index (differences, moment->last_segment, length);

      if (moment->id == 0 || (first == moment->first_segment && last == moment->last_segment))
        continue;

      g_autoptr (EncoreMoment) moved = encore_moment_copy (moment);
      moved->first_segment = first;
      moved->last_segment = MAX (first, last);
      encore_edit_add (edit, moment, moved);
    }
}

typedef struct
{
  EncoreReview *self;
  GCancellable *session; /* of the call that was open then */
} Saving;

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (EncoreReview) self = saving->self;
  g_autoptr (GCancellable) session = saving->session;
  g_autoptr (GError) error = NULL;

  if (session == self->cancellable)
    self->n_correcting--;
  if (encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    return;

  encore_review_emit_error (self, error);
  encore_review_reload_transcripts (self);
}

/* The one that is saved is the writer's: it shares the segments of the one that is shown. It is given the id of the
 * one before when that has one. */
static void
save (EncoreReview *self,
      const char   *label,
      GArray       *differences)
{
  EncoreTranscript *chosen = self->transcripts.chosen;
  g_autoptr (EncoreEdit) edit = encore_edit_new (label);
  g_autoptr (EncoreTranscript) after = chosen->corrects != NULL ? encore_correction_replace (chosen, 0, 0, NULL) : NULL;

  encore_edit_add (edit, self->saved, after);
  add_moments (self, edit, differences);
  g_set_object (&self->saved, after);
  self->n_correcting++;

  Saving *saving = g_new0 (Saving, 1);
  *saving = (Saving) { g_object_ref (self), g_object_ref (self->cancellable) };
  encore_library_commit_async (self->library, edit, NULL, save_cb, saving);
}

/**
 * encore_transcript_sign_correction:
 * @corrected: not yet saved
 * @before: the transcript that was corrected, itself a correction or not
 * @author: (nullable): who did it
 *
 * Makes it a correction of what was imported, now, by @author.
 */
void
encore_transcript_sign_correction (EncoreTranscript *corrected,
                                   EncoreTranscript *before,
                                   EncorePerson     *author)
{
  if (before->corrects == NULL)
    {
      corrected->id = 0;
      g_free (corrected->uuid);
      corrected->uuid = g_uuid_string_random ();
      corrected->corrects = g_strdup (before->uuid);
    }
  corrected->author_id = author != NULL ? author->id : 0;
  corrected->corrected_at = encore_text_now ();
}

/* Shows and saves. */
static void
correct (EncoreReview     *self,
         const char       *label,
         EncoreTranscript *corrected)
{
  EncoreTranscript *before = self->transcripts.chosen;
  g_autoptr (GArray) differences = encore_differences_between (before, corrected);
  EncoreTranscripts now = { corrected, self->transcripts.original };

  if (before->corrects == NULL)
    now.original = before;
  encore_transcript_sign_correction (corrected, before, encore_library_get_working_as (self->library));

  g_autoptr (EncoreTranscript) kept = g_object_ref (before);
  take_transcripts (self, &now);
  save (self, label, differences);
  announce (self);
}

/* Segments */

/**
 * encore_review_can_correct:
 * @self: a review
 * @index: of a segment of its transcript
 * @error: why not
 *
 * Returns: whether that segment may be corrected
 */
gboolean
encore_review_can_correct (EncoreReview *self,
                           guint         index,
                           GError      **error)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  if (self->transcript == NULL || index >= encore_transcript_get_length (self->transcript))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("There is nothing to correct."));
      return FALSE;
    }
  if (encore_library_is_read_only (self->library))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY,
                           _ ("The library can only be read: nothing can be corrected."));
      return FALSE;
    }
  if (!encore_segment_equal (encore_transcript_get (self->transcript, index),
                             encore_transcript_get (self->transcripts.chosen, index)))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE,
                           _ ("Something in this segment is redacted. Lift the redaction to correct it."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (EncoreReview *self,
       guint         index)
{
  g_autoptr (GError) error = NULL;

  if (encore_review_can_correct (self, index, &error))
    return TRUE;

  encore_review_emit_error (self, error);
  return FALSE;
}

static const EncoreSegment *
kept_segment (EncoreReview *self,
              guint         index)
{
  return encore_transcript_get (self->transcripts.chosen, index);
}

/**
 * encore_review_begin_draft:
 * @self: a review
 * @index: of a segment
 *
 * Returns: the segment as it is; the strings are its own
 */
EncoreSegmentDraft
encore_review_begin_draft (EncoreReview *self,
                           guint         index)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);

  return (EncoreSegmentDraft) {
    segment->text,
    segment->speaker,
    encore_review_segment_party (self, index),
    encore_review_segment_span (self, index),
  };
}

static gboolean
same_span (EncoreSpan span,
           EncoreSpan other)
{
  return span.start_ms == other.start_ms && span.end_ms == other.end_ms;
}

/* Only what is different is set: a party that is known by the channel alone stays so. */
static EncoreSegment *
apply_draft (EncoreReview             *self,
             guint                     index,
             const EncoreSegmentDraft *draft)
{
  const EncoreSegment *segment = kept_segment (self, index);
  EncoreSegmentDraft before = encore_review_begin_draft (self, index);
  g_autoptr (EncoreSegment) result = encore_segment_ref (segment);
  gint64 offset_ms = self->recording != NULL ? self->recording->offset_ms : 0;

  if (draft == NULL)
    return g_steal_pointer (&result);

  g_autofree char *text = g_strstrip (g_strdup (draft->text));
  if (segment->start_ms != ENCORE_NO_TIME && !same_span (draft->span, before.span))
    {
      EncoreSpan span = { draft->span.start_ms - offset_ms, draft->span.end_ms - offset_ms };
      EncoreSegment *moved = encore_correction_set_span (result, span);

      encore_segment_unref (result);
      result = moved;
    }
  if (draft->party != before.party || g_strcmp0 (draft->speaker, before.speaker) != 0)
    {
      EncoreSegment *named = encore_correction_set_speaker (result, draft->speaker, draft->party);

      encore_segment_unref (result);
      result = named;
    }
  if (!g_str_equal (text, segment->text))
    {
      EncoreSegment *written = encore_correction_set_text (result, text);

      encore_segment_unref (result);
      result = written;
    }

  return g_steal_pointer (&result);
}

static void
replace (EncoreReview *self,
         const char   *label,
         guint         first,
         guint         n_removed,
         GPtrArray    *segments)
{
  g_autoptr (EncoreTranscript) corrected = encore_correction_replace (self->transcripts.chosen, first, n_removed,
                                                                      segments);

  correct (self, label, corrected);
}

static GPtrArray *
new_segments (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) encore_segment_unref);
}

static const char *
label_for (const EncoreSegment *before,
           const EncoreSegment *after)
{
  if (encore_segment_says_same (before, after))
    return _ ("Correct times");
  if (g_str_equal (before->text, after->text))
    return _ ("Correct speaker");

  return _ ("Correct text");
}

void
encore_review_correct_segment (EncoreReview             *self,
                               guint                     index,
                               const EncoreSegmentDraft *draft)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (draft != NULL);

  if (!check (self, index))
    return;

  EncoreSegment *segment = apply_draft (self, index, draft);
  g_autoptr (GPtrArray) segments = new_segments ();

  g_ptr_array_add (segments, segment);
  if (*segment->text == '\0')
    encore_review_delete_segment (self, index);
  else if (!encore_segment_equal (segment, kept_segment (self, index)))
    replace (self, label_for (kept_segment (self, index), segment), index, 1, segments);
}

/**
 * encore_review_split_segment:
 * @self: a review
 * @index: of a segment
 * @draft: (nullable): how it has been edited
 * @offset: the byte of the draft's text, else of its own, at which the second part begins
 *
 * Returns: %FALSE when one part would have no text; then nothing was done
 */
gboolean
encore_review_split_segment (EncoreReview             *self,
                             guint                     index,
                             const EncoreSegmentDraft *draft,
                             gsize                     offset)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  if (!check (self, index))
    return FALSE;

  g_autoptr (EncoreSegment) whole = apply_draft (self, index, draft);
  g_autoptr (GPtrArray) segments = new_segments ();
  EncoreSegment *first, *second;
  gsize blank = draft != NULL ? strspn (draft->text, " \t\r\n\v\f") : 0; /* not in the text any more */

  if (!encore_correction_split (whole, offset - MIN (blank, offset), &first, &second))
    return FALSE;

  g_ptr_array_add (segments, first);
  g_ptr_array_add (segments, second);
  replace (self, _ ("Split segment"), index, 1, segments);
  return TRUE;
}

void
encore_review_join_segments (EncoreReview             *self,
                             guint                     index,
                             const EncoreSegmentDraft *draft)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!check (self, index) || !check (self, index + 1))
    return;

  g_autoptr (EncoreSegment) segment = apply_draft (self, index, draft);
  g_autoptr (GPtrArray) segments = new_segments ();

  g_ptr_array_add (segments, encore_correction_join (segment, kept_segment (self, index + 1)));
  replace (self, _ ("Merge segments"), index, 2, segments);
}

void
encore_review_delete_segment (EncoreReview *self,
                              guint         index)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (check (self, index))
    replace (self, _ ("Delete segment"), index, 1, NULL);
}

/* The transcript */

/**
 * encore_review_adjust_times:
 * @self: a review
 * @map: from where things are in the recording now to where they belong
 */
void
encore_review_adjust_times (EncoreReview        *self,
                            const EncoreTimeMap *map)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  double offset_ms = self->recording != NULL ? (double) self->recording->offset_ms : 0;
  EncoreTimeMap of_transcript = { map->scale, map->offset_ms + (map->scale - 1) * offset_ms };

  if (!check (self, 0) || encore_time_map_is_none (map))
    return;

  g_autoptr (EncoreTranscript) corrected = encore_correction_map_times (self->transcripts.chosen, &of_transcript);
  correct (self, _ ("Adjust times"), corrected);
}

static EncoreParty
swap_party (EncoreParty party)
{
  switch (party)
    {
    case ENCORE_PARTY_AGENT:
      return ENCORE_PARTY_CUSTOMER;
    case ENCORE_PARTY_CUSTOMER:
      return ENCORE_PARTY_AGENT;
    default:
      return party;
    }
}

static EncoreTranscript *
make_swapped (EncoreTranscript *kept)
{
  EncoreTranscript *swapped = encore_transcript_new_like (kept);
  g_autoptr (GPtrArray) labels = encore_transcript_list_labels (kept);
  gboolean known = FALSE;

  for (guint i = 0; i < encore_transcript_get_length (kept); i++)
    known |= swap_party (encore_transcript_get (kept, i)->party) != encore_transcript_get (kept, i)->party;

  for (guint i = 0; i < encore_transcript_get_length (kept); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (kept, i);

      encore_transcript_add (swapped,
                             encore_correction_set_speaker (segment, segment->speaker, swap_party (segment->party)));
    }
  if (!known && labels->len >= 2)
    {
      g_autoptr (EncoreRoleGuess) first = encore_role_guess_new (labels->pdata[0], labels->pdata[1], NULL);

      encore_role_guess_apply (first, swapped);
    }

  g_free (swapped->roles);
  swapped->roles = g_strdup (_ ("set by hand"));
  encore_transcript_finish (swapped);
  return swapped;
}

static gpointer
remember_roles (EncoreDb     *db,
                gpointer      transcript,
                GCancellable *cancellable,
                GError      **error)
{
  encore_speaker_roles_remember (db, transcript, error);
  return NULL;
}

static void
remembered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;

  encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);
  if (error != NULL)
    encore_review_emit_error (self, error);
}

/**
 * encore_review_swap_roles:
 * @self: a review
 *
 * Takes the agent for the customer and the customer for the agent; where neither is known, the first speaker for the
 * agent. Transcripts of this kind are read so from now on.
 */
void
encore_review_swap_roles (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->transcripts.chosen == NULL || encore_library_is_read_only (self->library))
    return;

  g_autoptr (EncoreTranscript) swapped = make_swapped (self->transcripts.chosen);

  correct (self, _ ("Swap agent and customer"), swapped);
  encore_library_run_async (self->library, ENCORE_LANE_WRITE, remember_roles, g_object_ref (swapped), g_object_unref,
                            NULL, NULL, remembered_cb, g_object_ref (self));
}

void
encore_review_restore_original (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->transcripts.original == NULL || encore_library_is_read_only (self->library))
    return;

  g_autoptr (EncoreTranscript) original = g_object_ref (self->transcripts.original);
  g_autoptr (GArray) differences = encore_differences_between (self->transcripts.chosen, original);
  EncoreTranscripts now = { original, NULL };

  take_transcripts (self, &now);
  save (self, _ ("Restore the original transcript"), differences);
  announce (self);
}

EncoreTranscript *
encore_review_get_original (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  g_clear_object (&self->shown_original);
  self->shown_original = encore_review_mask (self, self->transcripts.original);
  return self->shown_original;
}

static GHashTable *
find_corrected (EncoreReview *self)
{
  GHashTable *corrected = g_hash_table_new (NULL, NULL);
  EncoreTranscript *chosen = self->transcripts.chosen;
  g_autoptr (GArray) differences = encore_differences_between (self->transcripts.original, chosen);

  for (guint i = 0; i < differences->len; i++)
    {
      const EncoreDifference *difference = &g_array_index (differences, EncoreDifference, i);

      for (guint j = 0; j < difference->n_to; j++)
        g_hash_table_add (corrected, (gpointer) encore_transcript_get (chosen, difference->to + j));
    }

  return corrected;
}

gboolean
encore_review_is_corrected (EncoreReview *self,
                            guint         index)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  if (self->transcripts.original == NULL)
    return FALSE;

  if (self->corrected == NULL)
    self->corrected = find_corrected (self);
  return g_hash_table_contains (self->corrected, kept_segment (self, index));
}

/* What is being edited */

int
encore_review_get_draft_segment (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), -1);

  return self->draft_segment;
}

EncoreSpan
encore_review_get_draft_span (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), (EncoreSpan) { 0 });

  return self->draft_span;
}

/**
 * encore_review_set_draft:
 * @self: a review
 * @index: of the segment that is being edited, or -1
 * @span: where it is to be in the recording
 */
void
encore_review_set_draft (EncoreReview *self,
                         int           index,
                         EncoreSpan    span)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->draft_segment == index && (index < 0 || same_span (self->draft_span, span)))
    return;

  self->draft_segment = index;
  self->draft_span = span;
  encore_review_notify (self, ENCORE_REVIEW_DRAFT_SPAN);
}
