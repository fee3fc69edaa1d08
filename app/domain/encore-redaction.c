/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redaction.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (EncoreRedaction, encore_redaction, G_TYPE_OBJECT)

static const struct
{
  const char *id;
  const char *label;
} kinds[] = {
  [ENCORE_REDACTION_OTHER] = { "other", N_ ("Other") },
  [ENCORE_REDACTION_CARD] = { "card", N_ ("Card number") },
  [ENCORE_REDACTION_PHONE] = { "phone", N_ ("Phone number") },
  [ENCORE_REDACTION_EMAIL] = { "email", N_ ("E-mail address") },
  [ENCORE_REDACTION_NAME] = { "name", N_ ("Name") },
  [ENCORE_REDACTION_ADDRESS] = { "address", N_ ("Address") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ENCORE_REDACTION_N_KINDS);

const char *
encore_redaction_kind_to_id (EncoreRedactionKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), kinds[0].id);

  return kinds[kind].id;
}

gboolean
encore_redaction_kind_from_id (const char          *id,
                               EncoreRedactionKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
encore_redaction_kind_to_label (EncoreRedactionKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), "");

  return _ (kinds[kind].label);
}

static void
place_free (gpointer data)
{
  EncoreRedactionPlace *place = data;

  g_free (place->text);
  g_free (place);
}

static void
encore_redaction_finalize (GObject *object)
{
  EncoreRedaction *self = ENCORE_REDACTION (object);

  g_free (self->uuid);
  g_ptr_array_unref (self->places);
  g_free (self->author_name);
  g_free (self->call_title);
  g_free (self->call_uuid);

  G_OBJECT_CLASS (encore_redaction_parent_class)->finalize (object);
}

static void
encore_redaction_class_init (EncoreRedactionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_redaction_finalize;
}

static void
encore_redaction_init (EncoreRedaction *self)
{
  self->span = (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };
  self->purged_at = ENCORE_NO_TIME;
  self->places = g_ptr_array_new_with_free_func (place_free);
}

/**
 * encore_redaction_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreRedaction *
encore_redaction_new (void)
{
  return g_object_new (ENCORE_TYPE_REDACTION, NULL);
}

/**
 * encore_redaction_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreRedaction *
encore_redaction_copy (EncoreRedaction *self)
{
  g_return_val_if_fail (ENCORE_IS_REDACTION (self), NULL);

  EncoreRedaction *copy = encore_redaction_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->call_id = self->call_id;
  copy->span = self->span;
  copy->kind = self->kind;
  copy->author_id = self->author_id;
  copy->redacted_at = self->redacted_at;
  copy->purged_at = self->purged_at;
  copy->author_name = g_strdup (self->author_name);
  copy->call_title = g_strdup (self->call_title);
  copy->call_uuid = g_strdup (self->call_uuid);
  for (guint i = 0; i < self->places->len; i++)
    {
      const EncoreRedactionPlace *place = g_ptr_array_index (self->places, i);

      encore_redaction_add_place (copy, place->segment, place->start, place->end, place->text);
    }

  return copy;
}

/**
 * encore_redaction_add_place:
 * @self: a redaction that is being filled
 * @segment: ordinal
 * @start: first byte in its text
 * @end: byte behind the last
 * @text: (nullable): the text between
 */
void
encore_redaction_add_place (EncoreRedaction *self,
                            int              segment,
                            gsize            start,
                            gsize            end,
                            const char      *text)
{
  EncoreRedactionPlace *place = g_new0 (EncoreRedactionPlace, 1);

  *place = (EncoreRedactionPlace) { segment, (guint32) start, (guint32) end, g_strdup (text) };
  g_ptr_array_add (self->places, place);
}

/**
 * encore_redaction_pack:
 * @self: a redaction
 *
 * Returns: (transfer full): its places, for the library: one a line, as ordinal, start, end and, unless it
 *   has been purged, text
 */
char *
encore_redaction_pack (EncoreRedaction *self)
{
  g_return_val_if_fail (ENCORE_IS_REDACTION (self), NULL);

  GString *packed = g_string_new (NULL);

  for (guint i = 0; i < self->places->len; i++)
    {
      const EncoreRedactionPlace *place = g_ptr_array_index (self->places, i);
      g_autofree char *text = place->text != NULL ? g_strescape (place->text, NULL) : NULL;

      g_string_append_printf (packed, "%d %u %u%s%s\n", place->segment, place->start, place->end,
                              text != NULL ? " " : "", text != NULL ? text : "");
    }

  return g_string_free (packed, FALSE);
}

static void
unpack_place (EncoreRedaction *self,
              const char      *line)
{
  char *end = NULL;
  long segment = strtol (line, &end, 10);
  unsigned long from = strtoul (end, &end, 10);
  unsigned long to = strtoul (end, &end, 10);
  g_autofree char *text = *end == ' ' ? g_strcompress (end + 1) : NULL;

  if (g_ascii_isdigit (*line) && segment <= G_MAXINT && from <= to && to <= G_MAXUINT32
      && (text == NULL || g_utf8_validate (text, -1, NULL)))
    encore_redaction_add_place (self, (int) segment, from, to, text);
}

/**
 * encore_redaction_unpack:
 * @self: a redaction without places
 * @packed: (nullable): what encore_redaction_pack() made
 */
void
encore_redaction_unpack (EncoreRedaction *self,
                         const char      *packed)
{
  g_return_if_fail (ENCORE_IS_REDACTION (self));

  g_auto (GStrv) lines = g_strsplit (packed != NULL ? packed : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      unpack_place (self, *line);
}

gboolean
encore_redaction_is_purged (EncoreRedaction *self)
{
  g_return_val_if_fail (ENCORE_IS_REDACTION (self), FALSE);

  return self->purged_at != ENCORE_NO_TIME;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  gint64 a_ms = ((const EncoreSpan *) a)->start_ms, b_ms = ((const EncoreSpan *) b)->start_ms;

  return (a_ms > b_ms) - (a_ms < b_ms);
}

/**
 * encore_redactions_spans:
 * @redactions: (element-type EncoreRedaction): of one call
 *
 * Returns: (transfer full) (element-type EncoreSpan): what is silent in its recording, in order and joined
 */
GArray *
encore_redactions_spans (GPtrArray *redactions)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
  guint n = 0;

  for (guint i = 0; i < redactions->len; i++)
    {
      EncoreRedaction *redaction = g_ptr_array_index (redactions, i);

      if (!encore_span_is_empty (redaction->span))
        g_array_append_val (spans, redaction->span);
    }

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      EncoreSpan span = g_array_index (spans, EncoreSpan, i);
      EncoreSpan *last = n > 0 ? &g_array_index (spans, EncoreSpan, n - 1) : NULL;

      if (last != NULL && span.start_ms <= last->end_ms)
        last->end_ms = MAX (last->end_ms, span.end_ms);
      else
        g_array_index (spans, EncoreSpan, n++) = span;
    }

  g_array_set_size (spans, n);
  return spans;
}

/**
 * encore_redactions_find:
 * @redactions: (nullable) (element-type EncoreRedaction): of one call
 * @at_ms: a time in its recording
 *
 * Returns: (transfer none) (nullable): the one that hides what is heard then
 */
EncoreRedaction *
encore_redactions_find (GPtrArray *redactions,
                        gint64     at_ms)
{
  for (guint i = 0; redactions != NULL && i < redactions->len; i++)
    {
      EncoreRedaction *redaction = g_ptr_array_index (redactions, i);

      if (!encore_span_is_empty (redaction->span) && encore_span_contains (redaction->span, at_ms))
        return redaction;
    }

  return NULL;
}
