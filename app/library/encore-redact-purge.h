/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_PURGE_DEFAULT_DAYS 30

/**
 * EncorePurgeResult:
 * @n_redactions: how many were purged
 * @originals: (element-type filename): files of the user, outside the library, that still have the sound
 * @problems: (element-type utf8): recordings of which no muted copy could be made, and why
 * @converted: (element-type utf8): recordings whose muted copy is of another format, and which
 *
 * What came of a purge.
 */
typedef struct
{
  guint n_redactions;
  GPtrArray *originals;
  GPtrArray *problems;
  GPtrArray *converted;
} EncorePurgeResult;

void               encore_purge_result_free   (EncorePurgeResult   *result);
EncorePurgeResult *encore_redact_purge        (EncoreLibrary       *library,  /* blocks: job threads, tool and tests */
                                               gint64               before,
                                               EncoreJob           *job,
                                               GError             **error);
void               encore_redact_purge_async  (EncoreLibrary       *library,
                                               int                  after_days, /* 0: never */
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
EncorePurgeResult *encore_redact_purge_finish (EncoreLibrary       *library,  /* (nullable): nothing was due, or @error */
                                               GAsyncResult        *result,
                                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncorePurgeResult, encore_purge_result_free)

G_END_DECLS
