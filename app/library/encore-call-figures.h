/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-activity.h"
#include "encore-conversation.h"
#include "encore-recording.h"

G_BEGIN_DECLS

void encore_call_figures_measure (EncoreConversation *figures,
                                  EncoreActivity     *activity,
                                  EncoreRecording    *recording);

G_END_DECLS
