/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gst/gst.h>
#include <string.h>

#include "encore-error.h"
#include "encore-headerless.h"
#include "encore-probe.h"
#include "wav-fixture.h"

static EncoreMediaInfo *
probe (const char *path)
{
  g_autoptr (GError) error = NULL;
  EncoreMediaInfo *info = encore_media_probe (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);

  return info;
}

static void
assert_unplayable (const char *path,
                   const char *says)
{
  g_autoptr (EncoreMediaInfo) info = probe (path);
  g_autofree char *name = g_path_get_basename (path);

  g_assert_false (info->playable);
  g_assert_nonnull (info->reason);
  g_assert_nonnull (strstr (info->reason, name));
  g_test_message ("%s", info->reason);
  g_assert_nonnull (strstr (info->reason, says));
}

static void
test_exact_durations (void)
{
  static const struct
  {
    Wav wav;
    gint64 ms;
    const char *codec;
  } cases[] = {
    { { .seconds = 1.5, .func = wav_tones }, 1500, "PCM 16-bit" },
    { { .seconds = 2.001, .rate = 44100, .channels = 2, .func = wav_tones }, 2001, "PCM 16-bit" },
    { { .seconds = 0.25, .rate = 11025, .bits = 8, .func = wav_tones }, 250, "PCM 8-bit" },
    { { .seconds = 3, .channels = 2, .mulaw = TRUE, .func = wav_tones }, 3000, "G.711 µ-law" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = wav_write (&cases[i].wav, "exact.wav");
      g_autoptr (EncoreMediaInfo) info = probe (path);

      g_assert_true (info->playable);
      g_assert_null (info->reason);
      g_assert_cmpint (info->duration_ms, ==, cases[i].ms);
      g_assert_cmpint (info->channels, ==, MAX (cases[i].wav.channels, 1));
      g_assert_cmpint (info->rate, ==, cases[i].wav.rate > 0 ? cases[i].wav.rate : 8000);
      g_assert_cmpstr (info->codec, ==, cases[i].codec);
      g_assert_cmpstr (info->container, ==, "WAV");
    }
}

/* Recorders that crashed or wrote into a pipe leave these; nothing is missing then. */
static void
test_open_ended_sizes (void)
{
  const gint64 claims[] = { -1, G_MAXUINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autofree char *path = wav_write (&(Wav) { .seconds = 2, .func = wav_tones, .claim = claims[i] }, "open.wav");
      g_autoptr (EncoreMediaInfo) info = probe (path);

      g_assert_true (info->playable);
      g_assert_null (info->reason);
      g_assert_cmpint (info->duration_ms, ==, 2000);
    }
}

static void
test_cut_off (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 2, .func = wav_tones, .claim = 5 * 16000 }, "cut.wav");
  g_autoptr (EncoreMediaInfo) info = probe (path);

  g_assert_true (info->playable);
  g_assert_cmpint (info->duration_ms, ==, 2000);
  g_assert_nonnull (strstr (info->reason, "cut.wav"));
  g_assert_nonnull (strstr (info->reason, "0:03"));
  g_assert_nonnull (strstr (info->reason, "0:02"));
}

static void
test_content_decides (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 1, .func = wav_tones }, "call.mp3");
  g_autoptr (EncoreMediaInfo) info = probe (path);

  g_assert_true (info->playable);
  g_assert_cmpint (info->duration_ms, ==, 1000);
}

static void
test_not_a_recording (void)
{
  static const char xml[] = "\n<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>";
  static const char text[] = "Agent: how can I help? Customer: my parcel is late, and it is the second time.\n";
  g_autofree guint8 *noise = g_malloc (5000);
  g_autofree char *markup = bytes_write (xml, strlen (xml), "download.mp3");
  g_autofree char *plain = bytes_write (text, strlen (text), "notes.wav");
  g_autofree char *empty = bytes_write ("", 0, "empty.wav");

  for (int i = 0; i < 5000; i++)
    noise[i] = 1 + (i * 7919) % 200;

  g_autofree char *unknown = bytes_write (noise, 5000, "unknown.bin");
  g_autofree char *nice = bytes_write (noise, 5000, "archive.NMF");
  g_autofree char *bare = bytes_write (noise, 5000, "line7.g728");

  assert_unplayable (markup, "download the recording again");
  assert_unplayable (plain, "is text");
  assert_unplayable (empty, "0 bytes");
  assert_unplayable (unknown, "not a recording");
  assert_unplayable (nice, "NICE");
  assert_unplayable (bare, "without a header");
}

/* Archives are full of what only their makers read: each says what it is, and what converts it. */
static void
test_foreign (void)
{
  static const struct
  {
    const char *name;
    const char *start;
    const char *says;
  } files[] = {
    { "call.nmf", "", "NICE Player" },
    { "call.cca", "", "CallCopy" },
    { "call.ds2", "", "dictation" },
    { "call.wav.gpg", "", "PGP" },
    { "call.wav", "Salted__", "OpenSSL" },
    { "call.ulaw", "Salted__", "OpenSSL" },
    { "call.mp3", "PK\x03\x04", "ZIP" },
    { "call.gz", "\x1f\x8b\x08", "gzip" },
    { "call.ilbc", "", "without a header" },
    { "call.gsm", "", "without a header" },
    { "call.bin", "", "encrypted, or in a format that only its recorder knows" },
  };
  g_autofree char *noise = g_malloc (20000);
  guint32 seed = 7;

  for (int i = 0; i < 20000; i++)
    {
      seed = seed * 1664525 + 1013904223;
      noise[i] = seed >> 24;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *bytes = g_memdup2 (noise, 20000);

      memcpy (bytes, files[i].start, strlen (files[i].start));

      g_autofree char *path = bytes_write (bytes, 20000, files[i].name);

      assert_unplayable (path, files[i].says);
    }
}

/* A WAV file of @tag, of which any bytes decode. */
static char *
write_coded (const char *name,
             guint16     tag,
             guint16     block_align)
{
  g_autoptr (GByteArray) bytes = wav_make (&(Wav) { .seconds = 1, .func = wav_tones, .tag = tag });

  bytes->data[32] = block_align & 0xff;
  bytes->data[33] = block_align >> 8;

  return bytes_write (bytes->data, bytes->len, name);
}

static gboolean
take_away (const char *decoder)
{
  g_autoptr (GstPluginFeature) feature = gst_registry_lookup_feature (gst_registry_get (), decoder);

  if (feature != NULL)
    gst_registry_remove_feature (gst_registry_get (), feature);

  return feature != NULL;
}

/* Old Windows recorders: 32 bytes are 30 ms. */
static void
test_truespeech (void)
{
  g_autofree char *path = write_coded ("old.wav", 0x0022, 32);

  encore_media_init ();

  g_autoptr (EncoreMediaInfo) info = probe (path);

  if (info->playable)
    {
      g_assert_cmpstr (info->codec, ==, "TrueSpeech");
      g_assert_cmpint (info->duration_ms, ==, 16000 / 32 * 30);
      g_assert_true (take_away ("avdec_truespeech"));
    }

  assert_unplayable (path, "gstreamer1.0-libav");
}

/* Without a name that tells, the user says what it is, or it is guessed from how it sounds. */
static void
test_raw_formats (void)
{
  static const struct
  {
    Wav wav;
    const char *id;
    gint64 ms;
  } cases[] = {
    { { .seconds = 2, .func = wav_tones }, "slin-8000", 2000 },
    { { .seconds = 3, .mulaw = TRUE, .func = wav_tones }, "mulaw-8000", 3000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = wav_make (&cases[i].wav);
      g_autofree char *path = bytes_write (bytes->data + 44, bytes->len - 44, "line.dat");

      assert_unplayable (path, "line.dat");
      g_assert_cmpstr (encore_media_guess_raw_format (path)->id, ==, cases[i].id);

      encore_media_set_raw_format (path, cases[i].id);

      g_autoptr (EncoreMediaInfo) info = probe (path);

      g_assert_true (info->playable);
      g_assert_cmpint (info->duration_ms, ==, cases[i].ms);
      encore_media_set_raw_format (path, NULL);
      assert_unplayable (path, "line.dat");
    }
}

static void
test_header_only (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 0 }, "nothing.wav");

  assert_unplayable (path, "holds no sound");
}

static void
test_codec_numbers (void)
{
  g_autoptr (GByteArray) bytes = wav_make (&(Wav) { .seconds = 1, .func = wav_tones });

  bytes->data[20] = bytes->data[21] = 0x44;

  g_autofree char *unheard = bytes_write (bytes->data, bytes->len, "old.wav");

  assert_unplayable (unheard, "0x4444");
}

static void
assert_g729 (const char *path)
{
  g_autoptr (EncoreMediaInfo) info = probe (path);

  g_assert_true (info->playable);
  g_assert_cmpstr (info->reason, ==, NULL);
  g_assert_cmpstr (info->codec, ==, "G.729");
  g_assert_cmpstr (info->container, ==, "WAV");
  /* 16008 bytes: 1600 frames of 10 ms, and a rest that is none. */
  g_assert_cmpint (info->duration_ms, ==, 16000);
}

/* Any bytes decode to something. */
static void
test_g729 (void)
{
  Wav wav = { .seconds = 1.0005, .tag = 0x0083, .func = wav_tones };
  g_autofree char *usual = wav_write (&wav, "line7.wav");
  g_autofree char *siprolab = wav_write (&(Wav) { .seconds = 1.0005, .tag = 0x0133, .func = wav_tones }, "line8.wav");
  g_autofree char *stereo = wav_write (&(Wav) { .seconds = 1, .tag = 0x0083, .channels = 2 }, "both lines.wav");

  encore_media_init ();
  assert_unplayable (stereo, "more than one channel");

  GstPluginFeature *decoder = gst_registry_lookup_feature (gst_registry_get (), "avdec_g729");

  if (decoder == NULL)
    {
      assert_unplayable (usual, "gstreamer1.0-libav");
      return;
    }

  assert_g729 (usual);
  assert_g729 (siprolab);

  /* As on a machine without it */
  gst_registry_remove_feature (gst_registry_get (), decoder);
  assert_unplayable (usual, "gstreamer1.0-libav");
  gst_registry_add_feature (gst_registry_get (), decoder);
  gst_object_unref (decoder);
  assert_g729 (usual);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (encore_media_probe ("/nowhere/lost call.wav", NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "lost call.wav"));
}

static void
test_cancelled (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 1 }, "cancel.wav");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (encore_media_probe (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Takes every decoder of GSM away: last, because it stays so for this process. */
static void
test_missing_plugin (void)
{
  static const guint8 head[] = {
    'R', 'I', 'F', 'F', 0x2a, 0x02, 0,    0,    'W',  'A',  'V', 'E', 'f',  'm',  't', ' ',
    20,  0,   0,   0,   0x31, 0,    1,    0,    0x40, 0x1f, 0,   0,   0x59, 0x06, 0,   0,
    65,  0,   0,   0,   2,    0,    0x40, 0x01, 'd',  'a',  't', 'a', 0x0a, 0x02, 0,   0,
  };
  guint8 bytes[sizeof head + 522] = { 0 };
  static const char *decoders[] = { "gsmdec", "avdec_gsm", "avdec_gsm_ms" };

  memcpy (bytes, head, sizeof head);
  encore_media_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    {
      g_autoptr (GstPluginFeature) feature = gst_registry_find_feature (gst_registry_get (), decoders[i],
                                                                        GST_TYPE_ELEMENT_FACTORY);

      if (feature != NULL)
        gst_registry_remove_feature (gst_registry_get (), feature);
    }

  g_autofree char *path = bytes_write (bytes, sizeof bytes, "mobile.wav");

  assert_unplayable (path, "gstreamer1.0-plugins-bad");
}

static void
test_names (void)
{
  g_assert_true (encore_media_is_recording_name ("call.WAV"));
  g_assert_true (encore_media_is_recording_name ("/a.b/c/RE12.mp3"));
  g_assert_false (encore_media_is_recording_name ("notes.txt"));
  g_assert_false (encore_media_is_recording_name ("/calls.wav/readme"));
  g_assert_false (encore_media_is_recording_name ("wav"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/probe/exact-durations", test_exact_durations);
  g_test_add_func ("/media/probe/open-ended-sizes", test_open_ended_sizes);
  g_test_add_func ("/media/probe/cut-off", test_cut_off);
  g_test_add_func ("/media/probe/content-decides", test_content_decides);
  g_test_add_func ("/media/probe/not-a-recording", test_not_a_recording);
  g_test_add_func ("/media/probe/header-only", test_header_only);
  g_test_add_func ("/media/probe/codec-numbers", test_codec_numbers);
  g_test_add_func ("/media/probe/g729", test_g729);
  g_test_add_func ("/media/probe/missing-file", test_missing_file);
  g_test_add_func ("/media/probe/cancelled", test_cancelled);
  g_test_add_func ("/media/probe/names", test_names);
  g_test_add_func ("/media/probe/foreign", test_foreign);
  g_test_add_func ("/media/probe/raw-formats", test_raw_formats);
  g_test_add_func ("/media/probe/truespeech", test_truespeech);
  g_test_add_func ("/media/probe/missing-plugin", test_missing_plugin);

  return g_test_run ();
}
