//! Telephone calls and the contributions they bring.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::caller::CallerKind;
use crate::domain::code::codes;
use crate::domain::consultation::PhoneMode;
use crate::domain::contribution::{NewContribution, Noted};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{CallId, ConsultationId, SlotId, UserId};
use crate::domain::language::Language;
use crate::domain::slug::Slug;
use crate::domain::text::{LONGEST_TEXT, is_unprintable};
use crate::domain::time::in_years;
use crate::domain::topic::{KeptTopic, Topic};

/// The longest note or contribution kept, in characters.
pub const MAX_TEXT: usize = LONGEST_TEXT;
/// The most contributions one call can bring.
pub const MAX_CONTRIBUTIONS: usize = 50;
/// The longest word for a topic that is not in the code list, in characters.
pub const MAX_WORD: usize = 100;
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A word for what the code list does not have, trimmed; `None` when empty.
    pub other_topic: Option<String>,
    /// The language spoken.
    pub language: Option<Language>,
    /// Who calls; `None` when unknown.
    pub caller: Option<CallerKind>,
    /// Internal note, trimmed; `None` when empty.
    pub note: Option<String>,
    /// What the caller wants considered.
    pub contributions: Vec<NewContribution>,
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

/// A phone's clock may be this much ahead of ours.
pub const CLOCK_TOLERANCE: Duration = Duration::minutes(5);

impl NewCall {
    /// All that is wrong with it in a consultation with these topics.
    pub fn faults(&self, mode: Option<PhoneMode>, known: &[Topic], now: DateTime<Utc>) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut refuse = |wrong: bool, field: &str, fault| {
            if wrong {
                faults.push(FieldError::new(field, fault));
            }
        };
        let informs = mode == Some(PhoneMode::Informs);
        let wordless = self.kind == CallKind::Contribution && self.contributions.is_empty();
        let unknown = |code: &Slug| known.iter().all(|topic| topic.code != *code);
        let in_future = |at| at > now + CLOCK_TOLERANCE;
        let odd_year = |at: DateTime<Utc>| !in_years(at.date_naive());
        refuse(
            informs && !self.contributions.is_empty(),
            "contributions",
            Fault::InformsOnly,
        );
        refuse(!informs && wordless, "contributions", Fault::ContributionMissing);
        refuse(
            self.contributions.len() > MAX_CONTRIBUTIONS,
            "contributions",
            Fault::TooManyContributions,
        );
        faults.extend(self.texts_where(Fault::TextTooLong, |text| text.chars().count() > MAX_TEXT));
        faults.extend(self.unprintable());
        let long_word = |word: &String| word.chars().count() > MAX_WORD;
        let mut refuse = |wrong: bool, field: &str, fault| {
            if wrong {
                faults.push(FieldError::new(field, fault));
            }
        };
        refuse(self.started_at.is_some_and(in_future), "started_at", Fault::InFuture);
        refuse(
            self.started_at.is_some_and(odd_year),
            "started_at",
            Fault::ImpossibleYear,
        );
        refuse(
            self.other_topic.as_ref().is_some_and(long_word),
            "other_topic",
            Fault::TextTooLong,
        );
        refuse(self.topics.len() > MAX_TOPICS, "topics", Fault::TooManyTopics);
        refuse(self.topics.iter().any(unknown), "topics", Fault::UnknownTopic);
        faults
    }

    /// Texts that cannot be stored, not even beside another call.
    pub fn unprintable(&self) -> Vec<FieldError> {
        self.texts_where(Fault::Unprintable, is_unprintable)
    }

    fn texts_where(&self, fault: Fault, wrong: fn(&str) -> bool) -> Vec<FieldError> {
        let contributions = self.contributions.iter().enumerate();
        contributions
            .flat_map(|(index, one)| {
                let texts = [
                    ("text", Some(&one.text)),
                    ("part", one.part.as_ref()),
                    ("proposed_wording", one.proposed_wording.as_ref()),
                ];
                let texts = texts.into_iter();
                texts.filter_map(move |(name, text)| Some((format!("contributions[{index}].{name}"), text?)))
            })
            .chain(self.note.iter().map(|note| ("note".to_owned(), note)))
            .chain(self.other_topic.iter().map(|word| ("other_topic".to_owned(), word)))
            .filter(|(_, text)| wrong(text))
            .map(|(field, _)| FieldError::new(field, fault))
            .collect()
    }
}

/// A logged call. Never holds a caller's number or name; a number to call back is kept beside it.
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
    pub topics: Vec<KeptTopic>,
    /// A word for what the code list did not have.
    pub other_topic: Option<String>,
    /// Language spoken.
    pub language: Option<Language>,
    /// Who called; `None` when unknown.
    pub caller: Option<CallerKind>,
    /// Internal note.
    pub note: Option<String>,
    /// Whether it began after the consultation ended.
    pub late: bool,
    /// 1, and one more with each correction.
    pub version: i32,
    /// What the caller wants considered.
    pub contributions: Vec<Noted>,
}
