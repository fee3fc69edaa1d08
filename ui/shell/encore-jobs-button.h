/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_JOBS_BUTTON (encore_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (EncoreJobsButton, encore_jobs_button, ENCORE, JOBS_BUTTON, AdwBin)

GtkWidget *encore_jobs_button_new (EncoreLibrary *library);

G_END_DECLS
