/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-settings.h"

/* GSettings aborts on a schema or key that is not there. A window size is not worth that:
 * what cannot be read has its default, what cannot be kept is forgotten. */

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  return source != NULL ? g_settings_schema_source_lookup (source, ENCORE_APPLICATION_ID, TRUE) : NULL;
}

/**
 * encore_settings_get:
 *
 * Returns: (transfer none) (nullable): the user's settings; %NULL when no schema is installed
 */
GSettings *
encore_settings_get (void)
{
  static GSettings *settings;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();

      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      else
        g_info ("No settings schema: nothing is remembered");
      g_once_init_leave (&once, 1);
    }

  return settings;
}

/**
 * encore_settings_has:
 * @key: a key
 *
 * Returns: whether the key can be read and bound
 */
gboolean
encore_settings_has (const char *key)
{
  if (encore_settings_get () == NULL)
    return FALSE;

  g_autoptr (GSettingsSchema) schema = find_schema ();

  return schema != NULL && g_settings_schema_has_key (schema, key);
}

int
encore_settings_get_int (const char *key,
                         int         fallback)
{
  return encore_settings_has (key) ? g_settings_get_int (encore_settings_get (), key) : fallback;
}

gboolean
encore_settings_get_boolean (const char *key,
                             gboolean    fallback)
{
  return encore_settings_has (key) ? g_settings_get_boolean (encore_settings_get (), key) : fallback;
}

/**
 * encore_settings_dup_string:
 * @key: a key
 *
 * Returns: (transfer full): its value, "" when there is none
 */
char *
encore_settings_dup_string (const char *key)
{
  return encore_settings_has (key) ? g_settings_get_string (encore_settings_get (), key) : g_strdup ("");
}

void
encore_settings_set_int (const char *key,
                         int         value)
{
  if (encore_settings_has (key))
    g_settings_set_int (encore_settings_get (), key, value);
}

void
encore_settings_set_boolean (const char *key,
                             gboolean    value)
{
  if (encore_settings_has (key))
    g_settings_set_boolean (encore_settings_get (), key, value);
}

void
encore_settings_set_string (const char *key,
                            const char *value)
{
  if (encore_settings_has (key))
    g_settings_set_string (encore_settings_get (), key, value != NULL ? value : "");
}
