/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-call-row.h"

#include <glib/gi18n.h>

#include "encore-call-columns.h"
#include "encore-text.h"

#define LINE_GAP 3
#define ROW_PADDING 9
#define ICON_SIZE 16
#define PILL_PADDING 8
#define PILL_GAP 6

/**
 * EncoreCallRow:
 *
 * One call in the table. It draws its text itself: a list view makes two hundred rows at once,
 * and one widget each, measured without looking at its text, is what keeps that quick.
 */
struct _EncoreCallRow
{
  GtkWidget parent_instance;

  EncoreCall *call;
  int height; /* 0: to be measured again */
  double scale;
};

G_DEFINE_FINAL_TYPE (EncoreCallRow, encore_call_row, GTK_TYPE_WIDGET)

typedef enum
{
  STYLE_NORMAL,
  STYLE_TITLE,
  STYLE_DIM,
  STYLE_SMALL,
} TextStyle;

static GdkRGBA
named_colour (GtkWidget  *widget,
              const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &colour))
    gtk_style_context_get_color (style, &colour);

  return colour;
}

static PangoLayout *
make_layout (EncoreCallRow *self,
             const char    *text,
             TextStyle      text_style)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (text_style == STYLE_TITLE)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  if (text_style == STYLE_DIM || text_style == STYLE_SMALL)
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  if (text_style != STYLE_TITLE)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  return layout;
}

/* Where something of @width at @start of a column lies, in either writing direction. */
static int
mirror (EncoreCallRow *self,
        int            start,
        int            width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self)) - start - width;

  return start;
}

static void
draw_text (EncoreCallRow *self,
           GtkSnapshot   *snapshot,
           const char    *text,
           TextStyle      text_style,
           int            start,
           int            width,
           double         middle)
{
  if (text == NULL || *text == '\0' || width <= 0)
    return;

  g_autoptr (PangoLayout) layout = make_layout (self, text, text_style);
  GdkRGBA colour = named_colour (GTK_WIDGET (self), NULL);
  int height;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (text_style == STYLE_DIM)
    colour.alpha *= 0.6f;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) mirror (self, start, width),
                                                          (float) (int) (middle - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* A count with its word on a tinted ground. */
static int
draw_pill (EncoreCallRow *self,
           GtkSnapshot   *snapshot,
           const char    *text,
           const char    *colour_name,
           int            start)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text, STYLE_SMALL);
  GdkRGBA ground = named_colour (GTK_WIDGET (self), colour_name);
  GdkRGBA ink = named_colour (GTK_WIDGET (self), NULL);
  int width, height;
  GskRoundedRect shape;

  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * PILL_PADDING;
  double top = (int) ((gtk_widget_get_height (GTK_WIDGET (self)) - height - 4) / 2.0);
  float x = (float) mirror (self, start, width);

  ground.alpha *= 0.22f;
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, (float) top, (float) width, (float) height + 4), 99);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, &shape.bounds);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + PILL_PADDING, (float) top + 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);

  return start + width + PILL_GAP;
}

static void
draw_moments (EncoreCallRow *self,
              GtkSnapshot   *snapshot,
              int            start,
              int            width,
              double         middle)
{
  const EncoreCall *call = self->call;
  int n_others = call->n_moments - call->n_taken - call->n_partly - call->n_missed;
  g_autofree char *taken = g_strdup_printf (ngettext ("%d taken", "%d taken", (gulong) call->n_taken), call->n_taken);
  g_autofree char *partly = g_strdup_printf (ngettext ("%d partly", "%d partly", (gulong) call->n_partly),
                                             call->n_partly);
  g_autofree char *missed = g_strdup_printf (ngettext ("%d missed", "%d missed", (gulong) call->n_missed),
                                             call->n_missed);

  if (call->n_moments == 0)
    draw_text (self, snapshot, _ ("Not marked yet"), STYLE_DIM, start, width, middle);
  if (call->n_taken > 0)
    start = draw_pill (self, snapshot, taken, "success_color", start);
  if (call->n_partly > 0)
    start = draw_pill (self, snapshot, partly, "warning_color", start);
  if (call->n_missed > 0)
    start = draw_pill (self, snapshot, missed, "error_color", start);

  if (n_others > 0 && n_others == call->n_moments)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%d other", "%d others", (gulong) n_others), n_others);

      draw_pill (self, snapshot, text, "window_fg_color", start);
    }
}

static gboolean
is_writing (EncoreCall *call)
{
  return !call->has_recording && call->transcript_kind != ENCORE_TRANSCRIPT_NONE;
}

static void
draw_icon (EncoreCallRow *self,
           GtkSnapshot   *snapshot,
           const char    *name,
           int            start,
           double         middle)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, name, NULL, ICON_SIZE,
                                                                  gtk_widget_get_scale_factor (widget),
                                                                  gtk_widget_get_direction (widget),
                                                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  GdkRGBA colour = named_colour (widget, NULL);

  colour.alpha *= 0.7f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) mirror (self, start, ICON_SIZE),
                                                          (float) (int) (middle - ICON_SIZE / 2.0)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, &colour, 1);
  gtk_snapshot_restore (snapshot);
}

static char *
describe_below_title (const EncoreCall *call,
                      gboolean          with_agent)
{
  const char *parts[4] = { NULL };
  int n_parts = 0;

  if (with_agent && call->agent_name != NULL)
    parts[n_parts++] = call->agent_name;
  if (call->scenario_name != NULL && g_strcmp0 (call->scenario_name, call->title) != 0)
    parts[n_parts++] = call->scenario_name;
  if (!encore_text_is_blank (call->customer_ref))
    parts[n_parts++] = call->customer_ref;
  else if (!encore_text_is_blank (call->queue))
    parts[n_parts++] = call->queue;

  return g_strjoinv (" · ", (char **) parts);
}

static void
draw_title (EncoreCallRow       *self,
            GtkSnapshot         *snapshot,
            const EncoreColumns *columns)
{
  g_autofree char *below = describe_below_title (self->call, columns->width[ENCORE_COLUMN_AGENT] == 0);
  int start = columns->start[ENCORE_COLUMN_TITLE];
  int width = columns->width[ENCORE_COLUMN_TITLE];
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  const char *title = encore_text_is_blank (self->call->title) ? _ ("Untitled") : self->call->title;

  if (*below == '\0')
    {
      draw_text (self, snapshot, title, STYLE_TITLE, start, width, height / 2.0);
      return;
    }

  draw_text (self, snapshot, title, STYLE_TITLE, start, width, height * 0.31);
  draw_text (self, snapshot, below, STYLE_DIM, start, width, height * 0.69);
}

static void
draw_placeholder (EncoreCallRow       *self,
                  GtkSnapshot         *snapshot,
                  const EncoreColumns *columns)
{
  GdkRGBA colour = named_colour (GTK_WIDGET (self), NULL);
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  colour.alpha *= 0.08f;
  for (int i = 0; i < ENCORE_COLUMN_KIND; i++)
    {
      int width = (int) (columns->width[i] * 0.6);

      gtk_snapshot_append_color (snapshot, &colour,
                                 &GRAPHENE_RECT_INIT ((float) mirror (self, columns->start[i], width),
                                                      (float) height / 2 - 5, (float) width, 10));
    }
}

static void
encore_call_row_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  EncoreCallRow *self = ENCORE_CALL_ROW (widget);
  double middle = gtk_widget_get_height (widget) / 2.0;
  EncoreColumns columns;

  encore_columns_lay_out (&columns, gtk_widget_get_width (widget), self->scale);
  if (self->call == NULL)
    return;

  if (self->call->title == NULL)
    {
      draw_placeholder (self, snapshot, &columns);
      return;
    }

  g_autofree char *date = encore_text_date_time (self->call->started_at);
  g_autofree char *length = encore_text_duration (self->call->duration_ms);
  int kind = columns.start[ENCORE_COLUMN_KIND];

  draw_title (self, snapshot, &columns);
  draw_text (self, snapshot, self->call->agent_name, STYLE_NORMAL, columns.start[ENCORE_COLUMN_AGENT],
             columns.width[ENCORE_COLUMN_AGENT], middle);
  draw_text (self, snapshot, date, STYLE_NORMAL, columns.start[ENCORE_COLUMN_DATE], columns.width[ENCORE_COLUMN_DATE],
             middle);
  draw_text (self, snapshot, length, STYLE_NORMAL, columns.start[ENCORE_COLUMN_LENGTH],
             columns.width[ENCORE_COLUMN_LENGTH], middle);
  draw_moments (self, snapshot, columns.start[ENCORE_COLUMN_MOMENTS], columns.width[ENCORE_COLUMN_MOMENTS], middle);
  if (columns.width[ENCORE_COLUMN_KIND] == 0)
    return;
  if (self->call->has_recording)
    draw_icon (self, snapshot, "encore-recording-symbolic", kind, middle);
  if (self->call->transcript_kind != ENCORE_TRANSCRIPT_NONE)
    draw_icon (self, snapshot, is_writing (self->call) ? "encore-writing-symbolic" : "encore-transcript-symbolic",
               kind + ICON_SIZE + 8, middle);
}

static void
measure_text (EncoreCallRow *self)
{
  g_autoptr (PangoLayout) title = make_layout (self, "Xg", STYLE_TITLE);
  g_autoptr (PangoLayout) below = make_layout (self, "Xg", STYLE_DIM);
  int title_height, below_height;

  pango_layout_get_pixel_size (title, NULL, &title_height);
  pango_layout_get_pixel_size (below, NULL, &below_height);
  self->height = title_height + below_height + LINE_GAP + 2 * ROW_PADDING;
  self->scale = encore_columns_scale (GTK_WIDGET (self));
}

static void
encore_call_row_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  EncoreCallRow *self = ENCORE_CALL_ROW (widget);

  if (self->height == 0)
    measure_text (self);
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? self->height : ENCORE_COLUMNS_MIN_WIDTH;
}

static void
encore_call_row_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (encore_call_row_parent_class)->css_changed (widget, change);

  ENCORE_CALL_ROW (widget)->height = 0;
}

static gboolean
encore_call_row_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  EncoreCallRow *self = ENCORE_CALL_ROW (widget);

  if (self->call == NULL || self->call->title == NULL)
    return FALSE;

  g_autofree char *below = describe_below_title (self->call, TRUE);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", self->call->title, below,
                                           is_writing (self->call)      ? _ ("In writing, without a recording")
                                           : !self->call->has_recording ? _ ("No recording")
                                           : self->call->transcript_kind == ENCORE_TRANSCRIPT_NONE
                                               ? _ ("Recording only")
                                           : self->call->transcript_kind == ENCORE_TRANSCRIPT_UNTIMED
                                               ? _ ("Recording and a transcript without times")
                                               : _ ("Recording and transcript"));

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
encore_call_row_dispose (GObject *object)
{
  g_clear_object (&ENCORE_CALL_ROW (object)->call);

  G_OBJECT_CLASS (encore_call_row_parent_class)->dispose (object);
}

static void
encore_call_row_class_init (EncoreCallRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_call_row_dispose;
  widget_class->snapshot = encore_call_row_snapshot;
  widget_class->measure = encore_call_row_measure;
  widget_class->css_changed = encore_call_row_css_changed;
  widget_class->query_tooltip = encore_call_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "callrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
encore_call_row_init (EncoreCallRow *self)
{
  self->scale = 1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
encore_call_row_new (void)
{
  return g_object_new (ENCORE_TYPE_CALL_ROW, NULL);
}

static void
update_accessible (EncoreCallRow *self)
{
  if (self->call == NULL || self->call->title == NULL)
    return;

  g_autofree char *date = encore_text_date_time (self->call->started_at);
  g_autofree char *length = encore_text_duration (self->call->duration_ms);
  g_autofree char *below = describe_below_title (self->call, TRUE);
  g_autofree char *text = g_strdup_printf (_ ("%s, %s, %s, length %s, %d taken, %d partly, %d missed"),
                                           self->call->title, below, date, length, self->call->n_taken,
                                           self->call->n_partly, self->call->n_missed);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  is_writing (self->call) ? _ ("In writing, without a recording") : "", -1);
}

/**
 * encore_call_row_set_call:
 * @self: a row
 * @call: (nullable): what it shows; a call without title is still being read
 */
void
encore_call_row_set_call (EncoreCallRow *self,
                          EncoreCall    *call)
{
  g_return_if_fail (ENCORE_IS_CALL_ROW (self));

  if (!g_set_object (&self->call, call))
    return;

  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

EncoreCall *
encore_call_row_get_call (EncoreCallRow *self)
{
  g_return_val_if_fail (ENCORE_IS_CALL_ROW (self), NULL);

  return self->call;
}
