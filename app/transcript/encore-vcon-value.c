/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "encore-text.h"
#include "encore-vcon-private.h"

/* Values as vCon writers of all years write them. */

static int
month_of (const char *name)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

  for (int i = 0; i < 12; i++)
    if (g_ascii_strncasecmp (months + i * 3, name, 3) == 0)
      return i + 1;

  return 0;
}

/* "Wed, 18 May 2022 23:05:05 -0000", which the first vCons have */
static gint64
parse_mail_date (const char *text)
{
  const char *comma = strchr (text, ',');
  char month[4] = "", sign = '+';
  int day, year, hour, minute, second = 0, zone = 0;

  if (sscanf (comma != NULL ? comma + 1 : text, "%2d %3s %4d %2d:%2d:%2d %c%4d", &day, month, &year, &hour, &minute,
              &second, &sign, &zone)
          < 6
      || month_of (month) == 0)
    return ENCORE_NO_TIME;

  g_autoptr (GDateTime) local = g_date_time_new_utc (year, month_of (month), day, hour, minute, MIN (second, 59));

  if (local == NULL)
    return ENCORE_NO_TIME;

  int offset_minutes = zone / 100 * 60 + zone % 100;

  return (g_date_time_to_unix (local) - (sign == '-' ? -60 : 60) * offset_minutes) * 1000;
}

static gboolean
names_zone (const char *text)
{
  const char *time = strpbrk (text, "Tt ");

  return time != NULL && strpbrk (time, "Zz+-") != NULL;
}

/**
 * encore_vcon_parse_date:
 * @text: (nullable): ISO 8601 or a mail's date
 * @has_zone: (out): whether it names its zone; else UTC was assumed
 *
 * Returns: UTC milliseconds, or %ENCORE_NO_TIME
 */
gint64
encore_vcon_parse_date (const char *text,
                        gboolean   *has_zone)
{
  gint64 instant_ms = encore_text_parse_instant (text);

  *has_zone = TRUE;
  if (text == NULL)
    return ENCORE_NO_TIME;

  if (instant_ms == ENCORE_NO_TIME)
    return parse_mail_date (text);

  *has_zone = names_zone (text);
  return instant_ms;
}

static int
digit_of (char c)
{
  if (g_ascii_isupper (c))
    return c - 'A';
  if (g_ascii_islower (c))
    return c - 'a' + 26;
  if (g_ascii_isdigit (c))
    return c - '0' + 52;
  if (c == '-' || c == '+')
    return 62;

  return c == '_' || c == '/' ? 63 : -1;
}

/**
 * encore_vcon_decode:
 * @text: base64 or base64url, padded or not
 * @is_damaged: (out): whether something stood there that is neither
 *
 * Returns: (transfer full): what was understood, up to the damage
 */
GBytes *
encore_vcon_decode (const char *text,
                    gboolean   *is_damaged)
{
  gsize length = strlen (text);
  guint8 *out = g_malloc (length / 4 * 3 + 4);
  gsize n_out = 0;
  guint32 bits = 0;
  int n_bits = 0;

  *is_damaged = FALSE;
  for (gsize i = 0; i < length && text[i] != '='; i++)
    {
      int digit = digit_of (text[i]);

      if (g_ascii_isspace (text[i]))
        continue;

      if (digit < 0)
        {
          *is_damaged = TRUE;
          break;
        }

      bits = bits << 6 | (guint32) digit;
      n_bits += 6;
      if (n_bits >= 8)
        {
          n_bits -= 8;
          out[n_out++] = (guint8) (bits >> n_bits);
        }
    }

  /* A lone character makes no byte: the end is missing. */
  if (n_bits == 6)
    *is_damaged = TRUE;

  return g_bytes_new_take (out, n_out);
}
