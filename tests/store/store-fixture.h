/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "encore-db-private.h"
#include "encore-db.h"
#include "encore-error.h"
#include "encore-store.h"

G_BEGIN_DECLS

/* A library in a folder of its own, which goes away with it. */
typedef struct
{
  char *directory;
  char *path; /* of library.db */
  EncoreStore *store;
  EncoreDb *db; /* a connection of the test's own, beside the store's */
} Fixture;

void         fixture_set_up     (Fixture      *fixture,
                                 gconstpointer user_data);
void         fixture_tear_down  (Fixture      *fixture,
                                 gconstpointer user_data);
void         fixture_reopen     (Fixture      *fixture);
void         remove_tree        (const char   *path);

void         put                (EncoreStore  *store,
                                 gpointer      object);
void         put_fails          (EncoreStore  *store,
                                 gpointer      object,
                                 int           code);
void         delete             (EncoreStore  *store,
                                 gpointer      object);
void         delete_fails       (EncoreStore  *store,
                                 gpointer      object,
                                 int           code,
                                 const char   *message);
void         assert_sound       (EncoreStore  *store);

EncoreTeam  *make_team          (EncoreStore  *store,
                                 const char   *name);
EncorePerson *make_person       (EncoreStore  *store,
                                 const char   *name,
                                 gint64        team_id);
EncoreScenario *make_scenario   (EncoreStore  *store,
                                 const char   *name);
EncoreCall  *make_call          (EncoreStore  *store,
                                 const char   *title);
EncoreMoment *make_moment       (EncoreStore  *store,
                                 gint64        call_id,
                                 EncoreOutcome outcome,
                                 const char   *note);

G_END_DECLS
