-- Duties offered to colleagues, and who was asked.

-- slot_id as in revision_slots.
CREATE TABLE swaps (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    slot_id uuid NOT NULL,
    -- Who has the duty until somebody takes it.
    from_id uuid NOT NULL REFERENCES staff (id),
    offered_by uuid NOT NULL REFERENCES users (id),
    offered_at timestamptz NOT NULL,
    -- When the duty was to be, as it was offered.
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    to_everyone boolean NOT NULL,
    answer_by timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'awaiting_approval', 'done', 'withdrawn', 'stale')),
    taken_by uuid REFERENCES staff (id),
    settled_at timestamptz,
    CHECK (starts_at < ends_at),
    CHECK ((state IN ('awaiting_approval', 'done')) = (taken_by IS NOT NULL)),
    CHECK ((state IN ('open', 'awaiting_approval')) = (settled_at IS NULL))
);

-- A duty is offered once at a time.
CREATE UNIQUE INDEX swaps_live ON swaps (slot_id) WHERE state IN ('open', 'awaiting_approval');
CREATE INDEX swaps_by_slot ON swaps (slot_id, offered_at);
CREATE INDEX swaps_by_consultation ON swaps (consultation_id, offered_at);

-- Who said no without having been asked has no asked_at.
CREATE TABLE swaps_asked (
    swap_id uuid NOT NULL REFERENCES swaps (id),
    staff_id uuid NOT NULL REFERENCES staff (id),
    asked_at timestamptz,
    declined_at timestamptz,
    PRIMARY KEY (swap_id, staff_id)
);

CREATE INDEX swaps_asked_by_staff ON swaps_asked (staff_id, asked_at);
