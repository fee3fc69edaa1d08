-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema version 2: transcripts that are corrected, redacted and searched.

-- What is looked for again and again: the query as it is typed.
CREATE TABLE saved_search (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  name       TEXT NOT NULL CHECK (name <> ''),
  query      TEXT NOT NULL CHECK (query <> '')
) STRICT;
CREATE UNIQUE INDEX saved_search_uuid ON saved_search (uuid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX saved_search_name ON saved_search (name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- Correcting: a corrected transcript is a row of its own, which names the imported one by uuid. The
-- imported one stays as it came. The corrected one is the chosen one: see ENCORE_TRANSCRIPT_ORDER.
ALTER TABLE transcript ADD COLUMN corrects TEXT;
ALTER TABLE transcript ADD COLUMN corrected_at INTEGER;
ALTER TABLE transcript ADD COLUMN author_id INTEGER REFERENCES person (id);
CREATE INDEX transcript_author ON transcript (author_id) WHERE deleted_at IS NULL;

-- Why the speakers are taken for agent and customer, for people; NULL: the transcript says so itself.
ALTER TABLE transcript ADD COLUMN roles TEXT;

-- Search. The words come folded and apart (encore_words_join), and their marks belong to them: so that Thai
-- and its neighbours are found without spaces, and no vowel of theirs is taken for an accent. Filled again by
-- encore_indexed_rebuild, after the last migration.
DROP TABLE call_text;
DROP TABLE call_notes;
CREATE VIRTUAL TABLE call_text USING fts5 (text, content = '',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
CREATE VIRTUAL TABLE call_notes USING fts5 (text, content = '',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");

-- Redaction: what nobody is to hear or read. places: see encore_redaction_pack; it holds what is hidden until
-- that is purged. A recording that was purged is a muted copy: what it was made from is only named.
CREATE TABLE redaction (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  call_id    INTEGER NOT NULL REFERENCES call (id),
  start_ms   INTEGER,
  end_ms     INTEGER,
  kind       INTEGER NOT NULL CHECK (kind >= 0),
  places     TEXT NOT NULL,
  author_id  INTEGER REFERENCES person (id),
  purged_at  INTEGER,
  CHECK (start_ms IS NULL OR end_ms IS NULL OR end_ms >= start_ms)
) STRICT;
CREATE UNIQUE INDEX redaction_uuid ON redaction (uuid) WHERE deleted_at IS NULL;
CREATE INDEX redaction_call ON redaction (call_id, start_ms) WHERE deleted_at IS NULL;
CREATE INDEX redaction_author ON redaction (author_id) WHERE deleted_at IS NULL;
CREATE INDEX redaction_due ON redaction (created_at) WHERE deleted_at IS NULL AND purged_at IS NULL;
ALTER TABLE recording ADD COLUMN original_path TEXT;
ALTER TABLE recording ADD COLUMN original_hash TEXT;
CREATE INDEX recording_original ON recording (original_hash) WHERE deleted_at IS NULL AND original_hash IS NOT NULL;

PRAGMA user_version = 2;
