//! The duties of all consultations day by day, each with what stands in its way.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::actions::agenda::{self, Agenda};
use crate::domain::agenda::{Other, Shared};
use crate::domain::consultation::Consultation;
use crate::domain::ids::{SlotId, UnitId};
use crate::domain::occupancy::Need;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::{DEFAULT_ZONE, Hours, local};
use crate::i18n::{dates, sentences};
use crate::web::manage::fields;
use crate::web::page::answer::{Answer, Page, html_aside};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::manage::agenda::sample::agenda as week, web::sample};

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/agenda").get(show).draws::<AgendaPage>()]
}

#[derive(Template)]
#[template(path = "manage/agenda/days.html")]
struct AgendaPage {
    page: Layout,
    /// `17–23 czerwca 2024 r.`
    period: String,
    /// How many duties cannot be had as they are drafted.
    clashing: usize,
    days: Vec<AgendaDay>,
    before: String,
    after: String,
}

struct AgendaDay {
    id: NaiveDate,
    day: String,
    today: bool,
    rows: Vec<AgendaRow>,
}

/// A duty, or a time in which another office needs somebody or an extension.
struct AgendaRow {
    /// `off`, `bad`, `quiet` or nothing.
    class: &'static str,
    hours: String,
    /// The duty.
    href: Option<String>,
    /// Whose it is: title, and the office where there are several.
    consultation: String,
    phones: Vec<String>,
    who: String,
    /// What stands in its way, a sentence each.
    clashes: Vec<String>,
    /// That it is cancelled, or nobody has it.
    tag: Option<(&'static str, String)>,
}

impl AgendaPage {
    fn new(page: Layout, agenda: &Agenda, today: NaiveDate) -> Self {
        let told = Told {
            page: &page,
            agenda,
            has_units: agenda
                .consultations
                .values()
                .map(|one| one.unit.id)
                .collect::<BTreeSet<UnitId>>()
                .len()
                > 1,
        };
        let mut days: BTreeMap<NaiveDate, Vec<AgendaRow>> = BTreeMap::new();
        for (of, slot) in &agenda.duties {
            let rows = days.entry(slot.date).or_default();
            rows.extend(agenda.consultations.get(of).map(|of| told.duty(of, slot)));
        }
        for need in &agenda.busy {
            let day = local(need.span.starts_at, DEFAULT_ZONE).date();
            let shown = (agenda.first..=agenda.last).contains(&day);
            days.entry(day).or_default().extend(shown.then(|| told.busy(need)));
        }
        days.retain(|_, rows| !rows.is_empty());
        let days = days.into_iter().map(|(date, rows)| AgendaDay {
            id: date,
            day: sentences::capital(&dates::long_day(date, page.locale())),
            today: date == today,
            rows,
        });
        let link = |day: Option<NaiveDate>| {
            let day = day.unwrap_or(agenda.first);
            format!("/{}/manage/agenda?from={day}", page.lang())
        };
        Self {
            period: dates::period(agenda.first, agenda.last, page.locale()),
            clashing: agenda.clashes.len(),
            days: days.collect(),
            before: link(agenda.first.checked_sub_days(Days::new(7))),
            after: link(agenda.last.succ_opt()),
            page: page.at(format!("/manage/agenda?from={}", agenda.first)),
        }
    }
}

/// Says an agenda in the language of the page.
struct Told<'a> {
    page: &'a Layout,
    agenda: &'a Agenda,
    has_units: bool,
}

impl Told<'_> {
    fn duty(&self, of: &Consultation, slot: &Slot) -> AgendaRow {
        let (t, locale) = (self.page.t, self.page.locale());
        let clashes = self.clashes(slot.id);
        let who = slot.staff.and_then(|id| self.agenda.names.get(&id)).cloned();
        let tag = |class, mark: char, key: &str| Some((class, format!("{mark} {}", t.say(key))));
        AgendaRow {
            class: match slot.state {
                SlotState::Cancelled => "off quiet",
                SlotState::Planned if !clashes.is_empty() => "bad",
                SlotState::Planned => "",
            },
            hours: dates::hours(slot.hours, locale),
            href: Some(format!("/{locale}/manage/c/{}/slots/{}", of.slug, slot.id)),
            consultation: self.title(of),
            phones: slot.extensions.iter().map(|e| e.display.clone()).collect(),
            tag: match (slot.state, slot.staff) {
                (SlotState::Cancelled, _) => tag("", '✗', "manage-tag-cancelled"),
                (SlotState::Planned, _) if !clashes.is_empty() => tag("tag-stop", '✗', "manage-agenda-clash"),
                (SlotState::Planned, None) => tag("tag-warn", '!', "manage-tag-unassigned"),
                (SlotState::Planned, Some(_)) => None,
            },
            who: who.unwrap_or_else(|| t.say("manage-nobody-yet")),
            clashes,
        }
    }

    fn title(&self, of: &Consultation) -> String {
        let title = of.texts.title(self.page.locale()).text;
        match self.has_units {
            true => format!("{title} · {}", of.unit.name(self.page.locale()).text),
            false => title.to_owned(),
        }
    }

    /// A sentence for each duty in the way.
    fn clashes(&self, slot: SlotId) -> Vec<String> {
        let mut by_other: BTreeMap<Other, Vec<String>> = BTreeMap::new();
        for clash in self.agenda.clashes.get(&slot).into_iter().flatten() {
            by_other.entry(clash.with).or_default().push(self.shared(&clash.shared));
        }
        let clashes = by_other.into_iter();
        clashes
            .map(|(with, shared)| self.clash(with, &shared.join(", ")))
            .collect()
    }

    fn shared(&self, shared: &Shared) -> String {
        match shared {
            Shared::Extension(phone) => phone.grouped(),
            Shared::Person(person) => self.agenda.names.get(person).cloned().unwrap_or_default(),
        }
    }

    /// `12 616 5769: w tym czasie także dyżur 15.00–18.00, „Zielony skwer”.`
    fn clash(&self, with: Other, shared: &str) -> String {
        let t = self.page.t;
        let told = match with {
            Other::Drafted(id) => {
                let mut duties = self.agenda.duties.iter();
                let found = duties.find(|(_, slot)| slot.id == id);
                found.map(|(of, slot)| ("drafted", *of, dates::hours(slot.hours, t.locale())))
            }
            Other::Published(of, _) => Some(("published", of, String::new())),
            Other::Elsewhere => None,
        };
        let Some((known, of, hours)) = told else {
            return t.say_one("manage-agenda-clash-elsewhere", "shared", shared);
        };
        let of = self.agenda.consultations.get(&of);
        let title = of.map(|of| self.title(of)).unwrap_or_default();
        let values = [
            ("shared", shared.into()),
            ("title", title.into()),
            ("hours", hours.into()),
        ];
        t.say_with(&format!("manage-agenda-clash-{known}"), &values)
    }

    /// Nothing but when, and who or which extension.
    fn busy(&self, need: &Need) -> AgendaRow {
        let time = |at| local(at, DEFAULT_ZONE).time();
        let hours = Hours {
            start: time(need.span.starts_at),
            end: time(need.span.ends_at),
        };
        let who = need.person.and_then(|id| self.agenda.names.get(&id)).cloned();
        AgendaRow {
            class: "quiet",
            hours: dates::hours(hours, self.page.locale()),
            href: None,
            consultation: self.page.say("manage-agenda-busy"),
            phones: need.phones.iter().map(|phone| phone.grouped()).collect(),
            who: who.unwrap_or_default(),
            clashes: Vec::new(),
            tag: None,
        }
    }
}

#[derive(Deserialize)]
struct AgendaQuery {
    /// The first day.
    from: Option<String>,
}

async fn show(visit: Visit, query: web::Query<AgendaQuery>) -> Answer {
    let from = query.from.as_deref().and_then(fields::date);
    let agenda = agenda::of_offices(visit.cx(), &visit.actor, from).await?;
    let today = local(visit.now(), DEFAULT_ZONE).date();
    let page = AgendaPage::new(visit.layout(), &agenda, today);
    html_aside(StatusCode::OK, page).await
}

impl Page for AgendaPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |agenda: &Agenda| {
            let page = sample::coordinator(locale, "/manage/agenda");
            Self::new(page, agenda, sample::date(6, 20))
        };
        let empty = Agenda {
            consultations: BTreeMap::new(),
            duties: Vec::new(),
            clashes: BTreeMap::new(),
            busy: Vec::new(),
            ..week()
        };
        vec![("agenda", draw(&week())), ("agenda-empty", draw(&empty))]
    }
}
