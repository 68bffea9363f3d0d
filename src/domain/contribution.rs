//! What residents want the consultation to consider.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::caller::CallerKind;
use crate::domain::code::codes;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{CallId, ConsultationId, ContributionId, UserId};
use crate::domain::language::Language;
use crate::domain::position::{Position, PositionState, VerdictCode};
use crate::domain::slug::Slug;
use crate::domain::text::{LONGEST_TEXT, is_unprintable};
use crate::domain::time::{in_years, local};
use crate::domain::topic::{KeptTopic, Topic};

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

/// The longest name of whoever a contribution comes from, in characters.
const MAX_NAME: usize = 200;
/// The most contributions that can be said to say the same.
pub const MAX_GROUP: i64 = 500;
/// The most topics of one contribution.
const MAX_TOPICS: usize = 50;

/// What can be changed in what a contribution says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The text as noted, in the language it came in.
    pub text: String,
    /// The same without names and health, for the annex; the text itself while it is `None`.
    pub public_text: Option<String>,
    /// The language it came in.
    pub language: Option<Language>,
    /// The Polish text where it came in another language.
    pub polish_text: Option<String>,
    /// Which part of the document it is about.
    pub part: Option<String>,
    /// How it should read instead.
    pub proposed_wording: Option<String>,
    /// Codes of what it is about, in order.
    pub topics: Vec<Slug>,
    /// Who it comes from; `None` when unknown.
    pub caller: Option<CallerKind>,
    /// The name of an organisation, or of a person who agreed to be named.
    pub submitter: Option<String>,
    /// Whether it was read back to whoever said it, who agreed.
    pub read_back: bool,
}

impl Content {
    /// The same as it is stored: texts trimmed with lines ended by `\n`, empty ones left out, each topic once.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        let clean = |text: &str| text.trim().replace("\r\n", "\n");
        self.text = clean(&self.text);
        for text in [
            &mut self.public_text,
            &mut self.polish_text,
            &mut self.part,
            &mut self.proposed_wording,
            &mut self.submitter,
        ] {
            *text = text.take().map(|text| clean(&text)).filter(|text| !text.is_empty());
        }
        let mut seen = BTreeSet::new();
        self.topics.retain(|topic| seen.insert(topic.clone()));
        self
    }

    /// All that is wrong with it where these topics may be named.
    pub fn faults(&self, known: impl Fn(&Slug) -> bool) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut refuse = |wrong: bool, field: &str, fault| {
            if wrong {
                faults.push(FieldError::new(field, fault));
            }
        };
        refuse(self.text.is_empty(), "text", Fault::Required);
        for (field, text, longest) in [
            ("text", Some(&self.text), LONGEST_TEXT),
            ("public_text", self.public_text.as_ref(), LONGEST_TEXT),
            ("polish_text", self.polish_text.as_ref(), LONGEST_TEXT),
            ("part", self.part.as_ref(), LONGEST_TEXT),
            ("proposed_wording", self.proposed_wording.as_ref(), LONGEST_TEXT),
            ("submitter", self.submitter.as_ref(), MAX_NAME),
        ] {
            let Some(text) = text else { continue };
            refuse(is_unprintable(text), field, Fault::Unprintable);
            let fault = if longest == LONGEST_TEXT {
                Fault::TextTooLong
            } else {
                Fault::TooLong
            };
            refuse(text.chars().count() > longest, field, fault);
        }
        refuse(self.topics.len() > MAX_TOPICS, "topics", Fault::TooManyTopics);
        refuse(!self.topics.iter().all(known), "topics", Fault::UnknownTopic);
        faults
    }

    /// The topics with the labels they have now, or had when they were chosen.
    pub fn kept_topics(&self, known: &[Topic], before: &[KeptTopic]) -> Vec<KeptTopic> {
        let kept = |code: &Slug| {
            let before = before.iter().find(|topic| topic.code == *code).cloned();
            before.or_else(|| known.iter().find(|topic| topic.code == *code).map(KeptTopic::of))
        };
        self.topics.iter().filter_map(kept).collect()
    }
}

/// The longest mark of a letter, or name of a sheet and its row, in characters.
const MAX_SOURCE: usize = 200;

/// A contribution that came in otherwise than in a call somebody logs. Its id was made before typing started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Made by whoever enters it.
    pub id: ContributionId,
    /// Which consultation it is for.
    pub consultation: Slug,
    pub channel: IntakeChannel,
    /// The local day it came in.
    pub received_on: NaiveDate,
    /// Where it came from: the letter's mark, the sheet and its row.
    pub source: Option<String>,
    pub content: Content,
}

impl NewEntry {
    /// The same as it is stored.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        let source = self.source.take().map(|text| text.trim().to_owned());
        self.source = source.filter(|text| !text.is_empty());
        self.content = self.content.tidy();
        self
    }

    /// All that is wrong with it where these topics may be named.
    pub fn faults(&self, known: impl Fn(&Slug) -> bool, zone: Tz, now: DateTime<Utc>) -> Vec<FieldError> {
        let mut faults = self.content.faults(known);
        faults.extend(day_fault("received_on", self.received_on, zone, now));
        faults.extend(source_fault("source", self.source.as_deref()));
        faults
    }
}

/// A day on which something came in is not ahead of us.
fn day_fault(field: &str, day: NaiveDate, zone: Tz, now: DateTime<Utc>) -> Option<FieldError> {
    let fault = if !in_years(day) {
        Fault::ImpossibleYear
    } else if day > local(now, zone).date() {
        Fault::InFuture
    } else {
        return None;
    };
    Some(FieldError::new(field, fault))
}

fn source_fault(field: &str, source: Option<&str>) -> Option<FieldError> {
    let source = source?;
    let fault = if is_unprintable(source) || source.contains(['\n', '\t']) {
        Fault::Unprintable
    } else if source.chars().count() > MAX_SOURCE {
        Fault::TooLong
    } else {
        return None;
    };
    Some(FieldError::new(field, fault))
}

/// The written confirmation of what a caller said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// How it came in.
    pub channel: IntakeChannel,
    /// The local day it came in.
    pub received_on: NaiveDate,
    /// The letter's mark, or from which address and when the e-mail came.
    pub source: String,
}

impl Confirmation {
    /// What counts as writing.
    pub const CHANNELS: [IntakeChannel; 3] = [IntakeChannel::Letter, IntakeChannel::Email, IntakeChannel::Form];

    /// All that is wrong with it.
    pub fn faults(&self, zone: Tz, now: DateTime<Utc>) -> Vec<FieldError> {
        let mut faults: Vec<FieldError> = day_fault("received_on", self.received_on, zone, now)
            .into_iter()
            .collect();
        if self.source.is_empty() {
            faults.push(FieldError::new("source", Fault::Required));
        }
        faults.extend(source_fault("source", Some(&self.source)));
        if !Self::CHANNELS.contains(&self.channel) {
            faults.push(FieldError::new("channel", Fault::Choice));
        }
        faults
    }
}

/// What can change in a contribution, as it is and, in its versions, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// See [`Content`].
    pub text: String,
    pub public_text: Option<String>,
    pub language: Option<Language>,
    pub polish_text: Option<String>,
    /// Who wrote the Polish text.
    pub translated_by: Option<UserId>,
    pub part: Option<String>,
    pub proposed_wording: Option<String>,
    /// With the labels of then.
    pub topics: Vec<KeptTopic>,
    pub caller: Option<CallerKind>,
    pub submitter: Option<String>,
    pub read_back: bool,
    pub state: ContributionState,
    /// How it was confirmed in writing.
    pub confirmation: Option<Confirmation>,
    /// The first of those that say the same, where it is not that one itself.
    pub group: Option<ContributionId>,
    /// The office's answer.
    pub position: Position,
}

impl Body {
    /// What it says, as somebody would type it.
    pub fn content(&self) -> Content {
        Content {
            text: self.text.clone(),
            public_text: self.public_text.clone(),
            language: self.language.clone(),
            polish_text: self.polish_text.clone(),
            part: self.part.clone(),
            proposed_wording: self.proposed_wording.clone(),
            topics: self.topics.iter().map(|topic| topic.code.clone()).collect(),
            caller: self.caller,
            submitter: self.submitter.clone(),
            read_back: self.read_back,
        }
    }

    /// The same with other content. Whoever writes another Polish text is its translator.
    #[must_use]
    pub fn saying(self, content: Content, known: &[Topic], by: UserId) -> Self {
        let translated_by = match &content.polish_text {
            None => None,
            Some(_) if content.polish_text == self.polish_text => self.translated_by,
            Some(_) => Some(by),
        };
        Self {
            topics: content.kept_topics(known, &self.topics),
            text: content.text,
            public_text: content.public_text,
            language: content.language,
            polish_text: content.polish_text,
            translated_by,
            part: content.part,
            proposed_wording: content.proposed_wording,
            caller: content.caller,
            submitter: content.submitter,
            read_back: content.read_back,
            ..self
        }
    }

    /// What one that has just come in begins with.
    pub fn new(content: Content, state: ContributionState, known: &[Topic], by: UserId) -> Self {
        let nothing = Self {
            text: String::new(),
            public_text: None,
            language: None,
            polish_text: None,
            translated_by: None,
            part: None,
            proposed_wording: None,
            topics: Vec::new(),
            caller: None,
            submitter: None,
            read_back: false,
            state,
            confirmation: None,
            group: None,
            position: Position::none(),
        };
        nothing.saying(content, known, by)
    }
}

impl ContributionState {
    /// Which states somebody can give it by hand. What waits for a confirmation is confirmed, and what was withdrawn becomes
    /// again what it was.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Noted => &[Self::Checked, Self::Withdrawn],
            Self::AwaitingConfirmation => &[Self::Withdrawn],
            Self::Checked => &[Self::Registered, Self::Noted, Self::Withdrawn],
            Self::Registered => &[Self::Checked, Self::Withdrawn],
            Self::Withdrawn => &[],
        }
    }
}

/// What somebody wants the consultation to consider, with the office's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    pub id: ContributionId,
    pub consultation: ConsultationId,
    /// Number in it, from 1 without gaps, kept for ever.
    pub number: i32,
    /// The call it came in.
    pub call: Option<CallId>,
    /// How it came in.
    pub channel: IntakeChannel,
    /// The local day it came in.
    pub received_on: NaiveDate,
    pub entered_by: UserId,
    pub entered_at: DateTime<Utc>,
    /// Where it came from: the letter's mark, the sheet and its row.
    pub source: Option<String>,
    /// 1, and one more with each change of anything in it.
    pub version: i32,
    pub body: Body,
}

/// What a contribution was before it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub version: i32,
    pub body: Body,
    pub replaced_at: DateTime<Utc>,
    pub replaced_by: UserId,
}

/// Which contributions of a consultation to read; `None` leaves that out of account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContributionFilter {
    pub state: Option<ContributionState>,
    pub channel: Option<IntakeChannel>,
    /// About this topic.
    pub topic: Option<Slug>,
    /// Whose answer is so far.
    pub position: Option<PositionState>,
    pub verdict: Option<VerdictCode>,
    /// Which say the same as this one, itself included.
    pub group: Option<ContributionId>,
}
