-- The register: calls and the contributions they bring.

CREATE TABLE calls (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    -- The duty it came in on; no foreign key, because a draft may drop what was published.
    slot_id TEXT,
    taken_by TEXT NOT NULL REFERENCES users (id),
    started_at TEXT NOT NULL,
    logged_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT,
    language TEXT,
    note TEXT,
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    -- SHA-256 of what was sent, to tell a repetition from a conflict.
    content_hash TEXT NOT NULL
) STRICT;

CREATE INDEX calls_by_consultation ON calls (consultation_id, logged_at, id);
CREATE INDEX calls_by_taker ON calls (taken_by, logged_at, id);
CREATE INDEX calls_by_time ON calls (logged_at, id);

-- The label is the one the topic had then.
CREATE TABLE call_topics (
    call_id TEXT NOT NULL REFERENCES calls (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (call_id, position)
) STRICT;

-- Other content that came under the id of a call; kept beside it for a person to resolve.
CREATE TABLE call_conflicts (
    call_id TEXT NOT NULL REFERENCES calls (id),
    body_hash TEXT NOT NULL,
    received_at TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    PRIMARY KEY (call_id, body_hash)
) STRICT;

-- The last number given out; its row is the lock under which the next one is taken.
CREATE TABLE contribution_counters (
    consultation_id TEXT NOT NULL PRIMARY KEY REFERENCES consultations (id),
    last_number INTEGER NOT NULL CHECK (last_number >= 0)
) STRICT;

CREATE TABLE contributions (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    number INTEGER NOT NULL CHECK (number > 0),
    call_id TEXT REFERENCES calls (id),
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (consultation_id, number)
) STRICT;

CREATE INDEX contributions_by_call ON contributions (call_id);
