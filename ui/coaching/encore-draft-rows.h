/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-draft-field.h"

G_BEGIN_DECLS

/* Rows of a list that show and save one thing of a draft. */
GtkWidget *encore_draft_entry_row  (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *title,
                                    EncoreDraftPlace  place,
                                    gboolean          required);
GtkWidget *encore_draft_text_row   (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *title,
                                    EncoreDraftPlace  place);
GtkWidget *encore_draft_switch_row (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *title,
                                    const char       *subtitle,
                                    EncoreDraftPlace  place);
GtkWidget *encore_draft_choice_row (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *title,
                                    GStrv             labels,
                                    EncoreDraftPlace  place);
GtkWidget *encore_draft_key_row    (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *title,
                                    EncoreDraftPlace  place);
GtkWidget *encore_draft_spin_row   (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *title,
                                    const char       *subtitle,
                                    double            low,
                                    double            high,
                                    EncoreDraftPlace  place);
GtkWidget *encore_draft_spin       (EncoreDraft      *draft,
                                    const char       *name,
                                    const char       *label,
                                    double            low,
                                    double            high,
                                    double            factor,
                                    EncoreDraftPlace  place);
GtkWidget *encore_draft_spin_new   (const char       *name,
                                    const char       *label,
                                    double            low,
                                    double            high,
                                    double            step);
GtkWidget *encore_draft_combo_row  (const char       *name,
                                    const char       *title,
                                    GStrv             labels);
GtkWidget *encore_draft_button     (const char       *name,
                                    const char       *icon_name,
                                    const char       *label);

G_END_DECLS
