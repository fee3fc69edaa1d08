/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ENCORE_TYPE_MEDIA_INFO (encore_media_info_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMediaInfo, encore_media_info, ENCORE, MEDIA_INFO, GObject)

/**
 * EncoreMediaInfo:
 *
 * What a recording really holds, found by decoding it.
 */
struct _EncoreMediaInfo
{
  GObject parent_instance;

  gint64 duration_ms;  /* decoded */
  int channels;
  int rate;            /* Hz */
  char *codec;         /* for people; may be NULL */
  char *container;     /* for people; may be NULL */
  gboolean playable;
  char *reason;        /* why not, what to do (names the missing plugin's package); NULL when playable.
                        * Also set for a playable but truncated file: then it says so. */
};

EncoreMediaInfo *encore_media_probe (const char   *path,
                                     GCancellable *cancellable,
                                     GError      **error);

void             encore_media_init  (void);
gboolean         encore_media_is_recording_name (const char *filename);

G_END_DECLS
