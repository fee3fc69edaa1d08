/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sandbox.h"

#include <sys/syscall.h>
#include <unistd.h>

/* Landlock: every change to the file system, every connection and every signal to others is refused, whatever
 * call asks for it. The kernel's own numbers, for its headers may be older than it is. */

#define CREATE_VERSION 1

/* Bits 1 to 15 without those for executing (0), reading files (2) and listing folders (3). */
#define WRITE_FILE (1 << 1)
#define REMOVE_AND_MAKE 0x1ff0 /* 4 to 12 */
#define REFER (1 << 13)        /* from version 2 */
#define TRUNCATE (1 << 14)     /* 3 */
#define CONNECT_AND_BIND 3     /* 4: TCP */
#define ABSTRACT_AND_SIGNAL 3  /* 6: abstract sockets, signals */

typedef struct
{
  guint64 files;
  guint64 net;
  guint64 scoped;
} Ruleset;

#ifdef __NR_landlock_create_ruleset

gboolean
sandbox_deny_writing (void)
{
  long version = syscall (__NR_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
  Ruleset rules = { .files = WRITE_FILE | REMOVE_AND_MAKE };
  gsize size = sizeof rules.files;

  if (version < 1)
    return FALSE;

  if (version >= 2)
    rules.files |= REFER;
  if (version >= 3)
    rules.files |= TRUNCATE;
  if (version >= 4)
    {
      rules.net = CONNECT_AND_BIND;
      size += sizeof rules.net;
    }
  if (version >= 6)
    {
      rules.scoped = ABSTRACT_AND_SIGNAL;
      size += sizeof rules.scoped;
    }

  int fd = syscall (__NR_landlock_create_ruleset, &rules, size, 0);
  gboolean confined = fd >= 0 && syscall (__NR_landlock_restrict_self, fd, 0) == 0;

  if (fd >= 0)
    close (fd);

  return confined;
}

#else

gboolean
sandbox_deny_writing (void)
{
  return FALSE;
}

#endif
