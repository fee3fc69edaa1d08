/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-speaker-name.h"
#include "encore-text-line.h"

#define MAX_NAME_BYTES 64

static const char *
skip_blank (const char *at)
{
  return at + strspn (at, " \t");
}

static const char *
skip_any (const char        *at,
          const char *const *signs)
{
  for (; *signs != NULL; signs++)
    if (g_str_has_prefix (at, *signs))
      return at + strlen (*signs);

  return at;
}

static char
closing_of (char open)
{
  return open == '[' ? ']' : open == '(' ? ')' : open == '<' ? '>' : '\0';
}

/* Within brackets, seconds may stand as a number: "[12.5]", "[3s]". */
static gboolean
parse_seconds (const char  *at,
               const char **end,
               gint64      *ms)
{
  char *after = NULL;

  if (!g_ascii_isdigit (*at))
    return FALSE;

  double seconds = g_ascii_strtod (at, &after);
  gboolean has_point = memchr (at, '.', (gsize) (after - at)) != NULL;

  if ((!has_point && *after != 's') || !(seconds < 3.2e9))
    return FALSE;

  *ms = (gint64) llround (seconds * 1000);
  *end = *after == 's' ? after + 1 : after;
  return TRUE;
}

static gboolean
parse_time (const char  *at,
            gboolean     in_brackets,
            const char **end,
            gint64      *ms)
{
  return encore_cue_parse_time (at, end, ms) || (in_brackets && parse_seconds (at, end, ms));
}

/* "10:32 AM" */
static gboolean
skip_half_of_day (const char **at)
{
  const char *after = skip_blank (*at);
  char second = g_ascii_tolower (after[0] != '\0' ? after[1] : '\0');

  if (strchr ("aApP", *after) == NULL || *after == '\0' || second != 'm' || g_ascii_isalnum (after[2]))
    return FALSE;

  *at = after + 2;
  return TRUE;
}

/* A time or a stretch, perhaps in brackets. Returns the byte after it, NULL when there is none. */
static const char *
parse_times (EncoreTextLine *self,
             const char     *at)
{
  static const char *const ranges[] = { "-->", "->", "–", "—", "-", "to ", NULL };
  char close = closing_of (*at);
  const char *after;
  gint64 end_ms;

  if (close != '\0')
    at++;

  if (!parse_time (at, close != '\0', &at, &self->start_ms))
    return NULL;

  self->is_time_of_day = skip_half_of_day (&at);
  after = skip_any (skip_blank (at), ranges);
  if (after != skip_blank (at) && parse_time (skip_blank (after), close != '\0', &after, &end_ms))
    {
      self->end_ms = end_ms;
      at = after;
    }

  if (close == '\0')
    return *at == '\0' || strchr (" \t:|,-", *at) != NULL || g_str_has_prefix (at, "–") || g_str_has_prefix (at, "—")
               ? at
               : NULL;

  at = skip_blank (at);
  return *at == close ? at + 1 : NULL;
}

/* What parts the time from the rest. */
static const char *
skip_separator (const char *at)
{
  static const char *const signs[] = { "-", "–", "—", ":", "|", ",", NULL };

  return skip_blank (skip_any (skip_blank (at), signs));
}

/* The chat of a meeting: "From Jane Doe to Everyone: Hello" */
static gboolean
match_chat (EncoreTextLine *self,
            const char     *at)
{
  const char *colon;

  at = skip_blank (at);
  if (g_ascii_strncasecmp (at, "From ", 5) != 0)
    return FALSE;

  at = skip_blank (at + 5);
  colon = strchr (at, ':');
  if (colon == NULL || colon == at || colon - at > MAX_NAME_BYTES)
    return FALSE;

  self->speaker = g_strndup (at, (gsize) (colon - at));

  char *to = strstr (self->speaker, " to ");

  if (to != NULL)
    *to = '\0';
  g_strstrip (self->speaker);
  self->is_time_of_day = TRUE;
  self->text = skip_blank (colon + 1);
  return TRUE;
}

static void
match_name (EncoreTextLine *self,
            const char     *at)
{
  if (match_chat (self, at))
    return;

  at = skip_separator (at);
  self->text = at + encore_speaker_name_match (at, &self->speaker);
}

/* "Jane Doe (0:12): Hello", "Agent [12.5s] Hello", "Jane Doe  0:12" */
static gboolean
match_name_and_time (EncoreTextLine *self,
                     const char     *line)
{
  for (const char *at = line; *at != '\0' && at - line < MAX_NAME_BYTES; at++)
    {
      gboolean in_brackets = closing_of (*at) != '\0';
      const char *after;

      if (at == line || (!in_brackets && (!g_ascii_isdigit (*at) || !g_ascii_isspace (at[-1]))))
        continue;

      after = parse_times (self, at);
      if (after == NULL)
        continue;

      g_autofree char *name = g_strchomp (g_strndup (line, (gsize) (at - line)));
      gsize length = strlen (name);

      if (length > 0 && strchr (":-,|", name[length - 1]) != NULL)
        name[length - 1] = '\0';
      g_strchomp (name);

      /* without brackets it is a heading: nothing may follow */
      if ((!in_brackets && *skip_blank (after) != '\0') || !encore_speaker_name_is (name))
        return FALSE;

      self->speaker = g_steal_pointer (&name);
      self->text = skip_separator (after);
      return TRUE;
    }

  return FALSE;
}

/**
 * encore_text_line_parse:
 * @self: (out): what the line says; to be cleared
 * @line: a line of text
 *
 * Returns: whether a time stands at its head, perhaps with or behind a name
 */
gboolean
encore_text_line_parse (EncoreTextLine *self,
                        const char     *line)
{
  const char *after;

  line = skip_blank (line);
  *self = (EncoreTextLine) { .start_ms = ENCORE_NO_TIME, .end_ms = ENCORE_NO_TIME, .text = line };
  after = parse_times (self, line);
  if (after != NULL)
    {
      match_name (self, after);
      return TRUE;
    }

  if (match_name_and_time (self, line))
    return TRUE;

  self->start_ms = self->end_ms = ENCORE_NO_TIME;
  self->is_time_of_day = FALSE;
  return FALSE;
}

void
encore_text_line_clear (EncoreTextLine *self)
{
  g_clear_pointer (&self->speaker, g_free);
}
