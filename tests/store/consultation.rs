//! Consultations and what belongs to one.

use chrono::Duration;
use chrono_tz::Tz;
use dutyline::domain::calendar::{DayRule, Event};
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::language::Locale;
use dutyline::domain::reminder::DEFAULT_LEADS;
use dutyline::domain::topic::Topic;
use dutyline::store::{StoreError, consultation, roster};

use super::sample::{consultation, date, hours, id, now, read, rows, slot, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn is_found_again_as_it_was_written_and_as_it_was_changed() {
    let database = TestDatabase::new();
    let store = &database.store();
    let mut one = consultation("otwarty-krakow");
    let written = one.clone();
    write(store, move |db| consultation::insert(db, &written, now()))
        .await
        .unwrap();
    assert_eq!(
        read(store, move |db| consultation::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    one.slug = "nowy-krakow".parse().unwrap();
    one.phone_mode = PhoneMode::Informs;
    one.last_day = date("2024-07-12");
    one.texts.0.entry(Locale::Uk).or_default().title = "Відкритий Краків".to_owned();
    let changed = one.clone();
    write(store, move |db| consultation::update(db, &changed))
        .await
        .unwrap();
    let slug = one.slug.clone();
    assert_eq!(
        read(store, move |db| consultation::by_slug(db, &slug)).await.as_ref(),
        Some(&one)
    );
    let gone = "otwarty-krakow".parse().unwrap();
    assert_eq!(read(store, move |db| consultation::by_slug(db, &gone)).await, None);
}

#[tokio::test]
async fn are_listed_with_the_latest_first() {
    let database = TestDatabase::new();
    let store = &database.store();
    for (slug, first_day) in [("b", "2024-06-01"), ("a", "2024-06-01"), ("c", "2024-07-01")] {
        let mut one = consultation(slug);
        one.first_day = date(first_day);
        write(store, move |db| consultation::insert(db, &one, now()))
            .await
            .unwrap();
    }
    let listed = read(store, consultation::list).await;
    let slugs: Vec<&str> = listed.iter().map(|one| one.slug.as_str()).collect();
    assert_eq!(slugs, ["c", "a", "b"]);
}

#[tokio::test]
async fn a_slug_is_taken_once() {
    let database = TestDatabase::new();
    let store = &database.store();
    let (one, two) = (consultation("same"), consultation("same"));
    write(store, move |db| consultation::insert(db, &one, now()))
        .await
        .unwrap();
    let refused = write(store, move |db| consultation::insert(db, &two, now())).await;
    assert!(
        matches!(refused, Err(StoreError::Duplicate("consultations.slug"))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn an_end_before_its_start_is_refused_by_the_table() {
    let database = TestDatabase::new();
    let store = &database.store();
    let mut one = consultation("backwards");
    one.last_day = date("2024-06-12");
    let refused = write(store, move |db| consultation::insert(db, &one, now())).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
}

#[tokio::test]
async fn a_change_of_what_is_not_there_is_an_error() {
    let database = TestDatabase::new();
    let store = &database.store();
    let nobody = consultation("nobody");
    let refused = write(store, move |db| consultation::update(db, &nobody)).await;
    assert!(
        matches!(refused, Err(StoreError::Database(diesel::result::Error::NotFound))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn events_are_replaced_and_come_by_time() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let event = |day: &str, at: Option<(&str, &str)>| Event {
        id: id(),
        date: date(day),
        hours: at.map(|(from, to)| hours(from, to)),
        title: [(Locale::Pl, "Spotkanie".to_owned()), (Locale::En, "Meeting".to_owned())].into(),
        place: "ul. Stachowicza 18".to_owned(),
        stands_in: true,
    };
    let late = event("2024-06-19", Some(("17:00", "19:00")));
    let early = event("2024-06-19", Some(("09:00", "10:00")));
    let any_time = event("2024-06-18", None);
    let written = vec![late.clone(), early.clone(), any_time.clone()];
    write(store, move |db| {
        consultation::replace_events(db, rows.consultation, &written)
    })
    .await
    .unwrap();
    let found = read(store, move |db| consultation::events(db, rows.consultation)).await;
    assert_eq!(found, [any_time, early, late.clone()]);
    let written = vec![late.clone()];
    write(store, move |db| {
        consultation::replace_events(db, rows.consultation, &written)
    })
    .await
    .unwrap();
    assert_eq!(
        read(store, move |db| consultation::events(db, rows.consultation)).await,
        [late]
    );
    assert_eq!(read(store, move |db| consultation::events(db, rows.other)).await, []);
}

#[tokio::test]
async fn day_rules_are_set_changed_and_taken_back() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let id = rows.consultation;
    let set = |day: &str, rule: Option<DayRule>| {
        let day = date(day);
        write(store, move |db| consultation::set_day_rule(db, id, day, rule.as_ref()))
    };
    let exempt = DayRule::Exempt("Awaria centrali".to_owned());
    let other_hours = DayRule::Hours(vec![hours("08:00", "10:00"), hours("22:00", "02:00")]);
    set("2024-06-20", Some(exempt.clone())).await.unwrap();
    set("2024-06-21", Some(exempt.clone())).await.unwrap();
    set("2024-06-21", Some(other_hours.clone())).await.unwrap();
    set("2024-06-24", Some(exempt.clone())).await.unwrap();
    set("2024-06-24", None).await.unwrap();
    let found = read(store, move |db| consultation::day_rules(db, id)).await;
    assert_eq!(
        found,
        [(date("2024-06-20"), exempt), (date("2024-06-21"), other_hours)].into()
    );
}

#[tokio::test]
async fn topics_keep_their_order_whatever_the_order_they_are_given_in() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let topic = |code: &str, position| Topic {
        id: id(),
        code: code.parse().unwrap(),
        label: [(Locale::Pl, code.to_uppercase())].into(),
        position,
    };
    let second = topic("praca", 2);
    let first = topic("praca-staz", 1);
    let written = vec![first.clone(), second.clone()];
    let kept = written.clone();
    write(store, move |db| {
        consultation::replace_topics(db, rows.consultation, &written)
    })
    .await
    .unwrap();
    assert_eq!(
        read(store, move |db| consultation::topics(db, rows.consultation)).await,
        kept
    );
    // The same list again, in the same transaction as what it replaces.
    write(store, move |db| {
        consultation::replace_topics(db, rows.consultation, &[second, first])
    })
    .await
    .unwrap();
    assert_eq!(
        read(store, move |db| consultation::topics(db, rows.consultation)).await,
        kept
    );
    let (one, two) = (topic("same", 1), topic("same", 2));
    let refused = write(store, move |db| {
        consultation::replace_topics(db, rows.consultation, &[one, two])
    })
    .await;
    assert!(
        matches!(
            refused,
            Err(StoreError::Duplicate("topics.consultation_id, topics.code"))
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn reminder_leads_are_the_defaults_until_set() {
    let database = TestDatabase::new();
    let store = &database.store();
    let id = rows(store).await.consultation;
    assert_eq!(
        read(store, move |db| consultation::reminder_leads(db, id)).await,
        DEFAULT_LEADS
    );
    let leads = [Duration::minutes(90), Duration::days(7)];
    write(store, move |db| consultation::set_reminder_leads(db, id, &leads))
        .await
        .unwrap();
    let found = read(store, move |db| consultation::reminder_leads(db, id)).await;
    assert_eq!(found, [Duration::days(7), Duration::minutes(90)]);
}

#[tokio::test]
async fn another_zone_moves_the_instants_of_the_draft() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot("2024-06-20", "15:00", "18:00", &rows.lines[..1], None);
    let (line, first) = (rows.lines[0].clone(), rows.consultation);
    write(store, move |db| {
        roster::save_slot(db, first, Tz::Europe__Warsaw, &duty)?;
        let mut moved = consultation::by_id(db, first)?.unwrap();
        moved.zone = Tz::Europe__Lisbon;
        consultation::update(db, &moved)
    })
    .await
    .unwrap();
    // 15.00 in Lisbon is 16.00 in Warsaw: the hour before is free now, the last one is not.
    for (from, to, free) in [("15:00", "16:00", true), ("18:00", "19:00", false)] {
        let other = slot("2024-06-20", from, to, std::slice::from_ref(&line), None);
        let clashes = read(store, move |db| roster::conflicts(db, Tz::Europe__Warsaw, &[other])).await;
        assert_eq!(clashes.is_empty(), free, "{from}");
    }
}
