//! The duty sheet of a day, for paper: who answers when at which number, with room to tally calls, and whom to ask.
//! What is published, or the draft while nothing is.

use std::collections::BTreeSet;

use actix_web::web;
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::actions::sheet;
use crate::domain::roster::SlotState;
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::export::roster::{Edition, Roster, RosterRow};
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::manage::fields;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    domain::language::Locale,
    domain::revision::PublishedSlot,
    web::sample::{self, at},
};

/// All days at once.
const ALL: &str = "all";

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/c/{slug}/day-sheets").get(show).draws::<DaySheetPage>()]
}

#[derive(Template)]
#[template(path = "manage/roster/day_sheet.html")]
struct DaySheetPage {
    page: Layout,
    title: String,
    /// `wersja 3` or that it is a draft.
    edition: String,
    /// The days that can be chosen.
    days: Vec<Choice>,
    sheets: Vec<DaySheet>,
    /// Who prints it, and their address.
    contact: String,
}

struct DaySheet {
    id: NaiveDate,
    /// `Czwartek, 20 czerwca 2024 r.`
    day: String,
    rows: Vec<DutyLine>,
}

struct DutyLine {
    hours: String,
    phones: Vec<String>,
    who: String,
    /// Languages, and the mode where it is not the telephone alone.
    detail: String,
    /// That it is cancelled, and why.
    cancelled: Option<String>,
}

impl DaySheetPage {
    /// `wanted` is a date or [`ALL`]; otherwise the next day with a duty is shown.
    fn new(page: Layout, roster: &Roster, wanted: &str, today: NaiveDate, contact: String) -> Self {
        let (t, consultation) = (page.t, &roster.consultation);
        let with_duties: BTreeSet<NaiveDate> = roster.rows.iter().map(|row| row.slot.date).collect();
        let next = with_duties.iter().find(|day| **day >= today);
        let next = next.or(with_duties.last()).copied();
        let chosen = match wanted {
            ALL => None,
            day => fields::date(day).filter(|day| with_duties.contains(day)).or(next),
        };
        let value = chosen.map_or_else(|| ALL.to_owned(), |day| day.to_string());
        let all = Choice::new(ALL, t.say("manage-day-sheets-all"), &value);
        let days = with_duties.iter();
        let days = days.map(|day| Choice::new(day.to_string(), dates::weekday_day(*day, t.locale()), &value));
        let shown = with_duties
            .iter()
            .filter(|day| chosen.is_none_or(|chosen| chosen == **day));
        Self {
            title: consultation.texts.title(t.locale()).text.to_owned(),
            edition: match roster.edition {
                Edition::Draft(_) => t.say("manage-day-sheets-draft"),
                Edition::Revision(number) => t.say_n("manage-day-sheets-revision", number),
            },
            days: [all].into_iter().chain(days).collect(),
            sheets: shown.map(|day| DaySheet::new(*day, roster, t)).collect(),
            contact,
            page: page.in_consultation(consultation, "table"),
        }
    }
}

impl DaySheet {
    fn new(day: NaiveDate, roster: &Roster, t: Texts) -> Self {
        let rows = roster.rows.iter().filter(|row| row.slot.date == day);
        Self {
            id: day,
            day: sentences::capital(&dates::long_day(day, t.locale())),
            rows: rows.map(|row| DutyLine::new(row, t)).collect(),
        }
    }
}

impl DutyLine {
    fn new(row: &RosterRow, t: Texts) -> Self {
        let (slot, locale) = (&row.slot, t.locale());
        let mut detail: Vec<String> = languages::names(&slot.languages, locale).into_iter().collect();
        if !slot.answers_phone() && slot.state == SlotState::Planned || slot.extensions.is_empty() {
            detail.push(sentences::slot_mode(slot.mode, locale));
        }
        let cancelled = (slot.state == SlotState::Cancelled).then(|| {
            let words = [
                Some(sentences::slot_state(slot.state, locale)),
                slot.cancel_reason
                    .as_ref()
                    .map(|reason| sentences::cancel_reason(reason, locale)),
            ];
            sentences::capital(&words.into_iter().flatten().collect::<Vec<_>>().join(": "))
        });
        Self {
            hours: dates::hours(slot.hours, locale),
            phones: slot.extensions.iter().map(|printed| printed.display.clone()).collect(),
            who: match &row.staff {
                Some((_, name)) => name.clone(),
                None => t.say("manage-nobody-yet"),
            },
            detail: detail.join(" · "),
            cancelled,
        }
    }
}

#[derive(Default, Deserialize)]
struct DayQuery {
    date: Option<String>,
}

async fn show(visit: Visit<Slug>, query: web::Query<DayQuery>) -> Answer {
    let (roster, email) = sheet::in_force(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let today = local(visit.now(), roster.consultation.zone).date();
    let contact = [Some(visit.actor.name.clone()), email.map(String::from)];
    let contact = contact.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let wanted = query.date.as_deref().unwrap_or_default();
    html(&DaySheetPage::new(visit.layout(), &roster, wanted, today, contact))
}

impl Page for DaySheetPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::actions::roster::CheckedDraft;
        use crate::domain::staff::StaffMember;

        let draw = |draft: CheckedDraft, people: &[StaffMember], wanted: &str, edition| {
            let zone = draft.consultation.zone;
            let row = |slot: &crate::domain::roster::Slot| {
                let holder = people.iter().find(|member| slot.staff == Some(member.id));
                RosterRow {
                    slot: PublishedSlot::of(slot, zone),
                    staff: holder.map(|member| (member.id, member.name.clone())),
                }
            };
            let roster = Roster {
                rows: draft.draft.slots.iter().map(row).collect(),
                consultation: draft.consultation,
                edition,
            };
            let page = sample::coordinator(locale, "/manage/c/otwarty-krakow/day-sheets");
            let contact = "Joanna Wiśniewska, joanna@krakow.example".to_owned();
            let today = local(at(6, 20, 12, 0), zone).date();
            Self::new(page, &roster, wanted, today, contact)
        };
        let (staff, long) = (sample::staff(), sample::long_staff());
        let mut busy = sample::covered();
        for slot in &mut busy.draft.slots {
            slot.date = sample::date(6, 20);
        }
        vec![
            ("day-sheet", draw(sample::covered(), &staff, "", Edition::Revision(3))),
            ("day-sheet-busy", draw(busy, &staff, "", Edition::Revision(3))),
            ("day-sheets", draw(sample::troubled(), &staff, ALL, Edition::Draft(7))),
            ("day-sheets-none", draw(sample::empty(), &staff, "", Edition::Draft(7))),
            (
                "day-sheets-crowded",
                draw(sample::crowded(), &long, ALL, Edition::Draft(7)),
            ),
        ]
    }
}
