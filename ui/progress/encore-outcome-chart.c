/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-outcome-chart.h"

#include <glib/gi18n.h>

#include "encore-outcome-paint.h"
#include "encore-outcome-plot.h"

struct _EncoreOutcomeChart
{
  AdwBin parent_instance;

  EncoreOutcomePlot *plot;
  GtkLabel *caption; /* the numbers of the month at hand */
};

G_DEFINE_FINAL_TYPE (EncoreOutcomeChart, encore_outcome_chart, ADW_TYPE_BIN)

static void
on_current_changed (EncoreOutcomeChart *self)
{
  int month = encore_outcome_plot_get_current (self->plot);
  g_autofree char *text = NULL;

  if (month >= 0)
    text = encore_outcome_plot_describe (self->plot, month);
  gtk_label_set_label (self->caption, text != NULL ? text : "");
}

static void
add_legend (GtkWidget    *box,
            EncoreOutcome outcome)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (pair), encore_outcome_swatch_new (outcome));
  gtk_box_append (GTK_BOX (pair), gtk_label_new (encore_outcome_to_label (outcome)));
  gtk_box_append (GTK_BOX (box), pair);
}

static GtkWidget *
make_foot (EncoreOutcomeChart *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_add_css_class (foot, "caption");
  add_legend (foot, ENCORE_OUTCOME_TAKEN);
  add_legend (foot, ENCORE_OUTCOME_PARTLY);
  add_legend (foot, ENCORE_OUTCOME_MISSED);

  self->caption = g_object_new (GTK_TYPE_LABEL, "hexpand", TRUE, "xalign", 1.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->caption));
  return foot;
}

static void
encore_outcome_chart_class_init (EncoreOutcomeChartClass *klass)
{
}

static void
encore_outcome_chart_init (EncoreOutcomeChart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->plot = ENCORE_OUTCOME_PLOT (encore_outcome_plot_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plot));
  gtk_box_append (GTK_BOX (box), make_foot (self));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Openings by month"),
                                  -1);
  g_signal_connect_object (self->plot, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
encore_outcome_chart_new (void)
{
  return g_object_new (ENCORE_TYPE_OUTCOME_CHART, NULL);
}

/**
 * encore_outcome_chart_set_months:
 * @self: the chart
 * @progress: (nullable): whose months are shown, the newest twelve at most
 */
void
encore_outcome_chart_set_months (EncoreOutcomeChart *self,
                                 EncoreProgress     *progress)
{
  g_return_if_fail (ENCORE_IS_OUTCOME_CHART (self));

  g_autofree char *text = NULL;

  encore_outcome_plot_set_progress (self->plot, progress);
  text = encore_outcome_chart_describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

guint
encore_outcome_chart_get_n_months (EncoreOutcomeChart *self)
{
  g_return_val_if_fail (ENCORE_IS_OUTCOME_CHART (self), 0);

  return encore_outcome_plot_get_n_months (self->plot);
}

/**
 * encore_outcome_chart_describe:
 * @self: the chart
 *
 * Returns: (transfer full): every number of the chart in words, a line a month
 */
char *
encore_outcome_chart_describe (EncoreOutcomeChart *self)
{
  g_return_val_if_fail (ENCORE_IS_OUTCOME_CHART (self), NULL);

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < encore_outcome_plot_get_n_months (self->plot); i++)
    {
      g_autofree char *line = encore_outcome_plot_describe (self->plot, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }

  return g_string_free (text, FALSE);
}
