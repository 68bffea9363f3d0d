//! Who can sign in, their passwords and one-time links.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::access::Role;
use crate::domain::ids::{StaffId, UserId};
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{sign_in_links, users};
use crate::store::db::types::At;

/// Somebody, or a program, that can sign in.
#[derive(Debug, Clone, PartialEq, Eq, HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = users, check_for_backend(Mb), treat_none_as_null = true)]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// How the header of their pages calls them.
    pub name: String,
    /// Where links go; nobody else has the same.
    pub email: Option<Email>,
    /// What they are.
    pub role: Role,
    /// The staff member they are, if they take duties; nobody else is the same one.
    #[diesel(column_name = staff_id)]
    pub staff: Option<StaffId>,
    /// The language of their pages and messages.
    pub locale: Locale,
    /// Whether they are kept out.
    pub disabled: bool,
}

/// Adds a user, without a password.
///
/// # Errors
/// [`StoreError::Duplicate`] of `users.email` or `users.staff_id`.
pub fn insert(db: &mut Db, user: &User) -> Result<(), StoreError> {
    diesel::insert_into(users::table).values(user.clone()).execute(db)?;
    Ok(())
}

/// Changes everything but the identifier and the password.
///
/// # Errors
/// As [`insert`].
pub fn update(db: &mut Db, user: &User) -> Result<(), StoreError> {
    diesel::update(users::table.find(user.id))
        .set(user.clone())
        .execute(db)?;
    Ok(())
}

/// The user of an identifier.
///
/// # Errors
/// Database faults.
pub fn by_id(db: &mut Db, id: UserId) -> Result<Option<User>, StoreError> {
    Ok(User::query().filter(users::id.eq(id)).first(db).optional()?)
}

/// The user of an address.
///
/// # Errors
/// Database faults.
pub fn by_email(db: &mut Db, email: &Email) -> Result<Option<User>, StoreError> {
    Ok(User::query().filter(users::email.eq(email)).first(db).optional()?)
}

/// The user a staff member signs in as.
///
/// # Errors
/// Database faults.
pub fn by_staff(db: &mut Db, staff: StaffId) -> Result<Option<User>, StoreError> {
    Ok(User::query().filter(users::staff_id.eq(staff)).first(db).optional()?)
}

/// All users, by name.
///
/// # Errors
/// Database faults.
pub fn list(db: &mut Db) -> Result<Vec<User>, StoreError> {
    Ok(User::query().order((users::name, users::id)).load(db)?)
}

/// Keeps a password, hashed by argon2id in PHC form; `None` takes it away.
///
/// # Errors
/// Database faults.
pub fn set_password(db: &mut Db, id: UserId, phc: Option<&str>) -> Result<(), StoreError> {
    diesel::update(users::table.find(id))
        .set(users::password.eq(phc))
        .execute(db)?;
    Ok(())
}

/// The password as [`set_password`] kept it; `None` without one, and for an unknown user.
///
/// # Errors
/// Database faults.
pub fn password(db: &mut Db, id: UserId) -> Result<Option<String>, StoreError> {
    let found: Option<Option<String>> = users::table.find(id).select(users::password).first(db).optional()?;
    Ok(found.flatten())
}

/// Keeps a one-time link by the hash of its secret. The user's expired ones go.
///
/// # Errors
/// Database faults.
pub fn put_link(
    db: &mut Db,
    hash: &str,
    user: UserId,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let expired = sign_in_links::table
        .filter(sign_in_links::user_id.eq(user))
        .filter(sign_in_links::expires_at.le(At(now)));
    diesel::delete(expired).execute(db)?;
    diesel::insert_into(sign_in_links::table)
        .values((
            sign_in_links::hash.eq(hash),
            sign_in_links::user_id.eq(user),
            sign_in_links::created_at.eq(At(now)),
            sign_in_links::expires_at.eq(At(expires_at)),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes all links of a user away.
///
/// # Errors
/// Database faults.
pub fn drop_links_of(db: &mut Db, user: UserId) -> Result<(), StoreError> {
    diesel::delete(sign_in_links::table.filter(sign_in_links::user_id.eq(user))).execute(db)?;
    Ok(())
}

/// Whose an unused link is, and until when it works; looking does not use it.
///
/// # Errors
/// Database faults.
pub fn link(db: &mut Db, hash: &str) -> Result<Option<(UserId, DateTime<Utc>)>, StoreError> {
    let found: Option<(UserId, At)> = sign_in_links::table
        .filter(sign_in_links::hash.eq(hash))
        .filter(sign_in_links::used_at.is_null())
        .select((sign_in_links::user_id, sign_in_links::expires_at))
        .first(db)
        .optional()?;
    Ok(found.map(|(user, expires_at)| (user, expires_at.0)))
}

/// Uses a link: whose it is, once, and only while it works. Of two at once, one gets it.
///
/// # Errors
/// Database faults.
pub fn use_link(db: &mut Db, hash: &str, now: DateTime<Utc>) -> Result<Option<UserId>, StoreError> {
    let usable = sign_in_links::table
        .filter(sign_in_links::hash.eq(hash))
        .filter(sign_in_links::used_at.is_null())
        .filter(sign_in_links::expires_at.gt(At(now)));
    let used = diesel::update(usable)
        .set(sign_in_links::used_at.eq(At(now)))
        .execute(db)?;
    if used == 0 {
        return Ok(None);
    }
    Ok(Some(
        sign_in_links::table
            .find(hash)
            .select(sign_in_links::user_id)
            .first(db)?,
    ))
}
