/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-sheet.h"

/* What the columns of a table mean, as a line of text: "start=1,end=2,speaker=3,text=4,unit=ms,header=no". */

static const struct
{
  const char *id;
  const char *label;
} columns[ENCORE_N_COLUMNS] = {
  [ENCORE_COLUMN_START] = { "start", N_ ("Start") },
  [ENCORE_COLUMN_END] = { "end", N_ ("End") },
  [ENCORE_COLUMN_DURATION] = { "duration", N_ ("Length") },
  [ENCORE_COLUMN_SPEAKER] = { "speaker", N_ ("Speaker") },
  [ENCORE_COLUMN_TEXT] = { "text", N_ ("Text") },
  [ENCORE_COLUMN_CHANNEL] = { "channel", N_ ("Channel") },
  [ENCORE_COLUMN_CONFIDENCE] = { "confidence", N_ ("Confidence") },
};

#define MAX_COLUMN 10000

const char *
encore_column_to_id (EncoreColumn column)
{
  return columns[column].id;
}

/* For people, in their language. */
const char *
encore_column_to_label (EncoreColumn column)
{
  return _ (columns[column].label);
}

/**
 * encore_sheet_mapping_to_text:
 * @mapping: what the columns of a table mean
 *
 * Returns: (transfer full): all of it as a line of text
 */
char *
encore_sheet_mapping_to_text (const EncoreSheetMapping *mapping)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (mapping->columns[i] >= 0)
      g_string_append_printf (text, "%s=%d,", columns[i].id, mapping->columns[i] + 1);

  g_string_append_printf (text, "unit=%s,header=%s", mapping->unit == ENCORE_UNIT_MILLISECONDS ? "ms" : "s",
                          mapping->has_header ? "yes" : "no");
  return g_string_free (text, FALSE);
}

static gboolean
fail (const char *setting,
      GError    **error)
{
  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
               _ ("“%s” says nothing about columns; they are given as in start=1,end=2,speaker=3,text=4,unit=ms"),
               setting);
  return FALSE;
}

static gboolean
set_column (EncoreSheetMapping *mapping,
            const char         *name,
            const char         *value)
{
  guint64 number;

  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (g_str_equal (name, columns[i].id))
      {
        if (!g_ascii_string_to_unsigned (value, 10, 1, MAX_COLUMN, &number, NULL))
          return FALSE;

        mapping->columns[i] = (int) number - 1;
        return TRUE;
      }

  return FALSE;
}

static gboolean
set_one (EncoreSheetMapping *mapping,
         const char         *name,
         const char         *value)
{
  if (g_str_equal (name, "unit") && (g_str_equal (value, "ms") || g_str_equal (value, "s")))
    {
      mapping->unit = g_str_equal (value, "ms") ? ENCORE_UNIT_MILLISECONDS : ENCORE_UNIT_SECONDS;
      return TRUE;
    }

  if (g_str_equal (name, "header") && (g_str_equal (value, "yes") || g_str_equal (value, "no")))
    {
      mapping->has_header = g_str_equal (value, "yes");
      return TRUE;
    }

  return set_column (mapping, name, value);
}

/**
 * encore_sheet_mapping_from_text:
 * @mapping: (inout): unit and header stay as they are where @text does not name them; columns do not
 * @text: as encore_sheet_mapping_to_text() writes it
 * @error: return location
 *
 * Returns: whether the text is understood; otherwise %ENCORE_ERROR_INVALID
 */
gboolean
encore_sheet_mapping_from_text (EncoreSheetMapping *mapping,
                                const char         *text,
                                GError            **error)
{
  g_auto (GStrv) settings = g_strsplit (text, ",", -1);

  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    mapping->columns[i] = -1;

  for (guint i = 0; settings[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (settings[i]), "=", 2);

      if (parts[0] == NULL || parts[1] == NULL || !set_one (mapping, parts[0], parts[1]))
        return fail (settings[i], error);
    }

  return TRUE;
}

static int
find_named (const EncoreSheet *sheet,
            const char        *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (int i = 0; i < (int) sheet->n_columns; i++)
    {
      const char *cell = encore_sheet_cell (sheet, 0, i);
      g_autofree char *plain = g_strstrip (g_strdup (cell != NULL ? cell : ""));
      g_autofree char *folded = g_utf8_casefold (plain, -1);

      if (g_str_equal (folded, wanted))
        return i;
    }

  return -1;
}

/* (transfer full): "=NUMBER" in place of "=NAME" */
static char *
number_setting (const EncoreSheet *sheet,
                const char        *setting,
                gboolean          *named)
{
  const char *value = strchr (setting, '=');
  int column = value != NULL ? find_named (sheet, value + 1) : -1;

  if (column < 0 || g_str_has_prefix (setting, "unit=") || g_str_has_prefix (setting, "header="))
    return g_strdup (setting);

  *named = TRUE;
  return g_strdup_printf ("%.*s=%d", (int) (value - setting), setting, column + 1);
}

static gboolean
is_within (const EncoreSheetMapping *mapping,
           const EncoreSheet        *sheet)
{
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (mapping->columns[i] >= (int) sheet->n_columns)
      return FALSE;

  return TRUE;
}

/**
 * encore_sheet_mapping_from_names:
 * @mapping: (inout): as for encore_sheet_mapping_from_text()
 * @sheet: a table
 * @text: as for encore_sheet_mapping_from_text(), or with the names in the first row in place of numbers:
 *   "start=Start,speaker=Who,text=What"; capital letters do not count
 * @error: return location
 *
 * Returns: whether the text is understood and the table has these columns, with one for the text among them;
 *   otherwise %ENCORE_ERROR_INVALID
 */
gboolean
encore_sheet_mapping_from_names (EncoreSheetMapping *mapping,
                                 const EncoreSheet  *sheet,
                                 const char         *text,
                                 GError            **error)
{
  g_auto (GStrv) settings = g_strsplit (text, ",", -1);
  gboolean named = FALSE;

  for (guint i = 0; settings[i] != NULL; i++)
    {
      char *numbered = number_setting (sheet, g_strstrip (settings[i]), &named);

      g_free (settings[i]);
      settings[i] = numbered;
    }

  g_autofree char *numbers = g_strjoinv (",", settings);

  if (!encore_sheet_mapping_from_text (mapping, numbers, error))
    return FALSE;
  if (is_within (mapping, sheet) && mapping->columns[ENCORE_COLUMN_TEXT] >= 0 && (mapping->has_header || !named))
    return TRUE;

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                       mapping->columns[ENCORE_COLUMN_TEXT] < 0
                           ? _ ("no column is said to hold the text, as in text=4")
                           : _ ("the table has no such columns"));
  return FALSE;
}

/**
 * encore_sheet_dup_key:
 * @self: a table
 * @has_header: whether its first row names the columns
 *
 * Returns: (transfer full): the same for all tables whose columns can be taken to mean the same: those with
 *   the same header, or without one, with as many columns
 */
char *
encore_sheet_dup_key (const EncoreSheet *self,
                      gboolean           has_header)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!has_header)
    return g_strdup_printf ("%u columns, %d", self->n_columns, self->separator);

  for (int i = 0; i < (int) self->n_columns; i++)
    {
      const char *cell = encore_sheet_cell (self, 0, i);

      if (cell != NULL)
        g_checksum_update (checksum, (const guchar *) cell, (gssize) strlen (cell));
      g_checksum_update (checksum, (const guchar *) "\x1f", 1);
    }

  return g_strdup (g_checksum_get_string (checksum));
}
