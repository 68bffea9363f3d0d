-- The draft roster. A slot keeps its local date and hours; the instants beside them are derived, for comparing.

CREATE TABLE slots (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    date date NOT NULL,
    start_time time NOT NULL,
    end_time time NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    languages jsonb NOT NULL,
    mode text NOT NULL CHECK (mode IN ('phone', 'room', 'hybrid')),
    state text NOT NULL CHECK (state IN ('planned', 'cancelled')),
    cancel_reason text,
    staff_id uuid REFERENCES staff (id),
    source_line integer,
    source_text text,
    CHECK (starts_at <= ends_at)
);

CREATE INDEX slots_by_start ON slots (consultation_id, starts_at);
CREATE INDEX slots_by_staff ON slots (staff_id, starts_at, ends_at);

-- The instants are those of the slot, repeated so that "who else has this extension then" is one index range.
CREATE TABLE slot_extensions (
    slot_id uuid NOT NULL REFERENCES slots (id) ON DELETE CASCADE,
    extension_id uuid NOT NULL REFERENCES extensions (id),
    position integer NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (slot_id, extension_id)
);

CREATE INDEX slot_extensions_by_extension ON slot_extensions (extension_id, starts_at, ends_at);

-- What one request changed in a draft, so that it can be undone and made again.
CREATE TABLE draft_steps (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    number integer NOT NULL,
    at timestamptz NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL CHECK (kind IN ('edited', 'imported', 'generated', 'assigned', 'restored', 'swapped', 'retired')),
    undone boolean NOT NULL,
    size integer NOT NULL,
    changes jsonb NOT NULL,
    inverse jsonb NOT NULL,
    PRIMARY KEY (consultation_id, number)
);
