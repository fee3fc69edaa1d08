/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

#include "encore-error.h"

G_BEGIN_DECLS

/* What siblings in this room share; nobody else includes it. */

char   *encore_media_missing_plugin (GstMessage   *message);
GError *encore_media_error_new      (const char   *path,
                                     const GError *cause,
                                     const char   *missing);
GError *encore_media_error_silent   (const char   *path);
GError *encore_media_check_file     (const char   *path);
GError *encore_media_error_packed   (const char   *bytes,
                                     gsize         length,
                                     const char   *name);
GError *encore_media_error_foreign  (const char   *path,
                                     const char   *name);
gsize   encore_media_read_start     (const char   *path,
                                     char         *bytes,
                                     gsize         size);
char   *encore_media_codec_name     (const char   *tag);

G_END_DECLS
