/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-working-as.h"

#include <glib/gi18n.h>

#include "encore-settings.h"

/**
 * EncoreWorkingAs:
 *
 * Says, and lets one choose, which coach is at work: the author of new moments.
 */
struct _EncoreWorkingAs
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GCancellable *cancellable;
  GPtrArray *coaches; /* of EncorePerson; NULL until read */
  GtkMenuButton *button;
  GtkLabel *label;
  GMenu *menu;
  GSimpleAction *choice;
};

G_DEFINE_FINAL_TYPE (EncoreWorkingAs, encore_working_as, ADW_TYPE_BIN)

static EncorePerson *
find_coach (EncoreWorkingAs *self,
            const char      *uuid)
{
  for (guint i = 0; self->coaches != NULL && i < self->coaches->len; i++)
    {
      EncorePerson *coach = g_ptr_array_index (self->coaches, i);

      if (g_strcmp0 (coach->uuid, uuid) == 0)
        return coach;
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

  encore_library_set_working_as (self->library, find_coach (self, uuid));
  encore_settings_set_string ("working-as", uuid);
}

static void
fill_menu (EncoreWorkingAs *self)
{
  g_autoptr (GMenu) people = g_menu_new ();

  g_menu_remove_all (self->menu);
  for (guint i = 0; i < self->coaches->len; i++)
    {
      EncorePerson *coach = g_ptr_array_index (self->coaches, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (coach->name, NULL);

      g_menu_item_set_action_and_target (item, "working.as", "s", coach->uuid);
      g_menu_append_item (people, item);
    }

  g_menu_append_section (self->menu, self->coaches->len > 0 ? _ ("Coaches") : _ ("No Coaches Yet"),
                         G_MENU_MODEL (people));
  g_autoptr (GMenu) more = g_menu_new ();

  g_menu_append (more, _ ("Edit _People…"), "win.page::people");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (more));
}

/* Who it was the last time; else the only coach there is. */
static void
choose_first (EncoreWorkingAs *self)
{
  EncorePerson *person = encore_library_get_working_as (self->library);
  g_autofree char *remembered = encore_settings_dup_string ("working-as");
  EncorePerson *coach = find_coach (self, person != NULL ? person->uuid : remembered);

  if (coach == NULL && self->coaches->len > 0)
    coach = g_ptr_array_index (self->coaches, 0);
  encore_library_set_working_as (self->library, coach);
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

  g_clear_pointer (&self->coaches, g_ptr_array_unref);
  self->coaches = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (people, i);

      if (person->roles & ENCORE_ROLE_COACH)
        g_ptr_array_add (self->coaches, g_object_ref (person));
    }

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
  g_clear_pointer (&self->coaches, g_ptr_array_unref);
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
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Who writes the moments you mark"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who writes the moments you mark"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "working-as");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * encore_working_as_new:
 * @library: whose coaches can be chosen
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
