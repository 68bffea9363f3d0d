//! The duties of several consultations side by side, and where they need one extension or one person at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::extension::Phone;
use crate::domain::ids::{ConsultationId, SlotId, StaffId};
use crate::domain::occupancy::{Need, Occupant, bookings, clashes};

/// The last day of a page that begins with a day, has `days` days at most, and stops before a day with which it would have
/// more than `most` duties; it has one day at least. `duties` are the days of all of them.
pub fn last_day(first: NaiveDate, days: u64, duties: impl Iterator<Item = NaiveDate>, most: usize) -> NaiveDate {
    let end = first.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let mut per_day: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for day in duties.filter(|day| (first..end).contains(day)) {
        *per_day.entry(day).or_default() += 1;
    }
    let mut sum = 0;
    let too_many = per_day.into_iter().find_map(|(day, duties)| {
        sum += duties;
        (sum > most && day > first).then_some(day)
    });
    too_many.unwrap_or(end).pred_opt().unwrap_or(first)
}

/// Who or what is needed twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    Extension(Phone),
    Person(StaffId),
}

/// What stands in the way of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Other {
    /// Another drafted duty of the page.
    Drafted(SlotId),
    /// A duty of another consultation as residents read it; its draft may say otherwise.
    Published(ConsultationId, SlotId),
    /// A duty of an office one does not work for.
    Elsewhere,
}

/// A duty needs something that another one has at the same time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    pub shared: Shared,
    pub with: Other,
}

impl Clash {
    fn drafted(&self) -> Option<(Shared, SlotId)> {
        match self.with {
            Other::Drafted(id) => Some((self.shared.clone(), id)),
            Other::Published(..) | Other::Elsewhere => None,
        }
    }
}

/// A duty, and where it is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Drafted(ConsultationId, SlotId),
    Published(ConsultationId, SlotId),
    Elsewhere(SlotId),
}

/// What stands in the way of each drafted duty; nothing of those of which nothing does. What a consultation publishes does
/// not stand in the way of its own draft, which is to take its place, and a duty that is drafted and published alike is
/// named once.
pub fn clashes_of(
    drafted: &[(ConsultationId, Need)],
    published: &[(ConsultationId, Need)],
    elsewhere: &[Need],
) -> BTreeMap<SlotId, BTreeSet<Clash>> {
    let drafted = drafted.iter().map(|(of, need)| (Known::Drafted(*of, need.slot), need));
    let published = published
        .iter()
        .map(|(of, need)| (Known::Published(*of, need.slot), need));
    let elsewhere = elsewhere.iter().map(|need| (Known::Elsewhere(need.slot), need));
    let all = drafted.chain(published).chain(elsewhere);
    let booked = all.flat_map(|(known, need)| bookings(known, need.span, &need.phones, need.person));
    let mut found: BTreeMap<SlotId, BTreeSet<Clash>> = BTreeMap::new();
    for clash in clashes(booked) {
        for (one, other) in [(clash.first, clash.second), (clash.second, clash.first)] {
            if let Some((slot, with)) = in_the_way(one, other) {
                let shared = match clash.occupant {
                    Occupant::Extension(phone) => Shared::Extension(phone.clone()),
                    Occupant::Person(person) => Shared::Person(person),
                };
                found.entry(slot).or_default().insert(Clash { shared, with });
            }
        }
    }
    for clashes in found.values_mut() {
        let drafted: BTreeSet<(Shared, SlotId)> = clashes.iter().filter_map(Clash::drafted).collect();
        clashes.retain(|clash| match clash.with {
            Other::Published(_, id) => !drafted.contains(&(clash.shared.clone(), id)),
            Other::Drafted(_) | Other::Elsewhere => true,
        });
    }
    found
}

fn in_the_way(one: Known, other: Known) -> Option<(SlotId, Other)> {
    let Known::Drafted(of, slot) = one else { return None };
    let with = match other {
        Known::Drafted(_, id) => Other::Drafted(id),
        Known::Published(consultation, _) if consultation == of => return None,
        Known::Published(consultation, id) => Other::Published(consultation, id),
        Known::Elsewhere(_) => Other::Elsewhere,
    };
    Some((slot, with))
}
