//! Secret addresses of personal calendars, and what these show. An address is found by the SHA-256 of its secret.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::feed::{Appearance, RevisionMark};
use crate::domain::ids::{ConsultationId, SlotId, StaffId, UserId};
use crate::store::db::connection::{CHUNK, Db};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{feeds, revision_slots, revisions};
use crate::store::db::types::At;
use crate::store::revision::SlotRow;

/// Gives a user an address; one they had counts no more.
///
/// # Errors
/// [`StoreError::Duplicate`] of `feeds.hash` when it is somebody else's.
pub fn put(db: &mut Db, user: UserId, hash: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    drop_of(db, user)?;
    diesel::insert_into(feeds::table)
        .values((
            feeds::user_id.eq(user),
            feeds::hash.eq(hash),
            feeds::made_at.eq(At(now)),
        ))
        .execute(db)?;
    Ok(())
}

/// When the address of a user was made, and its hash.
pub fn of(db: &mut Db, user: UserId) -> Result<Option<(DateTime<Utc>, String)>, StoreError> {
    let found: Option<(At, String)> = feeds::table
        .find(user)
        .select((feeds::made_at, feeds::hash))
        .first(db)
        .optional()?;
    Ok(found.map(|(at, hash)| (at.0, hash)))
}

/// Takes the address of a user away; whether there was one.
pub fn drop_of(db: &mut Db, user: UserId) -> Result<bool, StoreError> {
    Ok(diesel::delete(feeds::table.find(user)).execute(db)? > 0)
}

/// Whose address it is.
pub fn user(db: &mut Db, hash: &str) -> Result<Option<UserId>, StoreError> {
    let found = feeds::table.filter(feeds::hash.eq(hash)).select(feeds::user_id);
    Ok(found.first(db).optional()?)
}

/// What the revisions say of the slots a person was ever published in that end after an instant, and all revisions of
/// their consultations.
pub fn history(
    db: &mut Db,
    person: StaffId,
    after: DateTime<Utc>,
) -> Result<(Vec<RevisionMark>, Vec<Appearance>), StoreError> {
    let ids: Vec<SlotId> = revision_slots::table
        .filter(revision_slots::staff_id.eq(person))
        .filter(revision_slots::ends_at.gt(At(after)))
        .select(revision_slots::slot_id)
        .distinct()
        .load(db)?;
    let mut appearances = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(ConsultationId, i32, At, SlotRow, Option<StaffId>)> = revision_slots::table
            .inner_join(revisions::table)
            .filter(revision_slots::slot_id.eq_any(chunk))
            .select((
                revisions::consultation_id,
                revisions::number,
                revisions::published_at,
                SlotRow::as_select(),
                revision_slots::staff_id,
            ))
            .load(db)?;
        appearances.extend(
            rows.into_iter()
                .map(|(consultation, number, at, slot, staff)| Appearance {
                    revision: mark((consultation, number, at)),
                    slot: slot.into(),
                    staff,
                }),
        );
    }
    let mut of: Vec<ConsultationId> = appearances.iter().map(|one| one.revision.consultation).collect();
    of.sort_unstable();
    of.dedup();
    let marks: Vec<(ConsultationId, i32, At)> = revisions::table
        .filter(revisions::consultation_id.eq_any(of))
        .select((revisions::consultation_id, revisions::number, revisions::published_at))
        .load(db)?;
    Ok((marks.into_iter().map(mark).collect(), appearances))
}

fn mark((consultation, number, published_at): (ConsultationId, i32, At)) -> RevisionMark {
    RevisionMark {
        consultation,
        number,
        published_at: published_at.0,
    }
}
