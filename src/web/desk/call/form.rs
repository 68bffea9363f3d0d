//! The form of a call as typed.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::domain::call::{CallKind, CallOutcome, NewCall};
use crate::domain::consultation::Consultation;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::CallId;
use crate::domain::time::{Hours, Span, local, read_instant};
use crate::web::page::form::FormErrors;

/// The form as it comes from the browser; nothing in it has been checked.
#[derive(Clone, Default, Deserialize)]
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
        let fields = self.contributions.len().max(1) + 1;
        self.contributions.resize(fields, String::new());
        self
    }

    /// Whether to open the next form after saving.
    pub fn then_new(&self) -> bool {
        self.then != "show"
    }

    /// The call that was typed, or what cannot be read. Rules that need the consultation are the action's.
    pub fn read(&self, zone: Tz) -> Result<NewCall, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut refuse = |field: &str, code| faults.push(FieldError::new(field, code));
        let id: Option<CallId> = self.id.parse().ok();
        let consultation = self.consultation.parse().ok();
        let opened = read_instant(&self.started_at);
        let code = if self.quick.is_empty() { &self.kind } else { &self.quick };
        let kind = CallKind::from_code(code);
        if kind.is_none() {
            refuse("kind", Fault::KindMissing);
        }
        let started_at = self.started_at(opened, zone);
        if started_at.is_err() {
            refuse("started", Fault::StartedBad);
        }
        let topics: Vec<_> = self.topics.iter().filter_map(|code| code.parse().ok()).collect();
        if topics.len() != self.topics.len() {
            refuse("topics", Fault::UnknownTopic);
        }
        match (id, consultation, kind, started_at) {
            (Some(id), Some(consultation), Some(kind), Ok(started_at)) if faults.is_empty() => Ok(NewCall {
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
                    faults.push(FieldError::new("kind", Fault::FormBroken));
                }
                Err(faults)
            }
        }
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
    use chrono_tz::Europe::Warsaw;

    use super::*;
    use crate::web::public::sample::{at, otwarty_krakow};

    fn read(change: impl FnOnce(&mut CallForm)) -> Result<NewCall, Vec<FieldError>> {
        let mut form = CallForm::empty(
            CallId(uuid::Uuid::from_u128(7)),
            &otwarty_krakow().consultation,
            at(6, 20, 15, 42),
        );
        form.kind = "question".to_owned();
        change(&mut form);
        form.read(Warsaw)
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
        assert_eq!(call.contributions, ["dwa\nwiersze"]);
    }
}
