//! What the city asks about.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{Calendar, DayRule, Event, RequiredHours};
use crate::domain::code::codes;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::ConsultationId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::text::{ConsultationTexts, clean_text};
use crate::domain::time::{in_years, local};
use crate::domain::unit::Unit;

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

codes! {
    /// How far a consultation is on a day; in the order of lists.
    Stage {
        Running => "running",
        Coming => "coming",
        Over => "over",
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
    /// The office that holds it.
    pub unit: Unit,
    /// What a call is worth; `None` until somebody answers that, and nothing is promised before.
    pub phone_mode: Option<PhoneMode>,
    /// Hours in which somebody must be on duty.
    pub required: RequiredHours,
    /// Whether a coordinator has to approve who takes over a duty.
    pub swaps_need_approval: bool,
}

impl Consultation {
    /// How far it is on the local day of an instant. Its last day belongs to it.
    pub fn stage(&self, now: DateTime<Utc>) -> Stage {
        let today = local(now, self.zone).date();
        if today < self.first_day {
            Stage::Coming
        } else if today > self.last_day {
            Stage::Over
        } else {
            Stage::Running
        }
    }

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

    /// Its calendar as it is now, with the given events and rules of days.
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

/// What a coordinator decides about a consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Polish needs a title.
    pub texts: ConsultationTexts,
    /// `None` leaves it unanswered.
    pub phone_mode: Option<PhoneMode>,
    pub required: RequiredHours,
    /// How long before a duty its reminders are due; none means the defaults.
    pub leads: Vec<Duration>,
    pub swaps_need_approval: bool,
}

/// The most reminders of one duty.
const MAX_LEADS: usize = 5;
/// The most spans of required hours on one weekday.
const MAX_SPANS: usize = 24;
/// How many minutes before a duty a reminder can be due: up to two weeks.
const LEADS: RangeInclusive<i64> = 1..=14 * 24 * 60;

impl Settings {
    /// The same fit to be stored, or a fault per field.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        let mut faults = period_faults(self.first_day, self.last_day);
        for (locale, text) in &mut self.texts.0 {
            for (field, value, longest) in [
                (format!("text-{locale}-title"), &mut text.title, 200),
                (format!("text-{locale}-invitation"), &mut text.invitation, 2_000),
                (format!("text-{locale}-other_ways"), &mut text.other_ways, 4_000),
            ] {
                match clean_text(&field, value, longest) {
                    Ok(clean) => *value = clean,
                    Err(fault) => faults.push(fault),
                }
            }
        }
        if self.texts.0.get(&Locale::Pl).is_none_or(|text| text.title.is_empty()) {
            faults.push(FieldError::new("text-pl-title", Fault::Required));
        }
        self.leads.sort_unstable_by_key(|lead| Reverse(*lead));
        self.leads.dedup();
        if self.leads.len() > MAX_LEADS || !self.leads.iter().all(|lead| LEADS.contains(&lead.num_minutes())) {
            faults.push(FieldError::new("leads", Fault::Leads));
        }
        self.required.0.retain(|_, hours| !hours.is_empty());
        for (weekday, _) in self.required.0.iter().filter(|(_, hours)| hours.len() > MAX_SPANS) {
            faults.push(FieldError::new(
                format!("hours-{}", weekday.saturating_sub(1)),
                Fault::TooMany,
            ));
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

/// What is wrong with a period.
pub fn period_faults(first_day: NaiveDate, last_day: NaiveDate) -> Vec<FieldError> {
    let odd = [("first_day", first_day), ("last_day", last_day)];
    let fault = if let Some((field, _)) = odd.into_iter().find(|(_, day)| !in_years(*day)) {
        FieldError::new(field, Fault::Year)
    } else if last_day < first_day {
        FieldError::new("last_day", Fault::PeriodOrder)
    } else if (last_day - first_day).num_days() >= MAX_DAYS {
        FieldError::new("last_day", Fault::PeriodLong)
    } else {
        return Vec::new();
    };
    vec![fault]
}
