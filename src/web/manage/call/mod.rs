//! The register of calls with their contributions.

mod entry;
mod register;

use crate::domain::call::Call;
use crate::domain::consultation::Consultation;
use crate::domain::time::local;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    vec![register::route(), entry::route()]
}

/// A call in words.
struct CallView {
    /// When it began, in full and short.
    when: String,
    short: String,
    kind: String,
    /// Outcome, language, topics: whatever is known.
    facts: Vec<String>,
    note: Option<String>,
    contributions: Vec<ContributionView>,
    late: bool,
}

struct ContributionView {
    number: i32,
    text: String,
    state: String,
}

impl CallView {
    fn new(call: &Call, consultation: &Consultation, t: Texts) -> Self {
        let (locale, begun) = (t.locale(), local(call.started_at, consultation.zone));
        let outcome = call.outcome.map(|outcome| sentences::call_outcome(outcome, locale));
        let language = call.language.as_ref().map(|language| languages::name(language, locale));
        let topics = call.topics.iter().map(|topic| topic.label.clone());
        let contributions = call.contributions.iter().map(|contribution| ContributionView {
            number: contribution.number,
            text: contribution.text.clone(),
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
