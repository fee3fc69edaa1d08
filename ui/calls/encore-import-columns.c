/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-columns.h"

#include <glib/gi18n.h>

#include "encore-text.h"

/* The columns of the import's preview and of its result. */

typedef char *(*DescribeFunc) (EncoreImportItem *item);

static char *
describe_name (EncoreImportItem *item)
{
  return g_filename_display_name (item->name);
}

static char *
describe_files (EncoreImportItem *item)
{
  guint n_transcripts = item->transcript_paths != NULL ? g_strv_length (item->transcript_paths) : 0;

  if (item->recording_path == NULL)
    return g_strdup (_ ("Transcript only"));

  if (item->second_path != NULL)
    return g_strdup (n_transcripts > 0 ? _ ("Two recordings and transcript") : _ ("Two recordings"));

  return g_strdup (n_transcripts > 0 ? _ ("Recording and transcript") : _ ("Recording only"));
}

/* Which files these are; two recordings are told with their sides, as only their names gave them. */
static char *
describe_paths (EncoreImportItem *item)
{
  g_autofree char *first = item->recording_path != NULL ? g_filename_display_basename (item->recording_path) : NULL;
  g_autofree char *second = item->second_path != NULL ? g_filename_display_basename (item->second_path) : NULL;
  GString *text = g_string_new (NULL);

  if (second != NULL)
    /* Translators: the files of the two sides of a call. */
    g_string_append_printf (text, _ ("Agent: %s\nCustomer: %s"), first, second);
  else if (first != NULL)
    g_string_append (text, first);

  for (guint i = 0; item->transcript_paths != NULL && item->transcript_paths[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (item->transcript_paths[i]);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", name);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_agent (EncoreImportItem *item)
{
  return g_strdup (item->match != NULL ? item->match->agent : NULL);
}

static char *
describe_date (EncoreImportItem *item)
{
  if (item->match == NULL || item->match->started_at == ENCORE_NO_TIME)
    return NULL;

  return encore_text_date_time (item->match->started_at);
}

static char *
describe_customer (EncoreImportItem *item)
{
  return g_strdup (item->match != NULL ? item->match->customer : NULL);
}

static char *
describe_queue (EncoreImportItem *item)
{
  return g_strdup (item->match != NULL ? item->match->queue : NULL);
}

static char *
describe_state (EncoreImportItem *item)
{
  switch (item->state)
    {
    case ENCORE_IMPORT_DONE:
      return g_strdup (_ ("Imported"));
    case ENCORE_IMPORT_UNCHANGED:
      return g_strdup (_ ("There already"));
    case ENCORE_IMPORT_FAILED:
      return g_strdup (_ ("Failed"));
    case ENCORE_IMPORT_WAITING:
    default:
      return g_strdup (_ ("Not reached"));
    }
}

static char *
describe_reason (EncoreImportItem *item)
{
  return g_strdup (item->reason);
}

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          gpointer            describe)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (describe == (gpointer) describe_reason)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    }
  else
    gtk_label_set_ellipsize (GTK_LABEL (label),
                             describe == (gpointer) describe_name ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         gpointer            describe)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  EncoreImportItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *text = ((DescribeFunc) describe) (item);
  gboolean failed = describe == (gpointer) describe_state && item->state == ENCORE_IMPORT_FAILED;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "–");
  if (describe == (gpointer) describe_reason && text == NULL)
    gtk_label_set_label (GTK_LABEL (label), "");
  if (text == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
  if (failed)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");

  g_autofree char *paths = describe == (gpointer) describe_files ? describe_paths (item) : NULL;

  gtk_widget_set_tooltip_text (label, describe == (gpointer) describe_name ? text : paths);
}

static void
add_column (GtkColumnView *view,
            const char    *title,
            DescribeFunc   describe,
            int            width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) describe);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), (gpointer) describe);

  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_resizable (column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
}

void
encore_import_add_preview_columns (GtkColumnView *view)
{
  add_column (view, _ ("Name"), describe_name, 0);
  add_column (view, _ ("Files"), describe_files, 172);
  add_column (view, _ ("Agent"), describe_agent, 110);
  add_column (view, _ ("Date"), describe_date, 140);
  add_column (view, _ ("Customer"), describe_customer, 110);
  add_column (view, _ ("Queue"), describe_queue, 90);
}

void
encore_import_add_result_columns (GtkColumnView *view)
{
  add_column (view, _ ("Name"), describe_name, 280);
  add_column (view, _ ("Result"), describe_state, 120);
  add_column (view, _ ("Why"), describe_reason, 0);
}

/**
 * encore_import_describe_failures:
 * @items: of #EncoreImportItem
 *
 * Returns: (transfer full): a line "name: reason" for each that failed
 */
char *
encore_import_describe_failures (GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (items, i);

      if (item->state != ENCORE_IMPORT_FAILED)
        continue;

      const char *path = item->recording_path != NULL     ? item->recording_path
                         : item->transcript_paths != NULL ? item->transcript_paths[0]
                                                          : NULL;
      g_autofree char *name = g_filename_display_name (path != NULL ? path : item->name);

      g_string_append_printf (text, "%s: %s\n", name, item->reason != NULL ? item->reason : "");
    }

  return g_string_free (text, FALSE);
}
