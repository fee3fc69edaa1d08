/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-call-filter.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_CALLS_HEADER (encore_calls_header_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCallsHeader, encore_calls_header, ENCORE, CALLS_HEADER, GtkWidget)

GtkWidget      *encore_calls_header_new       (void);
EncoreCallOrder encore_calls_header_get_order (EncoreCallsHeader *self);
void            encore_calls_header_set_order (EncoreCallsHeader *self,
                                               EncoreCallOrder    order);

G_END_DECLS
