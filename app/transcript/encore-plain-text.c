/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-cue.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"

static void
add_block (EncoreTranscript *transcript,
           GString          *block)
{
  g_autofree char *text = g_strstrip (g_strdup (block->str));

  if (*text != '\0')
    encore_transcript_add (transcript, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, text));

  g_string_truncate (block, 0);
}

static gboolean
has_name (const char *line)
{
  g_autofree char *name = NULL;

  return encore_speaker_name_match (line, &name) > 0;
}

static gboolean
has_blank_lines (char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (i > 0 && lines[i + 1] != NULL && encore_text_is_blank (lines[i]))
      return TRUE;

  return FALSE;
}

/**
 * encore_plain_text_read:
 * @text: UTF-8
 *
 * Text without times: blocks between blank lines, else lines; a line that names a speaker
 * begins a new one.
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_plain_text_read (const char *text)
{
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_text.id);
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  g_autoptr (GString) block = g_string_new (NULL);
  gboolean is_by_line = !has_blank_lines (lines);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (is_by_line || encore_text_is_blank (lines[i]) || has_name (lines[i]))
        add_block (transcript, block);

      if (block->len > 0)
        g_string_append_c (block, ' ');
      g_string_append (block, lines[i]);
    }

  add_block (transcript, block);
  encore_speaker_name_split (transcript, FALSE);
  return transcript;
}
