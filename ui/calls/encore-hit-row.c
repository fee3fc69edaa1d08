/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-hit-row.h"

#include <glib/gi18n.h>

#include "encore-text.h"

/**
 * EncoreHitRow:
 *
 * One place that was found: the sentence with its words in bold, and where it stands.
 */
struct _EncoreHitRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *where;
  GtkWidget *place;
  GtkWidget *play;
};

G_DEFINE_FINAL_TYPE (EncoreHitRow, encore_hit_row, GTK_TYPE_WIDGET)

static void
encore_hit_row_dispose (GObject *object)
{
  g_clear_pointer (&ENCORE_HIT_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (encore_hit_row_parent_class)->dispose (object);
}

static void
encore_hit_row_class_init (EncoreHitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_hit_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "hitrow");
}

static GtkWidget *
add_label (GtkWidget  *parent,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (parent), label);
  return label;
}

static void
encore_hit_row_init (EncoreHitRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->icon = gtk_image_new ();
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->icon);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (self->box), lines);
  self->text = add_label (lines, NULL);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->text), 2);
  self->where = add_label (lines, "dim-label");
  gtk_widget_add_css_class (self->where, "caption");

  self->place = add_label (self->box, "dim-label");
  gtk_widget_add_css_class (self->place, "numeric");

  self->play = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  gtk_widget_set_valign (self->play, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->play, "flat");
  gtk_widget_add_css_class (self->play, "circular");
  gtk_widget_set_tooltip_text (self->play, _ ("Hear this place"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Hear this place"),
                                  -1);
  gtk_box_append (GTK_BOX (self->box), self->play);
}

GtkWidget *
encore_hit_row_new (void)
{
  return g_object_new (ENCORE_TYPE_HIT_ROW, NULL);
}

static const char *
icon_of (EncoreHit *hit)
{
  switch (hit->kind)
    {
    case ENCORE_HIT_SPOKEN:
      return "encore-transcript-symbolic";
    case ENCORE_HIT_MOMENT:
      return "encore-moment-symbolic";
    case ENCORE_HIT_MODEL_ANSWER:
      return "encore-answer-symbolic";
    default:
      return "encore-calls-symbolic";
    }
}

/* Who said it, or what it is. */
static const char *
kind_of (EncoreHit *hit)
{
  switch (hit->kind)
    {
    case ENCORE_HIT_SPOKEN:
      return hit->party != ENCORE_PARTY_UNKNOWN ? encore_party_to_label (hit->party) : NULL;
    case ENCORE_HIT_MOMENT:
      return hit->moment->outcome != ENCORE_OUTCOME_NONE ? encore_outcome_to_label (hit->moment->outcome)
                                                         : _ ("Moment");
    case ENCORE_HIT_MODEL_ANSWER:
      return _ ("Model answer");
    default:
      return NULL;
    }
}

static void
add_part (GString    *line,
          const char *part)
{
  if (!encore_text_is_blank (part))
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

static char *
describe (EncoreHit *hit)
{
  GString *line = g_string_new (NULL);

  add_part (line, kind_of (hit));
  if (hit->answer != NULL)
    {
      add_part (line, hit->answer->title);
      add_part (line, hit->answer->scenario_name);
    }
  if (hit->call != NULL)
    {
      g_autofree char *date = hit->call->started_at != ENCORE_NO_TIME ? encore_text_date (hit->call->started_at) : NULL;

      if (hit->text != NULL)
        add_part (line, hit->call->title);
      add_part (line, hit->call->agent_name);
      add_part (line, date);
    }

  return g_string_free (line, FALSE);
}

static PangoAttrList *
embolden (GArray *ranges)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const EncoreTextRange *range = &g_array_index (ranges, EncoreTextRange, i);
      PangoAttribute *attribute = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      attribute->start_index = (guint) range->start;
      attribute->end_index = (guint) range->end;
      pango_attr_list_insert (list, attribute);
    }

  return list;
}

static gboolean
can_be_heard (EncoreHit *hit)
{
  if (hit->answer != NULL)
    return hit->answer->clip_call_id != 0;

  return hit->call->has_recording && hit->span.start_ms != ENCORE_NO_TIME;
}

/**
 * encore_hit_row_set_hit:
 * @self: a row
 * @hit: (nullable): what to show
 * @position: in the list, for "search.play-hit"
 */
void
encore_hit_row_set_hit (EncoreHitRow *self,
                        EncoreHit    *hit,
                        guint         position)
{
  g_return_if_fail (ENCORE_IS_HIT_ROW (self));

  if (hit == NULL)
    return;

  gboolean has_place = hit->span.start_ms != ENCORE_NO_TIME && hit->call != NULL;
  g_autofree char *place = has_place ? encore_text_position (hit->span.start_ms) : NULL;
  g_autofree char *where = describe (hit);
  g_autofree char *line = g_strdelimit (g_strdup (hit->text != NULL ? hit->text : hit->call->title), "\n\r\t", ' ');
  g_autoptr (PangoAttrList) bold = embolden (hit->ranges);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_of (hit));
  gtk_label_set_text (GTK_LABEL (self->text), line);
  gtk_label_set_attributes (GTK_LABEL (self->text), bold);
  gtk_label_set_text (GTK_LABEL (self->where), where);
  gtk_label_set_text (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->play), "u", position);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->play), "search.play-hit");
  gtk_widget_set_visible (self->play, can_be_heard (hit));
}
