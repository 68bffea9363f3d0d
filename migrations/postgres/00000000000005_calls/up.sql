-- The register: calls and the contributions they bring.

CREATE TABLE calls (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    -- The duty it came in on; no foreign key, because a draft may drop what was published.
    slot_id uuid,
    taken_by uuid NOT NULL REFERENCES users (id),
    started_at timestamptz NOT NULL,
    logged_at timestamptz NOT NULL,
    kind text NOT NULL,
    outcome text,
    language text,
    note text,
    late boolean NOT NULL,
    -- SHA-256 of what was sent, to tell a repetition from a conflict.
    content_hash text NOT NULL
);

CREATE INDEX calls_by_consultation ON calls (consultation_id, logged_at, id);
CREATE INDEX calls_by_taker ON calls (taken_by, logged_at, id);
CREATE INDEX calls_by_time ON calls (logged_at, id);

-- The label is the one the topic had then.
CREATE TABLE call_topics (
    call_id uuid NOT NULL REFERENCES calls (id),
    position integer NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    PRIMARY KEY (call_id, position)
);

-- Other content that came under the id of a call; kept beside it for a person to resolve.
CREATE TABLE call_conflicts (
    call_id uuid NOT NULL REFERENCES calls (id),
    body_hash text NOT NULL,
    received_at timestamptz NOT NULL,
    sent_by uuid NOT NULL REFERENCES users (id),
    body jsonb NOT NULL,
    PRIMARY KEY (call_id, body_hash)
);

-- The last number given out; its row is the lock under which the next one is taken.
CREATE TABLE contribution_counters (
    consultation_id uuid PRIMARY KEY REFERENCES consultations (id),
    last_number integer NOT NULL CHECK (last_number >= 0)
);

CREATE TABLE contributions (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    number integer NOT NULL CHECK (number > 0),
    call_id uuid REFERENCES calls (id),
    origin text NOT NULL,
    text text NOT NULL,
    state text NOT NULL,
    UNIQUE (consultation_id, number)
);

CREATE INDEX contributions_by_call ON contributions (call_id);
