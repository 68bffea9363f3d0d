//! The address of the mail server.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// `smtp://[user:pass@]host:port` (STARTTLS when the server offers it) or `smtps://…` (TLS from the first byte).
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(Url);

/// The text is no address of a mail server. The text itself is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a mail server; write smtp://[user:password@]host:port or smtps://…")]
pub struct BadSmtpUrl;

impl SmtpUrl {
    /// The whole address, password included.
    pub fn expose(&self) -> &Url {
        &self.0
    }

    /// Whether TLS starts with the first byte.
    pub fn is_tls(&self) -> bool {
        self.0.scheme() == "smtps"
    }
}

impl fmt::Debug for SmtpUrl {
    /// Host and port only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host_str().unwrap_or_default();
        let port = self.0.port().map(|port| format!(":{port}")).unwrap_or_default();
        write!(f, "SmtpUrl({}://{host}{port})", self.0.scheme())
    }
}

impl FromStr for SmtpUrl {
    type Err = BadSmtpUrl;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url: Url = text.parse().map_err(|_| BadSmtpUrl)?;
        let known = matches!(url.scheme(), "smtp" | "smtps");
        if known && url.host_str().is_some_and(|host| !host.is_empty()) {
            Ok(Self(url))
        } else {
            Err(BadSmtpUrl)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_neither_shown_nor_repeated() {
        let url: SmtpUrl = "smtp://office:s3cret@mail.example:587".parse().unwrap();
        assert_eq!(format!("{url:?}"), "SmtpUrl(smtp://mail.example:587)");
        assert!(!url.is_tls());
        let refused = "http://office:s3cret@mail.example".parse::<SmtpUrl>().unwrap_err();
        assert!(!refused.to_string().contains("s3cret"));
    }
}
