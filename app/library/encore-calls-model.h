/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_CALLS_MODEL (encore_calls_model_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCallsModel, encore_calls_model, ENCORE, CALLS_MODEL, GObject)

G_END_DECLS
