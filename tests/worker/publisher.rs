//! Planned publications, carried out by the worker.

use std::sync::Arc;

use dutyline::actions::revision::planned::plan;
use dutyline::actions::roster::{SlotInput, checked, save_slot};
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::worker::Worker;
use dutyline::worker::config::WorkerConfig;
use tokio_util::sync::CancellationToken;

use super::channel::Channel;
use super::{quiet_demo, worker};
use crate::support::world::{World, at, input};

const MOMENT: &str = "2024-06-20T15:00:00Z";

async fn change(world: &World, index: usize) {
    let draft = checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap()
        .0
        .draft;
    let nobody = SlotInput {
        staff: None,
        ..input(&draft.slots[index])
    };
    save_slot(&world.cx, &world.coordinator, world.slug(), nobody, Any)
        .await
        .unwrap();
}

async fn planned(world: &World) {
    change(world, 15).await;
    let by = world.user("coordinator@demo.example").await.actor();
    plan(&world.cx, &by, world.slug(), Any, Vec::new(), at(MOMENT))
        .await
        .unwrap();
}

#[tokio::test]
async fn the_worker_publishes_what_is_due_and_nothing_before() {
    let (world, channel, worker) = quiet_demo().await;
    planned(&world).await;
    worker.run_once().await;
    assert_eq!(world.view().revision.0, 1);
    world.clock.set(at(MOMENT));
    worker.run_once().await;
    assert_eq!(world.view().revision.0, 2);
    worker.run_once().await;
    assert_eq!(world.view().revision.0, 2);
    channel.mails();
}

#[tokio::test]
async fn who_planned_what_cannot_be_published_is_told_at_once() {
    let (world, channel, worker) = quiet_demo().await;
    planned(&world).await;
    change(&world, 14).await;
    world.clock.set(at(MOMENT));
    worker.run_once().await;
    assert_eq!(world.view().revision.0, 1);
    assert_eq!(channel.addresses(), ["coordinator@demo.example"]);
}

/// A running worker finds out when it is woken, and needs no channel for that.
#[tokio::test]
async fn a_worker_without_channels_publishes_too() {
    let (world, _, _) = quiet_demo().await;
    planned(&world).await;
    world.clock.set(at(MOMENT));
    let alone = Worker::new(&world.cx, Default::default(), "alone", WorkerConfig::default());
    let stop = CancellationToken::new();
    let told = stop.clone();
    let working = tokio::spawn(async move { alone.run(told).await });
    for _ in 0..500 {
        if world.view().revision.0 == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    stop.cancel();
    working.await.unwrap();
    assert_eq!(world.view().revision.0, 2);
    let channel = Arc::new(Channel::default());
    worker(&world, &channel, "after").run_once().await;
}
