/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "encore-player.h"

G_BEGIN_DECLS

#define ENCORE_LISTEN_FILTER_NAME "encorelistenfilter"

void   encore_listen_filter_register     (void);
void   encore_listen_filter_set          (GstElement       *filter,
                                          EncoreListen      listen);
void   encore_listen_filter_set_gains    (GstElement       *filter,
                                          double            first,
                                          double            second);
void   encore_listen_filter_set_silences (GstElement       *filter,
                                          const EncoreSpan *silences,
                                          gsize             n);
void   encore_listen_filter_set_muted    (GstElement       *filter,
                                          const EncoreSpan *muted,
                                          gsize             n);
gint64 encore_listen_filter_place        (GstElement       *filter,
                                          gint64            position,
                                          gint64           *passed);

G_END_DECLS
