-- What waits to be sent, and the reminders it is sent for.

CREATE TABLE messages (
    id uuid PRIMARY KEY,
    deduplication_key text NOT NULL UNIQUE,
    kind text NOT NULL,
    channel text NOT NULL,
    -- Whose outbox shows it; nobody's but the administrators' when null.
    unit_id uuid REFERENCES units (id),
    consultation_id uuid REFERENCES consultations (id),
    payload jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'sent', 'dead', 'obsolete')),
    created_at timestamptz NOT NULL,
    not_before timestamptz NOT NULL,
    -- What is wanted first is sent first.
    wanted_by timestamptz NOT NULL,
    attempts integer NOT NULL,
    leased_by text,
    lease_until timestamptz,
    last_error text,
    settled_at timestamptz
);

CREATE INDEX messages_by_due ON messages (state, channel, not_before);
CREATE INDEX messages_by_urgency ON messages (state, channel, kind, wanted_by, not_before, id);
CREATE INDEX messages_by_lease ON messages (state, channel, lease_until);
CREATE INDEX messages_by_end ON messages (settled_at, id);

-- What the demo shows instead of sending it.
CREATE TABLE message_bodies (
    message_id uuid PRIMARY KEY REFERENCES messages (id),
    recipient text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text NOT NULL
);

-- slot_id as in revision_slots. How far a reminder is, its message says.
CREATE TABLE reminders (
    id uuid PRIMARY KEY,
    message_id uuid NOT NULL UNIQUE REFERENCES messages (id),
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    slot_id uuid NOT NULL,
    staff_id uuid NOT NULL REFERENCES staff (id),
    lead_minutes integer NOT NULL,
    slot_starts_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    confirmed_at timestamptz
);

CREATE INDEX reminders_by_consultation ON reminders (consultation_id, due_at);
CREATE INDEX reminders_by_staff ON reminders (staff_id);
