//! Extensions: the telephone lines of the office.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::extension::{Extension, Phone};
use crate::domain::ids::ExtensionId;
use crate::store::db::connection::{Db, Mb, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::schema::extensions;

#[derive(HasQuery)]
#[diesel(table_name = extensions, check_for_backend(Mb))]
pub(crate) struct ExtensionRow {
    id: ExtensionId,
    phone: Phone,
    display: String,
}

impl From<ExtensionRow> for Extension {
    fn from(row: ExtensionRow) -> Self {
        Self {
            id: row.id,
            phone: row.phone,
            display: row.display,
        }
    }
}

/// The extension of a number; made with this identifier and printed form when it is new. Two who ask at once get the
/// same.
pub fn ensure(db: &mut Db, phone: &Phone, display: &str, new_id: ExtensionId) -> Result<Extension, StoreError> {
    if let Some(known) = by_phone(db, phone)? {
        return Ok(known);
    }
    each_backend!(db, |c| diesel::insert_into(extensions::table)
        .values((
            extensions::id.eq(new_id),
            extensions::phone.eq(phone),
            extensions::display.eq(display),
        ))
        .on_conflict(extensions::phone)
        .do_nothing()
        .execute(c))?;
    by_phone(db, phone)?.ok_or_else(|| diesel::result::Error::NotFound.into())
}

/// The extensions of these numbers and their printed forms, as [`ensure`] finds or makes them; in the order of the
/// numbers, so that two who need the same new ones do not wait for each other in a circle.
pub fn ensure_all(
    db: &mut Db,
    numbers: &[(Phone, String)],
    new_id: &mut dyn FnMut() -> ExtensionId,
) -> Result<BTreeMap<Phone, Extension>, StoreError> {
    let mut wanted: BTreeMap<&Phone, &String> = BTreeMap::new();
    for (phone, display) in numbers {
        wanted.entry(phone).or_insert(display);
    }
    wanted
        .into_iter()
        .map(|(phone, display)| Ok((phone.clone(), ensure(db, phone, display, new_id())?)))
        .collect()
}

/// By number.
pub fn list(db: &mut Db) -> Result<Vec<Extension>, StoreError> {
    let rows = ExtensionRow::query().order(extensions::phone).load(db)?;
    Ok(rows.into_iter().map(Extension::from).collect())
}

pub fn by_phone(db: &mut Db, phone: &Phone) -> Result<Option<Extension>, StoreError> {
    let row = ExtensionRow::query()
        .filter(extensions::phone.eq(phone))
        .first(db)
        .optional()?;
    Ok(row.map(Extension::from))
}
