/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-moment.h"

G_BEGIN_DECLS

GPtrArray *encore_clip_choice_list (GPtrArray    *moments,
                                    gint64        scenario_id,
                                    EncoreMoment *now,
                                    guint        *selected);
void       encore_clip_choice_fill (AdwComboRow  *combo,
                                    GPtrArray    *clips,
                                    guint         selected);

G_END_DECLS
