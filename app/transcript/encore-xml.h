/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Reading other people's XML: nothing is fetched, no entities, a bounded depth. */

xmlDoc     *encore_xml_parse         (const char  *text,
                                      GError     **error);
gboolean    encore_xml_is            (xmlNode     *node,
                                      const char  *name);
char       *encore_xml_dup_attribute (xmlNode     *node,
                                      const char  *name);
xmlNode    *encore_xml_child         (xmlNode     *node,
                                      const char  *name);
char       *encore_xml_dup_text      (xmlNode     *node);
gboolean    encore_xml_head_has_root (const char  *head,
                                      const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
