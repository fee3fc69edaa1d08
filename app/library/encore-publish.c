/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-publish.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-text.h"

/* Checking */

static gboolean
check (EncoreScorecard *draft,
       GError         **error)
{
  g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (draft);

  if (draft->status != ENCORE_SCORECARD_DRAFT || draft->id == 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“%s” is not a draft: it cannot be published."),
                   draft->name);
      return FALSE;
    }
  if (problems->len > 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“%s” cannot be published yet. %s"), draft->name,
                   (const char *) g_ptr_array_index (problems, 0));
      return FALSE;
    }

  return TRUE;
}

/* Its number, after the highest of its family, and when it was. */
static EncoreEdit *
make_edit (EncoreScorecard *draft,
           GPtrArray       *versions)
{
  g_autoptr (EncoreScorecard) after = encore_scorecard_copy (draft);
  EncoreEdit *edit;

  for (guint i = 0; i < versions->len; i++)
    {
      EncoreScorecard *other = g_ptr_array_index (versions, i);

      if (g_strcmp0 (other->family, draft->family) == 0)
        after->version = MAX (after->version, other->version);
    }
  after->version++;
  after->status = ENCORE_SCORECARD_PUBLISHED;
  after->published_at = encore_text_now ();

  edit = encore_edit_new_change (_ ("Publish scorecard"), draft, after);
  encore_edit_set_lasting (edit);
  return edit;
}

static EncoreScorecard *
get_version (EncoreEdit *edit)
{
  return g_object_ref (ENCORE_SCORECARD (encore_edit_get (edit, 0)->after));
}

/**
 * encore_publish:
 * @library: a library
 * @draft: as it holds it
 * @error: %ENCORE_ERROR_INVALID when something keeps it from being published
 *
 * Returns: (transfer full) (nullable): the version that it is now
 */
EncoreScorecard *
encore_publish (EncoreLibrary   *library,
                EncoreScorecard *draft,
                GError         **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library) && ENCORE_IS_SCORECARD (draft), NULL);

  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (EncoreEdit) edit = NULL;

  if (!check (draft, error))
    return NULL;

  versions = encore_library_list (library, ENCORE_LISTING_SCORECARDS, 0, error);
  if (versions == NULL)
    return NULL;

  edit = make_edit (draft, versions);
  return encore_library_commit (library, edit, error) ? get_version (edit) : NULL;
}

/* The same without waiting */

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  EncoreEdit *edit = g_object_get_data (G_OBJECT (task), "edit");

  if (encore_library_commit_finish (ENCORE_LIBRARY (source), result, &error))
    g_task_return_pointer (task, get_version (edit), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);
  EncoreEdit *edit;

  if (versions == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  edit = make_edit (g_task_get_task_data (task), versions);
  g_object_set_data_full (G_OBJECT (task), "edit", edit, g_object_unref);
  encore_library_commit_async (ENCORE_LIBRARY (source), edit, NULL, on_committed, g_steal_pointer (&task));
}

/**
 * encore_publish_async:
 * @library: a library
 * @draft: as it holds it: all of it saved
 * @callback: called when it is a version, or not
 * @user_data: for @callback
 *
 * Makes @draft the next version of its family.
 */
void
encore_publish_async (EncoreLibrary      *library,
                      EncoreScorecard    *draft,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library) && ENCORE_IS_SCORECARD (draft));

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, encore_publish_async);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  if (!check (draft, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    encore_library_list_async (library, ENCORE_LISTING_SCORECARDS, 0, NULL, on_listed, g_steal_pointer (&task));
}

/**
 * encore_publish_finish:
 * @library: a library
 * @result: of encore_publish_async()
 * @error: %ENCORE_ERROR_INVALID when something keeps it from being published
 *
 * Returns: (transfer full) (nullable): the version that it is now
 */
EncoreScorecard *
encore_publish_finish (EncoreLibrary *library,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * encore_publish_retire:
 * @version: a published version, or a retired one
 *
 * Returns: (transfer full): what takes it out of use for new evaluations, or back into it
 */
EncoreEdit *
encore_publish_retire (EncoreScorecard *version)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (version) && version->status != ENCORE_SCORECARD_DRAFT, NULL);

  g_autoptr (EncoreScorecard) after = encore_scorecard_copy (version);
  gboolean retire = version->status == ENCORE_SCORECARD_PUBLISHED;

  after->status = retire ? ENCORE_SCORECARD_RETIRED : ENCORE_SCORECARD_PUBLISHED;
  return encore_edit_new_change (retire ? _ ("Retire scorecard") : _ ("Offer scorecard again"), version, after);
}

/**
 * encore_publish_discard:
 * @draft: a draft
 *
 * Returns: (transfer full): what deletes it
 */
EncoreEdit *
encore_publish_discard (EncoreScorecard *draft)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (draft) && draft->status == ENCORE_SCORECARD_DRAFT, NULL);

  return encore_edit_new_change (_ ("Delete draft"), draft, NULL);
}
