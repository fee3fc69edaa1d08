/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-criterion-answer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-dispute-trail.h"
#include "encore-evidence-bar.h"
#include "encore-note-entry.h"
#include "encore-text.h"

struct _EncoreCriterionAnswer
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreScorecard *scorecard;
  const EncoreCriterion *criterion; /* the scorecard's */
  gboolean filling;                 /* the fields change because the answer did */

  GtkWidget *guidance;
  GPtrArray *options; /* GtkToggleButton in the criterion's order; then, perhaps, N/A */
  GtkWidget *na;      /* (nullable) */
  GtkWidget *number;  /* (nullable) */
  GtkWidget *text;    /* (nullable) */
  GtkWidget *evidence;
  GtkWidget *comment;
  GtkWidget *tools; /* what can be done beside answering */
};

G_DEFINE_FINAL_TYPE (EncoreCriterionAnswer, encore_criterion_answer, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const EncoreAnswer *
find_answer (EncoreCriterionAnswer *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  return evaluation != NULL ? encore_evaluation_find_answer (evaluation, self->criterion->key) : NULL;
}

static EncoreAnswer *
begin (EncoreCriterionAnswer *self)
{
  return encore_review_begin_answer (self->review, self->criterion->key);
}

/* Answering */

static char **
toggle (char      **options,
        const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean had = FALSE;

  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    if (g_str_equal (options[i], key))
      had = TRUE;
    else
      g_strv_builder_add (builder, options[i]);
  if (!had)
    g_strv_builder_add (builder, key);

  return g_strv_builder_end (builder);
}

/* Of causes any number; else one. */
static void
choose_option (EncoreCriterionAnswer *self,
               const EncoreOption    *option)
{
  EncoreAnswer *answer = begin (self);

  if (self->criterion->scale == ENCORE_SCALE_CAUSES)
    {
      char **options = toggle (answer->options, option->key);

      g_strfreev (answer->options);
      answer->options = options;
      answer->not_applicable = FALSE;
    }
  else
    {
      encore_answer_set_option (answer, option->key);
    }
  encore_review_take_answer (self->review, answer);
}

/**
 * encore_criterion_answer_not_applicable:
 * @self: of a criterion to which that is an answer
 */
void
encore_criterion_answer_not_applicable (EncoreCriterionAnswer *self)
{
  g_return_if_fail (ENCORE_IS_CRITERION_ANSWER (self));

  if (!self->criterion->allows_na)
    return;

  EncoreAnswer *answer = begin (self);

  encore_answer_set_option (answer, NULL);
  answer->number = NAN;
  answer->not_applicable = TRUE;
  encore_review_take_answer (self->review, answer);
}

/* A scale whose options are numbers is answered by these; else their order counts, and of two the second is 0 too. */
static gboolean
is_numbered (const EncoreCriterion *criterion)
{
  for (guint i = 0; i < criterion->options->len; i++)
    if (!g_ascii_isdigit (((const EncoreOption *) g_ptr_array_index (criterion->options, i))->label[0]))
      return FALSE;

  return criterion->options->len > 0;
}

static int
digit_of (const EncoreCriterion *criterion,
          guint                  index)
{
  const EncoreOption *option = g_ptr_array_index (criterion->options, index);

  if (is_numbered (criterion))
    {
      guint64 number = g_ascii_strtoull (option->label, NULL, 10);

      return number <= 9 ? (int) number : -1;
    }

  return index < 9 ? (int) index + 1 : -1;
}

static const EncoreOption *
find_option (const EncoreCriterion *criterion,
             guint                  digit)
{
  for (guint i = 0; i < criterion->options->len; i++)
    if (digit_of (criterion, i) == (int) digit)
      return g_ptr_array_index (criterion->options, i);

  return digit == 0 && criterion->options->len == 2 ? g_ptr_array_index (criterion->options, 1) : NULL;
}

static void
begin_number (EncoreCriterionAnswer *self,
              guint                  digit)
{
  g_autofree char *text = g_strdup_printf ("%u", digit);

  gtk_widget_grab_focus (self->number);
  gtk_editable_set_text (GTK_EDITABLE (self->number), text);
  gtk_editable_set_position (GTK_EDITABLE (self->number), -1);
}

/**
 * encore_criterion_answer_choose:
 * @self: of the current criterion
 * @digit: a key
 *
 * Returns: whether that is an answer to it
 */
gboolean
encore_criterion_answer_choose (EncoreCriterionAnswer *self,
                                guint                  digit)
{
  g_return_val_if_fail (ENCORE_IS_CRITERION_ANSWER (self), FALSE);

  const EncoreOption *option = find_option (self->criterion, digit);

  if (option != NULL)
    choose_option (self, option);
  else if (self->number != NULL)
    begin_number (self, digit);

  return option != NULL || self->number != NULL;
}

static void
on_option (EncoreCriterionAnswer *self,
           GtkWidget             *button)
{
  guint index;

  if (g_ptr_array_find (self->options, button, &index))
    choose_option (self, g_ptr_array_index (self->criterion->options, index));
  encore_criterion_answer_refresh (self); /* as it is, whatever the button thinks */
}

static void
on_na (EncoreCriterionAnswer *self)
{
  encore_criterion_answer_not_applicable (self);
  encore_criterion_answer_refresh (self);
}

/* Typing */

static void
on_comment_typed (EncoreCriterionAnswer *self)
{
  if (self->filling)
    return;

  EncoreAnswer *answer = begin (self);

  g_free (answer->comment);
  answer->comment = encore_note_entry_get_text (ENCORE_NOTE_ENTRY (self->comment));
  encore_review_type_answer (self->review, answer);
}

static void
on_text_typed (EncoreCriterionAnswer *self)
{
  if (self->filling)
    return;

  EncoreAnswer *answer = begin (self);

  g_free (answer->text);
  answer->text = encore_note_entry_get_text (ENCORE_NOTE_ENTRY (self->text));
  answer->not_applicable = FALSE;
  encore_review_type_answer (self->review, answer);
}

static void
on_number_typed (EncoreCriterionAnswer *self)
{
  if (self->filling)
    return;

  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->number))));
  char *end;
  double number = g_ascii_strtod (g_strdelimit (text, ",", '.'), &end);
  double low = MIN (self->criterion->low, self->criterion->high);
  double high = MAX (self->criterion->low, self->criterion->high);
  gboolean valid = *text != '\0' && *end == '\0' && number >= low && number <= high;

  if (valid || *text == '\0')
    gtk_widget_remove_css_class (self->number, "error");
  else
    gtk_widget_add_css_class (self->number, "error");
  if (!valid && *text != '\0')
    return;

  EncoreAnswer *answer = begin (self);

  answer->number = valid ? number : NAN;
  answer->not_applicable = answer->not_applicable && !valid;
  encore_review_type_answer (self->review, answer);
}

static void
on_flush (EncoreCriterionAnswer *self)
{
  if (self->review != NULL) /* the focus may leave while the window goes */
    encore_review_flush_evaluation (self->review);
}

static void
on_done (EncoreCriterionAnswer *self)
{
  on_flush (self);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
on_number_escape (GtkWidget *entry,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  on_done (user_data);
  return TRUE;
}

/**
 * encore_criterion_answer_comment:
 * @self: of the current criterion
 *
 * To its comment, or, where it asks for text, to that first.
 */
void
encore_criterion_answer_comment (EncoreCriterionAnswer *self)
{
  g_return_if_fail (ENCORE_IS_CRITERION_ANSWER (self));

  if (!encore_review_can_answer (self->review))
    return;

  if (self->text != NULL)
    {
      gtk_widget_grab_focus (self->text);
      return;
    }

  gtk_widget_set_visible (self->comment, TRUE);
  gtk_widget_grab_focus (self->comment);
}

/* Refreshing */

static void
fill_text (GtkWidget  *entry,
           const char *text)
{
  if (gtk_widget_has_focus (entry) && encore_note_entry_is_changed (ENCORE_NOTE_ENTRY (entry)))
    return; /* what is being typed is newer */

  encore_note_entry_set_text (ENCORE_NOTE_ENTRY (entry), text);
}

static void
fill_number (EncoreCriterionAnswer *self,
             const EncoreAnswer    *answer)
{
  g_autofree char *text = answer != NULL && !isnan (answer->number) ? g_strdup_printf ("%g", answer->number) : NULL;

  if (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->number)))))
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->number), text != NULL ? text : "");
  gtk_widget_remove_css_class (self->number, "error");
}

static void
show_guidance (EncoreCriterionAnswer *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  const char *complex = self->criterion->guidance_complex;
  gboolean is_complex = evaluation != NULL && evaluation->is_complex && complex != NULL && *complex != '\0';
  const char *guidance = is_complex ? complex : self->criterion->guidance;

  gtk_label_set_text (GTK_LABEL (self->guidance), guidance != NULL ? guidance : "");
  gtk_widget_set_visible (self->guidance, guidance != NULL && *guidance != '\0');
}

static void
show_choice (EncoreCriterionAnswer *self,
             const EncoreAnswer    *answer)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (self->criterion->options, i);

      gtk_toggle_button_set_active (g_ptr_array_index (self->options, i),
                                    encore_answer_has_option (answer, option->key));
    }
  if (self->na != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->na), answer != NULL && answer->not_applicable);
}

/**
 * encore_criterion_answer_refresh:
 * @self: of a criterion of the scorecard that is shown
 *
 * Shows the answer as it is now.
 */
void
encore_criterion_answer_refresh (EncoreCriterionAnswer *self)
{
  g_return_if_fail (ENCORE_IS_CRITERION_ANSWER (self));

  const EncoreAnswer *answer = find_answer (self);
  gboolean can_edit = encore_review_can_answer (self->review);
  gboolean commented = answer != NULL && answer->comment != NULL && *answer->comment != '\0';

  self->filling = TRUE;
  show_guidance (self);
  show_choice (self, answer);
  if (self->number != NULL)
    fill_number (self, answer);
  if (self->text != NULL)
    fill_text (self->text, answer != NULL ? answer->text : NULL);
  fill_text (self->comment, answer != NULL ? answer->comment : NULL);
  gtk_widget_set_visible (self->comment, commented || gtk_widget_has_focus (self->comment));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->comment), can_edit);
  if (self->text != NULL)
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), can_edit);
  if (self->number != NULL)
    gtk_editable_set_editable (GTK_EDITABLE (self->number), can_edit);
  encore_evidence_bar_refresh (ENCORE_EVIDENCE_BAR (self->evidence), answer, can_edit);
  gtk_widget_set_visible (self->tools, can_edit);
  for (guint i = 0; i < self->options->len; i++)
    gtk_widget_set_can_target (g_ptr_array_index (self->options, i), can_edit);
  if (self->na != NULL)
    gtk_widget_set_can_target (self->na, can_edit);
  self->filling = FALSE;
}

/* Parts */

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_key (const char *text)
{
  GtkWidget *key = gtk_label_new (text);

  gtk_widget_set_valign (key, GTK_ALIGN_START);
  gtk_widget_add_css_class (key, "keycap");
  gtk_widget_add_css_class (key, "numeric");
  return key;
}

static const char *
fails_text (EncoreFail fails)
{
  if (fails == ENCORE_FAIL_FORM)
    return _ ("Fails the whole evaluation");

  return fails == ENCORE_FAIL_SECTION ? _ ("Fails its section") : NULL;
}

/* The keys do it; Tab goes from criterion to criterion. */
static GtkWidget *
make_option (EncoreCriterionAnswer *self,
             const char            *key,
             const char            *label,
             const char            *anchor,
             EncoreFail             fails)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *hint = fails_text (fails);
  g_autofree char *name = g_strjoin (", ", label, anchor != NULL ? anchor : hint, anchor != NULL ? hint : NULL, NULL);

  gtk_box_append (GTK_BOX (text), make_line (label, NULL));
  if (anchor != NULL && *anchor != '\0')
    gtk_box_append (GTK_BOX (text), make_line (anchor, "option-anchor"));
  if (hint != NULL)
    gtk_box_append (GTK_BOX (text), make_line (hint, "option-fails"));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_key (key));
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, anchor);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "option");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_options (EncoreCriterionAnswer *self,
             GtkWidget             *box)
{
  for (guint i = 0; i < self->criterion->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (self->criterion->options, i);
      int digit = digit_of (self->criterion, i);
      g_autofree char *key = digit >= 0 ? g_strdup_printf ("%d", digit) : g_strdup ("");
      gboolean told = g_str_equal (key, option->label) && !encore_text_is_blank (option->anchor);
      /* A number is its own key: what it stands for says more. */
      GtkWidget *button = make_option (self, key, told ? option->anchor : option->label, told ? NULL : option->anchor,
                                       option->fails);

      g_signal_connect_object (button, "clicked", G_CALLBACK (on_option), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->options, button);
      gtk_box_append (GTK_BOX (box), button);
    }
}

static void
add_number (EncoreCriterionAnswer *self,
            GtkWidget             *box)
{
  g_autofree char *text = g_strdup_printf (_ ("From %g, worth nothing, to %g, full marks"), self->criterion->low,
                                           self->criterion->high);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->number = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->number), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 6);
  gtk_widget_set_halign (self->number, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->criterion->question, -1);
  g_signal_connect_object (self->number, "changed", G_CALLBACK (on_number_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number, "activate", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_number_escape, self, NULL)));
  gtk_widget_add_controller (self->number, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_flush), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->number, focus);
  gtk_box_append (GTK_BOX (box), self->number);
  gtk_box_append (GTK_BOX (box), make_line (text, "option-anchor"));
}

static GtkWidget *
make_entry (EncoreCriterionAnswer *self,
            const char            *placeholder,
            GCallback              on_typed)
{
  GtkWidget *entry = encore_note_entry_new (placeholder);

  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), "changed", on_typed, self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "commit", G_CALLBACK (on_flush), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "cancel", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  return entry;
}

static GtkWidget *
make_tool (const char *key,
           const char *label,
           const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), make_key (key));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_widget_set_valign (gtk_widget_get_first_child (box), GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tool");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_tools (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), make_tool ("E", _ ("Link evidence"), "judge.link"));
  gtk_box_append (GTK_BOX (box), make_tool ("C", _ ("Comment"), "judge.comment"));
  gtk_widget_add_css_class (box, "tools");
  return box;
}

static void
make_parts (EncoreCriterionAnswer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *options = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (box), self->guidance = make_line (NULL, "guidance"));
  add_options (self, options);
  if (self->criterion->scale == ENCORE_SCALE_NUMBER)
    add_number (self, options);
  if (self->criterion->scale == ENCORE_SCALE_TEXT)
    gtk_box_append (GTK_BOX (options),
                    self->text = make_entry (self, _ ("In your own words"), G_CALLBACK (on_text_typed)));
  if (self->criterion->allows_na)
    {
      self->na = make_option (self, "N", _ ("Does not apply"), NULL, ENCORE_FAIL_NONE);
      g_signal_connect_object (self->na, "clicked", G_CALLBACK (on_na), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (options), self->na);
    }
  gtk_box_append (GTK_BOX (box), options);
  self->evidence = encore_evidence_bar_new (self->review, self->criterion->key);
  gtk_box_append (GTK_BOX (box), self->evidence);
  self->comment = make_entry (self, _ ("Comment: why this answer?"), G_CALLBACK (on_comment_typed));
  gtk_box_append (GTK_BOX (box), self->comment);
  gtk_box_append (GTK_BOX (box), self->tools = make_tools ());
  gtk_box_append (GTK_BOX (box), encore_dispute_trail_new (self->review, self->criterion));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* Widget */

static void
encore_criterion_answer_dispose (GObject *object)
{
  EncoreCriterionAnswer *self = ENCORE_CRITERION_ANSWER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  self->filling = TRUE; /* fields that go away are not answers */
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_criterion_answer_parent_class)->dispose (object);
}

static void
encore_criterion_answer_class_init (EncoreCriterionAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_criterion_answer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[DONE] = g_signal_new ("done", ENCORE_TYPE_CRITERION_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
encore_criterion_answer_init (EncoreCriterionAnswer *self)
{
  self->options = g_ptr_array_new ();
}

/**
 * encore_criterion_answer_new:
 * @review: the hub, which shows a scorecard
 * @key: of one of its criteria
 *
 * Returns: (transfer floating): its unfolded part
 */
GtkWidget *
encore_criterion_answer_new (EncoreReview *review,
                             const char   *key)
{
  EncoreCriterionAnswer *self = g_object_new (ENCORE_TYPE_CRITERION_ANSWER, NULL);

  self->review = g_object_ref (review);
  self->scorecard = g_object_ref (encore_review_get_scorecard (review));
  self->criterion = encore_scorecard_find_criterion (self->scorecard, key, NULL);
  make_parts (self);
  encore_criterion_answer_refresh (self);
  return GTK_WIDGET (self);
}
