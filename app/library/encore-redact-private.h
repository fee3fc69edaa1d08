/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db.h"
#include "encore-redact.h"

G_BEGIN_DECLS

gboolean encore_redact_check_change (EncoreDb           *db,
                                     const EncoreChange *change,
                                     gint64              person_id,
                                     GError            **error);

G_END_DECLS
