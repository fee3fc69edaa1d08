/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-docx.h"
#include "encore-text.h"
#include "encore-writer-private.h"
#include "encore-zip.h"

/* A call for people to read, print and write into: WordprocessingML, ISO/IEC 29500. */

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_NAMESPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const char content_types[] = HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/></Types>\n";

static const char relations[] = HEAD "<Relationships xmlns=\"" PACKAGE
                                     "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                                     "officeDocument\" Target=\"word/document.xml\"/></Relationships>\n";

static const char document_relations[] = HEAD "<Relationships xmlns=\"" PACKAGE
                                              "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                                              "styles\" Target=\"styles.xml\"/></Relationships>\n";

/* A turn hangs behind its time and its speaker. */
static const char styles[] = HEAD
    "<w:styles " W_NAMESPACE "><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/></w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:spacing w:after=\"80\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>"
    "<w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/>"
    "<w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/>"
    "<w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" ENCORE_DOCX_TURN "\">"
    "<w:name w:val=\"Turn\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1000\"/>"
    "</w:tabs><w:ind w:left=\"1000\" w:hanging=\"1000\"/></w:pPr></w:style>"
    "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" ENCORE_DOCX_TIME "\">"
    "<w:name w:val=\"Time\"/><w:rPr><w:color w:val=\"666666\"/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" ENCORE_DOCX_SPEAKER "\">"
    "<w:name w:val=\"Speaker\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>\n";

typedef struct
{
  const EncoreVconExport *what;
  GString *body;
  guint n_bookmarks;
} Writer;

static void
open_paragraph (Writer     *writer,
                const char *style)
{
  g_string_append (writer->body, "<w:p>");
  if (style != NULL)
    g_string_append_printf (writer->body, "<w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void
close_paragraph (Writer *writer)
{
  g_string_append (writer->body, "</w:p>\n");
}

/* Breaks and tabs are elements of their own. */
static void
append_text (Writer     *writer,
             const char *text)
{
  while (TRUE)
    {
      gsize length = strcspn (text, "\n\t");

      if (length > 0)
        {
          g_string_append (writer->body, "<w:t xml:space=\"preserve\">");
          encore_writer_append_xml (writer->body, text, length);
          g_string_append (writer->body, "</w:t>");
        }

      text += length;
      if (*text == '\0')
        return;
      g_string_append (writer->body, *text++ == '\n' ? "<w:br/>" : "<w:tab/>");
    }
}

static void
append_run (Writer     *writer,
            const char *style,
            const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_string_append (writer->body, "<w:r>");
  if (style != NULL)
    g_string_append_printf (writer->body, "<w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>", style);
  append_text (writer, text);
  g_string_append (writer->body, "</w:r>");
}

static void
append_paragraph (Writer     *writer,
                  const char *style,
                  const char *text)
{
  open_paragraph (writer, style);
  append_run (writer, NULL, text);
  close_paragraph (writer);
}

/* "Agent: Dana R." on a line of its own */
static void
append_fact (Writer     *writer,
             const char *name,
             const char *value)
{
  if (encore_text_is_blank (value))
    return;

  g_autofree char *label = g_strdup_printf ("%s: ", name);

  open_paragraph (writer, NULL);
  append_run (writer, ENCORE_DOCX_SPEAKER, label);
  append_run (writer, NULL, value);
  close_paragraph (writer);
}

static void
append_head (Writer *writer)
{
  EncoreCall *call = writer->what->call;
  g_autofree char *date = call->started_at > 0 ? encore_text_date_time (call->started_at) : NULL;
  g_autofree char *duration = call->duration_ms != ENCORE_NO_TIME ? encore_text_duration (call->duration_ms) : NULL;

  append_paragraph (writer, "Title", call->title != NULL ? call->title : _ ("Call"));
  append_fact (writer, _ ("Agent"), writer->what->agent_name);
  append_fact (writer, _ ("Customer"), call->customer_ref);
  append_fact (writer, _ ("Date"), date);
  append_fact (writer, _ ("Length"), duration);
  append_fact (writer, _ ("Queue"), call->queue);
  append_fact (writer, _ ("Scenario"), call->scenario_name);
}

/* ---- moments ---- */

static void
append_moment (Writer       *writer,
               EncoreMoment *moment)
{
  g_autoptr (GString) head = g_string_new (NULL);
  const char *type = encore_writer_type_name (writer->what->moment_types, moment->type_id);

  if (moment->span.start_ms != ENCORE_NO_TIME)
    {
      g_autofree char *start = encore_text_position (moment->span.start_ms);
      g_autofree char *end = encore_text_position (moment->span.end_ms);

      g_string_append_printf (head, "%s – %s  ", start, end);
    }

  g_string_append (head, type != NULL ? type : moment->type_id);
  if (moment->outcome != ENCORE_OUTCOME_NONE)
    g_string_append_printf (head, ": %s", encore_outcome_to_label (moment->outcome));

  open_paragraph (writer, NULL);
  append_run (writer, ENCORE_DOCX_SPEAKER, head->str);
  close_paragraph (writer);
  append_fact (writer, _ ("What the customer said"), moment->cue);
  append_fact (writer, _ ("Note"), moment->note);
  append_fact (writer, _ ("What could have been"), moment->could_have);
  append_fact (writer, _ ("Extra"), moment->extra_name);
  append_fact (writer, _ ("Marked by"), moment->author_name);
}

static void
append_moments (Writer *writer)
{
  GPtrArray *moments = writer->what->moments;

  if (moments == NULL || moments->len == 0)
    return;

  append_paragraph (writer, "Heading1", _ ("Moments"));
  for (guint i = 0; i < moments->len; i++)
    append_moment (writer, g_ptr_array_index (moments, i));
}

/* ---- transcript ---- */

/* Seconds for people; the milliseconds stand in the name of the bookmark. */
static void
append_time (Writer              *writer,
             const EncoreSegment *segment)
{
  g_autofree char *position = encore_text_position (segment->start_ms);
  guint id = writer->n_bookmarks++;

  g_string_append_printf (writer->body,
                          "<w:bookmarkStart w:id=\"%u\" w:name=\"" ENCORE_DOCX_BOOKMARK "%" G_GINT64_FORMAT
                          "_%" G_GINT64_FORMAT "_%u\"/>",
                          id, segment->start_ms, segment->end_ms, id);
  append_run (writer, ENCORE_DOCX_TIME, position);
  g_string_append_printf (writer->body, "<w:bookmarkEnd w:id=\"%u\"/><w:r><w:tab/></w:r>", id);
}

static void
append_turn (Writer              *writer,
             const EncoreSegment *segment)
{
  open_paragraph (writer, ENCORE_DOCX_TURN);
  if (segment->start_ms != ENCORE_NO_TIME)
    append_time (writer, segment);

  if (segment->speaker != NULL)
    {
      append_run (writer, ENCORE_DOCX_SPEAKER, segment->speaker);
      g_string_append (writer->body, "<w:r><w:rPr><w:rStyle w:val=\"" ENCORE_DOCX_TIME "\"/></w:rPr><w:tab/></w:r>");
    }
  append_run (writer, NULL, segment->text);
  close_paragraph (writer);
}

static void
append_transcript (Writer *writer)
{
  EncoreTranscript *transcript = writer->what->transcript;

  if (transcript == NULL || encore_transcript_get_length (transcript) == 0)
    return;

  append_paragraph (writer, "Heading1", _ ("Transcript"));
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    if (!encore_text_is_blank (encore_transcript_get (transcript, i)->text))
      append_turn (writer, encore_transcript_get (transcript, i));
}

/**
 * encore_write_docx:
 * @what: what to write
 * @error: return location
 *
 * A document for people: title, facts, moments, and the transcript with its speakers and times. What it holds
 * of the transcript can be read back but for words and channels.
 *
 * Returns: (transfer full): an Office Open XML document
 */
GBytes *
encore_write_docx (const EncoreVconExport *what,
                   GError                **error)
{
  g_return_val_if_fail (what != NULL && ENCORE_IS_CALL (what->call), NULL);

  g_autoptr (GString) body = g_string_new (HEAD "<w:document " W_NAMESPACE "><w:body>\n");
  Writer writer = { .what = what, .body = body };

  append_head (&writer);
  append_moments (&writer);
  append_transcript (&writer);
  g_string_append (body, "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" "
                         "w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
                         "</w:sectPr></w:body></w:document>\n");

  const EncoreZipEntry entries[] = {
    { "[Content_Types].xml", content_types },
    { "_rels/.rels", relations },
    { ENCORE_DOCX_CONTENT, body->str },
    { "word/_rels/document.xml.rels", document_relations },
    { "word/styles.xml", styles },
  };

  return encore_zip_write (entries, G_N_ELEMENTS (entries), error);
}
