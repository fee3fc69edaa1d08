/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-strict-json.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"

/* Checks every byte before json-glib sees it: json-glib takes the last of two equal members, is lenient about
 * numbers and quotes, and descends by recursion. */

/* More than any text that people write. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_DEPTH 16
#define MAX_NUMBER 40
#define MAX_NAME 200

typedef struct
{
  const char *at; /* within a text that ends with NUL */
  const char *start;
  guint depth;
  GString *path;
  GError **error;
} Checker;

static gboolean check_value (Checker *checker);

static gboolean
fail (Checker    *checker,
      const char *reason)
{
  guint line = 1;

  for (const char *at = checker->start; at < checker->at; at++)
    line += *at == '\n';

  if (checker->path->len > 0)
    g_set_error (checker->error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line %u, %s: %s"), line, checker->path->str,
                 reason);
  else
    g_set_error (checker->error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line %u: %s"), line, reason);
  return FALSE;
}

static void
skip_blank (Checker *checker)
{
  while (*checker->at != '\0' && strchr (" \t\r\n", *checker->at) != NULL)
    checker->at++;
}

/* The number that four hexadecimal digits are, or -1. */
static int
read_unit (const char *text)
{
  int unit = 0;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (text[i]);
    }

  return unit;
}

/* Behind the backslash. Half a character, or NUL, cannot be in a text. */
static gboolean
check_escape (Checker *checker)
{
  if (*checker->at != '\0' && strchr ("\"\\/bfnrt", *checker->at) != NULL)
    {
      checker->at++;
      return TRUE;
    }
  if (*checker->at != 'u')
    return fail (checker, _ ("there is no such escape in a text"));

  int unit = read_unit (checker->at + 1);

  if (unit >= 0xd800 && unit < 0xdc00 && checker->at[5] == '\\' && checker->at[6] == 'u')
    {
      int low = read_unit (checker->at + 7);

      unit = low >= 0xdc00 && low < 0xe000 ? G_MAXINT : -1;
      checker->at += 6;
    }
  if (unit <= 0 || (unit >= 0xd800 && unit < 0xe000))
    return fail (checker, _ ("this escape is no character"));

  checker->at += 5;
  return TRUE;
}

/* From the opening quote to behind the closing one. */
static gboolean
check_text (Checker *checker)
{
  if (*checker->at != '"')
    return fail (checker, _ ("a text in quotes was expected"));

  checker->at++;
  while (*checker->at != '"')
    {
      if (*checker->at == '\0')
        return fail (checker, _ ("the file ends inside a text"));
      if ((guchar) *checker->at < 0x20)
        return fail (checker, _ ("a text goes on over the end of its line; a new line is written as \\n"));
      if (*checker->at++ == '\\' && !check_escape (checker))
        return FALSE;
    }

  checker->at++;
  return TRUE;
}

static void
skip_digits (Checker *checker)
{
  while (g_ascii_isdigit (*checker->at))
    checker->at++;
}

static gboolean
check_number (Checker *checker)
{
  const char *start = checker->at;
  gboolean is_right;

  checker->at += *checker->at == '-';
  is_right = g_ascii_isdigit (*checker->at) && !(checker->at[0] == '0' && g_ascii_isdigit (checker->at[1]));
  skip_digits (checker);
  if (*checker->at == '.')
    {
      checker->at++;
      is_right = is_right && g_ascii_isdigit (*checker->at);
      skip_digits (checker);
    }
  if (*checker->at == 'e' || *checker->at == 'E')
    {
      checker->at++;
      checker->at += *checker->at == '-' || *checker->at == '+';
      is_right = is_right && g_ascii_isdigit (*checker->at);
      skip_digits (checker);
    }

  if (!is_right || g_ascii_isalnum (*checker->at) || checker->at - start > MAX_NUMBER)
    return fail (checker, _ ("this is not a number that JSON has"));

  return TRUE;
}

static gboolean
check_word (Checker *checker)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (checker->at, words[i]) && !g_ascii_isalnum (checker->at[strlen (words[i])]))
      {
        checker->at += strlen (words[i]);
        return TRUE;
      }

  return fail (checker, *checker->at == '\0' ? _ ("the file ends too early") : _ ("no value begins like this"));
}

/* (transfer full): the text that stands in quotes from @start to @end. */
static char *
unquote (const char *start,
         const char *end)
{
  g_autofree char *quoted = g_strndup (start, (gsize) (end - start));

  if (strchr (quoted, '\\') == NULL)
    return g_strndup (quoted + 1, strlen (quoted) - 2);

  g_autoptr (JsonNode) node = json_from_string (quoted, NULL);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  return g_strdup (text != NULL ? text : quoted);
}

static gboolean
check_member (Checker    *checker,
              GHashTable *seen)
{
  const char *start = checker->at;

  if (!check_text (checker))
    return FALSE;

  g_autofree char *name = unquote (start, checker->at);
  gsize length = checker->path->len;

  g_string_append_printf (checker->path, "%s%.*s", length > 0 ? "." : "", MAX_NAME, name);
  if (!g_utf8_validate (checker->path->str, -1, NULL))
    g_string_truncate (checker->path, length);
  if (!g_hash_table_add (seen, g_steal_pointer (&name)))
    return fail (checker, _ ("this member stands here twice"));

  skip_blank (checker);
  if (*checker->at != ':')
    return fail (checker, _ ("a colon was expected"));
  checker->at++;
  if (!check_value (checker))
    return FALSE;

  g_string_truncate (checker->path, length);
  return TRUE;
}

static gboolean
check_element (Checker *checker,
               guint    index)
{
  gsize length = checker->path->len;

  g_string_append_printf (checker->path, "[%u]", index);
  if (!check_value (checker))
    return FALSE;

  g_string_truncate (checker->path, length);
  return TRUE;
}

/* An object or a list, with the bracket that closes it. */
static gboolean
check_container (Checker *checker,
                 char     closing)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  checker->at++;
  for (guint i = 0;; i++)
    {
      skip_blank (checker);
      if (i == 0 && *checker->at == closing)
        break;
      if (closing == '}' ? !check_member (checker, seen) : !check_element (checker, i))
        return FALSE;

      skip_blank (checker);
      if (*checker->at == closing)
        break;
      if (*checker->at != ',')
        return fail (checker, *checker->at == '\0' ? _ ("the file ends too early") : _ ("a comma was expected"));
      checker->at++;
    }

  checker->at++;
  return TRUE;
}

static gboolean
check_value (Checker *checker)
{
  gboolean is_right;

  skip_blank (checker);
  if (++checker->depth > MAX_DEPTH)
    return fail (checker, _ ("nested too deeply"));

  if (*checker->at == '{' || *checker->at == '[')
    is_right = check_container (checker, *checker->at == '{' ? '}' : ']');
  else if (*checker->at == '"')
    is_right = check_text (checker);
  else if (*checker->at == '-' || g_ascii_isdigit (*checker->at))
    is_right = check_number (checker);
  else
    is_right = check_word (checker);

  checker->depth--;
  return is_right;
}

static gboolean
check_all (const char *text,
           GError    **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Checker checker = { text, text, 0, path, error };

  skip_blank (&checker);
  if (*checker.at != '{')
    return fail (&checker, _ ("an object in braces was expected"));
  if (!check_value (&checker))
    return FALSE;

  skip_blank (&checker);
  return *checker.at == '\0' || fail (&checker, _ ("something stands behind the end"));
}

/* (transfer full) (nullable): ended by NUL, without a byte order mark. */
static char *
dup_checked (const char *text,
             gsize       length,
             GError    **error)
{
  const char *end;

  if (length > MAX_BYTES)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("This is longer than %d MB."), MAX_BYTES >> 20);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, &end))
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Byte %lu is not UTF-8."), (gulong) (end - text));
      return NULL;
    }

  gboolean has_mark = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0;

  return g_strndup (text + (has_mark ? 3 : 0), length - (has_mark ? 3 : 0));
}

/**
 * encore_strict_json_parse:
 * @text: (array length=length): JSON in UTF-8
 * @length: its size, or -1 when it ends with NUL
 * @error: return location: %ENCORE_ERROR_INVALID with the line and the place of the first fault
 *
 * Two members of one name, NaN, half characters, an object within sixteen others and more than 4 MB are faults.
 *
 * Returns: (transfer full) (nullable): the object that it is
 */
JsonObject *
encore_strict_json_parse (const char *text,
                          gssize      length,
                          GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *copy = dup_checked (text, length < 0 ? strlen (text) : (gsize) length, error);
  g_autoptr (GError) failure = NULL;

  if (copy == NULL || !check_all (copy, error))
    return NULL;

  g_autoptr (JsonNode) root = json_from_string (copy, &failure);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_object_ref (json_node_get_object (root));

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                       failure != NULL ? failure->message : _ ("an object in braces was expected"));
  return NULL;
}

static void
append_path (GString              *path,
             const EncoreJsonSpot *spot)
{
  if (spot->parent != NULL)
    append_path (path, spot->parent);
  if (spot->name != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", spot->name);
  if (spot->index >= 0)
    g_string_append_printf (path, "[%d]", spot->index);
}

/**
 * encore_json_spot_get_path:
 * @self: an object
 * @member: (nullable): of it
 *
 * Returns: (transfer full): such as "sections[0].name"; empty for the whole
 */
char *
encore_json_spot_get_path (const EncoreJsonSpot *self,
                           const char           *member)
{
  GString *path = g_string_new (NULL);

  append_path (path, self);
  if (member != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", member);
  return g_string_free (path, FALSE);
}

static char *
describe (const EncoreJsonSpot *self,
          const char           *member,
          const char           *reason)
{
  g_autofree char *path = encore_json_spot_get_path (self, member);

  return *path != '\0' ? g_strdup_printf ("%s: %s", path, reason) : g_strdup (reason);
}

void
encore_json_spot_fail (const EncoreJsonSpot *self,
                       const char           *member,
                       const char           *reason)
{
  if (self->reading->error != NULL)
    return;

  g_autofree char *message = describe (self, member, reason);

  self->reading->error = g_error_new_literal (ENCORE_ERROR, ENCORE_ERROR_INVALID, message);
}

void
encore_json_spot_warn (const EncoreJsonSpot *self,
                       const char           *member,
                       const char           *reason)
{
  if (self->reading->warnings != NULL)
    g_ptr_array_add (self->reading->warnings, describe (self, member, reason));
}

void
encore_json_spot_check_members (const EncoreJsonSpot *self,
                                const char *const    *known)
{
  g_autoptr (GList) members = json_object_get_members (self->object);

  for (GList *at = members; at != NULL; at = at->next)
    if (!g_strv_contains (known, at->data))
      encore_json_spot_warn (self, at->data, _ ("unknown, and passed over"));
}

/* (transfer none) (nullable): null is as good as absent. */
static JsonNode *
get_member (const EncoreJsonSpot *self,
            const char           *member)
{
  JsonNode *node = self->reading->error == NULL ? json_object_get_member (self->object, member) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* (transfer none) (nullable): belongs to the object. */
const char *
encore_json_spot_text (const EncoreJsonSpot *self,
                       const char           *member,
                       EncoreJsonNeed        need)
{
  JsonNode *node = get_member (self, member);

  if (node == NULL)
    {
      if (need == ENCORE_JSON_REQUIRED)
        encore_json_spot_fail (self, member, _ ("is missing"));
      return NULL;
    }
  if (!is_text (node))
    {
      encore_json_spot_fail (self, member, _ ("a text was expected"));
      return NULL;
    }

  return json_node_get_string (node);
}

/* Whether it is there. */
gboolean
encore_json_spot_number (const EncoreJsonSpot *self,
                         const char           *member,
                         double                low,
                         double                high,
                         double               *number)
{
  JsonNode *node = get_member (self, member);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (node == NULL)
    return FALSE;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      encore_json_spot_fail (self, member, _ ("a number was expected"));
      return FALSE;
    }

  double value = json_node_get_double (node);

  if (!(value >= low && value <= high))
    {
      g_autofree char *reason = g_strdup_printf (_ ("a number from %g to %g was expected"), low, high);

      encore_json_spot_fail (self, member, reason);
      return FALSE;
    }

  *number = value;
  return TRUE;
}

gboolean
encore_json_spot_boolean (const EncoreJsonSpot *self,
                          const char           *member)
{
  JsonNode *node = get_member (self, member);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  encore_json_spot_fail (self, member, _ ("true or false was expected"));
  return FALSE;
}

guint
encore_json_spot_length (const EncoreJsonSpot *self,
                         const char           *member,
                         guint                 most)
{
  JsonNode *node = get_member (self, member);

  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      encore_json_spot_fail (self, member, _ ("a list was expected"));
      return 0;
    }

  guint length = json_array_get_length (json_node_get_array (node));

  if (length <= most)
    return length;

  g_autofree char *reason = g_strdup_printf (_ ("more than %u are too many"), most);

  encore_json_spot_fail (self, member, reason);
  return 0;
}

/**
 * encore_json_spot_enter:
 * @self: an object
 * @member: whose value is an object, or a list of them
 * @index: in that list, below its length; -1: the value is the object itself
 * @inner: (out): where that is, for as long as @self is
 *
 * Returns: whether there is one
 */
gboolean
encore_json_spot_enter (const EncoreJsonSpot *self,
                        const char           *member,
                        int                   index,
                        EncoreJsonSpot       *inner)
{
  JsonNode *node = get_member (self, member);

  if (node != NULL && index >= 0)
    node = json_array_get_element (json_node_get_array (node), (guint) index);
  if (node == NULL)
    return FALSE;

  *inner = (EncoreJsonSpot) { self->reading, self, member, index, NULL };
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      encore_json_spot_fail (inner, NULL, _ ("an object in braces was expected"));
      return FALSE;
    }

  inner->object = json_node_get_object (node);
  return TRUE;
}

char **
encore_json_spot_texts (const EncoreJsonSpot *self,
                        const char           *member,
                        guint                 most)
{
  guint length = encore_json_spot_length (self, member, most);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (json_object_get_array_member (self->object, member), i);
      EncoreJsonSpot spot = { self->reading, self, member, (int) i, NULL };

      if (!is_text (node))
        {
          encore_json_spot_fail (&spot, NULL, _ ("a text was expected"));
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }

  return length > 0 ? g_strv_builder_end (builder) : NULL;
}
