/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-job.h"

/**
 * EncoreJob:
 *
 * One long piece of work, as its worker reports it and as the window shows it. The worker
 * writes state under a lock; at most one idle is pending, and it notifies on the main thread.
 * "done" and "total" are in whatever unit the work counts (files, milliseconds).
 */
struct _EncoreJob
{
  GObject parent_instance;

  char *title;
  GCancellable *cancellable;
  gint64 started_us;

  GMutex lock;
  /* under lock */
  EncoreJobState state;
  gint64 done;
  gint64 total;
  gint64 ended_us;
  char *detail;
  gboolean notify_pending;
};

G_DEFINE_FINAL_TYPE (EncoreJob, encore_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FRACTION,
  PROP_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
notify_idle (gpointer user_data)
{
  EncoreJob *self = user_data;

  g_mutex_lock (&self->lock);
  self->notify_pending = FALSE;
  g_mutex_unlock (&self->lock);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);

  return G_SOURCE_REMOVE;
}

static void
queue_notify_locked (EncoreJob *self)
{
  if (self->notify_pending)
    return;

  self->notify_pending = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, notify_idle, g_object_ref (self), g_object_unref);
}

static void
encore_job_finalize (GObject *object)
{
  EncoreJob *self = ENCORE_JOB (object);

  g_free (self->title);
  g_free (self->detail);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (encore_job_parent_class)->finalize (object);
}

static void
encore_job_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  EncoreJob *self = ENCORE_JOB (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, encore_job_get_state (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, encore_job_get_fraction (self));
      break;
    case PROP_DETAIL:
      g_value_take_string (value, encore_job_dup_detail (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
encore_job_class_init (EncoreJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = encore_job_finalize;
  object_class->get_property = encore_job_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, ENCORE_JOB_CANCELLED, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
encore_job_init (EncoreJob *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->started_us = g_get_monotonic_time ();
}

/**
 * encore_job_new:
 * @title: what is being done, for people
 *
 * Returns: (transfer full): a running job
 */
EncoreJob *
encore_job_new (const char *title)
{
  EncoreJob *self = g_object_new (ENCORE_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  return self;
}

const char *
encore_job_get_title (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), NULL);

  return self->title;
}

/**
 * encore_job_get_cancellable:
 * @self: a job
 *
 * Returns: (transfer none): what the worker watches
 */
GCancellable *
encore_job_get_cancellable (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), NULL);

  return self->cancellable;
}

/**
 * encore_job_cancel:
 * @self: a job
 *
 * Asks the worker to stop; the state changes when it has.
 */
void
encore_job_cancel (EncoreJob *self)
{
  g_return_if_fail (ENCORE_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
}

EncoreJobState
encore_job_get_state (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), ENCORE_JOB_FAILED);

  g_mutex_lock (&self->lock);
  EncoreJobState state = self->state;
  g_mutex_unlock (&self->lock);

  return state;
}

gint64
encore_job_get_done (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), 0);

  g_mutex_lock (&self->lock);
  gint64 done = self->done;
  g_mutex_unlock (&self->lock);

  return done;
}

gint64
encore_job_get_total (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), 0);

  g_mutex_lock (&self->lock);
  gint64 total = self->total;
  g_mutex_unlock (&self->lock);

  return total;
}

/**
 * encore_job_get_fraction:
 * @self: a job
 *
 * Returns: how much is done, 0 to 1. A failed job keeps the fraction it had reached.
 */
double
encore_job_get_fraction (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), 0);

  g_mutex_lock (&self->lock);
  double fraction = self->total > 0 ? CLAMP ((double) self->done / (double) self->total, 0, 1)
                                    : (self->state == ENCORE_JOB_DONE ? 1 : 0);
  g_mutex_unlock (&self->lock);

  return fraction;
}

/**
 * encore_job_get_speed:
 * @self: a job
 *
 * Returns: units done per second since the start
 */
double
encore_job_get_speed (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), 0);

  g_mutex_lock (&self->lock);
  gint64 until_us = self->ended_us > 0 ? self->ended_us : g_get_monotonic_time ();
  double seconds = (double) (until_us - self->started_us) / G_USEC_PER_SEC;
  double speed = seconds > 0 ? (double) self->done / seconds : 0;
  g_mutex_unlock (&self->lock);

  return speed;
}

/**
 * encore_job_get_left_ms:
 * @self: a job
 *
 * Returns: the time left at the speed so far, or -1 while that says nothing
 */
gint64
encore_job_get_left_ms (EncoreJob *self)
{
  double speed = encore_job_get_speed (self);
  gint64 left = encore_job_get_total (self) - encore_job_get_done (self);

  if (speed <= 0 || left < 0)
    return -1;

  return (gint64) ((double) left / speed * 1000);
}

/**
 * encore_job_dup_detail:
 * @self: a job
 *
 * Returns: (transfer full) (nullable): what is being worked on now, or why it failed
 */
char *
encore_job_dup_detail (EncoreJob *self)
{
  g_return_val_if_fail (ENCORE_IS_JOB (self), NULL);

  g_mutex_lock (&self->lock);
  char *detail = g_strdup (self->detail);
  g_mutex_unlock (&self->lock);

  return detail;
}

/**
 * encore_job_set_progress:
 * @self: a running job
 * @done: units done
 * @total: units in all, 0 while unknown
 * @detail: (nullable): what is being worked on
 *
 * Called by the worker, from any thread.
 */
void
encore_job_set_progress (EncoreJob  *self,
                         gint64      done,
                         gint64      total,
                         const char *detail)
{
  g_return_if_fail (ENCORE_IS_JOB (self));

  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  g_free (self->detail);
  self->detail = g_strdup (detail);
  queue_notify_locked (self);
  g_mutex_unlock (&self->lock);
}

/**
 * encore_job_finish:
 * @self: a running job
 * @error: (nullable): why it stopped early
 *
 * Called once, from any thread, when the work has ended.
 */
void
encore_job_finish (EncoreJob    *self,
                   const GError *error)
{
  g_return_if_fail (ENCORE_IS_JOB (self));

  g_mutex_lock (&self->lock);
  self->ended_us = g_get_monotonic_time ();
  if (error == NULL)
    self->state = ENCORE_JOB_DONE;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->state = ENCORE_JOB_CANCELLED;
  else
    self->state = ENCORE_JOB_FAILED;

  if (self->state == ENCORE_JOB_FAILED)
    {
      g_free (self->detail);
      self->detail = g_strdup (error->message);
    }
  queue_notify_locked (self);
  g_mutex_unlock (&self->lock);
}
