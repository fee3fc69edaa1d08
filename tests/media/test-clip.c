/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clips: the right samples, all of them and no others, or no file at all. */
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "encore-clip.h"
#include "encore-decode.h"
#include "encore-error.h"
#include "encore-probe.h"
#include "encore-test.h"
#include "wav-fixture.h"

/* One channel of a recording, decoded whole, -1 to 1. */
typedef struct
{
  int channel;
  int channels;
  int rate;
  GArray *samples; /* of double */
} Sound;

static void
sound_clear (Sound *sound)
{
  g_clear_pointer (&sound->samples, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sound, sound_clear)

static gboolean
collect (const GstAudioInfo *info,
         gconstpointer      *planes,
         gsize               n_frames,
         gpointer            user_data)
{
  Sound *sound = user_data;
  gsize stride = GST_AUDIO_INFO_LAYOUT (info) == GST_AUDIO_LAYOUT_INTERLEAVED ? GST_AUDIO_INFO_CHANNELS (info) : 1;
  gsize width = GST_AUDIO_INFO_WIDTH (info) / 8;

  sound->rate = GST_AUDIO_INFO_RATE (info);
  sound->channels = GST_AUDIO_INFO_CHANNELS (info);
  for (gsize i = 0; i < n_frames; i++)
    {
      double value = 0;
      guint8 room[8];

      if (planes != NULL)
        {
          const guint8 *at = stride == 1 ? (const guint8 *) planes[sound->channels > 1 ? sound->channel : 0] + i * width
                                         : (const guint8 *) planes[0] + (i * stride + sound->channel) * width;

          info->finfo->unpack_func (info->finfo, GST_AUDIO_PACK_FLAG_TRUNCATE_RANGE, room, at, 1);
          value = info->finfo->unpack_format == GST_AUDIO_FORMAT_F64 ? *(double *) room
                                                                     : *(gint32 *) room / 2147483648.0;
        }
      g_array_append_val (sound->samples, value);
    }

  return TRUE;
}

static Sound
hear (const char *path,
      int         channel)
{
  Sound sound = { .channel = channel, .samples = g_array_new (FALSE, FALSE, sizeof (double)) };
  g_auto (EncoreDecode) pass = { .path = path, .take = collect, .take_data = &sound };
  g_autoptr (GError) error = NULL;
  EncoreRiff riff;

  if (!encore_riff_read (path, &riff))
    riff = (EncoreRiff) { 0 };
  encore_decode_any (&pass, &riff, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sound.samples->len, >, 0);

  return sound;
}

static double
sample (const Sound *sound,
        gint64       at)
{
  return at >= 0 && at < (gint64) sound->samples->len ? g_array_index (sound->samples, double, at) : 0;
}

static gint64
at_ms (gint64 ms,
       int    rate)
{
  return (gint64) gst_util_uint64_scale_round (ms, rate, 1000);
}

/* How alike @clip and what is @lag after @first are, -1 to 1; on the original's grid. */
static double
likeness (const Sound *original,
          const Sound *clip,
          gint64       first,
          int          lag)
{
  double ratio = (double) clip->rate / original->rate;
  gint64 n = MIN ((gint64) (clip->samples->len / ratio), 60000);
  double both = 0, left = 0, right = 0;

  for (gint64 i = 0; i < n; i += 5)
    {
      double a = sample (original, first + i + lag), b = sample (clip, llround (i * ratio));

      both += a * b;
      left += a * a;
      right += b * b;
    }

  return left > 0 && right > 0 ? both / sqrt (left * right) : 0;
}

static void
assert_in_place (const Sound *original,
                 const Sound *clip,
                 gint64       first,
                 double       least)
{
  double best = -1;
  int best_lag = 0;

  for (int lag = -120; lag <= 120; lag++)
    {
      double alike = likeness (original, clip, first, lag);

      if (alike > best)
        {
          best = alike;
          best_lag = lag;
        }
    }

  g_test_message ("best at %+d samples: %.3f", best_lag, best);
  g_assert_cmpfloat (best, >, least);
  /* An eighth of a millisecond: codecs change the shape of waves. */
  g_assert_cmpint (ABS (best_lag), <=, MAX (1, original->rate / 8000));
}

/* A voice of its own on each channel: what it says changes all the time. */
static double
voices (int    channel,
        double seconds)
{
  double pitch = channel == 0 ? 180 + 60 * sin (2.1 * seconds) : 260 + 90 * sin (3.3 * seconds + 1);
  double loud = 0.2 + 0.15 * sin ((channel == 0 ? 11.0 : 7.0) * seconds);

  return loud * (sin (2 * G_PI * pitch * seconds) + 0.5 * sin (5.3 * pitch * seconds));
}

static char *
target_for (const char *name)
{
  return bytes_write ("old", 3, name);
}

static void
write_clip (const EncoreClip *clip,
            const char       *target,
            EncoreClipResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean written = encore_clip_write (clip, target, NULL, NULL, result, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (written);
}

static guint
count_files (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* WAV */

static void
test_samples (void)
{
  static const struct
  {
    Wav wav;
    gint64 start_ms, end_ms;
  } cases[] = {
    { { .channels = 2, .seconds = 3, .func = voices }, 0, 3000 },
    { { .channels = 2, .seconds = 3, .func = voices }, 1001, 2503 },
    { { .channels = 1, .seconds = 3, .rate = 11025, .func = voices }, 333, 2777 },
    { { .channels = 1, .seconds = 3, .rate = 44100, .func = voices }, 1, 2 },
    { { .channels = 2, .seconds = 3, .mulaw = TRUE, .func = voices }, 1999, 2999 },
    { { .channels = 2, .seconds = 3, .bits = 8, .func = voices }, 10, 20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = wav_write (&cases[i].wav, "samples.wav");
      g_autofree char *target = target_for ("samples-clip.wav");
      EncoreClip clip = { .path = path, .span = { cases[i].start_ms, cases[i].end_ms }, .format = ENCORE_CLIP_WAV };
      EncoreClipResult result;

      write_clip (&clip, target, &result);
      for (int channel = 0; channel < cases[i].wav.channels; channel++)
        {
          g_auto (Sound) original = hear (path, channel);
          g_auto (Sound) made = hear (target, channel);
          gint64 first = at_ms (clip.span.start_ms, original.rate);

          g_assert_cmpint (made.rate, ==, original.rate);
          g_assert_cmpint (made.channels, ==, cases[i].wav.channels);
          g_assert_cmpint (made.samples->len, ==, at_ms (clip.span.end_ms, original.rate) - first);
          g_assert_cmpint (result.frames, ==, made.samples->len);
          for (guint j = 0; j < made.samples->len; j++)
            g_assert_cmpfloat (sample (&made, j), ==, sample (&original, first + j));
        }
    }
}

static void
test_channels (void)
{
  const Wav wav = { .channels = 2, .seconds = 2, .func = voices };
  g_autofree char *path = wav_write (&wav, "channels.wav");
  g_autofree char *target = target_for ("channels-clip.wav");
  g_auto (Sound) first = hear (path, 0);
  g_auto (Sound) second = hear (path, 1);

  for (int channels = ENCORE_CLIP_FIRST; channels <= ENCORE_CLIP_MIX; channels++)
    {
      EncoreClip clip = { .path = path, .span = { 500, 1500 }, .format = ENCORE_CLIP_WAV, .channels = channels };

      write_clip (&clip, target, NULL);

      g_auto (Sound) made = hear (target, 0);

      g_assert_cmpint (made.channels, ==, 1);
      g_assert_cmpint (made.samples->len, ==, 8000);
      for (guint i = 0; i < made.samples->len; i++)
        {
          double a = sample (&first, 4000 + i), b = sample (&second, 4000 + i);
          double due = channels == ENCORE_CLIP_FIRST ? a : channels == ENCORE_CLIP_SECOND ? b : 0.7 * (a + b);

          g_assert_cmpfloat_with_epsilon (sample (&made, i), due, 1.0 / 32768);
        }
    }
}

static void
test_muted (void)
{
  const Wav wav = { .channels = 2, .rate = 11025, .seconds = 4, .func = voices };
  const EncoreSpan muted[] = { { 0, 1100 }, { 2001, 2337 }, { 3900, 9000 } };
  g_autofree char *path = wav_write (&wav, "muted.wav");
  g_autofree char *target = target_for ("muted-clip.wav");

  for (int channels = ENCORE_CLIP_BOTH; channels <= ENCORE_CLIP_MIX; channels++)
    {
      EncoreClip clip = { path, { 1000, 4000 }, ENCORE_CLIP_WAV, channels, muted, G_N_ELEMENTS (muted) };

      write_clip (&clip, target, NULL);
      for (int channel = 0; channel < (channels == ENCORE_CLIP_BOTH ? 2 : 1); channel++)
        {
          g_auto (Sound) made = hear (target, channel);
          guint loud = 0;

          for (guint i = 0; i < made.samples->len; i++)
            {
              double ms = 1000 + (double) i / 11025 * 1000;
              gboolean silent = ms <= 1100 || (ms >= 2001 && ms < 2337) || ms >= 3900;

              if (silent)
                g_assert_cmpfloat (sample (&made, i), ==, 0);
              else
                loud += fabs (sample (&made, i)) > 0.001;
            }
          g_assert_cmpint (loud, >, 11025 * 2);
        }
    }
}

/* A clip that reaches beyond the end is what there is; one that begins there is none. */
static void
test_ends (void)
{
  const Wav wav = { .channels = 1, .seconds = 2, .func = voices };
  g_autofree char *path = wav_write (&wav, "ends.wav");
  g_autofree char *target = target_for ("ends-clip.wav");
  EncoreClip clip = { .path = path, .span = { 1500, 60000 }, .format = ENCORE_CLIP_WAV };
  EncoreClipResult result;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  write_clip (&clip, target, &result);
  g_assert_cmpint (result.frames, ==, 4000);

  g_file_set_contents (target, "old", 3, NULL);
  clip.span.start_ms = 2000;
  g_assert_false (encore_clip_write (&clip, target, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY);
  g_file_get_contents (target, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "old");
}

/* Opus and MP3 */

static void
test_encoded (void)
{
  static const int rates[] = { 8000, 11025, 16000, 22050, 44100, 48000 };

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    for (int format = ENCORE_CLIP_OPUS; format <= ENCORE_CLIP_MP3; format++)
      {
        const Wav wav = { .channels = 2, .rate = rates[i], .seconds = 6, .func = voices };
        g_autofree char *path = wav_write (&wav, "encoded.wav");
        g_autofree char *name = g_strconcat ("encoded.", encore_clip_format_extension (format), NULL);
        g_autofree char *target = target_for (name);
        EncoreClip clip = { .path = path, .span = { 1234, 4321 }, .format = format };

        write_clip (&clip, target, NULL);
        for (int channel = 0; channel < 2; channel++)
          {
            g_auto (Sound) original = hear (path, channel);
            g_auto (Sound) made = hear (target, channel);

            g_test_message ("%d Hz %s: %u samples at %d Hz", rates[i], name, made.samples->len, made.rate);
            g_assert_cmpint (made.channels, ==, 2);
            g_assert_cmpfloat (fabs (made.samples->len * 1000.0 / made.rate - 3087), <, 1);
            assert_in_place (&original, &made, at_ms (1234, rates[i]), 0.9);
          }
      }
}

static void
test_without_encoder (void)
{
  const Wav wav = { .seconds = 1, .func = voices };
  g_autofree char *path = wav_write (&wav, "without.wav");
  g_autofree char *target = target_for ("without.mp3");
  EncoreClip clip = { .path = path, .span = { 0, 500 }, .format = ENCORE_CLIP_MP3 };
  g_autoptr (GstPluginFeature) lame = gst_registry_lookup_feature (gst_registry_get (), "lamemp3enc");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lame);
  gst_registry_remove_feature (gst_registry_get (), lame);
  g_assert_false (encore_clip_write (&clip, target, NULL, NULL, NULL, NULL, &error));
  gst_registry_add_feature (gst_registry_get (), lame);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "gstreamer1.0-plugins-good"));
}

/* Giving up, and what cannot be written */

static void
cancel (gint64   done,
        gint64   total,
        gpointer cancellable)
{
  g_assert_cmpint (done, <=, total);
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled (void)
{
  const Wav wav = { .channels = 2, .rate = 48000, .seconds = 30, .func = voices };
  g_autofree char *path = wav_write (&wav, "cancelled.wav");

  for (int format = 0; format < ENCORE_CLIP_N_FORMATS; format++)
    {
      g_autofree char *name = g_strconcat ("cancelled-clip.", encore_clip_format_extension (format), NULL);
      g_autofree char *target = target_for (name);
      guint files = count_files (target);
      EncoreClip clip = { .path = path, .span = { 0, 30000 }, .format = format };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;

      g_assert_false (encore_clip_write (&clip, target, cancel, cancellable, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (count_files (target), ==, files);
      g_file_get_contents (target, &kept, NULL, NULL);
      g_assert_cmpstr (kept, ==, "old");
    }
}

static void
test_read_only (void)
{
  const Wav wav = { .seconds = 1, .func = voices };
  g_autofree char *path = wav_write (&wav, "read-only.wav");
  EncoreClip clip = { .path = path, .span = { 0, 500 }, .format = ENCORE_CLIP_WAV };
  g_autoptr (EncoreTestDir) folder = encore_test_dir_new ();
  /* Nobody, root included, makes files there. */
  g_autofree char *target = g_build_filename (geteuid () == 0 ? "/sys" : folder, "clip.wav", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "clip.wav", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) itself = NULL;

  g_chmod (folder, 0500);
  g_assert_false (encore_clip_write (&clip, target, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY);
  g_assert_false (encore_clip_write (&clip, nowhere, NULL, NULL, NULL, NULL, &missing));
  g_assert_error (missing, ENCORE_ERROR, ENCORE_ERROR_MISSING);
  g_assert_false (encore_clip_write (&clip, path, NULL, NULL, NULL, NULL, &itself));
  g_assert_error (itself, ENCORE_ERROR, ENCORE_ERROR_INVALID);
}

/* As on a full disk: no file may grow beyond 50 kB here. */
static void
test_full (void)
{
  const Wav wav = { .channels = 2, .rate = 48000, .seconds = 20, .func = voices };
  g_autofree char *path = wav_write (&wav, "full.wav");
  struct rlimit before, small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 50000;

  for (int format = 0; format < ENCORE_CLIP_N_FORMATS; format++)
    {
      g_autofree char *name = g_strconcat ("full-clip.", encore_clip_format_extension (format), NULL);
      g_autofree char *target = target_for (name);
      guint files = count_files (target);
      EncoreClip clip = { .path = path, .span = { 0, 20000 }, .format = format };
      g_autoptr (GError) error = NULL;

      setrlimit (RLIMIT_FSIZE, &small);
      gboolean written = encore_clip_write (&clip, target, NULL, NULL, NULL, NULL, &error);
      setrlimit (RLIMIT_FSIZE, &before);

      g_assert_false (written);
      g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_FULL);
      g_assert_cmpint (count_files (target), ==, files);
    }
}

/* The corpus */

typedef struct
{
  const char *path;
  gint64 start_ms; /* where somebody speaks */
} Recording;

static const Recording recordings[] = {
  { "01-mono-mp3-deepgram/agent_sample_redacted.mp3", 60000 },
  { "04-inline-gsm-wav/call.wav", 500 },
  { "05-native-m4a/call.m4a", 5000 },
  { "06-dual-channel/auto40_dual_ulaw.wav", 20000 },
  { "06-dual-channel/auto40_dual_opus.ogg", 20000 },
  { "07-mono-codecs/auto40_mono_g729_60s.wav", 20000 },
  { "07-mono-codecs/auto40_agent_amrnb.amr", 20000 },
  { "08-pcm-u8-mono/Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav", 20000 },
};

static void
test_corpus (gconstpointer data)
{
  const Recording *recording = data;
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", recording->path, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the corpus is not here");
      return;
    }

  g_auto (Sound) original = hear (path, 0);
  gint64 first = at_ms (recording->start_ms, original.rate);

  for (int format = 0; format < ENCORE_CLIP_N_FORMATS; format++)
    {
      g_autofree char *name = g_strconcat ("corpus-clip.", encore_clip_format_extension (format), NULL);
      g_autofree char *target = target_for (name);
      EncoreClip clip = { .path = path,
                          .span = { recording->start_ms, recording->start_ms + 4000 },
                          .format = format,
                          .channels = ENCORE_CLIP_FIRST };

      write_clip (&clip, target, NULL);

      g_auto (Sound) made = hear (target, 0);

      g_test_message ("%s: %s", recording->path, name);
      g_assert_cmpint (ABS ((int) (made.samples->len * 1000.0 / made.rate) - 4000), <=, 1);
      assert_in_place (&original, &made, first, format == ENCORE_CLIP_WAV ? 0.999 : 0.85);
    }
}

static void
test_names (void)
{
  EncoreClipFormat format;

  g_assert_true (encore_clip_format_from_name ("/a/b.c/Clip.WAV", &format));
  g_assert_cmpint (format, ==, ENCORE_CLIP_WAV);
  g_assert_true (encore_clip_format_from_name ("x.ogg", &format));
  g_assert_cmpint (format, ==, ENCORE_CLIP_OPUS);
  g_assert_true (encore_clip_format_from_name ("x.mp3", &format));
  g_assert_cmpint (format, ==, ENCORE_CLIP_MP3);
  g_assert_false (encore_clip_format_from_name ("x.flac", &format));
  g_assert_false (encore_clip_format_from_name ("wav", &format));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  encore_media_init ();
  g_test_add_func ("/clip/names", test_names);
  g_test_add_func ("/clip/samples", test_samples);
  g_test_add_func ("/clip/channels", test_channels);
  g_test_add_func ("/clip/muted", test_muted);
  g_test_add_func ("/clip/ends", test_ends);
  g_test_add_func ("/clip/encoded", test_encoded);
  g_test_add_func ("/clip/without-encoder", test_without_encoder);
  g_test_add_func ("/clip/cancelled", test_cancelled);
  g_test_add_func ("/clip/read-only", test_read_only);
  g_test_add_func ("/clip/full", test_full);

  for (gsize i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *name = g_strconcat ("/clip/corpus/", recordings[i].path, NULL);

      g_test_add_data_func (name, &recordings[i], test_corpus);
    }

  return g_test_run ();
}
