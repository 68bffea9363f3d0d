//! The people who take duties: who they are, where they sit, how they are reached.

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::account::end_access;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::message::sign_in_link;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::account::User;
use crate::domain::audit::AuditAction;
use crate::domain::extension::{Extension, Phone};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{StaffId, UserId};
use crate::domain::language::{Language, Locale};
use crate::domain::staff::{Absence, Email, StaffMember};
use crate::domain::text::required_text;
use crate::store::{Db, account, extension, staff as rows};

/// What a coordinator types about a staff member.
#[derive(Debug, Clone, Default)]
pub struct StaffInput {
    /// How colleagues know them.
    pub name: String,
    /// Where reminders go; may be empty.
    pub email: String,
    /// Languages they speak.
    pub languages: Vec<Language>,
    /// The language of their pages and messages.
    pub locale: Option<Locale>,
    /// The number of the extension on their desk; may be empty.
    pub extension: String,
    /// First and last day of absences.
    pub absences: Vec<(NaiveDate, NaiveDate)>,
}

/// Everybody who can take duties, by name.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<StaffMember>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::SeeRoster)?;
        Ok(rows::list(db)?)
    })
    .await
}

/// One of them.
///
/// # Errors
/// [`ActionError::NotFound`]; otherwise as [`list`].
pub async fn one(cx: &Context, actor: &Actor, id: StaffId) -> Result<StaffMember, ActionError> {
    cx.read_as(actor, move |db, actor| {
        allow(actor, Right::SeeRoster)?;
        rows::by_id(db, id)?.ok_or(ActionError::NotFound("staff member"))
    })
    .await
}

/// All telephone lines of the office, by number.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn extensions(cx: &Context, actor: &Actor) -> Result<Vec<Extension>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::SeeRoster)?;
        Ok(extension::list(db)?)
    })
    .await
}

/// Adds a staff member, and a user who can sign in when there is an address.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Denied`]; database faults.
pub async fn add(cx: &Context, actor: &Actor, input: StaffInput) -> Result<StaffId, ActionError> {
    let id: StaffId = cx.random.id(cx.now());
    save(cx, actor, id, input, true).await?;
    Ok(id)
}

/// Changes a staff member.
///
/// # Errors
/// As [`add`], and [`ActionError::NotFound`].
pub async fn change(cx: &Context, actor: &Actor, id: StaffId, input: StaffInput) -> Result<(), ActionError> {
    save(cx, actor, id, input, false).await
}

async fn save(cx: &Context, actor: &Actor, id: StaffId, input: StaffInput, new: bool) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::EditRoster)?;
        let checked = check(input)?;
        let extension = match &checked.extension {
            Some((phone, display)) => Some(extension::ensure(db, phone, display, cx.random.id(cx.now()))?.id),
            None => None,
        };
        let member = StaffMember {
            id,
            name: checked.name,
            email: checked.email,
            languages: checked.languages,
            locale: checked.locale,
            extension,
            absences: checked.absences,
        };
        let done = if new {
            rows::insert(db, &member)?;
            AuditAction::StaffAdded
        } else {
            rows::by_id(db, id)?.ok_or(ActionError::NotFound("staff member"))?;
            rows::update(db, &member)?;
            AuditAction::StaffChanged
        };
        keep_user(db, &member, cx.random.id(cx.now()))?;
        AuditLog::of(cx, actor).append(db, done, None, id, json!({}))
    })
    .await
}

struct Checked {
    name: String,
    email: Option<Email>,
    languages: Vec<Language>,
    locale: Locale,
    extension: Option<(Phone, String)>,
    absences: Vec<Absence>,
}

fn check(input: StaffInput) -> Result<Checked, ActionError> {
    let mut faults = Vec::new();
    let name = required_text("name", &input.name, 100)
        .map_err(|fault| faults.push(fault))
        .unwrap_or_default();
    let email = match input.email.trim() {
        "" => None,
        text => text
            .parse()
            .map_err(|_| faults.push(FieldError::new("email", Fault::Email)))
            .ok(),
    };
    let extension = match input.extension.trim() {
        "" => None,
        text => text
            .parse()
            .map(|phone| (phone, text.to_owned()))
            .map_err(|_| faults.push(FieldError::new("extension", Fault::Phone)))
            .ok(),
    };
    if input.absences.iter().any(|(first, last)| last < first) {
        faults.push(FieldError::new("absences", Fault::PeriodOrder));
    }
    let absences = input
        .absences
        .into_iter()
        .map(|(first_day, last_day)| Absence { first_day, last_day })
        .collect();
    let locale = input.locale.unwrap_or(Locale::Pl);
    or_invalid(
        faults,
        Checked {
            name,
            email,
            languages: input.languages,
            locale,
            extension,
            absences,
        },
    )
}

/// Keeps the user of a staff member in step: made when an address appears, renamed and re-addressed with it.
fn keep_user(db: &mut Db, member: &StaffMember, fresh: UserId) -> Result<(), ActionError> {
    let known = account::by_staff(db, member.id)?;
    if let Some(email) = &member.email
        && let Some(other) = account::by_email(db, email)?
        && other.staff != Some(member.id)
    {
        return match (other.staff, &known) {
            // A coordinator who also takes duties keeps one account.
            (None, None) => Ok(account::update(
                db,
                &User {
                    staff: Some(member.id),
                    ..other
                },
            )?),
            _ => Err(ActionError::field("email", Fault::EmailKnown)),
        };
    }
    let base = known.clone().unwrap_or(User {
        id: fresh,
        name: String::new(),
        email: None,
        role: Role::Staff,
        staff: Some(member.id),
        locale: member.locale,
        disabled: false,
    });
    let user = User {
        name: member.name.clone(),
        email: member.email.clone(),
        locale: member.locale,
        ..base
    };
    match known {
        Some(was) => {
            account::update(db, &user)?;
            // Whoever reads the old address is somebody else now.
            if was.email == user.email {
                Ok(())
            } else {
                end_access(db, user.id)
            }
        }
        None if user.email.is_some() => Ok(account::insert(db, &user)?),
        None => Ok(()),
    }
}

/// Sends a staff member a one-time link to sign in.
///
/// # Errors
/// [`ActionError::Invalid`] when there is no address; otherwise as [`one`].
pub async fn invite(cx: &Context, actor: &Actor, id: StaffId) -> Result<(), ActionError> {
    allow(actor, Right::EditRoster)?;
    let member = one(cx, actor, id).await?;
    let email = member
        .email
        .ok_or_else(|| ActionError::field("email", Fault::Required))?;
    sign_in_link::request_link(cx, email, member.locale).await
}
