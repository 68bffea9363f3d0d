//! The draft roster: its slots, changed by people.

mod around;
mod several;
mod step;

use std::sync::Arc;

use chrono::Days;
use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::roster::SlotInput;
use dutyline::actions::{ActionError, calendar, consultation, revision, roster, topic};
use dutyline::domain::calendar::DayRule;
use dutyline::domain::consultation::Settings;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::roster::ExpectedVersion::{self, Any};
use dutyline::domain::roster::SlotMode;
use dutyline::domain::roster::change::MAX_EXTENSIONS;
use dutyline::domain::time::Hours;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, add_slot, input};

#[actix_web::test]
async fn who_looked_at_an_older_draft_changes_nothing() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let (before, _) = roster::checked(cx, c, slug()).await.unwrap();
    let slot = &before.draft.slots[9];
    let (of, day) = (before.consultation.clone(), slot.date);
    let settings = || Settings {
        first_day: of.first_day,
        last_day: of.last_day,
        texts: of.texts.clone(),
        phone_mode: of.phone_mode,
        required: of.required.clone(),
        leads: Vec::new(),
        swaps_need_approval: false,
    };
    let plan = |expected| ImportPlan {
        slug: Some(slug()),
        title: "Inne".to_owned(),
        unit: None,
        first_day: day,
        last_day: day,
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected,
    };
    let mut changed = input(slot);
    changed.staff = None;
    let new = SlotInput {
        id: SlotId(Uuid::from_u128(404)),
        ..changed.clone()
    };
    let rule = || Some(DayRule::Exempt("remont".to_owned()));
    for expected in [
        ExpectedVersion::NotYet,
        ExpectedVersion::Version(before.draft.version - 1),
        ExpectedVersion::Version(before.draft.version + 1),
    ] {
        let outcomes = [
            (
                "save_slot",
                roster::save_slot(cx, c, slug(), changed.clone(), expected).await,
            ),
            ("add_slot", roster::add_slot(cx, c, slug(), new.clone(), expected).await),
            (
                "cancel_slot",
                roster::cancel_slot(cx, c, slug(), slot.id, "awaria", expected).await,
            ),
            (
                "remove_slot",
                roster::remove_slot(cx, c, slug(), slot.id, expected).await,
            ),
            (
                "change",
                consultation::change(cx, c, slug(), settings(), expected).await,
            ),
            ("set_day", calendar::set_day(cx, c, slug(), day, rule(), expected).await),
            (
                "exempt_uncovered",
                calendar::exempt_uncovered(cx, c, slug(), "remont", expected)
                    .await
                    .map(drop),
            ),
            (
                "set_events",
                calendar::set_events(cx, c, slug(), Vec::new(), expected).await,
            ),
            ("topics", topic::replace(cx, c, slug(), Vec::new(), expected).await),
            (
                "publish",
                revision::publish(cx, c, slug(), expected, Vec::new()).await.map(drop),
            ),
            ("import", import(cx, c, plan(expected)).await.map(drop)),
        ];
        for (action, outcome) in outcomes {
            assert!(
                matches!(outcome, Err(ActionError::Stale)),
                "{action} with {expected:?}: {outcome:?}"
            );
        }
    }
    let (after, _) = roster::checked(cx, c, slug()).await.unwrap();
    assert_eq!((after.draft, after.consultation), (before.draft, before.consultation));
    assert_eq!(after.calendar, before.calendar);
    let topics = topic::list(cx, c, slug()).await.unwrap();
    assert_eq!(topics.len(), 6);
}

#[actix_web::test]
async fn what_is_wrong_with_a_slot_is_told_at_its_field() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let (before, _) = roster::checked(cx, c, slug()).await.unwrap();
    let good = || input(&before.draft.slots[9]);
    let phone = |number: usize| {
        let text = format!("12 616 {number:04}");
        (text.parse().unwrap(), text)
    };
    let most = MAX_EXTENSIONS;
    for (input, expected) in [
        (
            SlotInput {
                extensions: (0..=most).map(phone).collect(),
                ..good()
            },
            FieldError::new("phones", Fault::TooMany),
        ),
        (
            SlotInput {
                extensions: vec![phone(1), phone(2), phone(1)],
                ..good()
            },
            FieldError::new("phones", Fault::Twice),
        ),
        (
            SlotInput {
                staff: Some(StaffId(Uuid::from_u128(404))),
                ..good()
            },
            FieldError::new("staff", Fault::Unknown),
        ),
    ] {
        let refused = roster::save_slot(cx, c, slug(), input, Any).await;
        assert!(
            matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == [expected.clone()]),
            "{refused:?}"
        );
    }
    let refused = roster::cancel_slot(cx, c, slug(), before.draft.slots[9].id, " ", Any).await;
    let expected = [FieldError::new("reason", Fault::Required)];
    assert!(
        matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == expected),
        "{refused:?}"
    );
    let (after, _) = roster::checked(cx, c, slug()).await.unwrap();
    assert_eq!(after.draft, before.draft);

    let full = SlotInput {
        extensions: (0..most).map(phone).collect(),
        ..good()
    };
    roster::save_slot(cx, c, slug(), full, Any).await.unwrap();
    let (after, _) = roster::checked(cx, c, slug()).await.unwrap();
    let (was, is) = (&before.draft.slots[9], &after.draft.slots[9]);
    assert_eq!((is.extensions.len(), is.id), (most, was.id));
    assert_eq!(is.source, was.source, "still from its line of the announcement");
    assert!(is.source.is_some());
}

#[actix_web::test]
async fn a_slot_is_changed_in_its_own_consultation_only() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let day = "2024-07-15".parse().unwrap();
    let plan = ImportPlan {
        slug: Some("nowe".parse().unwrap()),
        title: "Nowe".to_owned(),
        unit: None,
        first_day: day,
        last_day: day,
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected: ExpectedVersion::NotYet,
    };
    let other = import(cx, c, plan).await.unwrap().slug;
    let (before, _) = roster::checked(cx, c, world.slug()).await.unwrap();
    let slot = &before.draft.slots[9];
    let unknown = SlotInput {
        id: SlotId(Uuid::from_u128(404)),
        ..input(slot)
    };
    for outcome in [
        roster::save_slot(cx, c, other.clone(), input(slot), Any).await,
        roster::save_slot(cx, c, other.clone(), unknown, Any).await,
        roster::cancel_slot(cx, c, other.clone(), slot.id, "awaria", Any).await,
        roster::remove_slot(cx, c, other.clone(), slot.id, Any).await,
    ] {
        assert!(matches!(outcome, Err(ActionError::NotFound("slot"))), "{outcome:?}");
    }
    let (after, _) = roster::checked(cx, c, world.slug()).await.unwrap();
    assert_eq!(after.draft, before.draft);
}

#[actix_web::test]
async fn what_no_resident_saw_is_removed() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let (before, _) = roster::checked(cx, c, slug()).await.unwrap();
    let new = SlotInput {
        staff: None,
        hours: eight(),
        ..input(&before.draft.slots[9])
    };
    let id = add_slot(cx, c, slug(), new).await.unwrap();
    roster::remove_slot(cx, c, slug(), id, Any).await.unwrap();
    let (after, _) = roster::checked(cx, c, slug()).await.unwrap();
    assert_eq!(after.draft.slots, before.draft.slots);
    assert_eq!(
        after.draft.version,
        before.draft.version + 2,
        "each change is a version"
    );
}

fn eight() -> Hours {
    serde_json::from_str(r#"{"start":"08:00","end":"09:00"}"#).unwrap()
}

#[actix_web::test]
async fn a_slot_sent_again_is_added_once_and_never_overwritten() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let draft = async || roster::checked(cx, c, slug()).await.unwrap().0.draft;
    let before = draft().await;
    let new = SlotInput {
        id: SlotId(Uuid::from_u128(404)),
        staff: None,
        hours: eight(),
        ..input(&before.slots[9])
    };
    let version = ExpectedVersion::Version(before.version);
    for _ in 0..2 {
        // The second comes from a form that is older than the first.
        roster::add_slot(cx, c, slug(), new.clone(), version).await.unwrap();
    }
    let once = draft().await;
    assert_eq!(once.slots.len(), before.slots.len() + 1);
    assert_eq!(once.version, before.version + 1, "the second changed nothing");
    let phone = "12 616 8898";
    for other in [
        SlotInput {
            date: before.slots[8].date,
            ..new.clone()
        },
        SlotInput {
            hours: before.slots[9].hours,
            ..new.clone()
        },
        SlotInput {
            mode: SlotMode::Hybrid,
            ..new.clone()
        },
        SlotInput {
            staff: before.slots[9].staff,
            ..new.clone()
        },
        SlotInput {
            languages: vec!["de".parse().unwrap()],
            ..new.clone()
        },
        SlotInput {
            extensions: vec![(phone.parse().unwrap(), phone.to_owned())],
            ..new.clone()
        },
    ] {
        let refused = roster::add_slot(cx, c, slug(), other, Any).await;
        assert!(
            matches!(refused, Err(ActionError::Conflict("slot_there"))),
            "{refused:?}"
        );
    }
    assert_eq!(draft().await, once);
    roster::cancel_slot(cx, c, slug(), new.id, "awaria", Any).await.unwrap();
    let refused = roster::add_slot(cx, c, slug(), new, Any).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("slot_there"))),
        "{refused:?}"
    );
}

#[actix_web::test]
async fn the_id_of_a_slot_elsewhere_is_taken_and_no_more_is_said() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let other = world.draft("nowe", "2024-07-15").await;
    let (demo, _) = roster::checked(cx, c, world.slug()).await.unwrap();
    let refused = roster::add_slot(cx, c, other.clone(), input(&demo.draft.slots[9]), Any).await;
    assert!(matches!(refused, Err(ActionError::Conflict("id_taken"))), "{refused:?}");
    let (there, _) = roster::checked(cx, c, other).await.unwrap();
    assert!(there.draft.slots.is_empty());
}

/// SQLite's writers take turns; only PostgreSQL can show that a lock is missing.
#[actix_web::test]
async fn a_slot_sent_many_times_at_once_is_added_once() {
    let world = Arc::new(World::demo().await);
    let (checked, _) = roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let before = checked.draft;
    for round in 1..=10 {
        let version = ExpectedVersion::Version(before.version + round - 1);
        let mut sending = JoinSet::new();
        for _ in 0..8 {
            let world = Arc::clone(&world);
            let new = SlotInput {
                id: SlotId(Uuid::from_u128(round.unsigned_abs().into())),
                date: before.slots[9].date + Days::new(round.unsigned_abs().into()),
                hours: eight(),
                ..input(&before.slots[9])
            };
            sending.spawn(
                async move { roster::add_slot(&world.cx, &world.coordinator, world.slug(), new, version).await },
            );
        }
        for sent in sending.join_all().await {
            sent.unwrap();
        }
    }
    let (after, _) = roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    assert_eq!(after.draft.slots.len(), before.slots.len() + 10);
}
