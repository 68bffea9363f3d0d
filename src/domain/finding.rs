//! What the check of a draft finds: the problem, where it is, and how much it matters.

mod double;
mod people;
mod report;
mod slot;

pub use report::{CoverageReport, check};

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::candidate::Booked;
use crate::domain::code::codes;
use crate::domain::ids::SlotId;
use crate::domain::language::{Language, Locale};
use crate::domain::occupancy::Need;
use crate::domain::roster::sharing::SharingRules;
use crate::domain::staff::StaffMember;
use crate::domain::time::{Hours, Span};

/// What a draft is checked against beside its calendar.
pub struct Surroundings<'a> {
    /// Whoever is in the draft.
    pub people: &'a [StaffMember],
    pub rules: SharingRules,
    /// The duties these people have in the drafts of other consultations, near enough for rests and weeks.
    pub booked: &'a [Booked],
    /// What the duties of other consultations need, in their drafts and in what residents read of them.
    pub taken: &'a [Need],
    /// When the slots that are over are published to take place; a draft's slot that is not is not there.
    pub published: &'a BTreeMap<SlotId, Span>,
    pub now: DateTime<Utc>,
}

codes! {
    /// How much a finding matters.
    Severity {
        /// Publishing is refused until it is mended or accepted by name.
        Blocks => "blocks",
        Warns => "warns",
    }
}

codes! {
    /// Over what somebody's duties are counted.
    LimitOf {
        Day => "over_limit_day",
        /// An ISO week.
        Week => "over_limit_week",
        Consultation => "over_limit",
    }
}

/// What is wrong. The sentence of each is the message `finding-{code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is not one slot.
    EmptyRoster,
    /// There are telephone duties, and none has a person. It stands for [`Problem::Unassigned`] of each of them.
    NoStaff,
    /// Residents who read these languages see the title in another one.
    TitleMissing { locales: Vec<Locale> },
    /// Nobody is on duty on a day that asks for it.
    DayUncovered {
        /// The hours that lie open.
        gaps: Vec<Hours>,
        /// Their sum.
        minutes: i64,
    },
    /// Nobody is on duty in some required hours.
    DayPartlyCovered {
        /// The hours that lie open.
        gaps: Vec<Hours>,
        /// Their sum.
        minutes: i64,
    },
    /// A slot that nobody can call.
    SlotWithoutExtension,
    /// Two slots at once on one line.
    ExtensionTwice {
        /// The line as printed.
        display: String,
    },
    /// The same, the other one being of another consultation: of its draft, or of what residents read of it.
    ExtensionElsewhere {
        /// The line as printed.
        display: String,
    },
    /// One person in two slots at once.
    StaffTwice,
    /// The same, the other one being of another consultation.
    StaffElsewhere,
    /// A slot before the first or after the last day.
    OutsidePeriod,
    /// A slot on a day off.
    OnDayOff,
    /// A slot on a day that asks for a duty, at other hours too.
    OutsideHours {
        /// The hours nobody asks for.
        hours: Vec<Hours>,
    },
    /// A slot that ends on the next day, on a weekday of which the required hours do not: `15.00–2.00` for `15.00–20.00`.
    Overnight,
    /// A slot that is over, and residents never read of it as it is.
    InPast,
    /// A slot nobody is assigned to.
    Unassigned,
    /// A slot of somebody who is away then.
    StaffAbsent,
    /// A slot of somebody who takes no duties any more.
    StaffRetired,
    /// A slot of somebody who does not speak these of its languages.
    LanguageMissing { languages: Vec<Language> },
    /// A slot of somebody who has another one too short a time before it, or after it when that is of another consultation.
    ShortRest {
        /// Between the two.
        minutes: i64,
        /// What is wanted.
        least: i64,
    },
    /// A slot of somebody who has as many as they may have without it.
    OverLimit { of: LimitOf, most: usize },
    /// A slot of somebody whom no channel reaches; of several, the first ahead.
    Unreachable {
        /// How many duties ahead they have.
        duties: usize,
    },
}

/// A problem, where it is, and how much it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// How much it matters.
    pub severity: Severity,
    /// On which day.
    pub date: Option<NaiveDate>,
    /// The hours of the slot it is about.
    pub hours: Option<Hours>,
    /// In which slot.
    pub slot: Option<SlotId>,
}

impl Finding {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self.problem {
            Problem::EmptyRoster => "empty_roster",
            Problem::NoStaff => "no_staff",
            Problem::TitleMissing { .. } => "title_missing",
            Problem::DayUncovered { .. } => "day_uncovered",
            Problem::DayPartlyCovered { .. } => "day_partly_covered",
            Problem::SlotWithoutExtension => "slot_without_extension",
            Problem::ExtensionTwice { .. } => "extension_twice",
            Problem::ExtensionElsewhere { .. } => "extension_elsewhere",
            Problem::StaffTwice => "staff_twice",
            Problem::StaffElsewhere => "staff_elsewhere",
            Problem::OutsidePeriod => "outside_period",
            Problem::OnDayOff => "on_day_off",
            Problem::OutsideHours { .. } => "outside_hours",
            Problem::Overnight => "overnight",
            Problem::InPast => "in_past",
            Problem::Unassigned => "unassigned",
            Problem::StaffAbsent => "staff_absent",
            Problem::StaffRetired => "staff_retired",
            Problem::LanguageMissing { .. } => "language_missing",
            Problem::ShortRest { .. } => "short_rest",
            Problem::OverLimit { of, .. } => of.code(),
            Problem::Unreachable { .. } => "unreachable",
        }
    }

    /// Whether the other duty is of another consultation.
    pub fn is_elsewhere(&self) -> bool {
        matches!(
            self.problem,
            Problem::ExtensionElsewhere { .. } | Problem::StaffElsewhere
        )
    }

    /// Whether a coordinator may publish all the same, by name. One person or one line in two places never is.
    pub fn can_be_accepted(&self) -> bool {
        let is_twice = matches!(self.problem, Problem::ExtensionTwice { .. } | Problem::StaffTwice);
        !is_twice && !self.is_elsewhere()
    }

    /// Whether these keys accept it.
    pub fn is_accepted(&self, keys: &[String]) -> bool {
        self.can_be_accepted() && keys.contains(&self.key())
    }

    /// The name by which a coordinator accepts it: code, then day or slot. Acceptance of a gap names its minutes too,
    /// so that it does not cover a gap that has grown since; that of a night names its hours.
    pub fn key(&self) -> String {
        let place = match (self.slot, self.date) {
            (Some(slot), _) => slot.to_string(),
            (None, Some(date)) => date.to_string(),
            (None, None) => "roster".to_owned(),
        };
        let code = self.code();
        match (&self.problem, self.hours) {
            (Problem::DayUncovered { minutes, .. } | Problem::DayPartlyCovered { minutes, .. }, _) => {
                format!("{code}:{place}:{minutes}")
            }
            (Problem::Overnight, Some(hours)) => {
                format!(
                    "{code}:{place}:{}-{}",
                    hours.start.format("%H%M"),
                    hours.end.format("%H%M")
                )
            }
            _ => format!("{code}:{place}"),
        }
    }
}
