/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_EXPORT_VCON, /* everything about the call, with moments and evaluations for the record as attachments */
  ENCORE_EXPORT_VTT,  /* its transcript */
  ENCORE_EXPORT_CSV,  /* its moments */
  ENCORE_EXPORT_LABELS, /* its moments, as Audacity reads them */
  ENCORE_EXPORT_SRT,            /* its transcript, as all below */
  ENCORE_EXPORT_WTF,
  ENCORE_EXPORT_TEXTGRID,
  ENCORE_EXPORT_EAF,
  ENCORE_EXPORT_TRANSCRIPT_CSV,
  ENCORE_EXPORT_TXT,
  ENCORE_EXPORT_DOCX,           /* everything about the call, for people */
} EncoreExportFormat;

typedef enum
{
  ENCORE_EXPORT_PLAIN = 0,
  ENCORE_EXPORT_LEARNING = 1 << 0, /* a vCon: evaluations for learning as well */
} EncoreExportFlags;

gboolean encore_export_format_from_id (const char         *id,
                                       EncoreExportFormat *format);
GBytes  *encore_export_call           (EncoreLibrary      *library,   /* blocks: job threads and tool */
                                       gint64              call_id,
                                       EncoreExportFormat  format,
                                       GError            **error);
GBytes  *encore_export_call_with      (EncoreLibrary      *library,   /* blocks: job threads and tool */
                                       gint64              call_id,
                                       EncoreExportFormat  format,
                                       EncoreExportFlags   flags,
                                       GError            **error);
void     encore_export_call_async     (EncoreLibrary      *library,
                                       gint64              call_id,
                                       EncoreExportFormat  format,
                                       const char         *target,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean encore_export_call_finish    (EncoreLibrary      *library,
                                       GAsyncResult       *result,
                                       GError            **error);

G_END_DECLS
