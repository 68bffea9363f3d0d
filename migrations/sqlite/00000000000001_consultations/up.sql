-- The offices of the city; and what they ask about: its words, days, events and code list.

CREATE TABLE units (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL
) STRICT;

CREATE TABLE consultations (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    texts TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    zone TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    phone_mode TEXT CHECK (phone_mode IN ('counts', 'confirm', 'informs')),
    required_hours TEXT NOT NULL,
    -- What was decided about sharing its duties out; nothing means the defaults.
    sharing_rules TEXT,
    -- The verdicts its positions choose from; nothing means the usual ones.
    verdicts TEXT,
    -- Whether a coordinator has to approve who takes over a duty.
    swaps_need_approval INTEGER NOT NULL CHECK (swaps_need_approval IN (0, 1)),
    -- Grows with every change of the draft roster; what two coordinators compare.
    draft_version INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    CHECK (first_day <= last_day)
) STRICT;

CREATE INDEX consultations_by_unit ON consultations (unit_id);

-- Minutes between a reminder and its duty; no rows mean the defaults.
CREATE TABLE reminder_leads (
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    PRIMARY KEY (consultation_id, minutes)
) STRICT;

CREATE TABLE consultation_events (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    date TEXT NOT NULL,
    start_time TEXT,
    end_time TEXT,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    stands_in INTEGER NOT NULL CHECK (stands_in IN (0, 1)),
    CHECK ((start_time IS NULL) = (end_time IS NULL))
) STRICT;

CREATE INDEX consultation_events_by_day ON consultation_events (consultation_id, date);

-- What was said by hand about single days: other hours, or none with a reason.
CREATE TABLE day_rules (
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    date TEXT NOT NULL,
    hours TEXT,
    exempt_reason TEXT,
    PRIMARY KEY (consultation_id, date),
    CHECK ((hours IS NULL) <> (exempt_reason IS NULL))
) STRICT;

CREATE TABLE topics (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    parent_id TEXT REFERENCES topics (id),
    position INTEGER NOT NULL,
    UNIQUE (consultation_id, code)
) STRICT;
