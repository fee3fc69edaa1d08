/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncorePartFile:
 *
 * A file in the making, under another name beside its target: who looks at the target sees the old one
 * or the whole new one, never half of it.
 */
typedef struct _EncorePartFile EncorePartFile;

EncorePartFile *encore_part_file_new      (const char     *target,
                                           GError        **error);
void            encore_part_file_free     (EncorePartFile *self);  /* gone, unless it was committed */
goffset         encore_part_file_get_size (EncorePartFile *self);
gboolean        encore_part_file_write    (EncorePartFile *self,
                                           gconstpointer   bytes,
                                           gsize           length,
                                           GError        **error);
gboolean        encore_part_file_write_at (EncorePartFile *self,
                                           goffset         offset,
                                           gconstpointer   bytes,
                                           gsize           length,
                                           GError        **error);
gboolean        encore_part_file_read_at  (EncorePartFile *self,
                                           goffset         offset,
                                           gpointer        bytes,
                                           gsize           length,
                                           GError        **error);
gboolean        encore_part_file_commit   (EncorePartFile *self,
                                           GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncorePartFile, encore_part_file_free)

G_END_DECLS
