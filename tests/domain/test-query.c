/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-query-part.h"
#include "encore-query.h"

static EncoreQueryTerm *
get_term (EncoreQuery *query,
          guint        index)
{
  g_assert_cmpuint (index, <, query->terms->len);
  return g_ptr_array_index (query->terms, index);
}

static void
test_words (void)
{
  g_autoptr (EncoreQuery) query = encore_query_new ("refund \"rent is due\" -voucher promis* tomor");

  g_assert_cmpuint (query->terms->len, ==, 5);
  g_assert_cmpstr (get_term (query, 0)->words, ==, "refund");
  g_assert_false (get_term (query, 0)->is_prefix);
  g_assert_cmpstr (get_term (query, 1)->words, ==, "rent is due");
  g_assert_true (get_term (query, 2)->is_excluded);
  g_assert_cmpstr (get_term (query, 2)->words, ==, "voucher");
  g_assert_true (get_term (query, 3)->is_prefix);
  g_assert_true (get_term (query, 4)->is_prefix); /* still being typed */
  g_assert_true (encore_query_has_words (query));
}

static void
test_finished_words (void)
{
  g_autoptr (EncoreQuery) query = encore_query_new ("refund ");
  g_autoptr (EncoreQuery) quoted = encore_query_new ("\"refund\"");
  g_autoptr (EncoreQuery) excluded = encore_query_new ("-refu");

  g_assert_false (get_term (query, 0)->is_prefix);
  g_assert_false (get_term (quoted, 0)->is_prefix);
  g_assert_false (get_term (excluded, 0)->is_prefix);
  g_assert_false (encore_query_has_words (excluded));
}

static void
test_filters (void)
{
  g_autoptr (EncoreQuery) query = encore_query_new ("agent:dana customer:\"Mrs Cole\" scenario:charge queue:billing"
                                                    " after:2026-03-01 before:2026-04 moment:missed late");

  g_assert_cmpstr (query->agent, ==, "dana");
  g_assert_cmpstr (query->customer, ==, "Mrs Cole");
  g_assert_cmpstr (query->scenario, ==, "charge");
  g_assert_cmpstr (query->queue, ==, "billing");
  g_assert_cmpint (query->after, ==, 1772323200000);  /* date -u -d 2026-03-01 */
  g_assert_cmpint (query->before, ==, 1775001600000); /* date -u -d 2026-04-01 */
  g_assert_true (query->has_moment);
  g_assert_cmpint (query->outcome, ==, ENCORE_OUTCOME_MISSED);
  g_assert_cmpuint (query->terms->len, ==, 1);
  g_assert_null (query->misread);
}

static void
test_misread (void)
{
  static const char *const typed[] = { "before:soon", "after:2026-13", "after:",          "before:2026-",
                                       "agent:",      "moment:",       "after:2026-02-30" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (EncoreQuery) query = encore_query_new (typed[i]);

      g_assert_cmpstr (query->misread, ==, typed[i]);
      g_assert_true (encore_query_is_empty (query));
    }
}

/* A colon that belongs to no filter is a mark like any other. */
static void
test_other_colons (void)
{
  g_autoptr (EncoreQuery) query = encore_query_new ("12:30 note:well -agent:x");

  g_assert_null (query->misread);
  g_assert_null (query->agent);
  g_assert_cmpuint (query->terms->len, ==, 3);
}

static void
assert_found (const char *typed,
              const char *text,
              const char *expected)
{
  g_autoptr (EncoreQuery) query = encore_query_new (typed);
  g_autoptr (GArray) ranges = encore_query_find (query, text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      const EncoreTextRange *range = &g_array_index (ranges, EncoreTextRange, i);

      g_string_append_printf (found, "[%.*s]", (int) (range->end - range->start), text + range->start);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_find (void)
{
  assert_found ("refund ", "A REFUND? Refunds, refund.", "[REFUND][refund]");
  assert_found ("refund", "A REFUND? Refunds.", "[REFUND][Refunds]");
  assert_found ("\"is due\"", "It is due; due is it.", "[is due]");
  assert_found ("cafe ", "The café, the cafe\xcc\x81.", "[café][cafe\xcc\x81]");
  assert_found ("退款", "我要退款，退，款", "[退款][退，款]");
  assert_found ("กาแฟ", "ชอบกาแฟเย็นมาก กา แฟ", "[กาแฟ][กา แฟ]");
  assert_found ("ที", "ที่ ทีม ทุ", "[ที่][ที]"); /* still being typed */
  assert_found ("ที ", "ที่ ทีม ทุ", "[ที]");   /* a vowel or tone is no accent */
  assert_found ("น้ำ", "ดื่มน้ํา", "[น้ํา]");    /* one letter or two for the same vowel */
  assert_found ("ກາເຟ", "ມັກກາເຟເຢັນ", "[ກາເຟ]");
  assert_found ("ភាសា", "និយាយភាសាខ្មែរ", "[ភាសា]");
  assert_found ("ခွေး", "ကျွန်တော်ခွေးချစ်", "[ခွေး]");
  assert_found ("हिन्दी ", "हिन्दी हन्द", "[हिन्दी]");
  assert_found ("كتب ", "كَتَبَ", "[كَتَبَ]");
  assert_found ("コーヒー", "アイスコーヒーを", "[コーヒー]");
  assert_found ("ガス", "カス ガス ｶﾞｽ", "[ガス][ｶﾞｽ]");
  assert_found ("ngay hoc", "Ngày học ơn", "[Ngày][học]");
  assert_found ("strasse", "Die Straße, STRASSE", "[Straße][STRASSE]");
  assert_found ("one two", "one two", "[one][two]");
  assert_found ("\"one two\" \"two three\"", "one two three", "[one two three]");
  assert_found ("-one", "one", "");
  assert_found ("", "one", "");
  assert_found ("one", "", "");
}

/* Bytes that are no text, marks that mean something elsewhere: words or nothing, never a fault. */
static void
test_odd (void)
{
  static const char *const odd[] = { "\"",       "\"\"", "-",        "--",    "-\"",     "*",
                                     "\xff\xfe", ":",    "agent:\"", "-\"\"", "\xe9\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (EncoreQuery) query = encore_query_new (odd[i]);
      g_autoptr (GArray) ranges = encore_query_find (query, "some text");

      g_assert_cmpuint (ranges->len, ==, 0);
    }
}

/* The cursor stands at the bar. */
static void
assert_part (const char  *typed,
             EncoreFilter filter,
             const char  *value,
             EncoreFilter filled_filter,
             const char  *filled_value,
             const char  *filled)
{
  const char *bar = strchr (typed, '|');
  g_autoptr (GString) query = g_string_new_len (typed, bar - typed);
  g_string_append (query, bar + 1);
  g_autoptr (EncoreQueryPart) part = encore_query_part_at (query->str, (gsize) (bar - typed));
  gsize cursor;
  g_autofree char *is = encore_query_part_fill (part, query->str, filled_filter, filled_value, &cursor);
  g_autoptr (GString) with_bar = g_string_new (is);

  g_assert_cmpint (part->filter, ==, filter);
  g_assert_cmpstr (part->typed, ==, value);
  g_string_insert_c (with_bar, (gssize) cursor, '|');
  g_assert_cmpstr (with_bar->str, ==, filled);
}

static void
test_parts (void)
{
  assert_part ("|", ENCORE_FILTER_NONE, "", ENCORE_FILTER_AGENT, NULL, "agent:|");
  assert_part ("refund ag|", ENCORE_FILTER_NONE, "ag", ENCORE_FILTER_AGENT, NULL, "refund agent:|");
  assert_part ("refund agent:da|", ENCORE_FILTER_AGENT, "da", ENCORE_FILTER_AGENT, "Dana Reyes",
               "refund agent:\"Dana Reyes\" |");
  assert_part ("agent:\"dana r|\" late", ENCORE_FILTER_AGENT, "dana r", ENCORE_FILTER_AGENT, "Dana Reyes",
               "agent:\"Dana Reyes\" |late");
  assert_part ("agent:\"dana r|", ENCORE_FILTER_AGENT, "dana r", ENCORE_FILTER_AGENT, "Dan", "agent:Dan |");
  assert_part ("Moment:| x", ENCORE_FILTER_MOMENT, "", ENCORE_FILTER_MOMENT, "missed", "moment:missed |x");
  assert_part ("agent:x |y", ENCORE_FILTER_NONE, "", ENCORE_FILTER_QUEUE, "a \"b\"", "agent:x queue:\"a  b \" |");
  assert_part ("退款 之|后", ENCORE_FILTER_NONE, "之", ENCORE_FILTER_BEFORE, "2026", "退款 before:2026 |");
  assert_part ("note:da|", ENCORE_FILTER_NONE, "note:da", ENCORE_FILTER_AFTER, NULL, "after:|");
  for (int i = ENCORE_FILTER_AGENT; i < ENCORE_N_FILTERS; i++)
    {
      g_autofree char *typed = g_strconcat (encore_filter_to_id ((EncoreFilter) i), ":2026", NULL);
      g_autoptr (EncoreQuery) query = encore_query_new (typed);

      g_assert_cmpint (encore_filter_from_id (encore_filter_to_id ((EncoreFilter) i)), ==, i);
      g_assert_nonnull (encore_filter_to_label ((EncoreFilter) i));
      g_assert_cmpuint (query->terms->len, ==, 0); /* the query knows it too */
    }
}

/* One letter is a word, until there are two; but a Chinese or Thai one says enough. */
static void
test_first_letter (void)
{
  g_autoptr (EncoreQuery) letter = encore_query_new ("s");
  g_autoptr (EncoreQuery) star = encore_query_new ("é*");
  g_autoptr (EncoreQuery) two = encore_query_new ("st");
  g_autoptr (EncoreQuery) thai = encore_query_new ("ท");

  g_assert_false (get_term (letter, 0)->is_prefix);
  g_assert_false (get_term (star, 0)->is_prefix);
  g_assert_true (get_term (two, 0)->is_prefix);
  g_assert_true (get_term (thai, 0)->is_prefix);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/query/words", test_words);
  g_test_add_func ("/domain/query/finished-words", test_finished_words);
  g_test_add_func ("/domain/query/filters", test_filters);
  g_test_add_func ("/domain/query/misread", test_misread);
  g_test_add_func ("/domain/query/other-colons", test_other_colons);
  g_test_add_func ("/domain/query/find", test_find);
  g_test_add_func ("/domain/query/odd", test_odd);
  g_test_add_func ("/domain/query/parts", test_parts);
  g_test_add_func ("/domain/query/first-letter", test_first_letter);
  return g_test_run ();
}
