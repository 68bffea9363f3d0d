//! People who can take duties.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::ids::{ExtensionId, StaffId};
use crate::domain::language::{Language, Locale};
use crate::domain::staff::{Absence, Email, StaffMember};
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{absences, staff};
use crate::store::db::types::Json;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = staff, check_for_backend(Mb), treat_none_as_null = true)]
struct Row {
    id: StaffId,
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
    put_absences(db, member)
}

/// Changes everything but the identifier, absences included.
pub fn update(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    diesel::update(staff::table.find(member.id))
        .set(Row::from(member))
        .execute(db)?;
    diesel::delete(absences::table.filter(absences::staff_id.eq(member.id))).execute(db)?;
    put_absences(db, member)
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

/// By name.
pub fn list(db: &mut Db) -> Result<Vec<StaffMember>, StoreError> {
    let rows = Row::query().order((staff::name, staff::id)).load(db)?;
    let days = absences::table
        .order((absences::staff_id, absences::first_day, absences::last_day))
        .load(db)?;
    Ok(members(rows, days))
}

pub fn by_ids(db: &mut Db, ids: &[StaffId]) -> Result<BTreeMap<StaffId, StaffMember>, StoreError> {
    let rows = Row::query().filter(staff::id.eq_any(ids)).load(db)?;
    let days = absences::table
        .filter(absences::staff_id.eq_any(ids))
        .order((absences::staff_id, absences::first_day, absences::last_day))
        .load(db)?;
    Ok(members(rows, days).into_iter().map(|one| (one.id, one)).collect())
}

fn members(rows: Vec<Row>, days: Vec<(StaffId, NaiveDate, NaiveDate)>) -> Vec<StaffMember> {
    let mut by_person: BTreeMap<StaffId, Vec<Absence>> = BTreeMap::new();
    for (person, first_day, last_day) in days {
        by_person
            .entry(person)
            .or_default()
            .push(Absence { first_day, last_day });
    }
    let whole = |row: Row| {
        let absences = by_person.remove(&row.id).unwrap_or_default();
        member(row, absences)
    };
    rows.into_iter().map(whole).collect()
}

pub fn by_id(db: &mut Db, id: StaffId) -> Result<Option<StaffMember>, StoreError> {
    let row = Row::query().filter(staff::id.eq(id)).first(db).optional()?;
    row.map(|row| with_absences(db, row)).transpose()
}

/// The person of an extension; nobody when several share it, because then nobody knows which of them is meant.
pub fn by_extension(db: &mut Db, extension: ExtensionId) -> Result<Option<StaffMember>, StoreError> {
    let mut rows = Row::query()
        .filter(staff::extension_id.eq(extension))
        .limit(2)
        .load(db)?
        .into_iter();
    match (rows.next(), rows.next()) {
        (Some(row), None) => with_absences(db, row).map(Some),
        _ => Ok(None),
    }
}

fn with_absences(db: &mut Db, row: Row) -> Result<StaffMember, StoreError> {
    let days: Vec<(NaiveDate, NaiveDate)> = absences::table
        .filter(absences::staff_id.eq(row.id))
        .order((absences::first_day, absences::last_day))
        .select((absences::first_day, absences::last_day))
        .load(db)?;
    let absences = days
        .into_iter()
        .map(|(first_day, last_day)| Absence { first_day, last_day })
        .collect();
    Ok(member(row, absences))
}

fn member(row: Row, absences: Vec<Absence>) -> StaffMember {
    StaffMember {
        id: row.id,
        name: row.name,
        email: row.email,
        languages: row.languages.0,
        locale: row.locale,
        extension: row.extension_id,
        absences,
    }
}
