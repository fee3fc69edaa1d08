/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-error.h"

G_DEFINE_QUARK (encore-error-quark, encore_error)
