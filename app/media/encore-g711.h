/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ITU-T G.711: sign, three bits of exponent, four of mantissa. */
static inline gint16
encore_g711_expand_ulaw (guint8 byte)
{
  byte = ~byte;

  int magnitude = ((((byte & 0x0f) << 3) + 0x84) << ((byte & 0x70) >> 4)) - 0x84;

  return byte & 0x80 ? -magnitude : magnitude;
}

static inline gint16
encore_g711_expand_alaw (guint8 byte)
{
  byte ^= 0x55;

  int exponent = (byte & 0x70) >> 4;
  int magnitude = ((byte & 0x0f) << 4) + 8;

  if (exponent > 0)
    magnitude = (magnitude + 0x100) << (exponent - 1);

  return byte & 0x80 ? magnitude : -magnitude;
}

G_END_DECLS
