//! A duty as typed.

use serde::Deserialize;

use crate::actions::roster::SlotInput;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::SlotId;
use crate::domain::language::{Language, Locale};
use crate::domain::roster::{ExpectedVersion, Slot, SlotMode};
use crate::domain::staff::StaffMember;
use crate::domain::time::Hours;
use crate::i18n::{Texts, languages, sentences};
use crate::web::manage::fields::{self, Faults};
use crate::web::page::form::Choice;

/// The fields of the form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SlotForm {
    /// Local date.
    pub date: String,
    /// Local start.
    pub start: String,
    /// Local end.
    pub end: String,
    /// Numbers, one a line.
    pub phones: String,
    /// Codes of ticked languages.
    pub languages: Vec<String>,
    /// Code of the mode.
    pub mode: String,
    /// Id of the person, or empty.
    pub staff: String,
    /// Why it is called off; part of another form of the same page.
    #[serde(skip)]
    pub reason: String,
    /// Version of the draft the form was made from.
    pub version: String,
}

impl SlotForm {
    /// The form of a new duty.
    pub fn empty(date: String, start: String, end: String, version: i32) -> Self {
        Self {
            date,
            start,
            end,
            mode: "phone".to_owned(),
            version: version.to_string(),
            ..Self::default()
        }
    }

    /// The form of a duty as it stands.
    pub fn of(slot: &Slot, version: i32) -> Self {
        let phones: Vec<&str> = slot
            .extensions
            .iter()
            .map(|extension| extension.display.as_str())
            .collect();
        Self {
            date: slot.date.to_string(),
            start: slot.hours.start.format("%H:%M").to_string(),
            end: slot.hours.end.format("%H:%M").to_string(),
            phones: phones.join("\n"),
            languages: slot.languages.iter().map(ToString::to_string).collect(),
            mode: fields::mode_code(slot.mode).to_owned(),
            staff: slot.staff.map(|staff| staff.to_string()).unwrap_or_default(),
            reason: String::new(),
            version: version.to_string(),
        }
    }

    /// The same with the reason that was typed beside it.
    #[must_use]
    pub fn with_reason(mut self, reason: String) -> Self {
        self.reason = reason;
        self
    }

    /// Version of the draft the form was made from.
    ///
    /// # Errors
    /// When the form does not say.
    pub fn version(&self) -> Result<ExpectedVersion, FieldError> {
        fields::version(&self.version)
    }

    /// Makes it a form of this version: who saves it now knows what happened.
    pub fn set_version(&mut self, version: i32) {
        self.version = version.to_string();
    }

    /// What was typed as values.
    ///
    /// # Errors
    /// A fault per field.
    pub fn read(&self, id: Option<SlotId>) -> Result<SlotInput, Vec<FieldError>> {
        let mut faults = Faults::default();
        let date = faults.required("date", &self.date, Fault::Date, fields::date);
        let start = faults.required("start", &self.start, Fault::Time, fields::time);
        let end = faults.required("end", &self.end, Fault::Time, fields::time);
        if start.is_some() && start == end {
            faults.add("end", Fault::EndIsStart);
        }
        let extensions = faults
            .optional("phones", &self.phones, Fault::Phone, fields::phones)
            .unwrap_or_default();
        let mode = faults.required("mode", &self.mode, Fault::Choice, fields::mode);
        let staff = faults.optional("staff", &self.staff, Fault::Choice, |text| text.parse().ok());
        match (date, start, end, mode) {
            (Some(date), Some(start), Some(end), Some(mode)) if faults.0.is_empty() => Ok(SlotInput {
                id,
                date,
                hours: Hours { start, end },
                extensions,
                languages: fields::languages(&self.languages),
                mode,
                staff,
                source: None,
            }),
            _ => Err(faults.0),
        }
    }

    /// Who can be chosen.
    pub fn staff_choices(&self, t: Texts, staff: &[StaffMember]) -> Vec<Choice> {
        let nobody = Choice {
            value: String::new(),
            label: t.say("manage-nobody-yet"),
            chosen: self.staff.is_empty(),
        };
        let people = staff.iter().map(|member| {
            let value = member.id.to_string();
            Choice {
                chosen: value == self.staff,
                value,
                label: member.name.clone(),
            }
        });
        std::iter::once(nobody).chain(people).collect()
    }

    /// Languages that can be ticked: the usual ones, and those the duty has already.
    pub fn language_choices(&self, locale: Locale) -> Vec<Choice> {
        language_choices(&self.languages, locale)
    }

    /// How a duty can be held.
    pub fn mode_choices(&self, locale: Locale) -> Vec<Choice> {
        [SlotMode::Phone, SlotMode::Room, SlotMode::Hybrid]
            .into_iter()
            .map(|mode| Choice {
                value: fields::mode_code(mode).to_owned(),
                label: sentences::slot_mode(mode, locale),
                chosen: self.mode == fields::mode_code(mode),
            })
            .collect()
    }
}

/// Languages that can be ticked: the usual ones, and those ticked already.
pub fn language_choices(ticked: &[String], locale: Locale) -> Vec<Choice> {
    let mut all = Language::offered();
    for language in fields::languages(ticked) {
        if !all.contains(&language) {
            all.push(language);
        }
    }
    all.iter()
        .map(|language| Choice {
            value: language.to_string(),
            label: languages::name(language, locale),
            chosen: ticked.iter().any(|code| code == language.code()),
        })
        .collect()
}
