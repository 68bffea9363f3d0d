//! What the samples of the agenda show.

use uuid::Uuid;

use crate::actions::agenda::Agenda;
use crate::domain::agenda::clashes_of;
use crate::domain::ids::{ConsultationId, SlotId};
use crate::domain::occupancy::Need;
use crate::domain::roster::Slot;
use crate::domain::time::DEFAULT_ZONE;
use crate::web::sample::{covered, crowded, date, long_staff, troubled, units};

/// A week of three consultations of two offices: duties that clash in each way, one without anybody, one called off, times
/// in which others need somebody.
pub fn agenda() -> Agenda {
    let (mine, mut other, mut long) = (covered(), troubled(), crowded());
    other.consultation.id = ConsultationId(Uuid::from_u128(2));
    other.consultation.unit = units()[1].clone();
    long.consultation.id = ConsultationId(Uuid::from_u128(3));
    let all = [&mine, &other, &long];
    let duties = all.into_iter().flat_map(|one| {
        let slots = one
            .draft
            .slots
            .iter()
            .filter(|slot| (date(6, 17)..=date(6, 23)).contains(&slot.date));
        slots.map(|slot| (one.consultation.id, slot.clone()))
    });
    let mut duties: Vec<(ConsultationId, Slot)> = duties.collect();
    for ((_, slot), number) in duties.iter_mut().zip(300..) {
        slot.id = SlotId(Uuid::from_u128(number));
    }
    duties.sort_by_key(|(_, slot)| (slot.date, slot.hours.start));
    let need = |slot: &Slot| Need::of_draft(slot, DEFAULT_ZONE);
    let drafted: Vec<(ConsultationId, Need)> = duties
        .iter()
        .filter_map(|(of, slot)| Some((*of, need(slot)?)))
        .collect();
    let published = drafted
        .iter()
        .rev()
        .take(1)
        .map(|(_, need)| (mine.consultation.id, need.clone()));
    let busy: Vec<Need> = drafted.iter().take(1).map(|(_, need)| need.clone()).collect();
    Agenda {
        first: date(6, 17),
        last: date(6, 23),
        clashes: clashes_of(&drafted, &Vec::from_iter(published), &busy),
        names: long_staff()
            .into_iter()
            .map(|member| (member.id, member.name))
            .collect(),
        consultations: all
            .into_iter()
            .map(|one| (one.consultation.id, one.consultation.clone()))
            .collect(),
        duties,
        busy,
    }
}
