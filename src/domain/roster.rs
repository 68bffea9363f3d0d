//! The draft roster of a consultation: its slots.

pub mod change;
pub mod generate;
pub mod grid;
pub mod parts;
pub mod reason;
pub mod sharing;
pub mod sheet;

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::extension::Extension;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::reason::CancelReason;
use crate::domain::time::{Hours, Span};

codes! {
    /// How a duty is held.
    SlotMode {
        /// By telephone.
        Phone => "phone",
        /// In a room; does not count as telephone duty.
        Room => "room",
        /// Both.
        Hybrid => "hybrid",
    }
}

codes! {
    /// What became of a slot.
    SlotState {
        /// It is to take place.
        Planned => "planned",
        /// It is cancelled; residents still see that it was.
        Cancelled => "cancelled",
    }
}

/// What a change expects to find. A form says the version it was made from; who says none, changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum ExpectedVersion {
    /// Whatever there is. For programs; no text reads as this.
    Any,
    /// No consultation at the address yet.
    NotYet,
    /// The draft in this version.
    Version(i32),
}

/// The text is not the version of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the version of a draft")]
pub struct BadVersion;

impl ExpectedVersion {
    /// Whether a draft in this version is the expected one.
    pub fn is(self, version: i32) -> bool {
        match self {
            Self::Any => true,
            Self::NotYet => false,
            Self::Version(expected) => expected == version,
        }
    }
}

impl FromStr for ExpectedVersion {
    type Err = BadVersion;

    /// Digits only.
    fn from_str(text: &str) -> Result<Self, BadVersion> {
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            text.parse().map(Self::Version).map_err(|_| BadVersion)
        } else {
            Err(BadVersion)
        }
    }
}

impl TryFrom<String> for ExpectedVersion {
    type Error = BadVersion;

    fn try_from(text: String) -> Result<Self, BadVersion> {
        text.parse()
    }
}

/// The slots of a consultation as they are being worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Grows with every change; 0 before the first.
    pub version: i32,
    /// By start.
    pub slots: Vec<Slot>,
}

/// Whether somebody answers the telephone: a duty in a room does not count, nor one that is cancelled.
pub(super) fn answers_phone(state: SlotState, mode: SlotMode) -> bool {
    state == SlotState::Planned && mode != SlotMode::Room
}

/// The line of the announcement a slot was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Line number, from 1.
    pub line: u32,
    /// The line itself.
    pub text: String,
}

/// A duty slot of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Identifier, the same in the draft and in every revision.
    pub id: SlotId,
    /// Local date of the start.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Lines that answer, 1..n once it is complete.
    pub extensions: Vec<Extension>,
    /// Languages spoken; none if the announcement names none.
    pub languages: Vec<Language>,
    /// How it is held.
    pub mode: SlotMode,
    /// What became of it.
    pub state: SlotState,
    /// Why it was called off.
    pub cancel_reason: Option<CancelReason>,
    /// Who is on duty, or nobody yet.
    pub staff: Option<StaffId>,
    /// Where it was read from.
    pub source: Option<Source>,
}

impl Slot {
    /// Its instants.
    pub fn span(&self, zone: Tz) -> Span {
        Span::of(self.date, self.hours, zone)
    }

    /// Whether it counts as telephone duty.
    pub fn answers_phone(&self) -> bool {
        answers_phone(self.state, self.mode)
    }
}

/// The slots of a draft that residents have seen and the new one no longer has: they stay, cancelled. One that is over
/// stays as it was, unless a new slot has its extension at its time, and so corrects it.
pub fn cancelled_by(
    new: &[Slot],
    before: Vec<Slot>,
    seen: &BTreeSet<SlotId>,
    zone: Tz,
    now: DateTime<Utc>,
) -> Vec<Slot> {
    let corrected = |slot: &Slot| {
        new.iter().any(|new| {
            new.span(zone).overlaps(slot.span(zone)) && new.extensions.iter().any(|e| slot.extensions.contains(e))
        })
    };
    before
        .into_iter()
        .filter(|slot| seen.contains(&slot.id) && new.iter().all(|new| new.id != slot.id))
        .map(|mut slot| {
            if slot.span(zone).ends_at > now || corrected(&slot) {
                slot.state = SlotState::Cancelled;
            }
            slot
        })
        .collect()
}
