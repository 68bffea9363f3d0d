//! Rosters as files, opened by readers that are not the writers.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use dutyline::announcement::{ReadSheet, SheetMark, read_sheet};
use dutyline::domain::consultation::Consultation;
use dutyline::domain::extension::{Extension, Phone};
use dutyline::domain::ids::{ExtensionId, SlotId, StaffId};
use dutyline::domain::language::{Language, Locale};
use dutyline::domain::revision::PublishedSlot;
use dutyline::domain::roster::change::{Change, Editing, between};
use dutyline::domain::roster::reason::CancelReason;
use dutyline::domain::roster::sheet::{Column, plan};
use dutyline::domain::roster::{Slot, SlotMode, SlotState};
use dutyline::domain::staff::StaffMember;
use dutyline::domain::text::ConsultationText;
use dutyline::domain::time::Hours;
use dutyline::export::roster::{Edition, Roster, RosterRow, csv, json, xlsx};
use dutyline::i18n::sentences;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::domain::samples::{consultation, slot};

fn now() -> DateTime<Utc> {
    "2024-06-20T13:40:00Z".parse().unwrap()
}

fn of() -> Consultation {
    let mut of = consultation("2024-06-13", "2024-07-05", "15:00-18:00");
    let text = ConsultationText {
        title: "=HYPERLINK(\"x\")".to_owned(),
        ..ConsultationText::default()
    };
    of.texts.0 = [(Locale::Pl, text)].into();
    of
}

fn roster(slots: &[Slot], people: &[StaffMember]) -> Roster {
    let of = of();
    let names: BTreeMap<StaffId, &str> = people.iter().map(|member| (member.id, member.name.as_str())).collect();
    let row = |slot: &Slot| RosterRow {
        slot: PublishedSlot::of(slot, of.zone),
        staff: slot.staff.map(|id| (id, names[&id].to_owned())),
    };
    Roster {
        rows: slots.iter().map(row).collect(),
        consultation: of.clone(),
        edition: Edition::Draft(7),
    }
}

fn person(number: u128, name: &str) -> StaffMember {
    StaffMember {
        name: name.to_owned(),
        ..StaffMember::new(StaffId(Uuid::from_u128(number)), of().unit.id)
    }
}

/// Names as people and attackers have them; two are the same.
fn people() -> Vec<StaffMember> {
    let names = [
        "Anna Żółć-Nowak",
        "=1+1",
        "+48 600",
        "-Jan",
        "@SUM(A1)",
        "Олександра ґанок",
        "Jan Kot",
        "Jan Kot",
    ];
    (1..).zip(names).map(|(number, name)| person(number, name)).collect()
}

fn reasons() -> Vec<Option<String>> {
    let some = [
        "awaria",
        "=cmd|' /C calc'!A0",
        "dwa\nwiersze; \"cudzysłów\"",
        "+x",
        "-x",
        "@x",
    ];
    [None]
        .into_iter()
        .chain(some.map(|text| Some(text.to_owned())))
        .collect()
}

fn time(minutes: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap()
}

fn extension(number: u32) -> Extension {
    let phone: Phone = format!("+4812616{:04}", number).parse().unwrap();
    Extension {
        id: ExtensionId(Uuid::from_u128(number.into())),
        display: match number % 3 {
            0 => phone.grouped(),
            1 => format!("(12) 616-{:02}-{:02}", number / 100, number % 100),
            _ => "sekretariat".to_owned(),
        },
        phone,
    }
}

fn languages() -> impl Strategy<Value = Vec<Language>> {
    let codes = ["pl", "uk", "en", "it", "ro", "rom", "xx"];
    prop::sample::subsequence(codes.to_vec(), 0..4)
        .prop_map(|codes| codes.into_iter().map(|code| code.parse().unwrap()).collect())
}

prop_compose! {
    /// Everything of a slot but its id.
    fn any_slot()(
        (day, start, length) in (0..40_u64, 0..96_u32, 1..96_u32),
        numbers in prop::sample::subsequence((5000..5020_u32).collect::<Vec<_>>(), 0..4),
        languages in languages(),
        mode in prop::sample::select(SlotMode::ALL),
        staff in prop::option::of(1..9_u128),
        reason in prop::sample::select(reasons()),
        cancelled in any::<bool>(),
    ) -> Slot {
        Slot {
            date: NaiveDate::from_ymd_opt(2024, 6, 13).unwrap().checked_add_days(Days::new(day)).unwrap(),
            hours: Hours { start: time(start * 15), end: time((start + length) * 15) },
            extensions: numbers.into_iter().map(extension).collect(),
            languages,
            mode,
            state: if cancelled { SlotState::Cancelled } else { SlotState::Planned },
            cancel_reason: reason.filter(|_| cancelled).map(CancelReason::from),
            staff: staff.map(|number| StaffId(Uuid::from_u128(number))),
            ..slot(0, "2024-06-13", "15:00-18:00", "12 616 5769")
        }
    }
}

fn numbered(slots: Vec<Slot>, from: u128) -> Vec<Slot> {
    let ids = (from..).map(|number| SlotId(Uuid::from_u128(number)));
    ids.zip(slots).map(|(id, slot)| Slot { id, ..slot }).collect()
}

/// The draft a sheet makes of a draft. Ids of new slots are those the sheet came with, so that they can be compared.
fn made(bytes: &[u8], draft: &[Slot], people: &[StaffMember]) -> Vec<Slot> {
    let ReadSheet { mark, rows, faults } = read_sheet(bytes, &|| false).unwrap();
    assert_eq!(faults, []);
    let slug = "sample".to_owned();
    assert_eq!(mark, Some(SheetMark { slug, version: 7 }));
    let extensions: HashMap<Phone, Extension> = (5000..5020)
        .map(extension)
        .map(|extension| (extension.phone.clone(), extension))
        .collect();
    let planned = plan(&rows, draft, people, of().unit.id).unwrap();
    let slot = |planned: &dutyline::domain::roster::sheet::PlannedRow<'_>| {
        planned.slot(&extensions, || planned.row.id.unwrap())
    };
    planned.iter().map(slot).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Namesakes included: who has a duty keeps it.
    #[test]
    fn a_sheet_that_was_not_edited_changes_nothing(slots in prop::collection::vec(any_slot(), 0..20)) {
        let (draft, people) = (numbered(slots, 100), people());
        for locale in Locale::ALL {
            let bytes = xlsx::write(&roster(&draft, &people), now(), locale).unwrap();
            prop_assert_eq!(between(&draft, &made(&bytes, &draft, &people)), Vec::<Change>::new());
        }
    }

    /// Nobody has the name of somebody else here, for a name is all a sheet says of a person.
    #[test]
    fn a_sheet_that_was_edited_changes_exactly_what_was_edited(
        slots in prop::collection::vec((any_slot(), prop::option::of(any_slot()), any::<bool>()), 0..20),
        new in prop::collection::vec(any_slot(), 0..5),
    ) {
        let mut people = people();
        people.truncate(7);
        let known = |mut slot: Slot| {
            slot.staff = slot.staff.filter(|id| people.iter().any(|member| member.id == *id));
            slot
        };
        let draft = numbered(slots.iter().map(|(slot, ..)| known(slot.clone())).collect(), 100);
        let edited = draft.iter().zip(&slots).filter(|(_, (.., stays))| *stays).map(|(was, (_, edit, _))| match edit {
            Some(edit) => Slot { id: was.id, ..known(edit.clone()) },
            None => was.clone(),
        });
        let mut edited: Vec<Slot> = edited.collect();
        // What says exactly what a slot is that was left out is that slot.
        let free = |slot: &Slot| draft.iter().all(|was| (was.date, was.hours) != (slot.date, slot.hours));
        edited.extend(numbered(new.into_iter().map(known).filter(free).collect(), 500));
        let bytes = xlsx::write(&roster(&edited, &people), now(), Locale::Uk).unwrap();
        let changes = between(&draft, &made(&bytes, &draft, &people));
        prop_assert_eq!(&changes, &between(&draft, &edited));
        let mut editing = Editing::of(draft);
        for change in changes {
            editing.apply(change).unwrap();
        }
        let edited: BTreeMap<SlotId, Slot> = edited.into_iter().map(|slot| (slot.id, slot)).collect();
        prop_assert_eq!(editing.slots(), &edited);
    }

    #[test]
    fn no_cell_of_a_csv_is_worked_out(slots in prop::collection::vec(any_slot(), 1..10)) {
        let (slots, people) = (numbered(slots, 100), people());
        let roster = roster(&slots, &people);
        for locale in Locale::ALL {
            let bytes = csv::write(&roster, locale).unwrap();
            let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
            let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
            let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let columns: Vec<String> = Column::ALL.iter().map(|one| sentences::sheet_column(*one, locale)).collect();
            prop_assert_eq!(heads, columns);
            let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(rows.len(), slots.len());
            for (row, slot) in rows.iter().zip(&roster.rows) {
                prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{:?}", row);
                let name = slot.staff.as_ref().map_or("", |(_, name)| name.as_str());
                prop_assert_eq!(row[6].strip_prefix('\'').unwrap_or(&row[6]), name);
            }
        }
    }
}

#[test]
fn a_workbook_has_dates_times_texts_and_no_formula() {
    let people = people();
    let mut slot = slot(1, "2024-06-20", "22:00-02:00", "12 616 5769");
    slot.staff = Some(people[1].id);
    slot.languages = vec!["pl".parse().unwrap(), "uk".parse().unwrap()];
    let bytes = xlsx::write(&roster(&[slot.clone()], &people), now(), Locale::Pl).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().is_empty());
    let range = book.worksheet_range(&name).unwrap();
    let cells: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    let moment = |cell: &Data| match cell {
        Data::DateTime(stamp) => stamp.to_ymd_hms_milli(),
        other => panic!("{other:?}"),
    };
    assert_eq!(cells.len(), 2);
    let (year, month, day, ..) = moment(&cells[1][0]);
    assert_eq!((year, month, day), (2024, 6, 20));
    let hour = |cell| {
        let (.., hour, minute, _, _) = moment(cell);
        (hour, minute)
    };
    assert_eq!((hour(&cells[1][1]), hour(&cells[1][2])), ((22, 0), (2, 0)));
    let texts: Vec<&str> = cells[1][3..]
        .iter()
        .map(|cell| cell.get_string().unwrap_or_default())
        .collect();
    let id = slot.id.to_string();
    let shown = [
        "12 616 5769",
        "polski, ukraiński",
        "telefonicznie",
        "=1+1",
        "zaplanowany",
        "",
        &id,
    ];
    assert_eq!(texts, shown);
    assert_eq!(cells[0][9].get_string(), Some("dutyline sample 7"));
}

#[test]
fn what_is_published_makes_a_workbook_that_cannot_come_back() {
    let mut published = roster(&[], &[]);
    published.edition = Edition::Revision(3);
    let bytes = xlsx::write(&published, now(), Locale::Pl).unwrap();
    assert_eq!(read_sheet(&bytes, &|| false).unwrap().mark, None);
}

#[test]
fn json_says_everything_of_a_duty() {
    let people = people();
    let mut slot = slot(1, "2024-06-20", "15:00-18:00", "12 616 5769");
    slot.staff = Some(people[0].id);
    let written =
        |roster: &Roster| -> serde_json::Value { serde_json::from_slice(&json::write(roster).unwrap()).unwrap() };
    let mut roster = roster(&[slot.clone()], &people);
    assert_eq!(
        written(&roster),
        json!({
            "consultation": "sample", "title": { "pl": "=HYPERLINK(\"x\")" }, "first_day": "2024-06-13", "last_day": "2024-07-05",
            "time_zone": "Europe/Warsaw", "version": 7,
            "slots": [{
                "id": slot.id, "date": "2024-06-20", "start": "15:00", "end": "18:00",
                "phones": [{ "phone": "+48126165769", "display": "12 616 5769" }], "languages": [], "mode": "phone",
                "state": "planned", "staff": { "id": people[0].id, "name": "Anna Żółć-Nowak" },
            }],
        })
    );
    roster.edition = Edition::Revision(3);
    roster.rows[0].staff = None;
    let published = written(&roster);
    assert_eq!(
        (&published["revision"], &published["version"]),
        (&json!(3), &json!(null))
    );
    assert_eq!(published["slots"][0]["staff"], json!(null));
}

#[test]
fn ten_thousand_rows_go_out_and_come_back() {
    let slots: Vec<Slot> = (0..10_000_u32)
        .map(|number| {
            let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(u64::from(number) % 360);
            Slot {
                id: SlotId(Uuid::from_u128(number.into())),
                date: day,
                ..slot(0, "2024-06-20", "15:00-18:00", "12 616 5001")
            }
        })
        .collect();
    let bytes = xlsx::write(&roster(&slots, &[]), now(), Locale::Pl).unwrap();
    let rows = read_sheet(&bytes, &|| false).unwrap().rows;
    assert_eq!(rows.len(), 10_000);
    assert_eq!(plan(&rows, &slots, &[], of().unit.id).unwrap().len(), 10_000);
}
