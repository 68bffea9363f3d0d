-- Published rosters. Nobody changes them, not even by hand: the triggers refuse it.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% never change', TG_TABLE_NAME;
END
$$;

CREATE TABLE revisions (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    number integer NOT NULL CHECK (number > 0),
    published_at timestamptz NOT NULL,
    published_by uuid NOT NULL REFERENCES users (id),
    -- Keys of the findings that were accepted by name.
    accepted jsonb NOT NULL,
    -- Period, required hours, meetings and rules of days, as they were when it was published.
    calendar jsonb NOT NULL,
    UNIQUE (consultation_id, number)
);

-- slot_id is the slot's in the draft; no foreign key, because a draft may drop what was published.
CREATE TABLE revision_slots (
    revision_id uuid NOT NULL REFERENCES revisions (id),
    slot_id uuid NOT NULL,
    date date NOT NULL,
    start_time time NOT NULL,
    end_time time NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    extensions jsonb NOT NULL,
    languages jsonb NOT NULL,
    mode text NOT NULL CHECK (mode IN ('phone', 'room', 'hybrid')),
    state text NOT NULL CHECK (state IN ('planned', 'cancelled')),
    cancel_reason text,
    staff_id uuid REFERENCES staff (id),
    PRIMARY KEY (revision_id, slot_id)
);

-- One row, which grows with everything residents can see: whoever has a copy compares.
CREATE TABLE public_version (
    one integer PRIMARY KEY CHECK (one = 1),
    version bigint NOT NULL
);

CREATE INDEX revision_slots_by_staff ON revision_slots (staff_id, ends_at);
CREATE INDEX revision_slots_by_slot ON revision_slots (slot_id);
CREATE INDEX revision_slots_by_time ON revision_slots (revision_id, starts_at);
CREATE TRIGGER revisions_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON revisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revision_slots_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON revision_slots
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
