/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-examine-private.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "encore-error.h"
#include "encore-headerless.h"

#define PROGRAM "encore-examine"
#define CHILD_FD 3

/* How many wait for more work; they leave by themselves after a few seconds. */
#define MAX_IDLE 2

static GMutex lock;
static GQueue idle = G_QUEUE_INIT; /* under lock */

/* From a build folder's ui/review to its top. */
#define LEVELS 4

/* In a folder such as /tmp anybody may put a program of that name. */
static gboolean
is_ours (const char *path,
         const char *self)
{
  GStatBuf theirs, ours;

  return g_stat (path, &theirs) == 0 && g_stat (self, &ours) == 0
         && (theirs.st_uid == 0 || theirs.st_uid == ours.st_uid);
}

static char *
find_near (const char *folder,
           const char *self)
{
  static const char *places[] = { ".", "app/examine", "libexec/encore" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], PROGRAM, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && is_ours (path, self))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* Beside this program, or in the same build or installation. */
static char *
find_beside_us (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  char *found = NULL;

  for (int i = 0; folder != NULL && found == NULL && i < LEVELS && !g_str_equal (folder, "/"); i++)
    {
      char *parent = g_path_get_dirname (folder);

      found = find_near (folder, self);
      g_free (folder);
      folder = parent;
    }

  return found;
}

static gpointer
find_program (gpointer data)
{
  const char *folder = g_getenv ("ENCORE_LIBEXEC_DIR");

  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, PROGRAM, NULL);

  char *found = find_beside_us ();

  return found != NULL ? found : g_build_filename (ENCORE_LIBEXEC_DIR, PROGRAM, NULL);
}

static const char *
get_program (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, find_program, NULL);
}

typedef struct
{
  EncoreExamineHelper *helper;
  GError *error;
  GMutex lock;
  GCond cond;
  gboolean done; /* under lock */
} Start;

static GSubprocess *
launch (int      fd,
        gsize    memory,
        GError **error)
{
  gboolean is_talkative = g_getenv ("G_MESSAGES_DEBUG") != NULL || g_getenv ("GST_DEBUG") != NULL
                          || g_getenv ("ASAN_OPTIONS") != NULL;
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_SILENCE;
  g_autofree char *bytes = g_strdup_printf ("%" G_GSIZE_FORMAT, memory);

  if (!is_talkative)
    flags |= G_SUBPROCESS_FLAGS_STDERR_SILENCE;

  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  /* This process has just looked whether there are new plugins. */
  g_subprocess_launcher_setenv (launcher, "GST_REGISTRY_UPDATE", "no", TRUE);
  g_subprocess_launcher_take_fd (launcher, fd, CHILD_FD);

  return g_subprocess_launcher_spawn (launcher, error, get_program (), bytes, NULL);
}

static EncoreExamineHelper *
helper_new (gsize    memory,
            GError **error)
{
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("No socket can be made: %s"), g_strerror (errno));
      return NULL;
    }

  g_autoptr (GError) reason = NULL;
  GSubprocess *process = launch (fds[1], memory, &reason); /* which takes its end */

  if (process == NULL)
    {
      close (fds[0]);
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED,
                   _ ("Recordings are examined by the program “%s”, which cannot be started: %s. Install Encore "
                      "again."),
                   get_program (), reason->message);
      return NULL;
    }

  EncoreExamineHelper *self = g_new0 (EncoreExamineHelper, 1);

  g_unix_set_fd_nonblocking (fds[0], TRUE, NULL);
  self->process = process;
  self->fd = fds[0];
  self->memory = memory;

  return self;
}

static void
start_in_thread (gpointer data,
                 gpointer user_data)
{
  Start *start = data;

  start->helper = helper_new (start->helper->memory, &start->error);

  g_mutex_lock (&start->lock);
  start->done = TRUE;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->lock);
}

static gpointer
make_starter (gpointer data)
{
  return g_thread_pool_new (start_in_thread, NULL, 1, TRUE, NULL);
}

/* A helper ends with the thread that started it (PR_SET_PDEATHSIG looks at threads): so that is one of its own,
 * which lives as long as this process. */
static EncoreExamineHelper *
start_helper (gsize    memory,
              GError **error)
{
  static GOnce once = G_ONCE_INIT;
  GThreadPool *starter = g_once (&once, make_starter, NULL);
  EncoreExamineHelper wanted = { .memory = memory };
  Start start = { .helper = &wanted };

  g_mutex_init (&start.lock);
  g_cond_init (&start.cond);
  g_thread_pool_push (starter, &start, NULL);

  g_mutex_lock (&start.lock);
  while (!start.done)
    g_cond_wait (&start.cond, &start.lock);
  g_mutex_unlock (&start.lock);

  g_mutex_clear (&start.lock);
  g_cond_clear (&start.cond);
  if (start.helper == NULL)
    g_propagate_error (error, start.error);

  return start.helper;
}

static void
helper_free (EncoreExamineHelper *self)
{
  close (self->fd);
  encore_wire_reader_clear (&self->reader);
  g_object_unref (self->process);
  g_free (self);
}

/**
 * encore_examine_helper_take:
 * @memory: what it may use
 * @fresh: whether it must be a new one
 * @error: return location
 *
 * Returns: (transfer full) (nullable): one that waits for work, or a new one
 */
EncoreExamineHelper *
encore_examine_helper_take (gsize    memory,
                            gboolean fresh,
                            GError **error)
{
  EncoreExamineHelper *self = NULL;

  g_mutex_lock (&lock);
  while (!fresh && (self = g_queue_pop_head (&idle)) != NULL && self->memory != memory)
    helper_free (self);
  g_mutex_unlock (&lock);

  return self != NULL ? self : start_helper (memory, error);
}

/**
 * encore_examine_helper_give:
 * @self: (transfer full): one that has done its work
 */
void
encore_examine_helper_give (EncoreExamineHelper *self)
{
  g_mutex_lock (&lock);
  g_queue_push_head (&idle, self);
  self = g_queue_get_length (&idle) > MAX_IDLE ? g_queue_pop_tail (&idle) : NULL;
  g_mutex_unlock (&lock);

  if (self != NULL)
    helper_free (self); /* it sees that its socket is closed */
}

/**
 * encore_examine_helper_ask:
 * @self: one that waits
 * @path: a recording
 * @wants_snapshots: whether it shall tell what there is so far
 *
 * Returns: %FALSE when it has left meanwhile
 */
gboolean
encore_examine_helper_ask (EncoreExamineHelper *self,
                           const char          *path,
                           gboolean             wants_snapshots)
{
  g_autofree char *format = encore_media_dup_raw_format (path);
  gsize length = strlen (path) + (format != NULL ? 1 : 0); /* the NUL between them */
  guint32 header[2] = { ENCORE_WIRE_REQUEST, length + 1 + (format != NULL ? strlen (format) + 1 : 0) };
  guint8 flag = wants_snapshots;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) header, sizeof header);
  g_byte_array_append (bytes, &flag, 1);
  g_byte_array_append (bytes, (const guint8 *) path, length);
  if (format != NULL)
    g_byte_array_append (bytes, (const guint8 *) format, strlen (format) + 1);

  /* The socket holds far more than the longest path. */
  return send (self->fd, bytes->data, bytes->len, MSG_NOSIGNAL) == (gssize) bytes->len;
}

/**
 * encore_examine_helper_kill:
 * @self: (transfer full): one that is not wanted any more, whatever it does
 */
void
encore_examine_helper_kill (EncoreExamineHelper *self)
{
  g_subprocess_force_exit (self->process);
  helper_free (self);
}

/**
 * encore_examine_helper_judge:
 * @self: (transfer full): one that has closed its end
 * @how: (out) (optional): the signal that ended it, in words
 *
 * Returns: what became of it
 */
EncoreExamineVerdict
encore_examine_helper_judge (EncoreExamineHelper *self,
                             const char         **how)
{
  EncoreExamineVerdict verdict = ENCORE_EXAMINE_CRASHED;

  /* One that only closed its end ends here; one that is ending keeps its own reason. */
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);

  gboolean has_signal = g_subprocess_get_if_signaled (self->process);
  int number = has_signal ? g_subprocess_get_term_sig (self->process) : 0;

  if (number == SIGXCPU)
    verdict = ENCORE_EXAMINE_ENDLESS;
  else if (!has_signal && g_subprocess_get_exit_status (self->process) == ENCORE_WIRE_EXIT_MEMORY)
    verdict = ENCORE_EXAMINE_MEMORY;

  /* Nobody but the kernel, short of memory, kills like this. */
  else if (number == SIGKILL)
    verdict = ENCORE_EXAMINE_MEMORY;

  *how = has_signal ? g_strsignal (number) : NULL;
  helper_free (self);

  return verdict;
}
