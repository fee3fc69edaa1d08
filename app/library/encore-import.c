/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-probe.h"

/* Running an import: two items are read at a time, each is written by itself. */

#define MAX_READERS 2

typedef struct
{
  EncoreLibrary *library;
  EncoreImportPlan *plan;
  EncoreJob *job;
  gint n_done; /* atomic */
  GMutex lock;
  GError *fatal; /* under lock: the library cannot be written */
} Import;

/* Tells the window, now and then, that there are new calls. */
static gboolean
announce (gpointer library)
{
  g_signal_emit_by_name (library, "calls-imported");
  encore_library_emit_changed (library, ENCORE_TYPE_PERSON);
  return G_SOURCE_REMOVE;
}

#define ANNOUNCE_EVERY 20

static gboolean
check_unchanged (EncoreDb   *db,
                 const char *path,
                 gint64     *call_id)
{
  GStatBuf status;

  return g_stat (path, &status) == 0
         && encore_db_source_unchanged (db, path, status.st_size,
                                        (gint64) status.st_mtim.tv_sec * 1000 + status.st_mtim.tv_nsec / 1000000,
                                        call_id);
}

static gpointer
find_unchanged (EncoreDb     *db,
                gpointer      user_data,
                GCancellable *cancellable,
                GError      **error)
{
  EncoreImportItem *item = user_data;
  gint64 call_id = 0;

  if (item->recording_path != NULL && !check_unchanged (db, item->recording_path, &call_id))
    return NULL;
  if (item->second_path != NULL && !check_unchanged (db, item->second_path, &call_id))
    return NULL;
  for (guint i = 0; item->transcript_paths[i] != NULL; i++)
    if (!check_unchanged (db, item->transcript_paths[i], &call_id))
      return NULL;

  return call_id != 0 ? encore_db_get_call (db, call_id, error) : NULL;
}

static void
finish_item (EncoreImportItem *item,
             EncoreImportState state,
             char             *reason,
             EncoreCall       *call)
{
  g_free (item->reason);
  item->reason = reason;
  g_free (item->call_uuid);
  item->call_uuid = call != NULL ? g_strdup (call->uuid) : NULL;
  item->state = state;
}

static char *
join_notes (GPtrArray *notes)
{
  if (notes->len == 0)
    return NULL;

  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (notes, i));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Errors that every further item would meet too. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_FULL)
         || g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
fail_item (Import           *import,
           EncoreImportItem *item,
           GError           *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* it stays waiting */

  finish_item (item, ENCORE_IMPORT_FAILED, g_strdup (error->message), NULL);
  if (!is_fatal (error))
    return;

  g_mutex_lock (&import->lock);
  if (import->fatal == NULL)
    import->fatal = g_error_copy (error);
  g_mutex_unlock (&import->lock);
  encore_job_cancel (import->job);
}

static void
import_item (Import           *import,
             EncoreImportItem *item)
{
  GCancellable *cancellable = encore_job_get_cancellable (import->job);
  EncoreStore *store = encore_library_get_store (import->library);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) known = encore_store_run (store, ENCORE_LANE_READ, find_unchanged, item, NULL, NULL);

  if (known != NULL)
    {
      finish_item (item, ENCORE_IMPORT_UNCHANGED, NULL, known);
      return;
    }

  g_autoptr (EncorePrepared) prepared = encore_prepare (import->library, item, import->plan->copy_recordings,
                                                        cancellable, &error);
  g_autoptr (EncoreCall) call = prepared != NULL ? encore_store_run (store, ENCORE_LANE_WRITE, encore_prepared_write,
                                                                     prepared, NULL, &error)
                                                 : NULL;

  if (call == NULL)
    {
      fail_item (import, item, error);
      return;
    }

  item->partly = prepared->notes->len > 0;
  finish_item (item, ENCORE_IMPORT_DONE, join_notes (prepared->notes), call);
}

static void
import_in_pool (gpointer data,
                gpointer user_data)
{
  EncoreImportItem *item = data;
  Import *import = user_data;

  if (g_cancellable_is_cancelled (encore_job_get_cancellable (import->job)))
    return;

  import_item (import, item);

  int done = g_atomic_int_add (&import->n_done, 1) + 1;
  encore_job_set_progress (import->job, done, import->plan->items->len, item->name);
  if (done % ANNOUNCE_EVERY == 0)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, announce, g_object_ref (import->library), g_object_unref);
}

static gboolean
end_import (Import  *import,
            GError **error)
{
  GCancellable *cancellable = encore_job_get_cancellable (import->job);
  g_autoptr (GError) failure = g_steal_pointer (&import->fatal);

  if (failure == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, &failure);
  encore_job_finish (import->job, failure);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, announce, g_object_ref (import->library), g_object_unref);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL && !g_cancellable_is_cancelled (cancellable);
}

static gboolean
is_to_do (EncoreImportItem *item)
{
  return item->state == ENCORE_IMPORT_WAITING || item->state == ENCORE_IMPORT_FAILED;
}

static void
import_items (Import  *import,
              gboolean with_recording)
{
  GThreadPool *pool = g_thread_pool_new (import_in_pool, import, MAX_READERS, FALSE, NULL);

  for (guint i = 0; i < import->plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (import->plan->items, i);

      if ((item->recording_path != NULL) == with_recording && is_to_do (item))
        g_thread_pool_push (pool, item, NULL);
    }

  g_thread_pool_free (pool, FALSE, TRUE);
}

/**
 * encore_import_run:
 * @library: where to
 * @plan: what; its items get their final state and reason
 * @job: shows progress in files and can cancel; items that were not reached stay waiting
 * @error: cancelled, or the library cannot be written; a bad file is no error here
 *
 * Blocks: for job threads, the tool and tests.
 *
 * Returns: whether every item was tried
 */
gboolean
encore_import_run (EncoreLibrary    *library,
                   EncoreImportPlan *plan,
                   EncoreJob        *job,
                   GError          **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (ENCORE_IS_IMPORT_PLAN (plan), FALSE);
  g_return_val_if_fail (ENCORE_IS_JOB (job), FALSE);

  Import import = { .library = library, .plan = plan, .job = job };

  encore_media_init ();
  g_mutex_init (&import.lock);
  encore_job_set_progress (job, 0, plan->items->len, NULL);

  for (guint i = 0; i < plan->items->len; i++)
    import.n_done += !is_to_do (g_ptr_array_index (plan->items, i));

  /* A vCon may name a recording that is an item too: it must make the call, for it knows whose it is. */
  import_items (&import, FALSE);
  import_items (&import, TRUE);

  gboolean complete = end_import (&import, error);
  g_mutex_clear (&import.lock);
  return complete;
}

typedef struct
{
  EncoreImportPlan *plan;
  EncoreJob *job;
} RunRequest;

static void
run_request_free (gpointer data)
{
  RunRequest *request = data;

  g_object_unref (request->plan);
  g_object_unref (request->job);
  g_free (request);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const RunRequest *request = data;
  g_autoptr (GError) error = NULL;

  if (encore_import_run (source, request->plan, request->job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * encore_import_run_async:
 * @library: where to
 * @plan: what; must be left alone until @callback
 * @job: shows progress and can cancel; it is put on the library's list of jobs
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 */
void
encore_import_run_async (EncoreLibrary      *library,
                         EncoreImportPlan   *plan,
                         EncoreJob          *job,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);
  RunRequest *request = g_new0 (RunRequest, 1);

  *request = (RunRequest) { g_object_ref (plan), g_object_ref (job) };
  g_task_set_task_data (task, request, run_request_free);
  encore_library_add_job (library, job);
  g_task_run_in_thread (task, run_in_thread);
}

gboolean
encore_import_run_finish (EncoreLibrary *library,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
