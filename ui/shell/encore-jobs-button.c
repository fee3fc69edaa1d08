/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-jobs-button.h"

#include <glib/gi18n.h>

#include "calls/encore-job-row.h"

/**
 * EncoreJobsButton:
 *
 * What the library is busy with; hidden while that is nothing.
 */
struct _EncoreJobsButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkWidget *icon;
  GtkListBox *list;
  GListModel *jobs;
};

G_DEFINE_FINAL_TYPE (EncoreJobsButton, encore_jobs_button, ADW_TYPE_BIN)

static gboolean
any_failed (GListModel *jobs)
{
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (EncoreJob) job = g_list_model_get_item (jobs, i);

      if (encore_job_get_state (job) == ENCORE_JOB_FAILED)
        return TRUE;
    }

  return FALSE;
}

static void
update (EncoreJobsButton *self)
{
  guint n_jobs = g_list_model_get_n_items (self->jobs);
  gboolean failed = any_failed (self->jobs);
  g_autofree char *tooltip = g_strdup_printf (ngettext ("%u job", "%u jobs", n_jobs), n_jobs);

  gtk_widget_set_visible (GTK_WIDGET (self), n_jobs > 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                failed ? "dialog-warning-symbolic" : "emblem-synchronizing-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  if (n_jobs == 0)
    gtk_menu_button_popdown (self->button);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  EncoreJobsButton *self = user_data;

  g_signal_connect_object (item, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return encore_job_row_new (item, G_LIST_STORE (self->jobs));
}

static void
encore_jobs_button_dispose (GObject *object)
{
  EncoreJobsButton *self = ENCORE_JOBS_BUTTON (object);

  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (encore_jobs_button_parent_class)->dispose (object);
}

static void
encore_jobs_button_class_init (EncoreJobsButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_jobs_button_dispose;
}

static GtkWidget *
make_popover (EncoreJobsButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "jobs");
  g_object_set (scroller, "child", self->list, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", 360, "width-request", 340, NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);

  return popover;
}

static void
encore_jobs_button_init (EncoreJobsButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->icon = gtk_image_new ();
  gtk_menu_button_set_child (self->button, self->icon);
  gtk_menu_button_set_popover (self->button, make_popover (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * encore_jobs_button_new:
 * @library: whose jobs are shown
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
encore_jobs_button_new (EncoreLibrary *library)
{
  EncoreJobsButton *self = g_object_new (ENCORE_TYPE_JOBS_BUTTON, NULL);

  self->jobs = g_object_ref (encore_library_get_jobs (library));
  gtk_list_box_bind_model (self->list, self->jobs, make_row, self, NULL);
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
