/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redacted-private.h"

static void
mask (GPtrArray *redactions,
      char     **text)
{
  char *masked = encore_redactions_mask_note (redactions, *text);

  g_free (*text);
  *text = masked;
}

static void
mask_answer (GPtrArray    *redactions,
             EncoreAnswer *answer)
{
  mask (redactions, &answer->text);
  mask (redactions, &answer->comment);
}

gboolean
encore_redacted_evaluation (EncoreDb         *db,
                            EncoreEvaluation *evaluation,
                            GError          **error)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, evaluation->call_id, error);

  if (redactions == NULL)
    return FALSE;
  if (redactions->len == 0)
    return TRUE;

  mask (redactions, &evaluation->reason);
  mask (redactions, &evaluation->comment);
  mask (redactions, &evaluation->proposal);
  for (guint i = 0; i < evaluation->answers->len; i++)
    mask_answer (redactions, g_ptr_array_index (evaluation->answers, i));
  return TRUE;
}

gboolean
encore_redacted_dispute (EncoreDb      *db,
                         EncoreDispute *dispute,
                         gint64         call_id,
                         GError       **error)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, call_id, error);

  if (redactions == NULL)
    return FALSE;
  if (redactions->len == 0)
    return TRUE;

  mask (redactions, &dispute->reason);
  mask (redactions, &dispute->reply);
  mask_answer (redactions, dispute->proposed);
  return TRUE;
}

void
encore_unredacted_text (GPtrArray  *redactions,
                        char      **text,
                        const char *stored)
{
  char *full = encore_redactions_unmask_note (redactions, stored, *text);

  g_free (*text);
  *text = full;
}

void
encore_unredacted_answer (GPtrArray          *redactions,
                          EncoreAnswer       *answer,
                          const EncoreAnswer *stored)
{
  if (stored == NULL)
    return;

  encore_unredacted_text (redactions, &answer->text, stored->text);
  encore_unredacted_text (redactions, &answer->comment, stored->comment);
}
