/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A field is a GtkEditable or an EncoreTextRow whose text is saved on leaving it. What somebody
 * is typing is never replaced by what the library says.
 */
typedef void (*EncoreFieldApply) (gpointer    owner,
                                  GtkWidget  *field,
                                  const char *text);

void     encore_field_bind  (GtkWidget       *field,
                             EncoreFieldApply apply,
                             gpointer         owner);
void     encore_field_set   (GtkWidget       *field,
                             const char      *text);
void     encore_field_reset (GtkWidget       *field,
                             const char      *text);
void     encore_field_base  (GtkWidget       *field,
                             const char      *text);
char    *encore_field_get   (GtkWidget       *field);
gboolean encore_field_dirty (GtkWidget       *field);
void     encore_field_flush (GtkWidget       *field);

G_END_DECLS
