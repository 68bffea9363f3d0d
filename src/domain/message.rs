//! What is sent: what about, by which channel, and how far it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::ids::{PublicationId, ReminderId, StaffId, SwapId, UserId};
use crate::domain::language::Locale;
use crate::domain::page_path::PagePath;
use crate::domain::staff::Email;
use crate::domain::swap::SwapNews;

codes! {
    /// A way to somebody. Each is one file under `delivery/`.
    Channel {
        Email => "email",
    }
}

codes! {
    /// How far a message is.
    MessageState {
        /// It waits, or somebody is sending it.
        Pending => "pending",
        /// The channel has it.
        Sent => "sent",
        /// It will not be sent unless somebody requeues it.
        Dead => "dead",
        /// What it would say is no longer true.
        Obsolete => "obsolete",
    }
}

codes! {
    /// Why a message that is still true cannot reach its recipient. The sentence of each is `message-missed-{code}`.
    Undeliverable {
        /// The duty began before it could be sent.
        TooLate => "too-late",
        NoAddress => "no-address",
    }
}

/// What a message is about. Its words are made when it is sent, from what is true then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub enum Payload {
    DutyReminder {
        reminder: ReminderId,
    },
    SignInLink {
        /// `None` for an address nobody has: asking for a link takes as long, and tells nothing.
        user: Option<UserId>,
        locale: Locale,
        /// Where signing in leads.
        next: Option<PagePath>,
    },
    /// To the address an account had.
    AddressChanged {
        user: UserId,
        old: Email,
        locale: Locale,
    },
    /// To who planned a publication that did not take place.
    PublicationPrevented {
        publication: PublicationId,
        user: UserId,
    },
    /// Word about a duty that is offered.
    Swap {
        swap: SwapId,
        news: SwapNews,
        to: Recipient,
        /// Who took the duty, where that is the news.
        taker: Option<StaffId>,
    },
}

/// Who is told: somebody who takes duties, or an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    Staff(StaffId),
    User(UserId),
}

impl Payload {
    /// The kinds this program can send, the most urgent first: somebody sits and waits for a link. One it does not know was
    /// put in by a newer program, which will send it.
    pub const KINDS: [&str; 5] = [
        "sign_in_link",
        "swap",
        "address_changed",
        "publication_prevented",
        "duty_reminder",
    ];
}

/// What became of an attempt to send a message. The reasons are the channel's words; they may name the recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    Obsolete,
    Dead {
        reason: String,
    },
    /// To be tried again.
    Retried {
        not_before: DateTime<Utc>,
        reason: String,
    },
    /// To be tried again, and the attempt does not count: the channel is out of order.
    Deferred {
        not_before: DateTime<Utc>,
        reason: String,
    },
}
