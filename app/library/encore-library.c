/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-library-private.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-raw-formats.h"
#include "encore-redact-private.h"

/**
 * EncoreLibrary:
 *
 * A library of calls that is open. Everything but the store's lanes belongs to the main thread.
 */
struct _EncoreLibrary
{
  GObject parent_instance;

  EncoreStore *store;
  GListStore *jobs;
  GQueue undo; /* of EncoreEdit, newest first */
  GQueue redo;
  EncorePerson *working_as;
};

G_DEFINE_FINAL_TYPE (EncoreLibrary, encore_library, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_READ_ONLY,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_WORKING_AS,
  N_PROPS
};

enum
{
  CHANGED,
  CALLS_IMPORTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* More than anybody undoes; each holds a handful of small objects. */
#define MAX_UNDO 500

static const char *
first_label (GQueue *edits)
{
  EncoreEdit *edit = g_queue_peek_head (edits);

  return edit != NULL ? encore_edit_get_label (edit) : NULL;
}

static void
notify_history (EncoreLibrary *self)
{
  for (guint i = PROP_CAN_UNDO; i <= PROP_REDO_LABEL; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
encore_library_dispose (GObject *object)
{
  EncoreLibrary *self = ENCORE_LIBRARY (object);

  if (self->store != NULL)
    encore_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->jobs);
  g_clear_object (&self->working_as);
  g_queue_clear_full (&self->undo, g_object_unref);
  g_queue_clear_full (&self->redo, g_object_unref);

  G_OBJECT_CLASS (encore_library_parent_class)->dispose (object);
}

static void
encore_library_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EncoreLibrary *self = ENCORE_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_READ_ONLY:
      g_value_set_boolean (value, encore_library_is_read_only (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->undo));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->redo));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, first_label (&self->undo));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, first_label (&self->redo));
      break;
    case PROP_WORKING_AS:
      g_value_set_object (value, self->working_as);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
encore_library_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (prop_id == PROP_WORKING_AS)
    encore_library_set_working_as (ENCORE_LIBRARY (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
encore_library_class_init (EncoreLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = encore_library_dispose;
  object_class->get_property = encore_library_get_property;
  object_class->set_property = encore_library_set_property;

  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, readable);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, readable);
  properties[PROP_WORKING_AS] = g_param_spec_object ("working-as", NULL, NULL, ENCORE_TYPE_PERSON,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                         | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", ENCORE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_GTYPE);
  signals[CALLS_IMPORTED] = g_signal_new ("calls-imported", ENCORE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
encore_library_init (EncoreLibrary *self)
{
  self->jobs = encore_job_list_new ();
}

static EncoreLibrary *
library_for_store (EncoreStore *store)
{
  EncoreLibrary *self = g_object_new (ENCORE_TYPE_LIBRARY, NULL);

  self->store = g_object_ref (store);
  return self;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      directory,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  EncoreStore *store = encore_store_open (directory, source, &error);

  if (store != NULL)
    encore_raw_formats_load (store);
  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * encore_library_open_async:
 * @directory: the library's folder; made when it is not there
 * @job: (nullable): is told what takes long, such as bringing a library of an older Encore up to date, and gives up
 *   when it is cancelled; then the library is as it was
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
encore_library_open_async (const char         *directory,
                           EncoreJob          *job,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (directory != NULL);

  g_autoptr (GTask) task = g_task_new (job, job != NULL ? encore_job_get_cancellable (job) : NULL, callback, user_data);

  g_task_set_source_tag (task, encore_library_open_async);
  g_task_set_task_data (task, g_strdup (directory), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * encore_library_open_finish:
 * @result: the result
 * @error: %ENCORE_ERROR: newer, damaged, read only, full, busy; the message is for people
 *
 * Returns: (transfer full) (nullable): the library
 */
EncoreLibrary *
encore_library_open_finish (GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, encore_library_open_async), NULL);

  g_autoptr (EncoreStore) store = g_task_propagate_pointer (G_TASK (result), error);

  return store != NULL ? library_for_store (store) : NULL;
}

/**
 * encore_library_open:
 * @directory: the library's folder; made when it is not there
 * @error: %ENCORE_ERROR
 *
 * Blocks: for the tool and for tests.
 *
 * Returns: (transfer full) (nullable): the library
 */
EncoreLibrary *
encore_library_open (const char *directory,
                     GError    **error)
{
  g_autoptr (EncoreStore) store = encore_store_open (directory, NULL, error);

  if (store != NULL)
    encore_raw_formats_load (store);

  return store != NULL ? library_for_store (store) : NULL;
}

/**
 * encore_library_close:
 * @self: a library
 *
 * Waits until everything that was asked for is written. The library cannot be used afterwards.
 */
void
encore_library_close (EncoreLibrary *self)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  g_object_run_dispose (G_OBJECT (self));
}

/**
 * encore_library_default_directory:
 *
 * Returns: (transfer full): where a user's library is kept
 */
char *
encore_library_default_directory (void)
{
  return g_build_filename (g_get_user_data_dir (), "encore", "library", NULL);
}

EncoreStore *
encore_library_get_store (EncoreLibrary *self)
{
  return self->store;
}

const char *
encore_library_get_directory (EncoreLibrary *self)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  return encore_store_get_directory (self->store);
}

gboolean
encore_library_is_read_only (EncoreLibrary *self)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), TRUE);

  return self->store == NULL || encore_store_is_read_only (self->store);
}

/**
 * encore_library_get_jobs:
 * @self: a library
 *
 * Returns: (transfer none): the #EncoreJob that are running or have failed
 */
GListModel *
encore_library_get_jobs (EncoreLibrary *self)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

void
encore_library_add_job (EncoreLibrary *self,
                        EncoreJob     *job)
{
  encore_job_list_add (self->jobs, job);
}

void
encore_library_emit_changed (EncoreLibrary *self,
                             GType          type)
{
  g_signal_emit (self, signals[CHANGED], 0, type);
}

/* Writing */

static gpointer
apply_edit (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  EncoreEdit *edit = user_data;

  for (guint i = 0; i < encore_edit_get_length (edit); i++)
    {
      const EncoreChange *change = encore_edit_get (edit, i);

      /* What it changes may have been made by an edit that was still waiting when this one was asked for. */
      if (change->before != NULL && change->after != NULL && encore_db_get_id (change->after) == 0)
        encore_db_set_id (change->after, encore_db_get_id (change->before));

      if (!encore_redact_check_change (db, change, encore_edit_get_person (edit), error))
        return NULL;

      gboolean done = change->after != NULL ? encore_db_put (db, change->after, error)
                                            : encore_db_delete (db, change->before, error);

      if (!done)
        return NULL;
    }

  return g_object_ref (edit);
}

/* An edit that was not committed leaves its objects as they were: the id that one was given in vain may
 * be another one's by the time that it is saved again. */
static GArray *
keep_ids (EncoreEdit *edit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < encore_edit_get_length (edit); i++)
    {
      const EncoreChange *change = encore_edit_get (edit, i);
      gint64 id = change->after != NULL ? encore_db_get_id (change->after) : 0;

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
restore_ids (EncoreEdit *edit,
             GArray     *ids)
{
  for (guint i = 0; i < encore_edit_get_length (edit); i++)
    {
      const EncoreChange *change = encore_edit_get (edit, i);

      if (change->after != NULL)
        encore_db_set_id (change->after, g_array_index (ids, gint64, i));
    }
}

/* Who is working when it is asked for is who writes it. */
static void
sign (EncoreLibrary *self,
      EncoreEdit    *edit)
{
  encore_edit_set_person (edit, self->working_as != NULL ? self->working_as->id : 0);
}

typedef struct
{
  EncoreEdit *edit;
  GArray *ids; /* as they were before */
} Commit;

static void
commit_free (gpointer data)
{
  Commit *commit = data;

  g_object_unref (commit->edit);
  g_array_unref (commit->ids);
  g_free (commit);
}

static void
announce (EncoreLibrary *self,
          EncoreEdit    *edit)
{
  GType last = G_TYPE_INVALID;

  for (guint i = 0; i < encore_edit_get_length (edit); i++)
    {
      const EncoreChange *change = encore_edit_get (edit, i);
      GType type = G_OBJECT_TYPE (change->after != NULL ? change->after : change->before);

      if (type != last)
        encore_library_emit_changed (self, type);
      last = type;
    }
}

static void
remember (GQueue     *edits,
          EncoreEdit *edit)
{
  g_queue_push_head (edits, g_object_ref (edit));
  if (edits->length > MAX_UNDO)
    g_object_unref (g_queue_pop_tail (edits));
}

static gboolean
touches (EncoreEdit *edit,
         EncoreEdit *other)
{
  for (guint i = 0; i < encore_edit_get_length (edit); i++)
    for (guint j = 0; j < encore_edit_get_length (other); j++)
      {
        const EncoreChange *change = encore_edit_get (edit, i);
        const EncoreChange *before = encore_edit_get (other, j);
        GObject *object = change->after != NULL ? change->after : change->before;
        GObject *same = before->after != NULL ? before->after : before->before;

        if (G_OBJECT_TYPE (object) == G_OBJECT_TYPE (same) && encore_db_get_id (object) == encore_db_get_id (same))
          return TRUE;
      }

  return FALSE;
}

/* What was done to the same objects before leads nowhere any more. */
static void
forget_before (EncoreLibrary *self,
               EncoreEdit    *edit)
{
  for (GList *link = self->undo.head, *next; link != NULL; link = next)
    {
      next = link->next;
      if (touches (edit, link->data))
        {
          g_object_unref (link->data);
          g_queue_delete_link (&self->undo, link);
        }
    }
}

static void
on_committed (EncoreLibrary *self,
              EncoreEdit    *edit)
{
  if (encore_edit_is_lasting (edit))
    forget_before (self, edit);
  else
    remember (&self->undo, edit);
  g_queue_clear_full (&self->redo, g_object_unref);
  notify_history (self);
  announce (self, edit);
}

static void
commit_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EncoreLibrary *self = ENCORE_LIBRARY (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) edit = encore_library_run_finish (self, result, &error);

  if (edit == NULL)
    {
      const Commit *commit = g_task_get_task_data (task);

      restore_ids (commit->edit, commit->ids);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  on_committed (self, edit);
  g_task_return_boolean (task, TRUE);
}

/**
 * encore_library_commit_async:
 * @self: a library
 * @edit: what to write; must not be changed any more
 * @cancellable: (nullable): ignored once writing has begun
 * @callback: (nullable): called on the main thread when it is committed and synced
 * @user_data: for @callback
 */
void
encore_library_commit_async (EncoreLibrary      *self,
                             EncoreEdit         *edit,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));
  g_return_if_fail (ENCORE_IS_EDIT (edit));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  Commit *commit = g_new0 (Commit, 1);

  sign (self, edit);
  *commit = (Commit) { g_object_ref (edit), keep_ids (edit) };
  g_task_set_source_tag (task, encore_library_commit_async);
  g_task_set_task_data (task, commit, commit_free);
  encore_library_run_async (self, ENCORE_LANE_WRITE, apply_edit, g_object_ref (edit), g_object_unref, g_object_unref,
                            cancellable, commit_cb, g_steal_pointer (&task));
}

gboolean
encore_library_commit_finish (EncoreLibrary *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
encore_library_commit (EncoreLibrary *self,
                       EncoreEdit    *edit,
                       GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), FALSE);

  sign (self, edit);

  g_autoptr (GArray) ids = keep_ids (edit);
  g_autoptr (EncoreEdit) done = encore_store_run (self->store, ENCORE_LANE_WRITE, apply_edit, edit, NULL, error);

  if (done == NULL)
    {
      restore_ids (edit, ids);
      return FALSE;
    }

  on_committed (self, edit);
  return TRUE;
}

static gpointer
do_nothing (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  return NULL;
}

/**
 * encore_library_settle_async:
 * @self: a library
 * @callback: called on the main thread when all that was to be written before has been answered
 * @user_data: for @callback
 */
void
encore_library_settle_async (EncoreLibrary      *self,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  encore_library_run_async (self, ENCORE_LANE_WRITE, do_nothing, NULL, NULL, NULL, NULL, callback, user_data);
}

gboolean
encore_library_settle_finish (EncoreLibrary *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr (GError) failure = NULL;

  encore_library_run_finish (self, result, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Undo and redo: the edit moves from one stack to the other when its inverse is committed. */

typedef struct
{
  EncoreEdit *edit; /* as it lies on the stack */
  gboolean redo;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_object (&step->edit);
  g_free (step);
}

static void
step_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EncoreLibrary *self = ENCORE_LIBRARY (object);
  const Step *step = g_task_get_task_data (task);
  GQueue *from = step->redo ? &self->redo : &self->undo;
  GQueue *to = step->redo ? &self->undo : &self->redo;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) applied = encore_library_run_finish (self, result, &error);

  if (applied == NULL)
    {
      remember (from, step->edit);
      notify_history (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  remember (to, step->edit);
  notify_history (self);
  announce (self, applied);
  g_task_return_pointer (task, g_strdup (encore_edit_get_label (step->edit)), g_free);
}

static void
take_step (EncoreLibrary *self,
           GTask         *task)
{
  Step *step = g_task_get_task_data (task);

  step->edit = g_queue_pop_head (step->redo ? &self->redo : &self->undo);
  if (step->edit == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  EncoreEdit *edit = step->redo ? g_object_ref (step->edit) : encore_edit_invert (step->edit);

  sign (self, edit);
  notify_history (self);
  encore_library_run_async (self, ENCORE_LANE_WRITE, apply_edit, edit, g_object_unref, g_object_unref, NULL, step_cb,
                            g_object_ref (task));
}

static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  encore_library_settle_finish (ENCORE_LIBRARY (object), result, NULL);
  take_step (ENCORE_LIBRARY (object), task);
}

/* What is still being written lies on no stack yet, and it is what the user means to undo. */
static void
step_async (EncoreLibrary      *self,
            gboolean            redo,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Step *step = g_new0 (Step, 1);

  step->redo = redo;
  g_task_set_source_tag (task, step_async);
  g_task_set_task_data (task, step, step_free);
  encore_library_settle_async (self, settled_cb, g_steal_pointer (&task));
}

void
encore_library_undo_async (EncoreLibrary      *self,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  step_async (self, FALSE, callback, user_data);
}

void
encore_library_redo_async (EncoreLibrary      *self,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  step_async (self, TRUE, callback, user_data);
}

char *
encore_library_undo_finish (EncoreLibrary *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * encore_library_get_working_as:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): who marks moments now
 */
EncorePerson *
encore_library_get_working_as (EncoreLibrary *self)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  return self->working_as;
}

void
encore_library_set_working_as (EncoreLibrary *self,
                               EncorePerson  *person)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));

  if (g_set_object (&self->working_as, person))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKING_AS]);
}

/* Lanes */

static void
run_cb (GObject      *store,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = encore_store_run_finish (ENCORE_STORE (store), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, answer, g_task_get_task_data (task));
}

static void
return_closed (GTask         *task,
               /* (transfer full) */ EncoreLane lane,
               gpointer       data,
               GDestroyNotify data_free)
{
  if (data_free != NULL)
    data_free (data);
  g_task_return_new_error (task, G_IO_ERROR, lane == ENCORE_LANE_READ ? G_IO_ERROR_CANCELLED : G_IO_ERROR_CLOSED, "%s",
                           _ ("The library has been closed."));
  g_object_unref (task);
}

/**
 * encore_library_run_async: (skip)
 * @result_free: (nullable): frees an answer nobody took
 *
 * encore_store_run_async() with the library as the source object, which also keeps it alive.
 * What was read for somebody who cancelled meanwhile is an error, even when it was read in full:
 * it may come after the answer to a newer question. What was written is always reported.
 *
 * A library that was closed meanwhile answers too: whoever reads has cancelled, whoever writes is told.
 */
void
encore_library_run_async (EncoreLibrary      *self,
                          EncoreLane          lane,
                          EncoreStoreFunc     func,
                          gpointer            data,
                          GDestroyNotify      data_free,
                          GDestroyNotify      result_free,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, encore_library_run_async);
  g_task_set_check_cancellable (task, lane == ENCORE_LANE_READ);
  g_task_set_task_data (task, result_free, NULL);
  if (self->store != NULL)
    encore_store_run_async (self->store, lane, func, data, data_free, result_free, cancellable, run_cb, task);
  else
    return_closed (task, lane, data, data_free);
}

gpointer
encore_library_run_finish (EncoreLibrary *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
