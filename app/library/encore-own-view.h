/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_OWN_VIEW (encore_own_view_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOwnView, encore_own_view, ENCORE, OWN_VIEW, GObject)

/**
 * EncoreOwnView:
 *
 * What an agent may see of their own calls: all that others think of those of which they have said what they think, or
 * have asked to be shown it at once (M12, M14).
 */
struct _EncoreOwnView
{
  GObject parent_instance;

  gint64 agent_id;
  GPtrArray *evaluations; /* of EncoreEvaluation of their calls, newest first, for the agent's eyes */
  GHashTable *calls;      /* set of gint64 *: ids of all of their calls */
  GHashTable *open_calls; /* set of gint64 *: ids of the calls of which they may see everything */
};

void           encore_own_view_read_async  (EncoreLibrary       *library,
                                            gint64               agent_id,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
EncoreOwnView *encore_own_view_read_finish (EncoreLibrary       *library,
                                            GAsyncResult        *result,
                                            GError             **error);
EncoreOwnView *encore_own_view_read        (EncoreLibrary       *library, /* blocks: tool and tests */
                                            gint64               agent_id,
                                            GError             **error);

/* Whether who is working may see what @author_id said of that call of the agent's. */
gboolean       encore_own_view_may_see     (EncoreOwnView       *self,
                                            EncorePerson        *person,  /* (nullable) */
                                            gint64               call_id,
                                            gint64               author_id);

/* The key of a library's setting: since when an agent has been shown what others think of a call, before they said it. */
char          *encore_own_view_key         (const char          *call_uuid,
                                            const char          *person_uuid);

G_END_DECLS
