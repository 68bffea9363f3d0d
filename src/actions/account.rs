//! Who can sign in, which tokens there are, and taking that away again.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::staff::Email;
pub use crate::store::account::User;
use crate::store::{Db, StoreError, account, installation, session};

/// Everybody who signs in by an address, by name.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<User>, ActionError> {
    allow(actor, Right::ManageAccounts)?;
    let all = cx.store.read(|db| Ok::<_, ActionError>(account::list(db)?)).await?;
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
    allow(actor, Right::ManageAccounts)?;
    let recorder = AuditLog::of(cx, actor);
    cx.store
        .write(move |db| {
            let user = account::by_email(db, &email)?.ok_or(ActionError::NotFound("user with this address"))?;
            let id = user.id;
            account::update(db, &User { disabled, ..user })?;
            let what = if disabled { "user.disabled" } else { "user.enabled" };
            if disabled {
                end_access(db, id)?;
                session::drop_tokens_of(db, id)?;
            }
            recorder.append(db, what, None, id, Value::Null)
        })
        .await
}

/// Ends the sessions of a user and takes their unused links away.
///
/// # Errors
/// Database faults.
pub(super) fn end_access(db: &mut Db, user: UserId) -> Result<(), ActionError> {
    session::end_sessions_of(db, user)?;
    Ok(account::drop_links_of(db, user)?)
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
    allow(actor, Right::ManageAccounts)?;
    cx.store
        .read(|db| {
            let mut found = Vec::new();
            for (id, created_at) in session::tokens(db)? {
                if let Some(user) = account::by_id(db, id)? {
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
    allow(actor, Right::ManageAccounts)?;
    let recorder = AuditLog::of(cx, actor);
    cx.store
        .write(move |db| {
            if session::drop_tokens_of(db, id)? == 0 {
                return Err(ActionError::NotFound("token with this id"));
            }
            recorder.append(db, "token.revoked", None, id, Value::Null)
        })
        .await
}

/// The actor behind commands typed at the machine itself: an administrator without an address, made on first use.
///
/// # Errors
/// When the database fails.
pub async fn command_line_actor(cx: &Context) -> Result<Actor, ActionError> {
    let id: UserId = cx.random.id(cx.now());
    let user = cx
        .store
        .write(move |db| {
            let kept = installation::get_or_put(db, "command_line_user", &id.to_string())?;
            let kept: UserId = kept
                .parse()
                .map_err(|_| StoreError::Corrupt("settings.command_line_user is not an id".to_owned()))?;
            if let Some(user) = account::by_id(db, kept)? {
                return Ok::<_, ActionError>(user);
            }
            let user = User {
                id: kept,
                name: "dutyline".to_owned(),
                email: None,
                role: Role::Administrator,
                staff: None,
                locale: Locale::Pl,
                disabled: false,
            };
            account::insert(db, &user)?;
            Ok(user)
        })
        .await?;
    Ok(actor_of(&user))
}

/// The actor a user is.
pub(super) fn actor_of(user: &User) -> Actor {
    Actor {
        user: user.id,
        name: user.name.clone(),
        role: user.role,
        staff: user.staff,
    }
}
