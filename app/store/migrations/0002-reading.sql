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

-- Search. The words come folded and apart (encore_words_join), and their marks belong to them: so that Thai
-- and its neighbours are found without spaces, and no vowel of theirs is taken for an accent. Filled again by
-- encore_indexed_rebuild, after the last migration.
DROP TABLE call_text;
DROP TABLE call_notes;
CREATE VIRTUAL TABLE call_text USING fts5 (text, content = '',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
CREATE VIRTUAL TABLE call_notes USING fts5 (text, content = '',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");

PRAGMA user_version = 2;
