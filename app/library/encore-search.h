/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"
#include "encore-query.h"

G_BEGIN_DECLS

/* Of what a place that was found is a part. */
typedef enum
{
  ENCORE_HIT_CALL,         /* the call as a whole: there were no words to look for */
  ENCORE_HIT_SPOKEN,       /* something said or written in it */
  ENCORE_HIT_MOMENT,       /* what was noted of a moment */
  ENCORE_HIT_MODEL_ANSWER,
} EncoreHitKind;

#define ENCORE_TYPE_HIT (encore_hit_get_type ())
G_DECLARE_FINAL_TYPE (EncoreHit, encore_hit, ENCORE, HIT, GObject)

/**
 * EncoreHit:
 *
 * One place that was found. Never changed after it was made.
 */
struct _EncoreHit
{
  GObject parent_instance;

  EncoreHitKind kind;
  EncoreCall *call;          /* NULL for model answers */
  EncoreMoment *moment;      /* of kind MOMENT, else NULL */
  EncoreModelAnswer *answer; /* of kind MODEL_ANSWER, else NULL */
  int segment;               /* ordinal, or -1 */
  EncoreSpan span;           /* from the first of the words, in the recording; ENCORE_NO_TIME: there are no times */
  EncoreParty party;         /* who said it */
  char *text;                /* the sentence, or as much of it as fits around the words; NULL for whole calls */
  GArray *ranges;            /* of EncoreTextRange: the words in @text */
};

#define ENCORE_TYPE_FINDINGS (encore_findings_get_type ())
G_DECLARE_FINAL_TYPE (EncoreFindings, encore_findings, ENCORE, FINDINGS, GObject)

/**
 * EncoreFindings:
 *
 * The answer to a query. Never changed after it was made.
 */
struct _EncoreFindings
{
  GObject parent_instance;

  EncoreQuery *query;
  GPtrArray *hits;    /* of EncoreHit: model answers first, then those of a call together, in order */
  gint64 n_calls;     /* that were found; -1: nobody has counted them yet */
  guint n_shown;      /* of these have their places in @hits */
  gboolean is_ranked; /* best first; else newest first */
};

void            encore_library_search_async  (EncoreLibrary       *self,
                                              EncoreQuery         *query,
                                              guint                n_calls,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
void            encore_library_search_first_async (EncoreLibrary  *self, /* finished by the same function */
                                              EncoreQuery         *query,
                                              guint                n_calls,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
EncoreFindings *encore_library_search_finish (EncoreLibrary       *self,
                                              GAsyncResult        *result,
                                              GError             **error);
EncoreFindings *encore_library_search        (EncoreLibrary       *self, /* blocks: tool and tests */
                                              EncoreQuery         *query,
                                              guint                n_calls,
                                              GError             **error);

/* What to hear of hits, as moments that are in no library: for encore_playlist_play_places(). */
GPtrArray      *encore_hit_list_places       (GListModel          *hits);

G_END_DECLS
