//! Sessions with the mail server: opened when a message needs one, left for the next message, ended when nothing is left
//! to send.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::task::JoinSet;

use crate::delivery::email::address::{Protection, SmtpUrl};
use crate::delivery::email::steps::{Limits, SmtpFault, within};

/// One session, between two messages or with one.
pub(super) struct Session {
    pub(super) connection: AsyncSmtpConnection,
    /// A message was refused in the middle; the server must be told to forget it.
    pub(super) interrupted: bool,
}

/// The sessions with a server, those left over from messages that are sent.
pub(super) struct Sessions {
    server: SmtpUrl,
    /// The name we greet with.
    host: String,
    limits: Limits,
    left: Mutex<Vec<Session>>,
    /// How many have a message.
    busy: AtomicUsize,
}

async fn farewell(mut session: Session, limit: Duration) {
    let _ = tokio::time::timeout(limit, session.connection.abort()).await;
}

impl Sessions {
    pub(super) fn new(server: SmtpUrl, host: String, limits: Limits) -> Self {
        Self {
            server,
            host,
            limits,
            left: Mutex::default(),
            busy: AtomicUsize::new(0),
        }
    }

    /// A new one, connected, protected and signed in.
    pub(super) async fn open(&self) -> Result<Session, SmtpFault> {
        let session = within(self.limits.open, self.connect()).await?;
        self.busy.fetch_add(1, Ordering::Relaxed);
        Ok(session)
    }

    /// Whether others have a message. A server that takes them, and refuses one more, refuses the number.
    pub(super) fn are_in_use(&self) -> bool {
        self.busy.load(Ordering::Relaxed) > 0
    }

    async fn connect(&self) -> Result<Session, SmtpError> {
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
        Ok(Session {
            connection,
            interrupted: false,
        })
    }

    /// One that another message left, the latest used first: it is the likeliest to be alive.
    pub(super) fn left_over(&self) -> Option<Session> {
        let session = self.left().pop()?;
        self.busy.fetch_add(1, Ordering::Relaxed);
        Some(session)
    }

    /// Leaves a session for the next message.
    pub(super) fn keep(&self, session: Session) {
        self.busy.fetch_sub(1, Ordering::Relaxed);
        self.left().push(session);
    }

    /// After a fault: a server that refused and goes on (not 421, RFC 5321, §3.8) can take the next message; of any other
    /// session nobody knows where it stands.
    pub(super) async fn give_up(&self, mut session: Session, fault: &SmtpFault) {
        if fault.code().is_some_and(|code| code != 421) {
            session.interrupted = true;
            self.keep(session);
        } else {
            self.end(session).await;
        }
    }

    /// Says good-bye, and waits only so long for the answer.
    pub(super) async fn end(&self, session: Session) {
        self.busy.fetch_sub(1, Ordering::Relaxed);
        farewell(session, self.limits.farewell).await;
    }

    /// Ends those that are left.
    pub(super) async fn end_all(&self) {
        let left = std::mem::take(&mut *self.left());
        let limit = self.limits.farewell;
        let farewells: JoinSet<()> = left.into_iter().map(|session| farewell(session, limit)).collect();
        farewells.join_all().await;
    }

    fn left(&self) -> MutexGuard<'_, Vec<Session>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
