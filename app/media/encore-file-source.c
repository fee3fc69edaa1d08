/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-file-source.h"

#include <errno.h>
#include <fcntl.h>
#include <gst/base/gstbasesrc.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "encore-frames.h"
#include "encore-run-in.h"

#define BLOCK_BYTES 65536

/* A file, with what our recorders do to files put right.
 * wavparse 1.22 gives up on a WAV file whose sound has an odd number of bytes and is followed by nothing but the
 * byte that pads it: the source ends such a file before that byte.
 * Parsers since 1.22 leave out the run-in of an MP3 if they know its encoder's name, which differs by version, and
 * trip over it in frames of low rates; qtdemux ends AAC too early that has one. This room leaves it out itself, for
 * every encoder, so the source hides what they go by.
 * Of an MP3 in a WAV file it shows the MP3 alone, and it puts the line before AMR that belongs there.
 * wavparse does not know G.729 and counts blocks of ADPCM, G.722 and GSM wrongly, and of sound without a header
 * nobody knows what it is: of all those the source gives out the bare frames with their times. After a seek a few
 * frames before the place are given out too, for what they leave behind in a decoder; the segment cuts them off. */
typedef struct
{
  GstBaseSrc parent_instance;

  char *path;          /* under the object lock */
  guint64 part_from;   /* of the file, when only a part of it is shown; set before start */
  guint64 part_to;     /* 0 for the end */
  int fd;              /* from start to stop */
  const char *prefix;  /* what is shown before it */
  guint64 from;        /* where in the file what is shown begins */
  guint64 size;        /* of what is shown, with the prefix */
  EncoreRunIn run_in;  /* whose patches are shown */
  EncoreFrames frames; /* of what is given out frame by frame: else their count is 0 */
  guint64 next_frame;
} EncoreFileSource;

typedef struct
{
  GstBaseSrcClass parent_class;
} EncoreFileSourceClass;

enum
{
  PROP_LOCATION = 1,
  PROP_FROM_BYTE,
  PROP_TO_BYTE,
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
show_part (EncoreFileSource *self,
           const EncoreRiff *riff)
{
  self->from = riff->data_offset;
  self->size = riff->data_size;
}

static void
prepare_for_riff (EncoreFileSource *self,
                  const EncoreRiff *riff)
{
  if (riff->tag == ENCORE_RIFF_BARE_AMR || riff->tag == ENCORE_RIFF_BARE_AMR_WB)
    {
      self->prefix = riff->tag == ENCORE_RIFF_BARE_AMR ? "#!AMR\n" : "#!AMR-WB\n";
      self->size += strlen (self->prefix);
    }
  else if (encore_riff_is_mpeg (riff) && riff->data_size > 0)
    show_part (self, riff);
  else if (!encore_frames_find (riff, &self->frames))
    self->size = size_to_show (riff, self->size);
}

static void
prepare (EncoreFileSource *self,
         const char       *path)
{
  EncoreRiff riff;

  self->next_frame = self->from = 0;
  self->prefix = "";
  encore_frames_clear (&self->frames);
  if (encore_riff_find (path, &riff))
    prepare_for_riff (self, &riff);

  gboolean by_frames = self->frames.count > 0;

  self->run_in = (EncoreRunIn) { 0 };
  if (!by_frames)
    encore_run_in_find (path, &self->run_in);
  gst_base_src_set_format (GST_BASE_SRC (self), by_frames ? GST_FORMAT_TIME : GST_FORMAT_BYTES);
  gst_base_src_set_blocksize (GST_BASE_SRC (self), by_frames ? self->frames.bytes * self->frames.at_once : BLOCK_BYTES);
}

static gboolean
encore_file_source_start (GstBaseSrc *source)
{
  EncoreFileSource *self = (EncoreFileSource *) source;
  g_autofree char *path = dup_path (self);
  struct stat st;

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
  prepare (self, path);
  if (self->part_from > 0 || self->part_to > 0)
    {
      self->from = self->part_from;
      self->size = (self->part_to > 0 ? self->part_to : (guint64) st.st_size) - self->part_from;
    }

  return TRUE;
}

static gboolean
encore_file_source_stop (GstBaseSrc *source)
{
  EncoreFileSource *self = (EncoreFileSource *) source;

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  encore_frames_clear (&self->frames);

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
apply_patch (const EncorePatch *patch,
             guint8            *data,
             gsize              length,
             guint64            offset)
{
  for (gsize i = 0; i < patch->length; i++)
    if (patch->offset + i >= offset && patch->offset + i < offset + length)
      data[patch->offset + i - offset] = patch->bytes[i];
}

static GstCaps *
encore_file_source_get_caps (GstBaseSrc *source,
                             GstCaps    *filter)
{
  EncoreFileSource *self = (EncoreFileSource *) source;

  if (self->frames.count == 0)
    return GST_BASE_SRC_CLASS (encore_file_source_parent_class)->get_caps (source, filter);

  return filter != NULL ? gst_caps_intersect (self->frames.caps, filter) : gst_caps_ref (self->frames.caps);
}

static gboolean
encore_file_source_query (GstBaseSrc *source,
                          GstQuery   *query)
{
  EncoreFileSource *self = (EncoreFileSource *) source;
  GstFormat format;

  if (GST_QUERY_TYPE (query) == GST_QUERY_DURATION && self->frames.count > 0)
    {
      gst_query_parse_duration (query, &format, NULL);
      if (format == GST_FORMAT_TIME)
        {
          gst_query_set_duration (query, format, encore_frames_time (&self->frames, self->frames.count));
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

  if (self->frames.count == 0)
    return GST_BASE_SRC_CLASS (encore_file_source_parent_class)->do_seek (source, segment);
  if (segment->rate < 0)
    return FALSE;

  guint64 frame = encore_frames_at (&self->frames, segment->start);

  self->next_frame = frame - MIN (frame, (guint64) self->frames.run_in);
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
fill_frames (EncoreFileSource *self,
             GstBuffer        *buffer)
{
  const EncoreFrames *frames = &self->frames;
  GstMapInfo map;

  if (self->next_frame >= frames->count)
    return GST_FLOW_EOS;
  if (!gst_buffer_map (buffer, &map, GST_MAP_WRITE))
    return GST_FLOW_ERROR;

  guint64 n = MIN (map.size / frames->bytes, frames->count - self->next_frame);
  gssize got = read_fully (self->fd, map.data, n * frames->bytes, frames->offset + self->next_frame * frames->bytes);

  if (got > 0)
    encore_frames_turn (frames, map.data, got);
  gst_buffer_unmap (buffer, &map);
  if (got < 0)
    return fail_to_read (self);

  n = got / frames->bytes;
  if (n == 0)
    return GST_FLOW_EOS;

  gst_buffer_set_size (buffer, n * frames->bytes);
  GST_BUFFER_PTS (buffer) = encore_frames_time (frames, self->next_frame);
  GST_BUFFER_DURATION (buffer) = encore_frames_time (frames, self->next_frame + n) - GST_BUFFER_PTS (buffer);
  GST_BUFFER_OFFSET (buffer) = self->next_frame;
  GST_BUFFER_OFFSET_END (buffer) = self->next_frame += n;

  return GST_FLOW_OK;
}

/* Of what is shown: the prefix, and then of the file. */
static gssize
read_shown (EncoreFileSource *self,
            guint8           *data,
            gsize             length,
            guint64           offset)
{
  gsize ahead = strlen (self->prefix);
  gsize n = offset < ahead ? MIN (length, ahead - offset) : 0;

  memcpy (data, self->prefix + MIN (offset, ahead), n);
  if (n == length)
    return n;

  guint64 at = self->from + offset + n - ahead;
  gssize got = read_fully (self->fd, data + n, length - n, at);

  for (gsize i = 0; got > 0 && i < G_N_ELEMENTS (self->run_in.patches); i++)
    apply_patch (&self->run_in.patches[i], data + n, got, at);

  return got < 0 ? got : (gssize) n + got;
}

static GstFlowReturn
encore_file_source_fill (GstBaseSrc *source,
                         guint64     offset,
                         guint       length,
                         GstBuffer  *buffer)
{
  EncoreFileSource *self = (EncoreFileSource *) source;
  GstMapInfo map;

  if (self->frames.count > 0)
    return fill_frames (self, buffer);
  if (offset >= self->size)
    return GST_FLOW_EOS;
  if (!gst_buffer_map (buffer, &map, GST_MAP_WRITE))
    return GST_FLOW_ERROR;

  gssize got = read_shown (self, map.data, MIN (length, self->size - offset), offset);

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
  else if (id == PROP_FROM_BYTE)
    ((EncoreFileSource *) object)->part_from = g_value_get_uint64 (value);
  else if (id == PROP_TO_BYTE)
    ((EncoreFileSource *) object)->part_to = g_value_get_uint64 (value);
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
  g_object_class_install_property (object_class, PROP_FROM_BYTE,
                                   g_param_spec_uint64 ("from-byte", NULL, NULL, 0, G_MAXUINT64, 0,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_TO_BYTE,
                                   g_param_spec_uint64 ("to-byte", NULL, NULL, 0, G_MAXUINT64, 0,
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
