/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a benchmark returns when something it needs is not here. */
#define BENCH_SKIPPED 77

/* Durations in ms. */
typedef GArray BenchTimes;

BenchTimes *bench_times_new    (void);
void        bench_times_free   (BenchTimes *times);
void        bench_times_add    (BenchTimes *times,
                                double      ms);
double      bench_times_at     (BenchTimes *times,
                                double      quantile);
double      bench_times_print  (BenchTimes *times,   /* returns the median */
                                const char *what);
void        bench_print_ratio  (const char *what,
                                double      ours,
                                double      theirs);
double      bench_ms_since     (gint64      start_us);
int         bench_skip         (const char *why);

char       *bench_demo_folder  (void);               /* NULL: it is not here */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchTimes, bench_times_free)

G_END_DECLS
