mod planned;
mod seen;

use dutyline::actions::announcement::{ImportPlan, import, read};
use dutyline::actions::revision::{preview, publish};
use dutyline::actions::roster::{SlotInput, cancel_slot, checked, remove_slot, save_slot};
use dutyline::actions::{ActionError, calendar, consultation};
use dutyline::announcement::DEMO;
use dutyline::domain::access::Scope;
use dutyline::domain::calendar::{DayRule, Event};
use dutyline::domain::coverage::Verdict;
use dutyline::domain::message::MessageState;
use dutyline::domain::roster::{ExpectedVersion, SlotState};
use dutyline::domain::time::Hours;
use dutyline::store::reminder::{self, Reminder};
use dutyline::store::{StoreError, message};

use crate::support::world::{World, add_slot, at, input};

/// The reminders of all messages.
async fn reminders(world: &World) -> Vec<Reminder> {
    let read = world.cx.store.read(|db| {
        let ids: Vec<_> = message::list(db, &Scope::All, 1_000)?
            .iter()
            .map(|message| message.id)
            .collect();
        Ok::<_, StoreError>(reminder::of_messages(db, &ids)?.into_values().collect())
    });
    read.await.unwrap()
}

#[actix_web::test]
async fn the_demo_is_sixteen_covered_days_and_one_revision() {
    let world = World::demo().await;
    let (checked, staff) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    assert_eq!(checked.draft.slots.len(), 16);
    assert_eq!(checked.report.count(Verdict::Covered), 16);
    assert_eq!(checked.report.blocking().count(), 0);
    assert_eq!(staff.len(), 7);
    assert!(checked.draft.slots.iter().all(|slot| slot.staff.is_some()));
    let view = world.view();
    assert_eq!(view.revision.0, 1);
    assert_eq!(view.slots.len(), 16);
    assert_eq!(view.events.len(), 1);
}

#[actix_web::test]
async fn a_removed_slot_blocks_until_it_is_accepted_by_name() {
    let world = World::empty().await;
    world.add_desk("12 616 5769").await;
    let reading = read(&world.cx, &world.coordinator, DEMO.into(), None, None)
        .await
        .unwrap();
    let plan = ImportPlan::certain(&reading, Some(world.slug())).unwrap();
    import(&world.cx, &world.coordinator, plan).await.unwrap();
    let (before, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let gone = before.draft.slots[3].clone();
    remove_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        gone.id,
        ExpectedVersion::Version(before.draft.version),
    )
    .await
    .unwrap();

    let refused = publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        Vec::new(),
    )
    .await;
    let Err(ActionError::Blocked(findings)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].date, Some(gone.date));

    let accepted = vec![findings[0].key()];
    let published = publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        accepted,
    )
    .await
    .unwrap();
    assert_eq!(published.number, 1);
}

#[actix_web::test]
async fn a_roster_without_one_person_is_published_by_name_only() {
    let world = World::empty().await;
    let (cx, coordinator, slug) = (&world.cx, &world.coordinator, world.slug());
    let reading = read(cx, coordinator, DEMO.into(), None, None).await.unwrap();
    let plan = ImportPlan::certain(&reading, Some(slug.clone())).unwrap();
    import(cx, coordinator, plan).await.unwrap();
    let publish = async |accepted: &[&str]| {
        let accepted = accepted.iter().map(|key| (*key).to_owned()).collect();
        publish(cx, coordinator, slug.clone(), ExpectedVersion::Any, accepted).await
    };
    for accepted in [&[][..], &["no_staff", "unassigned:roster"]] {
        let refused = publish(accepted).await;
        let Err(ActionError::Blocked(findings)) = refused else {
            panic!("{refused:?}")
        };
        let keys: Vec<String> = findings.iter().map(|finding| finding.key()).collect();
        assert_eq!(keys, ["no_staff:roster"]);
    }
    let published = publish(&["no_staff:roster"]).await.unwrap();
    assert_eq!((published.number, published.planned), (1, 0));
    let last = preview(cx, coordinator, slug.clone()).await.unwrap().0.last.unwrap();
    assert_eq!(last.accepted, ["no_staff:roster"], "it is on record");
}

#[actix_web::test]
async fn nothing_new_is_not_published_again() {
    let world = World::demo().await;
    let again = publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        Vec::new(),
    )
    .await;
    assert!(
        matches!(again, Err(ActionError::Conflict("nothing_to_publish"))),
        "{again:?}"
    );
}

#[actix_web::test]
async fn publishing_replans_reminders_for_what_changed_only() {
    let world = World::demo().await;
    world.clock.set(at("2024-06-13T06:30:00Z"));
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let before = reminders(&world).await;
    let moved = checked
        .draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-26")
        .unwrap();
    let hours: Hours = serde_json::from_str(r#"{"start":"14:00","end":"18:00"}"#).unwrap();
    let change = SlotInput { hours, ..input(moved) };
    save_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        change,
        ExpectedVersion::Version(checked.draft.version),
    )
    .await
    .unwrap();

    let shown = preview(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    assert_eq!(shown.0.difference.changed.len(), 1);
    let done = publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        Vec::new(),
    )
    .await
    .unwrap();
    assert_eq!((done.number, done.planned, done.obsolete), (2, 2, 2));
    let after = reminders(&world).await;
    let untouched = |of: &[Reminder]| {
        let mut ids: Vec<_> = of
            .iter()
            .filter(|reminder| reminder.slot != moved.id)
            .map(|reminder| reminder.id)
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(untouched(&before), untouched(&after));
}

#[actix_web::test]
async fn a_draft_that_changed_meanwhile_is_not_overwritten() {
    let world = World::demo().await;
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let version = ExpectedVersion::Version(checked.draft.version);
    let slot = &checked.draft.slots[5];
    cancel_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        slot.id,
        "awaria centrali",
        version,
    )
    .await
    .unwrap();
    let late = save_slot(&world.cx, &world.coordinator, world.slug(), input(slot), version).await;
    assert!(matches!(late, Err(ActionError::Stale)), "{late:?}");
    let late = publish(&world.cx, &world.coordinator, world.slug(), version, Vec::new()).await;
    assert!(matches!(late, Err(ActionError::Stale)), "{late:?}");
}

#[actix_web::test]
async fn what_residents_saw_is_called_off_not_removed() {
    let world = World::demo().await;
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let slot = &checked.draft.slots[10];
    let removed = remove_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        slot.id,
        ExpectedVersion::Any,
    )
    .await;
    assert!(
        matches!(removed, Err(ActionError::Conflict("slot_published"))),
        "{removed:?}"
    );
    cancel_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        slot.id,
        "awaria centrali",
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let refused = publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        Vec::new(),
    )
    .await;
    let Err(ActionError::Blocked(findings)) = refused else {
        panic!("{refused:?}")
    };
    let keys = findings.iter().map(|finding| finding.key()).collect();
    publish(&world.cx, &world.coordinator, world.slug(), ExpectedVersion::Any, keys)
        .await
        .unwrap();
    let view = world.view();
    let seen = view.slots.iter().find(|published| published.id == slot.id).unwrap();
    assert_eq!(seen.state, SlotState::Cancelled);
    assert_eq!(seen.cancel_reason, Some("awaria centrali".into()));
    assert_eq!(view.changed, [slot.id]);
}

#[actix_web::test]
async fn a_line_cannot_be_in_two_places_at_once() {
    let world = World::demo().await;
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let taken = SlotInput {
        staff: None,
        ..input(&checked.draft.slots[8])
    };
    let refused = add_slot(&world.cx, &world.coordinator, world.slug(), taken).await;
    let Err(ActionError::Taken(by)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(by, [checked.draft.slots[8].id]);
}

#[actix_web::test]
async fn importing_again_keeps_slots_and_people() {
    let world = World::demo().await;
    let (before, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let reading = read(&world.cx, &world.coordinator, DEMO.into(), None, None)
        .await
        .unwrap();
    let plan = ImportPlan::certain(&reading, Some(world.slug())).unwrap();
    let imported = import(&world.cx, &world.coordinator, plan).await.unwrap();
    assert!(imported.replaced);
    let (after, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    assert_eq!(before.draft.slots, after.draft.slots);
}

#[actix_web::test]
async fn staff_may_not_touch_rosters() {
    let world = World::demo().await;
    let desk = world.desk().await;
    assert!(matches!(
        checked(&world.cx, &desk, world.slug()).await,
        Err(ActionError::Denied(_))
    ));
    let published = publish(&world.cx, &desk, world.slug(), ExpectedVersion::Any, Vec::new()).await;
    assert!(matches!(published, Err(ActionError::Denied(_))));
    let exempt = calendar::exempt_uncovered(&world.cx, &desk, world.slug(), "bo tak", ExpectedVersion::Any).await;
    assert!(matches!(exempt, Err(ActionError::Denied(_))));
    assert!(matches!(
        dutyline::actions::staff::list(&world.cx, &desk).await,
        Err(ActionError::Denied(_))
    ));
    assert!(matches!(
        dutyline::actions::message::list(&world.cx, &desk, 10).await,
        Err(ActionError::Denied(_))
    ));
}

#[actix_web::test]
async fn uncovered_days_are_exempt_in_one_step_with_a_reason() {
    let world = World::empty().await;
    world.add_desk("12 616 5769").await;
    let reading = read(&world.cx, &world.coordinator, DEMO.into(), None, None)
        .await
        .unwrap();
    let mut plan = ImportPlan::certain(&reading, Some(world.slug())).unwrap();
    plan.slots.truncate(2);
    import(&world.cx, &world.coordinator, plan).await.unwrap();
    let none =
        calendar::exempt_uncovered(&world.cx, &world.coordinator, world.slug(), "  ", ExpectedVersion::Any).await;
    assert!(matches!(none, Err(ActionError::Invalid(_))));
    let days = calendar::exempt_uncovered(
        &world.cx,
        &world.coordinator,
        world.slug(),
        "dyżury tylko w dwa dni",
        ExpectedVersion::Any,
    )
    .await;
    assert_eq!(days.unwrap(), 14);
    publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        Vec::new(),
    )
    .await
    .unwrap();
}

#[actix_web::test]
async fn residents_read_of_meetings_and_days_only_what_is_published() {
    let world = World::demo().await;
    let (cx, coordinator, slug) = (&world.cx, &world.coordinator, world.slug());
    let before = world.view();
    let moved = |event: &Event| calendar::EventInput {
        id: None,
        date: "2024-06-21".parse().unwrap(),
        hours: event.hours,
        title: event.title.clone(),
        place: event.place.clone(),
        stands_in: false,
    };
    let events = before.events.iter().map(moved).collect();
    calendar::set_events(cx, coordinator, slug.clone(), events, ExpectedVersion::Any)
        .await
        .unwrap();
    let settings = {
        let (checked, _) = checked(cx, coordinator, slug.clone()).await.unwrap();
        dutyline::domain::consultation::Settings {
            first_day: checked.consultation.first_day,
            last_day: "2024-07-08".parse().unwrap(),
            texts: checked.consultation.texts,
            phone_mode: checked.consultation.phone_mode,
            required: checked.consultation.required,
            leads: Vec::new(),
            swaps_need_approval: false,
        }
    };
    consultation::change(cx, coordinator, slug.clone(), settings, ExpectedVersion::Any)
        .await
        .unwrap();
    for date in ["2024-06-19", "2024-07-08"] {
        let rule = DayRule::Exempt("awaria centrali".to_owned());
        calendar::set_day(
            cx,
            coordinator,
            slug.clone(),
            date.parse().unwrap(),
            Some(rule),
            ExpectedVersion::Any,
        )
        .await
        .unwrap();
    }
    let meanwhile = world.view();
    assert_eq!(
        (&meanwhile.events, &meanwhile.days, &meanwhile.consultation),
        (&before.events, &before.days, &before.consultation)
    );
    let listed = &cx.published.now().all;
    assert_eq!(listed[0].consultation.last_day, before.consultation.last_day);

    let shown = preview(cx, coordinator, slug.clone()).await.unwrap().0.difference;
    assert_eq!((shown.events.len(), shown.changed.len()), (1, 0));
    assert_eq!(
        shown.period,
        Some((before.consultation.first_day, before.consultation.last_day))
    );
    publish(cx, coordinator, slug.clone(), ExpectedVersion::Any, Vec::new())
        .await
        .unwrap();
    let after = world.view();
    assert_eq!(after.events[0].date.to_string(), "2024-06-21");
    assert_eq!(after.events[0].id, before.events[0].id, "calendars know it by its id");
    assert_eq!(after.consultation.last_day.to_string(), "2024-07-08");
    assert_eq!(after.days.len(), before.days.len() + 3);

    // Another reason alone is something to publish, too.
    let rule = DayRule::Exempt("choroba".to_owned());
    let date = "2024-07-08".parse().unwrap();
    calendar::set_day(cx, coordinator, slug.clone(), date, Some(rule), ExpectedVersion::Any)
        .await
        .unwrap();
    let shown = preview(cx, coordinator, slug.clone()).await.unwrap().0.difference;
    assert_eq!((shown.days.as_slice(), shown.count()), (&[date][..], 1));
}

#[actix_web::test]
async fn other_leads_plan_the_reminders_of_what_is_published_again() {
    let world = World::demo().await;
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let settings = |leads: &[i64]| dutyline::domain::consultation::Settings {
        first_day: checked.consultation.first_day,
        last_day: checked.consultation.last_day,
        texts: checked.consultation.texts.clone(),
        phone_mode: checked.consultation.phone_mode,
        required: checked.consultation.required.clone(),
        leads: leads
            .iter()
            .map(|minutes| chrono::Duration::minutes(*minutes))
            .collect(),
        swaps_need_approval: false,
    };
    for bad in [&[0][..], &[30_000], &[1, 2, 3, 4, 5, 6]] {
        let refused = consultation::change(
            &world.cx,
            &world.coordinator,
            world.slug(),
            settings(bad),
            ExpectedVersion::Any,
        )
        .await;
        assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
    }
    consultation::change(
        &world.cx,
        &world.coordinator,
        world.slug(),
        settings(&[30]),
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let all = reminders(&world).await;
    // Of the duties to come, the eleven from 21 June on.
    let to_come = |lead: i64| {
        all.iter()
            .filter(|reminder| reminder.slot_starts_at > world.cx.now() && reminder.lead.num_minutes() == lead)
            .filter(|reminder| reminder.state == MessageState::Pending)
            .count()
    };
    assert_eq!((to_come(30), to_come(60)), (11, 0));
    let leads = consultation::leads(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    assert_eq!(leads, [chrono::Duration::minutes(30)]);
}
