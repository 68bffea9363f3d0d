//! An absence as typed.

use chrono::NaiveTime;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::domain::absence::Absence;
use crate::domain::fault::Fault;
use crate::domain::ids::AbsenceId;
use crate::domain::time::DEFAULT_ZONE;
use crate::web::manage::fields;
use crate::web::page::form::FieldReader;

/// Days, and hours where it is not whole days.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AbsenceForm {
    pub first: String,
    pub last: String,
    pub start: String,
    pub end: String,
    pub weekly_until: String,
}

impl AbsenceForm {
    /// Without a last day it is one day long; with hours it lasts from those of the first day to those of the last.
    pub fn read(&self, id: AbsenceId) -> Result<Absence, ActionError> {
        let mut reader = FieldReader::default();
        let first = reader.required("first", &self.first, Fault::Date, fields::date);
        let last = reader.optional("last", &self.last, Fault::Date, fields::date).or(first);
        let start = reader.optional("start", &self.start, Fault::Time, fields::time);
        let end = reader.optional("end", &self.end, Fault::Time, fields::time);
        let weekly_until = reader.optional("weekly_until", &self.weekly_until, Fault::Date, fields::date);
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            reader.refuse("last", Fault::PeriodOrder);
        }
        if start.is_some() != end.is_some() || (first == last && start.is_some() && start >= end) {
            reader.refuse("end", Fault::Hours);
        }
        reader.finish(|| {
            let days = Absence::days(id, first?, last?, DEFAULT_ZONE);
            let midnight = NaiveTime::MIN;
            Some(Absence {
                start: first?.and_time(start.unwrap_or(midnight)),
                end: end.map_or(days.end, |end| last.unwrap_or_default().and_time(end)),
                weekly_until,
                ..days
            })
        })
    }
}
