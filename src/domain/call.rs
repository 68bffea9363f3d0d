//! Telephone calls and the contributions they bring.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::contribution::Contribution;
use crate::domain::ids::{CallId, ConsultationId, SlotId, UserId};
use crate::domain::language::Language;
use crate::domain::slug::Slug;

/// The longest note or contribution kept, in characters. The report is printed; two pages are a letter, not a call.
pub const MAX_TEXT: usize = 10_000;
/// The most contributions one call can bring.
pub const MAX_CONTRIBUTIONS: usize = 50;
/// The most topics one call can be about.
pub const MAX_TOPICS: usize = 50;

codes! {
    /// What kind of call it was.
    CallKind {
        /// A remark, request or proposal for the consultation.
        Contribution => "contribution",
        /// A question about its subject.
        Question => "question",
        /// Organisational information: when, where, how to take part.
        Information => "information" | "organisational_information" | "organisational",
        /// Nothing the consultation or the office deals with.
        NotOurMatter => "not_our_matter" | "not_ours",
        /// A wrong number, or nobody spoke.
        WrongNumber => "wrong_number" | "silent",
        /// The caller hung up.
        HungUp => "hung_up",
    }
}

impl CallKind {
    /// Whether the kind says all there is to say, so that the form saves at once.
    pub fn is_complete(self) -> bool {
        matches!(self, Self::WrongNumber | Self::HungUp)
    }
}

codes! {
    /// How a call ended; separate from its kind.
    CallOutcome {
        /// The question was answered or the remark taken down.
        Answered => "answered",
        /// The caller was referred to the form.
        ReferredToForm => "referred_to_form" | "pointed_to_form",
        /// Somebody is to call back.
        CallBack => "call_back",
        /// The call was passed on.
        PassedOn => "passed_on",
    }
}

/// A call as somebody wants to log it. Its id was made before typing started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCall {
    /// Made by whoever opened the form.
    pub id: CallId,
    /// Which consultation it was about.
    pub consultation: Slug,
    /// When it began; now when nobody says.
    pub started_at: Option<DateTime<Utc>>,
    /// What kind of call.
    pub kind: CallKind,
    /// How it ended.
    pub outcome: Option<CallOutcome>,
    /// Codes of topics, in order; one named twice counts once.
    pub topics: Vec<Slug>,
    /// The language spoken.
    pub language: Option<Language>,
    /// Internal note, trimmed; `None` when empty.
    pub note: Option<String>,
    /// What the caller wants considered, each trimmed and not empty.
    pub contributions: Vec<String>,
}

impl NewCall {
    /// The same with each topic once, in the order they were named first.
    #[must_use]
    pub fn with_topics_once(mut self) -> Self {
        let mut seen = BTreeSet::new();
        self.topics.retain(|topic| seen.insert(topic.clone()));
        self
    }
}

/// Where a text of a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPlace {
    /// The internal note.
    Note,
    /// A contribution, from 0.
    Contribution(usize),
}

/// What is wrong with a call somebody wants to log; each names the field it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallFault {
    /// A contribution without its text.
    #[error("contributions: a contribution needs its text")]
    ContributionMissing,
    /// The consultation's phone only informs.
    #[error("contributions: this consultation's phone only informs; point to the form")]
    InformsOnly,
    /// A text is longer than [`MAX_TEXT`].
    #[error("a text is too long")]
    TextTooLong(TextPlace),
    /// More than [`MAX_CONTRIBUTIONS`].
    #[error("contributions: too many")]
    TooManyContributions,
    /// The start lies ahead.
    #[error("started_at: the call cannot start in the future")]
    InFuture,
    /// The start lies in a year no call can be of.
    #[error("started_at: no call can be of that year")]
    ImpossibleYear,
    /// More than [`MAX_TOPICS`].
    #[error("topics: too many")]
    TooManyTopics,
    /// A topic the consultation does not have.
    #[error("topics: unknown topic")]
    UnknownTopic,
    /// A character that cannot be kept or printed.
    #[error("a text holds a character that cannot be kept")]
    Unprintable(TextPlace),
}

impl CallFault {
    /// The form field the fault stands at.
    pub fn field(self) -> Cow<'static, str> {
        match self {
            Self::ContributionMissing | Self::InformsOnly | Self::TooManyContributions => "contributions".into(),
            Self::InFuture | Self::ImpossibleYear => "started_at".into(),
            Self::UnknownTopic | Self::TooManyTopics => "topics".into(),
            Self::TextTooLong(place) | Self::Unprintable(place) => match place {
                TextPlace::Note => "note".into(),
                TextPlace::Contribution(index) => format!("contributions[{index}].text").into(),
            },
        }
    }

    /// Stable code, and the key of its sentence in every language.
    pub fn message(self) -> &'static str {
        match self {
            Self::ContributionMissing => "call-fault-contribution-missing",
            Self::InformsOnly => "call-fault-informs-only",
            Self::TextTooLong(_) => "call-fault-text-too-long",
            Self::TooManyContributions => "call-fault-too-many-contributions",
            Self::InFuture => "call-fault-in-future",
            Self::ImpossibleYear => "call-fault-impossible-year",
            Self::TooManyTopics => "call-fault-too-many-topics",
            Self::UnknownTopic => "call-fault-unknown-topic",
            Self::Unprintable(_) => "call-fault-unprintable",
        }
    }
}

/// A logged call. Never holds a caller's number or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Identifier.
    pub id: CallId,
    /// Which consultation.
    pub consultation: ConsultationId,
    /// The duty it came in on; `None` outside any duty.
    pub slot: Option<SlotId>,
    /// Who logged it.
    pub taken_by: UserId,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was logged.
    pub logged_at: DateTime<Utc>,
    /// What kind.
    pub kind: CallKind,
    /// How it ended.
    pub outcome: Option<CallOutcome>,
    /// Topics with the labels they had then.
    pub topics: Vec<CallTopic>,
    /// Language spoken.
    pub language: Option<Language>,
    /// Internal note.
    pub note: Option<String>,
    /// Whether it began after the consultation ended.
    pub late: bool,
    /// What the caller wants considered.
    pub contributions: Vec<Contribution>,
}

/// A topic as a call keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallTopic {
    /// Code then and now.
    pub code: Slug,
    /// Polish label at the time.
    pub label: String,
}
