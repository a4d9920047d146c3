//! The tables, as plain SQL steps from one version to the next.
//!
//! Step `n` of [`STEPS`] brings a ledger from version `n` to `n + 1`; a step that was released is never edited.
//! Plain steps and `PRAGMA user_version` do all that a migration crate would do for one engine.

/// The SQLite application id of a ledger: `LITO`.
pub(crate) const APPLICATION_ID: i64 = 0x4c49_544f;

/// The version that this program writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// The steps, oldest first.
pub(crate) const STEPS: &[&str] = &[JOURNAL];

/// Version 1: the journal, which guards itself against change and against gaps.
const JOURNAL: &str = "
CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('report', 'extraction', 'rejection', 'decision')),
  body   TEXT NOT NULL,
  prev   TEXT NOT NULL,
  hash   TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_time ON journal (at);
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_not_removed BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_chained BEFORE INSERT ON journal
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal)
  OR NEW.prev <> coalesce((SELECT hash FROM journal ORDER BY number DESC LIMIT 1),
                          '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'the journal is a chain'); END;
";

/// The tables projected from the journal; dropped and made anew by a rebuild, so they need no steps.
pub(crate) const PROJECTIONS: &str = "
CREATE TABLE reports (
  entry       INTEGER PRIMARY KEY,
  id          TEXT NOT NULL,
  given_id    TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  path        TEXT NOT NULL,
  url         TEXT,
  title       TEXT,
  outlet      TEXT,
  published   TEXT,
  language    TEXT,
  simhash     INTEGER NOT NULL,
  latest      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX reports_by_bytes ON reports (given_id, sha256);
CREATE INDEX reports_by_id ON reports (id, latest);
CREATE INDEX reports_by_published ON reports (published);
CREATE TABLE extractions (
  entry     INTEGER PRIMARY KEY,
  report    INTEGER NOT NULL,
  extractor TEXT NOT NULL,
  relevant  INTEGER NOT NULL,
  n_claims  INTEGER NOT NULL,
  n_events  INTEGER NOT NULL,
  n_notes   INTEGER NOT NULL,
  latest    INTEGER NOT NULL
) STRICT;
CREATE INDEX extractions_by_report ON extractions (report, latest);
CREATE TABLE claims (
  number        INTEGER PRIMARY KEY,
  extraction    INTEGER NOT NULL,
  report        INTEGER NOT NULL,
  id            TEXT NOT NULL,
  kind          TEXT NOT NULL,
  class         TEXT NOT NULL,
  low           INTEGER,
  high          INTEGER,
  approx        INTEGER NOT NULL,
  thing         TEXT NOT NULL,
  claimant      TEXT,
  claimant_type TEXT,
  status        TEXT NOT NULL,
  actor         TEXT,
  place         TEXT,
  country       TEXT,
  adm1          TEXT,
  lat           REAL,
  lon           REAL,
  happened      TEXT,
  first_day     TEXT,
  last_day      TEXT,
  event         TEXT,
  quote         TEXT NOT NULL,
  start         INTEGER NOT NULL,
  stop          INTEGER NOT NULL,
  rule          TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_report ON claims (report);
CREATE INDEX claims_by_day ON claims (first_day, country);
CREATE TABLE rejections (
  entry  INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  code   TEXT NOT NULL,
  why    TEXT NOT NULL,
  sha256 TEXT
) STRICT;
CREATE INDEX rejections_by_source ON rejections (source, code);
CREATE TABLE decisions (
  entry  INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  ruled  TEXT NOT NULL,
  reason TEXT NOT NULL,
  ruling TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_time ON decisions (ruled, person);
CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quote_words USING fts5(quote, thing, claimant, place, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2');
";

/// Removes every projected table.
pub(crate) const DROP_PROJECTIONS: &str = "
DROP TABLE IF EXISTS report_words;
DROP TABLE IF EXISTS quote_words;
DROP TABLE IF EXISTS decisions;
DROP TABLE IF EXISTS rejections;
DROP TABLE IF EXISTS claims;
DROP TABLE IF EXISTS extractions;
DROP TABLE IF EXISTS reports;
";

/// The plain projected tables, each with the column that orders it.
pub(crate) const TABLES: [(&str, &str); 5] = [
    ("reports", "entry"),
    ("extractions", "entry"),
    ("claims", "number"),
    ("rejections", "entry"),
    ("decisions", "entry"),
];
