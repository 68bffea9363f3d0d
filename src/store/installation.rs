//! What the installation remembers about itself, by key.

use diesel::prelude::*;

use crate::store::db::connection::{Db, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::schema::settings;

/// The value of a key.
///
/// # Errors
/// Database faults.
pub fn get(db: &mut Db, key: &str) -> Result<Option<String>, StoreError> {
    Ok(settings::table.find(key).select(settings::value).first(db).optional()?)
}

/// Sets the value of a key.
///
/// # Errors
/// Database faults.
pub fn put(db: &mut Db, key: &str, value: &str) -> Result<(), StoreError> {
    each_backend!(db, |c| diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(value)))
        .on_conflict(settings::key)
        .do_update()
        .set(settings::value.eq(value))
        .execute(c))?;
    Ok(())
}

/// The value of a key, set to `default` when there is none. Two who ask at once get the same.
///
/// # Errors
/// Database faults.
pub fn get_or_put(db: &mut Db, key: &str, default: &str) -> Result<String, StoreError> {
    each_backend!(db, |c| diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(default)))
        .on_conflict(settings::key)
        .do_nothing()
        .execute(c))?;
    Ok(settings::table.find(key).select(settings::value).first(db)?)
}
