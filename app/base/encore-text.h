/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *encore_text_duration      (gint64      duration_ms);
char    *encore_text_position      (gint64      position_ms);
char    *encore_text_clock         (gint64      position_ms);
gboolean encore_text_parse_clock   (const char *text,
                                    gint64      unit_ms,
                                    gint64     *position_ms);
char    *encore_text_date          (gint64      instant_ms);
char    *encore_text_date_time     (gint64      instant_ms);
char    *encore_text_to_utf8       (const char *bytes,
                                    gsize       length,
                                    const char **encoding);
gboolean encore_text_is_blank      (const char *text);
char    *encore_text_iso8601       (gint64      instant_ms);
gint64   encore_text_parse_instant (const char *text);
gint64   encore_text_now           (void);

G_END_DECLS
