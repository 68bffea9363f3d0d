//! The desk: my running duty, my next ones.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::call;
use crate::actions::duty::{self, MyDuty};
use crate::domain::consultation::Consultation;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::roster::SlotState;
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::web::desk::duty::{extensions_of, zone_of};
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;

pub fn route() -> PageRoute {
    page("/desk").get(show).draws::<DeskPage>()
}

#[derive(Template)]
#[template(path = "desk/home.html")]
struct DeskPage {
    page: Layout,
    running: Option<Running>,
    next_line: Option<String>,
    today: String,
    is_staff: bool,
    duties: Vec<DutyRow>,
}

struct Running {
    head: String,
    extensions: String,
    consultation: String,
    log_call: String,
}

struct DutyRow {
    day: String,
    distance: String,
    hours: String,
    extensions: String,
    consultation: String,
    confirmed: bool,
}

/// What the desk is made of.
#[derive(Default)]
struct Desk {
    duties: Vec<MyDuty>,
    /// Whether the account belongs to somebody who takes duties.
    is_staff: bool,
    calls_today: i64,
}

impl DeskPage {
    fn new(page: Layout, desk: &Desk, now: DateTime<Utc>) -> Self {
        let t = page.t;
        let live = || desk.duties.iter().filter(|duty| duty.slot.state == SlotState::Planned);
        let running = live().find(|duty| duty.slot.span.contains(now));
        let coming = live().filter(|duty| duty.slot.span.starts_at > now);
        let coming: Vec<DutyRow> = coming.map(|duty| DutyRow::new(duty, t, now)).collect();
        Self {
            running: running.map(|duty| Running::new(duty, t)),
            next_line: coming.first().map(|duty| {
                let when = format!("{}, {} ({})", duty.day, duty.hours, duty.distance);
                t.say_one("desk-next-line", "when", when)
            }),
            today: t.say_one("desk-today", "calls", t.say_n("count-calls", desk.calls_today)),
            is_staff: desk.is_staff,
            duties: coming,
            page,
        }
    }

    fn waits(&self) -> bool {
        self.duties.iter().any(|duty| !duty.confirmed)
    }
}

impl Running {
    fn new(MyDuty { consultation, slot, .. }: &MyDuty, t: Texts) -> Self {
        let until = dates::time(local(slot.span.ends_at, consultation.zone).time(), t.locale());
        Self {
            head: t.say_one("desk-running", "time", until),
            extensions: extensions_of(slot),
            consultation: title(consultation, t),
            log_call: format!("/{}/desk/calls/new?consultation={}", t.lang(), consultation.slug),
        }
    }
}

impl DutyRow {
    fn new(duty: &MyDuty, t: Texts, now: DateTime<Utc>) -> Self {
        let MyDuty { consultation, slot, .. } = duty;
        let today = local(now, consultation.zone).date();
        Self {
            day: dates::weekday_day(slot.date, t.locale()),
            distance: dates::relative_day(slot.date, today, t.locale()),
            hours: dates::hours(slot.hours, t.locale()),
            extensions: extensions_of(slot),
            consultation: title(consultation, t),
            confirmed: duty.confirmed_at.is_some(),
        }
    }
}

fn title(consultation: &Consultation, t: Texts) -> String {
    consultation.texts.title(t.locale()).text.to_owned()
}

async fn show(visit: Visit) -> Answer {
    let duties = duty::mine(visit.cx(), &visit.actor).await?;
    let today = local(visit.now(), zone_of(&duties)).date();
    let desk = Desk {
        is_staff: visit.actor.staff.is_some(),
        calls_today: call::count_mine(visit.cx(), &visit.actor, today, zone_of(&duties)).await?,
        duties,
    };
    html(&DeskPage::new(visit.layout(), &desk, visit.now()))
}

impl Page for DeskPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use chrono::Datelike;

        use crate::web::public::sample::{at, otwarty_krakow};
        let facts = otwarty_krakow();
        let slots = facts.slots;
        let mine = slots
            .iter()
            .filter(|slot| [20, 27].contains(&slot.date.day()) || slot.date > slots[12].date);
        let duties = mine.map(|slot| MyDuty {
            consultation: facts.consultation.clone(),
            slot: slot.clone(),
            confirmed_at: Some(at(6, 14, 12, 0)).filter(|_| slot.date < slots[10].date),
        });
        let desk = Desk {
            duties: duties.collect(),
            is_staff: true,
            calls_today: 3,
        };
        let nothing = Desk {
            is_staff: true,
            ..Desk::default()
        };
        let draw = |desk: &Desk, hour, minute| Self::new(sample::staff(locale, "/desk"), desk, at(6, 20, hour, minute));
        vec![
            ("desk", draw(&desk, 15, 40)),
            ("desk-before", draw(&desk, 12, 0)),
            ("desk-empty", draw(&nothing, 12, 0)),
            ("desk-no-staff", draw(&Desk::default(), 12, 0)),
        ]
    }
}
