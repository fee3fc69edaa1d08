/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-private.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-text.h"

/* Moments that a vCon of another Encore brings along. */

static gboolean
has_type (GPtrArray  *types,
          const char *id)
{
  for (guint i = 0; i < types->len; i++)
    if (g_strcmp0 (((EncoreMomentType *) g_ptr_array_index (types, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable): by uuid, those that are there already */
static GHashTable *
list_known (EncoreDb *db,
            GError  **error)
{
  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (db, 0, error);
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; moments != NULL && i < moments->len; i++)
    g_hash_table_add (known, g_strdup (((EncoreMoment *) g_ptr_array_index (moments, i))->uuid));

  if (moments == NULL)
    g_clear_pointer (&known, g_hash_table_unref);

  return known;
}

/* Whose it is here; nobody is made for a name alone. */
static gint64
find_author (EncoreDb   *db,
             const char *name)
{
  g_autoptr (EncorePerson) person = name != NULL ? encore_db_find_person_by_alias (db, name, NULL) : NULL;

  return person != NULL ? person->id : 0;
}

/* Sets @id to the brand value or pillar of that name, which is made when it is not there. */
static gboolean
find_or_make_principle (EncoreDb           *db,
                        GPtrArray          *principles,
                        EncorePrincipleKind kind,
                        const char         *name,
                        gint64             *id,
                        GError            **error)
{
  if (encore_text_is_blank (name))
    return TRUE;

  for (guint i = 0; i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (principle->kind != kind || g_ascii_strcasecmp (principle->name, name) != 0)
        continue;
      *id = principle->id;
      return TRUE;
    }

  EncorePrinciple *principle = encore_principle_new ();

  principle->kind = kind;
  principle->name = g_strdup (name);
  principle->position = (int) principles->len;
  g_ptr_array_add (principles, principle);
  if (!encore_db_put (db, G_OBJECT (principle), error))
    return FALSE;

  *id = principle->id;
  return TRUE;
}

static gboolean
put_moment (EncoreDb     *db,
            EncoreMoment *moment,
            EncoreCall   *call,
            GPtrArray    *principles,
            GError      **error)
{
  g_autoptr (EncoreMoment) copy = encore_moment_copy (moment);

  copy->call_id = call->id;
  copy->author_id = find_author (db, moment->author_name);
  if (!find_or_make_principle (db, principles, ENCORE_PRINCIPLE_VALUE, moment->value_name, &copy->value_id, error)
      || !find_or_make_principle (db, principles, ENCORE_PRINCIPLE_PILLAR, moment->pillar_name, &copy->pillar_id,
                                  error))
    return FALSE;
  if (copy->uuid == NULL || !g_uuid_string_is_valid (copy->uuid))
    {
      g_free (copy->uuid);
      copy->uuid = g_uuid_string_random ();
    }

  return encore_db_put (db, G_OBJECT (copy), error);
}

static gboolean
put_moments (EncoreDb       *db,
             EncorePrepared *prepared,
             EncoreDocument *document,
             EncoreCall     *call,
             GError        **error)
{
  g_autoptr (GPtrArray) types = encore_db_list_moment_types (db, error);
  g_autoptr (GHashTable) known = types != NULL ? list_known (db, error) : NULL;
  g_autoptr (GPtrArray) principles = known != NULL ? encore_db_list_principles (db, error) : NULL;

  if (principles == NULL)
    return FALSE;

  for (guint i = 0; i < document->moments->len; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (document->moments, i);

      if (moment->uuid != NULL && g_hash_table_contains (known, moment->uuid))
        continue;

      if (!has_type (types, moment->type_id))
        g_ptr_array_add (prepared->notes,
                         g_strdup_printf (_ ("A moment of the type “%s” was left out: there is no such type here."),
                                          moment->type_id));
      else if (!put_moment (db, moment, call, principles, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * encore_prepared_write_moments: (skip)
 * @db: in a transaction
 * @prepared: what was read
 * @call: the new call it has become
 * @error: why not
 *
 * Returns: whether all moments of the documents are written; types that are not known here are noted
 */
gboolean
encore_prepared_write_moments (EncoreDb       *db,
                               EncorePrepared *prepared,
                               EncoreCall     *call,
                               GError        **error)
{
  for (guint i = 0; i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);

      if (document->moments->len > 0 && !put_moments (db, prepared, document, call, error))
        return FALSE;
    }

  return TRUE;
}
