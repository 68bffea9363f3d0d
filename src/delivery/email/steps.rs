//! The steps of a session: how long each may take, and what it means when one fails.

use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;

/// How long each part of a session may take. The sum stays below what the worker allows for sending.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connecting, greeting, TLS and signing in, together.
    pub open: Duration,
    /// One command.
    pub command: Duration,
    /// The words of the message, until the server has answered for them.
    pub content: Duration,
    /// The answer to our good-bye, which changes nothing, or to our asking to forget a message that was refused.
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

/// What a step of a session came to when it did not succeed.
pub(super) enum SmtpFault {
    /// It took longer than its limit.
    Slow,
    /// The server refused, or the connection broke.
    Smtp(SmtpError),
}

impl SmtpFault {
    /// The three digits of a refusal.
    pub(super) fn code(&self) -> Option<u16> {
        match self {
            Self::Slow => None,
            Self::Smtp(error) => error.status().map(u16::from),
        }
    }

    /// `5xx`, other than a mailbox that is full for the moment (RFC 5321, §4.2.3).
    pub(super) fn is_final(&self) -> bool {
        self.code()
            .is_some_and(|code| (500..600).contains(&code) && code != 552)
    }

    /// A sentence for the outbox page.
    pub(super) fn told_at(&self, step: &str) -> String {
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

pub(super) async fn within<T>(
    limit: Duration,
    step: impl Future<Output = Result<T, SmtpError>> + Send,
) -> Result<T, SmtpFault> {
    match tokio::time::timeout(limit, step).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(SmtpFault::Smtp(error)),
        Err(_) => Err(SmtpFault::Slow),
    }
}
