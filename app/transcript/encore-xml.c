/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#include "encore-error.h"
#include "encore-xml.h"

static void
set_invalid (xmlParserCtxt *context,
             GError       **error)
{
  const xmlError *last = xmlCtxtGetLastError (context);
  g_autofree char *message = g_strchomp (g_strdup (last != NULL && last->message != NULL ? last->message : "?"));
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line %d: this is not valid XML (%s)"),
               last != NULL ? last->line : 1, valid);
}

/* Without this, libxml2 prints some of its complaints although it was asked not to. */
static void
ignore_error (void           *user_data,
              const xmlError *error)
{
}

/**
 * encore_xml_parse:
 * @text: UTF-8, whatever its declaration says
 * @error: return location
 *
 * Returns: (transfer full): the document, which has a root, or %NULL
 */
xmlDoc *
encore_xml_parse (const char *text,
                  GError    **error)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  g_autoptr (xmlDoc) document = NULL;

  context->sax->serror = (xmlStructuredErrorFunc) ignore_error;
  document = xmlCtxtReadMemory (context, text, (int) MIN (strlen (text), G_MAXINT), NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    {
      set_invalid (context, error);
      xmlFreeParserCtxt (context);
      return NULL;
    }

  xmlFreeParserCtxt (context);

  /* Entities that contain entities grow without bounds; no transcript needs its own. */
  if (document->intSubset != NULL && document->intSubset->entities != NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                           _ ("Line 1: the XML defines entities of its own, which are not read"));
      return NULL;
    }

  return g_steal_pointer (&document);
}

/* Whether it is an element of that name, in whatever namespace. */
gboolean
encore_xml_is (xmlNode    *node,
               const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name);
}

/* (transfer full) (nullable): an attribute of that name in whatever namespace */
char *
encore_xml_dup_attribute (xmlNode    *node,
                          const char *name)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (g_str_equal ((const char *) attribute->name, name))
      {
        xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);
        char *copy = g_strdup (value != NULL ? (const char *) value : "");

        xmlFree (value);
        return copy;
      }

  return NULL;
}

/* (nullable): the first child element of that name */
xmlNode *
encore_xml_child (xmlNode    *node,
                  const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (encore_xml_is (child, name))
      return child;

  return NULL;
}

/* (transfer full): the text inside, without blanks around it */
char *
encore_xml_dup_text (xmlNode *node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));

  xmlFree (content);
  return text;
}

/**
 * encore_xml_head_has_root:
 * @head: the beginning of a file
 * @name: an element's name without prefix
 *
 * Returns: whether the first element has that name
 */
gboolean
encore_xml_head_has_root (const char *head,
                          const char *name)
{
  const char *at = head;

  while ((at = strchr (at, '<')) != NULL)
    {
      at++;
      if (g_str_has_prefix (at, "!--"))
        {
          at = strstr (at, "-->");
          if (at == NULL)
            return FALSE;
        }
      else if (*at != '?' && *at != '!')
        break;
    }

  if (at == NULL)
    return FALSE;

  gsize length = strcspn (at, " \t\r\n/>");
  const char *colon = memchr (at, ':', length);
  const char *local = colon != NULL ? colon + 1 : at;

  return (gsize) (at + length - local) == strlen (name) && strncmp (local, name, strlen (name)) == 0;
}
