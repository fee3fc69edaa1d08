/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

/**
 * EncoreQueryTerm:
 * @words: one word, or several that stand together
 * @folded: (element-type EncoreFoldedWord): the same as the index has them
 * @is_prefix: whether the last word may go on
 * @is_excluded: whether a call must not have it
 */
typedef struct
{
  char *words;
  GArray *folded;
  gboolean is_prefix;
  gboolean is_excluded;
} EncoreQueryTerm;

/* Bytes of a text, @start to before @end. */
typedef struct
{
  gsize start;
  gsize end;
} EncoreTextRange;

#define ENCORE_TYPE_QUERY (encore_query_get_type ())
G_DECLARE_FINAL_TYPE (EncoreQuery, encore_query, ENCORE, QUERY, GObject)

/**
 * EncoreQuery:
 *
 * What a user looks for in the whole library. Never changed after it was made.
 */
struct _EncoreQuery
{
  GObject parent_instance;

  GPtrArray *terms;      /* of EncoreQueryTerm: all of them */
  char *agent;           /* a part of the name; NULL: any. So are the next three */
  char *customer;
  char *scenario;
  char *queue;
  gint64 after;          /* UTC ms, the day's beginning; ENCORE_NO_TIME: any */
  gint64 before;         /* UTC ms, exclusive; ENCORE_NO_TIME: any */
  gboolean has_moment;   /* only calls with a moment, */
  EncoreOutcome outcome; /* of this outcome unless NONE, */
  char *moment_type;     /* of this type unless NULL */
  char *misread;         /* the first filter that says nothing, such as "before:soon"; NULL: all are understood */
};

EncoreQuery *encore_query_new       (const char  *typed);
gboolean     encore_query_is_empty  (EncoreQuery *self);
gboolean     encore_query_has_words (EncoreQuery *self);
GArray      *encore_query_find      (EncoreQuery *self,
                                     const char  *text);

G_END_DECLS
