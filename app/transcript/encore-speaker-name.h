/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* Speakers written at the head of the text: "Jane Doe: Good morning". */

gsize       encore_speaker_name_match (const char       *text,
                                       char            **name);
gboolean    encore_speaker_name_is    (const char       *name);
EncoreParty encore_speaker_name_party (const char       *name);
void        encore_speaker_name_strip_badge (char        *name);
char       *encore_speaker_name_from_label (const char  *label);
void        encore_speaker_name_split (EncoreTranscript *transcript,
                                       gboolean          carry_on);

G_END_DECLS
