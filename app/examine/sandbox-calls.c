/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A filter of system calls. What libraries may try harmlessly fails with an error; nothing is killed for it. */

#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#if defined(ARCHITECTURE) && G_BYTE_ORDER == G_LITTLE_ENDIAN /* the low half of an argument comes first */

/* The first that came after those named below: whatever newer kernels add is not needed. Since 424 numbers are
 * the same everywhere; those of x32 are above them all. */
#define FIRST_UNKNOWN 450

#define CHANGES_FILES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

/* clang-format off */
#define LOAD(field) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, field))
#define RETURN(action) BPF_STMT (BPF_RET | BPF_K, action)
#define ALLOW RETURN (SECCOMP_RET_ALLOW)
#define FAIL(error) RETURN (SECCOMP_RET_ERRNO | (error))

/* Each runs what follows if, and else skips so many instructions. */
#define IF_IS(value, skip) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define IF_HAS(bits, skip) BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, bits, 0, skip)
#define IF_FROM(value, skip) BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, value, 0, skip)

#define DENY(call) IF_IS (__NR_##call, 1), FAIL (EPERM)
#define LACK(call) IF_IS (__NR_##call, 1), FAIL (ENOSYS)

/* By one argument: where it has any of these bits, is this, or is not this. */
#define DENY_WITH(call, n, bits) IF_IS (__NR_##call, 4), LOAD (args[n]), IF_HAS (bits, 1), FAIL (EACCES), ALLOW
#define DENY_IF(call, n, value) IF_IS (__NR_##call, 4), LOAD (args[n]), IF_IS (value, 1), FAIL (EPERM), ALLOW
#define DENY_UNLESS(call, n, value) IF_IS (__NR_##call, 4), LOAD (args[n]), IF_IS (value, 1), ALLOW, FAIL (EPERM)
#define DENY_WITHOUT(call, n, bits) IF_IS (__NR_##call, 4), LOAD (args[n]), IF_HAS (bits, 1), ALLOW, FAIL (EPERM)

/* GStreamer wakes itself through a pair of sockets. */
#define NETWORK                                                                                       \
  DENY (socket), DENY_UNLESS (socketpair, 0, AF_UNIX), DENY (connect), DENY (bind), DENY (listen), DENY (accept),        \
  DENY (accept4), DENY (sendto), DENY (sendmsg), DENY (sendmmsg)

#define FILES                                                                                         \
  DENY_WITH (openat, 2, CHANGES_FILES), LACK (openat2), DENY (open_by_handle_at), DENY (unlinkat),    \
  DENY (renameat2), DENY (mkdirat), DENY (linkat), DENY (symlinkat), DENY (mknodat), DENY (truncate), \
  DENY (ftruncate), DENY (fallocate), DENY (fchmod), DENY (fchmodat), DENY (fchown), DENY (fchownat), \
  DENY (utimensat), DENY (setxattr), DENY (lsetxattr), DENY (fsetxattr), DENY (removexattr),          \
  DENY (lremovexattr), DENY (fremovexattr), LACK (memfd_create), LACK (io_uring_setup)

#define SYSTEM                                                                                        \
  DENY (mount), DENY (umount2), DENY (pivot_root), DENY (chroot), DENY (unshare), DENY (setns),       \
  DENY (open_tree), DENY (move_mount), DENY (fsopen), DENY (fsconfig), DENY (fsmount), DENY (fspick), \
  DENY (mount_setattr), DENY (swapon), DENY (swapoff), DENY (reboot), DENY (kexec_load),              \
  DENY (init_module), DENY (finit_module), DENY (delete_module), DENY (bpf), DENY (perf_event_open),  \
  DENY (userfaultfd), DENY (add_key), DENY (request_key), DENY (keyctl), DENY (acct), DENY (quotactl), \
  DENY (sethostname), DENY (setdomainname), DENY (settimeofday), DENY (clock_settime),                \
  DENY (clock_adjtime), DENY (adjtimex)

/* abort() sends a signal to its own process. */
#define PROCESSES                                                                                     \
  DENY (execve), DENY (execveat), LACK (clone3), DENY_WITHOUT (clone, 0, CLONE_THREAD), DENY (ptrace), \
  DENY (process_vm_readv), DENY (process_vm_writev), DENY (process_madvise), DENY (kill),             \
  DENY (tkill), DENY_UNLESS (tgkill, 0, (guint32) getpid ()), DENY (rt_sigqueueinfo),                 \
  DENY (rt_tgsigqueueinfo), DENY (pidfd_open), DENY (pidfd_getfd), DENY (pidfd_send_signal),          \
  DENY_UNLESS (prlimit64, 0, 0), DENY_IF (prctl, 0, PR_SET_PDEATHSIG), DENY (setpriority),            \
  DENY (shmget), DENY (shmat), DENY (msgget), DENY (msgsnd), DENY (semget), DENY (mq_open),           \
  DENY (mq_unlink)

/* Forms of the same calls that newer architectures no longer have. */
#ifdef __x86_64__
#define OLD                                                                                           \
  DENY_WITH (open, 1, CHANGES_FILES), DENY (creat), DENY (unlink), DENY (rename), DENY (renameat),    \
  DENY (mkdir), DENY (rmdir), DENY (link), DENY (symlink), DENY (mknod), DENY (chmod), DENY (chown),  \
  DENY (lchown), DENY (utime), DENY (utimes), DENY (futimesat), DENY (fork), DENY (vfork),            \
  DENY (iopl), DENY (ioperm), DENY (modify_ldt),
#elif defined(__NR_renameat)
#define OLD DENY (renameat),
#else
#define OLD
#endif
/* clang-format on */

static gboolean
install (const struct sock_filter *filter,
         gsize                     length)
{
  struct sock_fprog program = { .len = length, .filter = (struct sock_filter *) filter };

  return syscall (__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

gboolean
sandbox_deny_calls (void)
{
  const struct sock_filter filter[] = {
    LOAD (arch),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    FAIL (EPERM),
    LOAD (nr),
    IF_FROM (FIRST_UNKNOWN, 1),
    FAIL (ENOSYS),
    OLD FILES,
    NETWORK,
    PROCESSES,
    SYSTEM,
    ALLOW,
  };

  return install (filter, G_N_ELEMENTS (filter));
}

#else

gboolean
sandbox_deny_calls (void)
{
  return FALSE;
}

#endif
