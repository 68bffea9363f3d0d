//! Days without a duty by hand: exempt one, or all nobody covers, each with a reason.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::{self, CheckedDraft};
use crate::actions::{ActionError, Context, consultation};
use crate::domain::access::Actor;
use crate::domain::calendar::DayRule;
use crate::domain::coverage::Verdict;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates};
use crate::web::manage::fields::{self, Faults};
use crate::web::manage::frame::{self, ConsultationNav, SlugOf};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Shell;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/calendar/days.html")]
pub struct DaysPage {
    t: Texts,
    shell: Shell,
    room: ConsultationNav,
    uncovered: Vec<String>,
    rules: Vec<RuleLine>,
    form: DayForm,
    notice: Option<String>,
    errors: FormErrors,
}

/// A day somebody said something about.
#[derive(Debug, Clone)]
pub struct RuleLine {
    /// The date as sent.
    pub date: String,
    /// The day in words.
    pub day: String,
    /// What was said.
    pub words: String,
}

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DayForm {
    /// `exempt`, `exempt-uncovered` or `clear`.
    pub what: String,
    /// The day.
    pub date: String,
    /// The reason for one day.
    pub reason: String,
    /// The reason for all of them.
    pub reason_all: String,
    /// Version of the draft the form was made from.
    pub version: String,
}

impl DaysPage {
    /// The page of a board.
    pub fn new(actor: &Actor, locale: Locale, board: &CheckedDraft, form: DayForm, errors: FormErrors) -> Self {
        let room = ConsultationNav::new(locale, &board.consultation, "");
        let t = Texts::new(locale);
        Self {
            t,
            shell: room.shell(actor, "days"),
            room,
            uncovered: board
                .report
                .days
                .iter()
                .filter(|day| day.verdict == Verdict::Uncovered)
                .map(|day| dates::weekday_day(day.day.date, locale))
                .collect(),
            rules: board
                .calendar
                .rules
                .iter()
                .map(|(date, rule)| RuleLine {
                    date: date.to_string(),
                    day: dates::weekday_day(*date, locale),
                    words: match rule {
                        DayRule::Exempt(reason) => t.say_one("requirement-exempt", "reason", reason),
                        DayRule::Hours(hours) => {
                            let hours: Vec<String> = hours.iter().map(|h| dates::hours(*h, locale)).collect();
                            t.say_one("manage-day-hours", "hours", hours.join(", "))
                        }
                    },
                })
                .collect(),
            form,
            notice: None,
            errors,
        }
    }
}

/// The day a link to this page speaks of.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DayQuery {
    #[serde(default)]
    date: String,
}

/// `GET /{locale}/manage/c/{slug}/days`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    query: web::Query<DayQuery>,
) -> Result<HttpResponse, HttpError> {
    let (board, _) = roster::board(&state.cx, &actor, slug).await?;
    let form = DayForm {
        date: query.into_inner().date,
        version: board.draft.version.to_string(),
        ..DayForm::default()
    };
    frame::page(&DaysPage::new(&actor, locale, &board, form, FormErrors::none()))
}

/// `POST /{locale}/manage/c/{slug}/days`
///
/// # Errors
/// Those of the actions.
pub async fn change(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    Form(mut form): Form<DayForm>,
) -> Result<HttpResponse, HttpError> {
    let t = Texts::new(locale);
    let outcome = carry_out(&state.cx, &actor, &slug, &form).await;
    let (board, _) = roster::board(&state.cx, &actor, slug.clone()).await?;
    match outcome {
        Ok(done) => Ok(frame::see(format!("/{locale}/manage/c/{slug}?done={done}"))),
        Err(ActionError::Invalid(faults)) => {
            let page = DaysPage::new(&actor, locale, &board, form, fields::messages(t, &faults));
            frame::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(ActionError::Stale) => {
            form.version = board.draft.version.to_string();
            let mut page = DaysPage::new(&actor, locale, &board, form, FormErrors::none());
            page.notice = Some(t.say("manage-stale-form"));
            frame::page_with(StatusCode::CONFLICT, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn carry_out(cx: &Context, actor: &Actor, slug: &Slug, form: &DayForm) -> Result<&'static str, ActionError> {
    let version = form.version.parse().ok();
    if form.what == "exempt-uncovered" {
        return match consultation::exempt_uncovered(cx, actor, slug.clone(), &form.reason_all, version).await {
            Ok(_) => Ok("days-exempt"),
            Err(ActionError::Invalid(_)) => Err(ActionError::field("reason_all", "fault-required")),
            Err(error) => Err(error),
        };
    }
    let mut faults = Faults::default();
    let date = faults.required("date", &form.date, "fault-date", fields::date);
    let rule = match form.what.as_str() {
        "clear" => None,
        _ => Some(DayRule::Exempt(form.reason.clone())),
    };
    if rule.is_some() && form.reason.trim().is_empty() {
        faults.add("reason", "fault-required");
    }
    match date {
        Some(date) if faults.0.is_empty() => consultation::set_day(cx, actor, slug.clone(), date, rule, version)
            .await
            .map(|()| "day-saved"),
        _ => Err(ActionError::Invalid(faults.0)),
    }
}
