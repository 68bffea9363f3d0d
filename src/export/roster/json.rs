//! Roster → JSON, as `docs/exports.md` describes it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::{Language, Locale};
use crate::domain::revision::PrintedExtension;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::time::Hours;
use crate::export::roster::{Edition, Roster, RosterRow};

#[derive(Serialize)]
struct RosterJson<'a> {
    consultation: &'a str,
    title: BTreeMap<Locale, &'a str>,
    first_day: NaiveDate,
    last_day: NaiveDate,
    time_zone: &'a str,
    /// Of the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    /// Of what is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<i32>,
    slots: Vec<SlotJson<'a>>,
}

#[derive(Serialize)]
struct SlotJson<'a> {
    id: SlotId,
    date: NaiveDate,
    #[serde(flatten)]
    hours: Hours,
    phones: &'a [PrintedExtension],
    languages: &'a [Language],
    mode: SlotMode,
    state: SlotState,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_reason: Option<&'a str>,
    staff: Option<PersonJson<'a>>,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    id: StaffId,
    name: &'a str,
}

/// # Errors
/// When the library cannot write, which in memory it can.
pub fn write(roster: &Roster) -> Result<Vec<u8>, serde_json::Error> {
    let consultation = &roster.consultation;
    let texts = consultation.texts.0.iter();
    let (version, revision) = match roster.edition {
        Edition::Draft(version) => (Some(version), None),
        Edition::Revision(number) => (None, Some(number)),
    };
    serde_json::to_vec_pretty(&RosterJson {
        consultation: consultation.slug.as_str(),
        title: texts.map(|(locale, text)| (*locale, text.title.as_str())).collect(),
        first_day: consultation.first_day,
        last_day: consultation.last_day,
        time_zone: consultation.zone.name(),
        version,
        revision,
        slots: roster.rows.iter().map(SlotJson::of).collect(),
    })
}

impl<'a> SlotJson<'a> {
    fn of(row: &'a RosterRow) -> Self {
        let slot = &row.slot;
        Self {
            id: slot.id,
            date: slot.date,
            hours: slot.hours,
            phones: &slot.extensions,
            languages: &slot.languages,
            mode: slot.mode,
            state: slot.state,
            cancel_reason: slot.cancel_reason.as_ref().map(CancelReason::as_str),
            staff: row.staff.as_ref().map(|(id, name)| PersonJson { id: *id, name }),
        }
    }
}
