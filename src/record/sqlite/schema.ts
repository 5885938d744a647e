/** "DEED" in ASCII: `PRAGMA application_id` of a record's database. */
export const APPLICATION_ID = 0x44454544;

/**
 * What `PRAGMA user_version` says of the schema below. Whoever changes a table of the state raises it: a record of an older
 * version gets the new tables, filled from its log, when it is next opened for writing. `docs/record-format.md` shows the
 * schema, and `verify/` holds its hash.
 */
export const SCHEMA_VERSION = 7;

/** The log, as version 1 made it. It has never changed since; a change would be a step after this one, and this would stay. */
export const log = `
CREATE TABLE entry (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  body TEXT NOT NULL,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER entry_is_appended BEFORE INSERT ON entry
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM entry ORDER BY sequence DESC LIMIT 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'an entry goes at the end of the chain'); END;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
`;

/** Tables of the fold, each with the key that its rows are listed by. A rebuild drops and makes them all. */
export const projectionTables: Readonly<Record<string, string>> = {
  document: 'id',
  claim: 'number',
  claim_tally: 'kind, state, current',
  claim_also: 'claim, other',
  claim_actor: 'actor, document, claim',
  said: 'words, claim',
  said_again: 'claim',
  claim_words: 'rowid',
  document_words: 'rowid',
  actor: 'id, document',
  fingerprint: 'document',
  fingerprint_key: 'key, document',
  link: 'sequence',
  refusal: 'sequence',
  decision: 'sequence',
  rest: 'sequence, what, base',
};

export const projections = `
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  bytes TEXT NOT NULL,
  length INTEGER NOT NULL,
  facts TEXT NOT NULL,
  text TEXT,
  capture_engine TEXT,
  about TEXT,
  source TEXT,
  published TEXT,
  reading TEXT,
  engine TEXT,
  strength TEXT,
  sentences INTEGER,
  claims INTEGER NOT NULL DEFAULT 0,
  origin TEXT NOT NULL,
  copy INTEGER NOT NULL DEFAULT 0 CHECK (copy IN (0, 1)),
  mixed INTEGER NOT NULL DEFAULT 0 CHECK (mixed IN (0, 1)),
  erased INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX document_by_origin ON document (origin, copy, erased);
CREATE INDEX document_listed ON document (sequence, text, reading, origin, copy, published) WHERE text IS NOT NULL AND reading IS NOT NULL;
CREATE INDEX document_by_address ON document (facts ->> '$.asked', sequence) WHERE facts ->> '$.asked' IS NOT NULL;

CREATE TABLE claim (
  number INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  captured INTEGER NOT NULL,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  text TEXT NOT NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('machine', 'person')),
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'edited', 'rejected')),
  decided INTEGER,
  last INTEGER,
  contested INTEGER NOT NULL DEFAULT 0 CHECK (contested IN (0, 1)),
  counted INTEGER NOT NULL DEFAULT 1 CHECK (counted IN (0, 1)),
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  exact TEXT NOT NULL,
  factuality TEXT NOT NULL,
  strength TEXT NOT NULL,
  when_from TEXT,
  when_until TEXT,
  claim TEXT NOT NULL,
  proposed TEXT,
  due TEXT AS (coalesce(claim ->> '$.body.dueBy.until', iif(claim ->> '$.body.status' = 'scheduled', when_until, NULL))) VIRTUAL,
  speaker TEXT AS (claim ->> '$.body.speaker.name') VIRTUAL,
  speaking TEXT AS (claim ->> '$.body.speaker.actor') VIRTUAL,
  UNIQUE (document, id)
) STRICT;
CREATE INDEX claim_in_order ON claim (kind, when_from IS NULL AND when_until IS NULL, when_from, captured, start, end, id, counted, state, current, when_until);
CREATE INDEX claim_counted ON claim (counted, kind, state, current);
CREATE INDEX claim_waiting ON claim (captured, start, end, id) WHERE state = 'proposed' AND current = 1 AND counted = 1;
CREATE INDEX claim_due ON claim (kind, due, captured, start, counted, state, current) WHERE due IS NOT NULL;
CREATE INDEX claim_by_speaker ON claim (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claim_by_speaking ON claim (speaking) WHERE speaking IS NOT NULL;

CREATE TABLE claim_tally (
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  current INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, state, current)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_came AFTER INSERT ON claim WHEN NEW.counted = 1
BEGIN
  INSERT INTO claim_tally VALUES (NEW.kind, NEW.state, NEW.current, 1) ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER claim_went AFTER DELETE ON claim WHEN OLD.counted = 1
BEGIN
  UPDATE claim_tally SET number = number - 1 WHERE kind = OLD.kind AND state = OLD.state AND current = OLD.current;
  DELETE FROM claim_tally WHERE number = 0;
END;

CREATE TRIGGER claim_changed AFTER UPDATE OF kind, state, current, counted ON claim
BEGIN
  UPDATE claim_tally SET number = number - OLD.counted WHERE kind = OLD.kind AND state = OLD.state AND current = OLD.current;
  INSERT INTO claim_tally VALUES (NEW.kind, NEW.state, NEW.current, NEW.counted) ON CONFLICT DO UPDATE SET number = number + NEW.counted;
  DELETE FROM claim_tally WHERE number = 0;
END;

CREATE TABLE claim_also (
  claim INTEGER NOT NULL,
  document TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (claim, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_also_by_document ON claim_also (document);
CREATE INDEX claim_also_by_other ON claim_also (other);

CREATE TABLE claim_actor (
  actor TEXT NOT NULL,
  document TEXT NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (actor, document, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_by_document ON claim_actor (document);

CREATE TABLE said (
  words INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (words, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE said_again (
  claim INTEGER PRIMARY KEY,
  family INTEGER NOT NULL
) STRICT;
CREATE INDEX said_again_by_family ON said_again (family);

CREATE VIRTUAL TABLE claim_words USING fts5(exact, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE document_words USING fts5(title, text, tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TABLE actor (
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_by_document ON actor (document);
CREATE INDEX actor_by_id ON actor (id, type);

CREATE TABLE fingerprint (
  document TEXT PRIMARY KEY,
  engine TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fingerprint_key (
  key ANY NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  sequence INTEGER PRIMARY KEY,
  by TEXT NOT NULL,
  document TEXT NOT NULL,
  other TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy IN (0, 1)),
  decided INTEGER NOT NULL CHECK (decided IN (0, 1)),
  cut INTEGER NOT NULL DEFAULT 0 CHECK (cut IN (0, 1, 2, 3)),
  link TEXT NOT NULL
) STRICT;
CREATE INDEX link_by_document ON link (document);
CREATE INDEX link_by_other ON link (other);
CREATE INDEX link_by_decision ON link (sequence) WHERE decided = 1;

CREATE TABLE refusal (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  sentence TEXT NOT NULL,
  bytes TEXT
) STRICT;
CREATE INDEX refusal_by_name ON refusal (name);

CREATE TABLE decision (
  sequence INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  content TEXT,
  undone INTEGER
) STRICT;
CREATE INDEX decision_by_subject ON decision (subject, sequence);
CREATE INDEX decision_by_kind ON decision (kind, sequence);

CREATE TABLE rest (
  sequence INTEGER NOT NULL,
  what TEXT NOT NULL,
  base TEXT NOT NULL,
  PRIMARY KEY (sequence, what, base)
) STRICT, WITHOUT ROWID;
CREATE INDEX rest_by_base ON rest (base);
`;
