/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-recordings.h"

#include "encore-objects-private.h"

static void
bind_recording (EncoreStatement *statement,
                gpointer         object)
{
  EncoreRecording *recording = object;

  encore_bind_id (statement, recording->call_id);
  encore_bind_text (statement, recording->path);
  encore_bind_text (statement, recording->content_hash);
  encore_bind_int (statement, recording->size);
  encore_bind_int (statement, recording->modified_at);
  encore_bind_text (statement, recording->codec);
  encore_bind_text (statement, recording->container);
  encore_bind_int (statement, recording->channels);
  encore_bind_int (statement, recording->rate);
  encore_bind_time (statement, recording->duration_ms);
  encore_bind_int (statement, recording->agent_channel);
  encore_bind_int (statement, recording->offset_ms);
  encore_bind_text (statement, recording->original_path);
  encore_bind_text (statement, recording->original_hash);
}

static gpointer
read_recording (EncoreStatement *row)
{
  EncoreRecording *recording = encore_recording_new ();

  recording->id = encore_read_int (row);
  recording->uuid = encore_read_text (row);
  recording->call_id = encore_read_int (row);
  recording->path = encore_read_text (row);
  recording->content_hash = encore_read_text (row);
  recording->size = encore_read_int (row);
  recording->modified_at = encore_read_int (row);
  recording->codec = encore_read_text (row);
  recording->container = encore_read_text (row);
  recording->channels = (int) encore_read_int (row);
  recording->rate = (int) encore_read_int (row);
  recording->duration_ms = encore_read_time (row);
  recording->agent_channel = (int) encore_read_int (row);
  recording->offset_ms = encore_read_int (row);
  recording->original_path = encore_read_text (row);
  recording->original_hash = encore_read_text (row);
  return recording;
}

const EncoreTable encore_table_recording = {
  .name = "recording",
  .get_type = encore_recording_get_type,
  .id = G_STRUCT_OFFSET (EncoreRecording, id),
  .uuid = G_STRUCT_OFFSET (EncoreRecording, uuid),
  .call_id = G_STRUCT_OFFSET (EncoreRecording, call_id),
  .text = ENCORE_TEXT_TRANSCRIPT, /* its offset leads from redacted sound to redacted words */
  .put_sql = "INSERT INTO recording (id, uuid, created_at, updated_at, call_id, path, content_hash, size,"
             " modified_at, codec, container, channels, rate, duration_ms, agent_channel, offset_ms,"
             " original_path, original_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, call_id = excluded.call_id, path = excluded.path,"
             " content_hash = excluded.content_hash, size = excluded.size,"
             " modified_at = excluded.modified_at, codec = excluded.codec,"
             " container = excluded.container, channels = excluded.channels, rate = excluded.rate,"
             " duration_ms = excluded.duration_ms, agent_channel = excluded.agent_channel,"
             " offset_ms = excluded.offset_ms, original_path = excluded.original_path,"
             " original_hash = excluded.original_hash RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("recording"),
  .call_sql = "SELECT call_id FROM recording WHERE id = ?",
  .bind = bind_recording,
};

/**
 * encore_db_list_recordings_of_call:
 * @db: a connection
 * @call_id: of the call
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreRecording): in the order they came
 */
GPtrArray *
encore_db_list_recordings_of_call (EncoreDb *db,
                                   gint64    call_id,
                                   GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, uuid, call_id, path, content_hash, size, modified_at, codec,"
                            " container, channels, rate, duration_ms, agent_channel, offset_ms,"
                            " original_path, original_hash"
                            " FROM recording WHERE call_id = ?1 AND deleted_at IS NULL ORDER BY id",
                            read_recording, call_id, 0, error);
}

/**
 * encore_db_find_recording_by_hash:
 * @db: a connection
 * @content_hash: SHA-256 of the bytes, lower-case hex
 * @error: why it failed
 *
 * Returns: the id of the living call that has this recording, or had it before it was purged, or 0; -1 with @error
 */
gint64
encore_db_find_recording_by_hash (EncoreDb   *db,
                                  const char *content_hash,
                                  GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db,
                              "SELECT c.id FROM recording r JOIN call c ON c.id = r.call_id"
                              " WHERE (r.content_hash = ?1 OR r.original_hash = ?1) AND r.deleted_at IS NULL"
                              " AND c.deleted_at IS NULL"
                              " ORDER BY c.id LIMIT 1",
                              error))
    return -1;

  encore_bind_text (&statement, content_hash);
  return encore_statement_number (&statement, error);
}
