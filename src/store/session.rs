//! Who is signed in, and tokens of programs. Both are found by the SHA-256 of what their holder has.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::UserId;
use crate::store::db::connection::Db;
use crate::store::db::error::StoreError;
use crate::store::db::schema::{api_tokens, sessions};
use crate::store::db::types::At;

/// Starts a session. The user's expired ones go.
pub fn put_session(
    db: &mut Db,
    hash: &str,
    user: UserId,
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
            sessions::created_at.eq(At(now)),
            sessions::last_seen_at.eq(At(now)),
            sessions::expires_at.eq(At(expires_at)),
        ))
        .execute(db)?;
    Ok(())
}

/// Whose it is, when it was last used, and when it ends.
pub type Session = (UserId, DateTime<Utc>, DateTime<Utc>);

/// `None` once it has ended.
pub fn session(db: &mut Db, hash: &str, now: DateTime<Utc>) -> Result<Option<Session>, StoreError> {
    let found: Option<(UserId, At, At)> = sessions::table
        .filter(sessions::hash.eq(hash))
        .filter(sessions::expires_at.gt(At(now)))
        .select((sessions::user_id, sessions::last_seen_at, sessions::expires_at))
        .first(db)
        .optional()?;
    Ok(found.map(|(user, seen, ends)| (user, seen.0, ends.0)))
}

/// Writes down that a session was used.
pub fn touch_session(db: &mut Db, hash: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(hash))
        .set(sessions::last_seen_at.eq(At(now)))
        .execute(db)?;
    Ok(())
}

pub fn end_session(db: &mut Db, hash: &str) -> Result<(), StoreError> {
    diesel::delete(sessions::table.find(hash)).execute(db)?;
    Ok(())
}

/// Ends all sessions of a user.
pub fn end_sessions_of(db: &mut Db, user: UserId) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(db)?;
    Ok(())
}

/// Keeps a program's token.
pub fn put_token(db: &mut Db, hash: &str, user: UserId, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::hash.eq(hash),
            api_tokens::user_id.eq(user),
            api_tokens::created_at.eq(At(now)),
        ))
        .execute(db)?;
    Ok(())
}

pub fn token_user(db: &mut Db, hash: &str) -> Result<Option<UserId>, StoreError> {
    Ok(api_tokens::table
        .find(hash)
        .select(api_tokens::user_id)
        .first(db)
        .optional()?)
}

/// All tokens: whose each is and when it was made, the oldest first.
pub fn tokens(db: &mut Db) -> Result<Vec<(UserId, DateTime<Utc>)>, StoreError> {
    let found: Vec<(UserId, At)> = api_tokens::table
        .order((api_tokens::created_at, api_tokens::user_id))
        .select((api_tokens::user_id, api_tokens::created_at))
        .load(db)?;
    Ok(found.into_iter().map(|(user, at)| (user, at.0)).collect())
}

/// Takes all tokens of a user away; how many there were.
pub fn drop_tokens_of(db: &mut Db, user: UserId) -> Result<usize, StoreError> {
    Ok(diesel::delete(api_tokens::table.filter(api_tokens::user_id.eq(user))).execute(db)?)
}
