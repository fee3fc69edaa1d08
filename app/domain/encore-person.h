/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_PERSON (encore_person_get_type ())
G_DECLARE_FINAL_TYPE (EncorePerson, encore_person, ENCORE, PERSON, GObject)

/**
 * EncorePerson:
 *
 * Somebody who takes, coaches or learns from calls. One person may hold several roles.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncorePerson
{
  GObject parent_instance;

  gint64 id;         /* rowid, 0 while new */
  char *uuid;
  char *name;
  EncoreRoles roles;
  gint64 team_id;    /* 0: none */
  gint64 hired_at;   /* UTC ms, or ENCORE_NO_TIME */
  GStrv aliases;     /* logins, extensions and initials that mean this person; never NULL */
  char *team_name;   /* joined, read only */
};

EncorePerson *encore_person_new  (void);
EncorePerson *encore_person_copy (EncorePerson *self);

G_END_DECLS
