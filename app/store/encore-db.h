/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* All that can be asked of a connection, in one include. */
#include "encore-db-calls.h"
#include "encore-db-disputes.h"
#include "encore-db-evaluations.h"
#include "encore-db-model-answers.h"
#include "encore-db-moments.h"
#include "encore-db-objects.h"
#include "encore-db-people.h"
#include "encore-db-principles.h"
#include "encore-db-progress.h"
#include "encore-db-purge.h"
#include "encore-db-recordings.h"
#include "encore-db-redactions.h"
#include "encore-db-saved-searches.h"
#include "encore-db-scenarios.h"
#include "encore-db-scorecards.h"
#include "encore-db-search.h"
#include "encore-db-settings.h"
#include "encore-db-sources.h"
#include "encore-db-teams.h"
#include "encore-db-transcripts.h"
