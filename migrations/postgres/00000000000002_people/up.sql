-- Extensions, the people who can take duties, and who can sign in.

CREATE TABLE extensions (
    id uuid PRIMARY KEY,
    phone text NOT NULL UNIQUE,
    display text NOT NULL,
    rings_at text
);

CREATE TABLE staff (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units (id),
    name text NOT NULL,
    email text,
    languages jsonb NOT NULL,
    locale text NOT NULL,
    extension_id uuid REFERENCES extensions (id),
    -- Part-time share and limits, for sharing duties out.
    share_percent integer NOT NULL CHECK (share_percent > 0),
    max_per_week integer CHECK (max_per_week >= 0),
    max_duties integer CHECK (max_duties >= 0),
    -- Weekdays, from 1 for Monday.
    rather_not jsonb NOT NULL,
    retired_at timestamptz
);

CREATE INDEX staff_by_extension ON staff (extension_id);
CREATE INDEX staff_by_unit ON staff (unit_id);

-- Offices a person takes duties for beside their own.
CREATE TABLE staff_loans (
    staff_id uuid NOT NULL REFERENCES staff (id),
    unit_id uuid NOT NULL REFERENCES units (id),
    PRIMARY KEY (staff_id, unit_id)
);

CREATE INDEX staff_loans_by_unit ON staff_loans (unit_id);

-- Wall-clock times of a zone; with a day, every week again until it.
CREATE TABLE absences (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff (id),
    start_at timestamp NOT NULL,
    end_at timestamp NOT NULL,
    zone text NOT NULL,
    weekly_until date,
    CHECK (start_at < end_at)
);

CREATE INDEX absences_by_staff ON absences (staff_id);

CREATE TABLE users (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    email text UNIQUE,
    administrator boolean NOT NULL,
    staff_id uuid UNIQUE REFERENCES staff (id),
    locale text NOT NULL,
    disabled boolean NOT NULL,
    -- argon2id in PHC form.
    password text
);

-- What a user is in a unit. An administrator needs none.
CREATE TABLE memberships (
    user_id uuid NOT NULL REFERENCES users (id),
    unit_id uuid NOT NULL REFERENCES units (id),
    role text NOT NULL CHECK (role IN ('coordinator', 'staff', 'reader')),
    PRIMARY KEY (user_id, unit_id)
);

CREATE INDEX memberships_by_unit ON memberships (unit_id);

-- Links, sessions and tokens are kept as SHA-256 of what their holder has.
CREATE TABLE sign_in_links (
    hash text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE INDEX sign_in_links_by_user ON sign_in_links (user_id);

CREATE TABLE sessions (
    hash text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    by_link boolean NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);

-- A token of an administrator has no unit; that of a unit has either a role or the codes of rights, and all may end.
CREATE TABLE api_tokens (
    hash text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    unit_id uuid REFERENCES units (id),
    role text CHECK (role IN ('coordinator', 'staff', 'reader')),
    rights jsonb,
    expires_at timestamptz,
    CHECK (unit_id IS NOT NULL OR (role IS NULL AND rights IS NULL)),
    CHECK (unit_id IS NULL OR (role IS NULL) <> (rights IS NULL))
);

CREATE INDEX api_tokens_by_user ON api_tokens (user_id);
