/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-peaks.h"

G_BEGIN_DECLS

/* What goes over the socket between encore_examine() and the program encore-examine: frames of a type, a
 * size and so many bytes. Both ends run on one machine, so the byte order is its own. */

typedef enum
{
  ENCORE_WIRE_REQUEST = 'r',  /* to the helper: one byte, whether snapshots are wanted, the path, perhaps a NUL and its raw format */
  ENCORE_WIRE_READY = 'y',    /* one byte: what confines the helper, ENCORE_WIRE_CONFINED_… */
  ENCORE_WIRE_ACCEPTED = 'a', /* the request has been read; what happens from here on is the file's doing */
  ENCORE_WIRE_PROGRESS = 'p', /* more has been decoded */
  ENCORE_WIRE_SNAPSHOT = 's', /* incomplete peaks */
  ENCORE_WIRE_INFO = 'i',
  ENCORE_WIRE_FAILURE = 'f',
  ENCORE_WIRE_PEAKS = 'k', /* complete peaks */
  ENCORE_WIRE_END = 'e',
} EncoreWireType;

enum
{
  ENCORE_WIRE_CONFINED_CALLS = 1 << 0, /* a filter of system calls */
  ENCORE_WIRE_CONFINED_FILES = 1 << 1, /* Landlock */
};

/* The helper's exit status when it ran out of the memory it is allowed. */
#define ENCORE_WIRE_EXIT_MEMORY 86

typedef enum
{
  ENCORE_WIRE_AGAIN, /* nothing more to read for now */
  ENCORE_WIRE_FRAME, /* a frame is whole */
  ENCORE_WIRE_CLOSED,
} EncoreWireState;

typedef struct
{
  guint32 type;
  guint32 size;
  gsize got; /* bytes of the header and what follows it */
  guint8 *payload;
} EncoreWireReader;

EncoreWireState  encore_wire_read         (EncoreWireReader *reader,
                                           int               fd);
void             encore_wire_reader_clear (EncoreWireReader *reader);
gboolean         encore_wire_write        (int               fd,
                                           EncoreWireType    type,
                                           gconstpointer     bytes,
                                           gsize             size);

gboolean         encore_wire_write_info   (int               fd,
                                           EncoreMediaInfo  *info);
gboolean         encore_wire_write_error  (int               fd,
                                           const GError     *error);
gboolean         encore_wire_write_peaks  (int               fd,
                                           EncorePeaks      *peaks);

EncoreMediaInfo *encore_wire_parse_info   (const EncoreWireReader *reader);
GError          *encore_wire_parse_error  (const EncoreWireReader *reader);
EncorePeaks     *encore_wire_parse_peaks  (const EncoreWireReader *reader);

G_END_DECLS
