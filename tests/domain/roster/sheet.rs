//! Which slots the rows of a sheet are, and whom they name.

use std::collections::HashMap;

use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{SlotId, StaffId, UnitId};
use dutyline::domain::revision::PrintedExtension;
use dutyline::domain::roster::sheet::{Column, SheetRow, cell_fault, plan};
use dutyline::domain::roster::{Slot, SlotMode, SlotState};
use dutyline::domain::staff::StaffMember;
use uuid::Uuid;

use crate::domain::samples::{date, hours, slot};

const UNIT: UnitId = UnitId(Uuid::from_u128(1));

fn person(number: u128, name: &str) -> StaffMember {
    StaffMember {
        name: name.to_owned(),
        ..StaffMember::new(StaffId(Uuid::from_u128(number)), UNIT)
    }
}

fn row(number: u32, slot: &Slot, staff: &str) -> SheetRow {
    SheetRow {
        number,
        id: Some(slot.id),
        date: slot.date,
        hours: slot.hours,
        phones: slot.extensions.iter().map(PrintedExtension::from).collect(),
        languages: slot.languages.clone(),
        mode: slot.mode,
        staff: staff.to_owned(),
        state: slot.state,
        reason: slot.cancel_reason.clone(),
    }
}

fn at(number: u128, day: &str) -> Slot {
    slot(number, day, "15:00-18:00", "12 616 5769")
}

/// The slot of each row.
fn slots(rows: &[SheetRow], draft: &[Slot]) -> Vec<Option<SlotId>> {
    let planned = plan(rows, draft, &[], UNIT).unwrap();
    planned.iter().map(|planned| planned.was.map(|slot| slot.id)).collect()
}

#[test]
fn a_row_is_the_slot_it_was_written_from() {
    let draft = [at(1, "2024-06-20"), at(2, "2024-06-21")];
    let mut moved = row(2, &draft[1], "");
    moved.date = date("2024-06-28");
    let rows = [moved, row(3, &draft[0], "")];
    assert_eq!(slots(&rows, &draft), [Some(draft[1].id), Some(draft[0].id)]);
}

#[test]
fn a_copied_row_is_a_new_duty_wherever_it_was_put() {
    let draft = [at(1, "2024-06-20")];
    let original = row(2, &draft[0], "");
    let mut copy = row(3, &draft[0], "");
    copy.date = date("2024-06-27");
    assert_eq!(
        slots(&[original.clone(), copy.clone()], &draft),
        [Some(draft[0].id), None]
    );
    assert_eq!(slots(&[copy.clone(), original], &draft), [None, Some(draft[0].id)]);
    // Where neither is what the slot is, it is the first.
    assert_eq!(slots(&[copy.clone(), copy], &draft), [Some(draft[0].id), None]);
}

#[test]
fn a_row_without_a_slot_that_says_what_one_is_is_that_one() {
    let draft = [at(1, "2024-06-20"), at(2, "2024-06-20")];
    let without = |slot: &Slot| SheetRow {
        id: None,
        ..row(2, slot, "")
    };
    let both = [without(&draft[0]), row(3, &draft[0], "")];
    assert_eq!(
        slots(&both, &draft),
        [Some(draft[1].id), Some(draft[0].id)],
        "each once"
    );
    let three = [without(&draft[0]), without(&draft[0]), without(&draft[0])];
    assert_eq!(slots(&three, &draft), [Some(draft[0].id), Some(draft[1].id), None]);
    for other in [
        SheetRow {
            hours: hours("15:00-17:00"),
            ..without(&draft[0])
        },
        SheetRow {
            phones: Vec::new(),
            ..without(&draft[0])
        },
        SheetRow {
            state: SlotState::Cancelled,
            ..without(&draft[0])
        },
    ] {
        assert_eq!(slots(&[other], &draft), [None]);
    }
    let unknown = SheetRow {
        id: Some(SlotId(Uuid::from_u128(99))),
        ..row(2, &at(99, "2024-06-24"), "")
    };
    assert_eq!(slots(&[unknown], &draft), [None], "somebody removed it meanwhile");
}

#[test]
fn people_are_found_by_their_name() {
    let mut stranger = person(4, "Ewa");
    stranger.unit = UnitId(Uuid::from_u128(2));
    let people = [
        person(1, "Anna Nowak"),
        person(2, "Jan Kot"),
        person(3, "Jan Kot"),
        stranger,
    ];
    let mut draft = [at(1, "2024-06-20"), at(2, "2024-06-21"), at(3, "2024-06-24")];
    draft[1].staff = Some(people[2].id);
    draft[2].staff = Some(people[3].id);
    let names = |names: [&str; 3]| {
        let rows: Vec<SheetRow> = (2..)
            .zip(&draft)
            .zip(names)
            .map(|((n, slot), name)| row(n, slot, name))
            .collect();
        plan(&rows, &draft, &people, UNIT).map(|planned| planned.iter().map(|one| one.staff).collect::<Vec<_>>())
    };
    let id = |number: u128| Some(StaffId(Uuid::from_u128(number)));
    // Who has the duty keeps it, namesake or from elsewhere.
    assert_eq!(names([" anna  NOWAK", "Jan Kot", "Ewa"]), Ok(vec![id(1), id(3), id(4)]));
    assert_eq!(names(["", "Anna Nowak", ""]), Ok(vec![None, id(1), None]));
    let faults: Vec<FieldError> = [(2, Fault::StaffTwice), (3, Fault::StaffUnknown), (4, Fault::StaffTwice)]
        .map(|(row, fault)| cell_fault(row, Column::Staff, fault))
        .into();
    assert_eq!(names(["Jan Kot", "Ewa", "Jan Kot"]), Err(faults));
}

#[test]
fn a_slot_keeps_what_a_sheet_does_not_say() {
    let mut was = at(1, "2024-06-20");
    was.source = Some(dutyline::domain::roster::Source {
        line: 3,
        text: "20 czerwca".to_owned(),
    });
    let extensions: HashMap<_, _> = was
        .extensions
        .iter()
        .map(|one| (one.phone.clone(), one.clone()))
        .collect();
    let draft = [was.clone()];
    let same = [row(2, &was, "")];
    let becomes = |rows: &[SheetRow]| {
        let planned = plan(rows, &draft, &[], UNIT).unwrap();
        planned[0].slot(&extensions, || SlotId(Uuid::from_u128(50)))
    };
    assert_eq!(becomes(&same), was);
    let mut other = same[0].clone();
    (other.state, other.reason, other.mode) = (SlotState::Cancelled, Some("awaria".into()), SlotMode::Hybrid);
    let cancelled = Slot {
        state: SlotState::Cancelled,
        cancel_reason: Some("awaria".into()),
        mode: SlotMode::Hybrid,
        ..was.clone()
    };
    assert_eq!(becomes(&[other.clone()]), cancelled);
    other.id = None;
    let new = becomes(&[other]);
    assert_eq!((new.id, new.source), (SlotId(Uuid::from_u128(50)), None));
}

#[test]
fn rows_of_a_form_say_nothing_a_sheet_could_not() {
    let good = row(2, &at(1, "2024-06-20"), "Anna Nowak");
    assert_eq!(good.check(), Ok(()));
    let other = PrintedExtension {
        phone: "12 616 7804".parse().unwrap(),
        display: "12 616 5769".to_owned(),
    };
    for (bad, column, fault) in [
        (
            SheetRow {
                date: date("9999-01-01"),
                ..good.clone()
            },
            Column::Date,
            Fault::Year,
        ),
        (
            SheetRow {
                phones: vec![other],
                ..good.clone()
            },
            Column::Phones,
            Fault::Phone,
        ),
        (
            SheetRow {
                staff: "x".repeat(301),
                ..good.clone()
            },
            Column::Staff,
            Fault::TooLong,
        ),
        (
            SheetRow {
                reason: Some("a\0".into()),
                ..good.clone()
            },
            Column::Reason,
            Fault::TooLong,
        ),
    ] {
        assert_eq!(bad.check(), Err(cell_fault(2, column, fault)));
    }
}
