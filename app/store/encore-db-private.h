/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "encore-store.h"

G_BEGIN_DECLS

#define ENCORE_DB_APPLICATION_ID 0x456e6372 /* "Encr" */
#define ENCORE_DB_VERSION 3
#define ENCORE_DB_BUSY_MS 5000

/* Opened by one thread, then owned by the thread of its lane. */
struct _EncoreDb
{
  sqlite3 *handle;
  char *directory;
  char *path;
  GHashTable *statements;    /* SQL -> sqlite3_stmt */
  GThread *owner;            /* (nullable): set once a lane has taken it over */
  GCancellable *cancellable; /* (nullable): of the request that is running */
  gboolean in_transaction;   /* between encore_db_begin() and encore_db_commit() */
  gint64 last_put;           /* UTC ms: no two are the same, so that a newer object can be told by its time */
};

typedef enum
{
  ENCORE_DB_READ_WRITE, /* made when it is not there */
  ENCORE_DB_READ_ONLY,
  ENCORE_DB_IMMUTABLE,  /* on a medium where not even a lock can be written */
} EncoreDbMode;

EncoreDb *encore_db_open       (const char   *directory,
                                const char   *path,
                                EncoreDbMode  mode,
                                GError      **error);
void      encore_db_close      (EncoreDb     *db);
gboolean  encore_db_exec       (EncoreDb     *db,
                                const char   *sql,
                                GError      **error);
gint64    encore_db_pragma     (EncoreDb     *db,
                                const char   *sql,
                                GError      **error);
gboolean  encore_db_begin      (EncoreDb     *db,
                                EncoreLane    lane,
                                GError      **error);
gboolean  encore_db_commit     (EncoreDb     *db,
                                GError      **error);
void      encore_db_rollback   (EncoreDb     *db);
void      encore_db_set_cancellable (EncoreDb *db,
                                GCancellable *cancellable);
void      encore_db_set_error  (EncoreDb     *db,
                                GError      **error);
void      encore_db_set_code   (const char   *directory,
                                const char   *path,
                                int           code,
                                const char   *detail,
                                GError      **error);
gboolean  encore_db_set_rule   (const char   *detail,
                                GError      **error);
gboolean  encore_db_is_write_refused (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreDb, encore_db_close)

gboolean  encore_store_migrate (EncoreDb     *db,
                                gint64        version,
                                EncoreJob    *job,
                                GError      **error);
gboolean  encore_store_back_up (EncoreDb     *db,
                                GError      **error);
gboolean  encore_store_back_up_only (EncoreDb  *db,           /* and delete all others once it is good */
                                GError      **error);
gboolean  encore_store_backup_is_due (const char *directory);

G_END_DECLS
