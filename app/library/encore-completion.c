/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-completion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-db.h"
#include "encore-library-private.h"
#include "encore-text.h"
#include "encore-word.h"

/* Nobody reads more of them. */
#define MOST_COMPLETIONS 12

#define MONTHS_BACK 5

G_DEFINE_FINAL_TYPE (EncoreCompletion, encore_completion, G_TYPE_OBJECT)

static void
encore_completion_finalize (GObject *object)
{
  EncoreCompletion *self = ENCORE_COMPLETION (object);

  g_free (self->value);
  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (encore_completion_parent_class)->finalize (object);
}

static void
encore_completion_class_init (EncoreCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_completion_finalize;
}

static void
encore_completion_init (EncoreCompletion *self)
{
}

/* What is being completed, and what has been found. */
typedef struct
{
  EncoreFilter filter;
  char *typed;  /* as the user wrote it */
  char *folded; /* its words */
  GPtrArray *found;
} Request;

static Request *
request_new (const EncoreQueryPart *part)
{
  Request *request = g_new0 (Request, 1);

  request->filter = part->filter;
  request->typed = g_strdup (part->typed);
  request->folded = encore_words_join (part->typed);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->typed);
  g_free (request->folded);
  g_free (request);
}

static gboolean
is_full (const Request *request)
{
  return request->found->len >= MOST_COMPLETIONS;
}

/* Whether what was typed stands at the beginning of one of its words. */
static gboolean
fits (const Request *request,
      const char    *text)
{
  g_autofree char *folded = text != NULL ? encore_words_join (text) : g_strdup ("");
  const char *at = strstr (folded, request->folded);

  while (at != NULL && at > folded && at[-1] != ' ')
    at = strstr (at + 1, request->folded);

  return at != NULL;
}

static void
add (Request     *request,
     EncoreFilter filter,
     const char  *value,
     const char  *title,
     const char  *detail)
{
  EncoreCompletion *completion = g_object_new (ENCORE_TYPE_COMPLETION, NULL);

  completion->filter = filter;
  completion->value = g_strdup (value);
  completion->title = g_strdup (title);
  completion->detail = g_strdup (detail);
  g_ptr_array_add (request->found, completion);
}

static void
add_filters (Request *request)
{
  g_autofree char *typed = g_ascii_strdown (request->typed, -1);

  for (int i = ENCORE_FILTER_AGENT; i < ENCORE_N_FILTERS; i++)
    if (g_str_has_prefix (encore_filter_to_id ((EncoreFilter) i), typed))
      {
        g_autofree char *title = g_strconcat (encore_filter_to_id ((EncoreFilter) i), ":", NULL);

        add (request, (EncoreFilter) i, NULL, title, encore_filter_to_label ((EncoreFilter) i));
      }
}

static gboolean
add_agents (EncoreDb *db,
            Request  *request,
            GError  **error)
{
  g_autoptr (GPtrArray) people = encore_db_list_people (db, 0, error);

  for (guint i = 0; people != NULL && i < people->len && !is_full (request); i++)
    {
      EncorePerson *person = people->pdata[i];

      if ((person->roles & ENCORE_ROLE_AGENT) != 0 && fits (request, person->name))
        add (request, request->filter, person->name, person->name, person->team_name);
    }

  return people != NULL;
}

static gboolean
add_scenarios (EncoreDb *db,
               Request  *request,
               GError  **error)
{
  g_autoptr (GPtrArray) scenarios = encore_db_list_scenarios (db, error);

  for (guint i = 0; scenarios != NULL && i < scenarios->len && !is_full (request); i++)
    {
      EncoreScenario *scenario = scenarios->pdata[i];
      g_autofree char *calls = g_strdup_printf (ngettext ("%d call", "%d calls", (gulong) scenario->n_calls),
                                                scenario->n_calls);

      if (fits (request, scenario->name))
        add (request, request->filter, scenario->name, scenario->name, calls);
    }

  return scenarios != NULL;
}

static gboolean
add_texts (Request   *request,
           GPtrArray *texts)
{
  for (guint i = 0; texts != NULL && i < texts->len && !is_full (request); i++)
    add (request, request->filter, texts->pdata[i], texts->pdata[i], NULL);

  g_clear_pointer (&texts, g_ptr_array_unref);
  return TRUE;
}

static gboolean
add_moments (EncoreDb *db,
             Request  *request,
             GError  **error)
{
  static const EncoreOutcome outcomes[] = { ENCORE_OUTCOME_MISSED, ENCORE_OUTCOME_PARTLY, ENCORE_OUTCOME_TAKEN };
  g_autoptr (GPtrArray) types = encore_db_list_moment_types (db, error);

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      const char *id = encore_outcome_to_id (outcomes[i]);
      const char *label = encore_outcome_to_label (outcomes[i]);

      if (fits (request, id) || fits (request, label))
        add (request, request->filter, id, label, id);
    }
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      EncoreMomentType *type = types->pdata[i];

      if (fits (request, type->name) || fits (request, type->id))
        add (request, request->filter, type->id, type->name, type->id);
    }
  if (fits (request, "any"))
    add (request, request->filter, "any", _ ("Any moment"), "any");

  return types != NULL;
}

static void
add_day (Request    *request,
         GDateTime  *day,
         const char *format,
         const char *title)
{
  g_autofree char *value = g_date_time_format (day, format);
  g_autofree char *name = title != NULL ? g_strdup (title) : g_date_time_format (day, "%B %Y");

  if (g_str_has_prefix (value, request->typed) || (*request->folded != '\0' && fits (request, name)))
    add (request, request->filter, value, name, value);
}

static void
add_days (Request *request)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (today, -1);
  g_autoptr (GDateTime) monday = g_date_time_add_days (today, 1 - g_date_time_get_day_of_week (today));
  g_autoptr (GDateTime) last_year = g_date_time_add_years (today, -1);

  add_day (request, today, "%Y-%m-%d", _ ("Today"));
  add_day (request, yesterday, "%Y-%m-%d", _ ("Yesterday"));
  add_day (request, monday, "%Y-%m-%d", _ ("This week’s Monday"));
  for (int i = 0; i <= MONTHS_BACK; i++)
    {
      g_autoptr (GDateTime) month = g_date_time_add_months (today, -i);

      add_day (request, month, "%Y-%m", NULL);
    }
  add_day (request, today, "%Y", _ ("This year"));
  add_day (request, last_year, "%Y", _ ("Last year"));
}

static gboolean
add_all (EncoreDb *db,
         Request  *request,
         GError  **error)
{
  GPtrArray *texts;

  switch (request->filter)
    {
    case ENCORE_FILTER_AGENT:
      return add_agents (db, request, error);
    case ENCORE_FILTER_SCENARIO:
      return add_scenarios (db, request, error);
    case ENCORE_FILTER_CUSTOMER:
      texts = encore_db_list_customers (db, request->typed, MOST_COMPLETIONS, error);
      return texts != NULL && add_texts (request, texts);
    case ENCORE_FILTER_QUEUE:
      texts = encore_db_list_queues (db, request->typed, MOST_COMPLETIONS, error);
      return texts != NULL && add_texts (request, texts);
    case ENCORE_FILTER_MOMENT:
      return add_moments (db, request, error);
    case ENCORE_FILTER_AFTER:
    case ENCORE_FILTER_BEFORE:
      add_days (request);
      return TRUE;
    default:
      add_filters (request);
      return TRUE;
    }
}

static gpointer
answer (EncoreDb     *db,
        gpointer      user_data,
        GCancellable *cancellable,
        GError      **error)
{
  Request *request = user_data;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  request->found = found;
  return add_all (db, request, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * encore_library_complete_async:
 * @self: a library
 * @part: what is being typed
 * @cancellable: (nullable): to give up, as when the user types on
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks for what may be meant: the filters whose name begins so, or the values the library has for one.
 */
void
encore_library_complete_async (EncoreLibrary         *self,
                               const EncoreQueryPart *part,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (self));
  g_return_if_fail (part != NULL);

  encore_library_run_async (self, ENCORE_LANE_READ, answer, request_new (part), request_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
encore_library_complete_finish (EncoreLibrary *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return encore_library_run_finish (self, result, error);
}

GPtrArray *
encore_library_complete (EncoreLibrary         *self,
                         const EncoreQueryPart *part,
                         GError               **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  Request *request = request_new (part);
  GPtrArray *found = encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, answer, request, NULL, error);

  request_free (request);
  return found;
}
