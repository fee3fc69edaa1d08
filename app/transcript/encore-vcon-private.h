/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-document.h"

G_BEGIN_DECLS

/* Moments stand in an attachment of this purpose, which is named among the extensions as well. */
#define ENCORE_VCON_MOMENTS "encore-moments"

/* So do evaluations with the scorecards they go by. */
#define ENCORE_VCON_EVALUATIONS "encore-evaluations"

gint64            encore_vcon_parse_date     (const char     *text,
                                              gboolean       *has_zone);
GBytes           *encore_vcon_decode         (const char     *text,
                                              gboolean       *is_damaged);
EncoreTranscript *encore_vcon_read_analysis  (JsonObject     *analysis,
                                              GError        **error);
void              encore_vcon_read_moments   (JsonObject     *attachment,
                                              EncoreDocument *document);
void              encore_vcon_read_evaluations (JsonObject     *attachment,
                                                EncoreDocument *document);

G_END_DECLS
