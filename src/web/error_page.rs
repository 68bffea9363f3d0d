//! What a reader sees when something does not work: what happened and what can be done, in their language.

use askama::Template;

use crate::domain::language::Locale;
use crate::http::errors::Problem;
use crate::i18n::{Texts, has};
use crate::web::Shell;

/// An error page.
#[derive(Debug, Clone, Template)]
#[template(path = "errors/error.html")]
pub struct ErrorPage {
    t: Texts,
    shell: Shell,
    status: u16,
    request_id: Option<String>,
}

impl ErrorPage {
    /// The page of a status. The request's number is shown where it helps to find the fault.
    pub fn new(shell: Shell, status: u16, request_id: Option<String>) -> Self {
        let t = shell.texts();
        let status = match status {
            status if has(t.locale(), &format!("error-{status}-title")) => status,
            400..=499 => 400,
            _ => 500,
        };
        Self {
            t,
            shell,
            status,
            request_id: request_id.filter(|_| status >= 500),
        }
    }

    fn title(&self) -> String {
        self.t.say(&format!("error-{}-title", self.status))
    }

    fn advice(&self) -> String {
        self.t.say(&format!("error-{}-text", self.status))
    }

    fn asks_to_sign_in(&self) -> bool {
        self.status == 401
    }
}

/// Draws the page of a problem, for the error layer of the server.
pub fn draw(locale: Locale, problem: &Problem) -> Option<String> {
    let shell = Shell::public(locale, "/consultations");
    ErrorPage::new(shell, problem.status, Some(problem.request_id.clone()))
        .render()
        .ok()
}
