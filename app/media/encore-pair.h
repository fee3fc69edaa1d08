/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncorePair:
 * @first_path: one party's recording, whose time is that of the call
 * @first_hash: of its content
 * @second_path: the other party's
 * @second_hash: of its content
 * @offset_ms: how much later the second begins; when negative, its beginning is left out
 *
 * Two recordings of one call. Nothing is owned.
 */
typedef struct
{
  const char *first_path;
  const char *first_hash;
  const char *second_path;
  const char *second_hash;
  gint64 offset_ms;
} EncorePair;

char    *encore_pair_get_hash (const EncorePair *pair);
char    *encore_pair_get_path (const EncorePair *pair);
gboolean encore_pair_make     (const EncorePair *pair,
                               GCancellable     *cancellable,
                               GError          **error);

G_END_DECLS
