/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-draft-field.h"

#include <math.h>

#include "encore-text.h"
#include "progress/encore-field.h"
#include "progress/encore-text-row.h"

typedef struct
{
  EncoreDraft *draft;
  GtkWidget *widget; /* which owns this */
  EncoreDraftPlace place;
  char *key;
  char *option;
  char *field;
  double factor;
  gboolean required;
  gboolean showing; /* the widget is being set */
} Bound;

static void
bound_free (gpointer data)
{
  Bound *bound = data;

  g_object_unref (bound->draft);
  g_free (bound->key);
  g_free (bound->option);
  g_free (bound->field);
  g_free (bound);
}

static gpointer
find_owner (EncoreScorecard *card,
            const Bound     *bound)
{
  EncoreSection *section = bound->key != NULL ? encore_scorecard_find_section (card, bound->key) : NULL;
  EncoreCriterion *criterion = encore_scorecard_find_criterion (card, bound->key, NULL);

  if (bound->key == NULL)
    return card;
  if (section != NULL)
    return section;
  if (criterion == NULL || bound->option == NULL)
    return criterion;

  return encore_criterion_find_option (criterion, bound->option);
}

/* The member; NULL: what it belongs to has gone. */
static gpointer
find_member (EncoreScorecard *card,
             const Bound     *bound)
{
  gpointer owner = card != NULL ? find_owner (card, bound) : NULL;

  return owner != NULL ? G_STRUCT_MEMBER_P (owner, bound->place.offset) : NULL;
}

static gpointer
shown_member (Bound *bound)
{
  return bound->showing ? NULL : find_member (encore_draft_get (bound->draft), bound);
}

static gpointer
begin (Bound   *bound,
       gboolean at_once)
{
  EncoreScorecard *card = encore_draft_begin (bound->draft, bound->place.label, at_once ? NULL : bound->field);

  return find_member (card, bound);
}

static Bound *
get_bound (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "encore-draft-bound");
}

static void
on_leave (Bound *bound)
{
  encore_draft_flush (bound->draft);
}

static Bound *
bind (EncoreDraft     *draft,
      GtkWidget       *widget,
      EncoreDraftPlace place,
      GCallback        show)
{
  Bound *bound = g_new0 (Bound, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  bound->draft = g_object_ref (draft);
  bound->widget = widget;
  bound->place = place;
  bound->key = g_strdup (place.key);
  bound->option = g_strdup (place.option);
  bound->field = g_strdup_printf ("%s/%s/%" G_GSIZE_FORMAT, place.key, place.option, place.offset);
  g_object_set_data_full (G_OBJECT (widget), "encore-draft-bound", bound, bound_free);
  g_signal_connect_object (draft, "changed", show, widget, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), bound);
  gtk_widget_add_controller (widget, focus);
  return bound;
}

/* Text */

static gboolean
is_same (const char *text,
         const char *other)
{
  return g_str_equal (text != NULL ? text : "", other != NULL ? other : "");
}

static void
write_text (GtkWidget  *widget,
            const char *text)
{
  if (ENCORE_IS_TEXT_ROW (widget))
    encore_text_row_set_text (ENCORE_TEXT_ROW (widget), text);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text != NULL ? text : "");
}

static void
restore_text (Bound *bound)
{
  char **text = shown_member (bound);
  g_autofree char *written = encore_field_get (bound->widget);

  if (text == NULL || is_same (written, *text))
    return;

  bound->showing = TRUE;
  write_text (bound->widget, *text);
  bound->showing = FALSE;
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* White space that is being typed stays, and so does a name that is empty for a moment. */
static void
show_text (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  g_autofree char *written = encore_field_get (widget);

  if (!bound->required || *written != '\0' || !has_focus_within (widget))
    restore_text (bound);
}

static void
on_text (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  char **text = shown_member (bound);
  g_autofree char *written = encore_field_get (widget);

  if (text == NULL || is_same (written, *text) || (bound->required && *written == '\0'))
    return;

  text = begin (bound, FALSE);
  g_free (*text);
  *text = *written != '\0' ? g_steal_pointer (&written) : NULL;
  encore_draft_end (bound->draft);
}

static void
on_text_left (Bound *bound)
{
  if (bound->required)
    restore_text (bound);
}

/**
 * encore_draft_bind_text:
 * @draft: a draft
 * @field: an editable or text row
 * @place: of a char *
 * @required: whether it is never empty
 */
void
encore_draft_bind_text (EncoreDraft     *draft,
                        GtkWidget       *field,
                        EncoreDraftPlace place,
                        gboolean         required)
{
  Bound *bound = bind (draft, field, place, G_CALLBACK (show_text));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  bound->required = required;
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_text_left), bound);
  gtk_widget_add_controller (field, focus);
  show_text (field);
  g_signal_connect (field, "changed", G_CALLBACK (on_text), NULL);
}

/* Numbers */

static void
show_number (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  double *number = shown_member (bound);
  double shown = gtk_spin_button_get_value (GTK_SPIN_BUTTON (widget));

  if (number == NULL || isnan (*number) || fabs (*number * bound->factor - shown) < 1e-9)
    return;

  bound->showing = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget), *number * bound->factor);
  bound->showing = FALSE;
}

static void
on_number (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  double *number = shown_member (bound);
  double written = gtk_spin_button_get_value (GTK_SPIN_BUTTON (widget));

  if (number == NULL || fabs (*number * bound->factor - written) < 1e-9)
    return;

  number = begin (bound, FALSE);
  *number = written / bound->factor;
  encore_draft_end (bound->draft);
}

/**
 * encore_draft_bind_number:
 * @draft: a draft
 * @spin: a spin button
 * @place: of a double
 * @factor: by which the number is shown greater, such as 100 for a percentage
 */
void
encore_draft_bind_number (EncoreDraft     *draft,
                          GtkWidget       *spin,
                          EncoreDraftPlace place,
                          double           factor)
{
  bind (draft, spin, place, G_CALLBACK (show_number))->factor = factor;
  show_number (spin);
  g_signal_connect (spin, "value-changed", G_CALLBACK (on_number), NULL);
}

/* Flags and choices: saved at once */

static void
show_flag (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  gboolean *flag = shown_member (bound);

  if (flag == NULL)
    return;

  bound->showing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (widget), *flag);
  bound->showing = FALSE;
}

static void
on_flag (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  gboolean *flag = shown_member (bound);
  gboolean active = gtk_switch_get_active (GTK_SWITCH (widget));

  if (flag == NULL || *flag == active)
    return;

  flag = begin (bound, TRUE);
  *flag = active;
  encore_draft_end (bound->draft);
}

void
encore_draft_bind_flag (EncoreDraft     *draft,
                        GtkWidget       *toggle,
                        EncoreDraftPlace place)
{
  bind (draft, toggle, place, G_CALLBACK (show_flag));
  show_flag (toggle);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (on_flag), NULL);
}

static guint
get_selected (GtkWidget *combo)
{
  guint selected;

  g_object_get (combo, "selected", &selected, NULL);
  return selected;
}

static void
show_selected (Bound *bound,
               guint  selected)
{
  bound->showing = TRUE;
  if (get_selected (bound->widget) != selected)
    g_object_set (bound->widget, "selected", selected, NULL);
  bound->showing = FALSE;
}

static void
show_choice (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  guint *choice = shown_member (bound);

  if (choice != NULL)
    show_selected (bound, *choice);
}

static void
on_choice (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  guint *choice = shown_member (bound);
  guint selected = get_selected (widget);

  if (choice == NULL || selected == GTK_INVALID_LIST_POSITION || selected == *choice)
    return;

  choice = begin (bound, TRUE);
  *choice = selected;
  encore_draft_end (bound->draft);
}

void
encore_draft_bind_choice (EncoreDraft     *draft,
                          GtkWidget       *combo,
                          EncoreDraftPlace place)
{
  bind (draft, combo, place, G_CALLBACK (show_choice));
  show_choice (combo);
  g_signal_connect (combo, "notify::selected", G_CALLBACK (on_choice), NULL);
}

/* Keys */

static GPtrArray *
get_keys (GtkWidget *combo)
{
  return g_object_get_data (G_OBJECT (combo), "encore-draft-keys");
}

static guint
position_of (GtkWidget  *combo,
             const char *key)
{
  GPtrArray *keys = get_keys (combo);

  for (guint i = 0; key != NULL && keys != NULL && i < keys->len; i++)
    if (g_str_equal (g_ptr_array_index (keys, i), key))
      return i + 1;

  return 0;
}

static void
show_key (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  char **key = shown_member (bound);

  if (key != NULL)
    show_selected (bound, position_of (widget, *key));
}

static void
on_key (GtkWidget *widget)
{
  Bound *bound = get_bound (widget);
  char **key = shown_member (bound);
  GPtrArray *keys = get_keys (widget);
  guint selected = get_selected (widget);

  if (key == NULL || keys == NULL || selected > keys->len || selected == position_of (widget, *key))
    return;

  key = begin (bound, TRUE);
  g_free (*key);
  *key = selected > 0 ? g_strdup (g_ptr_array_index (keys, selected - 1)) : NULL;
  encore_draft_end (bound->draft);
}

void
encore_draft_bind_key (EncoreDraft     *draft,
                       GtkWidget       *combo,
                       EncoreDraftPlace place)
{
  bind (draft, combo, place, G_CALLBACK (show_key));
  show_key (combo);
  g_signal_connect (combo, "notify::selected", G_CALLBACK (on_key), NULL);
}

static gboolean
same_strings (GPtrArray *one,
              GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!g_str_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;

  return TRUE;
}

/**
 * encore_draft_fill_keys:
 * @combo: a combo row, bound or to be bound with encore_draft_bind_key()
 * @none: what its first position says
 * @keys: (transfer none): of char *, what the others mean
 * @labels: (transfer none): of char *, what they say
 *
 * Does nothing when it offers the same already.
 */
void
encore_draft_fill_keys (GtkWidget  *combo,
                        const char *none,
                        GPtrArray  *keys,
                        GPtrArray  *labels)
{
  Bound *bound = get_bound (combo);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (same_strings (get_keys (combo), keys)
      && same_strings (g_object_get_data (G_OBJECT (combo), "encore-draft-labels"), labels))
    return;

  gtk_string_list_append (list, none);
  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (labels, i));
  g_object_set_data_full (G_OBJECT (combo), "encore-draft-keys", g_ptr_array_ref (keys),
                          (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (combo), "encore-draft-labels", g_ptr_array_ref (labels),
                          (GDestroyNotify) g_ptr_array_unref);

  if (bound != NULL)
    bound->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (list));
  if (bound != NULL)
    {
      bound->showing = FALSE;
      show_key (combo);
    }
}
