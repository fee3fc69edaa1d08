/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-compare-dialog.h"

#include <glib/gi18n.h>

#include "encore-review-correct.h"
#include "encore-review-text.h"

/* More than anybody reads; the number of all is said. */
#define MAX_ROWS 300

#define ENCORE_TYPE_COMPARE_DIALOG (encore_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCompareDialog, encore_compare_dialog, ENCORE, COMPARE_DIALOG, AdwWindow)

struct _EncoreCompareDialog
{
  AdwWindow parent_instance;

  EncoreReview *review;
  GtkWidget *list;
  GtkWidget *summary;
};

G_DEFINE_FINAL_TYPE (EncoreCompareDialog, encore_compare_dialog, ADW_TYPE_WINDOW)

/* Segments that were added or taken away are nothing on one side. */
static GtkWidget *
make_side (const char *heading,
           const char *text,
           gboolean    old)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (heading);
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (old)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static char *
write_segments (EncoreReview     *review,
                EncoreTranscript *transcript,
                guint             first,
                guint             count)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < first + count; i++)
    {
      g_autofree char *line = encore_segment_copy_text (review, encore_transcript_get (transcript, i));

      g_string_append_printf (text, "%s%s", i > first ? "\n" : "", line);
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (EncoreCompareDialog    *self,
          const EncoreDifference *difference)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *row = gtk_list_box_row_new ();
  EncoreTranscript *original = encore_review_get_original (self->review);
  EncoreTranscript *now = encore_review_get_transcript (self->review);
  g_autofree char *before = write_segments (self->review, original, difference->from, difference->n_from);
  g_autofree char *after = write_segments (self->review, now, difference->to, difference->n_to);
  guint where = MIN (difference->to, MAX (encore_transcript_get_length (now), 1) - 1);

  g_object_set (box, "homogeneous", TRUE, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9,
                NULL);
  gtk_box_append (GTK_BOX (box), make_side (_ ("Original"), before, TRUE));
  gtk_box_append (GTK_BOX (box), make_side (_ ("Corrected"), after, FALSE));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "encore-segment", GUINT_TO_POINTER (where));
  return row;
}

/* Whether what is said as before is said at another time. */
static gboolean
times_moved (EncoreTranscript *original,
             EncoreTranscript *now,
             GArray           *differences)
{
  guint from = 0, to = 0;

  for (guint i = 0; i <= differences->len; i++)
    {
      EncoreDifference end = { encore_transcript_get_length (original), 0, encore_transcript_get_length (now), 0 };
      const EncoreDifference *next = i < differences->len ? &g_array_index (differences, EncoreDifference, i) : &end;

      for (; from < next->from; from++, to++)
        if (encore_transcript_get (original, from)->start_ms != encore_transcript_get (now, to)->start_ms
            || encore_transcript_get (original, from)->end_ms != encore_transcript_get (now, to)->end_ms)
          return TRUE;
      from = next->from + next->n_from;
      to = next->to + next->n_to;
    }

  return FALSE;
}

static void
show_summary (EncoreCompareDialog *self,
              GArray              *differences)
{
  guint n_differences = differences->len;
  EncoreTranscript *original = encore_review_get_original (self->review);
  gboolean moved = times_moved (original, encore_review_get_transcript (self->review), differences);
  g_autofree char *places = g_strdup_printf (g_dngettext (NULL, "%u place is different.", "%u places are different.",
                                                          n_differences),
                                             n_differences);
  g_autofree char *text = moved ? g_strdup_printf (_ ("%s Times have been moved."), places) : g_steal_pointer (&places);

  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

static void
fill (EncoreCompareDialog *self)
{
  EncoreTranscript *original = encore_review_get_original (self->review);
  GtkWidget *row;

  /* An undo may take what is compared away. */
  if (original == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);

  g_autoptr (GArray) differences = encore_differences_between (original, encore_review_get_transcript (self->review));
  for (guint i = 0; i < MIN (differences->len, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, &g_array_index (differences, EncoreDifference, i)));
  gtk_widget_set_visible (self->list, differences->len > 0);
  show_summary (self, differences);
}

static void
on_row_activated (EncoreCompareDialog *self,
                  GtkListBoxRow       *row)
{
  guint segment = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "encore-segment"));

  if (segment < encore_transcript_get_length (encore_review_get_transcript (self->review)))
    encore_review_seek_segment (self->review, segment);
}

static void
on_restore (EncoreCompareDialog *self)
{
  g_autoptr (EncoreReview) review = g_object_ref (self->review);

  gtk_window_close (GTK_WINDOW (self));
  encore_review_restore_original (review);
}

static GtkWidget *
make_content (EncoreCompareDialog *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *restore = gtk_button_new_with_mnemonic (_ ("_Restore the Original"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_tooltip_text (restore, _ ("All corrections go; this can be undone"));
  g_signal_connect_swapped (restore, "clicked", G_CALLBACK (on_restore), self);
  gtk_widget_set_sensitive (restore, !encore_library_is_read_only (encore_review_get_library (self->review)));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), restore);

  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Differences"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), self->list);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom", 12, "valign",
                GTK_ALIGN_START, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), header);
  gtk_box_append (GTK_BOX (page), scroller);
  return page;
}

static void
encore_compare_dialog_dispose (GObject *object)
{
  g_clear_object (&ENCORE_COMPARE_DIALOG (object)->review);
  G_OBJECT_CLASS (encore_compare_dialog_parent_class)->dispose (object);
}

static void
encore_compare_dialog_class_init (EncoreCompareDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_compare_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_compare_dialog_init (EncoreCompareDialog *self)
{
}

/**
 * encore_compare_dialog_new:
 * @review: a review whose transcript was corrected
 *
 * Returns: (transfer floating): a window
 */
GtkWidget *
encore_compare_dialog_new (EncoreReview *review)
{
  EncoreCompareDialog *self = g_object_new (ENCORE_TYPE_COMPARE_DIALOG, "modal", TRUE, "title",
                                            _ ("Compare with Original"), "default-width", 760, "default-height", 560,
                                            NULL);

  self->review = g_object_ref (review);
  adw_window_set_content (ADW_WINDOW (self), make_content (self));
  g_signal_connect_object (review, "notify::transcript", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
