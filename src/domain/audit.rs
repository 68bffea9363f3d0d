//! The record of who did what. Append-only; ids and codes, never a person's words. Of an account it keeps which address
//! became which, so that one that was taken over can be given back.

use chrono::{DateTime, Utc};

use crate::domain::code::codes;
use crate::domain::ids::{AuditId, ConsultationId, UserId};

codes! {
    /// What was done: the thing, and what became of it.
    AuditAction {
        AbsenceAdded => "absence.added",
        AbsenceRemoved => "absence.removed",
        AnnouncementImported => "announcement.imported",
        CallLogged => "call.logged",
        CallRead => "call.read",
        /// A page of the register; the detail says how many calls it showed.
        CallsRead => "calls.read",
        ConsultationAdded => "consultation.added",
        ConsultationChanged => "consultation.changed",
        ContributionAdded => "contribution.added",
        /// What it says, or how far it is; the detail says which.
        ContributionChanged => "contribution.changed",
        /// In writing, what was said in a call.
        ContributionConfirmed => "contribution.confirmed",
        ContributionRead => "contribution.read",
        /// Some that say the same; the detail says how many.
        ContributionsGrouped => "contributions.grouped",
        /// One of them says something else after all.
        ContributionUngrouped => "contribution.ungrouped",
        /// A page of them; the detail says how many it showed.
        ContributionsRead => "contributions.read",
        DaySet => "day.set",
        /// Every day nobody is on duty; the detail says how many.
        DaysExempted => "days.exempted",
        DutyConfirmed => "duty.confirmed",
        DutyOffered => "duty.offered",
        /// Somebody else has it, and that is published; the detail says who had it, who has it and in which revision.
        DutySwapped => "duty.swapped",
        EventsChanged => "events.changed",
        FeedMade => "feed.made",
        FeedRevoked => "feed.revoked",
        MessageRequeued => "message.requeued",
        PositionSet => "position.set",
        /// The same for several; the detail says how many.
        PositionsSet => "positions.set",
        /// For a moment; the detail says which.
        PublicationPlanned => "publication.planned",
        /// Its moment came and it could not be; the detail says why.
        PublicationPrevented => "publication.prevented",
        PublicationWithdrawn => "publication.withdrawn",
        PasswordSet => "password.set",
        /// With the people in it; the detail says as what.
        RosterExported => "roster.exported",
        /// Somebody took a duty, and the coordinator is to approve.
        OfferAccepted => "offer.accepted",
        OfferDeclined => "offer.declined",
        /// The coordinator did not approve who took it; the offer stays open.
        OfferRefused => "offer.refused",
        OfferWithdrawn => "offer.withdrawn",
        RosterPublished => "roster.published",
        /// A published revision is the draft again; the detail says which.
        RosterRestored => "roster.restored",
        SharingRulesSet => "sharing_rules.set",
        /// The draft became what a sheet says; the detail says how many changes that took.
        SheetImported => "sheet.imported",
        /// By the optimiser; the detail says how many.
        SlotsAssigned => "slots.assigned",
        /// From the required hours; the detail says how many.
        SlotsGenerated => "slots.generated",
        StepRedone => "step.redone",
        StepUndone => "step.undone",
        SlotSaved => "slot.saved",
        SlotCancelled => "slot.cancelled",
        SlotRemoved => "slot.removed",
        StaffAdded => "staff.added",
        StaffChanged => "staff.changed",
        /// They take no duties any more; the detail says how many they had.
        StaffRetired => "staff.retired",
        StaffReturned => "staff.returned",
        TokenCreated => "token.created",
        TokenRevoked => "token.revoked",
        TopicsChanged => "topics.changed",
        UnitAdded => "unit.added",
        UnitChanged => "unit.changed",
        UserAdded => "user.added",
        UserDisabled => "user.disabled",
        UserEnabled => "user.enabled",
        /// Somebody has another role in a unit; left, none.
        UserJoined => "user.joined",
        UserLeft => "user.left",
        /// Tried with an address and a password; the subject is the account, or `unknown`.
        UserNotSignedIn => "user.not_signed_in",
        UserSignedIn => "user.signed_in",
        UserSignedOut => "user.signed_out",
        /// Which verdicts the positions of a consultation choose from; the detail says how many.
        VerdictsChanged => "verdicts.changed",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    pub id: AuditId,
    pub at: DateTime<Utc>,
    /// `None` for the program itself and for who has not signed in.
    pub actor: Option<UserId>,
    pub action: AuditAction,
    pub consultation: Option<ConsultationId>,
    /// To what: an id, a slug or a date.
    pub subject: String,
    /// Codes and numbers that explain it.
    pub detail: serde_json::Value,
}
