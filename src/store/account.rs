//! Who can sign in, their roles, passwords and one-time links.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::access::Role;
use crate::domain::account::{Standing, User};
use crate::domain::ids::{StaffId, UnitId, UserId};
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{memberships, sign_in_links, users};
use crate::store::db::types::At;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = users, check_for_backend(Mb), treat_none_as_null = true)]
pub(super) struct Row {
    id: UserId,
    name: String,
    email: Option<Email>,
    administrator: bool,
    staff_id: Option<StaffId>,
    locale: Locale,
    disabled: bool,
}

impl From<&User> for Row {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            name: user.name.clone(),
            email: user.email.clone(),
            administrator: user.standing == Standing::Administrator,
            staff_id: user.staff,
            locale: user.locale,
            disabled: user.disabled,
        }
    }
}

/// What a user is in each unit.
pub(super) type Roles = BTreeMap<UnitId, Role>;

impl Row {
    pub(super) fn user(self, roles: Roles) -> User {
        User {
            id: self.id,
            name: self.name,
            email: self.email,
            standing: if self.administrator {
                Standing::Administrator
            } else {
                Standing::Member(roles)
            },
            staff: self.staff_id,
            locale: self.locale,
            disabled: self.disabled,
        }
    }

    fn with_roles(self, db: &mut Db) -> Result<User, StoreError> {
        let roles: Vec<(UnitId, Role)> = memberships::table
            .filter(memberships::user_id.eq(self.id))
            .select((memberships::unit_id, memberships::role))
            .load(db)?;
        Ok(self.user(roles.into_iter().collect()))
    }
}

/// Adds a user, without a password.
///
/// # Errors
/// [`StoreError::Duplicate`] of `users.email` or `users.staff_id`.
pub fn insert(db: &mut Db, user: &User) -> Result<(), StoreError> {
    diesel::insert_into(users::table).values(Row::from(user)).execute(db)?;
    put_roles(db, user)
}

/// Changes everything but the identifier and the password.
///
/// # Errors
/// As [`insert`].
pub fn update(db: &mut Db, user: &User) -> Result<(), StoreError> {
    diesel::update(users::table.find(user.id))
        .set(Row::from(user))
        .execute(db)?;
    diesel::delete(memberships::table.filter(memberships::user_id.eq(user.id))).execute(db)?;
    put_roles(db, user)
}

fn put_roles(db: &mut Db, user: &User) -> Result<(), StoreError> {
    let Standing::Member(roles) = &user.standing else {
        return Ok(());
    };
    for (unit, role) in roles {
        diesel::insert_into(memberships::table)
            .values((
                memberships::user_id.eq(user.id),
                memberships::unit_id.eq(unit),
                memberships::role.eq(role),
            ))
            .execute(db)?;
    }
    Ok(())
}

pub fn by_id(db: &mut Db, id: UserId) -> Result<Option<User>, StoreError> {
    let row = Row::query().filter(users::id.eq(id)).first(db).optional()?;
    row.map(|row| row.with_roles(db)).transpose()
}

/// The names of users.
pub fn names(db: &mut Db, ids: &BTreeSet<UserId>) -> Result<BTreeMap<UserId, String>, StoreError> {
    let found: Vec<(UserId, String)> = users::table
        .filter(users::id.eq_any(ids))
        .select((users::id, users::name))
        .load(db)?;
    Ok(found.into_iter().collect())
}

pub fn by_email(db: &mut Db, email: &Email) -> Result<Option<User>, StoreError> {
    let row = Row::query().filter(users::email.eq(email)).first(db).optional()?;
    row.map(|row| row.with_roles(db)).transpose()
}

/// The user a staff member signs in as.
pub fn by_staff(db: &mut Db, staff: StaffId) -> Result<Option<User>, StoreError> {
    let row = Row::query().filter(users::staff_id.eq(staff)).first(db).optional()?;
    row.map(|row| row.with_roles(db)).transpose()
}

/// Who coordinates a unit and can be written to, by name.
pub fn coordinators(db: &mut Db, unit: UnitId) -> Result<Vec<UserId>, StoreError> {
    Ok(memberships::table
        .inner_join(users::table)
        .filter(memberships::unit_id.eq(unit))
        .filter(memberships::role.eq(Role::Coordinator))
        .filter(users::disabled.eq(false))
        .filter(users::email.is_not_null())
        .order((users::name, users::id))
        .select(users::id)
        .load(db)?)
}

/// Of these ids the users there are.
pub fn by_ids(db: &mut Db, ids: &[UserId]) -> Result<BTreeMap<UserId, User>, StoreError> {
    let rows = Row::query().filter(users::id.eq_any(ids)).load(db)?;
    let users = rows.into_iter().map(|row| row.with_roles(db));
    users.map(|user| user.map(|user| (user.id, user))).collect()
}

/// All users, by name.
pub fn list(db: &mut Db) -> Result<Vec<User>, StoreError> {
    let rows = Row::query().order((users::name, users::id)).load(db)?;
    let all: Vec<(UserId, UnitId, Role)> = memberships::table.load(db)?;
    let mut roles: BTreeMap<UserId, Roles> = BTreeMap::new();
    for (user, unit, role) in all {
        roles.entry(user).or_default().insert(unit, role);
    }
    let user = |row: Row| {
        let roles = roles.remove(&row.id).unwrap_or_default();
        row.user(roles)
    };
    Ok(rows.into_iter().map(user).collect())
}

/// Keeps a password, hashed by argon2id in PHC form; `None` takes it away.
pub fn set_password(db: &mut Db, id: UserId, phc: Option<&str>) -> Result<(), StoreError> {
    diesel::update(users::table.find(id))
        .set(users::password.eq(phc))
        .execute(db)?;
    Ok(())
}

/// The password as [`set_password`] stored it; `None` without one, and for an unknown user.
pub fn password(db: &mut Db, id: UserId) -> Result<Option<String>, StoreError> {
    let found: Option<Option<String>> = users::table.find(id).select(users::password).first(db).optional()?;
    Ok(found.flatten())
}

/// Keeps a one-time link by the hash of its secret. The user's expired ones go.
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
pub fn drop_links_of(db: &mut Db, user: UserId) -> Result<(), StoreError> {
    diesel::delete(sign_in_links::table.filter(sign_in_links::user_id.eq(user))).execute(db)?;
    Ok(())
}

/// Whose an unused link is, and until when it works; looking does not use it.
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
