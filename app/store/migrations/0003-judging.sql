-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema version 3: scorecards, evaluations by them, and what is said against these.
--
-- Keys are those of app/domain: readable, and the same over the versions of a scorecard. Lists of keys are words
-- with a line each. What is sealed never changes again: its row and its parts were written in one transaction,
-- which set `sealed` last.

CREATE TABLE principle (
  id          INTEGER PRIMARY KEY,
  uuid        TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  deleted_at  INTEGER,
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),
  name        TEXT NOT NULL CHECK (name <> ''),
  description TEXT,
  position    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX principle_uuid ON principle (uuid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX principle_name ON principle (kind, name COLLATE NOCASE) WHERE deleted_at IS NULL;

ALTER TABLE moment ADD COLUMN value_id INTEGER REFERENCES principle (id);
ALTER TABLE moment ADD COLUMN pillar_id INTEGER REFERENCES principle (id);
CREATE INDEX moment_value ON moment (value_id) WHERE deleted_at IS NULL AND value_id IS NOT NULL;
CREATE INDEX moment_pillar ON moment (pillar_id) WHERE deleted_at IS NULL AND pillar_id IS NOT NULL;

-- One row is one version.
CREATE TABLE scorecard (
  id           INTEGER PRIMARY KEY,
  uuid         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  family       TEXT NOT NULL CHECK (family <> ''),
  version      INTEGER NOT NULL CHECK (version >= 0),
  status       INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
  name         TEXT NOT NULL CHECK (name <> ''),
  description  TEXT,
  starter      TEXT,
  cap          REAL NOT NULL CHECK (cap >= 100),
  goal         REAL NOT NULL CHECK (goal >= 0),
  published_at INTEGER,
  author_id    INTEGER REFERENCES person (id),
  sealed       INTEGER NOT NULL DEFAULT 0 CHECK (sealed BETWEEN 0 AND 1),
  CONSTRAINT "a draft has no number, what is published has one" CHECK ((status = 0) = (version = 0)),
  CONSTRAINT "what is published says since when" CHECK ((status = 0) = (published_at IS NULL)),
  CONSTRAINT "a draft is not sealed" CHECK (status <> 0 OR sealed = 0)
) STRICT;
CREATE UNIQUE INDEX scorecard_uuid ON scorecard (uuid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX scorecard_version ON scorecard (family, version) WHERE deleted_at IS NULL;
CREATE INDEX scorecard_author ON scorecard (author_id) WHERE deleted_at IS NULL;

CREATE TABLE scorecard_section (
  scorecard_id INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  key          TEXT NOT NULL CHECK (key <> ''),
  name         TEXT NOT NULL,
  guidance     TEXT,
  weight       REAL NOT NULL CHECK (weight >= 0),
  PRIMARY KEY (scorecard_id, position),
  UNIQUE (scorecard_id, key)
) STRICT, WITHOUT ROWID;

-- position counts through the whole scorecard; section is the position of its section.
CREATE TABLE criterion (
  scorecard_id      INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  position          INTEGER NOT NULL,
  section           INTEGER NOT NULL,
  key               TEXT NOT NULL CHECK (key <> ''),
  question          TEXT NOT NULL,
  guidance          TEXT,
  guidance_complex  TEXT,
  class             INTEGER NOT NULL CHECK (class BETWEEN 0 AND 2),
  judges            INTEGER NOT NULL CHECK (judges BETWEEN 0 AND 2),
  scale             INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 3),
  low               REAL NOT NULL,
  high              REAL NOT NULL,
  weight            REAL NOT NULL CHECK (weight >= 0),
  allows_na         INTEGER NOT NULL CHECK (allows_na BETWEEN 0 AND 1),
  is_header         INTEGER NOT NULL CHECK (is_header BETWEEN 0 AND 1),
  is_bonus          INTEGER NOT NULL CHECK (is_bonus BETWEEN 0 AND 1),
  condition         TEXT,
  condition_options TEXT,
  parent            TEXT,
  value             TEXT,
  pillar            TEXT,
  PRIMARY KEY (scorecard_id, position),
  UNIQUE (scorecard_id, key),
  FOREIGN KEY (scorecard_id, section) REFERENCES scorecard_section (scorecard_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX criterion_value ON criterion (value) WHERE value IS NOT NULL;
CREATE INDEX criterion_pillar ON criterion (pillar) WHERE pillar IS NOT NULL;

CREATE TABLE criterion_option (
  scorecard_id INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  criterion    INTEGER NOT NULL,
  position     INTEGER NOT NULL,
  key          TEXT NOT NULL CHECK (key <> ''),
  label        TEXT NOT NULL,
  anchor       TEXT,
  share        REAL CHECK (share >= 0),
  fails        INTEGER NOT NULL CHECK (fails BETWEEN 0 AND 2),
  PRIMARY KEY (scorecard_id, criterion, position),
  UNIQUE (scorecard_id, criterion, key),
  FOREIGN KEY (scorecard_id, criterion) REFERENCES criterion (scorecard_id, position)
) STRICT, WITHOUT ROWID;

-- Weights in one scenario, which is named by its uuid. A profile without weights has one row whose key is ''.
CREATE TABLE scorecard_weight (
  scorecard_id  INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  profile       INTEGER NOT NULL,
  key           TEXT NOT NULL,
  scenario      TEXT NOT NULL CHECK (scenario <> ''),
  scenario_name TEXT,
  weight        REAL NOT NULL CHECK (weight >= 0),
  PRIMARY KEY (scorecard_id, profile, key),
  UNIQUE (scorecard_id, scenario, key)
) STRICT, WITHOUT ROWID;

-- revises: the uuid of the evaluation that this one takes the place of, once it is submitted.
CREATE TABLE evaluation (
  id           INTEGER PRIMARY KEY,
  uuid         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  call_id      INTEGER NOT NULL REFERENCES call (id),
  scorecard_id INTEGER NOT NULL REFERENCES scorecard (id),
  evaluator_id INTEGER REFERENCES person (id),
  kind         INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  purpose      INTEGER NOT NULL CHECK (purpose BETWEEN 0 AND 1),
  state        INTEGER NOT NULL CHECK (state BETWEEN 0 AND 1),
  revision     INTEGER NOT NULL CHECK (revision >= 1),
  revises      TEXT,
  reason       TEXT,
  scenario     TEXT,
  is_complex   INTEGER NOT NULL CHECK (is_complex BETWEEN 0 AND 1),
  comment      TEXT,
  proposal     TEXT,
  submitted_at INTEGER,
  revealed_at  INTEGER,
  raw          REAL,
  score        REAL,
  bonus        REAL NOT NULL,
  failed_by    TEXT,
  sealed       INTEGER NOT NULL DEFAULT 0 CHECK (sealed BETWEEN 0 AND 1),
  CONSTRAINT "only a coach evaluates for the record" CHECK (purpose = 0 OR kind = 0),
  CONSTRAINT "what is submitted says since when" CHECK ((state = 1) = (submitted_at IS NOT NULL)),
  CONSTRAINT "a revision revises another evaluation" CHECK ((revision > 1) = (revises IS NOT NULL)),
  CONSTRAINT "a revision has its reason" CHECK (revises IS NULL OR coalesce (reason, '') <> ''),
  CONSTRAINT "a draft is not sealed" CHECK (state <> 0 OR sealed = 0)
) STRICT;
CREATE UNIQUE INDEX evaluation_uuid ON evaluation (uuid) WHERE deleted_at IS NULL;
CREATE INDEX evaluation_call ON evaluation (call_id) WHERE deleted_at IS NULL;
CREATE INDEX evaluation_scorecard ON evaluation (scorecard_id) WHERE deleted_at IS NULL;
CREATE INDEX evaluation_evaluator ON evaluation (evaluator_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX evaluation_draft ON evaluation (call_id, scorecard_id, ifnull (evaluator_id, 0), kind)
  WHERE state = 0 AND deleted_at IS NULL;
CREATE UNIQUE INDEX evaluation_revision ON evaluation (revises)
  WHERE state = 1 AND deleted_at IS NULL AND revises IS NOT NULL;

-- evidence: see encore-parts.c.
CREATE TABLE answer (
  evaluation_id  INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  key            TEXT NOT NULL CHECK (key <> ''),
  not_applicable INTEGER NOT NULL CHECK (not_applicable BETWEEN 0 AND 1),
  options        TEXT,
  number         REAL,
  text           TEXT,
  comment        TEXT,
  evidence       TEXT,
  PRIMARY KEY (evaluation_id, position),
  UNIQUE (evaluation_id, key)
) STRICT, WITHOUT ROWID;

-- From key to evidence: the answer that is proposed.
CREATE TABLE dispute (
  id             INTEGER PRIMARY KEY,
  uuid           TEXT NOT NULL,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  deleted_at     INTEGER,
  evaluation_id  INTEGER NOT NULL REFERENCES evaluation (id),
  key            TEXT NOT NULL CHECK (key <> ''),
  not_applicable INTEGER NOT NULL CHECK (not_applicable BETWEEN 0 AND 1),
  options        TEXT,
  number         REAL,
  text           TEXT,
  comment        TEXT,
  evidence       TEXT,
  reason         TEXT NOT NULL CHECK (reason <> ''),
  author_id      INTEGER REFERENCES person (id),
  state          INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  reply          TEXT,
  replier_id     INTEGER REFERENCES person (id),
  answered_at    INTEGER,
  CONSTRAINT "what is answered says since when" CHECK ((state = 0) = (answered_at IS NULL)),
  CONSTRAINT "what is declined has a reply" CHECK (state <> 2 OR coalesce (reply, '') <> '')
) STRICT;
CREATE UNIQUE INDEX dispute_uuid ON dispute (uuid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX dispute_open ON dispute (evaluation_id, key) WHERE state = 0 AND deleted_at IS NULL;
CREATE INDEX dispute_evaluation ON dispute (evaluation_id) WHERE deleted_at IS NULL;
CREATE INDEX dispute_author ON dispute (author_id) WHERE deleted_at IS NULL;
CREATE INDEX dispute_replier ON dispute (replier_id) WHERE deleted_at IS NULL;

-- What is published, submitted or answered stays as it is. Each says which, for encore-db-error.c. In words, and in
-- words only, what was redacted gives way while it is purged: the setting redactions.purging stands for that, inside
-- one transaction.

CREATE TRIGGER scorecard_sealed BEFORE UPDATE ON scorecard WHEN OLD.sealed
  AND (NEW.id, NEW.uuid, NEW.created_at, NEW.family, NEW.version, NEW.name, NEW.description, NEW.starter, NEW.cap,
       NEW.goal, NEW.published_at, NEW.author_id, NEW.sealed, NEW.status = 0)
   IS NOT (OLD.id, OLD.uuid, OLD.created_at, OLD.family, OLD.version, OLD.name, OLD.description, OLD.starter, OLD.cap,
       OLD.goal, OLD.published_at, OLD.author_id, 1, 0)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER scorecard_kept BEFORE DELETE ON scorecard WHEN OLD.sealed
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;

CREATE TRIGGER scorecard_section_added BEFORE INSERT ON scorecard_section
  WHEN (SELECT sealed FROM scorecard WHERE id = NEW.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER scorecard_section_changed BEFORE UPDATE ON scorecard_section
  WHEN (SELECT max (sealed) FROM scorecard WHERE id IN (OLD.scorecard_id, NEW.scorecard_id))
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER scorecard_section_removed BEFORE DELETE ON scorecard_section
  WHEN (SELECT sealed FROM scorecard WHERE id = OLD.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;

CREATE TRIGGER criterion_added BEFORE INSERT ON criterion
  WHEN (SELECT sealed FROM scorecard WHERE id = NEW.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER criterion_changed BEFORE UPDATE ON criterion
  WHEN (SELECT max (sealed) FROM scorecard WHERE id IN (OLD.scorecard_id, NEW.scorecard_id))
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER criterion_removed BEFORE DELETE ON criterion
  WHEN (SELECT sealed FROM scorecard WHERE id = OLD.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;

CREATE TRIGGER criterion_option_added BEFORE INSERT ON criterion_option
  WHEN (SELECT sealed FROM scorecard WHERE id = NEW.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER criterion_option_changed BEFORE UPDATE ON criterion_option
  WHEN (SELECT max (sealed) FROM scorecard WHERE id IN (OLD.scorecard_id, NEW.scorecard_id))
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER criterion_option_removed BEFORE DELETE ON criterion_option
  WHEN (SELECT sealed FROM scorecard WHERE id = OLD.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;

CREATE TRIGGER scorecard_weight_added BEFORE INSERT ON scorecard_weight
  WHEN (SELECT sealed FROM scorecard WHERE id = NEW.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER scorecard_weight_changed BEFORE UPDATE ON scorecard_weight
  WHEN (SELECT max (sealed) FROM scorecard WHERE id IN (OLD.scorecard_id, NEW.scorecard_id))
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;
CREATE TRIGGER scorecard_weight_removed BEFORE DELETE ON scorecard_weight
  WHEN (SELECT sealed FROM scorecard WHERE id = OLD.scorecard_id)
BEGIN SELECT raise (ABORT, 'sealed: scorecard'); END;

CREATE TRIGGER evaluation_sealed BEFORE UPDATE ON evaluation WHEN OLD.sealed
  AND (NEW.id, NEW.uuid, NEW.created_at, NEW.call_id, NEW.scorecard_id, NEW.evaluator_id, NEW.kind, NEW.purpose,
       NEW.state, NEW.revision, NEW.revises, NEW.scenario, NEW.is_complex, NEW.submitted_at, NEW.revealed_at, NEW.raw,
       NEW.score, NEW.bonus, NEW.failed_by, NEW.sealed)
   IS NOT (OLD.id, OLD.uuid, OLD.created_at, OLD.call_id, OLD.scorecard_id, OLD.evaluator_id, OLD.kind, OLD.purpose,
       OLD.state, OLD.revision, OLD.revises, OLD.scenario, OLD.is_complex, OLD.submitted_at, OLD.revealed_at, OLD.raw,
       OLD.score, OLD.bonus, OLD.failed_by, 1)
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;
CREATE TRIGGER evaluation_sealed_words BEFORE UPDATE ON evaluation WHEN OLD.sealed
  AND (NEW.reason, NEW.comment, NEW.proposal) IS NOT (OLD.reason, OLD.comment, OLD.proposal)
  AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'redactions.purging')
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;
CREATE TRIGGER evaluation_kept BEFORE DELETE ON evaluation WHEN OLD.sealed
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;

CREATE TRIGGER answer_added BEFORE INSERT ON answer
  WHEN (SELECT sealed FROM evaluation WHERE id = NEW.evaluation_id)
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;
CREATE TRIGGER answer_changed BEFORE UPDATE ON answer
  WHEN (SELECT max (sealed) FROM evaluation WHERE id IN (OLD.evaluation_id, NEW.evaluation_id))
   AND ((NEW.evaluation_id, NEW.position, NEW.key, NEW.not_applicable, NEW.options, NEW.number, NEW.evidence)
     IS NOT (OLD.evaluation_id, OLD.position, OLD.key, OLD.not_applicable, OLD.options, OLD.number, OLD.evidence)
     OR NOT EXISTS (SELECT 1 FROM setting WHERE key = 'redactions.purging'))
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;
CREATE TRIGGER answer_removed BEFORE DELETE ON answer
  WHEN (SELECT sealed FROM evaluation WHERE id = OLD.evaluation_id)
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;

-- What counts must stay countable: by a version that stays as it is, and in the place of one of its own kind.
CREATE TRIGGER evaluation_submitted BEFORE UPDATE OF sealed ON evaluation WHEN NEW.sealed AND NOT OLD.sealed
BEGIN
  SELECT raise (ABORT, 'unpublished: scorecard')
   WHERE NOT (SELECT sealed FROM scorecard WHERE id = NEW.scorecard_id);
  SELECT raise (ABORT, 'unlike: evaluation')
   WHERE NEW.revises IS NOT NULL AND NOT EXISTS (SELECT 1 FROM evaluation o WHERE o.uuid = NEW.revises AND o.sealed
     AND o.call_id = NEW.call_id AND o.scorecard_id = NEW.scorecard_id AND o.kind = NEW.kind
     AND o.purpose = NEW.purpose AND o.revision = NEW.revision - 1);
END;
CREATE TRIGGER evaluation_made BEFORE INSERT ON evaluation WHEN NEW.sealed
BEGIN SELECT raise (ABORT, 'sealed: evaluation'); END;

CREATE TRIGGER dispute_made BEFORE INSERT ON dispute
  WHEN NOT ifnull ((SELECT sealed FROM evaluation WHERE id = NEW.evaluation_id), 1)
BEGIN SELECT raise (ABORT, 'unsubmitted: evaluation'); END;
CREATE TRIGGER dispute_answered BEFORE UPDATE ON dispute WHEN OLD.state <> 0
  AND (NEW.id, NEW.uuid, NEW.created_at, NEW.deleted_at, NEW.evaluation_id, NEW.key, NEW.not_applicable, NEW.options,
       NEW.number, NEW.evidence, NEW.author_id, NEW.state, NEW.replier_id, NEW.answered_at)
   IS NOT (OLD.id, OLD.uuid, OLD.created_at, OLD.deleted_at, OLD.evaluation_id, OLD.key, OLD.not_applicable,
       OLD.options, OLD.number, OLD.evidence, OLD.author_id, OLD.state, OLD.replier_id, OLD.answered_at)
BEGIN SELECT raise (ABORT, 'sealed: dispute'); END;
CREATE TRIGGER dispute_answered_words BEFORE UPDATE ON dispute WHEN OLD.state <> 0
  AND (NEW.text, NEW.comment, NEW.reason, NEW.reply) IS NOT (OLD.text, OLD.comment, OLD.reason, OLD.reply)
  AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'redactions.purging')
BEGIN SELECT raise (ABORT, 'sealed: dispute'); END;
CREATE TRIGGER dispute_kept BEFORE DELETE ON dispute WHEN OLD.state <> 0
BEGIN SELECT raise (ABORT, 'sealed: dispute'); END;

-- The only way to figures of record: see encore_statement_open_record.
CREATE VIEW record_evaluation AS
  SELECT e.id, e.uuid, e.call_id, e.scorecard_id, e.evaluator_id, e.revision, e.scenario, e.is_complex,
         e.submitted_at, e.raw, e.score, e.bonus, e.failed_by
    FROM evaluation e JOIN call c ON c.id = e.call_id
   WHERE e.sealed AND e.state = 1 AND e.purpose = 1 AND e.kind = 0 AND e.deleted_at IS NULL AND c.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM evaluation r WHERE r.revises = e.uuid AND r.state = 1 AND r.deleted_at IS NULL);
CREATE VIEW record_answer AS
  SELECT a.evaluation_id, a.position, a.key, a.not_applicable, a.options, a.number, a.text
    FROM record_evaluation e JOIN answer a ON a.evaluation_id = e.id;

PRAGMA user_version = 3;
