/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-fields.h"
#include "encore-reader-private.h"

#define MAX_SECONDS 3.2e9
#define SNIFF_RECORDS 20

static const char *
skip_blank (const char *at)
{
  while (g_ascii_isspace (*at))
    at++;

  return at;
}

/**
 * encore_fields_split:
 * @line: a line
 * @max: at most so many fields, the last with the rest of the line; 0 for all
 *
 * Returns: (transfer full): its fields; none for comments
 */
char **
encore_fields_split (const char *line,
                     guint       max)
{
  GPtrArray *fields = g_ptr_array_new ();
  const char *at = skip_blank (line);

  while (*at != '\0' && !g_str_has_prefix (at, ";;"))
    {
      gsize length = 0;

      while (at[length] != '\0' && !g_ascii_isspace (at[length]))
        length++;

      if (max > 0 && fields->len + 1 == max)
        length = strlen (at);

      g_ptr_array_add (fields, g_strchomp (g_strndup (at, length)));
      at = skip_blank (at + length);
    }

  g_ptr_array_add (fields, NULL);
  return (char **) g_ptr_array_free (fields, FALSE);
}

/**
 * encore_fields_begin:
 * @sniff: a look at a file
 * @max: at most so many fields, see encore_fields_split()
 * @is_record: tells a record from anything else
 *
 * Returns: whether there are records at the beginning, and nothing else
 */
gboolean
encore_fields_begin (const EncoreSniff *sniff,
                     guint              max,
                     EncoreFieldsRecord is_record)
{
  g_auto (GStrv) lines = encore_cue_split_lines (sniff->head);
  gboolean is_whole = strlen (sniff->head) >= sniff->length;
  guint n_records = 0;

  /* the last line of the head may be cut off */
  for (guint i = 0; lines[i] != NULL && (is_whole || lines[i + 1] != NULL) && n_records < SNIFF_RECORDS; i++)
    {
      g_auto (GStrv) fields = encore_fields_split (lines[i], max);

      if (fields[0] == NULL)
        continue;

      if (!is_record (fields, g_strv_length (fields)))
        return FALSE;

      n_records++;
    }

  return n_records > 0;
}

/* Seconds as a number. */
gboolean
encore_fields_parse_ms (const char *field,
                        gint64     *ms)
{
  char *end = NULL;
  double seconds = g_ascii_strtod (field, &end);

  if (end == field || *end != '\0' || !(seconds >= 0 && seconds <= MAX_SECONDS))
    return FALSE;

  *ms = (gint64) llround (seconds * 1000);
  return TRUE;
}

/* "A" and "1" are the first channel. */
int
encore_fields_channel (const char *field)
{
  if (field[0] == '\0' || field[1] != '\0')
    return -1;

  if (g_ascii_isalpha (field[0]))
    return g_ascii_toupper (field[0]) - 'A';

  return g_ascii_isdigit (field[0]) && field[0] > '0' ? field[0] - '1' : -1;
}

/* Without the tag behind ";" and with its escapes undone. */
char *
encore_fields_clean_word (const char *word)
{
  GString *clean = g_string_new (NULL);

  for (; *word != '\0' && *word != ';'; word++)
    {
      if (word[0] == '\\' && word[1] != '\0')
        word++;
      g_string_append_c (clean, *word);
    }

  return g_string_free (clean, FALSE);
}

void
encore_recordings_init (EncoreRecordings *self,
                        const char       *format)
{
  self->format = format;
  self->transcripts = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

/* (transfer full) (nullable): all of them as one document */
EncoreDocument *
encore_recordings_finish (EncoreRecordings *self,
                          GError          **error)
{
  for (guint i = 0; i < self->transcripts->len; i++)
    encore_reader_forget_only_channel (g_ptr_array_index (self->transcripts, i));

  return encore_reader_finish_all (self->transcripts, error);
}

void
encore_recordings_clear (EncoreRecordings *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->transcripts);
}

/* (transfer none): the transcript of that recording, made at its first mention */
EncoreTranscript *
encore_recordings_get (EncoreRecordings *self,
                       const char       *name)
{
  EncoreTranscript *transcript = g_hash_table_lookup (self->by_name, name);

  if (transcript == NULL)
    {
      transcript = encore_transcript_new (self->format);
      transcript->source = g_strdup (name);
      g_ptr_array_add (self->transcripts, transcript);
      g_hash_table_insert (self->by_name, transcript->source, transcript);
    }

  return transcript;
}
