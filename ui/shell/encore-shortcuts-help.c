/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-shortcuts-help.h"

#include <glib/gi18n.h>

#include "encore-shortcuts.h"

/* The overlay of all keys, from the table: what has been changed is shown as changed. The toolkit takes
 * its groups from XML only. */

#define MAX_ROWS 10

/* Actions whose keys are the digits. */
static const struct
{
  const char *action;
  const char *title;
} digits[] = {
  { "review.mark-hotkey", N_ ("Other moment types") },
  { "judge.choose", N_ ("Answer the criterion") },
};

static void
append_line (GString    *xml,
             const char *title,
             const char *accels)
{
  g_autofree char *line = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                                   "<property name='title'>%s</property>"
                                                   "<property name='accelerator'>%s</property></object></child>",
                                                   title, accels);

  g_string_append (xml, line);
}

static const char *
digits_title (const EncoreShortcut *shortcut)
{
  for (gsize i = 0; i < G_N_ELEMENTS (digits); i++)
    if (g_strcmp0 (shortcut->action, digits[i].action) == 0)
      return _ (digits[i].title);

  return NULL;
}

/* The digits are one line, as long as none of them has been changed. */
static gboolean
digits_are_usual (const EncoreShortcut *shortcut)
{
  guint length;
  const EncoreShortcut *table = encore_shortcuts_list (&length);

  for (guint i = 0; i < length; i++)
    if (g_strcmp0 (table[i].action, shortcut->action) == 0
        && encore_shortcuts_is_changed (encore_shortcuts_get_default (), &table[i]))
      return FALSE;

  return TRUE;
}

/* A key of the number block looks like its twin. */
static char *
join_accels (const char *const *accels)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; accels[i] != NULL; i++)
    if (i == 0 || strstr (accels[i], "KP_") == NULL)
      g_strv_builder_add (builder, accels[i]);

  g_auto (GStrv) all = g_strv_builder_end (builder);

  return g_strjoinv (" ", all);
}

static gboolean
append_shortcut (GString              *xml,
                 const EncoreShortcut *shortcut)
{
  const char *const *accels = encore_shortcuts_get_accels (encore_shortcuts_get_default (), shortcut);
  g_autofree char *joined = join_accels (accels);
  const char *title = digits_title (shortcut);
  gboolean folded = title != NULL && digits_are_usual (shortcut);

  if (accels[0] == NULL || (folded && !g_str_equal (joined, "1")))
    return FALSE;

  append_line (xml, folded ? title : _ (shortcut->title), folded ? "1...9" : joined);
  return TRUE;
}

static void
begin_group (GString    *xml,
             const char *title)
{
  g_autofree char *start = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                    "<property name='title'>%s</property>",
                                                    title);

  g_string_append (xml, start);
}

/* What is too long for a small screen goes on in the next column. */
static void
append_group (GString            *xml,
              EncoreShortcutGroup group)
{
  guint length, n_rows = 0;
  const EncoreShortcut *table = encore_shortcuts_list (&length);

  begin_group (xml, encore_shortcuts_group_title (group));
  for (guint i = 0; i < length; i++)
    {
      if (table[i].group != group || !append_shortcut (xml, &table[i]))
        continue;
      if (++n_rows % MAX_ROWS == 0)
        {
          g_string_append (xml, "</object></child>");
          begin_group (xml, "");
        }
    }
  g_string_append (xml, "</object></child>");
}

/**
 * encore_shortcuts_help_show:
 * @parent: over which window
 *
 * Shows all keys as they are now.
 */
void
encore_shortcuts_help_show (GtkWindow *parent)
{
  g_autoptr (GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='help'><child>"
                                          "<object class='GtkShortcutsSection' id='section'>"
                                          "<property name='section-name'>shortcuts</property>"
                                          "<property name='max-height'>1000</property>");

  for (int group = 0; group < ENCORE_SHORTCUTS_N_GROUPS; group++)
    append_group (xml, (EncoreShortcutGroup) group);
  g_string_append (xml, "</object></child></object></interface>");

  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (xml->str, -1);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help"));

  /* The section turns the order of its groups around each time that it breaks them into columns: once. */
  g_object_set (gtk_builder_get_object (builder, "section"), "max-height", MAX_ROWS + 1, NULL);
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_modal (window, TRUE);
  gtk_window_present (window);
}
