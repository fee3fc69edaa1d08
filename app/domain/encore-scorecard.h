/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "encore-criterion.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_SCORECARD_DRAFT,
  ENCORE_SCORECARD_PUBLISHED, /* never changes again */
  ENCORE_SCORECARD_RETIRED,   /* was published; offered for no new evaluation */
} EncoreScorecardStatus;

/* Fewer or more elements than these are warned of (C13). */
#define ENCORE_SCORECARD_FEW 8
#define ENCORE_SCORECARD_MANY 20

/**
 * EncoreSection:
 * @key: stable over the versions of a scorecard
 * @weight: of its percentage in the total, at least 0
 * @criteria: of #EncoreCriterion, in the order in which they are asked
 *
 * A section, or dimension, of a scorecard.
 */
typedef struct
{
  char *key;
  char *name;
  char *guidance;
  double weight;
  GPtrArray *criteria;
} EncoreSection;

/**
 * EncoreProfile:
 * @scenario: uuid of the scenario that it is for
 * @scenario_name: as it was called when the profile was made
 *
 * Which weights a scorecard has in one scenario (C14). Sections and criteria that it does not name keep their own.
 */
typedef struct
{
  char *scenario;
  char *scenario_name;
  GHashTable *weights; /* key of a section or criterion -> double * */
} EncoreProfile;

#define ENCORE_TYPE_SCORECARD (encore_scorecard_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecard, encore_scorecard, ENCORE, SCORECARD, GObject)

/**
 * EncoreScorecard:
 *
 * One version of a scorecard. A draft is edited; publishing gives it a number, and it never changes again.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreScorecard
{
  GObject parent_instance;

  gint64 id; /* rowid, 0 while new */
  char *uuid;
  char *family;         /* uuid that all versions of a scorecard share */
  int version;          /* counted from 1; 0: a draft */
  EncoreScorecardStatus status;
  char *name;
  char *description;
  char *starter;        /* (nullable): id of the starter scorecard that it began as */
  double cap;           /* highest percentage that a bonus may lead to, at least 100 */
  double goal;          /* percentage that a call should reach; 0: none is set */
  GPtrArray *sections;  /* of EncoreSection */
  GPtrArray *profiles;  /* of EncoreProfile */
  gint64 published_at;  /* UTC ms, or ENCORE_NO_TIME */
  gint64 author_id;     /* 0: unknown */
  gint64 updated_at;    /* UTC ms */
  char *author_name;    /* joined, read only */
  int n_evaluations;    /* joined, read only: of this version, of all kinds */
};

EncoreScorecard *encore_scorecard_new            (void);
EncoreScorecard *encore_scorecard_copy           (EncoreScorecard     *self);
EncoreScorecard *encore_scorecard_new_version    (EncoreScorecard     *self); /* a draft of the same family */
EncoreScorecard *encore_scorecard_new_scorecard  (EncoreScorecard     *self, /* a draft of its own */
                                                  const char          *name);
EncoreSection   *encore_scorecard_add_section    (EncoreScorecard     *self, /* (transfer none) */
                                                  const char          *key,
                                                  const char          *name);
EncoreSection   *encore_scorecard_find_section   (EncoreScorecard     *self, /* (transfer none) (nullable) */
                                                  const char          *key);
EncoreCriterion *encore_scorecard_find_criterion (EncoreScorecard     *self, /* (transfer none) (nullable) */
                                                  const char          *key,
                                                  EncoreSection      **section); /* (out) (optional) */
EncoreProfile   *encore_scorecard_find_profile   (EncoreScorecard     *self, /* (transfer none) (nullable) */
                                                  const char          *scenario);
EncoreProfile   *encore_scorecard_add_profile    (EncoreScorecard     *self, /* (transfer none) */
                                                  const char          *scenario,
                                                  const char          *scenario_name);
char            *encore_scorecard_make_key       (EncoreScorecard     *self, /* of its own, from words */
                                                  const char          *text);
guint            encore_scorecard_count_elements (EncoreScorecard     *self); /* headers aside */
gboolean         encore_scorecard_equal          (EncoreScorecard     *self, /* what is asked and how it counts */
                                                  EncoreScorecard     *other);

void             encore_profile_set_weight       (EncoreProfile       *self,
                                                  const char          *key,
                                                  double               weight);
double           encore_scorecard_section_weight (EncoreScorecard     *self,
                                                  const EncoreSection *section,
                                                  const char          *scenario); /* (nullable) */
double           encore_scorecard_criterion_weight (EncoreScorecard       *self,
                                                    const EncoreCriterion *criterion,
                                                    const char            *scenario); /* (nullable) */
double           encore_scorecard_criterion_share (EncoreScorecard    *self, /* of the total, 0 to 1 */
                                                   const char         *key,      /* or of a section */
                                                   const char         *scenario); /* (nullable) */

/* What keeps it from being published, and what is only worth a second look: of char *, translated sentences. */
GPtrArray       *encore_scorecard_list_problems  (EncoreScorecard     *self);
GPtrArray       *encore_scorecard_list_warnings  (EncoreScorecard     *self);
/* What became of one version in another: of EncoreScorecardChange, in the order of the newer one. */
GPtrArray       *encore_scorecard_compare        (EncoreScorecard     *older,
                                                  EncoreScorecard     *newer);

typedef enum
{
  ENCORE_SCORECARD_ADDED,
  ENCORE_SCORECARD_REMOVED,
  ENCORE_SCORECARD_CHANGED,
} EncoreScorecardChangeKind;

/**
 * EncoreScorecardChange:
 * @key: (nullable): of a section or criterion; %NULL: of the scorecard itself
 * @name: what that is called
 * @what: which field, translated, such as "Weight"; empty when all of it was added or removed
 * @before: (nullable): as people read it
 * @after: (nullable): as people read it
 */
typedef struct
{
  EncoreScorecardChangeKind kind;
  char *key;
  char *name;
  char *what;
  char *before;
  char *after;
} EncoreScorecardChange;

void encore_scorecard_change_free (EncoreScorecardChange *self);

const char *encore_scorecard_status_to_id    (EncoreScorecardStatus  status);
const char *encore_scorecard_status_to_label (EncoreScorecardStatus  status);

G_END_DECLS
