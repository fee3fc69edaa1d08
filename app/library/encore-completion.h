/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"
#include "encore-query-part.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_COMPLETION (encore_completion_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCompletion, encore_completion, ENCORE, COMPLETION, GObject)

/**
 * EncoreCompletion:
 *
 * One thing that may be meant by what is being typed.
 */
struct _EncoreCompletion
{
  GObject parent_instance;

  EncoreFilter filter;
  char *value;  /* NULL: the filter itself, its value is still to be typed */
  char *title;  /* for people */
  char *detail; /* NULL: none */
};

void       encore_library_complete_async  (EncoreLibrary          *self,
                                           const EncoreQueryPart  *part,
                                           GCancellable           *cancellable,
                                           GAsyncReadyCallback     callback,
                                           gpointer                user_data);
GPtrArray *encore_library_complete_finish (EncoreLibrary          *self, /* of EncoreCompletion */
                                           GAsyncResult           *result,
                                           GError                **error);
GPtrArray *encore_library_complete        (EncoreLibrary          *self, /* blocks: tool and tests */
                                           const EncoreQueryPart  *part,
                                           GError                **error);

G_END_DECLS
