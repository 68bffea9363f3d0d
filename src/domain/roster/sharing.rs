//! A draft as a problem of sharing out: which slots are to be filled, who could have them, what stays.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::assignment::{Counting, Person, Problem, Rules, Slot as Wanted};
use crate::domain::candidate::Booked;
use crate::domain::ids::{ExtensionId, SlotId, StaffId, UnitId};
use crate::domain::revision::Assignments;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::{Absence, StaffMember};
use crate::domain::time::{Hours, Span, local};

/// Which duties are shared out. Those that have begun never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Those nobody has.
    Empty,
    /// All of them, whoever has them now.
    All,
    /// These, whoever has them now, and no others.
    These(BTreeSet<SlotId>),
}

impl Which {
    fn gives(&self, slot: &Slot) -> bool {
        match self {
            Self::Empty => slot.staff.is_none(),
            Self::All => true,
            Self::These(these) => these.contains(&slot.id),
        }
    }
}

/// What sharing out a draft looks at.
pub struct Desk<'a> {
    /// Whose consultation it is.
    pub unit: UnitId,
    pub slots: &'a [Slot],
    pub zone: Tz,
    pub people: &'a [StaffMember],
    /// Their duties in the drafts of all consultations, this one's too.
    pub booked: &'a [Booked],
    /// How many duties they had before, in other consultations.
    pub carried: &'a BTreeMap<StaffId, i64>,
    /// Who has which duty in the published roster.
    pub published: &'a Assignments,
    pub rules: Rules,
    pub now: DateTime<Utc>,
}

/// The planned slots of a draft and everybody who could have them. Ids are those of slots and people as text, and the order
/// is that of the draft and of the people. Where somebody's desk is one of a slot's extensions, nobody else can have it; who
/// takes no duties for the unit any more keeps what stays and gets nothing. Duties in the hour that the clock leaves out last
/// no minute and are nobody's.
pub fn problem(desk: &Desk<'_>, which: &Which) -> Problem {
    let planned: Vec<&Slot> = desk
        .slots
        .iter()
        .filter(|slot| slot.state == SlotState::Planned && slot.span(desk.zone).minutes() > 0)
        .collect();
    let own: BTreeSet<SlotId> = desk.slots.iter().map(|slot| slot.id).collect();
    let known: BTreeSet<StaffId> = desk.people.iter().map(|member| member.id).collect();
    let is_open = |slot: &Slot| slot.span(desk.zone).starts_at > desk.now && which.gives(slot);
    let stays = planned.iter().filter(|slot| !is_open(slot));
    let fixed = stays.filter_map(|slot| {
        Some((
            slot.id.to_string(),
            slot.staff.filter(|who| known.contains(who))?.to_string(),
        ))
    });
    Problem {
        fixed: fixed.collect(),
        slots: planned.iter().map(|slot| wanted(slot, desk, !is_open(slot))).collect(),
        staff: desk.people.iter().map(|member| person(member, desk, &own)).collect(),
        rules: desk.rules,
        published: desk
            .published
            .iter()
            .map(|(slot, who)| (slot.to_string(), who.to_string()))
            .collect(),
        wishes: Vec::new(),
        counting: Counting::Duties,
    }
}

fn wanted(slot: &Slot, desk: &Desk<'_>, stays: bool) -> Wanted {
    let extensions: BTreeSet<ExtensionId> = slot.extensions.iter().map(|extension| extension.id).collect();
    let at_desk = desk
        .people
        .iter()
        .filter(|member| member.extension.is_some_and(|own| extensions.contains(&own)));
    let at_desk: BTreeSet<String> = at_desk.map(|member| member.id.to_string()).collect();
    let span = slot.span(desk.zone);
    Wanted {
        id: slot.id.to_string(),
        day: local(span.starts_at, desk.zone).date(),
        span,
        needs: slot.languages.iter().map(ToString::to_string).collect(),
        only: (!at_desk.is_empty()).then_some(at_desk),
        leave: stays && slot.staff.is_none(),
    }
}

fn person(member: &StaffMember, desk: &Desk<'_>, own: &BTreeSet<SlotId>) -> Person {
    let elsewhere = desk
        .booked
        .iter()
        .filter(|one| one.staff == member.id && !own.contains(&one.slot));
    let away = member.absences.iter().map(|absence| days(absence, desk.zone));
    Person {
        id: member.id.to_string(),
        has: member.languages.iter().map(ToString::to_string).collect(),
        unavailable: away.chain(elsewhere.map(|one| one.span)).collect(),
        max_duties: (!member.serves(desk.unit)).then_some(0),
        max_per_week: None,
        carry: desk.carried.get(&member.id).copied().unwrap_or_default(),
        weight: 1.0,
    }
}

/// From the midnight before the first day to that after the last.
fn days(absence: &Absence, zone: Tz) -> Span {
    let midnight = Hours {
        start: NaiveTime::MIN,
        end: NaiveTime::MIN,
    };
    let first = Span::of(absence.first_day, midnight, zone);
    let next = absence
        .last_day
        .checked_add_days(Days::new(1))
        .unwrap_or(absence.last_day);
    Span {
        starts_at: first.starts_at,
        ends_at: Span::of(next, midnight, zone).starts_at,
    }
}
