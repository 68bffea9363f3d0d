//! Ways out, one file per channel, and the registry of those an installation has.

pub mod demo;
pub mod email;

use std::sync::Arc;

use url::Url;

use crate::actions::Context;
use crate::actions::message::{Channels, Deliver};
use crate::delivery::demo::KeptMail;
use crate::delivery::email::{Limits, Smtp, SmtpUrl};
use crate::domain::message::Channel;
use crate::domain::staff::Email;

/// How each channel is set up; one that is not set up is `None`.
pub struct ChannelOptions {
    /// The mail server, and the address our messages come from.
    pub email: Option<(SmtpUrl, Email)>,
}

/// The channels that are set up: one line for each.
pub fn channels(options: ChannelOptions, base_url: &Url) -> Channels {
    let email = options
        .email
        .map(|(server, from)| channel(Channel::Email, Smtp::new(server, from, base_url, Limits::default())));
    email.into_iter().collect()
}

/// The demo's: every channel keeps its messages for the demo's outbox page.
pub fn demo_channels(cx: &Context) -> Channels {
    let kept = Channel::ALL
        .iter()
        .map(|kind| channel(*kind, KeptMail::new(cx.clone())));
    kept.collect()
}

fn channel(kind: Channel, deliver: impl Deliver) -> (Channel, Arc<dyn Deliver>) {
    (kind, Arc::new(deliver))
}
