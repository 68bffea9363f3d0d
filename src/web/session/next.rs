//! The page that signing in leads back to.

use serde::Deserialize;

use crate::domain::language::Locale;
use crate::domain::page_path::PagePath;
use crate::http::error_layer::Interrupted;
use crate::web::page::address::with_query;

/// What the addresses of signing in say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignInQuery {
    next: String,
    /// Somebody sent a form without being signed in.
    ended: Option<String>,
    /// A link is on its way.
    sent: Option<String>,
}

impl SignInQuery {
    /// Where to go on, if that may be followed.
    pub fn next(&self) -> Option<PagePath> {
        self.next.parse().ok()
    }

    pub fn is_after_form(&self) -> bool {
        self.ended.is_some()
    }

    pub fn is_link_sent(&self) -> bool {
        self.sent.is_some()
    }
}

/// An address of signing in that afterwards leads to `next`; without the language, as `path` is.
pub fn leading_to(path: &str, next: Option<&PagePath>) -> String {
    with_query(path, &[("next", next.map_or("", PagePath::as_str))])
}

/// The same of the sign-in page, which says that a link is on its way.
pub fn link_sent(next: Option<&PagePath>) -> String {
    with_query(
        "/sign-in",
        &[("next", next.map_or("", PagePath::as_str)), ("sent", "1")],
    )
}

/// The same for somebody who sent a form: the page says what became of it.
pub fn after_form(next: Option<&PagePath>) -> String {
    with_query(
        "/sign-in",
        &[("next", next.map_or("", PagePath::as_str)), ("ended", "1")],
    )
}

/// The sign-in page for somebody who must sign in first.
pub fn sign_in_address(locale: Locale, interrupted: &Interrupted) -> String {
    let next = interrupted.page.as_ref();
    let page = if interrupted.sent {
        after_form(next)
    } else {
        leading_to("/sign-in", next)
    };
    format!("/{locale}{page}")
}
