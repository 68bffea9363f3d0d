mod persons;

use std::collections::BTreeMap;

use chrono_tz::Europe::Warsaw;
use dutyline::domain::calendar::{Calendar, DayRule};
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::revision::{Assignments, Difference, PublishedSlot};
use dutyline::domain::roster::{Slot, SlotState};
use uuid::Uuid;

use super::samples::{consultation, date, hours, otwarty_krakow, slot};

fn published(slots: &[Slot]) -> Vec<PublishedSlot> {
    slots.iter().map(|slot| PublishedSlot::of(slot, Warsaw)).collect()
}

fn ids(slots: &[PublishedSlot]) -> Vec<SlotId> {
    slots.iter().map(|slot| slot.id).collect()
}

#[test]
fn the_difference_names_what_changed() {
    let before = otwarty_krakow();
    let mut after = before.clone();
    let removed = after.remove(0);
    after[0].hours = hours("16:00-18:00");
    let added = slot(99, "2024-07-05", "10:00-12:00", "12 616 7821");
    after.push(added.clone());
    let assigned = Assignments::from([(after[1].id, StaffId(Uuid::from_u128(5)))]);
    let difference = Difference::between(
        (&published(&before), &Assignments::new()),
        (&published(&after), &assigned),
    );
    assert_eq!(ids(&difference.removed), [removed.id]);
    assert_eq!(ids(&difference.added), [added.id]);
    let [(was, is)] = difference.changed.as_slice() else {
        panic!("{:?}", difference.changed)
    };
    assert_eq!((was.id, was.hours), (before[1].id, before[1].hours));
    assert_eq!((is.id, is.hours), (after[0].id, hours("16:00-18:00")));
    assert_eq!(ids(&difference.reassigned), [after[1].id]);
    assert_eq!(difference.count(), 4);
}

#[test]
fn another_reason_for_cancelling_is_a_change() {
    let mut before = otwarty_krakow();
    before[0].state = SlotState::Cancelled;
    before[0].cancel_reason = Some("choroba".into());
    let mut after = before.clone();
    after[0].cancel_reason = Some("awaria".into());
    let nobody = Assignments::new();
    let difference = Difference::between((&published(&before), &nobody), (&published(&after), &nobody));
    let changed: Vec<SlotId> = difference.changed.iter().map(|(_, is)| is.id).collect();
    assert_eq!(changed, [before[0].id]);
}

#[test]
fn another_reason_for_a_day_off_is_a_change() {
    let calendar = |reason: &str| -> Calendar {
        let rules = BTreeMap::from([(date("2024-06-20"), DayRule::Exempt(reason.to_owned()))]);
        consultation("2024-06-13", "2024-07-05", "15:00-18:00").calendar(Vec::new(), rules)
    };
    let none = Difference::default();
    let same = none.clone().with_calendars(&calendar("remont"), &calendar("remont"));
    assert!(same.is_empty());
    let other = none.with_calendars(&calendar("remont"), &calendar("awaria"));
    assert_eq!(other.days, [date("2024-06-20")]);
}

#[test]
fn the_same_roster_in_another_order_is_no_difference() {
    let slots = published(&otwarty_krakow());
    let mut turned = slots.clone();
    turned.reverse();
    let nobody = Assignments::new();
    assert!(Difference::between((&slots, &nobody), (&turned, &nobody)).is_empty());
}
