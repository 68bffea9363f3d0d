//! Which database.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the data is. Shown and debugged without its password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file; relative paths start at the working directory.
    Sqlite(PathBuf),
    /// The address as libpq reads it, `sslmode` and other parameters included.
    Postgres(url::Url),
}

/// Why a text is no database address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two databases.
    #[error(
        "{0:?} is not a database dutyline knows: use sqlite:PATH, as in sqlite:data/dutyline.db, or postgres://USER@HOST/NAME"
    )]
    Scheme(String),
    /// `sqlite:` and nothing behind it.
    #[error("the database address names no file: write sqlite:PATH, as in sqlite:data/dutyline.db")]
    NoFile,
    /// A database that vanishes with the process.
    #[error(
        "sqlite::memory: is refused: what is logged must survive the process; name a file, as in sqlite:data/dutyline.db"
    )]
    Memory,
    /// Options behind a file name.
    #[error("a sqlite: address takes no options after ?; dutyline sets them itself")]
    Options,
    /// Not an address at all; the text is left out because it may hold a password.
    #[error("the postgres address cannot be read: {0}")]
    Unreadable(String),
    /// TLS is asked for, and this program was built without it.
    #[error(
        "the postgres address asks for TLS, which this program was built without: build it with --features postgres-tls, \
         or leave sslmode out"
    )]
    NoTls,
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    /// Reads `sqlite:data/x.db`, `sqlite:///var/lib/x.db`, `postgres://…` and `postgresql://…`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) = text.split_once(':').ok_or_else(|| UrlError::Scheme(shortened(text)))?;
        match scheme {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.contains(":memory:") || path.contains("mode=memory") {
                    Err(UrlError::Memory)
                } else if path.is_empty() || path.ends_with('/') {
                    Err(UrlError::NoFile)
                } else if path.contains('?') {
                    Err(UrlError::Options)
                } else {
                    Ok(Self::Sqlite(PathBuf::from(path)))
                }
            }
            "postgres" | "postgresql" => {
                let url = url::Url::parse(text).map_err(|error| UrlError::Unreadable(error.to_string()))?;
                if !cfg!(feature = "postgres-tls") && asks_for_tls(&url) {
                    return Err(UrlError::NoTls);
                }
                Ok(Self::Postgres(url))
            }
            other => Err(UrlError::Scheme(shortened(other))),
        }
    }
}

/// Whether libpq may not connect without TLS (its documentation, "SSL Mode Descriptions").
fn asks_for_tls(url: &url::Url) -> bool {
    url.query_pairs()
        .any(|(name, value)| name == "sslmode" && matches!(&*value, "require" | "verify-ca" | "verify-full"))
}

/// What can be repeated of an unknown address: its scheme, never what may be a password.
fn shortened(text: &str) -> String {
    text.chars().take(20).take_while(|c| *c != '@').collect()
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let mut shown = url.clone();
                if shown.password().is_some() && shown.set_password(Some("***")).is_err() {
                    return f.write_str("postgres:***");
                }
                // libpq also takes secrets as parameters.
                if url.query().is_some_and(|query| query.contains("pass")) {
                    shown.set_query(Some("***"));
                }
                write!(f, "{shown}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl DatabaseUrl {
    /// `sqlite` or `postgres`, for messages and metrics.
    pub fn backend(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(path: &str) -> Result<DatabaseUrl, UrlError> {
        Ok(DatabaseUrl::Sqlite(PathBuf::from(path)))
    }

    #[test]
    fn reads_both_kinds_of_address() {
        assert_eq!("sqlite:data/x.db".parse(), sqlite("data/x.db"));
        assert_eq!("sqlite:///var/lib/x.db".parse(), sqlite("/var/lib/x.db"));
        assert_eq!("sqlite:/var/lib/x.db".parse(), sqlite("/var/lib/x.db"));
        for address in ["postgres://u:p@h/d?sslmode=prefer", "postgresql://h:5433/d"] {
            let url: DatabaseUrl = address.parse().unwrap();
            assert_eq!(url.backend(), "postgres");
        }
    }

    #[test]
    fn promises_tls_only_where_it_is_built_in() {
        let read: Result<DatabaseUrl, _> = "postgres://u:p@h/d?sslmode=require".parse();
        let refused = (!cfg!(feature = "postgres-tls")).then_some(UrlError::NoTls);
        assert_eq!(read.err(), refused);
    }

    #[test]
    fn refuses_anything_else_in_words() {
        for (text, error) in [
            ("mysql://h/d", UrlError::Scheme("mysql".to_owned())),
            ("data/x.db", UrlError::Scheme("data/x.db".to_owned())),
            ("", UrlError::Scheme(String::new())),
            ("sqlite:", UrlError::NoFile),
            ("sqlite:data/", UrlError::NoFile),
            ("sqlite::memory:", UrlError::Memory),
            ("sqlite://file::memory:?cache=shared", UrlError::Memory),
            ("sqlite:x.db?mode=ro", UrlError::Options),
        ] {
            assert_eq!(text.parse::<DatabaseUrl>(), Err(error), "{text}");
        }
    }

    #[test]
    fn never_shows_a_password() {
        for address in [
            "postgres://duty:hunter2@db.example/duty?sslmode=prefer",
            "postgres://duty@db.example/duty?password=hunter2",
        ] {
            let url: DatabaseUrl = address.parse().unwrap();
            for shown in [url.to_string(), format!("{url:?}")] {
                assert!(!shown.contains("hunter2"), "{shown}");
                assert!(shown.contains("db.example"), "{shown}");
            }
        }
        let error = "duty:hunter2@db.example".parse::<DatabaseUrl>().unwrap_err();
        assert!(!error.to_string().contains("hunter2"));
    }
}
