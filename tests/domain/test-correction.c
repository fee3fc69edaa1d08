/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-correction.h"

#include <string.h>

/* A segment whose words follow one another evenly from @start_ms on, each for @each_ms. */
static EncoreSegment *
spoken (gint64      start_ms,
        gint64      each_ms,
        const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  EncoreSegment *segment = encore_segment_new (start_ms, start_ms + each_ms * g_strv_length (words), "Agent", text);
  gsize offset = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      encore_segment_add_word (segment, start_ms + i * each_ms, start_ms + (i + 1) * each_ms, offset, strlen (words[i]),
                               0.5f + 0.01f * (float) i);
      offset += strlen (words[i]) + 1;
    }

  return segment;
}

/* "text@start-end" of each word, so that a test shows at a glance what is expected. */
static char *
describe_words (const EncoreSegment *segment)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      g_assert_cmpuint (word->offset + word->length, <=, strlen (segment->text));
      g_string_append_printf (words, "%s%.*s@%d-%d", i > 0 ? " " : "", (int) word->length, segment->text + word->offset,
                              (int) word->start_ms, (int) word->end_ms);
    }

  return g_string_free (words, FALSE);
}

static void
assert_corrected (const EncoreSegment *segment,
                  const char          *text,
                  const char          *expected)
{
  g_autoptr (EncoreSegment) corrected = encore_correction_set_text (segment, text);
  g_autofree char *words = describe_words (corrected);

  g_assert_cmpstr (corrected->text, ==, text);
  g_assert_cmpstr (words, ==, expected);
  g_assert_cmpint (corrected->start_ms, ==, segment->start_ms);
  g_assert_cmpint (corrected->end_ms, ==, segment->end_ms);
}

static void
test_text_keeps_times (void)
{
  g_autoptr (EncoreSegment) segment = spoken (1000, 100, "my rend is dew tomorrow");

  assert_corrected (segment, "my rend is dew tomorrow",
                    "my@1000-1100 rend@1100-1200 is@1200-1300 dew@1300-1400 tomorrow@1400-1500");
  /* A word for another takes its time. */
  assert_corrected (segment, "my rent is due tomorrow",
                    "my@1000-1100 rent@1100-1200 is@1200-1300 due@1300-1400 tomorrow@1400-1500");
  /* Case and punctuation are no other word. */
  assert_corrected (segment, "My rend is dew, tomorrow.",
                    "My@1000-1100 rend@1100-1200 is@1200-1300 dew,@1300-1400 tomorrow.@1400-1500");
  /* Two for one share by length. */
  assert_corrected (segment, "my rend is abc def. tomorrow",
                    "my@1000-1100 rend@1100-1200 is@1200-1300 abc@1300-1342 def.@1342-1400 tomorrow@1400-1500");
  /* One for two has the time of both. */
  assert_corrected (segment, "my rend was tomorrow", "my@1000-1100 rend@1100-1200 was@1200-1400 tomorrow@1400-1500");
  /* What went leaves a pause. */
  assert_corrected (segment, "my tomorrow", "my@1000-1100 tomorrow@1400-1500");
  /* What came where nothing was said lies between its neighbours, in order. */
  assert_corrected (segment, "my own rend is dew tomorrow",
                    "my@1000-1100 own@1100-1100 rend@1100-1200 is@1200-1300 dew@1300-1400 tomorrow@1400-1500");
  assert_corrected (segment, "", "");
}

static void
test_text_fills_pauses (void)
{
  g_autoptr (EncoreSegment) segment = encore_segment_new (0, 4000, "Agent", "one four");

  encore_segment_add_word (segment, 500, 1000, 0, 3, 0.9f);
  encore_segment_add_word (segment, 2000, 2500, 4, 4, 0.4f);
  assert_corrected (segment, "one two six four", "one@500-1000 two@1000-1500 six@1500-2000 four@2000-2500");
  assert_corrected (segment, "zero one four", "zero@0-500 one@500-1000 four@2000-2500");
  assert_corrected (segment, "one four five", "one@500-1000 four@2000-2500 five@2500-4000");
  assert_corrected (segment, "seven", "seven@500-2500");

  g_autoptr (EncoreSegment) corrected = encore_correction_set_text (segment, "One two Four");
  g_assert_cmpfloat (g_array_index (corrected->words, EncoreWord, 0).confidence, ==, 0.9f);
  g_assert_cmpfloat (g_array_index (corrected->words, EncoreWord, 1).confidence, <, 0);
  g_assert_cmpfloat (g_array_index (corrected->words, EncoreWord, 2).confidence, ==, 0.4f);
}

static void
test_text_of_other_kinds (void)
{
  g_autoptr (EncoreSegment) plain = encore_segment_new (0, 4000, "Agent", "one four");
  g_autoptr (EncoreSegment) corrected = encore_correction_set_text (plain, "one five");
  g_assert_null (corrected->words);

  /* Without spaces each character stands alone. */
  g_autoptr (EncoreSegment) chinese = encore_segment_new (0, 400, NULL, "我要退款");
  for (guint i = 0; i < 4; i++)
    encore_segment_add_word (chinese, i * 100, i * 100 + 100, i * 3, 3, -1);
  assert_corrected (chinese, "我想退款", "我@0-100 想@100-200 退@200-300 款@300-400");

  /* A recogniser's pieces of words stay pieces. */
  g_autoptr (EncoreSegment) pieces = encore_segment_new (0, 300, NULL, "hamster wheel");
  encore_segment_add_word (pieces, 0, 100, 0, 3, -1);
  encore_segment_add_word (pieces, 100, 200, 3, 4, -1);
  encore_segment_add_word (pieces, 200, 300, 8, 5, -1);
  assert_corrected (pieces, "hamster wheels", "ham@0-100 ster@100-200 wheels@200-300");

  /* Words nobody could place. */
  g_autoptr (EncoreSegment) lost = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, "a b");
  encore_segment_add_word (lost, ENCORE_NO_TIME, ENCORE_NO_TIME, 0, 1, 0.2f);
  g_autoptr (EncoreSegment) found = encore_correction_set_text (lost, "a c b");
  g_assert_cmpuint (found->words->len, ==, 2);
  g_assert_cmpint (g_array_index (found->words, EncoreWord, 1).start_ms, ==, ENCORE_NO_TIME);
}

/* Whatever is typed: words in order, inside the text, inside the segment. */
static void
test_text_at_random (void)
{
  static const char *const vocabulary[] = { "yes", "no", "the", "Rent", "rent.", "我", "\t", "a", "", "é" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) old = g_string_new (NULL);
      g_autoptr (GString) new = g_string_new (NULL);

      for (int i = g_test_rand_int_range (1, 12); i > 0; i--)
        g_string_append_printf (old, "%s%s", old->len > 0 ? " " : "", vocabulary[g_test_rand_int_range (0, 10)]);
      for (int i = g_test_rand_int_range (0, 14); i > 0; i--)
        g_string_append_printf (new, "%s ", vocabulary[g_test_rand_int_range (0, 10)]);

      g_autoptr (EncoreSegment) segment = spoken (5000, 130, old->str);
      g_autoptr (EncoreSegment) corrected = encore_correction_set_text (segment, new->str);
      gint64 start_ms = segment->start_ms;
      gsize offset = 0;

      for (guint i = 0; corrected->words != NULL && i < corrected->words->len; i++)
        {
          const EncoreWord *word = &g_array_index (corrected->words, EncoreWord, i);

          g_assert_cmpuint (word->offset, >=, offset);
          g_assert_cmpint (word->start_ms, >=, start_ms);
          g_assert_cmpint (word->end_ms, >=, word->start_ms);
          offset = word->offset + word->length;
          start_ms = word->start_ms;
        }
      g_assert_cmpuint (offset, <=, new->len);
      g_assert_cmpint (start_ms, <=, segment->end_ms);
    }
}

static void
test_span (void)
{
  g_autoptr (EncoreSegment) segment = spoken (1000, 100, "a b c d");
  g_autoptr (EncoreSegment) narrow = encore_correction_set_span (segment, (EncoreSpan) { 1150, 1250 });
  g_autofree char *words = describe_words (narrow);
  g_autoptr (EncoreSegment) turned = encore_correction_set_span (segment, (EncoreSpan) { 900, 800 });

  g_assert_cmpint (narrow->start_ms, ==, 1150);
  g_assert_cmpint (narrow->end_ms, ==, 1250);
  g_assert_cmpstr (words, ==, "a@1150-1150 b@1150-1200 c@1200-1250 d@1250-1250");
  g_assert_cmpint (turned->start_ms, ==, 900);
  g_assert_cmpint (turned->end_ms, ==, 900);
}

static void
test_split_and_join (void)
{
  g_autoptr (EncoreSegment) segment = spoken (1000, 100, "one two three");
  g_autoptr (EncoreSegment) first = NULL;
  g_autoptr (EncoreSegment) second = NULL;

  g_assert_true (encore_correction_split (segment, 8, &first, &second));
  g_autofree char *words = describe_words (first);
  g_autofree char *others = describe_words (second);
  g_assert_cmpstr (first->text, ==, "one two");
  g_assert_cmpstr (second->text, ==, "three");
  g_assert_cmpstr (words, ==, "one@1000-1100 two@1100-1200");
  g_assert_cmpstr (others, ==, "three@1200-1300");
  g_assert_cmpint (first->end_ms, ==, 1200);
  g_assert_cmpint (second->start_ms, ==, 1200);
  g_assert_cmpint (second->end_ms, ==, 1300);

  g_autoptr (EncoreSegment) joined = encore_correction_join (first, second);
  g_assert_true (encore_segment_equal (joined, segment));

  /* Nothing on one side is no split. */
  EncoreSegment *none = NULL;
  g_assert_false (encore_correction_split (segment, 0, &none, &none));
  g_assert_false (encore_correction_split (segment, 99, &none, &none));

  /* Without words the text says how far. */
  g_autoptr (EncoreSegment) plain = encore_segment_new (0, 1000, "Agent", "12345 7890");
  g_autoptr (EncoreSegment) left = NULL;
  g_autoptr (EncoreSegment) right = NULL;
  g_assert_true (encore_correction_split (plain, 6, &left, &right));
  g_assert_cmpint (left->end_ms, ==, 600);
  g_assert_cmpint (right->start_ms, ==, 600);
}

static void
test_time_map (void)
{
  EncoreTimeMap map;

  /* Two seconds late at the beginning, three an hour later. */
  g_assert_true (encore_time_map_from_points (&map, 10000, 12000, 3610000, 3613000));
  g_assert_cmpint (encore_time_map_apply (&map, 10000), ==, 12000);
  g_assert_cmpint (encore_time_map_apply (&map, 3610000), ==, 3613000);
  g_assert_cmpint (encore_time_map_apply (&map, 1810000), ==, 1812500);
  g_assert_cmpint (encore_time_map_apply (&map, ENCORE_NO_TIME), ==, ENCORE_NO_TIME);
  g_assert_false (encore_time_map_is_none (&map));
  g_assert_true (encore_time_map_is_none (&ENCORE_TIME_MAP_NONE));

  g_assert_false (encore_time_map_from_points (&map, 10000, 12000, 10500, 12500)); /* too near */
  g_assert_false (encore_time_map_from_points (&map, 10000, 12000, 20000, 9000));  /* the other way round */
  g_assert_false (encore_time_map_from_points (&map, 10000, 12000, 20000, 52000)); /* four times as fast */

  map = (EncoreTimeMap) { 1, -5000 };
  g_assert_cmpint (encore_time_map_apply (&map, 4000), ==, 0);
}

static EncoreTranscript *
make (const char *lines)
{
  EncoreTranscript *transcript = encore_transcript_new ("test");
  g_auto (GStrv) texts = g_strsplit (lines, "|", -1);

  for (guint i = 0; *lines != '\0' && texts[i] != NULL; i++)
    encore_transcript_add (transcript, spoken (i * 1000, 100, texts[i]));
  encore_transcript_finish (transcript);
  return transcript;
}

static void
test_map_times (void)
{
  g_autoptr (EncoreTranscript) transcript = make ("one two|three");
  const EncoreTimeMap map = { 2, 500 };
  g_autoptr (EncoreTranscript) moved = encore_correction_map_times (transcript, &map);
  g_autofree char *words = describe_words (encore_transcript_get (moved, 0));

  g_assert_cmpint (encore_transcript_get (moved, 1)->start_ms, ==, 2500);
  g_assert_cmpint (encore_transcript_get (moved, 1)->end_ms, ==, 2700);
  g_assert_cmpstr (words, ==, "one@500-700 two@700-900");
  g_assert_cmpint (encore_transcript_get (transcript, 1)->start_ms, ==, 1000); /* as it was */
}

static char *
describe_differences (const char *from,
                      const char *to)
{
  g_autoptr (EncoreTranscript) one = make (from);
  g_autoptr (EncoreTranscript) other = make (to);
  g_autoptr (GArray) differences = encore_differences_between (one, other);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const EncoreDifference *difference = &g_array_index (differences, EncoreDifference, i);

      g_string_append_printf (all, "%s%u+%u>%u+%u", i > 0 ? " " : "", difference->from, difference->n_from,
                              difference->to, difference->n_to);
    }

  return g_string_free (all, FALSE);
}

static void
test_differences (void)
{
  static const struct
  {
    const char *from, *to, *expected;
  } cases[] = {
    { "a|b|c", "a|b|c", "" },
    { "a|b|c", "a|x|c", "1+1>1+1" },
    { "a|b|c", "x|b|y", "0+1>0+1 2+1>2+1" },
    { "a|b|c", "a|b|x|c", "2+0>2+1" },
    { "a|b|c", "a|c", "1+1>1+0" },
    { "a|b c|d|e", "a|b|c|d|e", "1+1>1+2" },
    { "a|b|c|d|e", "a|b c|d|e", "1+2>1+1" },
    { "a|b", "a|b|c|d", "2+0>2+2" },
    { "a|b", "", "0+2>0+0" },
    { "yes|ok|yes|ok|no", "yes|okay|yes|ok|no", "1+1>1+1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = describe_differences (cases[i].from, cases[i].to);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_map_index (void)
{
  g_autoptr (EncoreTranscript) from = make ("a|b c|d|x|e|f");
  g_autoptr (EncoreTranscript) to = make ("a|b|c|d|x|f");
  g_autoptr (GArray) differences = encore_differences_between (from, to);
  const int expected[] = { 0, 1, 3, 4, 5, 5 };

  for (int i = 0; i < 6; i++)
    g_assert_cmpint (encore_differences_map_index (differences, i, 6), ==, expected[i]);
  g_assert_cmpint (encore_differences_map_index (differences, -1, 6), ==, -1);
}

static void
test_replace_shares (void)
{
  g_autoptr (EncoreTranscript) transcript = make ("a|b|c|d");
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_segment_unref);

  g_ptr_array_add (segments, encore_correction_set_text (encore_transcript_get (transcript, 1), "x"));
  g_autoptr (EncoreTranscript) corrected = encore_correction_replace (transcript, 1, 1, segments);
  g_assert_true (encore_transcript_get (corrected, 0) == encore_transcript_get (transcript, 0));
  g_assert_true (encore_transcript_get (corrected, 3) == encore_transcript_get (transcript, 3));
  g_assert_cmpstr (encore_transcript_get (corrected, 1)->text, ==, "x");
  g_assert_cmpstr (encore_transcript_get (transcript, 1)->text, ==, "b");

  /* Read anew it shares again what is equal. */
  g_autoptr (EncoreTranscript) read = make ("a|x|c|d");
  g_autoptr (EncoreTranscript) shared = encore_correction_share (read, transcript);
  g_assert_cmpuint (encore_transcript_get_length (shared), ==, 4);
  g_assert_true (encore_transcript_get (shared, 0) == encore_transcript_get (transcript, 0));
  g_assert_true (encore_transcript_get (shared, 1) == encore_transcript_get (read, 1));
  g_assert_true (encore_transcript_get (shared, 3) == encore_transcript_get (transcript, 3));

  /* The last one out closes the door. */
  g_clear_object (&transcript);
  g_assert_cmpstr (encore_transcript_get (corrected, 0)->text, ==, "a");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/correction/text-keeps-times", test_text_keeps_times);
  g_test_add_func ("/domain/correction/text-fills-pauses", test_text_fills_pauses);
  g_test_add_func ("/domain/correction/text-of-other-kinds", test_text_of_other_kinds);
  g_test_add_func ("/domain/correction/text-at-random", test_text_at_random);
  g_test_add_func ("/domain/correction/span", test_span);
  g_test_add_func ("/domain/correction/split-and-join", test_split_and_join);
  g_test_add_func ("/domain/correction/time-map", test_time_map);
  g_test_add_func ("/domain/correction/map-times", test_map_times);
  g_test_add_func ("/domain/correction/differences", test_differences);
  g_test_add_func ("/domain/correction/map-index", test_map_index);
  g_test_add_func ("/domain/correction/replace-shares", test_replace_shares);
  return g_test_run ();
}
