use chrono::TimeDelta;
use dutyline::actions::message::Delivered;
use dutyline::domain::message::MessageState;
use dutyline::worker::Tally;

use super::channel::Answer;
use super::{DESKS, everybody_asks, messages, office};

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
async fn a_channel_that_rests_is_left_alone_by_new_messages_too() {
    let (world, channel, worker) = office().await;
    channel.tell(DESKS[0], [down()]);
    everybody_asks(&world, &DESKS[..1]).await;
    assert_eq!(worker.run_once().await.deferred, 1);
    channel.mails();
    everybody_asks(&world, &DESKS[1..2]).await;
    assert_eq!(worker.run_once().await, Tally::default());
    assert!(channel.mails().is_empty());
    world.clock.advance(TimeDelta::seconds(5));
    assert_eq!(worker.run_once().await.sent, 2);
}
