/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-lane.h"

#include "encore-error.h"

struct _EncoreLaneThread
{
  EncoreLane kind;
  EncoreDb *db; /* owned by the thread once it runs */
  GThread *thread;
  GAsyncQueue *requests;  /* of Request; any thread */
  GCancellable *stopping; /* chores only: requests are always answered */
};

/* Owned by its sender, by the lane while it runs, and by its sender again. */
typedef struct
{
  EncoreStoreFunc func; /* NULL with chore NULL: the lane shall end */
  EncoreLaneChore chore;
  gboolean is_bare; /* no transaction around it, and it ends when the lane is to end */
  gpointer data;
  GDestroyNotify result_free;
  GCancellable *cancellable;
  GTask *task; /* NULL: somebody waits at the condition */
  gpointer result;
  GError *error;
  GMutex lock;
  GCond condition;
  gboolean is_done; /* under the lock */
} Request;

/* Inside a transaction; a writer's is on disk before this returns without error. */
static gpointer
run_in_transaction (EncoreLaneThread *self,
                    Request          *request,
                    GError          **error)
{
  g_autoptr (GError) failure = NULL;
  gpointer result = NULL;

  if (g_cancellable_set_error_if_cancelled (request->cancellable, error)
      || !encore_db_begin (self->db, self->kind, error))
    return NULL;

  encore_db_set_cancellable (self->db, request->cancellable);
  result = request->func (self->db, request->data, request->cancellable, &failure);
  encore_db_set_cancellable (self->db, NULL);

  /* Reading leaves nothing to commit, and what a damaged file says to that does not matter. */
  if (failure != NULL || self->kind == ENCORE_LANE_READ)
    encore_db_rollback (self->db);
  else
    encore_db_commit (self->db, &failure);

  if (failure == NULL)
    return result;

  if (result != NULL && request->result_free != NULL)
    request->result_free (result);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
request_free (Request *request)
{
  g_clear_object (&request->cancellable);
  g_clear_object (&request->task);
  g_clear_error (&request->error);
  g_free (request);
}

/* In the sender's context, so that whatever is freed with the answer is freed there. */
static gboolean
deliver (gpointer user_data)
{
  Request *request = user_data;

  if (request->error != NULL)
    g_task_return_error (request->task, g_steal_pointer (&request->error));
  else
    g_task_return_pointer (request->task, request->result, request->result_free);

  request_free (request);
  return G_SOURCE_REMOVE;
}

static void
answer_later (Request *request)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (request->task));
  g_source_set_callback (source, deliver, request, NULL);
  g_source_set_static_name (source, "[encore] answer of the store");
  g_source_attach (source, g_task_get_context (request->task));
}

static void
answer_now (Request *request)
{
  g_mutex_lock (&request->lock);
  request->is_done = TRUE;
  g_cond_signal (&request->condition);
  g_mutex_unlock (&request->lock);
}

static void
serve (EncoreLaneThread *self,
       Request          *request)
{
  if (request->chore != NULL)
    {
      encore_db_set_cancellable (self->db, self->stopping);
      request->chore (self->db, self->stopping);
      encore_db_set_cancellable (self->db, NULL);
      request_free (request);
      return;
    }

  if (request->is_bare)
    {
      encore_db_set_cancellable (self->db, self->stopping);
      request->result = request->func (self->db, request->data, self->stopping, &request->error);
      encore_db_set_cancellable (self->db, NULL);
    }
  else
    {
      request->result = run_in_transaction (self, request, &request->error);
    }

  if (request->task != NULL)
    answer_later (request);
  else
    answer_now (request);
}

static gpointer
lane_main (gpointer user_data)
{
  EncoreLaneThread *self = user_data;

  self->db->owner = g_thread_self ();
  for (;;)
    {
      Request *request = g_async_queue_pop (self->requests);

      if (request->func == NULL && request->chore == NULL)
        {
          request_free (request);
          return NULL;
        }
      serve (self, request);
    }
}

/**
 * encore_lane_start:
 * @kind: whether it reads or writes
 * @db: (transfer full): its connection
 *
 * Returns: (transfer full): a running lane, to be ended with encore_lane_stop()
 */
EncoreLaneThread *
encore_lane_start (EncoreLane kind,
                   EncoreDb  *db)
{
  EncoreLaneThread *self = g_new0 (EncoreLaneThread, 1);

  self->kind = kind;
  self->db = db;
  self->requests = g_async_queue_new ();
  self->stopping = g_cancellable_new ();
  self->thread = g_thread_new (kind == ENCORE_LANE_WRITE ? "store-writer" : "store-reader", lane_main, self);
  return self;
}

/**
 * encore_lane_stop:
 * @self: (transfer full): a lane to which nobody sends any more
 *
 * Waits until all that was asked for has been answered; closes the connection.
 */
void
encore_lane_stop (EncoreLaneThread *self)
{
  g_assert (self->thread != g_thread_self ());

  g_cancellable_cancel (self->stopping);
  g_async_queue_push (self->requests, g_new0 (Request, 1));
  g_thread_join (self->thread);

  self->db->owner = NULL;
  encore_db_close (self->db);
  g_async_queue_unref (self->requests);
  g_object_unref (self->stopping);
  g_free (self);
}

/**
 * encore_lane_push:
 * @self: a lane
 * @task: (transfer full): what to answer
 * @func: what to do
 * @data: for @func; must live as long as @task
 * @result_free: (nullable): frees an answer that nobody takes
 */
void
encore_lane_push (EncoreLaneThread *self,
                  GTask            *task,
                  EncoreStoreFunc   func,
                  gpointer          data,
                  GDestroyNotify    result_free)
{
  Request *request = g_new0 (Request, 1);

  request->func = func;
  request->data = data;
  request->result_free = result_free;
  request->task = task;
  g_set_object (&request->cancellable, g_task_get_cancellable (task));
  g_async_queue_push (self->requests, request);
}

/* Blocks; lets go of @held once the request is queued. A result that could not be committed is
 * lost: it has no free function here. */
gpointer
encore_lane_run (EncoreLaneThread *self,
                 GMutex           *held,
                 EncoreStoreFunc   func,
                 gpointer          data,
                 gboolean          is_bare,
                 GCancellable     *cancellable,
                 GError          **error)
{
  Request request = { .func = func, .is_bare = is_bare, .data = data, .cancellable = cancellable };

  g_assert (self->thread != g_thread_self ());

  g_mutex_init (&request.lock);
  g_cond_init (&request.condition);
  g_async_queue_push (self->requests, &request);
  g_mutex_unlock (held);

  g_mutex_lock (&request.lock);
  while (!request.is_done)
    g_cond_wait (&request.condition, &request.lock);
  g_mutex_unlock (&request.lock);

  g_mutex_clear (&request.lock);
  g_cond_clear (&request.condition);
  if (request.error != NULL)
    g_propagate_error (error, request.error);
  return request.result;
}

/* Nobody waits for a chore; it is cancelled when the lane is to end. */
void
encore_lane_chore (EncoreLaneThread *self,
                   EncoreLaneChore   chore)
{
  Request *request = g_new0 (Request, 1);

  request->chore = chore;
  g_async_queue_push (self->requests, request);
}
