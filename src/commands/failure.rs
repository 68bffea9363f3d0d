//! Why a command failed.

use std::fmt;

use crate::actions::ActionError;
use crate::domain::language::Locale;
use crate::i18n::sentences;
use crate::store::StoreError;

#[derive(Debug)]
pub struct Failure {
    /// What happened and what to do, in one sentence.
    pub sentence: String,
    /// Exit code: 2 for unusable input, 1 for everything else.
    pub code: u8,
}

impl Failure {
    /// The command could not do its work.
    pub fn failed(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 1,
        }
    }

    /// What the command was given cannot be used.
    pub fn unusable(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(format!("reading or writing failed: {error}"))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Url(_) => Self::unusable(error.to_string()),
            other => Self::failed(other.to_string()),
        }
    }
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Store(error) => error.into(),
            ActionError::Invalid(faults) => {
                let said = faults
                    .iter()
                    .map(|fault| format!("{}: {}", fault.field, sentences::fault(fault.fault, Locale::En)));
                Self::unusable(said.collect::<Vec<_>>().join(" "))
            }
            ActionError::Announcement(_) | ActionError::NotFound(_) => Self::unusable(error.to_string()),
            other => Self::failed(other.to_string()),
        }
    }
}
