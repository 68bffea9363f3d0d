-- What waits to be sent, and the reminders it is sent for.

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    deduplication_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    consultation_id TEXT REFERENCES consultations (id),
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dead', 'obsolete')),
    created_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_by TEXT,
    lease_until TEXT,
    last_error TEXT,
    settled_at TEXT
) STRICT;

CREATE INDEX outbox_by_due ON outbox (state, not_before);
CREATE INDEX outbox_by_lease ON outbox (state, lease_until);
CREATE INDEX outbox_by_creation ON outbox (created_at, id);

-- What the demo shows instead of sending it.
CREATE TABLE outbox_bodies (
    message_id TEXT NOT NULL PRIMARY KEY REFERENCES outbox (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL
) STRICT;

-- slot_id as in revision_slots. The message of a reminder has the same deduplication key.
CREATE TABLE reminders (
    id TEXT NOT NULL PRIMARY KEY,
    deduplication_key TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    slot_id TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    lead_minutes INTEGER NOT NULL,
    slot_starts_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'failed', 'obsolete')),
    sent_at TEXT,
    confirmed_at TEXT
) STRICT;

CREATE INDEX reminders_by_consultation ON reminders (consultation_id, due_at);
CREATE INDEX reminders_by_staff ON reminders (staff_id);
