/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db-private.h"

G_BEGIN_DECLS

/**
 * EncoreStatement:
 *
 * One use of a prepared statement. Values are bound, then columns read, each in their order:
 * `next` counts. Lives on the stack as g_auto(); leaving its scope frees it for the next use.
 */
typedef struct
{
  EncoreDb *db;
  sqlite3_stmt *handle;
  int next;
} EncoreStatement;

typedef gpointer (*EncoreRowFunc) (EncoreStatement *row);

gboolean    encore_statement_open      (EncoreStatement *self,
                                        EncoreDb        *db,
                                        const char      *sql,
                                        GError         **error);
gboolean    encore_statement_open_record (EncoreStatement *self, /* sees no evaluation but those for the record */
                                        EncoreDb        *db,
                                        const char      *sql,
                                        GError         **error);
void        encore_statement_clear     (EncoreStatement *self);
void        encore_statement_rewind    (EncoreStatement *self);

void        encore_bind_int            (EncoreStatement *self,
                                        gint64           value);
void        encore_bind_id             (EncoreStatement *self,  /* 0 becomes NULL */
                                        gint64           id);
void        encore_bind_time           (EncoreStatement *self,  /* ENCORE_NO_TIME becomes NULL */
                                        gint64           time);
void        encore_bind_real           (EncoreStatement *self,  /* NAN becomes NULL */
                                        double           value);
void        encore_bind_text           (EncoreStatement *self,  /* NULL stays NULL */
                                        const char      *text);
void        encore_bind_name           (EncoreStatement *self,  /* NULL becomes "" */
                                        const char      *text);
void        encore_bind_bytes          (EncoreStatement *self,
                                        GBytes          *bytes);

gboolean    encore_statement_next      (EncoreStatement *self,
                                        GError         **error);
gboolean    encore_statement_run       (EncoreStatement *self,
                                        GError         **error);
GPtrArray  *encore_statement_collect   (EncoreStatement *self,
                                        EncoreRowFunc    read,
                                        GError         **error);
gpointer    encore_statement_first     (EncoreStatement *self,
                                        EncoreRowFunc    read,
                                        GError         **error);
gint64      encore_statement_number    (EncoreStatement *self,
                                        GError         **error);

gint64      encore_read_int            (EncoreStatement *self);  /* NULL becomes 0 */
gint64      encore_read_time           (EncoreStatement *self);  /* NULL becomes ENCORE_NO_TIME */
double      encore_read_real           (EncoreStatement *self);  /* NULL becomes NAN */
char       *encore_read_text           (EncoreStatement *self);
const void *encore_read_bytes          (EncoreStatement *self,
                                        gsize           *length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreStatement, encore_statement_clear)

GPtrArray  *encore_db_collect          (EncoreDb        *db,
                                        const char      *sql,
                                        EncoreRowFunc    read,
                                        gint64           first,
                                        gint64           second,
                                        GError         **error);

G_END_DECLS
