//! A publication planned for a moment.

use chrono::{DateTime, Duration, Utc};

use crate::domain::code::codes;
use crate::domain::consultation::Consultation;
use crate::domain::fault::Fault;
use crate::domain::ids::{ConsultationId, PublicationId, UserId};
use crate::domain::time::local;

/// How far ahead a publication is planned at least.
pub const SOONEST: Duration = Duration::minutes(1);

codes! {
    /// Why a planned publication did not take place. The sentence of each is `manage-prevented-{code}`.
    Prevented {
        /// The draft is no longer the one it was planned for.
        Changed => "changed",
        /// A finding blocks that nobody has accepted.
        Blocked => "blocked",
        /// An extension or a person is published elsewhere at the same time.
        Taken => "taken",
        /// Who planned it may not publish any more.
        NotAllowed => "not_allowed",
    }
}

/// A publication that is to take place at a moment, or should have. A consultation has one at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPublication {
    pub id: PublicationId,
    pub consultation: ConsultationId,
    pub due_at: DateTime<Utc>,
    pub planned_by: UserId,
    /// The version of the draft that is to be published, and no other.
    pub draft_version: i32,
    /// Keys of the blocking findings that were accepted by name.
    pub accepted: Vec<String>,
    /// Why it did not take place, once its moment has come; until then it waits.
    pub prevented: Option<Prevented>,
}

/// What is wrong with a moment to publish at: it is too soon, or after the last day of the consultation.
pub fn due_fault(due_at: DateTime<Utc>, now: DateTime<Utc>, consultation: &Consultation) -> Option<Fault> {
    if due_at < now + SOONEST {
        Some(Fault::TooSoon)
    } else if local(due_at, consultation.zone).date() > consultation.last_day {
        Some(Fault::AfterEnd)
    } else {
        None
    }
}
