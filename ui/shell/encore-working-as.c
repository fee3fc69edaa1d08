/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-working-as.h"

#include <glib/gi18n.h>

#include "encore-settings.h"

/**
 * EncoreWorkingAs:
 *
 * Says, and lets one choose, who is at work: the author of new moments and evaluations. Coaches first, as a machine is
 * mostly theirs; anybody else may review their own calls.
 */
struct _EncoreWorkingAs
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GCancellable *cancellable;
  GPtrArray *people; /* of EncorePerson; NULL until read */
  GtkMenuButton *button;
  GtkLabel *label;
  GMenu *menu;
  GSimpleAction *choice;
};

G_DEFINE_FINAL_TYPE (EncoreWorkingAs, encore_working_as, ADW_TYPE_BIN)

static EncorePerson *
find_person (EncoreWorkingAs *self,
             const char      *uuid)
{
  for (guint i = 0; self->people != NULL && i < self->people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (self->people, i);

      if (g_strcmp0 (person->uuid, uuid) == 0)
        return person;
    }

  return NULL;
}

static EncorePerson *
find_first_coach (EncoreWorkingAs *self)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (self->people, i);

      if (person->roles & ENCORE_ROLE_COACH)
        return person;
    }

  return NULL;
}

static void
show_choice (EncoreWorkingAs *self)
{
  EncorePerson *person = encore_library_get_working_as (self->library);
  g_autofree char *text = person != NULL ? g_strdup_printf (_ ("Working as: %s"), person->name)
                                         : g_strdup (_ ("Working as…"));

  gtk_label_set_label (self->label, text);
  g_simple_action_set_state (self->choice, g_variant_new_string (person != NULL ? person->uuid : ""));
}

static void
on_chosen (GSimpleAction *action,
           GVariant      *state,
           gpointer       user_data)
{
  EncoreWorkingAs *self = user_data;
  const char *uuid = g_variant_get_string (state, NULL);

  encore_library_set_working_as (self->library, find_person (self, uuid));
  encore_settings_set_string ("working-as", uuid);
}

static GMenu *
make_people_menu (EncoreWorkingAs *self,
                  gboolean         coaches)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < self->people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (self->people, i);
      g_autoptr (GMenuItem) item = NULL;

      if (((person->roles & ENCORE_ROLE_COACH) != 0) != coaches)
        continue;
      item = g_menu_item_new (person->name, NULL);
      g_menu_item_set_action_and_target (item, "working.as", "s", person->uuid);
      g_menu_append_item (menu, item);
    }

  return menu;
}

static void
fill_menu (EncoreWorkingAs *self)
{
  g_autoptr (GMenu) coaches = make_people_menu (self, TRUE);
  g_autoptr (GMenu) others = make_people_menu (self, FALSE);
  g_autoptr (GMenu) more = g_menu_new ();

  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu,
                         g_menu_model_get_n_items (G_MENU_MODEL (coaches)) > 0 ? _ ("Coaches") : _ ("No Coaches Yet"),
                         G_MENU_MODEL (coaches));
  if (g_menu_model_get_n_items (G_MENU_MODEL (others)) > 0)
    g_menu_append_submenu (more, _ ("_Somebody Else"), G_MENU_MODEL (others));
  g_menu_append (more, _ ("Edit _People…"), "win.page::people");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (more));
}

/* Who it was the last time; else the first coach there is. */
static void
choose_first (EncoreWorkingAs *self)
{
  EncorePerson *person = encore_library_get_working_as (self->library);
  g_autofree char *remembered = encore_settings_dup_string ("working-as");
  EncorePerson *chosen = find_person (self, person != NULL ? person->uuid : remembered);

  encore_library_set_working_as (self->library, chosen != NULL ? chosen : find_first_coach (self));
}

static void
on_people (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreWorkingAs) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (people == NULL || self->library == NULL)
    return;

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  fill_menu (self);
  choose_first (self);
  show_choice (self);
}

static void
load (EncoreWorkingAs *self)
{
  encore_library_list_async (self->library, ENCORE_LISTING_PEOPLE, 0, self->cancellable, on_people,
                             g_object_ref (self));
}

static void
on_changed (EncoreWorkingAs *self,
            GType            type)
{
  if (type == ENCORE_TYPE_PERSON)
    load (self);
}

static void
encore_working_as_dispose (GObject *object)
{
  EncoreWorkingAs *self = ENCORE_WORKING_AS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->menu);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (encore_working_as_parent_class)->dispose (object);
}

static void
encore_working_as_finalize (GObject *object)
{
  g_object_unref (ENCORE_WORKING_AS (object)->cancellable);

  G_OBJECT_CLASS (encore_working_as_parent_class)->finalize (object);
}

static void
encore_working_as_class_init (EncoreWorkingAsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_working_as_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_working_as_finalize;
}

static void
init_action (EncoreWorkingAs *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->choice = g_simple_action_new_stateful ("as", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect_object (self->choice, "change-state", G_CALLBACK (on_chosen), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->choice));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "working", G_ACTION_GROUP (group));
}

static GtkWidget *
make_button_content (EncoreWorkingAs *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = GTK_LABEL (gtk_label_new (_ ("Working as…")));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->label, 14);
  gtk_label_set_max_width_chars (self->label, 26);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("encore-coach-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));

  return box;
}

static void
encore_working_as_init (EncoreWorkingAs *self)
{
  self->cancellable = g_cancellable_new ();
  self->menu = g_menu_new ();
  init_action (self);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, make_button_content (self));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (self->menu));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Who marks moments and evaluates"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who marks moments and evaluates"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "working-as");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * encore_working_as_new:
 * @library: whose people can be chosen
 *
 * Returns: (transfer floating): the menu button
 */
GtkWidget *
encore_working_as_new (EncoreLibrary *library)
{
  EncoreWorkingAs *self = g_object_new (ENCORE_TYPE_WORKING_AS, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::working-as", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  show_choice (self);
  load (self);

  return GTK_WIDGET (self);
}
