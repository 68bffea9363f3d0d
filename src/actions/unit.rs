//! Offices of the city: making and naming them, and which of them something new belongs to.

use std::collections::BTreeMap;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, allow_in, scope};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::audit::AuditAction;
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::unit::{Unit, UnitNames};
use crate::store::unit as rows;
use crate::store::{Db, StoreError, public_version};

/// The slug of the unit an installation begins with when nobody has made one.
const FIRST: &str = "city";

/// All units, by slug; for who sees one of them.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<Unit>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::SeeCoverage)?;
        Ok(rows::list(db)?)
    })
    .await
}

/// The units in which the actor may make consultations and add people, by slug.
pub async fn editable(cx: &Context, actor: &Actor) -> Result<Vec<Unit>, ActionError> {
    cx.read_as(actor, |db, actor| {
        let scope = scope(actor, Right::EditRoster)?;
        Ok(within(db, &scope)?)
    })
    .await
}

fn within(db: &mut Db, scope: &Scope) -> Result<Vec<Unit>, StoreError> {
    let units = rows::list(db)?.into_iter();
    Ok(units.filter(|unit| scope.contains(unit.id)).collect())
}

/// Makes a unit; an empty name in another language falls back to Polish.
///
/// # Errors
/// [`ActionError::Invalid`] for a name that cannot be used or a slug that is taken.
pub async fn add(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    names: BTreeMap<Locale, String>,
) -> Result<Unit, ActionError> {
    let unit = cx
        .write_as(actor, move |cx, db, actor| {
            allow(actor, Right::ManageUnits)?;
            let names = UnitNames::checked(&names).map_err(ActionError::Invalid)?;
            if rows::by_slug(db, &slug)?.is_some() {
                return Err(ActionError::field("slug", Fault::SlugTaken));
            }
            make(cx, db, actor, slug, names)
        })
        .await?;
    cx.published.show(&cx.store).await;
    Ok(unit)
}

fn make(cx: &Context, db: &mut Db, actor: &Actor, slug: Slug, names: UnitNames) -> Result<Unit, ActionError> {
    let id = cx.random.id(cx.now());
    let unit = Unit { id, slug, names };
    rows::insert(db, &unit)?;
    public_version::grow(db)?;
    AuditLog::of(cx, actor).append(db, AuditAction::UnitAdded, None, &unit.slug, json!({ "unit": unit.id }))?;
    Ok(unit)
}

/// Gives a unit other names.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Invalid`] for a name that cannot be used.
pub async fn rename(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    names: BTreeMap<Locale, String>,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::ManageUnits)?;
        let unit = rows::by_slug(db, &slug)?.ok_or(ActionError::NotFound("unit"))?;
        let names = UnitNames::checked(&names).map_err(ActionError::Invalid)?;
        rows::update(db, &Unit { names, ..unit })?;
        // It stands at the top of the residents' pages.
        public_version::grow(db)?;
        AuditLog::of(cx, actor).append(db, AuditAction::UnitChanged, None, &slug, json!({}))
    })
    .await?;
    cx.published.show(&cx.store).await;
    Ok(())
}

/// The unit something new belongs to: the one that is named, or else the only one in which the actor has the right. Where
/// there is none yet, an administrator makes the first, so that an installation for one office never needs to speak of
/// units.
///
/// # Errors
/// [`ActionError::NotFound`] for one the actor does not belong to; [`ActionError::Denied`]; [`ActionError::Invalid`] of
/// `unit` when there are several and none is named.
pub(super) fn of_new(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    named: Option<&Slug>,
    right: Right,
) -> Result<Unit, ActionError> {
    let scope = scope(actor, right)?;
    if let Some(slug) = named {
        let unit = rows::by_slug(db, slug)?.ok_or(ActionError::NotFound("unit"))?;
        allow_in(actor, right, unit.id, "unit")?;
        return Ok(unit);
    }
    let mut units = within(db, &scope)?;
    match (units.pop(), units.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => Err(ActionError::field("unit", Fault::Choice)),
        // Who has a right in a unit finds that one: it is an administrator.
        (None, _) => {
            let slug = FIRST
                .parse()
                .map_err(|_| ActionError::Failed("the first unit's slug is none"))?;
            make(cx, db, actor, slug, UnitNames::of_first())
        }
    }
}
