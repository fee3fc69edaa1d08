/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-clip.h"
#include "encore-part-file.h"

G_BEGIN_DECLS

/* Samples in, a file of one of the formats out. Owned and used by one worker thread. */
typedef struct _EncoreClipEncoder EncoreClipEncoder;

EncoreClipEncoder *encore_clip_encoder_new    (EncoreClipFormat   format,
                                               int                rate,
                                               int                channels,
                                               EncorePartFile    *file,
                                               GError           **error);
void               encore_clip_encoder_free   (EncoreClipEncoder *self);
gboolean           encore_clip_encoder_push   (EncoreClipEncoder *self,
                                               const gint16      *samples,
                                               gsize              n_frames,
                                               GError           **error);
gboolean           encore_clip_encoder_finish (EncoreClipEncoder *self,
                                               GCancellable      *cancellable,
                                               GError           **error);
gboolean           encore_clip_encoder_check  (EncoreClipFormat   format,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreClipEncoder, encore_clip_encoder_free)

G_END_DECLS
