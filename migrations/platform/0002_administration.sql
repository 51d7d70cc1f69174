-- Users, stations and what they hold: administration with an audit table, not streams.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    id           TEXT    PRIMARY KEY,
    profile      TEXT    NOT NULL,          -- JSON of a UserProfile
    id_number    TEXT    NOT NULL,
    active       INTEGER NOT NULL,
    password     TEXT    NOT NULL,          -- argon2id PHC string
    must_change  INTEGER NOT NULL,
    failures     INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER,
    last_sign_in INTEGER
) STRICT, WITHOUT ROWID;

-- What a user was allowed from which position on: an offline act is judged by what its station knew.
CREATE TABLE user_version (
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,
    since   INTEGER NOT NULL,               -- position
    profile TEXT    NOT NULL,
    active  INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE station (
    id          TEXT    PRIMARY KEY,
    token       TEXT    NOT NULL UNIQUE,    -- SHA-256 of the token
    public_key  TEXT    NOT NULL,
    hall        TEXT    NOT NULL,
    counter     TEXT,
    departments TEXT    NOT NULL,           -- JSON list
    machine     TEXT    NOT NULL,
    active      INTEGER NOT NULL,
    enrolled_at INTEGER NOT NULL,
    health      TEXT,                       -- JSON of a StationHealth
    seen_at     INTEGER,
    unlock      TEXT    NOT NULL,           -- given back by every good sign-in
    recovery    TEXT                        -- database key sealed to the recovery key
) STRICT, WITHOUT ROWID;

CREATE TABLE station_code (
    secret  TEXT    PRIMARY KEY,            -- SHA-256 of the secret
    place   TEXT    NOT NULL,               -- JSON of a StationCodeRequest
    expires INTEGER NOT NULL,
    used    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token   TEXT    PRIMARY KEY,            -- SHA-256 of the token
    user    TEXT    NOT NULL,
    station TEXT    NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session (user);

-- Next free number of a kind of range, and who got which.
CREATE TABLE range_counter (
    kind TEXT    PRIMARY KEY,               -- JSON of a RangeKind
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE range_grant (
    kind    TEXT    NOT NULL,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    station TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (kind, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX range_grant_station ON range_grant (station, kind, first);

CREATE TABLE draft (
    id         TEXT    PRIMARY KEY,
    version    INTEGER NOT NULL,
    hall       TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    owner_name TEXT    NOT NULL,
    counter    TEXT,
    summary    TEXT    NOT NULL,
    body       TEXT,                        -- NULL once it is gone
    pages      TEXT    NOT NULL,            -- JSON list
    changed    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_hall ON draft (hall, changed) WHERE body IS NOT NULL;

CREATE TABLE ticket (
    id       INTEGER PRIMARY KEY,
    hall     TEXT    NOT NULL,
    date     TEXT    NOT NULL,
    number   TEXT    NOT NULL,
    matter   TEXT    NOT NULL,
    priority INTEGER NOT NULL,
    taken    INTEGER NOT NULL,
    state    TEXT    NOT NULL,
    counter  TEXT,
    request  TEXT UNIQUE,                   -- id of the call that got it
    UNIQUE (hall, date, number)
) STRICT;
CREATE INDEX ticket_waiting ON ticket (hall, date, priority DESC, id) WHERE state = 'waiting';

CREATE TABLE blob (
    hash     TEXT    PRIMARY KEY,
    size     INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    hall     TEXT    NOT NULL,              -- of the station that sent it first
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE blob_chunk (
    hash  TEXT    NOT NULL,
    chunk INTEGER NOT NULL,
    PRIMARY KEY (hash, chunk)
) STRICT, WITHOUT ROWID;

CREATE TABLE edition (
    number       INTEGER PRIMARY KEY,
    hash         TEXT    NOT NULL,
    catalogue    TEXT    NOT NULL,          -- JSON of a Catalogue
    published_at INTEGER NOT NULL
) STRICT;

CREATE TABLE incident (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    code    TEXT    NOT NULL,
    station TEXT,
    message TEXT    NOT NULL,
    closed  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    user    TEXT,
    station TEXT,
    act     TEXT    NOT NULL,
    about   TEXT    NOT NULL,
    detail  TEXT    NOT NULL
) STRICT;
