/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-element.h"
#include "encore-progress.h"

G_BEGIN_DECLS

gboolean encore_figures_enough   (const EncoreTally    *tally);
char    *encore_figures_percent  (double                share);
char    *encore_figures_taken    (const EncoreTally    *tally);
char    *encore_figures_interval (const EncoreInterval *interval);
char    *encore_figures_outcomes (const EncoreTally    *tally);
char    *encore_figures_fact     (int                   yes,
                                  int                   no);
gboolean encore_figures_element_enough (EncoreElement  *element);
char    *encore_figures_element  (EncoreElement        *element);
char    *encore_figures_calls    (int                   n_calls);
char    *encore_figures_month    (gint64                starts_at,
                                  gboolean              with_year);
char    *encore_figures_roles    (EncoreRoles           roles);

G_END_DECLS
