-- Extensions, the people who can take duties, and who can sign in.

CREATE TABLE extensions (
    id TEXT NOT NULL PRIMARY KEY,
    phone TEXT NOT NULL UNIQUE,
    display TEXT NOT NULL,
    rings_at TEXT
) STRICT;

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    email TEXT,
    languages TEXT NOT NULL,
    locale TEXT NOT NULL,
    extension_id TEXT REFERENCES extensions (id),
    -- Part-time share and limits, for sharing duties out.
    share_percent INTEGER NOT NULL CHECK (share_percent > 0),
    max_per_week INTEGER CHECK (max_per_week >= 0),
    max_duties INTEGER CHECK (max_duties >= 0),
    -- Weekdays, from 1 for Monday.
    rather_not TEXT NOT NULL,
    retired_at TEXT
) STRICT;

CREATE INDEX staff_by_extension ON staff (extension_id);
CREATE INDEX staff_by_unit ON staff (unit_id);

-- Offices a person takes duties for beside their own.
CREATE TABLE staff_loans (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    PRIMARY KEY (staff_id, unit_id)
) STRICT;

CREATE INDEX staff_loans_by_unit ON staff_loans (unit_id);

-- Wall-clock times of a zone; with a day, every week again until it.
CREATE TABLE absences (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    start_at TEXT NOT NULL,
    end_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    weekly_until TEXT,
    CHECK (start_at < end_at)
) STRICT;

CREATE INDEX absences_by_staff ON absences (staff_id);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT UNIQUE,
    administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
    staff_id TEXT UNIQUE REFERENCES staff (id),
    locale TEXT NOT NULL,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    -- argon2id in PHC form.
    password TEXT
) STRICT;

-- What a user is in a unit. An administrator needs none.
CREATE TABLE memberships (
    user_id TEXT NOT NULL REFERENCES users (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    role TEXT NOT NULL CHECK (role IN ('coordinator', 'staff', 'reader')),
    PRIMARY KEY (user_id, unit_id)
) STRICT;

CREATE INDEX memberships_by_unit ON memberships (unit_id);

-- Links, sessions and tokens are kept as SHA-256 of what their holder has.
CREATE TABLE sign_in_links (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE INDEX sign_in_links_by_user ON sign_in_links (user_id);

CREATE TABLE sessions (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    by_link INTEGER NOT NULL CHECK (by_link IN (0, 1)),
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id);

-- A token of an administrator has no unit; that of a unit has either a role or the codes of rights, and all may end.
CREATE TABLE api_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    unit_id TEXT REFERENCES units (id),
    role TEXT CHECK (role IN ('coordinator', 'staff', 'reader')),
    rights TEXT,
    expires_at TEXT,
    CHECK (unit_id IS NOT NULL OR (role IS NULL AND rights IS NULL)),
    CHECK (unit_id IS NULL OR (role IS NULL) <> (rights IS NULL))
) STRICT;

CREATE INDEX api_tokens_by_user ON api_tokens (user_id);
