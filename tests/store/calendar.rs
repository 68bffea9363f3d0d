//! Events and what was said by hand about single days.

use dutyline::domain::calendar::{DayRule, Event};
use dutyline::domain::language::Locale;
use dutyline::store::calendar;

use super::sample::{date, hours, id, read, rows, write};
use crate::support::database::TestDatabase;

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
        calendar::replace_events(db, rows.consultation, &written)
    })
    .await
    .unwrap();
    let found = read(store, move |db| calendar::events(db, rows.consultation)).await;
    assert_eq!(found, [any_time, early, late.clone()]);
    let elsewhere = vec![event("2024-06-19", None)];
    let theirs = elsewhere.clone();
    write(store, move |db| calendar::replace_events(db, rows.other, &elsewhere))
        .await
        .unwrap();
    let written = vec![late.clone()];
    write(store, move |db| {
        calendar::replace_events(db, rows.consultation, &written)
    })
    .await
    .unwrap();
    assert_eq!(
        read(store, move |db| calendar::events(db, rows.consultation)).await,
        [late]
    );
    assert_eq!(read(store, move |db| calendar::events(db, rows.other)).await, theirs);
}

#[tokio::test]
async fn day_rules_are_set_changed_and_taken_back() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let id = rows.consultation;
    let set_in = |id, day: &str, rule: Option<DayRule>| {
        let day = date(day);
        write(store, move |db| calendar::set_day_rule(db, id, day, rule.as_ref()))
    };
    let set = |day: &str, rule: Option<DayRule>| set_in(id, day, rule);
    let exempt = DayRule::Exempt("Awaria centrali".to_owned());
    let other_hours = DayRule::Hours(vec![hours("08:00", "10:00"), hours("22:00", "02:00")]);
    let theirs = DayRule::Hours(vec![hours("09:00", "17:00")]);
    for day in ["2024-06-21", "2024-06-24", "2024-06-25"] {
        set_in(rows.other, day, Some(theirs.clone())).await.unwrap();
    }
    set("2024-06-20", Some(exempt.clone())).await.unwrap();
    set("2024-06-21", Some(exempt.clone())).await.unwrap();
    set("2024-06-21", Some(other_hours.clone())).await.unwrap();
    set("2024-06-24", Some(exempt.clone())).await.unwrap();
    set("2024-06-24", None).await.unwrap();
    let found = read(store, move |db| calendar::day_rules(db, id)).await;
    assert_eq!(
        found,
        [(date("2024-06-20"), exempt), (date("2024-06-21"), other_hours)].into()
    );
    let elsewhere = read(store, move |db| calendar::day_rules(db, rows.other)).await;
    assert_eq!(elsewhere.len(), 3, "another consultation has its own: {elsewhere:?}");
    assert!(elsewhere.values().all(|rule| *rule == theirs));
}
