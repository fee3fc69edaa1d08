/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Recordings of every kind, made on the spot from one voice whose every place sounds different. */
#define CODECS_MS 8000

typedef struct _CodecsKind CodecsKind;

typedef gboolean (*CodecsFunc) (const CodecsKind *kind,
                                const char       *path);

struct _CodecsKind
{
  const char *codec;    /* as it stands in the table */
  const char *file;     /* its name, which matters for what has no header */
  CodecsFunc make;
  const char *how;      /* for @make: the arguments of an encoder */
  int channels;         /* 1 when 0 */
  int early_ms;         /* sound that was cut off */
  int slack_ms;         /* what this codec's frames add at the end, and no header tells */
  int late_ms;          /* by how much encoders of this kind run late, and no header tells */
};

extern const CodecsKind codecs_kinds[];
extern const gsize codecs_n_kinds;

char        *codecs_folder (void);
const float *codecs_voice  (gsize *n);  /* the voice at 8 kHz */
char        *codecs_make   (const CodecsKind *kind,
                            char            **missing);
