/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-speaker-name.h"

#define MAX_WORDS 3
#define MAX_BYTES 64

/* Words that stand before a colon in speech and are nobody's name. */
static const char *const not_names[] = {
  "a",     "and",       "answer",   "but",      "caution",  "date", "example", "ftp",     "hint", "http", "https",
  "i",     "important", "mailto",   "meeting",  "monday",   "note", "notes",   "ok",      "okay", "p.s.", "ps",
  "q",     "question",  "re",       "remember", "reminder", "so",   "step",    "subject", "tel",  "time", "tip",
  "today", "todo",      "tomorrow", "total",    "warning",  "yes",  "no",      "the",
};

static gboolean
is_blocked (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (not_names); i++)
    if (g_ascii_strcasecmp (word, not_names[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Names begin with a letter that is not a small one, or are an id such as SPEAKER_00. */
static gboolean
is_name_word (const char *word,
              gboolean    is_first)
{
  static const char *const particles[] = { "de", "da", "di", "van", "von", "der", "den", "la", "le", "al", "bin" };
  gunichar initial = g_utf8_get_char (word);

  if (g_unichar_isalpha (initial) && !g_unichar_islower (initial))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (particles); i++)
    if (g_str_equal (word, particles[i]))
      return TRUE;

  /* "Speaker 1", "Agent (May)" */
  return !is_first && (g_unichar_isdigit (initial) || initial == '(');
}

/**
 * encore_speaker_name_party:
 * @name: (nullable): a speaker as written
 *
 * Returns: the party that is meant; "Agent(May)" and "Agent 2" are agents, "Customer Service" is not a customer
 */
EncoreParty
encore_speaker_name_party (const char *name)
{
  if (name == NULL)
    return ENCORE_PARTY_UNKNOWN;

  g_autofree char *head = g_strstrip (g_strndup (name, strcspn (name, "(0123456789-_#")));

  return encore_party_from_name (head);
}

/**
 * encore_speaker_name_strip_badge:
 * @name: (inout): a speaker as a meeting program writes it
 *
 * Takes off what it hangs on the names of people from elsewhere.
 */
void
encore_speaker_name_strip_badge (char *name)
{
  static const char *const badges[] = { " (Guest)",      " (External)",         " External unfamiliar",
                                        " (Unverified)", " (Unverified guest)", " Unverified" };

  for (gsize i = 0; i < G_N_ELEMENTS (badges); i++)
    if (g_str_has_suffix (name, badges[i]) && strlen (name) > strlen (badges[i]))
      name[strlen (name) - strlen (badges[i])] = '\0';
}

/**
 * encore_speaker_name_from_label:
 * @label: (nullable): what a recogniser calls a speaker
 *
 * Returns: (transfer full) (nullable): a name for people: "Speaker 1" for "1", "Speaker A" for "A", others as they are
 */
char *
encore_speaker_name_from_label (const char *label)
{
  if (label == NULL || *label == '\0')
    return NULL;

  gboolean is_bare = label[1] == '\0' || strspn (label, "0123456789") == strlen (label);

  return is_bare ? g_strdup_printf ("Speaker %s", label) : g_strdup (label);
}

/* Whether it can be a name: few words, none of which stands in the way. */
gboolean
encore_speaker_name_is (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", MAX_WORDS + 1);
  guint n = g_strv_length (words);

  if (encore_speaker_name_party (name) != ENCORE_PARTY_UNKNOWN)
    return TRUE;

  if (n == 0 || n > MAX_WORDS || is_blocked (words[0]) || is_blocked (words[n - 1]))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!is_name_word (words[i], i == 0))
      return FALSE;

  return TRUE;
}

static gsize
skip_blanks (const char *text,
             gsize       at)
{
  while (text[at] == ' ' || text[at] == '\t')
    at++;

  return at;
}

/* Text between an opening mark and a closing one, as in "**Agent(May)**: " and "[SPEAKER_00]: ". */
static gsize
match_marked (const char *text,
              const char *open,
              const char *close,
              char      **name)
{
  if (!g_str_has_prefix (text, open))
    return 0;

  const char *start = text + strlen (open);
  const char *end = strstr (start, close);

  if (end == NULL || end == start || end - start > MAX_BYTES || memchr (start, '\n', (gsize) (end - start)) != NULL)
    return 0;

  gboolean colon_inside = end[-1] == ':';
  const char *after = end + strlen (close);

  if (colon_inside == (*after == ':'))
    return 0;

  *name = g_strstrip (g_strndup (start, (gsize) (end - start) - (colon_inside ? 1 : 0)));
  return skip_blanks (text, (gsize) (after - text) + (colon_inside ? 0 : 1));
}

static gsize
match_plain (const char *text,
             char      **name)
{
  gsize length = strcspn (text, ":\n");

  if (length == 0 || length > MAX_BYTES || text[length] != ':')
    return 0;

  /* "10:30", "https://" and "a:b" are no speakers */
  if (text[length + 1] != '\0' && !g_ascii_isspace (text[length + 1]))
    return 0;

  g_autofree char *candidate = g_strstrip (g_strndup (text, length));

  if (!encore_speaker_name_is (candidate))
    return 0;

  *name = g_steal_pointer (&candidate);
  return skip_blanks (text, length + 1);
}

/**
 * encore_speaker_name_match:
 * @text: UTF-8
 * @name: (out) (transfer full): the name, when one was found
 *
 * Returns: the bytes that the name takes at the head of @text, or 0
 */
gsize
encore_speaker_name_match (const char *text,
                           char      **name)
{
  gsize length = match_marked (text, "**", "**", name);

  if (length == 0)
    length = match_marked (text, "[", "]", name);
  if (length == 0)
    length = match_plain (text, name);

  return length;
}

static void
cut_head (EncoreSegment *segment,
          gsize          length,
          const char    *name)
{
  g_autofree char *text = g_strdup (segment->text + length);
  guint kept = 0;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      EncoreWord word = g_array_index (segment->words, EncoreWord, i);
      guint32 end = word.offset + word.length;

      if (end <= length)
        continue;

      word.offset = word.offset > length ? word.offset - (guint32) length : 0;
      word.length = end - (guint32) length - word.offset;
      g_array_index (segment->words, EncoreWord, kept++) = word;
    }

  if (segment->words != NULL)
    g_array_set_size (segment->words, kept);
  if (kept == 0)
    g_clear_pointer (&segment->words, g_array_unref);

  g_free (segment->text);
  segment->text = g_steal_pointer (&text);
  g_free (segment->speaker);
  segment->speaker = g_strdup (name);
  segment->party = encore_speaker_name_party (name);
}

static GHashTable *
count_names (GPtrArray *segments,
             guint     *n_named)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *n_named = 0;
  for (guint i = 0; i < segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (segments, i);
      char *name = NULL;

      if (segment->speaker != NULL || encore_speaker_name_match (segment->text, &name) == 0)
        continue;

      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (names, name));

      g_hash_table_replace (names, name, GUINT_TO_POINTER (count + 1));
      (*n_named)++;
    }

  return names;
}

/* Where speakers are written only when they change, silence means: the same one. */
static void
carry (EncoreTranscript *transcript)
{
  const EncoreSegment *before = NULL;
  guint n_carried = 0;

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      if (segment->speaker == NULL && before != NULL)
        {
          segment->speaker = g_strdup (before->speaker);
          segment->party = before->party;
          n_carried++;
        }

      if (segment->speaker != NULL)
        before = segment;
    }

  if (n_carried > 0)
    encore_transcript_warn (transcript,
                            _ ("Speakers are written only where they change: %u segments were given the "
                               "speaker before them"),
                            n_carried);
}

/**
 * encore_speaker_name_split:
 * @transcript: a transcript that is being filled
 * @carry_on: a segment without a name belongs to the speaker before it, where there are several speakers
 *
 * Takes "Name: " off the head of segments that name no speaker otherwise. A name that is met
 * once among many segments without one is taken as speech ("Remember: ...").
 */
void
encore_speaker_name_split (EncoreTranscript *transcript,
                           gboolean          carry_on)
{
  GPtrArray *segments = transcript->segments;
  guint n_named;
  g_autoptr (GHashTable) names = count_names (segments, &n_named);
  gboolean mostly_named = n_named * 2 >= segments->len;

  /* A file that names voices in its own way does not write them into the text as well. */
  for (guint i = 0; i < segments->len; i++)
    if (((EncoreSegment *) g_ptr_array_index (segments, i))->speaker != NULL)
      return;

  for (guint i = 0; n_named > 0 && i < segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (segments, i);
      g_autofree char *name = NULL;
      gsize length = segment->speaker == NULL ? encore_speaker_name_match (segment->text, &name) : 0;

      if (length > 0
          && (mostly_named || GPOINTER_TO_UINT (g_hash_table_lookup (names, name)) > 1
              || encore_speaker_name_party (name) != ENCORE_PARTY_UNKNOWN))
        cut_head (segment, length, name);
    }

  if (carry_on && g_hash_table_size (names) > 1)
    carry (transcript);
}
