/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-text.h"

/* json-glib descends by recursion; no transcript nests deeper than a dozen levels. */
#define MAX_DEPTH 256

/* Of its messages: they may quote a whole text. */
#define MAX_MESSAGE 300

/* Beyond a century no number of seconds is meant as one. */
#define MAX_SECONDS 3.2e9

static gsize
skip_blank (const char *bytes,
            gsize       length,
            gsize       at)
{
  if (at == 0 && length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    at = 3;

  while (at < length && g_ascii_isspace (bytes[at]))
    at++;

  return at;
}

/* From an opening quote to the byte after the closing one, or @length. */
gsize
encore_json_skip_string (const char *bytes,
                         gsize       length,
                         gsize       at)
{
  for (at++; at < length; at++)
    {
      if (bytes[at] == '\\')
        at++;
      else if (bytes[at] == '"')
        return at + 1;
    }

  return length;
}

gboolean
encore_json_looks_like (const char *bytes,
                        gsize       length)
{
  gsize at = skip_blank (bytes, length, 0);

  return at < length && (bytes[at] == '{' || bytes[at] == '[');
}

/* Whether the text begins as an object does. */
gboolean
encore_json_is_object (const char *bytes,
                       gsize       length)
{
  gsize at = skip_blank (bytes, length, 0);

  return at < length && bytes[at] == '{';
}

static gboolean
fail_at (const char *text,
         gsize       at,
         int         code,
         const char *reason,
         GError    **error)
{
  gulong line = 1;

  for (gsize i = 0; i < at; i++)
    line += text[i] == '\n';

  g_set_error (error, ENCORE_ERROR, code, _ ("Line %lu, byte %lu: %s"), line, (gulong) at, reason);
  return FALSE;
}

static gboolean
is_surrogate (const char *text,
              char        low,
              char        high)
{
  return text[0] == '\\' && text[1] == 'u' && g_ascii_tolower (text[2]) == 'd' && g_ascii_isxdigit (text[3])
         && g_ascii_tolower (text[3]) >= low && g_ascii_tolower (text[3]) <= high && g_ascii_isxdigit (text[4])
         && g_ascii_isxdigit (text[5]);
}

/* Escapes that make no character (half surrogates, NUL) become U+FFFD; valid pairs stay. */
static gsize
mend_escape (char *text)
{
  if (is_surrogate (text, '8', 'b') && is_surrogate (text + 6, 'c', 'f'))
    return 12;

  if (is_surrogate (text, '8', 'f') || strncmp (text, "\\u0000", 6) == 0)
    {
      memcpy (text, "\\ufffd", 6);
      return 6;
    }

  return text[1] != '\0' ? 2 : 1;
}

/* From an opening quote to the closing one, or to the end of the text. */
static gsize
mend_string (char *text,
             gsize at)
{
  for (at++; text[at] != '\0' && text[at] != '"';)
    at += text[at] == '\\' ? mend_escape (text + at) : 1;

  return at;
}

/* Python writes numbers that JSON does not have. */
static gsize
match_not_a_number (const char *text)
{
  static const char *const names[] = { "NaN", "-NaN", "Infinity", "-Infinity", "inf", "-inf", "nan" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (text, names[i]) && !g_ascii_isalnum (text[strlen (names[i])]))
      return strlen (names[i]);

  return 0;
}

/*
 * One pass over the text before json-glib sees it: bounds the depth, finds truncation, mends what
 * json-glib would stumble over. @text is changed in place, @mended gets it with NaN as null.
 */
static gboolean
prepare (char    *text,
         GString *mended,
         GError **error)
{
  gsize depth = 0, copied = 0, at = 0, opened = 0;
  gboolean has_ended = FALSE;

  while (text[at] != '\0')
    {
      gsize special;

      /* json-glib would take the last of several, and forget the others without freeing them */
      if (has_ended && !g_ascii_isspace (text[at]))
        return fail_at (text, at, ENCORE_ERROR_INVALID, _ ("something stands behind the end"), error);

      if (depth == 0 && strchr ("{[ \t\r\n\f\v", text[at]) == NULL)
        return fail_at (text, at, ENCORE_ERROR_INVALID, _ ("an object or a list was expected"), error);

      if (text[at] == '"')
        {
          opened = at;
          at = mend_string (text, at);
          if (text[at] == '\0')
            return fail_at (text, opened, ENCORE_ERROR_DAMAGED, _ ("the file ends inside this text"), error);

          at++;
          continue;
        }

      if (text[at] == '{' || text[at] == '[')
        {
          if (++depth > MAX_DEPTH)
            return fail_at (text, at, ENCORE_ERROR_INVALID, _ ("nested too deeply"), error);
        }
      else if (text[at] == '}' || text[at] == ']')
        {
          if (depth == 0)
            return fail_at (text, at, ENCORE_ERROR_INVALID, _ ("a closing bracket without an opening one"), error);
          has_ended = --depth == 0;
        }
      else if ((special = match_not_a_number (text + at)) > 0)
        {
          g_string_append_len (mended, text + copied, (gssize) (at - copied));
          g_string_append (mended, "null");
          copied = at += special;
          continue;
        }

      at++;
    }

  if (depth > 0)
    return fail_at (text, at, ENCORE_ERROR_DAMAGED, _ ("the file ends too early"), error);

  g_string_append_len (mended, text + copied, (gssize) (at - copied));
  return TRUE;
}

/* json-glib's messages begin with "<data>:line:column: ", and quote bytes of the file, cut anywhere. */
static void
set_invalid (const char *raw,
             GError    **error)
{
  g_autofree char *message = g_utf8_make_valid (raw, (gssize) strnlen (raw, MAX_MESSAGE));
  const char *colon = strchr (message, ':');
  char *rest = NULL;
  guint64 line = colon != NULL ? g_ascii_strtoull (colon + 1, &rest, 10) : 0;

  if (line == 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("This is not valid JSON: %s"), message);
      return;
    }

  const char *space = strchr (rest, ' ');

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line %lu: this is not valid JSON (%s)"), (gulong) line,
               space != NULL ? space + 1 : rest);
}

/**
 * encore_json_parse:
 * @bytes: (array length=length): JSON in any Unicode encoding
 * @length: its size
 * @error: return location
 *
 * Returns: (transfer full): the root, or %NULL with the line and byte of the fault
 */
JsonNode *
encore_json_parse (const char *bytes,
                   gsize       length,
                   GError    **error)
{
  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);
  g_autoptr (GString) mended = g_string_sized_new (length + 16);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;

  if (!prepare (text, mended, error))
    return NULL;

  g_clear_pointer (&text, g_free);
  if (!json_parser_load_from_data (parser, mended->str, (gssize) mended->len, &local))
    {
      set_invalid (local->message, error);
      return NULL;
    }

  JsonNode *root = json_parser_get_root (parser);

  if (root == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The file is empty"));
      return NULL;
    }

  return json_node_ref (root);
}

/**
 * encore_json_parse_object:
 * @bytes: (array length=length): JSON
 * @length: its size
 * @error: return location
 *
 * Returns: (transfer full): the top-level object, one that holds the top-level list, or %NULL
 */
JsonObject *
encore_json_parse_object (const char *bytes,
                          gsize       length,
                          GError    **error)
{
  g_autoptr (JsonNode) root = encore_json_parse (bytes, length, error);

  if (root == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      JsonObject *object = json_object_new ();

      json_object_set_array_member (object, ENCORE_JSON_LIST, json_array_ref (json_node_get_array (root)));
      return object;
    }

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line 1: an object was expected"));
      return NULL;
    }

  return json_object_ref (json_node_get_object (root));
}

static JsonNode *
member (JsonObject *object,
        const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/* (transfer none) (nullable) */
JsonObject *
encore_json_object_at (JsonObject *object,
                       const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* (transfer none) (nullable) */
JsonArray *
encore_json_array_at (JsonObject *object,
                      const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* (transfer none) (nullable) */
const char *
encore_json_string_at (JsonObject *object,
                       const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* Numbers, and numbers written as strings. */
gboolean
encore_json_node_number (JsonNode *node,
                         double   *number)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);
      char *end = NULL;

      *number = g_ascii_strtod (text, &end);
      return end != text && *end == '\0' && isfinite (*number);
    }

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;

  *number = json_node_get_double (node);
  return isfinite (*number);
}

gboolean
encore_json_number_at (JsonObject *object,
                       const char *name,
                       double     *number)
{
  return encore_json_node_number (member (object, name), number);
}

/* Seconds to milliseconds; %ENCORE_NO_TIME when absent, negative or beyond reason. */
gint64
encore_json_ms_at (JsonObject *object,
                   const char *name)
{
  double seconds;

  if (!encore_json_number_at (object, name, &seconds) || seconds < 0 || seconds > MAX_SECONDS)
    return ENCORE_NO_TIME;

  return (gint64) llround (seconds * 1000);
}

/* A whole number from 0 up, or -1. */
gint64
encore_json_index_at (JsonObject *object,
                      const char *name)
{
  double number;

  if (!encore_json_number_at (object, name, &number) || number < 0 || number > G_MAXINT32)
    return -1;

  return (gint64) number;
}

/* A share from 0 to 1, or -1. */
float
encore_json_share_at (JsonObject *object,
                      const char *name)
{
  double number;

  return encore_json_number_at (object, name, &number) && number >= 0 && number <= 1 ? (float) number : -1;
}

/**
 * encore_json_dup_label:
 * @object: (nullable): an object
 * @name: its member
 *
 * Returns: (transfer full) (nullable): a name that may be written as text or as a number
 */
char *
encore_json_dup_label (JsonObject *object,
                       const char *name)
{
  const char *text = encore_json_string_at (object, name);
  double number;

  if (text != NULL)
    return encore_text_is_blank (text) ? NULL : g_strdup (text);

  if (!encore_json_number_at (object, name, &number))
    return NULL;

  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

/* (transfer none) (nullable) */
JsonObject *
encore_json_element_object (JsonArray *array,
                            guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * encore_json_count_others:
 * @results: (nullable): a list of objects
 * @name: of the list of readings that each of them has
 *
 * Returns: how many readings besides the first there are
 */
guint
encore_json_count_others (JsonArray  *results,
                          const char *name)
{
  guint n = 0;

  for (guint i = 0; i < encore_json_length (results); i++)
    {
      guint length = encore_json_length (encore_json_array_at (encore_json_element_object (results, i), name));

      n += length > 1 ? length - 1 : 0;
    }

  return n;
}

guint
encore_json_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}
