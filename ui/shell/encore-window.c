/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "calls/encore-calls-page.h"
#include "calls/encore-search-page.h"
#include "coaching/encore-scenarios-page.h"
#include "coaching/encore-scorecards-page.h"
#include "encore-jobs-button.h"
#include "encore-settings.h"
#include "encore-shortcut-keys.h"
#include "progress/encore-people-page.h"
#include "encore-working-as.h"

/**
 * EncoreWindow:
 *
 * One open library: the navigation at the left, its pages, and what is opened over them.
 * Other rooms talk to it through its actions ("win.toast", "win.open-call", ...) and never
 * include this header.
 */
G_DEFINE_FINAL_TYPE (EncoreWindow, encore_window, ADW_TYPE_APPLICATION_WINDOW)

typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GtkWidget *(*make) (EncoreLibrary *library);
} Page;

static const Page pages[] = {
  { "calls", N_ ("Calls"), "encore-calls-symbolic", encore_calls_page_new },
  { "search", N_ ("Search"), "edit-find-symbolic", encore_search_page_new },
  { "scenarios", N_ ("Scenarios"), "encore-scenarios-symbolic", encore_scenarios_page_new },
  { "scorecards", N_ ("Scorecards"), "encore-scorecards-symbolic", encore_scorecards_page_new },
  { "people", N_ ("People"), "encore-people-symbolic", encore_people_page_new },
};

static const char *const key_groups[] = { "win", "app", "window", NULL };

static const Page *
find_page (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return &pages[i];

  return &pages[0];
}

static void
select_navigation_row (EncoreWindow *self,
                       const Page   *page)
{
  gtk_list_box_select_row (self->navigation, gtk_list_box_get_row_at_index (self->navigation, (int) (page - pages)));
}

/**
 * encore_window_show_page:
 * @self: a window with an open library
 * @name: (nullable): of the page; an unknown one means the first
 *
 * Pages are made when they are first shown.
 */
void
encore_window_show_page (EncoreWindow *self,
                         const char   *name)
{
  const Page *page = find_page (name);

  if (self->library == NULL)
    return;

  if (gtk_stack_get_child_by_name (self->content, page->name) == NULL)
    gtk_stack_add_named (self->content, page->make (self->library), page->name);

  gtk_stack_set_visible_child_name (self->content, page->name);
  adw_window_title_set_title (self->title, _ (page->title));
  select_navigation_row (self, page);
  adw_leaflet_navigate (self->split, ADW_NAVIGATION_DIRECTION_FORWARD);
  encore_settings_set_string ("last-page", page->name);
}

static void
on_navigation_activated (EncoreWindow  *self,
                         GtkListBoxRow *row)
{
  encore_window_show_page (self, pages[gtk_list_box_row_get_index (row)].name);
}

static GtkWidget *
make_navigation_row (const Page *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (page->title));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (page->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (page->title), -1);

  return row;
}

static GtkWidget *
make_primary_menu_button (EncoreWindow *self)
{
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "open-menu-symbolic", "menu-model",
                                    self->primary_menu, "tooltip-text", _ ("Main menu"), "primary", TRUE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Main menu"), -1);
  return button;
}

/**
 * encore_window_pack_ends:
 * @self: a window with an open library
 * @header: a header bar
 *
 * Adds what every header bar ends with: jobs, who is working, the main menu.
 */
void
encore_window_pack_ends (EncoreWindow *self,
                         AdwHeaderBar *header)
{
  adw_header_bar_pack_end (header, make_primary_menu_button (self));
  adw_header_bar_pack_end (header, encore_working_as_new (self->library));
  adw_header_bar_pack_end (header, encore_jobs_button_new (self->library));
}

static void
restore_size (EncoreWindow *self)
{
  int width = encore_settings_get_int ("window-width", 0);
  int height = encore_settings_get_int ("window-height", 0);

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (encore_settings_get_boolean ("window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (EncoreWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  encore_settings_set_int ("window-width", width);
  encore_settings_set_int ("window-height", height);
  encore_settings_set_boolean ("window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
encore_window_close_request (GtkWindow *window)
{
  EncoreWindow *self = ENCORE_WINDOW (window);

  if (!encore_window_may_close (self))
    return TRUE;

  save_size (self);

  /* What is still to be written may take a while: nobody shall look at a dead window meanwhile. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gdk_display_flush (gtk_widget_get_display (GTK_WIDGET (self)));
  encore_window_close_library (self);

  return GTK_WINDOW_CLASS (encore_window_parent_class)->close_request (window);
}

static gboolean
drop_stale_when_idle (gpointer user_data)
{
  EncoreWindow *self = user_data;

  self->dropping = 0;
  encore_window_drop_stale (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet may be on its way to another page already, and then still needs the one before. */
static void
on_transition_running (EncoreWindow *self)
{
  if (adw_leaflet_get_child_transition_running (self->pages))
    return;

  if (self->dropping == 0)
    self->dropping = g_idle_add (drop_stale_when_idle, self);
  encore_window_focus_page (self);
}

static void
encore_window_dispose (GObject *object)
{
  EncoreWindow *self = ENCORE_WINDOW (object);
  g_autoptr (EncoreLibrary) library = g_steal_pointer (&self->library);

  encore_window_clear_playlist (self);
  encore_window_clear_now (self);
  g_clear_handle_id (&self->dropping, g_source_remove);
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->to_import);

  G_OBJECT_CLASS (encore_window_parent_class)->dispose (object);

  /* Pages save what was typed when they go. */
  if (library != NULL)
    encore_window_settle (library);
}

static void
encore_window_finalize (GObject *object)
{
  EncoreWindow *self = ENCORE_WINDOW (object);

  g_free (self->directory);
  g_free (self->backup);

  G_OBJECT_CLASS (encore_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/shell/encore-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, root);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, opening_revealer);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, opening_page);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, opening_progress);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, opening_cancel);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, failure_page);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, failure_actions);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, split);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, library_title);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, header);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, content);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, playlist_revealer);
  gtk_widget_class_bind_template_child (widget_class, EncoreWindow, primary_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_navigation_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_transition_running);
}

static void
encore_window_class_init (EncoreWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = encore_window_dispose;
  object_class->finalize = encore_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = encore_window_close_request;

  bind_template (GTK_WIDGET_CLASS (klass));
  encore_window_class_install_actions (GTK_WIDGET_CLASS (klass));
  encore_window_class_install_playlist (GTK_WIDGET_CLASS (klass));
}

static void
encore_window_init (EncoreWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_list_box_append (self->navigation, make_navigation_row (&pages[i]));

  encore_window_init_dnd (self);
  encore_window_init_now (self);
  encore_window_init_playlist (self);
  encore_shortcut_keys_attach (GTK_WIDGET (self), key_groups);
}

/**
 * encore_window_new:
 * @application: its application
 *
 * Returns: (transfer none): a window, still without a library
 */
EncoreWindow *
encore_window_new (AdwApplication *application)
{
  EncoreWindow *self = g_object_new (ENCORE_TYPE_WINDOW, "application", application, NULL);

  /* A window that is still being constructed forgets that it shall be maximised. */
  restore_size (self);
  return self;
}

const char *
encore_window_get_directory (EncoreWindow *self)
{
  g_return_val_if_fail (ENCORE_IS_WINDOW (self), NULL);

  return self->directory;
}

/**
 * encore_window_get_library:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): its library, once that is open
 */
EncoreLibrary *
encore_window_get_library (EncoreWindow *self)
{
  g_return_val_if_fail (ENCORE_IS_WINDOW (self), NULL);

  return self->library;
}

/**
 * encore_window_is_opening:
 * @self: a window
 *
 * Returns: whether the library is still being opened or filled
 */
gboolean
encore_window_is_opening (EncoreWindow *self)
{
  g_return_val_if_fail (ENCORE_IS_WINDOW (self), FALSE);

  return self->opening;
}
