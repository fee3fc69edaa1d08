/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EncoreErrorCode:
 * @ENCORE_ERROR_FAILED: anything without a better word
 * @ENCORE_ERROR_INVALID: the input is not of the form that was asked for
 * @ENCORE_ERROR_UNSUPPORTED: well formed, but nothing here can read or play it
 * @ENCORE_ERROR_DAMAGED: truncated or broken
 * @ENCORE_ERROR_EMPTY: holds nothing
 * @ENCORE_ERROR_MISSING: the file or row is not there
 * @ENCORE_ERROR_NEWER: written by a newer Encore
 * @ENCORE_ERROR_READ_ONLY: the library cannot be written
 * @ENCORE_ERROR_FULL: no space is left
 * @ENCORE_ERROR_BUSY: another Encore holds it
 * @ENCORE_ERROR_IN_USE: cannot be deleted while others refer to it
 * @ENCORE_ERROR_UNSAFE: decoding it crashed, did not come to an end or took all memory
 * @ENCORE_ERROR_SEALED: published, submitted or answered: it never changes again
 *
 * What went wrong, in the words that decide what the user is told to do next.
 * Cancellation is always %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  ENCORE_ERROR_FAILED,
  ENCORE_ERROR_INVALID,
  ENCORE_ERROR_UNSUPPORTED,
  ENCORE_ERROR_DAMAGED,
  ENCORE_ERROR_EMPTY,
  ENCORE_ERROR_MISSING,
  ENCORE_ERROR_NEWER,
  ENCORE_ERROR_READ_ONLY,
  ENCORE_ERROR_FULL,
  ENCORE_ERROR_BUSY,
  ENCORE_ERROR_IN_USE,
  ENCORE_ERROR_UNSAFE,
  ENCORE_ERROR_SEALED,
} EncoreErrorCode;

#define ENCORE_ERROR (encore_error_quark ())
GQuark encore_error_quark (void);

G_END_DECLS
