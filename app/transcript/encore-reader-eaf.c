/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-tiers.h"
#include "encore-xml.h"

/*
 * ELAN: annotations between time slots, on tiers. Tiers of their own hold the turns, unless their
 * values come from a list; a tier that divides one in time holds its words.
 */

typedef struct
{
  xmlNode *root;
  GHashTable *slots; /* of id to gint64 */
  GPtrArray *tiers;  /* of EncoreTier */
  guint n_guessed;
} Reader;

/* A slot without time lies between its neighbours, at even distances. */
static void
spread (gint64 **times,
        guint    first,
        guint    n,
        gint64   from_ms,
        gint64   to_ms)
{
  for (guint i = 0; i < n; i++)
    *times[first + i] = from_ms + (gint64) ((double) (to_ms - from_ms) * (i + 1) / (n + 1));
}

static guint
interpolate (GPtrArray *times)
{
  gint64 **all = (gint64 **) times->pdata;
  gint64 before_ms = 0;
  guint n_guessed = 0;

  for (guint i = 0; i < times->len; i++)
    {
      guint end = i;

      while (end < times->len && *all[end] == ENCORE_NO_TIME)
        end++;

      n_guessed += end - i;
      spread (all, i, end - i, before_ms, end < times->len ? *all[end] : before_ms);
      i = end;
      if (end < times->len)
        before_ms = *all[end];
    }

  return n_guessed;
}

static gint64
parse_ms (const char *text)
{
  char *end = NULL;
  gint64 ms = text != NULL ? g_ascii_strtoll (text, &end, 10) : ENCORE_NO_TIME;

  return text != NULL && end != text && *end == '\0' && ms >= 0 && ms < G_GINT64_CONSTANT (3200000000000)
             ? ms
             : ENCORE_NO_TIME;
}

static void
read_slots (Reader *reader)
{
  xmlNode *order = encore_xml_child (reader->root, "TIME_ORDER");
  g_autoptr (GPtrArray) times = g_ptr_array_new ();

  for (xmlNode *node = order != NULL ? order->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *id = encore_xml_is (node, "TIME_SLOT") ? encore_xml_dup_attribute (node, "TIME_SLOT_ID") : NULL;
      g_autofree char *value = id != NULL ? encore_xml_dup_attribute (node, "TIME_VALUE") : NULL;
      gint64 *ms;

      if (id == NULL || g_hash_table_contains (reader->slots, id))
        continue;

      ms = g_new (gint64, 1);
      *ms = parse_ms (value);
      g_ptr_array_add (times, ms);
      g_hash_table_insert (reader->slots, g_steal_pointer (&id), ms);
    }

  reader->n_guessed = interpolate (times);
}

static gboolean
find_slot (Reader     *reader,
           xmlNode    *annotation,
           const char *name,
           gint64     *ms)
{
  g_autofree char *id = encore_xml_dup_attribute (annotation, name);
  const gint64 *found = id != NULL ? g_hash_table_lookup (reader->slots, id) : NULL;

  if (found != NULL)
    *ms = *found;

  return found != NULL;
}

static void
read_annotation (Reader     *reader,
                 EncoreTier *tier,
                 xmlNode    *annotation)
{
  xmlNode *aligned = encore_xml_child (annotation, "ALIGNABLE_ANNOTATION");
  g_autofree char *text = encore_xml_dup_text (encore_xml_child (aligned, "ANNOTATION_VALUE"));
  gint64 start_ms, end_ms;

  /* Those that refer to another annotation say something about it, not what was said. */
  if (aligned != NULL && find_slot (reader, aligned, "TIME_SLOT_REF1", &start_ms)
      && find_slot (reader, aligned, "TIME_SLOT_REF2", &end_ms))
    encore_tier_add (tier, text, start_ms, end_ms);
}

static xmlNode *
find_type (Reader     *reader,
           const char *id)
{
  for (xmlNode *node = reader->root->children; id != NULL && node != NULL; node = node->next)
    {
      g_autofree char *other = encore_xml_is (node, "LINGUISTIC_TYPE")
                                   ? encore_xml_dup_attribute (node, "LINGUISTIC_TYPE_ID")
                                   : NULL;

      if (g_strcmp0 (id, other) == 0)
        return node;
    }

  return NULL;
}

static gboolean
has_attribute (xmlNode    *node,
               const char *name,
               const char *value)
{
  g_autofree char *found = node != NULL ? encore_xml_dup_attribute (node, name) : NULL;

  return found != NULL && (value == NULL || g_str_equal (found, value));
}

static EncoreTierKind
find_kind (Reader        *reader,
           xmlNode       *node,
           EncoreTierKind kind_by_name)
{
  g_autofree char *type_id = encore_xml_dup_attribute (node, "LINGUISTIC_TYPE_REF");
  xmlNode *type = find_type (reader, type_id);

  if (has_attribute (type, "CONTROLLED_VOCABULARY_REF", NULL))
    return ENCORE_TIER_OTHER;

  if (!has_attribute (node, "PARENT_REF", NULL))
    return ENCORE_TIER_SPEECH;

  if (has_attribute (type, "CONSTRAINTS", "Included_In"))
    return kind_by_name == ENCORE_TIER_WORDS ? ENCORE_TIER_WORDS : ENCORE_TIER_OTHER;

  return has_attribute (type, "CONSTRAINTS", "Time_Subdivision") ? ENCORE_TIER_WORDS : ENCORE_TIER_OTHER;
}

static void
read_tier (Reader  *reader,
           xmlNode *node)
{
  g_autofree char *id = encore_xml_dup_attribute (node, "TIER_ID");
  g_autofree char *parent = encore_xml_dup_attribute (node, "PARENT_REF");
  g_autofree char *participant = encore_xml_dup_attribute (node, "PARTICIPANT");
  EncoreTier *tier = encore_tier_new (id != NULL ? id : "");

  /* The participant where one is named, else what the tier is called. */
  encore_tier_name_kind (tier);
  tier->kind = find_kind (reader, node, tier->kind);
  if (participant != NULL)
    {
      g_free (tier->speaker);
      tier->speaker = *participant != '\0' ? g_steal_pointer (&participant) : NULL;
    }

  g_free (tier->owner);
  tier->owner = g_strdup (parent != NULL ? parent : tier->name);

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (encore_xml_is (child, "ANNOTATION"))
      read_annotation (reader, tier, child);

  g_ptr_array_add (reader->tiers, tier);
}

/* Media that begin elsewhere than the annotation's own time are not of this recording alone. */
static void
warn_media (EncoreTranscript *transcript,
            xmlNode          *root)
{
  xmlNode *header = encore_xml_child (root, "HEADER");
  guint n_media = 0;

  for (xmlNode *node = header != NULL ? header->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *origin = NULL;

      if (!encore_xml_is (node, "MEDIA_DESCRIPTOR"))
        continue;

      n_media++;
      origin = encore_xml_dup_attribute (node, "TIME_ORIGIN");
      if (origin != NULL && !g_str_equal (origin, "0"))
        encore_transcript_warn (transcript, _ ("Medium %u begins %s ms later; the times were not shifted"), n_media,
                                origin);
    }
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (xmlDoc) document = encore_xml_parse (text, error);

  if (document == NULL)
    return NULL;

  g_autoptr (GHashTable) slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) tiers = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_tier_free);
  Reader reader = { .root = xmlDocGetRootElement (document), .slots = slots, .tiers = tiers };
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_eaf.id);

  read_slots (&reader);
  for (xmlNode *node = reader.root->children; node != NULL; node = node->next)
    if (encore_xml_is (node, "TIER"))
      read_tier (&reader, node);

  encore_tiers_fill (transcript, tiers);
  warn_media (transcript, reader.root);
  if (reader.n_guessed > 0)
    encore_transcript_warn (transcript, _ ("%u times are not in the file; they were put between their neighbours"),
                            reader.n_guessed);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_xml_head_has_root (sniff->head, "ANNOTATION_DOCUMENT") ? 95 : 0;
}

static const char *const suffixes[] = { "eaf", NULL };

const EncoreReader encore_reader_eaf = {
  .id = "eaf",
  .name = "ELAN",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
