/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-speaker-name.h"
#include "encore-text.h"

/* Longer ones are speech in braces, or an attempt to make the search slow. */
#define MAX_OVERRIDE 256

/* No name of an entity is as long. */
#define MAX_ENTITY 32

/* A time inside a cue, before the byte at @offset. */
typedef struct
{
  gsize offset;
  gint64 at_ms;
} Stamp;

/* What one voice says in a cue. */
typedef struct
{
  char *speaker;
  GString *text;
  GArray *stamps;
} Part;

static Part *
part_new (const char *speaker)
{
  Part *part = g_new0 (Part, 1);

  part->speaker = g_strdup (speaker);
  part->text = g_string_new (NULL);
  part->stamps = g_array_new (FALSE, FALSE, sizeof (Stamp));
  return part;
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->speaker);
  g_string_free (part->text, TRUE);
  g_array_unref (part->stamps);
  g_free (part);
}

/* A run of digits as a number; long runs saturate far beyond any recording. */
static gint64
parse_digits (const char **text,
              int         *n_digits)
{
  gint64 value = 0;

  for (*n_digits = 0; g_ascii_isdigit (**text); (*text)++, (*n_digits)++)
    value = MIN (value * 10 + (**text - '0'), 100000000);

  return value;
}

/* The fraction after the seconds: '.' or ',' and one to three digits, more are cut. */
static gint64
parse_fraction (const char **text)
{
  gint64 ms = 0, unit = 100;

  if ((**text != '.' && **text != ',') || !g_ascii_isdigit ((*text)[1]))
    return 0;

  for ((*text)++; g_ascii_isdigit (**text); (*text)++, unit /= 10)
    ms += (**text - '0') * unit;

  return ms;
}

/**
 * encore_cue_parse_time:
 * @text: UTF-8
 * @end: (out): the byte after the time
 * @ms: (out): milliseconds
 *
 * Reads [hours:]minutes:seconds with hours of any length and a fraction after '.' or ','.
 *
 * Returns: whether a time stood there
 */
gboolean
encore_cue_parse_time (const char  *text,
                       const char **end,
                       gint64      *ms)
{
  gint64 fields[3];
  int n_fields = 0, n_digits = 0;

  while (n_fields < 3)
    {
      fields[n_fields++] = parse_digits (&text, &n_digits);
      if (n_digits == 0)
        return FALSE;
      if (*text != ':' || n_fields == 3)
        break;
      text++;
    }

  if (n_fields < 2 || n_digits > 2)
    return FALSE;

  gint64 hours = n_fields == 3 ? fields[0] : 0;
  gint64 minutes = fields[n_fields - 2];
  gint64 seconds = fields[n_fields - 1];

  if (minutes > 59 || seconds > 59)
    return FALSE;

  *ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + parse_fraction (&text);
  *end = text;
  return TRUE;
}

/* "&eacute;" and the others that HTML has. */
static gsize
append_named_entity (GString    *out,
                     const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[1 + length]) && length < MAX_ENTITY)
    length++;

  if (length == 0 || text[1 + length] != ';')
    return 0;

  g_autofree char *name = g_strndup (text + 1, length);
  const htmlEntityDesc *entity = htmlEntityLookup ((const xmlChar *) name);

  if (entity == NULL && !g_str_equal (name, "apos"))
    return 0;

  g_string_append_unichar (out, entity != NULL ? entity->value : '\'');
  return length + 2;
}

/* As HTML has it: numbers of the C1 controls are meant as Windows-1252, impossible ones are U+FFFD. */
static void
append_code (GString *out,
             guint64  code)
{
  if (code >= 0x80 && code < 0xa0)
    {
      const char byte = (char) code;
      g_autofree char *character = encore_text_to_utf8 (&byte, 1, NULL);

      g_string_append (out, character);
    }
  else if (code > 0 && code <= 0x10ffff && g_unichar_validate ((gunichar) code))
    g_string_append_unichar (out, (gunichar) code);
  else
    g_string_append (out, "\xef\xbf\xbd");
}

/* Returns the length of the entity at @text, 0 when it is none. */
static gsize
append_entity (GString    *out,
               const char *text)
{
  if (text[1] != '#')
    return append_named_entity (out, text);

  gboolean is_hex = g_ascii_tolower (text[2]) == 'x';
  const char *digits = text + (is_hex ? 3 : 2);
  char *end = NULL;

  if (is_hex ? !g_ascii_isxdigit (*digits) : !g_ascii_isdigit (*digits))
    return 0;

  guint64 code = g_ascii_strtoull (digits, &end, is_hex ? 16 : 10);

  if (*end != ';')
    return 0;

  append_code (out, code);
  return (gsize) (end + 1 - text);
}

static char *
decode (const char *text,
        gsize       length)
{
  g_autofree char *raw = g_strndup (text, length);
  GString *out = g_string_new (NULL);

  for (const char *at = raw; *at != '\0';)
    {
      gsize entity = *at == '&' ? append_entity (out, at) : 0;

      if (entity == 0)
        g_string_append_c (out, *at++);
      at += entity;
    }

  return g_string_free (out, FALSE);
}

static Part *
last_part (GPtrArray *parts)
{
  return g_ptr_array_index (parts, parts->len - 1);
}

/* A new voice: a new part, unless nothing was said yet. */
static void
set_voice (GPtrArray  *parts,
           const char *speaker)
{
  Part *part = last_part (parts);

  if (part->text->len > 0)
    {
      g_ptr_array_add (parts, part_new (speaker));
      return;
    }

  g_free (part->speaker);
  part->speaker = g_strdup (speaker);
}

/* One blank for any number of them. */
static void
collapse_blanks (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
    else if (to > text && to[-1] != ' ')
      *to++ = ' ';

  *to = '\0';
  g_strchomp (text);
}

/* "v.loud Jane Doe" names Jane Doe. */
static char *
voice_name (const char *tag,
            gsize       length)
{
  gsize start = 0;

  while (start < length && !g_ascii_isspace (tag[start]))
    start++;

  char *name = decode (tag + start, length - start);

  collapse_blanks (name);
  encore_speaker_name_strip_badge (name);
  if (*name == '\0')
    g_clear_pointer (&name, g_free);

  return name;
}

static gboolean
is_tag (const char *tag,
        gsize       length)
{
  /* A less-than sign in speech is followed by a blank, a figure or nothing. */
  return length > 0 && (g_ascii_isalpha (tag[0]) || tag[0] == '/');
}

/* @tag stands between the angle brackets. Returns whether it was one. */
static gboolean
take_tag (GPtrArray  *parts,
          const char *tag,
          gsize       length)
{
  Part *part = last_part (parts);
  const char *end;
  gint64 at_ms;

  if (length > 0 && encore_cue_parse_time (tag, &end, &at_ms) && end == tag + length)
    {
      Stamp stamp = { part->text->len, at_ms };

      g_array_append_val (part->stamps, stamp);
      return TRUE;
    }

  if (!is_tag (tag, length))
    return FALSE;

  if (tag[0] == 'v' && (length == 1 || tag[1] == '.' || g_ascii_isspace (tag[1])))
    {
      g_autofree char *name = voice_name (tag, length);

      set_voice (parts, name);
    }
  else if (length >= 2 && tag[0] == '/' && tag[1] == 'v')
    set_voice (parts, NULL);

  return TRUE;
}

/* Override blocks of subtitle editors, such as {\an8}. */
static gsize
match_override (const char *text)
{
  gsize reach = text[1] == '\\' ? strnlen (text, MAX_OVERRIDE) : 0;
  const char *end = memchr (text, '}', reach);

  return end != NULL ? (gsize) (end + 1 - text) : 0;
}

static gsize
take_next (GPtrArray  *parts,
           const char *text)
{
  GString *out = last_part (parts)->text;
  const char *close = *text == '<' ? strpbrk (text + 1, "<>") : NULL;
  gsize length = 0;

  if (close != NULL && *close == '>' && take_tag (parts, text + 1, (gsize) (close - text - 1)))
    return (gsize) (close + 1 - text);

  if (*text == '&')
    length = append_entity (out, text);
  else if (*text == '{')
    length = match_override (text);

  if (length == 0)
    {
      g_string_append_c (out, *text == '\n' || *text == '\t' ? ' ' : *text);
      length = 1;
    }

  return length;
}

/* Cuts blanks off both ends; stamps keep pointing at their byte. */
static void
part_trim (Part *part)
{
  gsize start = 0, end = part->text->len;

  while (start < end && g_ascii_isspace (part->text->str[start]))
    start++;
  while (end > start && g_ascii_isspace (part->text->str[end - 1]))
    end--;

  g_string_truncate (part->text, end);
  g_string_erase (part->text, 0, (gssize) start);
  for (guint i = 0; i < part->stamps->len; i++)
    {
      Stamp *stamp = &g_array_index (part->stamps, Stamp, i);

      stamp->offset = CLAMP (stamp->offset, start, end) - start;
    }
}

static void
add_word (EncoreSegment *segment,
          gsize          start,
          gsize          end,
          gint64         start_ms,
          gint64         end_ms)
{
  while (start < end && g_ascii_isspace (segment->text[start]))
    start++;
  while (end > start && g_ascii_isspace (segment->text[end - 1]))
    end--;

  if (start < end)
    encore_segment_add_word (segment, start_ms, end_ms, start, end - start, -1);
}

/* What stands between two times is one word. */
static void
add_words (EncoreSegment *segment,
           GArray        *stamps)
{
  gsize offset = 0;
  gint64 at_ms = segment->start_ms;

  for (guint i = 0; i < stamps->len; i++)
    {
      const Stamp *stamp = &g_array_index (stamps, Stamp, i);

      add_word (segment, offset, stamp->offset, at_ms, stamp->at_ms);
      offset = stamp->offset;
      at_ms = stamp->at_ms;
    }

  if (stamps->len > 0)
    add_word (segment, offset, strlen (segment->text), at_ms, segment->end_ms);
}

static Part *
get_part (GPtrArray *parts,
          guint      i)
{
  return i < parts->len ? g_ptr_array_index (parts, i) : NULL;
}

/* Several voices in one cue: where a time stands at the head of a voice, it begins there. */
static gint64
part_start (Part  *part,
            gint64 or_ms)
{
  const Stamp *first = part != NULL && part->stamps->len > 0 ? &g_array_index (part->stamps, Stamp, 0) : NULL;

  return first != NULL && first->offset == 0 ? first->at_ms : or_ms;
}

static void
drop_blank_parts (GPtrArray *parts)
{
  for (guint i = parts->len; i > 0; i--)
    {
      part_trim (get_part (parts, i - 1));
      if (get_part (parts, i - 1)->text->len == 0)
        g_ptr_array_remove_index (parts, i - 1);
    }
}

/**
 * encore_cue_add:
 * @transcript: a transcript that is being filled
 * @start_ms: the cue's start
 * @end_ms: the cue's end
 * @payload: the cue's text with its tags; lines end with a line feed
 *
 * Adds a segment for each voice of the cue. Tags without meaning for speech are dropped.
 */
void
encore_cue_add (EncoreTranscript *transcript,
                gint64            start_ms,
                gint64            end_ms,
                const char       *payload)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);

  g_ptr_array_add (parts, part_new (NULL));
  for (const char *at = payload; *at != '\0';)
    at += take_next (parts, at);

  drop_blank_parts (parts);
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = get_part (parts, i);
      EncoreSegment *segment = encore_segment_new (i > 0 ? part_start (part, start_ms) : start_ms,
                                                   part_start (get_part (parts, i + 1), end_ms), part->speaker,
                                                   part->text->str);

      add_words (segment, part->stamps);
      encore_transcript_add (transcript, segment);
    }
}

/**
 * encore_cue_split_lines:
 * @text: UTF-8 whose lines end with CR, LF or both
 *
 * Returns: (transfer full) (array zero-terminated=1): the lines
 */
char **
encore_cue_split_lines (const char *text)
{
  g_autoptr (GString) normal = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    if (*at != '\r')
      g_string_append_c (normal, *at);
    else if (at[1] != '\n')
      g_string_append_c (normal, '\n');

  return g_strsplit (normal->str, "\n", -1);
}
