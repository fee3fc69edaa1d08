-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema version 2: transcripts that are corrected, redacted and searched.

-- Correcting: a corrected transcript is a row of its own, which names the imported one by uuid. The
-- imported one stays as it came. The corrected one is the chosen one: see ENCORE_TRANSCRIPT_ORDER.
ALTER TABLE transcript ADD COLUMN corrects TEXT;
ALTER TABLE transcript ADD COLUMN corrected_at INTEGER;
ALTER TABLE transcript ADD COLUMN author_id INTEGER REFERENCES person (id);
CREATE INDEX transcript_author ON transcript (author_id) WHERE deleted_at IS NULL;

PRAGMA user_version = 2;
