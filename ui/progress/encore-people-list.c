/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-people-list.h"

#include <adwaita.h>

#include "encore-figures.h"

#define AVATAR_SIZE 24
#define INDENT 12

static const char *
get_name (gpointer item)
{
  const char *name = ENCORE_IS_TEAM (item) ? ENCORE_TEAM (item)->name : ENCORE_PERSON (item)->name;

  return name != NULL ? name : "";
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (get_name (*(gpointer *) a), get_name (*(gpointer *) b));
}

static GPtrArray *
sorted (GPtrArray *items)
{
  GPtrArray *copy = g_ptr_array_new ();

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_ptr_array_add (copy, g_ptr_array_index (items, i));
  g_ptr_array_sort (copy, compare_names);
  return copy;
}

static void
add_members (GPtrArray *list,
             GPtrArray *people,
             gint64     team_id)
{
  for (guint i = 0; i < people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (people, i);

      if (person->team_id == team_id)
        g_ptr_array_add (list, g_object_ref (person));
    }
}

/**
 * encore_people_list_arrange:
 * @teams: (nullable): of #EncoreTeam
 * @people: (nullable): of #EncorePerson
 *
 * Returns: (transfer full): both by name, people below their team
 */
GPtrArray *
encore_people_list_arrange (GPtrArray *teams,
                            GPtrArray *people)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) by_team = sorted (teams);
  g_autoptr (GPtrArray) by_name = sorted (people);

  for (guint i = 0; i < by_team->len; i++)
    {
      EncoreTeam *team = g_ptr_array_index (by_team, i);

      g_ptr_array_add (list, g_object_ref (team));
      add_members (list, by_name, team->id);
    }

  add_members (list, by_name, 0);
  return list;
}

gint64
encore_people_list_id (gpointer item)
{
  return ENCORE_IS_TEAM (item) ? ENCORE_TEAM (item)->id : ENCORE_PERSON (item)->id;
}

/**
 * encore_people_list_matches:
 * @item: a team or person
 * @search: what was typed
 *
 * Returns: whether @item's name, team or one of its aliases holds @search
 */
gboolean
encore_people_list_matches (gpointer    item,
                            const char *search)
{
  g_autofree char *needle = g_utf8_casefold (search, -1);
  g_autoptr (GString) text = g_string_new (get_name (item));
  g_autofree char *folded = NULL;

  if (ENCORE_IS_PERSON (item))
    {
      EncorePerson *person = item;

      g_string_append_printf (text, "\n%s", person->team_name != NULL ? person->team_name : "");
      for (guint i = 0; person->aliases != NULL && person->aliases[i] != NULL; i++)
        g_string_append_printf (text, "\n%s", person->aliases[i]);
    }

  folded = g_utf8_casefold (text->str, -1);
  return strstr (folded, needle) != NULL;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("system-users-symbolic");
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, NULL, TRUE);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END,
                                  NULL);
  GtkWidget *roles = gtk_label_new (NULL);

  gtk_widget_add_css_class (roles, "dim-label");
  gtk_widget_add_css_class (roles, "caption");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), roles);
  gtk_list_item_set_child (list_item, box);
}

/* Most people are agents; only what else they are is worth a word. */
static char *
roles_text (gpointer item)
{
  if (ENCORE_IS_TEAM (item))
    return g_strdup ("");

  return encore_figures_roles (ENCORE_PERSON (item)->roles & ~ENCORE_ROLE_AGENT);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);
  gboolean team = ENCORE_IS_TEAM (item);
  gboolean member = !team && ENCORE_PERSON (item)->team_id > 0;
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *avatar = gtk_widget_get_next_sibling (icon);
  GtkWidget *name = gtk_widget_get_next_sibling (avatar);
  GtkWidget *roles = gtk_widget_get_next_sibling (name);
  g_autofree char *text = roles_text (item);

  gtk_widget_set_margin_start (box, member ? INDENT : 0);
  gtk_widget_set_visible (icon, team);
  gtk_widget_set_visible (avatar, !team);
  adw_avatar_set_text (ADW_AVATAR (avatar), get_name (item));
  gtk_label_set_label (GTK_LABEL (name), get_name (item));
  gtk_label_set_label (GTK_LABEL (roles), text);
  if (team)
    gtk_widget_add_css_class (name, "heading");
  else
    gtk_widget_remove_css_class (name, "heading");
}

/**
 * encore_people_list_factory:
 *
 * Returns: (transfer full): makes the rows of the list
 */
GtkListItemFactory *
encore_people_list_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  return factory;
}
