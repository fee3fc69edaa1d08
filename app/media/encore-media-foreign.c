/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-media-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What archives hold besides recordings that can be played: packed, encrypted, and what only its maker reads. */

#define SNIFF_BYTES (16 * 1024)

/* Bits per byte above which nothing is left that a codec would have kept in order. */
#define NOISE_BITS 7.95

static const struct
{
  const char *magic;
  gsize length;
  const char *text;
} packed[] = {
  { "PK\x03\x04", 4, N_ ("“%s” is a ZIP archive. Unpack it, then import what is in it.") },
  { "7z\xbc\xaf\x27\x1c", 6, N_ ("“%s” is a 7-Zip archive. Unpack it, then import what is in it.") },
  { "Rar!", 4, N_ ("“%s” is a RAR archive. Unpack it, then import what is in it.") },
  { "\x1f\x8b\x08", 3, N_ ("“%s” is packed with gzip. Unpack it, then import what is in it.") },
  { "Salted__", 8, N_ ("“%s” is encrypted (with OpenSSL). Have whoever has the key decrypt it, then import that.") },
  { "AES\x02", 4, N_ ("“%s” is encrypted (with AES Crypt). Have whoever has the key decrypt it, then import that.") },
  { "age-encryption.org/", 19,
    N_ ("“%s” is encrypted (with age). Have whoever has the key decrypt it, then import that.") },
  { "-----BEGIN PGP MESSAGE", 22,
    N_ ("“%s” is encrypted (with PGP). Have whoever has the key decrypt it, then import that.") },
};

static const struct
{
  const char *extension;
  const char *text;
} vendors[] = {
  { "nmf", N_ ("“%s” is a NICE archive, which only NICE can read. Convert it to WAV with the export of NICE Player, "
               "NICE’s own program, then import the WAV.") },
  { "cca", N_ ("“%s” is an archive of NICE Uptivity (CallCopy), which only that can read. Export the call from its "
               "player as WAV, then import the WAV.") },
  { "dss", N_ ("“%s” is a dictation (DSS). Convert it to WAV with the program of the recorder’s maker, then import the "
               "WAV.") },
  { "ds2", N_ ("“%s” is a dictation (DSS). Convert it to WAV with the program of the recorder’s maker, then import the "
               "WAV.") },
  { "gpg", N_ ("“%s” is encrypted (with PGP). Have whoever has the key decrypt it, then import that.") },
  { "pgp", N_ ("“%s” is encrypted (with PGP). Have whoever has the key decrypt it, then import that.") },
  { "p7m", N_ ("“%s” is encrypted (with S/MIME). Have whoever has the key decrypt it, then import that.") },
  { "aes", N_ ("“%s” is encrypted. Have whoever has the key decrypt it, then import that.") },
  { "enc", N_ ("“%s” is encrypted. Have whoever has the key decrypt it, then import that.") },
};

/* Names of sound without a header, which none of it looked like. */
static const char *bare[]
    = { "vox", "gsm", "ulaw", "alaw", "g729", "g723", "g728", "ilbc", "raw", "pcm", "amr", "awb" };

static const char *
find_extension (const char *path)
{
  const char *dot = strrchr (path, '.');

  return dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL ? dot + 1 : "";
}

/* How many bits a byte carries, were it one of a heap: 8 for noise. */
static double
measure_entropy (const guint8 *bytes,
                 gsize         length)
{
  gsize counts[256] = { 0 };
  double bits = 0;

  for (gsize i = 0; i < length; i++)
    counts[bytes[i]]++;
  for (int i = 0; i < 256; i++)
    if (counts[i] > 0)
      bits -= (double) counts[i] / length * log2 ((double) counts[i] / length);

  return bits;
}

static GError *
new_error (const char *text,
           const char *name)
{
  GString *message = g_string_new (_ (text));

  g_string_replace (message, "%s", name, 1);

  GError *error = g_error_new_literal (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, message->str);

  g_string_free (message, TRUE);

  return error;
}

/**
 * encore_media_error_packed:
 * @bytes: the start of a file
 * @length: of it
 * @name: of the file, for people
 *
 * Returns: (transfer full) (nullable): that it is packed or encrypted, when it says so itself
 */
GError *
encore_media_error_packed (const char *bytes,
                           gsize       length,
                           const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (packed); i++)
    if (length >= packed[i].length && memcmp (bytes, packed[i].magic, packed[i].length) == 0)
      return new_error (packed[i].text, name);

  return NULL;
}

/**
 * encore_media_error_foreign:
 * @path: a file that nothing could play
 * @name: of the file, for people
 *
 * Returns: (transfer full) (nullable): whose it probably is and what converts it; %NULL when there is no telling
 */
GError *
encore_media_error_foreign (const char *path,
                            const char *name)
{
  const char *extension = find_extension (path);
  g_autofree char *bytes = g_malloc (SNIFF_BYTES);
  gsize length = encore_media_read_start (path, bytes, SNIFF_BYTES);

  for (gsize i = 0; i < G_N_ELEMENTS (vendors); i++)
    if (g_ascii_strcasecmp (extension, vendors[i].extension) == 0)
      return new_error (vendors[i].text, name);

  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    if (g_ascii_strcasecmp (extension, bare[i]) == 0)
      return new_error (N_ ("“%s” holds bare sound without a header that tells its rate and codec. Let the recorder "
                            "write WAV, or convert the file to WAV."),
                        name);

  if (length == SNIFF_BYTES && measure_entropy ((const guint8 *) bytes, length) > NOISE_BITS)
    return new_error (N_ ("“%s” is encrypted, or in a format that only its recorder knows. Have the recorder export it "
                          "as WAV (PCM or G.711), then import the WAV."),
                      name);

  return NULL;
}
