//! The demo's channel: messages are stored for the outbox page, and nothing leaves the machine.

use std::future::Future;
use std::pin::Pin;

use crate::actions::Context;
use crate::actions::message::{Deliver, Delivered, Mail, keep};

/// Keeps what would have been sent.
#[derive(Clone)]
pub struct KeptMail {
    cx: Context,
}

impl KeptMail {
    /// Keeps it in the database of the context.
    pub fn new(cx: Context) -> Self {
        Self { cx }
    }
}

impl Deliver for KeptMail {
    fn deliver(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>> {
        Box::pin(async move {
            match keep(&self.cx, mail).await {
                Ok(()) => Delivered::Sent,
                Err(error) => Delivered::RetrySafe(error.to_string()),
            }
        })
    }
}
