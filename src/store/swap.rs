//! Offers of duties, and who was asked. Who changes one has locked its consultation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, SlotId, StaffId, SwapId, UnitId, UserId};
use crate::domain::swap::{Swap, SwapState};
use crate::domain::time::Span;
use crate::store::db::connection::{CHUNK, Db, Mb, each_backend, insert_all};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{consultations, swaps, swaps_asked};
use crate::store::db::types::At;

/// The states of which something can still come.
const LIVE: [SwapState; 2] = [SwapState::Open, SwapState::AwaitingApproval];

#[derive(HasQuery, Insertable)]
#[diesel(table_name = swaps, check_for_backend(Mb))]
struct Row {
    id: SwapId,
    consultation_id: ConsultationId,
    slot_id: SlotId,
    from_id: StaffId,
    offered_by: UserId,
    offered_at: At,
    starts_at: At,
    ends_at: At,
    to_everyone: bool,
    answer_by: At,
    state: SwapState,
    taken_by: Option<StaffId>,
    settled_at: Option<At>,
}

#[derive(Insertable)]
#[diesel(table_name = swaps_asked)]
struct AskedRow {
    swap_id: SwapId,
    staff_id: StaffId,
    asked_at: Option<At>,
    declined_at: Option<At>,
}

impl From<&Swap> for Row {
    fn from(swap: &Swap) -> Self {
        Self {
            id: swap.id,
            consultation_id: swap.consultation,
            slot_id: swap.slot,
            from_id: swap.from,
            offered_by: swap.offered_by,
            offered_at: At(swap.offered_at),
            starts_at: At(swap.span.starts_at),
            ends_at: At(swap.span.ends_at),
            to_everyone: swap.to_everyone,
            answer_by: At(swap.answer_by),
            state: swap.state,
            taken_by: swap.taken_by,
            settled_at: swap.settled_at.map(At),
        }
    }
}

impl Row {
    fn swap(self, asked: BTreeSet<StaffId>, declined: BTreeSet<StaffId>) -> Swap {
        Swap {
            id: self.id,
            consultation: self.consultation_id,
            slot: self.slot_id,
            from: self.from_id,
            offered_by: self.offered_by,
            offered_at: self.offered_at.0,
            span: Span {
                starts_at: self.starts_at.0,
                ends_at: self.ends_at.0,
            },
            to_everyone: self.to_everyone,
            asked,
            declined,
            answer_by: self.answer_by.0,
            state: self.state,
            taken_by: self.taken_by,
            settled_at: self.settled_at.map(|at| at.0),
        }
    }
}

/// Puts an offer in, with who is asked.
///
/// # Errors
/// [`StoreError::Duplicate`] when the duty is offered already.
pub fn insert(db: &mut Db, swap: &Swap) -> Result<(), StoreError> {
    diesel::insert_into(swaps::table).values(Row::from(swap)).execute(db)?;
    let asked: Vec<AskedRow> = swap
        .asked
        .iter()
        .map(|staff| AskedRow {
            swap_id: swap.id,
            staff_id: *staff,
            asked_at: Some(At(swap.offered_at)),
            declined_at: None,
        })
        .collect();
    Ok(insert_all!(db, swaps_asked::table, asked)?)
}

/// Stores how far an offer is and who took it.
pub fn settle(db: &mut Db, swap: &Swap) -> Result<(), StoreError> {
    diesel::update(swaps::table.find(swap.id))
        .set((
            swaps::state.eq(swap.state),
            swaps::taken_by.eq(swap.taken_by),
            swaps::settled_at.eq(swap.settled_at.map(At)),
        ))
        .execute(db)?;
    Ok(())
}

/// Keeps that somebody said no. The first time counts.
pub fn decline(db: &mut Db, swap: SwapId, staff: StaffId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = AskedRow {
        swap_id: swap,
        staff_id: staff,
        asked_at: None,
        declined_at: Some(At(now)),
    };
    each_backend!(db, |c| diesel::insert_into(swaps_asked::table)
        .values(&row)
        .on_conflict((swaps_asked::swap_id, swaps_asked::staff_id))
        .do_nothing()
        .execute(c))?;
    let asked = swaps_asked::table
        .find((swap, staff))
        .filter(swaps_asked::declined_at.is_null());
    diesel::update(asked)
        .set(swaps_asked::declined_at.eq(At(now)))
        .execute(db)?;
    Ok(())
}

/// The newest offer of a duty, whatever became of it; the live one, if there is one.
pub fn last(db: &mut Db, slot: SlotId) -> Result<Option<Swap>, StoreError> {
    let rows = Row::query()
        .filter(swaps::slot_id.eq(slot))
        .order((
            swaps::settled_at.is_not_null(),
            swaps::offered_at.desc(),
            swaps::id.desc(),
        ))
        .limit(1)
        .load(db)?;
    Ok(whole(db, rows)?.pop())
}

pub fn by_ids(db: &mut Db, ids: &[SwapId]) -> Result<BTreeMap<SwapId, Swap>, StoreError> {
    let rows = Row::query().filter(swaps::id.eq_any(ids)).load(db)?;
    Ok(whole(db, rows)?.into_iter().map(|swap| (swap.id, swap)).collect())
}

/// The live offers of these consultations, by the start of the duty.
pub fn live(db: &mut Db, consultations: &[ConsultationId]) -> Result<Vec<Swap>, StoreError> {
    let rows = Row::query()
        .filter(swaps::consultation_id.eq_any(consultations))
        .filter(swaps::state.eq_any(LIVE))
        .order((swaps::starts_at, swaps::id))
        .load(db)?;
    whole(db, rows)
}

/// The offers of a consultation of which nothing can come any more, the last first.
pub fn settled(db: &mut Db, consultation: ConsultationId, limit: i64) -> Result<Vec<Swap>, StoreError> {
    let rows = Row::query()
        .filter(swaps::consultation_id.eq(consultation))
        .filter(swaps::settled_at.is_not_null())
        .order((swaps::settled_at.desc(), swaps::id.desc()))
        .limit(limit)
        .load(db)?;
    whole(db, rows)
}

/// The offers of duties that begin after an instant and that were ever offered by somebody, or to them, or to everybody in a
/// consultation of these offices; whatever became of them, in the order in which they were made; a live one after the others
/// of its duty.
pub fn ahead(db: &mut Db, person: StaffId, units: &[UnitId], now: DateTime<Utc>) -> Result<Vec<Swap>, StoreError> {
    let asked = swaps_asked::table
        .filter(swaps_asked::staff_id.eq(person))
        .select(swaps_asked::swap_id);
    let theirs: Vec<ConsultationId> = consultations::table
        .filter(consultations::unit_id.eq_any(units))
        .select(consultations::id)
        .load(db)?;
    let concerned: Vec<SlotId> = swaps::table
        .filter(swaps::starts_at.gt(At(now)))
        .filter(
            swaps::from_id
                .eq(person)
                .or(swaps::id.eq_any(asked))
                .or(swaps::to_everyone.and(swaps::consultation_id.eq_any(theirs))),
        )
        .select(swaps::slot_id)
        .distinct()
        .load(db)?;
    let rows = Row::query()
        .filter(swaps::starts_at.gt(At(now)))
        .filter(swaps::slot_id.eq_any(concerned))
        .order((swaps::settled_at.is_null(), swaps::offered_at, swaps::id))
        .load(db)?;
    whole(db, rows)
}

/// When people were last asked to take a duty; who never was is left out.
pub fn last_asked(db: &mut Db, people: &[StaffId]) -> Result<BTreeMap<StaffId, DateTime<Utc>>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in people.chunks(CHUNK) {
        let asked: Vec<(StaffId, Option<At>)> = swaps_asked::table
            .filter(swaps_asked::staff_id.eq_any(chunk))
            .filter(swaps_asked::asked_at.is_not_null())
            .order(swaps_asked::asked_at)
            .select((swaps_asked::staff_id, swaps_asked::asked_at))
            .load(db)?;
        // The latest come last and remain.
        found.extend(asked.into_iter().filter_map(|(staff, at)| Some((staff, at?.0))));
    }
    Ok(found)
}

/// The rows with who was asked and who said no.
fn whole(db: &mut Db, rows: Vec<Row>) -> Result<Vec<Swap>, StoreError> {
    let ids: Vec<SwapId> = rows.iter().map(|row| row.id).collect();
    let mut answers: BTreeMap<SwapId, (BTreeSet<StaffId>, BTreeSet<StaffId>)> = BTreeMap::new();
    for chunk in ids.chunks(CHUNK) {
        let told: Vec<(SwapId, StaffId, Option<At>, Option<At>)> =
            swaps_asked::table.filter(swaps_asked::swap_id.eq_any(chunk)).load(db)?;
        for (swap, staff, asked_at, declined_at) in told {
            let (asked, declined) = answers.entry(swap).or_default();
            asked.extend(asked_at.map(|_| staff));
            declined.extend(declined_at.map(|_| staff));
        }
    }
    let swap = |row: Row| {
        let (asked, declined) = answers.remove(&row.id).unwrap_or_default();
        row.swap(asked, declined)
    };
    Ok(rows.into_iter().map(swap).collect())
}
