/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <arpa/inet.h>
#include <fcntl.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A decoder for files of the form "PLANTED word argument". The word says what it does to its process. Only one
 * that could not do any harm gives out sound: a second of it. */

#define TYPE "audio/x-planted"
#define MAGIC "PLANTED "
#define RATE 8000

typedef struct
{
  GstElement parent_instance;

  GstPad *src;
  gboolean begun;
} Planted;

typedef struct
{
  GstElementClass parent_class;
} PlantedClass;

GType planted_get_type (void);
G_DEFINE_TYPE (Planted, planted, GST_TYPE_ELEMENT)

static void
crash (void)
{
  volatile int *nowhere = NULL;

  *nowhere = 1;
}

static void
hang (void)
{
  volatile gboolean for_ever = TRUE;

  prctl (PR_SET_NAME, "planted-hang"); /* the test looks for it */
  while (for_ever)
    ;
}

static void
hog (void)
{
  const gsize size = 16 * 1024 * 1024;

  /* Not all of it is written to: a busy machine would take its time. */
  for (;;)
    *(volatile char *) malloc (size) = 1;
}

static GstFlowReturn
push_second (Planted *self)
{
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, RATE * sizeof (gint16), NULL);

  gst_buffer_memset (buffer, 0, 0x11, RATE * sizeof (gint16));

  return gst_pad_push (self->src, buffer);
}

static void
flood (Planted *self)
{
  while (push_second (self) == GST_FLOW_OK)
    ;
}

static gboolean
can_write (const char *path)
{
  g_autofree char *beside = g_strconcat (path, ".link", NULL);

  return open (path, O_WRONLY | O_CREAT, 0600) >= 0 || open (path, O_RDWR) >= 0 || creat (path, 0600) >= 0
         || open ("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0 || mkdir (path, 0700) == 0 || symlink ("/", beside) == 0
         || unlink (path) == 0 || rename (path, beside) == 0 || chmod (path, 0777) == 0 || truncate (path, 0) == 0;
}

static gboolean
can_connect (int port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);

  return fd >= 0 || connect (fd, (struct sockaddr *) &address, sizeof address) == 0
         || socket (AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
can_run (void)
{
  char *const arguments[] = { "true", NULL };
  pid_t child = fork ();

  if (child == 0)
    _exit (0);

  /* Would not come back. */
  return child > 0 || execv ("/bin/true", arguments) == 0;
}

static gboolean
can_reach_others (void)
{
  return kill (getppid (), 0) == 0;
}

/* argument: a port and a path */
static gboolean
can_harm (const char *argument)
{
  char *path = NULL;
  int port = g_ascii_strtoll (argument, &path, 10);

  return can_write (path + 1) || can_connect (port) || can_run () || can_reach_others ();
}

static void
begin (Planted *self)
{
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/x-raw", "format", G_TYPE_STRING, GST_AUDIO_NE (S16), "layout",
                                                  G_TYPE_STRING, "interleaved", "rate", G_TYPE_INT, RATE, "channels",
                                                  G_TYPE_INT, 1, NULL);
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (self->src, gst_event_new_stream_start ("planted"));
  gst_pad_push_event (self->src, gst_event_new_caps (caps));
  gst_pad_push_event (self->src, gst_event_new_segment (&segment));
  self->begun = TRUE;
}

static GstFlowReturn
act (Planted    *self,
     const char *text)
{
  if (g_str_has_prefix (text, "crash"))
    crash ();
  else if (g_str_has_prefix (text, "hang"))
    hang ();
  else if (g_str_has_prefix (text, "hog"))
    hog ();
  else if (g_str_has_prefix (text, "flood"))
    flood (self);
  else if (g_str_has_prefix (text, "abort"))
    abort ();
  else if (g_str_has_prefix (text, "leave"))
    _exit (0);
  else if (g_str_has_prefix (text, "reach ") && can_harm (text + strlen ("reach ")))
    return GST_FLOW_ERROR;

  return push_second (self);
}

static GstFlowReturn
planted_chain (GstPad    *pad,
               GstObject *parent,
               GstBuffer *buffer)
{
  Planted *self = (Planted *) parent;
  g_autofree char *text = g_malloc0 (gst_buffer_get_size (buffer) + 1);

  gst_buffer_extract (buffer, strlen (MAGIC), text, -1);
  gst_buffer_unref (buffer);
  begin (self);

  return act (self, text);
}

static gboolean
planted_event (GstPad    *pad,
               GstObject *parent,
               GstEvent  *event)
{
  if (GST_EVENT_TYPE (event) == GST_EVENT_EOS && ((Planted *) parent)->begun)
    return gst_pad_event_default (pad, parent, event);

  gst_event_unref (event);

  return TRUE;
}

static void
planted_class_init (PlantedClass *klass)
{
  static GstStaticPadTemplate sink = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS,
                                                              GST_STATIC_CAPS (TYPE));
  static GstStaticPadTemplate src = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS,
                                                             GST_STATIC_CAPS ("audio/x-raw"));
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  gst_element_class_set_static_metadata (element_class, "Planted", "Codec/Decoder/Audio", "Does harm", "Encore");
  gst_element_class_add_static_pad_template (element_class, &sink);
  gst_element_class_add_static_pad_template (element_class, &src);
}

static void
planted_init (Planted *self)
{
  GstElementClass *klass = GST_ELEMENT_GET_CLASS (self);
  GstPad *sink = gst_pad_new_from_template (gst_element_class_get_pad_template (klass, "sink"), "sink");

  self->src = gst_pad_new_from_template (gst_element_class_get_pad_template (klass, "src"), "src");
  gst_pad_set_chain_function (sink, planted_chain);
  gst_pad_set_event_function (sink, planted_event);
  gst_pad_use_fixed_caps (self->src);
  gst_element_add_pad (GST_ELEMENT (self), sink);
  gst_element_add_pad (GST_ELEMENT (self), self->src);
}

static void
find_type (GstTypeFind *find,
           gpointer     data)
{
  const guint8 *bytes = gst_type_find_peek (find, 0, strlen (MAGIC));

  if (bytes != NULL && memcmp (bytes, MAGIC, strlen (MAGIC)) == 0)
    gst_type_find_suggest_simple (find, GST_TYPE_FIND_MAXIMUM, TYPE, NULL, NULL);
}

static gboolean
init_plugin (GstPlugin *plugin)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (TYPE);

  return gst_type_find_register (plugin, TYPE, GST_RANK_PRIMARY, find_type, NULL, caps, NULL, NULL)
         && gst_element_register (plugin, "planted", GST_RANK_PRIMARY, planted_get_type ());
}

#define PACKAGE "encore"
GST_PLUGIN_DEFINE (GST_VERSION_MAJOR,
                   GST_VERSION_MINOR,
                   planted,
                   "Does harm",
                   init_plugin,
                   "1",
                   "GPL",
                   PACKAGE,
                   "https://encorecoach.org")
