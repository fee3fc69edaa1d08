/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-import.h"

G_BEGIN_DECLS

void  encore_import_add_preview_columns (GtkColumnView  *view);
void  encore_import_add_result_columns  (GtkColumnView  *view);
char *encore_import_describe_failures   (GPtrArray      *items);

G_END_DECLS
