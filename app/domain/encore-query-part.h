/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a search can be narrowed by, in the order in which it is offered. */
typedef enum
{
  ENCORE_FILTER_NONE,
  ENCORE_FILTER_AGENT,
  ENCORE_FILTER_CUSTOMER,
  ENCORE_FILTER_SCENARIO,
  ENCORE_FILTER_QUEUE,
  ENCORE_FILTER_MOMENT,
  ENCORE_FILTER_AFTER,
  ENCORE_FILTER_BEFORE,
} EncoreFilter;

#define ENCORE_N_FILTERS 8

/**
 * EncoreQueryPart:
 * @start: first byte of the part in what was typed
 * @end: byte behind it
 * @filter: whose value is being typed; NONE: a word, or the name of a filter
 * @typed: what of it stands before the cursor, without quotation marks
 *
 * The part of a query that is being typed.
 */
typedef struct
{
  gsize start;
  gsize end;
  EncoreFilter filter;
  char *typed;
} EncoreQueryPart;

EncoreQueryPart *encore_query_part_at    (const char            *query,
                                          gsize                  cursor);
char            *encore_query_part_fill  (const EncoreQueryPart *part,
                                          const char            *query,
                                          EncoreFilter           filter,
                                          const char            *value,
                                          gsize                 *cursor);
void             encore_query_part_free  (EncoreQueryPart       *part);

const char      *encore_filter_to_id     (EncoreFilter           filter);
EncoreFilter     encore_filter_from_id   (const char            *id);
const char      *encore_filter_to_label  (EncoreFilter           filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreQueryPart, encore_query_part_free)

G_END_DECLS
