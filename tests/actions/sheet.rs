//! The roster as files: out with its people, and in again over a draft that may have changed.

use dutyline::actions::roster::{self, SlotInput};
use dutyline::actions::sheet::{self, FileKind, Sheet, Which};
use dutyline::actions::{ActionError, roster::step};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::revision::PrintedExtension;
use dutyline::domain::roster::ExpectedVersion::{self, Any, Version};
use dutyline::domain::roster::change::StepKind;
use dutyline::domain::roster::sheet::{Column, SheetRow, cell_fault};
use dutyline::domain::roster::{Draft, SlotState};
use dutyline::export::roster::Edition;

use crate::support::world::{World, add_slot, input};

async fn draft(world: &World) -> Draft {
    let (checked, _) = roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    checked.draft
}

async fn file(world: &World, which: Which, kind: FileKind) -> sheet::RosterFile {
    sheet::export(&world.cx, &world.coordinator, world.slug(), which, kind, Locale::Pl)
        .await
        .unwrap()
}

/// The draft as a sheet that has come back.
async fn downloaded(world: &World) -> Sheet {
    let bytes = file(world, Which::Draft, FileKind::Xlsx).await.bytes;
    sheet::read(&world.cx, &world.coordinator, world.slug(), bytes)
        .await
        .unwrap()
}

async fn apply(world: &World, rows: Vec<SheetRow>, expected: ExpectedVersion) -> Result<i32, ActionError> {
    sheet::apply(&world.cx, &world.coordinator, world.slug(), rows, expected).await
}

async fn difference(world: &World, rows: &[SheetRow]) -> sheet::SheetDifference {
    sheet::difference(&world.cx, &world.coordinator, world.slug(), rows.to_vec())
        .await
        .unwrap()
}

fn faults(refused: Result<i32, ActionError>) -> Vec<FieldError> {
    match refused {
        Err(ActionError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn what_goes_out_says_which_roster_it_is() {
    let world = World::demo().await;
    let of_draft = file(&world, Which::Draft, FileKind::Csv).await;
    assert_eq!(of_draft.edition, Edition::Draft(draft(&world).await.version));
    let first = draft(&world).await.slots[0].clone();
    roster::assign(&world.cx, &world.coordinator, world.slug(), vec![(first.id, None)], Any)
        .await
        .unwrap();
    let published = file(&world, Which::Published, FileKind::Csv).await;
    assert_eq!(
        (published.edition, &published.bytes),
        (Edition::Revision(1), &of_draft.bytes)
    );
    assert_ne!(file(&world, Which::Draft, FileKind::Csv).await.bytes, of_draft.bytes);
    let text = String::from_utf8(published.bytes).unwrap();
    assert!(text.contains("2024-06-13;15:00;18:00;12 616 5769;"), "{text}");
    let slug = world.draft("szkic", "2024-06-24").await;
    let nothing = sheet::export(
        &world.cx,
        &world.coordinator,
        slug.clone(),
        Which::Published,
        FileKind::Json,
        Locale::Pl,
    );
    assert!(matches!(nothing.await, Err(ActionError::NotFound("revision"))));
    let (in_force, _) = sheet::in_force(&world.cx, &world.coordinator, slug).await.unwrap();
    assert!(matches!(in_force.edition, Edition::Draft(_)));
    let (in_force, _) = sheet::in_force(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    assert_eq!(in_force.edition, Edition::Revision(1));
    assert!(in_force.rows[0].staff.is_some());
}

#[actix_web::test]
async fn a_sheet_that_was_not_edited_changes_nothing() {
    let world = World::demo().await;
    let (before, sheet) = (draft(&world).await, downloaded(&world).await);
    assert_eq!((sheet.version, sheet.rows.len()), (before.version, 16));
    assert!(difference(&world, &sheet.rows).await.is_empty());
    apply(&world, sheet.rows, Version(before.version)).await.unwrap();
    assert_eq!(draft(&world).await.slots, before.slots);
    let history = step::history(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    assert!(
        history
            .steps
            .iter()
            .all(|step| step.kind != StepKind::Imported || step.size == 16),
        "no empty step"
    );
}

#[actix_web::test]
async fn an_edited_sheet_is_one_step_with_the_difference_shown_before() {
    let world = World::demo().await;
    let before = draft(&world).await;
    let mut rows = downloaded(&world).await.rows;
    // One is moved to another person and number, one is new, one that residents have seen is left out.
    rows[4].staff = "stanowisko 7804".to_owned();
    rows[4].phones = vec![PrintedExtension {
        phone: "12 345 67 89".parse().unwrap(),
        display: "12 345 67 89".to_owned(),
    }];
    let new = SheetRow {
        number: 18,
        id: None,
        date: "2024-06-19".parse().unwrap(),
        staff: String::new(),
        ..rows[0].clone()
    };
    let gone = rows.remove(10);
    rows.push(new);
    let shown = difference(&world, &rows).await;
    assert_eq!((shown.version, shown.removed.len()), (before.version, 0));
    assert_eq!(
        shown.added.iter().map(|slot| slot.date.to_string()).collect::<Vec<_>>(),
        ["2024-06-19"]
    );
    assert_eq!(shown.changed.len(), 2);
    assert_eq!(shown.changed[0].1.extensions[0].display, "12 345 67 89");
    let (was, is) = &shown.changed[1];
    assert_eq!((was.state, is.state), (SlotState::Planned, SlotState::Cancelled));
    apply(&world, rows.clone(), Version(before.version)).await.unwrap();
    let after = draft(&world).await;
    assert_eq!(after.slots.len(), 17);
    let cancelled = after.slots.iter().find(|slot| Some(slot.id) == gone.id).unwrap();
    assert_eq!(cancelled.state, SlotState::Cancelled);
    assert_eq!(
        after
            .slots
            .iter()
            .filter(|slot| slot.date.to_string() == "2024-06-19")
            .count(),
        1
    );
    // The same once more finds the new duty where it made it.
    assert!(difference(&world, &rows).await.is_empty());
    step::undo(&world.cx, &world.coordinator, world.slug(), Any)
        .await
        .unwrap();
    assert_eq!(draft(&world).await.slots, before.slots);
}

#[actix_web::test]
async fn what_nobody_has_seen_is_removed() {
    let world = World::demo().await;
    let like = SlotInput {
        date: "2024-06-19".parse().unwrap(),
        ..input(&draft(&world).await.slots[0])
    };
    let fresh = add_slot(&world.cx, &world.coordinator, world.slug(), like)
        .await
        .unwrap();
    let mut rows = downloaded(&world).await.rows;
    rows.retain(|row| row.id != Some(fresh));
    let shown = difference(&world, &rows).await;
    assert_eq!(shown.removed.iter().map(|slot| slot.id).collect::<Vec<_>>(), [fresh]);
    apply(&world, rows, Version(shown.version)).await.unwrap();
    assert!(draft(&world).await.slots.iter().all(|slot| slot.id != fresh));
}

#[actix_web::test]
async fn a_stale_sheet_is_compared_with_the_draft_as_it_is_and_made_only_when_that_was_seen() {
    let world = World::demo().await;
    let sheet = downloaded(&world).await;
    let before = draft(&world).await;
    let first = before.slots[0].id;
    roster::assign(&world.cx, &world.coordinator, world.slug(), vec![(first, None)], Any)
        .await
        .unwrap();
    let refused = apply(&world, sheet.rows.clone(), Version(sheet.version)).await;
    assert!(matches!(refused, Err(ActionError::Stale)));
    let shown = difference(&world, &sheet.rows).await;
    assert!(shown.version > sheet.version);
    assert_eq!(shown.changed.len(), 1);
    assert_eq!(shown.changed[0].0.staff, None, "it takes the change back, and says so");
    apply(&world, sheet.rows, Version(shown.version)).await.unwrap();
    assert_eq!(draft(&world).await.slots, before.slots);
}

#[actix_web::test]
async fn what_cannot_be_made_is_said_at_its_row() {
    let world = World::demo().await;
    let rows = downloaded(&world).await.rows;
    let version = draft(&world).await.version;
    let with = |change: &dyn Fn(&mut Vec<SheetRow>)| {
        let mut rows = rows.clone();
        change(&mut rows);
        rows
    };
    // Two duties of one number at once.
    let twice = with(&|rows| {
        rows[0].date = rows[2].date;
    });
    let faults_of = async |rows| faults(apply(&world, rows, Version(version)).await);
    let taken = faults_of(twice).await;
    assert!(taken.iter().all(|fault| fault.fault == Fault::Taken), "{taken:?}");
    let places: Vec<&str> = taken.iter().map(|fault| fault.field.as_str()).collect();
    assert!(places.contains(&"row-2") || places.contains(&"row-4"), "{places:?}");
    let nobody = with(&|rows| rows[3].staff = "Nikt Taki".to_owned());
    let unknown = cell_fault(5, Column::Staff, Fault::StaffUnknown);
    assert_eq!(faults_of(nobody.clone()).await, std::slice::from_ref(&unknown));
    let shown = sheet::difference(&world.cx, &world.coordinator, world.slug(), nobody).await;
    assert!(matches!(shown, Err(ActionError::Invalid(faults)) if faults == [unknown]));
    let endless = with(&|rows| rows[1].hours.end = rows[1].hours.start);
    assert_eq!(faults_of(endless).await, [FieldError::new("row-3", Fault::EndIsStart)]);
    let far = with(&|rows| rows[1].date = "9999-01-01".parse().unwrap());
    assert_eq!(faults_of(far).await, [cell_fault(3, Column::Date, Fault::Year)]);
    let many = with(&|rows| *rows = vec![rows[0].clone(); 10_001]);
    assert_eq!(faults_of(many).await, [FieldError::new("file", Fault::SheetLong)]);
    assert_eq!(draft(&world).await.version, version, "nothing was changed");
}

/// Ten thousand duties at ten numbers, in a year.
#[actix_web::test]
async fn a_sheet_of_ten_thousand_rows_becomes_a_draft() {
    let world = World::demo().await;
    let like = downloaded(&world).await.rows.remove(0);
    let first: chrono::NaiveDate = "2024-07-08".parse().unwrap();
    let row = |number: u32| {
        let (desk, hour, day) = (number % 10, number / 10 % 10, number / 100);
        let number_of_desk = format!("12 345 000{desk}");
        let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        SheetRow {
            number: number + 2,
            id: None,
            date: first + chrono::Days::new(day.into()),
            hours: dutyline::domain::time::Hours {
                start: at(8 + hour),
                end: at(9 + hour),
            },
            phones: vec![PrintedExtension {
                phone: number_of_desk.parse().unwrap(),
                display: number_of_desk,
            }],
            staff: String::new(),
            ..like.clone()
        }
    };
    let rows: Vec<SheetRow> = (0..9_984).map(row).collect();
    let mut all = downloaded(&world).await.rows;
    all.extend(rows);
    let shown = difference(&world, &all).await;
    assert_eq!(
        (shown.added.len(), shown.changed.len(), shown.removed.len()),
        (9_984, 0, 0)
    );
    apply(&world, all.clone(), Version(shown.version)).await.unwrap();
    assert_eq!(draft(&world).await.slots.len(), 10_000);
    assert!(difference(&world, &all).await.is_empty());
    assert_eq!(downloaded(&world).await.rows.len(), 10_000);
}

#[actix_web::test]
async fn a_sheet_is_that_of_its_consultation() {
    let world = World::demo().await;
    let other = world.draft("inne", "2024-06-24").await;
    let bytes = file(&world, Which::Draft, FileKind::Xlsx).await.bytes;
    let elsewhere = sheet::read(&world.cx, &world.coordinator, other, bytes).await;
    assert!(matches!(elsewhere, Err(ActionError::Invalid(faults)) if faults[0].fault == Fault::SheetElsewhere));
    let csv = file(&world, Which::Draft, FileKind::Csv).await.bytes;
    let no_book = sheet::read(&world.cx, &world.coordinator, world.slug(), csv).await;
    assert!(matches!(no_book, Err(ActionError::Announcement(_))));
}
