/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON for people to read: indented, seconds as they were and not as doubles print. */
typedef struct
{
  GString *text;
  int depth;
  gboolean needs_comma;
} EncoreJsonWriter;

void  encore_json_writer_init    (EncoreJsonWriter *self);
char *encore_json_writer_finish  (EncoreJsonWriter *self);
void  encore_json_writer_open    (EncoreJsonWriter *self,
                                  const char       *name,
                                  char              bracket);
void  encore_json_writer_close   (EncoreJsonWriter *self,
                                  char              bracket);
void  encore_json_writer_string  (EncoreJsonWriter *self,
                                  const char       *name,
                                  const char       *value);
void  encore_json_writer_text    (EncoreJsonWriter *self,
                                  const char       *name,
                                  const char       *value);
void  encore_json_writer_int     (EncoreJsonWriter *self,
                                  const char       *name,
                                  gint64            value);
void  encore_json_writer_bool    (EncoreJsonWriter *self,
                                  const char       *name,
                                  gboolean          value);
void  encore_json_writer_seconds (EncoreJsonWriter *self,
                                  const char       *name,
                                  gint64            ms);
void  encore_json_writer_share   (EncoreJsonWriter *self,
                                  const char       *name,
                                  double            value);
void  encore_json_writer_raw     (EncoreJsonWriter *self,
                                  const char       *name,
                                  const char       *json);
void  encore_json_writer_number  (EncoreJsonWriter *self,
                                  const char       *name,
                                  double            value);

G_END_DECLS
