/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-library.h"
#include "encore-test.h"

G_BEGIN_DECLS

/* The tool as a script sees it: exit status, standard output, standard error. */

#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>I was charged twice.</v>\n\n"                                        \
  "00:04.500 --> 00:07.000\n<v Agent>Let me look.</v>\n"

extern const char *program;

typedef struct
{
  EncoreTestDir *dir;
  char *library;
  char *recording;
} Fixture;

typedef struct
{
  int status;
  char *out;
  char *err;
} Outcome;

void      outcome_clear (Outcome      *outcome);
void      set_up        (Fixture      *fixture, /* a recording and its transcript, not yet imported */
                         gconstpointer data);
void      tear_down     (Fixture      *fixture,
                         gconstpointer data);
Outcome   run           (Fixture      *fixture,
                         const char   *word,
                         ...);
JsonNode *parse         (const char   *text);
char     *import_one    (Fixture      *fixture); /* (transfer full): the uuid of the call */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

G_END_DECLS
