/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scenario-view.h"

#include <glib/gi18n.h>

#include "encore-extra-row.h"
#include "encore-model-answer-editor.h"
#include "encore-text.h"
#include "encore-vocabulary-editor.h"
#include "progress/encore-element-trends.h"
#include "progress/encore-field.h"
#include "progress/encore-figures.h"
#include "progress/encore-play-moments.h"
#include "progress/encore-save.h"
#include "progress/encore-share-bar.h"
#include "progress/encore-text-row.h"

struct _EncoreScenarioView
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  EncoreScenario *scenario;  /* as far as is known; saving may be under way */
  GPtrArray *facets;         /* of EncoreFacet, all kinds */
  GPtrArray *extras;         /* of EncoreExtra; NULL until read */
  GPtrArray *answers;        /* of EncoreModelAnswer; NULL until read */
  GCancellable *cancellable; /* of what belongs to the scenario */
  GCancellable *reading;     /* of the scenario itself; NULL: it is not being read */
  int saving;
  gboolean stale;   /* news came while saving and was not looked at */
  gboolean showing; /* widgets are being set */

  GtkWidget *name;
  GtkWidget *description;
  GtkWidget *escalation;
  GtkListBox *facets_list;
  AdwComboRow *combos[ENCORE_N_FACET_KINDS];
  AdwActionRow *openings;
  EncoreShareBar *share;
  EncoreElementTrends *elements;
  EncorePlayMoments *play_moments;
  GtkListBox *extras_list;
  GtkWidget *extra_add;
  GtkListBox *answers_list;
  GtkWidget *answers_empty;
  GtkWidget *answer_add;
  GtkWidget *delete;
};

G_DEFINE_FINAL_TYPE (EncoreScenarioView, encore_scenario_view, ADW_TYPE_BIN)

/* The scenario itself */

static gint64
facet_at (EncoreScenarioView *self,
          EncoreFacetKind     kind,
          guint               position)
{
  for (guint i = 0; position > 0 && self->facets != NULL && i < self->facets->len; i++)
    {
      EncoreFacet *facet = g_ptr_array_index (self->facets, i);

      if (facet->kind == kind && --position == 0)
        return facet->id;
    }

  return 0;
}

static void
show_facet (EncoreScenarioView *self,
            EncoreFacetKind     kind)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 chosen = self->scenario != NULL ? self->scenario->facets[kind] : 0;
  guint selected = 0, n = 0;

  gtk_string_list_append (names, _ ("Not chosen"));
  for (guint i = 0; self->facets != NULL && i < self->facets->len; i++)
    {
      EncoreFacet *facet = g_ptr_array_index (self->facets, i);

      if (facet->kind != kind)
        continue;
      gtk_string_list_append (names, facet->name != NULL ? facet->name : "");
      n++;
      selected = facet->id == chosen ? n : selected;
    }

  self->showing = TRUE;
  adw_combo_row_set_model (self->combos[kind], G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->combos[kind], selected);
  self->showing = FALSE;
}

static void
show_facets (EncoreScenarioView *self)
{
  for (EncoreFacetKind kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    show_facet (self, kind);
}

static void
say_error (EncoreScenarioView *self,
           const GError       *error)
{
  g_autofree char *reason = encore_save_reason (error);

  encore_save_toast (GTK_WIDGET (self), reason);
}

static void
stop_reading (EncoreScenarioView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
on_read_once_more (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (EncoreScenarioView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_object (&self->reading);

  for (guint i = 0; scenarios != NULL && self->scenario != NULL && i < scenarios->len; i++)
    {
      EncoreScenario *scenario = g_ptr_array_index (scenarios, i);

      if (scenario->id == self->scenario->id)
        {
          encore_scenario_view_set (self, scenario);
          return;
        }
    }
}

static void
read_once_more (EncoreScenarioView *self)
{
  stop_reading (self);
  self->stale = FALSE;
  self->reading = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_SCENARIOS, 0, self->reading, on_read_once_more,
                             g_object_ref (self));
}

/* What was typed stays where it is and counts as not saved. */
static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncoreScenarioView *self = ENCORE_SCENARIO_VIEW (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);

  self->saving--;
  if (self->saving == 0 && self->stale && self->library != NULL)
    read_once_more (self);
  if (error == NULL || self->scenario == NULL)
    return;

  say_error (self, error);
  if (self->scenario != (EncoreScenario *) change->after)
    return;

  g_set_object (&self->scenario, ENCORE_SCENARIO (change->before));
  encore_field_base (self->name, self->scenario->name);
  encore_field_base (self->description, self->scenario->description);
  encore_field_base (self->escalation, self->scenario->escalation_path);
  show_facets (self);
}

static void
commit (EncoreScenarioView *self,
        const char         *label,
        EncoreScenario     *after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, self->scenario, after);

  self->saving++;
  self->stale = self->stale || self->reading != NULL;
  stop_reading (self);
  g_set_object (&self->scenario, after);
  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
}

static void
on_text (gpointer    owner,
         GtkWidget  *field,
         const char *text)
{
  EncoreScenarioView *self = owner;
  g_autoptr (EncoreScenario) after = NULL;
  char **target;

  if (self->scenario == NULL)
    return;
  if (field == self->name && encore_text_is_blank (text))
    {
      encore_field_reset (field, self->scenario->name);
      return;
    }

  after = encore_scenario_copy (self->scenario);
  target = field == self->name ? &after->name
                               : (field == self->description ? &after->description : &after->escalation_path);
  g_free (*target);
  *target = g_strdup (text);
  commit (self, field == self->name ? _ ("Rename scenario") : _ ("Edit scenario"), after);
}

static void
on_facet_selected (AdwComboRow        *combo,
                   GParamSpec         *pspec,
                   EncoreScenarioView *self)
{
  EncoreFacetKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (combo), "kind"));
  gint64 id = facet_at (self, kind, adw_combo_row_get_selected (combo));
  g_autoptr (EncoreScenario) after = NULL;

  if (self->showing || self->scenario == NULL || id == self->scenario->facets[kind])
    return;

  after = encore_scenario_copy (self->scenario);
  after->facets[kind] = id;
  commit (self, _ ("Classify scenario"), after);
}

static void
on_manage (GtkWidget          *button,
           EncoreScenarioView *self)
{
  EncoreFacetKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));

  encore_vocabulary_editor_present (GTK_WIDGET (self), self->library, encore_vocabulary_of_facets (kind));
}

static void
make_facet_row (EncoreScenarioView *self,
                EncoreFacetKind     kind)
{
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "title", encore_facet_kind_to_label (kind), NULL);
  GtkWidget *manage = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = g_strdup_printf ("facet-%s", encore_facet_kind_to_id (kind));
  g_autofree char *tooltip = g_strdup_printf (_ ("Edit the values of “%s”"), encore_facet_kind_to_label (kind));

  gtk_widget_set_name (row, name);
  gtk_widget_set_name (manage, "facet-edit");
  gtk_widget_set_tooltip_text (manage, tooltip);
  gtk_widget_set_valign (manage, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (manage, "flat");
  g_object_set_data (G_OBJECT (row), "kind", GINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (manage), "kind", GINT_TO_POINTER (kind));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_facet_selected), self, 0);
  g_signal_connect_object (manage, "clicked", G_CALLBACK (on_manage), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), manage);
  gtk_list_box_append (self->facets_list, row);
  self->combos[kind] = ADW_COMBO_ROW (row);
}

/* Extras */

static EncoreExtraRow *
extra_row_at (EncoreScenarioView *self,
              guint               index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->extras_list, (int) index);

  return ENCORE_IS_EXTRA_ROW (row) ? ENCORE_EXTRA_ROW (row) : NULL;
}

static gboolean
extras_fit_rows (EncoreScenarioView *self)
{
  for (guint i = 0; i < self->extras->len; i++)
    {
      EncoreExtraRow *row = extra_row_at (self, i);

      if (row == NULL || encore_extra_row_get (row)->id != ENCORE_EXTRA (g_ptr_array_index (self->extras, i))->id)
        return FALSE;
    }

  return extra_row_at (self, self->extras->len) == NULL;
}

static void
flush_extras (EncoreScenarioView *self)
{
  EncoreExtraRow *row;

  for (guint i = 0; (row = extra_row_at (self, i)) != NULL; i++)
    encore_extra_row_flush (row);
}

static void
rebuild_extras (EncoreScenarioView *self)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  EncoreExtraRow *row;

  while ((row = extra_row_at (self, 0)) != NULL)
    {
      if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
        g_hash_table_add (open, g_memdup2 (&encore_extra_row_get (row)->id, sizeof (gint64)));
      gtk_list_box_remove (self->extras_list, GTK_WIDGET (row));
    }

  for (guint i = 0; i < self->extras->len; i++)
    {
      EncoreExtra *extra = g_ptr_array_index (self->extras, i);
      GtkWidget *made = encore_extra_row_new (self->library, self->scenario->id);

      encore_extra_row_set (ENCORE_EXTRA_ROW (made), extra);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (made), g_hash_table_contains (open, &extra->id));
      gtk_list_box_insert (self->extras_list, made, (int) i);
    }
}

/* As long as there are the same extras, their rows stay, with what is being typed there. */
static void
show_extras (EncoreScenarioView *self)
{
  if (!extras_fit_rows (self))
    {
      flush_extras (self);
      rebuild_extras (self);
      return;
    }

  for (guint i = 0; i < self->extras->len; i++)
    encore_extra_row_set (extra_row_at (self, i), g_ptr_array_index (self->extras, i));
}

static void
on_extra_saved (GtkWidget    *widget,
                EncoreEdit   *edit,
                const GError *error)
{
  EncoreScenarioView *self = ENCORE_SCENARIO_VIEW (widget);
  EncoreExtra *extra = ENCORE_EXTRA (encore_edit_get (edit, 0)->after);

  if (error == NULL)
    return;

  say_error (self, error);
  if (!encore_field_dirty (self->extra_add))
    {
      encore_field_reset (self->extra_add, extra->name);
      encore_field_base (self->extra_add, "");
    }
}

static void
on_extra_added (gpointer    owner,
                GtkWidget  *field,
                const char *text)
{
  EncoreScenarioView *self = owner;
  g_autoptr (EncoreExtra) extra = encore_extra_new ();
  g_autoptr (EncoreEdit) edit = NULL;

  if (self->scenario == NULL || encore_text_is_blank (text))
    return;

  extra->scenario_id = self->scenario->id;
  extra->name = g_strdup (text);
  extra->state = ENCORE_EXTRA_IDEA;
  edit = encore_edit_new_change (_ ("Add extra"), NULL, extra);
  encore_field_reset (field, "");
  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_extra_saved);
}

/* Model answers */

static char *
describe_answer (EncoreModelAnswer *answer)
{
  g_autoptr (GString) text = g_string_new (answer->status == ENCORE_MODEL_ANSWER_APPROVED ? _ ("Approved")
                                                                                          : _ ("Draft"));
  guint n = answer->steps->len;

  g_string_append (text, " · ");
  g_string_append_printf (text, ngettext ("%u step", "%u steps", n), n);
  if (!encore_text_is_blank (answer->author_name))
    {
      g_string_append (text, " · ");
      /* Translators: the author of a model answer */
      g_string_append_printf (text, _ ("by %s"), answer->author_name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_clip_button (EncoreModelAnswer *answer)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("media-playback-start-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Play the Example Clip"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xx)", answer->clip_call_id,
                                    MAX (0, answer->clip.start_ms));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-call-at");
  return button;
}

static GtkWidget *
make_answer_row (EncoreModelAnswer *answer)
{
  g_autofree char *subtitle = describe_answer (answer);
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_name (row, "answer-row");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), answer->title != NULL ? answer->title : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (answer->status == ENCORE_MODEL_ANSWER_APPROVED)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-edit-symbolic"));
  if (answer->clip_call_id > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_clip_button (answer));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "answer", g_object_ref (answer), g_object_unref);
  return row;
}

static void
show_answers (EncoreScenarioView *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->answers_list, 0)) != NULL)
    gtk_list_box_remove (self->answers_list, GTK_WIDGET (row));
  for (guint i = 0; i < self->answers->len; i++)
    gtk_list_box_append (self->answers_list, make_answer_row (g_ptr_array_index (self->answers, i)));

  gtk_widget_set_visible (GTK_WIDGET (self->answers_list), self->answers->len > 0);
  gtk_widget_set_visible (self->answers_empty, self->answers->len == 0);
}

static void
on_answer_activated (EncoreScenarioView *self,
                     GtkListBoxRow      *row)
{
  EncoreModelAnswer *answer = g_object_get_data (G_OBJECT (row), "answer");

  encore_model_answer_editor_present (GTK_WIDGET (self), self->library, answer);
}

static void
on_answer_add (EncoreScenarioView *self)
{
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();

  if (self->scenario == NULL)
    return;

  answer->scenario_id = self->scenario->id;
  encore_model_answer_editor_present (GTK_WIDGET (self), self->library, answer);
}

/* Deleting */

static void
on_deleted (GtkWidget    *widget,
            EncoreEdit   *edit,
            const GError *error)
{
  if (error != NULL)
    say_error (ENCORE_SCENARIO_VIEW (widget), error);
}

/* Its own extras and model answers go with it, and come back with it. */
static void
on_delete (EncoreScenarioView *self)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new (_ ("Delete scenario"));
  g_autofree char *message = NULL;

  if (self->scenario == NULL || self->extras == NULL || self->answers == NULL)
    return;

  for (guint i = 0; i < self->extras->len; i++)
    if (ENCORE_EXTRA (g_ptr_array_index (self->extras, i))->scenario_id == self->scenario->id)
      encore_edit_add (edit, g_ptr_array_index (self->extras, i), NULL);
  for (guint i = 0; i < self->answers->len; i++)
    encore_edit_add (edit, g_ptr_array_index (self->answers, i), NULL);
  encore_edit_add (edit, self->scenario, NULL);

  message = g_strdup_printf (_ ("Scenario “%s” deleted"), self->scenario->name);
  encore_save (GTK_WIDGET (self), self->library, edit, message, on_deleted);
}

/* Reading */

static gboolean
is_over (EncoreScenarioView *self,
         const GError       *error)
{
  if (self->scenario == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (error != NULL)
    encore_save_toast (GTK_WIDGET (self), error->message);
  return error != NULL;
}

static void
on_extras_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncoreScenarioView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) extras = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->extras, g_ptr_array_unref);
  self->extras = g_steal_pointer (&extras);
  show_extras (self);
}

static void
on_answers_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EncoreScenarioView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->answers, g_ptr_array_unref);
  self->answers = g_steal_pointer (&answers);
  show_answers (self);
}

static void
on_progress_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EncoreScenarioView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreProgress) progress = encore_library_progress_finish (ENCORE_LIBRARY (source), result, &error);
  g_autofree char *title = NULL, *outcomes = NULL, *calls = NULL, *subtitle = NULL;

  if (is_over (self, error))
    return;

  title = encore_figures_taken (&progress->total);
  outcomes = encore_figures_outcomes (&progress->total);
  calls = encore_figures_calls (progress->n_calls);
  /* Translators: number of calls, then counts of openings by outcome */
  subtitle = g_strdup_printf (_ ("%s · %s"), calls, outcomes);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->openings), title);
  adw_action_row_set_subtitle (self->openings, encore_tally_openings (&progress->total) > 0 ? subtitle : calls);
  encore_share_bar_set_tally (self->share, &progress->total);
}

static void
read_again (EncoreScenarioView *self)
{
  gint64 id;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->library == NULL || self->scenario == NULL)
    return;

  id = self->scenario->id;
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_EXTRAS, id, self->cancellable, on_extras_read,
                             g_object_ref (self));
  encore_library_list_async (self->library, ENCORE_LISTING_MODEL_ANSWERS, id, self->cancellable, on_answers_read,
                             g_object_ref (self));
  encore_library_progress_async (self->library, ENCORE_SCOPE_SCENARIO, id, self->cancellable, on_progress_read,
                                 g_object_ref (self));
}

static void
on_changed (EncoreScenarioView *self,
            GType               type)
{
  if (type == ENCORE_TYPE_EXTRA || type == ENCORE_TYPE_MODEL_ANSWER || type == ENCORE_TYPE_MOMENT
      || type == ENCORE_TYPE_CALL)
    read_again (self);
}

/* Set-up */

static void
encore_scenario_view_unmap (GtkWidget *widget)
{
  encore_scenario_view_flush (ENCORE_SCENARIO_VIEW (widget));

  GTK_WIDGET_CLASS (encore_scenario_view_parent_class)->unmap (widget);
}

static void
encore_scenario_view_dispose (GObject *object)
{
  EncoreScenarioView *self = ENCORE_SCENARIO_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_reading (self);
  g_clear_object (&self->library);
  g_clear_object (&self->scenario);
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_scenario_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncoreScenarioView, name)

static void
encore_scenario_view_class_init (EncoreScenarioViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_scenario_view_dispose;
  widget_class->unmap = encore_scenario_view_unmap;

  g_type_ensure (ENCORE_TYPE_TEXT_ROW);
  g_type_ensure (ENCORE_TYPE_SHARE_BAR);
  g_type_ensure (ENCORE_TYPE_ELEMENT_TRENDS);
  g_type_ensure (ENCORE_TYPE_PLAY_MOMENTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/coaching/scenario-view.ui");
  BIND (name);
  BIND (description);
  BIND (escalation);
  BIND (facets_list);
  BIND (openings);
  BIND (share);
  BIND (elements);
  BIND (play_moments);
  BIND (extras_list);
  BIND (extra_add);
  BIND (answers_list);
  BIND (answers_empty);
  BIND (answer_add);
  BIND (delete);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_add);
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
}

static void
encore_scenario_view_init (EncoreScenarioView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->showing = TRUE;
  for (EncoreFacetKind kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    make_facet_row (self, kind);
  self->showing = FALSE;
  encore_field_bind (self->name, on_text, self);
  encore_field_bind (self->description, on_text, self);
  encore_field_bind (self->escalation, on_text, self);
  encore_field_bind (self->extra_add, on_extra_added, self);
}

/* Reading goes on; a model answer opens to be read, and says why it is not saved. */
static void
protect (EncoreScenarioView *self)
{
  GtkWidget *writing[] = { self->name,
                           self->description,
                           self->escalation,
                           GTK_WIDGET (self->facets_list),
                           GTK_WIDGET (self->extras_list),
                           self->answer_add,
                           self->delete };

  for (gsize i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_set_sensitive (writing[i], FALSE);
}

/**
 * encore_scenario_view_set_library:
 * @self: the view
 * @library: where it reads and saves; set once
 */
void
encore_scenario_view_set_library (EncoreScenarioView *self,
                                  EncoreLibrary      *library)
{
  g_return_if_fail (ENCORE_IS_SCENARIO_VIEW (self));
  g_return_if_fail (self->library == NULL);

  self->library = g_object_ref (library);
  if (encore_library_is_read_only (library))
    protect (self);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

/**
 * encore_scenario_view_set_facets:
 * @self: the view
 * @facets: of #EncoreFacet, by kind and position
 *
 * Offers these values.
 */
void
encore_scenario_view_set_facets (EncoreScenarioView *self,
                                 GPtrArray          *facets)
{
  g_return_if_fail (ENCORE_IS_SCENARIO_VIEW (self));

  g_clear_pointer (&self->facets, g_ptr_array_unref);
  self->facets = g_ptr_array_ref (facets);
  show_facets (self);
}

static void
show_other (EncoreScenarioView *self,
            EncoreScenario     *scenario)
{
  encore_scenario_view_flush (self);
  stop_reading (self);
  g_set_object (&self->scenario, scenario);
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  encore_play_moments_set_source (self->play_moments, self->library, ENCORE_LISTING_MOMENTS_OF_SCENARIO, scenario->id);
  encore_element_trends_show (self->elements, self->library, ENCORE_SCOPE_SCENARIO, scenario->id);
  encore_field_reset (self->name, scenario->name);
  encore_field_reset (self->description, scenario->description);
  encore_field_reset (self->escalation, scenario->escalation_path);
  encore_field_reset (self->extra_add, "");
  show_facets (self);
  read_again (self);
}

/**
 * encore_scenario_view_set:
 * @self: the view
 * @scenario: as the library holds it
 *
 * Shows @scenario. What is being typed there is kept; what was typed in another one is saved.
 */
void
encore_scenario_view_set (EncoreScenarioView *self,
                          EncoreScenario     *scenario)
{
  g_return_if_fail (ENCORE_IS_SCENARIO_VIEW (self));

  if (self->scenario == NULL || self->scenario->id != scenario->id)
    {
      show_other (self, scenario);
      return;
    }

  self->stale = self->saving > 0;
  if (self->stale)
    return;

  stop_reading (self);
  g_set_object (&self->scenario, scenario);
  encore_field_set (self->name, scenario->name);
  encore_field_set (self->description, scenario->description);
  encore_field_set (self->escalation, scenario->escalation_path);
  show_facets (self);
}

/**
 * encore_scenario_view_edit_name:
 * @self: the view
 *
 * Puts the cursor into the name, all of it selected.
 */
void
encore_scenario_view_edit_name (EncoreScenarioView *self)
{
  g_return_if_fail (ENCORE_IS_SCENARIO_VIEW (self));

  gtk_widget_grab_focus (self->name);
  gtk_editable_select_region (GTK_EDITABLE (self->name), 0, -1);
}

/**
 * encore_scenario_view_flush:
 * @self: the view
 *
 * Saves what has been typed.
 */
void
encore_scenario_view_flush (EncoreScenarioView *self)
{
  g_return_if_fail (ENCORE_IS_SCENARIO_VIEW (self));

  if (self->scenario == NULL)
    return;

  encore_field_flush (self->name);
  encore_field_flush (self->description);
  encore_field_flush (self->escalation);
  encore_field_flush (self->extra_add);
  flush_extras (self);
}
