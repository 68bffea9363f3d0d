//! Consultations.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::access::Scope;
use crate::domain::calendar::RequiredHours;
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::ids::{ConsultationId, UnitId};
use crate::domain::position::VerdictSet;
use crate::domain::roster::sharing::SharingRules;
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;
use crate::store::db::connection::{Db, Mb, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{consultations, units};
use crate::store::db::types::{At, Json};
use crate::store::unit::UnitRow;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = consultations, check_for_backend(Mb), treat_none_as_null = true)]
struct Row {
    id: ConsultationId,
    slug: Slug,
    texts: Json<ConsultationTexts>,
    first_day: NaiveDate,
    last_day: NaiveDate,
    zone: String,
    unit_id: UnitId,
    phone_mode: Option<PhoneMode>,
    required_hours: Json<RequiredHours>,
    swaps_need_approval: bool,
}

impl From<&Consultation> for Row {
    fn from(consultation: &Consultation) -> Self {
        Self {
            id: consultation.id,
            slug: consultation.slug.clone(),
            texts: Json(consultation.texts.clone()),
            first_day: consultation.first_day,
            last_day: consultation.last_day,
            zone: consultation.zone.name().to_owned(),
            unit_id: consultation.unit.id,
            phone_mode: consultation.phone_mode,
            required_hours: Json(consultation.required.clone()),
            swaps_need_approval: consultation.swaps_need_approval,
        }
    }
}

impl Row {
    fn consultation(self, unit: UnitRow) -> Result<Consultation, StoreError> {
        Ok(Consultation {
            id: self.id,
            slug: self.slug,
            texts: self.texts.0,
            first_day: self.first_day,
            last_day: self.last_day,
            zone: self
                .zone
                .parse()
                .map_err(|_| StoreError::Corrupt(format!("time zone {:?}", self.zone)))?,
            unit: unit.into(),
            phone_mode: self.phone_mode,
            required: self.required_hours.0,
            swaps_need_approval: self.swaps_need_approval,
        })
    }
}

/// Adds a consultation.
///
/// # Errors
/// [`StoreError::Duplicate`] of `consultations.slug` when the slug is taken.
pub fn insert(db: &mut Db, consultation: &Consultation, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::insert_into(consultations::table)
        .values((Row::from(consultation), consultations::created_at.eq(At(now))))
        .execute(db)?;
    Ok(())
}

/// Changes everything but the identifier.
///
/// # Errors
/// [`StoreError::Duplicate`] of `consultations.slug`; `NotFound` inside [`StoreError::Database`] when there is no such
/// consultation.
pub fn update(db: &mut Db, consultation: &Consultation) -> Result<(), StoreError> {
    let updated = diesel::update(consultations::table.find(consultation.id))
        .set(Row::from(consultation))
        .execute(db)?;
    if updated == 0 {
        return Err(diesel::result::Error::NotFound.into());
    }
    Ok(())
}

/// Locks a consultation until the transaction ends: everything that changes, plans or publishes it takes turns. To be
/// locked before extensions and people.
///
/// # Errors
/// `NotFound` inside [`StoreError::Database`] when there is no such consultation.
pub fn lock(db: &mut Db, id: ConsultationId) -> Result<(), StoreError> {
    let found: Vec<ConsultationId> = load_locked!(
        db,
        consultations::table
            .filter(consultations::id.eq(id))
            .select(consultations::id)
    )?;
    if found.is_empty() {
        return Err(diesel::result::Error::NotFound.into());
    }
    Ok(())
}

/// What was decided about sharing the duties of a consultation out; the defaults where nothing was.
pub fn sharing_rules(db: &mut Db, id: ConsultationId) -> Result<SharingRules, StoreError> {
    let rules: Option<Json<SharingRules>> = consultations::table
        .find(id)
        .select(consultations::sharing_rules)
        .first(db)?;
    Ok(rules.map(|rules| rules.0).unwrap_or_default())
}

pub fn set_sharing_rules(db: &mut Db, id: ConsultationId, rules: SharingRules) -> Result<(), StoreError> {
    diesel::update(consultations::table.find(id))
        .set(consultations::sharing_rules.eq(Some(Json(rules))))
        .execute(db)?;
    Ok(())
}

/// The verdicts the positions of a consultation choose from; the usual ones where nobody changed them.
pub fn verdicts(db: &mut Db, id: ConsultationId) -> Result<VerdictSet, StoreError> {
    let set: Option<Json<VerdictSet>> = consultations::table
        .find(id)
        .select(consultations::verdicts)
        .first(db)?;
    Ok(set.map(|set| set.0).unwrap_or_default())
}

pub fn set_verdicts(db: &mut Db, id: ConsultationId, set: VerdictSet) -> Result<(), StoreError> {
    diesel::update(consultations::table.find(id))
        .set(consultations::verdicts.eq(Some(Json(set))))
        .execute(db)?;
    Ok(())
}

/// The rows of consultations, each with its unit.
macro_rules! with_units {
    () => {
        consultations::table
            .inner_join(units::table)
            .select((Row::as_select(), UnitRow::as_select()))
    };
}

pub fn by_slug(db: &mut Db, slug: &Slug) -> Result<Option<Consultation>, StoreError> {
    let found: Option<(Row, UnitRow)> = with_units!()
        .filter(consultations::slug.eq(slug))
        .first(db)
        .optional()?;
    found.map(|(row, unit)| row.consultation(unit)).transpose()
}

pub fn by_id(db: &mut Db, id: ConsultationId) -> Result<Option<Consultation>, StoreError> {
    let found: Option<(Row, UnitRow)> = with_units!().filter(consultations::id.eq(id)).first(db).optional()?;
    found.map(|(row, unit)| row.consultation(unit)).transpose()
}

pub fn by_ids(db: &mut Db, ids: &[ConsultationId]) -> Result<BTreeMap<ConsultationId, Consultation>, StoreError> {
    let found: Vec<(Row, UnitRow)> = with_units!().filter(consultations::id.eq_any(ids)).load(db)?;
    let found = found.into_iter();
    found.map(|(row, unit)| Ok((row.id, row.consultation(unit)?))).collect()
}

/// The consultations of these units, the latest first day first.
pub fn list(db: &mut Db, scope: &Scope) -> Result<Vec<Consultation>, StoreError> {
    let mut query = with_units!().into_boxed::<Mb>();
    if let Scope::Units(units) = scope {
        query = query.filter(consultations::unit_id.eq_any(units));
    }
    let found: Vec<(Row, UnitRow)> = query
        .order((consultations::first_day.desc(), consultations::slug))
        .load(db)?;
    let found = found.into_iter();
    found.map(|(row, unit)| row.consultation(unit)).collect()
}

/// Which consultations these units have; `None` for all there are.
pub fn ids(db: &mut Db, scope: &Scope) -> Result<Option<Vec<ConsultationId>>, StoreError> {
    let Scope::Units(units) = scope else { return Ok(None) };
    let ids = consultations::table
        .filter(consultations::unit_id.eq_any(units))
        .select(consultations::id);
    Ok(Some(ids.load(db)?))
}
