//! All consultations with the state of each.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::actions::consultation::{self, Overview};
use crate::domain::coverage::Verdict;
use crate::domain::language::Locale;
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates};
use crate::web::manage::frame;
use crate::web::page::layout::Layout;

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/consultation/list.html")]
pub struct ListPage {
    page: Layout,
    lines: Vec<ListLine>,
}

/// One consultation.
#[derive(Debug, Clone)]
pub struct ListLine {
    /// Its roster.
    pub href: String,
    /// Its title.
    pub title: String,
    /// `13 czerwca – 5 lipca 2024 r.`
    pub period: String,
    /// Days covered of days that need it, in words.
    pub coverage: String,
    /// Whether something blocks publishing.
    pub blocked: bool,
    /// The published revision, in words.
    pub published: String,
}

impl ListPage {
    /// The page of these lines.
    pub fn new(page: Layout, lines: Vec<ListLine>) -> Self {
        Self { page, lines }
    }
}

impl ListLine {
    /// The line of a consultation.
    pub fn of(overview: &Overview, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let (consultation, report) = (&overview.consultation, &overview.board.report);
        let needed = report.days.len() - report.count(Verdict::NotRequired);
        Self {
            href: format!("/{locale}/manage/c/{}", consultation.slug),
            title: consultation.texts.title(locale).text.to_owned(),
            period: dates::period(consultation.first_day, consultation.last_day, locale),
            coverage: if needed == 0 {
                t.say("manage-covered-none")
            } else {
                let covered = report.count(Verdict::Covered);
                t.say_with(
                    "manage-covered-of",
                    &[("covered", covered.into()), ("needed", needed.into())],
                )
            },
            blocked: report.blocking().next().is_some(),
            published: match overview.published {
                Some(number) => t.say_one("manage-published-number", "number", number),
                None => t.say("manage-not-published"),
            },
        }
    }
}

/// `GET /{locale}/manage`
///
/// # Errors
/// Those of the action.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
) -> Result<HttpResponse, HttpError> {
    let overviews = consultation::list(&state.cx, &actor).await?;
    let lines = overviews
        .iter()
        .map(|overview| ListLine::of(overview, locale))
        .collect();
    frame::page(&ListPage::new(Layout::signed_in(locale, "/manage", &actor), lines))
}
