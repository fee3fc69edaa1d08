/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-people-page.h"

#include <glib/gi18n.h>

#include "encore-evaluations-group.h"
#include "encore-figures.h"
#include "encore-open-disputes.h"
#include "encore-people-list.h"
#include "encore-person-editor.h"
#include "encore-progress-view.h"
#include "encore-save.h"
#include "encore-text.h"

struct _EncorePeoplePage
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GCancellable *cancellable;
  GPtrArray *teams;  /* of EncoreTeam; NULL until read */
  GPtrArray *people; /* of EncorePerson; NULL until read */
  GListStore *items; /* both, arranged */
  GtkFilter *filter;
  GtkSingleSelection *selection;
  GObject *shown;    /* EncoreTeam or EncorePerson; NULL: none */
  GType wanted_type; /* to be shown once it is there */
  gint64 wanted_id;

  GtkSearchEntry *search;
  GtkStack *list_stack;
  GtkListView *list;
  GtkStack *stack;
  GtkAdjustment *scroll;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *details;
  GtkWidget *edit;
  EncoreProgressView *progress;
  EncoreEvaluationsGroup *evaluations;
  EncoreOpenDisputes *disputes;
};

G_DEFINE_FINAL_TYPE (EncorePeoplePage, encore_people_page, ADW_TYPE_BIN)

static char *
describe_person (EncorePerson *person)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *date = NULL;

  if (person->roles != 0)
    g_ptr_array_add (parts, encore_figures_roles (person->roles));
  if (!encore_text_is_blank (person->team_name))
    g_ptr_array_add (parts, g_strdup (person->team_name));
  if (person->hired_at > 0)
    {
      date = encore_text_date (person->hired_at);
      /* Translators: a date */
      g_ptr_array_add (parts, g_strdup_printf (_ ("hired on %s"), date));
    }

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (GStrv) parts->pdata);
}

static char *
describe_team (EncorePeoplePage *self,
               EncoreTeam       *team)
{
  int n = 0;

  for (guint i = 0; i < self->people->len; i++)
    n += ENCORE_PERSON (g_ptr_array_index (self->people, i))->team_id == team->id;

  return g_strdup_printf (ngettext ("Team of %'d person", "Team of %'d people", n), n);
}

static void
show_item (EncorePeoplePage *self,
           gpointer          item)
{
  gboolean team = ENCORE_IS_TEAM (item);
  gboolean same = self->shown != NULL && G_OBJECT_TYPE (self->shown) == G_OBJECT_TYPE (item)
                  && encore_people_list_id (self->shown) == encore_people_list_id (item);
  const char *name = team ? ENCORE_TEAM (item)->name : ENCORE_PERSON (item)->name;
  g_autofree char *details = team ? describe_team (self, item) : describe_person (item);

  g_set_object (&self->shown, item);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_icon_name (self->avatar, team ? "system-users-symbolic" : NULL);
  adw_avatar_set_show_initials (self->avatar, !team);
  gtk_label_set_label (self->name, name != NULL ? name : "");
  gtk_label_set_label (self->details, details);
  encore_progress_view_show (self->progress, self->library, team ? ENCORE_SCOPE_TEAM : ENCORE_SCOPE_AGENT,
                             encore_people_list_id (item));
  encore_evaluations_group_show (self->evaluations, self->library, team ? 0 : encore_people_list_id (item));
  if (!same)
    gtk_adjustment_set_value (self->scroll, 0);
  gtk_stack_set_visible_child_name (self->stack, "item");
}

static void
on_selected (EncorePeoplePage *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    show_item (self, item);
}

static gboolean
is_item (gpointer item,
         GType    type,
         gint64   id)
{
  return G_OBJECT_TYPE (item) == type && encore_people_list_id (item) == id;
}

static gboolean
select_item (EncorePeoplePage *self,
             GType             type,
             gint64            id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (!is_item (item, type, id))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      return TRUE;
    }

  return FALSE;
}

static void
show_nothing (EncorePeoplePage *self)
{
  gboolean none = self->people->len == 0 && self->teams->len == 0;

  g_clear_object (&self->shown);
  gtk_stack_set_visible_child_name (self->stack, none ? "empty" : "none");
}

static void
update_list_stack (EncorePeoplePage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  gtk_stack_set_visible_child_name (self->list_stack, any || !searching ? "list" : "no-match");
}

/* The same one stays selected when the list is read again. */
static void
arrange (EncorePeoplePage *self)
{
  g_autoptr (GPtrArray) items = NULL;
  GType type = self->wanted_id > 0 ? self->wanted_type : (self->shown != NULL ? G_OBJECT_TYPE (self->shown) : 0);
  gint64 id = self->wanted_id > 0 ? self->wanted_id : (self->shown != NULL ? encore_people_list_id (self->shown) : 0);

  if (self->teams == NULL || self->people == NULL)
    return;

  items = encore_people_list_arrange (self->teams, self->people);
  g_signal_handlers_block_by_func (self->selection, on_selected, self);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_handlers_unblock_by_func (self->selection, on_selected, self);
  update_list_stack (self);

  if (id != 0 && select_item (self, type, id))
    self->wanted_id = 0;
  else if (self->wanted_id == 0 || self->shown == NULL)
    show_nothing (self);
}

static gboolean
is_over (EncorePeoplePage *self,
         const GError     *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return error != NULL || self->library == NULL;

  encore_save_toast (GTK_WIDGET (self), error->message);
  return TRUE;
}

static void
on_teams_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncorePeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->teams, g_ptr_array_unref);
  self->teams = g_steal_pointer (&teams);
  arrange (self);
}

static void
on_people_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncorePeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  arrange (self);
}

static void
stop_reading (EncorePeoplePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (EncorePeoplePage *self)
{
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_TEAMS, 0, self->cancellable, on_teams_read,
                             g_object_ref (self));
  encore_library_list_async (self->library, ENCORE_LISTING_PEOPLE, 0, self->cancellable, on_people_read,
                             g_object_ref (self));
}

static void
on_changed (EncorePeoplePage *self,
            GType             type)
{
  if (type == ENCORE_TYPE_TEAM || type == ENCORE_TYPE_PERSON)
    read_again (self);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  EncorePeoplePage *self = user_data;

  return encore_people_list_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_search_changed (EncorePeoplePage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_list_stack (self);
}

static void
new_person (GtkWidget  *widget,
            const char *action,
            GVariant   *target)
{
  EncorePeoplePage *self = ENCORE_PEOPLE_PAGE (widget);

  if (self->teams != NULL)
    encore_person_editor_present (widget, self->library, NULL, self->teams);
}

static void
on_team_saved (GtkWidget    *widget,
               EncoreEdit   *edit,
               const GError *error)
{
  EncorePeoplePage *self = ENCORE_PEOPLE_PAGE (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);
  g_autofree char *reason = NULL;

  if (error == NULL)
    {
      if (change->before == NULL)
        encore_people_page_show_team (self, ENCORE_TEAM (change->after)->id);
      else if (change->after == NULL)
        gtk_widget_activate_action (widget, "win.toast-undo", "s", _ ("Team deleted"));
      return;
    }

  reason = encore_save_reason (error);
  encore_save_toast (widget, reason);
}

static void
save_team (EncorePeoplePage *self,
           const char       *label,
           EncoreTeam       *before,
           EncoreTeam       *after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);

  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_team_saved);
}

static void
on_team_response (AdwMessageDialog *dialog,
                  const char       *response,
                  EncorePeoplePage *self)
{
  EncoreTeam *before = g_object_get_data (G_OBJECT (dialog), "team");
  GtkEditable *entry = GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "entry"));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (EncoreTeam) after = before != NULL ? encore_team_copy (before) : encore_team_new ();

  if (g_str_equal (response, "delete"))
    save_team (self, _ ("Delete team"), before, NULL);
  if (!g_str_equal (response, "save") || *name == '\0' || g_strcmp0 (name, after->name) == 0)
    return;

  g_free (after->name);
  after->name = g_steal_pointer (&name);
  save_team (self, before != NULL ? _ ("Rename team") : _ ("Add team"), before, after);
}

static void
on_team_name_changed (GtkEditable      *entry,
                      AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "save", !encore_text_is_blank (gtk_editable_get_text (entry)));
}

static GtkWidget *
make_team_entry (EncoreTeam *team_or_new)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_name (entry, "team-name");
  gtk_editable_set_text (GTK_EDITABLE (entry), team_or_new != NULL ? team_or_new->name : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name of the team"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the team"), -1);
  return entry;
}

static void
edit_team (EncorePeoplePage *self,
           EncoreTeam       *team_or_new)
{
  GtkWidget *entry = make_team_entry (team_or_new);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              team_or_new != NULL ? _ ("Edit Team") : _ ("New Team"), NULL));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), NULL);
  if (team_or_new != NULL)
    {
      adw_message_dialog_add_responses (dialog, "delete", _ ("_Delete"), NULL);
      adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
      g_object_set_data_full (G_OBJECT (dialog), "team", g_object_ref (team_or_new), g_object_unref);
    }
  adw_message_dialog_add_responses (dialog, "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, entry);
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_signal_connect (entry, "changed", G_CALLBACK (on_team_name_changed), dialog);
  on_team_name_changed (GTK_EDITABLE (entry), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_team_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
new_team (GtkWidget  *widget,
          const char *action,
          GVariant   *target)
{
  edit_team (ENCORE_PEOPLE_PAGE (widget), NULL);
}

static void
on_edit (EncorePeoplePage *self)
{
  if (ENCORE_IS_TEAM (self->shown))
    edit_team (self, ENCORE_TEAM (self->shown));
  else if (self->shown != NULL)
    encore_person_editor_present (GTK_WIDGET (self), self->library, ENCORE_PERSON (self->shown), self->teams);
}

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *target)
{
  encore_save_undo (widget, ENCORE_PEOPLE_PAGE (widget)->library);
}

static void
redo (GtkWidget  *widget,
      const char *action,
      GVariant   *target)
{
  encore_save_redo (widget, ENCORE_PEOPLE_PAGE (widget)->library);
}

static void
encore_people_page_dispose (GObject *object)
{
  EncorePeoplePage *self = ENCORE_PEOPLE_PAGE (object);

  stop_reading (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->shown);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (encore_people_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncorePeoplePage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ENCORE_TYPE_PROGRESS_VIEW);
  g_type_ensure (ENCORE_TYPE_EVALUATIONS_GROUP);
  g_type_ensure (ENCORE_TYPE_OPEN_DISPUTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/progress/people-page.ui");
  BIND (search);
  BIND (list_stack);
  BIND (list);
  BIND (stack);
  BIND (scroll);
  BIND (avatar);
  BIND (name);
  BIND (details);
  BIND (edit);
  BIND (progress);
  BIND (evaluations);
  BIND (disputes);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
}

static void
encore_people_page_class_init (EncorePeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_people_page_dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "people.new-person", NULL, new_person);
  gtk_widget_class_install_action (widget_class, "people.new-team", NULL, new_team);
  gtk_widget_class_install_action (widget_class, "people.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "people.redo", NULL, redo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "people.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "people.redo", NULL);
}

static void
make_model (EncorePeoplePage *self)
{
  GtkListItemFactory *factory = encore_people_list_factory ();
  GtkFilterListModel *filtered;

  self->items = g_list_store_new (G_TYPE_OBJECT);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

static void
encore_people_page_init (EncorePeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_model (self);
}

/**
 * encore_people_page_new:
 * @library: whose people are shown
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
encore_people_page_new (EncoreLibrary *library)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  EncorePeoplePage *self = g_object_new (ENCORE_TYPE_PEOPLE_PAGE, NULL);

  self->library = g_object_ref (library);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.new-person", !encore_library_is_read_only (library));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.new-team", !encore_library_is_read_only (library));
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  encore_open_disputes_watch (self->disputes, library);
  read_again (self);
  return GTK_WIDGET (self);
}

static void
show_wanted (EncorePeoplePage *self,
             GType             type,
             gint64            id)
{
  self->wanted_type = type;
  self->wanted_id = id;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  on_search_changed (self);
  if (select_item (self, type, id))
    self->wanted_id = 0;
}

/**
 * encore_people_page_show_agent:
 * @self: the page
 * @id: of a person
 *
 * Selects somebody, now or as soon as the list has been read.
 */
void
encore_people_page_show_agent (EncorePeoplePage *self,
                               gint64            id)
{
  g_return_if_fail (ENCORE_IS_PEOPLE_PAGE (self));

  show_wanted (self, ENCORE_TYPE_PERSON, id);
}

/**
 * encore_people_page_show_team:
 * @self: the page
 * @id: of a team
 *
 * Selects a team, now or as soon as the list has been read.
 */
void
encore_people_page_show_team (EncorePeoplePage *self,
                              gint64            id)
{
  g_return_if_fail (ENCORE_IS_PEOPLE_PAGE (self));

  show_wanted (self, ENCORE_TYPE_TEAM, id);
}
