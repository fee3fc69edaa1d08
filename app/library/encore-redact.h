/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncoreRedactOrder:
 * @kind: why
 * @span: of the recording; empty: the text says which
 * @first_segment: ordinal in the chosen transcript, as it is read; with a span: of no meaning, as all that follows
 * @start: byte in its text
 * @last_segment: ordinal, inclusive
 * @end: byte in the text of that
 *
 * What is to be redacted.
 */
typedef struct
{
  EncoreRedactionKind kind;
  EncoreSpan span;
  guint first_segment;
  gsize start;
  guint last_segment;
  gsize end;
} EncoreRedactOrder;

/**
 * EncoreSuggestion:
 * @order: how to redact it
 * @text: what it says
 * @heard: when, in the recording; empty without times
 * @speaker: (nullable): who says it
 *
 * What is likely to be personal data.
 */
typedef struct
{
  EncoreRedactOrder order;
  char *text;
  EncoreSpan heard;
  char *speaker;
} EncoreSuggestion;

/* Redacting. The person the library is working as is the owner, and the only one who can lift it, or undo it. */
void       encore_redact_async          (EncoreLibrary           *library,
                                         gint64                   call_id,
                                         const EncoreRedactOrder *orders,
                                         gsize                    n_orders,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 user_data);
GPtrArray *encore_redact_finish         (EncoreLibrary           *library,  /* (transfer full): of EncoreRedaction */
                                         GAsyncResult            *result,
                                         GError                 **error);
GPtrArray *encore_redact                (EncoreLibrary           *library,  /* blocks: tool and tests */
                                         gint64                   call_id,
                                         const EncoreRedactOrder *orders,
                                         gsize                    n_orders,
                                         GError                 **error);
EncoreEdit *encore_redact_lift          (EncoreRedaction         *redaction); /* to be committed */
gboolean   encore_redact_may_lift       (EncoreLibrary           *library,
                                         EncoreRedaction         *redaction);
char      *encore_redact_describe       (EncoreRedaction         *redaction); /* who, when and why, for people */

void       encore_redact_suggest_async  (EncoreLibrary           *library,
                                         gint64                   call_id,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 user_data);
GPtrArray *encore_redact_suggest_finish (EncoreLibrary           *library,  /* (transfer full): of EncoreSuggestion */
                                         GAsyncResult            *result,
                                         GError                 **error);
GPtrArray *encore_redact_suggest        (EncoreLibrary           *library,  /* blocks: tool and tests */
                                         gint64                   call_id,
                                         GError                 **error);

G_END_DECLS
