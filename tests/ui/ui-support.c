/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-support.h"

#include <glib/gstdio.h>

static gboolean
on_timeout (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; says whether it did in time. */
gboolean
ui_wait_until (UiCondition condition,
               gpointer    data,
               guint       timeout_ms)
{
  gboolean over = FALSE;
  guint timeout = g_timeout_add (timeout_ms, on_timeout, &over);

  while (!condition (data) && !over)
    g_main_context_iteration (NULL, TRUE);

  if (!over)
    g_source_remove (timeout);

  return condition (data);
}

#define ROUNDS_WITHOUT_NEWS 10
#define MAX_ROUNDS 1000

/* libadwaita 1.7 asks the heading of its own message dialog for its height at widths that are too small for it, and
 * GTK 4.18 warns. Only that warning is passed over, and only while there is such a dialog. */
static gboolean
is_of_dialog (const GLogField *field)
{
  if (!g_str_equal (field->key, "MESSAGE") || !g_str_has_prefix (field->value, "Trying to measure GtkLabel"))
    return FALSE;

  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (toplevel))
        return TRUE;
    }

  return FALSE;
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (is_of_dialog (&fields[i]))
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* Runs all tests, then lets GTK end what it has begun with the X server (a look at the clipboard whenever its owner
 * changes): what is still on its way at the end of a program counts as lost. */
int
ui_run_tests (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);

  int status = g_test_run ();

  if (!gtk_is_initialized ())
    return status;

  for (guint round = 0, quiet = 0; quiet < ROUNDS_WITHOUT_NEWS && round < MAX_ROUNDS; round++)
    {
      gdk_display_sync (gdk_display_get_default ());
      quiet = g_main_context_iteration (NULL, FALSE) ? 0 : quiet + 1;
    }

  return status;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  (*(guint *) user_data)--;
  return *(guint *) user_data > 0;
}

static gboolean
is_zero (gpointer data)
{
  return *(guint *) data == 0;
}

/* Lets so many frames go by. */
void
ui_settle (GtkWidget *widget,
           guint      n_frames)
{
  guint left = n_frames;
  guint id = gtk_widget_add_tick_callback (widget, on_tick, &left, NULL);

  if (!ui_wait_until (is_zero, &left, UI_PATIENCE_MS))
    gtk_widget_remove_tick_callback (widget, id);
}

GtkWidget *
ui_find_by_type (GtkWidget *widget,
                 GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_by_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The first visible one of this name. */
GtkWidget *
ui_find_by_name (GtkWidget  *widget,
                 const char *name)
{
  if (gtk_widget_get_mapped (widget) && g_str_equal (gtk_widget_get_name (widget), name))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_by_name (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The visible button that does @action. */
GtkWidget *
ui_find_button (GtkWidget  *widget,
                const char *action)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_button (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Mapped ones only. */
guint
ui_count_by_type (GtkWidget *widget,
                  GType      type)
{
  guint count = g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += ui_count_by_type (child, type);

  return count;
}

/* A label on screen that contains @text. */
GtkWidget *
ui_find_label (GtkWidget  *widget,
               const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static int
min_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

/* Says, widest child by widest child, who wants the width. */
int
ui_get_min_width (GtkWidget *widget)
{
  for (GtkWidget *part = widget; part != NULL;)
    {
      GtkWidget *widest = NULL;

      g_test_message ("%d px: %s “%s”", min_width (part), G_OBJECT_TYPE_NAME (part), gtk_widget_get_name (part));
      for (GtkWidget *child = gtk_widget_get_first_child (part); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_get_visible (child) && (widest == NULL || min_width (child) > min_width (widest)))
          widest = child;
      part = widest;
    }

  return min_width (widget);
}

void
ui_save_png (GtkWidget  *window,
             const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);

  gdk_paintable_snapshot (paintable, snapshot, width, height);

  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);

  if (node == NULL)
    {
      g_warning ("Nothing to save in %s", path);
      return;
    }

  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr (GdkTexture) texture
      = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  if (!gdk_texture_save_to_png (texture, path))
    g_warning ("%s could not be written", path);
  gsk_render_node_unref (node);
}

char *
ui_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("encore-ui-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
ui_remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        ui_remove_folder (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}
