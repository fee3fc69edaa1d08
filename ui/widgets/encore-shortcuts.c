/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-shortcuts.h"

#include <glib/gi18n.h>

/**
 * EncoreShortcuts:
 *
 * Which keys do what. The table holds what is usual; only what its user has changed is kept, so that
 * a later version of the table reaches everybody.
 */
struct _EncoreShortcuts
{
  GObject parent_instance;

  GSettings *settings; /* NULL: nothing is remembered */
  GVariant *changes;   /* a{sas} */
  GHashTable *accels;  /* name -> GStrv, of every line of the table */
};

G_DEFINE_FINAL_TYPE (EncoreShortcuts, encore_shortcuts, G_TYPE_OBJECT)

#define KEY "shortcuts"

#define LISTENING ENCORE_SHORTCUTS_LISTENING
#define SOUND ENCORE_SHORTCUTS_SOUND
#define VIEW ENCORE_SHORTCUTS_VIEW
#define PEDALS ENCORE_SHORTCUTS_PEDALS
#define MARKING ENCORE_SHORTCUTS_MARKING
#define EVALUATING ENCORE_SHORTCUTS_EVALUATING
#define CORRECTING ENCORE_SHORTCUTS_CORRECTING
#define PLAYLIST ENCORE_SHORTCUTS_PLAYLIST
#define NAVIGATION ENCORE_SHORTCUTS_NAVIGATION
#define GENERAL ENCORE_SHORTCUTS_GENERAL

/* group, name, title, action, target, accelerators, action on release */
static const EncoreShortcut table[] = {
  { LISTENING, "play", N_ ("Play or pause"), "review.play", NULL, "space k", NULL },
  { LISTENING, "back-5", N_ ("5 seconds back"), "review.skip", "int64 -5000", "j", NULL },
  { LISTENING, "on-5", N_ ("5 seconds on"), "review.skip", "int64 5000", "l", NULL },
  { LISTENING, "back-2", N_ ("2 seconds back"), "review.skip", "int64 -2000", "Left", NULL },
  { LISTENING, "on-2", N_ ("2 seconds on"), "review.skip", "int64 2000", "Right", NULL },
  { LISTENING, "back-10", N_ ("10 seconds back"), "review.skip", "int64 -10000", "<Shift>Left", NULL },
  { LISTENING, "on-10", N_ ("10 seconds on"), "review.skip", "int64 10000", "<Shift>Right", NULL },
  { LISTENING, "replay", N_ ("The last 5 seconds again"), "review.replay", "false", "e", NULL },
  { LISTENING, "replay-slower", N_ ("The last 5 seconds again, slower"), "review.replay", "true", "<Shift>e", NULL },
  { LISTENING, "just-before", N_ ("Just before the playhead"), "review.play-around", "false", "b", NULL },
  { LISTENING, "just-after", N_ ("Just after the playhead"), "review.play-around", "true", "n", NULL },
  { LISTENING, "previous-segment", N_ ("Previous segment"), "review.step-segment", "-1", "Up", NULL },
  { LISTENING, "next-segment", N_ ("Next segment"), "review.step-segment", "1", "Down", NULL },

  { SOUND, "loop-in", N_ ("Loop starts here"), "review.set-in", NULL, "i bracketleft", NULL },
  { SOUND, "loop-out", N_ ("Loop ends here"), "review.set-out", NULL, "o bracketright", NULL },
  { SOUND, "loop", N_ ("Loop on, off"), "review.toggle-loop", NULL, "r <Control>l", NULL },
  { SOUND, "loop-turn", N_ ("Loop this turn"), "review.loop-turn", NULL, "<Shift>r", NULL },
  { SOUND, "loop-moment", N_ ("Loop this moment"), "review.loop-moment", NULL, "", NULL },
  { SOUND, "skip-silence", N_ ("Skip silence on, off"), "review.skip-silence", NULL, "s", NULL },
  { SOUND, "level-parties", N_ ("Both parties equally loud on, off"), "review.level-parties", NULL, "v", NULL },
  { SOUND, "slower", N_ ("Slower"), "review.change-speed", "-1", "minus KP_Subtract", NULL },
  { SOUND, "faster", N_ ("Faster"), "review.change-speed", "1", "plus equal KP_Add", NULL },
  { SOUND, "usual-speed", N_ ("Usual speed"), "review.change-speed", "0", "0", NULL },

  { VIEW, "follow", N_ ("Follow the playback"), "review.follow", NULL, "f", NULL },
  { VIEW, "zoom-in", N_ ("Waveform closer"), "review.zoom", "1", "<Control>plus <Control>equal", NULL },
  { VIEW, "zoom-out", N_ ("Waveform wider"), "review.zoom", "-1", "<Control>minus", NULL },
  { VIEW, "zoom-fit", N_ ("Whole waveform"), "review.zoom", "0", "<Control>0", NULL },
  { VIEW, "side-panel", N_ ("Side panel"), "review.panel-visible", NULL, "F9", NULL },

  { PEDALS, "hold-to-play", N_ ("Play while held"), "review.start", NULL, "F13 XF86Tools", "review.pause" },
  { PEDALS, "start", N_ ("Play"), "review.start", NULL, "", NULL },
  { PEDALS, "pause", N_ ("Pause"), "review.pause", NULL, "", NULL },

  { MARKING, "taken", N_ ("Above and beyond: taken"), "review.mark", "('above-and-beyond', 'taken')", "t", NULL },
  { MARKING, "partly", N_ ("Above and beyond: partly"), "review.mark", "('above-and-beyond', 'partly')", "p", NULL },
  { MARKING, "missed", N_ ("Above and beyond: missed"), "review.mark", "('above-and-beyond', 'missed')", "m", NULL },
  { MARKING, "type-1", N_ ("Moment type 1"), "review.mark-hotkey", "'1'", "1", NULL },
  { MARKING, "type-2", N_ ("Moment type 2"), "review.mark-hotkey", "'2'", "2", NULL },
  { MARKING, "type-3", N_ ("Moment type 3"), "review.mark-hotkey", "'3'", "3", NULL },
  { MARKING, "type-4", N_ ("Moment type 4"), "review.mark-hotkey", "'4'", "4", NULL },
  { MARKING, "type-5", N_ ("Moment type 5"), "review.mark-hotkey", "'5'", "5", NULL },
  { MARKING, "type-6", N_ ("Moment type 6"), "review.mark-hotkey", "'6'", "6", NULL },
  { MARKING, "type-7", N_ ("Moment type 7"), "review.mark-hotkey", "'7'", "7", NULL },
  { MARKING, "type-8", N_ ("Moment type 8"), "review.mark-hotkey", "'8'", "8", NULL },
  { MARKING, "type-9", N_ ("Moment type 9"), "review.mark-hotkey", "'9'", "9", NULL },
  { MARKING, "redact", N_ ("Redact the selection"), "review.redact", NULL, "<Control>r", NULL },
  { MARKING, "export-clip", N_ ("Export a clip"), "review.export-clip", NULL, "<Control>e", NULL },
  { MARKING, "note-save", N_ ("Save the note and go on"), NULL, NULL, "Return", NULL },
  { MARKING, "note-line", N_ ("New line in the note"), NULL, NULL, "<Shift>Return", NULL },
  { MARKING, "note-leave", N_ ("Leave the note, stay paused"), NULL, NULL, "Escape", NULL },

  { EVALUATING, "evaluate", N_ ("To the scorecard"), "review.evaluate", NULL, "c", NULL },
  { EVALUATING, "next-criterion", N_ ("Next criterion"), "judge.step", "1", "Down", NULL },
  { EVALUATING, "previous-criterion", N_ ("Previous criterion"), "judge.step", "-1", "Up", NULL },
  { EVALUATING, "option-1", N_ ("Answer 1"), "judge.choose", "1", "1 KP_1", NULL },
  { EVALUATING, "option-2", N_ ("Answer 2"), "judge.choose", "2", "2 KP_2", NULL },
  { EVALUATING, "option-3", N_ ("Answer 3"), "judge.choose", "3", "3 KP_3", NULL },
  { EVALUATING, "option-4", N_ ("Answer 4"), "judge.choose", "4", "4 KP_4", NULL },
  { EVALUATING, "option-5", N_ ("Answer 5"), "judge.choose", "5", "5 KP_5", NULL },
  { EVALUATING, "option-6", N_ ("Answer 6"), "judge.choose", "6", "6 KP_6", NULL },
  { EVALUATING, "option-7", N_ ("Answer 7"), "judge.choose", "7", "7 KP_7", NULL },
  { EVALUATING, "option-8", N_ ("Answer 8"), "judge.choose", "8", "8 KP_8", NULL },
  { EVALUATING, "option-9", N_ ("Answer 9"), "judge.choose", "9", "9 KP_9", NULL },
  { EVALUATING, "option-0", N_ ("Answer 0"), "judge.choose", "0", "0 KP_0", NULL },
  { EVALUATING, "not-applicable", N_ ("Does not apply"), "judge.not-applicable", NULL, "n", NULL },
  { EVALUATING, "comment", N_ ("Comment on the answer"), "judge.comment", NULL, "c Return", NULL },
  { EVALUATING, "link-evidence", N_ ("Link the moment, selection or segment"), "judge.link", NULL, "e", NULL },
  { EVALUATING, "play-evidence", N_ ("Play the evidence"), "judge.play", NULL, "<Shift>e", NULL },
  { EVALUATING, "clear-answer", N_ ("Clear the answer"), "judge.clear", NULL, "BackSpace", NULL },
  { EVALUATING, "submit", N_ ("Submit the evaluation"), "judge.submit", NULL, "<Control>Return", NULL },
  { EVALUATING, "reopen", N_ ("Reopen the evaluation"), "judge.reopen", NULL, "<Control><Shift>r", NULL },
  { EVALUATING, "complex", N_ ("Guidance for simple or complex issues"), "judge.complex", NULL, "x", NULL },
  { EVALUATING, "leave-scorecard", N_ ("Back to listening"), "judge.leave", NULL, "Escape", NULL },

  { CORRECTING, "correct", N_ ("Correct the current segment"), "review.correct", NULL, "F2", NULL },
  { CORRECTING, "correct-save", N_ ("Save the correction"), NULL, NULL, "Return <Control>Return", NULL },
  { CORRECTING, "correct-leave", N_ ("Leave the segment as it was"), NULL, NULL, "Escape", NULL },
  { CORRECTING, "correct-next", N_ ("Save, and correct the next segment"), NULL, NULL, "<Control>Down", NULL },
  { CORRECTING, "correct-previous", N_ ("Save, and correct the previous segment"), NULL, NULL, "<Control>Up", NULL },
  { CORRECTING, "correct-split", N_ ("Split the segment at the cursor"), NULL, NULL, "<Control><Shift>Return", NULL },
  { CORRECTING, "correct-start", N_ ("The segment starts at the playhead"), NULL, NULL, "<Control>bracketleft", NULL },
  { CORRECTING, "correct-end", N_ ("The segment ends at the playhead"), NULL, NULL, "<Control>bracketright", NULL },
  { CORRECTING, "correct-play", N_ ("Play or pause while correcting"), NULL, NULL, "<Control>space", NULL },
  { CORRECTING, "correct-replay", N_ ("The last 5 seconds again while correcting"), NULL, NULL, "<Control><Shift>space",
    NULL },
  { CORRECTING, "copy-with-times", N_ ("Copy with times and speakers"), "review.copy-with-times", NULL,
    "<Control><Shift>c", NULL },
  { CORRECTING, "as-turns", N_ ("Show as turns on, off"), "review.as-turns", NULL, "<Control>t", NULL },

  { PLAYLIST, "playlist-previous", N_ ("Previous moment"), "win.playlist-previous", NULL, "F6", NULL },
  { PLAYLIST, "playlist-play", N_ ("Play or pause the moments"), "win.playlist-play", NULL, "F7", NULL },
  { PLAYLIST, "playlist-next", N_ ("Next moment"), "win.playlist-next", NULL, "F8", NULL },
  { PLAYLIST, "playlist-open", N_ ("Open the call at this moment"), "win.playlist-open", NULL, "<Alt>Return", NULL },
  { PLAYLIST, "playlist-close", N_ ("Stop the moments"), "win.playlist-close", NULL, "<Shift>F7", NULL },

  { NAVIGATION, "calls", N_ ("Calls"), "win.page", "'calls'", "<Alt>1", NULL },
  { NAVIGATION, "search", N_ ("Search"), "win.page", "'search'", "<Alt>2", NULL },
  { NAVIGATION, "scenarios", N_ ("Scenarios"), "win.page", "'scenarios'", "<Alt>3", NULL },
  { NAVIGATION, "scorecards", N_ ("Scorecards"), "win.page", "'scorecards'", "<Alt>4", NULL },
  { NAVIGATION, "people", N_ ("People"), "win.page", "'people'", "<Alt>5", NULL },
  { NAVIGATION, "open", N_ ("Open the selected call"), NULL, NULL, "Return", NULL },
  { NAVIGATION, "back", N_ ("Back"), "win.back", NULL, "<Alt>Left", NULL },
  { NAVIGATION, "find", N_ ("Find"), "win.find", NULL, "<Control>f slash KP_Divide", NULL },

  { GENERAL, "help", N_ ("Keyboard shortcuts"), "win.show-help-overlay", NULL, "<Control>question question", NULL },
  { GENERAL, "preferences", N_ ("Preferences"), "win.preferences", NULL, "<Control>comma", NULL },
  { GENERAL, "import", N_ ("Import files"), "win.import-files", NULL, "<Control>o", NULL },
  { GENERAL, "import-folder", N_ ("Import a folder"), "win.import-folder", NULL, "<Control><Shift>o", NULL },
  { GENERAL, "undo", N_ ("Undo"), "win.undo", NULL, "<Control>z", NULL },
  { GENERAL, "redo", N_ ("Redo"), "win.redo", NULL, "<Control><Shift>z <Control>y", NULL },
  { GENERAL, "menu", N_ ("Main menu"), NULL, NULL, "F10", NULL },
  { GENERAL, "close", N_ ("Close the window"), "window.close", NULL, "<Control>w", NULL },
  { GENERAL, "quit", N_ ("Quit"), "app.quit", NULL, "<Control>q", NULL },
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One key has many spellings ("<Primary>Z", "<ctrl>z"); they are compared in GTK's own. */
static char *
normalize (const char *accel)
{
  guint keyval;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (accel, &keyval, &modifiers) || keyval == 0)
    return NULL;

  return gtk_accelerator_name (gdk_keyval_to_lower (keyval), modifiers);
}

static char **
normalize_all (char **accels)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **accel = accels; *accel != NULL; accel++)
    {
      g_autofree char *name = normalize (*accel);

      if (name != NULL)
        g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

static char **
usual_accels (const EncoreShortcut *shortcut)
{
  g_auto (GStrv) words = g_strsplit (shortcut->accels, " ", -1);

  return normalize_all (words);
}

static char **
current_accels (EncoreShortcuts      *self,
                const EncoreShortcut *shortcut)
{
  g_auto (GStrv) chosen = NULL;

  if (shortcut->action != NULL && g_variant_lookup (self->changes, shortcut->name, "^as", &chosen))
    return normalize_all (chosen);

  return usual_accels (shortcut);
}

static void
take_changes (EncoreShortcuts *self,
              GVariant        *changes)
{
  g_clear_pointer (&self->changes, g_variant_unref);
  self->changes = g_variant_ref_sink (changes);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_hash_table_insert (self->accels, (gpointer) table[i].name, current_accels (self, &table[i]));

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_setting (EncoreShortcuts *self)
{
  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, KEY);

  if (!g_variant_equal (changes, self->changes))
    take_changes (self, changes);
}

static void
encore_shortcuts_finalize (GObject *object)
{
  EncoreShortcuts *self = ENCORE_SHORTCUTS (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->changes, g_variant_unref);
  g_clear_pointer (&self->accels, g_hash_table_unref);

  G_OBJECT_CLASS (encore_shortcuts_parent_class)->finalize (object);
}

static void
encore_shortcuts_class_init (EncoreShortcutsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_shortcuts_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
encore_shortcuts_init (EncoreShortcuts *self)
{
  self->accels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  take_changes (self, g_variant_new ("a{sas}", NULL));
}

/**
 * encore_shortcuts_get_default:
 *
 * Returns: (transfer none): the keys of this process
 */
EncoreShortcuts *
encore_shortcuts_get_default (void)
{
  static EncoreShortcuts *shortcuts;

  if (shortcuts == NULL)
    shortcuts = g_object_new (ENCORE_TYPE_SHORTCUTS, NULL);

  return shortcuts;
}

/**
 * encore_shortcuts_set_settings:
 * @self: the shortcuts
 * @settings: (nullable): where changes are kept, under "shortcuts"
 */
void
encore_shortcuts_set_settings (EncoreShortcuts *self,
                               GSettings       *settings)
{
  g_return_if_fail (ENCORE_IS_SHORTCUTS (self));

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_set_object (&self->settings, settings);
  if (settings == NULL)
    return;

  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (on_setting), self, G_CONNECT_SWAPPED);
  on_setting (self);
}

/* The table */

/**
 * encore_shortcuts_list:
 * @length: (out): how many there are
 *
 * Returns: (transfer none): the table, group by group
 */
const EncoreShortcut *
encore_shortcuts_list (guint *length)
{
  *length = G_N_ELEMENTS (table);
  return table;
}

const EncoreShortcut *
encore_shortcuts_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (table[i].name, name) == 0)
      return &table[i];

  return NULL;
}

const char *
encore_shortcuts_group_title (EncoreShortcutGroup group)
{
  static const char *const titles[ENCORE_SHORTCUTS_N_GROUPS] = {
    N_ ("Listening"),
    N_ ("Speed and Loop"),
    N_ ("View"),
    N_ ("Foot Pedals"),
    N_ ("Marking Moments"),
    /* Translators: elsewhere digits mark moments. */
    N_ ("In the Scorecard, Where Digits Answer"),
    N_ ("Correcting the Transcript"),
    N_ ("Moments of Many Calls"),
    N_ ("Getting Around"),
    N_ ("General"),
  };

  g_return_val_if_fail (group < ENCORE_SHORTCUTS_N_GROUPS, NULL);

  return _ (titles[group]);
}

/* Which keys an action has now */

const char *const *
encore_shortcuts_get_accels (EncoreShortcuts      *self,
                             const EncoreShortcut *shortcut)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUTS (self), NULL);
  g_return_val_if_fail (shortcut != NULL, NULL);

  return g_hash_table_lookup (self->accels, shortcut->name);
}

/**
 * encore_shortcuts_describe:
 * @self: the shortcuts
 * @name: of one
 *
 * Returns: (transfer full) (nullable): its first key as people know it
 */
char *
encore_shortcuts_describe (EncoreShortcuts *self,
                           const char      *name)
{
  const EncoreShortcut *shortcut = encore_shortcuts_find (name);
  const char *const *accels = shortcut != NULL ? encore_shortcuts_get_accels (self, shortcut) : NULL;
  guint keyval;
  GdkModifierType modifiers;

  if (accels == NULL || accels[0] == NULL || !gtk_accelerator_parse (accels[0], &keyval, &modifiers))
    return NULL;

  return gtk_accelerator_get_label (keyval, modifiers);
}

gboolean
encore_shortcuts_is_changed (EncoreShortcuts      *self,
                             const EncoreShortcut *shortcut)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUTS (self), FALSE);

  return g_variant_lookup (self->changes, shortcut->name, "as", NULL);
}

gboolean
encore_shortcuts_any_changed (EncoreShortcuts *self)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUTS (self), FALSE);

  return g_variant_n_children (self->changes) > 0;
}

/**
 * encore_shortcuts_find_accel:
 * @self: the shortcuts
 * @accel: a key, in any spelling
 *
 * Of keys that cannot be changed too; but Return, say, is nobody's alone.
 *
 * Returns: (transfer none) (nullable): who has it
 */
const EncoreShortcut *
encore_shortcuts_find_accel (EncoreShortcuts *self,
                             const char      *accel)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUTS (self), NULL);

  g_autofree char *name = normalize (accel);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_strv_contains (encore_shortcuts_get_accels (self, &table[i]), name))
      return &table[i];

  return NULL;
}

/* The scorecard hears its keys before the rest of the page does, and only while it has the focus. */
static gboolean
is_inside (const EncoreShortcut *shortcut)
{
  return shortcut->action != NULL && g_str_has_prefix (shortcut->action, "judge.");
}

/**
 * encore_shortcuts_is_rival:
 * @shortcut: a line of the table
 * @other: another
 *
 * Returns: whether they cannot have the same key, as they are heard in the same place
 */
gboolean
encore_shortcuts_is_rival (const EncoreShortcut *shortcut,
                           const EncoreShortcut *other)
{
  return shortcut != other && is_inside (shortcut) == is_inside (other);
}

/**
 * encore_shortcuts_find_rival:
 * @self: the shortcuts
 * @shortcut: a line of the table
 * @accel: a key, in any spelling
 *
 * Returns: (transfer none) (nullable): who has it in the place where @shortcut is heard
 */
const EncoreShortcut *
encore_shortcuts_find_rival (EncoreShortcuts      *self,
                             const EncoreShortcut *shortcut,
                             const char           *accel)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUTS (self), NULL);
  g_return_val_if_fail (shortcut != NULL, NULL);

  g_autofree char *name = normalize (accel);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (table); i++)
    if (is_inside (&table[i]) == is_inside (shortcut)
        && g_strv_contains (encore_shortcuts_get_accels (self, &table[i]), name))
      return &table[i];

  return NULL;
}

/* Changing them */

static gboolean
same_keys (const char *const *a,
           const char *const *b)
{
  return g_strv_equal (a, b);
}

/* Into @dict, unless these are the usual keys. */
static void
put (GVariantDict         *dict,
     const EncoreShortcut *shortcut,
     const char *const    *accels)
{
  g_auto (GStrv) usual = usual_accels (shortcut);

  if (same_keys (accels, (const char *const *) usual))
    g_variant_dict_remove (dict, shortcut->name);
  else
    g_variant_dict_insert_value (dict, shortcut->name, g_variant_new_strv (accels, -1));
}

/* A dictionary of arrays, out of one of variants. */
static GVariant *
end_changes (GVariantDict *dict)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GVariant) accels = g_variant_dict_lookup_value (dict, table[i].name, G_VARIANT_TYPE_STRING_ARRAY);

      if (accels != NULL)
        g_variant_builder_add (&builder, "{s@as}", table[i].name, accels);
    }

  return g_variant_builder_end (&builder);
}

static void
begin_changes (EncoreShortcuts *self,
               GVariantDict    *dict)
{
  g_variant_dict_init (dict, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GVariant) accels = g_variant_lookup_value (self->changes, table[i].name, G_VARIANT_TYPE_STRING_ARRAY);

      if (accels != NULL)
        g_variant_dict_insert_value (dict, table[i].name, accels);
    }
}

static char **
without (const char *const *accels,
         const char *const *others)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *accels != NULL; accels++)
    if (!g_strv_contains (others, *accels))
      g_strv_builder_add (builder, *accels);

  return g_strv_builder_end (builder);
}

static void
change (EncoreShortcuts      *self,
        const EncoreShortcut *shortcut,
        const char *const    *accels)
{
  GVariantDict dict;

  begin_changes (self, &dict);
  put (&dict, shortcut, accels);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *const *theirs = encore_shortcuts_get_accels (self, &table[i]);
      g_auto (GStrv) left = without (theirs, accels);

      if (encore_shortcuts_is_rival (&table[i], shortcut) && table[i].action != NULL
          && !same_keys (theirs, (const char *const *) left))
        put (&dict, &table[i], (const char *const *) left);
    }

  g_autoptr (GVariant) changes = g_variant_ref_sink (end_changes (&dict));

  g_variant_dict_clear (&dict);
  encore_shortcuts_set_changes (self, changes);
}

/**
 * encore_shortcuts_add_accel:
 * @self: the shortcuts
 * @shortcut: a line of the table
 * @accel: another key for it
 */
void
encore_shortcuts_add_accel (EncoreShortcuts      *self,
                            const EncoreShortcut *shortcut,
                            const char           *accel)
{
  g_return_if_fail (ENCORE_IS_SHORTCUTS (self));
  g_return_if_fail (shortcut != NULL && shortcut->action != NULL);

  const char *const *accels = encore_shortcuts_get_accels (self, shortcut);
  g_autofree char *name = normalize (accel);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (name == NULL || g_strv_contains (accels, name))
    return;

  g_strv_builder_addv (builder, (const char **) accels);
  g_strv_builder_add (builder, name);

  g_auto (GStrv) all = g_strv_builder_end (builder);

  change (self, shortcut, (const char *const *) all);
}

void
encore_shortcuts_remove_accel (EncoreShortcuts      *self,
                               const EncoreShortcut *shortcut,
                               const char           *accel)
{
  g_return_if_fail (ENCORE_IS_SHORTCUTS (self));
  g_return_if_fail (shortcut != NULL && shortcut->action != NULL);

  g_autofree char *name = normalize (accel);
  const char *const removed[] = { name, NULL };
  g_auto (GStrv) left = without (encore_shortcuts_get_accels (self, shortcut), removed);

  change (self, shortcut, (const char *const *) left);
}

/* Afterwards no key does it. */
void
encore_shortcuts_clear (EncoreShortcuts      *self,
                        const EncoreShortcut *shortcut)
{
  static const char *const none[] = { NULL };

  g_return_if_fail (ENCORE_IS_SHORTCUTS (self));
  g_return_if_fail (shortcut != NULL && shortcut->action != NULL);

  change (self, shortcut, none);
}

/**
 * encore_shortcuts_restore:
 * @self: the shortcuts
 * @shortcut: a line of the table
 *
 * Gives it its usual keys back, also those that another has by now.
 */
void
encore_shortcuts_restore (EncoreShortcuts      *self,
                          const EncoreShortcut *shortcut)
{
  g_return_if_fail (ENCORE_IS_SHORTCUTS (self));
  g_return_if_fail (shortcut != NULL);

  g_auto (GStrv) usual = usual_accels (shortcut);

  change (self, shortcut, (const char *const *) usual);
}

/**
 * encore_shortcuts_get_changes:
 * @self: the shortcuts
 *
 * Returns: (transfer full): what differs from the table, for encore_shortcuts_set_changes()
 */
GVariant *
encore_shortcuts_get_changes (EncoreShortcuts *self)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUTS (self), NULL);

  return g_variant_ref (self->changes);
}

void
encore_shortcuts_set_changes (EncoreShortcuts *self,
                              GVariant        *changes)
{
  g_return_if_fail (ENCORE_IS_SHORTCUTS (self));

  g_autoptr (GVariant) all = g_variant_ref_sink (changes != NULL ? changes : g_variant_new ("a{sas}", NULL));

  if (g_variant_equal (all, self->changes))
    return;

  take_changes (self, all);
  if (self->settings != NULL)
    g_settings_set_value (self->settings, KEY, all);
}
