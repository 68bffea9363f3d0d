//! Tokens of programs. A token is shown once; the database keeps its SHA-256, which is enough for 256 random bits.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::{Value, json};

use crate::actions::account::{NOBODY, Post};
use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::unit;
use crate::digest::sha256;
use crate::domain::access::{Access, Actor, Grant, Right, Rights};
use crate::domain::account::{Standing, User};
use crate::domain::audit::AuditAction;
use crate::domain::fault::Fault;
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::staff::Email;
use crate::domain::text::required_line;
pub use crate::store::session::Token;
use crate::store::{Db, account, session};

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    pub of: Holder,
    pub grant: NewGrant,
    /// How many days it counts; for ever when `None`.
    pub days: Option<u16>,
}

/// Who a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A program, by what it is for, as the record shows it.
    Program(String),
    /// Somebody who takes duties, by their address: what is done with it they have done themselves.
    Staff(Email),
}

/// What a token is to let its program do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewGrant {
    /// What an administrator or a role may do.
    Post(Post),
    /// These rights and no others in a unit; in the only one there is when none is named.
    Rights(Rights, Option<Slug>),
}

/// Makes a user for a program, and its token; or a token of somebody who takes duties.
///
/// # Errors
/// [`ActionError::Invalid`] for a name that cannot be used, rights no unit can give or the person does not have, somebody
/// who takes no duties, or a unit that is not named among several; [`ActionError::NotFound`] for a unit or an address that
/// is not there.
pub async fn create(cx: &Context, actor: &Actor, new: NewToken) -> Result<String, ActionError> {
    let secret = cx.random.secret();
    let hash = sha256(&secret);
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageAccounts)?;
        let now = cx.now();
        let unit = |db: &mut Db, slug: &Option<Slug>| unit::of_new(cx, db, actor, slug.as_ref(), Right::ManageAccounts);
        let grant = match new.grant {
            NewGrant::Post(Post::Administrator) => Grant::Everything,
            NewGrant::Post(Post::Role(role, slug)) => Grant::Role(unit(db, &slug)?.id, role),
            NewGrant::Rights(rights, slug) => Grant::Rights(unit(db, &slug)?.id, given_by_a_unit(rights)?),
        };
        let user = match new.of {
            Holder::Program(name) => program(cx, db, &name)?,
            Holder::Staff(email) => on_duty(db, &email, &grant)?,
        };
        let token = Token {
            user,
            grant,
            created_at: now,
            expires_at: new.days.map(|days| now + Duration::days(days.into())),
        };
        session::put_token(db, &hash, &token)?;
        let detail = match &token.grant {
            Grant::Everything => json!({ "role": "administrator" }),
            Grant::Role(unit, role) => json!({ "role": role.code(), "unit": unit }),
            Grant::Rights(unit, rights) => json!({ "rights": rights, "unit": unit }),
        };
        AuditLog::of(cx, actor).append(db, AuditAction::TokenCreated, None, token.user.id, detail)
    })
    .await?;
    Ok(secret)
}

/// A new user for a program.
fn program(cx: &Context, db: &mut Db, name: &str) -> Result<User, ActionError> {
    let user = User {
        id: cx.random.id(cx.now()),
        name: required_line("name", name, 100)?,
        email: None,
        standing: Standing::Member(BTreeMap::new()),
        staff: None,
        locale: Locale::Pl,
        disabled: false,
    };
    account::insert(db, &user)?;
    Ok(user)
}

/// The user who has an address and takes duties; a token lets nobody do more than they may themselves.
fn on_duty(db: &mut Db, email: &Email, grant: &Grant) -> Result<User, ActionError> {
    let user = account::by_email(db, email)?.ok_or(NOBODY)?;
    if user.staff.is_none() {
        return Err(ActionError::field("staff_of", Fault::StaffUnknown));
    }
    let own = user.standing.access();
    let within = match grant {
        Grant::Everything => own == Access::Everything,
        Grant::Role(unit, role) => role.rights().into_iter().all(|right| own.has_in(right, *unit)),
        Grant::Rights(unit, rights) => rights.iter().all(|right| own.has_in(*right, *unit)),
    };
    within
        .then_some(user)
        .ok_or_else(|| ActionError::field("role", Fault::Choice))
}

fn given_by_a_unit(rights: Rights) -> Result<Rights, ActionError> {
    if rights.is_empty() || rights.iter().any(|right| right.is_of_installation()) {
        return Err(ActionError::field("rights", Fault::Choice));
    }
    Ok(rights)
}

/// All tokens, the oldest first.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<Token>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::ManageAccounts)?;
        Ok(session::tokens(db)?)
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

/// Who a program is, while its token counts.
pub async fn actor_of(cx: &Context, token: &str) -> Result<Option<Actor>, ActionError> {
    let found = cx.tokens.read(&cx.store, &cx.clock, &sha256(token)).await?;
    let token = found.filter(|token| !token.user.disabled);
    Ok(token.map(|token| Actor {
        access: token.grant.access(),
        ..token.user.actor()
    }))
}
