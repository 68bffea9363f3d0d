//! Offers of duties to colleagues. Until somebody has taken it, the duty is its holder's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use crate::domain::candidate::{Bookings, Candidate, Cannot, rank};
use crate::domain::code::codes;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{ConsultationId, SlotId, StaffId, SwapId, UserId};
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::Span;
use crate::domain::workload::Workload;

/// Nobody should have to answer later than this before the duty.
pub const LAST_ANSWER: Duration = Duration::hours(1);
/// The most colleagues who are asked by name.
pub const MOST_ASKED: usize = 200;

codes! {
    /// How far an offer is.
    SwapState {
        /// Nobody has taken the duty.
        Open => "open",
        /// Somebody took it, and the coordinator has not approved that.
        AwaitingApproval => "awaiting_approval",
        /// Somebody else has the duty.
        Done => "done",
        Withdrawn => "withdrawn",
        /// The duty changed or began before anybody had it.
        Stale => "stale",
    }
}

impl SwapState {
    /// Whether something can still come of it.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::AwaitingApproval)
    }
}

codes! {
    /// What somebody is told about an offer.
    SwapNews {
        /// To who is asked.
        Asked => "asked",
        /// To who had the duty: somebody else has it.
        Given => "given",
        /// To who has it now.
        Taken => "taken",
        /// To who took it, and the coordinator did not approve.
        Refused => "refused",
        /// To coordinators: nobody took it in time.
        Unanswered => "unanswered",
        /// To coordinators: somebody took it and waits for them.
        Approval => "approval",
    }
}

/// Who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Whoever can take the duty.
    Everyone,
    These(BTreeSet<StaffId>),
}

/// An offer of a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    pub id: SwapId,
    pub consultation: ConsultationId,
    pub slot: SlotId,
    /// Who has the duty until somebody takes it.
    pub from: StaffId,
    /// Themselves, or a coordinator for them.
    pub offered_by: UserId,
    pub offered_at: DateTime<Utc>,
    /// When the duty was to be, as it was offered.
    pub span: Span,
    /// Whether everybody may take it, and not only who was asked.
    pub to_everyone: bool,
    /// Who was told of it.
    pub asked: BTreeSet<StaffId>,
    /// Who said no, or was refused.
    pub declined: BTreeSet<StaffId>,
    /// The coordinator is told when nobody has taken it by then.
    pub answer_by: DateTime<Utc>,
    pub state: SwapState,
    /// Who took it.
    pub taken_by: Option<StaffId>,
    /// When it came to its end.
    pub settled_at: Option<DateTime<Utc>>,
}

/// What keeps somebody from taking a duty that is offered. The codes are those of conflicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("it is their own duty")]
    Own,
    #[error("they were not asked, or said no")]
    NotAsked,
    #[error("they are away")]
    Absent,
    #[error("they have another duty then")]
    Busy,
}

impl NotTaken {
    /// The code of the conflict.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "swap_own",
            Self::NotAsked => "swap_not_asked",
            Self::Absent => "swap_absent",
            Self::Busy => "swap_busy",
        }
    }
}

impl From<Cannot> for NotTaken {
    fn from(cannot: Cannot) -> Self {
        match cannot {
            Cannot::Absent(_) => Self::Absent,
            Cannot::Busy(_) => Self::Busy,
        }
    }
}

impl Swap {
    /// How far it is at an instant, the duty being published so: an offer of a duty that has other hours, another holder, was
    /// called off, is gone or has begun is stale, whatever is stored.
    pub fn state_at(&self, published: Option<(&PublishedSlot, Option<StaffId>)>, at: DateTime<Utc>) -> SwapState {
        let is_as_offered = published.is_some_and(|(slot, holder)| {
            slot.state == SlotState::Planned && slot.span == self.span && holder == Some(self.from)
        });
        if self.state.is_live() && !(is_as_offered && at < self.span.starts_at) {
            SwapState::Stale
        } else {
            self.state
        }
    }

    /// Whether a live offer is a coordinator's to settle: somebody waits for approval, or nobody took it in time.
    pub fn needs_coordinator(&self, now: DateTime<Utc>) -> bool {
        self.state == SwapState::AwaitingApproval || self.answer_by <= now
    }

    /// Whether the person may take it, as far as the offer says.
    ///
    /// # Errors
    /// [`NotTaken::Own`] or [`NotTaken::NotAsked`].
    pub fn is_for(&self, person: StaffId) -> Result<(), NotTaken> {
        if person == self.from {
            Err(NotTaken::Own)
        } else if self.declined.contains(&person) || !(self.to_everyone || self.asked.contains(&person)) {
            Err(NotTaken::NotAsked)
        } else {
            Ok(())
        }
    }
}

/// By when somebody should answer where nobody says: half of the time that is left, an hour before the duty at the latest
/// if that is still ahead; in whole minutes.
pub fn default_answer_by(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let half = now + (starts_at - now) / 2;
    let last = starts_at - LAST_ANSWER;
    let at = if last > now { half.min(last) } else { half };
    let minute = DateTime::from_timestamp(at.timestamp().div_euclid(60) * 60, 0).unwrap_or(at);
    if minute > now { minute } else { starts_at }
}

/// The instant by which an answer is wanted; after now and not after the duty begins.
///
/// # Errors
/// A fault of `answer_by`.
pub fn checked_answer_by(
    wanted: Option<DateTime<Utc>>,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, FieldError> {
    match wanted {
        None => Ok(default_answer_by(starts_at, now)),
        Some(at) if now < at && at <= starts_at => Ok(at),
        Some(_) => Err(FieldError::new("answer_by", Fault::AnswerBy)),
    }
}

/// Colleagues as to a published duty: who can take it before who cannot, who speaks its languages before who does not, who
/// has fewest minutes in what is published, then who was asked least recently.
pub fn stand_ins(
    (slot, holder): (&PublishedSlot, Option<StaffId>),
    zone: Tz,
    people: &[StaffMember],
    booked: &Bookings,
    load: &Workload,
    last_asked: &BTreeMap<StaffId, DateTime<Utc>>,
) -> Vec<Candidate> {
    let mut others: Vec<&StaffMember> = people.iter().filter(|member| Some(member.id) != holder).collect();
    // Who is alike in all else stays in this order.
    others.sort_by_key(|member| last_asked.get(&member.id));
    rank(&as_slot(slot, holder), zone, &others, booked, load)
}

/// How much duty a published roster gives each person.
pub fn published_load(slots: &[PublishedSlot], assignments: &Assignments, zone: Tz) -> Workload {
    let slots: Vec<Slot> = slots
        .iter()
        .map(|slot| as_slot(slot, assignments.get(&slot.id).copied()))
        .collect();
    Workload::of(&slots, zone)
}

/// A published slot as the rules of drafts see one. Its extensions do not matter to people.
fn as_slot(slot: &PublishedSlot, holder: Option<StaffId>) -> Slot {
    Slot {
        id: slot.id,
        date: slot.date,
        hours: slot.hours,
        extensions: Vec::new(),
        languages: slot.languages.clone(),
        mode: slot.mode,
        state: slot.state,
        cancel_reason: None,
        staff: holder,
        source: None,
    }
}
