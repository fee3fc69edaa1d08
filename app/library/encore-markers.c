/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-markers.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-joined.h"
#include "encore-labels.h"
#include "encore-library-private.h"
#include "encore-marking.h"

/* Markers of other programs become moments of a call, all in one edit. */

/* More than anybody marks by hand; a recording chosen by mistake is not read to its end. */
#define MAX_BYTES (16 * 1024 * 1024)

/* All that is to be known of the call. */
typedef struct
{
  gint64 call_id;
  EncoreCall *call;
  GPtrArray *recordings;
  GPtrArray *transcripts;
  GPtrArray *moments;
  GPtrArray *types;
  EncorePerson *author;
} Ground;

static void
ground_clear (Ground *ground)
{
  g_clear_object (&ground->call);
  g_clear_pointer (&ground->recordings, g_ptr_array_unref);
  g_clear_pointer (&ground->transcripts, g_ptr_array_unref);
  g_clear_pointer (&ground->moments, g_ptr_array_unref);
  g_clear_pointer (&ground->types, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

void
encore_markers_result_free (EncoreMarkersResult *result)
{
  g_ptr_array_unref (result->warnings);
  g_free (result);
}

static gpointer
read_ground (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  Ground *ground = user_data;

  return (ground->call = encore_db_get_call (db, ground->call_id, error)) != NULL
                 && (ground->recordings = encore_db_list_recordings_of_call (db, ground->call_id, error)) != NULL
                 && (ground->transcripts = encore_db_list_transcripts_of_call (db, ground->call_id, error)) != NULL
                 && (ground->moments = encore_db_list_moments_of_call (db, ground->call_id, error)) != NULL
                 && (ground->types = encore_db_list_moment_types (db, error)) != NULL
             ? ground
             : NULL;
}

static gpointer
first_of (GPtrArray *objects)
{
  return objects->len > 0 ? g_ptr_array_index (objects, 0) : NULL;
}

static gboolean
is_same (EncoreMoment *a,
         EncoreMoment *b)
{
  return a->span.start_ms == b->span.start_ms && a->span.end_ms == b->span.end_ms && a->outcome == b->outcome
         && g_strcmp0 (a->type_id, b->type_id) == 0 && g_strcmp0 (a->note, b->note) == 0;
}

static gboolean
is_known (GPtrArray    *moments,
          EncoreMoment *moment)
{
  for (guint i = 0; i < moments->len; i++)
    if (is_same (g_ptr_array_index (moments, i), moment))
      return TRUE;

  return FALSE;
}

/* What the file says counts more than what marking found out. */
static void
take_text (char      **field,
           const char *text)
{
  if (text == NULL)
    return;

  g_free (*field);
  *field = g_strdup (text);
}

static EncoreMoment *
make_moment (const Ground *ground,
             EncoreLabel  *label)
{
  g_autoptr (EncoreRecording) recording = encore_joined_get (ground->recordings);
  EncoreMarking marking = { ground->call_id, first_of (ground->transcripts), recording, ground->call->duration_ms };
  EncoreMomentType *type;
  EncoreOutcome outcome;

  if (marking.duration_ms <= 0)
    marking.duration_ms = G_MAXINT64 / 2;
  encore_label_guess (label, ground->types, &type, &outcome);
  if (type == NULL)
    type = first_of (ground->types);

  EncoreSpan span = { label->start_ms, MIN (label->end_ms, marking.duration_ms) };
  EncoreMoment *moment = label->start_ms == label->end_ms
                             ? encore_marking_at (&marking, type, outcome, label->start_ms, ground->author)
                             : encore_marking_span (&marking, type, outcome, span, ground->author);

  take_text (&moment->note, label->note);
  take_text (&moment->cue, label->cue);
  take_text (&moment->could_have, label->could_have);
  if (label->noticed != ENCORE_FACT_UNKNOWN)
    moment->noticed = label->noticed;
  if (label->acted != ENCORE_FACT_UNKNOWN)
    moment->acted = label->acted;
  return moment;
}

static void
take_labels (const Ground        *ground,
             GPtrArray           *labels,
             EncoreEdit          *edit,
             EncoreMarkersResult *result)
{
  gint64 end_ms = ground->call->duration_ms > 0 ? ground->call->duration_ms : G_MAXINT64;

  for (guint i = 0; i < labels->len; i++)
    {
      EncoreLabel *label = g_ptr_array_index (labels, i);

      if (label->start_ms >= end_ms)
        {
          g_ptr_array_add (result->warnings,
                           g_strdup_printf (_ ("Line %u is left out: the recording ends before it"), label->line));
          continue;
        }

      g_autoptr (EncoreMoment) moment = make_moment (ground, label);

      if (is_known (ground->moments, moment))
        {
          result->n_known++;
          continue;
        }
      encore_edit_add (edit, NULL, moment);
      g_ptr_array_add (ground->moments, g_object_ref (moment));
      result->n_added++;
    }
}

static char *
read_file (const char *path,
           gsize      *length,
           GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &failure);
  g_autofree char *bytes = g_malloc (MAX_BYTES + 1);

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, MAX_BYTES + 1, length, NULL, &failure))
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("“%s” cannot be read: %s"), name, failure->message);
      return NULL;
    }
  if (*length <= MAX_BYTES)
    return g_steal_pointer (&bytes);

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“%s” is too long for a file of markers."), name);
  return NULL;
}

/* The edit that adds all that is new; it may be empty. */
static EncoreEdit *
prepare (EncoreLibrary       *library,
         gint64               call_id,
         const char          *path,
         EncorePerson        *author,
         EncoreMarkersResult *result,
         GError             **error)
{
  g_auto (Ground) ground = { .call_id = call_id, .author = author };
  gsize length;
  g_autofree char *bytes = read_file (path, &length, error);

  if (bytes == NULL
      || encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, read_ground, &ground, NULL, error)
             == NULL)
    return NULL;

  g_autoptr (GPtrArray) labels = encore_labels_read (bytes, length, MAX (ground.call->duration_ms, 0), result->warnings,
                                                     error);

  if (labels == NULL)
    return NULL;

  EncoreEdit *edit = encore_edit_new (_ ("Import markers"));

  take_labels (&ground, labels, edit, result);
  return edit;
}

static EncoreMarkersResult *
result_new (void)
{
  EncoreMarkersResult *result = g_new0 (EncoreMarkersResult, 1);

  result->warnings = g_ptr_array_new_with_free_func (g_free);
  return result;
}

/**
 * encore_markers_import:
 * @library: a library
 * @call_id: of the call they belong to
 * @path: an Audacity label file or a table, see encore_labels_read()
 * @author: (nullable): whose moments they become
 * @error: why not; then nothing has changed
 *
 * All of them are one edit. What the call has already is not added again.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
EncoreMarkersResult *
encore_markers_import (EncoreLibrary *library,
                       gint64         call_id,
                       const char    *path,
                       EncorePerson  *author,
                       GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  g_autoptr (EncoreMarkersResult) result = result_new ();
  g_autoptr (EncoreEdit) edit = prepare (library, call_id, path, author, result, error);

  if (edit == NULL || (result->n_added > 0 && !encore_library_commit (library, edit, error)))
    return NULL;

  return g_steal_pointer (&result);
}

typedef struct
{
  gint64 call_id;
  char *path;
  EncorePerson *author;
  EncoreMarkersResult *result;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_clear_object (&request->author);
  g_clear_pointer (&request->result, encore_markers_result_free);
  g_free (request);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      library,
                   gpointer      data,
                   GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GError) error = NULL;
  EncoreEdit *edit = prepare (library, request->call_id, request->path, request->author, request->result, &error);

  if (edit != NULL)
    g_task_return_pointer (task, edit, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
return_result (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&request->result), (GDestroyNotify) encore_markers_result_free);
}

static void
committed_cb (GObject      *library,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (encore_library_commit_finish (ENCORE_LIBRARY (library), result, &error))
    return_result (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
prepared_cb (GObject      *library,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) edit = g_task_propagate_pointer (G_TASK (result), &error);

  if (edit == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  Request *answer = g_new0 (Request, 1);

  answer->result = g_steal_pointer (&request->result);
  g_task_set_task_data (task, answer, request_free);
  if (encore_edit_get_length (edit) == 0)
    return_result (task);
  else
    encore_library_commit_async (ENCORE_LIBRARY (library), edit, NULL, committed_cb, g_steal_pointer (&task));
}

/**
 * encore_markers_import_async:
 * @library: a library
 * @call_id: of the call they belong to
 * @path: a file of markers
 * @author: (nullable): whose moments they become
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * As encore_markers_import().
 */
void
encore_markers_import_async (EncoreLibrary      *library,
                             gint64              call_id,
                             const char         *path,
                             EncorePerson       *author,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  GTask *whole = g_task_new (library, NULL, callback, user_data);
  g_autoptr (GTask) task = g_task_new (library, NULL, prepared_cb, whole);
  Request *request = g_new0 (Request, 1);

  request->call_id = call_id;
  request->path = g_strdup (path);
  g_set_object (&request->author, author);
  request->result = result_new ();
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, prepare_in_thread);
}

EncoreMarkersResult *
encore_markers_import_finish (EncoreLibrary *library,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
