/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder of the test's own, gone when the test ends. */
typedef char EncoreTestDir;

EncoreTestDir *encore_test_dir_new  (void);
void           encore_test_dir_free (EncoreTestDir *dir);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreTestDir, encore_test_dir_free)

/* A file of the corpus; NULL, after g_test_skip() with a message, where it is absent. */
char *encore_test_corpus (const char *name);

/* Runs the main context until @condition; fails the test after a minute. */
#define encore_test_wait_until(condition)                                                       \
  G_STMT_START                                                                                  \
  {                                                                                             \
    gint64 deadline_us_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                        \
    guint alarm_ = encore_test_alarm_start ();                                                  \
    while (!(condition))                                                                        \
      {                                                                                         \
        if (g_get_monotonic_time () > deadline_us_)                                             \
          g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);            \
        g_main_context_iteration (NULL, TRUE);                                                  \
      }                                                                                         \
    encore_test_alarm_stop (alarm_);                                                            \
  }                                                                                             \
  G_STMT_END

guint encore_test_alarm_start (void);
void  encore_test_alarm_stop  (guint alarm);

/* Keeps the result of an async call until it is looked at. */
void          encore_test_result_cb  (GObject      *object,
                                      GAsyncResult *result,
                                      gpointer      slot); /* GAsyncResult ** */

/* Writes a mono or stereo 16-bit WAV file with a tone per channel. */
void          encore_test_write_tone (const char   *path,
                                      int           channels,
                                      gint64        duration_ms,
                                      double        first_hz,
                                      double        second_hz);

G_END_DECLS
