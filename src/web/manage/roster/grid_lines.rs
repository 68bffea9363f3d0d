//! A week of the roster as the heads, lines and cells of a grid.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::Requirement;
use crate::domain::coverage::DayCoverage;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::roster::SlotState;
use crate::domain::roster::grid::{Axis, Line, Owner, Placed};
use crate::domain::time::{Hours, Span};
use crate::domain::workload::Workload;
use crate::i18n::{dates, sentences};
use crate::web::manage::fields;
use crate::web::manage::roster::pick::Pick;
use crate::web::manage::roster::presenter::RosterPresenter;
use crate::web::manage::roster::rows::{Tag, beside, state};
use crate::web::page::address::with_query;

/// The head of a column.
pub struct GridDay {
    pub day: String,
    pub today: bool,
    /// What the day has besides its duties: a gap, a meeting, a reason why there is none.
    pub state: Option<DayState>,
}

/// Words in the head of a day.
pub struct DayState {
    /// Whether it is to be settled.
    pub is_bad: bool,
    pub words: String,
    pub href: Option<String>,
}

/// A line: an extension or a person.
pub struct GridLine {
    pub name: String,
    /// Duties and hours of a person.
    pub detail: String,
    pub cells: Vec<GridCell>,
}

/// What somebody has on a day, or what an extension has.
pub struct GridCell {
    /// The day, for where there are no columns, and for who hears the page.
    pub day: String,
    pub today: bool,
    pub duties: Vec<GridDuty>,
    /// Why somebody cannot be on duty.
    pub notes: Vec<String>,
    /// Where a duty is added, day, hours and line filled in.
    pub add: Option<String>,
}

/// A duty in a cell.
pub struct GridDuty {
    /// `off` or nothing.
    pub class: &'static str,
    pub href: String,
    pub hours: String,
    /// The numbers, where the line does not say them.
    pub phones: Vec<String>,
    /// The person, where the line does not say it: a choice has no room for a long name.
    pub who: Option<String>,
    pub pick: Option<Pick>,
    pub tag: Option<Tag>,
}

/// Everybody or everything that has a line, in the order of the lines, each with its name.
pub fn owners(roster: &RosterPresenter, axis: Axis) -> Vec<(Owner, String)> {
    let slots = &roster.draft.draft.slots;
    let has_none = slots.iter().any(|slot| axis.owners(slot) == [Owner::None]);
    match axis {
        Axis::Extensions => {
            let all = slots.iter().flat_map(|slot| &slot.extensions);
            let named: BTreeSet<(&str, Owner)> = all.map(|e| (e.display.as_str(), Owner::Extension(e.id))).collect();
            let mut seen = BTreeSet::new();
            let named = named.into_iter().filter(|(_, owner)| seen.insert(*owner));
            let none = has_none.then(|| (Owner::None, roster.t.say("manage-grid-no-phone")));
            named
                .map(|(name, owner)| (owner, name.to_owned()))
                .chain(none)
                .collect()
        }
        Axis::People => {
            let unit = roster.draft.consultation.unit.id;
            let on_duty: BTreeSet<StaffId> = slots.iter().filter_map(|slot| slot.staff).collect();
            let people = roster.standing.people.iter();
            let people = people.filter(|member| member.serves(unit) || on_duty.contains(&member.id));
            let people = people.map(|member| (Owner::Person(member.id), member.name.clone()));
            let none = has_none.then(|| (Owner::None, roster.t.say("manage-nobody-yet")));
            none.into_iter().chain(people).collect()
        }
    }
}

/// Draws a week.
pub struct GridPresenter<'a> {
    roster: &'a RosterPresenter<'a>,
    can_edit: bool,
    load: Workload,
    own: BTreeSet<SlotId>,
}

impl<'a> GridPresenter<'a> {
    pub fn new(roster: &'a RosterPresenter<'a>, can_edit: bool) -> Self {
        let slots = &roster.draft.draft.slots;
        Self {
            roster,
            can_edit,
            load: Workload::of(slots, roster.draft.consultation.zone),
            own: slots.iter().map(|slot| slot.id).collect(),
        }
    }

    pub fn day(&self, date: NaiveDate) -> GridDay {
        let roster = self.roster;
        let mut slots = roster.draft.draft.slots.iter().filter(|slot| slot.date == date);
        let no_duty = slots.all(|slot| slot.state == SlotState::Cancelled);
        let row = self.coverage(date).and_then(|day| beside(roster, day, no_duty));
        GridDay {
            day: dates::weekday_day(date, roster.t.locale()),
            today: date == roster.today(),
            state: row.map(|row| DayState {
                is_bad: row.class == "bad",
                words: match (row.tag, row.instead) {
                    (Some(tag), _) => format!("{}, {}", tag.words, row.hours),
                    (None, instead) => instead.unwrap_or_default(),
                },
                href: row.href,
            }),
        }
    }

    /// A line under its name; each choice stands where its duty does first.
    pub fn line(&self, line: &Line, name: &str, picks: &mut BTreeMap<SlotId, Pick>) -> GridLine {
        let zone = self.roster.draft.consultation.zone;
        let mut cell = |date: NaiveDate, placed: &[Placed]| GridCell {
            day: dates::weekday_day(date, self.roster.t.locale()),
            today: date == self.roster.today(),
            duties: placed
                .iter()
                .map(|placed| self.duty(line.owner, *placed, picks))
                .collect(),
            notes: match line.owner {
                Owner::Person(person) => self.notes(person, Span::of(date, Hours::WHOLE_DAY, zone)),
                Owner::Extension(_) | Owner::None => Vec::new(),
            },
            add: self.can_edit.then(|| self.new_duty(date, line.owner, name)),
        };
        let days = line.days.iter();
        GridLine {
            name: name.to_owned(),
            detail: match line.owner {
                Owner::Person(person) => self.total(person),
                Owner::Extension(_) | Owner::None => String::new(),
            },
            cells: days.map(|(date, placed)| cell(*date, placed)).collect(),
        }
    }

    fn coverage(&self, date: NaiveDate) -> Option<&DayCoverage> {
        let mut days = self.roster.draft.report.days.iter();
        days.find(|day| day.day.date == date)
    }

    fn duty(&self, owner: Owner, placed: Placed, picks: &mut BTreeMap<SlotId, Pick>) -> GridDuty {
        let (roster, slot) = (self.roster, placed.slot);
        let pick = placed.is_first.then(|| picks.remove(&slot.id)).flatten();
        let who = slot.staff.and_then(|id| roster.member(id));
        let who = who.map(|member| member.name.clone());
        let nobody = || pick.is_none().then(|| roster.t.say("manage-nobody-yet"));
        let phones = slot.extensions.iter().map(|e| e.display.clone());
        GridDuty {
            class: match slot.state {
                SlotState::Cancelled => "off",
                SlotState::Planned => "",
            },
            href: roster.address(&format!("slots/{}", slot.id)),
            hours: dates::hours(slot.hours, roster.t.locale()),
            phones: match owner {
                Owner::Extension(_) => Vec::new(),
                Owner::Person(_) | Owner::None => phones.collect(),
            },
            who: match owner {
                Owner::Extension(_) | Owner::None => who.or_else(nobody),
                Owner::Person(_) => None,
            },
            pick,
            tag: state(roster, slot),
        }
    }

    /// Why somebody cannot be on duty at some time of a day.
    fn notes(&self, person: StaffId, day: Span) -> Vec<String> {
        let t = self.roster.t;
        let away = self.roster.member(person).and_then(|member| member.away(day));
        let away = away.map(|until| t.say_one("manage-pick-absent", "day", sentences::away_until(until, t.locale())));
        let mut booked = self.roster.standing.booked.of(person).iter();
        let busy = booked.any(|one| one.span.overlaps(day) && !self.own.contains(&one.slot));
        let busy = busy.then(|| t.say("manage-grid-busy"));
        away.into_iter().chain(busy).collect()
    }

    /// `3 dyżury · 9 h`.
    fn total(&self, person: StaffId) -> String {
        let share = self.load.per_person.get(&person).copied().unwrap_or_default();
        let t = self.roster.t;
        let duties = t.say_n("count-duties", share.duties);
        format!("{duties} · {}", dates::length(share.minutes, t.locale()))
    }

    /// The form of a new duty, with the first hours nobody covers, or else those the day requires.
    fn new_duty(&self, date: NaiveDate, owner: Owner, name: &str) -> String {
        let day = self.coverage(date);
        let required = day.and_then(|day| match &day.day.requirement {
            Requirement::Duty(hours) => hours.first(),
            _ => None,
        });
        let hours = day.and_then(|day| day.gaps.first()).or(required);
        let [start, end] = [hours.map(|hours| hours.start), hours.map(|hours| hours.end)]
            .map(|time| time.map(fields::time_text).unwrap_or_default());
        let (phones, staff) = match owner {
            Owner::Extension(_) => (name, String::new()),
            Owner::Person(person) => ("", person.to_string()),
            Owner::None => ("", String::new()),
        };
        let date = date.to_string();
        let values = [
            ("date", date.as_str()),
            ("start", &start),
            ("end", &end),
            ("phones", phones),
            ("staff", &staff),
        ];
        with_query(&self.roster.address("slots/new"), &values)
    }
}
