/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-choice.h"

struct _EncoreChoice
{
  GtkWidget parent_instance;

  int value;
};

G_DEFINE_FINAL_TYPE (EncoreChoice, encore_choice, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static int
button_value (GtkWidget *button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "encore-value"));
}

static void
on_toggled (GtkToggleButton *button,
            EncoreChoice    *self)
{
  if (gtk_toggle_button_get_active (button))
    encore_choice_set_value (self, button_value (GTK_WIDGET (button)));
}

/* A label beside an icon, as the platform spaces them. */
static GtkWidget *
make_content (const char *label,
              const char *icon_name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  return box;
}

static void
encore_choice_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    g_value_set_int (value, ENCORE_CHOICE (object)->value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
encore_choice_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (id == PROP_VALUE)
    encore_choice_set_value (ENCORE_CHOICE (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
encore_choice_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (encore_choice_parent_class)->dispose (object);
}

static void
encore_choice_class_init (EncoreChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = encore_choice_get_property;
  object_class->set_property = encore_choice_set_property;
  object_class->dispose = encore_choice_dispose;

  props[PROP_VALUE] = g_param_spec_int ("value", NULL, NULL, G_MININT, G_MAXINT, -1,
                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
encore_choice_init (EncoreChoice *self)
{
  self->value = -1;
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), TRUE);
}

GtkWidget *
encore_choice_new (void)
{
  return g_object_new (ENCORE_TYPE_CHOICE, NULL);
}

/**
 * encore_choice_add:
 * @self: a choice
 * @value: what choosing the button means
 * @label: translated
 * @icon_name: (nullable): shown before the label
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
encore_choice_add (EncoreChoice *self,
                   int           value,
                   const char   *label,
                   const char   *icon_name)
{
  g_return_val_if_fail (ENCORE_IS_CHOICE (self), NULL);

  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_content (label, icon_name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data (G_OBJECT (button), "encore-value", GINT_TO_POINTER (value));
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

int
encore_choice_get_value (EncoreChoice *self)
{
  g_return_val_if_fail (ENCORE_IS_CHOICE (self), -1);

  return self->value;
}

void
encore_choice_set_value (EncoreChoice *self,
                         int           value)
{
  g_return_if_fail (ENCORE_IS_CHOICE (self));

  if (self->value == value)
    return;

  self->value = value;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), button_value (child) == value);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}
