//! What a reader sees when something does not work: what happened and what can be done, in their language.

use askama::Template;

use crate::domain::language::Locale;
use crate::http::problem::Problem;
use crate::web::page::layout::Layout;

/// An error page.
#[derive(Debug, Clone, Template)]
#[template(path = "page/error.html")]
struct ErrorPage {
    page: Layout,
    title: String,
    advice: String,
    asks_to_sign_in: bool,
    request_id: Option<String>,
}

/// Draws the page of a problem, for the error layer of the server. The request's number is shown where it helps to find
/// the fault.
pub fn draw(locale: Locale, problem: &Problem) -> Option<String> {
    let page = Layout::public(locale, "/consultations");
    let page = ErrorPage {
        page,
        title: problem.title.clone(),
        advice: problem.detail.clone(),
        asks_to_sign_in: problem.status == 401,
        request_id: Some(problem.request_id.clone()).filter(|_| problem.status >= 500),
    };
    page.render().ok()
}
