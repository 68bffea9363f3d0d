//! What the published rosters need from their coordinators now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};

use crate::actions::error::ActionError;
use crate::domain::attention::{Attention, Expected, NEAR, Undelivered, attention};
use crate::domain::ids::{ConsultationId, SlotId, StaffId};
use crate::domain::swap::Swap;
use crate::store::{Db, reminder, revision, staff, swap};

/// How long after it began a duty's undelivered reminder is told.
const TOLD_FOR: Duration = Duration::hours(24);

/// The offers of these consultations of which something can still come, by the start of the duty.
pub(super) fn live_offers(db: &mut Db, ids: &[ConsultationId], now: DateTime<Utc>) -> Result<Vec<Swap>, ActionError> {
    let mut offers = swap::live(db, ids)?;
    let slots: Vec<SlotId> = offers.iter().map(|offer| offer.slot).collect();
    let slots = revision::slots(db, &slots)?;
    offers.retain(|offer| {
        let published = slots.get(&offer.slot).map(|(_, slot, holder)| (slot, *holder));
        offer.state_at(published, now).is_live()
    });
    Ok(offers)
}

/// What the published duties of these consultations need; those that need nothing are left out.
pub(super) fn of_published(
    db: &mut Db,
    ids: &[ConsultationId],
    now: DateTime<Utc>,
) -> Result<BTreeMap<ConsultationId, Vec<Attention>>, ActionError> {
    let duties = revision::between(db, ids, now, now + NEAR)?;
    let near: BTreeSet<ConsultationId> = duties.iter().map(|(consultation, ..)| *consultation).collect();
    let confirmed = reminder::confirmations(db, &near.into_iter().collect::<Vec<_>>())?;
    let holders: BTreeSet<StaffId> = duties.iter().filter_map(|(.., staff)| *staff).collect();
    let people = staff::by_ids(db, &holders.into_iter().collect::<Vec<_>>())?;
    // Whoever takes no duties any more will not be there.
    let there = |person: &StaffId| people.get(person).is_some_and(|member| member.retired_at.is_none());
    let mut needs: BTreeMap<ConsultationId, (Vec<Expected>, Vec<Undelivered>)> = BTreeMap::new();
    for (consultation, slot, staff) in duties {
        let staff = staff.filter(there);
        let duty = Expected {
            confirmed: confirmed.get(&slot.id).is_some_and(|(by, _)| Some(*by) == staff),
            slot,
            staff,
        };
        needs.entry(consultation).or_default().0.push(duty);
    }
    for (missed, reason) in reminder::given_up(db, ids, now - TOLD_FOR)? {
        needs.entry(missed.consultation).or_default().1.push(Undelivered {
            slot: missed.slot,
            staff: missed.staff,
            starts_at: missed.slot_starts_at,
            reason,
        });
    }
    let needs = needs.into_iter();
    let needs = needs.map(|(id, (duties, undelivered))| (id, attention(&duties, &undelivered, now)));
    Ok(needs.filter(|(_, needs)| !needs.is_empty()).collect())
}
