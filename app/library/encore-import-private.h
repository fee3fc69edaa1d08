/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-document.h"
#include "encore-import.h"
#include "encore-store.h"

G_BEGIN_DECLS

/* A file as it was when it was read, to skip it while it is unchanged. */
typedef struct
{
  char *path;
  gint64 size;
  gint64 modified_at;
} EncoreImportSource;

/* One item, read and decoded, ready to be written in one transaction. */
typedef struct
{
  EncoreImportItem *item;
  GPtrArray *sources;         /* of EncoreImportSource */
  GPtrArray *documents;       /* of EncoreDocument */
  EncoreRecording *recording; /* NULL: text only */
  EncoreRecording *second;    /* the customer's, when the first is the agent's alone; else NULL */
  gint64 second_later_ms;     /* how much later than the first it begins, as far as a vCon says */
  EncoreParty party;          /* whose the recording is, when it is one side of a call that has the other */
  GPtrArray *notes;           /* of char *: what was left out */
} EncorePrepared;

EncorePrepared *encore_prepare      (EncoreLibrary    *library,
                                     EncoreImportItem *item,
                                     gboolean          copy_recordings,
                                     GCancellable     *cancellable,
                                     GError          **error);
void            encore_prepared_free (EncorePrepared  *prepared);
gpointer        encore_prepared_write (EncoreDb       *db,
                                     gpointer          prepared,
                                     GCancellable     *cancellable,
                                     GError          **error); /* returns the EncoreCall */

gboolean        encore_prepared_write_moments (EncoreDb *db,
                                     EncorePrepared   *prepared,
                                     EncoreCall       *call,
                                     GError          **error);

gboolean        encore_prepared_write_principles (EncoreDb *db,
                                     EncorePrepared   *prepared,
                                     GError          **error);
gboolean        encore_prepared_write_judged (EncoreDb  *db,
                                     EncorePrepared   *prepared,
                                     EncoreCall       *call,
                                     GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncorePrepared, encore_prepared_free)

G_END_DECLS
