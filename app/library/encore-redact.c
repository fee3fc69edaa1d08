/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redact-private.h"

#include <glib/gi18n.h>

#include "encore-detect.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-text.h"

/* Redactions: who may make and lift them, and what they are made of. */

/* Who may */

static EncoreRedaction *
find_stored (EncoreDb        *db,
             EncoreRedaction *redaction,
             GError         **error)
{
  g_autoptr (GPtrArray) stored = encore_db_list_redactions_of_call (db, redaction->call_id, error);

  for (guint i = 0; stored != NULL && i < stored->len; i++)
    if (((EncoreRedaction *) stored->pdata[i])->id == redaction->id)
      return g_object_ref (stored->pdata[i]);

  if (stored != NULL)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("The redaction is no longer there."));
  return NULL;
}

static gboolean
check_owner (EncoreRedaction *redaction,
             gint64           person_id,
             GError         **error)
{
  if (person_id == 0)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                         _ ("Choose who you are under “Working as” first: a redaction says who made it, and only they "
                            "can lift it."));
  else if (redaction->author_id != person_id && redaction->author_name != NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE,
                 _ ("Only %s, who made this redaction, can lift it. If that is you, choose it under “Working as”."),
                 redaction->author_name);
  else if (redaction->author_id != person_id)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE, _ ("Only who made this redaction can change it."));

  return person_id != 0 && redaction->author_id == person_id;
}

static gboolean
check_not_purged (EncoreRedaction *redaction,
                  GError         **error)
{
  if (!encore_redaction_is_purged (redaction))
    return TRUE;

  g_autofree char *date = encore_text_date_time (redaction->purged_at);

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE,
               _ ("What was under this redaction was purged for good on %s: there is nothing left to lift it from."),
               date);
  return FALSE;
}

/* Whether the person may make this change; of other things than redactions everybody may. */
gboolean
encore_redact_check_change (EncoreDb           *db,
                            const EncoreChange *change,
                            gint64              person_id,
                            GError            **error)
{
  GObject *object = change->before != NULL ? change->before : change->after;

  if (!ENCORE_IS_REDACTION (object))
    return TRUE;
  if (change->before == NULL)
    return check_owner (ENCORE_REDACTION (change->after), person_id, error);

  g_autoptr (EncoreRedaction) stored = find_stored (db, ENCORE_REDACTION (change->before), error);

  return stored != NULL && check_owner (stored, person_id, error) && check_not_purged (stored, error);
}

/**
 * encore_redact_may_lift:
 * @library: a library
 * @redaction: one of its redactions
 *
 * Returns: whether who is working here can lift it
 */
gboolean
encore_redact_may_lift (EncoreLibrary   *library,
                        EncoreRedaction *redaction)
{
  EncorePerson *person = encore_library_get_working_as (library);

  return person != NULL && person->id == redaction->author_id && !encore_redaction_is_purged (redaction)
         && !encore_library_is_read_only (library);
}

EncoreEdit *
encore_redact_lift (EncoreRedaction *redaction)
{
  return encore_edit_new_change (_ ("Lift redaction"), redaction, NULL);
}

/**
 * encore_redact_describe:
 * @redaction: a redaction
 *
 * Returns: (transfer full): what was redacted, by whom and when, for a tooltip
 */
char *
encore_redact_describe (EncoreRedaction *redaction)
{
  const char *kind = encore_redaction_kind_to_label (redaction->kind);
  g_autofree char *date = encore_text_date_time (redaction->redacted_at);
  g_autofree char *made = redaction->author_name != NULL
                              ? g_strdup_printf (_ ("Redacted by %s, %s"), redaction->author_name, date)
                              : g_strdup_printf (_ ("Redacted %s"), date);
  g_autofree char *purged_date = encore_redaction_is_purged (redaction) ? encore_text_date (redaction->purged_at)
                                                                        : NULL;
  g_autofree char *purged = purged_date != NULL ? g_strdup_printf (_ ("Purged for good %s"), purged_date) : NULL;

  return g_strconcat (kind, "\n", made, purged != NULL ? "\n" : NULL, purged, NULL);
}

/* Making them */

typedef struct
{
  gint64 call_id;
  GArray *orders; /* of EncoreRedactOrder */
  gint64 author_id;
  char *author_name;
} Work;

static Work *
work_new (EncoreLibrary           *library,
          gint64                   call_id,
          const EncoreRedactOrder *orders,
          gsize                    n)
{
  EncorePerson *person = encore_library_get_working_as (library);
  Work *work = g_new0 (Work, 1);

  work->call_id = call_id;
  work->orders = g_array_new (FALSE, FALSE, sizeof (EncoreRedactOrder));
  g_array_append_vals (work->orders, orders, (guint) n);
  work->author_id = person != NULL ? person->id : 0;
  work->author_name = person != NULL ? g_strdup (person->name) : NULL;
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_array_unref (work->orders);
  g_free (work->author_name);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* The call's transcript as it is stored, and as it is read. */
typedef struct
{
  EncoreTranscript *raw;    /* (nullable) */
  EncoreTranscript *masked; /* (nullable) */
  gint64 offset_ms;
} Ground;

static void
ground_clear (Ground *ground)
{
  g_clear_object (&ground->raw);
  g_clear_object (&ground->masked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

static gboolean
read_ground (EncoreDb *db,
             gint64    call_id,
             Ground   *ground,
             GError  **error)
{
  g_autoptr (GPtrArray) raw = encore_db_list_raw_transcripts_of_call (db, call_id, error);
  g_autoptr (GPtrArray) redactions = raw != NULL ? encore_db_list_redactions_of_call (db, call_id, error) : NULL;
  g_autoptr (GPtrArray) recordings = redactions != NULL ? encore_db_list_recordings_of_call (db, call_id, error) : NULL;

  if (recordings == NULL)
    return FALSE;

  ground->offset_ms = recordings->len > 0 ? ((EncoreRecording *) recordings->pdata[0])->offset_ms : 0;
  if (raw->len > 0)
    {
      ground->raw = g_object_ref (raw->pdata[0]);
      ground->masked = encore_redactions_mask (redactions, ground->raw, ground->offset_ms);
    }
  return TRUE;
}

static EncoreRedaction *
make_from_text (const Ground            *ground,
                const EncoreRedactOrder *order)
{
  if (ground->raw == NULL || order->first_segment >= encore_transcript_get_length (ground->raw))
    return encore_redaction_new ();

  guint last = MIN (order->last_segment, encore_transcript_get_length (ground->raw) - 1);

  return encore_redaction_of_text (ground->raw, ground->offset_ms, order->first_segment,
                                   encore_transcript_raw_offset (ground->masked, order->first_segment, order->start,
                                                                 FALSE),
                                   last, encore_transcript_raw_offset (ground->masked, last, order->end, TRUE));
}

/* By what it says, where nobody has said it. */
static EncoreRedactionKind
guess_kind (EncoreRedaction *redaction)
{
  for (guint i = 0; i < redaction->places->len; i++)
    {
      const EncoreRedactionPlace *place = redaction->places->pdata[i];
      g_autoptr (GArray) found = place->text != NULL ? encore_detect_in_text (place->text) : NULL;

      if (found != NULL && found->len > 0)
        return g_array_index (found, EncoreDetected, 0).kind;
    }

  return ENCORE_REDACTION_OTHER;
}

static EncoreRedaction *
make_one (const Ground            *ground,
          const Work              *work,
          const EncoreRedactOrder *order,
          GError                 **error)
{
  g_autoptr (EncoreRedaction) redaction = NULL;

  if (!encore_span_is_empty (order->span))
    redaction = encore_redaction_of_span (ground->raw, ground->offset_ms, order->span);
  else
    redaction = make_from_text (ground, order);

  if (redaction->places->len == 0 && encore_span_is_empty (redaction->span))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY,
                           _ ("There is nothing to redact: select some words, or a stretch of the waveform."));
      return NULL;
    }

  redaction->call_id = work->call_id;
  redaction->kind = order->kind != ENCORE_REDACTION_OTHER ? order->kind : guess_kind (redaction);
  redaction->author_id = work->author_id;
  redaction->author_name = g_strdup (work->author_name);
  return g_steal_pointer (&redaction);
}

static gpointer
make_all (EncoreDb     *db,
          gpointer      user_data,
          GCancellable *cancellable,
          GError      **error)
{
  const Work *work = user_data;
  g_auto (Ground) ground = { 0 };
  g_autoptr (GPtrArray) redactions = g_ptr_array_new_with_free_func (g_object_unref);

  if (!read_ground (db, work->call_id, &ground, error))
    return NULL;

  for (guint i = 0; i < work->orders->len; i++)
    {
      EncoreRedaction *redaction = make_one (&ground, work, &g_array_index (work->orders, EncoreRedactOrder, i), error);

      if (redaction == NULL)
        return NULL;
      g_ptr_array_add (redactions, redaction);
    }

  return g_steal_pointer (&redactions);
}

static EncoreEdit *
edit_of (GPtrArray *redactions)
{
  EncoreEdit *edit = encore_edit_new (_ ("Redact"));

  for (guint i = 0; i < redactions->len; i++)
    encore_edit_add (edit, NULL, redactions->pdata[i]);

  return edit;
}

static void
unref_list (gpointer list)
{
  g_ptr_array_unref (list);
}

static void
committed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *redactions = g_task_get_task_data (task);

  if (encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    g_task_return_pointer (task, g_ptr_array_ref (redactions), unref_list);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *redactions = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (redactions == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_autoptr (EncoreEdit) edit = edit_of (redactions);

  g_task_set_task_data (task, redactions, unref_list);
  encore_library_commit_async (ENCORE_LIBRARY (object), edit, NULL, committed_cb, g_steal_pointer (&task));
}

/**
 * encore_redact_async:
 * @library: a library, working as somebody
 * @call_id: of the call
 * @orders: (array length=n_orders): what to redact
 * @n_orders: how many
 * @callback: called on the main thread when it is saved
 * @user_data: for @callback
 *
 * All of them are one step to be undone.
 */
void
encore_redact_async (EncoreLibrary           *library,
                     gint64                   call_id,
                     const EncoreRedactOrder *orders,
                     gsize                    n_orders,
                     GAsyncReadyCallback      callback,
                     gpointer                 user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);

  encore_library_run_async (library, ENCORE_LANE_READ, make_all, work_new (library, call_id, orders, n_orders),
                            work_free, unref_list, NULL, made_cb, g_steal_pointer (&task));
}

GPtrArray *
encore_redact_finish (EncoreLibrary *library,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
encore_redact (EncoreLibrary           *library,
               gint64                   call_id,
               const EncoreRedactOrder *orders,
               gsize                    n_orders,
               GError                 **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  g_autoptr (Work) work = work_new (library, call_id, orders, n_orders);
  g_autoptr (GPtrArray) redactions = encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, make_all,
                                                       work, NULL, error);

  if (redactions == NULL)
    return NULL;

  g_autoptr (EncoreEdit) edit = edit_of (redactions);

  return encore_library_commit (library, edit, error) ? g_steal_pointer (&redactions) : NULL;
}

/* Suggesting */

static void
suggestion_free (gpointer data)
{
  EncoreSuggestion *suggestion = data;

  g_free (suggestion->text);
  g_free (suggestion->speaker);
  g_free (suggestion);
}

static EncoreSuggestion *
suggestion_of (const Ground         *ground,
               const EncoreDetected *detected)
{
  EncoreSuggestion *suggestion = g_new0 (EncoreSuggestion, 1);
  g_autoptr (EncoreRedaction) redaction = NULL;

  suggestion->order = (EncoreRedactOrder) {
    .kind = detected->kind,
    .span = { ENCORE_NO_TIME, ENCORE_NO_TIME },
    .first_segment = detected->first_segment,
    .start = detected->start,
    .last_segment = detected->last_segment,
    .end = detected->end,
  };
  redaction = make_from_text (ground, &suggestion->order);
  suggestion->heard = redaction->span;
  suggestion->text = encore_detected_dup_text (detected, ground->masked);
  suggestion->speaker = g_strdup (encore_transcript_get (ground->masked, detected->first_segment)->speaker);
  return suggestion;
}

static gpointer
suggest (EncoreDb     *db,
         gpointer      call_id,
         GCancellable *cancellable,
         GError      **error)
{
  g_auto (Ground) ground = { 0 };
  g_autoptr (GPtrArray) suggestions = g_ptr_array_new_with_free_func (suggestion_free);

  if (!read_ground (db, *(const gint64 *) call_id, &ground, error))
    return NULL;

  g_autoptr (GArray) found = ground.masked != NULL ? encore_detect_in_transcript (ground.masked) : NULL;
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (suggestions, suggestion_of (&ground, &g_array_index (found, EncoreDetected, i)));

  return g_steal_pointer (&suggestions);
}

/**
 * encore_redact_suggest_async:
 * @library: a library
 * @call_id: of the call
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks for what is likely to be personal data and is not redacted yet.
 */
void
encore_redact_suggest_async (EncoreLibrary      *library,
                             gint64              call_id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  encore_library_run_async (library, ENCORE_LANE_READ, suggest, g_memdup2 (&call_id, sizeof call_id), g_free,
                            unref_list, cancellable, callback, user_data);
}

GPtrArray *
encore_redact_suggest_finish (EncoreLibrary *library,
                              GAsyncResult  *result,
                              GError       **error)
{
  return encore_library_run_finish (library, result, error);
}

GPtrArray *
encore_redact_suggest (EncoreLibrary *library,
                       gint64         call_id,
                       GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  return encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, suggest, &call_id, NULL, error);
}
