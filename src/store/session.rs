//! Who is signed in, and tokens of programs. Both are found by the SHA-256 of what their holder has.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::access::{Grant, Rights, Role};
use crate::domain::account::User;
use crate::domain::ids::{UnitId, UserId};
use crate::store::account::{Roles, Row as UserRow};
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{api_tokens, memberships, sessions, users};
use crate::store::db::types::{At, Json};

/// Starts a session, `by_link` or otherwise. The user's expired ones go.
pub fn put_session(
    db: &mut Db,
    hash: &str,
    user: UserId,
    by_link: bool,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let expired = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::expires_at.le(At(now)));
    diesel::delete(expired).execute(db)?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::hash.eq(hash),
            sessions::user_id.eq(user),
            sessions::by_link.eq(by_link),
            sessions::created_at.eq(At(now)),
            sessions::last_seen_at.eq(At(now)),
            sessions::expires_at.eq(At(expires_at)),
        ))
        .execute(db)?;
    Ok(())
}

/// A session that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub user: User,
    pub last_seen_at: DateTime<Utc>,
}

/// `None` once it has ended. One statement: it is asked with every request.
pub fn session(db: &mut Db, hash: &str, now: DateTime<Utc>) -> Result<Option<Session>, StoreError> {
    type Columns = (At, UserRow, Option<UnitId>, Option<Role>);
    let rows: Vec<Columns> = sessions::table
        .inner_join(users::table)
        .left_join(memberships::table.on(memberships::user_id.eq(sessions::user_id)))
        .filter(sessions::hash.eq(hash))
        .filter(sessions::expires_at.gt(At(now)))
        .select((
            sessions::last_seen_at,
            UserRow::as_select(),
            memberships::unit_id.nullable(),
            memberships::role.nullable(),
        ))
        .load(db)?;
    let roles: Roles = rows.iter().filter_map(|(_, _, unit, role)| unit.zip(*role)).collect();
    let first = rows.into_iter().next();
    Ok(first.map(|(seen, user, ..)| Session {
        user: user.user(roles),
        last_seen_at: seen.0,
    }))
}

/// Whether a user's session was started by a link, later than an instant.
pub fn is_by_link(db: &mut Db, hash: &str, user: UserId, after: DateTime<Utc>) -> Result<bool, StoreError> {
    let found = sessions::table
        .find(hash)
        .filter(sessions::user_id.eq(user))
        .filter(sessions::by_link.eq(true))
        .filter(sessions::created_at.gt(At(after)));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(db)?)
}

/// Writes down that a session was used.
pub fn touch_session(db: &mut Db, hash: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(hash))
        .set(sessions::last_seen_at.eq(At(now)))
        .execute(db)?;
    Ok(())
}

/// Ends a session; whose it was.
pub fn end_session(db: &mut Db, hash: &str) -> Result<Option<UserId>, StoreError> {
    let session = sessions::table.find(hash);
    let user = session.select(sessions::user_id).first(db).optional()?;
    diesel::delete(session).execute(db)?;
    Ok(user)
}

/// Ends all sessions of a user.
pub fn end_sessions_of(db: &mut Db, user: UserId) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(db)?;
    Ok(())
}

/// A program's token; what the program sends is not known any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The user the program is, by whose id the token is revoked; or somebody who takes duties. A program has no role of its
    /// own, and of a person only what the token gives counts.
    pub user: User,
    pub grant: Grant,
    pub created_at: DateTime<Utc>,
    /// From when on it counts for nothing.
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = api_tokens, check_for_backend(Mb))]
struct TokenRow {
    created_at: At,
    unit_id: Option<UnitId>,
    role: Option<Role>,
    rights: Option<Json<Rights>>,
    expires_at: Option<At>,
}

impl TokenRow {
    fn of(token: &Token) -> Self {
        let (unit_id, role, rights) = match &token.grant {
            Grant::Everything => (None, None, None),
            Grant::Role(unit, role) => (Some(*unit), Some(*role), None),
            Grant::Rights(unit, rights) => (Some(*unit), None, Some(Json(rights.clone()))),
        };
        Self {
            created_at: At(token.created_at),
            unit_id,
            role,
            rights,
            expires_at: token.expires_at.map(At),
        }
    }

    fn token(self, user: UserRow) -> Token {
        let grant = match (self.unit_id, self.role, self.rights) {
            (None, ..) => Grant::Everything,
            (Some(unit), Some(role), _) => Grant::Role(unit, role),
            (Some(unit), None, rights) => Grant::Rights(unit, rights.map(|rights| rights.0).unwrap_or_default()),
        };
        Token {
            user: user.user(Roles::new()),
            grant,
            created_at: self.created_at.0,
            expires_at: self.expires_at.map(|at| at.0),
        }
    }
}

/// Keeps a program's token by the hash of its secret.
pub fn put_token(db: &mut Db, hash: &str, token: &Token) -> Result<(), StoreError> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::hash.eq(hash),
            api_tokens::user_id.eq(token.user.id),
            TokenRow::of(token),
        ))
        .execute(db)?;
    Ok(())
}

/// `None` for one that is unknown or has ended. One statement: it is asked with every request.
pub fn token(db: &mut Db, hash: &str, now: DateTime<Utc>) -> Result<Option<Token>, StoreError> {
    let found: Option<(TokenRow, UserRow)> = api_tokens::table
        .inner_join(users::table)
        .filter(api_tokens::hash.eq(hash))
        .filter(api_tokens::expires_at.is_null().or(api_tokens::expires_at.gt(At(now))))
        .select((TokenRow::as_select(), UserRow::as_select()))
        .first(db)
        .optional()?;
    Ok(found.map(|(row, user)| row.token(user)))
}

/// All tokens, the oldest first; those that have ended too.
pub fn tokens(db: &mut Db) -> Result<Vec<Token>, StoreError> {
    let found: Vec<(TokenRow, UserRow)> = api_tokens::table
        .inner_join(users::table)
        .order((api_tokens::created_at, api_tokens::user_id))
        .select((TokenRow::as_select(), UserRow::as_select()))
        .load(db)?;
    Ok(found.into_iter().map(|(row, user)| row.token(user)).collect())
}

/// Takes all tokens of a user away; how many there were.
pub fn drop_tokens_of(db: &mut Db, user: UserId) -> Result<usize, StoreError> {
    Ok(diesel::delete(api_tokens::table.filter(api_tokens::user_id.eq(user))).execute(db)?)
}
