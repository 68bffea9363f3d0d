-- Extensions, the people who can take duties, and who can sign in.

CREATE TABLE extensions (
    id uuid PRIMARY KEY,
    phone text NOT NULL UNIQUE,
    display text NOT NULL,
    rings_at text
);

CREATE TABLE staff (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    email text,
    languages jsonb NOT NULL,
    locale text NOT NULL,
    extension_id uuid REFERENCES extensions (id)
);

CREATE INDEX staff_by_extension ON staff (extension_id);

CREATE TABLE absences (
    staff_id uuid NOT NULL REFERENCES staff (id),
    first_day date NOT NULL,
    last_day date NOT NULL,
    PRIMARY KEY (staff_id, first_day, last_day),
    CHECK (first_day <= last_day)
);

CREATE TABLE users (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    email text UNIQUE,
    role text NOT NULL CHECK (role IN ('administrator', 'coordinator', 'staff')),
    staff_id uuid UNIQUE REFERENCES staff (id),
    locale text NOT NULL,
    disabled boolean NOT NULL,
    -- argon2id in PHC form.
    password text
);

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
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE api_tokens (
    hash text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL
);

CREATE INDEX api_tokens_by_user ON api_tokens (user_id);
