/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-people.h"

#include "encore-error.h"
#include "encore-objects-private.h"

#include <glib/gi18n.h>

#define SELECT_PERSON                                                                                                  \
  "SELECT p.id, p.uuid, p.name, p.roles, p.team_id, p.hired_at, t.name,"                                               \
  " (SELECT group_concat (alias, char (10)) FROM"                                                                      \
  "  (SELECT alias FROM person_alias WHERE person_id = p.id ORDER BY position))"                                       \
  " FROM person p LEFT JOIN team t ON t.id = p.team_id WHERE p.deleted_at IS NULL "

static void
bind_person (EncoreStatement *statement,
             gpointer         object)
{
  EncorePerson *person = object;
  g_autofree char *key = encore_text_fold (person->name);

  encore_bind_name (statement, person->name);
  encore_bind_text (statement, key);
  encore_bind_int (statement, person->roles);
  encore_bind_id (statement, person->team_id);
  encore_bind_time (statement, person->hired_at);
}

static gpointer
read_person (EncoreStatement *row)
{
  EncorePerson *person = encore_person_new ();

  person->id = encore_read_int (row);
  person->uuid = encore_read_text (row);
  person->name = encore_read_text (row);
  person->roles = (EncoreRoles) encore_read_int (row);
  person->team_id = encore_read_int (row);
  person->hired_at = encore_read_time (row);
  person->team_name = encore_read_text (row);

  g_autofree char *aliases = encore_read_text (row);
  if (aliases != NULL)
    {
      g_strfreev (person->aliases);
      person->aliases = g_strsplit (aliases, "\n", -1);
    }
  return person;
}

static gboolean
check_alias_free (EncoreDb   *db,
                  const char *alias,
                  const char *key,
                  GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT p.name FROM person_alias a JOIN person p ON p.id = a.person_id"
                              " WHERE a.alias_key = ?",
                              error))
    return FALSE;

  encore_bind_text (&statement, key);
  if (encore_statement_next (&statement, &failure))
    {
      g_autofree char *name = encore_read_text (&statement);

      /* Translators: an alias is a login or initials that mean a person */
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                   _ ("“%s” already means %s. Remove the alias there first."), alias, name);
      return FALSE;
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
insert_alias (EncoreDb   *db,
              gint64      person_id,
              int         position,
              const char *alias,
              const char *key,
              GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!check_alias_free (db, alias, key, error)
      || !encore_statement_open (&statement, db,
                                 "INSERT INTO person_alias (person_id, position, alias, alias_key)"
                                 " VALUES (?, ?, ?, ?)",
                                 error))
    return FALSE;

  encore_bind_int (&statement, person_id);
  encore_bind_int (&statement, position);
  encore_bind_text (&statement, alias);
  encore_bind_text (&statement, key);
  return encore_statement_run (&statement, error);
}

/* Blank and repeated aliases are left out; a line break inside one becomes a space. */
static gboolean
put_aliases (EncoreDb *db,
             gpointer  object,
             gint64    id,
             GError  **error)
{
  EncorePerson *person = object;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; person->aliases != NULL && person->aliases[i] != NULL; i++)
    {
      g_autofree char *alias = g_strstrip (g_strdelimit (g_strdup (person->aliases[i]), "\r\n", ' '));
      char *key = encore_text_fold (alias);
      gboolean is_new = !g_hash_table_contains (seen, key);

      g_hash_table_add (seen, key);
      if (*alias != '\0' && is_new && !insert_alias (db, id, i, alias, key, error))
        return FALSE;
    }

  return TRUE;
}

const EncoreTable encore_table_person = {
  .name = "person",
  .get_type = encore_person_get_type,
  .id = G_STRUCT_OFFSET (EncorePerson, id),
  .uuid = G_STRUCT_OFFSET (EncorePerson, uuid),
  .put_sql = "INSERT INTO person (id, uuid, created_at, updated_at, name, name_key, roles, team_id, hired_at)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, name = excluded.name, name_key = excluded.name_key,"
             " roles = excluded.roles, team_id = excluded.team_id, hired_at = excluded.hired_at"
             " RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("person"),
  .delete_parts_sql = "DELETE FROM person_alias WHERE person_id = ?",
  .frees_parts = TRUE, /* others may take the aliases of somebody who has left */
  .bind = bind_person,
  .put_parts = put_aliases,
};

/**
 * encore_db_list_people:
 * @db: a connection
 * @team_id: a team, or 0 for all people
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncorePerson): by name
 */
GPtrArray *
encore_db_list_people (EncoreDb *db,
                       gint64    team_id,
                       GError  **error)
{
  return encore_db_collect (db,
                            SELECT_PERSON "AND (?1 = 0 OR p.team_id = ?1)"
                                          " ORDER BY p.name COLLATE NOCASE, p.id",
                            read_person, team_id, 0, error);
}

/**
 * encore_db_get_person:
 * @db: a connection
 * @id: of the person
 * @error: %ENCORE_ERROR_MISSING when there is none
 *
 * Returns: (transfer full): the person
 */
EncorePerson *
encore_db_get_person (EncoreDb *db,
                      gint64    id,
                      GError  **error)
{
  g_autoptr (GPtrArray) found = encore_db_collect (db, SELECT_PERSON "AND p.id = ?1", read_person, id, 0, error);

  if (found != NULL && found->len == 0)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("This person is no longer in the library."));

  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

/**
 * encore_db_find_person_by_alias:
 * @db: a connection
 * @alias_or_name: what a file or a user calls somebody; its case does not matter
 * @error: why it failed
 *
 * An alias is stronger than a name. Of namesakes the one who was there first is meant.
 *
 * Returns: (transfer full) (nullable): the person, or %NULL without @error when there is none
 */
EncorePerson *
encore_db_find_person_by_alias (EncoreDb   *db,
                                const char *alias_or_name,
                                GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autofree char *key = encore_text_fold (alias_or_name);

  if (!encore_statement_open (&statement, db,
                              SELECT_PERSON
                              "AND p.id = coalesce ((SELECT person_id FROM person_alias WHERE alias_key = ?1),"
                              " (SELECT min (id) FROM person WHERE name_key = ?1 AND deleted_at IS NULL))",
                              error))
    return NULL;

  encore_bind_text (&statement, key);
  return encore_statement_first (&statement, read_person, error);
}
