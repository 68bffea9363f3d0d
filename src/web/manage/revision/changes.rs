//! What publishing would change, in words.

use chrono::NaiveDate;

use crate::actions::revision::PublishPreview;
use crate::domain::calendar::{ConsultationDay, Event};
use crate::domain::ids::StaffId;
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::staff::StaffMember;
use crate::i18n::{Texts, dates, languages, sentences};

/// What something was, when it was, and what it is, when it still is.
#[derive(Default)]
pub struct Change {
    /// What stays the same and says what it is about.
    pub about: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The changes by kind, persons included: `Dodano 16 dyżurów` and its lines.
pub fn changes(preview: &PublishPreview, staff: &[StaffMember], locale: Locale) -> Vec<(String, Vec<Change>)> {
    let (t, difference) = (Texts::new(locale), &preview.difference);
    let name = |id: StaffId| {
        staff
            .iter()
            .find(|member| member.id == id)
            .map(|member| member.name.clone())
    };
    let who = |id: Option<StaffId>| id.map_or_else(|| Some(t.say("manage-nobody-yet")), name);
    let handover = |slot: &PublishedSlot| preview.handovers.get(&slot.id).copied().unwrap_or_default();
    let words = |slot: &PublishedSlot, spoken: bool, staff: Option<StaffId>| {
        let who = who(staff).filter(|_| slot.state == SlotState::Planned);
        let said = std::iter::once(slot_words(slot, spoken, locale)).chain(who);
        Some(said.collect::<Vec<_>>().join(" · "))
    };
    let added = difference.added.iter().map(|slot| Change {
        after: words(slot, false, handover(slot).after),
        ..Change::default()
    });
    let removed = difference.removed.iter().map(|slot| Change {
        before: words(slot, false, handover(slot).before),
        ..Change::default()
    });
    let changed = difference.changed.iter().map(|(was, is)| {
        let spoken = was.languages != is.languages;
        Change {
            before: words(was, spoken, handover(was).before),
            after: words(is, spoken, handover(is).after),
            about: None,
        }
    });
    let reassigned = difference.reassigned.iter().map(|slot| Change {
        about: Some(slot_words(slot, false, locale)),
        before: who(handover(slot).before),
        after: who(handover(slot).after),
    });
    let slots = [
        ("added", added.collect::<Vec<_>>()),
        ("removed", removed.collect()),
        ("changed", changed.collect()),
        ("reassigned", reassigned.collect()),
    ];
    let groups = slots.into_iter().chain(day_changes(preview, locale));
    groups
        .filter(|(_, changes)| !changes.is_empty())
        .map(|(kind, changes)| (t.say_n(&format!("manage-change-{kind}"), changes.len()), changes))
        .collect()
}

/// What changes in the days: period, meetings, days without duty.
fn day_changes(preview: &PublishPreview, locale: Locale) -> Vec<(&'static str, Vec<Change>)> {
    let (Some(last), calendar) = (&preview.last, &preview.checked.calendar) else {
        return Vec::new();
    };
    let difference = &preview.difference;
    let period = difference.period.map(|(first, last)| Change {
        about: None,
        before: Some(dates::period(first, last, locale)),
        after: Some(dates::period(calendar.first_day, calendar.last_day, locale)),
    });
    let events = difference.events.iter().map(|(was, is)| Change {
        about: None,
        before: was.as_ref().map(|event| event_words(event, locale)),
        after: is.as_ref().map(|event| event_words(event, locale)),
    });
    let (was, is) = (last.calendar.days(), calendar.days());
    let words = |days: &[ConsultationDay], date: NaiveDate| {
        let day = days.iter().find(|day| day.date == date)?;
        let reason = sentences::requirement(&day.requirement, locale);
        Some(format!("{}: {reason}", dates::weekday_day(date, locale)))
    };
    let days = difference.days.iter().map(|date| Change {
        about: None,
        before: words(&was, *date),
        after: words(&is, *date),
    });
    vec![
        ("period", period.into_iter().collect()),
        ("events", events.collect()),
        ("days", days.collect()),
    ]
}

/// A meeting in one line: day, hours, title, place.
fn event_words(event: &Event, locale: Locale) -> String {
    let mut parts = vec![dates::weekday_day(event.date, locale)];
    parts.extend(event.hours.map(|hours| dates::hours(hours, locale)));
    parts.push(event.title(locale).text.to_owned());
    parts.push(event.place.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// A slot in one line: day, hours, numbers, languages where they matter, how it is held, state.
pub fn slot_words(slot: &PublishedSlot, spoken: bool, locale: Locale) -> String {
    let mut parts = vec![sentences::duty(slot.date, slot.hours, locale)];
    parts.extend(slot.extensions.iter().map(|extension| extension.display.clone()));
    if spoken {
        parts.extend(languages::names(&slot.languages, locale));
    }
    if slot.mode != SlotMode::Phone {
        parts.push(sentences::slot_mode(slot.mode, locale));
    }
    if slot.state == SlotState::Cancelled {
        parts.push(sentences::slot_state(slot.state, locale));
        parts.extend(
            slot.cancel_reason
                .as_ref()
                .map(|reason| sentences::cancel_reason(reason, locale)),
        );
    }
    parts.join(" · ")
}
