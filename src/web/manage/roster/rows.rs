//! The roster as rows of a table.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::{DayOff, Requirement};
use crate::domain::coverage::{DayCoverage, Verdict};
use crate::domain::ids::SlotId;
use crate::domain::roster::{Slot, SlotMode, SlotState};
use crate::i18n::{dates, languages, sentences};
use crate::web::manage::roster::pick::Pick;
use crate::web::manage::roster::presenter::RosterPresenter;

/// A duty, or what a day has instead of one.
#[derive(Default)]
pub struct Row {
    /// `quiet`, `bad`, `off`, `now` or nothing.
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
    /// Who else could be.
    pub pick: Option<Pick>,
    /// The id of a duty that can be ticked, to be changed with others.
    pub tick: Option<SlotId>,
    /// What goes with it: languages, how it is held.
    pub detail: String,
    pub tag: Option<Tag>,
    /// Where a stand-in is found for a published duty ahead.
    pub stand_in: Option<String>,
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
pub fn rows(roster: &RosterPresenter, mut picks: BTreeMap<SlotId, Pick>, can_tick: bool) -> Vec<Row> {
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
        rows.extend(off.take().map(|period| days_off(roster, period)));
        rows.extend(slots.iter().map(|slot| Row {
            tick: can_tick.then_some(slot.id),
            ..duty(roster, slot, picks.remove(&slot.id))
        }));
        rows.extend(day.and_then(|day| beside(roster, day, no_duty)));
    }
    rows.extend(off.map(|period| days_off(roster, period)));
    rows
}

fn is_plain_off(day: &DayCoverage) -> bool {
    matches!(
        day.day.requirement,
        Requirement::DayOff(DayOff::Weekend | DayOff::NoHours)
    )
}

fn days_off(roster: &RosterPresenter, (first, last): (NaiveDate, NaiveDate)) -> Row {
    let days = (last - first).num_days() + 1;
    Row {
        class: "quiet",
        today: (first..=last).contains(&roster.today()),
        day: dates::days(first, last, roster.t.locale()),
        instead: Some(roster.t.say_n("manage-days-off", days)),
        ..Row::default()
    }
}

/// What a day has besides its duties: a gap, a meeting, a reason why there is none.
pub fn beside(roster: &RosterPresenter, day: &DayCoverage, no_duty: bool) -> Option<Row> {
    let quiet = |instead: String| Row {
        class: "quiet",
        today: day.day.date == roster.today(),
        day: dates::weekday_day(day.day.date, roster.t.locale()),
        instead: Some(instead),
        ..Row::default()
    };
    match &day.day.requirement {
        Requirement::Duty(_) if !day.gaps.is_empty() => Some(gap(roster, day)),
        Requirement::Duty(_) => None,
        Requirement::Event(id) => {
            let event = roster.draft.calendar.events.iter().find(|event| event.id == *id)?;
            let hours = event.hours.map(|hours| dates::hours(hours, roster.t.locale()));
            let hours = hours.unwrap_or_default();
            let title = event.title(roster.t.locale()).text;
            let values = [("title", title.into()), ("hours", hours.into())];
            Some(quiet(roster.t.say_with("manage-event-instead", &values)))
        }
        other if no_duty => Some(Row {
            href: matches!(other, Requirement::Exempt(_)).then(|| roster.address("days")),
            ..quiet(sentences::requirement(other, roster.t.locale()))
        }),
        _ => None,
    }
}

/// The hours of a day nobody covers.
fn gap(roster: &RosterPresenter, day: &DayCoverage) -> Row {
    let locale = roster.t.locale();
    let gaps: Vec<String> = day.gaps.iter().map(|gap| dates::hours(*gap, locale)).collect();
    let key = match day.verdict {
        Verdict::Uncovered => "manage-tag-uncovered",
        _ => "manage-tag-partly",
    };
    Row {
        class: "bad",
        today: day.day.date == roster.today(),
        day: dates::weekday_day(day.day.date, locale),
        href: Some(roster.new_slot(day.day.date, day.gaps.first())),
        hours: gaps.join(", "),
        who: roster.t.say("manage-nobody"),
        tag: Some(tag(roster, "tag-stop", '✗', key)),
        ..Row::default()
    }
}

fn duty(roster: &RosterPresenter, slot: &Slot, pick: Option<Pick>) -> Row {
    let locale = roster.t.locale();
    let mut detail = Vec::new();
    if roster.common_languages().is_none() {
        detail.extend(languages::names(&slot.languages, locale));
    }
    if slot.mode != SlotMode::Phone {
        detail.push(sentences::slot_mode(slot.mode, locale));
    }
    detail.extend(
        slot.cancel_reason
            .as_ref()
            .map(|reason| sentences::cancel_reason(reason, locale)),
    );
    let who = slot.staff.and_then(|id| roster.member(id));
    Row {
        class: match slot.state {
            SlotState::Cancelled => "off",
            SlotState::Planned if roster.is_running(slot) => "now",
            SlotState::Planned => "",
        },
        today: slot.date == roster.today(),
        day: dates::weekday_day(slot.date, locale),
        href: Some(roster.address(&format!("slots/{}", slot.id))),
        hours: dates::hours(slot.hours, locale),
        phones: slot.extensions.iter().map(|e| e.display.clone()).collect(),
        who: who.map_or_else(|| roster.t.say("manage-nobody-yet"), |member| member.name.clone()),
        pick,
        tick: None,
        detail: detail.join(" · "),
        tag: state(roster, slot),
        stand_in: stand_in(roster, slot),
        instead: None,
    }
}

/// Where somebody else is found for a duty that is published with its person and has not begun.
fn stand_in(roster: &RosterPresenter, slot: &Slot) -> Option<String> {
    let published = roster
        .published(slot)
        .filter(|published| roster.now < published.span.starts_at);
    let is_held = published.is_some() && slot.staff.is_some();
    is_held.then(|| roster.address(&format!("swaps/{}", slot.id)))
}

/// Whether somebody has a duty and has confirmed it. Nobody is asked to before it is published.
pub fn state(roster: &RosterPresenter, slot: &Slot) -> Option<Tag> {
    let published = roster.published(slot).is_some();
    let confirmed = roster.standing.confirmed.get(&slot.id).map(|(who, _)| *who);
    let over = slot.span(roster.draft.consultation.zone).ends_at <= roster.now;
    Some(match (slot.state, slot.staff) {
        (SlotState::Cancelled, _) => tag(roster, "", '✗', "manage-tag-cancelled"),
        (SlotState::Planned, Some(_)) if over => tag(roster, "", '–', "manage-tag-over"),
        (SlotState::Planned, None) => tag(roster, "tag-warn", '!', "manage-tag-unassigned"),
        (SlotState::Planned, Some(_)) if !published => return None,
        (SlotState::Planned, staff) if staff == confirmed => tag(roster, "tag-now", '✓', "manage-tag-confirmed"),
        (SlotState::Planned, Some(_)) => tag(roster, "", '…', "manage-tag-waits"),
    })
}

fn tag(roster: &RosterPresenter, class: &'static str, mark: char, key: &str) -> Tag {
    let words = format!("{mark} {}", roster.t.say(key));
    Tag { class, words }
}
