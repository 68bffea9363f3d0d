-- Publications planned for a moment, at most one of a consultation. Published, a plan is gone; prevented, it stays until
-- somebody publishes, plans again or dismisses it.

CREATE TABLE planned_publications (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL UNIQUE REFERENCES consultations (id),
    due_at TEXT NOT NULL,
    planned_by TEXT NOT NULL REFERENCES users (id),
    -- The version of the draft that is to be published.
    draft_version INTEGER NOT NULL,
    -- Keys of the findings that were accepted by name.
    accepted TEXT NOT NULL,
    prevented TEXT CHECK (prevented IN ('changed', 'blocked', 'taken', 'not_allowed'))
) STRICT;

CREATE INDEX planned_publications_by_time ON planned_publications (due_at);
