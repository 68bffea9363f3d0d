-- Who did what, and what the installation remembers about itself.

-- No foreign keys: the record outlives what it tells of.
CREATE TABLE audit_events (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    consultation_id uuid,
    subject text NOT NULL,
    detail jsonb NOT NULL
);

CREATE INDEX audit_events_by_time ON audit_events (at, id);
CREATE INDEX audit_events_by_consultation ON audit_events (consultation_id, at, id);
CREATE TRIGGER audit_events_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE installation (
    key text PRIMARY KEY,
    value text NOT NULL
);
