//! The desk: my running duty, my next ones.

use std::collections::BTreeSet;

use askama::Template;
use chrono::{DateTime, Utc};

use crate::domain::consultation::Consultation;
use crate::domain::ids::SlotId;
use crate::domain::roster::{PublishedSlot, SlotState};
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::web::Shell;

/// What the desk is made from.
#[derive(Debug, Clone, Default)]
pub struct DeskFacts {
    /// My duties that are not over, by start, each with its consultation.
    pub duties: Vec<(Consultation, PublishedSlot)>,
    /// Those of them that I have confirmed.
    pub confirmed: BTreeSet<SlotId>,
    /// Whether the account belongs to somebody who takes duties.
    pub is_staff: bool,
    /// Calls I logged today.
    pub calls_today: usize,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/desk.html")]
pub struct DeskPage {
    t: Texts,
    shell: Shell,
    running: Option<Running>,
    next_line: Option<String>,
    today: String,
    is_staff: bool,
    duties: Vec<MyDuty>,
}

#[derive(Debug, Clone)]
struct Running {
    head: String,
    numbers: String,
    consultation: String,
    log_call: String,
}

#[derive(Debug, Clone)]
struct MyDuty {
    day: String,
    distance: String,
    hours: String,
    numbers: String,
    consultation: String,
    confirmed: bool,
}

impl DeskPage {
    /// The desk at an instant.
    pub fn new(shell: Shell, facts: &DeskFacts, now: DateTime<Utc>) -> Self {
        let t = shell.texts();
        let live = || facts.duties.iter().filter(|(_, slot)| slot.state == SlotState::Planned);
        let running = live().find(|(_, slot)| slot.span.contains(now));
        let coming: Vec<MyDuty> = live()
            .filter(|(_, slot)| slot.span.starts_at > now)
            .map(|(consultation, slot)| my_duty(consultation, slot, facts, t, now))
            .collect();
        Self {
            running: running.map(|(consultation, slot)| Running {
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
                let when = format!("{}, {}, {}", duty.distance, duty.day, duty.hours);
                t.say_one("desk-next-line", "when", when)
            }),
            today: t.say_one("desk-today", "calls", t.say_n("count-calls", facts.calls_today)),
            is_staff: facts.is_staff,
            duties: coming,
            shell,
            t,
        }
    }

    fn waits(&self) -> bool {
        self.duties.iter().any(|duty| !duty.confirmed)
    }
}

fn my_duty(
    consultation: &Consultation,
    slot: &PublishedSlot,
    facts: &DeskFacts,
    t: Texts,
    now: DateTime<Utc>,
) -> MyDuty {
    let today = local(now, consultation.zone).date();
    MyDuty {
        day: dates::weekday_day(slot.date, t.locale()),
        distance: dates::relative_day(slot.date, today, t.locale()),
        hours: dates::hours(slot.hours, t.locale()),
        numbers: numbers(slot),
        consultation: title(consultation, t),
        confirmed: facts.confirmed.contains(&slot.id),
    }
}

fn numbers(slot: &PublishedSlot) -> String {
    let numbers: Vec<&str> = slot.lines.iter().map(|line| line.display.as_str()).collect();
    numbers.join(" · ")
}

fn title(consultation: &Consultation, t: Texts) -> String {
    consultation.texts.title(t.locale()).text.to_owned()
}
