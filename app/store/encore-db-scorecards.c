/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-scorecards.h"

#include "encore-error.h"
#include "encore-objects-private.h"
#include "encore-parts-private.h"

#include <glib/gi18n.h>

/* Versions of one scorecard stand together, under the name of the newest published one. */
#define SELECT_SCORECARD                                                                                               \
  "SELECT s.id, s.uuid, s.family, s.version, s.status, s.name, s.description, s.starter, s.cap, s.goal,"               \
  " s.published_at, s.author_id, s.updated_at, a.name,"                                                                \
  " (SELECT count (*) FROM evaluation e WHERE e.scorecard_id = s.id AND e.deleted_at IS NULL),"                        \
  " first_value (s.name) OVER (PARTITION BY s.family ORDER BY s.version DESC) AS title"                                \
  " FROM scorecard s LEFT JOIN person a ON a.id = s.author_id WHERE s.deleted_at IS NULL"

static const EncorePart sections
    = ENCORE_PART ("scorecard_section", "scorecard_id", "position, key, name, guidance, weight", "?, ?, ?, ?, ?");
static const EncorePart criteria
    = ENCORE_PART ("criterion",
                   "scorecard_id",
                   "position, section, key, question, guidance, guidance_complex, class, judges, scale, low, high,"
                   " weight, allows_na, is_header, is_bonus, condition, condition_options, parent, value, pillar",
                   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?");
static const EncorePart options = ENCORE_PART ("criterion_option",
                                               "scorecard_id",
                                               "criterion, position, key, label, anchor, share, fails",
                                               "?, ?, ?, ?, ?, ?, ?");
static const EncorePart weights = ENCORE_PART ("scorecard_weight",
                                               "scorecard_id",
                                               "profile, key, scenario, scenario_name, weight",
                                               "?, ?, ?, ?, ?");

static void
bind_scorecard (EncoreStatement *statement,
                gpointer         object)
{
  EncoreScorecard *scorecard = object;

  /* The first version begins a family. */
  if (scorecard->family == NULL)
    scorecard->family = g_uuid_string_random ();

  encore_bind_text (statement, scorecard->family);
  encore_bind_int (statement, scorecard->version);
  encore_bind_int (statement, scorecard->status);
  encore_bind_name (statement, scorecard->name);
  encore_bind_text (statement, scorecard->description);
  encore_bind_text (statement, scorecard->starter);
  encore_bind_real (statement, scorecard->cap);
  encore_bind_real (statement, scorecard->goal);
  encore_bind_time (statement, scorecard->published_at);
  encore_bind_id (statement, scorecard->author_id);
}

static gpointer
read_scorecard (EncoreStatement *row)
{
  EncoreScorecard *scorecard = encore_scorecard_new ();

  scorecard->id = encore_read_int (row);
  scorecard->uuid = encore_read_text (row);
  scorecard->family = encore_read_text (row);
  scorecard->version = (int) encore_read_int (row);
  scorecard->status = (EncoreScorecardStatus) encore_read_int (row);
  scorecard->name = encore_read_text (row);
  scorecard->description = encore_read_text (row);
  scorecard->starter = encore_read_text (row);
  scorecard->cap = encore_read_real (row);
  scorecard->goal = encore_read_real (row);
  scorecard->published_at = encore_read_time (row);
  scorecard->author_id = encore_read_int (row);
  scorecard->updated_at = encore_read_int (row);
  scorecard->author_name = encore_read_text (row);
  scorecard->n_evaluations = (int) encore_read_int (row);
  return scorecard;
}

/* Writing the parts */

static gboolean
put_options (EncorePartWriter *writer,
             EncoreScorecard  *scorecard,
             GError          **error)
{
  int position = 0;

  if (!encore_part_writer_begin (writer, &options, error))
    return FALSE;

  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++, position++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          for (guint k = 0; k < criterion->options->len; k++)
            {
              EncoreOption *option = g_ptr_array_index (criterion->options, k);

              encore_part_writer_next (writer);
              encore_bind_int (&writer->statement, position);
              encore_bind_int (&writer->statement, k);
              encore_bind_text (&writer->statement, option->key);
              encore_bind_name (&writer->statement, option->label);
              encore_bind_text (&writer->statement, option->anchor);
              encore_bind_real (&writer->statement, option->share);
              encore_bind_int (&writer->statement, option->fails);
              if (!encore_part_writer_write (writer, error))
                return FALSE;
            }
        }
    }

  return encore_part_writer_end (writer, error);
}

static void
bind_criterion (EncoreStatement *statement,
                EncoreCriterion *criterion)
{
  encore_bind_text (statement, criterion->key);
  encore_bind_name (statement, criterion->question);
  encore_bind_text (statement, criterion->guidance);
  encore_bind_text (statement, criterion->guidance_complex);
  encore_bind_int (statement, criterion->class);
  encore_bind_int (statement, criterion->judges);
  encore_bind_int (statement, criterion->scale);
  encore_bind_real (statement, criterion->low);
  encore_bind_real (statement, criterion->high);
  encore_bind_real (statement, criterion->weight);
  encore_bind_int (statement, criterion->allows_na != FALSE);
  encore_bind_int (statement, criterion->is_header != FALSE);
  encore_bind_int (statement, criterion->is_bonus != FALSE);
  encore_bind_text (statement, criterion->condition);
  encore_bind_keys (statement, criterion->condition_options);
  encore_bind_text (statement, criterion->parent);
  encore_bind_text (statement, criterion->value);
  encore_bind_text (statement, criterion->pillar);
}

static gboolean
put_criteria (EncorePartWriter *writer,
              EncoreScorecard  *scorecard,
              GError          **error)
{
  int position = 0;

  if (!encore_part_writer_begin (writer, &criteria, error))
    return FALSE;

  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          encore_part_writer_next (writer);
          encore_bind_int (&writer->statement, position++);
          encore_bind_int (&writer->statement, i);
          bind_criterion (&writer->statement, g_ptr_array_index (section->criteria, j));
          if (!encore_part_writer_write (writer, error))
            return FALSE;
        }
    }

  return encore_part_writer_end (writer, error);
}

static gboolean
put_sections (EncorePartWriter *writer,
              EncoreScorecard  *scorecard,
              GError          **error)
{
  if (!encore_part_writer_begin (writer, &sections, error))
    return FALSE;

  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      encore_part_writer_next (writer);
      encore_bind_int (&writer->statement, i);
      encore_bind_text (&writer->statement, section->key);
      encore_bind_name (&writer->statement, section->name);
      encore_bind_text (&writer->statement, section->guidance);
      encore_bind_real (&writer->statement, section->weight);
      if (!encore_part_writer_write (writer, error))
        return FALSE;
    }

  return encore_part_writer_end (writer, error);
}

static gboolean
put_weight (EncorePartWriter    *writer,
            guint                position,
            const EncoreProfile *profile,
            const char          *key,
            double               weight,
            GError             **error)
{
  encore_part_writer_next (writer);
  encore_bind_int (&writer->statement, position);
  encore_bind_text (&writer->statement, key);
  encore_bind_text (&writer->statement, profile->scenario);
  encore_bind_text (&writer->statement, profile->scenario_name);
  encore_bind_real (&writer->statement, weight);
  return encore_part_writer_write (writer, error);
}

static gboolean
put_weights (EncorePartWriter *writer,
             EncoreScorecard  *scorecard,
             GError          **error)
{
  if (!encore_part_writer_begin (writer, &weights, error))
    return FALSE;

  for (guint i = 0; i < scorecard->profiles->len; i++)
    {
      EncoreProfile *profile = g_ptr_array_index (scorecard->profiles, i);
      GHashTableIter iter;
      gpointer key, weight;

      if (g_hash_table_size (profile->weights) == 0 && !put_weight (writer, i, profile, "", 0, error))
        return FALSE;

      g_hash_table_iter_init (&iter, profile->weights);
      while (g_hash_table_iter_next (&iter, &key, &weight))
        if (!put_weight (writer, i, profile, key, *(const double *) weight, error))
          return FALSE;
    }

  return encore_part_writer_end (writer, error);
}

static gboolean
delete_parts (EncoreDb *db,
              gint64    id,
              GError  **error)
{
  return encore_parts_run (db, "DELETE FROM scorecard_weight WHERE scorecard_id = ?", id, error)
         && encore_parts_run (db, "DELETE FROM criterion_option WHERE scorecard_id = ?", id, error)
         && encore_parts_run (db, "DELETE FROM criterion WHERE scorecard_id = ?", id, error)
         && encore_parts_run (db, "DELETE FROM scorecard_section WHERE scorecard_id = ?", id, error);
}

static gboolean
put_parts (EncoreDb *db,
           gpointer  object,
           gint64    id,
           GError  **error)
{
  EncoreScorecard *scorecard = object;
  gint64 is_sealed = encore_parts_number (db, "SELECT sealed FROM scorecard WHERE id = ?", id, error);
  g_auto (EncorePartWriter) writer = { .db = db, .owner = id, .is_sealed = is_sealed > 0, .rule = "sealed: scorecard" };

  if (is_sealed < 0 || (!writer.is_sealed && !delete_parts (db, id, error)) || !put_sections (&writer, scorecard, error)
      || !put_criteria (&writer, scorecard, error) || !put_options (&writer, scorecard, error)
      || !put_weights (&writer, scorecard, error))
    return FALSE;

  return writer.is_sealed || scorecard->status == ENCORE_SCORECARD_DRAFT
         || encore_parts_run (db, "UPDATE scorecard SET sealed = 1 WHERE id = ?", id, error);
}

const EncoreTable encore_table_scorecard = {
  .name = "scorecard",
  .get_type = encore_scorecard_get_type,
  .id = G_STRUCT_OFFSET (EncoreScorecard, id),
  .uuid = G_STRUCT_OFFSET (EncoreScorecard, uuid),
  .updated_at = G_STRUCT_OFFSET (EncoreScorecard, updated_at),
  .put_sql = "INSERT INTO scorecard (id, uuid, created_at, updated_at, family, version, status, name, description,"
             " starter, cap, goal, published_at, author_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, family = excluded.family, version = excluded.version, status = excluded.status,"
             " name = excluded.name, description = excluded.description, starter = excluded.starter,"
             " cap = excluded.cap, goal = excluded.goal, published_at = excluded.published_at,"
             " author_id = excluded.author_id RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("scorecard"),
  .bind = bind_scorecard,
  .put_parts = put_parts,
};

/* Reading the parts */

static EncoreSection *
read_section (EncoreScorecard *scorecard,
              EncoreStatement *row)
{
  g_autofree char *key = encore_read_text (row);
  g_autofree char *name = encore_read_text (row);
  EncoreSection *section = encore_scorecard_add_section (scorecard, key, name);

  section->guidance = encore_read_text (row);
  section->weight = encore_read_real (row);
  return section;
}

static EncoreCriterion *
read_criterion (EncoreStatement *row)
{
  g_autofree char *key = encore_read_text (row);
  g_autofree char *question = encore_read_text (row);
  EncoreCriterion *criterion = encore_criterion_new (key, question);

  criterion->guidance = encore_read_text (row);
  criterion->guidance_complex = encore_read_text (row);
  criterion->class = (EncoreCriterionClass) encore_read_int (row);
  criterion->judges = (EncoreJudges) encore_read_int (row);
  criterion->scale = (EncoreScale) encore_read_int (row);
  criterion->low = encore_read_real (row);
  criterion->high = encore_read_real (row);
  criterion->weight = encore_read_real (row);
  criterion->allows_na = encore_read_int (row) != 0;
  criterion->is_header = encore_read_int (row) != 0;
  criterion->is_bonus = encore_read_int (row) != 0;
  criterion->condition = encore_read_text (row);
  criterion->condition_options = encore_read_keys (row);
  criterion->parent = encore_read_text (row);
  criterion->value = encore_read_text (row);
  criterion->pillar = encore_read_text (row);
  return criterion;
}

static void
read_option (EncoreCriterion *criterion,
             EncoreStatement *row)
{
  g_autofree char *key = encore_read_text (row);
  g_autofree char *label = encore_read_text (row);
  EncoreOption *option = encore_criterion_add_option (criterion, encore_option_new (key, label, 0));

  option->anchor = encore_read_text (row);
  option->share = encore_read_real (row);
  option->fails = (EncoreFail) encore_read_int (row);
}

static void
add_section (EncoreScorecard *scorecard,
             GPtrArray       *flat,
             EncoreStatement *row)
{
  read_section (scorecard, row);
}

static void
add_criterion (EncoreScorecard *scorecard,
               GPtrArray       *flat,
               EncoreStatement *row)
{
  guint section = (guint) encore_read_int (row);

  /* The table says that there is one; a damaged file need not. */
  if (section >= scorecard->sections->len)
    return;

  EncoreCriterion *criterion = read_criterion (row);
  g_ptr_array_add (((EncoreSection *) g_ptr_array_index (scorecard->sections, section))->criteria, criterion);
  g_ptr_array_add (flat, criterion);
}

static void
add_option (EncoreScorecard *scorecard,
            GPtrArray       *flat,
            EncoreStatement *row)
{
  guint criterion = (guint) encore_read_int (row);

  if (criterion < flat->len)
    read_option (g_ptr_array_index (flat, criterion), row);
}

static void
add_weight (EncoreScorecard *scorecard,
            GPtrArray       *flat,
            EncoreStatement *row)
{
  g_autofree char *key = encore_read_text (row);
  g_autofree char *scenario = encore_read_text (row);
  g_autofree char *scenario_name = encore_read_text (row);
  EncoreProfile *profile = encore_scorecard_find_profile (scorecard, scenario);

  if (profile == NULL)
    profile = encore_scorecard_add_profile (scorecard, scenario, scenario_name);
  if (*key != '\0')
    encore_profile_set_weight (profile, key, encore_read_real (row));
}

static const struct
{
  const char *sql;
  void (*add) (EncoreScorecard *scorecard, GPtrArray *flat, EncoreStatement *row);
} readers[] = {
  { "SELECT key, name, guidance, weight FROM scorecard_section WHERE scorecard_id = ? ORDER BY position", add_section },
  { "SELECT section, key, question, guidance, guidance_complex, class, judges, scale, low, high, weight, allows_na,"
    " is_header, is_bonus, condition, condition_options, parent, value, pillar FROM criterion"
    " WHERE scorecard_id = ? ORDER BY position",
    add_criterion },
  { "SELECT criterion, key, label, anchor, share, fails FROM criterion_option WHERE scorecard_id = ?"
    " ORDER BY criterion, position",
    add_option },
  { "SELECT key, scenario, scenario_name, weight FROM scorecard_weight WHERE scorecard_id = ? ORDER BY profile, key",
    add_weight },
};

static gboolean
read_parts (EncoreDb        *db,
            EncoreScorecard *scorecard,
            GError         **error)
{
  g_autoptr (GPtrArray) flat = g_ptr_array_new ();
  g_autoptr (GError) failure = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_auto (EncoreStatement) statement = { NULL };

      if (!encore_statement_open (&statement, db, readers[i].sql, error))
        return FALSE;

      encore_bind_int (&statement, scorecard->id);
      while (encore_statement_next (&statement, &failure))
        readers[i].add (scorecard, flat, &statement);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }

  return TRUE;
}

static GPtrArray *
collect (EncoreDb   *db,
         const char *sql,
         gint64      id,
         GError    **error)
{
  g_autoptr (GPtrArray) scorecards = encore_db_collect (db, sql, read_scorecard, id, 0, error);

  for (guint i = 0; scorecards != NULL && i < scorecards->len; i++)
    if (!read_parts (db, g_ptr_array_index (scorecards, i), error))
      return NULL;

  return g_steal_pointer (&scorecards);
}

/**
 * encore_db_list_scorecards:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreScorecard): all versions of all, whole; by name, then drafts first,
 *   then the newest version
 */
GPtrArray *
encore_db_list_scorecards (EncoreDb *db,
                           GError  **error)
{
  return collect (db,
                  SELECT_SCORECARD " ORDER BY title COLLATE NOCASE, s.family, s.version = 0 DESC, s.version DESC,"
                                   " s.id",
                  0, error);
}

/**
 * encore_db_get_scorecard:
 * @db: a connection
 * @id: of a version
 * @error: %ENCORE_ERROR_MISSING when it is not there
 *
 * Returns: (transfer full): that version, whole
 */
EncoreScorecard *
encore_db_get_scorecard (EncoreDb *db,
                         gint64    id,
                         GError  **error)
{
  g_autoptr (GPtrArray) found = collect (db, SELECT_SCORECARD " AND s.id = ?1", id, error);

  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_object_ref (g_ptr_array_index (found, 0));

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("The scorecard is no longer in the library."));
  return NULL;
}
