/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <gst/gst.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "encore-examine-wire.h"
#include "encore-headerless.h"
#include "sandbox.h"

/* encore-examine: decodes recordings for encore_examine(), which runs it, on the socket that it was given as
 * descriptor 3. Its argument is the memory it may use, in bytes. */

#define SOCKET 3
#define IDLE_MS (10 * 1000)
#define CPU_SECONDS (60 * 60)

/* Peaks of long recordings are large: sending them must not take longer than decoding does. */
#define SHARE_OF_SENDING 10

typedef struct
{
  gboolean wants_snapshots;
  gint64 next_snapshot; /* monotonic time */
} Pass;

/* Not exit(): nothing is left to be tidied up, and the leak checker may not look around in here. */
static G_GNUC_NORETURN void
leave (int status)
{
  _exit (status);
}

static void
check (gboolean sent)
{
  if (!sent)
    leave (EXIT_SUCCESS); /* nobody listens any more */
}

static void
publish (EncorePeaks *peaks,
         gpointer     user_data)
{
  Pass *pass = user_data;
  gint64 before = g_get_monotonic_time ();

  if (!pass->wants_snapshots || before < pass->next_snapshot || encore_peaks_get_length (peaks) == 0)
    {
      check (encore_wire_write (SOCKET, ENCORE_WIRE_PROGRESS, NULL, 0));
      return;
    }

  check (encore_wire_write_peaks (SOCKET, peaks));

  gint64 now = g_get_monotonic_time ();
  pass->next_snapshot = now + SHARE_OF_SENDING * (now - before);
}

static void
examine (const char *path,
         gboolean    wants_snapshots)
{
  Pass pass = { .wants_snapshots = wants_snapshots };
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  check (encore_wire_write (SOCKET, ENCORE_WIRE_ACCEPTED, NULL, 0));
  sandbox_allow_cpu (CPU_SECONDS);

  g_autoptr (EncorePeaks) peaks = encore_peaks_build_with_info (path, publish, &pass, &info, NULL, &error);

  if (info != NULL)
    check (encore_wire_write_info (SOCKET, info));
  if (error != NULL)
    check (encore_wire_write_error (SOCKET, error));
  if (peaks != NULL)
    check (encore_wire_write_peaks (SOCKET, peaks));
  check (encore_wire_write (SOCKET, ENCORE_WIRE_END, NULL, 0));
}

/* With nothing to do for a while it is not worth the memory. */
static gboolean
is_wanted (void)
{
  struct pollfd waiting = { .fd = SOCKET, .events = POLLIN };

  return poll (&waiting, 1, IDLE_MS) == 1;
}

/* The path, and perhaps what its samples are. */
static void
examine_request (const EncoreWireReader *reader)
{
  const char *path = (const char *) reader->payload + 1;
  gsize length = strlen (path) + 1;

  encore_media_set_raw_format (path, length + 1 < reader->size ? path + length : NULL);
  examine (path, reader->payload[0] != 0);
}

static void
serve (void)
{
  EncoreWireReader reader = { 0 };

  while (is_wanted () && encore_wire_read (&reader, SOCKET) == ENCORE_WIRE_FRAME)
    if (reader.type == ENCORE_WIRE_REQUEST && reader.size > 1)
      examine_request (&reader);

  encore_wire_reader_clear (&reader);
}

int
main (int    argc,
      char **argv)
{
  gsize memory = argc == 2 ? g_ascii_strtoull (argv[1], NULL, 10) : 0;
  guint8 confined;

  if (memory == 0)
    {
      g_printerr ("encore-examine: Encore runs this itself.\n");
      return 2;
    }

  sandbox_follow_parent ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ENCORE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* It would take back the signal that tells lack of memory from a crash. */
  gst_segtrap_set_enabled (FALSE);
  encore_media_init ();

  confined = sandbox_enter (memory);
  check (encore_wire_write (SOCKET, ENCORE_WIRE_READY, &confined, 1));
  serve ();
  leave (EXIT_SUCCESS);
}
