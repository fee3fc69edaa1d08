/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "encore-import.h"
#include "encore-library.h"
#include "encore-review-page.h"

/* review-shots DIRECTORY CALL WIDTHxHEIGHT light|dark OUT.png [ACTION[=TARGET]...]
 *
 * Fills a library in DIRECTORY with the demo calls where it is empty, opens one, activates the
 * given actions one after the other and draws the page, or the dialog over it, into a picture. For looking at. */

static void
run_for (int milliseconds)
{
  gint64 until_us = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until_us)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000); /* polls */
    }
}

static void
activate (GtkWidget  *page,
          const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  g_autoptr (GVariant) target = parts[1] != NULL ? g_variant_ref_sink (g_variant_new_parsed (parts[1])) : NULL;

  if (!gtk_widget_activate_action_variant (page, parts[0], target))
    g_printerr ("no action %s\n", parts[0]);
  run_for (700);
}

static GtkWidget *
dialog_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *over = window;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        over = GTK_WIDGET (other);
    }

  return over;
}

static void
draw (GtkWidget  *window,
      const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  g_autoptr (GskRenderNode) node = gtk_snapshot_to_node (snapshot);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (renderer, node,
                                                                &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, path);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  int width, height;

  if (argc < 6 || sscanf (argv[3], "%dx%d", &width, &height) != 2)
    return 2;

  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/encorecoach/Encore/icons");
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/org/encorecoach/Encore/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), g_str_equal (argv[4], "dark")
                                                                            ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_FORCE_LIGHT);

  g_autoptr (EncoreLibrary) library = encore_library_open (argv[1], &error);
  if (library == NULL)
    g_error ("%s", error->message);
  g_autofree char *demo = g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "data", "demo", NULL);
  g_autoptr (EncoreJob) job = encore_job_new ("demo");
  if (!encore_demo_fill (library, demo, job, &error))
    g_printerr ("demo: %s\n", error->message);

  g_autoptr (EncoreReview) review = encore_review_new (library);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = encore_review_page_new (review);

  adw_header_bar_pack_end (ADW_HEADER_BAR (header), encore_review_page_get_header_end (ENCORE_REVIEW_PAGE (page)));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  encore_review_open (review, atoi (argv[2]));
  run_for (2500);

  for (int i = 6; i < argc; i++)
    activate (page, argv[i]);
  draw (dialog_over (window), argv[5]);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&review);
  encore_library_close (library);
  return 0;
}
