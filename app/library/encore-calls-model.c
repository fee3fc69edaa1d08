/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-calls-model.h"

#include "encore-db.h"
#include "encore-library-private.h"

#include <string.h>

/**
 * EncoreCallsModel:
 *
 * The table of calls, however long: all ids in order (8 bytes each), and rows by blocks as they
 * are looked at. A generation counter keeps answers to an older question out. Main thread only.
 */
struct _EncoreCallsModel
{
  GObject parent_instance;

  EncoreLibrary *library; /* unowned while the library disposes: a weak pointer */
  EncoreCallFilter filter;
  char *text;

  GArray *ids;        /* of gint64 */
  GHashTable *blocks; /* block number -> Block */
  GQueue recent;      /* block numbers, last used first */
  GCancellable *cancellable;
  guint generation;
  guint reload_id;
  gboolean loading;
};

/* Rows of one block; @calls is NULL while they are being read. */
typedef struct
{
  GPtrArray *calls;
} Block;

/* Rows fetched together, and how many blocks are kept. */
#define BLOCK_LENGTH 128
#define MAX_BLOCKS 64

/* Changes that follow each other closely (an import) are answered together. */
#define RELOAD_DELAY_MS 150

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void reload (EncoreCallsModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (EncoreCallsModel,
                               encore_calls_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
block_free (gpointer data)
{
  Block *block = data;

  g_clear_pointer (&block->calls, g_ptr_array_unref);
  g_free (block);
}

static guint
block_length (EncoreCallsModel *self,
              guint             number)
{
  return MIN (BLOCK_LENGTH, self->ids->len - number * BLOCK_LENGTH);
}

/* Fetching rows */

typedef struct
{
  GArray *ids;
  guint number;
  guint generation;
} BlockRequest;

static void
block_request_free (gpointer data)
{
  BlockRequest *request = data;

  g_array_unref (request->ids);
  g_free (request);
}

static gpointer
fetch_block (EncoreDb     *db,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  const BlockRequest *request = user_data;

  return encore_db_calls_by_ids (db, (const gint64 *) (gpointer) request->ids->data, request->ids->len, error);
}

static void
fetch_block_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EncoreCallsModel *self = g_task_get_source_object (task);
  const BlockRequest *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calls = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);
  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (request->number));

  if (request->generation != self->generation || block == NULL)
    return;

  if (calls == NULL || calls->len != block_length (self, request->number))
    {
      /* a call was deleted in between: the ids are about to be read again */
      g_debug ("Block of calls not read: %s", error != NULL ? error->message : "rows changed");
      g_hash_table_remove (self->blocks, GUINT_TO_POINTER (request->number));
      g_queue_remove (&self->recent, GUINT_TO_POINTER (request->number));
      return;
    }

  block->calls = g_steal_pointer (&calls);
  g_list_model_items_changed (G_LIST_MODEL (self), request->number * BLOCK_LENGTH, block->calls->len,
                              block->calls->len);
}

static BlockRequest *
block_request_new (EncoreCallsModel *self,
                   guint             number)
{
  BlockRequest *request = g_new0 (BlockRequest, 1);

  request->number = number;
  request->generation = self->generation;
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (request->ids, &g_array_index (self->ids, gint64, number * BLOCK_LENGTH),
                       block_length (self, number));
  return request;
}

static void
start_fetch (EncoreCallsModel *self,
             guint             number)
{
  GTask *task = g_task_new (self, self->cancellable, NULL, NULL);
  BlockRequest *request = block_request_new (self, number);

  g_task_set_task_data (task, request, block_request_free);
  encore_library_run_async (self->library, ENCORE_LANE_READ, fetch_block, request, NULL,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, fetch_block_cb, task);
}

static void
touch_block (EncoreCallsModel *self,
             guint             number)
{
  gpointer key = GUINT_TO_POINTER (number);

  if (g_queue_peek_head (&self->recent) == key && self->recent.length > 0)
    return;

  g_queue_remove (&self->recent, key);
  g_queue_push_head (&self->recent, key);
  if (self->recent.length > MAX_BLOCKS)
    g_hash_table_remove (self->blocks, g_queue_pop_tail (&self->recent));
}

/* GListModel */

static GType
get_item_type (GListModel *model)
{
  return ENCORE_TYPE_CALL;
}

static guint
get_n_items (GListModel *model)
{
  return ENCORE_CALLS_MODEL (model)->ids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  EncoreCallsModel *self = ENCORE_CALLS_MODEL (model);
  guint number = position / BLOCK_LENGTH;

  if (position >= self->ids->len)
    return NULL;

  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (number));
  if (block == NULL && self->library != NULL)
    {
      block = g_new0 (Block, 1);
      g_hash_table_insert (self->blocks, GUINT_TO_POINTER (number), block);
      start_fetch (self, number);
    }
  touch_block (self, number);

  if (block != NULL && block->calls != NULL)
    return g_object_ref (g_ptr_array_index (block->calls, position % BLOCK_LENGTH));

  EncoreCall *placeholder = encore_call_new ();
  placeholder->id = g_array_index (self->ids, gint64, position);
  return placeholder;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Reading the ids, with the first rows so that the first picture is complete. */

typedef struct
{
  EncoreCallFilter filter;
  char *text;
  guint generation;
} IdsRequest;

typedef struct
{
  GArray *ids;
  GPtrArray *first;
} IdsAnswer;

static void
ids_request_free (gpointer data)
{
  IdsRequest *request = data;

  g_free (request->text);
  g_free (request);
}

static void
ids_answer_free (gpointer data)
{
  IdsAnswer *answer = data;

  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->first, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdsAnswer, ids_answer_free)

static gpointer
fetch_ids (EncoreDb     *db,
           gpointer      user_data,
           GCancellable *cancellable,
           GError      **error)
{
  const IdsRequest *request = user_data;
  g_autoptr (IdsAnswer) answer = g_new0 (IdsAnswer, 1);

  answer->ids = encore_db_call_ids (db, &request->filter, cancellable, error);
  if (answer->ids == NULL)
    return NULL;

  answer->first = encore_db_calls_by_ids (db, (const gint64 *) (gpointer) answer->ids->data,
                                          MIN (answer->ids->len, BLOCK_LENGTH), error);

  return answer->first != NULL ? g_steal_pointer (&answer) : NULL;
}

/* What differs between two orders of ids, between what they begin and end with alike. */
static void
find_difference (GArray *old_ids,
                 GArray *new_ids,
                 guint  *position,
                 guint  *removed,
                 guint  *added)
{
  const gint64 *a = (const gint64 *) (gpointer) old_ids->data;
  const gint64 *b = (const gint64 *) (gpointer) new_ids->data;
  guint shorter = MIN (old_ids->len, new_ids->len);
  guint prefix = 0, suffix = 0;

  while (prefix < shorter && a[prefix] == b[prefix])
    prefix++;
  while (suffix < shorter - prefix && a[old_ids->len - 1 - suffix] == b[new_ids->len - 1 - suffix])
    suffix++;

  *position = prefix;
  *removed = old_ids->len - prefix - suffix;
  *added = new_ids->len - prefix - suffix;
}

static void
take_answer (EncoreCallsModel *self,
             IdsAnswer        *answer)
{
  g_autoptr (GArray) old_ids = g_steal_pointer (&self->ids);
  g_autoptr (GList) stale = g_hash_table_get_keys (self->blocks);
  guint position, removed, added;

  g_hash_table_remove_all (self->blocks);
  g_queue_clear (&self->recent);

  self->ids = g_steal_pointer (&answer->ids);
  if (answer->first->len > 0)
    {
      Block *block = g_new0 (Block, 1);

      block->calls = g_steal_pointer (&answer->first);
      g_hash_table_insert (self->blocks, GUINT_TO_POINTER (0), block);
      touch_block (self, 0);
    }

  find_difference (old_ids, self->ids, &position, &removed, &added);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);

  /* Rows may have changed even where the ids have not: those that were shown are asked for again. */
  guint unchanged = MIN (position, self->ids->len);
  for (GList *l = stale; l != NULL; l = l->next)
    {
      guint start = GPOINTER_TO_UINT (l->data) * BLOCK_LENGTH;
      guint length = start < unchanged ? MIN (BLOCK_LENGTH, unchanged - start) : 0;

      if (length > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), start, length, length);
    }
}

static void
set_loading (EncoreCallsModel *self,
             gboolean          loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
fetch_ids_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EncoreCallsModel *self = g_task_get_source_object (task);
  const IdsRequest *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (IdsAnswer) answer = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (request->generation != self->generation)
    return;

  if (answer != NULL)
    take_answer (self, answer);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The calls could not be listed: %s", error->message);

  set_loading (self, FALSE);
}

static void
reload (EncoreCallsModel *self)
{
  if (self->library == NULL || encore_library_get_store (self->library) == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;

  IdsRequest *request = g_new0 (IdsRequest, 1);
  request->filter = self->filter;
  request->text = g_strdup (self->text);
  request->filter.text = request->text;
  request->generation = self->generation;

  GTask *task = g_task_new (self, self->cancellable, NULL, NULL);
  g_task_set_task_data (task, request, ids_request_free);
  set_loading (self, TRUE);
  encore_library_run_async (self->library, ENCORE_LANE_READ, fetch_ids, request, NULL, ids_answer_free,
                            self->cancellable, fetch_ids_cb, task);
}

static gboolean
reload_timeout (gpointer user_data)
{
  EncoreCallsModel *self = user_data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
queue_reload (EncoreCallsModel *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_DELAY_MS, reload_timeout, self);
}

static void
on_changed (EncoreLibrary    *library,
            GType             type,
            EncoreCallsModel *self)
{
  if (type == ENCORE_TYPE_CALL || type == ENCORE_TYPE_MOMENT || type == ENCORE_TYPE_PERSON
      || type == ENCORE_TYPE_SCENARIO || type == ENCORE_TYPE_RECORDING || type == ENCORE_TYPE_TRANSCRIPT)
    queue_reload (self);
}

static void
encore_calls_model_dispose (GObject *object)
{
  EncoreCallsModel *self = ENCORE_CALLS_MODEL (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_weak_pointer (&self->library);

  G_OBJECT_CLASS (encore_calls_model_parent_class)->dispose (object);
}

static void
encore_calls_model_finalize (GObject *object)
{
  EncoreCallsModel *self = ENCORE_CALLS_MODEL (object);

  g_array_unref (self->ids);
  g_hash_table_unref (self->blocks);
  g_queue_clear (&self->recent);
  g_object_unref (self->cancellable);
  g_free (self->text);

  G_OBJECT_CLASS (encore_calls_model_parent_class)->finalize (object);
}

static void
encore_calls_model_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, ENCORE_CALLS_MODEL (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
encore_calls_model_class_init (EncoreCallsModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = encore_calls_model_dispose;
  object_class->finalize = encore_calls_model_finalize;
  object_class->get_property = encore_calls_model_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
encore_calls_model_init (EncoreCallsModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, block_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * encore_library_calls_model:
 * @self: a library
 * @filter: which calls, in what order; copied
 *
 * Returns: (transfer full): a lazy list of #EncoreCall with a "loading" property; an item whose
 *   title is %NULL has not been read yet and is replaced when it has
 */
GListModel *
encore_library_calls_model (EncoreLibrary          *self,
                            const EncoreCallFilter *filter)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  EncoreCallsModel *model = g_object_new (ENCORE_TYPE_CALLS_MODEL, NULL);

  g_set_weak_pointer (&model->library, self);
  model->filter = *filter;
  model->text = g_strdup (filter->text);
  model->filter.text = model->text;
  g_signal_connect_object (self, "changed", G_CALLBACK (on_changed), model, 0);
  g_signal_connect_object (self, "calls-imported", G_CALLBACK (queue_reload), model, G_CONNECT_SWAPPED);
  reload (model);
  return G_LIST_MODEL (model);
}

static gpointer
list_calls (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GArray) ids = encore_db_call_ids (db, user_data, cancellable, error);

  return ids != NULL ? encore_db_calls_by_ids (db, (const gint64 *) (gpointer) ids->data, ids->len, error) : NULL;
}

GPtrArray *
encore_library_list_calls (EncoreLibrary          *self,
                           const EncoreCallFilter *filter,
                           GError                **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (self), NULL);

  return encore_store_run (encore_library_get_store (self), ENCORE_LANE_READ, list_calls, (gpointer) filter, NULL,
                           error);
}
