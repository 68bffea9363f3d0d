//! The channels, against servers of our own.

mod demo;
mod email;

use dutyline::delivery::{ChannelOptions, channels, demo_channels};
use dutyline::domain::message::Channel;

use crate::support::world::World;

#[tokio::test]
async fn a_channel_is_there_when_it_is_set_up_and_the_demo_has_them_all() {
    let base = "https://dyzury.city.example/".parse().unwrap();
    let server = "smtp://mail.city.example".parse().unwrap();
    let email = Some((server, "dutyline@city.example".parse().unwrap()));
    let set_up: Vec<Channel> = channels(ChannelOptions { email }, &base).into_keys().collect();
    assert_eq!(set_up, [Channel::Email]);
    assert!(channels(ChannelOptions { email: None }, &base).is_empty());
    let world = World::empty().await;
    let of_demo: Vec<Channel> = demo_channels(&world.cx).into_keys().collect();
    assert_eq!(of_demo, Channel::ALL);
}
