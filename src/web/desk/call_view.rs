//! A logged call, alone, in a list and beside another text.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::call::{Call, NewCall};
use crate::domain::ids::CallId;
use crate::domain::time::local;
use crate::domain::topic::Topic;
use crate::i18n::{Texts, dates, languages, list, sentences, text};
use crate::web::desk::call_form::{CallForm, Choice, SavedNotice};
use crate::web::page::layout::Layout;

/// A call in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallView {
    /// Its page.
    pub href: String,
    /// Day and time of the start.
    pub started: String,
    /// Kind.
    pub kind: String,
    /// Outcome.
    pub outcome: Option<String>,
    /// Topics, with the Polish labels they had.
    pub topics: String,
    /// Language spoken.
    pub language: Option<String>,
    /// Internal note.
    pub note: Option<String>,
    /// Whether it began after the consultation ended.
    pub late: bool,
    /// Contributions.
    pub contributions: Vec<ContributionView>,
}

/// A contribution in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributionView {
    /// Its number, once it has one.
    pub number: Option<i32>,
    /// The text.
    pub text: String,
    /// How far it is, when that is worth saying.
    pub state: Option<String>,
}

impl CallView {
    /// A call of the register. `base` is the part of its address before the id: `/pl/desk/calls`.
    pub fn new(call: &Call, zone: Tz, t: Texts, base: &str) -> Self {
        let locale = t.locale();
        let topics: Vec<&str> = call.topics.iter().map(|topic| topic.label.as_str()).collect();
        Self {
            href: format!("{base}/{}", call.id),
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
                    text: contribution.text.clone(),
                    state: Some(text(
                        locale,
                        &format!("contribution-state-{}", contribution.state.code()),
                        &[],
                    )),
                })
                .collect(),
        }
    }

    /// A call that was sent but not saved.
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
                .map(|text| ContributionView {
                    number: None,
                    text: text.clone(),
                    state: None,
                })
                .collect(),
        }
    }
}

/// `Numer uwagi: 12`, `Numery uwag: 12 i 13`; `None` for a call without contributions.
pub fn numbers(call: &Call, t: Texts) -> Option<String> {
    if call.contributions.is_empty() {
        return None;
    }
    let numbers: Vec<String> = call.contributions.iter().map(|c| c.number.to_string()).collect();
    Some(t.say_with(
        "saved-number",
        &[
            ("n", numbers.len().into()),
            ("numbers", list(&numbers, t.locale()).into()),
        ],
    ))
}

/// What is said above the next form of a call saved just before.
pub fn saved_notice(call: &Call, t: Texts) -> SavedNotice {
    SavedNotice {
        numbers: numbers(call, t),
        href: format!("/{}/desk/calls/{}", t.lang(), call.id),
    }
}

/// The page of one call.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/call.html")]
pub struct CallPage {
    page: Layout,
    call: CallView,
    numbers: Option<String>,
    saved: bool,
    next: String,
}

impl CallPage {
    /// The call, and whether it has been saved just now. `slug` is where the next call goes.
    pub fn new(page: Layout, call: &Call, zone: Tz, slug: &str, saved: bool) -> Self {
        let t = page.t;
        Self {
            call: CallView::new(call, zone, t, &format!("/{}/desk/calls", t.lang())),
            numbers: numbers(call, t),
            saved,
            next: format!("/{}/desk/calls/new?consultation={slug}", t.lang()),
            page,
        }
    }

    fn title(&self) -> String {
        self.page.t.say_one("view-title", "when", &self.call.started)
    }
}

/// Two texts for one id: both are shown, neither is lost.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/conflict.html")]
pub struct ConflictPage {
    page: Layout,
    saved: CallView,
    sent: CallView,
    fields: Vec<Choice>,
}

impl ConflictPage {
    /// What is saved, what was sent, and the sent form under a fresh id, to save it as well.
    pub fn new(page: Layout, saved: CallView, sent: CallView, typed: &CallForm, fresh: CallId) -> Self {
        let kind = if typed.quick.is_empty() {
            &typed.kind
        } else {
            &typed.quick
        };
        let mut fields = vec![
            ("id", fresh.to_string()),
            ("consultation", typed.consultation.clone()),
            ("started_at", typed.started_at.clone()),
            ("started", typed.started.clone()),
            ("kind", kind.clone()),
            ("outcome", typed.outcome.clone()),
            ("language", typed.language.clone()),
            ("note", typed.note.clone()),
        ];
        fields.extend(typed.topics.iter().map(|topic| ("topics", topic.clone())));
        fields.extend(typed.contributions.iter().map(|text| ("contributions", text.clone())));
        Self {
            page,
            saved,
            sent,
            fields: fields
                .into_iter()
                .map(|(name, value)| Choice {
                    code: name.to_owned(),
                    label: value,
                    chosen: false,
                })
                .collect(),
        }
    }
}

/// Calls I logged, newest first, by day.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/calls.html")]
pub struct CallsPage {
    page: Layout,
    days: Vec<CallsDay>,
    is_older: bool,
    older: Option<String>,
}

#[derive(Debug, Clone)]
struct CallsDay {
    heading: String,
    calls: Vec<CallLine>,
}

#[derive(Debug, Clone)]
struct CallLine {
    href: String,
    time: String,
    kind: String,
    numbers: Option<String>,
    first_words: Option<String>,
}

impl CallsPage {
    /// One page of calls. `older` is the address of the next one; `is_older` tells that this is not the first.
    pub fn new(
        page: Layout,
        calls: &[Call],
        zone: Tz,
        now: DateTime<Utc>,
        is_older: bool,
        older: Option<String>,
    ) -> Self {
        let t = page.t;
        let today = local(now, zone).date();
        let mut days: Vec<(NaiveDate, CallsDay)> = Vec::new();
        for call in calls {
            let started = local(call.started_at, zone);
            let line = call_line(call, zone, t);
            match days.last_mut() {
                Some((date, day)) if *date == started.date() => day.calls.push(line),
                _ => days.push((
                    started.date(),
                    CallsDay {
                        heading: sentences::capital(&format!(
                            "{} ({})",
                            dates::weekday_day(started.date(), t.locale()),
                            dates::relative_day(started.date(), today, t.locale())
                        )),
                        calls: vec![line],
                    },
                )),
            }
        }
        Self {
            days: days.into_iter().map(|(_, day)| day).collect(),
            is_older,
            older,
            page,
        }
    }
}

fn call_line(call: &Call, zone: Tz, t: Texts) -> CallLine {
    let numbers: Vec<String> = call.contributions.iter().map(|c| c.number.to_string()).collect();
    let words = call
        .contributions
        .first()
        .map(|c| c.text.as_str())
        .or(call.note.as_deref());
    CallLine {
        href: format!("/{}/desk/calls/{}", t.lang(), call.id),
        time: dates::time(local(call.started_at, zone).time(), t.locale()),
        kind: sentences::call_kind(call.kind, t.locale()),
        numbers: (!numbers.is_empty()).then(|| t.say_one("my-calls-number", "numbers", list(&numbers, t.locale()))),
        first_words: words.map(shortened),
    }
}

/// The first words of a text, at most 120 characters.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
