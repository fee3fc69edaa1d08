/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-criterion-more.h"

#include <glib/gi18n.h>

#include "encore-draft-rows.h"
#include "encore-scorecard-words.h"
#include "encore-vocabulary-editor.h"

struct _EncoreCriterionMore
{
  AdwExpanderRow parent_instance;

  EncoreDraft *draft;
  char *key;
  gboolean showing; /* widgets are being set */

  GtkWidget *judges;
  GtkWidget *header;
  GtkWidget *bonus;
  GtkWidget *condition;
  GtkWidget *options; /* which answers make it asked */
  GtkFlowBox *checks;
  GtkWidget *parent;
  GtkWidget *value;
  GtkWidget *pillar;
};

G_DEFINE_FINAL_TYPE (EncoreCriterionMore, encore_criterion_more, ADW_TYPE_EXPANDER_ROW)

static EncoreCriterion *
get_criterion (EncoreCriterionMore *self)
{
  EncoreScorecard *card = encore_draft_get (self->draft);

  return card != NULL ? encore_scorecard_find_criterion (card, self->key, NULL) : NULL;
}

/* What it judges */

static void
on_judges (EncoreCriterionMore *self)
{
  EncoreCriterion *criterion = get_criterion (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->judges));

  if (self->showing || criterion == NULL || selected > ENCORE_JUDGES_ACTION || selected == criterion->judges)
    return;

  encore_draft_begin (self->draft, _ ("Change what is judged"), NULL);
  criterion = get_criterion (self);
  criterion->judges = (EncoreJudges) selected;
  if (criterion->judges != ENCORE_JUDGES_QUALITY)
    {
      /* Told apart, never in a sum. */
      criterion->is_header = TRUE;
      criterion->is_bonus = FALSE;
    }
  encore_draft_end (self->draft);
}

/* The condition */

static gboolean
can_decide (const EncoreCriterion *criterion)
{
  return (criterion->scale == ENCORE_SCALE_CHOICE || criterion->scale == ENCORE_SCALE_CAUSES)
         && criterion->options->len > 0;
}

/* Criteria that come before it: those that can be a condition; with @all, also those after it. */
static void
list_others (EncoreCriterionMore *self,
             gboolean             all,
             GPtrArray           *keys,
             GPtrArray           *labels)
{
  EncoreScorecard *card = encore_draft_get (self->draft);

  for (guint i = 0; i < card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (card->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          gboolean own = g_str_equal (criterion->key, self->key);

          if (own && !all)
            return;
          if (own || (!all && !can_decide (criterion)) || (all && g_strcmp0 (criterion->parent, self->key) == 0))
            continue;
          g_ptr_array_add (keys, g_strdup (criterion->key));
          g_ptr_array_add (labels, g_strdup (criterion->question != NULL ? criterion->question : ""));
        }
    }
}

static void
fill_others (EncoreCriterionMore *self,
             GtkWidget           *combo,
             const char          *none,
             gboolean             all)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  list_others (self, all, keys, labels);
  encore_draft_fill_keys (combo, none, keys, labels);
}

static guint
condition_position (EncoreCriterionMore   *self,
                    const EncoreCriterion *criterion)
{
  GPtrArray *keys = g_object_get_data (G_OBJECT (self->condition), "encore-draft-keys");

  for (guint i = 0; criterion->condition != NULL && i < keys->len; i++)
    if (g_str_equal (g_ptr_array_index (keys, i), criterion->condition))
      return i + 1;

  return 0;
}

static void
on_condition (EncoreCriterionMore *self)
{
  EncoreCriterion *criterion = get_criterion (self);
  GPtrArray *keys = g_object_get_data (G_OBJECT (self->condition), "encore-draft-keys");
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->condition));

  if (self->showing || criterion == NULL || selected > keys->len || selected == condition_position (self, criterion))
    return;

  encore_scorecard_edit_set_condition (encore_draft_begin (self->draft, _ ("Change when it is asked"), NULL), self->key,
                                       selected > 0 ? g_ptr_array_index (keys, selected - 1) : NULL);
  encore_draft_end (self->draft);
}

static void
on_check (GtkCheckButton      *check,
          EncoreCriterionMore *self)
{
  const char *option = g_object_get_data (G_OBJECT (check), "option");

  if (self->showing)
    return;

  encore_scorecard_edit_set_condition_option (encore_draft_begin (self->draft, _ ("Change when it is asked"), NULL),
                                              self->key, option, gtk_check_button_get_active (check));
  encore_draft_end (self->draft);
}

static void
add_check (EncoreCriterionMore   *self,
           const EncoreCriterion *criterion,
           const EncoreOption    *option)
{
  GtkWidget *check = gtk_check_button_new_with_label (option->label);

  gtk_widget_set_name (check, "condition-option");
  g_object_set_data_full (G_OBJECT (check), "option", g_strdup (option->key), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               criterion->condition_options != NULL
                                   && g_strv_contains ((const char *const *) criterion->condition_options,
                                                       option->key));
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check), self, 0);
  gtk_flow_box_append (self->checks, check);
}

/* What the checks say now, so that they are made again only when that is another. */
static char *
describe_checks (const EncoreCriterion *criterion,
                 const EncoreCriterion *asked)
{
  g_autoptr (GString) text = g_string_new (criterion->condition);
  g_autofree char *chosen = criterion->condition_options != NULL ? g_strjoinv ("\n", criterion->condition_options)
                                                                 : NULL;

  for (guint i = 0; i < asked->options->len; i++)
    g_string_append_printf (text, "\n%s", ((const EncoreOption *) g_ptr_array_index (asked->options, i))->label);
  g_string_append_printf (text, "\n\n%s", chosen);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_checks (EncoreCriterionMore   *self,
             const EncoreCriterion *criterion)
{
  EncoreCriterion *asked = encore_scorecard_find_criterion (encore_draft_get (self->draft), criterion->condition, NULL);
  g_autofree char *text = asked != NULL ? describe_checks (criterion, asked) : NULL;
  GtkWidget *child, *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->checks));
  int focused = focus != NULL ? gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (focus)) : -1;

  gtk_widget_set_visible (self->options, asked != NULL);
  if (asked == NULL || g_strcmp0 (text, g_object_get_data (G_OBJECT (self->checks), "shown")) == 0)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->checks))) != NULL)
    gtk_flow_box_remove (self->checks, child);
  for (guint i = 0; i < asked->options->len; i++)
    add_check (self, criterion, g_ptr_array_index (asked->options, i));
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->checks)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_set_focusable (child, FALSE);
      if (gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (child)) == focused)
        gtk_widget_grab_focus (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)));
    }
  g_object_set_data_full (G_OBJECT (self->checks), "shown", g_steal_pointer (&text), g_free);
}

/* Values and pillars */

static void
fill_principles (EncoreCriterionMore *self,
                 GtkWidget           *combo,
                 EncorePrincipleKind  kind)
{
  GPtrArray *principles = encore_draft_get_principles (self->draft);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (principle->kind != kind)
        continue;
      g_ptr_array_add (keys, g_strdup (principle->uuid));
      g_ptr_array_add (labels, g_strdup (principle->name));
    }
  encore_draft_fill_keys (combo, _ ("None"), keys, labels);
}

static void
on_values (EncoreCriterionMore *self)
{
  encore_vocabulary_editor_present (GTK_WIDGET (self), encore_draft_get_library (self->draft),
                                    encore_vocabulary_of_principles (ENCORE_PRINCIPLE_VALUE));
}

static void
on_pillars (EncoreCriterionMore *self)
{
  encore_vocabulary_editor_present (GTK_WIDGET (self), encore_draft_get_library (self->draft),
                                    encore_vocabulary_of_principles (ENCORE_PRINCIPLE_PILLAR));
}

/* Showing */

static void
show_summary (EncoreCriterionMore   *self,
              const EncoreCriterion *criterion)
{
  g_autofree char *marks = encore_scorecard_words_marks (criterion);
  g_autofree char *asked = encore_scorecard_words_asked (encore_draft_get (self->draft), criterion);
  g_autofree char *belongs = encore_scorecard_words_belongs (encore_draft_get (self->draft), criterion,
                                                             encore_draft_get_principles (self->draft));
  const char *const parts[] = { marks, asked != NULL ? asked : "", belongs };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (text, "%s%s", text->len > 0 && *parts[i] != '\0' ? " · " : "", parts[i]);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
}

static void
show_more (EncoreCriterionMore *self)
{
  EncoreCriterion *criterion = get_criterion (self);

  if (criterion == NULL)
    return;

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->judges), criterion->judges);
  gtk_widget_set_sensitive (self->header, criterion->judges == ENCORE_JUDGES_QUALITY);
  gtk_widget_set_sensitive (self->bonus, criterion->judges == ENCORE_JUDGES_QUALITY);
  fill_others (self, self->condition, _ ("Always"), FALSE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->condition), condition_position (self, criterion));
  show_checks (self, criterion);
  fill_others (self, self->parent, _ ("None"), TRUE);
  fill_principles (self, self->value, ENCORE_PRINCIPLE_VALUE);
  fill_principles (self, self->pillar, ENCORE_PRINCIPLE_PILLAR);
  show_summary (self, criterion);
  self->showing = FALSE;
}

/* Set-up */

static EncoreDraftPlace
place (EncoreCriterionMore *self,
       gsize                offset,
       const char          *label)
{
  return (EncoreDraftPlace) { self->key, NULL, offset, label };
}

static void
add_row (EncoreCriterionMore *self,
         GtkWidget           *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
make_judging (EncoreCriterionMore *self)
{
  const char *classes[] = { encore_class_to_label (ENCORE_CLASS_NONE), encore_class_to_label (ENCORE_CLASS_TECHNICAL),
                            encore_class_to_label (ENCORE_CLASS_SOFT), NULL };
  const char *judges[] = { _ ("Quality"), _ ("Recognition: did they notice the opening?"),
                           _ ("Action: did they act on it?"), NULL };

  add_row (self,
           encore_draft_choice_row (self->draft, "criterion-class", _ ("Technical or Soft Skill"), (GStrv) classes,
                                    place (self, G_STRUCT_OFFSET (EncoreCriterion, class), _ ("Change class"))));
  self->judges = encore_draft_combo_row ("criterion-judges", _ ("Judges"), (GStrv) judges);
  g_signal_connect_object (self->judges, "notify::selected", G_CALLBACK (on_judges), self, G_CONNECT_SWAPPED);
  add_row (self, self->judges);
  self->header = encore_draft_switch_row (self->draft, "criterion-header", _ ("About the Call as a Whole"),
                                          _ ("Not in the sum, unless it is a bonus"),
                                          place (self, G_STRUCT_OFFSET (EncoreCriterion, is_header),
                                                 _ ("Change header question")));
  add_row (self, self->header);
  self->bonus = encore_draft_switch_row (self->draft, "criterion-bonus", _ ("Bonus"),
                                         _ ("Adds its weight in percentage points, takes nothing away"),
                                         place (self, G_STRUCT_OFFSET (EncoreCriterion, is_bonus), _ ("Change bonus")));
  add_row (self, self->bonus);
}

static void
make_condition (EncoreCriterionMore *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("… is answered with one of these"), "xalign", 0.0, NULL);

  self->condition = encore_draft_combo_row ("criterion-condition", _ ("Asked Only If"), NULL);
  g_signal_connect_object (self->condition, "notify::selected", G_CALLBACK (on_condition), self, G_CONNECT_SWAPPED);
  add_row (self, self->condition);

  self->checks = GTK_FLOW_BOX (g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "column-spacing",
                                             12, "max-children-per-line", 4, NULL));
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (box, "text-row");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->checks));
  self->options = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, "child", box, NULL);
  add_row (self, self->options);
}

static GtkWidget *
make_principle (EncoreCriterionMore *self,
                const char          *name,
                const char          *title,
                EncoreDraftPlace     where,
                const char          *edit,
                GCallback            callback)
{
  GtkWidget *row = encore_draft_key_row (self->draft, name, title, where);
  GtkWidget *button = encore_draft_button ("principles-edit", "document-edit-symbolic", edit);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self, row);
  return row;
}

static void
make_rows (EncoreCriterionMore *self)
{
  make_judging (self);
  make_condition (self);
  self->parent = encore_draft_key_row (self->draft, "criterion-parent", _ ("Helps to Answer"),
                                       place (self, G_STRUCT_OFFSET (EncoreCriterion, parent),
                                              _ ("Change parent question")));
  add_row (self, self->parent);
  self->value = make_principle (self, "criterion-value", _ ("Brand Value"),
                                place (self, G_STRUCT_OFFSET (EncoreCriterion, value), _ ("Change brand value")),
                                _ ("Edit Brand Values"), G_CALLBACK (on_values));
  self->pillar = make_principle (self, "criterion-pillar", _ ("Pillar: Impact On"),
                                 place (self, G_STRUCT_OFFSET (EncoreCriterion, pillar), _ ("Change pillar")),
                                 _ ("Edit Pillars"), G_CALLBACK (on_pillars));
}

static void
encore_criterion_more_dispose (GObject *object)
{
  EncoreCriterionMore *self = ENCORE_CRITERION_MORE (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (encore_criterion_more_parent_class)->dispose (object);
}

static void
encore_criterion_more_class_init (EncoreCriterionMoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_criterion_more_dispose;
}

static void
encore_criterion_more_init (EncoreCriterionMore *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("More"));
}

/**
 * encore_criterion_more_new:
 * @draft: a draft
 * @key: of a criterion
 *
 * Returns: (transfer floating): a row that opens
 */
GtkWidget *
encore_criterion_more_new (EncoreDraft *draft,
                           const char  *key)
{
  EncoreCriterionMore *self = g_object_new (ENCORE_TYPE_CRITERION_MORE, NULL);

  self->draft = g_object_ref (draft);
  self->key = g_strdup (key);
  make_rows (self);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_more), self, G_CONNECT_SWAPPED);
  show_more (self);
  return GTK_WIDGET (self);
}
