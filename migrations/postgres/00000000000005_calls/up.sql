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
    -- 1, and one more with each correction.
    version integer NOT NULL,
    -- A word for a topic the code list does not have.
    other_topic text,
    caller text,
    -- Taken back within seconds of being logged: it counts for nothing.
    undone_at timestamptz,
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
    channel text NOT NULL,
    received_on date NOT NULL,
    entered_by uuid NOT NULL REFERENCES users (id),
    entered_at timestamptz NOT NULL,
    -- 1, and one more with each change of anything in it.
    version integer NOT NULL,
    text text NOT NULL,
    language text,
    part text,
    proposed_wording text,
    caller text,
    read_back boolean NOT NULL,
    state text NOT NULL,
    UNIQUE (consultation_id, number)
);

CREATE INDEX contributions_by_call ON contributions (call_id);

-- What the office adds to a contribution while working through it.
CREATE TABLE contribution_details (
    contribution_id uuid PRIMARY KEY REFERENCES contributions (id),
    -- The text without names and health.
    public_text text,
    polish_text text,
    translated_by uuid REFERENCES users (id),
    -- The name of an organisation, or of a person who agreed to be named.
    submitter text,
    -- Where it came from: the letter's mark, the sheet and its row.
    source text,
    -- The first of those that say the same.
    group_id uuid REFERENCES contributions (id),
    -- How what was said in a call was confirmed in writing.
    confirmed_channel text,
    confirmed_on date,
    confirmed_source text
);

CREATE INDEX contribution_details_by_group ON contribution_details (group_id) WHERE group_id IS NOT NULL;

-- The office's answers; none until somebody begins one.
CREATE TABLE positions (
    contribution_id uuid PRIMARY KEY REFERENCES contributions (id),
    verdict text,
    reasons text NOT NULL,
    state text NOT NULL,
    decided_by uuid NOT NULL REFERENCES users (id),
    decided_at timestamptz NOT NULL
);

-- Calls that somebody else typed than who took them.
CREATE TABLE calls_logged_for (
    call_id uuid PRIMARY KEY REFERENCES calls (id),
    logged_by uuid NOT NULL REFERENCES users (id)
);

-- Of a call's contribution those of its call, until somebody changes them. The label is the one the topic had then.
CREATE TABLE contribution_topics (
    contribution_id uuid NOT NULL REFERENCES contributions (id),
    position integer NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    PRIMARY KEY (contribution_id, position)
);

-- What a call, and a contribution, was before it was changed.
CREATE TABLE call_versions (
    call_id uuid NOT NULL REFERENCES calls (id),
    version integer NOT NULL,
    body jsonb NOT NULL,
    replaced_at timestamptz NOT NULL,
    replaced_by uuid NOT NULL REFERENCES users (id),
    reason text,
    PRIMARY KEY (call_id, version)
);

CREATE TABLE contribution_versions (
    contribution_id uuid NOT NULL REFERENCES contributions (id),
    version integer NOT NULL,
    body jsonb NOT NULL,
    replaced_at timestamptz NOT NULL,
    replaced_by uuid NOT NULL REFERENCES users (id),
    PRIMARY KEY (contribution_id, version)
);

-- Who is to be called back, by whom and until when. The number goes as soon as it has served.
CREATE TABLE call_backs (
    call_id uuid PRIMARY KEY REFERENCES calls (id),
    phone text,
    owner_id uuid REFERENCES users (id),
    -- When the notice on personal data was read aloud.
    informed_at timestamptz,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by uuid REFERENCES users (id),
    erased_at timestamptz
);

CREATE INDEX call_backs_open ON call_backs (due_at) WHERE done_at IS NULL;
