/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "encore-error.h"
#include "encore-peaks-private.h"

#define MAGIC "ENCPEAKS"
#define VERSION 2                       /* 1 kept the root mean square, not the level */
#define CACHE_LIMIT (512 * 1024 * 1024) /* sixty calls of four hours in stereo, or thousands of usual ones */

/* Little endian, then the buckets of every channel, then nothing. */
typedef struct
{
  char magic[8];
  guint32 version;
  guint32 channels;
  guint32 rate;
  guint32 bucket_ms;
  guint64 frames;
  guint64 length;
  guint64 checksum; /* of the buckets */
} Header;

G_STATIC_ASSERT (sizeof (Header) == 48);
G_STATIC_ASSERT (sizeof (EncorePeaksNode) == 3);

/* FNV-1a, over words of eight bytes and then the rest: against damage, not against malice. */
static guint64
checksum (const guint8 *bytes,
          gsize         length)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);
  const guint64 prime = G_GUINT64_CONSTANT (1099511628211);
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      hash = (hash ^ GUINT64_FROM_LE (word)) * prime;
      hash ^= hash >> 32;
    }
  for (; i < length; i++)
    hash = (hash ^ bytes[i]) * prime;

  return hash;
}

static void
append_channel (GByteArray  *bytes,
                EncorePeaks *peaks,
                int          channel)
{
  gsize left = encore_peaks_get_length (peaks);

  for (gsize chunk = 0; left > 0; chunk++)
    {
      gsize n = MIN (left, ENCORE_PEAKS_CHUNK);

      g_byte_array_append (bytes, (const guint8 *) encore_peaks_get_chunk (peaks, channel, chunk),
                           n * sizeof (EncorePeaksNode));
      left -= n;
    }
}

/* In the form of a file of the cache. */
GByteArray *
encore_peaks_serialize (EncorePeaks *self)
{
  GByteArray *bytes = g_byte_array_new ();
  Header header = {
    .version = GUINT32_TO_LE (VERSION),
    .channels = GUINT32_TO_LE (encore_peaks_get_channels (self)),
    .rate = GUINT32_TO_LE (encore_peaks_get_rate (self)),
    .bucket_ms = GUINT32_TO_LE (ENCORE_PEAKS_BUCKET_MS),
    .frames = GUINT64_TO_LE (encore_peaks_get_frames (self)),
    .length = GUINT64_TO_LE (encore_peaks_get_length (self)),
  };

  memcpy (header.magic, MAGIC, sizeof header.magic);
  g_byte_array_append (bytes, (const guint8 *) &header, sizeof header);
  for (int channel = 0; channel < encore_peaks_get_channels (self); channel++)
    append_channel (bytes, self, channel);

  ((Header *) bytes->data)->checksum = GUINT64_TO_LE (
      checksum (bytes->data + sizeof header, bytes->len - sizeof header));

  return bytes;
}

/**
 * encore_peaks_write:
 * @self: complete peaks
 * @path: where to
 * @error: return location
 *
 * Writes a file that is either whole or not there at all.
 *
 * Returns: whether it is written
 */
gboolean
encore_peaks_write (EncorePeaks *self,
                    const char  *path,
                    GError     **error)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), FALSE);
  g_return_val_if_fail (encore_peaks_is_complete (self), FALSE);

  g_autoptr (GByteArray) bytes = encore_peaks_serialize (self);

  return g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
read_header (const char *bytes,
             gsize       size,
             Header     *header)
{
  if (size < sizeof *header)
    return FALSE;

  memcpy (header, bytes, sizeof *header);
  header->version = GUINT32_FROM_LE (header->version);
  header->channels = GUINT32_FROM_LE (header->channels);
  header->rate = GUINT32_FROM_LE (header->rate);
  header->bucket_ms = GUINT32_FROM_LE (header->bucket_ms);
  header->frames = GUINT64_FROM_LE (header->frames);
  header->length = GUINT64_FROM_LE (header->length);
  header->checksum = GUINT64_FROM_LE (header->checksum);

  if (memcmp (header->magic, MAGIC, sizeof header->magic) != 0 || header->version != VERSION
      || header->bucket_ms != ENCORE_PEAKS_BUCKET_MS || header->channels < 1
      || header->channels > ENCORE_PEAKS_MAX_CHANNELS || header->rate < 100 || header->rate > G_MAXINT32
      || header->length == 0 || header->length > size || header->frames > G_MAXINT64 / 2000)
    return FALSE;

  return size == sizeof *header + header->length * header->channels * sizeof (EncorePeaksNode)
         && header->checksum == checksum ((const guint8 *) bytes + sizeof *header, size - sizeof *header);
}

static EncorePeaksChunk *
read_chunk (const Header          *header,
            const EncorePeaksNode *buckets,
            gsize                  first)
{
  EncorePeaksChunk *chunk = encore_peaks_chunk_new (header->channels);
  gsize n = MIN (header->length - first, ENCORE_PEAKS_CHUNK);

  for (guint channel = 0; channel < header->channels; channel++)
    memcpy (chunk + channel * ENCORE_PEAKS_CHUNK_NODES, buckets + channel * header->length + first,
            n * sizeof *buckets);
  encore_peaks_chunk_settle (chunk, header->channels);

  return chunk;
}

/* NULL when the bytes are not what encore_peaks_serialize() made. */
EncorePeaks *
encore_peaks_parse (const char *bytes,
                    gsize       size,
                    gboolean    complete)
{
  Header header;

  if (!read_header (bytes, size, &header))
    return NULL;

  GPtrArray *chunks = g_ptr_array_new_with_free_func (g_atomic_rc_box_release);

  for (gsize first = 0; first < header.length; first += ENCORE_PEAKS_CHUNK)
    g_ptr_array_add (chunks, read_chunk (&header, (const EncorePeaksNode *) (bytes + sizeof header), first));

  return encore_peaks_new (header.channels, header.rate, header.frames, header.length, complete, chunks);
}

static char *
cache_dir (void)
{
  return g_build_filename (g_get_user_cache_dir (), "encore", "peaks", NULL);
}

/* Whatever a hash looks like, it stays one file name. */
char *
encore_peaks_cache_path (const char *content_hash,
                         const char *suffix)
{
  g_autofree char *dir = cache_dir ();
  g_autofree char *name = g_strconcat (content_hash, suffix, NULL);

  for (char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".-_", *p) == NULL)
      *p = '_';

  return g_build_filename (dir, name, NULL);
}

/**
 * encore_peaks_load_cached:
 * @content_hash: of the recording
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the peaks kept for it; %NULL with %ENCORE_ERROR_MISSING when there are
 *   none, with %ENCORE_ERROR_DAMAGED when they are not whole and should be built again
 */
EncorePeaks *
encore_peaks_load_cached (const char *content_hash,
                          GError    **error)
{
  g_return_val_if_fail (content_hash != NULL && *content_hash != '\0', NULL);

  g_autofree char *path = encore_peaks_cache_path (content_hash, ".peaks");
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("No waveform is kept for this recording."));
      return NULL;
    }

  EncorePeaks *peaks = encore_peaks_parse (bytes, size, TRUE);

  if (peaks == NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED, _ ("The kept waveform “%s” is damaged."), path);
  else
    g_utime (path, NULL); /* so that what is in use is the last to go */

  return peaks;
}

typedef struct
{
  char *path;
  goffset size;
  gint64 used;
} Kept;

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
kept_compare (gconstpointer a,
              gconstpointer b)
{
  const Kept *x = a, *y = b;

  return x->used > y->used ? -1 : x->used < y->used;
}

static GArray *
list_kept (const char *dir)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  const char *name;

  g_array_set_clear_func (all, kept_clear);
  while (handle != NULL && (name = g_dir_read_name (handle)) != NULL)
    {
      Kept kept = { .path = g_build_filename (dir, name, NULL) };
      GStatBuf st;

      /* The temporary files of a run that crashed count as well. */
      if (strstr (name, ".peaks") == NULL || g_stat (kept.path, &st) != 0 || !S_ISREG (st.st_mode))
        {
          g_free (kept.path);
          continue;
        }
      kept.size = st.st_size;
      kept.used = st.st_mtime;
      g_array_append_val (all, kept);
    }

  return all;
}

/* Keeps what was used last, up to @limit bytes. */
void
encore_peaks_cache_trim (goffset limit)
{
  g_autofree char *dir = cache_dir ();
  g_autoptr (GArray) all = list_kept (dir);
  goffset total = 0;

  g_array_sort (all, kept_compare);
  for (guint i = 0; i < all->len; i++)
    {
      const Kept *kept = &g_array_index (all, Kept, i);

      total += kept->size;
      if (total > limit && i > 0)
        g_unlink (kept->path);
    }
}

/**
 * encore_peaks_save_cached:
 * @self: complete peaks
 * @content_hash: of the recording they belong to
 * @error: return location
 *
 * Keeps @self in the user's cache, and lets go of what was not used for longest when it grows too large.
 *
 * Returns: whether they are kept
 */
gboolean
encore_peaks_save_cached (EncorePeaks *self,
                          const char  *content_hash,
                          GError     **error)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), FALSE);
  g_return_val_if_fail (content_hash != NULL && *content_hash != '\0', FALSE);

  g_autofree char *dir = cache_dir ();
  g_autofree char *path = encore_peaks_cache_path (content_hash, ".peaks");

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _ ("“%s” cannot be made: %s"), dir,
                   g_strerror (errno));
      return FALSE;
    }

  if (!encore_peaks_write (self, path, error))
    return FALSE;

  encore_peaks_cache_trim (CACHE_LIMIT);

  return TRUE;
}
