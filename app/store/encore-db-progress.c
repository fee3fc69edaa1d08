/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-progress.h"

#include "encore-objects-private.h"

#include <glib/gi18n.h>

/* More months than this between the first call and the last are not filled up: a date is wrong. */
#define MOST_MONTHS 600

/* Months are counted from year 0; calls without a date have none. */
#define MONTH                                                                                                          \
  "CAST (strftime ('%Y', c.started_at / 1000, 'unixepoch') AS INTEGER) * 12"                                           \
  " + CAST (strftime ('%m', c.started_at / 1000, 'unixepoch') AS INTEGER) - 1"

#define OF_TEAM "c.agent_id IN (SELECT id FROM person WHERE team_id = ?1 AND deleted_at IS NULL)"

#define SELECT_CALLS(condition)                                                                                        \
  "SELECT " MONTH " AS month, c.scenario_id, s.name, c.agent_id, a.name, count (*),"                                   \
  " sum (EXISTS (SELECT 1 FROM moment WHERE call_id = c.id AND deleted_at IS NULL))"                                   \
  " FROM call c LEFT JOIN scenario s ON s.id = c.scenario_id LEFT JOIN person a ON a.id = c.agent_id"                  \
  " WHERE c.deleted_at IS NULL AND " condition " GROUP BY month, c.scenario_id, c.agent_id"

#define SELECT_OPENINGS(condition)                                                                                     \
  "SELECT " MONTH " AS month, s.id, s.name, c.agent_id, a.name, count (*), m.outcome, m.noticed, m.acted"              \
  " FROM moment m JOIN call c ON c.id = m.call_id"                                                                     \
  " LEFT JOIN scenario s ON s.id = coalesce (m.scenario_id, c.scenario_id)"                                            \
  " LEFT JOIN person a ON a.id = c.agent_id"                                                                           \
  " WHERE m.deleted_at IS NULL AND c.deleted_at IS NULL AND m.type_id = '" ENCORE_ABOVE_AND_BEYOND "'"                 \
  " AND " condition " GROUP BY month, s.id, c.agent_id, m.outcome, m.noticed, m.acted"

static const struct
{
  const char *calls;
  const char *openings;
} queries[] = {
  [ENCORE_SCOPE_AGENT] = { SELECT_CALLS ("c.agent_id = ?1"), SELECT_OPENINGS ("c.agent_id = ?1") },
  [ENCORE_SCOPE_TEAM] = { SELECT_CALLS (OF_TEAM), SELECT_OPENINGS (OF_TEAM) },
  [ENCORE_SCOPE_SCENARIO] = { SELECT_CALLS ("c.scenario_id = ?1"), SELECT_OPENINGS ("s.id = ?1") },
};

static gint64
month_start (int month)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);

  return start != NULL ? g_date_time_to_unix (start) * 1000 : ENCORE_NO_TIME;
}

static EncoreProgressRow *
find_row (GPtrArray  *rows,
          gint64      id,
          const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    {
      EncoreProgressRow *row = g_ptr_array_index (rows, i);

      if (row->id == id)
        return row;
    }

  EncoreProgressRow *row = encore_progress_row_new (name, id, ENCORE_NO_TIME);
  g_ptr_array_add (rows, row);
  return row;
}

static EncoreProgressRow *
find_month (GPtrArray *months,
            int        month)
{
  gint64 starts_at = month_start (month);

  for (guint i = 0; i < months->len; i++)
    {
      EncoreProgressRow *row = g_ptr_array_index (months, i);

      if (row->starts_at == starts_at)
        return row;
    }

  EncoreProgressRow *row = encore_progress_row_new (NULL, 0, starts_at);
  g_ptr_array_add (months, row);
  return row;
}

/* The rows that one group of calls or openings counts in; an item is NULL where there is none. */
typedef struct
{
  EncoreProgressRow *month;
  EncoreProgressRow *scenario;
  EncoreProgressRow *agent;
} Rows;

static Rows
read_rows (EncoreProgress  *progress,
           EncoreScope      scope,
           EncoreStatement *row)
{
  gint64 month = encore_read_time (row);
  gint64 scenario_id = encore_read_int (row);
  g_autofree char *scenario = encore_read_text (row);
  gint64 agent_id = encore_read_int (row);
  g_autofree char *agent = encore_read_text (row);
  Rows rows = { NULL };

  if (month > 0 && month_start ((int) month) != ENCORE_NO_TIME)
    rows.month = find_month (progress->months, (int) month);
  rows.scenario = find_row (progress->scenarios, scenario_id, scenario != NULL ? scenario : _ ("No scenario"));
  if (scope != ENCORE_SCOPE_AGENT)
    rows.agent = find_row (progress->agents, agent_id, agent != NULL ? agent : _ ("Unknown agent"));
  return rows;
}

static void
add_calls (EncoreProgress  *progress,
           EncoreScope      scope,
           EncoreStatement *row)
{
  Rows rows = read_rows (progress, scope, row);
  int n_calls = (int) encore_read_int (row);

  progress->n_calls += n_calls;
  progress->n_marked_calls += (int) encore_read_int (row);
  rows.scenario->n_calls += n_calls;
  if (rows.month != NULL)
    rows.month->n_calls += n_calls;
  if (rows.agent != NULL)
    rows.agent->n_calls += n_calls;
}

static void
add_openings (EncoreProgress  *progress,
              EncoreScope      scope,
              EncoreStatement *row)
{
  Rows rows = read_rows (progress, scope, row);
  int n_openings = (int) encore_read_int (row);
  EncoreOutcome outcome = (EncoreOutcome) encore_read_int (row);
  EncoreFact noticed = (EncoreFact) encore_read_int (row);
  EncoreFact acted = (EncoreFact) encore_read_int (row);

  encore_tally_add (&progress->total, outcome, noticed, acted, n_openings);
  encore_tally_add (&rows.scenario->tally, outcome, noticed, acted, n_openings);
  if (rows.month != NULL)
    encore_tally_add (&rows.month->tally, outcome, noticed, acted, n_openings);
  if (rows.agent != NULL)
    encore_tally_add (&rows.agent->tally, outcome, noticed, acted, n_openings);
}

static gboolean
read_all (EncoreDb       *db,
          const char     *sql,
          EncoreProgress *progress,
          EncoreScope     scope,
          gint64          id,
          void (*add) (EncoreProgress *, EncoreScope, EncoreStatement *),
          GError        **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, sql, error))
    return FALSE;

  encore_bind_int (&statement, id);
  while (encore_statement_next (&statement, &failure))
    add (progress, scope, &statement);

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Agents of the team who have no calls yet are shown all the same. */
static gboolean
add_team_agents (EncoreDb       *db,
                 EncoreProgress *progress,
                 gint64          team_id,
                 GError        **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT id, name FROM person WHERE team_id = ?1 AND deleted_at IS NULL AND roles & ?2",
                              error))
    return FALSE;

  encore_bind_int (&statement, team_id);
  encore_bind_int (&statement, ENCORE_ROLE_AGENT);
  while (encore_statement_next (&statement, &failure))
    {
      gint64 id = encore_read_int (&statement);
      g_autofree char *name = encore_read_text (&statement);

      find_row (progress->agents, id, name);
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static int
compare_openings (gconstpointer a,
                  gconstpointer b)
{
  const EncoreProgressRow *left = *(EncoreProgressRow *const *) a;
  const EncoreProgressRow *right = *(EncoreProgressRow *const *) b;
  int more = encore_tally_openings (&right->tally) - encore_tally_openings (&left->tally);

  return more != 0 ? more : g_utf8_collate (left->name, right->name);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const EncoreProgressRow *left = *(EncoreProgressRow *const *) a;
  const EncoreProgressRow *right = *(EncoreProgressRow *const *) b;

  return g_utf8_collate (left->name, right->name);
}

static int
compare_months (gconstpointer a,
                gconstpointer b)
{
  const EncoreProgressRow *left = *(EncoreProgressRow *const *) a;
  const EncoreProgressRow *right = *(EncoreProgressRow *const *) b;

  return (left->starts_at > right->starts_at) - (left->starts_at < right->starts_at);
}

static int
month_of (GPtrArray *months,
          guint      index)
{
  EncoreProgressRow *row = g_ptr_array_index (months, index);
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (row->starts_at / 1000);

  return g_date_time_get_year (start) * 12 + g_date_time_get_month (start) - 1;
}

static void
fill_months (GPtrArray *months)
{
  g_ptr_array_sort (months, compare_months);
  if (months->len == 0)
    return;

  int first = month_of (months, 0), last = month_of (months, months->len - 1);
  for (int month = first + 1; month < last && last - first <= MOST_MONTHS; month++)
    find_month (months, month);
  g_ptr_array_sort (months, compare_months);
}

/**
 * encore_db_progress:
 * @db: a connection
 * @scope: whose
 * @id: of the agent, team or scenario
 * @error: why it failed
 *
 * An opening counts for its own scenario, or else for that of its call. Months are those of
 * the call, in UTC.
 *
 * Returns: (transfer full): months oldest first, scenarios with most openings first, agents by name
 */
EncoreProgress *
encore_db_progress (EncoreDb   *db,
                    EncoreScope scope,
                    gint64      id,
                    GError    **error)
{
  g_autoptr (EncoreProgress) progress = encore_progress_new ();

  g_return_val_if_fail ((guint) scope < G_N_ELEMENTS (queries), NULL);

  if (!read_all (db, queries[scope].calls, progress, scope, id, add_calls, error)
      || !read_all (db, queries[scope].openings, progress, scope, id, add_openings, error)
      || (scope == ENCORE_SCOPE_TEAM && !add_team_agents (db, progress, id, error)))
    return NULL;

  fill_months (progress->months);
  g_ptr_array_sort (progress->scenarios, compare_openings);
  g_ptr_array_sort (progress->agents, compare_names);
  return g_steal_pointer (&progress);
}
