/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncoreScorecardImport:
 * @scorecard: the new draft, or the version that is there already and equal
 * @is_new: which of the two
 * @principles: (element-type EncorePrinciple): brand values and pillars that were made for it
 * @warnings: (element-type utf8): what was passed over
 *
 * What came of an import.
 */
typedef struct
{
  EncoreScorecard *scorecard;
  gboolean is_new;
  GPtrArray *principles;
  GPtrArray *warnings;
} EncoreScorecardImport;

void                   encore_scorecard_import_free           (EncoreScorecardImport *self);
EncoreScorecardImport *encore_library_import_scorecard        (EncoreLibrary        *library, /* blocks: tool and tests */
                                                               const char           *text,
                                                               gssize                length,
                                                               GError              **error);
void                   encore_library_import_scorecard_async  (EncoreLibrary        *library,
                                                               const char           *text,
                                                               gssize                length,
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
void                   encore_library_copy_starter_async      (EncoreLibrary        *library, /* always a new one */
                                                               const char           *starter,
                                                               const char           *name,    /* (nullable): its own */
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
EncoreScorecardImport *encore_library_import_scorecard_finish (EncoreLibrary        *library,
                                                               GAsyncResult         *result,
                                                               GError              **error);

/* For other imports: makes the criteria point to the brand values and pillars that are known; to @made go those to be made. */
void                   encore_scorecard_link_principles       (EncoreScorecard      *scorecard,
                                                               GPtrArray            *wanted,
                                                               GPtrArray            *known,
                                                               GPtrArray            *made);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreScorecardImport, encore_scorecard_import_free)

G_END_DECLS
