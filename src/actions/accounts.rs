//! Who can sign in, which tokens there are, and taking that away again.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::actions::{ActionError, Context, Recorder};
use crate::domain::access::{Actor, Right};
use crate::domain::ids::UserId;
use crate::domain::staff::Email;
pub use crate::store::users::User;
use crate::store::{Db, sessions, users};

/// Everybody who signs in by an address, by name.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<User>, ActionError> {
    actor.may(Right::ManageAccounts)?;
    let all = cx.store.read(|db| Ok::<_, ActionError>(users::list(db)?)).await?;
    Ok(all.into_iter().filter(|user| user.email.is_some()).collect())
}

/// Keeps somebody out: their sessions, links and tokens end at once, and they get no new ones.
///
/// # Errors
/// [`ActionError::NotFound`] when nobody has the address; otherwise as [`list`].
pub async fn disable(cx: &Context, actor: &Actor, email: Email) -> Result<(), ActionError> {
    set_disabled(cx, actor, email, true).await
}

/// Lets somebody in again; they sign in anew.
///
/// # Errors
/// As [`disable`].
pub async fn enable(cx: &Context, actor: &Actor, email: Email) -> Result<(), ActionError> {
    set_disabled(cx, actor, email, false).await
}

async fn set_disabled(cx: &Context, actor: &Actor, email: Email, disabled: bool) -> Result<(), ActionError> {
    actor.may(Right::ManageAccounts)?;
    let recorder = Recorder::of(cx, actor);
    cx.store
        .write(move |db| {
            let user = users::by_email(db, &email)?.ok_or(ActionError::NotFound("user with this address"))?;
            let id = user.id;
            users::update(db, &User { disabled, ..user })?;
            let what = if disabled { "user.disabled" } else { "user.enabled" };
            if disabled {
                end_access(db, id)?;
                sessions::drop_tokens_of(db, id)?;
            }
            recorder.record(db, what, None, id, Value::Null)
        })
        .await
}

/// Ends the sessions of a user and takes their unused links away.
///
/// # Errors
/// Database faults.
pub(super) fn end_access(db: &mut Db, user: UserId) -> Result<(), ActionError> {
    sessions::end_sessions_of(db, user)?;
    Ok(users::drop_links_of(db, user)?)
}

/// A program's token; what the program sends is not known any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The user the program is, by whose id the token is revoked.
    pub user: User,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// All tokens, the oldest first.
///
/// # Errors
/// As [`list`].
pub async fn tokens(cx: &Context, actor: &Actor) -> Result<Vec<Token>, ActionError> {
    actor.may(Right::ManageAccounts)?;
    cx.store
        .read(|db| {
            let mut found = Vec::new();
            for (id, created_at) in sessions::tokens(db)? {
                if let Some(user) = users::by_id(db, id)? {
                    found.push(Token { user, created_at });
                }
            }
            Ok(found)
        })
        .await
}

/// Takes the token of a program away; it counts for nothing at once.
///
/// # Errors
/// [`ActionError::NotFound`] when the user has none; otherwise as [`list`].
pub async fn revoke_token(cx: &Context, actor: &Actor, id: UserId) -> Result<(), ActionError> {
    actor.may(Right::ManageAccounts)?;
    let recorder = Recorder::of(cx, actor);
    cx.store
        .write(move |db| {
            if sessions::drop_tokens_of(db, id)? == 0 {
                return Err(ActionError::NotFound("token with this id"));
            }
            recorder.record(db, "token.revoked", None, id, Value::Null)
        })
        .await
}
