/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-transcripts.h"

#include "encore-db-purge.h"
#include "encore-redacted-private.h"

static char *
join_warnings (GPtrArray *warnings)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    {
      g_autofree char *warning = g_strdelimit (g_strdup (g_ptr_array_index (warnings, i)), "\n", ' ');

      g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", warning);
    }

  return warnings->len > 0 ? g_strdup (joined->str) : NULL;
}

static void
bind_transcript (EncoreStatement *statement,
                 gpointer         object)
{
  EncoreTranscript *transcript = object;
  g_autofree char *warnings = join_warnings (transcript->warnings);

  encore_bind_id (statement, transcript->call_id);
  encore_bind_name (statement, transcript->format);
  encore_bind_text (statement, transcript->source);
  encore_bind_text (statement, transcript->language);
  encore_bind_text (statement, transcript->corrects);
  encore_bind_id (statement, transcript->corrected_at);
  encore_bind_id (statement, transcript->author_id);
  encore_bind_text (statement, transcript->roles);
  encore_bind_int (statement, transcript->kind);
  encore_bind_text (statement, warnings);
}

static gpointer
read_transcript (EncoreStatement *row)
{
  gint64 id = encore_read_int (row);
  g_autofree char *uuid = encore_read_text (row);
  gint64 call_id = encore_read_int (row);
  g_autofree char *format = encore_read_text (row);
  EncoreTranscript *transcript = encore_transcript_new (format);

  transcript->id = id;
  transcript->uuid = g_steal_pointer (&uuid);
  transcript->call_id = call_id;
  transcript->source = encore_read_text (row);
  transcript->language = encore_read_text (row);
  transcript->corrects = encore_read_text (row);
  transcript->corrected_at = encore_read_int (row);
  transcript->author_id = encore_read_int (row);
  transcript->roles = encore_read_text (row);

  g_autofree char *warnings = encore_read_text (row);
  g_auto (GStrv) lines = warnings != NULL ? g_strsplit (warnings, "\n", -1) : NULL;
  for (int i = 0; lines != NULL && lines[i] != NULL; i++)
    encore_transcript_warn (transcript, "%s", lines[i]);

  return transcript;
}

static void
bind_segment (EncoreStatement     *statement,
              gint64               transcript_id,
              guint                ordinal,
              const EncoreSegment *segment)
{
  g_autoptr (GBytes) words = encore_words_pack (segment->words);

  encore_bind_int (statement, transcript_id);
  encore_bind_int (statement, ordinal);
  encore_bind_time (statement, segment->start_ms);
  encore_bind_time (statement, segment->end_ms);
  encore_bind_text (statement, segment->speaker);
  encore_bind_int (statement, segment->party);
  encore_bind_int (statement, segment->channel);
  encore_bind_name (statement, segment->text);
  encore_bind_bytes (statement, words);
}

static gboolean
put_segments (EncoreDb *db,
              gpointer  object,
              gint64    id,
              GError  **error)
{
  g_autoptr (EncoreTranscript) transcript = encore_db_without_purged (db, object, error); /* never comes back */
  g_auto (EncoreStatement) statement = { NULL };

  if (transcript == NULL
      || !encore_statement_open (&statement, db,
                                 "INSERT INTO segment (transcript_id, ordinal, start_ms, end_ms, speaker, party,"
                                 " channel, text, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                 error))
    return FALSE;

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      encore_statement_rewind (&statement);
      bind_segment (&statement, id, i, g_ptr_array_index (transcript->segments, i));
      if (!encore_statement_run (&statement, error))
        return FALSE;
    }

  return TRUE;
}

static EncoreSegment *
read_segment (EncoreStatement *row)
{
  gint64 start_ms = encore_read_time (row);
  gint64 end_ms = encore_read_time (row);
  g_autofree char *speaker = encore_read_text (row);
  g_autofree char *text = NULL;
  EncoreSegment *segment = encore_segment_new (start_ms, end_ms, speaker, NULL);
  gconstpointer words;
  gsize length;

  segment->end_ms = end_ms;
  segment->party = (EncoreParty) encore_read_int (row);
  segment->channel = (int) encore_read_int (row);
  text = encore_read_text (row);
  g_free (segment->text);
  segment->text = g_steal_pointer (&text);
  words = encore_read_bytes (row, &length);
  segment->words = words != NULL ? encore_words_unpack (words, length) : NULL;
  return segment;
}

static gboolean
read_segments (EncoreDb         *db,
               EncoreTranscript *transcript,
               GError          **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT start_ms, end_ms, speaker, party, channel, text, words FROM segment"
                              " WHERE transcript_id = ? ORDER BY ordinal",
                              error))
    return FALSE;

  encore_bind_int (&statement, transcript->id);
  while (encore_statement_next (&statement, &failure))
    encore_transcript_add (transcript, read_segment (&statement));

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  encore_transcript_finish (transcript);
  return TRUE;
}

const EncoreTable encore_table_transcript = {
  .name = "transcript",
  .get_type = encore_transcript_get_type,
  .id = G_STRUCT_OFFSET (EncoreTranscript, id),
  .uuid = G_STRUCT_OFFSET (EncoreTranscript, uuid),
  .call_id = G_STRUCT_OFFSET (EncoreTranscript, call_id),
  .text = ENCORE_TEXT_TRANSCRIPT,
  .put_sql = "INSERT INTO transcript (id, uuid, created_at, updated_at, call_id, format, source, language,"
             " corrects, corrected_at, author_id, roles, kind, warnings)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, call_id = excluded.call_id, format = excluded.format,"
             " source = excluded.source, language = excluded.language, corrects = excluded.corrects,"
             " corrected_at = excluded.corrected_at, author_id = excluded.author_id, roles = excluded.roles,"
             " kind = excluded.kind, warnings = excluded.warnings RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("transcript"),
  .call_sql = "SELECT call_id FROM transcript WHERE id = ?",
  .delete_parts_sql = "DELETE FROM segment WHERE transcript_id = ?",
  .bind = bind_transcript,
  .put_parts = put_segments,
};

#define SELECT_TRANSCRIPT                                                                                              \
  "SELECT id, uuid, call_id, format, source, language, corrects, corrected_at, author_id, roles, warnings FROM "       \
  "transcript"                                                                                                         \
  " WHERE call_id = ?1"

static GPtrArray *
collect (EncoreDb   *db,
         const char *sql,
         gint64      call_id,
         GError    **error)
{
  g_autoptr (GPtrArray) transcripts = encore_db_collect (db, sql, read_transcript, call_id, 0, error);

  for (guint i = 0; transcripts != NULL && i < transcripts->len; i++)
    if (!read_segments (db, g_ptr_array_index (transcripts, i), error))
      return NULL;

  return g_steal_pointer (&transcripts);
}

GPtrArray *
encore_db_list_all_transcripts_of_call (EncoreDb *db,
                                        gint64    call_id,
                                        GError  **error)
{
  return collect (db, SELECT_TRANSCRIPT " ORDER BY id", call_id, error);
}

/**
 * encore_db_list_raw_transcripts_of_call:
 * @db: a connection
 * @call_id: of the call
 * @error: why it failed
 *
 * With what is redacted: for those who write transcripts, not for those who show them.
 *
 * Returns: (transfer full) (element-type EncoreTranscript): finished, with their segments; first
 *   the chosen one, see %ENCORE_TRANSCRIPT_ORDER
 */
GPtrArray *
encore_db_list_raw_transcripts_of_call (EncoreDb *db,
                                        gint64    call_id,
                                        GError  **error)
{
  return collect (db, SELECT_TRANSCRIPT " AND deleted_at IS NULL ORDER BY " ENCORE_TRANSCRIPT_ORDER, call_id, error);
}

/**
 * encore_db_list_transcripts_of_call:
 * @db: a connection
 * @call_id: of the call
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreTranscript): as encore_db_list_raw_transcripts_of_call(), without
 *   what is redacted
 */
GPtrArray *
encore_db_list_transcripts_of_call (EncoreDb *db,
                                    gint64    call_id,
                                    GError  **error)
{
  return encore_redacted_transcripts (db, call_id, encore_db_list_raw_transcripts_of_call (db, call_id, error), error);
}

/**
 * encore_db_has_transcript:
 * @db: a connection
 * @uuid: of a transcript
 *
 * Returns: whether it is there, and has not been deleted or undone
 */
gboolean
encore_db_has_transcript (EncoreDb   *db,
                          const char *uuid)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, "SELECT count (*) FROM transcript WHERE uuid = ? AND deleted_at IS NULL",
                              NULL))
    return FALSE;

  encore_bind_text (&statement, uuid);
  return encore_statement_number (&statement, NULL) > 0;
}
