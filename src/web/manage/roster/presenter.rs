//! A draft and all there is to say about it, for the rows of the roster and the panels beside them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::actions::revision::Standing;
use crate::actions::roster::CheckedDraft;
use crate::domain::ids::StaffId;
use crate::domain::language::Language;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::{Hours, local};
use crate::i18n::Texts;
use crate::web::manage::fields;

/// Says a draft in the language of the page.
#[derive(Clone, Copy)]
pub struct RosterPresenter<'a> {
    pub t: Texts,
    pub draft: &'a CheckedDraft,
    pub standing: &'a Standing,
    pub now: DateTime<Utc>,
}

impl<'a> RosterPresenter<'a> {
    pub fn new(t: Texts, standing: &'a Standing, now: DateTime<Utc>) -> Self {
        let draft = &standing.preview.checked;
        Self {
            t,
            draft,
            standing,
            now,
        }
    }

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

    /// Whether residents read that it takes place now.
    pub fn is_running(&self, slot: &Slot) -> bool {
        let last = self.standing.preview.last.as_ref();
        let mut published = last.map_or(&[][..], |last| &last.slots).iter();
        published.any(|published| {
            let planned = published.state == SlotState::Planned;
            published.id == slot.id && planned && published.span.contains(self.now)
        })
    }

    pub fn member(&self, id: StaffId) -> Option<&StaffMember> {
        self.standing.people.iter().find(|member| member.id == id)
    }

    /// A planned duty as it is published, when that is with the person and the start it has in the draft.
    pub fn published(&self, slot: &Slot) -> Option<&PublishedSlot> {
        let preview = &self.standing.preview;
        let starts_at = slot.span(self.draft.consultation.zone).starts_at;
        let last = preview.last.as_ref()?;
        let published = last.slots.iter().find(|published| published.id == slot.id)?;
        let planned = published.state == SlotState::Planned && slot.state == SlotState::Planned;
        let same = planned && published.span.starts_at == starts_at;
        (same && preview.assigned.get(&slot.id).copied() == slot.staff).then_some(published)
    }

    /// The languages of every duty, when they are the same; rows omit them then.
    pub fn common_languages(&self) -> Option<&[Language]> {
        let mut all = self.draft.draft.slots.iter().map(|slot| slot.languages.as_slice());
        let first = all.next()?;
        all.all(|languages| languages == first).then_some(first)
    }
}
