//! A draft and all there is to say about it, for the rows of the roster and the panels beside them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::actions::reminder::Unsent;
use crate::actions::roster::CheckedDraft;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::staff::StaffMember;
use crate::domain::time::{Hours, local};
use crate::i18n::Texts;
use crate::web::manage::fields;

/// Who confirmed which slot, and when.
pub type Confirmations = BTreeMap<SlotId, (StaffId, DateTime<Utc>)>;

/// Says a draft in the language of the page.
#[derive(Clone, Copy)]
pub struct RosterPresenter<'a> {
    pub t: Texts,
    pub draft: &'a CheckedDraft,
    pub staff: &'a [StaffMember],
    pub confirmed: &'a Confirmations,
    /// Reminders nobody got.
    pub unsent: &'a [Unsent],
    pub now: DateTime<Utc>,
}

impl RosterPresenter<'_> {
    /// The address of a page of the consultation.
    pub fn address(&self, page: &str) -> String {
        format!("/{}/manage/c/{}/{page}", self.t.lang(), self.draft.consultation.slug)
    }

    /// The address of a new slot's form, with day and hours filled in.
    pub fn new_slot(&self, date: NaiveDate, hours: Option<&Hours>) -> String {
        let hours = hours.map(|hours| [hours.start, hours.end].map(fields::time_text));
        let hours = hours.map(|[start, end]| format!("&start={start}&end={end}"));
        self.address(&format!("slots/new?date={date}{}", hours.unwrap_or_default()))
    }

    pub fn today(&self) -> NaiveDate {
        local(self.now, self.draft.consultation.zone).date()
    }

    pub fn member(&self, id: StaffId) -> Option<&StaffMember> {
        self.staff.iter().find(|member| member.id == id)
    }

    /// The languages of every duty, when they are the same; rows omit them then.
    pub fn common_languages(&self) -> Option<&[Language]> {
        let mut all = self.draft.draft.slots.iter().map(|slot| slot.languages.as_slice());
        let first = all.next()?;
        all.all(|languages| languages == first).then_some(first)
    }
}
