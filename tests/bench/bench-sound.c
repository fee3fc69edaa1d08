/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-sound.h"

#include <gst/base/gstbasesink.h>

#include "bench-support.h"

#define N_CALLS 5

/* What is waited for; set on the main thread, looked at on the streaming thread. */
static GMutex lock;
static BenchSound expected;
static gint64 heard_us; /* 0: not yet */
static gboolean flushed;

/* The sink */

G_DECLARE_FINAL_TYPE (BenchSink, bench_sink, BENCH, SINK, GstBaseSink)

struct _BenchSink
{
  GstBaseSink parent_instance;
};

G_DEFINE_FINAL_TYPE (BenchSink, bench_sink, GST_TYPE_BASE_SINK)

static GstFlowReturn
bench_sink_render (GstBaseSink *sink,
                   GstBuffer   *buffer)
{
  g_mutex_lock (&lock);
  if (heard_us == 0 && (expected == BENCH_SOUND_ANY || flushed))
    heard_us = g_get_monotonic_time ();
  g_mutex_unlock (&lock);

  return GST_FLOW_OK;
}

static gboolean
bench_sink_event (GstBaseSink *sink,
                  GstEvent    *event)
{
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    {
      g_mutex_lock (&lock);
      flushed = TRUE;
      g_mutex_unlock (&lock);
    }

  return GST_BASE_SINK_CLASS (bench_sink_parent_class)->event (sink, event);
}

static void
bench_sink_class_init (BenchSinkClass *klass)
{
  GstBaseSinkClass *sink_class = GST_BASE_SINK_CLASS (klass);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("audio/x-raw");

  gst_element_class_add_pad_template (GST_ELEMENT_CLASS (klass),
                                      gst_pad_template_new ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, caps));
  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (klass), "Stop watch", "Sink/Audio",
                                         "Notes when sound comes out", "The Encore project");
  sink_class->render = bench_sink_render;
  sink_class->event = bench_sink_event;
}

static void
bench_sink_init (BenchSink *self)
{
}

/* Listening */

void
bench_sound_init (void)
{
  gst_init (NULL, NULL);
  gst_element_register (NULL, BENCH_SINK_NAME, GST_RANK_NONE, bench_sink_get_type ());
  g_setenv ("ENCORE_AUDIO_SINK", BENCH_SINK_NAME, TRUE);
}

void
bench_sound_expect (BenchSound sound)
{
  g_mutex_lock (&lock);
  expected = sound;
  flushed = FALSE;
  heard_us = 0;
  g_mutex_unlock (&lock);
}

gboolean
bench_sound_heard (gint64  start_us,
                   double *ms)
{
  g_mutex_lock (&lock);
  gint64 at = heard_us;
  g_mutex_unlock (&lock);

  *ms = (at - start_us) / 1000.0;
  return at != 0;
}

/* Pipelines of its own */

/* Runs one to its end; FALSE when it fails. */
static gboolean
run_pipeline (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
                                                               GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

double
bench_sound_decode (const char *path)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (
      gst_parse_launch ("filesrc name=source blocksize=65536 ! decodebin "
                        "expose-all-streams=false caps=audio/x-raw ! fakesink sync=false",
                        NULL));
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");

  g_object_set (source, "location", path, NULL);
  gint64 start = g_get_monotonic_time ();
  return run_pipeline (pipeline) ? bench_ms_since (start) : -1;
}

static gboolean
run_description (const char *description)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (description, &error);
  gboolean done = FALSE;

  if (error == NULL)
    done = run_pipeline (gst_object_ref_sink (pipeline));
  g_clear_pointer (&pipeline, gst_object_unref);

  return done;
}

static char *
find_calls (const char *folder)
{
  g_autofree char *calls = g_build_filename (folder, "calls", NULL);
  g_autoptr (GDir) dir = g_dir_open (calls, 0, NULL);
  GString *description = g_string_new (NULL);
  const char *name;
  int n_calls = 0;

  while (dir != NULL && n_calls < N_CALLS && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".opus"))
      {
        g_string_append_printf (description,
                                " filesrc location=\"%s/%s\" ! decodebin ! audioconvert "
                                "! audioresample ! audio/x-raw,rate=16000,channels=2 ! row.",
                                calls, name);
        n_calls++;
      }

  return g_string_free (description, n_calls == 0);
}

static gboolean
make_wav (const char *path)
{
  g_autofree char *demo = bench_demo_folder ();
  g_autofree char *calls = demo != NULL ? find_calls (demo) : NULL;

  if (calls == NULL)
    return FALSE;

  g_autofree char *description = g_strdup_printf ("concat name=row ! audioconvert "
                                                  "! audio/x-raw,format=S16LE,rate=16000,channels=2 ! wavenc "
                                                  "! filesink location=\"%s\" %s",
                                                  path, calls);
  return run_description (description);
}

GPtrArray *
bench_sound_make_recordings (const char *folder)
{
  static const struct
  {
    const char *name;
    const char *encoder;
  } formats[] = {
    { "demo.opus", "opusenc complexity=0 bitrate=32000 ! oggmux" },
    { "demo.mp3", "lamemp3enc target=bitrate cbr=true bitrate=48 encoding-engine-quality=fast ! xingmux" },
  };
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *wav = g_build_filename (folder, "demo.wav", NULL);

  if (!make_wav (wav))
    {
      g_print ("no recordings: the demonstration calls cannot be decoded here\n");
      return paths;
    }
  g_ptr_array_add (paths, g_strdup (wav));

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (folder, formats[i].name, NULL);
      g_autofree char *description
          = g_strdup_printf ("filesrc location=\"%s\" ! wavparse ! audioconvert ! audioresample ! %s "
                             "! filesink location=\"%s\"",
                             wav, formats[i].encoder, path);

      if (run_description (description))
        g_ptr_array_add (paths, g_steal_pointer (&path));
      else
        g_print ("no %s: there is no encoder for it here\n", formats[i].name);
    }

  return paths;
}
