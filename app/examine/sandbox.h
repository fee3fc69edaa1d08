/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How this process gives up what a decoder does not need. Before there is a second thread. */
void     sandbox_follow_parent (void);
guint    sandbox_enter         (gsize memory); /* ENCORE_WIRE_CONFINED_… */
void     sandbox_allow_cpu     (guint seconds);

gboolean sandbox_deny_calls    (void);
gboolean sandbox_deny_writing  (void);

G_END_DECLS
