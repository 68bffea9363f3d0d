//! A call in words.

use chrono_tz::Tz;

use crate::domain::call::{Call, NewCall};
use crate::domain::time::local;
use crate::domain::topic::Topic;
use crate::i18n::{Texts, dates, languages, list as listed, sentences};

/// A logged call in words, or one as it was sent.
pub struct CallView {
    pub href: String,
    pub started: String,
    pub kind: String,
    pub outcome: Option<String>,
    pub topics: String,
    pub language: Option<String>,
    pub note: Option<String>,
    pub late: bool,
    pub contributions: Vec<ContributionView>,
}

pub struct ContributionView {
    pub number: Option<i32>,
    pub text: String,
    pub state: Option<String>,
}

impl CallView {
    pub fn new(call: &Call, zone: Tz, t: Texts) -> Self {
        let locale = t.locale();
        let topics: Vec<&str> = call.topics.iter().map(|topic| topic.label.as_str()).collect();
        Self {
            href: format!("/{}/desk/calls/{}", t.lang(), call.id),
            started: dates::moment(local(call.started_at, zone), locale),
            kind: sentences::call_kind(call.kind, locale),
            outcome: call.outcome.map(|outcome| sentences::call_outcome(outcome, locale)),
            topics: topics.join(", "),
            language: call.language.as_ref().map(|language| languages::name(language, locale)),
            note: call.note.clone(),
            late: call.late,
            contributions: call
                .contributions
                .iter()
                .map(|contribution| ContributionView {
                    number: Some(contribution.number),
                    text: contribution.words.text.clone(),
                    state: Some(t.say(&format!("contribution-state-{}", contribution.state.code()))),
                })
                .collect(),
        }
    }

    /// A call that was sent and not logged: it has no address, and its contributions no numbers.
    pub fn sent(call: &NewCall, topics: &[Topic], zone: Tz, t: Texts) -> Self {
        let locale = t.locale();
        let labels: Vec<&str> = topics
            .iter()
            .filter(|topic| call.topics.contains(&topic.code))
            .map(|topic| topic.label(locale))
            .collect();
        Self {
            href: String::new(),
            started: call
                .started_at
                .map(|at| dates::moment(local(at, zone), locale))
                .unwrap_or_default(),
            kind: sentences::call_kind(call.kind, locale),
            outcome: call.outcome.map(|outcome| sentences::call_outcome(outcome, locale)),
            topics: labels.join(", "),
            language: call.language.as_ref().map(|language| languages::name(language, locale)),
            note: call.note.clone(),
            late: false,
            contributions: call
                .contributions
                .iter()
                .map(|words| ContributionView {
                    number: None,
                    text: words.text.clone(),
                    state: None,
                })
                .collect(),
        }
    }
}

/// The numbers its contributions were given, in a sentence.
pub fn numbers(call: &Call, t: Texts) -> Option<String> {
    if call.contributions.is_empty() {
        return None;
    }
    let numbers: Vec<String> = call.contributions.iter().map(|c| c.number.to_string()).collect();
    Some(t.say_with(
        "saved-number",
        &[
            ("n", numbers.len().into()),
            ("numbers", listed(&numbers, t.locale()).into()),
        ],
    ))
}
