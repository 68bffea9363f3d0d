//! The offices of the city.

use diesel::prelude::*;

use crate::domain::ids::UnitId;
use crate::domain::slug::Slug;
use crate::domain::unit::{Unit, UnitNames};
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::units;
use crate::store::db::types::Json;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = units, check_for_backend(Mb))]
pub(super) struct UnitRow {
    id: UnitId,
    slug: Slug,
    names: Json<UnitNames>,
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            names: row.names.0,
        }
    }
}

impl From<&Unit> for UnitRow {
    fn from(unit: &Unit) -> Self {
        Self {
            id: unit.id,
            slug: unit.slug.clone(),
            names: Json(unit.names.clone()),
        }
    }
}

/// Adds a unit.
///
/// # Errors
/// [`StoreError::Duplicate`] of `units.slug` when the slug is taken.
pub fn insert(db: &mut Db, unit: &Unit) -> Result<(), StoreError> {
    diesel::insert_into(units::table)
        .values(UnitRow::from(unit))
        .execute(db)?;
    Ok(())
}

/// Changes everything but the identifier.
pub fn update(db: &mut Db, unit: &Unit) -> Result<(), StoreError> {
    diesel::update(units::table.find(unit.id))
        .set(UnitRow::from(unit))
        .execute(db)?;
    Ok(())
}

pub fn by_slug(db: &mut Db, slug: &Slug) -> Result<Option<Unit>, StoreError> {
    Ok(UnitRow::query()
        .filter(units::slug.eq(slug))
        .first(db)
        .optional()?
        .map(Unit::from))
}

/// All units, by slug.
pub fn list(db: &mut Db) -> Result<Vec<Unit>, StoreError> {
    let rows = UnitRow::query().order(units::slug).load(db)?;
    Ok(rows.into_iter().map(Unit::from).collect())
}
