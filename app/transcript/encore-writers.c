/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-writer-private.h"

static const EncoreTranscriptWriter writers[] = {
  { "vtt", "WebVTT", "vtt", encore_write_webvtt },
  { "srt", "SubRip (SRT)", "srt", encore_write_srt },
  { "wtf", "World Transcription Format", "wtf.json", encore_write_wtf },
  { "textgrid", "Praat TextGrid", "TextGrid", encore_write_textgrid },
  { "eaf", "ELAN", "eaf", encore_write_eaf },
  { "transcript-csv", "CSV", "csv", encore_write_csv },
  { "txt", "Plain text", "txt", encore_write_txt },
};

/**
 * encore_transcript_writers_list:
 * @n_writers: (out): how many
 *
 * Returns: (transfer none) (array length=n_writers): every format that a transcript can be written in
 */
const EncoreTranscriptWriter *
encore_transcript_writers_list (gsize *n_writers)
{
  *n_writers = G_N_ELEMENTS (writers);
  return writers;
}

/**
 * encore_transcript_writers_find:
 * @id: (nullable): of a format
 *
 * Returns: (transfer none) (nullable): its writer
 */
const EncoreTranscriptWriter *
encore_transcript_writers_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_strcmp0 (writers[i].id, id) == 0)
      return &writers[i];

  return NULL;
}

gboolean
encore_writer_needs_times (EncoreTranscript *transcript,
                           const char       *format,
                           GError          **error)
{
  if (encore_transcript_is_timed (transcript))
    return TRUE;

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
               _ ("This transcript has no times, and %s cannot be without them"), format);
  return FALSE;
}

void
encore_writer_append_clock (GString *out,
                            gint64   ms,
                            char     point)
{
  g_string_append_printf (out, "%02" G_GINT64_FORMAT ":%02d:%02d%c%03d", ms / 3600000, (int) (ms / 60000 % 60),
                          (int) (ms / 1000 % 60), point, (int) (ms % 1000));
}

void
encore_writer_append_line (GString    *out,
                           const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

void
encore_writer_append_xml (GString    *out,
                          const char *text,
                          gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);

  for (char *at = copy; *at != '\0'; at++)
    if ((guchar) *at < 0x20 || *at == 0x7f)
      *at = ' ';

  g_autofree char *escaped = g_markup_escape_text (copy, -1);

  g_string_append (out, escaped);
}

const char *
encore_writer_type_name (GPtrArray  *types,
                         const char *id)
{
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      EncoreMomentType *type = g_ptr_array_index (types, i);

      if (g_strcmp0 (type->id, id) == 0)
        return type->name;
    }

  return NULL;
}
