//! A duty as typed.

use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::roster::SlotInput;
use crate::domain::fault::Fault;
use crate::domain::ids::SlotId;
use crate::domain::roster::{ExpectedVersion, Slot, SlotMode};
use crate::domain::time::Hours;
use crate::web::manage::fields;
use crate::web::manage::roster::reason::ReasonForm;
use crate::web::page::answer::Refusal;
use crate::web::page::form::FieldReader;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SlotForm {
    pub date: String,
    pub start: String,
    pub end: String,
    /// Numbers, one a line.
    pub phones: String,
    /// Codes of ticked languages.
    pub languages: Vec<String>,
    pub mode: String,
    /// Id of the person, or empty.
    pub staff: String,
    /// Why it is cancelled; part of another form of the same page.
    #[serde(skip)]
    pub reason: ReasonForm,
    /// Version of the draft the form was made from.
    pub version: String,
}

impl SlotForm {
    pub fn empty(date: String, start: String, end: String, version: i32) -> Self {
        Self {
            date,
            start,
            end,
            mode: SlotMode::Phone.code().to_owned(),
            version: version.to_string(),
            ..Self::default()
        }
    }

    pub fn of(slot: &Slot, version: i32) -> Self {
        let phones: Vec<&str> = slot.extensions.iter().map(|e| e.display.as_str()).collect();
        Self {
            date: slot.date.to_string(),
            start: fields::time_text(slot.hours.start),
            end: fields::time_text(slot.hours.end),
            phones: phones.join("\n"),
            languages: slot.languages.iter().map(ToString::to_string).collect(),
            mode: slot.mode.code().to_owned(),
            staff: slot.staff.map(|staff| staff.to_string()).unwrap_or_default(),
            reason: ReasonForm::default(),
            version: version.to_string(),
        }
    }

    /// What was typed, to be sent once more, where `stored` is how the duty is now.
    pub fn again(self, stored: &Self, refusal: &Refusal) -> Self {
        Self {
            version: refusal.version(&self.version, &stored.version),
            ..self
        }
    }

    pub fn read(&self, id: SlotId) -> Result<(SlotInput, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let date = reader.required("date", &self.date, Fault::Date, fields::date);
        let start = reader.required("start", &self.start, Fault::Time, fields::time);
        let end = reader.required("end", &self.end, Fault::Time, fields::time);
        if start.is_some() && start == end {
            reader.refuse("end", Fault::EndIsStart);
        }
        let extensions = reader.optional("phones", &self.phones, Fault::Phone, fields::phones);
        let mode = reader.required("mode", &self.mode, Fault::Choice, SlotMode::from_code);
        let staff = reader.optional("staff", &self.staff, Fault::Choice, |text| text.parse().ok());
        let version = reader.version(&self.version);
        reader.finish(|| {
            let input = SlotInput {
                id,
                date: date?,
                hours: Hours {
                    start: start?,
                    end: end?,
                },
                extensions: extensions.unwrap_or_default(),
                languages: fields::languages(&self.languages),
                mode: mode?,
                staff,
                source: None,
            };
            Some((input, version?))
        })
    }
}
