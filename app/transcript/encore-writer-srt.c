/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-text.h"
#include "encore-writer-private.h"

/* SubRip: the speaker stands before the text, as people write it. Word times have no place in it. */

static gboolean
begins_entity (const char *text)
{
  static const char *const entities[]
      = { "&amp;", "&lt;", "&gt;", "&nbsp;", "&lrm;", "&rlm;", "&quot;", "&apos;", "&#" };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (text, entities[i]))
      return TRUE;

  return FALSE;
}

/* Few programs know entities here: only what would be taken for a tag is written as one. */
static void
append_text (GString    *out,
             const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '<' && (g_ascii_isalnum (text[1]) || text[1] == '/'))
      g_string_append (out, "&lt;");
    else if (*text == '{' && text[1] == '\\')
      g_string_append (out, "&#123;");
    else if (*text == '&' && begins_entity (text))
      g_string_append (out, "&amp;");
    else
      g_string_append_c (out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

/**
 * encore_write_srt:
 * @transcript: a finished transcript
 * @error: return location
 *
 * Returns: (transfer full): the file, or %NULL with %ENCORE_ERROR_UNSUPPORTED for a transcript without times
 */
char *
encore_write_srt (EncoreTranscript *transcript,
                  GError          **error)
{
  GString *out;
  guint n = 0;

  if (!encore_writer_needs_times (transcript, "SRT", error))
    return NULL;

  out = g_string_new (NULL);
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      if (encore_text_is_blank (segment->text))
        continue;

      g_string_append_printf (out, "%s%u\n", n > 0 ? "\n" : "", n + 1);
      n++;
      encore_writer_append_clock (out, segment->start_ms, ',');
      g_string_append (out, " --> ");
      encore_writer_append_clock (out, segment->end_ms, ',');
      g_string_append_c (out, '\n');
      if (segment->speaker != NULL)
        {
          append_text (out, segment->speaker);
          g_string_append (out, ": ");
        }
      append_text (out, segment->text);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}
