-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema version 2: transcripts that are corrected, redacted and searched.

PRAGMA user_version = 2;
