//! Personal calendars: one's own published duties under a secret address, for calendar programs, which cannot sign in.
//! The address is shown once; the database keeps the SHA-256 of its secret, which is enough for 256 random bits.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::digest::sha256;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::fault::Fault;
use crate::domain::feed::{FeedEvent, events};
use crate::domain::ids::ConsultationId;
use crate::store::{StoreError, account, consultation, feed as rows};

/// Duties that ended longer ago are left out.
const SHOWN_FOR: Duration = Duration::days(366);

/// A duty with its consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedDuty {
    pub consultation: Consultation,
    pub event: FeedEvent,
}

/// When one's own address was made; `None` without one.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn mine(cx: &Context, actor: &Actor) -> Result<Option<DateTime<Utc>>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::SeeOwnDuties)?;
        Ok(rows::of(db, actor.user)?.map(|(made_at, _)| made_at))
    })
    .await
}

/// Makes an address of a secret drawn by [`crate::random::Random::secret`]; the one there was counts no more. With the
/// secret that is in use nothing changes, so that sending a form again is safe.
///
/// # Errors
/// [`ActionError::Conflict`] with `no_staff` for who takes no duties; [`ActionError::Invalid`] for what is no secret;
/// [`ActionError::Denied`]; database faults.
pub async fn make(cx: &Context, actor: &Actor, secret: &str) -> Result<(), ActionError> {
    let drawn = URL_SAFE_NO_PAD.decode(secret).is_ok_and(|bytes| bytes.len() == 32);
    let hash = sha256(secret);
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::SeeOwnDuties)?;
        if actor.staff.is_none() {
            return Err(ActionError::Conflict("no_staff"));
        }
        if !drawn {
            return Err(ActionError::field("secret", Fault::Text));
        }
        if rows::of(db, actor.user)?.is_some_and(|(_, known)| known == hash) {
            return Ok(());
        }
        match rows::put(db, actor.user, &hash, cx.now()) {
            Err(StoreError::Duplicate(_)) => return Err(ActionError::field("secret", Fault::IdTaken)),
            put => put?,
        }
        AuditLog::of(cx, actor).append(db, AuditAction::FeedMade, None, actor.user, Value::Null)
    })
    .await
}

/// Takes one's own address away; it counts for nothing at once. Safe to repeat.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn revoke(cx: &Context, actor: &Actor) -> Result<(), ActionError> {
    cx.write_as(actor, |cx, db, actor| {
        allow(actor, Right::SeeOwnDuties)?;
        if !rows::drop_of(db, actor.user)? {
            return Ok(());
        }
        AuditLog::of(cx, actor).append(db, AuditAction::FeedRevoked, None, actor.user, Value::Null)
    })
    .await
}

/// The duties of whoever has the address of a secret, by start: those they have, and, cancelled, those they had. Needs
/// no signing in.
///
/// # Errors
/// [`ActionError::NotFound`] when the address is unknown or revoked, the account is disabled or sees no duties, or nobody takes
/// duties under it; database faults.
pub async fn duties(cx: &Context, secret: &str) -> Result<Vec<FeedDuty>, ActionError> {
    let (hash, after) = (sha256(secret), cx.now() - SHOWN_FOR);
    let missing = || ActionError::NotFound("calendar");
    cx.store
        .read(move |db| {
            let user = rows::user(db, &hash)?.ok_or_else(missing)?;
            let user = account::by_id(db, user)?.filter(|user| !user.disabled);
            let actor = user.ok_or_else(missing)?.actor();
            allow(&actor, Right::SeeOwnDuties).map_err(|_| missing())?;
            let person = actor.staff.ok_or_else(missing)?;
            let (revisions, appearances) = rows::history(db, person, after)?;
            let ids: Vec<ConsultationId> = revisions.iter().map(|revision| revision.consultation).collect();
            let consultations: BTreeMap<ConsultationId, Consultation> = consultation::by_ids(db, &ids)?;
            let duty = |event: FeedEvent| {
                let consultation = consultations.get(&event.changed.consultation)?.clone();
                Some(FeedDuty { consultation, event })
            };
            Ok(events(person, &revisions, &appearances)
                .into_iter()
                .filter_map(duty)
                .collect())
        })
        .await
}
