/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "encore-player.h"

G_BEGIN_DECLS

#define ENCORE_LISTEN_FILTER_NAME "encorelistenfilter"

void encore_listen_filter_register (void);
void encore_listen_filter_set      (GstElement  *filter,
                                    EncoreListen listen);

G_END_DECLS
