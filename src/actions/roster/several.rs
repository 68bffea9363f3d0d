//! The same change of several slots at once, as one step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};

use crate::actions::authorize::open_to_change;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::roster::step::make;
use crate::domain::access::{Actor, Right};
use crate::domain::consultation::Consultation;
use crate::domain::extension::{Extension, Phone};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::change::{Change, SlotPatch, StepKind};
use crate::domain::roster::parts::{merge, split};
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{ExpectedVersion, Slot};
use crate::domain::slug::Slug;
use crate::domain::time::in_years;
use crate::store::{Db, extension, revision, roster as rows};

/// The most slots at once.
const MOST_SLOTS: usize = 1_000;

/// What is done with each of the slots, or with all of them together.
#[derive(Debug, Clone)]
pub enum Several {
    Assign(Option<StaffId>),
    /// By so many days, and to other hours where they are given.
    Move {
        days: i64,
        start: Option<NaiveTime>,
        end: Option<NaiveTime>,
    },
    Renumber(Vec<(Phone, String)>),
    Speak(Vec<Language>),
    /// Each into two at this time of day.
    Split(NaiveTime),
    /// All of them into one.
    Merge,
    Cancel(CancelReason),
    Remove,
}

/// Changes several slots of the draft, all or none of them. Returns how many changes that took.
///
/// # Errors
/// [`ActionError::Invalid`] with `slot-2` for the third of the slots, when it cannot be; with `slots` when there are none or too
/// many; [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn change_several(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    slots: Vec<SlotId>,
    what: Several,
    expected: ExpectedVersion,
) -> Result<usize, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let known = extensions(cx, db, &what)?;
        let found = found(db, &consultation, &slots)?;
        let changes = match &what {
            Several::Merge => merged(db, &consultation, &found)?,
            each => one_by_one(cx, &consultation, &found, each, &known)?,
        };
        let (places, changes): (Vec<usize>, Vec<Change>) = changes.into_iter().unzip();
        let count = changes.len();
        let made = make(cx, db, actor, &consultation, changes, StepKind::Edited);
        made.map_err(|refused| refused.named(|at, _| field(places.get(at).copied().unwrap_or_default())))?;
        Ok(count)
    })
    .await
}

/// A change, and the place of the slot it was made for.
type Placed = (usize, Change);

fn field(place: usize) -> String {
    format!("slot-{place}")
}

fn extensions(cx: &Context, db: &mut Db, what: &Several) -> Result<BTreeMap<Phone, Extension>, ActionError> {
    match what {
        Several::Renumber(numbers) => Ok(extension::ensure_all(db, numbers, &mut || cx.random.id(cx.now()))?),
        _ => Ok(BTreeMap::new()),
    }
}

fn found(db: &mut Db, consultation: &Consultation, wanted: &[SlotId]) -> Result<Vec<Slot>, ActionError> {
    let fault = match wanted.len() {
        0 => Some(Fault::Required),
        many if many > MOST_SLOTS => Some(Fault::TooMany),
        _ => None,
    };
    if let Some(fault) = fault {
        return Err(ActionError::field("slots", fault));
    }
    let draft = rows::draft(db, consultation.id)?.slots.into_iter();
    let mut draft: BTreeMap<SlotId, Slot> = draft.map(|slot| (slot.id, slot)).collect();
    let found = wanted.iter().enumerate();
    or_each_fault(found.map(|(place, id)| draft.remove(id).ok_or((place, Fault::Unknown))))
}

/// All values, or the fault of each slot that has one.
fn or_each_fault<T>(each: impl Iterator<Item = Result<T, (usize, Fault)>>) -> Result<Vec<T>, ActionError> {
    let (mut values, mut faults) = (Vec::new(), Vec::new());
    for one in each {
        match one {
            Ok(value) => values.push(value),
            Err((place, fault)) => faults.push(FieldError::new(field(place), fault)),
        }
    }
    if faults.is_empty() {
        Ok(values)
    } else {
        Err(ActionError::Invalid(faults))
    }
}

fn merged(db: &mut Db, consultation: &Consultation, slots: &[Slot]) -> Result<Vec<Placed>, ActionError> {
    let latest = revision::latest(db, consultation.id)?;
    let seen: BTreeSet<SlotId> = latest.iter().flat_map(|last| &last.slots).map(|slot| slot.id).collect();
    let place = |id: SlotId| slots.iter().position(|slot| slot.id == id).unwrap_or_default();
    let all: Vec<&Slot> = slots.iter().collect();
    let changes = merge(&all, &seen, consultation.zone);
    let changes = changes.map_err(|(id, fault)| ActionError::field(field(place(id)), fault))?;
    Ok(changes.into_iter().map(|change| (place(change.id()), change)).collect())
}

fn one_by_one(
    cx: &Context,
    consultation: &Consultation,
    slots: &[Slot],
    what: &Several,
    known: &BTreeMap<Phone, Extension>,
) -> Result<Vec<Placed>, ActionError> {
    let each = slots.iter().enumerate().map(|(place, slot)| {
        let changes = changes_of(cx, consultation, slot, what, known);
        let placed = |changes: Vec<Change>| changes.into_iter().map(|change| (place, change)).collect::<Vec<_>>();
        changes.map(placed).map_err(|fault| (place, fault))
    });
    Ok(or_each_fault(each)?.into_iter().flatten().collect())
}

fn changes_of(
    cx: &Context,
    consultation: &Consultation,
    slot: &Slot,
    what: &Several,
    known: &BTreeMap<Phone, Extension>,
) -> Result<Vec<Change>, Fault> {
    let id = slot.id;
    let set = |set: SlotPatch| Change::Change { id, set: Box::new(set) };
    Ok(match what {
        Several::Assign(staff) => vec![Change::Assign { id, staff: *staff }],
        Several::Move { days, start, end } => vec![set(SlotPatch {
            date: Some(moved(slot.date, *days).ok_or(Fault::Year)?),
            start: *start,
            end: *end,
            ..SlotPatch::default()
        })],
        Several::Renumber(numbers) => {
            let extensions = numbers.iter().filter_map(|(phone, _)| known.get(phone).cloned());
            vec![set(SlotPatch {
                extensions: Some(extensions.collect()),
                ..SlotPatch::default()
            })]
        }
        Several::Speak(languages) => vec![set(SlotPatch {
            languages: Some(languages.clone()),
            ..SlotPatch::default()
        })],
        Several::Split(at) => split(slot, *at, cx.random.id(cx.now()), consultation.zone)?.into(),
        Several::Cancel(reason) => vec![Change::Cancel {
            id,
            reason: reason.clone(),
        }],
        Several::Remove => vec![Change::Remove { id }],
        Several::Merge => Vec::new(),
    })
}

fn moved(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    };
    moved.filter(|date| in_years(*date))
}
