/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-error.h"
#include "encore-objects-private.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *child;
  const char *parent;
  const char *count_sql; /* living children of a parent */
  const char *dead_sql;  /* whether a child names a deleted parent */
  const char *broken_sql;
  const char *one;
  const char *many;
} Reference;

/* Children of a deleted call are hidden with it, so only those of living calls count as living. */
#define REFERENCE_OF(child_table, column, parent_table, living, one_text, many_text)                                   \
  {                                                                                                                    \
    .child = child_table, .parent = parent_table,                                                                      \
    .count_sql = "SELECT count (*) FROM " child_table " c WHERE " column " = ? AND c.deleted_at IS NULL" living,       \
    .dead_sql = "SELECT count (*) FROM " child_table " c JOIN " parent_table " p ON p.id = c." column                  \
                " WHERE c.id = ? AND p.deleted_at IS NOT NULL",                                                        \
    .broken_sql = "SELECT count (*) FROM " child_table " c JOIN " parent_table " p ON p.id = c." column                \
                  " WHERE c.deleted_at IS NULL AND p.deleted_at IS NOT NULL" living,                                   \
    .one = one_text, .many = many_text,                                                                                \
  }

#define REFERENCE(child, column, parent, one, many) REFERENCE_OF (child, column, parent, "", one, many)
#define OF_LIVING_CALL " AND EXISTS (SELECT 1 FROM call k WHERE k.id = c.call_id AND k.deleted_at IS NULL)"

#define OF_LIVING_EVALUATION                                                                                           \
  " AND EXISTS (SELECT 1 FROM evaluation e JOIN call k ON k.id = e.call_id WHERE e.id = c.evaluation_id"               \
  " AND e.deleted_at IS NULL AND k.deleted_at IS NULL)"

/* Criteria name principles by uuid, so that they can be told elsewhere; one that is not here is no error. */
#define CRITERIA_OF(principle) "criterion k JOIN principle " principle " ON " principle ".uuid IN (k.value, k.pillar)"
#define IS_DEAD(principle)                                                                                             \
  principle ".deleted_at IS NOT NULL AND NOT EXISTS"                                                                   \
            " (SELECT 1 FROM principle q WHERE q.uuid = " principle ".uuid AND q.deleted_at IS NULL)"

#define FACET_REFERENCE(column)                                                                                        \
  REFERENCE ("scenario", column, "facet", N_ ("%d scenario uses this."), N_ ("%d scenarios use this."))

static const Reference references[] = {
  REFERENCE ("person", "team_id", "team", N_ ("%d person is in this team."), N_ ("%d people are in this team.")),
  FACET_REFERENCE ("touchpoint_id"),
  FACET_REFERENCE ("inquiry_id"),
  FACET_REFERENCE ("state_id"),
  FACET_REFERENCE ("goal_id"),
  REFERENCE ("call",
             "agent_id",
             "person",
             N_ ("%d call was taken by this person."),
             N_ ("%d calls were taken by this person.")),
  REFERENCE_OF ("moment",
                "author_id",
                "person",
                OF_LIVING_CALL,
                N_ ("%d moment was marked by this person."),
                N_ ("%d moments were marked by this person.")),
  REFERENCE_OF ("redaction",
                "author_id",
                "person",
                OF_LIVING_CALL,
                N_ ("%d redaction was made by this person."),
                N_ ("%d redactions were made by this person.")),
  REFERENCE_OF ("transcript",
                "author_id",
                "person",
                OF_LIVING_CALL,
                N_ ("%d transcript was corrected by this person."),
                N_ ("%d transcripts were corrected by this person.")),
  REFERENCE ("model_answer",
             "author_id",
             "person",
             N_ ("%d model answer is by this person."),
             N_ ("%d model answers are by this person.")),
  REFERENCE ("call", "scenario_id", "scenario", N_ ("%d call uses this scenario."), N_ ("%d calls use this scenario.")),
  REFERENCE_OF ("moment",
                "scenario_id",
                "scenario",
                OF_LIVING_CALL,
                N_ ("%d moment uses this scenario."),
                N_ ("%d moments use this scenario.")),
  REFERENCE ("model_answer",
             "scenario_id",
             "scenario",
             N_ ("%d model answer is for this scenario."),
             N_ ("%d model answers are for this scenario.")),
  REFERENCE ("extra",
             "scenario_id",
             "scenario",
             N_ ("%d extra is for this scenario."),
             N_ ("%d extras are for this scenario.")),
  REFERENCE_OF ("moment",
                "extra_id",
                "extra",
                OF_LIVING_CALL,
                N_ ("%d moment uses this extra."),
                N_ ("%d moments use this extra.")),
  REFERENCE ("model_answer",
             "clip_call_id",
             "call",
             N_ ("%d model answer has its example in this call."),
             N_ ("%d model answers have their example in this call.")),
  REFERENCE_OF ("evaluation",
                "evaluator_id",
                "person",
                OF_LIVING_CALL,
                N_ ("%d evaluation was made by this person."),
                N_ ("%d evaluations were made by this person.")),
  REFERENCE ("evaluation",
             "scorecard_id",
             "scorecard",
             N_ ("%d evaluation was made with this version."),
             N_ ("%d evaluations were made with this version.")),
  REFERENCE ("scorecard",
             "author_id",
             "person",
             N_ ("%d version of a scorecard is by this person."),
             N_ ("%d versions of scorecards are by this person.")),
  REFERENCE ("dispute",
             "evaluation_id",
             "evaluation",
             N_ ("%d dispute is about this evaluation."),
             N_ ("%d disputes are about this evaluation.")),
  REFERENCE_OF ("dispute",
                "author_id",
                "person",
                OF_LIVING_EVALUATION,
                N_ ("%d dispute was raised by this person."),
                N_ ("%d disputes were raised by this person.")),
  REFERENCE_OF ("dispute",
                "replier_id",
                "person",
                OF_LIVING_EVALUATION,
                N_ ("%d dispute was answered by this person."),
                N_ ("%d disputes were answered by this person.")),
  REFERENCE_OF ("moment",
                "value_id",
                "principle",
                OF_LIVING_CALL,
                N_ ("%d moment shows this."),
                N_ ("%d moments show this.")),
  REFERENCE_OF ("moment",
                "pillar_id",
                "principle",
                OF_LIVING_CALL,
                N_ ("%d moment shows this."),
                N_ ("%d moments show this.")),
  {
      .child = "scorecard",
      .parent = "principle",
      .count_sql = "SELECT count (DISTINCT s.id) FROM " CRITERIA_OF ("p") " JOIN scorecard s ON s.id = k.scorecard_id"
                                                                          " WHERE p.id = ? AND s.deleted_at IS NULL",
      .dead_sql = "SELECT count (*) FROM " CRITERIA_OF ("p") " WHERE k.scorecard_id = ? AND " IS_DEAD ("p"),
      .broken_sql
      = "SELECT count (DISTINCT s.id) FROM " CRITERIA_OF ("p") " JOIN scorecard s ON s.id = k.scorecard_id"
                                                               " WHERE s.deleted_at IS NULL AND " IS_DEAD ("p"),
      .one = N_ ("%d version of a scorecard asks for this."),
      .many = N_ ("%d versions of scorecards ask for this."),
  },
};

static gint64
count (EncoreDb   *db,
       const char *sql,
       gint64      id,
       GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, sql, error))
    return -1;

  if (sqlite3_bind_parameter_count (statement.handle) > 0)
    encore_bind_int (&statement, id);
  return encore_statement_number (&statement, error);
}

/* What moments, recordings and transcripts are part of; it does not count as used by them. */
static gint64
count_dead_call (EncoreDb   *db,
                 const char *child,
                 gint64      id,
                 GError    **error)
{
  static const struct
  {
    const char *child;
    const char *sql;
  } parts[] = {
#define DEAD_CALL(child)                                                                                               \
  { child, "SELECT count (*) FROM " child " c JOIN call p ON p.id = c.call_id"                                         \
           " WHERE c.id = ? AND p.deleted_at IS NOT NULL" }
    DEAD_CALL ("evaluation"), DEAD_CALL ("moment"),     DEAD_CALL ("recording"),
    DEAD_CALL ("redaction"),  DEAD_CALL ("transcript"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].child, child))
      return count (db, parts[i].sql, id, error);

  return 0;
}

/**
 * encore_references_check_living:
 * @db: a connection
 * @child: a table
 * @id: a row of it, just written
 * @error: %ENCORE_ERROR_MISSING when it names a row that has been deleted
 */
gboolean
encore_references_check_living (EncoreDb   *db,
                                const char *child,
                                gint64      id,
                                GError    **error)
{
  gint64 n_dead = count_dead_call (db, child, id, error);

  for (gsize i = 0; i < G_N_ELEMENTS (references) && n_dead == 0; i++)
    if (g_str_equal (references[i].child, child))
      n_dead = count (db, references[i].dead_sql, id, error);

  if (n_dead > 0)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING,
                         _ ("It refers to something that has been deleted."));
  return n_dead == 0;
}

/**
 * encore_references_check_unused:
 * @db: a connection
 * @parent: a table
 * @id: a row of it that shall be deleted
 * @error: %ENCORE_ERROR_IN_USE, saying by how many of what
 */
gboolean
encore_references_check_unused (EncoreDb   *db,
                                const char *parent,
                                gint64      id,
                                GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      const Reference *reference = &references[i];
      gint64 n_users = 0;

      if (!g_str_equal (reference->parent, parent))
        continue;

      n_users = count (db, reference->count_sql, id, error);
      if (n_users < 0)
        return FALSE;

      if (n_users > 0)
        {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE,
                       ngettext (reference->one, reference->many, (gulong) n_users), (int) n_users);
#pragma GCC diagnostic pop
          return FALSE;
        }
    }

  return TRUE;
}

/* Adds a line for each kind of living row that names a deleted one. */
gboolean
encore_references_list_broken (EncoreDb  *db,
                               GPtrArray *problems,
                               GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      gint64 n_broken = count (db, references[i].broken_sql, 0, error);

      if (n_broken < 0)
        return FALSE;

      if (n_broken > 0)
        g_ptr_array_add (problems, g_strdup_printf (_ ("%d rows of “%s” refer to deleted rows of “%s”"), (int) n_broken,
                                                    references[i].child, references[i].parent));
    }

  return TRUE;
}
