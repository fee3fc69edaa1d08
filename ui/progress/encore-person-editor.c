/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-person-editor.h"

#include <glib/gi18n.h>

#include "encore-save.h"
#include "encore-text-row.h"
#include "encore-text.h"

struct _EncorePersonEditor
{
  AdwWindow parent_instance;

  EncoreLibrary *library;
  EncorePerson *before; /* NULL: a new one */
  GtkWidget *parent;    /* weak */
  GPtrArray *teams;     /* of EncoreTeam, in the order of the drop-down */
  gint64 hired_at;
  gboolean closing; /* the user knows that the changes are lost */

  AdwToastOverlay *toasts;
  GtkWidget *save;
  GtkEditable *name;
  AdwComboRow *team;
  GtkSwitch *agent;
  GtkSwitch *coach;
  GtkSwitch *peer;
  GtkSwitch *new_hire;
  AdwActionRow *hired;
  GtkMenuButton *hired_button;
  GtkCalendar *calendar;
  GtkWidget *hired_clear;
  EncoreTextRow *aliases;
  GtkWidget *delete_group;
};

G_DEFINE_FINAL_TYPE (EncorePersonEditor, encore_person_editor, ADW_TYPE_WINDOW)

static void
show_hired (EncorePersonEditor *self)
{
  g_autofree char *text = self->hired_at > 0 ? encore_text_date (self->hired_at) : g_strdup (_ ("Not known"));

  gtk_menu_button_set_label (self->hired_button, text);
  gtk_widget_set_visible (self->hired_clear, self->hired_at > 0);
}

/* Noon, so that the day is the same in every place people work from. */
static void
on_day_selected (EncorePersonEditor *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) noon = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                      g_date_time_get_day_of_month (day), 12, 0, 0);

  self->hired_at = g_date_time_to_unix (noon) * 1000;
  show_hired (self);
}

static void
on_hired_clear (EncorePersonEditor *self)
{
  self->hired_at = ENCORE_NO_TIME;
  show_hired (self);
}

static EncoreRoles
get_roles (EncorePersonEditor *self)
{
  return (gtk_switch_get_active (self->agent) ? ENCORE_ROLE_AGENT : 0)
         | (gtk_switch_get_active (self->coach) ? ENCORE_ROLE_COACH : 0)
         | (gtk_switch_get_active (self->peer) ? ENCORE_ROLE_PEER : 0)
         | (gtk_switch_get_active (self->new_hire) ? ENCORE_ROLE_NEW_HIRE : 0);
}

/* One alias a line; a name written "Last, First" keeps its comma. */
static GStrv
get_aliases (EncorePersonEditor *self)
{
  g_autofree char *text = encore_text_row_get_text (self->aliases);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (!encore_text_is_blank (lines[i]))
      g_strv_builder_add (builder, g_strstrip (lines[i]));

  return g_strv_builder_end (builder);
}

static gint64
get_team (EncorePersonEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->team);

  if (selected == 0 || selected > self->teams->len)
    return 0;
  return ENCORE_TEAM (g_ptr_array_index (self->teams, selected - 1))->id;
}

static EncorePerson *
make_person (EncorePersonEditor *self)
{
  EncorePerson *person = self->before != NULL ? encore_person_copy (self->before) : encore_person_new ();

  g_free (person->name);
  person->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  person->roles = get_roles (self);
  person->team_id = get_team (self);
  person->hired_at = self->hired_at;
  g_strfreev (person->aliases);
  person->aliases = get_aliases (self);
  return person;
}

static gboolean
is_changed (EncorePersonEditor *self)
{
  g_autoptr (EncorePerson) now = make_person (self);
  EncorePerson *before = self->before;
  gboolean no_aliases = now->aliases[0] == NULL;

  if (before == NULL)
    return *now->name != '\0' || !no_aliases;

  return g_strcmp0 (now->name, before->name) != 0 || now->roles != before->roles || now->team_id != before->team_id
         || now->hired_at != before->hired_at
         || !g_strv_equal ((const char *const *) now->aliases, (const char *const *) before->aliases);
}

static void
on_name_changed (EncorePersonEditor *self)
{
  gtk_widget_set_sensitive (self->save, !encore_text_is_blank (gtk_editable_get_text (self->name)));
}

static void
close_now (EncorePersonEditor *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncorePersonEditor *self = ENCORE_PERSON_EDITOR (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);
  g_autofree char *reason = NULL;

  if (error != NULL)
    {
      reason = encore_save_reason (error);
      gtk_widget_set_sensitive (self->save, TRUE);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (reason));
      return;
    }

  if (self->parent != NULL && change->after == NULL)
    gtk_widget_activate_action (self->parent, "win.toast-undo", "s", _ ("Person deleted"));
  else if (self->parent != NULL && change->before == NULL)
    gtk_widget_activate_action (self->parent, "win.open-agent", "x", ENCORE_PERSON (change->after)->id);
  close_now (self);
}

static void
commit (EncorePersonEditor *self,
        const char         *label,
        EncorePerson       *after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, self->before, after);

  gtk_widget_set_sensitive (self->save, FALSE);
  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
}

static void
on_save (EncorePersonEditor *self)
{
  g_autoptr (EncorePerson) after = make_person (self);

  if (!gtk_widget_get_sensitive (self->save))
    return;
  if (self->before != NULL && !is_changed (self))
    close_now (self);
  else
    commit (self, self->before != NULL ? _ ("Edit person") : _ ("Add person"), after);
}

static void
on_delete (EncorePersonEditor *self)
{
  commit (self, _ ("Delete person"), NULL);
}

static void
on_response (EncorePersonEditor *self,
             const char         *response)
{
  if (g_str_equal (response, "save"))
    on_save (self);
  else if (g_str_equal (response, "discard"))
    close_now (self);
}

static gboolean
encore_person_editor_close_request (GtkWindow *window)
{
  EncorePersonEditor *self = ENCORE_PERSON_EDITOR (window);

  if (!self->closing && is_changed (self))
    {
      GtkWidget *dialog = encore_save_ask (GTK_WIDGET (self));

      g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (encore_person_editor_parent_class)->close_request (window);
}

static void
show_teams (EncorePersonEditor *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  gint64 team_id = self->before != NULL ? self->before->team_id : 0;
  guint selected = 0;

  gtk_string_list_append (names, _ ("No team"));
  for (guint i = 0; i < self->teams->len; i++)
    {
      EncoreTeam *team = g_ptr_array_index (self->teams, i);

      gtk_string_list_append (names, team->name != NULL ? team->name : "");
      selected = team->id == team_id ? i + 1 : selected;
    }

  adw_combo_row_set_model (self->team, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->team, selected);
  g_object_unref (names);
}

static void
show_person (EncorePersonEditor *self)
{
  EncoreRoles roles = self->before != NULL ? self->before->roles : ENCORE_ROLE_AGENT;

  if (self->before != NULL)
    {
      g_autofree char *aliases = g_strjoinv ("\n", self->before->aliases);

      gtk_editable_set_text (self->name, self->before->name != NULL ? self->before->name : "");
      encore_text_row_set_text (self->aliases, aliases);
    }

  self->hired_at = self->before != NULL ? self->before->hired_at : ENCORE_NO_TIME;
  if (self->hired_at > 0)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (self->hired_at / 1000);

      g_signal_handlers_block_by_func (self->calendar, on_day_selected, self);
      gtk_calendar_select_day (self->calendar, day);
      g_signal_handlers_unblock_by_func (self->calendar, on_day_selected, self);
    }
  gtk_switch_set_active (self->agent, roles & ENCORE_ROLE_AGENT);
  gtk_switch_set_active (self->coach, roles & ENCORE_ROLE_COACH);
  gtk_switch_set_active (self->peer, roles & ENCORE_ROLE_PEER);
  gtk_switch_set_active (self->new_hire, roles & ENCORE_ROLE_NEW_HIRE);
  show_hired (self);
  show_teams (self);
  on_name_changed (self);
}

static void
encore_person_editor_dispose (GObject *object)
{
  EncorePersonEditor *self = ENCORE_PERSON_EDITOR (object);

  g_clear_object (&self->library);
  g_clear_object (&self->before);
  g_clear_weak_pointer (&self->parent);
  g_clear_pointer (&self->teams, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_person_editor_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncorePersonEditor, name)

static void
encore_person_editor_class_init (EncorePersonEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_person_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = encore_person_editor_close_request;

  g_type_ensure (ENCORE_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/progress/person-editor.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  BIND (toasts);
  BIND (save);
  BIND (name);
  BIND (team);
  BIND (agent);
  BIND (coach);
  BIND (peer);
  BIND (new_hire);
  BIND (hired);
  BIND (hired_button);
  BIND (calendar);
  BIND (hired_clear);
  BIND (aliases);
  BIND (delete_group);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_hired_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
}

static void
encore_person_editor_init (EncorePersonEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * encore_person_editor_present:
 * @parent: in whose window it is opened
 * @library: where the person is saved
 * @person_or_new: (nullable): whom to edit; %NULL adds somebody
 * @teams: of #EncoreTeam
 *
 * Returns: (transfer none): the dialog, open
 */
EncorePersonEditor *
encore_person_editor_present (GtkWidget     *parent,
                              EncoreLibrary *library,
                              EncorePerson  *person_or_new,
                              GPtrArray     *teams)
{
  EncorePersonEditor *self = g_object_new (ENCORE_TYPE_PERSON_EDITOR, "transient-for", gtk_widget_get_root (parent),
                                           "title", person_or_new != NULL ? _ ("Edit Person") : _ ("New Person"), NULL);

  self->library = g_object_ref (library);
  self->before = person_or_new != NULL ? g_object_ref (person_or_new) : NULL;
  self->teams = g_ptr_array_ref (teams);
  g_set_weak_pointer (&self->parent, parent);
  gtk_widget_set_visible (self->delete_group, person_or_new != NULL);
  show_person (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
