/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encore's own main program, but it says a line when the first rows of the table have been painted. */
#include "config.h"

#include <unistd.h>

#include "calls/encore-call-row.h"
#include "shell/encore-application.h"
#include "ui-support.h"

static void
on_painted (GdkFrameClock *clock,
            GtkWidget     *window)
{
  static gboolean said;
  GtkWidget *row = said ? NULL : ui_find_by_type (window, ENCORE_TYPE_CALL_ROW);
  EncoreCall *call = row != NULL && gtk_widget_get_mapped (row) ? encore_call_row_get_call (ENCORE_CALL_ROW (row))
                                                                : NULL;

  if (call != NULL && call->title != NULL)
    said = write (STDOUT_FILENO, "rows\n", 5) == 5;
}

static void
on_realize (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), window, 0);
}

static void
on_window_added (GtkApplication *application,
                 GtkWindow      *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreApplication) application = encore_application_new ();

  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
