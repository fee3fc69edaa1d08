/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncorePattern:
 *
 * How a recorder writes facts into file names: a Perl-compatible regular expression whose named
 * groups are among year, month, day, hour, minute, second, unixtime, agent, customer, queue,
 * direction, id.
 */
typedef struct
{
  const char *id;      /* stable */
  const char *name;    /* for people, translated */
  const char *regex;
  const char *example; /* a file name it fits */
} EncorePattern;

/* What a pattern found in one name; strings may be NULL. */
typedef struct
{
  char *agent;
  char *customer;
  char *queue;
  EncoreDirection direction;
  gint64 started_at;     /* UTC ms, or ENCORE_NO_TIME */
} EncorePatternMatch;

const EncorePattern *encore_patterns_list  (gsize *n_patterns);
const EncorePattern *encore_patterns_find  (const char *id);
EncorePatternMatch  *encore_pattern_match  (const EncorePattern *pattern,   /* NULL: the first that fits; (transfer full) (nullable) */
                                            const char          *filename,
                                            GTimeZone           *zone);     /* NULL: local time */
void                 encore_pattern_match_free (EncorePatternMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncorePatternMatch, encore_pattern_match_free)

/* One line of the preview or of the result. */
typedef enum
{
  ENCORE_IMPORT_WAITING,
  ENCORE_IMPORT_DONE,
  ENCORE_IMPORT_UNCHANGED,   /* was there already */
  ENCORE_IMPORT_FAILED,
} EncoreImportState;

#define ENCORE_TYPE_IMPORT_ITEM (encore_import_item_get_type ())
G_DECLARE_FINAL_TYPE (EncoreImportItem, encore_import_item, ENCORE, IMPORT_ITEM, GObject)

struct _EncoreImportItem
{
  GObject parent_instance;

  char *name;             /* base name shared by recording and transcript */
  char *recording_path;   /* may be NULL: text only, or audio inline in the vCon */
  char *second_path;      /* the customer's side, when the first is the agent's alone; may be NULL */
  GStrv transcript_paths; /* may be empty */
  EncoreImportState state;
  gboolean partly;        /* done, but something was left out: see reason */
  char *reason;           /* why it failed, or what was ignored; may be NULL */
  char *call_uuid;        /* once imported; may be NULL */
  EncorePatternMatch *match; /* from the file name; may be NULL */
};

/**
 * EncoreImportPlan:
 *
 * Files that were found and paired; nothing has been read or written yet.
 */
#define ENCORE_TYPE_IMPORT_PLAN (encore_import_plan_get_type ())
G_DECLARE_FINAL_TYPE (EncoreImportPlan, encore_import_plan, ENCORE, IMPORT_PLAN, GObject)

struct _EncoreImportPlan
{
  GObject parent_instance;

  GPtrArray *items;       /* of EncoreImportItem */
  char *pattern_id;       /* NULL: try all, in order; "none": do not read names */
  gboolean copy_recordings; /* into the library's media folder */
};

/* Walks files and folders (recursively) and pairs by base name. Blocks: job threads and tool. */
EncoreImportPlan *encore_import_plan_new   (const char *const *paths,
                                            const char        *pattern_id,
                                            GCancellable      *cancellable,
                                            GError           **error);
void              encore_import_plan_async (const char *const  *paths,
                                            const char         *pattern_id,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
EncoreImportPlan *encore_import_plan_finish (GAsyncResult      *result,
                                            GError            **error);

/* Imports item by item; each item is committed by itself; a bad one is noted and never stops the
 * rest. The items' state and reason are final when it returns. The job counts files. */
gboolean          encore_import_run        (EncoreLibrary      *library,   /* blocks: tool and tests */
                                            EncoreImportPlan   *plan,
                                            EncoreJob          *job,
                                            GError            **error);
void              encore_import_run_async  (EncoreLibrary      *library,
                                            EncoreImportPlan   *plan,
                                            EncoreJob          *job,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean          encore_import_run_finish (EncoreLibrary      *library,
                                            GAsyncResult       *result,
                                            GError            **error);

/* Fills an empty library with the demonstration calls, people, scenarios and moments in @directory
 * (the tree's data/demo or the installed one). Does nothing when it is not empty. Blocks. */
gboolean          encore_demo_fill         (EncoreLibrary      *library,
                                            const char         *directory,
                                            EncoreJob          *job,
                                            GError            **error);

G_END_DECLS
