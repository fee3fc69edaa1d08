/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-banner.h"

struct _EncoreBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (EncoreBanner, encore_banner, GTK_TYPE_WIDGET)

static void
encore_banner_dispose (GObject *object)
{
  g_clear_pointer (&ENCORE_BANNER (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (encore_banner_parent_class)->dispose (object);
}

static void
encore_banner_class_init (EncoreBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_banner_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
encore_banner_init (EncoreBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = gtk_label_new (NULL);
  self->button = gtk_button_new ();
  self->revealer = gtk_revealer_new ();
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_widget_add_css_class (box, "encore-banner");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

/**
 * encore_banner_new:
 * @text: (nullable): what it says
 *
 * Returns: (transfer floating): a banner that is not revealed
 */
GtkWidget *
encore_banner_new (const char *text)
{
  EncoreBanner *self = g_object_new (ENCORE_TYPE_BANNER, NULL);

  encore_banner_set_text (self, text);
  return GTK_WIDGET (self);
}

void
encore_banner_set_text (EncoreBanner *self,
                        const char   *text)
{
  g_return_if_fail (ENCORE_IS_BANNER (self));

  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
}

void
encore_banner_set_revealed (EncoreBanner *self,
                            gboolean      revealed)
{
  g_return_if_fail (ENCORE_IS_BANNER (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), revealed);
}

gboolean
encore_banner_get_revealed (EncoreBanner *self)
{
  g_return_val_if_fail (ENCORE_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/**
 * encore_banner_set_button:
 * @self: a banner
 * @label: (nullable): what the button says; %NULL for none
 * @action_name: (nullable): what it activates
 */
void
encore_banner_set_button (EncoreBanner *self,
                          const char   *label,
                          const char   *action_name)
{
  g_return_if_fail (ENCORE_IS_BANNER (self));

  gtk_widget_set_visible (self->button, label != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
}
