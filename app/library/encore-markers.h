/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncoreMarkersResult:
 * @n_added: moments that are new
 * @n_known: markers that the call had already
 * @warnings: (element-type utf8): lines that were left out, and why
 *
 * What came of an import of markers.
 */
typedef struct
{
  guint n_added;
  guint n_known;
  GPtrArray *warnings;
} EncoreMarkersResult;

void                 encore_markers_result_free   (EncoreMarkersResult *result);
EncoreMarkersResult *encore_markers_import        (EncoreLibrary       *library, /* blocks: tool and tests */
                                                   gint64               call_id,
                                                   const char          *path,
                                                   EncorePerson        *author,
                                                   GError             **error);
void                 encore_markers_import_async  (EncoreLibrary       *library,
                                                   gint64               call_id,
                                                   const char          *path,
                                                   EncorePerson        *author,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
EncoreMarkersResult *encore_markers_import_finish (EncoreLibrary       *library,
                                                   GAsyncResult        *result,
                                                   GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreMarkersResult, encore_markers_result_free)

G_END_DECLS
