/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"

/* SubViewer as YouTube and Google Meet write it: "0:00:01.000,0:00:02.000" above the text. */

static gboolean
parse_timing (const char *line,
              gint64     *start_ms,
              gint64     *end_ms)
{
  const char *at = line + strspn (line, " \t");
  const char *digits = at + strspn (at, "0123456789:");

  /* Only a dot can begin the fraction here: a comma stands between the times. */
  if (*digits != '.' || !encore_cue_parse_time (at, &at, start_ms) || *at != ',')
    return FALSE;

  return encore_cue_parse_time (at + 1, &at, end_ms) && at[strspn (at, " \t")] == '\0';
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new (encore_reader_sbv.id);

  if (!encore_cue_blocks_read (transcript, text, parse_timing))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                           _ ("No line with times, such as 0:00:01.000,0:00:02.000, was found"));
      return NULL;
    }

  encore_speaker_name_split (transcript, FALSE);
  return g_steal_pointer (&transcript);
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_cue_blocks_begin (sniff->head, parse_timing) ? 70 : 0;
}

static const char *const suffixes[] = { "sbv", NULL };

const EncoreReader encore_reader_sbv = {
  .id = "sbv",
  .name = "SubViewer (SBV)",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
