//! Where the mail server is and how the connection to it is protected.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::{Url, form_urlencoded};

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// `smtps://`: TLS from the first byte.
    Tls,
    /// `smtp://` with a password to another machine: `STARTTLS` or nothing.
    StartTls,
    /// `smtp://` without a password: `STARTTLS` where the server offers it.
    Offered,
    /// `smtp://` to this machine.
    Plain,
}

/// `smtp://[user:password@]host[:port]` or `smtps://…`. Printing it shows no password.
#[derive(Clone)]
pub struct SmtpUrl {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) protection: Protection,
    pub(super) credentials: Option<(String, String)>,
}

/// Why an address of a mail server was refused. Says nothing of its password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtpUrl {
    /// Not an address at all.
    #[error("not an address; write smtp://[user:password@]host[:port] or smtps://…")]
    Address,
    /// Another scheme.
    #[error("an SMTP address begins with smtp:// or smtps://")]
    Scheme,
    /// No host.
    #[error("the SMTP address names no host")]
    Host,
    /// A path, query or fragment, which mean nothing here.
    #[error("nothing may follow the port of an SMTP address")]
    Rest,
    /// A user without a password, or the other way round.
    #[error("an SMTP address has a user and a password, or neither")]
    Credentials,
}

impl FromStr for SmtpUrl {
    type Err = BadSmtpUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| BadSmtpUrl::Address)?;
        let tls = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(BadSmtpUrl::Scheme),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(BadSmtpUrl::Host)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(BadSmtpUrl::Rest);
        }
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) if !user.is_empty() => Some((decoded(user), decoded(password))),
            _ => return Err(BadSmtpUrl::Credentials),
        };
        let local = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        let protection = match (tls, local, &credentials) {
            (true, ..) => Protection::Tls,
            (false, true, _) => Protection::Plain,
            (false, false, Some(_)) => Protection::StartTls,
            (false, false, None) => Protection::Offered,
        };
        // 25 between servers, 587 for those who sign in (RFC 6409, §3.1), 465 for TLS (RFC 8314, §3.3).
        let usual = match (tls, &credentials) {
            (true, _) => 465,
            (false, Some(_)) => 587,
            (false, None) => 25,
        };
        Ok(Self {
            host,
            port: url.port().unwrap_or(usual),
            protection,
            credentials,
        })
    }
}

/// Percent-decoded. The decoder of forms is at hand; it would read `+` and `&` as a form does, so they are hidden from it.
fn decoded(text: &str) -> String {
    let hidden = text.replace('+', "%2B").replace('&', "%26");
    form_urlencoded::parse(format!("v={hidden}").as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

impl fmt::Display for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.protection == Protection::Tls {
            "smtps"
        } else {
            "smtp"
        };
        let secret = if self.credentials.is_some() { "…@" } else { "" };
        write!(f, "{scheme}://{secret}{}:{}", self.host, self.port)
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_the_connection_is_protected() {
        for (text, port, protection) in [
            ("smtp://127.0.0.1:2525", 2525, Protection::Plain),
            ("smtp://localhost", 25, Protection::Plain),
            ("smtp://[::1]:25", 25, Protection::Plain),
            ("smtp://mail.example.com", 25, Protection::Offered),
            ("smtp://u:p@mail.example.com", 587, Protection::StartTls),
            ("smtps://u:p@mail.example.com", 465, Protection::Tls),
            ("smtps://mail.example.com:4650/", 4650, Protection::Tls),
        ] {
            let url: SmtpUrl = text.parse().unwrap();
            assert_eq!((url.port, url.protection), (port, protection), "{text}");
        }
    }

    #[test]
    fn a_password_is_decoded_and_never_printed() {
        let url: SmtpUrl = "smtp://duty%40city.example:p%2F+&%C4%85=x@mail.example.com"
            .parse()
            .unwrap();
        assert_eq!(
            url.credentials,
            Some(("duty@city.example".to_owned(), "p/+&ą=x".to_owned()))
        );
        assert_eq!(
            format!("{url} {url:?}"),
            "smtp://…@mail.example.com:587 smtp://…@mail.example.com:587"
        );
    }

    #[test]
    fn a_refusal_does_not_repeat_the_password() {
        let refused = "http://office:s3cret@mail.example".parse::<SmtpUrl>().unwrap_err();
        assert!(!refused.to_string().contains("s3cret"));
    }

    #[test]
    fn other_addresses_are_refused_with_their_reason() {
        for (text, error) in [
            ("mail.example.com", BadSmtpUrl::Address),
            ("https://mail.example.com", BadSmtpUrl::Scheme),
            ("smtp://", BadSmtpUrl::Host),
            ("smtp://mail.example.com/x", BadSmtpUrl::Rest),
            ("smtp://mail.example.com?tls=no", BadSmtpUrl::Rest),
            ("smtp://user@mail.example.com", BadSmtpUrl::Credentials),
            ("smtp://:secret@mail.example.com", BadSmtpUrl::Credentials),
        ] {
            assert_eq!(text.parse::<SmtpUrl>().err(), Some(error), "{text}");
        }
    }
}
