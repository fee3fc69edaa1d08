/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-statement.h"

G_BEGIN_DECLS

/*
 * Of several transcripts of a call the chosen one is the corrected one, else the one of the richest kind,
 * and of equals the newest. Every query that wants the chosen one, or all of them in that order, uses these.
 */
#define ENCORE_TRANSCRIPT_ORDER "corrects IS NOT NULL DESC, kind DESC, id DESC"
#define ENCORE_CHOSEN_TRANSCRIPT(call)                                                \
  "(SELECT id FROM transcript WHERE call_id = " call " AND deleted_at IS NULL"       \
  " ORDER BY " ENCORE_TRANSCRIPT_ORDER " LIMIT 1)"

/* Which full-text index an object's text belongs to. */
typedef enum
{
  ENCORE_TEXT_NONE,
  ENCORE_TEXT_TRANSCRIPT,
  ENCORE_TEXT_NOTES,
  ENCORE_TEXT_ALL, /* both: what hides words in them */
} EncoreTextKind;

/**
 * EncoreTable:
 * @put_sql: binds id, uuid, created_at, updated_at, then what @bind binds; returns the id
 * @delete_sql: binds deleted_at and id
 * @call_sql: (nullable): the call an indexed object belongs to now
 * @put_parts: (nullable): writes the rows inside the object
 * @delete_parts_sql: (nullable): binds the id; runs before the parts are written anew
 * @frees_parts: whether a deleted object loses its parts at once
 *
 * How objects of one type are kept. The offsets are those in the public structs; 0: no such field.
 */
typedef struct
{
  const char *name;
  GType (*get_type) (void);
  gsize id;
  gsize uuid;
  gsize created_at;
  gsize updated_at;
  gsize call_id;
  EncoreTextKind text;
  const char *put_sql;
  const char *delete_sql;
  const char *call_sql;
  const char *delete_parts_sql;
  gboolean frees_parts;
  void (*bind) (EncoreStatement *statement,
                gpointer         object);
  gboolean (*put_parts) (EncoreDb *db,
                         gpointer  object,
                         gint64    id,
                         GError  **error);
} EncoreTable;

#define ENCORE_TABLE_DELETE(table) \
  "UPDATE " table " SET deleted_at = ?1, updated_at = ?1 WHERE id = ?2 AND deleted_at IS NULL"

extern const EncoreTable encore_table_team, encore_table_person, encore_table_facet,
  encore_table_scenario, encore_table_extra, encore_table_model_answer, encore_table_moment,
  encore_table_call, encore_table_recording, encore_table_transcript, encore_table_saved_search,
  encore_table_redaction, encore_table_principle, encore_table_scorecard, encore_table_evaluation,
  encore_table_dispute;

/* Rows of one table that name rows of another. */
gboolean encore_references_check_living (EncoreDb   *db,
                                         const char *child,
                                         gint64      id,
                                         GError    **error);
gboolean encore_references_check_unused (EncoreDb   *db,
                                         const char *parent,
                                         gint64      id,
                                         GError    **error);
gboolean encore_references_list_broken  (EncoreDb   *db,
                                         GPtrArray  *problems,
                                         GError    **error);

/* What the index holds of a call, remembered before a change, brought up to date after it. */
typedef struct
{
  EncoreTextKind kind;
  gint64 call_id;
  char *before[2]; /* by kind, that of the transcript first */
} EncoreIndexed;

gboolean encore_indexed_begin (EncoreIndexed *self,
                               EncoreDb      *db,
                               EncoreTextKind kind,
                               gint64         call_id,
                               GError       **error);
gboolean encore_indexed_end   (EncoreIndexed *self,
                               EncoreDb      *db,
                               GError       **error);
void     encore_indexed_clear (EncoreIndexed *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreIndexed, encore_indexed_clear)

gboolean encore_indexed_rebuild (EncoreDb     *db,
                                 EncoreJob    *job,
                                 GError      **error);
char    *encore_text_fold      (const char *text);

GBytes  *encore_words_pack     (GArray     *words);
GArray  *encore_words_unpack   (const void *data,
                                gsize       length);

G_END_DECLS
