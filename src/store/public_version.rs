//! The version of everything residents can see.

use diesel::prelude::*;

use crate::store::db::connection::{Db, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::listener::CHANNEL;
use crate::store::db::schema::public_version;

/// The only row.
const ONE: i32 = 1;

/// Grows the version, and on PostgreSQL tells all who listen, both when the transaction is committed. To be called last in
/// it: whoever else grows the version waits from here on.
pub fn grow(db: &mut Db) -> Result<(), StoreError> {
    each_backend!(db, |c| diesel::insert_into(public_version::table)
        .values((public_version::one.eq(ONE), public_version::version.eq(1)))
        .on_conflict(public_version::one)
        .do_update()
        .set(public_version::version.eq(public_version::version + 1))
        .execute(c))?;
    if let Db::Postgres(connection) = db {
        diesel::sql_query(format!("NOTIFY {CHANNEL}")).execute(connection)?;
    }
    Ok(())
}

/// The version now; 0 before the first change.
pub fn read(db: &mut Db) -> Result<i64, StoreError> {
    let version = public_version::table.find(ONE).select(public_version::version);
    Ok(version.first(db).optional()?.unwrap_or_default())
}
