//! People who can take duties.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::domain::absence::Absence;
use crate::domain::access::Scope;
use crate::domain::ids::{AbsenceId, ConsultationId, ExtensionId, StaffId, UnitId};
use crate::domain::language::{Language, Locale};
use crate::domain::staff::{Email, StaffMember, WorkShare};
use crate::store::db::connection::{CHUNK, Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{absences, slots, staff, staff_loans};
use crate::store::db::types::{At, Json};

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
    share_percent: i32,
    max_per_week: Option<i32>,
    max_duties: Option<i32>,
    rather_not: Json<BTreeSet<u8>>,
    retired_at: Option<At>,
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
            share_percent: member.share.percent,
            max_per_week: member.share.max_per_week,
            max_duties: member.share.max_duties,
            rather_not: Json(member.share.rather_not.clone()),
            retired_at: member.retired_at.map(At),
        }
    }
}

/// Adds a person with their loans.
pub fn insert(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    diesel::insert_into(staff::table)
        .values(Row::from(member))
        .execute(db)?;
    put_loans(db, member)
}

/// Changes everything but the identifier and the absences, loans included.
pub fn update(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    diesel::update(staff::table.find(member.id))
        .set(Row::from(member))
        .execute(db)?;
    diesel::delete(staff_loans::table.filter(staff_loans::staff_id.eq(member.id))).execute(db)?;
    put_loans(db, member)
}

fn put_loans(db: &mut Db, member: &StaffMember) -> Result<(), StoreError> {
    for unit in &member.lent_to {
        diesel::insert_into(staff_loans::table)
            .values((staff_loans::staff_id.eq(member.id), staff_loans::unit_id.eq(unit)))
            .execute(db)?;
    }
    Ok(())
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = absences, check_for_backend(Mb))]
struct AbsenceRow {
    id: AbsenceId,
    staff_id: StaffId,
    start_at: NaiveDateTime,
    end_at: NaiveDateTime,
    zone: String,
    weekly_until: Option<NaiveDate>,
}

impl AbsenceRow {
    fn absence(self) -> Result<Absence, StoreError> {
        Ok(Absence {
            id: self.id,
            start: self.start_at,
            end: self.end_at,
            zone: self
                .zone
                .parse()
                .map_err(|_| StoreError::Corrupt(format!("time zone {:?}", self.zone)))?,
            weekly_until: self.weekly_until,
        })
    }
}

/// Adds an absence of a person.
///
/// # Errors
/// [`StoreError::Duplicate`] of `absences.id`.
pub fn put_absence(db: &mut Db, person: StaffId, absence: &Absence) -> Result<(), StoreError> {
    let row = AbsenceRow {
        id: absence.id,
        staff_id: person,
        start_at: absence.start,
        end_at: absence.end,
        zone: absence.zone.name().to_owned(),
        weekly_until: absence.weekly_until,
    };
    diesel::insert_into(absences::table).values(row).execute(db)?;
    Ok(())
}

/// Takes an absence of a person away; whether there was one.
pub fn drop_absence(db: &mut Db, person: StaffId, id: AbsenceId) -> Result<bool, StoreError> {
    let of = absences::table
        .filter(absences::id.eq(id))
        .filter(absences::staff_id.eq(person));
    Ok(diesel::delete(of).execute(db)? > 0)
}

/// The people of these units and those lent to them, by name; also those who have been retired.
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

/// Who can be in the draft of a consultation of a unit: its people and those lent to it who have not been retired, and whoever
/// is in the draft already; by name.
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
                .and(staff::retired_at.is_null())
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
        .filter(staff::retired_at.is_null())
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
        let times = AbsenceRow::query()
            .filter(absences::staff_id.eq_any(chunk))
            .order((absences::staff_id, absences::start_at, absences::end_at, absences::id))
            .load(db)?;
        for row in times {
            away.entry(row.staff_id).or_default().push(row.absence()?);
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
        share: WorkShare {
            percent: row.share_percent,
            max_per_week: row.max_per_week,
            max_duties: row.max_duties,
            rather_not: row.rather_not.0,
        },
        retired_at: row.retired_at.map(|at| at.0),
    };
    Ok(rows.into_iter().map(member).collect())
}
