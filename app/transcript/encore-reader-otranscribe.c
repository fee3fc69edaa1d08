/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"

/* oTranscribe: a web page's text in JSON, with a time where the typist set one. */

#define STAMP "<span class=\"timestamp\""
#define STAMP_TIME "data-timestamp=\""

/* Paragraphs and line breaks part words; other tags are dropped with what a cue's would be. */
static char *
part_lines (const char *html)
{
  static const char *const breaks[] = { "<br", "</p", "</div", "<p>", "<div>", "</li" };
  GString *out = g_string_new (NULL);

  for (; *html != '\0'; html++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
        if (g_ascii_strncasecmp (html, breaks[i], strlen (breaks[i])) == 0)
          {
            g_string_append_c (out, '\n');
            break;
          }

      g_string_append_c (out, *html);
    }

  return g_string_free (out, FALSE);
}

static gint64
parse_stamp (const char *stamp,
             const char *end)
{
  const char *value = g_strstr_len (stamp, end - stamp, STAMP_TIME);
  double seconds = value != NULL ? g_ascii_strtod (value + strlen (STAMP_TIME), NULL) : -1;

  return seconds >= 0 && seconds < 3.2e9 ? (gint64) llround (seconds * 1000) : ENCORE_NO_TIME;
}

/* A line for each paragraph; the first has the stamp's time. */
static void
add_text (EncoreTranscript *transcript,
          gint64            start_ms,
          gint64            end_ms,
          const char       *html,
          gsize             length)
{
  g_autofree char *part = g_strndup (html, length);
  g_autofree char *text = part_lines (part);

  if (start_ms == ENCORE_NO_TIME)
    start_ms = 0;

  encore_cue_add (transcript, start_ms, MAX (start_ms, end_ms), text);
}

static void
read_html (EncoreTranscript *transcript,
           const char       *html)
{
  gint64 at_ms = ENCORE_NO_TIME;

  while (TRUE)
    {
      const char *stamp = strstr (html, STAMP);
      const char *close = stamp != NULL ? strchr (stamp, '>') : NULL;
      const char *end = close != NULL ? strstr (close, "</span>") : NULL;

      if (end == NULL)
        {
          add_text (transcript, at_ms, at_ms, html, strlen (html));
          return;
        }

      gint64 next_ms = parse_stamp (stamp, close);

      add_text (transcript, at_ms, next_ms, html, (gsize) (stamp - html));
      at_ms = next_ms;
      html = end + strlen ("</span>");
    }
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  const char *html = encore_json_string_at (root, "text");

  if (html == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“text” is no text"));
      return NULL;
    }

  EncoreTranscript *transcript = encore_transcript_new (encore_reader_otranscribe.id);

  read_html (transcript, html);
  encore_speaker_name_split (transcript, FALSE);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "text", "media-time", NULL) ? 80 : 0;
}

static const char *const suffixes[] = { "otr", NULL };

const EncoreReader encore_reader_otranscribe = {
  .id = "otranscribe",
  .name = "oTranscribe",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
};
