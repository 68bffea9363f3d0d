//! What a reader sees when something does not work: what happened and what can be done, in their language.

use askama::Template;

use crate::domain::language::Locale;
use crate::http::problem::Problem;
use crate::web::page::answer::{Page, render};
use crate::web::page::layout::Layout;
#[cfg(test)]
use crate::{
    actions::ActionError,
    domain::access::{Denied, Right},
    http::{errors::HttpError, problem::Reader},
};

/// Drawn at any address, so no route names it.
#[derive(Template)]
#[template(path = "page/error.html")]
pub struct ErrorPage {
    page: Layout,
    title: String,
    advice: String,
    asks_to_sign_in: bool,
    /// Where it helps to find the fault.
    request_id: Option<String>,
}

impl ErrorPage {
    fn new(locale: Locale, problem: &Problem) -> Self {
        Self {
            page: Layout::public(locale, "/consultations"),
            title: problem.title.clone(),
            advice: problem.detail.clone(),
            asks_to_sign_in: problem.status == 401,
            request_id: Some(problem.request_id.clone()).filter(|_| problem.status >= 500),
        }
    }
}

/// Draws the page of a problem, for the error layer of the server.
pub fn draw(locale: Locale, problem: &Problem) -> Option<String> {
    render(&ErrorPage::new(locale, problem)).ok()
}

impl Page for ErrorPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    /// Every error, as somebody meets it who only looked.
    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let denied = Denied(Right::SeeRoster);
        let errors = [
            ("error-malformed", HttpError::Malformed),
            ("error-sign-in", HttpError::SignIn),
            ("error-denied", HttpError::Action(ActionError::Denied(denied))),
            ("error-cross-site", HttpError::CrossSite),
            ("error-not-found", HttpError::NotFound("page")),
            ("error-method", HttpError::Method(String::new())),
            ("error-too-slow", HttpError::TooSlow),
            ("error-stale", HttpError::Action(ActionError::Stale)),
            ("error-too-large", HttpError::TooLarge),
            ("error-media-type", HttpError::MediaType),
            ("error-invalid", HttpError::Action(ActionError::Invalid(Vec::new()))),
            ("error-too-many", HttpError::TooMany { seconds: 60 }),
            ("error-internal", HttpError::Internal(String::new())),
            ("error-too-long", HttpError::TooLong),
        ];
        let draw = |error| Problem::of(error, locale, Reader::Person, false, "01902f9e".to_owned());
        let samples = errors
            .iter()
            .map(|(name, error)| (*name, Self::new(locale, &draw(error))));
        samples.collect()
    }
}
