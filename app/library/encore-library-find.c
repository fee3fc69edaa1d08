/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-library-private.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-error.h"

/* Looking one thing up. These block: they are for the tool and for tests. */

static gpointer
find_call (EncoreDb     *db,
           gpointer      word,
           GCancellable *cancellable,
           GError      **error)
{
  return encore_db_find_call (db, word, error);
}

/**
 * encore_library_find_call:
 * @self: a library
 * @word: a call's uuid, or as much of its beginning as no other call shares
 * @error: %ENCORE_ERROR_MISSING, or %ENCORE_ERROR_INVALID when several fit
 *
 * Returns: (transfer full) (nullable): the call
 */
EncoreCall *
encore_library_find_call (EncoreLibrary *self,
                          const char    *word,
                          GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (word != NULL, NULL);

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, find_call, (gpointer) word, NULL, error);
}

static gpointer
find_evaluation (EncoreDb     *db,
                 gpointer      word,
                 GCancellable *cancellable,
                 GError      **error)
{
  return encore_db_find_evaluation (db, word, error);
}

/**
 * encore_library_find_evaluation:
 * @self: a library
 * @word: an evaluation's uuid, or as much of its beginning as no other one shares
 * @error: %ENCORE_ERROR_MISSING, or %ENCORE_ERROR_INVALID when several fit
 *
 * Returns: (transfer full) (nullable): the evaluation, with its answers
 */
EncoreEvaluation *
encore_library_find_evaluation (EncoreLibrary *self,
                                const char    *word,
                                GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (word != NULL, NULL);

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, find_evaluation, (gpointer) word, NULL,
                           error);
}

static EncorePerson *
find_by_uuid (EncoreDb   *db,
              const char *uuid,
              GError    **error)
{
  g_autoptr (GPtrArray) people = encore_db_list_people (db, 0, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (people, i);

      if (g_strcmp0 (person->uuid, uuid) == 0)
        return g_object_ref (person);
    }

  if (people != NULL)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING,
                         _ ("nobody of that name, login or uuid is in the library"));
  return NULL;
}

static gpointer
find_person (EncoreDb     *db,
             gpointer      word,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (GError) failure = NULL;
  EncorePerson *person = encore_db_find_person_by_alias (db, word, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (person == NULL)
    person = find_by_uuid (db, word, error);

  return person;
}

/**
 * encore_library_find_person:
 * @self: a library
 * @word: a name, an alias or a uuid
 * @error: %ENCORE_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): the person
 */
EncorePerson *
encore_library_find_person (EncoreLibrary *self,
                            const char    *word,
                            GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (word != NULL, NULL);

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, find_person, (gpointer) word, NULL,
                           error);
}

/**
 * encore_library_check:
 * @self: a library
 * @error: why it could not be checked
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what is wrong; empty when it is sound
 */
GPtrArray *
encore_library_check (EncoreLibrary *self,
                      GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  return encore_store_check (encore_library_get_store (self), NULL, error);
}
