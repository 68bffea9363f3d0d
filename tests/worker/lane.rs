use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::TimeDelta;
use dutyline::actions::ActionError;
use dutyline::actions::message::{self, Delivered};
use dutyline::domain::message::Channel::Email;
use dutyline::domain::message::MessageState;
use dutyline::worker::config::{WorkerConfig, back_off};
use dutyline::worker::{Tally, Worker};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::channel::{Answer, Channel};
use super::{DESKS, everybody_asks, message_to, messages, office, quiet_demo, with_config, worker};
use crate::support::log::Log;
use crate::support::world::{World, at};

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
    message::requeue(&world.cx, &world.administrator, dead.id)
        .await
        .unwrap();
    assert_eq!(worker.run_once().await.sent, 1);
    let again = channel.mails();
    assert_eq!((again.len(), again[0].message), (1, dead.id));
    let sent = message::requeue(&world.cx, &world.administrator, dead.id).await;
    assert!(matches!(sent, Err(ActionError::NotFound(_))), "{sent:?}");
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
    for (said, waited) in [
        (Duration::from_secs(90), TimeDelta::seconds(90)),
        (Duration::MAX, TimeDelta::hours(6)),
    ] {
        channel.tell(desk, [Answer::Say(Delivered::RetryAfter(said))]);
        assert_eq!(worker.run_once().await.retried, 1);
        let next = message_to(&world, desk).await.not_before;
        assert_eq!(next, world.cx.now() + waited);
        world.clock.set(next);
    }
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
async fn the_last_attempt_is_made() {
    let (world, channel, _) = office().await;
    let config = WorkerConfig {
        attempts: 2,
        ..WorkerConfig::default()
    };
    let worker = with_config(&world, &channel, "one", config);
    everybody_asks(&world, &DESKS[..1]).await;
    channel.tell(DESKS[0], [Answer::Say(Delivered::RetrySafe("busy".to_owned()))]);
    assert_eq!(worker.run_once().await.retried, 1);
    world.clock.advance(TimeDelta::minutes(2));
    assert_eq!(worker.run_once().await.sent, 1);
    assert_eq!(channel.addresses(), [DESKS[0]; 2]);
}

#[tokio::test]
async fn a_message_that_is_true_no_longer_is_neither_sent_nor_missed() {
    let (world, channel, worker) = office().await;
    everybody_asks(&world, &["nobody@demo.example"]).await;
    let obsolete = Tally {
        obsolete: 1,
        ..Tally::default()
    };
    assert_eq!(worker.run_once().await, obsolete);
    assert!(channel.mails().is_empty());
    assert_eq!(messages(&world).await[0].state, MessageState::Obsolete);
}

#[tokio::test]
async fn a_message_that_could_not_be_prepared_is_tried_again() {
    let (world, channel, worker) = office().await;
    everybody_asks(&world, &DESKS[..1]).await;
    world
        .execute("ALTER TABLE sign_in_links RENAME COLUMN expires_at TO gone")
        .await;
    assert_eq!(worker.run_once().await.retried, 1);
    assert!(channel.mails().is_empty());
    world
        .execute("ALTER TABLE sign_in_links RENAME COLUMN gone TO expires_at")
        .await;
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(worker.run_once().await.sent, 1);
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
    world.execute("UPDATE messages SET payload = '{}'").await;
    assert_eq!(worker.run_once().await.retried, 1);
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(worker.run_once().await.dead, 1);
    assert!(channel.mails().is_empty());
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
async fn a_worker_with_nothing_to_send_sleeps_until_something_is_due() {
    let (world, channel, _) = quiet_demo().await;
    let worker = sleepy(&world, &channel);
    everybody_asks(&world, &["5769@demo.example"]).await;
    let running = tokio::spawn(async move { worker.run(CancellationToken::new()).await });
    within_reason(channel.arrives("5769@demo.example")).await;
    // Friday's reminder falls due, and nobody says so.
    world.clock.set(at("2024-06-21T12:00:00Z"));
    for _ in 0..100 {
        messages(&world).await;
    }
    assert_eq!(channel.addresses(), Vec::<String>::new());
    world.cx.wake.notify();
    within_reason(channel.arrives("7809@demo.example")).await;
    running.abort();
}

#[tokio::test]
async fn the_channel_is_told_once_when_nothing_more_is_to_be_sent() {
    let (world, channel, worker) = office().await;
    let rests = || channel.rests.load(Ordering::SeqCst);
    assert_eq!(rests(), 0, "it was not used");
    everybody_asks(&world, &DESKS).await;
    assert_eq!(worker.run_once().await.sent, DESKS.len());
    assert_eq!(rests(), 1);
    worker.run_once().await;
    assert_eq!(rests(), 1);
}

#[tokio::test]
async fn what_became_of_a_message_is_logged_without_the_reason() {
    let (log, _guard) = Log::of_this_thread();
    let (world, channel, worker) = office().await;
    let reason = || "<anna@demo.example> unknown".to_owned();
    everybody_asks(&world, &["nobody@demo.example"]).await;
    everybody_asks(&world, &DESKS[..4]).await;
    for (desk, answer) in [
        (DESKS[0], Delivered::Sent),
        (DESKS[1], Delivered::Permanent(reason())),
        (DESKS[2], Delivered::RetrySafe(reason())),
    ] {
        channel.tell(desk, [Answer::Say(answer)]);
    }
    channel.tell(DESKS[3], [Answer::Say(Delivered::ChannelDown(reason()))]);
    worker.run_once().await;
    for said in [
        "a message is no longer true and was not sent",
        "a message was sent",
        "a message was given up",
        "a message will be tried again",
        "the channel does not work",
    ] {
        assert_eq!(log.count(said), 1, "{said}");
    }
    assert_eq!(log.count("anna"), 0);
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

/// Lets everybody else go as far as they can.
async fn everybody_else() {
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_worker_that_is_stopped_waits_for_what_it_sends_and_begins_nothing() {
    let (world, channel, _) = office().await;
    let (worker, stop, go_on) = (
        sleepy(&world, &channel),
        CancellationToken::new(),
        Arc::new(Notify::new()),
    );
    channel.tell(DESKS[0], [Answer::Wait(Arc::clone(&go_on))]);
    everybody_asks(&world, &DESKS[..1]).await;
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { worker.run(stop).await }
    });
    within_reason(channel.arrives(DESKS[0])).await;
    stop.cancel();
    everybody_asks(&world, &DESKS[1..2]).await;
    everybody_else().await;
    assert!(!running.is_finished());
    go_on.notify_one();
    within_reason(running).await.unwrap();
    assert_eq!(message_to(&world, DESKS[0]).await.state, MessageState::Sent);
    assert_eq!(message_to(&world, DESKS[1]).await.state, MessageState::Pending);
}

#[tokio::test]
async fn only_so_many_are_on_their_way_at_once() {
    let (world, channel, _) = office().await;
    let config = WorkerConfig {
        at_once: 2,
        ..WorkerConfig::default()
    };
    let (worker, go_on) = (with_config(&world, &channel, "one", config), Arc::new(Notify::new()));
    for desk in DESKS {
        channel.tell(desk, [Answer::Wait(Arc::clone(&go_on))]);
    }
    everybody_asks(&world, &DESKS).await;
    let running = tokio::spawn(async move { worker.run_once().await });
    let mut arrived = 0;
    while arrived < 2 {
        arrived += channel.mails().len();
        everybody_else().await;
    }
    world.cx.wake.notify();
    for _ in 0..50 {
        messages(&world).await;
    }
    let attempted = messages(&world)
        .await
        .iter()
        .filter(|message| message.attempts > 0)
        .count();
    assert_eq!((arrived, attempted), (2, 2));
    running.abort();
}

/// A worker that has only so many with the channel at once.
fn narrow(world: &World, channel: &Arc<Channel>, sends: usize, patience: Duration) -> Worker {
    let config = WorkerConfig {
        sends,
        patience,
        ..WorkerConfig::default()
    };
    with_config(world, channel, "narrow", config)
}

const PATIENT: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn one_that_cannot_be_written_does_not_keep_the_others_from_being_written() {
    let (world, channel, worker) = office().await;
    everybody_asks(&world, &DESKS).await;
    // Whose row cannot be read.
    world
        .execute("UPDATE users SET locale = 'xx' WHERE email = '7821@demo.example'")
        .await;
    let tally = worker.run_once().await;
    assert_eq!((tally.sent, tally.retried), (DESKS.len() - 1, 1), "{tally:?}");
    assert!(!channel.addresses().contains(&"7821@demo.example".to_owned()));
}

#[tokio::test]
async fn somebody_who_waits_for_a_link_goes_before_the_reminders() {
    let (world, channel, _) = quiet_demo().await;
    let worker = narrow(&world, &channel, 1, PATIENT);
    world.clock.set(at("2024-06-21T12:00:00Z"));
    everybody_asks(&world, &["5769@demo.example"]).await;
    assert_eq!(worker.run_once().await.sent, 2);
    let sent: Vec<String> = channel
        .mails()
        .into_iter()
        .map(|mail| mail.to.as_str().to_owned())
        .collect();
    assert_eq!(sent, ["5769@demo.example", "7809@demo.example"]);
}

#[tokio::test]
async fn a_slow_recipient_gives_its_place_to_others() {
    let (world, channel, _) = office().await;
    let worker = narrow(&world, &channel, 1, Duration::ZERO);
    everybody_asks(&world, &DESKS[..1]).await;
    channel.tell(DESKS[0], [Answer::Stall]);
    let stalled = tokio::spawn(async move { worker.run(CancellationToken::new()).await });
    within_reason(channel.arrives(DESKS[0])).await;
    for desk in &DESKS[1..] {
        everybody_asks(&world, &[desk]).await;
        within_reason(channel.arrives(desk)).await;
    }
    stalled.abort();
}

#[tokio::test]
async fn what_is_not_begun_when_the_worker_stops_is_given_back_untried() {
    let (world, channel, _) = office().await;
    let (worker, stop, go_on) = (
        narrow(&world, &channel, 1, PATIENT),
        CancellationToken::new(),
        Arc::new(Notify::new()),
    );
    for desk in DESKS {
        channel.tell(desk, [Answer::Wait(Arc::clone(&go_on))]);
    }
    everybody_asks(&world, &DESKS).await;
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { worker.run(stop).await }
    });
    while channel.mails().is_empty() {
        everybody_else().await;
    }
    stop.cancel();
    everybody_else().await;
    go_on.notify_one();
    within_reason(running).await.unwrap();
    let (sent, waiting): (Vec<_>, Vec<_>) = messages(&world)
        .await
        .into_iter()
        .partition(|message| message.state == MessageState::Sent);
    assert_eq!((sent.len(), waiting.len()), (1, DESKS.len() - 1));
    for message in waiting {
        let state = (message.state, message.attempts, message.lease_until);
        assert_eq!(state, (MessageState::Pending, 0, None));
    }
}

#[tokio::test]
async fn what_waited_for_its_turn_is_looked_at_again_before_it_goes() {
    let (world, channel, _) = quiet_demo().await;
    let (worker, go_on) = (narrow(&world, &channel, 1, PATIENT), Arc::new(Notify::new()));
    let other = "5769@demo.example";
    channel.tell(other, [Answer::Wait(Arc::clone(&go_on))]);
    world.clock.set(at("2024-06-21T12:00:00Z"));
    everybody_asks(&world, &[other]).await;
    let running = tokio::spawn(async move { worker.run_once().await });
    within_reason(channel.arrives(other)).await;
    everybody_else().await;
    // Friday's duty is called off while its reminder waits for the only place.
    super::call_off_friday(&world).await;
    world.clock.advance(TimeDelta::seconds(1));
    go_on.notify_one();
    let tally = within_reason(running).await.unwrap();
    assert_eq!((tally.sent, tally.obsolete), (1, 1), "{tally:?}");
    assert_eq!(channel.addresses(), [""; 0]);
}

#[tokio::test]
async fn what_waited_until_somebody_else_took_it_up_is_left_to_them() {
    let (world, channel, _) = office().await;
    let (worker, go_on) = (narrow(&world, &channel, 1, PATIENT), Arc::new(Notify::new()));
    channel.tell(DESKS[0], [Answer::Wait(Arc::clone(&go_on))]);
    for desk in &DESKS[..2] {
        everybody_asks(&world, &[desk]).await;
        world.clock.advance(TimeDelta::milliseconds(1));
    }
    let running = tokio::spawn(async move { worker.run_once().await });
    within_reason(channel.arrives(DESKS[0])).await;
    everybody_else().await;
    // Another takes up both; it cannot know that the first is on its way.
    let two = super::worker(&world, &channel, "two");
    world.clock.advance(WorkerConfig::default().lease());
    assert_eq!(two.run_once().await.sent, 2);
    go_on.notify_one();
    assert_eq!(within_reason(running).await.unwrap().sent, 1);
    assert_eq!(channel.addresses(), DESKS[..2]);
}

#[tokio::test]
async fn what_a_crowded_channel_does_not_take_goes_later_and_was_no_attempt() {
    let (world, channel, _) = office().await;
    let worker = narrow(&world, &channel, DESKS.len(), PATIENT);
    for desk in &DESKS[1..] {
        channel.tell(desk, [Answer::Say(Delivered::Crowded)]);
    }
    everybody_asks(&world, &DESKS).await;
    assert_eq!(worker.run_once().await.sent, DESKS.len());
    for message in messages(&world).await {
        assert_eq!((message.state, message.attempts), (MessageState::Sent, 1));
    }
}
