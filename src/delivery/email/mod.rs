//! E-mail over SMTP.
//!
//! The steps of a session are driven one by one, because only the step tells what a failure means: before `DATA`
//! nothing was taken over; after it nobody knows; a refusal of the recipient concerns this message, a refusal of us the
//! channel.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error as SmtpError, response::Response};
use url::{Host, Url};

use crate::actions::message::{Deliver, Delivered, Mail};
use crate::domain::staff::Email;

mod address;

use self::address::Protection;
pub use self::address::{BadSmtpUrl, SmtpUrl};

/// How long each part of a session may take. The sum stays below what the worker allows for sending.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connecting, greeting, TLS and signing in, together.
    pub open: Duration,
    /// One command.
    pub command: Duration,
    /// The words of the message, until the server has answered for them.
    pub content: Duration,
    /// The answer to our good-bye, which changes nothing.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            open: Duration::from_secs(30),
            command: Duration::from_secs(30),
            content: Duration::from_secs(60),
            farewell: Duration::from_secs(2),
        }
    }
}

/// A mail server that takes our messages.
#[derive(Debug, Clone)]
pub struct Smtp {
    server: SmtpUrl,
    from: Email,
    /// The host after the `@` of a `Message-ID`, and the name we greet with.
    host: String,
    limits: Limits,
}

/// What a step of a session came to when it did not succeed.
enum SmtpFault {
    /// It took longer than its limit.
    Slow,
    /// The server refused, or the connection broke.
    Smtp(SmtpError),
}

impl SmtpFault {
    /// The three digits of a refusal.
    fn code(&self) -> Option<u16> {
        match self {
            Self::Slow => None,
            Self::Smtp(error) => error.status().map(u16::from),
        }
    }

    /// `5xx`, other than a mailbox that is full for the moment (RFC 5321, §4.2.3).
    fn is_final(&self) -> bool {
        self.code()
            .is_some_and(|code| (500..600).contains(&code) && code != 552)
    }

    /// A sentence for the outbox page.
    fn told_at(&self, step: &str) -> String {
        let what = match self {
            Self::Slow => "no answer in time".to_owned(),
            Self::Smtp(error) => {
                let mut said = error.to_string();
                if let Some(source) = std::error::Error::source(error) {
                    said = format!("{said}: {source}");
                }
                said
            }
        };
        format!("{step}: {what}").chars().take(300).collect()
    }
}

async fn within<T>(limit: Duration, step: impl Future<Output = Result<T, SmtpError>> + Send) -> Result<T, SmtpFault> {
    match tokio::time::timeout(limit, step).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(SmtpFault::Smtp(error)),
        Err(_) => Err(SmtpFault::Slow),
    }
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
            server,
            from,
            host,
            limits,
        }
    }

    /// Connected, protected and signed in.
    async fn open(&self) -> Result<AsyncSmtpConnection, SmtpError> {
        let hello = ClientId::Domain(self.host.clone());
        let tls = || TlsParameters::new(self.server.host.clone());
        let at_once = match self.server.protection {
            Protection::Tls => Some(tls()?),
            Protection::StartTls | Protection::Offered | Protection::Plain => None,
        };
        let address = (self.server.host.as_str(), self.server.port);
        let limit = Some(self.limits.open);
        let mut connection = AsyncSmtpConnection::connect_tokio1(address, limit, &hello, at_once, None).await?;
        let start_tls = match self.server.protection {
            Protection::StartTls => true,
            Protection::Offered => connection.can_starttls(),
            Protection::Tls | Protection::Plain => false,
        };
        if start_tls {
            connection.starttls(tls()?, &hello).await?;
        }
        if let Some((user, password)) = &self.server.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }

    async fn attempt(&self, mail: Mail) -> Delivered {
        let (envelope, bytes) = match self.compose(&mail) {
            Ok(message) => (message.envelope().clone(), message.formatted()),
            Err(reason) => return Delivered::Permanent(reason),
        };
        let mut connection = match within(self.limits.open, self.open()).await {
            Ok(connection) => connection,
            Err(fault) => return Delivered::ChannelDown(fault.told_at("connect")),
        };
        let delivered = match self.converse(&mut connection, &envelope, &bytes).await {
            Ok(_) => Delivered::Sent,
            Err(delivered) => delivered,
        };
        let _ = tokio::time::timeout(self.limits.farewell, connection.abort()).await;
        delivered
    }

    /// From `MAIL` to the answer after the last dot.
    async fn converse(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<Response, Delivered> {
        let mut options = Vec::new();
        let ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
        if !envelope.to().iter().chain(envelope.from()).all(ascii) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let reason = "RCPT: the mail server takes no addresses outside ASCII";
                return Err(Delivered::Permanent(reason.to_owned()));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let limit = self.limits.command;
        let from = MailFrom::new(envelope.from().cloned(), options);
        within(limit, connection.command(from))
            .await
            .map_err(|fault| match fault.code() {
                // We are refused, whoever the message is for.
                Some(code) if code >= 500 && code != 552 => Delivered::ChannelDown(fault.told_at("MAIL")),
                _ => Delivered::RetrySafe(fault.told_at("MAIL")),
            })?;
        for to in envelope.to() {
            within(limit, connection.command(Rcpt::new(to.clone(), Vec::new())))
                .await
                .map_err(|fault| before_content(&fault, "RCPT"))?;
        }
        within(limit, connection.command(Data))
            .await
            .map_err(|fault| before_content(&fault, "DATA"))?;
        within(self.limits.content, connection.message(bytes))
            .await
            .map_err(|fault| match fault.code() {
                Some(_) => before_content(&fault, "content"),
                // It may be in the server's queue. The same Message-ID lets the receiver tell the repetition.
                None => Delivered::RetryUnsafe(fault.told_at("content")),
            })
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

/// What a refusal of the recipient or of the words means; nothing was taken over.
fn before_content(fault: &SmtpFault, step: &str) -> Delivered {
    if fault.is_final() {
        Delivered::Permanent(fault.told_at(step))
    } else {
        Delivered::RetrySafe(fault.told_at(step))
    }
}

impl Deliver for Smtp {
    fn deliver(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>> {
        Box::pin(self.attempt(mail))
    }
}
