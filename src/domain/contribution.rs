//! What callers want the consultation to consider.

use crate::domain::code::codes;
use crate::domain::ids::ContributionId;

codes! {
    /// How far a contribution is.
    ContributionState {
        /// Written down during the call.
        Noted => "noted",
        /// The caller was asked to confirm it in writing.
        AwaitingConfirmation => "awaiting_confirmation",
    }
}

/// What a caller wants the consultation to consider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Identifier.
    pub id: ContributionId,
    /// Number in the consultation, from 1 without gaps.
    pub number: i32,
    /// The text as noted.
    pub text: String,
    /// How far it is.
    pub state: ContributionState,
}
