/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-adjust-times.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-joined.h"
#include "encore-library-private.h"
#include "encore-review-private.h"

static void
transcripts_free (gpointer transcripts)
{
  encore_transcripts_clear (transcripts);
  g_free (transcripts);
}

static gpointer
load (EncoreDb     *db,
      gpointer      call_id,
      GCancellable *cancellable,
      GError      **error)
{
  EncoreTranscripts *loaded = g_new0 (EncoreTranscripts, 1);

  if (encore_transcripts_load (loaded, db, *(const gint64 *) call_id, error))
    return loaded;

  transcripts_free (loaded);
  return NULL;
}

static gint64
find_offset_ms (EncoreLibrary *library,
                gint64         call_id)
{
  g_autoptr (GPtrArray) recordings = encore_library_list (library, ENCORE_LISTING_RECORDINGS_OF_CALL, call_id, NULL);
  g_autoptr (EncoreRecording) recording = encore_joined_get (recordings);

  return recording != NULL ? recording->offset_ms : 0;
}

/* The window's rule: a transcript whose beginning is redacted is not corrected as a whole. */
static gboolean
check (EncoreLibrary    *library,
       EncoreTranscript *chosen,
       gint64            call_id,
       GError          **error)
{
  g_autoptr (GPtrArray) shown = encore_library_list (library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL, call_id, error);

  if (shown == NULL)
    return FALSE;

  if (chosen == NULL || encore_transcript_get_length (chosen) == 0 || !encore_transcript_is_timed (chosen))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("the call has no transcript with times"));
  else if (shown->len == 0
           || !encore_segment_equal (encore_transcript_get (shown->pdata[0], 0), encore_transcript_get (chosen, 0)))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE,
                         _ ("Something in this segment is redacted. Lift the redaction to correct it."));
  else
    return TRUE;

  return FALSE;
}

/**
 * encore_adjust_times:
 * @library: a library
 * @call_id: of a call
 * @map: from where things are in the recording now to where they belong
 * @error: what is in the way
 *
 * Corrects the times of the whole transcript; the imported one stays.
 *
 * Returns: (transfer full) (nullable): the corrected transcript
 */
EncoreTranscript *
encore_adjust_times (EncoreLibrary       *library,
                     gint64               call_id,
                     const EncoreTimeMap *map,
                     GError             **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  double offset_ms = (double) find_offset_ms (library, call_id);
  EncoreTimeMap of_transcript = { map->scale, map->offset_ms + (map->scale - 1) * offset_ms };
  EncoreTranscripts *loaded = encore_store_run (encore_library_get_store (library), ENCORE_LANE_READ, load, &call_id,
                                                NULL, error);
  g_autoptr (EncoreTranscript) chosen = loaded != NULL ? g_steal_pointer (&loaded->chosen) : NULL;
  gboolean found = loaded != NULL;

  g_clear_pointer (&loaded, transcripts_free);
  if (!found || !check (library, chosen, call_id, error))
    return NULL;

  g_autoptr (EncoreTranscript) corrected = encore_correction_map_times (chosen, &of_transcript);
  gboolean is_first = chosen->corrects == NULL;

  encore_transcript_sign_correction (corrected, chosen, encore_library_get_working_as (library));
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (_ ("Adjust times"), is_first ? NULL : chosen, corrected);

  return encore_library_commit (library, edit, error) ? g_steal_pointer (&corrected) : NULL;
}
