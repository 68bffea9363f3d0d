//! The steps of editing a draft. Forms, imports, the optimiser, swaps and undo all speak in changes; each has an inverse, so
//! that a list of them applied and its inverse applied give back the very roster.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::extension::Extension;
use crate::domain::ids::{ExtensionId, SlotId, StaffId, UserId};
use crate::domain::language::Language;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{Slot, SlotMode, SlotState, Source};

/// The most extensions of one slot.
pub const MAX_EXTENSIONS: usize = 20;

/// One step of editing a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Change {
    Add {
        slot: Slot,
    },
    /// Sets some of what a slot says.
    Change {
        id: SlotId,
        set: Box<SlotPatch>,
    },
    /// Gives it to somebody, or to nobody.
    Assign {
        id: SlotId,
        staff: Option<StaffId>,
    },
    /// Calls it off; residents see that it was, and why.
    Cancel {
        id: SlotId,
        reason: CancelReason,
    },
    Remove {
        id: SlotId,
    },
}

/// What a change sets; `None` leaves it as it is. Who is on duty is set by [`Change::Assign`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotPatch {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extensions: Option<Vec<Extension>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<Language>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<SlotMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Where it was read from; `Some(None)` forgets that.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "double")]
    pub source: Option<Option<Source>>,
}

/// What became of a slot, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub state: SlotState,
    pub reason: Option<CancelReason>,
}

impl Standing {
    /// It takes place.
    pub fn planned() -> Self {
        Self {
            state: SlotState::Planned,
            reason: None,
        }
    }
}

/// Why a change cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unchangeable {
    #[error("there is no such slot")]
    NoSlot,
    #[error("there is a slot with this id")]
    IdTaken,
    /// Half-open hours that begin and end at the same minute would last a day.
    #[error("the end is the start")]
    EndIsStart,
    #[error("more extensions than a slot has")]
    TooManyExtensions,
    #[error("an extension stands there twice")]
    ExtensionTwice,
}

codes! {
    /// Where a step of editing came from.
    StepKind {
        /// Somebody changed slots by hand or by a program.
        Edited => "edited",
        /// An announcement or a table was imported.
        Imported => "imported",
        /// Slots were made from the required hours.
        Generated => "generated",
        /// The optimiser gave slots to people.
        Assigned => "assigned",
        /// A published revision became the draft again.
        Restored => "restored",
        /// Somebody took over a duty.
        Swapped => "swapped",
        /// Somebody takes no duties any more.
        Retired => "retired",
    }
}

/// A step of editing a draft: what one request changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// 1, 2, 3 … in the draft.
    pub number: i32,
    pub at: DateTime<Utc>,
    pub by: UserId,
    pub kind: StepKind,
    /// Whether it is undone now, and can be made again.
    pub undone: bool,
    /// How many changes it made.
    pub size: usize,
}

/// The slots of a draft while it is being changed, and what would undo it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editing {
    slots: BTreeMap<SlotId, Slot>,
    /// What each touched slot was before; `None` when it was not there.
    before: BTreeMap<SlotId, Option<Slot>>,
    /// The inverse of each change, in the order of the changes.
    inverse: Vec<Change>,
}

impl Editing {
    pub fn of(slots: impl IntoIterator<Item = Slot>) -> Self {
        Self {
            slots: slots.into_iter().map(|slot| (slot.id, slot)).collect(),
            before: BTreeMap::new(),
            inverse: Vec::new(),
        }
    }

    /// Makes one change; when it cannot be made, nothing is changed.
    ///
    /// # Errors
    /// See [`Unchangeable`].
    pub fn apply(&mut self, change: Change) -> Result<(), Unchangeable> {
        let id = change.id();
        let was = self.slots.get(&id).cloned();
        let inverse = match (change, was.clone()) {
            (Change::Add { .. }, Some(_)) => return Err(Unchangeable::IdTaken),
            (Change::Add { slot }, None) => {
                fits(&slot)?;
                self.slots.insert(id, slot);
                Change::Remove { id }
            }
            (_, None) => return Err(Unchangeable::NoSlot),
            (Change::Change { set, .. }, Some(slot)) => {
                let (slot, back) = set.put_on(slot);
                fits(&slot)?;
                self.slots.insert(id, slot);
                Change::Change {
                    id,
                    set: Box::new(back),
                }
            }
            (Change::Assign { staff, .. }, Some(slot)) => {
                let back = slot.staff;
                self.slots.insert(id, Slot { staff, ..slot });
                Change::Assign { id, staff: back }
            }
            (Change::Cancel { reason, .. }, Some(slot)) => {
                let set = SlotPatch {
                    standing: Some(Standing {
                        state: SlotState::Cancelled,
                        reason: Some(reason),
                    }),
                    ..SlotPatch::default()
                };
                let (slot, back) = set.put_on(slot);
                self.slots.insert(id, slot);
                Change::Change {
                    id,
                    set: Box::new(back),
                }
            }
            (Change::Remove { .. }, Some(slot)) => {
                self.slots.remove(&id);
                Change::Add { slot }
            }
        };
        self.before.entry(id).or_insert(was);
        self.inverse.push(inverse);
        Ok(())
    }

    /// The slots as they are now.
    pub fn slots(&self) -> &BTreeMap<SlotId, Slot> {
        &self.slots
    }

    /// Those that are not as they were: each as it was and as it is.
    pub fn touched(&self) -> impl Iterator<Item = (SlotId, Option<&Slot>, Option<&Slot>)> {
        let all = self
            .before
            .iter()
            .map(|(id, was)| (*id, was.as_ref(), self.slots.get(id)));
        all.filter(|(_, was, is)| was != is)
    }

    /// What undoes all that was applied, in the order in which it does.
    pub fn into_inverse(mut self) -> Vec<Change> {
        self.inverse.reverse();
        self.inverse
    }
}

impl Change {
    /// The slot it is about.
    pub fn id(&self) -> SlotId {
        match self {
            Self::Add { slot } => slot.id,
            Self::Change { id, .. } | Self::Assign { id, .. } | Self::Cancel { id, .. } | Self::Remove { id } => *id,
        }
    }
}

impl SlotPatch {
    /// The slot with it, and what sets the slot back.
    fn put_on(self, mut slot: Slot) -> (Slot, Self) {
        let back = Self {
            date: self.date.map(|date| std::mem::replace(&mut slot.date, date)),
            start: self.start.map(|start| std::mem::replace(&mut slot.hours.start, start)),
            end: self.end.map(|end| std::mem::replace(&mut slot.hours.end, end)),
            extensions: self.extensions.map(|new| std::mem::replace(&mut slot.extensions, new)),
            languages: self.languages.map(|new| std::mem::replace(&mut slot.languages, new)),
            mode: self.mode.map(|mode| std::mem::replace(&mut slot.mode, mode)),
            standing: self.standing.map(|new| Standing {
                state: std::mem::replace(&mut slot.state, new.state),
                reason: std::mem::replace(&mut slot.cancel_reason, new.reason),
            }),
            source: self.source.map(|source| std::mem::replace(&mut slot.source, source)),
        };
        (slot, back)
    }

    /// What makes one slot another, but for its person.
    pub fn between(was: &Slot, is: &Slot) -> Self {
        fn differs<T: Clone + PartialEq>(was: &T, is: &T) -> Option<T> {
            (was != is).then(|| is.clone())
        }
        let standing = |slot: &Slot| Standing {
            state: slot.state,
            reason: slot.cancel_reason.clone(),
        };
        Self {
            date: differs(&was.date, &is.date),
            start: differs(&was.hours.start, &is.hours.start),
            end: differs(&was.hours.end, &is.hours.end),
            extensions: differs(&was.extensions, &is.extensions),
            languages: differs(&was.languages, &is.languages),
            mode: differs(&was.mode, &is.mode),
            standing: differs(&standing(was), &standing(is)),
            source: differs(&was.source, &is.source),
        }
    }
}

/// The changes that make one list of slots another, each slot by its id.
pub fn between(was: &[Slot], is: &[Slot]) -> Vec<Change> {
    let before: BTreeMap<SlotId, &Slot> = was.iter().map(|slot| (slot.id, slot)).collect();
    let after: BTreeMap<SlotId, &Slot> = is.iter().map(|slot| (slot.id, slot)).collect();
    let mut changes = Vec::new();
    for (id, _) in before.iter().filter(|(id, _)| !after.contains_key(id)) {
        changes.push(Change::Remove { id: *id });
    }
    for (id, slot) in after {
        let Some(was) = before.get(&id) else {
            changes.push(Change::Add { slot: slot.clone() });
            continue;
        };
        let set = SlotPatch::between(was, slot);
        if set != SlotPatch::default() {
            changes.push(Change::Change { id, set: Box::new(set) });
        }
        if was.staff != slot.staff {
            changes.push(Change::Assign { id, staff: slot.staff });
        }
    }
    changes
}

fn fits(slot: &Slot) -> Result<(), Unchangeable> {
    if slot.hours.start == slot.hours.end {
        return Err(Unchangeable::EndIsStart);
    }
    if slot.extensions.len() > MAX_EXTENSIONS {
        return Err(Unchangeable::TooManyExtensions);
    }
    let ids: BTreeSet<ExtensionId> = slot.extensions.iter().map(|extension| extension.id).collect();
    if ids.len() < slot.extensions.len() {
        return Err(Unchangeable::ExtensionTwice);
    }
    Ok(())
}

/// Tells `null`, which forgets, from what is not there, which leaves.
mod double {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::domain::roster::Source;

    pub fn serialize<S: Serializer>(source: &Option<Option<Source>>, to: S) -> Result<S::Ok, S::Error> {
        source.as_ref().and_then(Option::as_ref).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<Source>>, D::Error> {
        Option::deserialize(from).map(Some)
    }
}
