/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-search-page.h"

#include <glib/gi18n.h>

#include "encore-hit-row.h"
#include "encore-saved-searches.h"
#include "encore-search-completion.h"
#include "encore-search.h"
#include "encore-text.h"

/* The places of so many calls are shown. */
#define N_CALLS 50

/* When the whole answer takes longer than that, the first rows of so many calls are shown meanwhile. */
#define N_FIRST_CALLS 12
#define PATIENCE_MS 120

/**
 * EncoreSearchPage:
 *
 * Finds what was said, noted or written as a model answer in the whole library, while one types.
 */
struct _EncoreSearchPage
{
  AdwBin parent_instance;

  /* Template */
  GtkSearchEntry *search;
  GtkLabel *count;
  GtkLabel *hint;
  GtkStack *states;
  GtkListView *list;
  GtkListBox *examples;
  EncoreSavedSearches *saved;

  EncoreLibrary *library;
  GListStore *hits;
  GCancellable *cancellable; /* of the question that is on its way */
  EncoreFindings *first;     /* its first rows, until they are shown or the whole answer is */
  guint first_id;            /* when they will be */
  EncoreSearchCompletion *completion;
  guint focus_id; /* idle in which the entry is focused */
};

G_DEFINE_FINAL_TYPE (EncoreSearchPage, encore_search_page, ADW_TYPE_BIN)

static void
show_count (EncoreSearchPage *self,
            EncoreFindings   *findings)
{
  if (findings->n_calls < 0)
    {
      gtk_label_set_label (self->count, _ ("Counting the calls. Some of them are shown already"));
      return;
    }

  g_autofree char *calls = g_strdup_printf (ngettext ("%'d call", "%'d calls", (gulong) findings->n_calls),
                                            (int) findings->n_calls);
  g_autofree char *some = g_strdup_printf (findings->is_ranked ? _ ("%s, the best %'u are shown")
                                                               : _ ("%s, the newest %'u are shown"),
                                           calls, findings->n_shown);

  gtk_label_set_label (self->count, findings->n_calls > findings->n_shown ? some : calls);
}

/* What was typed as a filter but says nothing is not passed over in silence. */
static void
show_hint (EncoreSearchPage *self,
           EncoreQuery      *query)
{
  gboolean is_misread = query->misread != NULL && !g_str_has_suffix (query->misread, ":"); /* else it is being typed */
  g_autofree char *hint = is_misread
                              ? g_strdup_printf (_ ("“%s” is left out: dates are written 2026-03-01, 2026-03 or 2026"),
                                                 query->misread)
                              : NULL;

  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

static void
show_may_play (EncoreSearchPage *self)
{
  g_autoptr (GPtrArray) places = encore_hit_list_places (G_LIST_MODEL (self->hits));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.play-all", places->len > 0);
}

static void
show_findings (EncoreSearchPage *self,
               EncoreFindings   *findings)
{
  g_list_store_splice (self->hits, 0, g_list_model_get_n_items (G_LIST_MODEL (self->hits)), findings->hits->pdata,
                       findings->hits->len);
  if (findings->hits->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0u);
  show_count (self, findings);
  show_may_play (self);
  gtk_stack_set_visible_child_name (self->states, findings->hits->len > 0 ? "hits" : "nothing");
}

static void
drop_first (EncoreSearchPage *self)
{
  g_clear_handle_id (&self->first_id, g_source_remove);
  g_clear_object (&self->first);
}

static gboolean
show_first (gpointer user_data)
{
  EncoreSearchPage *self = user_data;

  self->first_id = 0;
  show_findings (self, self->first);
  drop_first (self);
  return G_SOURCE_REMOVE;
}

static void
first_found_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncoreSearchPage) self = user_data;
  g_autoptr (EncoreFindings) findings = encore_library_search_finish (ENCORE_LIBRARY (object), result, NULL);

  /* Whatever went wrong, the whole answer says it; that nothing was found, it alone knows. */
  if (self->hits == NULL || findings == NULL || findings->hits->len == 0)
    return;

  drop_first (self);
  self->first = g_steal_pointer (&findings);
  self->first_id = g_timeout_add (PATIENCE_MS, show_first, self);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EncoreSearchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreFindings) findings = encore_library_search_finish (ENCORE_LIBRARY (object), result, &error);

  if (self->hits == NULL)
    return; /* the page has gone */

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    drop_first (self);
  if (findings != NULL)
    show_findings (self, findings);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
stop (EncoreSearchPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_first (self);
}

/* The old answer stays until the new one is there: nothing flickers while one types. */
static void
ask (EncoreSearchPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (EncoreQuery) query = encore_query_new (typed);

  stop (self);
  encore_saved_searches_set_query (self->saved, encore_query_is_empty (query) ? NULL : typed);
  show_hint (self, query);
  if (encore_query_is_empty (query))
    {
      gtk_label_set_label (self->count, "");
      gtk_stack_set_visible_child_name (self->states, "start");
      return;
    }

  self->cancellable = g_cancellable_new ();
  if (encore_query_has_words (query))
    encore_library_search_first_async (self->library, query, N_FIRST_CALLS, self->cancellable, first_found_cb,
                                       g_object_ref (self));
  encore_library_search_async (self->library, query, N_CALLS, self->cancellable, found_cb, g_object_ref (self));
}

/* After an edit or an import the answer may be another one. */
static void
on_changed (EncoreSearchPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

/* Rows */

static void
on_setup (EncoreSearchPage   *self,
          GtkListItem        *item,
          GtkListItemFactory *factory)
{
  gtk_list_item_set_child (item, encore_hit_row_new ());
}

static void
on_bind (EncoreSearchPage   *self,
         GtkListItem        *item,
         GtkListItemFactory *factory)
{
  encore_hit_row_set_hit (ENCORE_HIT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                          gtk_list_item_get_position (item));
}

static void
on_activate (EncoreSearchPage *self,
             guint             position,
             GtkListView      *list)
{
  g_autoptr (EncoreHit) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), position);

  if (hit == NULL)
    return;

  if (hit->answer != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-scenario", "x", hit->answer->scenario_id);
  else if (hit->span.start_ms != ENCORE_NO_TIME)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-call-at", "(xx)", hit->call->id, hit->span.start_ms);
  else if (hit->segment >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-call-segment", "(xi)", hit->call->id, hit->segment);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-call", "x", hit->call->id);
}

static void
on_search_activate (EncoreSearchPage *self)
{
  on_activate (self, 0, self->list);
}

static gboolean
on_search_key (EncoreSearchPage      *self,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               GtkEventControllerKey *controller)
{
  if (encore_search_completion_key (self->completion, keyval, state))
    return TRUE;

  return keyval == GDK_KEY_Down && gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_stop_search (EncoreSearchPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* What is put there is asked for at once, and more can be typed behind it. */
static void
set_query (EncoreSearchPage *self,
           const char       *query)
{
  g_autofree char *finished = g_strconcat (query, " ", NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search), finished);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
}

static void
on_saved_chosen (EncoreSearchPage *self,
                 const char       *query)
{
  set_query (self, query);
}

static void
on_example (EncoreSearchPage *self,
            GtkListBoxRow    *row)
{
  set_query (self, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
add_examples (EncoreSearchPage *self)
{
  static const struct
  {
    const char *query;
    const char *meaning;
  } examples[] = {
    { N_ ("refund*"), N_ ("Words that begin so: refund, refunds, refunded") },
    { N_ ("\"rent is due\""), N_ ("These words, one after the other") },
    { N_ ("delivery -voucher"), N_ ("With the one, without the other") },
    { "moment:missed", N_ ("Calls in which an opening was missed") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (examples[i].query));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (examples[i].meaning));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->examples, row);
    }
}

/* Hearing */

static void
play (EncoreSearchPage *self,
      GListModel       *hits)
{
  g_autoptr (GPtrArray) places = encore_hit_list_places (hits);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(xxxs)"));
  for (guint i = 0; i < places->len; i++)
    {
      EncoreMoment *place = places->pdata[i];

      g_variant_builder_add (&builder, "(xxxs)", place->call_id, place->span.start_ms, place->span.end_ms,
                             place->note != NULL ? place->note : "");
    }

  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_builder_end (&builder));
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.play-places", all);
}

static void
play_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EncoreSearchPage *self = ENCORE_SEARCH_PAGE (widget);

  play (self, G_LIST_MODEL (self->hits));
}

static void
play_hit_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EncoreSearchPage *self = ENCORE_SEARCH_PAGE (widget);
  g_autoptr (EncoreHit) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), g_variant_get_uint32 (parameter));
  g_autoptr (GListStore) one = g_list_store_new (ENCORE_TYPE_HIT);

  if (hit == NULL)
    return;

  g_list_store_append (one, hit);
  play (self, G_LIST_MODEL (one));
}

/* Actions */

static void
complete_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EncoreSearchPage *self = ENCORE_SEARCH_PAGE (widget);
  GtkEditable *search = GTK_EDITABLE (self->search);
  const char *text = gtk_editable_get_text (search);
  g_autofree char *apart = g_strconcat (text, *text == '\0' || g_str_has_suffix (text, " ") ? "" : " ", NULL);

  gtk_editable_set_text (search, apart);
  gtk_widget_grab_focus (GTK_WIDGET (search));
  gtk_editable_set_position (search, -1);
  encore_search_completion_offer (self->completion);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ENCORE_SEARCH_PAGE (widget)->search));
}

/* Adds the beginning of a filter, to be completed. */
static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkEditable *search = GTK_EDITABLE (ENCORE_SEARCH_PAGE (widget)->search);
  const char *text = gtk_editable_get_text (search);
  const char *joint = *text != '\0' && !g_str_has_suffix (text, " ") ? " " : "";
  g_autofree char *longer = g_strconcat (text, joint, g_variant_get_string (parameter, NULL), NULL);

  gtk_editable_set_text (search, longer);
  gtk_widget_grab_focus (GTK_WIDGET (search));
  gtk_editable_set_position (search, -1);
}

static gboolean
encore_search_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ENCORE_SEARCH_PAGE (widget)->search));
}

static gboolean
grab_focus_cb (gpointer user_data)
{
  EncoreSearchPage *self = user_data;

  self->focus_id = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return G_SOURCE_REMOVE;
}

/* The stack that shows the page moves the focus once more behind our back. */
static void
encore_search_page_map (GtkWidget *widget)
{
  EncoreSearchPage *self = ENCORE_SEARCH_PAGE (widget);

  GTK_WIDGET_CLASS (encore_search_page_parent_class)->map (widget);
  ask (self);
  gtk_widget_grab_focus (widget);
  if (self->focus_id == 0)
    self->focus_id = g_idle_add (grab_focus_cb, self);
}

static void
encore_search_page_unmap (GtkWidget *widget)
{
  EncoreSearchPage *self = ENCORE_SEARCH_PAGE (widget);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (self->completion != NULL)
    encore_search_completion_dismiss (self->completion);
  GTK_WIDGET_CLASS (encore_search_page_parent_class)->unmap (widget);
}

static void
encore_search_page_dispose (GObject *object)
{
  EncoreSearchPage *self = ENCORE_SEARCH_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (self->completion != NULL)
    g_object_run_dispose (G_OBJECT (self->completion)); /* an answer may still be on its way to it */
  g_clear_object (&self->completion);
  g_clear_object (&self->hits);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_search_page_parent_class)->dispose (object);
}

static void
encore_search_page_class_init (EncoreSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_search_page_dispose;
  widget_class->map = encore_search_page_map;
  widget_class->unmap = encore_search_page_unmap;
  widget_class->grab_focus = encore_search_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/calls/encore-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, search);
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, count);
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, hint);
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, states);
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, list);
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, examples);
  gtk_widget_class_bind_template_child (widget_class, EncoreSearchPage, saved);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, on_example);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "search.filter", "s", filter_action);
  gtk_widget_class_install_action (widget_class, "search.complete", NULL, complete_action);
  gtk_widget_class_install_action (widget_class, "search.play-all", NULL, play_all_action);
  gtk_widget_class_install_action (widget_class, "search.play-hit", "u", play_hit_action);
}

static void
encore_search_page_init (EncoreSearchPage *self)
{
  self->hits = g_list_store_new (ENCORE_TYPE_HIT);
  g_type_ensure (ENCORE_TYPE_SAVED_SEARCHES);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->hits)));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  add_examples (self);
}

/**
 * encore_search_page_new:
 * @library: what is searched
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
encore_search_page_new (EncoreLibrary *library)
{
  EncoreSearchPage *self = g_object_new (ENCORE_TYPE_SEARCH_PAGE, NULL);

  self->library = g_object_ref (library);
  self->completion = encore_search_completion_new (GTK_WIDGET (self->search), library);
  encore_saved_searches_set_library (self->saved, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
