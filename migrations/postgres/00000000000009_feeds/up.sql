-- Calendars of single people, read under a secret address. Of the secret the SHA-256 is kept, as of links and sessions.

CREATE TABLE feeds (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    hash text NOT NULL UNIQUE,
    made_at timestamptz NOT NULL
);
