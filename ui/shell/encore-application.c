/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-application.h"

#include "encore-window.h"

struct _EncoreApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (EncoreApplication, encore_application, ADW_TYPE_APPLICATION)

static void
encore_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (encore_window_new (ADW_APPLICATION (application))));
}

static void
encore_application_class_init (EncoreApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = encore_application_activate;
}

static void
encore_application_init (EncoreApplication *self)
{
}

/**
 * encore_application_new:
 *
 * Returns: (transfer full): Encore, ready to run
 */
EncoreApplication *
encore_application_new (void)
{
  return g_object_new (ENCORE_TYPE_APPLICATION,
                       "application-id", ENCORE_APPLICATION_ID,
                       "resource-base-path", "/org/encorecoach/Encore",
                       NULL);
}
