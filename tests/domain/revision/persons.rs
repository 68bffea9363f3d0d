//! Who is on the duties of two rosters.

use chrono_tz::Europe::Warsaw;
use dutyline::domain::ids::StaffId;
use dutyline::domain::revision::persons::{Handover, handovers};
use dutyline::domain::revision::{Assignments, PublishedSlot};
use dutyline::domain::roster::SlotState;
use uuid::Uuid;

use crate::domain::samples::otwarty_krakow;

#[test]
fn who_had_and_who_gets_each_duty_is_told_and_of_one_called_off_nobody() {
    let person = |number| StaffId(Uuid::from_u128(number));
    let (anna, borys) = (person(1), person(2));
    let mut slots = otwarty_krakow();
    let ids: Vec<_> = slots.iter().map(|slot| slot.id).collect();
    let published =
        |slots: &[_]| -> Vec<PublishedSlot> { slots.iter().map(|slot| PublishedSlot::of(slot, Warsaw)).collect() };
    let before = published(&slots[..5]);
    let had = Assignments::from([(ids[0], anna), (ids[1], anna), (ids[2], anna), (ids[3], borys)]);
    slots[2].state = SlotState::Cancelled;
    slots.remove(3);
    let after = published(&slots);
    let has = Assignments::from([(ids[0], borys), (ids[2], anna), (ids[4], borys), (ids[5], anna)]);
    let all = handovers((&before, &had), (&after, &has));
    let handover = |before, after| Handover { before, after };
    let expected = [
        (ids[0], handover(Some(anna), Some(borys))),
        (ids[1], handover(Some(anna), None)),
        (ids[2], handover(Some(anna), None)),
        (ids[3], handover(Some(borys), None)),
        (ids[4], handover(None, Some(borys))),
        (ids[5], handover(None, Some(anna))),
    ];
    assert_eq!(all, expected.into());
}
