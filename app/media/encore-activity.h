/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "encore-span.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_ACTIVITY (encore_activity_get_type ())
G_DECLARE_FINAL_TYPE (EncoreActivity, encore_activity, ENCORE, ACTIVITY, GObject)

/*
 * Who makes sound when, guessed from loudness alone. Immutable; all spans are in order and apart from each
 * other, and belong to the activity.
 */
int               encore_activity_get_channels    (EncoreActivity *self);
gint64            encore_activity_get_duration_ms (EncoreActivity *self);
gboolean          encore_activity_is_apart        (EncoreActivity *self);  /* one channel per party, each with its own sound */
const EncoreSpan *encore_activity_get_speech      (EncoreActivity *self,
                                                   int             channel,
                                                   gsize          *n_spans);
const EncoreSpan *encore_activity_get_talk        (EncoreActivity *self,  /* by anybody */
                                                   gsize          *n_spans);
const EncoreSpan *encore_activity_get_silences    (EncoreActivity *self,
                                                   gsize          *n_spans);
const EncoreSpan *encore_activity_get_overtalk    (EncoreActivity *self,
                                                   gsize          *n_spans);
const EncoreSpan *encore_activity_get_hold        (EncoreActivity *self,
                                                   gsize          *n_spans);
double            encore_activity_get_level_db    (EncoreActivity *self,
                                                   int             channel);

G_END_DECLS
