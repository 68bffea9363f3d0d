-- What waits to be sent, and the reminders it is sent for.

CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    deduplication_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    -- Whose outbox shows it; nobody's but the administrators' when null.
    unit_id TEXT REFERENCES units (id),
    consultation_id TEXT REFERENCES consultations (id),
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dead', 'obsolete')),
    created_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    -- What is wanted first is sent first.
    wanted_by TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_by TEXT,
    lease_until TEXT,
    last_error TEXT,
    settled_at TEXT
) STRICT;

CREATE INDEX messages_by_due ON messages (state, channel, not_before);
CREATE INDEX messages_by_urgency ON messages (state, channel, kind, wanted_by, not_before, id);
CREATE INDEX messages_by_lease ON messages (state, channel, lease_until);
CREATE INDEX messages_by_end ON messages (settled_at, id);

-- What the demo shows instead of sending it.
CREATE TABLE message_bodies (
    message_id TEXT NOT NULL PRIMARY KEY REFERENCES messages (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL
) STRICT;

-- slot_id as in revision_slots. How far a reminder is, its message says.
CREATE TABLE reminders (
    id TEXT NOT NULL PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE REFERENCES messages (id),
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    slot_id TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    lead_minutes INTEGER NOT NULL,
    slot_starts_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    confirmed_at TEXT
) STRICT;

CREATE INDEX reminders_by_consultation ON reminders (consultation_id, due_at);
CREATE INDEX reminders_by_staff ON reminders (staff_id);
