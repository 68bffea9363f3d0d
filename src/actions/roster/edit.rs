//! Slots of a draft as people and programs change them: what they type becomes changes.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::actions::authorize::{open_locked, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::roster::step::{Refused, Why, make};
use crate::domain::access::{Actor, Right};
use crate::domain::extension::{Extension, Phone};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::change::{Change, SlotPatch, Standing, StepKind};
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{ExpectedVersion, Slot, SlotMode, SlotState, Source};
use crate::domain::slug::Slug;
use crate::domain::text::required_text;
use crate::domain::time::Hours;
use crate::store::{Db, extension, roster as rows};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 300;
/// The most changes of one request.
const MOST_CHANGES: usize = 10_000;

/// A slot as typed. Hours and numbers are parsed at the edge.
#[derive(Debug, Clone)]
pub struct SlotInput {
    /// Of a new slot, made before it was typed.
    pub id: SlotId,
    /// Local date.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Numbers and how they are printed.
    pub extensions: Vec<(Phone, String)>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// How it is held.
    pub mode: SlotMode,
    /// Who is on duty.
    pub staff: Option<StaffId>,
    /// Where it was read from; with `None` as in the slot that is changed.
    pub source: Option<Source>,
}

/// One change of a draft, as it is sent.
#[derive(Debug, Clone)]
pub enum Edit {
    Add(Box<SlotInput>),
    Change { id: SlotId, set: Box<SlotEdit> },
    Assign { id: SlotId, staff: Option<StaffId> },
    Cancel { id: SlotId, reason: CancelReason },
    Remove { id: SlotId },
}

/// What is set of a slot; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct SlotEdit {
    pub date: Option<NaiveDate>,
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    pub extensions: Option<Vec<(Phone, String)>>,
    pub languages: Option<Vec<Language>>,
    pub mode: Option<SlotMode>,
    /// Planned again where it was called off.
    pub planned: bool,
}

/// Makes changes of a draft, all or none of them, as one step. Returns the version it has then.
///
/// # Errors
/// [`ActionError::Invalid`] with `changes[i]` for each that cannot be made; [`ActionError::Stale`]; [`ActionError::Denied`];
/// [`ActionError::NotFound`]; database faults.
pub async fn change(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    edits: Vec<Edit>,
    expected: ExpectedVersion,
) -> Result<i32, ActionError> {
    if edits.len() > MOST_CHANGES {
        return Err(ActionError::field("changes", Fault::TooMany));
    }
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let changes = changes(cx, db, edits).map_err(Refused::by_place)?;
        make(cx, db, actor, &consultation, changes, StepKind::Edited).map_err(Refused::by_place)?;
        Ok(rows::version(db, consultation.id)?)
    })
    .await
}

/// What is sent, with its numbers as extensions of the installation.
pub(super) fn changes(cx: &Context, db: &mut Db, edits: Vec<Edit>) -> Result<Vec<Change>, Refused> {
    let numbers: Vec<(Phone, String)> = edits.iter().flat_map(|edit| edit.numbers().iter().cloned()).collect();
    let known = extension::ensure_all(db, &numbers, &mut || cx.random.id(cx.now()))?;
    let mut refused = Vec::new();
    let mut changes = Vec::new();
    for (at, edit) in edits.into_iter().enumerate() {
        match edit.change(&known) {
            Ok(change) => changes.push(change),
            Err(error) => refused.push((at, Why::Field(error))),
        }
    }
    if refused.is_empty() {
        Ok(changes)
    } else {
        Err(Refused::Changes(refused))
    }
}

impl Edit {
    fn numbers(&self) -> &[(Phone, String)] {
        match self {
            Self::Add(slot) => &slot.extensions,
            Self::Change { set, .. } => set.extensions.as_deref().unwrap_or_default(),
            Self::Assign { .. } | Self::Cancel { .. } | Self::Remove { .. } => &[],
        }
    }

    fn change(self, known: &BTreeMap<Phone, Extension>) -> Result<Change, FieldError> {
        Ok(match self {
            Self::Add(slot) => Change::Add { slot: slot.slot(known) },
            Self::Change { id, set } => Change::Change {
                id,
                set: Box::new(set.patch(known)),
            },
            Self::Assign { id, staff } => Change::Assign { id, staff },
            Self::Cancel { id, reason } => Change::Cancel {
                id,
                reason: match reason {
                    CancelReason::Words(words) => required_text("reason", &words, LONGEST_REASON)?.into(),
                    listed @ CancelReason::Listed(_) => listed,
                },
            },
            Self::Remove { id } => Change::Remove { id },
        })
    }
}

fn extensions(typed: &[(Phone, String)], known: &BTreeMap<Phone, Extension>) -> Vec<Extension> {
    typed
        .iter()
        .filter_map(|(phone, _)| known.get(phone).cloned())
        .collect()
}

impl SlotEdit {
    fn patch(self, known: &BTreeMap<Phone, Extension>) -> SlotPatch {
        SlotPatch {
            date: self.date,
            start: self.start,
            end: self.end,
            extensions: self.extensions.map(|typed| extensions(&typed, known)),
            languages: self.languages,
            mode: self.mode,
            standing: self.planned.then(Standing::planned),
            source: None,
        }
    }
}

impl SlotInput {
    fn slot(self, known: &BTreeMap<Phone, Extension>) -> Slot {
        Slot {
            id: self.id,
            date: self.date,
            hours: self.hours,
            extensions: extensions(&self.extensions, known),
            languages: self.languages,
            mode: self.mode,
            state: SlotState::Planned,
            cancel_reason: None,
            staff: self.staff,
            source: self.source,
        }
    }

    /// Whether saving it would leave the slot as it is.
    fn is(&self, slot: &Slot) -> bool {
        let typed = self.extensions.iter().map(|(phone, _)| phone);
        slot.state == SlotState::Planned
            && (self.date, self.hours, self.mode, self.staff) == (slot.date, slot.hours, slot.mode, slot.staff)
            && self.languages == slot.languages
            && typed.eq(slot.extensions.iter().map(|extension| &extension.phone))
    }

    /// What makes a slot that is there this one. One that was called off is planned again.
    fn edits(self) -> Vec<Edit> {
        let (id, staff) = (self.id, self.staff);
        let set = SlotEdit {
            date: Some(self.date),
            start: Some(self.hours.start),
            end: Some(self.hours.end),
            extensions: Some(self.extensions),
            languages: Some(self.languages),
            mode: Some(self.mode),
            planned: true,
        };
        vec![Edit::Change { id, set: Box::new(set) }, Edit::Assign { id, staff }]
    }
}

/// Adds a slot to the draft. Safe to repeat: with the content it has, the one that is there is left as it is, whatever the
/// expected version.
///
/// # Errors
/// [`ActionError::Conflict`] with `slot_there` when a slot of this draft has the id and other content, with `id_taken` when
/// the id is that of a slot elsewhere; otherwise as [`save_slot`].
pub async fn add_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    input: SlotInput,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        // Locked before it is looked for: of two who send one slot at once, the second finds the first one's.
        let of = open_locked(db, actor, &slug, Right::EditRoster, ExpectedVersion::Any)?;
        match rows::slot(db, input.id)? {
            None => one_step(cx, db, actor, &slug, vec![Edit::Add(Box::new(input))], expected),
            Some((owner, slot)) if owner == of.id && input.is(&slot) => Ok(()),
            Some((owner, _)) if owner == of.id => Err(ActionError::Conflict("slot_there")),
            Some(_) => Err(ActionError::Conflict("id_taken")),
        }
    })
    .await
}

/// Changes a slot of the draft.
///
/// # Errors
/// [`ActionError::Taken`] when a line or the person is on another duty then, in any consultation;
/// [`ActionError::Stale`]; [`ActionError::Invalid`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database
/// faults.
pub async fn save_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    input: SlotInput,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    change_one(cx, actor, slug, input.edits(), expected).await
}

/// Calls a slot off; residents see that it was, and why.
///
/// # Errors
/// As [`save_slot`].
pub async fn cancel_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    id: SlotId,
    reason: impl Into<CancelReason>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    let reason = reason.into();
    change_one(cx, actor, slug, vec![Edit::Cancel { id, reason }], expected).await
}

/// Takes a slot out of the draft. A slot residents have seen cannot be removed, only called off.
///
/// # Errors
/// [`ActionError::Conflict`] with `slot_published`; otherwise as [`save_slot`].
pub async fn remove_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    id: SlotId,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    change_one(cx, actor, slug, vec![Edit::Remove { id }], expected).await
}

/// Gives slots of the draft to people, or to nobody.
///
/// # Errors
/// As [`save_slot`].
pub async fn assign(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    given: Vec<(SlotId, Option<StaffId>)>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    let edits = given
        .into_iter()
        .map(|(id, staff)| Edit::Assign { id, staff })
        .collect();
    change_one(cx, actor, slug, edits, expected).await
}

async fn change_one(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    edits: Vec<Edit>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        one_step(cx, db, actor, &slug, edits, expected)
    })
    .await
}

fn one_step(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    slug: &Slug,
    edits: Vec<Edit>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    let consultation = open_to_change(db, actor, slug, Right::EditRoster, expected)?;
    let changes = changes(cx, db, edits).map_err(Refused::of_one)?;
    make(cx, db, actor, &consultation, changes, StepKind::Edited).map_err(Refused::of_one)
}
