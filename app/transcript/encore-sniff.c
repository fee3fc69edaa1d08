/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-json.h"
#include "encore-sniff.h"
#include "encore-text.h"

#define HEAD_BYTES (16 * 1024)

/* Members are noted down to "a.b.c.d"; lists on the way are passed through. */
#define MAX_OBJECTS 4
#define MAX_FRAMES 12
#define MAX_KEY_BYTES 64
#define MAX_KEYS 2000

/* An opened bracket: whether it is an object's, how many objects it is in, and the path that leads to it. */
typedef struct
{
  gboolean is_object;
  int n_objects;
  gsize path_length;
} Frame;

typedef struct
{
  const char *bytes;
  gsize length;
  GString *path;
  Frame frames[MAX_FRAMES];
  int depth;
  GHashTable *keys;
} Scanner;

static Frame *
top (Scanner *scanner)
{
  return scanner->depth > 0 && scanner->depth <= MAX_FRAMES ? &scanner->frames[scanner->depth - 1] : NULL;
}

static void
open_bracket (Scanner *scanner,
              gboolean is_object)
{
  const Frame *outer = top (scanner);
  int n_objects = (outer != NULL ? outer->n_objects : 0) + (is_object ? 1 : 0);

  scanner->depth++;
  if (top (scanner) != NULL)
    *top (scanner) = (Frame) { is_object, n_objects, scanner->path->len };
}

/* Members of a closed object are no longer part of the path. */
static void
close_bracket (Scanner *scanner)
{
  const Frame *frame = top (scanner);

  if (frame != NULL)
    g_string_truncate (scanner->path, frame->path_length);
  if (scanner->depth > 0)
    scanner->depth--;
}

static void
take_key (Scanner    *scanner,
          const char *key,
          gsize       length)
{
  const Frame *frame = top (scanner);

  if (frame == NULL || !frame->is_object || frame->n_objects > MAX_OBJECTS)
    return;

  g_string_truncate (scanner->path, frame->path_length);
  if (scanner->path->len > 0)
    g_string_append_c (scanner->path, '.');
  g_string_append_len (scanner->path, key, (gssize) MIN (length, MAX_KEY_BYTES));

  if (g_hash_table_size (scanner->keys) < MAX_KEYS && !g_hash_table_contains (scanner->keys, scanner->path->str))
    g_hash_table_add (scanner->keys, g_strdup (scanner->path->str));
}

/* At an opening quote. Returns the byte after the closing one. */
static gsize
take_string (Scanner *scanner,
             gsize    at)
{
  gsize end = encore_json_skip_string (scanner->bytes, scanner->length, at);
  gsize next = end;

  while (next < scanner->length && g_ascii_isspace (scanner->bytes[next]))
    next++;

  if (next < scanner->length && scanner->bytes[next] == ':' && end >= at + 2)
    take_key (scanner, scanner->bytes + at + 1, end - at - 2);

  return end;
}

/* A cheap look without parsing, which also works on truncated text. */
static void
scan_keys (EncoreSniff *self,
           const char  *bytes,
           gsize        length)
{
  Scanner scanner = { .bytes = bytes, .length = length, .path = g_string_new (NULL), .keys = self->keys };

  for (gsize at = 0; at < length;)
    {
      char c = bytes[at];

      if (c == '"')
        {
          at = take_string (&scanner, at);
          continue;
        }

      if (c == '{' || c == '[')
        open_bracket (&scanner, c == '{');
      else if (c == '}' || c == ']')
        close_bracket (&scanner);
      at++;
    }

  g_string_free (scanner.path, TRUE);
}

static gboolean
is_utf16 (const char *bytes,
          gsize       length)
{
  return length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0);
}

/* A character that is cut in two would make the whole head look like Windows-1252. */
static gsize
cut_at_character (const char *bytes,
                  gsize       length)
{
  gsize end = MIN (length, HEAD_BYTES);

  for (int i = 0; end < length && i < 3 && end > 0 && ((guchar) bytes[end] & 0xc0) == 0x80; i++)
    end--;

  return end;
}

/**
 * encore_sniff_new:
 * @bytes: (array length=length): a file; must outlive what is returned
 * @length: its size
 *
 * Returns: (transfer full): what is seen at first sight
 */
EncoreSniff *
encore_sniff_new (const char *bytes,
                  gsize       length)
{
  EncoreSniff *self = g_new0 (EncoreSniff, 1);

  self->bytes = bytes;
  self->length = length;
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->head = encore_text_to_utf8 (bytes, cut_at_character (bytes, length), NULL);

  if (!encore_json_looks_like (self->head, strlen (self->head)))
    return self;

  if (is_utf16 (bytes, length))
    {
      self->converted = encore_text_to_utf8 (bytes, length, NULL);
      scan_keys (self, self->converted, strlen (self->converted));
    }
  else
    scan_keys (self, bytes, length);

  return self;
}

void
encore_sniff_free (EncoreSniff *self)
{
  g_free (self->head);
  g_free (self->converted);
  g_hash_table_unref (self->keys);
  g_free (self);
}

/* Whether it begins as JSON does; "[Script Info]" does so, too. */
gboolean
encore_sniff_is_json (const EncoreSniff *self)
{
  return encore_json_looks_like (self->head, strlen (self->head));
}

/**
 * encore_sniff_has_key:
 * @self: a look at a file
 * @path: "member" or "member.member..." from the top; lists are passed through
 *
 * Returns: whether there is such a member anywhere
 */
gboolean
encore_sniff_has_key (const EncoreSniff *self,
                      const char        *path)
{
  return g_hash_table_contains (self->keys, path);
}

/* Whether all of them are there. */
gboolean
encore_sniff_has_keys (const EncoreSniff *self,
                       const char        *path,
                       ...)
{
  gboolean has_all = TRUE;
  va_list paths;

  va_start (paths, path);
  for (; path != NULL && has_all; path = va_arg (paths, const char *))
    has_all = encore_sniff_has_key (self, path);
  va_end (paths);

  return has_all;
}
