//! Signing in: one-time links, passwords, sessions, tokens for programs.
//!
//! The database keeps only SHA-256 of links, sessions and tokens; each has 256 random bits, so no slow hash is needed.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::actions::account::actor_of;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, FieldError, or_invalid};
use crate::actions::input::required_text;
use crate::actions::password;
use crate::digest::sha256;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::store::account::{self, User};
use crate::store::{Db, session};

/// How long a one-time link works.
pub const LINK_LIFETIME: Duration = Duration::hours(24);
/// A session's last use is written down no more often than this.
const TOUCH_EVERY: Duration = Duration::minutes(5);
/// The shortest password (NIST SP 800-63B-4, §3.1.1.2: 15 where it is the only factor).
pub const SHORTEST_PASSWORD: usize = 15;
/// The longest; hashing must not become a way to keep the machine busy.
pub const LONGEST_PASSWORD: usize = 200;

/// A new session: what the cookie holds.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The secret.
    pub secret: String,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// Who signed in.
    pub actor: Actor,
    /// The language of their pages.
    pub locale: Locale,
}

/// Makes a one-time link for a user and gives its address; for the command line and the demo.
///
/// # Errors
/// Database faults.
pub async fn make_link(cx: &Context, user: UserId, locale: Locale) -> Result<String, ActionError> {
    let (now, secret) = (cx.now(), cx.random.secret());
    let hash = sha256(&secret);
    cx.store
        .write(move |db| Ok::<_, ActionError>(account::put_link(db, &hash, user, now + LINK_LIFETIME, now)?))
        .await?;
    Ok(cx.address(&format!("/{locale}/sign-in/{secret}")))
}

/// The user of an address and the language of their pages; for the command line.
///
/// # Errors
/// [`ActionError::NotFound`] when nobody has it; database faults.
pub async fn user_of(cx: &Context, email: Email) -> Result<(UserId, Locale), ActionError> {
    cx.store
        .read(move |db| {
            let user = account::by_email(db, &email)?.filter(|user| !user.disabled);
            let user = user.ok_or(ActionError::NotFound("user with this address"))?;
            Ok((user.id, user.locale))
        })
        .await
}

/// Whether a link can still be used; asking does not use it up.
///
/// # Errors
/// Database faults.
pub async fn link_works(cx: &Context, secret: &str) -> Result<bool, ActionError> {
    let (now, hash) = (cx.now(), sha256(secret));
    cx.store
        .read(move |db| Ok(account::link(db, &hash)?.is_some_and(|(_, expires_at)| expires_at > now)))
        .await
}

/// Uses a link up and signs its user in.
///
/// # Errors
/// [`ActionError::NotFound`] when it is unknown, used or expired; database faults.
pub async fn use_link(cx: &Context, secret: &str) -> Result<NewSession, ActionError> {
    let (cx, hash) = (cx.clone(), sha256(secret));
    let store = cx.store.clone();
    store
        .write(move |db| {
            let user = account::use_link(db, &hash, cx.now())?.ok_or(ActionError::NotFound("link"))?;
            let user = account::by_id(db, user)?.ok_or(ActionError::NotFound("link"))?;
            start_session(&cx, db, &user, "link")
        })
        .await
}

/// Signs in with a password. Takes as long for an unknown address as for a wrong password.
///
/// # Errors
/// [`ActionError::Invalid`] when they do not fit together; database faults.
pub async fn with_password(cx: &Context, email: Option<Email>, password: String) -> Result<NewSession, ActionError> {
    let wrong = || ActionError::field("password", "fault-wrong-password");
    let found = cx
        .store
        .read(move |db| {
            let Some(user) = email
                .and_then(|email| account::by_email(db, &email).transpose())
                .transpose()?
            else {
                return Ok::<_, ActionError>(None);
            };
            let kept = account::password(db, user.id)?;
            Ok(Some((user, kept)))
        })
        .await?;
    let (user, kept) = match found {
        Some((user, Some(kept))) if !user.disabled => (Some(user), Some(kept)),
        _ => (None, None),
    };
    let fits = password::fits(cx.random, password, kept).await?;
    let user = user.filter(|_| fits).ok_or_else(wrong)?;
    let cx = cx.clone();
    let store = cx.store.clone();
    store.write(move |db| start_session(&cx, db, &user, "password")).await
}

/// Sets one's own password. All other sessions of the user end.
///
/// # Errors
/// [`ActionError::Invalid`] when it is too short or too long; database faults.
pub async fn set_password(cx: &Context, actor: &Actor, password: String) -> Result<(), ActionError> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(ActionError::field("password", "fault-password-short"));
    }
    if length > LONGEST_PASSWORD {
        return Err(ActionError::field("password", "fault-too-long"));
    }
    let kept = password::hash(cx.random, password).await?;
    let (user, recorder) = (actor.user, AuditLog::of(cx, actor));
    cx.store
        .write(move |db| {
            account::set_password(db, user, Some(&kept))?;
            session::end_sessions_of(db, user)?;
            recorder.append(db, "user.password_set", None, user, serde_json::Value::Null)
        })
        .await
}

/// Starts a session for a user who is signed in already, as after setting a password.
///
/// # Errors
/// Database faults.
pub async fn renew(cx: &Context, actor: &Actor) -> Result<NewSession, ActionError> {
    let (cx, user) = (cx.clone(), actor.user);
    let store = cx.store.clone();
    store
        .write(move |db| {
            let user = account::by_id(db, user)?.ok_or(ActionError::NotFound("user"))?;
            start_session(&cx, db, &user, "renewed")
        })
        .await
}

/// Who a session's secret belongs to, if it still runs.
///
/// # Errors
/// Database faults.
pub async fn of_session(cx: &Context, secret: &str) -> Result<Option<Actor>, ActionError> {
    let (now, hash, idle) = (cx.now(), sha256(secret), cx.sessions.idle);
    let read = hash.clone();
    let found = cx
        .store
        .read(move |db| {
            let Some((user, last_seen_at, expires_at)) = session::session(db, &read, now)? else {
                return Ok::<_, ActionError>(None);
            };
            if expires_at <= now || last_seen_at + idle <= now {
                return Ok(None);
            }
            Ok(account::by_id(db, user)?
                .filter(|user| !user.disabled)
                .map(|user| (actor_of(&user), last_seen_at)))
        })
        .await?;
    let Some((actor, last_seen_at)) = found else {
        return Ok(None);
    };
    if now - last_seen_at >= TOUCH_EVERY {
        cx.store
            .write(move |db| Ok::<_, ActionError>(session::touch_session(db, &hash, now)?))
            .await?;
    }
    Ok(Some(actor))
}

/// Who a program's token belongs to.
///
/// # Errors
/// Database faults.
pub async fn of_token(cx: &Context, token: &str) -> Result<Option<Actor>, ActionError> {
    let hash = sha256(token);
    cx.store
        .read(move |db| {
            let Some(user) = session::token_user(db, &hash)? else {
                return Ok(None);
            };
            Ok(account::by_id(db, user)?
                .filter(|user| !user.disabled)
                .map(|user| actor_of(&user)))
        })
        .await
}

/// Ends a session.
///
/// # Errors
/// Database faults.
pub async fn sign_out(cx: &Context, secret: &str) -> Result<(), ActionError> {
    let hash = sha256(secret);
    cx.store
        .write(move |db| Ok::<_, ActionError>(session::end_session(db, &hash)?))
        .await
}

/// Makes a user for a program and its token; the token is shown once and kept as a digest.
///
/// # Errors
/// [`ActionError::Invalid`] for a name that cannot be used; database faults.
pub async fn create_token(cx: &Context, actor: &Actor, name: &str, role: Role) -> Result<String, ActionError> {
    allow(actor, Right::ManageAccounts)?;
    let name = required_text("name", name, 100).map_err(|fault| ActionError::Invalid(vec![fault]))?;
    let (now, token, recorder) = (cx.now(), cx.random.secret(), AuditLog::of(cx, actor));
    let (hash, id) = (sha256(&token), cx.random.id::<UserId>(now));
    cx.store
        .write(move |db| {
            account::insert(
                db,
                &User {
                    id,
                    name,
                    email: None,
                    role,
                    staff: None,
                    locale: Locale::Pl,
                    disabled: false,
                },
            )?;
            session::put_token(db, &hash, id, now)?;
            recorder.append(db, "token.created", None, id, json!({ "role": role.code() }))
        })
        .await?;
    Ok(token)
}

/// A user to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// How colleagues know them.
    pub name: String,
    /// Where links go.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language of their pages and messages.
    pub locale: Locale,
}

/// Adds a user who signs in by link.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::Invalid`] when name or address cannot be used or the address is known.
pub async fn add_user(cx: &Context, actor: &Actor, new: NewUser) -> Result<UserId, ActionError> {
    allow(actor, Right::ManageAccounts)?;
    let mut faults = Vec::new();
    let name = required_text("name", &new.name, 100)
        .map_err(|fault| faults.push(fault))
        .unwrap_or_default();
    let email: Option<Email> = new.email.parse().ok();
    if email.is_none() {
        faults.push(FieldError::new("email", "fault-email"));
    }
    let (name, email) = or_invalid(faults, (name, email))?;
    let (id, recorder) = (cx.random.id::<UserId>(cx.now()), AuditLog::of(cx, actor));
    cx.store
        .write(move |db| {
            if let Some(email) = &email
                && account::by_email(db, email)?.is_some()
            {
                return Err(ActionError::field("email", "fault-email-known"));
            }
            account::insert(
                db,
                &User {
                    id,
                    name,
                    email,
                    role: new.role,
                    staff: None,
                    locale: new.locale,
                    disabled: false,
                },
            )?;
            recorder.append(db, "user.added", None, id, json!({ "role": new.role.code() }))?;
            Ok(id)
        })
        .await
}

fn start_session(cx: &Context, db: &mut Db, user: &User, how: &str) -> Result<NewSession, ActionError> {
    if user.disabled {
        return Err(ActionError::NotFound("user"));
    }
    let (now, secret) = (cx.now(), cx.random.secret());
    let expires_at = now + cx.sessions.lifetime;
    session::put_session(db, &sha256(&secret), user.id, now, expires_at)?;
    let actor = actor_of(user);
    AuditLog::of(cx, &actor).append(db, "user.signed_in", None, user.id, json!({ "how": how }))?;
    Ok(NewSession {
        secret,
        expires_at,
        actor,
        locale: user.locale,
    })
}
