/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-note-entry.h"

#include "encore-text-height.h"

struct _EncoreNoteEntry
{
  GtkTextView parent_instance;

  char *placeholder;
  PangoLayout *placeholder_layout; /* made when first drawn */
};

G_DEFINE_FINAL_TYPE (EncoreNoteEntry, encore_note_entry, GTK_TYPE_TEXT_VIEW)

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  N_PROPS,
};

enum
{
  ACTIVATE,
  CANCEL,
  COMMIT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
commit (EncoreNoteEntry *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  if (!gtk_text_buffer_get_modified (buffer))
    return;

  gtk_text_buffer_set_modified (buffer, FALSE);
  g_signal_emit (self, signals[COMMIT], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                EncoreNoteEntry       *self)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (enter && (state & GDK_SHIFT_MASK) == 0)
    g_signal_emit (self, signals[ACTIVATE], 0);
  else if (keyval == GDK_KEY_Escape)
    g_signal_emit (self, signals[CANCEL], 0);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
on_changed (EncoreNoteEntry *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
encore_note_entry_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  EncoreNoteEntry *self = ENCORE_NOTE_ENTRY (widget);
  GdkRGBA colour;

  GTK_WIDGET_CLASS (encore_note_entry_parent_class)->snapshot (widget, snapshot);

  if (self->placeholder == NULL || gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))) > 0)
    return;

  if (self->placeholder_layout == NULL)
    self->placeholder_layout = gtk_widget_create_pango_layout (widget, self->placeholder);
  pango_layout_set_width (self->placeholder_layout, (gtk_widget_get_width (widget) - 18) * PANGO_SCALE);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= 0.5f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (9, 8));
  gtk_snapshot_append_layout (snapshot, self->placeholder_layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
encore_note_entry_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  EncoreNoteEntry *self = ENCORE_NOTE_ENTRY (object);

  if (id != PROP_PLACEHOLDER)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  self->placeholder = g_value_dup_string (value);
  if (self->placeholder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, self->placeholder, -1);
}

/* The adjustments of a text view are properties of its construction. */
static void
encore_note_entry_constructed (GObject *object)
{
  G_OBJECT_CLASS (encore_note_entry_parent_class)->constructed (object);

  encore_text_height_follow (GTK_TEXT_VIEW (object));
}

static void
encore_note_entry_finalize (GObject *object)
{
  EncoreNoteEntry *self = ENCORE_NOTE_ENTRY (object);

  g_free (self->placeholder);
  g_clear_object (&self->placeholder_layout);
  G_OBJECT_CLASS (encore_note_entry_parent_class)->finalize (object);
}

static void
encore_note_entry_class_init (EncoreNoteEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = encore_note_entry_constructed;
  object_class->set_property = encore_note_entry_set_property;
  object_class->finalize = encore_note_entry_finalize;
  widget_class->snapshot = encore_note_entry_snapshot;

  props[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                 G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[ACTIVATE] = g_signal_new ("activate", ENCORE_TYPE_NOTE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", ENCORE_TYPE_NOTE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
  signals[COMMIT] = g_signal_new ("commit", ENCORE_TYPE_NOTE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
}

static void
encore_note_entry_init (EncoreNoteEntry *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_top_margin (view, 8);
  gtk_text_view_set_bottom_margin (view, 8);
  gtk_text_view_set_left_margin (view, 9);
  gtk_text_view_set_right_margin (view, 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note-entry");

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * encore_note_entry_new:
 * @placeholder: (nullable): shown while there is no text
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
encore_note_entry_new (const char *placeholder)
{
  return g_object_new (ENCORE_TYPE_NOTE_ENTRY, "placeholder", placeholder, NULL);
}

/* Returns: (transfer full): the text, never NULL */
char *
encore_note_entry_get_text (EncoreNoteEntry *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (ENCORE_IS_NOTE_ENTRY (self), NULL);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * encore_note_entry_set_text:
 * @self: a field
 * @text: (nullable): what it shall hold; does not count as a change
 */
void
encore_note_entry_set_text (EncoreNoteEntry *self,
                            const char      *text)
{
  g_return_if_fail (ENCORE_IS_NOTE_ENTRY (self));

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *shown = encore_note_entry_get_text (self);

  if (g_strcmp0 (shown, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_set_modified (buffer, FALSE);
}

/* Whether a person has changed the text since it was set or committed. */
gboolean
encore_note_entry_is_changed (EncoreNoteEntry *self)
{
  g_return_val_if_fail (ENCORE_IS_NOTE_ENTRY (self), FALSE);

  return gtk_text_buffer_get_modified (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}
