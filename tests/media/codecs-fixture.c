/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "codecs-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "wav-fixture.h"

#define RATE 8000
#define WIDE_RATE 16000

/* --- The voice ------------------------------------------------------------------------------------------ */

/* Whether a syllable sounds at @seconds: their lengths, 60 to 240 ms, follow a fixed sequence of no period. */
static double
syllable (double seconds)
{
  static double edges[256];
  static int n;

  if (n == 0)
    {
      guint32 seed = 12345;

      for (double at = 0.1; n < 256; n++)
        {
          seed = seed * 1664525 + 1013904223;
          edges[n] = at;
          at += 0.06 + 0.18 * (seed >> 8) / (1 << 24);
        }
    }

  for (int i = 0; i < n; i++)
    if (seconds < edges[i])
      {
        double rise = i > 0 ? MIN (1, (seconds - edges[i - 1]) / 0.01) : 1;

        return i % 2 == 1 ? rise : 0.02;
      }

  return 0;
}

/* Harmonics of a pitch that glides, under two formants that wander: what speech codecs are made for. */
static double
voice (int    channel,
       double seconds)
{
  double turns = 110 * seconds + 4.5 * seconds * seconds;
  double pitch = 110 + 9 * seconds;
  double first = 500 + 250 * sin (seconds * 2.1), second = 1700 + 500 * sin (seconds * 1.3);
  double sum = 0;

  for (int i = 1; i * pitch < 3400; i++)
    {
      double f = i * pitch;

      sum += (exp (-pow ((f - first) / 150, 2)) + 0.4 * exp (-pow ((f - second) / 250, 2)) + 0.02)
             * sin (2 * G_PI * turns * i);
    }

  return (channel == 0 ? 0.25 : -0.12) * sum * syllable (seconds);
}

const float *
codecs_voice (gsize *n)
{
  static float *samples;

  *n = CODECS_MS * RATE / 1000;
  if (samples == NULL)
    {
      samples = g_new (float, *n);
      for (gsize i = 0; i < *n; i++)
        samples[i] = voice (0, (double) i / RATE);
    }

  return samples;
}

/* The voice as a WAV file: at 16 kHz for wide band codecs, on two channels when asked for. */
static const char *
source (gboolean wide,
        int      channels)
{
  static char *paths[4];
  int which = (wide ? 2 : 0) + (channels == 2 ? 1 : 0);
  static const char *names[] = { "voice.wav", "voices.wav", "wide.wav", "wides.wav" };

  if (paths[which] == NULL)
    paths[which] = wav_write (
        &(Wav) { .rate = wide ? WIDE_RATE : RATE, .channels = channels, .seconds = CODECS_MS / 1000.0, .func = voice },
        names[which]);

  return paths[which];
}

char *
codecs_folder (void)
{
  return g_path_get_dirname (source (FALSE, 1));
}

/* --- Makers --------------------------------------------------------------------------------------------- */

/* FALSE when the tool is not there or does not know how. */
static gboolean
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  int status = 0;

  if (!g_spawn_command_line_sync (command, NULL, &errors, &status, &error))
    return FALSE;
  if (!g_spawn_check_wait_status (status, NULL))
    g_test_message ("%s: %s", command, errors);

  return g_spawn_check_wait_status (status, NULL);
}

static gboolean
has_tool (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  return path != NULL;
}

/* "wide" as the first word asks for the voice at 16 kHz. */
static gboolean
is_wide (const char **how)
{
  if (!g_str_has_prefix (*how, "wide"))
    return FALSE;

  *how += strlen ("wide");

  return TRUE;
}

static gboolean
by_ffmpeg (const CodecsKind *kind,
           const char       *path)
{
  const char *how = kind->how;
  gboolean wide = is_wide (&how);
  g_autofree char *command = g_strdup_printf ("ffmpeg -nostdin -v error -y -threads 1 -i %s -flags +bitexact %s %s",
                                              source (wide, (kind->channels == 2 ? 2 : 1)), how, path);

  return has_tool ("ffmpeg") && run (command);
}

static gboolean
by_sox (const CodecsKind *kind,
        const char       *path)
{
  g_autofree char *command = g_strdup_printf ("sox -D %s %s %s", source (FALSE, (kind->channels == 2 ? 2 : 1)),
                                              kind->how, path);

  return has_tool ("sox") && run (command);
}

static gboolean
by_gstreamer (const CodecsKind *kind,
              const char       *path)
{
  const char *how = kind->how;
  gboolean wide = is_wide (&how);
  g_autofree char *command = g_strdup_printf ("gst-launch-1.0 -q filesrc location=%s ! wavparse ! audioconvert ! %s ! "
                                              "filesink location=%s",
                                              source (wide, (kind->channels == 2 ? 2 : 1)), how, path);

  return has_tool ("gst-launch-1.0") && run (command);
}

/* A picture and a voice, as screen recorders write them. */
static gboolean
by_camera (const CodecsKind *kind,
           const char       *path)
{
  g_autofree char *command = g_strdup_printf ("ffmpeg -nostdin -v error -y -threads 1 -f lavfi -i "
                                              "testsrc=size=160x120:rate=5:duration=8 -i %s %s %s",
                                              source (FALSE, 1), kind->how, path);

  return has_tool ("ffmpeg") && run (command);
}

static gboolean
write_bytes (const char *path,
             const void *bytes,
             gsize       length)
{
  return g_file_set_contents (path, bytes, length, NULL);
}

/* The plain WAV file with another size in its head; 1 stands for 0xffffffff. */
static gboolean
by_lying (const CodecsKind *kind,
          const char       *path)
{
  gint64 claim = kind->how[0] == '0' ? -1 : (gint64) G_MAXUINT32;
  g_autoptr (GByteArray) bytes = wav_make (&(Wav) { .seconds = CODECS_MS / 1000.0, .func = voice, .claim = claim });

  return write_bytes (path, bytes->data, bytes->len);
}

static const CodecsKind *
find_kind (const char *file)
{
  for (gsize i = 0; i < codecs_n_kinds; i++)
    if (g_str_equal (codecs_kinds[i].file, file))
      return &codecs_kinds[i];

  g_assert_not_reached ();
}

/* Of another recording, @how, what is left of it after the copying was broken off halfway. */
static gboolean
by_cutting (const CodecsKind *kind,
            const char       *path)
{
  g_autofree char *missing = NULL;
  g_autofree char *whole = codecs_make (find_kind (kind->how), &missing);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return whole != NULL && g_file_get_contents (whole, &bytes, &length, NULL)
         && write_bytes (path, bytes, (length / 2) & ~1);
}

/* Another recording, @how, under a name that promises something else. */
static gboolean
by_renaming (const CodecsKind *kind,
             const char       *path)
{
  g_autofree char *missing = NULL;
  g_autofree char *whole = codecs_make (find_kind (kind->how), &missing);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return whole != NULL && g_file_get_contents (whole, &bytes, &length, NULL) && write_bytes (path, bytes, length);
}

/* No encoder of G.729 is in Debian: the corpus has a recording. @how is the number its head gets. */
static gboolean
by_quoting (const CodecsKind *kind,
            const char       *path)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *from = g_build_filename (corpus != NULL ? corpus : "", "calls", "07-mono-codecs",
                                            "auto40_mono_g729_60s.wav", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  gsize want = 58 + CODECS_MS;
  unsigned long tag = strtoul (kind->how, NULL, 16);

  if (!g_file_get_contents (from, &bytes, &length, NULL) || length < want)
    return FALSE;

  bytes[20] = tag & 0xff;
  bytes[21] = tag >> 8;
  /* RIFF's and the sound's sizes are left as they were for longer ones: cut off, as it were. */
  for (gsize i = 12; i + 8 < 200;)
    {
      guint32 size;

      if (memcmp (bytes + i, "data", 4) == 0)
        {
          size = GUINT32_TO_LE (CODECS_MS);
          memcpy (bytes + i + 4, &size, 4);
          return write_bytes (path, bytes, i + 8 + CODECS_MS);
        }

      memcpy (&size, bytes + i + 4, 4);
      i += 8 + GUINT32_FROM_LE (size);
    }

  return FALSE;
}

/* No muxer writes the line before AMR. */
static gboolean
by_heading (const CodecsKind *kind,
            const char       *path)
{
  gboolean wide = g_str_has_suffix (path, ".awb");
  const char *head = wide ? "#!AMR-WB\n" : "#!AMR\n";
  g_autofree char *missing = NULL;
  g_autofree char *bare = codecs_make (find_kind (kind->how), &missing);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (bare == NULL || !g_file_get_contents (bare, &bytes, &length, NULL))
    return FALSE;

  g_autoptr (GByteArray) whole = g_byte_array_new ();

  g_byte_array_append (whole, (const guint8 *) head, strlen (head));
  g_byte_array_append (whole, (const guint8 *) bytes, length);

  return write_bytes (path, whole->data, whole->len);
}

/* --- The kinds ------------------------------------------------------------------------------------------ */

#define MP3 "-c:a libmp3lame -write_id3v2 0 "

const CodecsKind codecs_kinds[] = {
  { "WAV PCM 8-bit", "pcm8.wav", by_ffmpeg, "-c:a pcm_u8" },
  { "WAV PCM 16-bit", "pcm16.wav", by_ffmpeg, "-c:a pcm_s16le" },
  { "WAV PCM 16-bit stereo", "pcm16s.wav", by_ffmpeg, "-c:a pcm_s16le", .channels = 2 },
  { "WAV PCM 24-bit", "pcm24.wav", by_ffmpeg, "-c:a pcm_s24le" },
  { "WAV PCM 32-bit", "pcm32.wav", by_ffmpeg, "-c:a pcm_s32le" },
  { "WAV float 32-bit", "float32.wav", by_ffmpeg, "-c:a pcm_f32le" },
  { "WAV float 64-bit", "float64.wav", by_ffmpeg, "-c:a pcm_f64le" },
  { "WAV A-law", "alaw.wav", by_ffmpeg, "-c:a pcm_alaw" },
  { "WAV A-law stereo", "alaws.wav", by_ffmpeg, "-c:a pcm_alaw", .channels = 2 },
  { "WAV mu-law", "mulaw.wav", by_ffmpeg, "-c:a pcm_mulaw" },
  { "WAV mu-law stereo", "mulaws.wav", by_ffmpeg, "-c:a pcm_mulaw", .channels = 2 },
  { "WAV GSM 6.10", "gsm.wav", by_ffmpeg, "-c:a libgsm_ms", .slack_ms = 40 },
  { "WAV IMA ADPCM", "ima.wav", by_ffmpeg, "-c:a adpcm_ima_wav", .slack_ms = 260 },
  { "WAV IMA ADPCM stereo", "imas.wav", by_ffmpeg, "-c:a adpcm_ima_wav", .channels = 2, .slack_ms = 260 },
  { "WAV MS ADPCM", "ms.wav", by_ffmpeg, "-c:a adpcm_ms", .slack_ms = 260 },
  { "WAV MS ADPCM stereo", "mss.wav", by_ffmpeg, "-c:a adpcm_ms", .channels = 2, .slack_ms = 260 },
  { "WAV G.722", "g722.wav", by_ffmpeg, "wide -c:a g722" },
  { "WAV G.726 32k", "g726.wav", by_ffmpeg, "-c:a g726 -b:a 32k" },
  { "WAV G.726 16k", "g726-16.wav", by_ffmpeg, "-c:a g726 -b:a 16k" },
  { "WAV G.726 24k", "g726-24.wav", by_ffmpeg, "-c:a g726 -b:a 24k" },
  { "WAV G.726 40k", "g726-40.wav", by_ffmpeg, "-c:a g726 -b:a 40k" },
  { "WAV G.729 (0x0083)", "g729.wav", by_quoting, "0083" },
  { "WAV G.729 (0x0133)", "g729-133.wav", by_quoting, "0133" },
  { "WAV G.729 (0x0135)", "g729-135.wav", by_quoting, "0135" },
  { "WAV MP3", "mp3.wav", by_ffmpeg, MP3 "-b:a 16k", .slack_ms = 200, .late_ms = 150 },
  { "WAV size 0", "size0.wav", by_lying, "0" },
  { "WAV size 0xFFFFFFFF", "sizef.wav", by_lying, "1" },
  { "W64", "pcm.w64", by_ffmpeg, "-c:a pcm_s16le" },
  { "RF64", "rf64.wav", by_ffmpeg, "-c:a pcm_s16le -rf64 always" },
  { "RF64 A-law", "rf64a.wav", by_ffmpeg, "-c:a pcm_alaw -rf64 always" },
  { "AIFF", "pcm.aiff", by_ffmpeg, "-c:a pcm_s16be" },
  { "AU mu-law", "mulaw.au", by_ffmpeg, "-c:a pcm_mulaw" },
  { "AU PCM", "pcm.au", by_ffmpeg, "-c:a pcm_s16be" },
  { "CAF PCM", "pcm.caf", by_ffmpeg, "-c:a pcm_s16be" },
  { "CAF mu-law", "mulaw.caf", by_ffmpeg, "-c:a pcm_mulaw" },
  { "CAF IMA ADPCM", "ima.caf", by_ffmpeg, "-c:a adpcm_ima_qt", .slack_ms = 20 },
  { "MP3 CBR", "cbr.mp3", by_ffmpeg, MP3 "-b:a 16k" },
  { "MP3 CBR stereo", "cbrs.mp3", by_ffmpeg, MP3 "-b:a 24k", .channels = 2 },
  { "MP3 CBR 44.1 kHz", "cbr44.mp3", by_ffmpeg, MP3 "-ar 44100 -b:a 64k" },
  { "MP3 VBR with Xing", "vbr.mp3", by_ffmpeg, MP3 "-q:a 6" },
  { "MP3 VBR without Xing", "vbr-bare.mp3", by_ffmpeg, MP3 "-q:a 6 -write_xing 0", .slack_ms = 300, .late_ms = 200 },
  { "MP3 CBR without Xing", "cbr-bare.mp3", by_ffmpeg, MP3 "-b:a 16k -write_xing 0", .slack_ms = 300, .late_ms = 200 },
  { "MP3 with ID3v2", "tagged.mp3", by_ffmpeg, "-c:a libmp3lame -b:a 16k -id3v2_version 3 -metadata title=Call" },
  { "MP2", "layer2.mp2", by_ffmpeg, "-ar 16000 -c:a mp2", .slack_ms = 150, .late_ms = 60 },
  { "Ogg Opus", "call.opus", by_ffmpeg, "-c:a libopus -b:a 16k" },
  { "Ogg Opus stereo", "call.ogg", by_ffmpeg, "-c:a libopus -b:a 24k", .channels = 2 },
  { "Ogg Vorbis", "vorbis.ogg", by_ffmpeg, "-c:a libvorbis" },
  { "Ogg Speex", "call.spx", by_ffmpeg, "-c:a libspeex", .slack_ms = 20 },
  { "Ogg Speex wide", "wide.spx", by_ffmpeg, "wide -c:a libspeex", .slack_ms = 20 },
  { "Ogg FLAC", "flac.oga", by_ffmpeg, "-c:a flac" },
  { "FLAC", "call.flac", by_ffmpeg, "-c:a flac" },
  { "AAC ADTS", "adts.aac", by_ffmpeg, "-c:a aac -f adts", .slack_ms = 256, .late_ms = 150 },
  { "AAC ADTS 44.1 kHz", "adts44.aac", by_ffmpeg, "-ar 44100 -c:a aac -f adts", .slack_ms = 50, .late_ms = 30 },
  { "M4A AAC", "aac.m4a", by_ffmpeg, "-c:a aac" },
  { "M4A AAC 44.1 kHz", "aac44.m4a", by_ffmpeg, "-ar 44100 -c:a aac" },
  { "M4A AAC stereo", "aacs.m4a", by_ffmpeg, "-c:a aac", .channels = 2 },
  { "M4A AAC fragmented", "frag.m4a", by_ffmpeg, "-c:a aac -movflags frag_keyframe+empty_moov -frag_duration 1000000",
    .slack_ms = 256, .late_ms = 150 },
  { "M4A AAC, index first", "fast.m4a", by_ffmpeg, "-c:a aac -movflags faststart" },
  { "M4A ALAC", "alac.m4a", by_ffmpeg, "-c:a alac" },
  { "MP4 screen recording", "screen.mp4", by_camera, "-c:v mpeg4 -c:a aac" },
  { "WebM screen recording", "screen.webm", by_camera, "-c:v libvpx -b:v 60k -c:a libopus", .slack_ms = 20 },
  { "MOV mu-law", "mulaw.mov", by_ffmpeg, "-c:a pcm_mulaw" },
  { "3GP AMR-NB", "amr.3gp", by_gstreamer, "amrnbenc ! 3gppmux", .slack_ms = 20 },
  { "AMR-NB", "call.amr", by_heading, "bare.amr", .slack_ms = 20 },
  { "AMR-WB", "call.awb", by_heading, "bare.awb", .slack_ms = 20 },
  { "WMA v1", "wma1.wma", by_ffmpeg, "-c:a wmav1", .slack_ms = 300, .late_ms = 150 },
  { "WMA v2", "wma2.wma", by_ffmpeg, "-c:a wmav2", .slack_ms = 300, .late_ms = 150 },
  { "Matroska Opus", "opus.mka", by_ffmpeg, "-c:a libopus", .slack_ms = 20 },
  { "AC-3", "call.ac3", by_ffmpeg, "-ar 48000 -c:a ac3", .slack_ms = 40, .late_ms = 20 },
  { "WavPack", "call.wv", by_ffmpeg, "-c:a wavpack" },

  { "headerless mu-law", "call.ulaw", by_ffmpeg, "-f mulaw" },
  { "headerless mu-law .ul", "call.ul", by_ffmpeg, "-f mulaw" },
  { "headerless mu-law .pcm", "call.pcm", by_ffmpeg, "-f mulaw" },
  { "headerless A-law", "call.alaw", by_ffmpeg, "-f alaw" },
  { "headerless A-law .al", "call.al", by_ffmpeg, "-f alaw" },
  { "headerless G.722", "call.g722", by_ffmpeg, "wide -f g722" },
  { "headerless slin", "call.sln", by_ffmpeg, "-f s16le" },
  { "headerless slin .raw", "call.raw", by_ffmpeg, "-f s16le" },
  { "headerless slin 16 kHz", "call.sln16", by_ffmpeg, "wide -f s16le" },
  { "headerless slin 48 kHz", "call.sln48", by_ffmpeg, "-ar 48000 -f s16le" },
  { "headerless GSM", "call.gsm", by_ffmpeg, "-c:a libgsm -f gsm", .slack_ms = 20 },
  { "headerless G.726 32k", "call.g726-32", by_ffmpeg, "-c:a g726le -b:a 32k -f g726le" },
  { "headerless VOX", "call.vox", by_sox, "-t vox" },
  { "AMR-NB without its head", "bare.amr", by_gstreamer, "amrnbenc", .slack_ms = 20 },
  { "AMR-WB without its head", "bare.awb", by_gstreamer, "wide voamrwbenc", .slack_ms = 20 },

  { "MP3 named .wav", "named.wav", by_renaming, "cbr.mp3" },
  { "WAV named .mp3", "named.mp3", by_renaming, "pcm16.wav" },
  { "Opus named .wav", "opus.wav", by_renaming, "call.opus" },
  { "M4A named .mp3", "m4a.mp3", by_renaming, "aac.m4a" },
  { "WAV mu-law named .gsm", "named.gsm", by_renaming, "mulaw.wav" },
  { "WAV GSM named .ulaw", "named.ulaw", by_renaming, "gsm.wav", .slack_ms = 40 },

  { "WAV PCM cut off", "cut.wav", by_cutting, "pcm16.wav", .early_ms = 4250 },
  { "WAV GSM cut off", "cutgsm.wav", by_cutting, "gsm.wav", .early_ms = 4250, .slack_ms = 40 },
  { "WAV IMA ADPCM cut off", "cutima.wav", by_cutting, "ima.wav", .early_ms = 4250, .slack_ms = 260 },
  { "MP3 cut off", "cut.mp3", by_cutting, "cbr.mp3", .early_ms = 4250, .slack_ms = 200 },
  { "Opus cut off", "cut.opus", by_cutting, "call.opus", .early_ms = 4500, .slack_ms = 1500 },
  { "FLAC cut off", "cut.flac", by_cutting, "call.flac", .early_ms = 4500, .slack_ms = 1000 },
  { "AMR cut off", "cut.amr", by_cutting, "call.amr", .early_ms = 4250, .slack_ms = 40 },
};

const gsize codecs_n_kinds = G_N_ELEMENTS (codecs_kinds);

/* Returns its path, made once; NULL when what it takes is not here, @missing telling what. */
char *
codecs_make (const CodecsKind *kind,
             char            **missing)
{
  g_autofree char *folder = codecs_folder ();
  char *path = g_build_filename (folder, kind->file, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS) || kind->make (kind, path))
    return path;

  *missing = g_strdup_printf ("nothing here makes %s", kind->codec);
  g_unlink (path);
  g_free (path);

  return NULL;
}
