//! What the drafts need of extensions and people, and the lock under which that is compared.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::domain::extension::Phone;
use crate::domain::ids::{ConsultationId, ExtensionId, SlotId, StaffId};
use crate::domain::occupancy::Need;
use crate::domain::roster::SlotState;
use crate::domain::time::Span;
use crate::store::db::connection::{Db, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{extensions, slot_extensions, slots, staff};
use crate::store::db::types::At;

/// Locks the extensions and people of these needs against other writers until the transaction ends: extensions first,
/// then people, each by id, so that no two writers wait for each other in a circle.
pub fn lock(db: &mut Db, needs: &[Need]) -> Result<(), StoreError> {
    let Occupants { phones, people } = Occupants::of(needs);
    let _: Vec<ExtensionId> = load_locked!(
        db,
        extensions::table
            .filter(extensions::phone.eq_any(phones))
            .order(extensions::id)
            .select(extensions::id)
    )?;
    let _: Vec<StaffId> = load_locked!(
        db,
        staff::table
            .filter(staff::id.eq_any(people))
            .order(staff::id)
            .select(staff::id)
    )?;
    Ok(())
}

/// Extensions and people.
#[derive(Debug, Clone, Default)]
pub struct Occupants<'a> {
    pub phones: BTreeSet<&'a Phone>,
    pub people: BTreeSet<StaffId>,
}

impl<'a> Occupants<'a> {
    pub fn of(needs: &'a [Need]) -> Self {
        Self {
            phones: needs.iter().flat_map(|need| &need.phones).collect(),
            people: needs.iter().filter_map(|need| need.person).collect(),
        }
    }
}

/// The planned slots of all drafts that need one of these within a time, each with its consultation. A slot comes once for
/// each of them.
pub fn drafted(db: &mut Db, needed: Occupants<'_>, within: Span) -> Result<Vec<(ConsultationId, Need)>, StoreError> {
    type Columns<Occupant> = (ConsultationId, SlotId, At, At, Occupant);
    let Occupants { phones, people } = needed;
    let by_extension: Vec<Columns<Phone>> = slot_extensions::table
        .inner_join(slots::table)
        .inner_join(extensions::table)
        .filter(extensions::phone.eq_any(phones))
        .filter(slot_extensions::starts_at.lt(At(within.ends_at)))
        .filter(slot_extensions::ends_at.gt(At(within.starts_at)))
        .filter(slots::state.eq(SlotState::Planned))
        .select((
            slots::consultation_id,
            slots::id,
            slots::starts_at,
            slots::ends_at,
            extensions::phone,
        ))
        .load(db)?;
    let by_person: Vec<Columns<Option<StaffId>>> = slots::table
        .filter(slots::staff_id.eq_any(people))
        .filter(slots::starts_at.lt(At(within.ends_at)))
        .filter(slots::ends_at.gt(At(within.starts_at)))
        .filter(slots::state.eq(SlotState::Planned))
        .select((
            slots::consultation_id,
            slots::id,
            slots::starts_at,
            slots::ends_at,
            slots::staff_id,
        ))
        .load(db)?;
    let need = |slot, from: At, to: At, phones, person| Need {
        slot,
        span: Span {
            starts_at: from.0,
            ends_at: to.0,
        },
        phones,
        person,
    };
    let by_extension = by_extension
        .into_iter()
        .map(|(consultation, slot, from, to, phone)| (consultation, need(slot, from, to, vec![phone], None)));
    let by_person = by_person
        .into_iter()
        .map(|(consultation, slot, from, to, person)| (consultation, need(slot, from, to, Vec::new(), person)));
    Ok(by_extension.chain(by_person).collect())
}
