/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-redacted.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-review-redact.h"

/* The marks in a text view: a tinted block in place of the words, and who, when and why in a tooltip. */

#define TAG "redacted"
#define TINT 0.14

static GtkTextTag *
get_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);

  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, TAG, NULL);
}

/* In the colours of the theme, whichever it is by now. */
static void
tint (GtkTextView *view)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (view));
  GdkRGBA ground;

  gtk_style_context_get_color (style, &ground);
  ground.alpha = (float) TINT;
  g_object_set (get_tag (gtk_text_view_get_buffer (view)), "background-rgba", &ground, "style", PANGO_STYLE_ITALIC,
                NULL);
}

static void
tag_mark (EncoreTranscriptBuffer    *buffer,
          const EncoreRedactionMark *mark)
{
  GtkTextIter start, end;

  if (encore_transcript_buffer_get_bytes (buffer, (int) mark->segment, mark->start, mark->end, &start, &end))
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (buffer), get_tag (GTK_TEXT_BUFFER (buffer)), &start, &end);
}

static GArray *
find_marks (EncoreReview *review)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);

  return transcript != NULL ? transcript->marks : NULL;
}

/* There are few of them: it costs little to do it for all, whenever some of the text is new. */
static void
show_marks (GtkTextView *view)
{
  EncoreReview *review = g_object_get_data (G_OBJECT (view), "encore-review");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GArray *marks = find_marks (review);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, get_tag (buffer), &start, &end);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    tag_mark (ENCORE_TRANSCRIPT_BUFFER (buffer), &g_array_index (marks, EncoreRedactionMark, i));
}

static gboolean
show_later (gpointer view)
{
  g_object_set_data (G_OBJECT (view), "encore-showing-marks", NULL);
  show_marks (view);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (GtkTextView *view)
{
  GArray *marks = find_marks (g_object_get_data (G_OBJECT (view), "encore-review"));

  if (marks == NULL || marks->len == 0 || g_object_get_data (G_OBJECT (view), "encore-showing-marks") != NULL)
    return;

  guint source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_later, g_object_ref (view), g_object_unref);

  g_object_set_data (G_OBJECT (view), "encore-showing-marks", GUINT_TO_POINTER (source));
}

static EncoreRedaction *
find_redaction_at (GtkTextView *view,
                   int          x,
                   int          y)
{
  EncoreReview *review = g_object_get_data (G_OBJECT (view), "encore-review");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;
  int segment;
  gsize offset;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  if (!gtk_text_view_get_iter_at_location (view, &iter, x, y) || !gtk_text_iter_has_tag (&iter, get_tag (buffer))
      || !encore_transcript_buffer_get_offset (ENCORE_TRANSCRIPT_BUFFER (buffer), &iter, &segment, &offset))
    return NULL;

  return encore_review_find_redacted (review, (guint) segment, offset);
}

static gboolean
on_query_tooltip (GtkTextView *view,
                  int          x,
                  int          y,
                  gboolean     keyboard,
                  GtkTooltip  *tooltip,
                  gpointer     user_data)
{
  EncoreRedaction *redaction = keyboard ? NULL : find_redaction_at (view, x, y);

  if (redaction == NULL)
    return FALSE;

  g_autofree char *text = encore_redact_describe (redaction);

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
add_to_menu (GtkTextView *view)
{
  GMenuModel *menu = gtk_text_view_get_extra_menu (view);
  g_autoptr (GMenu) fresh = g_menu_new ();
  g_autoptr (GMenu) redacting = g_menu_new ();

  g_menu_append (redacting, _ ("_Redact"), "review.redact");
  g_menu_append_section (menu != NULL && G_IS_MENU (menu) ? G_MENU (menu) : fresh, NULL, G_MENU_MODEL (redacting));
  if (menu == NULL)
    gtk_text_view_set_extra_menu (view, G_MENU_MODEL (fresh));
}

/**
 * encore_transcript_redacted_attach:
 * @view: shows an #EncoreTranscriptBuffer
 * @review: the hub
 *
 * From now on @view shows what is redacted as such.
 */
void
encore_transcript_redacted_attach (GtkTextView  *view,
                                   EncoreReview *review)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_object_set_data_full (G_OBJECT (view), "encore-review", g_object_ref (review), g_object_unref);
  gtk_widget_set_has_tooltip (GTK_WIDGET (view), TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_text_changed), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::redactions", G_CALLBACK (on_text_changed), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (tint), view, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (view, "map", G_CALLBACK (tint), view);
  add_to_menu (view);
}

/**
 * encore_transcript_redacted_selected:
 * @view: shows an #EncoreTranscriptBuffer
 * @order: (out): the words that are selected
 *
 * Returns: whether any are
 */
gboolean
encore_transcript_redacted_selected (GtkTextView       *view,
                                     EncoreRedactOrder *order)
{
  EncoreTranscriptBuffer *buffer = ENCORE_TRANSCRIPT_BUFFER (gtk_text_view_get_buffer (view));
  GtkTextIter start, end;
  int first, last;

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (buffer), &start, &end))
    return FALSE;

  *order = (EncoreRedactOrder) { .span = { ENCORE_NO_TIME, ENCORE_NO_TIME } };
  if (gtk_text_iter_starts_line (&end))
    gtk_text_iter_backward_char (&end);
  if (!encore_transcript_buffer_get_offset (buffer, &start, &first, &order->start)
      || !encore_transcript_buffer_get_offset (buffer, &end, &last, &order->end))
    return FALSE;

  order->first_segment = (guint) first;
  order->last_segment = (guint) last;
  return TRUE;
}
