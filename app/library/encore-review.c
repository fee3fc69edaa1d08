/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-joined.h"
#include "encore-library-private.h"
#include "encore-review-correct.h"
#include "encore-review-judge.h"

G_DEFINE_FINAL_TYPE (EncoreReview, encore_review, G_TYPE_OBJECT)

enum
{
  SIGNAL_ERROR,
  SIGNAL_MARKING,
  SIGNAL_MARKED,
  SIGNAL_REVEAL,
  SIGNAL_SEEKED,
  SIGNAL_REDACTED,
  N_SIGNALS
};

static GParamSpec *properties[ENCORE_REVIEW_N_PROPS];
static guint signals[N_SIGNALS];

void
encore_review_notify (EncoreReview        *self,
                      EncoreReviewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
encore_review_emit_error (EncoreReview *self,
                          const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_ERROR], 0, error);
}

void
encore_review_emit_marking (EncoreReview *self,
                            EncoreMoment *moment)
{
  g_free (self->marked);
  self->marked = g_strdup (moment->uuid);
  g_signal_emit (self, signals[SIGNAL_MARKING], 0, moment);
}

void
encore_review_emit_marked (EncoreReview *self,
                           EncoreMoment *moment)
{
  g_signal_emit (self, signals[SIGNAL_MARKED], 0, moment);
}

void
encore_review_emit_reveal (EncoreReview *self,
                           gint64        position_ms)
{
  g_signal_emit (self, signals[SIGNAL_REVEAL], 0, position_ms);
}

void
encore_review_emit_seeked (EncoreReview *self,
                           gint64        position_ms)
{
  g_signal_emit (self, signals[SIGNAL_SEEKED], 0, position_ms);
}

void
encore_review_emit_redacted (EncoreReview *self,
                             guint         n)
{
  g_signal_emit (self, signals[SIGNAL_REDACTED], 0, n);
}

/* Loading */

typedef struct
{
  EncoreCall *call;
  EncoreScenario *scenario;
  EncoreRecording *recording;
  GPtrArray *recordings;
  EncoreTranscripts transcripts;
  GPtrArray *redactions;
  GPtrArray *moments;
  GPtrArray *moment_types;
} OpenCall;

static void
open_call_free (gpointer data)
{
  OpenCall *open = data;

  g_clear_object (&open->call);
  g_clear_object (&open->scenario);
  g_clear_object (&open->recording);
  g_clear_pointer (&open->recordings, g_ptr_array_unref);
  encore_transcripts_clear (&open->transcripts);
  g_clear_pointer (&open->redactions, g_ptr_array_unref);
  g_clear_pointer (&open->moments, g_ptr_array_unref);
  g_clear_pointer (&open->moment_types, g_ptr_array_unref);
  g_free (open);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenCall, open_call_free)

static gboolean
load_media (EncoreDb *db,
            OpenCall *open,
            GError  **error)
{
  open->recordings = encore_db_list_recordings_of_call (db, open->call->id, error);
  if (open->recordings == NULL)
    return FALSE;

  open->recording = encore_joined_get (open->recordings);
  open->redactions = encore_db_list_redactions_of_call (db, open->call->id, error);
  return open->redactions != NULL && encore_transcripts_load (&open->transcripts, db, open->call->id, error);
}

static gpointer
load_call (EncoreDb     *db,
           gpointer      user_data,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (OpenCall) open = g_new0 (OpenCall, 1);

  open->call = encore_db_get_call (db, *(const gint64 *) user_data, error);
  if (open->call == NULL || !load_media (db, open, error))
    return NULL;

  if (open->call->scenario_id != 0)
    {
      open->scenario = encore_db_get_scenario (db, open->call->scenario_id, error);
      if (open->scenario == NULL)
        return NULL;
    }

  open->moments = encore_db_list_moments_of_call (db, open->call->id, error);
  open->moment_types = open->moments != NULL ? encore_db_list_moment_types (db, error) : NULL;

  return open->moment_types != NULL ? g_steal_pointer (&open) : NULL;
}

static void
set_loading (EncoreReview *self,
             gboolean      loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  encore_review_notify (self, ENCORE_REVIEW_LOADING);
}

static void
take_recordings (EncoreReview *self,
                 OpenCall     *open)
{
  g_clear_pointer (&self->recordings, g_ptr_array_unref);
  self->recordings = g_steal_pointer (&open->recordings);
}

static void
take_call (EncoreReview *self,
           OpenCall     *open)
{
  g_set_object (&self->call, open->call);
  g_set_object (&self->scenario, open->scenario);
  g_set_object (&self->recording, open->recording);
  encore_review_take_redactions (self, open->redactions);
  encore_review_set_transcripts (self, &open->transcripts);
  encore_review_apply_muted (self);
  take_recordings (self, open);

  g_list_store_splice (self->moment_types, 0, g_list_model_get_n_items (G_LIST_MODEL (self->moment_types)),
                       open->moment_types->pdata, open->moment_types->len);
  self->position_ms = self->remembered_ms = self->call->position_ms;

  encore_review_notify (self, ENCORE_REVIEW_CALL);
  encore_review_notify (self, ENCORE_REVIEW_SCENARIO);
  encore_review_notify (self, ENCORE_REVIEW_RECORDING);
  encore_review_notify (self, ENCORE_REVIEW_TRANSCRIPT);
  encore_review_notify (self, ENCORE_REVIEW_REDACTIONS);
  encore_review_notify (self, ENCORE_REVIEW_DURATION_MS);
  encore_review_notify (self, ENCORE_REVIEW_POSITION_MS);
  encore_review_find_text (self);
  encore_review_take_moments (self, open->moments);
  encore_review_open_judging (self);
}

static void
load_call_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OpenCall) open = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (open != NULL && open->call->id != self->call_id))
    return;

  if (open != NULL)
    {
      take_call (self, open);
      encore_review_open_media (self);
    }
  else
    {
      encore_review_plan_to_play (self, FALSE);
      encore_review_emit_error (self, error);
    }

  set_loading (self, FALSE);
}

/**
 * encore_review_open:
 * @self: a review
 * @call_id: of the call to open; the one that is open is closed first
 */
void
encore_review_open (EncoreReview *self,
                    gint64        call_id)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  encore_review_close (self);

  self->call_id = call_id;
  self->cancellable = g_cancellable_new ();
  set_loading (self, TRUE);
  encore_library_run_async (self->library, ENCORE_LANE_READ, load_call, g_memdup2 (&call_id, sizeof call_id), g_free,
                            open_call_free, self->cancellable, load_call_cb, g_object_ref (self));
}

/**
 * encore_review_close:
 * @self: a review
 *
 * Stops, and remembers where listening stopped.
 */
void
encore_review_close (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->cancellable == NULL)
    return;

  encore_review_set_current_moment (self, NULL); /* what is being typed is saved */
  encore_review_set_draft (self, -1, (EncoreSpan) { 0, 0 });
  encore_review_close_judging (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  encore_review_tick (self);
  encore_review_remember_place (self);

  encore_review_close_media (self);
  g_list_store_remove_all (self->moments);
  g_clear_object (&self->call);
  g_clear_object (&self->scenario);
  g_clear_object (&self->recording);
  g_clear_pointer (&self->recordings, g_ptr_array_unref);
  encore_review_take_redactions (self, NULL);
  encore_review_forget_transcripts (self);
  self->call_id = 0;
  self->position_ms = 0;
  self->current_segment = self->current_word = -1;
  encore_review_stay (self);
  self->resume_after_edit = FALSE;
  self->selection = (EncoreSpan) { 0, 0 };
  self->follow = TRUE;

  for (guint i = 1; i < ENCORE_REVIEW_N_PROPS; i++)
    encore_review_notify (self, i);
}

static void
reload_call_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OpenCall) open = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (open == NULL || open->call->id != self->call_id)
    return;

  g_set_object (&self->call, open->call);
  g_set_object (&self->scenario, open->scenario);
  encore_review_notify (self, ENCORE_REVIEW_CALL);
  encore_review_notify (self, ENCORE_REVIEW_SCENARIO);
  encore_review_follow_scenario (self);
  encore_review_read_used_scorecard (self);

  gboolean moved = self->recording != NULL && open->recording != NULL
                   && (g_strcmp0 (self->recording->path, open->recording->path) != 0
                       || (self->media_missing && encore_joined_is_pair (open->recordings)));
  take_recordings (self, open);
  gint64 offset_ms = self->recording != NULL ? self->recording->offset_ms : 0;
  if (g_set_object (&self->recording, open->recording))
    {
      encore_review_notify (self, ENCORE_REVIEW_RECORDING);
      if (self->recording == NULL || self->recording->offset_ms != offset_ms)
        encore_review_reload_redactions (self); /* others words are said where it is not to be heard */
    }
  if (moved)
    encore_review_open_media (self);
}

/* Somebody, maybe an undo, changed what is shown here. */
static void
on_library_changed (EncoreLibrary *library,
                    GType          type,
                    EncoreReview  *self)
{
  if (self->call_id == 0)
    return;

  encore_review_judging_changed (self, type);
  if (type == ENCORE_TYPE_MOMENT || type == ENCORE_TYPE_EXTRA)
    encore_review_reload_moments (self);
  else if (type == ENCORE_TYPE_TRANSCRIPT)
    encore_review_reload_transcripts (self);
  else if (type == ENCORE_TYPE_REDACTION)
    encore_review_reload_redactions (self);
  else if (type == ENCORE_TYPE_CALL || type == ENCORE_TYPE_RECORDING || type == ENCORE_TYPE_SCENARIO
           || type == ENCORE_TYPE_PERSON)
    encore_library_run_async (self->library, ENCORE_LANE_READ, load_call,
                              g_memdup2 (&self->call_id, sizeof self->call_id), g_free, open_call_free,
                              self->cancellable, reload_call_cb, g_object_ref (self));
}

/* What is open may have been brought in again, from a file that says something else now. */
static void
on_imported (EncoreLibrary *library,
             EncoreReview  *self)
{
  on_library_changed (library, ENCORE_TYPE_CALL, self);
  on_library_changed (library, ENCORE_TYPE_TRANSCRIPT, self);
  on_library_changed (library, ENCORE_TYPE_MOMENT, self);
}

/* Object */

static void
encore_review_dispose (GObject *object)
{
  EncoreReview *self = ENCORE_REVIEW (object);

  if (self->library != NULL && encore_library_get_store (self->library) != NULL)
    encore_review_close (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->player);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_review_parent_class)->dispose (object);
}

static void
encore_review_finalize (GObject *object)
{
  EncoreReview *self = ENCORE_REVIEW (object);

  g_clear_object (&self->call);
  g_clear_object (&self->scenario);
  g_clear_object (&self->recording);
  g_clear_pointer (&self->recordings, g_ptr_array_unref);
  encore_review_forget_transcripts (self);
  g_clear_object (&self->peaks);
  g_clear_pointer (&self->redactions, g_ptr_array_unref);
  g_clear_pointer (&self->muted, g_array_unref);
  g_clear_object (&self->shown_original);
  g_clear_object (&self->current_moment);
  g_clear_object (&self->moments);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->edited_drafts, g_hash_table_unref);
  g_clear_pointer (&self->unread, g_hash_table_unref);
  g_clear_object (&self->moment_types);
  encore_review_free_judging (self);
  g_clear_pointer (&self->media_error, g_free);

  G_OBJECT_CLASS (encore_review_parent_class)->finalize (object);
}

static void
encore_review_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  EncoreReview *self = ENCORE_REVIEW (object);

  switch ((EncoreReviewProperty) prop_id)
    {
    case ENCORE_REVIEW_CALL:
      g_value_set_object (value, self->call);
      break;
    case ENCORE_REVIEW_RECORDING:
      g_value_set_object (value, self->recording);
      break;
    case ENCORE_REVIEW_TRANSCRIPT:
      g_value_set_object (value, self->transcript);
      break;
    case ENCORE_REVIEW_PEAKS:
      g_value_set_object (value, self->peaks);
      break;
    case ENCORE_REVIEW_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case ENCORE_REVIEW_MEDIA_ERROR:
      g_value_set_string (value, self->media_error);
      break;
    case ENCORE_REVIEW_MEDIA_MISSING:
      g_value_set_boolean (value, self->media_missing);
      break;
    case ENCORE_REVIEW_DURATION_MS:
      g_value_set_int64 (value, encore_review_get_duration_ms (self));
      break;
    case ENCORE_REVIEW_POSITION_MS:
      g_value_set_int64 (value, self->position_ms);
      break;
    case ENCORE_REVIEW_PLAYING:
      g_value_set_boolean (value, encore_review_get_playing (self));
      break;
    case ENCORE_REVIEW_SELECTION:
      g_value_set_boolean (value, !encore_span_is_empty (self->selection));
      break;
    case ENCORE_REVIEW_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    case ENCORE_REVIEW_CURRENT_SEGMENT:
      g_value_set_int (value, self->current_segment);
      break;
    case ENCORE_REVIEW_CURRENT_WORD:
      g_value_set_int (value, self->current_word);
      break;
    case ENCORE_REVIEW_MOMENTS:
      g_value_set_object (value, self->moments);
      break;
    case ENCORE_REVIEW_CURRENT_MOMENT:
      g_value_set_object (value, self->current_moment);
      break;
    case ENCORE_REVIEW_SCENARIO:
      g_value_set_object (value, self->scenario);
      break;
    case ENCORE_REVIEW_SKIP_SILENCE:
      g_value_set_boolean (value, encore_review_get_skip_silence (self));
      break;
    case ENCORE_REVIEW_SAVED_MS:
      g_value_set_int64 (value, encore_player_get_saved_ms (self->player));
      break;
    case ENCORE_REVIEW_LEVEL_PARTIES:
      g_value_set_boolean (value, encore_review_get_level_parties (self));
      break;
    case ENCORE_REVIEW_DRAFT_SPAN:
      g_value_set_boolean (value, self->draft_segment >= 0);
      break;
    case ENCORE_REVIEW_FOUND:
      g_value_set_boolean (value, self->found != NULL && self->found->len > 0);
      break;
    case ENCORE_REVIEW_REDACTIONS:
      g_value_set_boolean (value, self->redactions->len > 0);
      break;
    case ENCORE_REVIEW_EVALUATION:
      g_value_set_object (value, self->evaluation);
      break;
    case ENCORE_REVIEW_SCORECARD:
      g_value_set_object (value, self->scorecard);
      break;
    case ENCORE_REVIEW_EVALUATIONS:
      g_value_set_object (value, self->evaluations);
      break;
    case ENCORE_REVIEW_SCORECARDS:
      g_value_set_object (value, self->scorecards);
      break;
    case ENCORE_REVIEW_BLIND:
      g_value_set_boolean (value, encore_review_get_blind (self));
      break;
    case ENCORE_REVIEW_N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
encore_review_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  EncoreReview *self = ENCORE_REVIEW (object);

  switch (prop_id)
    {
    case ENCORE_REVIEW_POSITION_MS:
      encore_review_seek (self, g_value_get_int64 (value));
      break;
    case ENCORE_REVIEW_FOLLOW:
      encore_review_set_follow (self, g_value_get_boolean (value));
      break;
    case ENCORE_REVIEW_CURRENT_MOMENT:
      encore_review_set_current_moment (self, g_value_get_object (value));
      break;
    case ENCORE_REVIEW_SKIP_SILENCE:
      encore_review_set_skip_silence (self, g_value_get_boolean (value));
      break;
    case ENCORE_REVIEW_LEVEL_PARTIES:
      encore_review_set_level_parties (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
encore_review_class_init (EncoreReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = encore_review_dispose;
  object_class->finalize = encore_review_finalize;
  object_class->get_property = encore_review_get_property;
  object_class->set_property = encore_review_set_property;

  properties[ENCORE_REVIEW_CALL] = g_param_spec_object ("call", NULL, NULL, ENCORE_TYPE_CALL, readable);
  properties[ENCORE_REVIEW_RECORDING] = g_param_spec_object ("recording", NULL, NULL, ENCORE_TYPE_RECORDING, readable);
  properties[ENCORE_REVIEW_TRANSCRIPT] = g_param_spec_object ("transcript", NULL, NULL, ENCORE_TYPE_TRANSCRIPT,
                                                              readable);
  properties[ENCORE_REVIEW_PEAKS] = g_param_spec_object ("peaks", NULL, NULL, ENCORE_TYPE_PEAKS, readable);
  properties[ENCORE_REVIEW_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_MEDIA_ERROR] = g_param_spec_string ("media-error", NULL, NULL, NULL, readable);
  properties[ENCORE_REVIEW_MEDIA_MISSING] = g_param_spec_boolean ("media-missing", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_DURATION_MS] = g_param_spec_int64 ("duration-ms", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[ENCORE_REVIEW_POSITION_MS] = g_param_spec_int64 ("position-ms", NULL, NULL, 0, G_MAXINT64, 0, writable);
  properties[ENCORE_REVIEW_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_SELECTION] = g_param_spec_boolean ("selection", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, TRUE, writable);
  properties[ENCORE_REVIEW_CURRENT_SEGMENT] = g_param_spec_int ("current-segment", NULL, NULL, -1, G_MAXINT, -1,
                                                                readable);
  properties[ENCORE_REVIEW_CURRENT_WORD] = g_param_spec_int ("current-word", NULL, NULL, -1, G_MAXINT, -1, readable);
  properties[ENCORE_REVIEW_MOMENTS] = g_param_spec_object ("moments", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[ENCORE_REVIEW_CURRENT_MOMENT] = g_param_spec_object ("current-moment", NULL, NULL, ENCORE_TYPE_MOMENT,
                                                                  writable);
  properties[ENCORE_REVIEW_SCENARIO] = g_param_spec_object ("scenario", NULL, NULL, ENCORE_TYPE_SCENARIO, readable);
  properties[ENCORE_REVIEW_SKIP_SILENCE] = g_param_spec_boolean ("skip-silence", NULL, NULL, FALSE, writable);
  properties[ENCORE_REVIEW_SAVED_MS] = g_param_spec_int64 ("saved-ms", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[ENCORE_REVIEW_DRAFT_SPAN] = g_param_spec_boolean ("draft-span", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_FOUND] = g_param_spec_boolean ("found", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_REDACTIONS] = g_param_spec_boolean ("redactions", NULL, NULL, FALSE, readable);
  properties[ENCORE_REVIEW_LEVEL_PARTIES] = g_param_spec_boolean ("level-parties", NULL, NULL, FALSE, writable);
  properties[ENCORE_REVIEW_EVALUATION] = g_param_spec_object ("evaluation", NULL, NULL, ENCORE_TYPE_EVALUATION,
                                                              readable);
  properties[ENCORE_REVIEW_SCORECARD] = g_param_spec_object ("scorecard", NULL, NULL, ENCORE_TYPE_SCORECARD, readable);
  properties[ENCORE_REVIEW_EVALUATIONS] = g_param_spec_object ("evaluations", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[ENCORE_REVIEW_SCORECARDS] = g_param_spec_object ("scorecards", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[ENCORE_REVIEW_BLIND] = g_param_spec_boolean ("blind", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, ENCORE_REVIEW_N_PROPS, properties);

  signals[SIGNAL_ERROR] = g_signal_new ("error", ENCORE_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_MARKING] = g_signal_new ("marking", ENCORE_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, ENCORE_TYPE_MOMENT);
  signals[SIGNAL_MARKED] = g_signal_new ("marked", ENCORE_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, ENCORE_TYPE_MOMENT);
  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", ENCORE_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_SEEKED] = g_signal_new ("seeked", ENCORE_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_REDACTED] = g_signal_new ("redacted", ENCORE_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
unref_draft (gpointer draft)
{
  if (draft != NULL)
    g_object_unref (draft);
}

static void
encore_review_init (EncoreReview *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_draft);
  self->edited_drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unread = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->moments = g_list_store_new (ENCORE_TYPE_MOMENT);
  self->redactions = g_ptr_array_new_with_free_func (g_object_unref);
  self->muted = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
  self->moment_types = g_list_store_new (ENCORE_TYPE_MOMENT_TYPE);
  self->follow = TRUE;
  encore_review_init_judging (self);
  self->draft_segment = self->found_at = -1;
  self->current_segment = self->current_word = self->playing_moment = -1;
  self->return_ms = ENCORE_NO_TIME;
}

static void
on_player_playing (EncoreReview *self)
{
  if (!encore_player_get_playing (self->player))
    encore_review_remember_place (self);
  encore_review_notify (self, ENCORE_REVIEW_PLAYING);
}

/* It goes back by itself too: in a loop, on a pause. */
static void
on_player_seeked (EncoreReview *self,
                  gint64        position_ms)
{
  if (!self->media_open)
    return;

  encore_review_take_position (self, position_ms);
  encore_review_emit_seeked (self, position_ms);
}

/* The player's own properties, as they are here. */
static void
on_player_listens (EncoreReview *self,
                   GParamSpec   *pspec)
{
  if (g_str_equal (pspec->name, "skip-silence"))
    encore_review_notify (self, ENCORE_REVIEW_SKIP_SILENCE);
  else if (g_str_equal (pspec->name, "saved-ms"))
    encore_review_notify (self, ENCORE_REVIEW_SAVED_MS);
  else if (g_str_equal (pspec->name, "level-parties"))
    encore_review_notify (self, ENCORE_REVIEW_LEVEL_PARTIES);
}

static void
on_player_failed (EncoreReview *self,
                  const GError *error)
{
  /* Nothing is wrong with the recording: one may look around in it, and play it later. */
  if (encore_player_can_try_again (self->player))
    {
      encore_review_emit_error (self, error);
      return;
    }

  g_free (self->media_error);
  self->media_error = g_strdup (error->message);
  encore_review_notify (self, ENCORE_REVIEW_MEDIA_ERROR);
}

/**
 * encore_review_new:
 * @library: where calls are kept
 *
 * Returns: (transfer full): a review without a call
 */
EncoreReview *
encore_review_new (EncoreLibrary *library)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  EncoreReview *self = g_object_new (ENCORE_TYPE_REVIEW, NULL);

  self->library = g_object_ref (library);
  self->player = encore_player_new ();
  encore_review_watch_judging (self);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, 0);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (on_imported), self, 0);
  g_signal_connect_object (self->player, "notify::playing", G_CALLBACK (on_player_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::duration-ms", G_CALLBACK (on_player_playing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "failed", G_CALLBACK (on_player_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "seeked", G_CALLBACK (on_player_seeked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify", G_CALLBACK (on_player_listens), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "ended", G_CALLBACK (encore_review_come_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "ended", G_CALLBACK (encore_review_moment_ended), self, G_CONNECT_SWAPPED);
  return self;
}

EncoreLibrary *
encore_review_get_library (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->library;
}

EncoreCall *
encore_review_get_call (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->call;
}

EncoreRecording *
encore_review_get_recording (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->recording;
}

EncoreTranscript *
encore_review_get_transcript (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->transcript;
}

EncorePeaks *
encore_review_get_peaks (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->peaks;
}

EncorePlayer *
encore_review_get_player (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->player;
}

GListModel *
encore_review_get_moments (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return G_LIST_MODEL (self->moments);
}

GListModel *
encore_review_get_moment_types (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return G_LIST_MODEL (self->moment_types);
}

EncoreScenario *
encore_review_get_scenario (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->scenario;
}
