/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-labels.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-error.h"
#include "encore-table.h"
#include "encore-text.h"

/* Whole numbers beyond this are no seconds of any call. */
#define MAX_SECONDS (24 * 60 * 60)

/* What a spreadsheet's column may be called. */
typedef enum
{
  COLUMN_START,
  COLUMN_END,
  COLUMN_TYPE,
  COLUMN_OUTCOME,
  COLUMN_NOTE,
  COLUMN_CUE,
  COLUMN_COULD_HAVE,
  COLUMN_NOTICED,
  COLUMN_ACTED,
  N_COLUMNS,
} Column;

static const struct
{
  Column column;
  const char *names; /* between bars, in lower case */
  gint64 unit_ms;    /* of numbers in it; 0: to be found out */
} headings[] = {
  { COLUMN_START, "|start|begin|from|start time|start_time|time|in|position|", 0 },
  { COLUMN_START, "|start_ms|start (ms)|begin_ms|time_ms|", 1 },
  { COLUMN_START, "|start_s|start (s)|start_seconds|start (seconds)|seconds|time (s)|", 1000 },
  { COLUMN_END, "|end|to|stop|end time|end_time|out|", 0 },
  { COLUMN_END, "|end_ms|end (ms)|stop_ms|", 1 },
  { COLUMN_END, "|end_s|end (s)|end_seconds|end (seconds)|", 1000 },
  { COLUMN_TYPE, "|type|moment type|kind|category|", 0 },
  { COLUMN_OUTCOME, "|outcome|result|", 0 },
  { COLUMN_NOTE, "|note|notes|label|text|comment|name|marker|description|", 0 },
  { COLUMN_CUE, "|cue|", 0 },
  { COLUMN_COULD_HAVE, "|could_have|could have|", 0 },
  { COLUMN_NOTICED, "|noticed|", 0 },
  { COLUMN_ACTED, "|acted|", 0 },
};

void
encore_label_free (EncoreLabel *label)
{
  g_free (label->type);
  g_free (label->outcome);
  g_free (label->note);
  g_free (label->cue);
  g_free (label->could_have);
  g_free (label);
}

static void
free_label (gpointer label)
{
  encore_label_free (label);
}

static void
warn (GPtrArray  *warnings,
      guint       line,
      const char *problem)
{
  if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup_printf (_ ("Line %u is left out: %s"), line, problem));
}

/* Audacity: start TAB end TAB text, in seconds. A line with a backslash tells the frequencies of the one
 * before it, which no moment has. */

/* Negative times lie before the recording; Audacity has them. */
static gboolean
read_seconds (const char *text,
              gint64     *ms)
{
  gboolean negative = *text == '-';

  if (strchr (text, ':') != NULL || !encore_text_parse_clock (text + negative, 1000, ms))
    return FALSE;

  if (negative)
    *ms = 0;
  return TRUE;
}

static EncoreLabel *
read_audacity_line (const char *line,
                    guint       number)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 3);
  gint64 start_ms, end_ms;

  if (g_strv_length (parts) < 2 || !read_seconds (parts[0], &start_ms) || !read_seconds (parts[1], &end_ms))
    return NULL;

  EncoreLabel *label = g_new0 (EncoreLabel, 1);

  label->start_ms = MIN (start_ms, end_ms);
  label->end_ms = MAX (start_ms, end_ms);
  label->note = g_strstrip (g_strdup (parts[2] != NULL ? parts[2] : ""));
  label->line = number;
  return label;
}

static gboolean
is_audacity (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", 32);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strchug (lines[i]) == '\0' || *lines[i] == '\\')
        continue;

      g_autoptr (EncoreLabel) label = read_audacity_line (lines[i], 1);

      return label != NULL;
    }

  return FALSE;
}

static void
read_audacity (const char *text,
               GPtrArray  *labels,
               GPtrArray  *warnings)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (*lines[i] == '\0' || *lines[i] == '\\')
        continue;

      EncoreLabel *label = read_audacity_line (lines[i], i + 1);

      if (label != NULL)
        g_ptr_array_add (labels, label);
      else
        warn (warnings, i + 1, _ ("it does not begin with two times"));
    }
}

/* CSV: columns by their headings. */

typedef struct
{
  int index[N_COLUMNS]; /* -1: there is none */
  gint64 unit_ms[N_COLUMNS];
} Columns;

static gboolean
find_columns (const EncoreTableRow *head,
              Columns              *columns)
{
  for (int i = 0; i < N_COLUMNS; i++)
    columns->index[i] = -1;

  for (guint i = 0; i < head->cells->len; i++)
    {
      g_autofree char *folded = g_utf8_strdown (g_ptr_array_index (head->cells, i), -1);
      g_autofree char *name = g_strdup_printf ("|%s|", g_strstrip (folded));

      for (gsize j = 0; j < G_N_ELEMENTS (headings); j++)
        if (strstr (headings[j].names, name) != NULL && columns->index[headings[j].column] < 0)
          {
            columns->index[headings[j].column] = (int) i;
            columns->unit_ms[headings[j].column] = headings[j].unit_ms;
            break;
          }
    }

  return columns->index[COLUMN_START] >= 0;
}

static const char *
cell (const EncoreTableRow *row,
      const Columns        *columns,
      Column                column)
{
  int index = columns->index[column];

  return index >= 0 && index < (int) row->cells->len ? g_ptr_array_index (row->cells, index) : "";
}

/* Numbers without a unit are seconds, unless no call lasts that long: then they are milliseconds. */
static gint64
find_unit (GPtrArray     *rows,
           const Columns *columns,
           gint64         duration_ms)
{
  gint64 limit = duration_ms > 0 ? duration_ms / 1000 + 60 : MAX_SECONDS;
  gint64 latest = 0;

  for (guint i = 1; i < rows->len; i++)
    for (Column column = COLUMN_START; column <= COLUMN_END; column++)
      {
        const char *text = cell (g_ptr_array_index (rows, i), columns, column);
        gint64 number;

        if (columns->unit_ms[column] != 0 || strchr (text, ':') != NULL || !encore_text_parse_clock (text, 1, &number))
          continue;
        if (strpbrk (text, ".,") != NULL)
          return 1000;
        latest = MAX (latest, number);
      }

  return latest > limit ? 1 : 1000;
}

static EncoreFact
read_fact (const char *text)
{
  if (g_ascii_strcasecmp (text, "yes") == 0)
    return ENCORE_FACT_YES;

  return g_ascii_strcasecmp (text, "no") == 0 ? ENCORE_FACT_NO : ENCORE_FACT_UNKNOWN;
}

static char *
text_of (const EncoreTableRow *row,
         const Columns        *columns,
         Column                column)
{
  g_autofree char *plain = encore_table_plain_cell (cell (row, columns, column));

  return *g_strstrip (plain) != '\0' ? g_steal_pointer (&plain) : NULL;
}

static EncoreLabel *
read_table_row (const EncoreTableRow *row,
                const Columns        *columns,
                gint64                unit_ms,
                const char          **problem)
{
  gint64 times[2];

  for (Column column = COLUMN_START; column <= COLUMN_END; column++)
    {
      const char *text = cell (row, columns, column);
      gint64 unit = columns->unit_ms[column] != 0 ? columns->unit_ms[column] : unit_ms;

      if (column == COLUMN_END && encore_text_is_blank (text))
        {
          times[1] = times[0];
        }
      else if (!encore_text_parse_clock (text, unit, &times[column]))
        {
          *problem = column == COLUMN_START ? _ ("its start is no time") : _ ("its end is no time");
          return NULL;
        }
    }

  if (times[1] < times[0])
    {
      *problem = _ ("it ends before it begins");
      return NULL;
    }

  EncoreLabel *label = g_new0 (EncoreLabel, 1);

  label->start_ms = times[0];
  label->end_ms = times[1];
  label->type = text_of (row, columns, COLUMN_TYPE);
  label->outcome = text_of (row, columns, COLUMN_OUTCOME);
  label->note = text_of (row, columns, COLUMN_NOTE);
  if (label->note == NULL)
    label->note = g_strdup ("");
  label->cue = text_of (row, columns, COLUMN_CUE);
  label->could_have = text_of (row, columns, COLUMN_COULD_HAVE);
  label->noticed = read_fact (cell (row, columns, COLUMN_NOTICED));
  label->acted = read_fact (cell (row, columns, COLUMN_ACTED));
  label->line = row->line;
  return label;
}

static gboolean
read_table (const char *text,
            gint64      duration_ms,
            GPtrArray  *labels,
            GPtrArray  *warnings)
{
  g_autoptr (GPtrArray) rows = encore_table_read (text);
  Columns columns = { 0 };

  if (rows->len == 0 || !find_columns (g_ptr_array_index (rows, 0), &columns))
    return FALSE;

  gint64 unit_ms = find_unit (rows, &columns, duration_ms);

  for (guint i = 1; i < rows->len; i++)
    {
      const EncoreTableRow *row = g_ptr_array_index (rows, i);
      const char *problem = NULL;
      EncoreLabel *label = read_table_row (row, &columns, unit_ms, &problem);

      if (label != NULL)
        g_ptr_array_add (labels, label);
      else
        warn (warnings, row->line, problem);
    }

  return TRUE;
}

/**
 * encore_labels_read:
 * @bytes: a file
 * @length: of @bytes
 * @duration_ms: of the recording they are for, or 0: helps to tell seconds from milliseconds
 * @warnings: (nullable) (element-type utf8): lines that are left out are added, with the reason
 * @error: return location
 *
 * Reads an Audacity label file or a table with a heading for each column: start, and any of end, type,
 * outcome, note, cue, could_have, noticed and acted. Times may be seconds, milliseconds or clock times.
 *
 * Returns: (transfer full) (nullable) (element-type EncoreLabel): what it marks, in its order; %NULL with
 *   %ENCORE_ERROR_INVALID when it is neither, with %ENCORE_ERROR_EMPTY when it marks nothing
 */
GPtrArray *
encore_labels_read (const char *bytes,
                    gsize       length,
                    gint64      duration_ms,
                    GPtrArray  *warnings,
                    GError    **error)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (free_label);
  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);

  if (text == NULL || encore_text_is_blank (text))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The file is empty."));
      return NULL;
    }

  if (is_audacity (text))
    {
      read_audacity (text, labels, warnings);
    }
  else if (!read_table (text, duration_ms, labels, warnings))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                           _ ("This is neither an Audacity label file nor a table whose first row names a column "
                              "“start”."));
      return NULL;
    }

  if (labels->len > 0)
    return g_steal_pointer (&labels);

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The file marks nothing."));
  return NULL;
}

/* What a label means */

static gboolean
means (const char *word,
       const char *name)
{
  if (word == NULL || name == NULL)
    return FALSE;

  g_autofree char *left = g_utf8_casefold (word, -1);
  g_autofree char *right = g_utf8_casefold (name, -1);

  return g_str_equal (g_strstrip (left), g_strstrip (right));
}

static gboolean
find_outcome (const char    *word,
              EncoreOutcome *outcome)
{
  for (EncoreOutcome i = ENCORE_OUTCOME_TAKEN; i <= ENCORE_OUTCOME_MISSED; i++)
    if (means (word, encore_outcome_to_id (i)) || means (word, encore_outcome_to_label (i)))
      {
        *outcome = i;
        return TRUE;
      }

  return FALSE;
}

static EncoreMomentType *
find_type (const char *word,
           GPtrArray  *types)
{
  for (guint i = 0; i < types->len; i++)
    {
      EncoreMomentType *type = g_ptr_array_index (types, i);

      if (means (word, type->id) || means (word, type->name))
        return type;
    }

  return NULL;
}

/* "missed: the trip" is an opening that was missed, "Great practice: calm" that type. */
static void
guess_from_note (EncoreLabel       *label,
                 GPtrArray         *types,
                 EncoreMomentType **type,
                 EncoreOutcome     *outcome)
{
  char *colon = strchr (label->note, ':');
  g_autofree char *word = colon != NULL ? g_strndup (label->note, (gsize) (colon - label->note))
                                        : g_strdup (label->note);

  *outcome = ENCORE_OUTCOME_NONE;
  *type = find_type (word, types);
  if (*type == NULL && find_outcome (word, outcome))
    *type = find_type (ENCORE_ABOVE_AND_BEYOND, types);
  if (*type == NULL)
    return;

  g_autofree char *rest = g_strstrip (g_strdup (colon != NULL ? colon + 1 : ""));
  g_free (label->note);
  label->note = g_steal_pointer (&rest);
}

/* A kind that is not known here is still what somebody meant. */
static void
keep_word (EncoreLabel *label)
{
  if (label->type == NULL)
    return;

  char *note = *label->note != '\0' ? g_strdup_printf ("%s: %s", label->type, label->note) : g_strdup (label->type);

  g_free (label->note);
  label->note = note;
}

/**
 * encore_label_guess: (skip)
 * @label: a marker; what its note says of type and outcome is taken out of the note
 * @moment_types: (element-type EncoreMomentType): those of the library
 * @type: (out) (transfer none): what it is; "to-discuss" when nothing tells
 * @outcome: (out): of an opening, else %ENCORE_OUTCOME_NONE
 */
void
encore_label_guess (EncoreLabel       *label,
                    GPtrArray         *moment_types,
                    EncoreMomentType **type,
                    EncoreOutcome     *outcome)
{
  *outcome = ENCORE_OUTCOME_NONE;
  *type = find_type (label->type, moment_types);
  find_outcome (label->outcome, outcome);
  if (*type == NULL && *outcome != ENCORE_OUTCOME_NONE)
    *type = find_type (ENCORE_ABOVE_AND_BEYOND, moment_types);
  if (*type == NULL)
    guess_from_note (label, moment_types, type, outcome);
  if (*type == NULL)
    keep_word (label);

  /* Only an opening has an outcome, and no opening is without. */
  if (*type != NULL && !g_str_equal ((*type)->id, ENCORE_ABOVE_AND_BEYOND))
    *outcome = ENCORE_OUTCOME_NONE;
  else if (*outcome == ENCORE_OUTCOME_NONE)
    *type = find_type ("to-discuss", moment_types);
}

/* Writing */

static void
add_text (GString    *out,
          const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static const char *
type_name (EncoreMoment *moment,
           GPtrArray    *types)
{
  EncoreMomentType *type = find_type (moment->type_id, types);

  if (moment->outcome != ENCORE_OUTCOME_NONE)
    return encore_outcome_to_id (moment->outcome);

  return type != NULL ? type->name : moment->type_id;
}

static void
add_seconds (GString *out,
             gint64   ms)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT ".%06d\t", ms / 1000, (int) (ms % 1000) * 1000);
}

/**
 * encore_labels_write_audacity:
 * @moments: (element-type EncoreMoment): what was marked; those without times are left out
 * @moment_types: (element-type EncoreMomentType): to name the types
 *
 * Each text begins with the outcome or the type, as encore_label_guess() reads it.
 *
 * Returns: (transfer full): an Audacity label file
 */
char *
encore_labels_write_audacity (GPtrArray *moments,
                              GPtrArray *moment_types)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < moments->len; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (moments, i);

      if (moment->span.start_ms == ENCORE_NO_TIME)
        continue;

      add_seconds (out, moment->span.start_ms);
      add_seconds (out, moment->span.end_ms);
      add_text (out, type_name (moment, moment_types));
      if (!encore_text_is_blank (moment->note))
        {
          g_string_append (out, ": ");
          add_text (out, moment->note);
        }
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}
