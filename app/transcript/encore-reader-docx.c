/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-docx.h"
#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"
#include "encore-xml.h"
#include "encore-zip.h"

/*
 * Documents of word processors. Those written here say what each paragraph is; of all others the
 * paragraphs are lines of plain text, as meeting programs and typists write them.
 */

typedef struct
{
  EncoreTranscript *transcript;
  GString *lines; /* all paragraphs */
  guint n_turns;
} Reader;

/* What one paragraph says, by the style of its runs. */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  GString *speaker;
  GString *text;
  GString *line; /* all of it */
} Paragraph;

static char *
dup_style (xmlNode    *properties,
           const char *name)
{
  xmlNode *style = encore_xml_child (properties, name);

  return style != NULL ? encore_xml_dup_attribute (style, "val") : NULL;
}

static void
read_bookmark (Paragraph *paragraph,
               xmlNode   *node)
{
  g_autofree char *name = encore_xml_dup_attribute (node, "name");
  char *end = NULL;

  if (name == NULL || !g_str_has_prefix (name, ENCORE_DOCX_BOOKMARK) || paragraph->start_ms != ENCORE_NO_TIME)
    return;

  guint64 start_ms = g_ascii_strtoull (name + strlen (ENCORE_DOCX_BOOKMARK), &end, 10);
  guint64 end_ms = *end == '_' ? g_ascii_strtoull (end + 1, NULL, 10) : 0;

  if (start_ms > (guint64) G_MAXUINT32 * 1000 || end_ms > (guint64) G_MAXUINT32 * 1000)
    return;

  paragraph->start_ms = (gint64) start_ms;
  paragraph->end_ms = (gint64) MAX (start_ms, end_ms);
}

static void
append_piece (GString *out,
              xmlNode *piece)
{
  if (encore_xml_is (piece, "tab"))
    g_string_append_c (out, '\t');
  else if (encore_xml_is (piece, "br") || encore_xml_is (piece, "cr"))
    g_string_append_c (out, '\n');
  else if (encore_xml_is (piece, "noBreakHyphen"))
    g_string_append_c (out, '-');
  else if (encore_xml_is (piece, "t"))
    {
      xmlChar *content = xmlNodeGetContent (piece);

      g_string_append (out, content != NULL ? (const char *) content : "");
      xmlFree (content);
    }
}

static void
read_run (Paragraph *paragraph,
          xmlNode   *run)
{
  g_autofree char *style = dup_style (encore_xml_child (run, "rPr"), "rStyle");
  gboolean is_time = g_strcmp0 (style, ENCORE_DOCX_TIME) == 0;
  GString *out = g_strcmp0 (style, ENCORE_DOCX_SPEAKER) == 0 ? paragraph->speaker : paragraph->text;

  for (xmlNode *piece = run->children; piece != NULL; piece = piece->next)
    {
      append_piece (paragraph->line, piece);
      if (!is_time)
        append_piece (out, piece);
    }
}

/* Runs may stand inside links, insertions and the like. The tree is shallow: libxml2 bounds it. */
static void
read_runs (Paragraph *paragraph,
           xmlNode   *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (encore_xml_is (node, "r"))
        read_run (paragraph, node);
      else if (encore_xml_is (node, "bookmarkStart"))
        read_bookmark (paragraph, node);
      else if (node->type == XML_ELEMENT_NODE && !encore_xml_is (node, "del"))
        read_runs (paragraph, node);
    }
}

static void
add_turn (Reader          *reader,
          const Paragraph *paragraph)
{
  const char *text = paragraph->text->str;

  /* the tab between the time and what follows */
  if (paragraph->start_ms != ENCORE_NO_TIME && *text == '\t')
    text++;

  EncoreSegment *segment = encore_segment_new (paragraph->start_ms, paragraph->end_ms,
                                               paragraph->speaker->len > 0 ? paragraph->speaker->str : NULL, text);

  segment->party = encore_speaker_name_party (segment->speaker);
  encore_transcript_add (reader->transcript, segment);
  reader->n_turns++;
}

static void
read_paragraph (Reader  *reader,
                xmlNode *node)
{
  g_autofree char *style = dup_style (encore_xml_child (node, "pPr"), "pStyle");
  g_autoptr (GString) speaker = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  Paragraph paragraph = { ENCORE_NO_TIME, ENCORE_NO_TIME, speaker, text, line };

  read_runs (&paragraph, node);
  g_string_append_printf (reader->lines, "%s\n", line->str);
  if (g_strcmp0 (style, ENCORE_DOCX_TURN) == 0 && !encore_text_is_blank (text->str))
    add_turn (reader, &paragraph);
}

/* Paragraphs may stand in the cells of tables. */
static void
read_paragraphs (Reader  *reader,
                 xmlNode *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (encore_xml_is (node, "p"))
        read_paragraph (reader, node);
      else if (node->type == XML_ELEMENT_NODE)
        read_paragraphs (reader, node);
    }
}

/* The paragraphs as lines, where they are lines of a transcript. */
static EncoreTranscript *
read_lines (const char *lines,
            GError    **error)
{
  g_autoptr (EncoreSniff) sniff = encore_sniff_new (lines, strlen (lines));

  if (encore_webvtt_has_header (lines))
    return encore_webvtt_read_text (lines, error);

  if (encore_reader_text.sniff (sniff) > 0)
    return encore_reader_text.read_text (lines, error);

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                       _ ("This document is no transcript: its lines begin neither with times nor with speakers"));
  return NULL;
}

static EncoreTranscript *
read_xml (const char *text,
          GError    **error)
{
  g_autoptr (xmlDoc) document = encore_xml_parse (text, error);
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new (encore_reader_docx.id);
  g_autoptr (GString) lines = g_string_new (NULL);
  Reader reader = { transcript, lines, 0 };

  if (document == NULL)
    return NULL;

  read_paragraphs (&reader, xmlDocGetRootElement (document));
  if (reader.n_turns > 0)
    return g_steal_pointer (&transcript);

  EncoreTranscript *plain = read_lines (lines->str, error);

  if (plain != NULL)
    {
      g_free (plain->format);
      plain->format = g_strdup (encore_reader_docx.id);
    }
  return plain;
}

static EncoreDocument *
read_document (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autoptr (GBytes) content = encore_zip_read (bytes, length, ENCORE_DOCX_CONTENT, ENCORE_ZIP_MAX_TEXT, error);

  if (content == NULL)
    return NULL;

  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  g_autofree char *text = encore_text_to_utf8 (data != NULL ? data : "", size, NULL);
  g_autoptr (EncoreTranscript) transcript = read_xml (text, error);

  return transcript != NULL ? encore_reader_finish (transcript, error) : NULL;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_zip_has (sniff->bytes, sniff->length, ENCORE_DOCX_CONTENT) ? 90 : 0;
}

static const char *const suffixes[] = { "docx", NULL };

const EncoreReader encore_reader_docx = {
  .id = "docx",
  .name = "Word document",
  .suffixes = suffixes,
  .sniff = sniff,
  .read = read_document,
};
