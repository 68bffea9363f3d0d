//! What residents want the consultation to consider.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::ids::ContributionId;

codes! {
    /// How far a contribution is.
    ContributionState {
        /// Written down, as it came.
        Noted => "noted",
        /// The caller was asked to confirm it in writing, and has not yet.
        AwaitingConfirmation => "awaiting_confirmation",
        /// Somebody has read it through: topics, wording, language.
        Checked => "checked",
        /// It is in the annex as it stands.
        Registered => "registered",
        /// Taken back by whoever made it; its number stays.
        Withdrawn => "withdrawn",
    }
}

codes! {
    /// How a contribution came in.
    IntakeChannel {
        /// In a telephone call.
        Call => "call" | "phone",
        /// On paper.
        Letter => "letter",
        /// By e-mail.
        Email => "email",
        /// On the consultation's form.
        Form => "form",
        /// Said at a meeting.
        Meeting => "meeting",
    }
}

/// What a caller wants considered, as whoever takes the call writes it down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewContribution {
    /// The words, trimmed and not empty.
    pub text: String,
    /// Which part of the document it is about: chapter, point, page.
    pub part: Option<String>,
    /// How it should read instead.
    pub proposed_wording: Option<String>,
    /// Whether it was read back to the caller, who agreed.
    pub read_back: bool,
}

impl From<&str> for NewContribution {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

/// A contribution as its call keeps it: what was noted then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Identifier.
    pub id: ContributionId,
    /// Number in the consultation, from 1 without gaps.
    pub number: i32,
    /// The local day it came in.
    pub received_on: NaiveDate,
    /// The words and what belongs to them.
    pub words: NewContribution,
    /// How far it is.
    pub state: ContributionState,
}
