//! The people who take duties: who they are, where they sit, how they are reached.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::actions::account::end_access;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, open_member, scope};
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::message::{address_changed, sign_in_link};
use crate::actions::unit;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::account::{Standing, User};
use crate::domain::audit::AuditAction;
use crate::domain::extension::{Extension, Phone};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::language::{Language, Locale};
use crate::domain::slug::Slug;
use crate::domain::staff::{Email, StaffMember, WorkShare};
use crate::domain::text::required_line;
use crate::store::{Db, StoreError, account, extension, staff as rows, unit as unit_rows};

/// The most languages one person speaks.
const MOST_LANGUAGES: usize = 30;

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
    /// How much of the duties is theirs.
    pub share: WorkShare,
    /// Other offices they take duties for; those that are not there are left out.
    pub lent_to: Vec<Slug>,
}

/// The people of the offices one coordinates and those lent to them who take duties, by name.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<StaffMember>, ActionError> {
    cx.read_as(actor, |db, actor| {
        let scope = scope(actor, Right::SeeRoster)?;
        let all = rows::list(db, &scope)?.into_iter();
        Ok(all.filter(|member| member.retired_at.is_none()).collect())
    })
    .await
}

/// One of them, of an office one coordinates.
///
/// # Errors
/// [`ActionError::NotFound`]; otherwise as [`list`].
pub async fn one(cx: &Context, actor: &Actor, id: StaffId) -> Result<StaffMember, ActionError> {
    cx.read_as(actor, move |db, actor| {
        open_member(actor, rows::by_id(db, id)?, Right::SeeRoster)
    })
    .await
}

/// All telephone lines of the installation, by number.
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

/// Adds a staff member to an office, the only one where none is named; and when there is an address, a user who can sign
/// in as staff. The id was made before anything was typed. Safe to repeat: with the content they have, whoever is there is
/// left as they are.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::NotFound`] for an office one does not belong to;
/// [`ActionError::Conflict`] with `staff_there` when somebody of one's offices has the id and other content, with
/// `id_taken` when it is that of somebody else; [`ActionError::Denied`]; database faults.
pub async fn add(
    cx: &Context,
    actor: &Actor,
    id: StaffId,
    input: StaffInput,
    unit: Option<Slug>,
) -> Result<(), ActionError> {
    let again = (input.clone(), unit.clone());
    match add_once(cx, actor, id, input, unit).await {
        // The same came to another process and that one was first: now there is somebody to compare with.
        Err(ActionError::Store(StoreError::Duplicate("staff.id"))) => add_once(cx, actor, id, again.0, again.1).await,
        added => added,
    }
}

async fn add_once(
    cx: &Context,
    actor: &Actor,
    id: StaffId,
    input: StaffInput,
    unit: Option<Slug>,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let unit = unit::of_new(cx, db, actor, unit.as_ref(), Right::EditRoster)?;
        let member = member(cx, db, StaffMember::new(id, unit.id), input)?;
        if let Some(there) = rows::by_id(db, id)? {
            return compare(actor, &member, there);
        }
        rows::insert(db, &member)?;
        keep_user(cx, db, actor, &member)?;
        AuditLog::of(cx, actor).append(db, AuditAction::StaffAdded, None, id, json!({ "unit": unit.slug }))
    })
    .await
}

/// What is said to somebody who adds a person under the id of one who is there.
fn compare(actor: &Actor, added: &StaffMember, there: StaffMember) -> Result<(), ActionError> {
    match open_member(actor, Some(there), Right::EditRoster) {
        Ok(there) => {
            // Absences are recorded by themselves.
            let without = StaffMember {
                absences: Vec::new(),
                ..there
            };
            if without == *added {
                return Ok(());
            }
            Err(ActionError::Conflict("staff_there"))
        }
        Err(_) => Err(ActionError::Conflict("id_taken")),
    }
}

/// Changes a staff member.
///
/// # Errors
/// As [`add`]; [`ActionError::NotFound`]; [`ActionError::Conflict`] with `staff_retired`.
pub async fn change(cx: &Context, actor: &Actor, id: StaffId, input: StaffInput) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let was = open_member(actor, rows::by_id(db, id)?, Right::EditRoster)?;
        if was.retired_at.is_some() {
            return Err(ActionError::Conflict("staff_retired"));
        }
        let member = member(cx, db, was, input)?;
        rows::update(db, &member)?;
        let account = keep_user(cx, db, actor, &member)?;
        AuditLog::of(cx, actor).append(db, AuditAction::StaffChanged, None, id, account)
    })
    .await?;
    // Whoever had the address before is told.
    cx.wake.notify();
    Ok(())
}

/// What was typed about somebody, fit to be stored.
fn member(cx: &Context, db: &mut Db, was: StaffMember, input: StaffInput) -> Result<StaffMember, ActionError> {
    let lent_to = offices(db, was.unit, &input.lent_to)?;
    let checked = check(input)?;
    let extension = match &checked.extension {
        Some((phone, display)) => Some(extension::ensure(db, phone, display, cx.random.id(cx.now()))?.id),
        None => None,
    };
    Ok(StaffMember {
        lent_to,
        name: checked.name,
        email: checked.email,
        languages: checked.languages,
        locale: checked.locale,
        extension,
        share: checked.share,
        ..was
    })
}

fn offices(db: &mut Db, own: UnitId, named: &[Slug]) -> Result<BTreeSet<UnitId>, ActionError> {
    let all = unit_rows::list(db)?.into_iter();
    let lent = all.filter(|unit| unit.id != own && named.contains(&unit.slug));
    Ok(lent.map(|unit| unit.id).collect())
}

struct Checked {
    name: String,
    email: Option<Email>,
    languages: Vec<Language>,
    locale: Locale,
    extension: Option<(Phone, String)>,
    share: WorkShare,
}

fn check(input: StaffInput) -> Result<Checked, ActionError> {
    let mut faults = Vec::new();
    let name = required_line("name", &input.name, 100)
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
    if input.languages.len() > MOST_LANGUAGES {
        faults.push(FieldError::new("languages", Fault::TooMany));
    }
    faults.extend(input.share.faults());
    let locale = input.locale.unwrap_or(Locale::Pl);
    or_invalid(
        faults,
        Checked {
            name,
            email,
            languages: input.languages,
            locale,
            extension,
            share: input.share,
        },
    )
}

/// Keeps the account of a staff member in step: made when an address appears, renamed and re-addressed with it. Returns what
/// the record keeps of that.
///
/// An account that is more than staff of this office is an administrator's matter: it is neither linked nor renamed nor given
/// another address from here, or a coordinator could take it over. Somebody may link their own.
fn keep_user(cx: &Context, db: &mut Db, actor: &Actor, member: &StaffMember) -> Result<Value, ActionError> {
    let known = account::by_staff(db, member.id)?;
    let named = match &member.email {
        Some(email) => account::by_email(db, email)?,
        None => None,
    };
    let Some(was) = known else {
        return match (named, &member.email) {
            (Some(other), _) => link(db, actor, member, other),
            (None, Some(email)) => make_account(cx, db, member, email),
            (None, None) => Ok(json!({})),
        };
    };
    if named.is_some_and(|other| other.id != was.id) {
        return Err(ActionError::field("email", Fault::EmailKnown));
    }
    let roles = with_offices(&was.standing, member);
    if !is_theirs(&was, member) {
        if was.email != member.email {
            return Err(ActionError::field("email", Fault::EmailOfAccount));
        }
        account::update(db, &User { standing: roles, ..was })?;
        return Ok(json!({}));
    }
    let user = User {
        name: member.name.clone(),
        email: member.email.clone(),
        locale: member.locale,
        standing: roles,
        ..was.clone()
    };
    account::update(db, &user)?;
    if was.email == user.email {
        return Ok(json!({}));
    }
    // Whoever reads the old address is somebody else now, and so is whoever knows the password.
    end_access(db, user.id)?;
    account::set_password(db, user.id, None)?;
    if let Some(old) = &was.email {
        address_changed::enqueue(cx, db, user.id, member.unit, (old, was.locale))?;
    }
    Ok(json!({ "email": { "from": was.email, "to": user.email } }))
}

/// Whether an account is that of the staff member and nothing more: staff in their office and where they are lent.
fn is_theirs(user: &User, member: &StaffMember) -> bool {
    let only_here = match &user.standing {
        Standing::Administrator => false,
        Standing::Member(roles) => roles.keys().all(|unit| member.serves(*unit)),
    };
    only_here && user.standing.is_staff_only()
}

fn link(db: &mut Db, actor: &Actor, member: &StaffMember, other: User) -> Result<Value, ActionError> {
    let theirs = other.id == actor.user || allow(actor, Right::ManageAccounts).is_ok() || is_theirs(&other, member);
    if other.staff.is_some() || !theirs {
        return Err(ActionError::field("email", Fault::EmailKnown));
    }
    let user = User {
        staff: Some(member.id),
        standing: with_offices(&other.standing, member),
        ..other
    };
    account::update(db, &user)?;
    Ok(json!({ "linked": user.id }))
}

fn make_account(cx: &Context, db: &mut Db, member: &StaffMember, email: &Email) -> Result<Value, ActionError> {
    let user = User {
        id: cx.random.id(cx.now()),
        name: member.name.clone(),
        email: Some(email.clone()),
        standing: with_offices(&Standing::Member(BTreeMap::new()), member),
        staff: Some(member.id),
        locale: member.locale,
        disabled: false,
    };
    account::insert(db, &user)?;
    Ok(json!({ "email": { "from": null, "to": email } }))
}

/// What the account of a staff member is: staff in their office and where they are lent, unless it is more there.
pub(super) fn with_offices(standing: &Standing, member: &StaffMember) -> Standing {
    let Standing::Member(roles) = standing else {
        return standing.clone();
    };
    let mut roles = roles.clone();
    roles.retain(|unit, role| *role != Role::Staff || member.serves(*unit));
    for unit in std::iter::once(&member.unit).chain(&member.lent_to) {
        roles.entry(*unit).or_insert(Role::Staff);
    }
    Standing::Member(roles)
}

/// Sends a staff member a one-time link to sign in.
///
/// # Errors
/// [`ActionError::Invalid`] when there is no address; otherwise as [`one`].
pub async fn invite(cx: &Context, actor: &Actor, id: StaffId) -> Result<(), ActionError> {
    let member = cx
        .read_as(actor, move |db, actor| {
            open_member(actor, rows::by_id(db, id)?, Right::EditRoster)
        })
        .await?;
    let email = member
        .email
        .ok_or_else(|| ActionError::field("email", Fault::Required))?;
    sign_in_link::invite(cx, email, member.locale, member.unit).await
}
