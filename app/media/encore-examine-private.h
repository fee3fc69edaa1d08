/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-examine-wire.h"
#include "encore-examine.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_EXAMINE_CRASHED,
  ENCORE_EXAMINE_ENDLESS,
  ENCORE_EXAMINE_MEMORY,
} EncoreExamineVerdict;

/* A running encore-examine. Used by one thread at a time. */
typedef struct
{
  GSubprocess *process;
  int fd; /* our end, not blocking */
  gsize memory;
  gboolean ready;
  EncoreWireReader reader;
} EncoreExamineHelper;

EncoreExamineHelper *encore_examine_helper_take  (gsize                memory,
                                                  gboolean             fresh,
                                                  GError             **error);
void                 encore_examine_helper_give  (EncoreExamineHelper *self);
gboolean             encore_examine_helper_ask   (EncoreExamineHelper *self,
                                                  const char          *path,
                                                  gboolean             wants_snapshots);
void                 encore_examine_helper_kill  (EncoreExamineHelper *self);
EncoreExamineVerdict encore_examine_helper_judge (EncoreExamineHelper *self,
                                                  const char         **how);

G_END_DECLS
