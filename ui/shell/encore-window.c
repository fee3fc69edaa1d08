/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window.h"

struct _EncoreWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (EncoreWindow, encore_window, ADW_TYPE_APPLICATION_WINDOW)

static void
encore_window_class_init (EncoreWindowClass *klass)
{
}

static void
encore_window_init (EncoreWindow *self)
{
}

EncoreWindow *
encore_window_new (AdwApplication *application)
{
  return g_object_new (ENCORE_TYPE_WINDOW, "application", application, NULL);
}
