//! One extension or one person in two slots at once.

use std::collections::BTreeSet;

use crate::domain::finding::slot::about;
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::occupancy::{Booking, Need, Occupant, bookings, clashes};
use crate::domain::roster::Slot;
use crate::domain::time::Span;

/// A finding for every slot and extension or person that an earlier slot has at the same time.
pub(super) fn booked_twice(live: &[(Span, &Slot)]) -> Vec<Finding> {
    let twice = clashes(needed(live)).into_iter();
    let twice = twice.filter_map(|clash| Some((clash.second?, clash.occupant)));
    let extension = |display| Problem::ExtensionTwice { display };
    found(live, twice.collect(), &Problem::StaffTwice, &extension)
}

/// A finding for every slot and extension or person that another consultation needs at the same time.
pub(super) fn booked_elsewhere(live: &[(Span, &Slot)], taken: &[Need]) -> Vec<Finding> {
    let others = taken.iter();
    let others = others.flat_map(|need| bookings(None, need.span, &need.phones, need.person));
    let met = clashes(needed(live).chain(others)).into_iter();
    let met = met.filter_map(|clash| match (clash.first, clash.second) {
        (Some(own), None) | (None, Some(own)) => Some((own, clash.occupant)),
        _ => None,
    });
    let extension = |display| Problem::ExtensionElsewhere { display };
    found(live, met.collect(), &Problem::StaffElsewhere, &extension)
}

/// What the slots need, each by its place.
fn needed<'a>(live: &'a [(Span, &'a Slot)]) -> impl Iterator<Item = Booking<'a, Option<usize>>> {
    live.iter().enumerate().flat_map(|(index, (span, slot))| {
        let phones = slot.extensions.iter().map(|extension| &extension.phone);
        bookings(Some(index), *span, phones, slot.staff)
    })
}

fn found(
    live: &[(Span, &Slot)],
    met: BTreeSet<(usize, Occupant<'_>)>,
    person: &Problem,
    extension: &dyn Fn(String) -> Problem,
) -> Vec<Finding> {
    let found = met.into_iter().filter_map(|(index, occupant)| {
        let (_, slot) = live.get(index)?;
        let problem = match occupant {
            Occupant::Person(_) => person.clone(),
            Occupant::Extension(phone) => {
                let own = slot.extensions.iter().find(|own| own.phone == *phone)?;
                extension(own.display.clone())
            }
        };
        Some(about(slot, problem, Severity::Blocks))
    });
    found.collect()
}
