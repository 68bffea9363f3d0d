//! Contributions and answers in words, and what can be chosen.

use crate::domain::caller::CallerKind;
use crate::domain::contribution::{Body, ContributionState, IntakeChannel};
use crate::domain::language::Language;
use crate::domain::position::{Position, PositionState, VerdictSet};
use crate::domain::topic::{KeptTopic, Topic};
use crate::i18n::{Texts, languages, sentences};
use crate::web::page::form::Choice;

pub fn state(state: ContributionState, t: Texts) -> String {
    t.say(&format!("contribution-state-{}", state.code()))
}

pub fn channel(channel: IntakeChannel, t: Texts) -> String {
    t.say(&format!("intake-{}", channel.code()))
}

fn caller(caller: CallerKind, t: Texts) -> String {
    t.say(&format!("caller-kind-{}", caller.code()))
}

pub fn position_state(state: PositionState, t: Texts) -> String {
    t.say(&format!("position-state-{}", state.code()))
}

/// What is answered, as far as it is: `uwzględniona · do weryfikacji`.
pub fn position(position: &Position, set: &VerdictSet, t: Texts) -> String {
    let verdict = position.verdict.as_ref().and_then(|code| set.of(code));
    let mut said: Vec<String> = verdict
        .map(|verdict| sentences::position_verdict(verdict, t.locale()))
        .into_iter()
        .collect();
    said.push(position_state(position.state, t));
    said.join(" · ")
}

/// What an entry of a list says under its text.
pub fn facts(body: &Body, t: Texts) -> Vec<String> {
    let language = body.language.as_ref().filter(|language| language.code() != "pl");
    let language = language.map(|language| languages::name(language, t.locale()));
    let topics = body.topics.iter().map(|topic| topic.label.clone());
    let part = body.part.clone();
    topics.chain(part).chain(language).collect()
}

/// One of all, or nothing of the kind under `none`.
fn or_none(none: String, chosen: &str, all: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    std::iter::once((String::new(), none))
        .chain(all)
        .map(|(value, label)| Choice::new(value, label, chosen))
        .collect()
}

pub fn states(none: &str, chosen: &str, t: Texts) -> Vec<Choice> {
    let all = ContributionState::ALL.iter();
    or_none(
        t.say(none),
        chosen,
        all.map(|one| (one.code().to_owned(), state(*one, t))),
    )
}

pub fn channels_of(some: &[IntakeChannel], none: &str, chosen: &str, t: Texts) -> Vec<Choice> {
    let all = some.iter();
    or_none(
        t.say(none),
        chosen,
        all.map(|one| (one.code().to_owned(), channel(*one, t))),
    )
}

pub fn callers(chosen: &str, t: Texts) -> Vec<Choice> {
    let all = CallerKind::ALL
        .iter()
        .map(|one| (one.code().to_owned(), caller(*one, t)));
    or_none(t.say("manage-contribution-caller-unknown"), chosen, all)
}

pub fn position_states(none: &str, chosen: &str, t: Texts) -> Vec<Choice> {
    let all = PositionState::ALL.iter();
    or_none(
        t.say(none),
        chosen,
        all.map(|one| (one.code().to_owned(), position_state(*one, t))),
    )
}

pub fn verdicts(set: &VerdictSet, none: &str, chosen: &str, t: Texts) -> Vec<Choice> {
    let all = set.all().iter();
    let all = all.map(|one| (one.code.to_string(), sentences::position_verdict(one, t.locale())));
    or_none(t.say(none), chosen, all)
}

pub fn topics(all: &[Topic], none: &str, chosen: &str, t: Texts) -> Vec<Choice> {
    let all = all
        .iter()
        .map(|topic| (topic.code.to_string(), topic.label(t.locale()).to_owned()));
    or_none(t.say(none), chosen, all)
}

/// Topics that can be ticked: those of today, and those it has which are gone.
pub fn topic_ticks(all: &[Topic], kept: &[KeptTopic], ticked: &[String], t: Texts) -> Vec<Choice> {
    let today = all
        .iter()
        .map(|topic| (topic.code.to_string(), topic.label(t.locale()).to_owned()));
    let gone = kept
        .iter()
        .filter(|kept| all.iter().all(|topic| topic.code != kept.code));
    let gone = gone.map(|kept| (kept.code.to_string(), kept.label.clone()));
    today
        .chain(gone)
        .map(|(value, label)| Choice {
            chosen: ticked.contains(&value),
            value,
            label,
        })
        .collect()
}

/// Languages it can have come in; nothing when unknown.
pub fn language_choices(chosen: &str, t: Texts) -> Vec<Choice> {
    let mut all = Language::offered();
    if let Ok(language) = chosen.parse::<Language>()
        && !all.contains(&language)
    {
        all.push(language);
    }
    let all = all
        .iter()
        .map(|one| (one.to_string(), languages::name(one, t.locale())));
    or_none(t.say("manage-contribution-language-unknown"), chosen, all)
}
