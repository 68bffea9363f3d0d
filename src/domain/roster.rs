//! The draft roster of a consultation: its slots.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::extension::Extension;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::revision::{PrintedExtension, PublishedSlot};
use crate::domain::time::{Hours, Span};

codes! {
    /// How a duty is held.
    SlotMode {
        /// By telephone.
        Phone => "phone",
        /// In a room; does not count as telephone duty.
        ConsultationNav => "room",
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

/// The line of the announcement a slot was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Line number, from 1.
    pub line: u32,
    /// The line itself.
    pub text: String,
}

/// A duty slot of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Identifier, the same in the draft and in every revision.
    pub id: SlotId,
    /// Local date of the start.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Lines that answer, 1..n once it is complete.
    pub extensions: Vec<Extension>,
    /// Languages spoken, if said.
    pub languages: Vec<Language>,
    /// How it is held.
    pub mode: SlotMode,
    /// What became of it.
    pub state: SlotState,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
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
        self.state == SlotState::Planned && self.mode != SlotMode::ConsultationNav
    }

    /// What a revision keeps of it.
    pub fn published(&self, zone: Tz) -> PublishedSlot {
        PublishedSlot {
            id: self.id,
            date: self.date,
            hours: self.hours,
            span: self.span(zone),
            extensions: self
                .extensions
                .iter()
                .map(|extension| PrintedExtension {
                    phone: extension.phone.clone(),
                    display: extension.display.clone(),
                })
                .collect(),
            languages: self.languages.clone(),
            mode: self.mode,
            state: self.state,
            cancel_reason: self
                .cancel_reason
                .clone()
                .filter(|_| self.state == SlotState::Cancelled),
        }
    }
}
