/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* Exit status: scripts rely on these. */
enum
{
  TOOL_OK = 0,
  TOOL_PARTLY = 1, /* done in part, or not */
  TOOL_USAGE = 2,
};

/* What the command line said. */
typedef struct
{
  char *directory; /* of the library */
  gboolean json;
  gboolean quiet;
  char *out;       /* --out */
  char *format;    /* --format */
  char *type;      /* --type */
  char *outcome;   /* --outcome */
  char *note;      /* --note */
  char *author;    /* --as */
  char *pattern;   /* --pattern */
  char *call;      /* --call */
  char *agent;     /* --agent */
  char **at;       /* --at, as often as it was given */
  char *offset;    /* --offset */
  int segment;     /* --segment, counted from 1; 0 when not given */
  gboolean copy;   /* --copy */
  char *from;      /* --from */
  char *to;        /* --to */
  char *moment;    /* --moment */
  char *channels;  /* --channels */
  char *columns;   /* --columns */
  char *saved;     /* --saved */
  char **mute;     /* --mute, as often as it was given */
  char *reason;    /* --reason */
  char *lift;      /* --lift */
  char *scorecard; /* --scorecard */
  char *answers;   /* --answers, a file */
  char *kind;      /* --kind */
  char *purpose;   /* --for */
  char *profile;   /* --profile */
  gboolean draft;  /* --draft */
  gboolean worked; /* --worked */
  gboolean suggest; /* --suggest */
  gboolean apply;  /* --apply */
  gboolean learning; /* --learning */
  char **words;    /* the command and its arguments */
  int n_words;
} Tool;

typedef int (*ToolFunc) (Tool *tool);

/* Commands */
int tool_adjust     (Tool *tool);
int tool_check      (Tool *tool);
int tool_clip       (Tool *tool);
int tool_evaluate   (Tool *tool);
int tool_export     (Tool *tool);
int tool_figures    (Tool *tool);
int tool_import     (Tool *tool);
int tool_list       (Tool *tool);
int tool_mark       (Tool *tool);
int tool_markers    (Tool *tool);
int tool_peaks      (Tool *tool);
int tool_probe      (Tool *tool);
int tool_progress   (Tool *tool);
int tool_purge      (Tool *tool);
int tool_redact     (Tool *tool);
int tool_scorecard  (Tool *tool);
int tool_score      (Tool *tool);
int tool_search     (Tool *tool);
int tool_transcript (Tool *tool);

/* Helpers */
void           tool_add_elements   (JsonBuilder  *builder,
                                    GPtrArray    *elements);
void           tool_print_elements (GPtrArray    *elements);
EncoreLibrary *tool_open_library   (Tool         *tool);
EncoreCall    *tool_find_call      (EncoreLibrary *library,
                                    const char   *word);
EncorePerson  *tool_find_person    (EncoreLibrary *library,
                                    const char   *word);
EncoreScorecard *tool_find_scorecard (EncoreLibrary *library, /* name, NAME@VERSION, or beginning of a uuid */
                                    const char   *word);
EncoreScorecard *tool_find_version  (EncoreLibrary *library,
                                    gint64        id,
                                    GError      **error);
void           tool_print_score    (Tool         *tool,
                                    gpointer      score);
int            tool_fail           (const char   *what,
                                    const GError *error);
int            tool_usage          (const char   *message,
                                    ...) G_GNUC_PRINTF (1, 2);
void           tool_print_json     (JsonBuilder  *builder);
void           tool_add_redaction  (JsonBuilder  *builder,
                                    gpointer      redaction);
void           tool_print_redaction (gpointer     redaction);
void           tool_set_text       (JsonBuilder  *builder,
                                    const char   *member,
                                    const char   *text);
void           tool_set_number     (JsonBuilder  *builder,
                                    const char   *member,
                                    gint64        number);
void           tool_set_instant    (JsonBuilder  *builder,
                                    const char   *member,
                                    gint64        instant_ms);
void           tool_set_time       (JsonBuilder  *builder,
                                    const char   *member,
                                    gint64        time_ms);
void           tool_set_fact       (JsonBuilder  *builder,
                                    const char   *member,
                                    EncoreFact    fact);

G_END_DECLS
