//! A draft and all there is to say about it, for the rows of the roster and the panels beside them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::actions::revision::Standing;
use crate::actions::roster::CheckedDraft;
use crate::domain::access::Right;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::{Hours, local};
use crate::i18n::Texts;
use crate::web::manage::fields;
use crate::web::page::layout::Layout;

/// Says a draft in the language of the page.
pub struct RosterPresenter<'a> {
    pub t: Texts,
    pub draft: &'a CheckedDraft,
    pub standing: &'a Standing,
    pub now: DateTime<Utc>,
    /// Whether the reader may change it.
    pub can_edit: bool,
    members: HashMap<StaffId, &'a StaffMember>,
    slots: HashMap<SlotId, &'a Slot>,
    published: HashMap<SlotId, &'a PublishedSlot>,
    common_languages: Option<&'a [Language]>,
}

impl<'a> RosterPresenter<'a> {
    pub fn new(layout: &Layout, standing: &'a Standing, now: DateTime<Utc>) -> Self {
        let draft = &standing.preview.checked;
        let (slots, last) = (&draft.draft.slots, standing.preview.last.as_ref());
        let published = last.map_or(&[][..], |last| &last.slots).iter();
        Self {
            t: layout.t,
            draft,
            standing,
            now,
            can_edit: layout.can_in(Right::EditRoster, draft.consultation.unit.id),
            members: standing.people.iter().map(|member| (member.id, member)).collect(),
            slots: slots.iter().map(|slot| (slot.id, slot)).collect(),
            published: published.map(|slot| (slot.id, slot)).collect(),
            common_languages: common_languages(slots),
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
        self.published.get(&slot.id).is_some_and(|published| {
            let planned = published.state == SlotState::Planned;
            planned && published.span.contains(self.now)
        })
    }

    pub fn member(&self, id: StaffId) -> Option<&'a StaffMember> {
        self.members.get(&id).copied()
    }

    /// A slot of the draft.
    pub fn slot(&self, id: SlotId) -> Option<&'a Slot> {
        self.slots.get(&id).copied()
    }

    /// A planned duty as it is published, when that is with the person and the start it has in the draft.
    pub fn published(&self, slot: &Slot) -> Option<&'a PublishedSlot> {
        let starts_at = slot.span(self.draft.consultation.zone).starts_at;
        let published = self.published.get(&slot.id).copied()?;
        let planned = published.state == SlotState::Planned && slot.state == SlotState::Planned;
        let same = planned && published.span.starts_at == starts_at;
        (same && self.standing.preview.assigned.get(&slot.id).copied() == slot.staff).then_some(published)
    }

    /// The languages of every duty, when they are the same; rows omit them then.
    pub fn common_languages(&self) -> Option<&'a [Language]> {
        self.common_languages
    }
}

fn common_languages(slots: &[Slot]) -> Option<&[Language]> {
    let mut all = slots.iter().map(|slot| slot.languages.as_slice());
    let first = all.next()?;
    all.all(|languages| languages == first).then_some(first)
}
