//! The background loop of `serve` and `demo`: sends what is due, one lane for each channel, and publishes what was planned
//! (`publisher`).
//!
//! At least once: a message is claimed by a lease, checked again just before it is sent, handed to the channel, and only
//! then settled. Whoever dies in between leaves a lease that runs out, and the next worker sends the message again, with the
//! same `Message-ID`. Messages share transactions, and nothing else: one that fails, stalls or panics holds up no other. So
//! is each channel on its own: its lane (`lane`: the steps; `shift`: which is taken when) has its own places, its own sleep
//! and its own health.

pub mod config;
mod health;
mod lane;
mod publisher;
mod shift;
mod tally;

use std::sync::Arc;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::actions::Context;
use crate::actions::message::Channels;
use crate::worker::config::WorkerConfig;
use crate::worker::lane::{Lane, Places};
use crate::worker::publisher::Publisher;
use crate::worker::shift::Shift;

pub use crate::worker::tally::Tally;

/// Sends what is due by any of its channels, and publishes what is due.
pub struct Worker {
    name: String,
    publisher: Publisher,
    lanes: Vec<Lane>,
}

impl Worker {
    /// The name marks its leases; two processes on one database need two.
    pub fn new(cx: &Context, channels: Channels, name: &str, config: WorkerConfig) -> Self {
        let lanes = channels.into_iter().map(|(channel, deliver)| Lane {
            cx: cx.clone(),
            channel,
            deliver,
            worker: name.to_owned(),
            config,
            health: Arc::default(),
            places: Places::new(config.sends),
        });
        Self {
            name: name.to_owned(),
            publisher: Publisher {
                cx: cx.clone(),
                poll: config.poll,
            },
            lanes: lanes.collect(),
        }
    }

    /// Works until told to stop. What is on its way then is finished first; its time limits bound how long that takes.
    pub async fn run(&self, stop: CancellationToken) {
        tracing::info!(worker = %self.name, "the worker begins");
        let (tally, ()) = tokio::join!(self.work(Some(stop.clone())), self.publisher.work(&stop));
        tracing::info!(worker = %self.name, sent = tally.sent, dead = tally.dead, "the worker has stopped");
    }

    /// Publishes and sends everything that is due now, and returns when nothing is. Does not wait for any clock.
    pub async fn run_once(&self) -> Tally {
        self.publisher.publish_due().await;
        self.work(None).await
    }

    async fn work(&self, stop: Option<CancellationToken>) -> Tally {
        let mut lanes = JoinSet::new();
        for lane in &self.lanes {
            lanes.spawn(Shift::of(lane.clone()).work(stop.clone()));
        }
        let mut tally = Tally::default();
        for of_lane in lanes.join_all().await {
            tally += of_lane;
        }
        tally
    }
}
