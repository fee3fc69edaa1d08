/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ENCORE_TYPE_APPLICATION (encore_application_get_type ())
G_DECLARE_FINAL_TYPE (EncoreApplication, encore_application, ENCORE, APPLICATION, AdwApplication)

EncoreApplication *encore_application_new            (void);
char              *encore_application_demo_directory (void);
char              *encore_application_find_demo_data (void);

G_END_DECLS
