/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-field.h"

#include <adwaita.h>

#include "encore-text-row.h"

typedef struct
{
  EncoreFieldApply apply;
  gpointer owner;
  char *saved;
} Field;

static GQuark
field_quark (void)
{
  return g_quark_from_static_string ("encore-field");
}

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->saved);
  g_free (field);
}

static Field *
get_field (GtkWidget *widget)
{
  return g_object_get_qdata (G_OBJECT (widget), field_quark ());
}

/**
 * encore_field_get:
 * @field: a field
 *
 * Returns: (transfer full): what is written there, without white space around it
 */
char *
encore_field_get (GtkWidget *field)
{
  char *text = ENCORE_IS_TEXT_ROW (field) ? encore_text_row_get_text (ENCORE_TEXT_ROW (field))
                                          : g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));

  return g_strstrip (text);
}

static void
write_text (GtkWidget  *field,
            const char *text)
{
  if (ENCORE_IS_TEXT_ROW (field))
    encore_text_row_set_text (ENCORE_TEXT_ROW (field), text);
  else
    gtk_editable_set_text (GTK_EDITABLE (field), text);
}

/**
 * encore_field_dirty:
 * @field: a field
 *
 * Returns: whether something is written there that has not been applied
 */
gboolean
encore_field_dirty (GtkWidget *field)
{
  g_autofree char *text = encore_field_get (field);

  return !g_str_equal (text, get_field (field)->saved);
}

/**
 * encore_field_base:
 * @field: a field
 * @text: (nullable): what the library holds
 *
 * Says what counts as saved and leaves alone what is written there.
 */
void
encore_field_base (GtkWidget  *field,
                   const char *text)
{
  Field *state = get_field (field);
  g_autofree char *saved = g_strdup (text != NULL ? text : "");

  g_strstrip (saved);
  g_free (state->saved);
  state->saved = g_steal_pointer (&saved);
}

/**
 * encore_field_reset:
 * @field: a field
 * @text: (nullable): what the library holds
 *
 * Shows @text, whatever was written there.
 */
void
encore_field_reset (GtkWidget  *field,
                    const char *text)
{
  encore_field_base (field, text);

  if (encore_field_dirty (field))
    write_text (field, text != NULL ? text : "");
}

/**
 * encore_field_set:
 * @field: a field
 * @text: (nullable): what the library holds
 *
 * Shows @text unless somebody has typed something else.
 */
void
encore_field_set (GtkWidget  *field,
                  const char *text)
{
  if (encore_field_dirty (field))
    encore_field_base (field, text);
  else
    encore_field_reset (field, text);
}

/**
 * encore_field_flush:
 * @field: a field
 *
 * Applies what was typed, as if the field were left.
 */
void
encore_field_flush (GtkWidget *field)
{
  Field *state = get_field (field);
  g_autofree char *text = encore_field_get (field);

  if (g_str_equal (text, state->saved))
    return;

  encore_field_base (field, text);
  state->apply (state->owner, field, text);
}

/**
 * encore_field_bind:
 * @field: a #GtkEditable or #EncoreTextRow
 * @apply: called with a new text when the field is left or Enter is pressed
 * @owner: passed to @apply; outlives @field
 *
 * Makes @field one that saves itself.
 */
void
encore_field_bind (GtkWidget       *field,
                   EncoreFieldApply apply,
                   gpointer         owner)
{
  Field *state = g_new0 (Field, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  state->apply = apply;
  state->owner = owner;
  g_object_set_qdata_full (G_OBJECT (field), field_quark (), state, field_free);
  state->saved = encore_field_get (field);

  g_signal_connect_object (focus, "leave", G_CALLBACK (encore_field_flush), field, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (field, focus);
  if (ADW_IS_ENTRY_ROW (field))
    g_signal_connect (field, "entry-activated", G_CALLBACK (encore_field_flush), NULL);
}
