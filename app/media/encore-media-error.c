/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-media-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gst/pbutils/pbutils.h>
#include <string.h>

#include "encore-headerless.h"

#define SNIFF_BYTES 4096

/* Which Debian package reads which media type; what is not named here is libav's. */
static const struct
{
  const char *type;
  const char *package;
} packages[] = {
  { "audio/ms-gsm", "gstreamer1.0-plugins-bad" },
  { "audio/x-gsm", "gstreamer1.0-plugins-bad" },
  { "audio/AMR", "gstreamer1.0-plugins-ugly" },
  { "audio/x-amr", "gstreamer1.0-plugins-ugly" },
  { "video/x-ms-asf", "gstreamer1.0-plugins-ugly" },
  { "audio/mpeg, mpegversion=(int)1", "gstreamer1.0-plugins-good" },
  { "audio/x-speex", "gstreamer1.0-plugins-good" },
  { "audio/x-flac", "gstreamer1.0-plugins-good" },
  { "audio/x-alaw", "gstreamer1.0-plugins-good" },
  { "audio/x-mulaw", "gstreamer1.0-plugins-good" },
  { "audio/x-wav", "gstreamer1.0-plugins-good" },
  { "audio/x-wavpack", "gstreamer1.0-plugins-good" },
  { "audio/x-matroska", "gstreamer1.0-plugins-good" },
  { "audio/webm", "gstreamer1.0-plugins-good" },
  { "audio/x-m4a", "gstreamer1.0-plugins-good" },
  { "video/quicktime", "gstreamer1.0-plugins-good" },
  { "video/webm", "gstreamer1.0-plugins-good" },
  { "application/x-id3", "gstreamer1.0-plugins-good" },
  { "application/ogg", "gstreamer1.0-plugins-base" },
  { "audio/ogg", "gstreamer1.0-plugins-base" },
  { "audio/x-vorbis", "gstreamer1.0-plugins-base" },
  { "audio/x-opus", "gstreamer1.0-plugins-base" },
  { "audio/x-siren", "gstreamer1.0-plugins-bad" },
  { "audio/x-adpcm, layout=(string)dvi", "gstreamer1.0-plugins-bad" },
  { "audio/x-adpcm, layout=(string)microsoft", "gstreamer1.0-plugins-bad" },
};

static const char *
package_for (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (packages); i++)
    if (g_str_has_prefix (type, packages[i].type))
      return packages[i].package;

  return "gstreamer1.0-libav";
}

/* Sound or what may contain it; not the pictures beside it, nor pages and papers. */
static gboolean
is_for_sound (const char *type)
{
  if (g_str_has_prefix (type, "video/x-h26") || g_str_has_prefix (type, "video/x-vp"))
    return FALSE;

  return g_str_has_prefix (type, "audio/") || g_str_has_prefix (type, "video/")
         || g_str_has_prefix (type, "application/ogg") || g_str_has_prefix (type, "application/x-id3")
         || g_str_has_prefix (type, "application/x-apetag") || g_str_has_prefix (type, "application/vnd.rn-realmedia");
}

/**
 * encore_media_missing_plugin:
 * @message: any message of a pipeline
 *
 * Returns: (transfer full) (nullable): when @message says that a plugin is missing for sound, which
 *   codec it is and which package brings it, in words that fit after "needs"; else %NULL
 */
char *
encore_media_missing_plugin (GstMessage *message)
{
  if (!gst_is_missing_plugin_message (message))
    return NULL;

  g_autofree char *detail = gst_missing_plugin_message_get_installer_detail (message);
  g_autofree char *description = gst_missing_plugin_message_get_description (message);
  const char *type = detail != NULL ? strstr (detail, "|decoder-") : NULL;

  if (type == NULL)
    return NULL;

  type += strlen ("|decoder-");
  if (!is_for_sound (type))
    return NULL;

  /* GStreamer has no name for these. */
  if (g_str_has_prefix (type, "audio/G729"))
    {
      g_free (description);
      description = g_strdup (_ ("G.729 decoder"));
    }
  else if (g_str_has_prefix (type, "audio/x-truespeech"))
    {
      g_free (description);
      description = g_strdup (_ ("TrueSpeech decoder"));
    }

  /* Translators: first a codec such as "GSM decoder", then a package such as gstreamer1.0-libav. */
  return g_strdup_printf (_ ("a %s (install the package %s)"), description, package_for (type));
}

/**
 * encore_media_read_start:
 * @path: a file
 * @bytes: where its start goes
 * @size: how much of it, at most
 *
 * Returns: how much there was
 */
gsize
encore_media_read_start (const char *path,
                         char       *bytes,
                         gsize       size)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize length = 0;

  if (stream != NULL)
    g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, size, &length, NULL, NULL);

  return length;
}

static gboolean
is_markup (const char *bytes,
           gsize       length)
{
  gsize i = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < length && g_ascii_isspace (bytes[i]))
    i++;

  return i < length && bytes[i] == '<';
}

static GError *
riff_error (const char *path,
            const char *name)
{
  EncoreRiff riff;

  if (!encore_riff_read (path, &riff))
    return NULL;

  if (encore_riff_is_g729 (&riff) && (riff.channels != 1 || riff.rate != 8000))
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                        _ ("“%s” is a G.729 recording with more than one channel, which is not known here. Convert it "
                           "to WAV (PCM or G.711) with the recorder’s own export."),
                        name);

  const char *codec = encore_riff_codec_name (&riff);

  if (codec == NULL)
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                        _ ("“%s” is a WAV file with a codec that is not known here (number 0x%04x). Convert it to "
                           "WAV (PCM or G.711) with the recorder’s own export, which Avaya, Verint and Witness "
                           "recorders have."),
                        name, riff.tag);

  if (riff.data_size == 0)
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("“%s” has a header but holds no sound."), name);

  return NULL;
}

/* What the file itself says about why nothing could play it; NULL when it says nothing. */
static GError *
content_error (const char *path,
               const char *name)
{
  char bytes[SNIFF_BYTES];
  gsize length = encore_media_read_start (path, bytes, sizeof bytes);
  GError *error = riff_error (path, name);

  if (error == NULL)
    error = encore_media_error_packed (bytes, length, name);
  if (error != NULL || !encore_headerless_is_text (bytes, length))
    return error;

  if (is_markup (bytes, length))
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                        _ ("“%s” is a web page or a server’s error message, not a recording. Its download link has "
                           "probably expired: download the recording again."),
                        name);

  return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("“%s” is text, not a recording."), name);
}

/**
 * encore_media_check_file:
 * @path: a recording
 *
 * Returns: (transfer full) (nullable): why the file cannot even be looked into
 */
GError *
encore_media_check_file (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  GStatBuf st;

  if (g_stat (path, &st) != 0)
    {
      int saved = errno;

      if (saved == ENOENT || saved == ENOTDIR)
        return g_error_new (ENCORE_ERROR, ENCORE_ERROR_MISSING,
                            _ ("“%s” is not there any more. Was it moved or deleted, or is its drive not connected?"),
                            name);

      return g_error_new (ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("“%s” cannot be opened: %s"), name, g_strerror (saved));
    }

  if (!S_ISREG (st.st_mode))
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“%s” is not a file."), name);

  if (st.st_size == 0)
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_EMPTY,
                        _ ("“%s” is empty (0 bytes). Copy it from the recorder again."), name);

  if (g_access (path, R_OK) != 0)
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("“%s” may not be read by you: %s"), name,
                        g_strerror (errno));

  return NULL;
}

/**
 * encore_media_error_silent:
 * @path: a recording that was decoded to the end without a sample
 *
 * Returns: (transfer full): that it holds no sound, or what it is instead
 */
GError *
encore_media_error_silent (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  GError *error = content_error (path, name);

  if (error == NULL)
    error = encore_media_error_foreign (path, name);

  return error != NULL ? error : g_error_new (ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("“%s” holds no sound."), name);
}

/**
 * encore_media_error_new:
 * @path: the recording
 * @cause: (nullable): what the pipeline said
 * @missing: (nullable): from encore_media_missing_plugin()
 *
 * Puts a pipeline's failure into words for people: which file, what it is, what to do. Reads the
 * start of the file, so not for the main thread.
 *
 * Returns: (transfer full): an %ENCORE_ERROR
 */
GError *
encore_media_error_new (const char   *path,
                        const GError *cause,
                        const char   *missing)
{
  g_autofree char *name = g_filename_display_basename (path);
  GError *error = encore_media_check_file (path);

  if (error == NULL)
    error = content_error (path, name);
  if (error == NULL && missing != NULL)
    error = g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("Playing “%s” needs %s."), name, missing);
  if (error == NULL)
    error = encore_media_error_foreign (path, name);
  if (error != NULL)
    return error;

  if (cause == NULL || g_error_matches (cause, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND)
      || g_error_matches (cause, GST_STREAM_ERROR, GST_STREAM_ERROR_WRONG_TYPE))
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                        _ ("“%s” is not a recording in any format that is known here."), name);

  if (cause->domain == GST_STREAM_ERROR)
    return g_error_new (ENCORE_ERROR, ENCORE_ERROR_DAMAGED, _ ("“%s” is damaged: %s"), name, cause->message);

  return g_error_new (ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("“%s” cannot be played: %s"), name, cause->message);
}

/**
 * encore_media_codec_name:
 * @tag: what GStreamer calls a codec
 *
 * Returns: (transfer full) (nullable): the short name people know it by
 */
char *
encore_media_codec_name (const char *tag)
{
  static const struct
  {
    const char *part;
    const char *name;
  } names[] = {
    { "Layer 3", "MP3" }, { "AAC", "AAC" },       { "Opus", "Opus" },   { "AMR-NB", "AMR" },
    { "(AMR)", "AMR" },   { "AMR-WB", "AMR-WB" }, { "Speex", "Speex" }, { "Vorbis", "Vorbis" },
    { "FLAC", "FLAC" },   { "GSM", "GSM 6.10" },  { "729", "G.729" },   { "Windows Media Audio", "WMA" },
  };

  if (tag == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (tag, names[i].part) != NULL)
      return g_strdup (names[i].name);

  return g_strdup (tag);
}
