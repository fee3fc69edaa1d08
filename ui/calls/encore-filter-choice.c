/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-filter-choice.h"

#include <glib/gi18n.h>

/**
 * EncoreFilterChoice:
 *
 * A drop-down of the agents or scenarios of a library, with "any" first. Follows the library.
 * Property "id": of what is chosen, 0 for any.
 */
struct _EncoreFilterChoice
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  EncoreListing listing;
  char *any;
  GCancellable *cancellable;
  GtkDropDown *drop_down;
  GArray *ids; /* of gint64, one for each item */
  gint64 id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (EncoreFilterChoice, encore_filter_choice, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
listed_type (EncoreFilterChoice *self)
{
  return self->listing == ENCORE_LISTING_PEOPLE ? ENCORE_TYPE_PERSON : ENCORE_TYPE_SCENARIO;
}

static gboolean
describe_item (gpointer     item,
               gint64      *id,
               const char **name)
{
  if (ENCORE_IS_PERSON (item))
    {
      const EncorePerson *person = item;

      *id = person->id;
      *name = person->name;
      return (person->roles & ENCORE_ROLE_AGENT) != 0;
    }

  const EncoreScenario *scenario = item;

  *id = scenario->id;
  *name = scenario->name;
  return TRUE;
}

static void
append (EncoreFilterChoice *self,
        GtkStringList      *names,
        gint64              id,
        const char         *name)
{
  gtk_string_list_append (names, name != NULL ? name : "");
  g_array_append_val (self->ids, id);
}

static guint
find_id (EncoreFilterChoice *self,
         gint64              id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;

  return 0;
}

static void
fill (EncoreFilterChoice *self,
      GPtrArray          *items)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_array_set_size (self->ids, 0);
  append (self, names, 0, self->any);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      gint64 id;
      const char *name;

      if (describe_item (g_ptr_array_index (items, i), &id, &name))
        append (self, names, id, name);
    }

  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_enable_search (self->drop_down, self->ids->len > 12);
  gtk_drop_down_set_selected (self->drop_down, find_id (self, self->id));
  self->filling = FALSE;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreFilterChoice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (items == NULL || self->library == NULL)
    return;

  fill (self, items);
  if (find_id (self, self->id) == 0)
    encore_filter_choice_set_id (self, 0);
}

static void
load (EncoreFilterChoice *self)
{
  encore_library_list_async (self->library, self->listing, 0, self->cancellable, on_listed, g_object_ref (self));
}

static void
on_changed (EncoreFilterChoice *self,
            GType               type)
{
  if (type == listed_type (self))
    load (self);
}

static void
on_selected (EncoreFilterChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (!self->filling && selected < self->ids->len)
    encore_filter_choice_set_id (self, g_array_index (self->ids, gint64, selected));
}

static void
encore_filter_choice_dispose (GObject *object)
{
  EncoreFilterChoice *self = ENCORE_FILTER_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_filter_choice_parent_class)->dispose (object);
}

static void
encore_filter_choice_finalize (GObject *object)
{
  EncoreFilterChoice *self = ENCORE_FILTER_CHOICE (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->ids);
  g_free (self->any);

  G_OBJECT_CLASS (encore_filter_choice_parent_class)->finalize (object);
}

static void
encore_filter_choice_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  if (prop_id == PROP_ID)
    g_value_set_int64 (value, ENCORE_FILTER_CHOICE (object)->id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
encore_filter_choice_class_init (EncoreFilterChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = encore_filter_choice_dispose;
  object_class->finalize = encore_filter_choice_finalize;
  object_class->get_property = encore_filter_choice_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
encore_filter_choice_init (EncoreFilterChoice *self)
{
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->cancellable = g_cancellable_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, name));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/**
 * encore_filter_choice_new:
 * @library: what is listed
 * @listing: people (its agents) or scenarios
 * @any: the text for no choice
 *
 * Returns: (transfer floating): the drop-down
 */
GtkWidget *
encore_filter_choice_new (EncoreLibrary *library,
                          EncoreListing  listing,
                          const char    *any)
{
  EncoreFilterChoice *self = g_object_new (ENCORE_TYPE_FILTER_CHOICE, NULL);

  self->library = g_object_ref (library);
  self->listing = listing;
  self->any = g_strdup (any);
  fill (self, NULL);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}

gint64
encore_filter_choice_get_id (EncoreFilterChoice *self)
{
  g_return_val_if_fail (ENCORE_IS_FILTER_CHOICE (self), 0);

  return self->id;
}

void
encore_filter_choice_set_id (EncoreFilterChoice *self,
                             gint64              id)
{
  g_return_if_fail (ENCORE_IS_FILTER_CHOICE (self));

  if (self->id == id)
    return;

  self->id = id;
  gtk_drop_down_set_selected (self->drop_down, find_id (self, id));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}
