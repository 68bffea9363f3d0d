//! What can go wrong below the actions.

use diesel::result::{DatabaseErrorKind, Error};

use crate::store::db::url::UrlError;

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed a statement.
    #[error("database: {0}")]
    Database(Error),
    /// No connection came free in time, or none could be made.
    #[error("no connection to the database: {0}")]
    Pool(String),
    /// Somebody else holds what was needed, it took too long, or too much waits already. Nothing was stored.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// There is no room left where the database is.
    #[error("there is no room left for the database")]
    Full,
    /// The address is not one of a database.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// The database cannot be opened.
    #[error("cannot open the database {0}")]
    Open(String),
    /// The tables could not be brought up to date.
    #[error("cannot bring the tables up to date: {0}")]
    Migration(String),
    /// There is already one like it; with `table.column, …` of what must be unique.
    #[error("there is already one with the same {0}")]
    Duplicate(&'static str),
    /// A row has what no row should have.
    #[error("the database holds something unreadable: {0}")]
    Corrupt(String),
    /// The commit failed, or the connection it was to go through; nothing of the work was stored.
    #[error("could not be written: {0}")]
    Unwritten(String),
    /// The database gave no answer for so long that it is not waited for any more. What it did nobody knows.
    #[error("the database does not answer")]
    Silent,
    /// The work panicked; nothing of it was stored.
    #[error("the work was broken off by a fault in the program")]
    Panicked,
    /// The store was closed while the work waited.
    #[error("the database is being closed")]
    Closed,
}

/// What must be unique: as SQLite reports it, and the name of PostgreSQL's constraint.
const UNIQUE: &[(&str, &str)] = &[
    ("units.id", "units_pkey"),
    ("units.slug", "units_slug_key"),
    ("consultations.id", "consultations_pkey"),
    ("consultations.slug", "consultations_slug_key"),
    ("consultation_events.id", "consultation_events_pkey"),
    ("topics.id", "topics_pkey"),
    ("topics.consultation_id, topics.code", "topics_consultation_id_code_key"),
    ("extensions.id", "extensions_pkey"),
    ("extensions.phone", "extensions_phone_key"),
    ("staff.id", "staff_pkey"),
    ("absences.id", "absences_pkey"),
    ("users.id", "users_pkey"),
    ("users.email", "users_email_key"),
    ("users.staff_id", "users_staff_id_key"),
    ("feeds.hash", "feeds_hash_key"),
    ("sign_in_links.hash", "sign_in_links_pkey"),
    ("sessions.hash", "sessions_pkey"),
    ("api_tokens.hash", "api_tokens_pkey"),
    ("slots.id", "slots_pkey"),
    (
        "slot_extensions.slot_id, slot_extensions.extension_id",
        "slot_extensions_pkey",
    ),
    ("revisions.id", "revisions_pkey"),
    (
        "revisions.consultation_id, revisions.number",
        "revisions_consultation_id_number_key",
    ),
    (
        "revision_slots.revision_id, revision_slots.slot_id",
        "revision_slots_pkey",
    ),
    ("planned_publications.id", "planned_publications_pkey"),
    (
        "planned_publications.consultation_id",
        "planned_publications_consultation_id_key",
    ),
    ("calls.id", "calls_pkey"),
    ("contributions.id", "contributions_pkey"),
    (
        "contributions.consultation_id, contributions.number",
        "contributions_consultation_id_number_key",
    ),
    ("messages.id", "messages_pkey"),
    ("messages.deduplication_key", "messages_deduplication_key_key"),
    ("reminders.id", "reminders_pkey"),
    ("reminders.message_id", "reminders_message_id_key"),
    ("swaps.id", "swaps_pkey"),
    ("swaps.slot_id", "swaps_live"),
    ("audit_events.id", "audit_events_pkey"),
];

/// How the databases say that there is no room.
const NO_ROOM: &[&str] = &[
    "database or disk is full",
    "No space left on device",
    "could not extend file",
];

/// Messages that mean a timeout or a cancelled statement. Those of PostgreSQL are known in English only.
const HELD_UP: &[&str] = &[
    "database is locked",
    "lock timeout",
    "statement timeout",
    "deadlock detected",
    "terminating connection",
    "the database system is",
];

impl StoreError {
    /// Whether the same may go well in a moment.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Busy(_) | Self::Pool(_) | Self::Unwritten(_) | Self::Closed | Self::Open(_)
        )
    }

    /// Why a commit failed, where the reason says more than that it did.
    pub(crate) fn unwritten(reason: &Self) -> Self {
        match reason {
            Self::Full => Self::Full,
            Self::Busy(why) => Self::Busy(why.clone()),
            other => Self::Unwritten(other.to_string()),
        }
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let Error::DatabaseError(kind, info) = &error else {
            return Self::Database(error);
        };
        let says = |words: &[&str]| words.iter().any(|word| info.message().contains(word));
        match kind {
            DatabaseErrorKind::UniqueViolation => {
                let constraint = info.constraint_name().unwrap_or_default();
                UNIQUE
                    .iter()
                    .find(|(columns, name)| *name == constraint || info.message().ends_with(&format!(": {columns}")))
                    .map_or(Self::Database(error), |(columns, _)| Self::Duplicate(columns))
            }
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection => {
                Self::Busy(error.to_string())
            }
            _ if says(NO_ROOM) => Self::Full,
            _ if says(HELD_UP) => Self::Busy(error.to_string()),
            _ => Self::Database(error),
        }
    }
}
