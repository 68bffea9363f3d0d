-- The draft roster. A slot keeps its local date and hours; the instants beside them are derived, for comparing.

CREATE TABLE slots (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    date TEXT NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    languages TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('phone', 'room', 'hybrid')),
    state TEXT NOT NULL CHECK (state IN ('planned', 'cancelled')),
    cancel_reason TEXT,
    staff_id TEXT REFERENCES staff (id),
    source_line INTEGER,
    source_text TEXT,
    CHECK (starts_at <= ends_at)
) STRICT;

CREATE INDEX slots_by_start ON slots (consultation_id, starts_at);
CREATE INDEX slots_by_staff ON slots (staff_id, starts_at, ends_at);

-- The instants are those of the slot, repeated so that "who else has this extension then" is one index range.
CREATE TABLE slot_extensions (
    slot_id TEXT NOT NULL REFERENCES slots (id) ON DELETE CASCADE,
    extension_id TEXT NOT NULL REFERENCES extensions (id),
    position INTEGER NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    PRIMARY KEY (slot_id, extension_id)
) STRICT;

CREATE INDEX slot_extensions_by_extension ON slot_extensions (extension_id, starts_at, ends_at);

-- What one request changed in a draft, so that it can be undone and made again.
CREATE TABLE draft_steps (
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL CHECK (kind IN ('edited', 'imported', 'generated', 'assigned', 'restored', 'swapped', 'retired')),
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    size INTEGER NOT NULL,
    changes TEXT NOT NULL,
    inverse TEXT NOT NULL,
    PRIMARY KEY (consultation_id, number)
) STRICT;
