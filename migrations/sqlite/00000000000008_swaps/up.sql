-- Duties offered to colleagues, and who was asked.

-- slot_id as in revision_slots.
CREATE TABLE swaps (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    slot_id TEXT NOT NULL,
    -- Who has the duty until somebody takes it.
    from_id TEXT NOT NULL REFERENCES staff (id),
    offered_by TEXT NOT NULL REFERENCES users (id),
    offered_at TEXT NOT NULL,
    -- When the duty was to be, as it was offered.
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    to_everyone INTEGER NOT NULL CHECK (to_everyone IN (0, 1)),
    answer_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'awaiting_approval', 'done', 'withdrawn', 'stale')),
    taken_by TEXT REFERENCES staff (id),
    settled_at TEXT,
    CHECK (starts_at < ends_at),
    CHECK ((state IN ('awaiting_approval', 'done')) = (taken_by IS NOT NULL)),
    CHECK ((state IN ('open', 'awaiting_approval')) = (settled_at IS NULL))
) STRICT;

-- A duty is offered once at a time.
CREATE UNIQUE INDEX swaps_live ON swaps (slot_id) WHERE state IN ('open', 'awaiting_approval');
CREATE INDEX swaps_by_slot ON swaps (slot_id, offered_at);
CREATE INDEX swaps_by_consultation ON swaps (consultation_id, offered_at);

-- Who said no without having been asked has no asked_at.
CREATE TABLE swaps_asked (
    swap_id TEXT NOT NULL REFERENCES swaps (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    asked_at TEXT,
    declined_at TEXT,
    PRIMARY KEY (swap_id, staff_id)
) STRICT;

CREATE INDEX swaps_asked_by_staff ON swaps_asked (staff_id, asked_at);
