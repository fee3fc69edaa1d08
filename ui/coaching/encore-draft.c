/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-draft.h"

#include "progress/encore-save.h"

/* What is typed is saved when one stops for so long. */
#define PAUSE_MS 700

struct _EncoreDraft
{
  GObject parent_instance;

  EncoreLibrary *library;
  GtkWidget *window;       /* weak: where errors are said */
  EncoreScorecard *card;   /* as it is on screen; NULL until taken */
  EncoreScorecard *before; /* as it was before what is not saved yet; NULL: all is saved or being saved */
  char *label;             /* of what is not saved yet */
  char *field;             /* (nullable): which part of it changed */
  guint pause;
  guint saving;
  GPtrArray *principles; /* of EncorePrinciple */
  GPtrArray *scenarios;  /* of EncoreScenario */
};

G_DEFINE_FINAL_TYPE (EncoreDraft, encore_draft, G_TYPE_OBJECT)

enum
{
  CHANGED,
  STALE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Saving */

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EncoreDraft) self = user_data;
  g_autoptr (GError) error = NULL;

  self->saving--;
  if (encore_library_commit_finish (ENCORE_LIBRARY (source), result, &error))
    return;

  if (self->window != NULL)
    {
      g_autofree char *reason = encore_save_reason (error);

      encore_save_toast (self->window, reason);
    }
  g_signal_emit (self, signals[STALE], 0);
}

/**
 * encore_draft_flush:
 * @self: a draft
 *
 * Saves what has been changed so far.
 */
void
encore_draft_flush (EncoreDraft *self)
{
  g_return_if_fail (ENCORE_IS_DRAFT (self));

  g_autoptr (EncoreScorecard) before = g_steal_pointer (&self->before);
  g_autoptr (EncoreEdit) edit = NULL;

  g_clear_handle_id (&self->pause, g_source_remove);
  if (before == NULL)
    return;

  edit = encore_edit_new_change (self->label, before, self->card);
  self->saving++;
  encore_library_commit_async (self->library, edit, NULL, on_committed, g_object_ref (self));
}

static gboolean
on_pause (gpointer user_data)
{
  EncoreDraft *self = user_data;

  self->pause = 0;
  encore_draft_flush (self);
  return G_SOURCE_REMOVE;
}

/**
 * encore_draft_begin:
 * @self: a draft
 * @label: what is done, translated, for "Undo"
 * @field: (nullable): which part is changed; %NULL: it is saved at once
 *
 * Returns: (transfer none): the scorecard, to be changed until encore_draft_end()
 */
EncoreScorecard *
encore_draft_begin (EncoreDraft *self,
                    const char  *label,
                    const char  *field)
{
  g_return_val_if_fail (ENCORE_IS_DRAFT (self) && self->card != NULL, NULL);

  if (field == NULL || g_strcmp0 (field, self->field) != 0)
    encore_draft_flush (self);

  if (self->before == NULL)
    {
      self->before = g_steal_pointer (&self->card);
      self->card = encore_scorecard_copy (self->before);
    }

  g_free (self->label);
  self->label = g_strdup (label);
  g_free (self->field);
  self->field = g_strdup (field);
  return self->card;
}

/**
 * encore_draft_end:
 * @self: a draft
 *
 * Shows what was changed since encore_draft_begin() and saves it, at the latest when nothing more comes.
 */
void
encore_draft_end (EncoreDraft *self)
{
  g_return_if_fail (ENCORE_IS_DRAFT (self) && self->before != NULL);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->field == NULL)
    encore_draft_flush (self);
  else
    self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What it is about */

/**
 * encore_draft_take:
 * @self: a draft
 * @scorecard: as the library holds it
 *
 * Another scorecard is opened at once; of the same one nothing is taken while a change is still to be saved.
 *
 * Returns: whether it is another one
 */
gboolean
encore_draft_take (EncoreDraft     *self,
                   EncoreScorecard *scorecard)
{
  g_return_val_if_fail (ENCORE_IS_DRAFT (self), FALSE);

  gboolean other = self->card == NULL || self->card->id != scorecard->id;

  if (other)
    encore_draft_flush (self);
  if (self->card == scorecard || (!other && (self->saving > 0 || self->before != NULL)))
    return FALSE;

  g_set_object (&self->card, scorecard);
  g_signal_emit (self, signals[CHANGED], 0);
  return other;
}

EncoreScorecard *
encore_draft_get (EncoreDraft *self)
{
  g_return_val_if_fail (ENCORE_IS_DRAFT (self), NULL);

  return self->card;
}

EncoreLibrary *
encore_draft_get_library (EncoreDraft *self)
{
  g_return_val_if_fail (ENCORE_IS_DRAFT (self), NULL);

  return self->library;
}

static void
take_array (EncoreDraft *self,
            GPtrArray  **slot,
            GPtrArray   *array)
{
  g_ptr_array_ref (array);
  g_ptr_array_unref (*slot);
  *slot = array;
  if (self->card != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
encore_draft_set_principles (EncoreDraft *self,
                             GPtrArray   *principles)
{
  g_return_if_fail (ENCORE_IS_DRAFT (self) && principles != NULL);

  take_array (self, &self->principles, principles);
}

GPtrArray *
encore_draft_get_principles (EncoreDraft *self)
{
  g_return_val_if_fail (ENCORE_IS_DRAFT (self), NULL);

  return self->principles;
}

void
encore_draft_set_scenarios (EncoreDraft *self,
                            GPtrArray   *scenarios)
{
  g_return_if_fail (ENCORE_IS_DRAFT (self) && scenarios != NULL);

  take_array (self, &self->scenarios, scenarios);
}

GPtrArray *
encore_draft_get_scenarios (EncoreDraft *self)
{
  g_return_val_if_fail (ENCORE_IS_DRAFT (self), NULL);

  return self->scenarios;
}

/* Set-up */

static void
encore_draft_finalize (GObject *object)
{
  EncoreDraft *self = ENCORE_DRAFT (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->card);
  g_clear_object (&self->before);
  g_clear_object (&self->library);
  g_ptr_array_unref (self->principles);
  g_ptr_array_unref (self->scenarios);
  g_free (self->label);
  g_free (self->field);

  G_OBJECT_CLASS (encore_draft_parent_class)->finalize (object);
}

static void
encore_draft_class_init (EncoreDraftClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = encore_draft_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STALE] = g_signal_new ("stale", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
encore_draft_init (EncoreDraft *self)
{
  self->principles = g_ptr_array_new ();
  self->scenarios = g_ptr_array_new ();
}

/**
 * encore_draft_new:
 * @library: where it is saved
 * @window: a widget in the window that is told of errors
 *
 * Returns: (transfer full): no draft yet
 */
EncoreDraft *
encore_draft_new (EncoreLibrary *library,
                  GtkWidget     *window)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  EncoreDraft *self = g_object_new (ENCORE_TYPE_DRAFT, NULL);

  self->library = g_object_ref (library);
  g_set_weak_pointer (&self->window, window);
  return self;
}
