/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EncoreChange:
 * @before: (nullable): the object as it was; %NULL when it is being made
 * @after: (nullable): as it shall be; %NULL when it is being deleted
 *
 * Both are of one domain type: team, person, facet, scenario, extra, model answer, moment,
 * call, recording, transcript, redaction, saved search, principle, scorecard, evaluation or dispute.
 */
typedef struct
{
  GObject *before;
  GObject *after;
} EncoreChange;

#define ENCORE_TYPE_EDIT (encore_edit_get_type ())
G_DECLARE_FINAL_TYPE (EncoreEdit, encore_edit, ENCORE, EDIT, GObject)

EncoreEdit         *encore_edit_new       (const char *label);
EncoreEdit         *encore_edit_new_change (const char *label,
                                           gpointer    before,
                                           gpointer    after);
void                encore_edit_add       (EncoreEdit *self,
                                           gpointer    before,
                                           gpointer    after);
const char         *encore_edit_get_label (EncoreEdit *self);
guint               encore_edit_get_length (EncoreEdit *self);
const EncoreChange *encore_edit_get       (EncoreEdit *self,
                                           guint       index);
EncoreEdit         *encore_edit_invert    (EncoreEdit *self);
void                encore_edit_set_lasting (EncoreEdit *self);     /* never to be undone: published, submitted, answered */
gboolean            encore_edit_is_lasting (EncoreEdit *self);
void                encore_edit_set_person (EncoreEdit *self,      /* who writes it, or 0 */
                                           gint64      person_id);
gint64              encore_edit_get_person (EncoreEdit *self);

G_END_DECLS
