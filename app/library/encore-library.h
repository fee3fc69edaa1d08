/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-call-filter.h"
#include "encore-call.h"
#include "encore-dispute.h"
#include "encore-edit.h"
#include "encore-element.h"
#include "encore-evaluation.h"
#include "encore-extra.h"
#include "encore-facet.h"
#include "encore-job-list.h"
#include "encore-model-answer.h"
#include "encore-moment-type.h"
#include "encore-moment.h"
#include "encore-person.h"
#include "encore-principle.h"
#include "encore-progress.h"
#include "encore-recording.h"
#include "encore-redaction.h"
#include "encore-saved-search.h"
#include "encore-scenario.h"
#include "encore-scorecard.h"
#include "encore-team.h"
#include "encore-transcript.h"

G_BEGIN_DECLS

/* What can be listed, with the meaning of the owner id. */
typedef enum
{
  ENCORE_LISTING_TEAMS,             /* EncoreTeam */
  ENCORE_LISTING_PEOPLE,            /* EncorePerson; owner: team id or 0 for all */
  ENCORE_LISTING_FACETS,            /* EncoreFacet, by kind and position */
  ENCORE_LISTING_SCENARIOS,         /* EncoreScenario, by name */
  ENCORE_LISTING_EXTRAS,            /* EncoreExtra; owner: scenario id (with the general ones) or 0 for all */
  ENCORE_LISTING_MODEL_ANSWERS,     /* EncoreModelAnswer; owner: scenario id or 0 for all */
  ENCORE_LISTING_MOMENT_TYPES,      /* EncoreMomentType, by position */
  ENCORE_LISTING_MOMENTS_OF_CALL,   /* EncoreMoment, by start; owner: call id (0: all calls) */
  ENCORE_LISTING_MOMENTS_OF_AGENT,  /* EncoreMoment, newest call first, at most 200; owner: person id */
  ENCORE_LISTING_MOMENTS_OF_TEAM,   /* the same; owner: team id */
  ENCORE_LISTING_MOMENTS_OF_SCENARIO, /* the same; owner: scenario id */
  ENCORE_LISTING_CALLS_OF_AGENT,    /* EncoreCall, newest first, at most 500; owner: person id */
  ENCORE_LISTING_RECORDINGS_OF_CALL,/* EncoreRecording; owner: call id */
  ENCORE_LISTING_TRANSCRIPTS_OF_CALL,/* EncoreTranscript, the chosen one first; owner: call id */
  ENCORE_LISTING_REDACTIONS_OF_CALL,/* EncoreRedaction, by call and start; owner: call id (0: all calls) */
  ENCORE_LISTING_SAVED_SEARCHES,    /* EncoreSavedSearch, by name */
  ENCORE_LISTING_PRINCIPLES,        /* EncorePrinciple, by kind and position */
  ENCORE_LISTING_SCORECARDS,        /* EncoreScorecard, all versions whole: by name, drafts first, newest first */
  ENCORE_LISTING_EVALUATIONS_OF_CALL, /* EncoreEvaluation, newest first, drafts and superseded ones too; owner: call id */
  ENCORE_LISTING_EVALUATIONS_OF_AGENT, /* the same for the agent's eyes: no drafts of others, at most 200; owner: person id */
  ENCORE_LISTING_DISPUTES_OF_CALL,  /* EncoreDispute, oldest first; owner: call id */
  ENCORE_LISTING_OPEN_DISPUTES,     /* EncoreDispute, oldest first */
} EncoreListing;

#define ENCORE_TYPE_LIBRARY (encore_library_get_type ())
G_DECLARE_FINAL_TYPE (EncoreLibrary, encore_library, ENCORE, LIBRARY, GObject)

/*
 * Signals, on the main thread:
 *   "changed" (GType type)     committed: lists of that type should be read again (call and
 *                              moment changes also change progress)
 *   "calls-imported" ()        an import has added calls
 * Properties: "read-only" (boolean), "can-undo", "can-redo" (boolean),
 *   "undo-label", "redo-label" (string), "working-as" (EncorePerson, nullable: author of moments)
 */
void           encore_library_open_async   (const char          *directory,
                                            EncoreJob           *job,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
EncoreLibrary *encore_library_open_finish  (GAsyncResult        *result,
                                            GError             **error);
EncoreLibrary *encore_library_open         (const char          *directory, /* blocks: tool and tests */
                                            GError             **error);
void           encore_library_close        (EncoreLibrary       *self);     /* waits; commits nothing new */
char          *encore_library_default_directory (void);

/* A damaged library stays as it is until its user says otherwise. Both block: job threads, tool and
 * tests, while the library is closed. */
char          *encore_library_newest_backup (const char         *directory); /* path; NULL: no good one */
gboolean       encore_library_restore_backup (const char        *directory,
                                             const char         *backup,
                                             GError            **error);

const char    *encore_library_get_directory (EncoreLibrary      *self);
gboolean       encore_library_is_read_only (EncoreLibrary       *self);
GListModel    *encore_library_get_jobs     (EncoreLibrary       *self);

void           encore_library_list_async   (EncoreLibrary       *self,
                                            EncoreListing        listing,
                                            gint64               owner_id,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray     *encore_library_list_finish  (EncoreLibrary       *self,  /* (transfer full), of domain objects */
                                            GAsyncResult        *result,
                                            GError             **error);
GPtrArray     *encore_library_list         (EncoreLibrary       *self,  /* blocks: tool and tests */
                                            EncoreListing        listing,
                                            gint64               owner_id,
                                            GError             **error);

/* A lazy GListModel of EncoreCall: items appear when asked for; before its row has been read an
 * item is an EncoreCall whose id is set and whose title is NULL; items_changed follows. Updates
 * itself when calls change. "n-items" is right at once after the first answer ("loading" property). */
GListModel    *encore_library_calls_model  (EncoreLibrary          *self,
                                            const EncoreCallFilter *filter);
GPtrArray     *encore_library_list_calls   (EncoreLibrary          *self,  /* blocks: tool and tests */
                                            const EncoreCallFilter *filter,
                                            GError                **error);

void           encore_library_progress_async  (EncoreLibrary       *self,
                                               EncoreScope          scope,
                                               gint64               id,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
EncoreProgress *encore_library_progress_finish (EncoreLibrary      *self,
                                               GAsyncResult        *result,
                                               GError             **error);
EncoreProgress *encore_library_progress       (EncoreLibrary       *self,  /* blocks: tool and tests */
                                               EncoreScope          scope,
                                               gint64               id,
                                               GError             **error);

/* Elements of scorecards: figures of record, of submitted evaluations for the record alone. EncoreElement, by scorecard:
 * the whole form first (its key is NULL), then in the order in which they are asked. */
void           encore_library_elements_async  (EncoreLibrary       *self,
                                               EncoreScope          scope,
                                               gint64               id,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
GPtrArray     *encore_library_elements_finish (EncoreLibrary       *self,
                                               GAsyncResult        *result,
                                               GError             **error);
GPtrArray     *encore_library_elements        (EncoreLibrary       *self,  /* blocks: tool and tests */
                                               EncoreScope          scope,
                                               gint64               id,
                                               GError             **error);

/* Looking one up, for the tool and tests: these block. */
EncoreCall    *encore_library_find_call       (EncoreLibrary       *self,  /* by uuid, or the beginning of one */
                                               const char          *word,
                                               GError             **error);
EncorePerson  *encore_library_find_person     (EncoreLibrary       *self,  /* by name, alias or uuid */
                                               const char          *word,
                                               GError             **error);
EncoreEvaluation *encore_library_find_evaluation (EncoreLibrary    *self,  /* by uuid, or the beginning of one */
                                               const char          *word,
                                               GError             **error);
GPtrArray     *encore_library_check           (EncoreLibrary       *self,  /* of char *: what is wrong; empty when sound */
                                               GError             **error);

/* The one door through which user data is written. The edit's new objects get their id and uuid.
 * A committed edit can be undone, unless it is lasting; its label is shown ("Undo: delete moment"). */
void           encore_library_commit_async (EncoreLibrary       *self,
                                            EncoreEdit          *edit,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean       encore_library_commit_finish (EncoreLibrary      *self,
                                            GAsyncResult        *result,
                                            GError             **error);
gboolean       encore_library_commit       (EncoreLibrary       *self,  /* blocks: tool and tests */
                                            EncoreEdit          *edit,
                                            GError             **error);
void           encore_library_undo_async   (EncoreLibrary       *self,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
void           encore_library_redo_async   (EncoreLibrary       *self,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
char          *encore_library_undo_finish  (EncoreLibrary       *self,  /* label of what was undone or redone; NULL: error or nothing to do */
                                            GAsyncResult        *result,
                                            GError             **error);

/* When all that was to be written before has been answered. */
void           encore_library_settle_async (EncoreLibrary       *self,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean       encore_library_settle_finish (EncoreLibrary      *self,
                                            GAsyncResult        *result,
                                            GError             **error);

EncorePerson  *encore_library_get_working_as (EncoreLibrary     *self);
void           encore_library_set_working_as (EncoreLibrary     *self,
                                              EncorePerson      *person);

G_END_DECLS
