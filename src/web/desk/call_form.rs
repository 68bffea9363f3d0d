//! The form of a call: what was typed, what is wrong with it, and the page it stands on.

use askama::Template;
use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::domain::call::{CallKind, CallOutcome, NewCall};
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::ids::CallId;
use crate::domain::language::Language;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::{Hours, Span, local, read_instant};
use crate::domain::topic::Topic;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;

/// The form as it comes from the browser; nothing in it has been checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CallForm {
    /// Minted by the server when the form was opened.
    pub id: String,
    /// Slug of the consultation.
    pub consultation: String,
    /// When the form was opened, RFC 3339.
    pub started_at: String,
    /// The local time of the start as typed, `15:42`.
    pub started: String,
    /// Code of the kind.
    pub kind: String,
    /// Code of a kind that is saved at once; wins over `kind`.
    pub quick: String,
    /// Codes of topics.
    pub topics: Vec<String>,
    /// Texts of contributions; empty ones do not count.
    pub contributions: Vec<String>,
    /// Code of the outcome.
    pub outcome: String,
    /// Code of the language.
    pub language: String,
    /// Internal note.
    pub note: String,
    /// What to do after saving: `new` or `show`.
    pub then: String,
    /// Not to save yet: one more field for a contribution is wanted.
    pub more: String,
}

impl CallForm {
    /// An empty form of a call that begins now.
    pub fn empty(id: CallId, consultation: &Consultation, now: DateTime<Utc>) -> Self {
        Self {
            id: id.to_string(),
            consultation: consultation.slug.as_str().to_owned(),
            started_at: now.to_rfc3339(),
            started: clock(now, consultation.zone),
            contributions: vec![String::new()],
            ..Self::default()
        }
    }

    /// Whether the browser asks for one more field instead of saving.
    pub fn wants_more(&self) -> bool {
        !self.more.is_empty() && self.quick.is_empty()
    }

    /// The form with one more field.
    #[must_use]
    pub fn with_more(mut self) -> Self {
        self.contributions.push(String::new());
        self
    }

    /// Whether to open the next form after saving.
    pub fn then_new(&self) -> bool {
        self.then != "show"
    }

    /// The call that was typed.
    ///
    /// # Errors
    /// A message for each field that cannot be read. Rules that need the consultation are the action's.
    pub fn read(&self, zone: Tz, t: Texts) -> Result<NewCall, FormErrors> {
        let mut errors = FormErrors::none();
        let id: Option<CallId> = self.id.parse().ok();
        let consultation = self.consultation.parse().ok();
        let opened = read_instant(&self.started_at);
        let code = if self.quick.is_empty() { &self.kind } else { &self.quick };
        let kind = CallKind::from_code(code);
        if kind.is_none() {
            errors.add("kind", t.say("call-kind-missing"));
        }
        let started_at = self.started_at(opened, zone);
        if started_at.is_err() {
            errors.add("started", t.say("call-started-bad"));
        }
        let topics: Vec<_> = self.topics.iter().filter_map(|code| code.parse().ok()).collect();
        if topics.len() != self.topics.len() {
            errors.add("topics", t.say("call-fault-unknown-topic"));
        }
        match (id, consultation, kind, started_at) {
            (Some(id), Some(consultation), Some(kind), Ok(started_at)) if errors.is_empty() => Ok(NewCall {
                id,
                consultation,
                started_at,
                kind,
                outcome: CallOutcome::from_code(&self.outcome),
                topics,
                language: self.language.parse().ok(),
                note: Some(trimmed(&self.note)).filter(|note| !note.is_empty()),
                contributions: self
                    .contributions
                    .iter()
                    .map(|text| trimmed(text))
                    .filter(|text| !text.is_empty())
                    .collect(),
            }),
            (id, consultation, ..) => {
                if id.is_none() || consultation.is_none() {
                    errors.add("kind", t.say("call-form-broken"));
                }
                Err(errors)
            }
        }
    }

    /// What an action found wrong, at the fields of this form: empty contributions are not sent to it, so that its second may
    /// be the form's third.
    pub fn placed(&self, errors: FormErrors) -> FormErrors {
        let filled = self.contributions.iter().enumerate();
        let filled = filled.filter(|(_, text)| !trimmed(text).is_empty());
        filled
            .enumerate()
            .fold(errors.renamed("started_at", "started"), |errors, (sent, (typed, _))| {
                errors.renamed(&format!("contributions[{sent}].text"), &contribution_field(typed))
            })
    }

    /// The typed time on the day the form was opened; the very second of opening when the time was left as it was.
    fn started_at(&self, opened: Option<DateTime<Utc>>, zone: Tz) -> Result<Option<DateTime<Utc>>, ()> {
        let typed = self.started.trim();
        let Some(opened) = opened else {
            return Ok(None);
        };
        if typed.is_empty() || typed == clock(opened, zone) {
            return Ok(Some(opened));
        }
        let time = NaiveTime::parse_from_str(&typed.replace(['.', ' '], ":"), "%H:%M").map_err(|_| ())?;
        let hours = Hours { start: time, end: time };
        Ok(Some(Span::of(local(opened, zone).date(), hours, zone).starts_at))
    }
}

/// Name of the field of a contribution, from 0; the first is where messages about all of them stand.
fn contribution_field(index: usize) -> String {
    match index {
        0 => "contributions".to_owned(),
        index => format!("contribution-{}", index + 1),
    }
}

/// Lines end as the browser sends them; they are kept as `\n`.
fn trimmed(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn clock(at: DateTime<Utc>, zone: Tz) -> String {
    local(at, zone).format("%H:%M").to_string()
}

/// A value that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub code: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What was saved just before, shown above the next form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedNotice {
    /// `Numer uwagi: 12`, when the call brought contributions.
    pub numbers: Option<String>,
    /// Where it can be seen.
    pub href: String,
}

/// What the form needs to know of its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct CallFormFacts<'a> {
    /// The consultation the call is about.
    pub consultation: &'a Consultation,
    /// Its topics, in order.
    pub topics: &'a [Topic],
    /// The duty that runs, if one does.
    pub running: Option<&'a PublishedSlot>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// The page of the form.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/call_form.html")]
pub struct CallFormPage {
    page: Layout,
    line: String,
    consultation_title: String,
    elapsed: i64,
    started_shown: String,
    typed: CallForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    quick_kinds: Vec<Choice>,
    topics: Vec<Choice>,
    outcomes: Vec<Choice>,
    languages: Vec<Choice>,
    informs: bool,
    confirms: bool,
    open: bool,
    saved: Option<SavedNotice>,
}

impl CallFormPage {
    /// The form with what was typed so far and what is wrong with it.
    pub fn new(page: Layout, facts: CallFormFacts<'_>, mut typed: CallForm, errors: FormErrors) -> Self {
        let t = page.t;
        let locale = t.locale();
        let zone = facts.consultation.zone;
        if typed.contributions.is_empty() {
            typed.contributions.push(String::new());
        }
        let opened = read_instant(&typed.started_at).unwrap_or(facts.now);
        let kind = |kind: &CallKind| Choice {
            code: kind.code().to_owned(),
            label: sentences::call_kind(*kind, locale),
            chosen: typed.kind == kind.code(),
        };
        let informs = facts.consultation.phone_mode == PhoneMode::Informs;
        let folded = ["language", "note", "started"];
        Self {
            line: facts.running.map_or_else(
                || t.say("call-title"),
                |slot| {
                    let until = dates::time(local(slot.span.ends_at, zone).time(), locale);
                    let numbers: Vec<&str> = slot
                        .extensions
                        .iter()
                        .map(|extension| extension.display.as_str())
                        .collect();
                    t.say_with(
                        "call-line",
                        &[("numbers", numbers.join(" · ").into()), ("time", until.into())],
                    )
                },
            ),
            consultation_title: facts.consultation.texts.title(locale).text.to_owned(),
            elapsed: (facts.now - opened).num_seconds().max(0),
            started_shown: dates::time(local(opened, zone).time(), locale),
            kinds: CallKind::ALL
                .iter()
                .filter(|kind| !kind.is_complete())
                .filter(|kind| !informs || **kind != CallKind::Contribution)
                .map(kind)
                .collect(),
            quick_kinds: CallKind::ALL
                .iter()
                .filter(|kind| kind.is_complete())
                .map(kind)
                .collect(),
            topics: facts
                .topics
                .iter()
                .map(|topic| Choice {
                    code: topic.code.as_str().to_owned(),
                    label: topic.label(locale).to_owned(),
                    chosen: typed.topics.iter().any(|code| code == topic.code.as_str()),
                })
                .collect(),
            outcomes: CallOutcome::ALL
                .iter()
                .map(|outcome| Choice {
                    code: outcome.code().to_owned(),
                    label: sentences::call_outcome(*outcome, locale),
                    chosen: typed.outcome == outcome.code(),
                })
                .collect(),
            languages: Language::offered()
                .iter()
                .map(|language| Choice {
                    code: language.code().to_owned(),
                    label: languages::name(language, locale),
                    chosen: typed.language == language.code(),
                })
                .collect(),
            informs,
            confirms: facts.consultation.phone_mode == PhoneMode::Confirm,
            open: folded.iter().any(|field| errors.at(field))
                || !(typed.note.is_empty() && typed.outcome.is_empty() && typed.language.is_empty()),
            saved: None,
            typed,
            errors,
            page,
        }
    }

    /// The same page with a word about the call saved before.
    #[must_use]
    pub fn after(mut self, saved: SavedNotice) -> Self {
        self.saved = Some(saved);
        self
    }
}

/// Which consultation a call was about, when the desk cannot know.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/choose.html")]
pub struct ChoosePage {
    page: Layout,
    choices: Vec<Choice>,
}

impl ChoosePage {
    /// The consultations to choose from.
    pub fn new(page: Layout, consultations: &[Consultation]) -> Self {
        let t = page.t;
        Self {
            choices: consultations
                .iter()
                .map(|consultation| Choice {
                    code: consultation.slug.as_str().to_owned(),
                    label: consultation.texts.title(t.locale()).text.to_owned(),
                    chosen: false,
                })
                .collect(),
            page,
        }
    }
}
