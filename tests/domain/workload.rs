use chrono_tz::Europe::Warsaw;
use dutyline::domain::ids::StaffId;
use dutyline::domain::roster::SlotState;
use dutyline::domain::workload::{Share, Workload};
use uuid::Uuid;

use super::samples::{otwarty_krakow, slot};

#[test]
fn the_seed_is_fifty_hours_of_sixteen_duties_on_seven_extensions() {
    let load = Workload::of(&otwarty_krakow(), Warsaw);
    let total = Share {
        duties: 16,
        minutes: 50 * 60,
    };
    assert_eq!((load.total, load.extensions), (total, 7));
    assert!(load.per_person.is_empty());
}

#[test]
fn each_person_has_their_own_and_nobody_has_what_is_cancelled() {
    let [ann, ben] = [1, 2].map(|number| StaffId(Uuid::from_u128(number)));
    let mut slots = vec![
        slot(1, "2024-06-20", "15:00-18:00", "12 616 5769"),
        slot(2, "2024-06-21", "10:00-10:30", "12 616 5769"),
        slot(3, "2024-06-24", "15:00-18:00", "12 616 7821"),
        slot(4, "2024-06-25", "15:00-18:00", "12 616 7821"),
    ];
    slots[0].staff = Some(ann);
    slots[1].staff = Some(ann);
    slots[2].staff = Some(ben);
    slots[2].state = SlotState::Cancelled;
    let load = Workload::of(&slots, Warsaw);
    let anns = Share {
        duties: 2,
        minutes: 210,
    };
    assert_eq!(load.per_person.into_iter().collect::<Vec<_>>(), [(ann, anns)]);
    assert_eq!((load.total.duties, load.total.minutes, load.extensions), (3, 390, 2));
}

#[test]
fn minutes_are_those_that_pass_in_a_clock_change() {
    let night = [slot(1, "2024-03-30", "23:00-05:00", "12 616 5769")];
    assert_eq!(Workload::of(&night, Warsaw).total.minutes, 5 * 60);
}
