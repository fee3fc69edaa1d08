/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-text-row.h"

#include "widgets/encore-text-height.h"

struct _EncoreTextRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title;
  GtkWidget *view;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (EncoreTextRow, encore_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_buffer_changed (EncoreTextRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Tab belongs to the keyboard user, not to the text. */
static GtkWidget *
make_view (void)
{
  return g_object_new (GTK_TYPE_TEXT_VIEW, "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, "hexpand", TRUE,
                       NULL);
}

static void
on_title_changed (EncoreTextRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* A click beside the text means the text, too. */
static void
on_pressed (EncoreTextRow *self)
{
  gtk_widget_grab_focus (self->view);
}

static gboolean
encore_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ENCORE_TEXT_ROW (widget)->view);
}

static void
encore_text_row_class_init (EncoreTextRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = encore_text_row_grab_focus;

  /**
   * EncoreTextRow::changed:
   *
   * The text is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
encore_text_row_init (EncoreTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkGesture *click = gtk_gesture_click_new ();

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->title, "dim-label");
  gtk_widget_add_css_class (self->title, "caption");
  self->view = make_view ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_widget_add_css_class (box, "text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  encore_text_height_follow (GTK_TEXT_VIEW (self->view));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_buffer_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title_changed), NULL);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * encore_text_row_new:
 * @title: what the text is
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
encore_text_row_new (const char *title)
{
  return g_object_new (ENCORE_TYPE_TEXT_ROW, "title", title, NULL);
}

/**
 * encore_text_row_get_text:
 * @self: the row
 *
 * Returns: (transfer full): what is written there
 */
char *
encore_text_row_get_text (EncoreTextRow *self)
{
  g_return_val_if_fail (ENCORE_IS_TEXT_ROW (self), NULL);

  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * encore_text_row_set_text:
 * @self: the row
 * @text: (nullable): what shall be written there
 */
void
encore_text_row_set_text (EncoreTextRow *self,
                          const char    *text)
{
  g_return_if_fail (ENCORE_IS_TEXT_ROW (self));

  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
}
