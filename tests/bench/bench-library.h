/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

#define BENCH_N_CALLS 100000
#define BENCH_N_EVALUATIONS 30000

gboolean bench_library_fill_calls (const char *directory,
                                   guint       n_calls);
gboolean bench_library_fill_evaluations (const char *directory, /* of calls that are there */
                                   guint       n_evaluations);
gboolean bench_library_fill_demo  (const char *directory);

G_END_DECLS
