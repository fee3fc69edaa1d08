/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-element.h"

G_BEGIN_DECLS

/* An element of a scorecard by month, so small that it stands in a row. */
#define ENCORE_TYPE_ELEMENT_CHART (encore_element_chart_get_type ())
G_DECLARE_FINAL_TYPE (EncoreElementChart, encore_element_chart, ENCORE, ELEMENT_CHART, GtkWidget)

GtkWidget *encore_element_chart_new          (EncoreElement      *element);
guint      encore_element_chart_get_n_months (EncoreElementChart *self);
char      *encore_element_chart_describe     (EncoreElementChart *self);

G_END_DECLS
