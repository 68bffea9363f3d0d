//! Signing in: one-time links, passwords, sessions.
//!
//! The database keeps only SHA-256 of links and sessions; each has 256 random bits, so no slow hash is needed.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::actions::account::{NOBODY, end_access};
use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::password;
use crate::digest::sha256;
use crate::domain::access::{Actor, Right};
use crate::domain::account::User;
use crate::domain::audit::AuditAction;
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::store::{Db, account, session, unit};

/// How long a one-time link works.
pub const LINK_LIFETIME: Duration = Duration::hours(24);
/// A session's last use is written down no more often than this.
const TOUCH_EVERY: Duration = Duration::minutes(5);
/// Nobody waits longer than this for it to be written down.
const TOUCH_TIME: std::time::Duration = std::time::Duration::from_secs(1);
/// The shortest password (NIST SP 800-63B-4, §3.1.1.2: 15 where it is the only factor).
pub const SHORTEST_PASSWORD: usize = 15;
/// So long after a link was used nobody is asked for the password they may have forgotten.
const FORGIVEN_FOR: Duration = Duration::minutes(30);
/// The longest; hashing must not become a way to keep the machine busy.
pub const LONGEST_PASSWORD: usize = 200;

/// How somebody signed in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Link,
    Password,
    /// By a session that ends now.
    Renewal,
}

impl By {
    /// As the record keeps it.
    fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Password => "password",
            Self::Renewal => "renewed",
        }
    }
}

/// A new session: the cookie's value, and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSession {
    pub secret: String,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
    pub actor: Actor,
    pub locale: Locale,
}

/// Makes a one-time link for whoever has an address; for the command line and the demo.
///
/// # Errors
/// [`ActionError::NotFound`] when nobody has it who may sign in.
pub async fn make_link(cx: &Context, actor: &Actor, email: Email) -> Result<String, ActionError> {
    let secret = cx.random.secret();
    let hash = sha256(&secret);
    let locale = cx
        .write_as(actor, move |cx, db, actor| {
            allow(actor, Right::ManageAccounts)?;
            let user = account::by_email(db, &email)?
                .filter(|user| !user.disabled)
                .ok_or(NOBODY)?;
            account::put_link(db, &hash, user.id, cx.now() + LINK_LIFETIME, cx.now())?;
            Ok(user.locale)
        })
        .await?;
    Ok(cx.address(&format!("/{locale}/sign-in/{secret}")))
}

/// Whether a link can still be used; asking does not use it up.
pub async fn link_works(cx: &Context, secret: &str) -> Result<bool, ActionError> {
    let (now, hash) = (cx.now(), sha256(secret));
    cx.store
        .read(move |db| Ok(account::link(db, &hash)?.is_some_and(|(_, expires_at)| expires_at > now)))
        .await
}

/// Uses a link up and signs its user in.
///
/// # Errors
/// [`ActionError::NotFound`] when it is unknown, used or expired.
pub async fn use_link(cx: &Context, secret: &str) -> Result<NewSession, ActionError> {
    let (cx, hash) = (cx.clone(), sha256(secret));
    let store = cx.store.clone();
    store
        .write(move |db| {
            let user = account::use_link(db, &hash, cx.now())?.ok_or(ActionError::NotFound("link"))?;
            let user = account::by_id(db, user)?.ok_or(ActionError::NotFound("link"))?;
            start_session(&cx, db, &user, By::Link)
        })
        .await
}

/// Signs in with a password. Takes as long for an unknown address as for a wrong password.
///
/// # Errors
/// [`ActionError::Invalid`] when they do not fit together.
pub async fn with_password(cx: &Context, email: Option<Email>, password: String) -> Result<NewSession, ActionError> {
    let wrong = || ActionError::field("password", Fault::WrongPassword);
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
    let (known, kept) = found.unzip();
    let fits = password::fits(cx.random, password, kept.flatten()).await?;
    let cx = cx.clone();
    let store = cx.store.clone();
    // A transaction with one line of the record either way, so that both answers take as long.
    let session = store.write(move |db| match &known {
        Some(user) if fits && !user.disabled => Ok(Some(start_session(&cx, db, user, By::Password)?)),
        _ => {
            let subject = known.map_or_else(|| "unknown".to_owned(), |user| user.id.to_string());
            let line = AuditLog::of_nobody(&cx);
            line.append(db, AuditAction::UserNotSignedIn, None, subject, Value::Null)?;
            Ok::<_, ActionError>(None)
        }
    });
    session.await?.ok_or_else(wrong)
}

/// Sets one's own password, which needs no right. `current` is the one there was, where [`asks_for_current`] says so. All
/// sessions and unused links of the user end.
///
/// # Errors
/// [`ActionError::Invalid`] when it is too short, too long or easily guessed, or `current` is not the one there was;
/// [`ActionError::NotFound`] for who has no address to sign in with.
pub async fn set_password(
    cx: &Context,
    actor: &Actor,
    session: &str,
    current: String,
    password: String,
) -> Result<(), ActionError> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(ActionError::field("password", Fault::PasswordShort));
    }
    if length > LONGEST_PASSWORD {
        return Err(ActionError::field("password", Fault::TooLong));
    }
    let Own {
        user,
        units,
        kept,
        asked,
    } = own_password(cx, actor, session).await?;
    let email = user.email.as_ref().map_or("", Email::as_str);
    let host = cx.base_url.host_str().unwrap_or_default();
    let own = [user.name.as_str(), email, host].map(str::to_owned);
    if password::is_guessable(password.clone(), own.into_iter().chain(units).collect()).await? {
        return Err(ActionError::field("password", Fault::PasswordGuessable));
    }
    if asked && !password::fits(cx.random, current, kept).await? {
        return Err(ActionError::field("current", Fault::CurrentPassword));
    }
    let hash = password::hash(cx.random, password).await?;
    cx.write_as(actor, move |cx, db, actor| {
        account::set_password(db, actor.user, Some(&hash))?;
        end_access(db, actor.user)?;
        AuditLog::of(cx, actor).append(db, AuditAction::PasswordSet, None, actor.user, Value::Null)
    })
    .await
}

/// Whether setting a password asks for the one there is, so that nobody takes the account who sits down at an unlocked
/// machine. Not where there is none, and not just after a link was used: who asks for one may have forgotten the password.
/// Needs no right.
///
/// # Errors
/// [`ActionError::NotFound`] for who has no address to sign in with.
pub async fn asks_for_current(cx: &Context, actor: &Actor, session: &str) -> Result<bool, ActionError> {
    Ok(own_password(cx, actor, session).await?.asked)
}

/// What setting a password needs.
struct Own {
    user: User,
    /// What the offices are called.
    units: Vec<String>,
    /// The password as it is stored.
    kept: Option<String>,
    /// Whether it is asked for.
    asked: bool,
}

async fn own_password(cx: &Context, actor: &Actor, session: &str) -> Result<Own, ActionError> {
    let (hash, after) = (sha256(session), cx.now() - FORGIVEN_FOR);
    cx.read_as(actor, move |db, actor| {
        let user = account::by_id(db, actor.user)?.filter(|user| user.email.is_some());
        let user = user.ok_or(ActionError::NotFound("password"))?;
        let kept = account::password(db, user.id)?;
        let asked = kept.is_some() && !session::is_by_link(db, &hash, user.id, after)?;
        let units = unit::list(db)?.into_iter().flat_map(|unit| {
            let names = Locale::ALL.map(|locale| unit.name(locale).text.to_owned());
            names.into_iter().chain([unit.slug.to_string()])
        });
        Ok(Own {
            units: units.collect(),
            user,
            kept,
            asked,
        })
    })
    .await
}

/// Starts another session of one's own, as after setting a password. Needs no right.
///
/// # Errors
/// [`ActionError::NotFound`] when the user is disabled.
pub async fn renew(cx: &Context, actor: &Actor) -> Result<NewSession, ActionError> {
    cx.write_as(actor, |cx, db, actor| {
        let user = account::by_id(db, actor.user)?.ok_or(ActionError::NotFound("user"))?;
        start_session(cx, db, &user, By::Renewal)
    })
    .await
}

/// Who a session's secret belongs to, if it still runs.
pub async fn of_session(cx: &Context, secret: &str) -> Result<Option<Actor>, ActionError> {
    let (now, hash, idle) = (cx.now(), sha256(secret), cx.sessions.idle);
    let read = hash.clone();
    let found = cx
        .store
        .read(move |db| {
            let found = session::session(db, &read, now)?;
            Ok::<_, ActionError>(found.filter(|session| session.last_seen_at + idle > now && !session.user.disabled))
        })
        .await?;
    let Some(session) = found else {
        return Ok(None);
    };
    if now - session.last_seen_at >= TOUCH_EVERY {
        // Who is signed in may read while nobody can write. The session counts as unused for a while, and that is all.
        let touch = cx
            .store
            .write(move |db| Ok::<_, ActionError>(session::touch_session(db, &hash, now)?));
        match tokio::time::timeout(TOUCH_TIME, touch).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "that a session was used could not be written down"),
            Err(_) => tracing::warn!("that a session was used is still not written down"),
        }
    }
    Ok(Some(session.user.actor()))
}

/// Ends a session.
pub async fn sign_out(cx: &Context, secret: &str) -> Result<(), ActionError> {
    let (cx, hash) = (cx.clone(), sha256(secret));
    let store = cx.store.clone();
    store
        .write(move |db| match session::end_session(db, &hash)? {
            Some(user) => AuditLog::of_user(&cx, user).append(db, AuditAction::UserSignedOut, None, user, Value::Null),
            None => Ok(()),
        })
        .await
}

fn start_session(cx: &Context, db: &mut Db, user: &User, by: By) -> Result<NewSession, ActionError> {
    if user.disabled {
        return Err(ActionError::NotFound("user"));
    }
    let (now, secret) = (cx.now(), cx.random.secret());
    let expires_at = now + cx.sessions.lifetime;
    session::put_session(db, &sha256(&secret), user.id, by == By::Link, now, expires_at)?;
    let actor = user.actor();
    AuditLog::of(cx, &actor).append(
        db,
        AuditAction::UserSignedIn,
        None,
        user.id,
        json!({ "how": by.code() }),
    )?;
    Ok(NewSession {
        secret,
        expires_at,
        actor,
        locale: user.locale,
    })
}
