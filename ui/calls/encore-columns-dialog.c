/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-columns-dialog.h"

#include <glib/gi18n.h>

#include "encore-text.h"

#define PREVIEW_ROWS 20
#define PREVIEW_COLUMNS 40
#define SHOWN_TURNS 3
#define CELL_CHARACTERS 32

/**
 * EncoreColumnsDialog:
 *
 * Asks what the columns of tables mean, shows their first rows and how they will be read. Signal
 * "remembered": something was said, and is kept with the library.
 */
struct _EncoreColumnsDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwComboRow *file_row;
  GtkSwitch *header_switch;
  AdwComboRow *unit_row;
  GtkGrid *grid;
  GtkLabel *preview_label;

  EncoreLibrary *library;
  GPtrArray *tables;          /* of EncoreTable */
  EncoreTable *table;         /* the one on show */
  EncoreSheetMapping mapping; /* as it stands on screen */
  GPtrArray *meanings;        /* of GtkDropDown, by column */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (EncoreColumnsDialog, encore_columns_dialog, ADW_TYPE_WINDOW)

enum
{
  REMEMBERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How it will be read */

static void
append_turn (GString             *text,
             const EncoreSegment *segment)
{
  g_autofree char *position = segment->start_ms != ENCORE_NO_TIME ? encore_text_position (segment->start_ms) : NULL;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", position != NULL ? position : "–");
  if (segment->speaker != NULL)
    g_string_append_printf (text, "  %s:", segment->speaker);
  g_string_append_printf (text, "  %s", segment->text);
}

static char *
describe_turns (EncoreColumnsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreTranscript) transcript = encore_sheet_fill (self->table->sheet, &self->mapping, PREVIEW_ROWS,
                                                               &error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; transcript != NULL && i < MIN (transcript->segments->len, SHOWN_TURNS); i++)
    append_turn (text, g_ptr_array_index (transcript->segments, i));

  if (transcript == NULL)
    g_string_append (text, _ ("Choose which column holds the text"));
  else if (text->len == 0)
    g_string_append (text, _ ("These rows hold no text"));

  return g_string_free (text, FALSE);
}

static void
show_reading (EncoreColumnsDialog *self)
{
  g_autofree char *text = describe_turns (self);

  gtk_label_set_label (self->preview_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "columns.use", self->mapping.columns[ENCORE_COLUMN_TEXT] >= 0);
}

/* Meanings: 0 is none, the others are EncoreColumn + 1 */

static guint
meaning_of (EncoreColumnsDialog *self,
            int                  column)
{
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (self->mapping.columns[i] == column)
      return (guint) i + 1;

  return 0;
}

static void
show_meanings (EncoreColumnsDialog *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->meanings->len; i++)
    gtk_drop_down_set_selected (g_ptr_array_index (self->meanings, i), meaning_of (self, (int) i));
  self->filling = FALSE;
}

/* One column has one meaning, and the other way round. */
static void
set_meaning (EncoreColumnsDialog *self,
             int                  column,
             guint                meaning)
{
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (self->mapping.columns[i] == column)
      self->mapping.columns[i] = -1;
  if (meaning > 0)
    self->mapping.columns[meaning - 1] = column;

  show_meanings (self);
  show_reading (self);
}

static void
on_meaning (EncoreColumnsDialog *self,
            GParamSpec          *pspec,
            GtkDropDown         *drop_down)
{
  guint column;

  if (!self->filling && g_ptr_array_find (self->meanings, drop_down, &column))
    set_meaning (self, (int) column, gtk_drop_down_get_selected (drop_down));
}

static GtkWidget *
make_drop_down (EncoreColumnsDialog *self,
                int                  column)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  const char *cell = encore_sheet_cell (self->table->sheet, 0, column);
  /* Translators: a column of a table, its number and what its first cell says. */
  g_autofree char *label = g_strdup_printf (_ ("Column %d, %s"), column + 1, cell != NULL ? cell : "");
  GtkWidget *drop_down;

  gtk_string_list_append (names, _ ("Ignore"));
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    gtk_string_list_append (names, encore_column_to_label ((EncoreColumn) i));

  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_meaning), self, G_CONNECT_SWAPPED);
  return drop_down;
}

/* The table */

static GtkWidget *
make_cell (const char *text,
           gboolean    is_header)
{
  g_autofree char *line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\r\n\t", ' ');
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (line, -1), CELL_CHARACTERS));
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARACTERS);
  gtk_widget_add_css_class (label, is_header ? "heading" : "body");
  if (is_header)
    gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
clear_grid (EncoreColumnsDialog *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->meanings, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
fill_grid (EncoreColumnsDialog *self)
{
  const EncoreSheet *sheet = self->table->sheet;
  int n_columns = (int) MIN (sheet->n_columns, PREVIEW_COLUMNS);
  guint n_rows = MIN (sheet->rows->len, PREVIEW_ROWS + 1);

  clear_grid (self);
  for (int column = 0; column < n_columns; column++)
    {
      GtkWidget *drop_down = make_drop_down (self, column);

      g_ptr_array_add (self->meanings, drop_down);
      gtk_grid_attach (self->grid, drop_down, column, 0, 1, 1);
      for (guint row = 0; row < n_rows; row++)
        gtk_grid_attach (self->grid,
                         make_cell (encore_sheet_cell (sheet, row, column), row == 0 && self->mapping.has_header),
                         column, (int) row + 1, 1, 1);
    }

  show_meanings (self);
}

static void
show_table (EncoreColumnsDialog *self,
            EncoreTable         *table)
{
  self->table = table;
  self->mapping = table->mapping;
  self->filling = TRUE;
  gtk_switch_set_active (self->header_switch, self->mapping.has_header);
  adw_combo_row_set_selected (self->unit_row, self->mapping.unit);
  self->filling = FALSE;
  fill_grid (self);
  show_reading (self);
}

static void
on_file (EncoreColumnsDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->file_row);

  if (!self->filling && selected < self->tables->len)
    show_table (self, g_ptr_array_index (self->tables, selected));
}

static void
on_header (EncoreColumnsDialog *self)
{
  if (self->filling)
    return;

  self->mapping.has_header = gtk_switch_get_active (self->header_switch);
  fill_grid (self);
  show_reading (self);
}

static void
on_unit (EncoreColumnsDialog *self)
{
  if (self->filling)
    return;

  self->mapping.unit = adw_combo_row_get_selected (self->unit_row) == ENCORE_UNIT_MILLISECONDS
                           ? ENCORE_UNIT_MILLISECONDS
                           : ENCORE_UNIT_SECONDS;
  show_reading (self);
}

static void
fill_files (EncoreColumnsDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const EncoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = g_filename_display_basename (table->path);
      g_autofree char *others = table->n_alike > 1
                                    ? g_strdup_printf (g_dngettext (NULL, "%s and %u like it", "%s and %u like it",
                                                                    table->n_alike - 1),
                                                       name, table->n_alike - 1)
                                    : NULL;

      gtk_string_list_append (names, others != NULL ? others : name);
    }

  /* what needs an answer is asked first */
  while (selected + 1 < self->tables->len)
    {
      const EncoreTable *table = g_ptr_array_index (self->tables, selected);

      if (!table->is_known && !table->is_plain)
        break;
      selected++;
    }

  self->filling = TRUE;
  adw_combo_row_set_model (self->file_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->file_row, selected);
  self->filling = FALSE;
  show_table (self, g_ptr_array_index (self->tables, selected));
}

/* Keeping it */

static void
on_remembered (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncoreColumnsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = encore_tables_remember_finish (ENCORE_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;

  if (!kept)
    {
      gtk_label_set_label (self->preview_label, error->message);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "columns.use", TRUE);
      return;
    }

  g_signal_emit (self, signals[REMEMBERED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EncoreColumnsDialog *self = ENCORE_COLUMNS_DIALOG (widget);

  gtk_widget_action_set_enabled (widget, "columns.use", FALSE);
  encore_tables_remember_async (self->library, self->table->sheet, &self->mapping, on_remembered, g_object_ref (self));
}

static void
encore_columns_dialog_dispose (GObject *object)
{
  EncoreColumnsDialog *self = ENCORE_COLUMNS_DIALOG (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_columns_dialog_parent_class)->dispose (object);
}

static void
encore_columns_dialog_finalize (GObject *object)
{
  EncoreColumnsDialog *self = ENCORE_COLUMNS_DIALOG (object);

  g_ptr_array_unref (self->meanings);
  g_clear_pointer (&self->tables, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_columns_dialog_parent_class)->finalize (object);
}

static void
encore_columns_dialog_class_init (EncoreColumnsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = encore_columns_dialog_dispose;
  object_class->finalize = encore_columns_dialog_finalize;

  signals[REMEMBERED] = g_signal_new ("remembered", ENCORE_TYPE_COLUMNS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/calls/encore-columns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreColumnsDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, EncoreColumnsDialog, header_switch);
  gtk_widget_class_bind_template_child (widget_class, EncoreColumnsDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, EncoreColumnsDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, EncoreColumnsDialog, preview_label);
  gtk_widget_class_bind_template_callback (widget_class, on_file);
  gtk_widget_class_bind_template_callback (widget_class, on_header);
  gtk_widget_class_bind_template_callback (widget_class, on_unit);
  gtk_widget_class_install_action (widget_class, "columns.use", NULL, use_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_columns_dialog_init (EncoreColumnsDialog *self)
{
  self->meanings = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * encore_columns_dialog_new:
 * @library: where it is kept
 * @tables: (transfer none) (element-type EncoreTable): at least one
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
encore_columns_dialog_new (EncoreLibrary *library,
                           GPtrArray     *tables)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library) && tables->len > 0, NULL);

  EncoreColumnsDialog *self = g_object_new (ENCORE_TYPE_COLUMNS_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->tables = g_ptr_array_ref (tables);
  gtk_widget_set_visible (GTK_WIDGET (self->file_row), tables->len > 1);
  fill_files (self);

  return GTK_WIDGET (self);
}

/**
 * encore_columns_dialog_set_column:
 * @self: a dialog
 * @column: from 0
 * @meaning: an #EncoreColumn, or -1 for none
 *
 * As if it had been chosen above the table.
 */
void
encore_columns_dialog_set_column (EncoreColumnsDialog *self,
                                  guint                column,
                                  int                  meaning)
{
  g_return_if_fail (ENCORE_IS_COLUMNS_DIALOG (self) && column < self->meanings->len);

  gtk_drop_down_set_selected (g_ptr_array_index (self->meanings, column), (guint) (meaning + 1));
}

/**
 * encore_columns_dialog_get_preview:
 * @self: a dialog
 *
 * Returns: how the first rows will be read, as it stands on screen
 */
const char *
encore_columns_dialog_get_preview (EncoreColumnsDialog *self)
{
  g_return_val_if_fail (ENCORE_IS_COLUMNS_DIALOG (self), NULL);

  return gtk_label_get_label (self->preview_label);
}

/**
 * encore_columns_dialog_set_unit:
 * @self: a dialog
 * @unit: what bare numbers count
 *
 * As if it had been chosen.
 */
void
encore_columns_dialog_set_unit (EncoreColumnsDialog *self,
                                EncoreUnit           unit)
{
  g_return_if_fail (ENCORE_IS_COLUMNS_DIALOG (self));

  adw_combo_row_set_selected (self->unit_row, unit);
}
