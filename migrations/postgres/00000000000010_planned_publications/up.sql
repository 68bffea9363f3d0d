-- Publications planned for a moment, at most one of a consultation. Published, a plan is gone; prevented, it stays until
-- somebody publishes, plans again or dismisses it.

CREATE TABLE planned_publications (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL UNIQUE REFERENCES consultations (id),
    due_at timestamptz NOT NULL,
    planned_by uuid NOT NULL REFERENCES users (id),
    -- The version of the draft that is to be published.
    draft_version integer NOT NULL,
    -- Keys of the findings that were accepted by name.
    accepted jsonb NOT NULL,
    prevented text CHECK (prevented IN ('changed', 'blocked', 'taken', 'not_allowed'))
);

CREATE INDEX planned_publications_by_time ON planned_publications (due_at);
