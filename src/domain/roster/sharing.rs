//! A draft as a problem of sharing out: which slots are to be filled, who could have them, what stays.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::assignment::{Counting, Person, Problem, Rules, Slot as Wanted, Wish};
use crate::domain::candidate::Booked;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{ExtensionId, SlotId, StaffId, UnitId};
use crate::domain::revision::Assignments;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::{Span, local};
use crate::domain::workload::Share;

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

/// What somebody decided about sharing a consultation's duties out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SharingRules {
    /// The most duties of a person on one day.
    pub max_per_day: Option<u32>,
    /// Between the end of a duty and the start of the person's next one.
    pub min_rest_minutes: u32,
    /// Whether a slot's extension is answered only by whoever's desk it is on, where it is on somebody's.
    pub own_desk: bool,
    /// Whether loads are hours instead of duties.
    pub by_hours: bool,
}

impl Default for SharingRules {
    fn default() -> Self {
        Self {
            max_per_day: None,
            min_rest_minutes: 0,
            own_desk: true,
            by_hours: false,
        }
    }
}

impl SharingRules {
    const PER_DAY: RangeInclusive<u32> = 1..=24;
    /// A rest of more than a week leaves nobody.
    const LONGEST_REST: u32 = 7 * 24 * 60;

    /// Whether duties of several consultations are counted or compared.
    pub fn is_counted(&self) -> bool {
        self.max_per_day.is_some() || self.min_rest_minutes > 0
    }

    /// What cannot be kept of it.
    pub fn faults(&self) -> Vec<FieldError> {
        let day = self
            .max_per_day
            .is_some_and(|most| !Self::PER_DAY.contains(&most))
            .then_some("max_per_day");
        let rest = (self.min_rest_minutes > Self::LONGEST_REST).then_some("min_rest_minutes");
        let fields = day.into_iter().chain(rest);
        fields.map(|field| FieldError::new(field, Fault::Number)).collect()
    }
}

/// What sharing out a draft looks at.
pub struct Desk<'a> {
    /// Whose consultation it is.
    pub unit: UnitId,
    pub slots: &'a [Slot],
    /// From the first slot's start to the last one's end; nothing without slots.
    pub within: Option<Span>,
    pub zone: Tz,
    pub people: &'a [StaffMember],
    /// Their duties in other consultations that are near enough to matter: they count as loads and towards limits and rests.
    pub elsewhere: &'a [Booked],
    /// How many minutes of duty, in how many duties, they had before that in other consultations.
    pub carried: &'a BTreeMap<StaffId, Share>,
    /// Who has which duty in the published roster.
    pub published: &'a Assignments,
    pub rules: SharingRules,
    pub now: DateTime<Utc>,
}

/// The planned slots of a draft and everybody who could have them, then the duties these people have elsewhere. Ids are those
/// of slots and people as text, and the order is that of the draft and of the people. Who takes no duties for the unit any
/// more keeps what stays and gets nothing. Duties in the hour that the clock leaves out last no minute and are nobody's.
pub fn problem(desk: &Desk<'_>, which: &Which) -> Problem {
    let planned: Vec<&Slot> = desk
        .slots
        .iter()
        .filter(|slot| slot.state == SlotState::Planned && slot.span(desk.zone).minutes() > 0)
        .collect();
    let known: BTreeSet<StaffId> = desk.people.iter().map(|member| member.id).collect();
    let elsewhere: Vec<&Booked> = desk
        .elsewhere
        .iter()
        .filter(|one| known.contains(&one.staff) && one.span.minutes() > 0)
        .collect();
    let mut had_by: BTreeMap<StaffId, u32> = BTreeMap::new();
    for one in &elsewhere {
        *had_by.entry(one.staff).or_default() += 1;
    }
    let is_open = |slot: &Slot| slot.span(desk.zone).starts_at > desk.now && which.gives(slot);
    let stays = planned.iter().filter(|slot| !is_open(slot));
    let stays = stays.filter_map(|slot| Some((slot.id, slot.staff.filter(|who| known.contains(who))?)));
    let had = elsewhere.iter().map(|one| (one.slot, one.staff));
    let own = planned.iter().map(|slot| wanted(slot, desk, !is_open(slot)));
    Problem {
        fixed: stays
            .chain(had)
            .map(|(slot, who)| (slot.to_string(), who.to_string()))
            .collect(),
        slots: own
            .chain(elsewhere.iter().map(|one| had_elsewhere(one, desk.zone)))
            .collect(),
        staff: desk
            .people
            .iter()
            .map(|member| person(member, desk, had_by.get(&member.id).copied().unwrap_or_default()))
            .collect(),
        rules: Rules {
            max_per_day: desk.rules.max_per_day,
            min_rest_minutes: desk.rules.min_rest_minutes,
        },
        published: desk
            .published
            .iter()
            .map(|(slot, who)| (slot.to_string(), who.to_string()))
            .collect(),
        wishes: wishes(&planned, desk.people),
        counting: if desk.rules.by_hours {
            Counting::Minutes
        } else {
            Counting::Duties
        },
    }
}

fn wanted(slot: &Slot, desk: &Desk<'_>, stays: bool) -> Wanted {
    let extensions: BTreeSet<ExtensionId> = slot.extensions.iter().map(|extension| extension.id).collect();
    let at_desk = desk
        .people
        .iter()
        .filter(|member| desk.rules.own_desk && member.extension.is_some_and(|own| extensions.contains(&own)));
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

fn had_elsewhere(one: &Booked, zone: Tz) -> Wanted {
    Wanted {
        id: one.slot.to_string(),
        day: local(one.span.starts_at, zone).date(),
        span: one.span,
        needs: BTreeSet::new(),
        only: None,
        leave: false,
    }
}

/// `had` is how many duties they have elsewhere.
fn person(member: &StaffMember, desk: &Desk<'_>, had: u32) -> Person {
    let share = &member.share;
    let carried = desk.carried.get(&member.id).copied().unwrap_or_default();
    let limit = |most: i32| u32::try_from(most).unwrap_or_default();
    // A limit of one consultation leaves room for what somebody has in others.
    let in_all = |most: i32| limit(most).saturating_add(had);
    let away = member.absences.iter();
    Person {
        id: member.id.to_string(),
        has: member.languages.iter().map(ToString::to_string).collect(),
        unavailable: away
            .flat_map(|absence| desk.within.map(|within| absence.during(within)).unwrap_or_default())
            .collect(),
        max_duties: match member.serves(desk.unit) {
            true => share.max_duties.map(in_all),
            false => Some(0),
        },
        max_per_week: share.max_per_week.map(limit),
        carry: if desk.rules.by_hours {
            carried.minutes
        } else {
            i64::try_from(carried.duties).unwrap_or_default()
        },
        weight: f64::from(share.percent) / 100.0,
    }
}

/// Duties on weekdays on which somebody would rather have none.
fn wishes(planned: &[&Slot], people: &[StaffMember]) -> Vec<Wish> {
    let dislikes = |member: &StaffMember, slot: &Slot| {
        let weekday = slot.date.weekday().number_from_monday();
        member.share.rather_not.iter().any(|day| u32::from(*day) == weekday)
    };
    let picky = people.iter().filter(|member| !member.share.rather_not.is_empty());
    let pairs = picky.flat_map(|member| planned.iter().map(move |slot| (member, slot)));
    pairs
        .filter(|(member, slot)| dislikes(member, slot))
        .map(|(member, slot)| Wish {
            slot: slot.id.to_string(),
            person: member.id.to_string(),
            penalty: 1,
        })
        .collect()
}
