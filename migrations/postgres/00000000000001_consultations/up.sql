-- The offices of the city; and what they ask about: its words, days, events and code list.

CREATE TABLE units (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    names jsonb NOT NULL
);

CREATE TABLE consultations (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    texts jsonb NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    zone text NOT NULL,
    unit_id uuid NOT NULL REFERENCES units (id),
    phone_mode text CHECK (phone_mode IN ('counts', 'confirm', 'informs')),
    required_hours jsonb NOT NULL,
    -- What was decided about sharing its duties out; nothing means the defaults.
    sharing_rules jsonb,
    -- The verdicts its positions choose from; nothing means the usual ones.
    verdicts jsonb,
    -- Whether a coordinator has to approve who takes over a duty.
    swaps_need_approval boolean NOT NULL,
    -- Grows with every change of the draft roster; what two coordinators compare.
    draft_version integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    CHECK (first_day <= last_day)
);

CREATE INDEX consultations_by_unit ON consultations (unit_id);

-- Minutes between a reminder and its duty; no rows mean the defaults.
CREATE TABLE reminder_leads (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    minutes integer NOT NULL CHECK (minutes > 0),
    PRIMARY KEY (consultation_id, minutes)
);

CREATE TABLE consultation_events (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    date date NOT NULL,
    start_time time,
    end_time time,
    title jsonb NOT NULL,
    place text NOT NULL,
    stands_in boolean NOT NULL,
    CHECK ((start_time IS NULL) = (end_time IS NULL))
);

CREATE INDEX consultation_events_by_day ON consultation_events (consultation_id, date);

-- What was said by hand about single days: other hours, or none with a reason.
CREATE TABLE day_rules (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    date date NOT NULL,
    hours jsonb,
    exempt_reason text,
    PRIMARY KEY (consultation_id, date),
    CHECK ((hours IS NULL) <> (exempt_reason IS NULL))
);

CREATE TABLE topics (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    code text NOT NULL,
    label jsonb NOT NULL,
    parent_id uuid REFERENCES topics (id),
    position integer NOT NULL,
    UNIQUE (consultation_id, code)
);
