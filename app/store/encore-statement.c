/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-statement.h"

#include "encore-error.h"
#include "encore-span.h"

#include <glib/gi18n.h>
#include <math.h>

static sqlite3_stmt *
prepare (EncoreDb   *db,
         const char *key,
         const char *sql,
         GError    **error)
{
  sqlite3_stmt *handle = g_hash_table_lookup (db->statements, key);

  if (handle != NULL)
    return handle;

  if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK)
    {
      encore_db_set_error (db, error);
      return NULL;
    }

  g_hash_table_insert (db->statements, g_strdup (key), handle);
  return handle;
}

/* After a full disk SQLite may have ended the transaction: nothing may then be written outside it. */
static gboolean
check_transaction (EncoreDb *db,
                   GError  **error)
{
  if (!db->in_transaction || !sqlite3_get_autocommit (db->handle))
    return TRUE;

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED,
               _ ("The library “%s” took back the last change; it was not saved."), db->path);
  return FALSE;
}

/**
 * encore_statement_open:
 * @self: (out): where to put it
 * @db: a connection of this thread
 * @sql: constant SQL; prepared once for each connection
 * @error: why not
 */
gboolean
encore_statement_open (EncoreStatement *self,
                       EncoreDb        *db,
                       const char      *sql,
                       GError         **error)
{
  g_assert (db->owner == NULL || db->owner == g_thread_self ());
  g_assert (self->handle == NULL);

  if (!check_transaction (db, error))
    return FALSE;

  self->db = db;
  self->next = 1;
  self->handle = prepare (db, sql, sql, error);
  g_assert (self->handle == NULL || !sqlite3_stmt_busy (self->handle));

  return self->handle != NULL;
}

/* The door to figures of record */

typedef struct
{
  gboolean is_refused;
} Door;

/* Tables of all evaluations, and the view through which they may be read. */
static const struct
{
  const char *table;
  const char *view;
} guarded[] = {
  { "evaluation", "record_evaluation" },
  { "answer", "record_answer" },
  { "dispute", "" }, /* tells of evaluations that may have been superseded */
};

/* A table of which no column is read, only its rows, is told without the view once SQLite has merged the two:
 * it is the text that must not name it. */
static gboolean
may_read (const char *table,
          const char *column,
          const char *database,
          const char *view)
{
  if (database != NULL ? !g_str_equal (database, "main") : *column != '\0')
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (guarded); i++)
    if (g_str_equal (guarded[i].table, table))
      return view != NULL ? g_str_equal (view, guarded[i].view) : *column == '\0';

  return TRUE;
}

static int
watch_door (gpointer    user_data,
            int         action,
            const char *first,
            const char *second,
            const char *database,
            const char *view)
{
  Door *door = user_data;

  if (action == SQLITE_SELECT || action == SQLITE_FUNCTION
      || (action == SQLITE_READ && may_read (first, second, database, view)))
    return SQLITE_OK;

  door->is_refused = TRUE;
  return SQLITE_DENY;
}

/* SQLite tells the name of a common table expression like that of a view: there may be none. */
static gboolean
names_guarded (const char *sql)
{
  return g_regex_match_simple ("\\b(with|evaluation|answer|dispute)\\b", sql, G_REGEX_CASELESS, 0);
}

/* Only once for each statement: every watch makes SQLite prepare all others again. */
static sqlite3_stmt *
prepare_watched (EncoreDb   *db,
                 const char *key,
                 const char *sql,
                 Door       *door,
                 GError    **error)
{
  door->is_refused = names_guarded (sql);
  if (door->is_refused)
    return NULL;

  sqlite3_set_authorizer (db->handle, watch_door, door);
  sqlite3_stmt *handle = prepare (db, key, sql, error);
  sqlite3_set_authorizer (db->handle, NULL, NULL);
  return handle;
}

/**
 * encore_statement_open_record:
 * @self: (out): where to put it
 * @db: a connection of this thread
 * @sql: constant SQL that only reads; prepared once for each connection
 * @error: %ENCORE_ERROR_INVALID when it could see an evaluation that is not for the record
 *
 * The one door to figures of record (I12): SQLite itself says, for every column that a statement reads, through
 * which view it does so. Those of evaluations and their answers can be read through record_evaluation and
 * record_answer alone.
 */
gboolean
encore_statement_open_record (EncoreStatement *self,
                              EncoreDb        *db,
                              const char      *sql,
                              GError         **error)
{
  g_assert (db->owner == NULL || db->owner == g_thread_self ());
  g_assert (self->handle == NULL);

  Door door = { FALSE };
  g_autofree char *key = g_strconcat ("record: ", sql, NULL);
  g_autoptr (GError) failure = NULL;

  if (!check_transaction (db, error))
    return FALSE;

  self->db = db;
  self->next = 1;
  self->handle = g_hash_table_lookup (db->statements, key);
  if (self->handle == NULL)
    self->handle = prepare_watched (db, key, sql, &door, &failure);
  g_assert (self->handle == NULL || !sqlite3_stmt_busy (self->handle));
  if (self->handle != NULL)
    return TRUE;

  if (door.is_refused)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                         _ ("This question could see evaluations that are not for the record."));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
encore_statement_clear (EncoreStatement *self)
{
  if (self->handle != NULL)
    {
      sqlite3_reset (self->handle);
      sqlite3_clear_bindings (self->handle);
    }
  self->handle = NULL;
}

/* Makes it ready to be bound and run again. */
void
encore_statement_rewind (EncoreStatement *self)
{
  sqlite3_reset (self->handle);
  self->next = 1;
}

void
encore_bind_int (EncoreStatement *self,
                 gint64           value)
{
  sqlite3_bind_int64 (self->handle, self->next++, value);
}

void
encore_bind_id (EncoreStatement *self,
                gint64           id)
{
  if (id != 0)
    encore_bind_int (self, id);
  else
    sqlite3_bind_null (self->handle, self->next++);
}

void
encore_bind_time (EncoreStatement *self,
                  gint64           time)
{
  if (time != ENCORE_NO_TIME)
    encore_bind_int (self, time);
  else
    sqlite3_bind_null (self->handle, self->next++);
}

/* SQLite takes what is not a number for NULL. */
void
encore_bind_real (EncoreStatement *self,
                  double           value)
{
  sqlite3_bind_double (self->handle, self->next++, value);
}

void
encore_bind_text (EncoreStatement *self,
                  const char      *text)
{
  sqlite3_bind_text (self->handle, self->next++, text, -1, SQLITE_TRANSIENT);
}

void
encore_bind_name (EncoreStatement *self,
                  const char      *text)
{
  encore_bind_text (self, text != NULL ? text : "");
}

void
encore_bind_bytes (EncoreStatement *self,
                   GBytes          *bytes)
{
  gsize length = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  sqlite3_bind_blob64 (self->handle, self->next++, data, length, SQLITE_TRANSIENT);
}

/**
 * encore_statement_next:
 * @self: a bound statement
 * @error: why it failed
 *
 * Returns: whether there is a row; %FALSE without @error is the end
 */
gboolean
encore_statement_next (EncoreStatement *self,
                       GError         **error)
{
  int code = sqlite3_step (self->handle);

  self->next = 0;
  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    encore_db_set_error (self->db, error);
  sqlite3_reset (self->handle);
  return FALSE;
}

/* Runs a statement whose rows, if any, do not matter. */
gboolean
encore_statement_run (EncoreStatement *self,
                      GError         **error)
{
  g_autoptr (GError) failure = NULL;

  while (encore_statement_next (self, &failure))
    ;

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * encore_statement_collect:
 * @self: a bound statement
 * @read: makes an object of a row
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type GObject): one for each row, or %NULL
 */
GPtrArray *
encore_statement_collect (EncoreStatement *self,
                          EncoreRowFunc    read,
                          GError         **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;

  while (encore_statement_next (self, &failure))
    g_ptr_array_add (objects, read (self));

  if (failure == NULL)
    return g_steal_pointer (&objects);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* The first row's object, or NULL: without @error when there is none. */
gpointer
encore_statement_first (EncoreStatement *self,
                        EncoreRowFunc    read,
                        GError         **error)
{
  gpointer object = encore_statement_next (self, error) ? read (self) : NULL;

  sqlite3_reset (self->handle);
  return object;
}

/* The first row's number; 0 when there is none, -1 with @error. */
gint64
encore_statement_number (EncoreStatement *self,
                         GError         **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 number = encore_statement_next (self, &failure) ? encore_read_int (self) : 0;

  if (failure == NULL)
    {
      sqlite3_reset (self->handle);
      return number;
    }

  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

gint64
encore_read_int (EncoreStatement *self)
{
  return sqlite3_column_int64 (self->handle, self->next++);
}

gint64
encore_read_time (EncoreStatement *self)
{
  gboolean known = sqlite3_column_type (self->handle, self->next) != SQLITE_NULL;
  gint64 time = encore_read_int (self);

  return known ? time : ENCORE_NO_TIME;
}

double
encore_read_real (EncoreStatement *self)
{
  gboolean known = sqlite3_column_type (self->handle, self->next) != SQLITE_NULL;
  double value = sqlite3_column_double (self->handle, self->next++);

  return known ? value : NAN;
}

char *
encore_read_text (EncoreStatement *self)
{
  return g_strdup ((const char *) sqlite3_column_text (self->handle, self->next++));
}

/* Valid until the next row. */
const void *
encore_read_bytes (EncoreStatement *self,
                   gsize           *length)
{
  const void *data = sqlite3_column_blob (self->handle, self->next);

  *length = (gsize) sqlite3_column_bytes (self->handle, self->next++);
  return data;
}

/**
 * encore_db_collect:
 * @db: a connection
 * @sql: constant SQL with up to two numbers to bind
 * @read: makes an object of a row
 * @first: for ?1, where there is one
 * @second: for ?2, where there is one
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type GObject): one for each row, or %NULL
 */
GPtrArray *
encore_db_collect (EncoreDb     *db,
                   const char   *sql,
                   EncoreRowFunc read,
                   gint64        first,
                   gint64        second,
                   GError      **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, sql, error))
    return NULL;

  int n_parameters = sqlite3_bind_parameter_count (statement.handle);
  if (n_parameters >= 1)
    encore_bind_int (&statement, first);
  if (n_parameters >= 2)
    encore_bind_int (&statement, second);

  return encore_statement_collect (&statement, read, error);
}
