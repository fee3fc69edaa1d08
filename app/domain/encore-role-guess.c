/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-role-guess.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-word.h"

/* Roles show at the beginning: who greets, who asks for what. */
#define FIRST_SEGMENTS 24

/* So much more must speak for one of the speakers than for the next. */
#define MARGIN 2

/* With more speakers than these it is a meeting. */
#define MOST_SPEAKERS 6

typedef enum
{
  GREETS = 1 << 0,
  OFFERS = 1 << 1,
  CHECKS = 1 << 2,
  ASKS = 1 << 3, /* for help: a customer */
  FIRST = 1 << 4,
} Sign;

/* Said by one party and hardly ever by the other; folded as encore_words_join() does. */
static const struct
{
  const char *words;
  Sign sign;
  int weight;
} phrases[] = {
  { "thank you for calling", GREETS, 4 },
  { "thanks for calling", GREETS, 4 },
  { "thank you for contacting", GREETS, 4 },
  { "thanks for contacting", GREETS, 4 },
  { "thank you for reaching out", GREETS, 3 },
  { "you re through to", GREETS, 4 },
  { "you are through to", GREETS, 4 },
  { "you have reached", GREETS, 3 },
  { "welcome to", GREETS, 2 },
  { "this call is being recorded", GREETS, 3 },
  { "this call may be recorded", GREETS, 3 },
  { "customer service this is", GREETS, 4 },
  { "customer support this is", GREETS, 4 },
  { "how can i help", OFFERS, 4 },
  { "how may i help", OFFERS, 4 },
  { "how can i assist", OFFERS, 4 },
  { "how may i assist", OFFERS, 4 },
  { "what can i do for you", OFFERS, 4 },
  { "what can i help", OFFERS, 4 },
  { "i can help you", OFFERS, 3 },
  { "i d be happy to help", OFFERS, 3 },
  { "i would be happy to help", OFFERS, 3 },
  { "i can certainly help", OFFERS, 3 },
  { "happy to assist", OFFERS, 3 },
  { "anything else i can", OFFERS, 4 },
  { "is there anything else", OFFERS, 3 },
  { "wie kann ich ihnen helfen", OFFERS, 4 },
  { "was kann ich fur sie tun", OFFERS, 4 },
  { "comment puis je vous aider", OFFERS, 4 },
  { "en que puedo ayudar", OFFERS, 4 },
  { "in che modo posso aiutar", OFFERS, 4 },
  { "waarmee kan ik u helpen", OFFERS, 4 },
  { "for security", CHECKS, 3 },
  { "can i have your", CHECKS, 3 },
  { "may i have your", CHECKS, 3 },
  { "could i have your", CHECKS, 3 },
  { "can i get your", CHECKS, 3 },
  { "could i get your", CHECKS, 3 },
  { "can you confirm your", CHECKS, 3 },
  { "could you confirm", CHECKS, 2 },
  { "can you verify", CHECKS, 3 },
  { "could you verify", CHECKS, 3 },
  { "let me pull up", CHECKS, 3 },
  { "let me look", CHECKS, 2 },
  { "let me check", CHECKS, 2 },
  { "i apologize for", CHECKS, 2 },
  { "i m sorry to hear", CHECKS, 3 },
  { "i am sorry to hear", CHECKS, 3 },
  { "number please", CHECKS, 2 },
  { "your account number", CHECKS, 2 },
  { "your order number", CHECKS, 2 },
  { "on my end", CHECKS, 1 },
  { "i m calling about", ASKS, 3 },
  { "i m calling because", ASKS, 3 },
  { "i am calling about", ASKS, 3 },
  { "i am calling because", ASKS, 3 },
  { "i was calling", ASKS, 2 },
  { "i need help", ASKS, 3 },
  { "i have a problem", ASKS, 3 },
  { "i m having trouble", ASKS, 3 },
  { "i have a question", ASKS, 2 },
  { "i d like to", ASKS, 1 },
  { "i want to", ASKS, 1 },
  { "can you help me", ASKS, 3 },
  { "could you help me", ASKS, 3 },
  { "my order", ASKS, 2 },
  { "my account", ASKS, 1 },
  { "my bill", ASKS, 2 },
  { "i wanted to ask", ASKS, 3 },
  { "i wanted to know", ASKS, 2 },
  { "i ordered", ASKS, 2 },
  { "i bought", ASKS, 2 },
  { "i was charged", ASKS, 3 },
  { "you charged me", ASKS, 3 },
  { "doesn t work", ASKS, 1 },
};

typedef struct
{
  char *label;
  EncoreParty party; /* as the transcript says */
  int score;         /* for the agent; below 0: for the customer */
  int signs;
  guint n_segments;
} Speaker;

static void
speaker_clear (gpointer data)
{
  g_free (((Speaker *) data)->label);
}

/**
 * encore_segment_dup_label:
 * @segment: a segment
 *
 * Returns: (transfer full) (nullable): what tells its speaker from the others: a name, or the channel
 */
char *
encore_segment_dup_label (const EncoreSegment *segment)
{
  if (segment->speaker != NULL && *segment->speaker != '\0')
    return g_strdup (segment->speaker);

  return segment->channel >= 0 ? g_strdup_printf ("channel %d", segment->channel) : NULL;
}

static Speaker *
find_speaker (GArray     *speakers,
              const char *label)
{
  for (guint i = 0; i < speakers->len; i++)
    if (g_str_equal (g_array_index (speakers, Speaker, i).label, label))
      return &g_array_index (speakers, Speaker, i);

  return NULL;
}

static void
add_signs (Speaker    *speaker,
           const char *text)
{
  g_autofree char *words = encore_words_join (text);
  g_autofree char *padded = g_strconcat (" ", words, " ", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      const char *at = strstr (padded, phrases[i].words);

      if (at == NULL || at[-1] != ' ' || (speaker->signs & phrases[i].sign) != 0)
        continue;
      speaker->signs |= phrases[i].sign;
      speaker->score += phrases[i].sign == ASKS ? -phrases[i].weight : phrases[i].weight;
    }
}

static GArray *
list_speakers (EncoreTranscript *transcript)
{
  GArray *speakers = g_array_new (FALSE, TRUE, sizeof (Speaker));

  g_array_set_clear_func (speakers, speaker_clear);
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      g_autofree char *label = encore_segment_dup_label (segment);
      Speaker *speaker = label != NULL ? find_speaker (speakers, label) : NULL;

      if (label == NULL)
        continue;
      if (speaker == NULL)
        {
          Speaker fresh = { .label = g_steal_pointer (&label), .party = segment->party };

          g_array_append_val (speakers, fresh);
          speaker = &g_array_index (speakers, Speaker, speakers->len - 1);
        }
      speaker->n_segments++;
      if (i < FIRST_SEGMENTS)
        add_signs (speaker, segment->text);
    }

  return speakers;
}

/**
 * encore_transcript_list_labels:
 * @transcript: a transcript
 *
 * Returns: (transfer full) (element-type utf8): what tells its speakers apart, in the order in which they speak
 */
GPtrArray *
encore_transcript_list_labels (EncoreTranscript *transcript)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      g_autofree char *label = encore_segment_dup_label (encore_transcript_get (transcript, i));

      if (label != NULL && !g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        g_ptr_array_add (labels, g_steal_pointer (&label));
    }

  return labels;
}

EncoreRoleGuess *
encore_role_guess_new (const char *agent,
                       const char *customer,
                       const char *reason)
{
  EncoreRoleGuess *guess = g_new0 (EncoreRoleGuess, 1);

  guess->agent = g_strdup (agent);
  guess->customer = g_strdup (customer);
  guess->reason = g_strdup (reason);
  return guess;
}

void
encore_role_guess_free (EncoreRoleGuess *guess)
{
  g_free (guess->agent);
  g_free (guess->customer);
  g_free (guess->reason);
  g_free (guess);
}

/* Of two the other one; of more the one who asks most for help, if anybody does. */
static const Speaker *
find_other (GArray        *speakers,
            const Speaker *one)
{
  const Speaker *other = NULL;

  for (guint i = 0; i < speakers->len; i++)
    {
      const Speaker *speaker = &g_array_index (speakers, Speaker, i);

      if (speaker == one || (speaker->party != ENCORE_PARTY_UNKNOWN && speaker->party != ENCORE_PARTY_CUSTOMER))
        continue;
      if (other == NULL || speaker->score < other->score)
        other = speaker;
    }

  return speakers->len == 2 || (other != NULL && (other->signs & ASKS) != 0) ? other : NULL;
}

/* By what is written beside one of two. */
static EncoreRoleGuess *
guess_by_party (GArray *speakers)
{
  if (speakers->len != 2)
    return NULL;

  for (guint i = 0; i < 2; i++)
    {
      const Speaker *known = &g_array_index (speakers, Speaker, i);
      const Speaker *other = &g_array_index (speakers, Speaker, 1 - i);

      if (other->party != ENCORE_PARTY_UNKNOWN)
        continue;
      if (known->party == ENCORE_PARTY_AGENT)
        return encore_role_guess_new (known->label, other->label, _ ("the file calls them the agent"));
      if (known->party == ENCORE_PARTY_CUSTOMER)
        return encore_role_guess_new (other->label, known->label, _ ("the file calls the other one the customer"));
    }

  return NULL;
}

static gboolean
is_called (EncorePerson *person,
           const char   *label)
{
  g_autofree char *wanted = encore_words_join (label);
  g_autofree char *name = encore_words_join (person->name);
  gboolean found = g_str_equal (wanted, name);

  for (guint i = 0; !found && person->aliases != NULL && person->aliases[i] != NULL; i++)
    {
      g_autofree char *alias = encore_words_join (person->aliases[i]);

      found = g_str_equal (wanted, alias);
    }

  return found;
}

static gboolean
is_anybody (GPtrArray  *people,
            const char *label)
{
  for (guint i = 0; people != NULL && i < people->len; i++)
    if (is_called (g_ptr_array_index (people, i), label))
      return TRUE;

  return FALSE;
}

/* The only one who is called as one of the agents. */
static EncoreRoleGuess *
guess_by_name (GArray    *speakers,
               GPtrArray *agents)
{
  const Speaker *agent = NULL;

  for (guint i = 0; i < speakers->len; i++)
    {
      const Speaker *speaker = &g_array_index (speakers, Speaker, i);

      if (!is_anybody (agents, speaker->label))
        continue;
      if (agent != NULL)
        return NULL;
      agent = speaker;
    }

  if (agent == NULL)
    return NULL;

  const Speaker *other = find_other (speakers, agent);

  return encore_role_guess_new (agent->label, other != NULL ? other->label : NULL, _ ("has the name of an agent"));
}

static char *
describe (const Speaker *agent,
          const Speaker *other)
{
  static const struct
  {
    Sign sign;
    const char *text;
  } texts[] = {
    { FIRST, N_ ("speaks first") },
    { GREETS, N_ ("greets for a company") },
    { OFFERS, N_ ("offers help") },
    { CHECKS, N_ ("asks for details") },
  };
  const char *found[2] = { NULL, NULL };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts) && n < 2; i++)
    if ((agent->signs & texts[i].sign) != 0)
      found[n++] = _ (texts[i].text);
  if (n < 2 && other != NULL && (other->signs & ASKS) != 0)
    found[n++] = _ ("the other one asks for help");

  /* Translators: two reasons, such as "speaks first" and "offers help" */
  return n == 2 ? g_strdup_printf (_ ("%s and %s"), found[0], found[1]) : g_strdup (found[0]);
}

static EncoreRoleGuess *
guess_by_talk (GArray         *speakers,
               EncoreDirection direction)
{
  Speaker *best = NULL, *next = NULL;
  Speaker *first = &g_array_index (speakers, Speaker, 0);

  if (direction != ENCORE_DIRECTION_OUT)
    {
      first->score += 1;
      first->signs |= FIRST;
    }
  for (guint i = 0; i < speakers->len; i++)
    {
      Speaker *speaker = &g_array_index (speakers, Speaker, i);

      if (best == NULL || speaker->score > best->score)
        {
          next = best;
          best = speaker;
        }
      else if (next == NULL || speaker->score > next->score)
        next = speaker;
    }

  if (next == NULL || best->score - next->score < MARGIN)
    return NULL;

  const Speaker *other = find_other (speakers, best);
  g_autofree char *reason = describe (best, other);

  return reason != NULL ? encore_role_guess_new (best->label, other != NULL ? other->label : NULL, reason) : NULL;
}

static gboolean
is_open (GArray *speakers)
{
  gboolean has_agent = FALSE, has_customer = FALSE;

  for (guint i = 0; i < speakers->len; i++)
    {
      has_agent |= g_array_index (speakers, Speaker, i).party == ENCORE_PARTY_AGENT;
      has_customer |= g_array_index (speakers, Speaker, i).party == ENCORE_PARTY_CUSTOMER;
    }

  return !(has_agent && has_customer) && speakers->len >= 2 && speakers->len <= MOST_SPEAKERS;
}

/**
 * encore_role_guess:
 * @transcript: a finished transcript
 * @agents: (nullable) (element-type EncorePerson): who may be the agent, with their other names
 * @direction: of the call
 *
 * Guesses who of the speakers are agent and customer, where the transcript does not say it itself: by what it
 * says of one of them, by the names of known agents, by what each says in the beginning.
 *
 * Returns: (transfer full) (nullable): the guess; %NULL when there is nothing to guess, or nothing speaks for it
 */
EncoreRoleGuess *
encore_role_guess (EncoreTranscript *transcript,
                   GPtrArray        *agents,
                   EncoreDirection   direction)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (transcript), NULL);

  g_autoptr (GArray) speakers = list_speakers (transcript);
  EncoreRoleGuess *guess = NULL;

  if (!is_open (speakers))
    return NULL;

  guess = guess_by_party (speakers);
  if (guess == NULL)
    guess = guess_by_name (speakers, agents);
  return guess != NULL ? guess : guess_by_talk (speakers, direction);
}

/**
 * encore_role_guess_apply:
 * @guess: who is who
 * @transcript: a transcript that nobody else has seen yet
 *
 * Sets the party of the segments of which it is not known.
 */
void
encore_role_guess_apply (const EncoreRoleGuess *guess,
                         EncoreTranscript      *transcript)
{
  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);
      g_autofree char *label = encore_segment_dup_label (segment);

      if (label == NULL || segment->party != ENCORE_PARTY_UNKNOWN)
        continue;
      if (g_str_equal (label, guess->agent))
        segment->party = ENCORE_PARTY_AGENT;
      else if (g_strcmp0 (label, guess->customer) == 0)
        segment->party = ENCORE_PARTY_CUSTOMER;
    }

  g_free (transcript->roles);
  transcript->roles = g_strdup (guess->reason);
}
