//! The desk: my running duty, my next ones.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::duty::MyDuty;
use crate::domain::consultation::Consultation;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::web::page::layout::Layout;

/// What the desk is made from.
#[derive(Debug, Clone, Default)]
pub struct DeskFacts {
    /// My duties that are not over, by start.
    pub duties: Vec<MyDuty>,
    /// Whether the account belongs to somebody who takes duties.
    pub is_staff: bool,
    /// Calls I logged today.
    pub calls_today: i64,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/desk.html")]
pub struct DeskPage {
    page: Layout,
    running: Option<Running>,
    next_line: Option<String>,
    today: String,
    is_staff: bool,
    duties: Vec<DutyLine>,
}

#[derive(Debug, Clone)]
struct Running {
    head: String,
    numbers: String,
    consultation: String,
    log_call: String,
}

#[derive(Debug, Clone)]
struct DutyLine {
    day: String,
    distance: String,
    hours: String,
    numbers: String,
    consultation: String,
    confirmed: bool,
}

impl DeskPage {
    /// The desk at an instant.
    pub fn new(page: Layout, facts: &DeskFacts, now: DateTime<Utc>) -> Self {
        let t = page.t;
        let live = || facts.duties.iter().filter(|duty| duty.slot.state == SlotState::Planned);
        let running = live().find(|duty| duty.slot.span.contains(now));
        let coming: Vec<DutyLine> = live()
            .filter(|duty| duty.slot.span.starts_at > now)
            .map(|duty| line(duty, t, now))
            .collect();
        Self {
            running: running.map(|MyDuty { consultation, slot, .. }| Running {
                head: t.say_one(
                    "desk-running",
                    "time",
                    dates::time(local(slot.span.ends_at, consultation.zone).time(), t.locale()),
                ),
                numbers: numbers(slot),
                consultation: title(consultation, t),
                log_call: format!(
                    "/{}/desk/calls/new?consultation={}",
                    t.lang(),
                    consultation.slug.as_str()
                ),
            }),
            next_line: coming.first().map(|duty| {
                let when = format!("{}, {} ({})", duty.day, duty.hours, duty.distance);
                t.say_one("desk-next-line", "when", when)
            }),
            today: t.say_one("desk-today", "calls", t.say_n("count-calls", facts.calls_today)),
            is_staff: facts.is_staff,
            duties: coming,
            page,
        }
    }

    fn waits(&self) -> bool {
        self.duties.iter().any(|duty| !duty.confirmed)
    }
}

fn line(duty: &MyDuty, t: Texts, now: DateTime<Utc>) -> DutyLine {
    let MyDuty { consultation, slot, .. } = duty;
    let today = local(now, consultation.zone).date();
    DutyLine {
        day: dates::weekday_day(slot.date, t.locale()),
        distance: dates::relative_day(slot.date, today, t.locale()),
        hours: dates::hours(slot.hours, t.locale()),
        numbers: numbers(slot),
        consultation: title(consultation, t),
        confirmed: duty.confirmed_at.is_some(),
    }
}

fn numbers(slot: &PublishedSlot) -> String {
    let numbers: Vec<&str> = slot
        .extensions
        .iter()
        .map(|extension| extension.display.as_str())
        .collect();
    numbers.join(" · ")
}

fn title(consultation: &Consultation, t: Texts) -> String {
    consultation.texts.title(t.locale()).text.to_owned()
}
