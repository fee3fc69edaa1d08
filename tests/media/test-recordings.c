/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings of the corpus: every one that can be played is, and is as long as it is. */
#include <math.h>

#include "encore-probe.h"

typedef struct
{
  const char *path;
  gint64 ms;        /* as decoded by the makers of the corpus */
  int channels;
  int tolerance;    /* ms */
} Recording;

static const Recording recordings[] = {
  { "01-mono-mp3-deepgram/agent_sample_redacted.mp3", 566500, 1, 20 },
  { "02-tts-turns-no-timing/175b4393-b18a-4b47-bdce-c5d795be4130.mp3", 63310, 1, 20 },
  { "02-tts-turns-no-timing/5ca2865c-5388-4a8d-9480-ad055ce65fa5.mp3", 105190, 1, 20 },
  { "02-tts-turns-no-timing/b86acaa6-3a3f-4d97-a045-caae6827dd05.mp3", 52630, 1, 20 },
  { "03-fake-vcon-mp3-wrong-mimetype/ed6e1610-6208-457b-a65f-549e84173730.mp3", 65420, 1, 20 },
  { "04-inline-gsm-wav/call.wav", 4720, 1, 20 },
  { "05-native-m4a/call.m4a", 32930, 1, 20 },
  { "06-dual-channel/auto40_dual_pcm16_120s.wav", 120000, 2, 20 },
  { "06-dual-channel/auto40_dual_ulaw.wav", 245380, 2, 20 },
  { "06-dual-channel/auto40_dual_opus.ogg", 245380, 2, 20 },
  /* The corpus counts the last AAC frame whole; the file's edit list (245.376 s) ends within it, and that is
   * where players end. */
  { "06-dual-channel/auto40_dual_aac.m4a", 245500, 2, 130 },
  { "07-mono-codecs/auto40_mono_gsm.wav", 245400, 1, 20 },
  { "07-mono-codecs/auto40_agent_amrnb.amr", 245380, 1, 20 },
  { "08-pcm-u8-mono/Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav", 277660, 1, 20 },
  { "09-textgrid-pair/mary.wav", 1870, 1, 20 },
  { "10-dual-channel-with-transcript/agent_dual.ogg", 566500, 2, 20 },
};

static void
test_recording (gconstpointer data)
{
  const Recording *recording = data;
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", recording->path, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the corpus is not here");
      return;
    }

  g_autoptr (EncoreMediaInfo) info = encore_media_probe (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (info->reason, ==, NULL);
  g_assert_true (info->playable);
  g_assert_cmpint (info->channels, ==, recording->channels);
  g_assert_cmpint (ABS (info->duration_ms - recording->ms), <=, recording->tolerance);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *name = g_strconcat ("/media/recordings/", recordings[i].path, NULL);

      g_test_add_data_func (name, &recordings[i], test_recording);
    }

  return g_test_run ();
}
