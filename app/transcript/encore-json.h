/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-span.h"

G_BEGIN_DECLS

/* The only member of the object that stands for a top-level list. */
#define ENCORE_JSON_LIST "[]"

/* Tolerant reading of other people's JSON: a member of the wrong type is an absent one. */

gboolean    encore_json_looks_like (const char        *bytes,
                                    gsize              length);
gboolean    encore_json_is_object  (const char        *bytes,
                                    gsize              length);
gsize       encore_json_skip_string (const char      *bytes,
                                     gsize            length,
                                     gsize            at);
JsonNode   *encore_json_parse      (const char        *bytes,
                                    gsize              length,
                                    GError           **error);
JsonObject *encore_json_parse_object (const char      *bytes,
                                      gsize            length,
                                      GError         **error);

JsonObject *encore_json_object_at  (JsonObject        *object,
                                    const char        *name);
JsonArray  *encore_json_array_at   (JsonObject        *object,
                                    const char        *name);
const char *encore_json_string_at  (JsonObject        *object,
                                    const char        *name);
gboolean    encore_json_number_at  (JsonObject        *object,
                                    const char        *name,
                                    double            *number);
gint64      encore_json_ms_at      (JsonObject        *object,
                                    const char        *name);
gint64      encore_json_index_at   (JsonObject        *object,
                                    const char        *name);
float       encore_json_share_at   (JsonObject        *object,
                                    const char        *name);
char       *encore_json_dup_label  (JsonObject        *object,
                                    const char        *name);
gboolean    encore_json_node_number (JsonNode         *node,
                                     double           *number);
JsonObject *encore_json_element_object (JsonArray     *array,
                                        guint          index);
guint       encore_json_length     (JsonArray         *array);
guint       encore_json_count_others (JsonArray       *results,
                                      const char      *name);

G_END_DECLS
