/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-clip-choice.h"

#include <glib/gi18n.h>

#include "encore-text.h"

#define GREAT_PRACTICE "great-practice"

/* Newest first; more than that nobody looks through in a drop-down. */
#define MAX_CLIPS 100

static gboolean
is_same_clip (EncoreMoment *left,
              EncoreMoment *right)
{
  return left->call_id == right->call_id && left->span.start_ms == right->span.start_ms
         && left->span.end_ms == right->span.end_ms;
}

/* A clip shows how it should sound: openings taken and what was marked as great practice. */
static gboolean
is_example (EncoreMoment *moment,
            gint64        scenario_id)
{
  gboolean fits = moment->scenario_id == 0 || scenario_id == 0 || moment->scenario_id == scenario_id;
  gboolean good = moment->outcome == ENCORE_OUTCOME_TAKEN || g_strcmp0 (moment->type_id, GREAT_PRACTICE) == 0;

  return fits && good && moment->span.start_ms >= 0 && moment->span.end_ms > moment->span.start_ms;
}

static gboolean
is_listed (GPtrArray    *clips,
           EncoreMoment *moment)
{
  for (guint i = 0; i < clips->len; i++)
    if (is_same_clip (g_ptr_array_index (clips, i), moment))
      return TRUE;

  return FALSE;
}

/**
 * encore_clip_choice_list:
 * @moments: (nullable): of all calls, newest first
 * @scenario_id: whose examples; 0: not known
 * @now: the clip that is chosen now; its call is 0 when there is none
 * @selected: (out): where @now stands: 0 for no clip, else one more than its index
 *
 * Returns: (transfer full) (element-type EncoreMoment): what can be chosen; @now is always among it
 */
GPtrArray *
encore_clip_choice_list (GPtrArray    *moments,
                         gint64        scenario_id,
                         EncoreMoment *now,
                         guint        *selected)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);

  *selected = 0;
  for (guint i = 0; moments != NULL && i < moments->len && clips->len < MAX_CLIPS; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (moments, i);
      gboolean chosen = now->call_id > 0 && is_same_clip (moment, now);

      if ((!chosen && !is_example (moment, scenario_id)) || is_listed (clips, moment))
        continue;
      g_ptr_array_add (clips, g_object_ref (moment));
      *selected = chosen ? clips->len : *selected;
    }

  if (now->call_id > 0 && *selected == 0)
    {
      g_ptr_array_insert (clips, 0, g_object_ref (now));
      *selected = 1;
    }

  return clips;
}

static char *
describe (EncoreMoment *moment)
{
  const char *said = encore_text_is_blank (moment->cue) ? moment->note : moment->cue;
  const char *call = encore_text_is_blank (moment->call_title) ? _ ("Untitled call") : moment->call_title;
  g_autofree char *from = encore_text_position (moment->span.start_ms);
  g_autofree char *to = encore_text_position (moment->span.end_ms);
  g_autofree char *text = NULL;

  if (encore_text_is_blank (said))
    /* Translators: the title of a call, then where a clip starts and ends */
    return g_strdup_printf (_ ("%s, %s to %s"), call, from, to);

  /* Translators: the title of a call, where a clip starts and ends, then what was said there */
  text = g_strdup_printf (_ ("%s, %s to %s: %s"), call, from, to, said);
  return g_strdelimit (g_steal_pointer (&text), "\n", ' ');
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item,
                           g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "lines", 2, "ellipsize",
                                         PANGO_ELLIPSIZE_END, "width-chars", 44, "max-width-chars", 44, NULL));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  GtkStringObject *item = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), gtk_string_object_get_string (item));
}

/**
 * encore_clip_choice_fill:
 * @combo: where a clip is chosen
 * @clips: (element-type EncoreMoment): what is offered after "No clip"
 * @selected: which one is chosen; 0: none
 */
void
encore_clip_choice_fill (AdwComboRow *combo,
                         GPtrArray   *clips,
                         guint        selected)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("No clip"));
  for (guint i = 0; i < clips->len; i++)
    gtk_string_list_take (names, describe (g_ptr_array_index (clips, i)));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  adw_combo_row_set_list_factory (combo, factory);
  adw_combo_row_set_model (combo, G_LIST_MODEL (names));
  adw_combo_row_set_selected (combo, selected);
}
