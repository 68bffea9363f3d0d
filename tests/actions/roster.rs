use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::{ActionError, calendar, consultation, revision, roster, topic};
use dutyline::domain::calendar::DayRule;
use dutyline::domain::consultation::Settings;
use dutyline::domain::roster::ExpectedVersion;

use crate::support::world::{World, input};

#[actix_web::test]
async fn who_looked_at_an_older_draft_changes_nothing() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let (before, _) = roster::board(cx, c, slug()).await.unwrap();
    let slot = &before.draft.slots[9];
    let (of, day) = (before.consultation.clone(), slot.date);
    let settings = || Settings {
        first_day: of.first_day,
        last_day: of.last_day,
        texts: of.texts.clone(),
        unit: "Inny urząd".to_owned(),
        phone_mode: of.phone_mode,
        required: of.required.clone(),
        leads: Vec::new(),
    };
    let plan = |expected| ImportPlan {
        slug: Some(slug()),
        title: "Inne".to_owned(),
        unit: String::new(),
        first_day: day,
        last_day: day,
        slots: Vec::new(),
        events: Vec::new(),
        expected,
    };
    let mut changed = input(slot);
    changed.staff = None;
    let rule = || Some(DayRule::Exempt("remont".to_owned()));
    for expected in [
        ExpectedVersion::NotYet,
        ExpectedVersion::Version(before.draft.version - 1),
        ExpectedVersion::Version(before.draft.version + 1),
    ] {
        let outcomes = [
            (
                "save_slot",
                roster::save_slot(cx, c, slug(), changed.clone(), expected)
                    .await
                    .map(drop),
            ),
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
    let (after, _) = roster::board(cx, c, slug()).await.unwrap();
    assert_eq!((after.draft, after.consultation), (before.draft, before.consultation));
    assert_eq!(after.calendar, before.calendar);
    let topics = topic::list(cx, c, slug()).await.unwrap();
    assert_eq!(topics.len(), 6);
}
