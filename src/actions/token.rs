//! Tokens of programs. A token is shown once; the database keeps its SHA-256, which is enough for 256 random bits.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::digest::sha256;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::account::User;
use crate::domain::audit::AuditAction;
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::text::required_text;
use crate::store::{account, session};

/// A program's token; what the program sends is not known any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The user the program is, by whose id the token is revoked.
    pub user: User,
    pub created_at: DateTime<Utc>,
}

/// Makes a user for a program, and its token.
///
/// # Errors
/// [`ActionError::Invalid`] for a name that cannot be used.
pub async fn create(cx: &Context, actor: &Actor, name: &str, role: Role) -> Result<String, ActionError> {
    let (name, token) = (name.to_owned(), cx.random.secret());
    let hash = sha256(&token);
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let user = User {
            id: cx.random.id(cx.now()),
            name: required_text("name", &name, 100)?,
            email: None,
            role,
            staff: None,
            locale: Locale::Pl,
            disabled: false,
        };
        account::insert(db, &user)?;
        session::put_token(db, &hash, user.id, cx.now())?;
        let detail = json!({ "role": role.code() });
        AuditLog::of(cx, actor).append(db, AuditAction::TokenCreated, None, user.id, detail)
    })
    .await?;
    Ok(token)
}

/// All tokens, the oldest first.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<Token>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::ManageAccounts)?;
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
/// [`ActionError::NotFound`] when the user has none.
pub async fn revoke(cx: &Context, actor: &Actor, id: UserId) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        if session::drop_tokens_of(db, id)? == 0 {
            return Err(ActionError::NotFound("token with this id"));
        }
        AuditLog::of(cx, actor).append(db, AuditAction::TokenRevoked, None, id, Value::Null)
    })
    .await
}

/// Who a program is.
pub async fn actor_of(cx: &Context, token: &str) -> Result<Option<Actor>, ActionError> {
    let hash = sha256(token);
    cx.store
        .read(move |db| {
            let Some(user) = session::token_user(db, &hash)? else {
                return Ok(None);
            };
            let user = account::by_id(db, user)?.filter(|user| !user.disabled);
            Ok(user.map(|user| user.actor()))
        })
        .await
}
