//! One type per kind of identifier, so that a slot's id cannot be passed where a call's is meant.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// An office of the city.
    UnitId,
    /// A consultation.
    ConsultationId,
    /// A meeting or other event of a consultation.
    EventId,
    /// A telephone line.
    ExtensionId,
    /// A person who can take duties.
    StaffId,
    /// A time in which a person cannot be on duty.
    AbsenceId,
    /// A duty slot; the same in the draft and in every revision.
    SlotId,
    /// A published revision of a roster.
    RevisionId,
    /// A publication planned for a moment.
    PublicationId,
    /// A telephone call; made by whoever opens the form, before typing starts.
    CallId,
    /// What a caller wants the consultation to consider.
    ContributionId,
    /// An entry of a consultation's code list.
    TopicId,
    /// A reminder about one duty to one person.
    ReminderId,
    /// An offer of a duty.
    SwapId,
    /// A message in the outbox.
    MessageId,
    /// Somebody, or a program, that can sign in.
    UserId,
    /// A line of the audit record.
    AuditId,
}

impl CallId {
    /// When it was made, if it says so (RFC 9562, §5.7), to the millisecond.
    pub fn made_at(self) -> Option<DateTime<Utc>> {
        let (seconds, nanoseconds) = self.0.get_timestamp()?.to_unix();
        DateTime::from_timestamp(seconds.try_into().ok()?, nanoseconds)
    }
}
