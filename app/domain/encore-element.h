/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Fewer evaluations than this say nothing about a person. */
#define ENCORE_ENOUGH_EVALUATIONS 5

/**
 * EncoreMean:
 * @mean: percent of full marks; NAN when @n is 0
 * @low: lower end of the 95 % interval (Student's t), NAN when @n is below 2
 * @high: upper end
 * @n: evaluations
 */
typedef struct
{
  double mean;
  double low;
  double high;
  int n;
} EncoreMean;

/* One month of an element. */
typedef struct
{
  gint64 starts_at; /* UTC ms */
  EncoreMean mean;
} EncoreElementMonth;

#define ENCORE_TYPE_ELEMENT (encore_element_get_type ())
G_DECLARE_FINAL_TYPE (EncoreElement, encore_element, ENCORE, ELEMENT, GObject)

/**
 * EncoreElement:
 *
 * How one criterion went over the calls of an agent, a team or a scenario (C16): of submitted evaluations for the
 * record alone. Criteria are the same over the versions of a scorecard when their keys are.
 */
struct _EncoreElement
{
  GObject parent_instance;

  char *family;         /* of the scorecard */
  char *scorecard_name;
  char *key;            /* (nullable): %NULL: the score of the whole form */
  char *question;       /* as the newest version asks it */
  char *section_name;
  EncoreMean mean;
  int n_not_applicable;
  GArray *months;       /* of EncoreElementMonth, oldest first, months without evaluations included */
  GArray *values;       /* of double: each evaluation's percent, oldest first, and */
  GArray *instants;     /* of gint64: when its call was */
};

EncoreElement *encore_element_new  (void);
void           encore_element_add  (EncoreElement *self,
                                    gint64         at,       /* UTC ms */
                                    double         percent); /* NAN: it did not apply */
void           encore_element_work (EncoreElement *self,     /* mean and months, once all is added */
                                    gint64         from,
                                    gint64         until);
EncoreMean     encore_mean         (const double  *values,
                                    gsize          n_values);

G_END_DECLS
