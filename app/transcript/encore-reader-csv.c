/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-sheet.h"

/* Tables whose columns are plain to see: CSV and TSV with a header, and the label tracks of Audacity. */

/* Labels that name a party each and nothing else are no speech. */
static gboolean
names_parties_only (EncoreTranscript *transcript)
{
  for (guint i = 0; i < transcript->segments->len; i++)
    {
      const EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      if (encore_party_from_name (segment->text) == ENCORE_PARTY_UNKNOWN)
        return FALSE;
    }

  return transcript->segments->len > 0;
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (EncoreSheet) table = encore_sheet_parse (text, strlen (text), error);
  g_autoptr (EncoreTranscript) transcript = NULL;
  EncoreSheetMapping mapping;

  if (table == NULL)
    return NULL;

  if (!encore_sheet_guess (table, &mapping))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                           _ ("Line 1: no column is plainly named text, start or speaker"));
      return NULL;
    }

  transcript = encore_sheet_fill (table, &mapping, 0, error);
  if (transcript != NULL && mapping.columns[ENCORE_COLUMN_SPEAKER] < 0 && names_parties_only (transcript))
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                   _ ("The file says who speaks when (%u stretches), but holds no words: it is no transcript"),
                   transcript->segments->len);
      return NULL;
    }

  return g_steal_pointer (&transcript);
}

static int
sniff (const EncoreSniff *sniff)
{
  g_autoptr (EncoreSheet) table = encore_sheet_parse_head (sniff->head);
  EncoreSheetMapping mapping;

  return !encore_sniff_is_json (sniff) && table->n_columns > 1 && encore_sheet_guess (table, &mapping) ? 50 : 0;
}

static const char *const suffixes[] = { "csv", "tsv", NULL };

const EncoreReader encore_reader_csv = {
  .id = "csv",
  .name = "CSV or TSV",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
