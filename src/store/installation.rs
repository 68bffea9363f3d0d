//! What the installation remembers about itself, by key.

use diesel::prelude::*;

use crate::store::db::connection::{Db, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::schema::installation;

pub fn get(db: &mut Db, key: &str) -> Result<Option<String>, StoreError> {
    Ok(installation::table
        .find(key)
        .select(installation::value)
        .first(db)
        .optional()?)
}

pub fn put(db: &mut Db, key: &str, value: &str) -> Result<(), StoreError> {
    each_backend!(db, |c| diesel::insert_into(installation::table)
        .values((installation::key.eq(key), installation::value.eq(value)))
        .on_conflict(installation::key)
        .do_update()
        .set(installation::value.eq(value))
        .execute(c))?;
    Ok(())
}

/// The value of a key, set to `default` when there is none. Two who ask at once get the same.
pub fn get_or_put(db: &mut Db, key: &str, default: &str) -> Result<String, StoreError> {
    each_backend!(db, |c| diesel::insert_into(installation::table)
        .values((installation::key.eq(key), installation::value.eq(default)))
        .on_conflict(installation::key)
        .do_nothing()
        .execute(c))?;
    Ok(installation::table.find(key).select(installation::value).first(db)?)
}
