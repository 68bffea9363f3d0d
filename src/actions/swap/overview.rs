//! Offers as they are seen: by who made them, by who is asked, by who coordinates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::actions::authorize::{open, scope};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::swap::colleagues::{Colleagues, StandIn};
use crate::actions::swap::duty;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::candidate::{Bookings, Cannot};
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, SlotId, StaffId, UnitId};
use crate::domain::revision::PublishedSlot;
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::swap::{Swap, SwapState, default_answer_by, stand_ins as rank};
use crate::domain::time::Span;
use crate::domain::workload::Workload;
use crate::store::revision::Published;
use crate::store::{Db, consultation, revision, roster, staff, swap};

/// How many offers that came to an end a page shows.
const SHOWN: i64 = 50;

/// Offers that concern somebody who takes duties.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// Of their own duties ahead, by slot.
    pub offers: BTreeMap<SlotId, MyOffer>,
    /// Duties of colleagues, by start.
    pub offered: Vec<Offered>,
}

/// An offer of one's own duty. Its state is that of now.
#[derive(Debug, Clone)]
pub struct MyOffer {
    pub swap: Swap,
    /// Who was asked, by name.
    pub asked: Vec<String>,
    /// Who took it and waits for the coordinator.
    pub taker: Option<String>,
}

/// A duty somebody is asked to take. The state of the offer is that of now: open, awaiting approval when they took it
/// themselves, or stale when they were asked by name.
#[derive(Debug, Clone)]
pub struct Offered {
    pub swap: Swap,
    pub consultation: Consultation,
    pub slot: PublishedSlot,
    /// Whose duty it is.
    pub from: String,
    /// Why they cannot take it.
    pub cannot: Option<Cannot>,
}

/// Offers one made, and those one can take.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn mine(cx: &Context, actor: &Actor) -> Result<Mine, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let scope = scope(actor, Right::SwapDuties)?;
        let Some(person) = actor.staff else {
            return Ok(Mine::default());
        };
        let Some(me) = staff::by_id(db, person)? else {
            return Ok(Mine::default());
        };
        let units: Vec<UnitId> = me.lent_to.iter().copied().chain([me.unit]).collect();
        // Of several offers of a duty the last is the one that counts.
        let newest = swap::ahead(db, person, &units, now)?.into_iter();
        let newest: BTreeMap<SlotId, Swap> = newest.map(|one| (one.slot, one)).collect();
        let slots = revision::slots(db, &newest.keys().copied().collect::<Vec<_>>())?;
        let people: BTreeSet<StaffId> = newest
            .values()
            .flat_map(|one| one.asked.iter().copied().chain([one.from]).chain(one.taken_by))
            .collect();
        let people = staff::by_ids(db, &people.into_iter().collect::<Vec<_>>())?;
        let mut mine = Mine::default();
        let mut others = Vec::new();
        for offer in newest.into_values() {
            let Some(published) = slots.get(&offer.slot) else {
                continue;
            };
            let offer = as_of_now(offer, published, now);
            if offer.from == person {
                let told = offer.state.is_live() || offer.state == SwapState::Stale;
                if told && published.2 == Some(person) {
                    mine.offers.insert(offer.slot, MyOffer::new(offer, &people));
                }
            } else if concerns(&offer, person) {
                others.push((offer, published.clone()));
            }
        }
        mine.offered = offered_to(db, &scope, &me, &people, others)?;
        mine.offered.sort_by_key(|one| (one.slot.span, one.slot.id));
        Ok(mine)
    })
    .await
}

fn as_of_now(mut offer: Swap, (_, slot, holder): &Published, now: DateTime<Utc>) -> Swap {
    offer.state = offer.state_at(Some((slot, *holder)), now);
    offer
}

/// Whether a colleague's offer is shown to somebody.
fn concerns(offer: &Swap, person: StaffId) -> bool {
    match offer.state {
        SwapState::Open => offer.is_for(person).is_ok(),
        SwapState::AwaitingApproval => offer.taken_by == Some(person),
        SwapState::Stale => offer.asked.contains(&person) && !offer.declined.contains(&person),
        SwapState::Done | SwapState::Withdrawn => false,
    }
}

fn offered_to(
    db: &mut Db,
    scope: &Scope,
    me: &StaffMember,
    people: &BTreeMap<StaffId, StaffMember>,
    offers: Vec<(Swap, Published)>,
) -> Result<Vec<Offered>, ActionError> {
    let ids: BTreeSet<ConsultationId> = offers.iter().map(|(_, (id, ..))| *id).collect();
    let consultations = consultation::by_ids(db, &ids.into_iter().collect::<Vec<_>>())?;
    let spans = offers.iter().map(|(_, (_, slot, _))| slot.span);
    let Some(within) = spans.reduce(Span::hull) else {
        return Ok(Vec::new());
    };
    let mut booked = roster::booked(db, &[me.id], within)?;
    booked.extend(revision::booked(db, &[me.id], within)?);
    let booked: Bookings = booked.into_iter().collect();
    let one = |(swap, (id, slot, holder)): (Swap, Published)| {
        let consultation = consultations.get(&id)?.clone();
        let unit = consultation.unit.id;
        let mine = std::slice::from_ref(me);
        let ranked = rank(
            (&slot, holder),
            consultation.zone,
            mine,
            &booked,
            &Workload::default(),
            &BTreeMap::new(),
        );
        let cannot = ranked.first().and_then(|me| me.cannot);
        // Who is free may take what everybody may; who was asked by name is told why they cannot.
        let shown = cannot.is_none() || !swap.to_everyone || swap.state != SwapState::Open;
        (scope.contains(unit) && me.serves(unit) && shown).then(|| Offered {
            from: name(people, swap.from),
            consultation,
            slot,
            cannot,
            swap,
        })
    };
    Ok(offers.into_iter().filter_map(one).collect())
}

fn name(people: &BTreeMap<StaffId, StaffMember>, id: StaffId) -> String {
    people.get(&id).map(|member| member.name.clone()).unwrap_or_default()
}

impl MyOffer {
    fn new(swap: Swap, people: &BTreeMap<StaffId, StaffMember>) -> Self {
        let mut asked: Vec<String> = swap.asked.iter().map(|id| name(people, *id)).collect();
        asked.sort();
        Self {
            asked,
            taker: swap.taken_by.map(|id| name(people, id)),
            swap,
        }
    }
}

/// A duty and who could take it.
#[derive(Debug, Clone)]
pub struct StandIns {
    pub consultation: Consultation,
    pub slot: PublishedSlot,
    /// Whose it is.
    pub holder: StaffId,
    pub holder_name: String,
    /// Whether it is the asker's own.
    pub is_own: bool,
    /// The others, the best first.
    pub ranked: Vec<StandIn>,
    /// Its newest offer, in the state of now.
    pub offer: Option<Swap>,
    /// By when an answer is wanted where nobody says.
    pub answer_by: DateTime<Utc>,
}

/// Who could take a duty: one's own, or for who may change rosters anybody's.
///
/// # Errors
/// [`ActionError::NotFound`] for a duty nobody has, too; [`ActionError::Denied`]; database faults.
pub async fn stand_ins(cx: &Context, actor: &Actor, slot: SlotId) -> Result<StandIns, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let duty = duty::open(db, actor, slot, Right::SwapDuties)?;
        duty.is_for(actor)?;
        let colleagues = Colleagues::read(db, &duty.consultation, duty.slot.span)?;
        let holder = staff::by_id(db, duty.holder)?;
        let offer = swap::last(db, slot)?.map(|offer| Swap {
            state: duty.state_of(&offer, now),
            ..offer
        });
        Ok(StandIns {
            ranked: colleagues.ranked(&duty.consultation, &duty.slot, Some(duty.holder)),
            holder: duty.holder,
            holder_name: holder.map(|member| member.name).unwrap_or_default(),
            is_own: duty.is_of(actor),
            answer_by: default_answer_by(duty.slot.span.starts_at, now),
            consultation: duty.consultation,
            slot: duty.slot,
            offer,
        })
    })
    .await
}

/// The offers of a consultation.
#[derive(Debug, Clone)]
pub struct OfConsultation {
    pub consultation: Consultation,
    /// Of which something can still come, by the start of the duty.
    pub live: Vec<Live>,
    /// Those that came to an end, the last first.
    pub past: Vec<Swap>,
    /// Of everybody in them.
    pub names: BTreeMap<StaffId, String>,
}

/// An offer that is open or waits for approval.
#[derive(Debug, Clone)]
pub struct Live {
    pub swap: Swap,
    pub slot: PublishedSlot,
    /// Who could take the duty, the best first.
    pub ranked: Vec<StandIn>,
}

/// The offers of a consultation: what waits, with who could stand in, and what was.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn of_consultation(cx: &Context, actor: &Actor, slug: Slug) -> Result<OfConsultation, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let offers = swap::live(db, &[consultation.id])?;
        let mut past = swap::settled(db, consultation.id, SHOWN)?;
        let slots = revision::slots(db, &offers.iter().map(|offer| offer.slot).collect::<Vec<_>>())?;
        let within = slots.values().map(|(_, slot, _)| slot.span).reduce(Span::hull);
        let colleagues = within
            .map(|within| Colleagues::read(db, &consultation, within))
            .transpose()?;
        let mut live = Vec::new();
        for offer in offers {
            let published = slots.get(&offer.slot);
            let state = offer.state_at(published.map(|(_, slot, holder)| (slot, *holder)), now);
            match (published, &colleagues) {
                (Some((_, slot, holder)), Some(colleagues)) if state.is_live() => live.push(Live {
                    ranked: colleagues.ranked(&consultation, slot, *holder),
                    slot: slot.clone(),
                    swap: offer,
                }),
                _ => past.insert(0, Swap { state, ..offer }),
            }
        }
        let offers = past.iter().chain(live.iter().map(|live| &live.swap));
        let people: BTreeSet<StaffId> = offers
            .flat_map(|one| one.asked.iter().copied().chain([one.from]).chain(one.taken_by))
            .collect();
        let people = staff::by_ids(db, &people.into_iter().collect::<Vec<_>>())?;
        Ok(OfConsultation {
            names: people.into_values().map(|member| (member.id, member.name)).collect(),
            consultation,
            live,
            past,
        })
    })
    .await
}
