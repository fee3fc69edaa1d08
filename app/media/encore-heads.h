/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-riff.h"

G_BEGIN_DECLS

gboolean encore_heads_read (const char *path,
                            EncoreRiff *riff);

G_END_DECLS
