pub mod channel;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use diesel::prelude::*;
use dutyline::actions::account::{self, NewUser};
use dutyline::actions::message::{self, Deliver, Delivered, Message, sign_in_link};
use dutyline::actions::{reminder, revision, roster};
use dutyline::domain::access::Role;
use dutyline::domain::language::Locale;
use dutyline::domain::message::Channel::Email;
use dutyline::domain::message::{MessageState, Payload};
use dutyline::domain::roster::ExpectedVersion;
use dutyline::store::Db;
use dutyline::worker::config::{WorkerConfig, back_off};
use dutyline::worker::{Tally, Worker};
use tokio_util::sync::CancellationToken;

use crate::support::world::{World, at};
use channel::{Answer, Channel};

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
        let new = NewUser {
            name: address.to_owned(),
            email: address.to_owned(),
            role: Role::Staff,
            locale: Locale::Pl,
        };
        account::add(&world.cx, &world.administrator, new).await.unwrap();
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
    let entries = message::list(&world.cx, &world.coordinator, 1000).await.unwrap();
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
        sign_in_link::request_link(&world.cx, desk.parse().unwrap(), Locale::Pl)
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
    let (board, _) = roster::board(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    // The roster tells of today's and yesterday's: on Wednesday there was a meeting.
    let unsent = reminder::unsent(&world.cx, &world.coordinator, board.consultation.id)
        .await
        .unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(unsent[0].starts_at, at("2024-06-20T13:00:00Z"));
}

#[tokio::test]
async fn a_broken_recipient_stops_no_other_and_can_be_requeued() {
    let (world, channel, worker) = office().await;
    everybody_asks(&world, &DESKS).await;
    let broken = "7821@demo.example";
    channel.tell(
        broken,
        [Answer::Say(Delivered::Permanent(
            "RCPT: 550 no such mailbox".to_owned(),
        ))],
    );
    let tally = worker.run_once().await;
    assert_eq!((tally.sent, tally.dead), (DESKS.len() - 1, 1));

    let dead = message_to(&world, broken).await;
    assert_eq!(dead.state, MessageState::Dead);
    assert_eq!(dead.last_error.as_deref(), Some("RCPT: 550 no such mailbox"));
    channel.mails();
    message::requeue(&world.cx, &world.coordinator, dead.id).await.unwrap();
    assert_eq!(worker.run_once().await.sent, 1);
    let again = channel.mails();
    assert_eq!((again.len(), again[0].message), (1, dead.id));
}

#[tokio::test]
async fn a_greylisted_message_comes_again_after_its_wait_as_the_same_message() {
    let (world, channel, worker) = office().await;
    let desk = DESKS[0];
    everybody_asks(&world, &[desk]).await;
    channel.tell(desk, [Answer::Say(Delivered::RetrySafe("RCPT: 451 later".to_owned()))]);
    assert_eq!(worker.run_once().await.retried, 1);
    let message = message_to(&world, desk).await;
    let wait = back_off(message.id, 1);
    world.clock.advance(wait - TimeDelta::milliseconds(1));
    assert_eq!(worker.run_once().await, Tally::default());
    world.clock.advance(TimeDelta::milliseconds(1));
    assert_eq!(worker.run_once().await.sent, 1);
    let [first, second] = &channel.mails()[..] else {
        panic!("two attempts");
    };
    assert_eq!((first.message, first.date), (second.message, second.date));
}

#[tokio::test]
async fn the_channel_may_say_how_long_to_wait_but_not_for_ever() {
    let (world, channel, worker) = office().await;
    let desk = DESKS[0];
    everybody_asks(&world, &[desk]).await;
    channel.tell(desk, [Answer::Say(Delivered::RetryAfter(Duration::MAX))]);
    assert_eq!(worker.run_once().await.retried, 1);
    let next = message_to(&world, desk).await.not_before;
    assert_eq!(next, world.cx.now() + TimeDelta::hours(6));
}

#[tokio::test]
async fn a_poison_message_dies_alone_and_a_stalled_one_holds_up_nobody() {
    let (world, channel, _) = office().await;
    let attempts = 3;
    // What does not answer at once is out of time.
    let config = WorkerConfig {
        attempts,
        sending: Duration::ZERO,
        ..WorkerConfig::default()
    };
    let worker = with_config(&world, &channel, "one", config);
    everybody_asks(&world, &DESKS).await;
    let (poison, stalled) = (DESKS[1], DESKS[2]);
    channel.tell(poison, (0..attempts).map(|_| Answer::Panic));
    channel.tell(stalled, (0..attempts).map(|_| Answer::Stall));
    let tally = worker.run_once().await;
    assert_eq!((tally.sent, tally.retried), (DESKS.len() - 2, 2));
    for _ in 1..attempts {
        world.clock.advance(TimeDelta::minutes(2));
        worker.run_once().await;
    }
    for address in [poison, stalled] {
        let message = message_to(&world, address).await;
        assert_eq!(
            (message.state, message.attempts),
            (MessageState::Dead, attempts),
            "{address}"
        );
        assert!(message.last_error.is_some());
    }
}

#[tokio::test]
async fn a_message_whose_attempts_all_broke_off_is_given_up_untried() {
    let (world, channel, _) = office().await;
    let config = WorkerConfig {
        attempts: 2,
        ..WorkerConfig::default()
    };
    let worker = with_config(&world, &channel, "one", config);
    everybody_asks(&world, &DESKS[..1]).await;
    for _ in 0..2 {
        let until = world.cx.now() + config.lease();
        let claimed = message::claim(&world.cx, Email, "dies", until, 10).await.unwrap();
        assert_eq!(claimed.len(), 1);
        world.clock.set(until);
    }
    assert_eq!(worker.run_once().await.dead, 1);
    assert!(channel.mails().is_empty());
    let given_up = message_to(&world, DESKS[0]).await;
    assert_eq!(given_up.last_error.as_deref(), Some("every attempt broke off"));
}

#[tokio::test]
async fn a_message_that_cannot_be_read_is_tried_and_given_up() {
    let (world, channel, _) = office().await;
    let config = WorkerConfig {
        attempts: 2,
        ..WorkerConfig::default()
    };
    let worker = with_config(&world, &channel, "one", config);
    everybody_asks(&world, &DESKS[..1]).await;
    let statement = "UPDATE messages SET payload = '{}'";
    let rewritten = world.cx.store.write(move |db| {
        Ok::<_, dutyline::store::StoreError>(match db {
            Db::Postgres(c) => diesel::sql_query(statement).execute(c)?,
            Db::Sqlite(c) => diesel::sql_query(statement).execute(c)?,
        })
    });
    rewritten.await.unwrap();
    assert_eq!(worker.run_once().await.retried, 1);
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(worker.run_once().await.dead, 1);
    assert!(channel.mails().is_empty());
}

#[tokio::test]
async fn while_the_channel_is_down_nothing_is_lost_and_no_attempt_counts() {
    let (world, channel, worker) = office().await;
    everybody_asks(&world, &DESKS).await;
    let rests = [5, 10, 20, 40, 80, 160, 300, 300];
    for desk in DESKS {
        channel.tell(desk, rests.map(|_| down()));
    }
    for rest in rests {
        let tally = worker.run_once().await;
        assert_eq!(tally.deferred, DESKS.len(), "{tally:?}");
        world
            .clock
            .advance(TimeDelta::seconds(rest) - TimeDelta::milliseconds(1));
        assert_eq!(worker.run_once().await, Tally::default(), "it rests");
        world.clock.advance(TimeDelta::milliseconds(1));
    }
    for message in messages(&world).await {
        assert_eq!((message.state, message.attempts), (MessageState::Pending, 0));
        assert_eq!(message.last_error.as_deref(), Some("connect: refused"));
    }
    assert_eq!(worker.run_once().await.sent, DESKS.len());
}

fn down() -> Answer {
    Answer::Say(Delivered::ChannelDown("connect: refused".to_owned()))
}

#[tokio::test]
async fn a_channel_that_answered_again_rests_as_briefly_as_the_first_time() {
    let (world, channel, worker) = office().await;
    let desk = DESKS[0];
    channel.tell(desk, [down(), down(), Answer::Say(Delivered::Sent), down()]);
    everybody_asks(&world, &[desk]).await;
    for rest in [5, 10] {
        assert_eq!(worker.run_once().await.deferred, 1);
        world.clock.advance(TimeDelta::seconds(rest));
    }
    assert_eq!(worker.run_once().await.sent, 1);
    everybody_asks(&world, &[desk]).await;
    assert_eq!(worker.run_once().await.deferred, 1);
    world.clock.advance(TimeDelta::seconds(5));
    assert_eq!(worker.run_once().await.sent, 1);
}

#[tokio::test]
async fn a_duty_called_off_after_the_message_was_planned_is_not_announced() {
    let (world, channel, worker) = quiet_demo().await;
    let (board, _) = roster::board(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let slot = board
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
    let findings = board_findings(&world).await;
    revision::publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        findings,
    )
    .await
    .unwrap();
    world.clock.set(at("2024-06-21T12:30:00Z"));
    assert_eq!(worker.run_once().await.sent, 0);
    assert!(channel.mails().is_empty());
}

async fn board_findings(world: &World) -> Vec<String> {
    let (board, _) = roster::board(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    board.report.blocking().map(|finding| finding.key()).collect()
}

#[tokio::test]
async fn what_a_worker_held_when_it_died_is_taken_up_when_its_lease_runs_out() {
    let (world, channel, worker) = office().await;
    everybody_asks(&world, &DESKS[..3]).await;
    let lease = world.cx.now() + WorkerConfig::default().lease();
    let claimed = message::claim(&world.cx, Email, "dead", lease, 100).await.unwrap();
    assert_eq!(claimed.len(), 3);
    assert_eq!(worker.run_once().await, Tally::default());
    world.clock.set(lease);
    assert_eq!(worker.run_once().await.sent, 3);
    assert_eq!(channel.addresses(), DESKS[..3]);
}

#[tokio::test]
async fn nobody_takes_up_what_is_still_being_sent() {
    let (world, channel, one) = office().await;
    let two = worker(&world, &channel, "two");
    everybody_asks(&world, &DESKS[..1]).await;
    channel.tell(DESKS[0], [Answer::Stall]);
    let sending = tokio::spawn(async move { one.run_once().await });
    within_reason(channel.arrives(DESKS[0])).await;
    let config = WorkerConfig::default();
    world
        .clock
        .advance(TimeDelta::from_std(config.preparing + config.sending).unwrap());
    assert_eq!(two.run_once().await, Tally::default());
    sending.abort();
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

/// A worker that looks by itself only once an hour.
fn sleepy(world: &World, channel: &Arc<Channel>) -> Worker {
    let config = WorkerConfig {
        poll: Duration::from_secs(3600),
        ..WorkerConfig::default()
    };
    with_config(world, channel, "sleepy", config)
}

async fn within_reason<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), work).await.unwrap()
}

#[tokio::test]
async fn a_worker_that_sleeps_is_woken() {
    let (world, channel, _) = quiet_demo().await;
    let worker = sleepy(&world, &channel);
    // While this message is in its hands, it looks for others only when it is woken.
    channel.tell("5769@demo.example", [Answer::Stall]);
    everybody_asks(&world, &["5769@demo.example"]).await;
    let running = tokio::spawn(async move { worker.run(CancellationToken::new()).await });
    within_reason(channel.arrives("5769@demo.example")).await;
    // Friday's reminder falls due by a clock the worker cannot hear.
    world.clock.set(at("2024-06-21T12:00:00Z"));
    world.cx.wake.notify();
    within_reason(channel.arrives("7809@demo.example")).await;
    running.abort();
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
    let (board, _) = roster::board(cx, coordinator, world.slug()).await.unwrap();
    let friday = board
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
    message::requeue(cx, coordinator, dead.id).await.unwrap();
    assert!(heard(), "requeueing");
}

#[tokio::test]
async fn a_worker_that_is_stopped_finishes_what_is_on_its_way() {
    let (world, channel, _) = office().await;
    let worker = sleepy(&world, &channel);
    let stop = CancellationToken::new();
    everybody_asks(&world, &DESKS[..3]).await;
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { worker.run(stop).await }
    });
    within_reason(channel.arrives(DESKS[0])).await;
    stop.cancel();
    within_reason(running).await.unwrap();
    let all = messages(&world).await;
    assert!(all.iter().all(|message| message.state == MessageState::Sent), "{all:?}");
}
