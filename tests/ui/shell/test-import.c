/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "calls/encore-columns-dialog.h"
#include "calls/encore-import-dialog.h"
#include "shell/encore-application.h"
#include "ui-support.h"

typedef struct
{
  char *folder;
  char *library_folder;
  EncoreLibrary *library;
  GtkWidget *dialog;
} Fixture;

static void
put_le (GString *bytes,
        guint32  value,
        int      n_bytes)
{
  for (int i = 0; i < n_bytes; i++)
    g_string_append_c (bytes, (char) (value >> (8 * i) & 0xff));
}

/* Two seconds of a quiet buzz, 8 kHz mono PCM. */
static void
write_wav (const char *folder,
           const char *name,
           guint32     period)
{
  const guint32 n_samples = 16000;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) wav = g_string_new ("RIFF");
  g_autoptr (GError) error = NULL;

  put_le (wav, 36 + 2 * n_samples, 4);
  g_string_append (wav, "WAVEfmt ");
  put_le (wav, 16, 4);
  put_le (wav, 1, 2);
  put_le (wav, 1, 2);
  put_le (wav, 8000, 4);
  put_le (wav, 16000, 4);
  put_le (wav, 2, 2);
  put_le (wav, 16, 2);
  g_string_append (wav, "data");
  put_le (wav, 2 * n_samples, 4);
  for (guint32 i = 0; i < n_samples; i++)
    put_le (wav, i % period < period / 2 ? 900 : (guint32) -900, 2);

  g_file_set_contents (path, wav->str, (gssize) wav->len, &error);
  g_assert_no_error (error);
}

static void
write_text (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = ui_make_folder ();
  fixture->library_folder = ui_make_folder ();
  fixture->library = encore_library_open (fixture->library_folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->library);
  ui_remove_folder (fixture->folder);
  ui_remove_folder (fixture->library_folder);
  g_free (fixture->folder);
  g_free (fixture->library_folder);
}

typedef struct
{
  GtkWidget *dialog;
  const char *stage;
} Stage;

static gboolean
is_at_stage (gpointer data)
{
  const Stage *stage = data;

  return g_strcmp0 (encore_import_dialog_get_stage (ENCORE_IMPORT_DIALOG (stage->dialog)), stage->stage) == 0;
}

static void
wait_for_stage (Fixture    *fixture,
                const char *name)
{
  Stage stage = { fixture->dialog, name };

  if (!ui_wait_until (is_at_stage, &stage, UI_PATIENCE_MS))
    g_error ("The dialog is at \"%s\", not at \"%s\"",
             encore_import_dialog_get_stage (ENCORE_IMPORT_DIALOG (fixture->dialog)), name);
}

static void
open_dialog (Fixture *fixture)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  g_list_store_append (files, folder);
  fixture->dialog = encore_import_dialog_new (fixture->library, G_LIST_MODEL (files), NULL);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static guint
count_calls (Fixture *fixture)
{
  EncoreCallFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &all, &error);

  g_assert_no_error (error);
  return calls->len;
}

static guint
count_state (Fixture          *fixture,
             EncoreImportState state)
{
  EncoreImportPlan *plan = encore_import_dialog_get_plan (ENCORE_IMPORT_DIALOG (fixture->dialog));
  guint count = 0;

  for (guint i = 0; i < plan->items->len; i++)
    count += ((EncoreImportItem *) g_ptr_array_index (plan->items, i))->state == state;

  return count;
}

static gboolean
has_label (gpointer data)
{
  const Stage *label = data;

  return ui_find_label (label->dialog, label->stage) != NULL;
}

static void
test_folder (Fixture      *fixture,
             gconstpointer data)
{
  write_wav (fixture->folder, "one.wav", 40);
  write_text (fixture->folder, "one.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello there.\n");
  write_wav (fixture->folder, "two.wav", 50);
  write_text (fixture->folder, "broken.wav", "RIFF");

  open_dialog (fixture);
  wait_for_stage (fixture, "preview");
  EncoreImportPlan *plan = encore_import_dialog_get_plan (ENCORE_IMPORT_DIALOG (fixture->dialog));

  g_assert_cmpuint (plan->items->len, ==, 3);
  g_assert_cmpuint (count_calls (fixture), ==, 0);

  g_signal_emit_by_name (ui_find_button (fixture->dialog, "import.start"), "clicked");
  wait_for_stage (fixture, "result");
  g_assert_cmpuint (count_state (fixture, ENCORE_IMPORT_DONE), ==, 2);
  g_assert_cmpuint (count_state (fixture, ENCORE_IMPORT_FAILED), ==, 1);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
  Stage failed = { fixture->dialog, "1 failed" };
  g_assert_true (ui_wait_until (has_label, &failed, UI_PATIENCE_MS));
  Stage broken = { fixture->dialog, "broken" };
  g_assert_true (ui_wait_until (has_label, &broken, UI_PATIENCE_MS));

  /* Again: what is there stays, what failed is tried anew. */
  g_signal_emit_by_name (ui_find_button (fixture->dialog, "import.again"), "clicked");
  wait_for_stage (fixture, "preview");
  g_signal_emit_by_name (ui_find_button (fixture->dialog, "import.start"), "clicked");
  wait_for_stage (fixture, "result");
  g_assert_cmpuint (count_state (fixture, ENCORE_IMPORT_UNCHANGED), ==, 2);
  g_assert_cmpuint (count_state (fixture, ENCORE_IMPORT_FAILED), ==, 1);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer data)
{
  open_dialog (fixture);
  wait_for_stage (fixture, "nothing");
  Stage nothing = { fixture->dialog, "Nothing to Import" };
  g_assert_true (ui_wait_until (has_label, &nothing, UI_PATIENCE_MS));
}

/* The dialog that asks about columns, once it is there. */
static gboolean
has_columns_dialog (gpointer data)
{
  GtkWidget **found = data;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  *found = NULL;
  for (GList *link = windows; link != NULL; link = link->next)
    if (ENCORE_IS_COLUMNS_DIALOG (link->data))
      *found = link->data;

  return *found != NULL;
}

static gboolean
is_gone (gpointer data)
{
  GtkWidget *dialog;

  return !has_columns_dialog (&dialog);
}

/* A table whose columns nobody can guess: the dialog asks, and it is read so, now and later. */
static void
test_columns (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *dialog = NULL;
  EncoreColumnsDialog *columns;

  write_text (fixture->folder, "odd.csv", "when;ours;said\n1000;A;Hello there you\n2500;B;Hi\n");
  write_text (fixture->folder, "odd2.csv", "when;ours;said\n1000;A;Something else\n2000;B;Yes\n");
  open_dialog (fixture);
  wait_for_stage (fixture, "preview");

  Stage unclear = { fixture->dialog, "1 kind of table" };

  g_assert_true (ui_wait_until (has_label, &unclear, UI_PATIENCE_MS));
  g_signal_emit_by_name (ui_find_button (fixture->dialog, "import.columns"), "clicked");
  g_assert_true (ui_wait_until (has_columns_dialog, &dialog, UI_PATIENCE_MS));
  columns = ENCORE_COLUMNS_DIALOG (dialog);
  g_assert_nonnull (strstr (encore_columns_dialog_get_preview (columns), "which column holds the text"));

  encore_columns_dialog_set_column (columns, 0, ENCORE_COLUMN_START);
  encore_columns_dialog_set_column (columns, 1, ENCORE_COLUMN_TEXT);
  /* a meaning belongs to one column */
  encore_columns_dialog_set_column (columns, 2, ENCORE_COLUMN_TEXT);
  encore_columns_dialog_set_column (columns, 1, ENCORE_COLUMN_SPEAKER);
  g_assert_nonnull (strstr (encore_columns_dialog_get_preview (columns), "16:40  A:  Hello there you"));
  encore_columns_dialog_set_unit (columns, ENCORE_UNIT_MILLISECONDS);
  g_assert_nonnull (strstr (encore_columns_dialog_get_preview (columns), "0:01  A:  Hello there you"));
  g_signal_emit_by_name (ui_find_button (dialog, "columns.use"), "clicked");
  g_assert_true (ui_wait_until (is_gone, NULL, UI_PATIENCE_MS));

  Stage known = { fixture->dialog, "It is known" };

  g_assert_true (ui_wait_until (has_label, &known, UI_PATIENCE_MS));
  g_signal_emit_by_name (ui_find_button (fixture->dialog, "import.start"), "clicked");
  wait_for_stage (fixture, "result");
  g_assert_cmpuint (count_state (fixture, ENCORE_IMPORT_DONE), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  g_autoptr (EncoreApplication) application = encore_application_new ();
  g_autoptr (GError) error = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add ("/ui/shell/import/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/ui/shell/import/columns", Fixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/ui/shell/import/nothing", Fixture, NULL, set_up, test_nothing, tear_down);

  return ui_run_tests ();
}
