/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-calls-page.h"

/**
 * EncoreCallsPage:
 *
 * The table of the library's calls.
 */
struct _EncoreCallsPage
{
  AdwBin parent_instance;

  EncoreLibrary *library;
};

G_DEFINE_FINAL_TYPE (EncoreCallsPage, encore_calls_page, ADW_TYPE_BIN)

static void
encore_calls_page_dispose (GObject *object)
{
  EncoreCallsPage *self = ENCORE_CALLS_PAGE (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_calls_page_parent_class)->dispose (object);
}

static void
encore_calls_page_class_init (EncoreCallsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_calls_page_dispose;
}

static void
encore_calls_page_init (EncoreCallsPage *self)
{
}

/**
 * encore_calls_page_new:
 * @library: whose calls are shown
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
encore_calls_page_new (EncoreLibrary *library)
{
  EncoreCallsPage *self = g_object_new (ENCORE_TYPE_CALLS_PAGE, NULL);

  self->library = g_object_ref (library);
  return GTK_WIDGET (self);
}
