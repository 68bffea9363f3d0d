-- Published rosters. Nobody changes them, not even by hand: the triggers refuse it.

CREATE TABLE revisions (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    number INTEGER NOT NULL CHECK (number > 0),
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL REFERENCES users (id),
    -- Keys of the findings that were accepted by name.
    accepted TEXT NOT NULL,
    -- Period, required hours, meetings and rules of days, as they were when it was published.
    calendar TEXT NOT NULL,
    UNIQUE (consultation_id, number)
) STRICT;

-- slot_id is the slot's in the draft; no foreign key, because a draft may drop what was published.
CREATE TABLE revision_slots (
    revision_id TEXT NOT NULL REFERENCES revisions (id),
    slot_id TEXT NOT NULL,
    date TEXT NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    extensions TEXT NOT NULL,
    languages TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('phone', 'room', 'hybrid')),
    state TEXT NOT NULL CHECK (state IN ('planned', 'cancelled')),
    cancel_reason TEXT,
    staff_id TEXT REFERENCES staff (id),
    PRIMARY KEY (revision_id, slot_id)
) STRICT;

-- One row, which grows with everything residents can see: whoever has a copy compares.
CREATE TABLE public_version (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX revision_slots_by_staff ON revision_slots (staff_id, ends_at);
CREATE INDEX revision_slots_by_slot ON revision_slots (slot_id);
CREATE INDEX revision_slots_by_time ON revision_slots (revision_id, starts_at);
CREATE TRIGGER revisions_refuse_update BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions never change'); END;
CREATE TRIGGER revisions_refuse_delete BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions never change'); END;
CREATE TRIGGER revision_slots_refuse_update BEFORE UPDATE ON revision_slots BEGIN SELECT RAISE(ABORT, 'revision_slots never change'); END;
CREATE TRIGGER revision_slots_refuse_delete BEFORE DELETE ON revision_slots BEGIN SELECT RAISE(ABORT, 'revision_slots never change'); END;
