//! What the city asks about.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::calendar::{Calendar, DayRule, Event, RequiredHours};
use crate::domain::code::codes;
use crate::domain::ids::ConsultationId;
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;

/// The longest consultation accepted, in days. The longest found in Poland took about six months.
pub const MAX_DAYS: i64 = 400;

codes! {
    /// What a call is worth.
    PhoneMode {
        /// A call can be a contribution.
        Counts => "counts",
        /// A contribution is noted; the caller is asked to confirm it in writing.
        Confirm => "confirm",
        /// Information only; who wants to contribute is referred to the form.
        Informs => "informs",
    }
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Identifier.
    pub id: ConsultationId,
    /// Its part of every address.
    pub slug: Slug,
    /// Its words.
    pub texts: ConsultationTexts,
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
    /// Zone of all its local times.
    pub zone: Tz,
    /// The office that holds it, as residents know it.
    pub unit: String,
    /// What a call is worth.
    pub phone_mode: PhoneMode,
    /// Hours in which somebody must be on duty.
    pub required: RequiredHours,
}

impl Consultation {
    /// The consultation in the period a revision published. Its words, office and phone mode are always those of now.
    #[must_use]
    pub fn as_published(self, calendar: &Calendar) -> Self {
        Self {
            first_day: calendar.first_day,
            last_day: calendar.last_day,
            required: calendar.required.clone(),
            ..self
        }
    }

    /// Its calendar as it stands now, with the given events and rules of days.
    pub fn calendar(&self, events: Vec<Event>, rules: BTreeMap<NaiveDate, DayRule>) -> Calendar {
        Calendar {
            first_day: self.first_day,
            last_day: self.last_day,
            required: self.required.clone(),
            events,
            rules,
        }
    }
}
