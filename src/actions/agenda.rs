//! The duties of all consultations of the offices one works for, day by day, and what stands in the way of each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::actions::authorize::scope;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::agenda::{Clash, clashes_of, last_day};
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, SlotId, StaffId};
use crate::domain::occupancy::Need;
use crate::domain::roster::Slot;
use crate::domain::time::{DEFAULT_ZONE, Hours, Span, local};
use crate::store::occupancy::Occupants;
use crate::store::{Db, consultation, occupancy, revision, roster, staff};

/// So many days at once,
const DAYS: u64 = 7;
/// and fewer where there would be more duties than this.
const MOST: usize = 300;

/// Some days of the drafts.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// All of one's offices.
    pub consultations: BTreeMap<ConsultationId, Consultation>,
    /// By start.
    pub duties: Vec<(ConsultationId, Slot)>,
    /// Of the people in them and those in `busy`.
    pub names: BTreeMap<StaffId, String>,
    /// What stands in the way of a duty.
    pub clashes: BTreeMap<SlotId, BTreeSet<Clash>>,
    /// When one's own people and the extensions in the duties are needed by offices one does not work for, by start.
    pub busy: Vec<Need>,
}

/// The days from one on, or from the next day with a duty; or, where none is ahead, from the last one.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn of_offices(cx: &Context, actor: &Actor, from: Option<NaiveDate>) -> Result<Agenda, ActionError> {
    let today = local(cx.now(), DEFAULT_ZONE).date();
    cx.read_as(actor, move |db, actor| {
        let scope = scope(actor, Right::SeeRoster)?;
        let all = consultation::list(db, &scope)?.into_iter();
        let consultations: BTreeMap<ConsultationId, Consultation> = all.map(|one| (one.id, one)).collect();
        let ids: Vec<ConsultationId> = consultations.keys().copied().collect();
        let first = match from {
            Some(day) => day,
            None => roster::nearest_day(db, &ids, today)?.unwrap_or(today),
        };
        let end = last_day(first, DAYS, std::iter::empty(), MOST);
        let mut duties = roster::between(db, &ids, first, end)?;
        let last = last_day(first, DAYS, duties.iter().map(|(_, slot)| slot.date), MOST);
        duties.retain(|(_, slot)| slot.date <= last);
        beside(
            db,
            &scope,
            Agenda {
                first,
                last,
                consultations,
                duties,
                names: BTreeMap::new(),
                clashes: BTreeMap::new(),
                busy: Vec::new(),
            },
        )
    })
    .await
}

/// The same with who is in it, what stands in its way, and what is needed elsewhere.
fn beside(db: &mut Db, scope: &Scope, mut agenda: Agenda) -> Result<Agenda, ActionError> {
    let drafted = agenda.duties.iter().filter_map(|(of, slot)| {
        let zone = agenda.consultations.get(of)?.zone;
        Some((*of, Need::of_draft(slot, zone)?))
    });
    let drafted: Vec<(ConsultationId, Need)> = drafted.collect();
    let days = [agenda.first, agenda.last].map(|day| Span::of(day, Hours::WHOLE_DAY, DEFAULT_ZONE));
    let spans = days.into_iter().chain(drafted.iter().map(|(_, need)| need.span));
    let within = spans.reduce(Span::hull).unwrap_or(days[0]);

    let own = staff::list(db, scope)?;
    agenda.names = own.iter().map(|member| (member.id, member.name.clone())).collect();
    let on_duty = agenda.duties.iter().filter_map(|(_, slot)| slot.staff);
    let unknown: BTreeSet<StaffId> = on_duty.filter(|id| !agenda.names.contains_key(id)).collect();
    let unknown = staff::by_ids(db, &Vec::from_iter(unknown))?;
    agenda
        .names
        .extend(unknown.into_iter().map(|(id, member)| (id, member.name)));

    let people = agenda.names.keys().copied().collect();
    let phones = drafted.iter().flat_map(|(_, need)| &need.phones).collect();
    let is_own = |of: &ConsultationId| agenda.consultations.contains_key(of);
    let mut elsewhere = occupancy::drafted(db, Occupants { phones, people }, within)?;
    elsewhere.retain(|(of, _)| !is_own(of));
    let busy: Vec<Need> = elsewhere.into_iter().map(|(_, need)| need).collect();
    let published = revision::published_within(db, within)?;
    let (own, others): (Vec<_>, Vec<_>) = published.into_iter().partition(|(of, _)| is_own(of));
    let others = others.into_iter().map(|(_, need)| need).chain(busy.iter().cloned());
    agenda.clashes = clashes_of(&drafted, &own, &Vec::from_iter(others));
    agenda.busy = merged(busy);
    Ok(agenda)
}

/// One of each duty, with all that is needed for it; by start.
fn merged(needs: Vec<Need>) -> Vec<Need> {
    let mut by_slot: BTreeMap<SlotId, Need> = BTreeMap::new();
    for need in needs {
        let Need {
            slot,
            span,
            phones,
            person,
        } = need;
        let merged = by_slot.entry(slot).or_insert(Need {
            slot,
            span,
            phones: Vec::new(),
            person: None,
        });
        merged.phones.extend(phones);
        merged.person = merged.person.or(person);
    }
    let mut merged: Vec<Need> = by_slot.into_values().collect();
    merged.sort_by_key(|need| (need.span.starts_at, need.slot));
    merged
}
