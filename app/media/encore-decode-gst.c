/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-decode.h"

#include <gst/app/gstappsink.h>
#include <string.h>

#include "encore-file-source.h"
#include "encore-media-private.h"
#include "encore-peaks-private.h"

/* Being woken for every buffer costs as much as decoding it, so what has gathered in a millisecond is
 * taken at once. */
#define QUEUED_BUFFERS 512
#define GATHER_TIME_US 1000

/* About as much of a stream as tells how its encoder goes about it. */
#define OPUS_SNIFF_BYTES (64 * 1024)

/* Some parsers stop without a word: a pipeline that gives nothing for so long gives nothing any more. */
#define PATIENCE_US (30 * G_USEC_PER_SEC)

/* Below this, starting a second decoder takes as long as it saves. */
#define IN_TWO_FROM_S 600

/* Time stamps of streams jitter by a frame or two; a hole is more. */
#define GAP_S 0.1

/* Any integer or float when interleaved, what the reducer reads as it is when planar. */
#define SINK_CAPS                                                                                                      \
  "audio/x-raw, layout=interleaved; "                                                                                  \
  "audio/x-raw, layout=non-interleaved, format={ U8, " GST_AUDIO_NE (S16) ", " GST_AUDIO_NE (S32) ", " GST_AUDIO_NE (  \
      F32) ", " GST_AUDIO_NE (F64) " }"

typedef enum
{
  KIND_OTHER,
  KIND_MP3,
  KIND_MP3_TAGGED,
  KIND_OPUS_MUSIC,
  KIND_OPUS,
} Kind;

/* Chains put together by hand, for what makes up most archives. decodebin costs queues and threads. */
static const struct
{
  Kind kind;
  const char *needs;
  const char *chain;
} chains[] = {
  { KIND_MP3, "mpg123audiodec", "" ENCORE_FILE_SOURCE_NAME " name=source ! mpegaudioparse ! mpg123audiodec" },
  { KIND_MP3_TAGGED, "mpg123audiodec",
    "" ENCORE_FILE_SOURCE_NAME " name=source ! id3demux ! mpegaudioparse ! mpg123audiodec" },
  { KIND_OPUS_MUSIC, "avdec_opus", "" ENCORE_FILE_SOURCE_NAME " name=source ! oggdemux ! opusparse ! avdec_opus" },
  { KIND_OPUS, "opusdec", "" ENCORE_FILE_SOURCE_NAME " name=source ! oggdemux ! opusparse ! opusdec" },
};

static gsize
read_head (const char *path,
           guint8     *bytes,
           gsize       size)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize got = 0;

  if (stream != NULL)
    g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, size, &got, NULL, NULL);

  return got;
}

/* RFC 6716: the top five bits of a packet tell how it is coded, below 16 with the half that is made for speech.
 * avdec_opus of GStreamer 1.22 is fast, but gives up at the end of those. Looks at the first packet of each page
 * of the start. */
static gboolean
has_speech_packets (const char *path)
{
  g_autofree guint8 *bytes = g_malloc (OPUS_SNIFF_BYTES);
  gsize length = read_head (path, bytes, OPUS_SNIFF_BYTES);

  for (gsize i = 0; i + 27 + 255 < length; i++)
    {
      /* Pages of headers are at no place in time. */
      if (memcmp (bytes + i, "OggS", 4) != 0 || memcmp (bytes + i + 6, "\0\0\0\0\0\0\0", 8) == 0)
        continue;
      if (bytes[i + 27 + bytes[i + 26]] >> 3 < 16)
        return TRUE;
    }

  return FALSE;
}

/* Only the plainest form of each; everything else is decodebin's. */
static Kind
find_kind (const char *path)
{
  guint8 bytes[64] = { 0 };
  EncoreRiff riff;
  EncoreMp3 mp3;

  if (encore_riff_find (path, &riff) && !encore_riff_is_mpeg (&riff))
    return KIND_OTHER;
  if (read_head (path, bytes, sizeof bytes) < sizeof bytes)
    return KIND_OTHER;
  if (memcmp (bytes, "OggS", 4) == 0 && memcmp (bytes + 28, "OpusHead", 8) == 0)
    return has_speech_packets (path) ? KIND_OPUS : KIND_OPUS_MUSIC;
  if (encore_mp3_read (path, &mp3))
    return memcmp (bytes, "ID3", 3) == 0 ? KIND_MP3_TAGGED : KIND_MP3;

  return KIND_OTHER;
}

static gboolean
has_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  return factory != NULL;
}

static char *
describe_chain (Kind kind)
{
  static const char *sink = "appsink name=sink sync=false enable-last-sample=false max-buffers=" G_STRINGIFY (
      QUEUED_BUFFERS);

  for (gsize i = 0; i < G_N_ELEMENTS (chains); i++)
    if (chains[i].kind == kind && has_element (chains[i].needs))
      return g_strdup_printf ("%s ! %s", chains[i].chain, sink);

  return g_strdup_printf ("" ENCORE_FILE_SOURCE_NAME " name=source ! decodebin expose-all-streams=false "
                          "caps=audio/x-raw ! %s",
                          sink);
}

/* Where the next sample belongs by the stream's own clock, when it says so. Returns whether to go on. */
static gboolean
fill_gap (EncoreDecode       *self,
          GstSample          *sample,
          GstBuffer          *buffer,
          const GstAudioInfo *info)
{
  const GstSegment *segment = gst_sample_get_segment (sample);

  /* The clock of a part begins with it. */
  if (self->reducer == NULL || self->from_byte > 0 || !GST_BUFFER_IS_DISCONT (buffer)
      || segment->format != GST_FORMAT_TIME)
    return TRUE;

  guint64 at = gst_segment_to_stream_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));

  if (!GST_CLOCK_TIME_IS_VALID (at))
    return TRUE;

  gint64 due = gst_util_uint64_scale (at, GST_AUDIO_INFO_RATE (info), GST_SECOND) - self->skipped;
  gint64 gap = due - encore_peaks_reducer_get_frames (self->reducer);

  return gap <= GAP_S * GST_AUDIO_INFO_RATE (info) || encore_decode_gap (self, gap);
}

/* In samples, as soon as their rate is known. */
static void
settle_run_in (EncoreDecode       *self,
               const GstAudioInfo *info)
{
  if (self->run_in.length == 0 || self->limit > 0)
    return;

  self->skip = gst_util_uint64_scale_round (self->run_in.skip, GST_AUDIO_INFO_RATE (info), GST_SECOND);
  self->limit = self->skip > 0
                    ? gst_util_uint64_scale_round (self->run_in.length, GST_AUDIO_INFO_RATE (info), GST_SECOND)
                    : 0;
}

/* Leaves out what the encoder added. */
static gboolean
push_trimmed (EncoreDecode       *self,
              const GstAudioInfo *info,
              GstAudioBuffer     *audio)
{
  settle_run_in (self, info);

  gsize n = GST_AUDIO_BUFFER_N_SAMPLES (audio);
  gsize skip = MIN ((gint64) n, self->skip - self->skipped);
  gint64 done = self->reducer != NULL ? encore_peaks_reducer_get_frames (self->reducer) : 0;
  gsize step = skip * GST_AUDIO_INFO_WIDTH (info) / 8;

  if (GST_AUDIO_INFO_LAYOUT (info) == GST_AUDIO_LAYOUT_INTERLEAVED)
    step *= GST_AUDIO_INFO_CHANNELS (info);
  for (int i = 0; i < audio->n_planes; i++)
    audio->planes[i] = (guint8 *) audio->planes[i] + step;

  self->skipped += skip;
  n -= skip;
  if (self->limit > 0)
    n = MIN ((gint64) n, MAX (self->limit - done, 0));

  return n == 0 || encore_decode_push (self, info, (gconstpointer *) audio->planes, n);
}

static gboolean
push_buffer (EncoreDecode       *self,
             GstBuffer          *buffer,
             const GstAudioInfo *info)
{
  GstAudioBuffer audio;

  if (!gst_audio_buffer_map (&audio, info, buffer, GST_MAP_READ))
    return TRUE;

  gboolean more = push_trimmed (self, info, &audio);

  gst_audio_buffer_unmap (&audio);

  return more;
}

static gboolean
push_sample (EncoreDecode *self,
             GstSample    *sample)
{
  const GstSegment *segment = gst_sample_get_segment (sample);
  GstAudioInfo info;

  if (!gst_audio_info_from_caps (&info, gst_sample_get_caps (sample)))
    return TRUE;

  /* What lies outside of the segment (a decoder's run-in) no player plays either. */
  g_autoptr (GstBuffer) buffer = gst_audio_buffer_clip (gst_buffer_ref (gst_sample_get_buffer (sample)), segment,
                                                        GST_AUDIO_INFO_RATE (&info), GST_AUDIO_INFO_BPF (&info));

  if (buffer == NULL)
    return TRUE;

  return fill_gap (self, sample, buffer, &info) && push_buffer (self, buffer, &info);
}

static void
take_tags (EncoreDecode *self,
           GstMessage   *message)
{
  g_autoptr (GstTagList) tags = NULL;
  g_autofree char *codec = NULL;

  gst_message_parse_tag (message, &tags);

  if (self->codec == NULL && gst_tag_list_get_string (tags, GST_TAG_AUDIO_CODEC, &codec))
    self->codec = encore_media_codec_name (codec);
  if (self->container == NULL)
    gst_tag_list_get_string (tags, GST_TAG_CONTAINER_FORMAT, &self->container);
}

/* Returns whether the pass is over. */
static gboolean
handle_message (EncoreDecode *self,
                GstMessage   *message)
{
  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
      if (self->failure == NULL)
        gst_message_parse_error (message, &self->failure, NULL);
      return TRUE;
    case GST_MESSAGE_TAG:
      take_tags (self, message);
      return FALSE;
    case GST_MESSAGE_ELEMENT:
      if (self->missing == NULL)
        self->missing = encore_media_missing_plugin (message);
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
drain_bus (EncoreDecode *self,
           GstBus       *bus)
{
  gboolean over = FALSE;

  for (;;)
    {
      g_autoptr (GstMessage) message = gst_bus_pop (bus);

      if (message == NULL)
        return over;
      if (handle_message (self, message))
        over = TRUE;
    }
}

/* Returns whether the pass is over. */
static gboolean
pull_gathered (EncoreDecode *self,
               GstAppSink   *sink)
{
  for (int i = 0; i < QUEUED_BUFFERS; i++)
    {
      g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (sink, 0);

      if (sample == NULL)
        return gst_app_sink_is_eos (sink);
      if (!push_sample (self, sample))
        return TRUE;
    }

  return FALSE;
}

static gint64
count_frames (EncoreDecode *self)
{
  return self->skipped + (self->reducer != NULL ? encore_peaks_reducer_get_frames (self->reducer) : 0);
}

/* Returns whether nothing has come for too long. */
static gboolean
is_stuck (EncoreDecode *self,
          gint64       *frames,
          gint64       *since_us)
{
  gint64 now_us = g_get_monotonic_time ();

  if (*since_us == 0 || count_frames (self) != *frames)
    {
      *frames = count_frames (self);
      *since_us = now_us;
    }
  if (now_us - *since_us < PATIENCE_US)
    return FALSE;

  if (self->failure == NULL)
    self->failure = g_error_new_literal (GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED, "its decoder does not go on.");

  return TRUE;
}

static gboolean
pull_all (EncoreDecode *self,
          GstAppSink   *sink,
          GstBus       *bus,
          GError      **error)
{
  gint64 frames = 0, since_us = 0;

  while (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      if (pull_gathered (self, sink) || is_stuck (self, &frames, &since_us))
        return TRUE;
      if (drain_bus (self, bus))
        {
          /* What was decoded before the pipeline gave up still counts. */
          pull_gathered (self, sink);
          return TRUE;
        }
      g_usleep (GATHER_TIME_US);
    }

  return FALSE;
}

/* Lengths that stand in these headers are counted by the writer, not guessed from a bit rate. */
static void
find_promise (EncoreDecode *self,
              GstElement   *pipeline)
{
  guint8 bytes[12] = { 0 };
  gint64 duration = 0;

  if (self->promised_ms > 0 || read_head (self->path, bytes, sizeof bytes) < sizeof bytes)
    return;

  if ((memcmp (bytes, "fLaC", 4) == 0 || memcmp (bytes + 4, "ftyp", 4) == 0
       || memcmp (bytes, "\x1a\x45\xdf\xa3", 4) == 0)
      && gst_element_query_duration (pipeline, GST_FORMAT_TIME, &duration))
    self->promised_ms = duration / GST_MSECOND;
}

static void
prepare_run_in (EncoreDecode *self)
{
  if (encore_run_in_find (self->path, &self->run_in))
    self->promised_ms = self->run_in.length / GST_MSECOND;
}

/* Of one part it is known beforehand. */
static gboolean
is_part (EncoreDecode *self)
{
  return self->from_byte > 0 || self->to_byte > 0;
}

static gboolean
decode_as (EncoreDecode *self,
           Kind          kind,
           GError      **error)
{
  g_autofree char *description = describe_chain (kind);
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, error);

  if (pipeline == NULL)
    return FALSE;

  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstCaps) caps = gst_caps_from_string (SINK_CAPS);

  if (!is_part (self))
    prepare_run_in (self);
  g_object_set (source, "location", self->path, "from-byte", self->from_byte, "to-byte", self->to_byte, NULL);
  gst_app_sink_set_caps (GST_APP_SINK (sink), caps);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);

  gboolean finished = pull_all (self, GST_APP_SINK (sink), bus, error);

  drain_bus (self, bus);
  if (finished && self->reducer != NULL)
    find_promise (self, pipeline);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return finished;
}

/* As if nothing had been tried yet. */
static void
start_over (EncoreDecode *self)
{
  g_clear_pointer (&self->reducer, encore_peaks_reducer_free);
  g_clear_error (&self->failure);
  self->skipped = 0;
  self->format_changed = FALSE;
}

/* The second part, on a thread of its own. */
static gpointer
decode_part (gpointer data)
{
  return GINT_TO_POINTER (decode_as (data, KIND_MP3, NULL));
}

static gboolean
is_clean (EncoreDecode *self)
{
  return self->reducer != NULL && self->failure == NULL && !self->format_changed;
}

static gboolean
decode_parts (EncoreDecode       *self,
              const EncoreMp3Cut *cut,
              GError            **error)
{
  g_auto (EncoreDecode) second = { .path = self->path,
                                   .cancellable = self->cancellable,
                                   .skip = cut->second_skip,
                                   .limit = self->limit,
                                   .from_byte = cut->second_from,
                                   .first_bucket = cut->first_bucket };
  GThread *thread = g_thread_new ("encore-peaks", decode_part, &second);
  gint64 limit = self->limit;

  self->limit = cut->first_limit;
  self->to_byte = cut->first_to;

  gboolean finished = decode_as (self, find_kind (self->path), error);
  gboolean second_finished = GPOINTER_TO_INT (g_thread_join (thread));

  self->limit = limit;
  self->to_byte = 0;

  return finished && second_finished && is_clean (self) && is_clean (&second)
         && encore_peaks_reducer_join (self->reducer, second.reducer);
}

/**
 * encore_decode_mp3_in_two:
 * @self: the pass
 * @shortest_s: seconds of recording below which it is not worth it
 * @error: return location; only for being cancelled
 *
 * Decodes a long MP3 in two parts at once, which gives exactly what one pass gives: the parts overlap, and must
 * agree there.
 *
 * Returns: %FALSE when it was not done; then nothing has been
 */
gboolean
encore_decode_mp3_in_two (EncoreDecode *self,
                          int           shortest_s,
                          GError      **error)
{
  Kind kind = find_kind (self->path);
  EncoreMp3 mp3;
  EncoreMp3Cut cut;

  /* Who takes the samples wants them in order. */
  if (self->take != NULL || (kind != KIND_MP3 && kind != KIND_MP3_TAGGED) || !has_element ("mpg123audiodec")
      || !encore_mp3_read (self->path, &mp3) || !encore_mp3_cut (self->path, &mp3, shortest_s, &cut))
    return FALSE;

  self->promised_ms = mp3.frames * 1000 / mp3.rate;
  self->skip = mp3.skip;
  self->limit = mp3.skip > 0 ? mp3.frames : 0;
  if (decode_parts (self, &cut, error))
    return TRUE;

  start_over (self);
  self->skip = self->limit = 0;

  return FALSE;
}

/**
 * encore_decode_gst:
 * @self: the pass
 * @error: return location
 *
 * Decodes with GStreamer, as fast as it goes, pulling on the calling thread. What the pipeline
 * complains about is left in @self: there may be sound all the same.
 *
 * Returns: %FALSE when cancelled or when no pipeline could be built
 */
gboolean
encore_decode_gst (EncoreDecode *self,
                   GError      **error)
{
  Kind kind = find_kind (self->path);
  g_autoptr (GError) cancelled = NULL;

  if (g_get_num_processors () > 1 && encore_decode_mp3_in_two (self, IN_TWO_FROM_S, &cancelled))
    return TRUE;
  if (cancelled != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cancelled));
      return FALSE;
    }

  /* Who takes the samples cannot give them back. */
  if (kind == KIND_OPUS_MUSIC && self->take != NULL)
    kind = KIND_OPUS;
  if (!decode_as (self, kind, error))
    return FALSE;

  /* The speech came later. */
  if (kind == KIND_OPUS_MUSIC && self->failure != NULL)
    {
      start_over (self);
      return decode_as (self, KIND_OPUS, error);
    }

  return TRUE;
}
