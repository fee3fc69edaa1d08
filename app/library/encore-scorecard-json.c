/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-json.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-error.h"
#include "encore-strict-json.h"

#define FORMAT "encore-scorecard"
#define FORMAT_VERSION 1

#define MAX_SECTIONS 100
#define MAX_CRITERIA 200
#define MAX_OPTIONS 50
#define MAX_PROFILES 1000
#define MAX_PRINCIPLES 200
#define MAX_KEY 64
#define MAX_WEIGHT 1e6

/* What a card is made of while it is read. */
typedef struct
{
  EncoreScorecard *scorecard;
  GPtrArray *principles; /* of EncorePrinciple */
  GHashTable *keys;      /* of sections and criteria, a set */
} Reader;

/* ---- texts ---- */

/* Empty when it is absent: of fields that are always there. */
static char *
dup_text (const EncoreJsonSpot *spot,
          const char           *member,
          EncoreJsonNeed        need)
{
  const char *text = encore_json_spot_text (spot, member, need);

  return g_strdup (text != NULL ? text : "");
}

/* NULL when it is absent or empty. */
static char *
dup_some_text (const EncoreJsonSpot *spot,
               const char           *member)
{
  const char *text = encore_json_spot_text (spot, member, ENCORE_JSON_OPTIONAL);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char *
dup_name (const EncoreJsonSpot *spot,
          const char           *member)
{
  char *text = dup_text (spot, member, ENCORE_JSON_REQUIRED);
  g_autofree char *bare = g_strstrip (g_strdup (text));

  if (*bare == '\0')
    encore_json_spot_fail (spot, member, _ ("is empty"));
  return text;
}

static gboolean
is_key (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return length > 0 && length <= MAX_KEY && text[length] == '\0' && text[0] != '-';
}

static char *
dup_key (const EncoreJsonSpot *spot,
         const char           *member)
{
  char *key = dup_text (spot, member, ENCORE_JSON_REQUIRED);

  if (!is_key (key))
    encore_json_spot_fail (spot, member, _ ("a key is up to 64 of a to z, 0 to 9 and hyphens"));
  return key;
}

static char *
dup_own_key (Reader               *reader,
             const EncoreJsonSpot *spot)
{
  char *key = dup_key (spot, "key");

  if (!g_hash_table_add (reader->keys, g_strdup (key)))
    encore_json_spot_fail (spot, "key", _ ("another section or criterion has the same key"));
  return key;
}

static char *
dup_uuid (const EncoreJsonSpot *spot,
          const char           *member)
{
  char *uuid = dup_some_text (spot, member);

  if (uuid != NULL && !g_uuid_string_is_valid (uuid))
    encore_json_spot_fail (spot, member, _ ("this is not a uuid"));
  return uuid;
}

/* A word of a fixed set; @found keeps what it was when there is none. */
static void
read_word (const EncoreJsonSpot *spot,
           const char           *member,
           gboolean (*from_id) (const char *id, guint *found),
           guint                *found)
{
  const char *word = encore_json_spot_text (spot, member, ENCORE_JSON_OPTIONAL);

  if (word != NULL && !from_id (word, found))
    {
      g_autofree char *reason = g_strdup_printf (_ ("“%s” is none of the words that can stand here"), word);

      encore_json_spot_fail (spot, member, reason);
    }
}

#define READ_WORD(spot, member, from_id, field)                                                                        \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    guint word_ = (field);                                                                                             \
    read_word (spot, member, (gboolean (*) (const char *, guint *)) from_id, &word_);                                  \
    (field) = word_;                                                                                                   \
  }                                                                                                                    \
  G_STMT_END

/* The same for the same name, everywhere: a hash in the form that uuids of names have. */
static char *
make_uuid (const char *kind,
           const char *name)
{
  g_autofree char *whole = g_strconcat ("encore/", kind, "/", name, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, whole, -1);

  hash[12] = '5';
  hash[16] = "89ab"[g_ascii_xdigit_value (hash[16]) & 3];
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12, hash + 16, hash + 20);
}

/* ---- principles ---- */

/**
 * encore_principle_make_uuid:
 * @kind: of principle
 * @name: its name
 *
 * Returns: (transfer full): a uuid made of the two, so that the same name is the same principle wherever it is made
 */
char *
encore_principle_make_uuid (EncorePrincipleKind kind,
                            const char         *name)
{
  return make_uuid (kind == ENCORE_PRINCIPLE_VALUE ? "value" : "pillar", name);
}

static EncorePrinciple *
find_principle (GPtrArray          *principles,
                EncorePrincipleKind kind,
                const char         *name)
{
  for (guint i = 0; i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (principle->kind == kind && g_strcmp0 (principle->name, name) == 0)
        return principle;
    }

  return NULL;
}

static EncorePrinciple *
take_principle (Reader             *reader,
                EncorePrincipleKind kind,
                const char         *name)
{
  EncorePrinciple *principle = find_principle (reader->principles, kind, name);

  if (principle != NULL)
    return principle;

  principle = encore_principle_new ();
  principle->kind = kind;
  principle->name = g_strdup (name);
  principle->description = g_strdup ("");
  principle->uuid = encore_principle_make_uuid (kind, name);
  principle->position = (int) reader->principles->len;
  g_ptr_array_add (reader->principles, principle);
  return principle;
}

/* (transfer full) (nullable): the uuid of the principle that a criterion names. */
static char *
read_principle (Reader               *reader,
                const EncoreJsonSpot *spot,
                const char           *member,
                EncorePrincipleKind   kind)
{
  g_autofree char *name = dup_some_text (spot, member);

  return name != NULL ? g_strdup (take_principle (reader, kind, name)->uuid) : NULL;
}

/* Names with what they mean: the lists "values" and "pillars". */
static void
read_principles (Reader               *reader,
                 const EncoreJsonSpot *root,
                 const char           *member,
                 EncorePrincipleKind   kind)
{
  static const char *const known[] = { "name", "description", NULL };
  EncoreJsonSpot spot;

  for (guint i = 0; i < encore_json_spot_length (root, member, MAX_PRINCIPLES); i++)
    {
      if (!encore_json_spot_enter (root, member, (int) i, &spot))
        return;

      g_autofree char *name = dup_name (&spot, "name");
      EncorePrinciple *principle = take_principle (reader, kind, name);

      encore_json_spot_check_members (&spot, known);
      g_free (principle->description);
      principle->description = dup_text (&spot, "description", ENCORE_JSON_OPTIONAL);
    }
}

/* ---- sections and criteria ---- */

static void
read_option (const EncoreJsonSpot *spot,
             EncoreCriterion      *criterion)
{
  static const char *const known[] = { "key", "label", "anchor", "share", "fails", NULL };
  g_autofree char *key = dup_key (spot, "key");
  g_autofree char *label = dup_name (spot, "label");

  encore_json_spot_check_members (spot, known);
  if (encore_criterion_find_option (criterion, key) != NULL)
    encore_json_spot_fail (spot, "key", _ ("another option of this criterion has the same key"));

  EncoreOption *option = encore_criterion_add_option (criterion, encore_option_new (key, label, NAN));

  option->anchor = dup_some_text (spot, "anchor");
  encore_json_spot_number (spot, "share", 0, 10, &option->share);
  READ_WORD (spot, "fails", encore_fail_from_id, option->fails);
}

static void
read_options (const EncoreJsonSpot *spot,
              EncoreCriterion      *criterion)
{
  EncoreJsonSpot inner;

  for (guint i = 0; i < encore_json_spot_length (spot, "options", MAX_OPTIONS); i++)
    if (encore_json_spot_enter (spot, "options", (int) i, &inner))
      read_option (&inner, criterion);
}

static void
read_condition (const EncoreJsonSpot *spot,
                EncoreCriterion      *criterion)
{
  static const char *const known[] = { "key", "options", NULL };
  EncoreJsonSpot inner;

  if (!encore_json_spot_enter (spot, "condition", -1, &inner))
    return;

  encore_json_spot_check_members (&inner, known);
  criterion->condition = dup_key (&inner, "key");
  criterion->condition_options = encore_json_spot_texts (&inner, "options", MAX_OPTIONS);
  if (criterion->condition_options == NULL)
    encore_json_spot_fail (&inner, "options", _ ("is missing or empty"));
}

static void
read_criterion (Reader               *reader,
                const EncoreJsonSpot *spot,
                EncoreSection        *section)
{
  static const char *const known[] = { "key",    "question", "guidance", "guidance-complex",
                                       "class",  "judges",   "scale",    "options",
                                       "low",    "high",     "weight",   "na",
                                       "header", "bonus",    "parent",   "condition",
                                       "value",  "pillar",   NULL };
  g_autofree char *key = dup_own_key (reader, spot);
  g_autofree char *question = dup_name (spot, "question");
  EncoreCriterion *criterion = encore_criterion_new (key, question);

  g_ptr_array_add (section->criteria, criterion);
  encore_json_spot_check_members (spot, known);
  criterion->guidance = dup_text (spot, "guidance", ENCORE_JSON_OPTIONAL);
  criterion->guidance_complex = dup_some_text (spot, "guidance-complex");
  READ_WORD (spot, "class", encore_class_from_id, criterion->class);
  READ_WORD (spot, "judges", encore_judges_from_id, criterion->judges);
  READ_WORD (spot, "scale", encore_scale_from_id, criterion->scale);
  read_options (spot, criterion);
  encore_json_spot_number (spot, "low", -1e9, 1e9, &criterion->low);
  encore_json_spot_number (spot, "high", -1e9, 1e9, &criterion->high);
  encore_json_spot_number (spot, "weight", 0, MAX_WEIGHT, &criterion->weight);
  criterion->allows_na = encore_json_spot_boolean (spot, "na");
  criterion->is_header = encore_json_spot_boolean (spot, "header");
  criterion->is_bonus = encore_json_spot_boolean (spot, "bonus");
  criterion->parent = dup_some_text (spot, "parent");
  read_condition (spot, criterion);
  criterion->value = read_principle (reader, spot, "value", ENCORE_PRINCIPLE_VALUE);
  criterion->pillar = read_principle (reader, spot, "pillar", ENCORE_PRINCIPLE_PILLAR);
}

static void
read_section (Reader               *reader,
              const EncoreJsonSpot *spot)
{
  static const char *const known[] = { "key", "name", "guidance", "weight", "criteria", NULL };
  g_autofree char *key = dup_own_key (reader, spot);
  g_autofree char *name = dup_name (spot, "name");
  EncoreSection *section = encore_scorecard_add_section (reader->scorecard, key, name);
  EncoreJsonSpot inner;

  encore_json_spot_check_members (spot, known);
  section->guidance = dup_text (spot, "guidance", ENCORE_JSON_OPTIONAL);
  encore_json_spot_number (spot, "weight", 0, MAX_WEIGHT, &section->weight);
  for (guint i = 0; i < encore_json_spot_length (spot, "criteria", MAX_CRITERIA); i++)
    if (encore_json_spot_enter (spot, "criteria", (int) i, &inner))
      read_criterion (reader, &inner, section);
}

/* ---- profiles ---- */

static void
read_weights (Reader               *reader,
              const EncoreJsonSpot *spot,
              EncoreProfile        *profile)
{
  EncoreJsonSpot weights;

  if (!encore_json_spot_enter (spot, "weights", -1, &weights))
    return;

  g_autoptr (GList) keys = json_object_get_members (weights.object);

  for (GList *at = keys; at != NULL; at = at->next)
    {
      double weight;

      if (!g_hash_table_contains (reader->keys, at->data))
        encore_json_spot_warn (&weights, at->data, _ ("no section or criterion has this key"));
      else if (encore_json_spot_number (&weights, at->data, 0, MAX_WEIGHT, &weight))
        encore_profile_set_weight (profile, at->data, weight);
    }
}

/* A scenario that has a name alone gets a uuid of that name, until an import has found the real one. */
static char *
dup_scenario (const EncoreJsonSpot *spot,
              const char           *name)
{
  char *uuid = dup_uuid (spot, "uuid");

  return uuid != NULL ? uuid : make_uuid ("scenario", name);
}

static void
read_profile (Reader               *reader,
              const EncoreJsonSpot *spot)
{
  static const char *const known[] = { "scenario", "uuid", "weights", NULL };
  g_autofree char *name = dup_name (spot, "scenario");
  g_autofree char *uuid = dup_scenario (spot, name);

  encore_json_spot_check_members (spot, known);
  if (encore_scorecard_find_profile (reader->scorecard, uuid) != NULL)
    encore_json_spot_fail (spot, NULL, _ ("another profile is for the same scenario"));
  else
    read_weights (reader, spot, encore_scorecard_add_profile (reader->scorecard, uuid, name));
}

/* ---- the whole ---- */

static gboolean
check_format (const EncoreJsonSpot *root)
{
  double version = 0;

  if (!encore_json_spot_number (root, FORMAT, 1, 1e6, &version))
    encore_json_spot_fail (root, FORMAT, _ ("is missing: this is no scorecard"));
  else if (version > FORMAT_VERSION)
    root->reading->error = g_error_new_literal (ENCORE_ERROR, ENCORE_ERROR_NEWER,
                                                _ ("This scorecard was written by a newer Encore."));
  return root->reading->error == NULL;
}

static void
read_head (Reader               *reader,
           const EncoreJsonSpot *root)
{
  static const char *const known[] = { FORMAT, "name", "description", "uuid",    "family",   "version",  "starter",
                                       "goal", "cap",  "values",      "pillars", "sections", "profiles", NULL };
  EncoreScorecard *scorecard = reader->scorecard;
  double version = 0;

  encore_json_spot_check_members (root, known);
  scorecard->name = dup_name (root, "name");
  scorecard->description = dup_text (root, "description", ENCORE_JSON_OPTIONAL);
  scorecard->uuid = dup_uuid (root, "uuid");
  scorecard->family = dup_uuid (root, "family");
  scorecard->starter = dup_some_text (root, "starter");
  encore_json_spot_number (root, "version", 0, 1e6, &version);
  scorecard->version = (int) version;
  encore_json_spot_number (root, "goal", 0, 1000, &scorecard->goal);
  encore_json_spot_number (root, "cap", 100, 1000, &scorecard->cap);
}

static void
read_all (Reader               *reader,
          const EncoreJsonSpot *root)
{
  EncoreJsonSpot inner;

  if (!check_format (root))
    return;

  read_head (reader, root);
  read_principles (reader, root, "values", ENCORE_PRINCIPLE_VALUE);
  read_principles (reader, root, "pillars", ENCORE_PRINCIPLE_PILLAR);
  for (guint i = 0; i < encore_json_spot_length (root, "sections", MAX_SECTIONS); i++)
    if (encore_json_spot_enter (root, "sections", (int) i, &inner))
      read_section (reader, &inner);
  for (guint i = 0; i < encore_json_spot_length (root, "profiles", MAX_PROFILES); i++)
    if (encore_json_spot_enter (root, "profiles", (int) i, &inner))
      read_profile (reader, &inner);
}

/**
 * encore_scorecard_from_json:
 * @text: (array length=length): the file
 * @length: its size, or -1 when it ends with NUL
 * @principles: (out) (optional) (transfer full) (element-type EncorePrinciple): the brand values and pillars that its
 *   criteria are linked to; their uuids are made of their names
 * @warnings: (nullable) (element-type utf8): gets a sentence for each thing that was passed over
 * @error: return location: the first thing that is wrong, and where
 *
 * Whether it could be published is another question: see encore_scorecard_list_problems().
 *
 * Returns: (transfer full) (nullable): what the file says, with its version as the file gives it
 */
EncoreScorecard *
encore_scorecard_from_json (const char *text,
                            gssize      length,
                            GPtrArray **principles,
                            GPtrArray  *warnings,
                            GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (JsonObject) object = encore_strict_json_parse (text, length, error);
  g_autoptr (EncoreScorecard) scorecard = encore_scorecard_new ();
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (object == NULL)
    return NULL;

  EncoreJsonReading reading = { warnings, NULL };
  EncoreJsonSpot root = { &reading, NULL, NULL, -1, object };
  Reader reader = { scorecard, made, keys };

  read_all (&reader, &root);
  if (reading.error != NULL)
    {
      g_propagate_error (error, reading.error);
      return NULL;
    }

  if (principles != NULL)
    *principles = g_steal_pointer (&made);
  return g_steal_pointer (&scorecard);
}
