/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-play-moments.h"

#include <glib/gi18n.h>

/**
 * EncorePlayMoments:
 *
 * A button that plays moments of many calls one after the other, newest call first: all, or those of one
 * outcome.
 */
struct _EncorePlayMoments
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  EncoreListing listing;
  gint64 owner_id;
  EncoreOutcome outcome; /* ENCORE_OUTCOME_NONE: all */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EncorePlayMoments, encore_play_moments, ADW_TYPE_BIN)

static gboolean
is_wanted (EncorePlayMoments *self,
           EncoreMoment      *moment)
{
  return !encore_span_is_empty (moment->span)
         && (self->outcome == ENCORE_OUTCOME_NONE || moment->outcome == self->outcome);
}

static GVariant *
pick (EncorePlayMoments *self,
      GPtrArray         *moments)
{
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < moments->len; i++)
    if (is_wanted (self, g_ptr_array_index (moments, i)))
      g_variant_builder_add (&ids, "x", ENCORE_MOMENT (g_ptr_array_index (moments, i))->id);

  return g_variant_builder_end (&ids);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncorePlayMoments) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (moments == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }

  g_autoptr (GVariant) ids = g_variant_ref_sink (pick (self, moments));

  if (g_variant_n_children (ids) > 0)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.play-moments", ids);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("There are no such moments yet"));
}

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncorePlayMoments *self = ENCORE_PLAY_MOMENTS (widget);

  if (self->library == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->outcome = ENCORE_OUTCOME_NONE;
  encore_outcome_from_id (g_variant_get_string (parameter, NULL), &self->outcome);
  encore_library_list_async (self->library, self->listing, self->owner_id, self->cancellable, on_listed,
                             g_object_ref (self));
}

static void
encore_play_moments_dispose (GObject *object)
{
  EncorePlayMoments *self = ENCORE_PLAY_MOMENTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_play_moments_parent_class)->dispose (object);
}

static void
encore_play_moments_class_init (EncorePlayMomentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_play_moments_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "moments.play", "s", play_action);
}

static void
add_choice (GMenu      *menu,
            const char *label,
            const char *outcome)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "moments.play", "s", outcome);
  g_menu_append_item (menu, item);
}

static void
encore_play_moments_init (EncorePlayMoments *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "media-playback-start-symbolic", "label",
                                     _ ("Play All"), NULL);
  GtkWidget *button = adw_split_button_new ();

  add_choice (menu, _ ("Only _Missed"), "missed");
  add_choice (menu, _ ("Only _Partly Taken"), "partly");
  add_choice (menu, _ ("Only _Taken"), "taken");
  adw_split_button_set_child (ADW_SPLIT_BUTTON (button), content);
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), G_MENU_MODEL (menu));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "moments.play");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Hear these moments one after the other, newest call first"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_name (GTK_WIDGET (self), "play-moments");
  adw_bin_set_child (ADW_BIN (self), button);
}

/**
 * encore_play_moments_set_source:
 * @self: the button
 * @library: where the moments are
 * @listing: which ones
 * @owner_id: of whom or what
 */
void
encore_play_moments_set_source (EncorePlayMoments *self,
                                EncoreLibrary     *library,
                                EncoreListing      listing,
                                gint64             owner_id)
{
  g_return_if_fail (ENCORE_IS_PLAY_MOMENTS (self));

  g_set_object (&self->library, library);
  self->listing = listing;
  self->owner_id = owner_id;
}
