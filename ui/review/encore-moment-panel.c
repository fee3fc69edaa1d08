/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-moment-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-moment-editor.h"
#include "encore-moment-row.h"

struct _EncoreMomentPanel
{
  GtkWidget parent_instance;

  EncoreReview *review;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *count;
  GtkWidget *editor;
  GtkWidget *menu; /* of the row that was asked last */
};

G_DEFINE_FINAL_TYPE (EncoreMomentPanel, encore_moment_panel, GTK_TYPE_WIDGET)

static void
show_page (EncoreMomentPanel *self)
{
  gboolean empty = g_list_model_get_n_items (encore_review_get_moments (self->review)) == 0;
  gboolean editing = encore_review_get_current_moment (self->review) != NULL;
  gboolean loading;

  g_object_get (self->review, "loading", &loading, NULL);
  if (encore_review_get_call (self->review) == NULL || loading)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "blank");
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), editing ? "editor" : empty ? "none" : "list");
}

static void
on_moments (EncoreMomentPanel *self)
{
  guint count = g_list_model_get_n_items (encore_review_get_moments (self->review));
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%u moment", "%u moments", count), count);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  show_page (self);
}

static void
on_marking (EncoreMomentPanel *self)
{
  show_page (self);
  encore_moment_editor_focus_note (ENCORE_MOMENT_EDITOR (self->editor));
}

static void
on_row_activated (EncoreMomentPanel *self,
                  GtkListBoxRow     *row)
{
  EncoreMoment *moment = g_object_get_data (G_OBJECT (row), "encore-moment");

  encore_review_set_current_moment (self->review, moment);
  if (encore_review_is_text_only (self->review))
    gtk_widget_activate_action (GTK_WIDGET (self), "review.go-to-segment", "i", MAX (moment->first_segment, 0));
  else
    encore_review_play_moment (self->review, moment);
}

/* What can be done with a row beside opening it. */
static void
show_menu (EncoreMomentPanel *self,
           GtkListBoxRow     *row)
{
  EncoreMoment *moment = row != NULL ? g_object_get_data (G_OBJECT (row), "encore-moment") : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) clip = g_menu_item_new (_ ("Export _Clip…"), NULL);
  graphene_rect_t bounds;

  if (moment == NULL || encore_span_is_empty (moment->span)
      || !gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
    return;

  g_menu_item_set_action_and_target (clip, "review.clip-span", "(xx)", moment->span.start_ms, moment->span.end_ms);
  g_menu_append_item (menu, clip);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_secondary_click (EncoreMomentPanel *self,
                    int                n_press,
                    double             x,
                    double             y)
{
  show_menu (self, gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int) y));
}

static gboolean
on_menu_key (GtkWidget *list,
             GVariant  *parameter,
             gpointer   panel)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  show_menu (panel, GTK_LIST_BOX_ROW (row));
  return TRUE;
}

static void
add_menu (EncoreMomentPanel *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_widget_set_parent (self->menu, self->list);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary_click), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (on_menu_key, self, NULL)));
  gtk_widget_add_controller (self->list, keys);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  return encore_moment_row_new (ENCORE_MOMENT_PANEL (user_data)->review, item);
}

static GtkWidget *
make_list_head (EncoreMomentPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *play = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "media-playlist-consecutive-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Play All"));
  gtk_button_set_child (GTK_BUTTON (play), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (play), "review.play-moments");
  gtk_widget_set_tooltip_text (play, _ ("Play the moments one after the other; again to stop"));
  gtk_widget_add_css_class (play, "flat");

  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), play);
  gtk_widget_add_css_class (head, "panel-head");
  return head;
}

static GtkWidget *
make_list_page (EncoreMomentPanel *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "panel-content");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Moments of this call"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), make_list_head (self));
  gtk_box_append (GTK_BOX (page), scroller);
  return page;
}

static GtkWidget *
make_empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "encore-moment-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Moments Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Listen or read, and press T where the agent took an opening to go above and "
                                      "beyond, P when partly, M when it was missed. Keys 1 to 9 mark other types."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
encore_moment_panel_dispose (GObject *object)
{
  EncoreMomentPanel *self = ENCORE_MOMENT_PANEL (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->list != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_moment_panel_parent_class)->dispose (object);
}

static void
encore_moment_panel_class_init (EncoreMomentPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_moment_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
encore_moment_panel_init (EncoreMomentPanel *self)
{
}

/**
 * encore_moment_panel_new:
 * @review: the hub
 *
 * Returns: (transfer floating): its moments
 */
GtkWidget *
encore_moment_panel_new (EncoreReview *review)
{
  EncoreMomentPanel *self = g_object_new (ENCORE_TYPE_MOMENT_PANEL, NULL);
  GListModel *moments = encore_review_get_moments (review);

  self->review = g_object_ref (review);
  self->stack = gtk_stack_new ();
  self->editor = encore_moment_editor_new (review);
  gtk_stack_add_named (GTK_STACK (self->stack), make_list_page (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->editor, "editor");
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty_page (), "none");
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), moments, make_row, self, NULL);
  add_menu (self);

  g_signal_connect_object (moments, "items-changed", G_CALLBACK (on_moments), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::current-moment", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::loading", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::call", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "marking", G_CALLBACK (on_marking), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_moments (self);
  return GTK_WIDGET (self);
}
