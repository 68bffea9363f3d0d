//! Why a use case was not carried out.

use crate::announcement::ReadError;
use crate::domain::access::Denied;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::finding::Finding;
use crate::domain::ids::SlotId;
use crate::store::StoreError;

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// The actor lacks the right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such thing, or not for this actor.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Fields are wrong.
    #[error("{} field(s) are not right", .0.len())]
    Invalid(Vec<FieldError>),
    /// It clashes with what is already there; the code says how.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Publishing is refused as long as there are these findings.
    #[error("{} finding(s) block publishing", .0.len())]
    Blocked(Vec<Finding>),
    /// Somebody else changed the draft in the meantime.
    #[error("the draft was changed in the meantime")]
    Stale,
    /// A line or a person is on another duty at that time.
    #[error("a line or a person is already on duty then")]
    Taken(Vec<SlotId>),
    /// The same of slots an announcement would become: which of them, counted from 0.
    #[error("lines are already on duty then")]
    TakenRows(Vec<usize>),
    /// The announcement cannot be read.
    #[error(transparent)]
    Announcement(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The program is at fault.
    #[error("{0}")]
    Failed(&'static str),
}

impl From<FieldError> for ActionError {
    fn from(fault: FieldError) -> Self {
        Self::Invalid(vec![fault])
    }
}

impl ActionError {
    /// Stable code, the same in every language and version.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied(_) => "denied",
            Self::NotFound(_) => "not-found",
            Self::Invalid(_) => "invalid",
            Self::Conflict(_) => "conflict",
            Self::Blocked(_) => "blocked",
            Self::Stale => "stale",
            Self::Taken(_) | Self::TakenRows(_) => "taken",
            Self::Announcement(_) => "announcement",
            Self::Store(StoreError::Duplicate(_)) => "duplicate",
            Self::Store(StoreError::Full) => "full",
            Self::Store(StoreError::Silent) => "too-long",
            Self::Store(error) if error.is_passing() => "unavailable",
            Self::Store(_) | Self::Failed(_) => "internal",
        }
    }

    /// The same with a field by another name: as the form or the program calls it.
    #[must_use]
    pub fn renamed(self, from: &str, to: &str) -> Self {
        match self {
            Self::Invalid(mut faults) => {
                for fault in faults.iter_mut().filter(|fault| fault.field == from) {
                    to.clone_into(&mut fault.field);
                }
                Self::Invalid(faults)
            }
            other => other,
        }
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, fault: Fault) -> Self {
        Self::Invalid(vec![FieldError::new(field, fault)])
    }
}

/// All values, or all faults.
pub(super) fn or_invalid<T>(faults: Vec<FieldError>, value: T) -> Result<T, ActionError> {
    if faults.is_empty() {
        Ok(value)
    } else {
        Err(ActionError::Invalid(faults))
    }
}
