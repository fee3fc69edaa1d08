/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-examine-private.h"

#include <glib/gi18n.h>

#include "encore-error.h"

/* No decoder needs that long for its next sound, nor for the longest recording, nor so much memory on top of
 * what it has when it starts. */
#define STALL_MS (20 * 1000)
#define TOTAL_MS (60 * 60 * 1000)
#define MEMORY ((gsize) 2 << 30)

/* Before it is ready a helper may have to look at all plugins, on a machine that is busy. */
#define START_MS (120 * 1000)

static struct
{
  gint64 stall_ms;
  gint64 total_ms;
  gsize memory;
} limits = { STALL_MS, TOTAL_MS, MEMORY };

/* One examination, on the thread that asked for it. */
typedef struct
{
  const char *path;
  EncorePeaksFunc func;
  gpointer user_data;
  GCancellable *cancellable;

  EncoreExamineHelper *helper; /* NULL when it has come to its end */
  gboolean accepted;
  gint64 started; /* monotonic time */
  gint64 heard;

  EncoreMediaInfo *info;
  EncorePeaks *peaks;
  GError *failure;
} Examination;

typedef enum
{
  OUTCOME_DONE,
  OUTCOME_CLOSED,
  OUTCOME_LATE,
  OUTCOME_CANCELLED,
} Outcome;

static void
examination_clear (Examination *self)
{
  g_clear_object (&self->info);
  g_clear_object (&self->peaks);
  g_clear_error (&self->failure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Examination, examination_clear)

/**
 * encore_examine_set_limits:
 * @stall_ms: how long nothing may come out of a decoder
 * @total_ms: how long a recording may take as a whole
 * @memory: bytes for decoding it
 *
 * For tests, which cannot wait so long. 0 stands for what is usual. Call it before anything is examined.
 */
void
encore_examine_set_limits (gint64 stall_ms,
                           gint64 total_ms,
                           gsize  memory)
{
  limits.stall_ms = stall_ms > 0 ? stall_ms : STALL_MS;
  limits.total_ms = total_ms > 0 ? total_ms : TOTAL_MS;
  limits.memory = memory > 0 ? memory : MEMORY;
}

static void
note_confinement (guint8 confined)
{
  static gsize said = 0;

  if ((confined & ENCORE_WIRE_CONFINED_CALLS) != 0 || !g_once_init_enter (&said))
    return;

  g_message ("This kernel cannot keep decoders from writing and from the network (%s); they still run in a process "
             "of their own",
             (confined & ENCORE_WIRE_CONFINED_FILES) != 0 ? "Landlock only" : "neither seccomp nor Landlock");
  g_once_init_leave (&said, 1);
}

static void
take_snapshot (Examination            *self,
               const EncoreWireReader *reader)
{
  g_autoptr (EncorePeaks) peaks = self->func != NULL ? encore_wire_parse_peaks (reader) : NULL;

  if (peaks != NULL)
    self->func (peaks, self->user_data);
}

/* Returns whether that was the last frame. */
static gboolean
take_frame (Examination            *self,
            const EncoreWireReader *reader)
{
  self->heard = g_get_monotonic_time ();

  switch (reader->type)
    {
    case ENCORE_WIRE_READY:
      self->helper->ready = TRUE;
      self->started = self->heard;
      note_confinement (reader->size > 0 ? reader->payload[0] : 0);
      return FALSE;
    case ENCORE_WIRE_ACCEPTED:
      self->accepted = TRUE;
      return FALSE;
    case ENCORE_WIRE_SNAPSHOT:
      take_snapshot (self, reader);
      return FALSE;
    case ENCORE_WIRE_INFO:
      g_clear_object (&self->info);
      self->info = encore_wire_parse_info (reader);
      return FALSE;
    case ENCORE_WIRE_FAILURE:
      g_clear_error (&self->failure);
      self->failure = encore_wire_parse_error (reader);
      return FALSE;
    case ENCORE_WIRE_PEAKS:
      g_clear_object (&self->peaks);
      self->peaks = encore_wire_parse_peaks (reader);
      return FALSE;
    case ENCORE_WIRE_END:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Milliseconds that the helper still has. */
static gint64
time_left (Examination *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->helper->ready)
    return START_MS - (now - self->started) / 1000;

  return MIN (limits.stall_ms - (now - self->heard) / 1000, limits.total_ms - (now - self->started) / 1000);
}

/* Until there is something to read. */
static Outcome
wait_for_more (Examination *self)
{
  GPollFD fds[2] = { { .fd = self->helper->fd, .events = G_IO_IN } };
  guint n_fds = g_cancellable_make_pollfd (self->cancellable, &fds[1]) ? 2 : 1;
  Outcome outcome = OUTCOME_DONE;

  for (;;)
    {
      gint64 left = time_left (self);

      if (g_cancellable_is_cancelled (self->cancellable))
        outcome = OUTCOME_CANCELLED;
      else if (left <= 0)
        outcome = OUTCOME_LATE;
      else if (g_poll (fds, n_fds, MIN (left, G_MAXINT)) <= 0 || fds[0].revents == 0)
        continue;
      break;
    }

  if (n_fds == 2)
    g_cancellable_release_fd (self->cancellable);

  return outcome;
}

static Outcome
listen_to (Examination *self)
{
  for (;;)
    {
      switch (encore_wire_read (&self->helper->reader, self->helper->fd))
        {
        case ENCORE_WIRE_FRAME:
          if (take_frame (self, &self->helper->reader))
            return OUTCOME_DONE;
          break;
        case ENCORE_WIRE_CLOSED:
          return OUTCOME_CLOSED;
        case ENCORE_WIRE_AGAIN:
          break;
        }

      /* Also between frames: whoever floods us must not get past the clock. */
      Outcome outcome = wait_for_more (self);

      if (outcome != OUTCOME_DONE)
        return outcome;
    }
}

static GError *
unsafe_error (const char          *path,
              EncoreExamineVerdict verdict,
              const char          *how)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (verdict)
    {
    case ENCORE_EXAMINE_ENDLESS:
      return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSAFE,
                          _ ("“%s” was given up: its decoder did not come to an end. Copy it from the recorder again, "
                             "or convert it to WAV with the recorder’s own export."),
                          name);
    case ENCORE_EXAMINE_MEMORY:
      return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSAFE,
                          _ ("“%s” was given up: its decoder needed too much memory. Copy it from the recorder again, "
                             "or convert it to WAV with the recorder’s own export."),
                          name);
    default:
      return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSAFE,
                          _ ("“%s” was given up: its decoder crashed (%s). Copy it from the recorder again, or convert "
                             "it to WAV with the recorder’s own export."),
                          name, how != NULL ? how : _ ("it ended by itself"));
    }
}

static void
fail_unsafely (Examination         *self,
               EncoreExamineVerdict verdict,
               const char          *how)
{
  examination_clear (self);
  self->failure = unsafe_error (self->path, verdict, how);
  self->info = g_object_new (ENCORE_TYPE_MEDIA_INFO, NULL);
  self->info->reason = g_strdup (self->failure->message);
}

static void
start_over (Examination *self)
{
  examination_clear (self);
  self->info = NULL;
  self->accepted = FALSE;
  self->started = self->heard = g_get_monotonic_time ();
}

/* Returns whether the request reached a helper, whatever came of it. */
static gboolean
try_helper (Examination *self,
            gboolean     fresh)
{
  const char *how = NULL;

  start_over (self);
  self->helper = encore_examine_helper_take (limits.memory, fresh, &self->failure);
  if (self->helper == NULL)
    return TRUE;

  gboolean asked = encore_examine_helper_ask (self->helper, self->path, self->func != NULL);
  Outcome outcome = asked ? listen_to (self) : OUTCOME_CLOSED;
  EncoreExamineVerdict verdict = ENCORE_EXAMINE_ENDLESS;

  if (outcome == OUTCOME_DONE)
    encore_examine_helper_give (self->helper);
  else if (outcome == OUTCOME_CLOSED)
    verdict = encore_examine_helper_judge (self->helper, &how);
  else
    encore_examine_helper_kill (self->helper);
  self->helper = NULL;

  if (outcome == OUTCOME_CLOSED && !self->accepted)
    return FALSE;
  if (outcome == OUTCOME_CLOSED || outcome == OUTCOME_LATE)
    fail_unsafely (self, verdict, how);

  return TRUE;
}

static void
run (Examination *self)
{
  /* One that waited may have left in this very moment. */
  if (try_helper (self, FALSE) || try_helper (self, TRUE))
    return;

  start_over (self);
  self->failure = g_error_new (ENCORE_ERROR, ENCORE_ERROR_FAILED,
                               _ ("The program that examines recordings ends as soon as it is started. Install Encore "
                                  "again."));
}

/**
 * encore_examine:
 * @path: a recording
 * @func: (nullable): called on this thread with what there is so far, about four times a second
 * @user_data: for @func
 * @info: (out) (optional): as for encore_peaks_build_with_info()
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Does what encore_peaks_build_with_info() does in a process of its own, which cannot write, reaches no
 * network and is ended when it takes too long or too much memory. For recordings that come from outside; for a
 * job thread.
 *
 * Returns: (transfer full) (nullable): the peaks; %NULL with %ENCORE_ERROR_UNSAFE when the decoder had to be
 *   given up, else as encore_peaks_build_with_info()
 */
EncorePeaks *
encore_examine (const char       *path,
                EncorePeaksFunc   func,
                gpointer          user_data,
                EncoreMediaInfo **info,
                GCancellable     *cancellable,
                GError          **error)
{
  g_auto (Examination) self = { .path = path, .func = func, .user_data = user_data, .cancellable = cancellable };

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (info != NULL)
    *info = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  /* So that the helper finds the list of plugins up to date. */
  encore_media_init ();
  run (&self);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self.peaks == NULL && self.failure == NULL)
    fail_unsafely (&self, ENCORE_EXAMINE_CRASHED, NULL);

  if (info != NULL)
    *info = g_steal_pointer (&self.info);
  if (self.peaks == NULL)
    g_propagate_error (error, g_steal_pointer (&self.failure));

  return g_steal_pointer (&self.peaks);
}
