/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-text.h"

#include "encore-span.h"

#include <string.h>

/**
 * encore_text_duration:
 * @duration_ms: milliseconds, or %ENCORE_NO_TIME
 *
 * Returns: (transfer full): "6:42" or "1:06:42", rounded to the second; a dash when unknown
 */
char *
encore_text_duration (gint64 duration_ms)
{
  if (duration_ms < 0)
    return g_strdup ("–");

  gint64 seconds = (duration_ms + 500) / 1000;

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/**
 * encore_text_position:
 * @position_ms: milliseconds
 *
 * A playing position: like a duration, but never ahead of what has been played.
 *
 * Returns: (transfer full): "0:52"
 */
char *
encore_text_position (gint64 position_ms)
{
  return encore_text_duration (position_ms < 0 ? position_ms : position_ms / 1000 * 1000);
}

/**
 * encore_text_clock:
 * @position_ms: milliseconds
 *
 * A position to the millisecond, the same in every locale.
 *
 * Returns: (transfer full): "0:52.340" or "1:00:52.340", which encore_text_parse_clock() reads
 */
char *
encore_text_clock (gint64 position_ms)
{
  int hours = (int) (position_ms / 3600000), minutes = (int) (position_ms / 60000 % 60);
  int seconds = (int) (position_ms / 1000 % 60), thousandths = (int) (position_ms % 1000);

  if (hours > 0)
    return g_strdup_printf ("%d:%02d:%02d.%03d", hours, minutes, seconds, thousandths);

  return g_strdup_printf ("%d:%02d.%03d", minutes, seconds, thousandths);
}

/* Digits with at most one dot or comma among them; the last part of a time. */
static gboolean
parse_decimal (const char *text,
               double     *number)
{
  gsize digits = strspn (text, "0123456789");
  gsize length = digits;

  if (text[length] == '.' || text[length] == ',')
    {
      gsize more = strspn (text + length + 1, "0123456789");

      digits += more;
      length += 1 + more;
    }
  if (digits == 0 || digits > 15 || text[length] != '\0')
    return FALSE;

  g_autofree char *plain = g_strdup (text);

  *number = g_ascii_strtod (g_strdelimit (plain, ",", '.'), NULL);
  return TRUE;
}

/**
 * encore_text_parse_clock:
 * @text: "52.34", "0:52.340", "1:00:52,340"
 * @unit_ms: what a number without a colon counts: 1 for milliseconds, 1000 for seconds
 * @position_ms: (out): what it means
 *
 * Reads a position as people and programs write them, with a dot or a comma, whatever the locale.
 *
 * Returns: whether it is one
 */
gboolean
encore_text_parse_clock (const char *text,
                         gint64      unit_ms,
                         gint64     *position_ms)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (GStrv) parts = g_strsplit (stripped, ":", 4);
  guint n = g_strv_length (parts);
  double total = 0;

  if (n < 1 || n > 3)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      double number;

      if (!parse_decimal (parts[i], &number) || (i < n - 1 && strpbrk (parts[i], ".,") != NULL)
          || (i > 0 && number >= 60))
        return FALSE;
      total = total * 60 + number;
    }

  double ms = total * (n > 1 ? 1000 : unit_ms);

  if (ms > 1e12)
    return FALSE;

  *position_ms = (gint64) (ms + 0.5);
  return TRUE;
}

static char *
format_local (gint64      instant_ms,
              const char *format)
{
  if (instant_ms == ENCORE_NO_TIME)
    return g_strdup ("–");

  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("–");
}

/**
 * encore_text_date:
 * @instant_ms: UTC milliseconds since the epoch, or %ENCORE_NO_TIME
 *
 * Returns: (transfer full): the local date as the locale writes it
 */
char *
encore_text_date (gint64 instant_ms)
{
  return format_local (instant_ms, "%x");
}

/**
 * encore_text_date_time:
 * @instant_ms: UTC milliseconds since the epoch, or %ENCORE_NO_TIME
 *
 * Returns: (transfer full): local day, month and time, such as "12 Nov 2026 14:05"
 */
char *
encore_text_date_time (gint64 instant_ms)
{
  return format_local (instant_ms, "%-d %b %Y %H:%M");
}

/**
 * encore_text_to_utf8:
 * @bytes: (array length=length): text in an unknown encoding
 * @length: its size
 * @encoding: (out) (optional) (transfer none): the encoding that was assumed
 *
 * Reads text as other programs leave it: a byte order mark decides, then UTF-8 if valid,
 * then Windows-1252. NUL becomes U+FFFD. Never fails.
 *
 * Returns: (transfer full): valid UTF-8 without byte order mark
 */
char *
encore_text_to_utf8 (const char  *bytes,
                     gsize        length,
                     const char **encoding)
{
  const char *assumed = "UTF-8";
  g_autofree char *converted = NULL;
  gsize converted_length = length;

  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    {
      assumed = bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
      converted = g_convert_with_fallback (bytes + 2, (gssize) ((length - 2) & ~(gsize) 1), "UTF-8", assumed,
                                           "\xef\xbf\xbd", NULL, &converted_length, NULL);
    }
  else if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      converted_length = length -= 3;
    }
  else if (!g_utf8_validate (bytes, (gssize) length, NULL) && memchr (bytes, '\0', length) == NULL)
    {
      assumed = "WINDOWS-1252";
      converted = g_convert_with_fallback (bytes, (gssize) length, "UTF-8", assumed, "\xef\xbf\xbd", NULL,
                                           &converted_length, NULL);
    }

  if (encoding != NULL)
    *encoding = assumed;

  /* g_utf8_make_valid() stops at NUL when given -1 and replaces it when given a length. */
  return converted != NULL ? g_utf8_make_valid (converted, (gssize) converted_length)
                           : g_utf8_make_valid (bytes, (gssize) length);
}

/**
 * encore_text_is_blank:
 * @text: (nullable): UTF-8
 *
 * Returns: whether there is nothing but white space
 */
gboolean
encore_text_is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/**
 * encore_text_iso8601:
 * @instant_ms: UTC milliseconds since the epoch
 *
 * Returns: (transfer full) (nullable): "2026-11-12T14:05:00Z"; %NULL when unknown
 */
char *
encore_text_iso8601 (gint64 instant_ms)
{
  if (instant_ms == ENCORE_NO_TIME)
    return NULL;

  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_ms / 1000);

  return utc != NULL ? g_date_time_format_iso8601 (utc) : NULL;
}

/**
 * encore_text_parse_instant:
 * @text: (nullable): ISO 8601, with or without a zone (then UTC is assumed)
 *
 * Returns: UTC milliseconds since the epoch, or %ENCORE_NO_TIME
 */
gint64
encore_text_parse_instant (const char *text)
{
  if (text == NULL)
    return ENCORE_NO_TIME;

  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (text, utc);

  if (when == NULL)
    return ENCORE_NO_TIME;

  return g_date_time_to_unix (when) * 1000 + g_date_time_get_microsecond (when) / 1000;
}

/**
 * encore_text_now:
 *
 * Returns: this instant, UTC milliseconds since the epoch
 */
gint64
encore_text_now (void)
{
  return g_get_real_time () / 1000;
}
