//! People who can take duties.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::access::Scope;
use crate::domain::ids::{ConsultationId, ExtensionId, StaffId, UnitId};
use crate::domain::language::{Language, Locale};
use crate::domain::staff::{Absence, Email, StaffMember};
use crate::store::db::connection::{CHUNK, Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{absences, slots, staff, staff_loans};
use crate::store::db::types::Json;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = staff, check_for_backend(Mb), treat_none_as_null = true)]
struct Row {
    id: StaffId,
    unit_id: UnitId,
    name: String,
    email: Option<Email>,
    languages: Json<Vec<Language>>,
    locale: Locale,
    extension_id: Option<ExtensionId>,
}

impl From<&StaffMember> for Row {
    fn from(member: &StaffMember) -> Self {
        Self {
            id: member.id,
            unit_id: member.unit,
            name: member.name.clone(),
            email: member.email.clone(),
            languages: Json(member.languages.clone()),
            locale: member.locale,
            extension_id: member.extension,
        }
    }
}

/// Adds a person with their absences.
pub fn insert(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    diesel::insert_into(staff::table)
        .values(Row::from(member))
        .execute(db)?;
    put_loans(db, member)?;
    put_absences(db, member)
}

/// Changes everything but the identifier, loans and absences included.
pub fn update(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    diesel::update(staff::table.find(member.id))
        .set(Row::from(member))
        .execute(db)?;
    diesel::delete(staff_loans::table.filter(staff_loans::staff_id.eq(member.id))).execute(db)?;
    put_loans(db, member)?;
    diesel::delete(absences::table.filter(absences::staff_id.eq(member.id))).execute(db)?;
    put_absences(db, member)
}

fn put_loans(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    for unit in &member.lent_to {
        diesel::insert_into(staff_loans::table)
            .values((staff_loans::staff_id.eq(member.id), staff_loans::unit_id.eq(unit)))
            .execute(db)?;
    }
    Ok(())
}

fn put_absences(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    let mut days: Vec<(NaiveDate, NaiveDate)> = member
        .absences
        .iter()
        .map(|absence| (absence.first_day, absence.last_day))
        .collect();
    days.sort_unstable();
    days.dedup();
    for (first_day, last_day) in days {
        diesel::insert_into(absences::table)
            .values((
                absences::staff_id.eq(member.id),
                absences::first_day.eq(first_day),
                absences::last_day.eq(last_day),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// The people of these units and those lent to them, by name.
pub fn list(db: &mut Db, scope: &Scope) -> Result<Vec<StaffMember>, StoreError> {
    let mut query = staff::table.select(Row::as_select()).into_boxed::<Mb>();
    if let Scope::Units(units) = scope {
        let lent = staff_loans::table
            .filter(staff_loans::unit_id.eq_any(units))
            .select(staff_loans::staff_id);
        query = query.filter(staff::unit_id.eq_any(units).or(staff::id.eq_any(lent)));
    }
    let rows = query.order((staff::name, staff::id)).load(db)?;
    whole(db, rows)
}

/// Who can be in the draft of a consultation of a unit: its people, those lent to it, and whoever is in the draft already;
/// by name.
pub fn of_draft(db: &mut Db, unit: UnitId, consultation: ConsultationId) -> Result<Vec<StaffMember>, StoreError> {
    let lent = staff_loans::table
        .filter(staff_loans::unit_id.eq(unit))
        .select(staff_loans::staff_id);
    let assigned: Vec<Option<StaffId>> = slots::table
        .filter(slots::consultation_id.eq(consultation))
        .filter(slots::staff_id.is_not_null())
        .select(slots::staff_id)
        .distinct()
        .load(db)?;
    let assigned: Vec<StaffId> = assigned.into_iter().flatten().collect();
    let rows = Row::query()
        .filter(
            staff::unit_id
                .eq(unit)
                .or(staff::id.eq_any(lent))
                .or(staff::id.eq_any(assigned)),
        )
        .order((staff::name, staff::id))
        .load(db)?;
    whole(db, rows)
}

pub fn by_ids(db: &mut Db, ids: &[StaffId]) -> Result<BTreeMap<StaffId, StaffMember>, StoreError> {
    let rows = Row::query().filter(staff::id.eq_any(ids)).load(db)?;
    let found = whole(db, rows)?.into_iter();
    Ok(found.map(|member| (member.id, member)).collect())
}

pub fn by_id(db: &mut Db, id: StaffId) -> Result<Option<StaffMember>, StoreError> {
    let row: Vec<Row> = Row::query().filter(staff::id.eq(id)).load(db)?;
    Ok(whole(db, row)?.pop())
}

/// The person of an extension among those who take duties for a unit; nobody when several share it, because then nobody
/// knows which of them is meant.
pub fn by_extension(db: &mut Db, extension: ExtensionId, unit: UnitId) -> Result<Option<StaffMember>, StoreError> {
    let lent = staff_loans::table
        .filter(staff_loans::unit_id.eq(unit))
        .select(staff_loans::staff_id);
    let rows = Row::query()
        .filter(staff::extension_id.eq(extension))
        .filter(staff::unit_id.eq(unit).or(staff::id.eq_any(lent)))
        .limit(2)
        .load(db)?;
    if rows.len() > 1 {
        return Ok(None);
    }
    Ok(whole(db, rows)?.pop())
}

/// The rows with their loans and absences.
fn whole(db: &mut Db, rows: Vec<Row>) -> Result<Vec<StaffMember>, StoreError> {
    let ids: Vec<StaffId> = rows.iter().map(|row| row.id).collect();
    let mut away: BTreeMap<StaffId, Vec<Absence>> = BTreeMap::new();
    let mut lent: BTreeMap<StaffId, BTreeSet<UnitId>> = BTreeMap::new();
    for chunk in ids.chunks(CHUNK) {
        let days: Vec<(StaffId, NaiveDate, NaiveDate)> = absences::table
            .filter(absences::staff_id.eq_any(chunk))
            .order((absences::staff_id, absences::first_day, absences::last_day))
            .load(db)?;
        for (person, first_day, last_day) in days {
            away.entry(person).or_default().push(Absence { first_day, last_day });
        }
        let loans: Vec<(StaffId, UnitId)> = staff_loans::table
            .filter(staff_loans::staff_id.eq_any(chunk))
            .load(db)?;
        for (person, unit) in loans {
            lent.entry(person).or_default().insert(unit);
        }
    }
    let member = |row: Row| StaffMember {
        absences: away.remove(&row.id).unwrap_or_default(),
        lent_to: lent.remove(&row.id).unwrap_or_default(),
        id: row.id,
        unit: row.unit_id,
        name: row.name,
        email: row.email,
        languages: row.languages.0,
        locale: row.locale,
        extension: row.extension_id,
    };
    Ok(rows.into_iter().map(member).collect())
}
