/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-clip.h"
#include "encore-library.h"

G_BEGIN_DECLS

/* Who is to be heard in a clip. */
typedef enum
{
  ENCORE_CLIP_EVERYBODY, /* as recorded: two parties stay on two channels */
  ENCORE_CLIP_AGENT,
  ENCORE_CLIP_CUSTOMER,
  ENCORE_CLIP_MIXED,     /* both, on one channel */
} EncoreClipWho;

/**
 * EncoreClipOrder:
 * @call_id: of which call
 * @span: what of its recording
 * @format: as what
 * @who: who is to be heard
 * @muted: (nullable) (element-type EncoreSpan): what is to be silent, in the recording's time
 *
 * A clip to be made. Nothing is owned.
 */
typedef struct
{
  gint64 call_id;
  EncoreSpan span;
  EncoreClipFormat format;
  EncoreClipWho who;
  GArray *muted;
} EncoreClipOrder;

gboolean encore_clip_who_from_id   (const char            *id,
                                    EncoreClipWho         *who);
char    *encore_clip_suggest_name  (EncoreCall            *call,
                                    EncoreSpan             span,
                                    EncoreClipFormat       format);
gboolean encore_clip_export        (EncoreLibrary         *library,  /* blocks: job threads and tool */
                                    const EncoreClipOrder *order,
                                    const char            *target,
                                    EncoreJob             *job,
                                    EncoreClipResult      *result,
                                    GError               **error);
void     encore_clip_export_async  (EncoreLibrary         *library,
                                    const EncoreClipOrder *order,
                                    const char            *target,
                                    EncoreJob             *job,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data);
gboolean encore_clip_export_finish (EncoreLibrary         *library,
                                    GAsyncResult          *result,
                                    GError               **error);

G_END_DECLS
