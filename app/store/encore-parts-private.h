/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-evaluation.h"
#include "encore-statement.h"

G_BEGIN_DECLS

/**
 * EncorePart:
 * @put_sql: writes a row
 * @same_sql: counts the rows that are as it; binds the same
 * @count_sql: binds the owner
 *
 * A table of the rows inside an object that may be sealed.
 */
typedef struct
{
  const char *put_sql;
  const char *same_sql;
  const char *count_sql;
} EncorePart;

/* The first column is the owner's id, which the values begin with as ?1. */
#define ENCORE_PART(table, owner, columns, values)                                                                     \
  {                                                                                                                    \
    "INSERT INTO " table " (" owner ", " columns ") VALUES (?1, " values ")",                                          \
    "SELECT count (*) FROM " table " WHERE " owner " = ?1 AND (" columns ") IS (" values ")",                          \
    "SELECT count (*) FROM " table " WHERE " owner " = ?",                                                             \
  }

/**
 * EncorePartWriter:
 * @is_sealed: nothing is written: what is given is only held against what is there
 *
 * Lives on the stack: begun, then for each row opened (which binds the owner), bound and written, then ended.
 */
typedef struct
{
  EncoreDb *db;
  const EncorePart *part;
  gint64 owner;
  gboolean is_sealed;
  const char *rule; /* that is broken when it differs: see encore_db_set_rule() */
  int n_rows;
  EncoreStatement statement;
} EncorePartWriter;

gboolean encore_part_writer_begin (EncorePartWriter *self,
                                   const EncorePart *part,
                                   GError          **error);
void     encore_part_writer_next  (EncorePartWriter *self);
gboolean encore_part_writer_write (EncorePartWriter *self,
                                   GError          **error);
gboolean encore_part_writer_end   (EncorePartWriter *self,
                                   GError          **error);
void     encore_part_writer_clear (EncorePartWriter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncorePartWriter, encore_part_writer_clear)

/* One statement that binds a row's id; -1 with @error. */
gint64        encore_parts_number (EncoreDb         *db,
                                   const char       *sql,
                                   gint64            id,
                                   GError          **error);
gboolean      encore_parts_run    (EncoreDb         *db,
                                   const char       *sql,
                                   gint64            id,
                                   GError          **error);

/* Lists of keys: a line each. */
void          encore_bind_keys    (EncoreStatement  *self,
                                   char            **keys);
char        **encore_read_keys    (EncoreStatement  *self);

/* An answer, from its key to its evidence. */
#define ENCORE_ANSWER_COLUMNS "key, not_applicable, options, number, text, comment, evidence"
void          encore_bind_answer  (EncoreStatement    *self,
                                   const EncoreAnswer *answer);
EncoreAnswer *encore_read_answer  (EncoreStatement    *self);

G_END_DECLS
