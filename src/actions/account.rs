//! Who can sign in: adding people, keeping them out, letting them in again.

use serde_json::{Value, json};

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::domain::access::{Actor, Right, Role};
use crate::domain::account::User;
use crate::domain::audit::AuditAction;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::domain::text::required_text;
use crate::store::{Db, StoreError, account, installation, session};

/// Everybody who signs in by an address, by name.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<User>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let all = account::list(db)?.into_iter();
        Ok(all.filter(|user| user.email.is_some()).collect())
    })
    .await
}

/// A user to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub locale: Locale,
}

/// Adds a user who signs in by link.
///
/// # Errors
/// [`ActionError::Invalid`] when name or address cannot be used or the address is known.
pub async fn add(cx: &Context, actor: &Actor, new: NewUser) -> Result<UserId, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let mut faults = Vec::new();
        let name = required_text("name", &new.name, 100)
            .map_err(|fault| faults.push(fault))
            .unwrap_or_default();
        let email: Option<Email> = new.email.parse().ok();
        match &email {
            None => faults.push(FieldError::new("email", Fault::Email)),
            Some(email) if account::by_email(db, email)?.is_some() => {
                faults.push(FieldError::new("email", Fault::EmailKnown));
            }
            Some(_) => {}
        }
        let user = User {
            id: cx.random.id(cx.now()),
            name,
            email,
            role: new.role,
            staff: None,
            locale: new.locale,
            disabled: false,
        };
        let user = or_invalid(faults, user)?;
        account::insert(db, &user)?;
        let detail = json!({ "role": user.role.code() });
        AuditLog::of(cx, actor).append(db, AuditAction::UserAdded, None, user.id, detail)?;
        Ok(user.id)
    })
    .await
}

/// Keeps somebody out: their sessions, links and tokens end at once, and they get no new ones.
///
/// # Errors
/// [`ActionError::NotFound`] when nobody has the address.
pub async fn disable(cx: &Context, actor: &Actor, email: Email) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let id = set_disabled(db, actor, &email, true)?;
        end_access(db, id)?;
        session::drop_tokens_of(db, id)?;
        AuditLog::of(cx, actor).append(db, AuditAction::UserDisabled, None, id, Value::Null)
    })
    .await
}

/// Lets somebody in again; they sign in anew.
///
/// # Errors
/// As [`disable`].
pub async fn enable(cx: &Context, actor: &Actor, email: Email) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let id = set_disabled(db, actor, &email, false)?;
        AuditLog::of(cx, actor).append(db, AuditAction::UserEnabled, None, id, Value::Null)
    })
    .await
}

fn set_disabled(db: &mut Db, actor: &Actor, email: &Email, disabled: bool) -> Result<UserId, ActionError> {
    allow(actor, Right::ManageAccounts)?;
    let user = account::by_email(db, email)?.ok_or(NOBODY)?;
    let id = user.id;
    account::update(db, &User { disabled, ..user })?;
    Ok(id)
}

/// No user has the address.
pub(super) const NOBODY: ActionError = ActionError::NotFound("user with this address");

/// Ends the sessions of a user and takes their unused links away.
pub(super) fn end_access(db: &mut Db, user: UserId) -> Result<(), ActionError> {
    session::end_sessions_of(db, user)?;
    Ok(account::drop_links_of(db, user)?)
}

/// The actor behind commands typed at the machine itself: an administrator without an address, made on first use.
pub async fn command_line_actor(cx: &Context) -> Result<Actor, ActionError> {
    let id: UserId = cx.random.id(cx.now());
    cx.store
        .write(move |db| {
            let kept = installation::get_or_put(db, "command_line_user", &id.to_string())?;
            let kept: UserId = kept
                .parse()
                .map_err(|_| StoreError::Corrupt("command_line_user is not an id".to_owned()))?;
            if let Some(user) = account::by_id(db, kept)? {
                return Ok(user.actor());
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
            Ok(user.actor())
        })
        .await
}
