/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-profile-group.h"

#include <glib/gi18n.h>

#include "encore-draft-rows.h"
#include "encore-profile-dialog.h"

struct _EncoreProfileGroup
{
  AdwBin parent_instance;

  EncoreDraft *draft;
  gboolean showing;       /* widgets are being set */
  GPtrArray *offered;     /* of EncoreScenario, in the order of the combo row after its first */
  char *listed;           /* what the list says now */
  EncoreScenario *chosen; /* weights for which are about to be added */

  GtkListBox *list;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncoreProfileGroup, encore_profile_group, ADW_TYPE_BIN)

static char *
describe_profile (const EncoreProfile *profile)
{
  guint n = g_hash_table_size (profile->weights);

  if (n == 0)
    return g_strdup (_ ("All weights as usual so far"));
  return g_strdup_printf (ngettext ("%u weight of its own", "%u weights of its own", n), n);
}

static void
on_activated (EncoreProfileGroup *self,
              GtkListBoxRow      *row)
{
  const char *scenario = g_object_get_data (G_OBJECT (row), "scenario");

  if (scenario != NULL)
    encore_profile_dialog_present (GTK_WIDGET (self), self->draft, scenario);
}

static GtkWidget *
make_row (const EncoreProfile *profile)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe_profile (profile);

  gtk_widget_set_name (row, "profile-row");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 profile->scenario_name != NULL ? profile->scenario_name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "scenario", g_strdup (profile->scenario), g_free);
  return row;
}

static char *
describe_all (EncoreScorecard *card)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < card->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (card->profiles, i);

      g_string_append_printf (text, "%s %s %u\n", profile->scenario, profile->scenario_name,
                              g_hash_table_size (profile->weights));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_profiles (EncoreProfileGroup *self,
               EncoreScorecard    *card)
{
  g_autofree char *text = describe_all (card);
  GtkListBoxRow *row;

  if (g_strcmp0 (text, self->listed) == 0)
    return;

  g_free (self->listed);
  self->listed = g_steal_pointer (&text);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL && GTK_WIDGET (row) != self->add)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < card->profiles->len; i++)
    gtk_list_box_insert (self->list, make_row (g_ptr_array_index (card->profiles, i)), (int) i);
}

/* Adding */

static void
show_offered (EncoreProfileGroup *self,
              EncoreScorecard    *card)
{
  GPtrArray *scenarios = encore_draft_get_scenarios (self->draft);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->offered, 0);
  for (guint i = 0; i < scenarios->len; i++)
    {
      EncoreScenario *scenario = g_ptr_array_index (scenarios, i);

      if (encore_scorecard_find_profile (card, scenario->uuid) != NULL)
        continue;
      g_ptr_array_add (self->offered, g_object_ref (scenario));
      g_ptr_array_add (keys, g_strdup (scenario->uuid));
      g_ptr_array_add (labels, g_strdup (scenario->name));
    }

  encore_draft_fill_keys (self->add, _ ("Choose a scenario…"), keys, labels);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->add), 0);
  gtk_widget_set_sensitive (self->add, self->offered->len > 0);
}

/* Not while the row still tells of what was chosen: what it offers is made anew. */
static gboolean
add_when_idle (gpointer user_data)
{
  EncoreProfileGroup *self = user_data;
  g_autoptr (EncoreScenario) scenario = g_steal_pointer (&self->chosen);
  EncoreScorecard *card = self->draft != NULL ? encore_draft_get (self->draft) : NULL;

  if (scenario == NULL || card == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL
      || encore_scorecard_find_profile (card, scenario->uuid) != NULL)
    return G_SOURCE_REMOVE;

  encore_scorecard_add_profile (encore_draft_begin (self->draft, _ ("Add weights for a scenario"), NULL),
                                scenario->uuid, scenario->name);
  encore_draft_end (self->draft);
  encore_profile_dialog_present (GTK_WIDGET (self), self->draft, scenario->uuid);
  return G_SOURCE_REMOVE;
}

static void
on_add (EncoreProfileGroup *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->add));

  if (self->showing || selected == 0 || selected > self->offered->len)
    return;

  g_set_object (&self->chosen, g_ptr_array_index (self->offered, selected - 1));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, add_when_idle, g_object_ref (self), g_object_unref);
}

static void
show_all (EncoreProfileGroup *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);

  if (card == NULL)
    return;

  self->showing = TRUE;
  show_profiles (self, card);
  show_offered (self, card);
  self->showing = FALSE;
}

/* Set-up */

static void
encore_profile_group_dispose (GObject *object)
{
  EncoreProfileGroup *self = ENCORE_PROFILE_GROUP (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_free);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (encore_profile_group_parent_class)->dispose (object);
}

static void
encore_profile_group_class_init (EncoreProfileGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_profile_group_dispose;
}

static void
encore_profile_group_init (EncoreProfileGroup *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->offered = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);

  self->add = encore_draft_combo_row ("profile-add", _ ("Add Weights For"), NULL);
  g_signal_connect_object (self->add, "notify::selected", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, self->add);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Weights per Scenario"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("The same questions, weighed by what matters most in a scenario. Everywhere else the weights above count."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), group);
}

/**
 * encore_profile_group_new:
 * @draft: a draft
 *
 * Returns: (transfer floating): its weight profiles
 */
GtkWidget *
encore_profile_group_new (EncoreDraft *draft)
{
  EncoreProfileGroup *self = g_object_new (ENCORE_TYPE_PROFILE_GROUP, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
  return GTK_WIDGET (self);
}
