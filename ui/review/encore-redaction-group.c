/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redaction-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-review-redact.h"
#include "encore-text.h"

struct _EncoreRedactionGroup
{
  AdwPreferencesGroup parent_instance;

  EncoreReview *review;
  GPtrArray *rows; /* not owned */
};

G_DEFINE_FINAL_TYPE (EncoreRedactionGroup, encore_redaction_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_lift (GtkWidget            *button,
         EncoreRedactionGroup *self)
{
  encore_review_lift_redaction (self->review, g_object_get_data (G_OBJECT (button), "encore-redaction"));
}

static void
on_row (GtkWidget            *row,
        EncoreRedactionGroup *self)
{
  EncoreRedaction *redaction = g_object_get_data (G_OBJECT (row), "encore-redaction");

  if (!encore_span_is_empty (redaction->span))
    encore_review_seek (self->review, MAX (0, redaction->span.start_ms - 1000));
}

static char *
title_of (EncoreRedaction *redaction)
{
  const char *kind = encore_redaction_kind_to_label (redaction->kind);
  g_autofree char *position = encore_text_position (redaction->span.start_ms);

  return encore_span_is_empty (redaction->span) ? g_strdup (kind) : g_strdup_printf ("%s · %s", position, kind);
}

/* The kind is in the title already. */
static char *
subtitle_of (EncoreRedaction *redaction)
{
  g_autofree char *text = encore_redact_describe (redaction);
  char *line = strchr (text, '\n');

  return g_strdup (line != NULL ? line + 1 : text);
}

static const char *
why_not (EncoreRedactionGroup *self,
         EncoreRedaction      *redaction)
{
  if (encore_redaction_is_purged (redaction))
    return _ ("Purged for good: there is nothing left to lift");
  if (!encore_redact_may_lift (encore_review_get_library (self->review), redaction))
    return _ ("Only who made it can lift it");

  return _ ("Show and play it again");
}

static GtkWidget *
make_lift_button (EncoreRedactionGroup *self,
                  EncoreRedaction      *redaction)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Lift"));
  g_autofree char *title = title_of (redaction);
  /* Translators: which redaction, as in "Lift 1:05 · Card number" */
  g_autofree char *label = g_strdup_printf (_ ("Lift %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, encore_redact_may_lift (encore_review_get_library (self->review), redaction));
  gtk_widget_set_tooltip_text (button, why_not (self, redaction));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "encore-redaction", g_object_ref (redaction), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_lift), self);
  return button;
}

static void
add_row (EncoreRedactionGroup *self,
         EncoreRedaction      *redaction)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = title_of (redaction);
  g_autofree char *subtitle = subtitle_of (redaction);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_lift_button (self, redaction));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "encore-redaction", g_object_ref (redaction), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (on_row), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* The file of the user still has what was purged from the library. */
static void
add_original (EncoreRedactionGroup *self)
{
  GPtrArray *recordings = encore_review_get_recordings (self->review);

  for (guint i = 0; recordings != NULL && i < recordings->len; i++)
    {
      EncoreRecording *recording = recordings->pdata[i];

      if (recording->original_path == NULL)
        continue;

      GtkWidget *row = adw_action_row_new ();
      g_autofree char *path = g_filename_display_name (recording->original_path);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Your own file still has the sound"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), path);
      gtk_widget_add_css_class (row, "fact");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show (EncoreRedactionGroup *self)
{
  GPtrArray *redactions = encore_review_get_redactions (self->review);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < redactions->len; i++)
    add_row (self, redactions->pdata[i]);
  add_original (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         redactions->len == 0 ? _ ("Nothing of this call is redacted.") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), encore_review_get_call (self->review) != NULL);
}

static void
encore_redaction_group_dispose (GObject *object)
{
  g_clear_object (&ENCORE_REDACTION_GROUP (object)->review);

  G_OBJECT_CLASS (encore_redaction_group_parent_class)->dispose (object);
}

static void
encore_redaction_group_finalize (GObject *object)
{
  g_ptr_array_unref (ENCORE_REDACTION_GROUP (object)->rows);

  G_OBJECT_CLASS (encore_redaction_group_parent_class)->finalize (object);
}

static void
encore_redaction_group_class_init (EncoreRedactionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_redaction_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_redaction_group_finalize;
}

static void
encore_redaction_group_init (EncoreRedactionGroup *self)
{
  self->rows = g_ptr_array_new ();
}

static GtkWidget *
make_find_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Find…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Find likely card numbers, phone numbers and e-mail addresses"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find likely personal data"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.find-personal");
  return button;
}

/**
 * encore_redaction_group_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the redactions of its call
 */
GtkWidget *
encore_redaction_group_new (EncoreReview *review)
{
  EncoreRedactionGroup *self = g_object_new (ENCORE_TYPE_REDACTION_GROUP, "title", _ ("Redactions"), NULL);

  self->review = g_object_ref (review);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), make_find_button ());
  g_signal_connect_object (review, "notify::redactions", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::recording", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_library (review), "notify::working-as", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}
