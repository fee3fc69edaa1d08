/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-parts-private.h"

gboolean
encore_part_writer_begin (EncorePartWriter *self,
                          const EncorePart *part,
                          GError          **error)
{
  encore_statement_clear (&self->statement);
  self->part = part;
  self->n_rows = 0;
  return encore_statement_open (&self->statement, self->db, self->is_sealed ? part->same_sql : part->put_sql, error);
}

void
encore_part_writer_next (EncorePartWriter *self)
{
  encore_statement_rewind (&self->statement);
  encore_bind_int (&self->statement, self->owner);
  self->n_rows++;
}

static gboolean
refuse (EncorePartWriter *self,
        GError          **error)
{
  encore_db_set_rule (self->rule, error);
  return FALSE;
}

gboolean
encore_part_writer_write (EncorePartWriter *self,
                          GError          **error)
{
  if (!self->is_sealed)
    return encore_statement_run (&self->statement, error);

  gint64 n_same = encore_statement_number (&self->statement, error);

  return n_same < 0 ? FALSE : n_same == 1 || refuse (self, error);
}

gboolean
encore_part_writer_end (EncorePartWriter *self,
                        GError          **error)
{
  encore_statement_clear (&self->statement);
  if (!self->is_sealed)
    return TRUE;

  gint64 n_there = encore_parts_number (self->db, self->part->count_sql, self->owner, error);

  return n_there < 0 ? FALSE : n_there == self->n_rows || refuse (self, error);
}

void
encore_part_writer_clear (EncorePartWriter *self)
{
  encore_statement_clear (&self->statement);
}

gint64
encore_parts_number (EncoreDb   *db,
                     const char *sql,
                     gint64      id,
                     GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, sql, error))
    return -1;

  encore_bind_int (&statement, id);
  return encore_statement_number (&statement, error);
}

gboolean
encore_parts_run (EncoreDb   *db,
                  const char *sql,
                  gint64      id,
                  GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, sql, error))
    return FALSE;

  encore_bind_int (&statement, id);
  return encore_statement_run (&statement, error);
}

void
encore_bind_keys (EncoreStatement *self,
                  char           **keys)
{
  g_autofree char *text = keys != NULL ? g_strjoinv ("\n", keys) : NULL;

  encore_bind_text (self, text);
}

char **
encore_read_keys (EncoreStatement *self)
{
  g_autofree char *text = encore_read_text (self);

  return text != NULL ? g_strsplit (text, "\n", -1) : NULL;
}

/* A line for each: start, end, first and last segment, moment or "-". */
static char *
pack_evidence (GPtrArray *list)
{
  if (list->len == 0)
    return NULL;

  GString *text = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const EncoreEvidence *evidence = g_ptr_array_index (list, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %s", evidence->span.start_ms,
                              evidence->span.end_ms, evidence->first_segment, evidence->last_segment,
                              evidence->moment != NULL ? evidence->moment : "-");
    }

  return g_string_free (text, FALSE);
}

static gint64
number_of (const char *word)
{
  return g_ascii_strtoll (word, NULL, 10);
}

static void
unpack_evidence (EncoreAnswer *answer,
                 const char   *text)
{
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);

      if (g_strv_length (words) == 5)
        encore_answer_add_evidence (answer, g_str_equal (words[4], "-") ? NULL : words[4],
                                    (EncoreSpan) { number_of (words[0]), number_of (words[1]) },
                                    (int) number_of (words[2]), (int) number_of (words[3]));
    }
}

void
encore_bind_answer (EncoreStatement    *self,
                    const EncoreAnswer *answer)
{
  g_autofree char *evidence = pack_evidence (answer->evidence);

  encore_bind_text (self, answer->key);
  encore_bind_int (self, answer->not_applicable);
  encore_bind_keys (self, answer->options);
  encore_bind_real (self, answer->number);
  encore_bind_text (self, answer->text);
  encore_bind_text (self, answer->comment);
  encore_bind_text (self, evidence);
}

EncoreAnswer *
encore_read_answer (EncoreStatement *self)
{
  g_autofree char *key = encore_read_text (self);
  EncoreAnswer *answer = encore_answer_new (key);

  answer->not_applicable = encore_read_int (self) != 0;
  g_strfreev (answer->options);
  answer->options = encore_read_keys (self);
  answer->number = encore_read_real (self);
  answer->text = encore_read_text (self);
  answer->comment = encore_read_text (self);

  g_autofree char *evidence = encore_read_text (self);
  unpack_evidence (answer, evidence);
  return answer;
}
