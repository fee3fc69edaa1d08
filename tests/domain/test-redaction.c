/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-detect.h"
#include "encore-redaction.h"

#include <string.h>

/* "words" of equal length in time: "my card is 4111 ok" from 1000 to 6000 is one second a word */
static EncoreSegment *
timed_words (gint64      start_ms,
             gint64      word_ms,
             const char *speaker,
             const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  EncoreSegment *segment = encore_segment_new (start_ms, start_ms + n * word_ms, speaker, text);
  gsize offset = 0;

  for (guint i = 0; i < n; i++)
    {
      encore_segment_add_word (segment, start_ms + i * word_ms, start_ms + (i + 1) * word_ms, offset, strlen (words[i]),
                               0.9f);
      offset += strlen (words[i]) + 1;
    }

  return segment;
}

static EncoreTranscript *
transcript_of (EncoreSegment *first,
               ...)
{
  EncoreTranscript *transcript = encore_transcript_new ("test");
  va_list others;

  va_start (others, first);
  for (EncoreSegment *segment = first; segment != NULL; segment = va_arg (others, EncoreSegment *))
    encore_transcript_add (transcript, segment);
  va_end (others);
  encore_transcript_finish (transcript);
  return transcript;
}

static GPtrArray *
list_of (EncoreRedaction *redaction)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (list, redaction);
  return list;
}

static const char *
text_at (EncoreTranscript *transcript,
         guint             index)
{
  return encore_transcript_get (transcript, index)->text;
}

static void
assert_words_fit (EncoreTranscript *transcript)
{
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      gsize at = 0;

      for (guint j = 0; segment->words != NULL && j < segment->words->len; j++)
        {
          const EncoreWord *word = &g_array_index (segment->words, EncoreWord, j);

          g_assert_cmpuint (word->offset, >=, at);
          g_assert_cmpuint (word->offset + word->length, <=, strlen (segment->text));
          at = word->offset + word->length;
        }
    }
}

/* A stretch of sound hides the words that are said in it, wholly, and is widened to them. */
static void
test_span_of_words (void)
{
  g_autoptr (EncoreTranscript) raw = transcript_of (timed_words (1000, 1000, "A", "my card is 4111 1111 ok"),
                                                    timed_words (8000, 1000, "B", "thank you"), NULL);
  EncoreRedaction *redaction = encore_redaction_of_span (raw, 0, (EncoreSpan) { 4200, 5300 });
  g_autoptr (GPtrArray) list = list_of (redaction);
  g_autoptr (EncoreTranscript) masked = encore_redactions_mask (list, raw, 0);

  g_assert_cmpint (redaction->span.start_ms, ==, 4000);
  g_assert_cmpint (redaction->span.end_ms, ==, 6000);
  g_assert_cmpstr (text_at (masked, 0), ==, "my card is [redacted] ok");
  g_assert_cmpstr (text_at (masked, 1), ==, "thank you");
  g_assert_cmpstr (text_at (raw, 0), ==, "my card is 4111 1111 ok");
  assert_words_fit (masked);

  const EncoreSegment *segment = encore_transcript_get (masked, 0);
  g_assert_cmpuint (segment->words->len, ==, 5);
  const EncoreWord *word = &g_array_index (segment->words, EncoreWord, 3);
  g_assert_cmpint (word->start_ms, ==, 4000);
  g_assert_cmpint (word->end_ms, ==, 6000);
  g_assert_cmpuint (word->offset, ==, 11);
  g_assert_cmpuint (word->length, ==, strlen (ENCORE_REDACTED));

  g_assert_true (encore_transcript_is_redacted (masked, 0));
  g_assert_false (encore_transcript_is_redacted (masked, 1));
  g_assert_false (encore_transcript_is_redacted (raw, 0));
  g_assert_cmpuint (encore_transcript_raw_offset (masked, 0, 5, FALSE), ==, 5);
  g_assert_cmpuint (encore_transcript_raw_offset (masked, 0, 14, FALSE), ==, 11);
  g_assert_cmpuint (encore_transcript_raw_offset (masked, 0, 14, TRUE), ==, 20);
  g_assert_cmpuint (encore_transcript_raw_offset (masked, 0, strlen (segment->text), TRUE), ==, 23);
}

/* Both parties are silent while one of them is redacted: neither can be read. */
static void
test_overlapping_speech (void)
{
  g_autoptr (EncoreTranscript) raw = transcript_of (timed_words (0, 1000, "A", "one two three four"),
                                                    timed_words (1500, 1000, "B", "aha go on"), NULL);
  g_autoptr (GPtrArray) list = list_of (encore_redaction_of_text (raw, 0, 0, 4, 0, 7));
  g_autoptr (EncoreTranscript) masked = encore_redactions_mask (list, raw, 0);

  g_assert_cmpstr (text_at (masked, 0), ==, "one [redacted] three four");
  g_assert_cmpstr (text_at (masked, 1), ==, "[redacted] go on");
}

/* Words without a time were said somewhere between their neighbours: they are hidden rather than not. */
static void
test_words_without_times (void)
{
  EncoreSegment *segment = encore_segment_new (0, 4000, "A", "call 555 now, uh please");

  encore_segment_add_word (segment, 0, 1000, 0, 4, -1);
  encore_segment_add_word (segment, ENCORE_NO_TIME, ENCORE_NO_TIME, 5, 3, -1);
  encore_segment_add_word (segment, 2000, 3000, 9, 3, -1);
  encore_segment_add_word (segment, 3000, 4000, 17, 6, -1); /* "uh" is no word to the recogniser */

  g_autoptr (EncoreTranscript) raw = transcript_of (segment, NULL);
  g_autoptr (EncoreRedaction) middle = encore_redaction_new ();
  g_autoptr (GPtrArray) list = list_of (g_object_ref (middle));

  middle->span = (EncoreSpan) { 1200, 1300 };
  g_autoptr (EncoreTranscript) masked = encore_redactions_mask (list, raw, 0);
  g_assert_cmpstr (text_at (masked, 0), ==, "call [redacted] now, uh please");

  middle->span = (EncoreSpan) { 2500, 2600 };
  g_autoptr (EncoreTranscript) beside = encore_redactions_mask (list, raw, 0);
  g_assert_cmpstr (text_at (beside, 0), ==, "call 555 [redacted] please");
}

/* Without word times: the text that was chosen, exactly; a stretch of sound with some more around it. */
static void
test_turns (void)
{
  const char *text = "yes it is dana at home, and the card ends in four two";
  g_autoptr (EncoreTranscript) raw = transcript_of (encore_segment_new (10000, 20000, "A", text),
                                                    encore_segment_new (20000, 25000, "B", "thank you"), NULL);
  EncoreRedaction *redaction = encore_redaction_of_text (raw, 500, 0, 12, 0, 17);
  g_autoptr (GPtrArray) list = list_of (redaction);
  g_autoptr (EncoreTranscript) masked = encore_redactions_mask (list, raw, 500);

  g_assert_cmpstr (text_at (masked, 0), ==, "yes it is [redacted] home, and the card ends in four two");
  g_assert_cmpint (redaction->span.start_ms, >=, 10500);
  g_assert_cmpint (redaction->span.start_ms, <, 10500 + 10000 * 10 / (gint64) strlen (text));
  g_assert_cmpint (redaction->span.end_ms, >, 10500 + 10000 * 17 / (gint64) strlen (text));

  /* By sound alone, whole words, and those around it. */
  g_autoptr (EncoreRedaction) heard = encore_redaction_new ();
  g_autoptr (GPtrArray) sound = list_of (g_object_ref (heard));
  heard->span = (EncoreSpan) { 15000, 16000 };
  g_autoptr (EncoreTranscript) rough = encore_redactions_mask (sound, raw, 0);
  g_assert_true (g_str_has_prefix (text_at (rough, 0), "yes it is dana at "));
  g_assert_true (g_str_has_suffix (text_at (rough, 0), "in four two"));
  g_assert_null (strstr (text_at (rough, 0), "and the"));

  heard->span = (EncoreSpan) { 9000, 21000 };
  g_autoptr (EncoreTranscript) whole = encore_redactions_mask (sound, raw, 0);
  g_assert_cmpstr (text_at (whole, 0), ==, "[redacted]");
}

/* It finds what was said again in another transcript of the call, and in one whose times were repaired. */
static void
test_changed_transcript (void)
{
  g_autoptr (EncoreTranscript) raw = transcript_of (encore_segment_new (0, 9000, "A", "Mail dana@example.com please"),
                                                    NULL);
  EncoreRedaction *redaction = encore_redaction_of_text (raw, 0, 0, 5, 0, 21);
  g_autoptr (GPtrArray) list = list_of (redaction);

  g_autoptr (EncoreTranscript) split = transcript_of (encore_segment_new (0, 4000, "A", "Mail"),
                                                      encore_segment_new (4000, 9000, "A", "DANA@example.com, please"),
                                                      NULL);
  g_autoptr (EncoreTranscript) masked_split = encore_redactions_mask (list, split, 0);
  g_assert_cmpstr (text_at (masked_split, 1), ==, "[redacted], please");

  /* Moved by a minute: the words are still those that were meant. */
  g_autoptr (EncoreTranscript) moved
      = transcript_of (encore_segment_new (0, 9000, "B", "Hello there, it is me"),
                       encore_segment_new (60000, 69000, "A", "Mail dana@example.com now"), NULL);
  g_autoptr (EncoreTranscript) masked_moved = encore_redactions_mask (list, moved, 0);
  g_assert_cmpstr (text_at (masked_moved, 1), ==, "Mail [redacted] now");

  /* Without times it is found by what it says. */
  g_autoptr (EncoreTranscript) untimed
      = transcript_of (encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "B", "Hello"),
                       encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "A", "it's dana@example.com"), NULL);
  g_autoptr (EncoreTranscript) masked_untimed = encore_redactions_mask (list, untimed, 0);
  g_assert_cmpstr (text_at (masked_untimed, 0), ==, "Hello");
  g_assert_cmpstr (text_at (masked_untimed, 1), ==, "it's [redacted]");
}

static void
test_untimed_and_purged (void)
{
  g_autoptr (EncoreTranscript) raw
      = transcript_of (encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "A", "my pin is 4711"),
                       encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "B", "4711 is fine"), NULL);
  EncoreRedaction *redaction = encore_redaction_of_text (raw, 0, 0, 10, 0, 14);
  g_autoptr (GPtrArray) list = list_of (redaction);

  g_assert_cmpint (redaction->span.start_ms, ==, ENCORE_NO_TIME);
  g_autoptr (EncoreTranscript) masked = encore_redactions_mask (list, raw, 0);
  g_assert_cmpstr (text_at (masked, 0), ==, "my pin is [redacted]");
  g_assert_cmpstr (text_at (masked, 1), ==, "4711 is fine"); /* only where it was marked */

  /* After the purge: again the same, and again the same when it comes back with an import. */
  EncoreRedactionPlace *place = g_ptr_array_index (redaction->places, 0);
  g_clear_pointer (&place->text, g_free);
  redaction->purged_at = 1;
  g_autoptr (EncoreTranscript) once_more = encore_redactions_mask (list, masked, 0);
  g_assert_cmpstr (text_at (once_more, 0), ==, "my pin is [redacted]");
  g_autoptr (EncoreTranscript) imported = encore_redactions_mask (list, raw, 0);
  g_assert_cmpstr (text_at (imported, 0), ==, "my pin is [redacted]");
}

static void
test_notes (void)
{
  g_autoptr (EncoreTranscript) raw
      = transcript_of (encore_segment_new (0, 9000, "A", "the card is four one one one, 1111 1111 1111 1111. Zoë's"),
                       NULL);
  g_autoptr (GPtrArray) list = list_of (encore_redaction_of_text (raw, 0, 0, 12, 0, 49));
  g_autofree char *spoken
      = encore_redactions_mask_note (list, "Said 41111111-1111-11111111 twice: 4111 1111 1111 1111 1111!");
  g_autofree char *same = encore_redactions_mask_note (list, "He knew the card.");
  g_autofree char *cut = encore_redactions_mask_note (list, "the card is four one one one, 1111 11…");
  g_autofree char *none = encore_redactions_mask_note (list, NULL);

  g_assert_cmpstr (spoken, ==, "Said [redacted] twice: [redacted]!");
  g_assert_cmpstr (same, ==, "He knew the card.");
  g_assert_cmpstr (cut, ==, "the card is [redacted]…");
  g_assert_null (none);

  /* Edited while it was masked: what is hidden stays under its marks, unless one of them was taken away. */
  const char *stored = "[redacted]: 41111111111111111111 was said";
  g_autofree char *edited = encore_redactions_unmask_note (list, stored, "[redacted]: [redacted] was read out");
  g_autofree char *removed = encore_redactions_unmask_note (list, stored, "[redacted] was read out");
  g_autofree char *emptied = encore_redactions_unmask_note (list, stored, NULL);
  g_assert_cmpstr (edited, ==, "[redacted]: 41111111111111111111 was read out");
  g_assert_cmpstr (removed, ==, "[redacted] was read out");
  g_assert_null (emptied);

  /* A part that would be personal data by itself is hidden by itself. */
  g_autoptr (EncoreTranscript) long_turn
      = transcript_of (encore_segment_new (0, 9000, "A", "so you can write to Zoe.Smith@example.com any time"), NULL);
  g_autoptr (GPtrArray) longer = list_of (encore_redaction_of_text (long_turn, 0, 0, 0, 0, 51));
  g_autofree char *part = encore_redactions_mask_note (longer, "Write to zoë.smith@example.com tomorrow");
  g_assert_cmpstr (part, ==, "Write to [redacted] tomorrow");
}

static void
test_pack (void)
{
  g_autoptr (EncoreRedaction) redaction = encore_redaction_new ();
  g_autoptr (EncoreRedaction) back = encore_redaction_new ();

  encore_redaction_add_place (redaction, 3, 4, 9, "a\nb \"ü\\");
  encore_redaction_add_place (redaction, 4, 0, 0, NULL);
  g_autofree char *packed = encore_redaction_pack (redaction);
  encore_redaction_unpack (back, packed);
  encore_redaction_unpack (back, "nonsense\n-1 5 6 x\n7 9 8 y\n");

  g_assert_cmpuint (back->places->len, ==, 2);
  const EncoreRedactionPlace *first = g_ptr_array_index (back->places, 0),
                             *second = g_ptr_array_index (back->places, 1);
  g_assert_cmpstr (first->text, ==, "a\nb \"ü\\");
  g_assert_cmpint (first->segment, ==, 3);
  g_assert_cmpuint (first->start, ==, 4);
  g_assert_cmpuint (first->end, ==, 9);
  g_assert_null (second->text);
}

static void
test_spans (void)
{
  const EncoreSpan spans[] = { { 5000, 6000 }, { 1000, 2000 }, { ENCORE_NO_TIME, ENCORE_NO_TIME }, { 1500, 3000 } };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      EncoreRedaction *redaction = encore_redaction_new ();

      redaction->span = spans[i];
      g_ptr_array_add (list, redaction);
    }

  g_autoptr (GArray) joined = encore_redactions_spans (list);
  g_assert_cmpuint (joined->len, ==, 2);
  g_assert_cmpint (g_array_index (joined, EncoreSpan, 0).start_ms, ==, 1000);
  g_assert_cmpint (g_array_index (joined, EncoreSpan, 0).end_ms, ==, 3000);
  g_assert_cmpint (g_array_index (joined, EncoreSpan, 1).start_ms, ==, 5000);
  g_assert_true (encore_redactions_find (list, 5500) == g_ptr_array_index (list, 0));
  g_assert_null (encore_redactions_find (list, 6000));
  g_assert_null (encore_redactions_find (NULL, 6000));
}

/* What is found in each text: kind and words, one a line. */
static const struct
{
  const char *text;
  const char *found;
} texts[] = {
  /* cards */
  { "It's 4111 1111 1111 1111, expiring 12/28.", "card: 4111 1111 1111 1111\n" },
  { "5500-0000-0000-0004", "card: 5500-0000-0000-0004\n" },
  { "amex 378282246310005.", "card: 378282246310005\n" },
  { "four one one one, one one one one, one one one one, one one one one", "card: four one one one, one one one one,"
                                                                           " one one one one, one one one one\n" },
  { "Four double one one. 1111 1111 triple one 1 thanks", "card: Four double one one. 1111 1111 triple one 1\n" },
  { "four oh one two, 8888 8888 1881 and cvv 123", "card: four oh one two, 8888 8888 1881\n" },
  { "4111 1111 1111 1112", "" },       /* wrong check digit */
  { "order 9111 1111 1111 1111", "" }, /* no card begins so */
  { "tracking 1234567890123456", "" },
  /* phones */
  { "call me at (202) 555-0123 please", "phone: 202) 555-0123\n" },
  { "202-555-0123 or 202.555.0199", "phone: 202-555-0123\nphone: 202.555.0199\n" },
  { "1 800 555 0100", "phone: 1 800 555 0100\n" },
  { "+44 20 7946 0958", "phone: 44 20 7946 0958\n" },
  { "+49 (0)30 901820", "phone: 49 (0)30 901820\n" },
  { "my number is two oh two five five five oh one two three", "phone: two oh two five five five oh one two three\n" },
  { "reach me on 5550123", "phone: 5550123\n" },
  { "555-0123", "phone: 555-0123\n" },
  { "020 7946 0958", "phone: 020 7946 0958\n" },
  { "06 12 34 56 78", "phone: 06 12 34 56 78\n" },
  { "the phone is 2025550123", "phone: 2025550123\n" },
  { "order 2025550123", "" },
  { "I call about my order 202-555-0123", "" },
  { "ticket number 5550123", "" },
  { "2025550123 parcels", "" },
  /* times, dates, prices, addresses of computers */
  { "between 10:30 and 11:45", "" },
  { "on 2024-05-12 at 10:30", "" },
  { "12.05.2024", "" },
  { "$1,234,567.00", "" },
  { "it costs 1 234 567 euros", "" },
  { "that is 129.99", "" },
  { "host 192.168.100.200", "" },
  { "one moment, two of three", "" },
  { "twenty four seven", "" },
  { "one two three four five six", "" },
  { "SKU-123-456-7890", "" },
  { "#202-555-0123", "" },
  /* mail */
  { "write to dana.r+x@mail.example.co.uk.", "email: dana.r+x@mail.example.co.uk\n" },
  { "it's dana at example dot com", "email: dana at example dot com\n" },
  { "Dana dot Reyes underscore two at big hyphen shop dot co dot uk thanks",
    "" }, /* a hyphen within a name is not followed */
  { "dana dot reyes at example dot co dot uk thanks", "email: dana dot reyes at example dot co dot uk\n" },
  { "d a n a at example.com", "email: d a n a at example.com\n" },
  { "look at example dot com", "" },
  { "I am at home dot", "" },
  { "at 5 dot com", "" },
  { "meet me @ noon", "" },
};

static void
test_detector (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) found = encore_detect_in_text (texts[i].text);
      g_autoptr (GString) list = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        {
          const EncoreDetected *one = &g_array_index (found, EncoreDetected, j);

          g_string_append_printf (list, "%s: %.*s\n", encore_redaction_kind_to_id (one->kind),
                                  (int) (one->end - one->start), texts[i].text + one->start);
        }
      if (!g_str_equal (list->str, texts[i].found))
        g_test_message ("in “%s”", texts[i].text);
      g_assert_cmpstr (list->str, ==, texts[i].found);
    }
}

/* A number goes on over the turns of one party, with an "mm-hm" between. */
static void
test_detector_over_turns (void)
{
  g_autoptr (EncoreTranscript) transcript
      = transcript_of (encore_segment_new (0, 1000, "B", "What is your card number?"),
                       encore_segment_new (1000, 2000, "A", "it is 4111 1111"),
                       encore_segment_new (2000, 3000, "B", "Mm-hm."),
                       encore_segment_new (3000, 4000, "A", "1111 1111, okay?"),
                       encore_segment_new (4000, 5000, "B", "And your phone number?"),
                       encore_segment_new (5000, 6000, "A", "5550123"), NULL);
  g_autoptr (GArray) found = encore_detect_in_transcript (transcript);

  g_assert_cmpuint (found->len, ==, 2);
  const EncoreDetected *card = &g_array_index (found, EncoreDetected, 0);
  const EncoreDetected *phone = &g_array_index (found, EncoreDetected, 1);
  g_assert_cmpint (card->kind, ==, ENCORE_REDACTION_CARD);
  g_assert_cmpuint (card->first_segment, ==, 1);
  g_assert_cmpuint (card->start, ==, 6);
  g_assert_cmpuint (card->last_segment, ==, 3);
  g_assert_cmpuint (card->end, ==, 9);
  g_assert_cmpint (phone->kind, ==, ENCORE_REDACTION_PHONE);
  g_assert_cmpuint (phone->first_segment, ==, 5);

  g_autofree char *text = encore_detected_dup_text (card, transcript);
  g_assert_cmpstr (text, ==, "4111 1111 … Mm-hm. … 1111 1111");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/redaction/span-of-words", test_span_of_words);
  g_test_add_func ("/domain/redaction/overlapping-speech", test_overlapping_speech);
  g_test_add_func ("/domain/redaction/words-without-times", test_words_without_times);
  g_test_add_func ("/domain/redaction/turns", test_turns);
  g_test_add_func ("/domain/redaction/changed-transcript", test_changed_transcript);
  g_test_add_func ("/domain/redaction/untimed-and-purged", test_untimed_and_purged);
  g_test_add_func ("/domain/redaction/notes", test_notes);
  g_test_add_func ("/domain/redaction/pack", test_pack);
  g_test_add_func ("/domain/redaction/spans", test_spans);
  g_test_add_func ("/domain/redaction/detector", test_detector);
  g_test_add_func ("/domain/redaction/detector-over-turns", test_detector_over_turns);
  return g_test_run ();
}
