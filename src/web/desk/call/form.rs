//! The form of a call as typed.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::domain::call::{CallKind, CallOutcome, NewCall};
use crate::domain::consultation::Consultation;
use crate::domain::contribution::NewContribution;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::CallId;
use crate::domain::slug::Slug;
use crate::domain::time::{Hours, Span, local, read_instant};
use crate::web::page::address::with_query;
use crate::web::page::form::FormErrors;

/// The form as it comes from the browser; nothing in it has been checked.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CallForm {
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
    pub fn empty(consultation: &Consultation, now: DateTime<Utc>) -> Self {
        Self {
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
        let fields = self.contributions.len().max(1) + 1;
        self.contributions.resize(fields, String::new());
        self
    }

    /// Whether to open the next form after saving.
    pub fn then_new(&self) -> bool {
        self.then != "show"
    }

    /// The call that was typed, or what cannot be read. Whether the consultation takes such a call is the action's to say.
    pub fn read(&self, id: CallId, consultation: &Consultation) -> Result<NewCall, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut refuse = |field: &str, code| faults.push(FieldError::new(field, code));
        let opened = read_instant(&self.started_at);
        let code = if self.quick.is_empty() { &self.kind } else { &self.quick };
        let kind = CallKind::from_code(code);
        if kind.is_none() {
            refuse("kind", Fault::KindMissing);
        }
        let started_at = self.started_at(opened, consultation.zone);
        if started_at.is_err() {
            refuse("started", Fault::StartedBad);
        }
        let topics: Vec<_> = self.topics.iter().filter_map(|code| code.parse().ok()).collect();
        if topics.len() != self.topics.len() {
            refuse("topics", Fault::UnknownTopic);
        }
        match (kind, started_at) {
            (Some(kind), Ok(started_at)) if faults.is_empty() => Ok(NewCall {
                id,
                consultation: consultation.slug.clone(),
                started_at,
                kind,
                outcome: CallOutcome::from_code(&self.outcome),
                topics,
                other_topic: None,
                caller: None,
                language: self.language.parse().ok(),
                note: Some(trimmed(&self.note)).filter(|note| !note.is_empty()),
                contributions: self
                    .contributions
                    .iter()
                    .map(|text| NewContribution::from(trimmed(text).as_str()))
                    .filter(|one| !one.text.is_empty())
                    .collect(),
            }),
            _ => Err(faults),
        }
    }

    /// What was typed, to be sent again as it is: name and value. What to do afterwards is left to the button.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let kind = if self.quick.is_empty() { &self.kind } else { &self.quick };
        let mut fields = vec![
            ("started_at", self.started_at.clone()),
            ("started", self.started.clone()),
            ("kind", kind.clone()),
            ("outcome", self.outcome.clone()),
            ("language", self.language.clone()),
            ("note", self.note.clone()),
        ];
        fields.extend(self.topics.iter().map(|topic| ("topics", topic.clone())));
        fields.extend(self.contributions.iter().map(|text| ("contributions", text.clone())));
        fields
    }

    /// What an action found wrong, at the fields of this form: empty contributions are not sent to it, so that its
    /// second may be the form's third.
    pub fn placed(&self, errors: FormErrors) -> FormErrors {
        let filled = self.contributions.iter().enumerate();
        let filled = filled.filter(|(_, text)| !trimmed(text).is_empty());
        filled.enumerate().fold(
            errors.unlabelled().renamed("started_at", "started"),
            |errors, (sent, (typed, _))| {
                errors.renamed(&format!("contributions[{sent}].text"), &contribution_field(typed))
            },
        )
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

/// The address of the form of a call, without the language; `saved` is the id of the call saved just before, if any. It
/// names consultation and id, so that whoever opens it again finds the same call: reloaded, in another language, in a second
/// tab, or by going back.
pub fn form_address(consultation: &Slug, id: CallId, saved: &str) -> String {
    let id = id.to_string();
    let values = [("consultation", consultation.as_str()), ("id", &id), ("saved", saved)];
    with_query("/desk/calls/new", &values)
}

/// Name of the field of a contribution, from 0; the first is where messages about all of them are shown.
pub fn contribution_field(index: usize) -> String {
    match index {
        0 => "contributions".to_owned(),
        index => format!("contribution-{}", index + 1),
    }
}

/// Lines end as the browser sends them; they are stored as `\n`.
fn trimmed(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn clock(at: DateTime<Utc>, zone: Tz) -> String {
    local(at, zone).format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::public::sample::{at, otwarty_krakow};

    fn read(change: impl FnOnce(&mut CallForm)) -> Result<NewCall, Vec<FieldError>> {
        let consultation = otwarty_krakow().consultation;
        let mut form = CallForm::empty(&consultation, at(6, 20, 15, 42));
        form.kind = "question".to_owned();
        change(&mut form);
        form.read(CallId(uuid::Uuid::from_u128(7)), &consultation)
    }

    #[test]
    fn a_form_left_as_it_was_begins_when_it_was_opened() {
        let call = read(|_| {}).unwrap();
        assert_eq!(call.started_at, Some(at(6, 20, 15, 42)));
        assert_eq!(call.kind, CallKind::Question);
        assert!(call.contributions.is_empty());
    }

    #[test]
    fn a_typed_time_lies_on_the_same_day() {
        for typed in ["15:30", "15.30", "15 30"] {
            let call = read(|form| form.started = typed.to_owned()).unwrap();
            assert_eq!(call.started_at, Some(at(6, 20, 15, 30)), "{typed}");
        }
        let faults = read(|form| form.started = "wczoraj".to_owned()).unwrap_err();
        assert_eq!(faults, [FieldError::new("started", Fault::StartedBad)]);
    }

    #[test]
    fn a_quick_button_wins_over_the_chosen_kind() {
        let call = read(|form| form.quick = "hung_up".to_owned()).unwrap();
        assert_eq!(call.kind, CallKind::HungUp);
    }

    #[test]
    fn a_kind_is_needed_and_empty_texts_do_not_count() {
        let faults = read(|form| form.kind.clear()).unwrap_err();
        assert_eq!(faults, [FieldError::new("kind", Fault::KindMissing)]);
        let call = read(|form| form.contributions = vec![" ".to_owned(), " dwa\r\nwiersze ".to_owned()]).unwrap();
        assert_eq!(call.contributions, [NewContribution::from("dwa\nwiersze")]);
    }
}
