/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-evaluations-json.h"
#include "encore-joined.h"
#include "encore-labels.h"
#include "encore-library-private.h"
#include "encore-writer.h"

/* All of one call, as the writers want it. */
typedef struct
{
  EncoreCall *call;
  GPtrArray *recordings;
  GPtrArray *transcripts;
  GPtrArray *moments;
  GPtrArray *moment_types;
  GPtrArray *redactions;
  EncoreJudged *judged;
  char *evaluations; /* as JSON */
} WholeCall;

static void
whole_call_free (gpointer data)
{
  WholeCall *whole = data;

  g_clear_object (&whole->call);
  g_clear_pointer (&whole->recordings, g_ptr_array_unref);
  g_clear_pointer (&whole->transcripts, g_ptr_array_unref);
  g_clear_pointer (&whole->moments, g_ptr_array_unref);
  g_clear_pointer (&whole->moment_types, g_ptr_array_unref);
  g_clear_pointer (&whole->redactions, g_ptr_array_unref);
  g_clear_pointer (&whole->judged, encore_judged_free);
  g_free (whole->evaluations);
  g_free (whole);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WholeCall, whole_call_free)

/* What has been submitted, oldest first, with the versions it goes by. */
static EncoreJudged *
read_judged (EncoreDb *db,
             gint64    call_id,
             GError  **error)
{
  g_autoptr (EncoreJudged) judged = g_new0 (EncoreJudged, 1);
  g_autoptr (GPtrArray) all = encore_db_list_evaluations_of_call (db, call_id, error);
  g_autoptr (GPtrArray) scorecards = all != NULL ? encore_db_list_scorecards (db, error) : NULL;

  judged->principles = scorecards != NULL ? encore_db_list_principles (db, error) : NULL;
  if (judged->principles == NULL)
    return NULL;

  judged->scorecards = g_steal_pointer (&scorecards);
  judged->evaluations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = all->len; i > 0; i--)
    if (((EncoreEvaluation *) g_ptr_array_index (all, i - 1))->state == ENCORE_EVALUATION_SUBMITTED)
      g_ptr_array_add (judged->evaluations, g_object_ref (g_ptr_array_index (all, i - 1)));
  return g_steal_pointer (&judged);
}

static gpointer
read_whole (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  gint64 call_id = *(const gint64 *) user_data;
  g_autoptr (WholeCall) whole = g_new0 (WholeCall, 1);

  gboolean complete = (whole->call = encore_db_get_call (db, call_id, error)) != NULL
                      && (whole->recordings = encore_db_list_recordings_of_call (db, call_id, error)) != NULL
                      && (whole->transcripts = encore_db_list_transcripts_of_call (db, call_id, error)) != NULL
                      && (whole->moments = encore_db_list_moments_of_call (db, call_id, error)) != NULL
                      && (whole->moment_types = encore_db_list_moment_types (db, error)) != NULL
                      && (whole->redactions = encore_db_list_redactions_of_call (db, call_id, error)) != NULL
                      && (whole->judged = read_judged (db, call_id, error)) != NULL;

  return complete ? g_steal_pointer (&whole) : NULL;
}

static gpointer
first_of (GPtrArray *objects)
{
  return objects->len > 0 ? g_ptr_array_index (objects, 0) : NULL;
}

/* Whether the files still have what is redacted: none of them may then be named. */
static gboolean
is_sound_withheld (const WholeCall *whole)
{
  gboolean withheld = FALSE;

  for (guint i = 0; i < whole->redactions->len; i++)
    withheld = withheld || !encore_redaction_is_purged (whole->redactions->pdata[i]);
  for (guint i = 0; whole->redactions->len > 0 && i < whole->recordings->len; i++)
    withheld = withheld || ((EncoreRecording *) whole->recordings->pdata[i])->original_hash == NULL;

  return withheld;
}

static EncoreVconExport
everything (const WholeCall *whole)
{
  return (EncoreVconExport) {
    .call = whole->call,
    .agent_name = whole->call->agent_name,
    .recording = first_of (whole->recordings),
    .second = encore_joined_is_pair (whole->recordings) ? g_ptr_array_index (whole->recordings, 1) : NULL,
    .transcript = first_of (whole->transcripts),
    .moments = whole->moments,
    .moment_types = whole->moment_types,
    .evaluations = whole->evaluations,
    .is_sound_withheld = is_sound_withheld (whole),
  };
}

static char *
write_transcript (const WholeCall *whole,
                  const char      *id,
                  GError         **error)
{
  const EncoreTranscriptWriter *writer = encore_transcript_writers_find (id);

  if (whole->transcripts->len > 0)
    return writer->write (first_of (whole->transcripts), error);

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The call has no transcript."));
  return NULL;
}

/* By EncoreExportFormat */
static const char *const format_ids[] = { "vcon",           "vtt", "csv", "labels", "srt", "wtf", "textgrid", "eaf",
                                          "transcript-csv", "txt", "docx" };

/**
 * encore_export_format_from_id:
 * @id: (nullable): "vcon", "docx", "csv" or "labels", or the id of a #EncoreTranscriptWriter
 * @format: (out): the format
 *
 * Returns: whether there is such a format
 */
gboolean
encore_export_format_from_id (const char         *id,
                              EncoreExportFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (format_ids); i++)
    if (g_strcmp0 (format_ids[i], id) == 0)
      {
        *format = i;
        return TRUE;
      }

  return FALSE;
}

/* Text in UTF-8. */
static char *
write_text (const WholeCall   *whole,
            EncoreExportFormat format,
            GError           **error)
{
  EncoreVconExport what = everything (whole);

  switch (format)
    {
    case ENCORE_EXPORT_VCON:
      return encore_write_vcon (&what, error);
    case ENCORE_EXPORT_CSV:
      return encore_write_moments_csv (whole->moments, whole->moment_types);
    case ENCORE_EXPORT_LABELS:
      return encore_labels_write_audacity (whole->moments, whole->moment_types);
    default:
      return write_transcript (whole, format_ids[format], error);
    }
}

static gboolean
is_used (GPtrArray       *evaluations,
         EncoreScorecard *scorecard)
{
  for (guint i = 0; i < evaluations->len; i++)
    if (((EncoreEvaluation *) g_ptr_array_index (evaluations, i))->scorecard_id == scorecard->id)
      return TRUE;

  return FALSE;
}

/* What is for learning stays here unless it is asked for; so do scorecards that nothing goes by. */
static void
write_judged (WholeCall        *whole,
              EncoreExportFlags flags)
{
  EncoreJudged *judged = whole->judged;

  for (guint i = judged->evaluations->len; i > 0; i--)
    if ((flags & ENCORE_EXPORT_LEARNING) == 0
        && ((EncoreEvaluation *) g_ptr_array_index (judged->evaluations, i - 1))->purpose != ENCORE_PURPOSE_RECORD)
      g_ptr_array_remove_index (judged->evaluations, i - 1);
  for (guint i = judged->scorecards->len; i > 0; i--)
    if (!is_used (judged->evaluations, g_ptr_array_index (judged->scorecards, i - 1)))
      g_ptr_array_remove_index (judged->scorecards, i - 1);

  if (judged->evaluations->len > 0)
    whole->evaluations = encore_judged_to_json (judged, whole->redactions);
}

/**
 * encore_export_call:
 * @library: a library
 * @call_id: of the call
 * @format: what to write
 * @error: why not
 *
 * As encore_export_call_with(), without what is for learning.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
encore_export_call (EncoreLibrary     *library,
                    gint64             call_id,
                    EncoreExportFormat format,
                    GError           **error)
{
  return encore_export_call_with (library, call_id, format, ENCORE_EXPORT_PLAIN, error);
}

/**
 * encore_export_call_with:
 * @library: a library
 * @call_id: of the call
 * @format: what to write
 * @flags: what more to write
 * @error: why not: the call is not there, or the format cannot hold it
 *
 * Blocks: for job threads, the tool and tests.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
encore_export_call_with (EncoreLibrary     *library,
                         gint64             call_id,
                         EncoreExportFormat format,
                         EncoreExportFlags  flags,
                         GError           **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  g_autoptr (WholeCall) whole = encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, read_whole,
                                                  &call_id, NULL, error);

  if (whole == NULL)
    return NULL;

  if (format == ENCORE_EXPORT_VCON)
    write_judged (whole, flags);
  if (format == ENCORE_EXPORT_DOCX)
    {
      EncoreVconExport what = everything (whole);

      return encore_write_docx (&what, error);
    }

  char *text = write_text (whole, format, error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

typedef struct
{
  gint64 call_id;
  EncoreExportFormat format;
  char *target;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->target);
  g_free (request);
}

static void
export_in_thread (GTask        *task,
                  gpointer      library,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = encore_export_call (library, request->call_id, request->format, &error);

  if (file != NULL
      && g_file_set_contents_full (request->target, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * encore_export_call_async:
 * @library: a library
 * @call_id: of the call
 * @format: what to write
 * @target: the path of the file to write
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_export_call_async (EncoreLibrary      *library,
                          gint64              call_id,
                          EncoreExportFormat  format,
                          const char         *target,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  *request = (Request) { call_id, format, g_strdup (target) };
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, export_in_thread);
}

gboolean
encore_export_call_finish (EncoreLibrary *library,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
