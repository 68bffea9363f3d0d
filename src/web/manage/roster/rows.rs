//! The roster as rows of a table.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::{DayOff, Requirement};
use crate::domain::coverage::{DayCoverage, Verdict};
use crate::domain::roster::{Slot, SlotMode, SlotState};
use crate::i18n::{dates, languages, sentences};
use crate::web::manage::roster::presenter::RosterPresenter;

/// A duty, or what a day has instead of one.
#[derive(Default)]
pub struct Row {
    /// `quiet`, `bad`, `off` or nothing.
    pub class: &'static str,
    /// Whether it is about today.
    pub today: bool,
    /// The day or days.
    pub day: String,
    /// Where a click on the day leads.
    pub href: Option<String>,
    pub hours: String,
    pub phones: Vec<String>,
    /// Who is on duty.
    pub who: String,
    /// What goes with it: languages, how it is held.
    pub detail: String,
    pub tag: Option<Tag>,
    /// Words that stand instead of a duty.
    pub instead: Option<String>,
}

/// A state as a mark and a word.
pub struct Tag {
    /// `tag-now`, `tag-warn`, `tag-stop` or nothing.
    pub class: &'static str,
    pub words: String,
}

/// Every consultation day, and slots outside the period where they fall; plain days off in a row are one.
pub fn rows(roster: &RosterPresenter) -> Vec<Row> {
    let mut slots: BTreeMap<NaiveDate, Vec<&Slot>> = BTreeMap::new();
    for slot in &roster.draft.draft.slots {
        slots.entry(slot.date).or_default().push(slot);
    }
    let days = roster.draft.report.days.iter().map(|day| (day.day.date, day));
    let days: BTreeMap<NaiveDate, &DayCoverage> = days.collect();
    let dates: BTreeSet<NaiveDate> = slots.keys().chain(days.keys()).copied().collect();

    let mut rows = Vec::new();
    let mut off: Option<(NaiveDate, NaiveDate)> = None;
    for date in dates {
        let slots = slots.get(&date).map_or(&[][..], Vec::as_slice);
        let day = days.get(&date).copied();
        if slots.is_empty() && day.is_some_and(is_plain_off) {
            off = Some(off.map_or((date, date), |(first, _)| (first, date)));
            continue;
        }
        let no_duty = slots.iter().all(|slot| slot.state == SlotState::Cancelled);
        rows.extend(off.take().map(|period| roster.days_off(period)));
        rows.extend(slots.iter().map(|slot| roster.slot(slot)));
        rows.extend(day.and_then(|day| roster.beside(day, no_duty)));
    }
    rows.extend(off.map(|period| roster.days_off(period)));
    rows
}

fn is_plain_off(day: &DayCoverage) -> bool {
    matches!(
        day.day.requirement,
        Requirement::DayOff(DayOff::Weekend | DayOff::NoHours)
    )
}

impl RosterPresenter<'_> {
    fn days_off(&self, (first, last): (NaiveDate, NaiveDate)) -> Row {
        let days = (last - first).num_days() + 1;
        Row {
            class: "quiet",
            today: (first..=last).contains(&self.today()),
            day: dates::days(first, last, self.t.locale()),
            instead: Some(self.t.say_n("manage-days-off", days)),
            ..Row::default()
        }
    }

    /// What a day has besides its duties: a gap, a meeting, a reason why there is none.
    fn beside(&self, day: &DayCoverage, no_duty: bool) -> Option<Row> {
        let quiet = |instead: String| Row {
            class: "quiet",
            today: day.day.date == self.today(),
            day: dates::weekday_day(day.day.date, self.t.locale()),
            instead: Some(instead),
            ..Row::default()
        };
        match &day.day.requirement {
            Requirement::Duty(_) if !day.gaps.is_empty() => Some(self.gap(day)),
            Requirement::Duty(_) => None,
            Requirement::Event(id) => {
                let event = self.draft.calendar.events.iter().find(|event| event.id == *id)?;
                let hours = event.hours.map(|hours| dates::hours(hours, self.t.locale()));
                let hours = hours.unwrap_or_default();
                let title = event.title(self.t.locale()).text;
                let values = [("title", title.into()), ("hours", hours.into())];
                Some(quiet(self.t.say_with("manage-event-instead", &values)))
            }
            other if no_duty => Some(Row {
                href: matches!(other, Requirement::Exempt(_)).then(|| self.address("days")),
                ..quiet(sentences::requirement(other, self.t.locale()))
            }),
            _ => None,
        }
    }

    /// The hours of a day nobody covers.
    fn gap(&self, day: &DayCoverage) -> Row {
        let locale = self.t.locale();
        let gaps: Vec<String> = day.gaps.iter().map(|gap| dates::hours(*gap, locale)).collect();
        let key = match day.verdict {
            Verdict::Uncovered => "manage-tag-uncovered",
            _ => "manage-tag-partly",
        };
        Row {
            class: "bad",
            today: day.day.date == self.today(),
            day: dates::weekday_day(day.day.date, locale),
            href: Some(self.new_slot(day.day.date, day.gaps.first())),
            hours: gaps.join(", "),
            who: self.t.say("manage-nobody"),
            tag: Some(self.tag("tag-stop", '✗', key)),
            ..Row::default()
        }
    }

    fn slot(&self, slot: &Slot) -> Row {
        let locale = self.t.locale();
        let mut detail = Vec::new();
        if self.common_languages().is_none() {
            detail.extend(languages::names(&slot.languages, locale));
        }
        if slot.mode != SlotMode::Phone {
            detail.push(sentences::slot_mode(slot.mode, locale));
        }
        detail.extend(slot.cancel_reason.clone());
        let who = slot.staff.and_then(|id| self.member(id));
        Row {
            class: if slot.state == SlotState::Cancelled { "off" } else { "" },
            today: slot.date == self.today(),
            day: dates::weekday_day(slot.date, locale),
            href: Some(self.address(&format!("slots/{}", slot.id))),
            hours: dates::hours(slot.hours, locale),
            phones: slot.extensions.iter().map(|e| e.display.clone()).collect(),
            who: who.map_or_else(|| self.t.say("manage-nobody-yet"), |member| member.name.clone()),
            detail: detail.join(" · "),
            tag: Some(self.state(slot)),
            instead: None,
        }
    }

    fn state(&self, slot: &Slot) -> Tag {
        let confirmed = self.confirmed.get(&slot.id).map(|(who, _)| *who);
        let over = slot.span(self.draft.consultation.zone).ends_at <= self.now;
        match (slot.state, slot.staff) {
            (SlotState::Cancelled, _) => self.tag("", '✗', "manage-tag-cancelled"),
            (SlotState::Planned, Some(_)) if over => self.tag("", '–', "manage-tag-over"),
            (SlotState::Planned, None) => self.tag("tag-warn", '!', "manage-tag-unassigned"),
            (SlotState::Planned, staff) if staff == confirmed => self.tag("tag-now", '✓', "manage-tag-confirmed"),
            (SlotState::Planned, Some(_)) => self.tag("", '…', "manage-tag-waits"),
        }
    }

    fn tag(&self, class: &'static str, mark: char, key: &str) -> Tag {
        let words = format!("{mark} {}", self.t.say(key));
        Tag { class, words }
    }
}
