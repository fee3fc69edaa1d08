/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_WORKING_AS (encore_working_as_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWorkingAs, encore_working_as, ENCORE, WORKING_AS, AdwBin)

GtkWidget *encore_working_as_new (EncoreLibrary *library);

G_END_DECLS
