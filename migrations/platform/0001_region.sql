-- The region log and what it was decided from. Times are milliseconds since 1970 in UTC.

CREATE TABLE region (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    incarnation TEXT    NOT NULL,           -- random, new after a restore
    position    INTEGER NOT NULL,           -- last position given
    head        TEXT    NOT NULL            -- hash of the last log row
) STRICT;

-- Incarnations before a restore, with the last position that they have in common with this store.
CREATE TABLE incarnation (
    id     TEXT    PRIMARY KEY,
    shared INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A station's log as it signed it, in the order of its chain; never rewritten.
CREATE TABLE submission (
    device      TEXT    NOT NULL,
    epoch       INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        TEXT    NOT NULL,           -- SM3 of the envelope text
    envelope    TEXT    NOT NULL,           -- exactly as signed
    signature   TEXT    NOT NULL,
    stream      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    position    INTEGER NOT NULL,           -- of its last verdict
    held        INTEGER NOT NULL,           -- 1 while that verdict is not final
    PRIMARY KEY (device, epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_held ON submission (position) WHERE held = 1;

-- How far a station's epoch has come.
CREATE TABLE epoch (
    device   TEXT    NOT NULL,
    epoch    INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    head     TEXT    NOT NULL,
    frozen   INTEGER NOT NULL DEFAULT 0,    -- 1 after a fork
    PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;

-- What is kept outside of the chain: forked and unreadable submissions.
CREATE TABLE stray (
    id          INTEGER PRIMARY KEY,
    device      TEXT    NOT NULL,           -- station that sent it
    epoch       INTEGER,
    seq         INTEGER,
    hash        TEXT    NOT NULL,
    envelope    TEXT    NOT NULL,
    signature   TEXT    NOT NULL,
    reason      TEXT    NOT NULL,           -- forked | rejected
    received_at INTEGER NOT NULL,
    UNIQUE (device, hash)
) STRICT;

-- The region log: one verdict a row, dense, chained.
CREATE TABLE log (
    position   INTEGER PRIMARY KEY,
    stream     TEXT    NOT NULL,
    entry      TEXT    NOT NULL,            -- JSON of a FeedEntry, exactly as chained
    hash       TEXT    NOT NULL,            -- SM3(hash of the row before ‖ entry)
    decided_at INTEGER NOT NULL
) STRICT;
CREATE INDEX log_stream ON log (stream, position);

-- What the events of a stream add up to.
CREATE TABLE stream (
    stream TEXT    PRIMARY KEY,
    seq    INTEGER NOT NULL,                -- last stream_seq
    head   TEXT    NOT NULL,                -- hash of its last event
    device TEXT    NOT NULL,                -- station that began it
    state  TEXT    NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

-- Who gets what. A stream that joins a partition late is sent whole: its earlier rows are repeated
-- here with `at` = the position at which it joined.
CREATE TABLE member (
    stream    TEXT    NOT NULL,
    partition TEXT    NOT NULL,
    joined    INTEGER NOT NULL,
    PRIMARY KEY (stream, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed (
    partition TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    PRIMARY KEY (partition, at, position)
) STRICT, WITHOUT ROWID;

-- Projection: cases, to find the same applicant, the same number and overdue receipts.
CREATE TABLE case_row (
    stream      TEXT NOT NULL,
    case_no     TEXT NOT NULL,
    hall        TEXT NOT NULL,
    department  TEXT NOT NULL,
    item        TEXT NOT NULL,
    applicant   TEXT NOT NULL,              -- SM3 of kind and number
    stage       TEXT NOT NULL,
    received_on TEXT NOT NULL,
    opened_at   INTEGER NOT NULL,           -- position
    PRIMARY KEY (stream, case_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_row_no ON case_row (case_no);
CREATE INDEX case_row_applicant ON case_row (applicant, item);
CREATE INDEX case_row_stage ON case_row (stage, received_on);

-- Projection: paper numbers in use.
CREATE TABLE paper_number (
    number TEXT NOT NULL,
    stream TEXT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (number, stream, hash)
) STRICT, WITHOUT ROWID;

-- Projection: which partition may see a page.
CREATE TABLE page (
    blob      TEXT NOT NULL,
    partition TEXT NOT NULL,
    PRIMARY KEY (blob, partition)
) STRICT, WITHOUT ROWID;
