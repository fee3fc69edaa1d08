/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-file-source.h"

#include <errno.h>
#include <fcntl.h>
#include <gst/base/gstbasesrc.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "encore-mp3.h"
#include "encore-riff.h"

#define BLOCK_BYTES 65536

/* ITU-T G.729: 80 bits for 10 ms, each frame decoded with what the ones before left behind. After a seek a few
 * of those are decoded too, and cut off again by the segment. */
#define G729_FRAME_TIME (10 * GST_MSECOND)
#define G729_RUN_IN_FRAMES 8

/* A file, with what our recorders do to files put right. wavparse 1.22 gives up on a WAV file whose sound has
 * an odd number of bytes and is followed by nothing but the byte that pads it: GSM, and 8 bits. So the source
 * ends such a file before that byte. Parsers since 1.22 leave out the run-in of an MP3 if they know its encoder's
 * name, which differs by version, and trip over it in frames of low rates; this room does that itself, for
 * every encoder, so the source hides the name. wavparse does not know G.729, so of such a WAV file the source
 * gives out the bare frames with their times. */
typedef struct
{
  GstBaseSrc parent_instance;

  char *path; /* under the object lock */
  int fd;     /* from start to stop */
  guint64 size;
  guint64 note_offset; /* of an MP3 encoder's name, 0 for none */
  guint64 n_frames;    /* of G.729, 0 for anything else */
  guint64 next_frame;
  guint64 frames_offset;
} EncoreFileSource;

typedef struct
{
  GstBaseSrcClass parent_class;
} EncoreFileSourceClass;

enum
{
  PROP_LOCATION = 1,
};

GType encore_file_source_get_type (void);
static void init_uri_handler (gpointer interface, gpointer data);

G_DEFINE_TYPE_WITH_CODE (EncoreFileSource,
                         encore_file_source,
                         GST_TYPE_BASE_SRC,
                         G_IMPLEMENT_INTERFACE (GST_TYPE_URI_HANDLER, init_uri_handler))

static void
set_path (EncoreFileSource *self,
          const char       *path)
{
  GST_OBJECT_LOCK (self);
  g_free (self->path);
  self->path = g_strdup (path);
  GST_OBJECT_UNLOCK (self);
}

static char *
dup_path (EncoreFileSource *self)
{
  GST_OBJECT_LOCK (self);
  char *path = g_strdup (self->path);
  GST_OBJECT_UNLOCK (self);

  return path;
}

static guint64
size_to_show (const EncoreRiff *riff,
              guint64           size)
{
  if (riff->missing == 0 && riff->data_size % 2 == 1 && (guint64) (riff->data_offset + riff->data_size + 1) == size)
    return size - 1;

  return size;
}

static void
prepare_for_wav (EncoreFileSource *self,
                 const char       *path)
{
  EncoreRiff riff;

  self->n_frames = self->next_frame = 0;
  if (encore_riff_read (path, &riff))
    {
      self->size = size_to_show (&riff, self->size);
      self->n_frames = encore_riff_count_g729_frames (&riff);
      self->frames_offset = riff.data_offset;
    }

  gst_base_src_set_format (GST_BASE_SRC (self), self->n_frames > 0 ? GST_FORMAT_TIME : GST_FORMAT_BYTES);
  gst_base_src_set_blocksize (GST_BASE_SRC (self), self->n_frames > 0 ? ENCORE_RIFF_G729_FRAME_BYTES : BLOCK_BYTES);
}

static gboolean
encore_file_source_start (GstBaseSrc *source)
{
  EncoreFileSource *self = (EncoreFileSource *) source;
  g_autofree char *path = dup_path (self);
  struct stat st;
  EncoreMp3 mp3;

  self->fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  if (self->fd < 0 || fstat (self->fd, &st) != 0 || !S_ISREG (st.st_mode))
    {
      GST_ELEMENT_ERROR (self, RESOURCE, NOT_FOUND, (NULL), ("%s: %s", path, g_strerror (errno)));
      if (self->fd >= 0)
        close (self->fd);
      self->fd = -1;
      return FALSE;
    }

  self->size = st.st_size;
  prepare_for_wav (self, path);
  self->note_offset = encore_mp3_read (path, &mp3) ? mp3.note_offset : 0;

  return TRUE;
}

static gboolean
encore_file_source_stop (GstBaseSrc *source)
{
  EncoreFileSource *self = (EncoreFileSource *) source;

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;

  return TRUE;
}

static gboolean
encore_file_source_get_size (GstBaseSrc *source,
                             guint64    *size)
{
  *size = ((EncoreFileSource *) source)->size;

  return TRUE;
}

static gboolean
encore_file_source_is_seekable (GstBaseSrc *source)
{
  return TRUE;
}

/* Reads as much as there is. Returns less than @length only at the end, below 0 on an error. */
static gssize
read_fully (int     fd,
            guint8 *data,
            gsize   length,
            guint64 offset)
{
  gsize got = 0;

  while (got < length)
    {
      gssize n = pread (fd, data + got, length - got, offset + got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      got += n;
    }

  return got;
}

static void
hide_note (EncoreFileSource *self,
           guint8           *data,
           gsize             length,
           guint64           offset)
{
  for (guint64 at = self->note_offset; self->note_offset > 0 && at < self->note_offset + 4; at++)
    if (at >= offset && at < offset + length)
      data[at - offset] = 0;
}

static GstCaps *
encore_file_source_get_caps (GstBaseSrc *source,
                             GstCaps    *filter)
{
  EncoreFileSource *self = (EncoreFileSource *) source;

  if (self->n_frames == 0)
    return GST_BASE_SRC_CLASS (encore_file_source_parent_class)->get_caps (source, filter);

  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/G729", "rate", G_TYPE_INT, 8000, "channels", G_TYPE_INT, 1,
                                                  NULL);

  return filter != NULL ? gst_caps_intersect (caps, filter) : g_steal_pointer (&caps);
}

static gboolean
encore_file_source_query (GstBaseSrc *source,
                          GstQuery   *query)
{
  EncoreFileSource *self = (EncoreFileSource *) source;
  GstFormat format;

  if (GST_QUERY_TYPE (query) == GST_QUERY_DURATION && self->n_frames > 0)
    {
      gst_query_parse_duration (query, &format, NULL);
      if (format == GST_FORMAT_TIME)
        {
          gst_query_set_duration (query, format, self->n_frames * G729_FRAME_TIME);
          return TRUE;
        }
    }

  return GST_BASE_SRC_CLASS (encore_file_source_parent_class)->query (source, query);
}

static gboolean
encore_file_source_do_seek (GstBaseSrc *source,
                            GstSegment *segment)
{
  EncoreFileSource *self = (EncoreFileSource *) source;

  if (self->n_frames == 0)
    return GST_BASE_SRC_CLASS (encore_file_source_parent_class)->do_seek (source, segment);
  if (segment->rate < 0)
    return FALSE;

  guint64 frame = segment->start / G729_FRAME_TIME;

  self->next_frame = frame - MIN (frame, G729_RUN_IN_FRAMES);
  segment->time = segment->start;

  return TRUE;
}

static GstFlowReturn
fail_to_read (EncoreFileSource *self)
{
  GST_ELEMENT_ERROR (self, RESOURCE, READ, (NULL), ("%s", g_strerror (errno)));

  return GST_FLOW_ERROR;
}

static GstFlowReturn
fill_frame (EncoreFileSource *self,
            GstBuffer        *buffer)
{
  guint8 bytes[ENCORE_RIFF_G729_FRAME_BYTES];

  if (self->next_frame >= self->n_frames)
    return GST_FLOW_EOS;

  gssize got = read_fully (self->fd, bytes, sizeof bytes, self->frames_offset + self->next_frame * sizeof bytes);

  if (got < 0)
    return fail_to_read (self);
  if (got < (gssize) sizeof bytes)
    return GST_FLOW_EOS;

  gst_buffer_fill (buffer, 0, bytes, sizeof bytes);
  GST_BUFFER_PTS (buffer) = self->next_frame * G729_FRAME_TIME;
  GST_BUFFER_DURATION (buffer) = G729_FRAME_TIME;
  GST_BUFFER_OFFSET (buffer) = self->next_frame++;
  GST_BUFFER_OFFSET_END (buffer) = self->next_frame;

  return GST_FLOW_OK;
}

static GstFlowReturn
encore_file_source_fill (GstBaseSrc *source,
                         guint64     offset,
                         guint       length,
                         GstBuffer  *buffer)
{
  EncoreFileSource *self = (EncoreFileSource *) source;
  GstMapInfo map;

  if (self->n_frames > 0)
    return fill_frame (self, buffer);
  if (offset >= self->size)
    return GST_FLOW_EOS;
  if (!gst_buffer_map (buffer, &map, GST_MAP_WRITE))
    return GST_FLOW_ERROR;

  gssize got = read_fully (self->fd, map.data, MIN (length, self->size - offset), offset);

  if (got > 0)
    hide_note (self, map.data, got, offset);
  gst_buffer_unmap (buffer, &map);
  if (got < 0)
    return fail_to_read (self);
  if (got == 0)
    return GST_FLOW_EOS;

  gst_buffer_set_size (buffer, got);
  GST_BUFFER_OFFSET (buffer) = offset;
  GST_BUFFER_OFFSET_END (buffer) = offset + got;

  return GST_FLOW_OK;
}

static void
encore_file_source_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (id == PROP_LOCATION)
    set_path ((EncoreFileSource *) object, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
encore_file_source_finalize (GObject *object)
{
  g_free (((EncoreFileSource *) object)->path);

  G_OBJECT_CLASS (encore_file_source_parent_class)->finalize (object);
}

static void
encore_file_source_class_init (EncoreFileSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *source_class = GST_BASE_SRC_CLASS (klass);
  static GstStaticPadTemplate pad = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

  object_class->set_property = encore_file_source_set_property;
  object_class->finalize = encore_file_source_finalize;
  g_object_class_install_property (object_class, PROP_LOCATION,
                                   g_param_spec_string ("location", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));

  gst_element_class_set_static_metadata (element_class, "Recording file", "Source/File",
                                         "Reads recordings, mending what parsers trip over", "Encore");
  gst_element_class_add_static_pad_template (element_class, &pad);

  source_class->start = encore_file_source_start;
  source_class->stop = encore_file_source_stop;
  source_class->get_size = encore_file_source_get_size;
  source_class->is_seekable = encore_file_source_is_seekable;
  source_class->get_caps = encore_file_source_get_caps;
  source_class->query = encore_file_source_query;
  source_class->do_seek = encore_file_source_do_seek;
  source_class->fill = encore_file_source_fill;
}

static void
encore_file_source_init (EncoreFileSource *self)
{
  self->fd = -1;
  gst_base_src_set_blocksize (GST_BASE_SRC (self), BLOCK_BYTES);
}

static GstURIType
get_uri_type (GType type)
{
  return GST_URI_SRC;
}

static const char *const *
get_protocols (GType type)
{
  static const char *const protocols[] = { ENCORE_FILE_SOURCE_SCHEME, NULL };

  return protocols;
}

static char *
get_uri (GstURIHandler *handler)
{
  g_autofree char *path = dup_path ((EncoreFileSource *) handler);

  return path != NULL ? encore_file_source_uri (path) : NULL;
}

static gboolean
set_uri (GstURIHandler *handler,
         const char    *uri,
         GError       **error)
{
  g_autofree char *path = g_uri_unescape_string (uri + strlen (ENCORE_FILE_SOURCE_SCHEME "://"), NULL);

  if (path == NULL)
    {
      g_set_error (error, GST_URI_ERROR, GST_URI_ERROR_BAD_URI, "“%s” names no file", uri);
      return FALSE;
    }

  set_path ((EncoreFileSource *) handler, path);

  return TRUE;
}

static void
init_uri_handler (gpointer interface,
                  gpointer data)
{
  GstURIHandlerInterface *handler = interface;

  handler->get_type = get_uri_type;
  handler->get_protocols = get_protocols;
  handler->get_uri = get_uri;
  handler->set_uri = set_uri;
}

void
encore_file_source_register (void)
{
  gst_element_register (NULL, ENCORE_FILE_SOURCE_NAME, GST_RANK_PRIMARY, encore_file_source_get_type ());
}

/* Of a path as GLib has it: bytes, not necessarily UTF-8. */
char *
encore_file_source_uri (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

  return g_strconcat (ENCORE_FILE_SOURCE_SCHEME "://", escaped, NULL);
}
