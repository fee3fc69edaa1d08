/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define ENCORE_FILE_SOURCE_NAME "encorefilesource"
#define ENCORE_FILE_SOURCE_SCHEME "encore-file"

void  encore_file_source_register (void);
char *encore_file_source_uri      (const char *path);

G_END_DECLS
