/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-text.h"
#include "encore-writer-private.h"

/* Formats of linguists: a tier for each speaker, and one for the words of each. */

#define WORDS_SUFFIX " - words"

/* ---- Praat TextGrid ---- */

static void
append_seconds (GString    *out,
                const char *name,
                gint64      ms)
{
  g_string_append_printf (out, "%s = %" G_GINT64_FORMAT ".%03d\n", name, ms / 1000, (int) (ms % 1000));
}

/* Quotes are doubled. */
static void
append_quoted (GString    *out,
               const char *name,
               const char *text,
               gsize       length)
{
  g_string_append_printf (out, "%s = \"", name);
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, text[i]);
    }
  g_string_append (out, "\"\n");
}

static void
append_interval (GString    *out,
                 guint      *n,
                 gint64      start_ms,
                 gint64      end_ms,
                 const char *text,
                 gsize       length)
{
  g_string_append_printf (out, "        intervals [%u]:\n", ++*n);
  append_seconds (out, "            xmin", start_ms);
  append_seconds (out, "            xmax", end_ms);
  append_quoted (out, "            text", text, length);
}

/* Intervals must fill the tier: silence is an interval without text. */
static void
append_tier (GString      *out,
             guint         number,
             const char   *name,
             const GArray *spans,
             gint64        whole_ms)
{
  g_autoptr (GString) intervals = g_string_new (NULL);
  gint64 at_ms = 0;
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const EncoreLaneSpan *span = &g_array_index (spans, EncoreLaneSpan, i);

      if (span->start_ms > at_ms)
        append_interval (intervals, &n, at_ms, span->start_ms, "", 0);
      append_interval (intervals, &n, span->start_ms, span->end_ms, span->text, span->length);
      at_ms = span->end_ms;
    }
  if (whole_ms > at_ms)
    append_interval (intervals, &n, at_ms, whole_ms, "", 0);

  g_string_append_printf (out, "    item [%u]:\n        class = \"IntervalTier\"\n", number);
  append_quoted (out, "        name", name, strlen (name));
  append_seconds (out, "        xmin", 0);
  append_seconds (out, "        xmax", whole_ms);
  g_string_append_printf (out, "        intervals: size = %u\n%s", n, intervals->str);
}

static gint64
length_of (EncoreTranscript *transcript)
{
  guint n = encore_transcript_get_length (transcript);

  /* a turn of no length takes a millisecond */
  return n > 0 ? transcript->latest_end_ms[n - 1] + 1 : 1;
}

/**
 * encore_write_textgrid:
 * @transcript: a finished transcript
 * @error: return location
 *
 * A tier for each speaker, several of one name where the turns of one overlap, and one with the words of each.
 *
 * Returns: (transfer full): the file, or %NULL with %ENCORE_ERROR_UNSUPPORTED for a transcript without times
 */
char *
encore_write_textgrid (EncoreTranscript *transcript,
                       GError          **error)
{
  if (!encore_writer_needs_times (transcript, "TextGrid", error))
    return NULL;

  g_autoptr (GPtrArray) lanes = encore_lanes_new (transcript);
  g_autoptr (GString) tiers = g_string_new (NULL);
  gint64 whole_ms = length_of (transcript);
  GString *out = g_string_new ("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
  guint n = 0;

  for (guint i = 0; i < lanes->len; i++)
    {
      const EncoreLane *lane = g_ptr_array_index (lanes, i);
      g_autoptr (GArray) turns = encore_lane_list_turns (lane);
      g_autoptr (GArray) words = encore_lane_list_words (lane);
      g_autofree char *words_name = lane->speaker != NULL ? g_strconcat (lane->speaker, WORDS_SUFFIX, NULL)
                                                          : g_strdup ("words");

      append_tier (tiers, ++n, lane->speaker != NULL ? lane->speaker : "", turns, whole_ms);
      append_tier (tiers, ++n, words_name, words, whole_ms);
    }

  append_seconds (out, "xmin", 0);
  append_seconds (out, "xmax", whole_ms);
  g_string_append_printf (out, "tiers? <exists>\nsize = %u\nitem []:\n%s", n, tiers->str);
  return g_string_free (out, FALSE);
}

/* ---- ELAN ---- */

typedef struct
{
  guint id;
  gint64 at_ms;
} Slot;

typedef struct
{
  GArray *slots; /* of Slot */
  GString *tiers;
  guint n_annotations;
} Elan;

static guint
add_slot (Elan  *elan,
          gint64 ms)
{
  Slot slot = { elan->slots->len + 1, ms };

  g_array_append_val (elan->slots, slot);
  return slot.id;
}

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const Slot *left = a, *right = b;

  return left->at_ms != right->at_ms ? (left->at_ms > right->at_ms) - (left->at_ms < right->at_ms)
                                     : (left->id > right->id) - (left->id < right->id);
}

/* (transfer full): in the order of time, as the format wants it */
static char *
list_slots (Elan *elan)
{
  GString *list = g_string_new (NULL);

  g_array_sort (elan->slots, compare_slots);
  for (guint i = 0; i < elan->slots->len; i++)
    {
      const Slot *slot = &g_array_index (elan->slots, Slot, i);

      g_string_append_printf (list, "        <TIME_SLOT TIME_SLOT_ID=\"ts%u\" TIME_VALUE=\"%" G_GINT64_FORMAT "\"/>\n",
                              slot->id, slot->at_ms);
    }

  return g_string_free (list, FALSE);
}

static void
append_annotations (Elan         *elan,
                    const GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const EncoreLaneSpan *span = &g_array_index (spans, EncoreLaneSpan, i);
      guint start = add_slot (elan, span->start_ms), end = add_slot (elan, span->end_ms);

      g_string_append_printf (elan->tiers,
                              "        <ANNOTATION>\n            <ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a%u\" "
                              "TIME_SLOT_REF1=\"ts%u\" TIME_SLOT_REF2=\"ts%u\">\n                <ANNOTATION_VALUE>",
                              ++elan->n_annotations, start, end);
      encore_writer_append_xml (elan->tiers, span->text, span->length);
      g_string_append (elan->tiers,
                       "</ANNOTATION_VALUE>\n            </ALIGNABLE_ANNOTATION>\n        </ANNOTATION>\n");
    }
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  encore_writer_append_xml (out, value, strlen (value));
  g_string_append_c (out, '"');
}

/* Tiers need names of their own; who speaks says the participant. */
static void
append_lane (Elan             *elan,
             const EncoreLane *lane)
{
  const char *speaker = lane->speaker != NULL ? lane->speaker : "";
  g_autofree char *number = lane->number > 1 ? g_strdup_printf (" (%u)", lane->number) : g_strdup ("");
  g_autofree char *name = g_strconcat (lane->speaker != NULL ? speaker : "text", number, NULL);
  g_autofree char *words_name = g_strconcat (name, WORDS_SUFFIX, NULL);
  g_autoptr (GArray) turns = encore_lane_list_turns (lane);
  g_autoptr (GArray) words = encore_lane_list_words (lane);

  g_string_append (elan->tiers, "    <TIER LINGUISTIC_TYPE_REF=\"turns\"");
  append_attribute (elan->tiers, "PARTICIPANT", speaker);
  append_attribute (elan->tiers, "TIER_ID", name);
  g_string_append (elan->tiers, ">\n");
  append_annotations (elan, turns);
  g_string_append (elan->tiers, "    </TIER>\n");
  if (words->len == 0)
    return;

  g_string_append (elan->tiers, "    <TIER LINGUISTIC_TYPE_REF=\"words\"");
  append_attribute (elan->tiers, "PARENT_REF", name);
  append_attribute (elan->tiers, "PARTICIPANT", speaker);
  append_attribute (elan->tiers, "TIER_ID", words_name);
  g_string_append (elan->tiers, ">\n");
  append_annotations (elan, words);
  g_string_append (elan->tiers, "    </TIER>\n");
}

/**
 * encore_write_eaf:
 * @transcript: a finished transcript
 * @error: return location
 *
 * Returns: (transfer full): an ELAN 2.8 file, or %NULL with %ENCORE_ERROR_UNSUPPORTED for a transcript without times
 */
char *
encore_write_eaf (EncoreTranscript *transcript,
                  GError          **error)
{
  if (!encore_writer_needs_times (transcript, "ELAN", error))
    return NULL;

  g_autoptr (GPtrArray) lanes = encore_lanes_new (transcript);
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  g_autoptr (GString) tiers = g_string_new (NULL);
  g_autofree char *now = encore_text_iso8601 (encore_text_now ());
  Elan elan = { .slots = slots, .tiers = tiers };

  for (guint i = 0; i < lanes->len; i++)
    append_lane (&elan, g_ptr_array_index (lanes, i));

  g_autofree char *times = list_slots (&elan);

  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<ANNOTATION_DOCUMENT AUTHOR=\"\" DATE=\"%s\" FORMAT=\"2.8\" VERSION=\"2.8\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:noNamespaceSchemaLocation=\"http://www.mpi.nl/tools/elan/EAFv2.8.xsd\">\n"
      "    <HEADER MEDIA_FILE=\"\" TIME_UNITS=\"milliseconds\"/>\n"
      "    <TIME_ORDER>\n%s    </TIME_ORDER>\n%s"
      "    <LINGUISTIC_TYPE GRAPHIC_REFERENCES=\"false\" LINGUISTIC_TYPE_ID=\"turns\" "
      "TIME_ALIGNABLE=\"true\"/>\n"
      "    <LINGUISTIC_TYPE CONSTRAINTS=\"Included_In\" GRAPHIC_REFERENCES=\"false\" "
      "LINGUISTIC_TYPE_ID=\"words\" TIME_ALIGNABLE=\"true\"/>\n"
      "    <CONSTRAINT DESCRIPTION=\"Time alignable annotations within the parent annotation's time "
      "interval, gaps are allowed\" STEREOTYPE=\"Included_In\"/>\n"
      "</ANNOTATION_DOCUMENT>\n",
      now, times, tiers->str);
}
