/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-starters.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-scorecard-json.h"
#include "starters-resource.h"

#define FOLDER "/org/encorecoach/Encore/scorecards/"

/* In the order in which they are offered. */
static const char *const starters[] = {
  "above-and-beyond", "brand-promise", "brand-values",    "three-impacts",
  "four-dimensions",  "carousel",      "support-quality",
};

/**
 * encore_starters_read:
 * @id: of a starter
 * @length: (out) (optional): its size in bytes
 *
 * Returns: (transfer full) (nullable): its JSON, ended by NUL; %NULL when there is no such starter
 */
char *
encore_starters_read (const char *id,
                      gsize      *length)
{
  g_return_val_if_fail (id != NULL, NULL);

  g_autofree char *path = g_strconcat (FOLDER, id, ".json", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (encore_starters_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    return NULL;
  if (length != NULL)
    *length = g_bytes_get_size (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
has_uuid (GPtrArray       *principles,
          EncorePrinciple *principle)
{
  for (guint i = 0; i < principles->len; i++)
    if (g_strcmp0 (((EncorePrinciple *) g_ptr_array_index (principles, i))->uuid, principle->uuid) == 0)
      return TRUE;

  return FALSE;
}

static void
take_principles (GPtrArray *all,
                 GPtrArray *some)
{
  for (guint i = 0; i < some->len; i++)
    if (!has_uuid (all, g_ptr_array_index (some, i)))
      g_ptr_array_add (all, g_object_ref (g_ptr_array_index (some, i)));
}

static EncoreScorecard *
read_starter (const char *id,
              GPtrArray  *principles,
              GError    **error)
{
  gsize length;
  g_autofree char *text = encore_starters_read (id, &length);
  g_autoptr (GPtrArray) some = NULL;

  if (text == NULL)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("There is no starter “%s”."), id);
      return NULL;
    }

  EncoreScorecard *scorecard = encore_scorecard_from_json (text, (gssize) length, &some, NULL, error);

  if (scorecard == NULL)
    return NULL;

  g_free (scorecard->starter);
  scorecard->starter = g_strdup (id);
  take_principles (principles, some);
  return scorecard;
}

/**
 * encore_starters_list:
 * @principles: (out) (optional) (transfer full) (element-type EncorePrinciple): what their criteria are linked to
 * @error: return location
 *
 * Reads and parses all of them: for job threads.
 *
 * Returns: (transfer full) (element-type EncoreScorecard) (nullable): in the order in which they are offered
 */
GPtrArray *
encore_starters_list (GPtrArray **principles,
                      GError    **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (starters); i++)
    {
      EncoreScorecard *scorecard = read_starter (starters[i], all, error);

      if (scorecard == NULL)
        return NULL;
      g_ptr_array_add (list, scorecard);
    }

  if (principles != NULL)
    *principles = g_steal_pointer (&all);
  return g_steal_pointer (&list);
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *principles = NULL;
  GPtrArray *list = encore_starters_list (&principles, &error);

  if (list == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_set_task_data (task, principles, (GDestroyNotify) g_ptr_array_unref);
  g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * encore_starters_list_async:
 * @cancellable: (nullable): to stop waiting
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * As encore_starters_list().
 */
void
encore_starters_list_async (GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, encore_starters_list_async);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
encore_starters_list_finish (GAsyncResult *result,
                             GPtrArray   **principles,
                             GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, encore_starters_list_async), NULL);

  GTask *task = G_TASK (result);
  GPtrArray *list = g_task_propagate_pointer (task, error);

  if (list != NULL && principles != NULL)
    *principles = g_ptr_array_ref (g_task_get_task_data (task));
  return list;
}
