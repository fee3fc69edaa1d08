/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-personal-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-review-redact.h"
#include "encore-text.h"

/* Before what is to be heard. */
#define LEAD_MS 1500
#define LAG_MS 500

#define ENCORE_TYPE_PERSONAL_DIALOG (encore_personal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncorePersonalDialog, encore_personal_dialog, ENCORE, PERSONAL_DIALOG, AdwWindow)

/* What is likely to be personal data: each can be heard, and is redacted only when it is checked. */
struct _EncorePersonalDialog
{
  AdwWindow parent_instance;

  EncoreReview *review;
  GPtrArray *suggestions; /* of EncoreSuggestion */
  GPtrArray *checks;      /* of GtkCheckButton, in their order; not owned */
  GCancellable *loading;

  GtkWidget *stack;
  GtkWidget *group;
  GtkWidget *status;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (EncorePersonalDialog, encore_personal_dialog, ADW_TYPE_WINDOW)

static guint
count_checked (EncorePersonalDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += gtk_check_button_get_active (self->checks->pdata[i]);

  return n;
}

static void
show_count (EncorePersonalDialog *self)
{
  guint n = count_checked (self);
  g_autofree char *label = g_strdup_printf (g_dngettext (NULL, "_Redact %u", "_Redact %u", n), n);

  gtk_button_set_label (GTK_BUTTON (self->apply), n > 0 ? label : _ ("_Redact"));
  gtk_widget_set_sensitive (self->apply, n > 0);
}

static void
on_apply (EncorePersonalDialog *self)
{
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (EncoreRedactOrder));

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_array_append_val (orders, ((const EncoreSuggestion *) self->suggestions->pdata[i])->order);

  encore_review_redact (self->review, (const EncoreRedactOrder *) (gpointer) orders->data, orders->len);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_play (GtkWidget            *button,
         EncorePersonalDialog *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "encore-index"));
  EncoreSpan heard = ((const EncoreSuggestion *) self->suggestions->pdata[index])->heard;

  encore_review_play_span (self->review, (EncoreSpan) { MAX (0, heard.start_ms - LEAD_MS), heard.end_ms + LAG_MS });
}

static GtkWidget *
make_play_button (EncorePersonalDialog *self,
                  guint                 index)
{
  const EncoreSuggestion *suggestion = self->suggestions->pdata[index];
  GtkWidget *button = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  /* Translators: what was said */
  g_autofree char *label = g_strdup_printf (_ ("Play “%s”"), suggestion->text);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _ ("Play"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (button, !encore_span_is_empty (suggestion->heard)
                                        && encore_review_get_recording (self->review) != NULL);
  g_object_set_data (G_OBJECT (button), "encore-index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (on_play), self);
  return button;
}

static void
add_row (EncorePersonalDialog *self,
         guint                 index)
{
  const EncoreSuggestion *suggestion = self->suggestions->pdata[index];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  gboolean heard = !encore_span_is_empty (suggestion->heard);
  g_autofree char *position = encore_text_position (suggestion->heard.start_ms);
  g_autofree char *where = g_strjoin (" · ", encore_redaction_kind_to_label (suggestion->order.kind),
                                      suggestion->speaker != NULL ? suggestion->speaker : _ ("Unknown speaker"),
                                      heard ? position : NULL, NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (show_count), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), suggestion->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_play_button (self, index));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_ptr_array_add (self->checks, check);
}

static void
show_status (EncorePersonalDialog *self,
             const char           *icon,
             const char           *title,
             const char           *text)
{
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
}

static void
on_suggestions (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suggestions = encore_redact_suggest_finish (ENCORE_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  EncorePersonalDialog *self = user_data;

  if (suggestions == NULL)
    {
      show_status (self, "dialog-error-symbolic", _ ("Could Not Look"), error->message);
      return;
    }
  if (suggestions->len == 0)
    {
      show_status (self, "object-select-symbolic", _ ("Nothing Found"),
                   _ ("No card number, phone number or e-mail address was found in the transcript. It may still say "
                      "something personal: select it and press Ctrl+R."));
      return;
    }

  self->suggestions = g_steal_pointer (&suggestions);
  for (guint i = 0; i < self->suggestions->len; i++)
    add_row (self, i);
  show_count (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

static void
encore_personal_dialog_dispose (GObject *object)
{
  EncorePersonalDialog *self = ENCORE_PERSONAL_DIALOG (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->review);

  G_OBJECT_CLASS (encore_personal_dialog_parent_class)->dispose (object);
}

static void
encore_personal_dialog_finalize (GObject *object)
{
  EncorePersonalDialog *self = ENCORE_PERSONAL_DIALOG (object);

  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);

  G_OBJECT_CLASS (encore_personal_dialog_parent_class)->finalize (object);
}

static void
encore_personal_dialog_class_init (EncorePersonalDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_personal_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_personal_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (EncorePersonalDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->apply = gtk_button_new_with_mnemonic (_ ("_Redact"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_sensitive (self->apply, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (on_apply), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  return header;
}

static GtkWidget *
make_list (EncorePersonalDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                         _ ("This is likely to be personal data. What stays checked is redacted: in "
                                            "the text, the sound, the notes and all that is exported."));
  gtk_widget_set_margin_top (self->group, 18);
  gtk_widget_set_margin_bottom (self->group, 18);
  gtk_widget_set_margin_start (self->group, 12);
  gtk_widget_set_margin_end (self->group, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->group);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
encore_personal_dialog_init (EncorePersonalDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *spinner = gtk_spinner_new ();

  self->checks = g_ptr_array_new ();
  self->loading = g_cancellable_new ();
  self->stack = gtk_stack_new ();
  self->status = adw_status_page_new ();
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), spinner, "looking");
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->status, "status");
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Likely Personal Data"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 480);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * encore_personal_dialog_present:
 * @review: the hub, with an open call
 * @parent: (nullable): the window before which it stands
 *
 * Offers to redact what is likely to be personal data.
 */
void
encore_personal_dialog_present (EncoreReview *review,
                                GtkWindow    *parent)
{
  EncoreCall *call = encore_review_get_call (review);

  if (call == NULL)
    return;

  EncorePersonalDialog *self = g_object_new (ENCORE_TYPE_PERSONAL_DIALOG, "transient-for", parent, NULL);

  self->review = g_object_ref (review);
  encore_redact_suggest_async (encore_review_get_library (review), call->id, self->loading, on_suggestions, self);
  gtk_window_present (GTK_WINDOW (self));
}
