/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-media-private.h"

#include <string.h>

#include "encore-file-source.h"
#include "encore-listen-filter.h"
#include "encore-probe.h"

/* Decoders that win within this process. mpg123 decodes at twice the speed of libav and starts four
 * times as fast; opencore's AMR keeps the length of calls with discontinuous transmission, which libav
 * shortens. Opus is libopus's: libav's gives up at the end of streams in the mode for speech. */
static const struct
{
  const char *name;
  guint rank;
} preferred[] = {
  { "mpg123audiodec", GST_RANK_PRIMARY + 20 },
  { "amrnbdec", GST_RANK_PRIMARY + 20 },
  { "amrwbdec", GST_RANK_PRIMARY + 20 },
};

/* Elements the first click would otherwise have to load from disk. */
static const char *warmed[] = { "playbin", "decodebin", "scaletempo", "autoaudiosink", "wavparse" };

static void
prefer_decoders (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (preferred); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (preferred[i].name);

      if (factory != NULL)
        gst_plugin_feature_set_rank (GST_PLUGIN_FEATURE (factory), preferred[i].rank);
    }
}

static void
warm_up (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (warmed); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (warmed[i]);

      if (factory != NULL)
        gst_object_unref (gst_plugin_feature_load (GST_PLUGIN_FEATURE (factory)));
    }
}

static gpointer
init_once (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!gst_init_check (NULL, NULL, &error))
    {
      g_critical ("GStreamer cannot be started: %s", error != NULL ? error->message : "unknown reason");
      return GINT_TO_POINTER (1);
    }

  encore_file_source_register ();
  encore_listen_filter_register ();
  prefer_decoders ();
  warm_up ();

  return GINT_TO_POINTER (1);
}

/**
 * encore_media_init:
 *
 * Starts GStreamer, once. Every door of this room calls it; calling it earlier, on a job thread,
 * takes that time out of the first click. May be called from any thread.
 */
void
encore_media_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_once, NULL);
}

/**
 * encore_media_is_recording_name:
 * @filename: a file name or path
 *
 * Only a hint for choosing files out of a folder: what a file holds is decided by its content.
 *
 * Returns: whether recorders give such names to recordings, archives that need converting included
 */
gboolean
encore_media_is_recording_name (const char *filename)
{
  static const char *extensions[] = {
    "wav",  "wave", "wav49", "mp3",  "mp2", "mpga", "ogg", "oga",  "opus", "spx",  "m4a",   "m4b",  "mp4",
    "aac",  "amr",  "awb",   "3gp",  "3ga", "wma",  "asf", "flac", "webm", "weba", "mka",   "mkv",  "mov",
    "avi",  "aif",  "aiff",  "aifc", "au",  "snd",  "caf", "w64",  "rf64", "wv",   "ac3",   "gsm",  "ulaw",
    "alaw", "g729", "vox",   "nmf",  "ul",  "al",   "sln", "g722", "raw",  "pcm",  "sln16", "g726", "cca",
  };

  g_return_val_if_fail (filename != NULL, FALSE);

  const char *dot = strrchr (filename, '.');

  if (dot == NULL || strchr (dot, G_DIR_SEPARATOR) != NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      return TRUE;

  return FALSE;
}
