pub mod channel;
mod health;
mod lane;
mod publisher;

use std::sync::Arc;

use dutyline::actions::message::{self, Deliver, Message, sign_in_link};
use dutyline::actions::{account, revision, roster};
use dutyline::domain::access::Role;
use dutyline::domain::attention::{Attention, Concern};
use dutyline::domain::language::Locale;
use dutyline::domain::message::Channel::Email;
use dutyline::domain::message::{MessageState, Payload};
use dutyline::domain::roster::ExpectedVersion;
use dutyline::worker::config::WorkerConfig;
use dutyline::worker::{Tally, Worker};

use crate::support::world::{World, at, user_of};
use channel::Channel;

const DESKS: [&str; 7] = [
    "5769@demo.example",
    "7809@demo.example",
    "7819@demo.example",
    "7820@demo.example",
    "7821@demo.example",
    "7825@demo.example",
    "7829@demo.example",
];

/// A worker that sends by this channel only.
pub fn worker(world: &World, channel: &Arc<Channel>, name: &str) -> Worker {
    with_config(world, channel, name, WorkerConfig::default())
}

fn with_config(world: &World, channel: &Arc<Channel>, name: &str, config: WorkerConfig) -> Worker {
    let deliver: Arc<dyn Deliver> = Arc::<Channel>::clone(channel);
    Worker::new(&world.cx, [(Email, deliver)].into(), name, config)
}

/// Seven people who can ask for links to sign in with, and an empty outbox.
async fn office() -> (World, Arc<Channel>, Worker) {
    let world = World::empty().await;
    for address in DESKS {
        account::add(&world.cx, &world.administrator, user_of(address, Role::Staff))
            .await
            .unwrap();
    }
    let channel = Arc::new(Channel::default());
    let worker = worker(&world, &channel, "one");
    assert_eq!(worker.run_once().await, Tally::default());
    (world, channel, worker)
}

/// The demo with nothing left to send that was due before its clock starts.
async fn quiet_demo() -> (World, Arc<Channel>, Worker) {
    let world = World::demo().await;
    let channel = Arc::new(Channel::default());
    let worker = worker(&world, &channel, "one");
    worker.run_once().await;
    channel.mails();
    (world, channel, worker)
}

async fn messages(world: &World) -> Vec<Message> {
    let entries = message::list(&world.cx, &world.administrator, 1000).await.unwrap();
    entries.into_iter().map(|entry| entry.message).collect()
}

async fn message_to(world: &World, address: &str) -> Message {
    let id = world.user(address).await.id;
    let mut all = messages(world).await.into_iter();
    all.find(|message| matches!(message.payload, Some(Payload::SignInLink { user, .. }) if user == Some(id)))
        .unwrap()
}

/// Every desk asks for a link to sign in with: as many messages, due at once.
async fn everybody_asks(world: &World, desks: &[&str]) {
    for desk in desks {
        sign_in_link::request_link(&world.cx, desk.parse().unwrap(), Locale::Pl, None)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_reminder_is_sent_when_due_and_once() {
    let (world, channel, worker) = quiet_demo().await;
    world.clock.set(at("2024-06-21T11:59:59Z"));
    assert_eq!(worker.run_once().await, Tally::default());
    world.clock.set(at("2024-06-21T12:00:00Z"));
    assert_eq!(worker.run_once().await.sent, 1);
    let sent = channel.mails();
    assert_eq!(sent[0].to.as_str(), "7809@demo.example");
    let planned = messages(&world)
        .await
        .into_iter()
        .find(|message| message.id == sent[0].message);
    assert_eq!(
        sent[0].date,
        planned.unwrap().created_at,
        "a repeat makes the same bytes"
    );
    assert_eq!(worker.run_once().await, Tally::default());
    assert!(channel.mails().is_empty());
}

#[tokio::test]
async fn what_was_due_while_nobody_worked_is_sent_in_time_or_known_as_missed() {
    let world = World::demo().await;
    let channel = Arc::new(Channel::default());
    let tally = worker(&world, &channel, "one").run_once().await;
    // Of the reminders until Thursday 15.40, only those of Friday's duty are about one that has not begun.
    assert_eq!((tally.sent, tally.obsolete, tally.retried), (1, 0, 0));
    assert!(tally.dead > 5, "{tally:?}");
    assert_eq!(channel.addresses(), ["7809@demo.example"]);
    let all = messages(&world).await;
    let dead: Vec<_> = all
        .iter()
        .filter(|message| message.state == MessageState::Dead)
        .collect();
    assert!(
        dead.iter()
            .all(|message| message.last_error.as_deref() == Some("too-late")),
        "{dead:?}"
    );
    // The roster tells of today's and yesterday's: on Wednesday there was a meeting.
    let standing = revision::standing(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let unreached = |need: &Attention| matches!(need.concern, Concern::Unreached { .. });
    let unreached: Vec<_> = standing.attention.into_iter().filter(unreached).collect();
    assert_eq!(unreached.len(), 1);
    assert_eq!(unreached[0].starts_at, at("2024-06-20T13:00:00Z"));
}

#[tokio::test]
async fn a_duty_called_off_after_the_message_was_planned_is_not_announced() {
    let (world, channel, worker) = quiet_demo().await;
    call_off_friday(&world).await;
    world.clock.set(at("2024-06-21T12:30:00Z"));
    assert_eq!(worker.run_once().await.sent, 0);
    assert!(channel.mails().is_empty());
}

async fn call_off_friday(world: &World) {
    let (checked, _) = roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let slot = checked
        .draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-21")
        .unwrap();
    roster::cancel_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        slot.id,
        "choroba",
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let findings = board_findings(world).await;
    revision::publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        findings,
    )
    .await
    .unwrap();
}

async fn board_findings(world: &World) -> Vec<String> {
    let (checked, _) = roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    checked.report.blocking().map(|finding| finding.key()).collect()
}

#[tokio::test]
async fn two_workers_share_the_work_and_send_nothing_twice() {
    let (world, channel, one) = office().await;
    let two = worker(&world, &channel, "two");
    everybody_asks(&world, &DESKS).await;
    let (first, second) = tokio::join!(one.run_once(), two.run_once());
    assert_eq!(first.sent + second.sent, DESKS.len());
    assert_eq!(channel.addresses(), DESKS);
}

#[tokio::test]
async fn whatever_enqueues_a_message_wakes_the_worker() {
    let world = World::demo().await;
    let (cx, coordinator) = (&world.cx, &world.coordinator);
    let mut woken = cx.wake.listen();
    let mut heard = move || {
        let heard = woken.has_changed().unwrap();
        woken.mark_unchanged();
        heard
    };
    everybody_asks(&world, &["5769@demo.example"]).await;
    assert!(heard(), "asking for a link");
    let (checked, _) = roster::checked(cx, coordinator, world.slug()).await.unwrap();
    let friday = checked
        .draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-21")
        .unwrap();
    let any = ExpectedVersion::Any;
    roster::cancel_slot(cx, coordinator, world.slug(), friday.id, "choroba", any)
        .await
        .unwrap();
    assert!(!heard(), "a draft sends nothing");
    let accepted = board_findings(&world).await;
    revision::publish(cx, coordinator, world.slug(), any, accepted)
        .await
        .unwrap();
    assert!(heard(), "publishing");
    let channel = Arc::new(Channel::default());
    assert!(worker(&world, &channel, "one").run_once().await.dead > 0);
    let all = messages(&world).await;
    let dead = all.iter().find(|message| message.state == MessageState::Dead).unwrap();
    message::requeue(cx, &world.administrator, dead.id).await.unwrap();
    assert!(heard(), "requeueing");
}
