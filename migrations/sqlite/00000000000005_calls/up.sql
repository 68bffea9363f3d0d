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
    -- 1, and one more with each correction.
    version INTEGER NOT NULL,
    -- A word for a topic the code list does not have.
    other_topic TEXT,
    caller TEXT,
    -- Taken back within seconds of being logged: it counts for nothing.
    undone_at TEXT,
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
    channel TEXT NOT NULL,
    received_on TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES users (id),
    entered_at TEXT NOT NULL,
    -- 1, and one more with each change of anything in it.
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    language TEXT,
    part TEXT,
    proposed_wording TEXT,
    caller TEXT,
    read_back INTEGER NOT NULL CHECK (read_back IN (0, 1)),
    state TEXT NOT NULL,
    UNIQUE (consultation_id, number)
) STRICT;

CREATE INDEX contributions_by_call ON contributions (call_id);

-- What the office adds to a contribution while working through it.
CREATE TABLE contribution_details (
    contribution_id TEXT NOT NULL PRIMARY KEY REFERENCES contributions (id),
    -- The text without names and health.
    public_text TEXT,
    polish_text TEXT,
    translated_by TEXT REFERENCES users (id),
    -- The name of an organisation, or of a person who agreed to be named.
    submitter TEXT,
    -- Where it came from: the letter's mark, the sheet and its row.
    source TEXT,
    -- The first of those that say the same.
    group_id TEXT REFERENCES contributions (id),
    -- How what was said in a call was confirmed in writing.
    confirmed_channel TEXT,
    confirmed_on TEXT,
    confirmed_source TEXT
) STRICT;

CREATE INDEX contribution_details_by_group ON contribution_details (group_id) WHERE group_id IS NOT NULL;

-- The office's answers; none until somebody begins one.
CREATE TABLE positions (
    contribution_id TEXT NOT NULL PRIMARY KEY REFERENCES contributions (id),
    verdict TEXT,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT NOT NULL REFERENCES users (id),
    decided_at TEXT NOT NULL
) STRICT;

-- Calls that somebody else typed than who took them.
CREATE TABLE calls_logged_for (
    call_id TEXT NOT NULL PRIMARY KEY REFERENCES calls (id),
    logged_by TEXT NOT NULL REFERENCES users (id)
) STRICT;

-- Of a call's contribution those of its call, until somebody changes them. The label is the one the topic had then.
CREATE TABLE contribution_topics (
    contribution_id TEXT NOT NULL REFERENCES contributions (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (contribution_id, position)
) STRICT;

-- What a call, and a contribution, was before it was changed.
CREATE TABLE call_versions (
    call_id TEXT NOT NULL REFERENCES calls (id),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    replaced_by TEXT NOT NULL REFERENCES users (id),
    reason TEXT,
    PRIMARY KEY (call_id, version)
) STRICT;

CREATE TABLE contribution_versions (
    contribution_id TEXT NOT NULL REFERENCES contributions (id),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    replaced_by TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (contribution_id, version)
) STRICT;

-- Who is to be called back, by whom and until when. The number goes as soon as it has served.
CREATE TABLE call_backs (
    call_id TEXT NOT NULL PRIMARY KEY REFERENCES calls (id),
    phone TEXT,
    owner_id TEXT REFERENCES users (id),
    -- When the notice on personal data was read aloud.
    informed_at TEXT,
    due_at TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT REFERENCES users (id),
    erased_at TEXT
) STRICT;

CREATE INDEX call_backs_open ON call_backs (due_at) WHERE done_at IS NULL;
