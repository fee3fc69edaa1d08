/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sandbox.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "encore-examine-wire.h"

#define MAX_DESCRIPTORS 256

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#endif
#endif

/**
 * sandbox_follow_parent:
 *
 * This process ends with its parent, however that ends.
 */
void
sandbox_follow_parent (void)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
limit (int    resource,
       rlim_t soft,
       rlim_t hard)
{
  struct rlimit bounds = { soft, hard };

  setrlimit (resource, &bounds);
}

/**
 * sandbox_allow_cpu:
 * @seconds: from now on, in all threads
 *
 * The parent watches the clock; this is for when it cannot.
 */
void
sandbox_allow_cpu (guint seconds)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  limit (RLIMIT_CPU, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + seconds, RLIM_INFINITY);
}

/* For the kernel, when the machine as a whole runs short: this process is the one to end. */
static void
volunteer (void)
{
  int fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (fd >= 0)
    {
      if (write (fd, "500", 3) != 3)
        g_debug ("Not first in line when memory runs short");
      close (fd);
    }
}

#ifdef HAS_ADDRESS_SANITIZER

/* It lays claim to terabytes of addresses, and reports crashes itself. */
static void
limit_memory (gsize memory)
{
}

#else

/* Address space of this process from which on a crash is put down to lack of memory. */
static gsize plenty;

/* May be called in a signal handler. */
static gsize
address_space (void)
{
  char text[32] = "";
  int fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  gssize n = fd >= 0 ? read (fd, text, sizeof text - 1) : 0;
  gsize pages = 0;

  if (fd >= 0)
    close (fd);
  for (gssize i = 0; i < n && text[i] >= '0' && text[i] <= '9'; i++)
    pages = pages * 10 + (text[i] - '0');

  return pages * sysconf (_SC_PAGESIZE);
}

/* Few programs check for memory: to be refused it ends in a crash. */
static void
crash (int number)
{
  if (address_space () > plenty)
    _exit (ENCORE_WIRE_EXIT_MEMORY);

  signal (number, SIG_DFL);
  raise (number);
}

static void
tell_memory_from_crashes (void)
{
  static const int fatal[] = { SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGILL, SIGFPE };
  static guint8 stack[65536];
  stack_t alternative = { .ss_sp = stack, .ss_size = sizeof stack };
  struct sigaction action = { .sa_handler = crash, .sa_flags = SA_ONSTACK | SA_NODEFER };

  sigaltstack (&alternative, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fatal); i++)
    sigaction (fatal[i], &action, NULL);
}

static void
limit_memory (gsize memory)
{
  gsize before = address_space ();

  plenty = before + memory / 4 * 3;
  limit (RLIMIT_AS, before + memory, before + memory);
  tell_memory_from_crashes ();
}

#endif

/**
 * sandbox_enter:
 * @memory: bytes this process may have on top of those it has
 *
 * Gives up, for good, all that decoding needs not: to write, to connect, to start programs, to reach other
 * processes.
 *
 * Returns: what the kernel could be brought to enforce, ENCORE_WIRE_CONFINED_…
 */
guint
sandbox_enter (gsize memory)
{
  guint confined = 0;

  volunteer ();
  mallopt (M_ARENA_MAX, 2); /* each would claim 64 MB of addresses */
  limit_memory (memory);
  limit (RLIMIT_NOFILE, MAX_DESCRIPTORS, MAX_DESCRIPTORS);
  limit (RLIMIT_CORE, 0, 0);
  limit (RLIMIT_FSIZE, 0, 0);
  signal (SIGXFSZ, SIG_IGN);

  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (sandbox_deny_writing ())
    confined |= ENCORE_WIRE_CONFINED_FILES;
  if (sandbox_deny_calls ())
    confined |= ENCORE_WIRE_CONFINED_CALLS;

  return confined;
}
