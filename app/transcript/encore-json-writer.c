/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-writer.h"

static void
append_escaped (GString    *text,
                const char *value)
{
  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    switch (*value)
      {
      case '"':
      case '\\':
        g_string_append_c (text, '\\');
        g_string_append_c (text, *value);
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      default:
        if ((guchar) *value < 0x20 || *value == 0x7f)
          g_string_append_printf (text, "\\u%04x", (guint) (guchar) *value);
        else
          g_string_append_c (text, *value);
      }
  g_string_append_c (text, '"');
}

/* To a new line of its own, behind a comma where one is due, with the member's name. */
static void
begin (EncoreJsonWriter *self,
       const char       *name)
{
  if (self->needs_comma)
    g_string_append_c (self->text, ',');
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  for (int i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");

  if (name != NULL)
    {
      append_escaped (self->text, name);
      g_string_append (self->text, ": ");
    }

  self->needs_comma = TRUE;
}

void
encore_json_writer_init (EncoreJsonWriter *self)
{
  *self = (EncoreJsonWriter) { .text = g_string_new (NULL) };
}

/* (transfer full) */
char *
encore_json_writer_finish (EncoreJsonWriter *self)
{
  g_string_append_c (self->text, '\n');
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

void
encore_json_writer_open (EncoreJsonWriter *self,
                         const char       *name,
                         char              bracket)
{
  begin (self, name);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->needs_comma = FALSE;
}

void
encore_json_writer_close (EncoreJsonWriter *self,
                          char              bracket)
{
  gboolean is_empty = !self->needs_comma;

  self->depth--;
  self->needs_comma = FALSE;
  if (!is_empty)
    begin (self, NULL);
  g_string_append_c (self->text, bracket);
  self->needs_comma = TRUE;
}

/* Left out when there is nothing. */
void
encore_json_writer_string (EncoreJsonWriter *self,
                           const char       *name,
                           const char       *value)
{
  if (value != NULL && *value != '\0')
    encore_json_writer_text (self, name, value);
}

/* Null when there is nothing. */
void
encore_json_writer_text (EncoreJsonWriter *self,
                         const char       *name,
                         const char       *value)
{
  begin (self, name);
  if (value != NULL)
    append_escaped (self->text, value);
  else
    g_string_append (self->text, "null");
}

void
encore_json_writer_int (EncoreJsonWriter *self,
                        const char       *name,
                        gint64            value)
{
  begin (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
encore_json_writer_bool (EncoreJsonWriter *self,
                         const char       *name,
                         gboolean          value)
{
  begin (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/* Milliseconds as seconds, exactly; null when unknown. */
void
encore_json_writer_seconds (EncoreJsonWriter *self,
                            const char       *name,
                            gint64            ms)
{
  begin (self, name);
  if (ms < 0)
    g_string_append (self->text, "null");
  else
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT ".%03d", ms / 1000, (int) (ms % 1000));
}

/* Left out when negative, that is unknown. */
void
encore_json_writer_share (EncoreJsonWriter *self,
                          const char       *name,
                          double            value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value < 0)
    return;

  begin (self, name);
  g_string_append (self->text, g_ascii_formatd (buffer, sizeof buffer, "%.7g", value));
}

/* A finite number, in as few digits as give the same number when they are read. */
void
encore_json_writer_number (EncoreJsonWriter *self,
                           const char       *name,
                           double            value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin (self, name);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, formats[i], value), NULL) == value)
      break;
  g_string_append (self->text, buffer);
}

/* What such a writer has finished, indented as it stands here. */
void
encore_json_writer_raw (EncoreJsonWriter *self,
                        const char       *name,
                        const char       *json)
{
  begin (self, name);
  for (gsize i = 0; json[i] != '\0' && !(json[i] == '\n' && json[i + 1] == '\0'); i++)
    {
      g_string_append_c (self->text, json[i]);
      for (int j = 0; json[i] == '\n' && j < self->depth; j++)
        g_string_append (self->text, "  ");
    }
}
