/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_EXPORT_VCON, /* everything about the call, with moments as an attachment */
  ENCORE_EXPORT_VTT,  /* its transcript */
  ENCORE_EXPORT_CSV,  /* its moments */
} EncoreExportFormat;

gboolean encore_export_format_from_id (const char         *id,
                                       EncoreExportFormat *format);
char    *encore_export_call           (EncoreLibrary      *library,   /* blocks: job threads and tool */
                                       gint64              call_id,
                                       EncoreExportFormat  format,
                                       GError            **error);

G_END_DECLS
