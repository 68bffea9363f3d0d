//! A call of the register in words.

use crate::domain::call::{Call, NewCall};
use crate::domain::consultation::Consultation;
use crate::domain::language::Locale;
use crate::domain::time::local;
use crate::domain::topic::Topic;
use crate::i18n::{Texts, dates, languages, sentences};

pub struct CallView {
    /// When it began, in full and short.
    pub when: String,
    pub short: String,
    pub kind: String,
    /// Outcome, language, topics: whatever is known.
    pub facts: Vec<String>,
    pub note: Option<String>,
    pub contributions: Vec<ContributionView>,
    pub late: bool,
}

pub struct ContributionView {
    pub number: i32,
    pub text: String,
    pub state: String,
}

impl CallView {
    pub fn new(call: &Call, consultation: &Consultation, t: Texts) -> Self {
        let (locale, begun) = (t.locale(), local(call.started_at, consultation.zone));
        let outcome = call.outcome.map(|outcome| sentences::call_outcome(outcome, locale));
        let language = call.language.as_ref().map(|language| languages::name(language, locale));
        let topics = call.topics.iter().map(|topic| topic.label.clone());
        let contributions = call.contributions.iter().map(|contribution| ContributionView {
            number: contribution.number,
            text: contribution.words.text.clone(),
            state: t.say(&format!("contribution-state-{}", contribution.state.code())),
        });
        Self {
            when: dates::moment(begun, locale),
            short: dates::short_moment(begun, locale),
            kind: sentences::call_kind(call.kind, locale),
            facts: outcome.into_iter().chain(language).chain(topics).collect(),
            note: call.note.clone(),
            contributions: contributions.collect(),
            late: call.late,
        }
    }
}

/// Other content that was sent under a call's id.
pub struct OtherView {
    /// When it came.
    pub when: String,
    pub kind: String,
    pub facts: Vec<String>,
    pub note: Option<String>,
    pub contributions: Vec<String>,
}

impl OtherView {
    /// `when` is when it came; a topic that is gone is told by its code.
    pub fn new(when: String, sent: &NewCall, topics: &[Topic], locale: Locale) -> Self {
        let outcome = sent.outcome.map(|outcome| sentences::call_outcome(outcome, locale));
        let language = sent.language.as_ref().map(|language| languages::name(language, locale));
        let topics = sent.topics.iter().map(|code| {
            let known = topics.iter().find(|topic| topic.code == *code);
            known.map_or_else(|| code.to_string(), |topic| topic.label(Locale::Pl).to_owned())
        });
        Self {
            when,
            kind: sentences::call_kind(sent.kind, locale),
            facts: outcome.into_iter().chain(language).chain(topics).collect(),
            note: sent.note.clone(),
            contributions: sent.contributions.iter().map(|words| words.text.clone()).collect(),
        }
    }
}
