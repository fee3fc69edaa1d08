/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markers of other programs: what they say is understood, and what is written is read again. */
#include <string.h>

#include "encore-error.h"
#include "encore-labels.h"
#include "encore-table.h"
#include "encore-test.h"
#include "encore-text.h"
#include "encore-writer.h"

static GPtrArray *
make_types (void)
{
  static const char *const types[][2] = {
    { "above-and-beyond", "Above and beyond" },
    { "great-practice", "Great practice" },
    { "to-discuss", "To discuss" },
  };
  GPtrArray *made = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      EncoreMomentType *type = encore_moment_type_new ();

      type->id = g_strdup (types[i][0]);
      type->name = g_strdup (types[i][1]);
      g_ptr_array_add (made, type);
    }

  return made;
}

static GPtrArray *
read_text (const char *text,
           gint64      duration_ms,
           guint       n_warnings)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *labels = encore_labels_read (text, strlen (text), duration_ms, warnings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, ==, n_warnings);
  return labels;
}

static void
test_audacity (void)
{
  g_autoptr (GPtrArray) labels = read_text ("\xef\xbb\xbf"
                                            "0.400000\t5.800000\tmissed: the rent\r\n"
                                            "\\\t100.0\t2000.0\r\n"
                                            "7,25\t7,25\r\n"
                                            "-0.100000\t1.000000\tGrüße\n\n"
                                            "nonsense\n"
                                            "9.5\t8.5\ta\tb",
                                            0, 1);
  static const struct
  {
    gint64 start_ms, end_ms;
    const char *note;
  } due[] = { { 400, 5800, "missed: the rent" }, { 7250, 7250, "" }, { 0, 1000, "Grüße" }, { 8500, 9500, "a\tb" } };

  g_assert_cmpuint (labels->len, ==, G_N_ELEMENTS (due));
  for (guint i = 0; i < labels->len; i++)
    {
      EncoreLabel *label = g_ptr_array_index (labels, i);

      g_assert_cmpint (label->start_ms, ==, due[i].start_ms);
      g_assert_cmpint (label->end_ms, ==, due[i].end_ms);
      g_assert_cmpstr (label->note, ==, due[i].note);
    }
}

static void
test_tables (void)
{
  static const struct
  {
    const char *text;
    gint64 start_ms, end_ms;
    const char *note;
  } cases[] = {
    { "start,end,note\n12.5,13,hello\n", 12500, 13000, "hello" },
    { "\xef\xbb\xbfNote;END;Start\r\n\"a;b \"\"c\"\"\r\nd\";0:13,5;0:12\r\n", 12000, 13500, "a;b \"c\"\r\nd" },
    { "Text\tStart (ms)\nx\t1500\n", 1500, 1500, "x" },
    { "start,end\n1:02:03.004,1:02:04\n", 3723004, 3724000, "" },
    /* No call of ten minutes has a twelve-thousandth second. */
    { "start,end\n12000,13000\n", 12000, 13000, "" },
    { "start,end\n120,130\n", 120000, 130000, "" },
    { "start_s,note\n90000,'=1+1\n", 90000000, 90000000, "=1+1" },
    { "begin,comment\n3.5,\n", 3500, 3500, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) labels = read_text (cases[i].text, 10 * 60 * 1000, 0);
      EncoreLabel *label = g_ptr_array_index (labels, 0);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (labels->len, ==, 1);
      g_assert_cmpint (label->start_ms, ==, cases[i].start_ms);
      g_assert_cmpint (label->end_ms, ==, cases[i].end_ms);
      g_assert_cmpstr (label->note, ==, cases[i].note);
    }
}

static void
test_bad_lines (void)
{
  g_autoptr (GPtrArray) labels = read_text ("start,end,note\nsoon,later,a\n5,4,b\n1,2,c\n1:75,2:00,d\n,,\n1,x,e\n", 0,
                                            5);

  g_assert_cmpuint (labels->len, ==, 1);
  g_assert_cmpuint (((EncoreLabel *) g_ptr_array_index (labels, 0))->line, ==, 4);
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    int code;
  } cases[] = {
    { "", 0, ENCORE_ERROR_EMPTY },
    { " \n\n", 3, ENCORE_ERROR_EMPTY },
    { "a,b\n1,2\n", 8, ENCORE_ERROR_INVALID },
    { "RIFF\0\0\0\0WAVEfmt ", 16, ENCORE_ERROR_INVALID },
    { "start,end\n", 10, ENCORE_ERROR_EMPTY },
    { "\"start", 6, ENCORE_ERROR_EMPTY },
    { "\xff\xfe\0", 3, ENCORE_ERROR_EMPTY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (encore_labels_read (cases[i].bytes, cases[i].length, 0, NULL, &error));
      g_assert_error (error, ENCORE_ERROR, cases[i].code);
    }
}

static void
test_meaning (void)
{
  static const struct
  {
    const char *type, *outcome, *note;
    const char *due_type;
    EncoreOutcome due_outcome;
    const char *due_note;
  } cases[] = {
    { NULL, NULL, "missed: the rent", "above-and-beyond", ENCORE_OUTCOME_MISSED, "the rent" },
    { NULL, NULL, "Taken", "above-and-beyond", ENCORE_OUTCOME_TAKEN, "" },
    { NULL, NULL, "Great practice: calm: very", "great-practice", ENCORE_OUTCOME_NONE, "calm: very" },
    { NULL, NULL, "caller", "to-discuss", ENCORE_OUTCOME_NONE, "caller" },
    { NULL, NULL, "He said: no", "to-discuss", ENCORE_OUTCOME_NONE, "He said: no" },
    { "great-practice", "taken", "x", "great-practice", ENCORE_OUTCOME_NONE, "x" },
    { "ABOVE AND BEYOND", "Partly", "x", "above-and-beyond", ENCORE_OUTCOME_PARTLY, "x" },
    { "above-and-beyond", NULL, "x", "to-discuss", ENCORE_OUTCOME_NONE, "x" },
    { NULL, "missed", "x", "above-and-beyond", ENCORE_OUTCOME_MISSED, "x" },
    { "cross talk", NULL, "x", "to-discuss", ENCORE_OUTCOME_NONE, "cross talk: x" },
  };
  g_autoptr (GPtrArray) types = make_types ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EncoreLabel) label = g_new0 (EncoreLabel, 1);
      EncoreMomentType *type;
      EncoreOutcome outcome;

      label->type = g_strdup (cases[i].type);
      label->outcome = g_strdup (cases[i].outcome);
      label->note = g_strdup (cases[i].note);
      encore_label_guess (label, types, &type, &outcome);
      g_test_message ("%s", cases[i].note);
      g_assert_cmpstr (type->id, ==, cases[i].due_type);
      g_assert_cmpint (outcome, ==, cases[i].due_outcome);
      g_assert_cmpstr (label->note, ==, cases[i].due_note);
    }
}

/* Any text that a note may hold, the nasty ones often. */
static char *
random_note (gboolean one_line)
{
  static const char *const pieces[] = { "=1+1", "'",     "'=x",  "+", "-5", "@a",      "\"", ",", ";",  "missed",
                                        ": ",   "Grüße", "你好", " ", "x",  "taken: ", "\\", "|", "\n", "\t" };
  GString *note = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 6);

  for (int i = 0; i < n; i++)
    g_string_append (note, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces) - (one_line ? 2 : 0))]);

  return g_strstrip (g_string_free (note, FALSE));
}

static GPtrArray *
random_moments (GPtrArray *types,
                gboolean   one_line)
{
  GPtrArray *moments = g_ptr_array_new_with_free_func (g_object_unref);
  int n = g_test_rand_int_range (1, 8);

  for (int i = 0; i < n; i++)
    {
      EncoreMoment *moment = encore_moment_new ();
      EncoreMomentType *type = g_ptr_array_index (types, g_test_rand_int_range (0, types->len));

      moment->type_id = g_strdup (type->id);
      if (g_str_equal (type->id, ENCORE_ABOVE_AND_BEYOND))
        moment->outcome = g_test_rand_int_range (ENCORE_OUTCOME_TAKEN, ENCORE_OUTCOME_MISSED + 1);
      moment->span.start_ms = g_test_rand_int_range (0, 20000000);
      moment->span.end_ms = moment->span.start_ms + g_test_rand_int_range (0, 100000);
      moment->note = random_note (one_line);
      g_ptr_array_add (moments, moment);
    }

  return moments;
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) types = make_types ();

  for (int run = 0; run < 400; run++)
    {
      gboolean audacity = run % 2 == 0;
      g_autoptr (GPtrArray) moments = random_moments (types, audacity);
      g_autofree char *text = audacity ? encore_labels_write_audacity (moments, types)
                                       : encore_write_moments_csv (moments, types);
      g_autoptr (GPtrArray) labels = read_text (text, 0, 0);

      g_assert_cmpuint (labels->len, ==, moments->len);
      for (guint i = 0; i < labels->len; i++)
        {
          EncoreMoment *moment = g_ptr_array_index (moments, i);
          EncoreLabel *label = g_ptr_array_index (labels, i);
          EncoreMomentType *type;
          EncoreOutcome outcome;

          encore_label_guess (label, types, &type, &outcome);
          g_assert_cmpint (label->start_ms, ==, moment->span.start_ms);
          g_assert_cmpint (label->end_ms, ==, moment->span.end_ms);
          g_assert_cmpstr (type->id, ==, moment->type_id);
          g_assert_cmpint (outcome, ==, moment->outcome);
          g_assert_cmpstr (label->note, ==, moment->note);
        }
    }
}

/* No cell of an export may begin with what a spreadsheet runs. */
static void
test_formulas (void)
{
  static const char *const nasty[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=x" };

  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      GString *out = g_string_new (NULL);

      encore_table_add_cell (out, nasty[i]);
      g_autofree char *text = g_string_free (out, FALSE);
      g_autoptr (GPtrArray) rows = encore_table_read (text);
      const EncoreTableRow *row = g_ptr_array_index (rows, 0);
      g_autofree char *back = encore_table_plain_cell (g_ptr_array_index (row->cells, 0));

      g_assert_true (g_str_has_prefix (text, "\"'"));
      g_assert_cmpstr (back, ==, nasty[i]);
    }
}

static void
test_clock (void)
{
  static const char *const bad[] = { "",   ":",   "1:",   ":1",  "1:60", "1:2:3:4",          "1.5:00",
                                     "-1", "1e3", "0x10", "1 2", "1..2", "9999999999999999", "NaN" };
  gint64 ms;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (encore_text_parse_clock (bad[i], 1000, &ms));

  for (int i = 0; i < 1000; i++)
    {
      gint64 due = g_test_rand_int_range (0, G_MAXINT32);
      g_autofree char *text = encore_text_clock (due);

      g_assert_true (encore_text_parse_clock (text, 1, &ms));
      g_assert_cmpint (ms, ==, due);
    }
}

/* Whatever bytes come, they are read or refused. */
static void
test_mutations (void)
{
  static const char seed[]
      = "start;end;type;note\n1,5;2;\"a\"\"b\nc\";x\n0:01;0:02;missed;'=y\n1.0\t2.0\tz\n\\\t1\t2\n";

  for (int run = 0; run < 3000; run++)
    {
      g_autofree char *bytes = g_memdup2 (seed, sizeof seed - 1);
      gsize length = g_test_rand_int_range (0, sizeof seed);
      g_autoptr (GError) error = NULL;

      for (int i = g_test_rand_int_range (0, 8); i > 0 && length > 0; i--)
        bytes[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (0, 256);

      g_autoptr (GPtrArray) labels = encore_labels_read (bytes, length, 0, NULL, &error);

      g_assert_true ((labels == NULL) == (error != NULL));
      for (guint i = 0; labels != NULL && i < labels->len; i++)
        {
          EncoreLabel *label = g_ptr_array_index (labels, i);

          g_assert_cmpint (label->start_ms, >=, 0);
          g_assert_cmpint (label->end_ms, >=, label->start_ms);
          g_assert_true (g_utf8_validate (label->note, -1, NULL));
        }
    }
}

static void
test_corpus (void)
{
  g_autofree char *path = encore_test_corpus ("formats/audacity-labels/auto40_labels.txt");
  g_autofree char *text = NULL;

  if (path == NULL)
    return;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_autoptr (GPtrArray) labels = read_text (text, 0, 0);
  EncoreLabel *third = g_ptr_array_index (labels, 2);

  g_assert_cmpuint (labels->len, ==, 53);
  g_assert_cmpint (third->start_ms, ==, 6860);
  g_assert_cmpint (third->end_ms, ==, 9460);
  g_assert_cmpstr (third->note, ==, "caller");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/audacity", test_audacity);
  g_test_add_func ("/labels/tables", test_tables);
  g_test_add_func ("/labels/bad-lines", test_bad_lines);
  g_test_add_func ("/labels/bad-files", test_bad_files);
  g_test_add_func ("/labels/meaning", test_meaning);
  g_test_add_func ("/labels/round-trip", test_round_trip);
  g_test_add_func ("/labels/formulas", test_formulas);
  g_test_add_func ("/labels/clock", test_clock);
  g_test_add_func ("/labels/mutations", test_mutations);
  g_test_add_func ("/labels/corpus", test_corpus);
  return g_test_run ();
}
