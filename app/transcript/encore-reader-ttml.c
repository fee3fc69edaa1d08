/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-xml.h"

/* Timed Text (TTML, also as EBU, SMPTE and iTunes profile it): paragraphs with times that count from their parents'. */

#define MAX_DEPTH 64

/* What an element hands on to those inside it. */
typedef struct
{
  gint64 start_ms; /* or ENCORE_NO_TIME */
  gint64 end_ms;   /* or ENCORE_NO_TIME */
  char *agent;
} Scope;

/* A part of a paragraph that has its own times. */
typedef struct
{
  gsize start;
  gsize end;
  gint64 start_ms;
  gint64 end_ms;
} Stamp;

typedef struct
{
  EncoreTranscript *transcript;
  GHashTable *agents; /* of xml:id to name */
  double frame_rate;
  double tick_rate;
  gboolean is_absolute; /* the iTunes profile counts all times from the beginning */
  guint n_wrong;
} Reader;

static double
parse_rate (xmlNode    *root,
            const char *name,
            double      or_else)
{
  g_autofree char *text = encore_xml_dup_attribute (root, name);
  double rate = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return rate > 0 && isfinite (rate) ? rate : or_else;
}

/* "1000 1001" */
static double
parse_multiplier (xmlNode *root)
{
  g_autofree char *text = encore_xml_dup_attribute (root, "frameRateMultiplier");
  char *rest = NULL;
  double above = text != NULL ? g_ascii_strtod (text, &rest) : 0;
  double below = above > 0 ? g_ascii_strtod (*rest != '\0' ? rest + 1 : "1", NULL) : 0;

  return above > 0 && below > 0 ? above / below : 1;
}

static gboolean
to_ms (double  seconds,
       gint64 *ms)
{
  if (!(seconds >= 0 && seconds < 3.2e9))
    return FALSE;

  *ms = (gint64) llround (seconds * 1000);
  return TRUE;
}

/* "12.5s", "100ms", "48f", "90000t", "1.5" */
static gboolean
parse_offset (const Reader *reader,
              const char   *text,
              gint64       *ms)
{
  char *unit = NULL;
  double value = g_ascii_strtod (text, &unit);

  if (unit == text)
    return FALSE;

  if (*unit == '\0' || g_str_equal (unit, "s"))
    return to_ms (value, ms);
  if (g_str_equal (unit, "ms"))
    return to_ms (value / 1000, ms);
  if (g_str_equal (unit, "f"))
    return to_ms (value / reader->frame_rate, ms);
  if (g_str_equal (unit, "t"))
    return to_ms (value / reader->tick_rate, ms);
  if (g_str_equal (unit, "m"))
    return to_ms (value * 60, ms);

  return g_str_equal (unit, "h") && to_ms (value * 3600, ms);
}

/* A clock time may end with frames: "00:01:02:12" */
static gboolean
parse_time (const Reader *reader,
            const char   *text,
            gint64       *ms)
{
  const char *end;
  gint64 frames_ms = 0;

  if (!encore_cue_parse_time (text, &end, ms))
    return parse_offset (reader, text, ms);

  if (*end == ':' && to_ms (g_ascii_strtod (end + 1, NULL) / reader->frame_rate, &frames_ms))
    *ms += frames_ms;

  return *end == '\0' || *end == ':';
}

static gint64
read_time (Reader     *reader,
           xmlNode    *node,
           const char *name)
{
  g_autofree char *text = encore_xml_dup_attribute (node, name);
  gint64 ms;

  if (text == NULL)
    return ENCORE_NO_TIME;

  if (parse_time (reader, g_strstrip (text), &ms))
    return ms;

  reader->n_wrong++;
  return ENCORE_NO_TIME;
}

/* The element's own times where it has some, counted from its parent's. */
static void
enter (Reader      *reader,
       xmlNode     *node,
       const Scope *outer,
       Scope       *inner)
{
  gint64 begin_ms = read_time (reader, node, "begin");
  gint64 end_ms = read_time (reader, node, "end");
  gint64 duration_ms = read_time (reader, node, "dur");
  gint64 base_ms = reader->is_absolute || outer->start_ms == ENCORE_NO_TIME ? 0 : outer->start_ms;

  inner->agent = encore_xml_dup_attribute (node, "agent");
  if (inner->agent == NULL)
    inner->agent = g_strdup (outer->agent);

  inner->start_ms = begin_ms != ENCORE_NO_TIME ? base_ms + begin_ms : outer->start_ms;
  inner->end_ms = end_ms != ENCORE_NO_TIME ? base_ms + end_ms : outer->end_ms;
  if (end_ms == ENCORE_NO_TIME && duration_ms != ENCORE_NO_TIME)
    inner->end_ms = MAX (inner->start_ms, 0) + duration_ms;
  if (inner->start_ms == ENCORE_NO_TIME && inner->end_ms != ENCORE_NO_TIME)
    inner->start_ms = base_ms;
}

/* Runs of blanks are one. */
static void
append_collapsed (GString    *text,
                  const char *more)
{
  for (; *more != '\0'; more++)
    if (!g_ascii_isspace (*more))
      g_string_append_c (text, *more);
    else if (text->len > 0 && text->str[text->len - 1] != ' ')
      g_string_append_c (text, ' ');
}

static void
collect (Reader      *reader,
         xmlNode     *parent,
         const Scope *scope,
         GString     *text,
         GArray      *stamps,
         int          depth)
{
  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        append_collapsed (text, (const char *) node->content);
      else if (encore_xml_is (node, "br"))
        append_collapsed (text, " ");
      else if (encore_xml_is (node, "span"))
        {
          Scope inner;
          Stamp stamp = { .start = text->len };

          enter (reader, node, scope, &inner);
          collect (reader, node, &inner, text, stamps, depth + 1);
          stamp.end = text->len;
          stamp.start_ms = inner.start_ms;
          stamp.end_ms = inner.end_ms;
          if (inner.start_ms != scope->start_ms || inner.end_ms != scope->end_ms)
            g_array_append_val (stamps, stamp);
          g_free (inner.agent);
        }
    }
}

static void
add_words (EncoreSegment *segment,
           GArray        *stamps)
{
  gsize reached = 0, length = strlen (segment->text);

  for (guint i = 0; i < stamps->len; i++)
    {
      Stamp stamp = g_array_index (stamps, Stamp, i);

      while (stamp.start < stamp.end && segment->text[stamp.start] == ' ')
        stamp.start++;
      stamp.end = MIN (stamp.end, length);
      while (stamp.end > stamp.start && segment->text[stamp.end - 1] == ' ')
        stamp.end--;

      /* a span within a span has been taken already */
      if (stamp.start >= stamp.end || stamp.start < reached)
        continue;

      encore_segment_add_word (segment, stamp.start_ms, stamp.end_ms, stamp.start, stamp.end - stamp.start, -1);
      reached = stamp.end;
      if (segment->start_ms == ENCORE_NO_TIME)
        segment->start_ms = stamp.start_ms;
      segment->end_ms = MAX (segment->end_ms, MAX (stamp.start_ms, stamp.end_ms));
    }
}

static void
read_paragraph (Reader      *reader,
                xmlNode     *node,
                const Scope *scope)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) stamps = g_array_new (FALSE, FALSE, sizeof (Stamp));
  const char *name = scope->agent != NULL ? g_hash_table_lookup (reader->agents, scope->agent) : NULL;

  collect (reader, node, scope, text, stamps, 0);
  g_strchomp (text->str);
  if (*text->str == '\0')
    return;

  EncoreSegment *segment = encore_segment_new (scope->start_ms, scope->end_ms, name != NULL ? name : scope->agent,
                                               text->str);

  add_words (segment, stamps);
  encore_transcript_add (reader->transcript, segment);
}

static void
read_body (Reader      *reader,
           xmlNode     *parent,
           const Scope *outer,
           int          depth)
{
  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      Scope scope;

      if (node->type != XML_ELEMENT_NODE)
        continue;

      enter (reader, node, outer, &scope);
      if (encore_xml_is (node, "p"))
        read_paragraph (reader, node, &scope);
      else
        read_body (reader, node, &scope, depth + 1);
      g_free (scope.agent);
    }
}

/* <ttm:agent xml:id="a1"><ttm:name>Jane Doe</ttm:name></ttm:agent> */
static void
read_agents (Reader  *reader,
             xmlNode *parent,
             int      depth)
{
  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL && depth < 4; node = node->next)
    {
      g_autofree char *id = encore_xml_is (node, "agent") ? encore_xml_dup_attribute (node, "id") : NULL;
      g_autofree char *name = id != NULL ? encore_xml_dup_text (encore_xml_child (node, "name")) : NULL;

      if (name != NULL && *name != '\0')
        g_hash_table_replace (reader->agents, g_steal_pointer (&id), g_steal_pointer (&name));
      else
        read_agents (reader, node, depth + 1);
    }
}

static gboolean
has_namespace (xmlNode    *root,
               const char *part)
{
  for (xmlNs *ns = root->nsDef; ns != NULL; ns = ns->next)
    if (ns->href != NULL && strstr ((const char *) ns->href, part) != NULL)
      return TRUE;

  return FALSE;
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (xmlDoc) document = encore_xml_parse (text, error);
  g_autoptr (GHashTable) agents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Scope whole = { ENCORE_NO_TIME, ENCORE_NO_TIME, NULL };

  if (document == NULL)
    return NULL;

  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *body = encore_xml_child (root, "body");
  Reader reader = {
    .transcript = encore_transcript_new (encore_reader_ttml.id),
    .agents = agents,
    .frame_rate = parse_rate (root, "frameRate", 30) * parse_multiplier (root),
    .is_absolute = has_namespace (root, "itunes"),
  };

  reader.tick_rate = parse_rate (root, "tickRate", reader.frame_rate);
  reader.transcript->language = encore_xml_dup_attribute (root, "lang");
  if (reader.transcript->language != NULL && *reader.transcript->language == '\0')
    g_clear_pointer (&reader.transcript->language, g_free);

  read_agents (&reader, encore_xml_child (root, "head"), 0);
  if (body != NULL)
    {
      /* the body's length is not that of its paragraphs */
      read_body (&reader, body, &whole, 0);
    }

  encore_reader_warn_left_out (reader.transcript, reader.n_wrong, _ ("these times cannot be read"));
  encore_speaker_name_split (reader.transcript, FALSE);
  return reader.transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_xml_head_has_root (sniff->head, "tt") ? 90 : 0;
}

static const char *const suffixes[] = { "ttml", "dfxp", NULL };

const EncoreReader encore_reader_ttml = {
  .id = "ttml",
  .name = "TTML",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
