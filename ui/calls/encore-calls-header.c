/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-calls-header.h"

#include <glib/gi18n.h>

#include "encore-call-columns.h"

/**
 * EncoreCallsHeader:
 *
 * The heads of the table's columns; a click orders by that column. Signal "order-changed".
 */
struct _EncoreCallsHeader
{
  GtkWidget parent_instance;

  GtkWidget *heads[ENCORE_N_COLUMNS]; /* NULL: a column without head */
  GtkWidget *arrows[ENCORE_N_COLUMNS];
  EncoreCallOrder order;
};

G_DEFINE_FINAL_TYPE (EncoreCallsHeader, encore_calls_header, GTK_TYPE_WIDGET)

enum
{
  ORDER_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The order that the first and the second click on a head ask for. */
static const struct
{
  const char *title;
  EncoreCallOrder first;
  EncoreCallOrder second;
} heads[ENCORE_N_COLUMNS] = {
  [ENCORE_COLUMN_TITLE] = { N_ ("Call"), ENCORE_CALL_ORDER_TITLE, ENCORE_CALL_ORDER_TITLE },
  [ENCORE_COLUMN_AGENT] = { N_ ("Agent"), ENCORE_CALL_ORDER_AGENT, ENCORE_CALL_ORDER_AGENT },
  [ENCORE_COLUMN_DATE] = { N_ ("Date"), ENCORE_CALL_ORDER_NEWEST, ENCORE_CALL_ORDER_OLDEST },
  [ENCORE_COLUMN_LENGTH] = { N_ ("Length"), ENCORE_CALL_ORDER_LONGEST, ENCORE_CALL_ORDER_LONGEST },
  [ENCORE_COLUMN_MOMENTS] = { N_ ("Above and Beyond"), ENCORE_CALL_ORDER_MISSED, ENCORE_CALL_ORDER_MISSED },
};

static gboolean
is_descending (EncoreCallOrder order)
{
  return order == ENCORE_CALL_ORDER_NEWEST || order == ENCORE_CALL_ORDER_LONGEST || order == ENCORE_CALL_ORDER_MISSED;
}

static void
show_order (EncoreCallsHeader *self)
{
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    {
      if (self->heads[i] == NULL)
        continue;

      gboolean current = heads[i].first == self->order || heads[i].second == self->order;

      gtk_widget_set_visible (self->arrows[i], current);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[i]),
                                    is_descending (self->order) ? "pan-down-symbolic" : "pan-up-symbolic");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->heads[i]), GTK_ACCESSIBLE_STATE_PRESSED,
                                   current ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
on_clicked (GtkWidget         *button,
            EncoreCallsHeader *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "column"));

  encore_calls_header_set_order (self, self->order == heads[column].first ? heads[column].second : heads[column].first);
}

static void
encore_calls_header_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  *minimum = *natural = ENCORE_COLUMNS_MIN_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (ENCORE_CALLS_HEADER (widget)->heads[0], orientation, -1, minimum, natural, NULL, NULL);
}

static void
allocate_head (EncoreCallsHeader *self,
               int                column,
               int                start,
               int                column_width,
               int                width,
               int                height)
{
  GtkAllocation area = { start, 0, column_width, height };
  int natural;

  gtk_widget_set_child_visible (self->heads[column], column_width > 0);
  if (column_width <= 0)
    return;

  gtk_widget_measure (self->heads[column], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  area.width = natural;
  /* the button's padding lies outside of its column, so that text stands over text */
  area.x -= 6;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    area.x = width - area.x - area.width;
  gtk_widget_size_allocate (self->heads[column], &area, -1);
}

static void
encore_calls_header_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  EncoreCallsHeader *self = ENCORE_CALLS_HEADER (widget);
  EncoreColumns columns;

  encore_columns_lay_out (&columns, width, encore_columns_scale (widget));
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (self->heads[i] != NULL)
      allocate_head (self, i, columns.start[i], columns.width[i], width, height);
}

static void
encore_calls_header_dispose (GObject *object)
{
  EncoreCallsHeader *self = ENCORE_CALLS_HEADER (object);

  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    g_clear_pointer (&self->heads[i], gtk_widget_unparent);

  G_OBJECT_CLASS (encore_calls_header_parent_class)->dispose (object);
}

static void
encore_calls_header_class_init (EncoreCallsHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_calls_header_dispose;
  widget_class->measure = encore_calls_header_measure;
  widget_class->size_allocate = encore_calls_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "callsheader");

  signals[ORDER_CHANGED] = g_signal_new ("order-changed", ENCORE_TYPE_CALLS_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_head (EncoreCallsHeader *self,
           int                column)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->arrows[column] = gtk_image_new ();
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ (heads[column].title)));
  gtk_box_append (GTK_BOX (box), self->arrows[column]);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "column", GINT_TO_POINTER (column));
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

static void
encore_calls_header_init (EncoreCallsHeader *self)
{
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (heads[i].title != NULL)
      self->heads[i] = make_head (self, i);
  show_order (self);
}

GtkWidget *
encore_calls_header_new (void)
{
  return g_object_new (ENCORE_TYPE_CALLS_HEADER, NULL);
}

EncoreCallOrder
encore_calls_header_get_order (EncoreCallsHeader *self)
{
  g_return_val_if_fail (ENCORE_IS_CALLS_HEADER (self), ENCORE_CALL_ORDER_NEWEST);

  return self->order;
}

void
encore_calls_header_set_order (EncoreCallsHeader *self,
                               EncoreCallOrder    order)
{
  g_return_if_fail (ENCORE_IS_CALLS_HEADER (self));

  if (self->order == order)
    return;

  self->order = order;
  show_order (self);
  g_signal_emit (self, signals[ORDER_CHANGED], 0);
}
