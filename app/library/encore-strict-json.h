/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Strict reading of JSON that people write by hand: what is wrong is named with its place, as in
 * "sections[0].criteria[2].weight". */

JsonObject *encore_strict_json_parse (const char *text,
                                      gssize      length,
                                      GError    **error);

/**
 * EncoreJsonReading:
 * @warnings: (nullable): gets a sentence for each thing that was passed over
 * @error: the first thing that is wrong, or %NULL
 *
 * One reading. What is asked for after the first error is absent.
 */
typedef struct
{
  GPtrArray *warnings;
  GError *error;
} EncoreJsonReading;

/**
 * EncoreJsonSpot:
 * @parent: (nullable): the object that it stands in
 * @name: (nullable): of its member
 * @index: in that member's list, or -1
 *
 * An object and where it stands.
 */
typedef struct _EncoreJsonSpot EncoreJsonSpot;
struct _EncoreJsonSpot
{
  EncoreJsonReading *reading;
  const EncoreJsonSpot *parent;
  const char *name;
  int index;
  JsonObject *object;
};

typedef enum
{
  ENCORE_JSON_OPTIONAL,
  ENCORE_JSON_REQUIRED,
} EncoreJsonNeed;

char      *encore_json_spot_get_path    (const EncoreJsonSpot *self,
                                         const char           *member); /* (nullable) */
void       encore_json_spot_fail        (const EncoreJsonSpot *self,
                                         const char           *member,
                                         const char           *reason);
void       encore_json_spot_warn        (const EncoreJsonSpot *self,
                                         const char           *member,
                                         const char           *reason);
void       encore_json_spot_check_members (const EncoreJsonSpot *self,
                                           const char *const    *known); /* others are warned of */
const char *encore_json_spot_text       (const EncoreJsonSpot *self,     /* (nullable) */
                                         const char           *member,
                                         EncoreJsonNeed        need);
gboolean   encore_json_spot_number      (const EncoreJsonSpot *self,
                                         const char           *member,
                                         double                low,
                                         double                high,
                                         double               *number);  /* unchanged when absent or null */
gboolean   encore_json_spot_boolean     (const EncoreJsonSpot *self,
                                         const char           *member);
guint      encore_json_spot_length      (const EncoreJsonSpot *self,     /* of a list; 0 when absent */
                                         const char           *member,
                                         guint                 most);
gboolean   encore_json_spot_enter       (const EncoreJsonSpot *self,
                                         const char           *member,
                                         int                   index,    /* in its list; -1: it is an object */
                                         EncoreJsonSpot       *inner);
char     **encore_json_spot_texts       (const EncoreJsonSpot *self,     /* (transfer full) (nullable): a list of texts */
                                         const char           *member,
                                         guint                 most);

G_END_DECLS
