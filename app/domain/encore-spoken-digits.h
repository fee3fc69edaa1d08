/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int encore_spoken_digit  (const char *word,
                          gsize       length);
int encore_spoken_repeat (const char *word,
                          gsize       length);

G_END_DECLS
