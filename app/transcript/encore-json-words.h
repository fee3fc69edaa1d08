/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-turns.h"

G_BEGIN_DECLS

/* How a service writes a word: the names of its members and the unit of its times. */
typedef struct
{
  const char *texts[3];   /* the first that is there */
  const char *start;
  const char *end;
  const char *duration;   /* where there is no end */
  const char *confidence;
  gint64 (*ms_at) (JsonObject *object, const char *name);
} EncoreWordShape;

gboolean encore_json_word          (JsonObject            *object,
                                    const EncoreWordShape *shape,
                                    EncoreTimedText       *word);
EncoreSegment *encore_json_segment (JsonObject            *object,
                                    const EncoreWordShape *shape,
                                    const char            *speaker,
                                    int                    channel);
guint    encore_json_place_words   (EncoreSegment         *segment,
                                    JsonArray             *words,
                                    const EncoreWordShape *shape);
void     encore_json_add_words     (EncoreTurns           *turns,
                                    JsonArray             *words,
                                    const EncoreWordShape *shape);

/* The units that services count time in; each gives %ENCORE_NO_TIME for what is none. */
gint64   encore_json_whole_ms_at   (JsonObject            *object,
                                    const char            *name);
gint64   encore_json_ticks_at      (JsonObject            *object,
                                    const char            *name);
gint64   encore_json_duration_at   (JsonObject            *object,
                                    const char            *name);

G_END_DECLS
