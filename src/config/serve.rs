//! Options of `dutyline serve`.

use std::net::SocketAddr;
use std::str::FromStr;

use clap::Args;
use url::Url;

use crate::delivery::email::SmtpUrl;
use crate::domain::staff::Email;

/// How the server listens, sends and signs in.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct ServeOptions {
    /// Address and port to listen on
    #[arg(long, env = "DUTYLINE_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Address and port of the counters for Prometheus, /metrics [default: none]
    ///
    /// They tell more than strangers should know, so they are never on the public address.
    #[arg(long, env = "DUTYLINE_METRICS_LISTEN", value_name = "ADDR")]
    pub metrics_listen: Option<SocketAddr>,

    /// Address people reach the server under, as it stands in links [default: http://<listen>]
    ///
    /// With https:// cookies are Secure and browsers are told to stay on https.
    #[arg(long, env = "DUTYLINE_BASE_URL", value_name = "URL")]
    pub base_url: Option<BaseUrl>,

    /// Mail server, as smtp://[user:password@]host:port or smtps://…
    ///
    /// Without it nothing is sent: messages wait in the outbox.
    #[arg(long, env = "DUTYLINE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,

    /// Sender of all mail
    #[arg(
        long,
        env = "DUTYLINE_MAIL_FROM",
        value_name = "EMAIL",
        default_value = "dutyline@localhost"
    )]
    pub mail_from: Email,

    /// Whether this process sends what is due and publishes what was planned; one of several may leave it to the others
    #[arg(
        long,
        env = "DUTYLINE_WORKER",
        value_name = "BOOL",
        default_value_t = true,
        action = clap::ArgAction::Set
    )]
    pub worker: bool,

    /// Hours after which one has to sign in again
    #[arg(long, env = "DUTYLINE_SESSION_HOURS", value_name = "HOURS", default_value_t = 12,
          value_parser = clap::value_parser!(u32).range(1..=24 * 90))]
    pub session_hours: u32,

    /// Minutes without a request after which a session ends
    #[arg(long, env = "DUTYLINE_SESSION_IDLE_MINUTES", value_name = "MINUTES", default_value_t = 240,
          value_parser = clap::value_parser!(u32).range(5..=60 * 24 * 90))]
    pub session_idle_minutes: u32,

    /// Database connections kept open
    #[arg(long, env = "DUTYLINE_POOL_SIZE", value_name = "N", default_value_t = 8,
          value_parser = clap::value_parser!(u32).range(1..=200))]
    pub pool_size: u32,

    /// Threads that answer requests [default: one per processor]
    #[arg(long, env = "DUTYLINE_HTTP_THREADS", value_name = "N")]
    pub http_threads: Option<usize>,

    /// Trust the last address in X-Forwarded-For: set it behind a reverse proxy, and only there
    #[arg(
        long,
        env = "DUTYLINE_BEHIND_PROXY",
        value_name = "BOOL",
        default_value_t = false,
        num_args = 0..=1,
        default_missing_value = "true",
        action = clap::ArgAction::Set
    )]
    pub behind_proxy: bool,

    /// Seconds that running requests and messages get to finish when the server is told to stop
    #[arg(
        long,
        env = "DUTYLINE_SHUTDOWN_SECONDS",
        value_name = "SECONDS",
        default_value_t = 20
    )]
    pub shutdown_seconds: u64,
}

impl ServeOptions {
    /// The address in links: as given, or that of the listener.
    pub fn base_url(&self, listening: SocketAddr) -> Url {
        self.base_url
            .clone()
            .map_or_else(|| BaseUrl::of(listening).0, |base| base.0)
    }
}

/// `http://` or `https://`, a host, perhaps a port; nothing behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(pub Url);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write http:// or https://, a host and perhaps a port, with no path behind it")]
pub struct BadBaseUrl;

impl BaseUrl {
    /// The address a server on this machine has when nobody says otherwise.
    pub fn local() -> Self {
        Self::of(SocketAddr::from(([127, 0, 0, 1], 8080)))
    }

    /// The address of a listener on this machine.
    #[expect(clippy::expect_used, reason = "a socket address is always a valid authority")]
    pub fn of(listening: SocketAddr) -> Self {
        Self(Url::parse(&format!("http://{listening}/")).expect("an address is a valid authority"))
    }
}

impl FromStr for BaseUrl {
    type Err = BadBaseUrl;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url: Url = text.parse().map_err(|_| BadBaseUrl)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if matches!(url.scheme(), "http" | "https") && url.host().is_some() && bare {
            Ok(Self(url))
        } else {
            Err(BadBaseUrl)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_has_no_path() {
        assert!("https://duty.example".parse::<BaseUrl>().is_ok());
        assert!("http://127.0.0.1:8080/".parse::<BaseUrl>().is_ok());
        for text in [
            "duty.example",
            "ftp://duty.example",
            "https://duty.example/sub",
            "https://duty.example/?a=1",
        ] {
            assert_eq!(text.parse::<BaseUrl>(), Err(BadBaseUrl), "{text}");
        }
        assert_eq!(BaseUrl::of(([127, 0, 0, 1], 80).into()).0.as_str(), "http://127.0.0.1/");
    }
}
