/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EncoreNoteEntry:
 *
 * A few lines of free text. Enter emits "activate", Shift+Enter breaks the line, Escape emits
 * "cancel", leaving the field with changed text emits "commit".
 */
#define ENCORE_TYPE_NOTE_ENTRY (encore_note_entry_get_type ())
G_DECLARE_FINAL_TYPE (EncoreNoteEntry, encore_note_entry, ENCORE, NOTE_ENTRY, GtkTextView)

GtkWidget *encore_note_entry_new        (const char      *placeholder);
char      *encore_note_entry_get_text   (EncoreNoteEntry *self);
void       encore_note_entry_set_text   (EncoreNoteEntry *self,
                                         const char      *text);
gboolean   encore_note_entry_is_changed (EncoreNoteEntry *self);

G_END_DECLS
