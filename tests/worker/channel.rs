//! A channel that answers as told, per recipient, and remembers what it was given.

use std::collections::{HashMap, VecDeque};
use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use dutyline::actions::message::{Deliver, Delivered, Mail};
use tokio::sync::Notify;

/// What the channel does with one message.
pub enum Answer {
    Say(Delivered),
    /// Never answers.
    Stall,
    /// Sent, when it is told to go on.
    Wait(Arc<Notify>),
    Panic,
}

#[derive(Default)]
pub struct Channel {
    answers: Mutex<HashMap<String, VecDeque<Answer>>>,
    mails: Mutex<Vec<Mail>>,
    arrived: Notify,
    /// How often it was told that nothing more is to be sent for now.
    pub rests: AtomicUsize,
}

impl Channel {
    /// The answers to the next messages for an address; after them, and for all others, it is sent.
    pub fn tell(&self, to: &str, answers: impl IntoIterator<Item = Answer>) {
        self.answers
            .lock()
            .unwrap()
            .entry(to.to_owned())
            .or_default()
            .extend(answers);
    }

    /// All it was given since it was last asked, answered well or not.
    pub fn mails(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.mails.lock().unwrap())
    }

    /// Waits for a message to an address, and forgets those that came until then.
    pub async fn arrives(&self, to: &str) {
        while !self.addresses().iter().any(|address| address == to) {
            self.arrived.notified().await;
        }
    }

    /// The addresses of [`Channel::mails`], sorted.
    pub fn addresses(&self) -> Vec<String> {
        let mut all: Vec<String> = self
            .mails()
            .into_iter()
            .map(|mail| mail.to.as_str().to_owned())
            .collect();
        all.sort();
        all
    }
}

impl Deliver for Channel {
    fn deliver(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>> {
        let answer = self
            .answers
            .lock()
            .unwrap()
            .get_mut(mail.to.as_str())
            .and_then(VecDeque::pop_front);
        self.mails.lock().unwrap().push(mail);
        Box::pin(async move {
            self.arrived.notify_one();
            match answer {
                None => Delivered::Sent,
                Some(Answer::Say(delivered)) => delivered,
                Some(Answer::Stall) => pending().await,
                Some(Answer::Wait(on)) => {
                    on.notified().await;
                    Delivered::Sent
                }
                Some(Answer::Panic) => panic!("a channel that panics, as told"),
            }
        })
    }

    fn rest(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.rests.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::ready(()))
    }
}
