//! A plan applied: consultation, days, meetings and slots, over what was there before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::actions::announcement::plan::ImportPlan;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::unit;
use crate::domain::access::{Actor, Right};
use crate::domain::calendar::{DayRule, Event, RequiredHours, keep_ids, stand_in_without_duty};
use crate::domain::consultation::Consultation;
use crate::domain::extension::{Extension, Phone};
use crate::domain::ids::{ConsultationId, EventId, ExtensionId, SlotId, StaffId};
use crate::domain::language::Locale;
use crate::domain::roster::{Slot, SlotState, cancelled_by};
use crate::domain::slug::Slug;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::time::{DEFAULT_ZONE, Hours};
use crate::store::{Db, StoreError, calendar, consultation, extension, revision, roster, staff};

/// Required hours of single days are those of this announcement; what an earlier one said goes. A day somebody exempted by
/// hand stays exempt.
pub(super) fn apply_rules(
    db: &mut Db,
    id: ConsultationId,
    mut rules: BTreeMap<NaiveDate, Vec<Hours>>,
) -> Result<(), ActionError> {
    for (date, rule) in calendar::day_rules(db, id)? {
        match rule {
            DayRule::Exempt(_) => drop(rules.remove(&date)),
            DayRule::Hours(_) => calendar::set_day_rule(db, id, date, None)?,
        }
    }
    for (date, hours) in rules {
        calendar::set_day_rule(db, id, date, Some(&DayRule::Hours(hours)))?;
    }
    Ok(())
}

/// The consultation in the announced period; a new one when there was none.
pub(super) fn apply_consultation(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    known: Option<Consultation>,
    plan: &ImportPlan,
    slug: Slug,
    required: RequiredHours,
) -> Result<Consultation, ActionError> {
    if let Some(was) = known {
        let consultation = Consultation {
            first_day: plan.first_day,
            last_day: plan.last_day,
            required,
            phone_mode: plan.phone_mode.or(was.phone_mode),
            ..was
        };
        consultation::update(db, &consultation)?;
        return Ok(consultation);
    }
    let polish = ConsultationText {
        title: plan.title.clone(),
        ..ConsultationText::default()
    };
    let consultation = Consultation {
        id: cx.random.id(cx.now()),
        slug,
        texts: ConsultationTexts(BTreeMap::from([(Locale::Pl, polish)])),
        first_day: plan.first_day,
        last_day: plan.last_day,
        zone: DEFAULT_ZONE,
        unit: unit::of_new(cx, db, actor, plan.unit.as_ref(), Right::EditRoster)?,
        phone_mode: plan.phone_mode,
        required,
        swaps_need_approval: false,
    };
    match consultation::insert(db, &consultation, cx.now()) {
        // Somebody else took the address at the same moment.
        Err(StoreError::Duplicate("consultations.slug")) => Err(ActionError::Stale),
        laid => Ok(laid.map(|()| consultation)?),
    }
}

/// A meeting on a day without a duty stands in for it; one beside a duty does not. A meeting that was there keeps its id, and
/// under the same Polish title its other titles.
pub(super) fn apply_events(
    cx: &Context,
    db: &mut Db,
    id: ConsultationId,
    plan: &ImportPlan,
) -> Result<(), ActionError> {
    let before = calendar::events(db, id)?;
    let mut new_id = || cx.random.id::<EventId>(cx.now());
    let mut events: Vec<Event> = plan
        .events
        .iter()
        .map(|event| Event {
            id: new_id(),
            date: event.date,
            hours: event.hours,
            title: BTreeMap::from([(Locale::Pl, event.title.clone())]),
            place: event.place.clone(),
            stands_in: false,
        })
        .collect();
    let duty_days: BTreeSet<NaiveDate> = plan.slots.iter().map(|slot| slot.date).collect();
    stand_in_without_duty(&mut events, &duty_days);
    keep_ids(&before, &mut events, &mut new_id);
    for event in &mut events {
        let was = before.iter().find(|was| was.id == event.id);
        if let Some(was) = was.filter(|was| was.title.get(&Locale::Pl) == event.title.get(&Locale::Pl)) {
            event.title = was.title.clone();
        }
    }
    Ok(calendar::replace_events(db, id, &events)?)
}

/// The slots of the new draft.
pub(super) fn apply_slots(
    cx: &Context,
    db: &mut Db,
    consultation: &Consultation,
    plan: &ImportPlan,
) -> Result<Vec<Slot>, ActionError> {
    let before = roster::draft(db, consultation.id)?.slots;
    let numbers: Vec<(Phone, String)> = plan
        .slots
        .iter()
        .flat_map(|slot| slot.extensions.iter().cloned())
        .collect();
    let extensions = extension::ensure_all(db, &numbers, &mut || cx.random.id(cx.now()))?;
    let mut owners: BTreeMap<ExtensionId, StaffId> = BTreeMap::new();
    for extension in extensions.values() {
        owners.extend(
            staff::by_extension(db, extension.id, consultation.unit.id)?.map(|member| (extension.id, member.id)),
        );
    }
    let mut slots: Vec<Slot> = Vec::new();
    for planned in &plan.slots {
        let extensions: Vec<Extension> = planned
            .extensions
            .iter()
            .filter_map(|(phone, _)| extensions.get(phone).cloned())
            .collect();
        let owner = extensions
            .iter()
            .find_map(|extension| owners.get(&extension.id).copied());
        let same = before.iter().find(|slot| {
            slot.state == SlotState::Planned
                && slot.date == planned.date
                && slot.hours == planned.hours
                && slot.extensions == extensions
                && slots.iter().all(|taken| taken.id != slot.id)
        });
        slots.push(Slot {
            id: same.map_or_else(|| cx.random.id::<SlotId>(cx.now()), |slot| slot.id),
            date: planned.date,
            hours: planned.hours,
            extensions,
            languages: planned.languages.clone(),
            mode: planned.mode,
            state: SlotState::Planned,
            cancel_reason: None,
            staff: same.and_then(|slot| slot.staff).or(owner),
            source: Some(planned.source.clone()),
        });
    }
    if let Some(revision) = revision::latest(db, consultation.id)? {
        let seen = revision.slots.iter().map(|slot| slot.id).collect();
        let cancelled = cancelled_by(&slots, before, &seen, consultation.zone, cx.now());
        slots.extend(cancelled);
    }
    Ok(slots)
}
