/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-open-disputes.h"

#include <glib/gi18n.h>

#include "encore-text.h"

struct _EncoreOpenDisputes
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GCancellable *cancellable; /* of what is being read */
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *popover;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (EncoreOpenDisputes, encore_open_disputes, ADW_TYPE_BIN)

static GtkWidget *
make_row (EncoreDispute *dispute)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = encore_text_date (dispute->created_at);
  g_autofree char *reason = g_strdelimit (g_strdup (dispute->reason), "\n", ' ');
  /* Translators: who, when, which call, and why they think another answer right */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s, %s: %s"),
                                               dispute->author_name != NULL ? dispute->author_name : _ ("Unknown"),
                                               when, reason);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), encore_text_is_blank (dispute->call_title)
                                                                ? _ ("Untitled call")
                                                                : dispute->call_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "encore-dispute", g_object_ref (dispute), g_object_unref);
  return row;
}

static void
on_row_activated (EncoreOpenDisputes *self,
                  GtkListBoxRow      *row)
{
  EncoreDispute *dispute = g_object_get_data (G_OBJECT (row), "encore-dispute");
  gint64 call_id = dispute->call_id, evaluation_id = dispute->evaluation_id;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-evaluation", "(xx)", call_id, evaluation_id);
}

static void
show (EncoreOpenDisputes *self,
      GPtrArray          *disputes)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u Open Dispute", "%u Open Disputes", disputes->len),
                                           disputes->len);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < disputes->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (disputes->pdata[i]));
  gtk_label_set_label (GTK_LABEL (self->label), text);
  if (disputes->len == 0)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_set_visible (GTK_WIDGET (self), disputes->len > 0);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncoreOpenDisputes) self = user_data;
  g_autoptr (GPtrArray) disputes = encore_library_list_finish (ENCORE_LIBRARY (source), result, NULL);

  if (disputes != NULL && self->library != NULL)
    show (self, disputes);
}

static void
stop_reading (EncoreOpenDisputes *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (EncoreOpenDisputes *self)
{
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_OPEN_DISPUTES, 0, self->cancellable, on_read,
                             g_object_ref (self));
}

static void
on_changed (EncoreOpenDisputes *self,
            GType               type)
{
  if (type == ENCORE_TYPE_DISPUTE || type == ENCORE_TYPE_EVALUATION || type == ENCORE_TYPE_CALL
      || type == ENCORE_TYPE_PERSON)
    read_again (self);
}

static void
encore_open_disputes_dispose (GObject *object)
{
  EncoreOpenDisputes *self = ENCORE_OPEN_DISPUTES (object);

  stop_reading (self);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (encore_open_disputes_parent_class)->dispose (object);
}

static void
encore_open_disputes_class_init (EncoreOpenDisputesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_open_disputes_dispose;
}

static GtkWidget *
make_popover (EncoreOpenDisputes *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  g_object_set (self->list, "margin-start", 6, "margin-end", 6, "margin-top", 6, "margin-bottom", 6, "valign",
                GTK_ALIGN_START, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open disputes"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 360, -1);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  return self->popover;
}

static void
encore_open_disputes_init (EncoreOpenDisputes *self)
{
  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (self->button, _ ("Answers that agents would give otherwise"));
  gtk_widget_set_name (self->button, "open-disputes");
  g_object_set (self, "margin-start", 6, "margin-end", 6, "margin-top", 6, "margin-bottom", 6, NULL);
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
encore_open_disputes_watch (EncoreOpenDisputes *self,
                            EncoreLibrary      *library)
{
  g_return_if_fail (ENCORE_IS_OPEN_DISPUTES (self));
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  g_set_object (&self->library, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
}
