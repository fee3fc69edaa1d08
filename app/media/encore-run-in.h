/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncorePatch:
 *
 * What GStreamer is shown in place of what stands in the file.
 */
typedef struct
{
  gint64 offset;
  gsize length;
  guint8 bytes[8];
} EncorePatch;

/**
 * EncoreRunIn:
 *
 * What an encoder put before and after the recording, and where the file says so.
 */
typedef struct
{
  gint64 skip;         /* nanoseconds before it */
  gint64 length;       /* nanoseconds of the recording itself; 0 when not noted */
  EncorePatch patches[2];
} EncoreRunIn;

gboolean encore_run_in_find (const char  *path,
                             EncoreRunIn *run_in);

G_END_DECLS
