/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-settings.h"

#include "encore-statement.h"
#include "encore-text.h"

static gpointer
read_value (EncoreStatement *row)
{
  return encore_read_text (row);
}

/**
 * encore_db_get_setting:
 * @db: a connection
 * @key: of what travels with the library, not with the machine
 * @error: why it failed
 *
 * Returns: (transfer full) (nullable): the value; %NULL without @error when it was never set
 */
char *
encore_db_get_setting (EncoreDb   *db,
                       const char *key,
                       GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, "SELECT value FROM setting WHERE key = ?", error))
    return NULL;

  encore_bind_text (&statement, key);
  return encore_statement_first (&statement, read_value, error);
}

/**
 * encore_db_list_setting_keys:
 * @db: a connection
 * @prefix: of the keys, in ASCII
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type utf8): the keys that begin so
 */
GPtrArray *
encore_db_list_setting_keys (EncoreDb   *db,
                             const char *prefix,
                             GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, "SELECT key FROM setting WHERE substr (key, 1, length (?1)) = ?1", error))
    return NULL;

  encore_bind_text (&statement, prefix);

  GPtrArray *keys = encore_statement_collect (&statement, read_value, error);

  if (keys != NULL)
    g_ptr_array_set_free_func (keys, g_free);
  return keys;
}

/**
 * encore_db_put_setting:
 * @db: the write lane's connection
 * @key: which
 * @value: what it is from now on
 * @error: why not
 */
gboolean
encore_db_put_setting (EncoreDb   *db,
                       const char *key,
                       const char *value,
                       GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db,
                              "INSERT OR REPLACE INTO setting (key, value, updated_at) VALUES (?, ?, ?)", error))
    return FALSE;

  encore_bind_text (&statement, key);
  encore_bind_name (&statement, value);
  encore_bind_int (&statement, encore_text_now ());
  return encore_statement_run (&statement, error);
}
