-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema version 1. Released migrations never change: add the next number instead.
--
-- Every table whose rows may travel to another library has uuid, created_at, updated_at and
-- deleted_at; a deleted row stays behind as a tombstone. person_alias, model_answer_step and
-- segment are parts of their owner and travel inside it. Instants are UTC milliseconds, spans
-- milliseconds of the recording; NULL is "not known". Numbered choices are the enums of app/domain.

CREATE TABLE setting (
  key        TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  name       TEXT NOT NULL CHECK (name <> '')
) STRICT;
CREATE UNIQUE INDEX team_uuid ON team (uuid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX team_name ON team (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE person (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  name       TEXT NOT NULL CHECK (name <> ''),
  name_key   TEXT NOT NULL,
  roles      INTEGER NOT NULL CHECK (roles >= 0),
  team_id    INTEGER REFERENCES team (id),
  hired_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX person_uuid ON person (uuid) WHERE deleted_at IS NULL;
CREATE INDEX person_name_key ON person (name_key) WHERE deleted_at IS NULL;
CREATE INDEX person_team ON person (team_id) WHERE deleted_at IS NULL;

-- Holds the aliases of living people only: alias_key is the folded alias.
CREATE TABLE person_alias (
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  alias     TEXT NOT NULL CHECK (alias <> ''),
  alias_key TEXT NOT NULL UNIQUE,
  PRIMARY KEY (person_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE facet (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  name       TEXT NOT NULL CHECK (name <> ''),
  position   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX facet_uuid ON facet (uuid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX facet_name ON facet (kind, name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE scenario (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  deleted_at      INTEGER,
  name            TEXT NOT NULL CHECK (name <> ''),
  touchpoint_id   INTEGER REFERENCES facet (id),
  inquiry_id      INTEGER REFERENCES facet (id),
  state_id        INTEGER REFERENCES facet (id),
  goal_id         INTEGER REFERENCES facet (id),
  description     TEXT,
  escalation_path TEXT
) STRICT;
CREATE UNIQUE INDEX scenario_uuid ON scenario (uuid) WHERE deleted_at IS NULL;

CREATE TABLE extra (
  id          INTEGER PRIMARY KEY,
  uuid        TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  deleted_at  INTEGER,
  scenario_id INTEGER REFERENCES scenario (id),
  name        TEXT NOT NULL CHECK (name <> ''),
  description TEXT,
  state       INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3)
) STRICT;
CREATE UNIQUE INDEX extra_uuid ON extra (uuid) WHERE deleted_at IS NULL;
CREATE INDEX extra_scenario ON extra (scenario_id) WHERE deleted_at IS NULL;

-- The id is stable and travels: it is what other tables call uuid.
CREATE TABLE moment_type (
  id         TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  name       TEXT NOT NULL CHECK (name <> ''),
  hotkey     TEXT,
  colour     TEXT NOT NULL CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  lead_ms    INTEGER NOT NULL CHECK (lead_ms >= 0),
  lag_ms     INTEGER NOT NULL CHECK (lag_ms >= 0),
  position   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX moment_type_hotkey ON moment_type (hotkey) WHERE deleted_at IS NULL;

INSERT INTO moment_type (id, created_at, updated_at, name, hotkey, colour, lead_ms, lag_ms, position)
VALUES ('above-and-beyond', 0, 0, 'Above and beyond', NULL, '#3584e4', 8000, 2000, 0),
       ('great-practice', 0, 0, 'Great practice', '1', '#2ec27e', 8000, 2000, 1),
       ('needs-work', 0, 0, 'Needs work', '2', '#e66100', 8000, 2000, 2),
       ('escalation-or-wait', 0, 0, 'Escalation or wait', '3', '#9141ac', 8000, 2000, 3),
       ('to-discuss', 0, 0, 'To discuss', '4', '#e5a50a', 8000, 2000, 4),
       ('system-failure', 0, 0, 'System failure', '5', '#c01c28', 8000, 2000, 5);

CREATE TABLE call (
  id           INTEGER PRIMARY KEY,
  uuid         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  title        TEXT NOT NULL,
  agent_id     INTEGER REFERENCES person (id),
  started_at   INTEGER,
  duration_ms  INTEGER CHECK (duration_ms >= 0),
  queue        TEXT,
  direction    INTEGER NOT NULL CHECK (direction BETWEEN 0 AND 2),
  customer_ref TEXT,
  language     TEXT,
  scenario_id  INTEGER REFERENCES scenario (id),
  imported_at  INTEGER NOT NULL,
  position_ms  INTEGER NOT NULL,
  reviewed_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX call_uuid ON call (uuid) WHERE deleted_at IS NULL;
CREATE INDEX call_started ON call (started_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX call_agent ON call (agent_id, started_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX call_scenario ON call (scenario_id) WHERE deleted_at IS NULL;

-- content_hash is not unique: the same bytes may belong to a deleted call as well.
CREATE TABLE recording (
  id            INTEGER PRIMARY KEY,
  uuid          TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER,
  call_id       INTEGER NOT NULL REFERENCES call (id),
  path          TEXT NOT NULL,
  content_hash  TEXT,
  size          INTEGER NOT NULL,
  modified_at   INTEGER,
  codec         TEXT,
  container     TEXT,
  channels      INTEGER NOT NULL,
  rate          INTEGER NOT NULL,
  duration_ms   INTEGER,
  agent_channel INTEGER NOT NULL CHECK (agent_channel BETWEEN -1 AND 1),
  offset_ms     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX recording_uuid ON recording (uuid) WHERE deleted_at IS NULL;
CREATE INDEX recording_call ON recording (call_id) WHERE deleted_at IS NULL;
CREATE INDEX recording_hash ON recording (content_hash) WHERE deleted_at IS NULL;

-- Of several transcripts the chosen one has the richest kind, and of equals the newest.
CREATE TABLE transcript (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  call_id    INTEGER NOT NULL REFERENCES call (id),
  format     TEXT NOT NULL,
  source     TEXT,
  language   TEXT,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  warnings   TEXT
) STRICT;
CREATE UNIQUE INDEX transcript_uuid ON transcript (uuid) WHERE deleted_at IS NULL;
CREATE INDEX transcript_call ON transcript (call_id, kind DESC, id DESC) WHERE deleted_at IS NULL;

-- words: see encore-words.c
CREATE TABLE segment (
  transcript_id INTEGER NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
  ordinal       INTEGER NOT NULL,
  start_ms      INTEGER,
  end_ms        INTEGER,
  speaker       TEXT,
  party         INTEGER NOT NULL CHECK (party BETWEEN 0 AND 3),
  channel       INTEGER NOT NULL,
  text          TEXT NOT NULL,
  words         BLOB,
  PRIMARY KEY (transcript_id, ordinal)
) STRICT;

CREATE TABLE moment (
  id            INTEGER PRIMARY KEY,
  uuid          TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER,
  call_id       INTEGER NOT NULL REFERENCES call (id),
  start_ms      INTEGER,
  end_ms        INTEGER,
  first_segment INTEGER NOT NULL,
  last_segment  INTEGER NOT NULL,
  type_id       TEXT NOT NULL REFERENCES moment_type (id),
  outcome       INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 3),
  noticed       INTEGER NOT NULL CHECK (noticed BETWEEN 0 AND 2),
  acted         INTEGER NOT NULL CHECK (acted BETWEEN 0 AND 2),
  cue           TEXT,
  note          TEXT,
  could_have    TEXT,
  scenario_id   INTEGER REFERENCES scenario (id),
  extra_id      INTEGER REFERENCES extra (id),
  author_id     INTEGER REFERENCES person (id),
  CHECK (start_ms IS NULL OR end_ms IS NULL OR end_ms >= start_ms)
) STRICT;
CREATE UNIQUE INDEX moment_uuid ON moment (uuid) WHERE deleted_at IS NULL;
CREATE INDEX moment_call ON moment (call_id, start_ms) WHERE deleted_at IS NULL;
CREATE INDEX moment_scenario ON moment (scenario_id) WHERE deleted_at IS NULL;
CREATE INDEX moment_extra ON moment (extra_id) WHERE deleted_at IS NULL;
CREATE INDEX moment_author ON moment (author_id) WHERE deleted_at IS NULL;

CREATE TABLE model_answer (
  id            INTEGER PRIMARY KEY,
  uuid          TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER,
  scenario_id   INTEGER NOT NULL REFERENCES scenario (id),
  title         TEXT NOT NULL,
  why           TEXT,
  status        INTEGER NOT NULL CHECK (status BETWEEN 0 AND 1),
  clip_call_id  INTEGER REFERENCES call (id),
  clip_start_ms INTEGER,
  clip_end_ms   INTEGER,
  author_id     INTEGER REFERENCES person (id)
) STRICT;
CREATE UNIQUE INDEX model_answer_uuid ON model_answer (uuid) WHERE deleted_at IS NULL;
CREATE INDEX model_answer_scenario ON model_answer (scenario_id) WHERE deleted_at IS NULL;
CREATE INDEX model_answer_clip ON model_answer (clip_call_id) WHERE deleted_at IS NULL;

CREATE TABLE model_answer_step (
  model_answer_id INTEGER NOT NULL REFERENCES model_answer (id) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  name            TEXT NOT NULL,
  text            TEXT NOT NULL,
  PRIMARY KEY (model_answer_id, position)
) STRICT, WITHOUT ROWID;

-- Files that have been imported, so that unchanged ones are skipped. Stays on this machine.
CREATE TABLE import_source (
  path        TEXT PRIMARY KEY,
  size        INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  call_id     INTEGER REFERENCES call (id),
  imported_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX import_source_call ON import_source (call_id);

-- One row per call in each: the words of its chosen transcript, and what was noted of its moments.
-- Apart, so that a new note does not index an hour of talk again.
CREATE VIRTUAL TABLE call_text USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE call_notes USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');

PRAGMA application_id = 1164862322; -- "Encr"
PRAGMA user_version = 1;
