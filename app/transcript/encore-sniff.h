/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EncoreSniff:
 * @bytes: the file
 * @length: its size
 * @head: its beginning as UTF-8, whatever its encoding; cut at a character
 *
 * What all readers look at to tell whether a file is theirs, gathered once.
 */
typedef struct
{
  const char *bytes;
  gsize length;
  char *head;

  /*< private >*/
  char *converted;
  GHashTable *keys;
} EncoreSniff;

EncoreSniff *encore_sniff_new      (const char        *bytes,
                                    gsize              length);
void         encore_sniff_free     (EncoreSniff       *self);
gboolean     encore_sniff_is_json  (const EncoreSniff *self);
gboolean     encore_sniff_has_key  (const EncoreSniff *self,
                                    const char        *path);
gboolean     encore_sniff_has_keys (const EncoreSniff *self,
                                    const char        *path,
                                    ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreSniff, encore_sniff_free)

G_END_DECLS
