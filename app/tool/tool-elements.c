/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <math.h>

/* The part of progress that tells of scorecards: figures of record. */

static void
set_real (JsonBuilder *builder,
          const char  *member,
          double       value)
{
  json_builder_set_member_name (builder, member);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
add_mean (JsonBuilder      *builder,
          const EncoreMean *mean)
{
  tool_set_number (builder, "n", mean->n);
  set_real (builder, "mean", mean->mean);
  if (mean->n < 2)
    return;

  json_builder_set_member_name (builder, "interval_95");
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, mean->low);
  json_builder_add_double_value (builder, mean->high);
  json_builder_end_array (builder);
}

static void
add_months (JsonBuilder   *builder,
            EncoreElement *element)
{
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < element->months->len; i++)
    {
      const EncoreElementMonth *month = &g_array_index (element->months, EncoreElementMonth, i);

      json_builder_begin_object (builder);
      tool_set_instant (builder, "starts_at", month->starts_at);
      add_mean (builder, &month->mean);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * tool_add_elements:
 * @builder: in an object
 * @elements: (element-type EncoreElement): of somebody
 *
 * Adds a member of the name "elements_of_record"; the key of a whole form is null.
 */
void
tool_add_elements (JsonBuilder *builder,
                   GPtrArray   *elements)
{
  json_builder_set_member_name (builder, "elements_of_record");
  json_builder_begin_array (builder);
  for (guint i = 0; i < elements->len; i++)
    {
      EncoreElement *element = g_ptr_array_index (elements, i);

      json_builder_begin_object (builder);
      tool_set_text (builder, "scorecard", element->scorecard_name);
      tool_set_text (builder, "family", element->family);
      tool_set_text (builder, "key", element->key);
      tool_set_text (builder, "section", element->section_name);
      tool_set_text (builder, "question", element->question);
      add_mean (builder, &element->mean);
      tool_set_number (builder, "not_applicable", element->n_not_applicable);
      add_months (builder, element);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_element (EncoreElement *element)
{
  const EncoreMean *mean = &element->mean;
  const char *name = element->key != NULL ? element->question : _ ("whole form");

  if (mean->n < ENCORE_ENOUGH_EVALUATIONS)
    g_print (_ ("  %s: not enough evaluations yet (n = %d)\n"), name, mean->n);
  else
    g_print (_ ("  %s: %.0f %% (95 %% interval %.0f–%.0f %%, n = %d)\n"), name, mean->mean, mean->low, mean->high,
             mean->n);
}

/**
 * tool_print_elements:
 * @elements: (element-type EncoreElement): of somebody
 *
 * Prints those of each scorecard under its name.
 */
void
tool_print_elements (GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      EncoreElement *element = g_ptr_array_index (elements, i);

      if (element->key == NULL)
        g_print (_ ("%s, for the record:\n"), element->scorecard_name);
      print_element (element);
    }
}
