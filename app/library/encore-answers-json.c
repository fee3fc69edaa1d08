/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-answers-json.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-moment.h"
#include "encore-score.h"
#include "encore-strict-json.h"
#include "encore-text.h"

#define MAX_EVIDENCE 100
#define MAX_CAUSES 100

/* Of a word that is taken for the beginning of a uuid. */
#define MIN_UUID 4

/* One answer while it is read. */
typedef struct
{
  const EncoreAnswersCall *call;
  const EncoreCriterion *criterion;
  EncoreAnswer *answer;
  char *path; /* such as "answers.greeting" */
  GPtrArray *problems;
} Reader;

static void say (Reader *reader, const char *part, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
say (Reader     *reader,
     const char *part,
     const char *format,
     ...)
{
  va_list values;

  va_start (values, format);
  g_autofree char *sentence = g_strdup_vprintf (format, values);
  va_end (values);
  g_ptr_array_add (reader->problems, g_strconcat (reader->path, part, ": ", sentence, NULL));
}

/* --- What is allowed --- */

static gboolean
is_same_word (const char *one,
              const char *other)
{
  g_autofree char *first = g_utf8_casefold (one, -1);
  g_autofree char *second = g_utf8_casefold (other, -1);

  return g_str_equal (first, second);
}

static char *
list_options (const EncoreCriterion *criterion)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < criterion->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (criterion->options, i);

      g_string_append (list, i > 0 ? ", " : "");
      g_string_append (list, option->key);
      if (option->label != NULL && !is_same_word (option->key, option->label))
        g_string_append_printf (list, " (%s)", option->label);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
describe_scale (const EncoreCriterion *criterion)
{
  g_autofree char *options = list_options (criterion);
  g_autofree char *low = encore_score_format_number (criterion->low);
  g_autofree char *high = encore_score_format_number (criterion->high);

  switch (criterion->scale)
    {
    case ENCORE_SCALE_NUMBER:
      return g_strdup_printf (_ ("a number, worth nothing at %s and full marks at %s"), low, high);
    case ENCORE_SCALE_CAUSES:
      return g_strdup_printf (_ ("a list of any of %s"), options);
    case ENCORE_SCALE_TEXT:
      return g_strdup (_ ("a text"));
    case ENCORE_SCALE_CHOICE:
    default:
      return g_steal_pointer (&options);
    }
}

static char *
describe_allowed (const EncoreCriterion *criterion)
{
  g_autofree char *scale = describe_scale (criterion);

  return criterion->allows_na ? g_strdup_printf (_ ("%s, or N/A"), scale) : g_steal_pointer (&scale);
}

static void
refuse (Reader     *reader,
        const char *reason)
{
  g_autofree char *allowed = describe_allowed (reader->criterion);

  say (reader, "", _ ("%s; allowed: %s"), reason, allowed);
}

/* --- The answer itself --- */

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* By its key, or else by its label, if only one has it. */
static const EncoreOption *
find_option (const EncoreCriterion *criterion,
             const char            *word)
{
  const EncoreOption *found = encore_criterion_find_option (criterion, word);
  guint n_found = 0;

  for (guint i = 0; found == NULL && i < criterion->options->len; i++)
    if (is_same_word (((const EncoreOption *) g_ptr_array_index (criterion->options, i))->key, word))
      return g_ptr_array_index (criterion->options, i);
  if (found != NULL)
    return found;

  for (guint i = 0; i < criterion->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (criterion->options, i);

      if (option->label == NULL || !is_same_word (option->label, word))
        continue;
      found = option;
      n_found++;
    }

  return n_found == 1 ? found : NULL;
}

/* The steps of a scale may be called 1 to 5. */
static char *
dup_word (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (is_text (node))
    return g_strdup (json_node_get_string (node));

  return is_number (node) ? g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%g", json_node_get_double (node)))
                          : NULL;
}

static const char *
read_option (Reader   *reader,
             JsonNode *node)
{
  g_autofree char *word = dup_word (node);
  const EncoreOption *option = word != NULL ? find_option (reader->criterion, word) : NULL;

  if (option != NULL)
    return option->key;

  g_autofree char *reason = word != NULL ? g_strdup_printf (_ ("there is no answer “%s”"), word)
                                         : g_strdup (_ ("this is no answer"));

  refuse (reader, reason);
  return NULL;
}

static void
read_choice (Reader   *reader,
             JsonNode *node)
{
  const char *option = read_option (reader, node);

  if (option != NULL)
    encore_answer_set_option (reader->answer, option);
}

static void
read_causes (Reader   *reader,
             JsonNode *node)
{
  g_autoptr (GStrvBuilder) causes = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = list != NULL ? json_array_get_length (list) : 1;

  if (length > MAX_CAUSES)
    {
      refuse (reader, _ ("these are too many"));
      return;
    }
  for (guint i = 0; i < length; i++)
    {
      const char *key = read_option (reader, list != NULL ? json_array_get_element (list, i) : node);

      if (key != NULL && g_hash_table_add (seen, (gpointer) key))
        g_strv_builder_add (causes, key);
    }
  g_strfreev (reader->answer->options);
  reader->answer->options = g_hash_table_size (seen) > 0 ? g_strv_builder_end (causes) : NULL;
}

static void
read_number (Reader   *reader,
             JsonNode *node)
{
  double number = is_number (node) ? json_node_get_double (node) : NAN;

  if (isfinite (number))
    reader->answer->number = number;
  else
    refuse (reader, _ ("a number was expected"));
}

static void
read_words (Reader   *reader,
            JsonNode *node)
{
  if (is_text (node))
    reader->answer->text = g_strdup (json_node_get_string (node));
  else
    refuse (reader, _ ("a text was expected"));
}

static gboolean
is_choosing (const EncoreCriterion *criterion)
{
  return criterion->scale == ENCORE_SCALE_CHOICE || criterion->scale == ENCORE_SCALE_CAUSES;
}

static gboolean
says_na (Reader   *reader,
         JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!is_text (node) || g_ascii_strcasecmp (json_node_get_string (node), "N/A") != 0)
    return FALSE;

  return !is_choosing (reader->criterion) || find_option (reader->criterion, json_node_get_string (node)) == NULL;
}

/* Nothing to say is as good as N/A where nothing need be said. */
static void
read_na (Reader   *reader,
         JsonNode *node)
{
  EncoreScale scale = reader->criterion->scale;
  gboolean may_be_empty = scale == ENCORE_SCALE_CAUSES || scale == ENCORE_SCALE_TEXT;

  if (reader->criterion->allows_na)
    reader->answer->not_applicable = TRUE;
  else if (!may_be_empty || !JSON_NODE_HOLDS_NULL (node))
    refuse (reader, _ ("it always applies"));
}

static void
read_value (Reader   *reader,
            JsonNode *node)
{
  if (says_na (reader, node))
    read_na (reader, node);
  else if (reader->criterion->scale == ENCORE_SCALE_NUMBER)
    read_number (reader, node);
  else if (reader->criterion->scale == ENCORE_SCALE_TEXT)
    read_words (reader, node);
  else if (reader->criterion->scale == ENCORE_SCALE_CAUSES)
    read_causes (reader, node);
  else
    read_choice (reader, node);
}

/* --- Evidence --- */

static gboolean
is_known (const char        *member,
          const char *const *known)
{
  return g_strv_contains (known, member);
}

/* Members that say nothing may be meant to say something: they are wrong, not passed over. */
static void
check_members (Reader            *reader,
               const char        *part,
               JsonObject        *object,
               const char *const *known)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autofree char *all = g_strjoinv (", ", (char **) known);

  for (GList *at = members; at != NULL; at = at->next)
    if (!is_known (at->data, known))
      say (reader, part, _ ("there is no “%s” here; allowed: %s"), (const char *) at->data, all);
}

static EncoreMoment *
find_moment (const EncoreAnswersCall *call,
             const char              *word)
{
  EncoreMoment *found = NULL;
  gsize length = strlen (word);

  for (guint i = 0; length >= MIN_UUID && call->moments != NULL && i < call->moments->len; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (call->moments, i);

      if (strncmp (moment->uuid, word, length) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = moment;
    }

  return found;
}

static void
read_moment (Reader         *reader,
             const char     *part,
             JsonNode       *node,
             EncoreEvidence *evidence)
{
  EncoreMoment *moment = is_text (node) ? find_moment (reader->call, json_node_get_string (node)) : NULL;

  if (moment == NULL)
    {
      say (reader, part, _ ("the call has no such moment, or several; allowed: the uuid of one, or how it begins"));
      return;
    }

  g_free (evidence->moment);
  evidence->moment = g_strdup (moment->uuid);
  evidence->span = moment->span;
  evidence->first_segment = moment->first_segment;
  evidence->last_segment = moment->last_segment;
}

static gboolean
read_time (JsonNode *node,
           gint64   *time_ms)
{
  if (node != NULL && is_number (node))
    {
      double value = json_node_get_double (node);

      *time_ms = value >= 0 && value < 1e12 ? (gint64) round (value) : -1;
      return *time_ms >= 0;
    }

  return node != NULL && is_text (node) && encore_text_parse_clock (json_node_get_string (node), 1, time_ms);
}

static void
read_span (Reader         *reader,
           const char     *part,
           JsonObject     *object,
           EncoreEvidence *evidence)
{
  EncoreSpan span = { ENCORE_NO_TIME, ENCORE_NO_TIME };
  gint64 duration_ms = reader->call->duration_ms;

  if (!read_time (json_object_get_member (object, "start"), &span.start_ms)
      || !read_time (json_object_get_member (object, "end"), &span.end_ms) || encore_span_is_empty (span))
    say (reader, part, _ ("“start” and “end” are times such as 52340 or \"0:52.340\", the second after the first"));
  else if (duration_ms != ENCORE_NO_TIME && span.end_ms > duration_ms)
    say (reader, part, _ ("the call ends at %lld ms"), (long long) duration_ms);
  else
    evidence->span = span;
}

/* From where the first is heard to where the last is. */
static EncoreSpan
span_of_segments (EncoreTranscript *transcript,
                  guint             first,
                  guint             last)
{
  EncoreSpan span = { encore_transcript_get (transcript, first)->start_ms,
                      encore_transcript_get (transcript, last)->end_ms };

  return encore_span_is_empty (span) ? (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME } : span;
}

static void
read_segments (Reader         *reader,
               const char     *part,
               JsonNode       *node,
               EncoreEvidence *evidence)
{
  EncoreTranscript *transcript = reader->call->transcript;
  double n_segments = transcript != NULL ? encore_transcript_get_length (transcript) : 0, ends[2] = { 0, 0 };
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean is_right = list != NULL && json_array_get_length (list) == 2;

  for (guint i = 0; is_right && i < 2; i++)
    {
      JsonNode *end = json_array_get_element (list, i);

      ends[i] = is_number (end) ? json_node_get_double (end) : 0;
      is_right = ends[i] >= 1 && ends[i] <= n_segments && floor (ends[i]) == ends[i];
    }
  if (!is_right || ends[1] < ends[0])
    {
      say (reader, part, _ ("“segments” are the first and the last of the transcript’s %d, which count from 1"),
           (int) n_segments);
      return;
    }

  evidence->first_segment = (int) ends[0] - 1;
  evidence->last_segment = (int) ends[1] - 1;
  if (encore_span_is_empty (evidence->span))
    evidence->span = span_of_segments (transcript, (guint) ends[0] - 1, (guint) ends[1] - 1);
}

static void
read_evidence (Reader     *reader,
               const char *part,
               JsonNode   *node)
{
  static const char *const known[] = { "moment", "start", "end", "segments", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL || json_object_get_size (object) == 0)
    {
      say (reader, part, _ ("an object with moment, start and end, or segments was expected"));
      return;
    }

  EncoreEvidence evidence = { NULL, { ENCORE_NO_TIME, ENCORE_NO_TIME }, -1, -1 };

  check_members (reader, part, object, known);
  if (json_object_has_member (object, "moment"))
    read_moment (reader, part, json_object_get_member (object, "moment"), &evidence);
  if (json_object_has_member (object, "start") || json_object_has_member (object, "end"))
    read_span (reader, part, object, &evidence);
  if (json_object_has_member (object, "segments"))
    read_segments (reader, part, json_object_get_member (object, "segments"), &evidence);

  encore_answer_add_evidence (reader->answer, evidence.moment, evidence.span, evidence.first_segment,
                              evidence.last_segment);
  g_free (evidence.moment);
}

static void
read_all_evidence (Reader   *reader,
                   JsonNode *node)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL || json_array_get_length (list) > MAX_EVIDENCE)
    {
      say (reader, ".evidence", _ ("a list of at most %d was expected"), MAX_EVIDENCE);
      return;
    }
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *part = g_strdup_printf (".evidence[%u]", i);

      read_evidence (reader, part, json_array_get_element (list, i));
    }
}

/* --- One answer, and all of them --- */

/* Without an answer, a comment and evidence stand alone. */
static void
read_parts (Reader     *reader,
            JsonObject *object)
{
  static const char *const known[] = { "answer", "comment", "evidence", NULL };
  JsonNode *comment = json_object_get_member (object, "comment");

  check_members (reader, "", object, known);
  if (json_object_has_member (object, "answer"))
    read_value (reader, json_object_get_member (object, "answer"));
  if (comment != NULL && is_text (comment))
    reader->answer->comment = g_strdup (json_node_get_string (comment));
  else if (comment != NULL && !JSON_NODE_HOLDS_NULL (comment))
    say (reader, ".comment", _ ("a text was expected"));
  if (json_object_has_member (object, "evidence"))
    read_all_evidence (reader, json_object_get_member (object, "evidence"));
}

static void
read_answer (const EncoreAnswersCall *call,
             EncoreEvaluation        *evaluation,
             const EncoreCriterion   *criterion,
             const char              *before,
             JsonNode                *node,
             GPtrArray               *problems)
{
  g_autofree char *path = g_strconcat (before, criterion->key, NULL);
  g_autoptr (EncoreAnswer) answer = encore_answer_new (criterion->key);
  Reader reader = { call, criterion, answer, path, problems };

  if (JSON_NODE_HOLDS_OBJECT (node))
    read_parts (&reader, json_node_get_object (node));
  else
    read_value (&reader, node);
  encore_evaluation_take_answer (evaluation, g_steal_pointer (&answer));
}

static char *
list_keys (EncoreScorecard *scorecard)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "",
                                ((const EncoreCriterion *) g_ptr_array_index (section->criteria, j))->key);
    }

  return g_string_free (g_steal_pointer (&keys), FALSE);
}

static void
read_answers (const EncoreAnswersCall *call,
              EncoreEvaluation        *evaluation,
              EncoreScorecard         *scorecard,
              const char              *before,
              JsonObject              *object,
              GPtrArray               *problems)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *at = keys; at != NULL; at = at->next)
    {
      const EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, at->data, NULL);

      if (criterion != NULL)
        {
          read_answer (call, evaluation, criterion, before, json_object_get_member (object, at->data), problems);
          continue;
        }

      g_autofree char *allowed = list_keys (scorecard);

      g_ptr_array_add (problems, g_strdup_printf (_ ("%s%s: the scorecard asks no such thing; allowed: %s"), before,
                                                  (const char *) at->data, allowed));
    }
}

static void
replace_text (char                **field,
              const EncoreJsonSpot *root,
              const char           *member)
{
  const char *text = encore_json_spot_text (root, member, ENCORE_JSON_OPTIONAL);

  if (text == NULL)
    return;
  g_free (*field);
  *field = g_strdup (text);
}

/* What belongs to the evaluation as a whole stands beside its answers. */
static void
read_whole (const EncoreAnswersCall *call,
            EncoreEvaluation        *evaluation,
            EncoreScorecard         *scorecard,
            JsonObject              *object,
            GPtrArray               *problems)
{
  static const char *const known[] = { "answers", "comment", "complex", "proposal", NULL };
  EncoreJsonReading reading = { NULL, NULL };
  EncoreJsonSpot root = { &reading, NULL, NULL, -1, object };
  Reader whole = { .path = (char *) _ ("the file"), .problems = problems };

  check_members (&whole, "", object, known);
  replace_text (&evaluation->comment, &root, "comment");
  replace_text (&evaluation->proposal, &root, "proposal");
  if (json_object_has_member (object, "complex"))
    evaluation->is_complex = encore_json_spot_boolean (&root, "complex");
  read_answers (call, evaluation, scorecard, "answers.", json_object_get_object_member (object, "answers"), problems);
  if (reading.error == NULL)
    return;

  g_ptr_array_add (problems, g_strdup (reading.error->message));
  g_error_free (reading.error);
}

/**
 * encore_answers_read:
 * @evaluation: a draft being filled; useless when something is wrong
 * @scorecard: the version that it answers
 * @call: what evidence can be found in
 * @text: (array length=length): an object of answers by the keys of criteria; or one in which that is "answers", beside
 *   "comment", "complex" and "proposal"
 * @length: its size, or -1 when it ends with NUL
 * @problems: (element-type utf8): gets what is wrong, with the key and what is allowed
 *
 * An answer is the key or the label of an option, a number, a text, a list of causes, null or "N/A"; or an object with
 * such an "answer", a "comment" and "evidence", a list of objects with "moment", "start" and "end", or "segments".
 *
 * Returns: whether nothing is wrong
 */
gboolean
encore_answers_read (EncoreEvaluation        *evaluation,
                     EncoreScorecard         *scorecard,
                     const EncoreAnswersCall *call,
                     const char              *text,
                     gssize                   length,
                     GPtrArray               *problems)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (evaluation) && ENCORE_IS_SCORECARD (scorecard), FALSE);
  g_return_val_if_fail (call != NULL && text != NULL && problems != NULL, FALSE);

  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = encore_strict_json_parse (text, length, &error);
  guint n_before = problems->len;

  if (object == NULL)
    {
      g_ptr_array_add (problems, g_strdup (error->message));
      return FALSE;
    }

  JsonNode *answers = json_object_get_member (object, "answers");

  if (answers != NULL && JSON_NODE_HOLDS_OBJECT (answers)
      && encore_scorecard_find_criterion (scorecard, "answers", NULL) == NULL)
    read_whole (call, evaluation, scorecard, object, problems);
  else
    read_answers (call, evaluation, scorecard, "", object, problems);

  return problems->len == n_before;
}

/**
 * encore_answers_list_missing:
 * @evaluation: answers
 * @scorecard: the version that they answer
 * @problems: (element-type utf8): gets what must still be answered, and what is allowed
 */
void
encore_answers_list_missing (EncoreEvaluation *evaluation,
                             EncoreScorecard  *scorecard,
                             GPtrArray        *problems)
{
  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);
  g_autoptr (GPtrArray) open = encore_score_list_open (score);

  for (guint i = 0; i < open->len; i++)
    {
      const char *key = g_ptr_array_index (open, i);
      g_autofree char *allowed = describe_allowed (encore_scorecard_find_criterion (scorecard, key, NULL));

      g_ptr_array_add (problems, g_strdup_printf (_ ("%s: not answered; allowed: %s"), key, allowed));
    }
}

/* --- Writing --- */

static void
set_member (JsonBuilder *builder,
            const char  *member,
            const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static void
write_value (JsonBuilder           *builder,
             const EncoreCriterion *criterion,
             const EncoreAnswer    *answer)
{
  if (answer->not_applicable)
    json_builder_add_string_value (builder, "N/A");
  else if (criterion->scale == ENCORE_SCALE_NUMBER && !isnan (answer->number))
    json_builder_add_double_value (builder, answer->number);
  else if (criterion->scale == ENCORE_SCALE_TEXT)
    json_builder_add_string_value (builder, answer->text);
  else if (criterion->scale == ENCORE_SCALE_CAUSES)
    {
      json_builder_begin_array (builder);
      for (guint i = 0; answer->options != NULL && answer->options[i] != NULL; i++)
        json_builder_add_string_value (builder, answer->options[i]);
      json_builder_end_array (builder);
    }
  else
    json_builder_add_string_value (builder, answer->options != NULL ? answer->options[0] : NULL);
}

static void
write_evidence (JsonBuilder          *builder,
                const EncoreEvidence *evidence)
{
  json_builder_begin_object (builder);
  set_member (builder, "moment", evidence->moment);
  if (evidence->moment == NULL && !encore_span_is_empty (evidence->span))
    {
      json_builder_set_member_name (builder, "start");
      json_builder_add_int_value (builder, evidence->span.start_ms);
      json_builder_set_member_name (builder, "end");
      json_builder_add_int_value (builder, evidence->span.end_ms);
    }
  if (evidence->moment == NULL && evidence->first_segment >= 0)
    {
      json_builder_set_member_name (builder, "segments");
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, evidence->first_segment + 1);
      json_builder_add_int_value (builder, evidence->last_segment + 1);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
write_answer (JsonBuilder           *builder,
              const EncoreCriterion *criterion,
              const EncoreAnswer    *answer)
{
  json_builder_set_member_name (builder, criterion->key);
  json_builder_begin_object (builder);
  if (encore_answer_is_given (answer))
    {
      json_builder_set_member_name (builder, "answer");
      write_value (builder, criterion, answer);
    }
  set_member (builder, "comment", answer->comment);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->evidence->len; i++)
    write_evidence (builder, g_ptr_array_index (answer->evidence, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * encore_answers_write:
 * @evaluation: answers
 * @scorecard: the version that they answer
 *
 * Returns: (transfer full): an object as encore_answers_read() takes it, answers in the order of the scorecard
 */
JsonNode *
encore_answers_write (EncoreEvaluation *evaluation,
                      EncoreScorecard  *scorecard)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  set_member (builder, "comment", evaluation->comment);
  set_member (builder, "proposal", evaluation->proposal);
  json_builder_set_member_name (builder, "complex");
  json_builder_add_boolean_value (builder, evaluation->is_complex);
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          const EncoreAnswer *answer = encore_evaluation_find_answer (evaluation, criterion->key);

          if (answer != NULL)
            write_answer (builder, criterion, answer);
        }
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
