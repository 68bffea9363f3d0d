//! Who can sign in: adding people, keeping them out, letting them in again.

use serde_json::{Value, json};

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::unit;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::account::{Standing, User};
use crate::domain::audit::AuditAction;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::staff::Email;
use crate::domain::text::required_line;
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
    pub post: Post,
    pub locale: Locale,
}

/// What somebody or a program is to be, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Post {
    Administrator,
    /// A role in a unit; in the only one there is when none is named.
    Role(Role, Option<Slug>),
}

/// Adds a user who signs in by link.
///
/// # Errors
/// [`ActionError::Invalid`] when name or address cannot be used or the address is known.
pub async fn add(cx: &Context, actor: &Actor, new: NewUser) -> Result<UserId, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let mut faults = Vec::new();
        let name = required_line("name", &new.name, 100)
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
        let standing = match &new.post {
            Post::Administrator => Standing::Administrator,
            Post::Role(role, unit) => {
                let unit = unit::of_new(cx, db, actor, unit.as_ref(), Right::ManageAccounts)?;
                Standing::in_unit(unit.id, *role)
            }
        };
        let user = User {
            id: cx.random.id(cx.now()),
            name,
            email,
            standing,
            staff: None,
            locale: new.locale,
            disabled: false,
        };
        let user = or_invalid(faults, user)?;
        account::insert(db, &user)?;
        let detail = match &new.post {
            Post::Administrator => json!({ "role": "administrator" }),
            Post::Role(role, _) => json!({ "role": role.code() }),
        };
        AuditLog::of(cx, actor).append(db, AuditAction::UserAdded, None, user.id, detail)?;
        Ok(user.id)
    })
    .await
}

/// Gives somebody a role in another unit, or another role in one of theirs.
///
/// # Errors
/// [`ActionError::NotFound`] when nobody has the address or there is no such unit; [`ActionError::Invalid`] for an
/// administrator, who has every right already.
pub async fn join(
    cx: &Context,
    actor: &Actor,
    email: Email,
    role: Role,
    unit: Option<Slug>,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let mut user = account::by_email(db, &email)?.ok_or(NOBODY)?;
        let unit = unit::of_new(cx, db, actor, unit.as_ref(), Right::ManageAccounts)?;
        let Standing::Member(roles) = &mut user.standing else {
            return Err(ActionError::field("role", Fault::Choice));
        };
        roles.insert(unit.id, role);
        account::update(db, &user)?;
        let detail = json!({ "role": role.code(), "unit": unit.slug });
        AuditLog::of(cx, actor).append(db, AuditAction::UserJoined, None, user.id, detail)
    })
    .await
}

/// Takes somebody's role in a unit away; the last one too.
///
/// # Errors
/// [`ActionError::NotFound`] when nobody has the address, or they do not belong to the unit.
pub async fn leave(cx: &Context, actor: &Actor, email: Email, unit: Slug) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let mut user = account::by_email(db, &email)?.ok_or(NOBODY)?;
        let unit = unit::of_new(cx, db, actor, Some(&unit), Right::ManageAccounts)?;
        let left = match &mut user.standing {
            Standing::Member(roles) => roles.remove(&unit.id),
            Standing::Administrator => None,
        };
        if left.is_none() {
            return Err(ActionError::NotFound("user in this unit"));
        }
        account::update(db, &user)?;
        AuditLog::of(cx, actor).append(db, AuditAction::UserLeft, None, user.id, json!({ "unit": unit.slug }))
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

/// Ends the sessions of a user and takes their tokens and unused links away.
pub(super) fn end_access(db: &mut Db, user: UserId) -> Result<(), ActionError> {
    session::end_sessions_of(db, user)?;
    session::drop_tokens_of(db, user)?;
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
                standing: Standing::Administrator,
                staff: None,
                locale: Locale::Pl,
                disabled: false,
            };
            account::insert(db, &user)?;
            Ok(user.actor())
        })
        .await
}
