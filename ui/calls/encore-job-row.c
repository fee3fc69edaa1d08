/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-job-row.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "encore-text.h"

/**
 * encore_job_describe_speed:
 * @job: a job
 *
 * Returns: (transfer full): such as "34 of 120 · 5.2 a second · 0:17 left"
 */
char *
encore_job_describe_speed (EncoreJob *job)
{
  gint64 total = encore_job_get_total (job);
  gint64 left_ms = encore_job_get_left_ms (job);
  GString *text = g_string_new (NULL);

  if (total <= 0)
    return g_string_free (text, FALSE);

  g_string_append_printf (text, _ ("%" PRId64 " of %" PRId64), encore_job_get_done (job), total);
  if (encore_job_get_done (job) > 0)
    g_string_append_printf (text, _ (" · %.1f a second"), encore_job_get_speed (job));
  if (left_ms >= 0 && encore_job_get_state (job) == ENCORE_JOB_RUNNING)
    {
      g_autofree char *left = encore_text_duration (left_ms);

      g_string_append_printf (text, _ (" · %s left"), left);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  EncoreJob *job;
  GListStore *jobs;
  GtkProgressBar *bar;
  GtkLabel *speed;
  GtkLabel *detail;
  GtkButton *button;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->job);
  g_object_unref (row->jobs);
  g_free (row);
}

static void
on_job_changed (GtkWidget *box)
{
  Row *row = g_object_get_data (G_OBJECT (box), "row");
  gboolean failed = encore_job_get_state (row->job) == ENCORE_JOB_FAILED;
  g_autofree char *speed = encore_job_describe_speed (row->job);
  g_autofree char *detail = encore_job_dup_detail (row->job);

  if (encore_job_get_total (row->job) > 0)
    gtk_progress_bar_set_fraction (row->bar, encore_job_get_fraction (row->job));
  else
    gtk_progress_bar_pulse (row->bar);
  gtk_widget_set_visible (GTK_WIDGET (row->bar), !failed);
  gtk_widget_set_visible (GTK_WIDGET (row->speed), *speed != '\0' && !failed);
  gtk_widget_set_visible (GTK_WIDGET (row->detail), detail != NULL);
  gtk_label_set_label (row->speed, speed);
  gtk_label_set_label (row->detail, detail != NULL ? detail : "");
  gtk_label_set_wrap (row->detail, failed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->button), failed ? _ ("Dismiss") : _ ("Cancel"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  failed ? _ ("Dismiss") : _ ("Cancel"), -1);
}

static void
on_stop (GtkWidget *box)
{
  Row *row = g_object_get_data (G_OBJECT (box), "row");
  guint position;

  if (encore_job_get_state (row->job) == ENCORE_JOB_RUNNING)
    {
      encore_job_cancel (row->job);
      gtk_widget_set_sensitive (GTK_WIDGET (row->button), FALSE);
    }
  else if (g_list_store_find (row->jobs, row->job, &position))
    g_list_store_remove (row->jobs, position);
}

static GtkLabel *
make_small_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");

  return GTK_LABEL (label);
}

static GtkWidget *
make_texts (Row *row)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (encore_job_get_title (row->job));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->bar));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->speed));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->detail));

  return texts;
}

/**
 * encore_job_row_new:
 * @job: a job
 * @jobs: the list from which a failed one can be dismissed
 *
 * Returns: (transfer floating): its title, progress, speed and a button that stops it
 */
GtkWidget *
encore_job_row_new (EncoreJob  *job,
                    GListStore *jobs)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);

  row->job = g_object_ref (job);
  row->jobs = g_object_ref (jobs);
  row->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  row->speed = make_small_label ();
  row->detail = make_small_label ();
  row->button = GTK_BUTTON (gtk_button_new_from_icon_name ("window-close-symbolic"));
  g_object_set_data_full (G_OBJECT (box), "row", row, row_free);

  gtk_widget_add_css_class (GTK_WIDGET (row->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (row->button), "circular");
  gtk_widget_set_valign (GTK_WIDGET (row->button), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_texts (row));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->button));
  gtk_widget_add_css_class (box, "job-row");

  g_signal_connect_object (job, "notify", G_CALLBACK (on_job_changed), box, G_CONNECT_SWAPPED);
  g_signal_connect_object (row->button, "clicked", G_CALLBACK (on_stop), box, G_CONNECT_SWAPPED);
  on_job_changed (box);

  return box;
}
