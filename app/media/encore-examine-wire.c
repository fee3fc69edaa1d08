/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-examine-wire.h"

#include <errno.h>
#include <unistd.h>

#include "encore-error.h"
#include "encore-peaks-private.h"

#define HEADER_BYTES (2 * sizeof (guint32))

/* Peaks of a day in eight channels. */
#define MAX_PAYLOAD (256 * 1024 * 1024)

#define INFO_TYPE "(xiimsmsbms)"
#define FAILURE_TYPE "(bis)"

static gboolean
write_all (int           fd,
           gconstpointer bytes,
           gsize         size)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = write (fd, (const guint8 *) bytes + done, size - done);

      if (n < 0 && errno != EINTR)
        return FALSE;
      done += MAX (n, 0);
    }

  return TRUE;
}

/* On a blocking descriptor. */
gboolean
encore_wire_write (int            fd,
                   EncoreWireType type,
                   gconstpointer  bytes,
                   gsize          size)
{
  guint32 header[2] = { type, size };

  g_assert (size <= MAX_PAYLOAD);

  return write_all (fd, header, sizeof header) && write_all (fd, bytes, size);
}

static void
start_frame (EncoreWireReader *reader)
{
  if (reader->got < HEADER_BYTES + reader->size || reader->got < HEADER_BYTES)
    return;

  g_clear_pointer (&reader->payload, g_free);
  reader->got = reader->size = 0;
}

/* Where the next bytes go, and how many are missing there. */
static gsize
find_room (EncoreWireReader *reader,
           guint8          **room)
{
  if (reader->got < HEADER_BYTES)
    {
      *room = (guint8 *) &reader->type + reader->got;
      return HEADER_BYTES - reader->got;
    }

  *room = reader->payload + reader->got - HEADER_BYTES;
  return HEADER_BYTES + reader->size - reader->got;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (EncoreWireReader, size) == sizeof (guint32));

/**
 * encore_wire_read:
 * @reader: zeros at first; holds the frame after %ENCORE_WIRE_FRAME, until the next call
 * @fd: blocking or not
 *
 * Returns: %ENCORE_WIRE_CLOSED also when the other end makes no sense
 */
EncoreWireState
encore_wire_read (EncoreWireReader *reader,
                  int               fd)
{
  start_frame (reader);

  for (;;)
    {
      guint8 *room;
      gsize missing = find_room (reader, &room);
      gssize n = read (fd, room, missing);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EAGAIN)
        return ENCORE_WIRE_AGAIN;
      if (n <= 0)
        return ENCORE_WIRE_CLOSED;

      reader->got += n;
      if (reader->got == HEADER_BYTES && reader->size > 0)
        {
          /* A zero behind it, so that text can be read as such. */
          reader->payload = reader->size <= MAX_PAYLOAD ? g_try_malloc (reader->size + 1) : NULL;
          if (reader->payload == NULL)
            return ENCORE_WIRE_CLOSED;
          reader->payload[reader->size] = 0;
        }
      if (reader->got >= HEADER_BYTES && reader->got == HEADER_BYTES + reader->size)
        return ENCORE_WIRE_FRAME;
    }
}

void
encore_wire_reader_clear (EncoreWireReader *reader)
{
  g_clear_pointer (&reader->payload, g_free);
}

static gboolean
write_variant (int            fd,
               EncoreWireType type,
               GVariant      *variant)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (variant);

  return encore_wire_write (fd, type, g_variant_get_data (sunk), g_variant_get_size (sunk));
}

gboolean
encore_wire_write_info (int              fd,
                        EncoreMediaInfo *info)
{
  return write_variant (fd, ENCORE_WIRE_INFO,
                        g_variant_new (INFO_TYPE, info->duration_ms, info->channels, info->rate, info->codec,
                                       info->container, info->playable, info->reason));
}

gboolean
encore_wire_write_error (int           fd,
                         const GError *error)
{
  return write_variant (fd, ENCORE_WIRE_FAILURE,
                        g_variant_new (FAILURE_TYPE, error->domain == ENCORE_ERROR, error->code, error->message));
}

gboolean
encore_wire_write_peaks (int          fd,
                         EncorePeaks *peaks)
{
  g_autoptr (GByteArray) bytes = encore_peaks_serialize (peaks);

  if (bytes->len > MAX_PAYLOAD)
    return FALSE;

  return encore_wire_write (fd, encore_peaks_is_complete (peaks) ? ENCORE_WIRE_PEAKS : ENCORE_WIRE_SNAPSHOT,
                            bytes->data, bytes->len);
}

/* The helper may have been taken over by the file it examined: nothing it says is taken on trust. */
static GVariant *
parse_variant (const EncoreWireReader *reader,
               const char             *type)
{
  g_autoptr (GBytes) bytes = g_bytes_new (reader->payload, reader->size);
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));

  return g_variant_is_normal_form (variant) ? g_steal_pointer (&variant) : NULL;
}

EncoreMediaInfo *
encore_wire_parse_info (const EncoreWireReader *reader)
{
  g_autoptr (GVariant) variant = parse_variant (reader, INFO_TYPE);

  if (variant == NULL)
    return NULL;

  EncoreMediaInfo *info = g_object_new (ENCORE_TYPE_MEDIA_INFO, NULL);

  g_variant_get (variant, INFO_TYPE, &info->duration_ms, &info->channels, &info->rate, &info->codec, &info->container,
                 &info->playable, &info->reason);
  info->duration_ms = CLAMP (info->duration_ms, 0, G_MAXINT64 / 2);
  info->channels = CLAMP (info->channels, 0, G_MAXUINT8);
  info->rate = MAX (info->rate, 0);

  return info;
}

GError *
encore_wire_parse_error (const EncoreWireReader *reader)
{
  g_autoptr (GVariant) variant = parse_variant (reader, FAILURE_TYPE);
  const char *message;
  gboolean ours;
  int code;

  if (variant == NULL)
    return NULL;

  g_variant_get (variant, "(bi&s)", &ours, &code, &message);
  if (!ours || code < 0 || code >= ENCORE_ERROR_UNSAFE)
    code = ENCORE_ERROR_FAILED;

  return g_error_new_literal (ENCORE_ERROR, code, message);
}

EncorePeaks *
encore_wire_parse_peaks (const EncoreWireReader *reader)
{
  return encore_peaks_parse ((const char *) reader->payload, reader->size, reader->type == ENCORE_WIRE_PEAKS);
}
