//! What residents find, in this process and in others, whatever becomes of the database.

use std::sync::Arc;
use std::time::Duration;

use dutyline::actions::Context;
use dutyline::actions::published::PublicView;
use dutyline::actions::roster::{SlotInput, checked};
use dutyline::domain::language::Locale;
use tokio_util::sync::CancellationToken;

use crate::support::log::Log;
use crate::support::world::{World, add_slot, input};

/// What another process on the same database has.
async fn another(world: &World) -> Context {
    world.another().await.unwrap()
}

fn listed(cx: &Context) -> Vec<(String, String)> {
    let said = |view: &Arc<PublicView>| {
        let of = &view.consultation;
        (of.slug.to_string(), of.last_day.to_string())
    };
    cx.published.now().all.iter().map(said).collect()
}

async fn rename(world: &World, title: &str) {
    let mut settings = world.settings().await;
    settings.texts.0.get_mut(&Locale::Pl).unwrap().title = title.to_owned();
    world.change(settings).await;
}

fn title(cx: &Context) -> String {
    let snapshot = cx.published.now();
    snapshot.all[0].consultation.texts.title(Locale::Pl).text.to_owned()
}

#[actix_web::test]
async fn residents_find_what_is_published_in_the_period_it_says() {
    let world = World::demo().await;
    let demo = ("otwarty-krakow".to_owned(), "2024-07-05".to_owned());
    let new = world.draft("nowe", "2024-07-15").await;
    let mut settings = world.settings().await;
    settings.last_day = "2024-07-08".parse().unwrap();
    world.change(settings).await;
    assert_eq!(listed(&world.cx), std::slice::from_ref(&demo));
    assert_eq!(world.published(&new), None);
    assert_eq!(listed(&another(&world).await), std::slice::from_ref(&demo));

    world.publish(&new).await;
    let both = [("nowe".to_owned(), "2024-07-15".to_owned()), demo];
    assert_eq!(listed(&world.cx), both);
    assert_eq!(listed(&another(&world).await), both);
}

#[actix_web::test]
async fn what_changed_is_told_from_the_revision_before_of_the_same_consultation() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let new = world.draft("nowe", "2024-07-15").await;
    let demo = checked(cx, c, world.slug()).await.unwrap().0.draft.slots;
    // The demo is published once, the new one with a duty at ten.
    let [ten, noon, two] = [("10:00", "11:00"), ("12:00", "13:00"), ("14:00", "15:00")];
    for (of, (start, end), phone, change) in [
        (&new, ten, "12 616 8898", false),
        (&new, noon, "12 616 8898", true),
        (&world.slug(), noon, "12 616 5769", true),
        (&new, two, "12 616 8898", true),
    ] {
        let hours = format!(r#"{{"start":"{start}","end":"{end}"}}"#);
        let added = SlotInput {
            date: "2024-07-15".parse().unwrap(),
            hours: serde_json::from_str(&hours).unwrap(),
            staff: None,
            extensions: vec![(phone.parse().unwrap(), phone.to_owned())],
            ..input(&demo[0])
        };
        let added = add_slot(cx, c, of.clone(), added).await;
        world.publish(of).await;
        let changed = if change { vec![added.unwrap()] } else { Vec::new() };
        assert_eq!(world.published(of).unwrap().changed, changed, "{of} {hours}");
    }
}

#[actix_web::test]
async fn another_process_sees_a_change_when_it_looks() {
    let world = World::demo().await;
    let other = another(&world).await;
    rename(&world, "Nowy tytuł").await;
    assert_eq!(title(&world.cx), "Nowy tytuł", "it is seen when the change is answered");
    assert_eq!(title(&other), "Otwarty Kraków 2024–2028");
    other.published.renew(&other.store).await.unwrap();
    assert_eq!(title(&other), "Nowy tytuł");
}

#[actix_web::test]
async fn what_is_as_before_stays_the_same_in_memory() {
    let world = World::demo().await;
    let new = world.draft("nowe", "2024-07-15").await;
    world.publish(&new).await;
    let (demo, other) = (world.view(), world.published(&new).unwrap());
    let snapshot = world.cx.published.now();
    world.cx.published.renew(&world.cx.store).await.unwrap();
    assert!(Arc::ptr_eq(&snapshot, &world.cx.published.now()), "nothing has changed");
    rename(&world, "Nowy tytuł").await;
    assert!(!Arc::ptr_eq(&demo, &world.view()));
    assert!(Arc::ptr_eq(&other, &world.published(&new).unwrap()));
}

/// Of a process of its own that looks by itself; how soon it does is no matter here.
#[actix_web::test]
async fn a_process_that_watches_sees_changes_and_outlives_a_database_that_is_away() {
    let (log, _guard) = Log::of_this_thread();
    let world = World::demo().await;
    let (other, stop) = (another(&world).await, CancellationToken::new());
    let watching = {
        let (cx, stop) = (other.clone(), stop.clone());
        actix_web::rt::spawn(async move { cx.published.watch(&cx.store, &stop).await })
    };
    let until = async |seen: &dyn Fn() -> bool, what: &str| {
        let seen = async {
            while !seen() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), seen).await.expect(what);
    };
    let sees = async |expected: &str| until(&|| title(&other) == expected, expected).await;
    rename(&world, "Jeden").await;
    sees("Jeden").await;

    world.execute("ALTER TABLE public_version RENAME TO away").await;
    assert!(other.published.renew(&other.store).await.is_err());
    assert_eq!(title(&other), "Jeden");
    let (gone, back) = ("what is published cannot be read", "what is published is read again");
    until(&|| log.count(gone) == 1, gone).await;
    world.execute("ALTER TABLE away RENAME TO public_version").await;
    rename(&world, "Dwa").await;
    sees("Dwa").await;
    until(&|| log.count(back) == 1, back).await;
    assert_eq!(log.count(gone), 1, "an outage is told once");
    stop.cancel();
    watching.await.unwrap();
}
