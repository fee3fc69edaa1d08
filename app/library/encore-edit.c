/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-edit.h"

/**
 * EncoreEdit:
 *
 * One thing the user did, as pairs of before and after. Whatever can be written this way can be
 * undone: the inverse is the same pairs, turned round.
 */
struct _EncoreEdit
{
  GObject parent_instance;

  char *label;
  GArray *changes; /* of EncoreChange */
  gint64 person_id;
  gboolean is_lasting;
};

G_DEFINE_FINAL_TYPE (EncoreEdit, encore_edit, G_TYPE_OBJECT)

static void
clear_change (gpointer data)
{
  EncoreChange *change = data;

  g_clear_object (&change->before);
  g_clear_object (&change->after);
}

static void
encore_edit_finalize (GObject *object)
{
  EncoreEdit *self = ENCORE_EDIT (object);

  g_free (self->label);
  g_array_unref (self->changes);

  G_OBJECT_CLASS (encore_edit_parent_class)->finalize (object);
}

static void
encore_edit_class_init (EncoreEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_edit_finalize;
}

static void
encore_edit_init (EncoreEdit *self)
{
  self->changes = g_array_new (FALSE, TRUE, sizeof (EncoreChange));
  g_array_set_clear_func (self->changes, clear_change);
}

/**
 * encore_edit_new:
 * @label: what it does, translated, such as "Delete moment"
 *
 * Returns: (transfer full): an edit without changes
 */
EncoreEdit *
encore_edit_new (const char *label)
{
  EncoreEdit *self = g_object_new (ENCORE_TYPE_EDIT, NULL);

  self->label = g_strdup (label);
  return self;
}

/**
 * encore_edit_new_change:
 * @label: what it does, translated
 * @before: (nullable): the object as it was
 * @after: (nullable): as it shall be
 *
 * Returns: (transfer full): an edit with one change
 */
EncoreEdit *
encore_edit_new_change (const char *label,
                        gpointer    before,
                        gpointer    after)
{
  EncoreEdit *self = encore_edit_new (label);

  encore_edit_add (self, before, after);
  return self;
}

/**
 * encore_edit_add:
 * @self: an edit that has not been committed
 * @before: (nullable) (transfer none): the object as it was; %NULL to make one
 * @after: (nullable) (transfer none): as it shall be; %NULL to delete it
 */
void
encore_edit_add (EncoreEdit *self,
                 gpointer    before,
                 gpointer    after)
{
  g_return_if_fail (ENCORE_IS_EDIT (self));
  g_return_if_fail (before != NULL || after != NULL);
  g_return_if_fail (before == NULL || after == NULL || G_OBJECT_TYPE (before) == G_OBJECT_TYPE (after));

  EncoreChange change = {
    before != NULL ? g_object_ref (before) : NULL,
    after != NULL ? g_object_ref (after) : NULL,
  };

  g_array_append_val (self->changes, change);
}

const char *
encore_edit_get_label (EncoreEdit *self)
{
  g_return_val_if_fail (ENCORE_IS_EDIT (self), NULL);

  return self->label;
}

guint
encore_edit_get_length (EncoreEdit *self)
{
  g_return_val_if_fail (ENCORE_IS_EDIT (self), 0);

  return self->changes->len;
}

/**
 * encore_edit_get:
 * @self: an edit
 * @index: below its length
 *
 * Returns: (transfer none): the change
 */
const EncoreChange *
encore_edit_get (EncoreEdit *self,
                 guint       index)
{
  g_return_val_if_fail (ENCORE_IS_EDIT (self), NULL);
  g_return_val_if_fail (index < self->changes->len, NULL);

  return &g_array_index (self->changes, EncoreChange, index);
}

/**
 * encore_edit_invert:
 * @self: an edit
 *
 * Returns: (transfer full): the edit that undoes it, last change first
 */
EncoreEdit *
encore_edit_invert (EncoreEdit *self)
{
  g_return_val_if_fail (ENCORE_IS_EDIT (self), NULL);

  EncoreEdit *inverse = encore_edit_new (self->label);

  for (guint i = self->changes->len; i > 0; i--)
    {
      const EncoreChange *change = encore_edit_get (self, i - 1);

      encore_edit_add (inverse, change->after, change->before);
    }

  return inverse;
}

/**
 * encore_edit_set_lasting:
 * @self: an edit that has not been committed
 *
 * It is not for undoing: what it changes stays so, and earlier edits of the same objects are not for undoing any more
 * either.
 */
void
encore_edit_set_lasting (EncoreEdit *self)
{
  g_return_if_fail (ENCORE_IS_EDIT (self));

  self->is_lasting = TRUE;
}

gboolean
encore_edit_is_lasting (EncoreEdit *self)
{
  g_return_val_if_fail (ENCORE_IS_EDIT (self), FALSE);

  return self->is_lasting;
}

void
encore_edit_set_person (EncoreEdit *self,
                        gint64      person_id)
{
  g_return_if_fail (ENCORE_IS_EDIT (self));

  self->person_id = person_id;
}

gint64
encore_edit_get_person (EncoreEdit *self)
{
  g_return_val_if_fail (ENCORE_IS_EDIT (self), 0);

  return self->person_id;
}
