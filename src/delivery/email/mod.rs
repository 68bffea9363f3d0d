//! E-mail over SMTP. A session takes one message after the other (`sessions`), until nothing is left to send.
//!
//! The steps of a session are driven one by one, because only the step tells what a failure means: before `DATA`
//! nothing was taken over; after it nobody knows; a refusal of the recipient concerns this message, a refusal of us the
//! channel.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailParameter};
use url::{Host, Url};

use crate::actions::message::{Deliver, Delivered, Mail};
use crate::domain::staff::Email;

mod address;
mod sessions;
mod steps;

use self::sessions::{Session, Sessions};
use self::steps::{SmtpFault, within};
pub use self::{
    address::{BadSmtpUrl, SmtpUrl},
    steps::Limits,
};

/// A mail server that takes our messages.
pub struct Smtp {
    from: Email,
    /// The host after the `@` of a `Message-ID`, and the name we greet with.
    host: String,
    limits: Limits,
    sessions: Sessions,
}

impl Smtp {
    /// A channel to the server, for messages from this address of the installation at this base address.
    pub fn new(server: SmtpUrl, from: Email, base_url: &Url, limits: Limits) -> Self {
        let host = match base_url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => format!("[{address}]"),
            Some(Host::Ipv6(address)) => format!("[IPv6:{address}]"),
            None => "localhost".to_owned(),
        };
        Self {
            from,
            sessions: Sessions::new(server, host.clone(), limits),
            host,
            limits,
        }
    }

    async fn attempt(&self, mail: Mail) -> Delivered {
        let (envelope, words) = match self.compose(&mail) {
            Ok(message) => (message.envelope().clone(), Words::of(&message.formatted())),
            Err(reason) => return Delivered::Permanent(reason),
        };
        let mut session = match self.begin(&envelope).await {
            Ok(session) => session,
            Err(delivered) => return delivered,
        };
        match self.converse(&mut session, &envelope, &words).await {
            Ok(()) => {
                self.sessions.keep(session);
                Delivered::Sent
            }
            Err((fault, delivered)) => {
                self.sessions.give_up(session, &fault).await;
                delivered
            }
        }
    }

    /// A session in which `MAIL` was accepted. One that is left from another message may have come to its end meanwhile, or
    /// have taken all it takes: then a new one decides.
    async fn begin(&self, envelope: &Envelope) -> Result<Session, Delivered> {
        if let Some(mut session) = self.sessions.left_over() {
            match self.mail(&mut session, envelope).await {
                Ok(()) => return Ok(session),
                Err(Refusal::Envelope(delivered)) => {
                    self.sessions.keep(session);
                    return Err(delivered);
                }
                Err(Refusal::Fault(_)) => self.sessions.end(session).await,
            }
        }
        let mut session = match self.sessions.open().await {
            Ok(session) => session,
            Err(_) if self.sessions.are_in_use() => return Err(Delivered::Crowded),
            Err(fault) => return Err(Delivered::ChannelDown(fault.told_at("connect"))),
        };
        match self.mail(&mut session, envelope).await {
            Ok(()) => Ok(session),
            Err(Refusal::Envelope(delivered)) => {
                self.sessions.keep(session);
                Err(delivered)
            }
            Err(Refusal::Fault(fault)) => {
                self.sessions.give_up(session, &fault).await;
                Err(match fault.code() {
                    // We are refused, whoever the message is for.
                    Some(code) if code >= 500 && code != 552 => Delivered::ChannelDown(fault.told_at("MAIL")),
                    _ => Delivered::RetrySafe(fault.told_at("MAIL")),
                })
            }
        }
    }

    async fn mail(&self, session: &mut Session, envelope: &Envelope) -> Result<(), Refusal> {
        let mut options = Vec::new();
        let ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
        if !envelope.to().iter().chain(envelope.from()).all(ascii) {
            if !session
                .connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
            {
                let reason = "RCPT: the mail server takes no addresses outside ASCII";
                return Err(Refusal::Envelope(Delivered::Permanent(reason.to_owned())));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let limit = self.limits.command;
        if session.interrupted {
            within(self.limits.farewell, session.connection.command(Rset))
                .await
                .map_err(Refusal::Fault)?;
            session.interrupted = false;
        }
        let from = MailFrom::new(envelope.from().cloned(), options);
        within(limit, session.connection.command(from))
            .await
            .map_err(Refusal::Fault)?;
        Ok(())
    }

    /// From `RCPT` to the answer after the last dot.
    async fn converse(
        &self,
        session: &mut Session,
        envelope: &Envelope,
        words: &Words,
    ) -> Result<(), (SmtpFault, Delivered)> {
        let limit = self.limits.command;
        let connection = &mut session.connection;
        for to in envelope.to() {
            within(limit, connection.command(Rcpt::new(to.clone(), Vec::new())))
                .await
                .map_err(|fault| before_content(fault, "RCPT"))?;
        }
        within(limit, connection.command(Data))
            .await
            .map_err(|fault| before_content(fault, "DATA"))?;
        within(self.limits.content, connection.command(words))
            .await
            .map_err(|fault| match fault.code() {
                Some(_) => before_content(fault, "content"),
                None => {
                    // It may be in the server's queue. The same Message-ID lets the receiver tell the repetition.
                    let unsafely = Delivered::RetryUnsafe(fault.told_at("content"));
                    (fault, unsafely)
                }
            })?;
        Ok(())
    }

    /// The message as it goes over the wire. The same mail makes the same bytes.
    fn compose(&self, mail: &Mail) -> Result<Message, String> {
        let mailbox = |address: &Email| {
            let address = address.as_str().parse();
            address.map(|address| Mailbox::new(None, address))
        };
        let from = mailbox(&self.from).map_err(|_| "the sender's address cannot be used".to_owned())?;
        let to = mailbox(&mail.to).map_err(|_| "the address cannot be used".to_owned())?;
        let words = MultiPart::alternative()
            .boundary(format!("words-{}", mail.message))
            .singlepart(SinglePart::plain(mail.text.clone()))
            .singlepart(SinglePart::html(mail.html.clone()));
        let body = match &mail.calendar {
            None => words,
            Some(calendar) => {
                let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH");
                let kind = kind.map_err(|error| error.to_string())?;
                MultiPart::mixed()
                    .boundary(format!("parts-{}", mail.message))
                    .multipart(words)
                    .singlepart(Attachment::new("duty.ics".to_owned()).body(calendar.clone(), kind))
            }
        };
        let header = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
        Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.message, self.host)))
            .date(mail.date.into())
            .from(from)
            .to(to)
            .subject(mail.subject.clone())
            .raw_header(header("Content-Language", mail.language.code()))
            // RFC 3834, §5: keeps holiday replies away.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .multipart(body)
            .map_err(|error| error.to_string())
    }
}

/// Why a session did not begin with a message.
enum Refusal {
    /// The session is in order; the message cannot go through it.
    Envelope(Delivered),
    Fault(SmtpFault),
}

/// A message as `DATA` takes it: every dot at the beginning of a line doubled (RFC 5321, §4.5.2), and a line with a dot
/// alone at the end. It goes out in one piece: a last dot sent by itself waits until the words before it are acknowledged,
/// which takes the other side 40 ms.
struct Words(String);

impl Words {
    fn of(message: &[u8]) -> Self {
        let mut words = String::from_utf8_lossy(message).replace("\r\n.", "\r\n..");
        if words.starts_with('.') {
            words.insert(0, '.');
        }
        words.push_str(if words.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" });
        Self(words)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a refusal of the recipient or of the words means; nothing was taken over.
fn before_content(fault: SmtpFault, step: &str) -> (SmtpFault, Delivered) {
    let delivered = if fault.is_final() {
        Delivered::Permanent(fault.told_at(step))
    } else {
        Delivered::RetrySafe(fault.told_at(step))
    };
    (fault, delivered)
}

impl Deliver for Smtp {
    fn deliver(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>> {
        Box::pin(self.attempt(mail))
    }

    fn rest(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.sessions.end_all())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_message_ends_it_before_its_end() {
        for (message, words) in [
            ("a\r\nb\r\n", "a\r\nb\r\n.\r\n"),
            ("a", "a\r\n.\r\n"),
            (".a\r\n.\r\n..b", "..a\r\n..\r\n...b\r\n.\r\n"),
            ("", "\r\n.\r\n"),
        ] {
            assert_eq!(Words::of(message.as_bytes()).to_string(), words);
        }
    }
}
