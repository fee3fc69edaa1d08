/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ENCORE_SHORTCUTS_LISTENING, /* the playhead */
  ENCORE_SHORTCUTS_SOUND,     /* speed, loop */
  ENCORE_SHORTCUTS_VIEW,
  ENCORE_SHORTCUTS_PEDALS,
  ENCORE_SHORTCUTS_MARKING,
  ENCORE_SHORTCUTS_EVALUATING, /* while the scorecard has the focus: there these come before the same keys elsewhere */
  ENCORE_SHORTCUTS_CORRECTING, /* the transcript */
  ENCORE_SHORTCUTS_PLAYLIST,  /* moments across calls */
  ENCORE_SHORTCUTS_NAVIGATION,
  ENCORE_SHORTCUTS_GENERAL,
  ENCORE_SHORTCUTS_N_GROUPS
} EncoreShortcutGroup;

/**
 * EncoreShortcut:
 *
 * One line of the table in encore-shortcuts.c: the only place where keys are given to actions.
 */
typedef struct
{
  EncoreShortcutGroup group;
  const char *name;    /* stays the same for ever: what a user's choice is kept under */
  const char *title;   /* to be translated */
  const char *action;  /* NULL: a key of the toolkit's own, which is shown and cannot be changed */
  const char *target;  /* as GVariant text, or NULL */
  const char *accels;  /* the usual ones, separated by spaces; may be "" */
  const char *release; /* action when the key is let go, or NULL; with one, a held key is heard once */
} EncoreShortcut;

#define ENCORE_TYPE_SHORTCUTS (encore_shortcuts_get_type ())
G_DECLARE_FINAL_TYPE (EncoreShortcuts, encore_shortcuts, ENCORE, SHORTCUTS, GObject)

/* Signals: "changed" (), when a key has been given to or taken from an action. */
EncoreShortcuts      *encore_shortcuts_get_default  (void);
void                  encore_shortcuts_set_settings (EncoreShortcuts      *self,
                                                     GSettings            *settings);

/* The table */
const EncoreShortcut *encore_shortcuts_list         (guint                *length);
const EncoreShortcut *encore_shortcuts_find         (const char           *name);
const char           *encore_shortcuts_group_title  (EncoreShortcutGroup   group);

/* Which keys an action has now */
const char *const    *encore_shortcuts_get_accels   (EncoreShortcuts      *self,  /* valid until "changed" */
                                                     const EncoreShortcut *shortcut);
char                 *encore_shortcuts_describe     (EncoreShortcuts      *self,  /* "Space", or NULL without a key */
                                                     const char           *name);
gboolean              encore_shortcuts_is_changed   (EncoreShortcuts      *self,
                                                     const EncoreShortcut *shortcut);
gboolean              encore_shortcuts_any_changed  (EncoreShortcuts      *self);
const EncoreShortcut *encore_shortcuts_find_accel   (EncoreShortcuts      *self,
                                                     const char           *accel);
const EncoreShortcut *encore_shortcuts_find_rival   (EncoreShortcuts      *self,  /* heard in the same place */
                                                     const EncoreShortcut *shortcut,
                                                     const char           *accel);
gboolean              encore_shortcuts_is_rival     (const EncoreShortcut *shortcut,
                                                     const EncoreShortcut *other);

/* Changing them. Whoever has a key already gives it up. */
void                  encore_shortcuts_add_accel    (EncoreShortcuts      *self,
                                                     const EncoreShortcut *shortcut,
                                                     const char           *accel);
void                  encore_shortcuts_remove_accel (EncoreShortcuts      *self,
                                                     const EncoreShortcut *shortcut,
                                                     const char           *accel);
void                  encore_shortcuts_clear        (EncoreShortcuts      *self,
                                                     const EncoreShortcut *shortcut);
void                  encore_shortcuts_restore      (EncoreShortcuts      *self,
                                                     const EncoreShortcut *shortcut);
GVariant             *encore_shortcuts_get_changes  (EncoreShortcuts      *self); /* (transfer full): a{sas} */
void                  encore_shortcuts_set_changes  (EncoreShortcuts      *self,
                                                     GVariant             *changes); /* NULL: none */

G_END_DECLS
