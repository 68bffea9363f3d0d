//! Why a use case was not carried out.

use crate::announcement::ReadError;
use crate::domain::access::Denied;
use crate::domain::coverage::Finding;
use crate::domain::ids::SlotId;
use crate::store::StoreError;

/// Something wrong with one field of a form or a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// Key of the message that says it, the same for pages and API.
    pub code: &'static str,
}

impl FieldError {
    /// A fault of a field.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}

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
    /// Publishing is refused while these stand.
    #[error("{} finding(s) block publishing", .0.len())]
    Blocked(Vec<Finding>),
    /// Somebody else changed the draft in the meantime.
    #[error("the draft was changed in the meantime")]
    Stale,
    /// A line or a person is on another duty at that time.
    #[error("a line or a person is already on duty then")]
    Taken(Vec<SlotId>),
    /// The announcement cannot be read.
    #[error(transparent)]
    Announcement(#[from] ReadError),
    /// The tables failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<FieldError> for ActionError {
    fn from(fault: FieldError) -> Self {
        Self::Invalid(vec![fault])
    }
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken { by } => Self::Taken(by),
            other => Self::Store(other),
        }
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
            Self::Taken(_) => "taken",
            Self::Announcement(_) => "announcement",
            Self::Store(StoreError::Duplicate(_)) => "duplicate",
            Self::Store(StoreError::Full) => "full",
            Self::Store(error) if error.is_passing() => "unavailable",
            Self::Store(_) => "internal",
        }
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
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
