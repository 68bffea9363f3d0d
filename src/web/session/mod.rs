//! Signing in and out, setting a password.

pub mod pages;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::message::sign_in_link::{self, MAILED_LINK_LIFETIME};
use crate::actions::session::{self, NewSession, SHORTEST_PASSWORD};
use crate::domain::access::Right;
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::http::address::ClientNetwork;
use crate::http::errors::{HttpError, safe_next};
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::routes::at;
use crate::http::session::{CurrentUser, OptionalUser, SessionSecret, ended_cookie, session_cookie};
use crate::http::state::AppState;
use crate::i18n::Texts;
use crate::web::page::answer::{html, html_as, see_other};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;
use crate::web::session::pages::{LinkPage, LinkSentPage, PasswordPage, SignInPage};

/// The pages of this module.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(at("/{locale}/sign-in").get(form).post(submit))
        .service(at("/{locale}/sign-in/{token}").get(ask).post(follow))
        .service(at("/{locale}/sign-out").post(sign_out))
        .service(at("/{locale}/password").get(password).post(set_password));
}

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
struct Next {
    next: Option<String>,
}

/// The form as it comes from the browser.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    email: String,
    password: String,
    next: String,
}

fn layout(locale: Locale) -> Layout {
    Layout::public(locale, "/sign-in")
}

async fn form(
    Lang(locale): Lang,
    OptionalUser(user): OptionalUser,
    next: web::Query<Next>,
) -> Result<HttpResponse, HttpError> {
    let next = safe_next(next.next.as_deref());
    match user {
        Some(actor) => Ok(see_other(
            next.map_or_else(|| home_of(locale, actor.may(Right::SeeRoster).is_ok()), str::to_owned),
        )),
        None => html(&SignInPage::new(layout(locale), next.map(str::to_owned))),
    }
}

/// A password signs in; without one a link is sent, and the answer is the same for an unknown address.
async fn submit(
    Lang(locale): Lang,
    network: ClientNetwork,
    Form(typed): Form<SignInForm>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let Ok(email) = typed.email.parse::<Email>() else {
        let errors = FormErrors::one("email", Texts::new(locale).say("fault-email"));
        return again(locale, typed, errors);
    };
    state.limits.try_account(network, &email)?;
    if typed.password.is_empty() {
        sign_in_link::request_link(&state.cx, email, locale).await?;
        return html(&LinkSentPage::new(layout(locale), MAILED_LINK_LIFETIME.num_minutes()));
    }
    match session::with_password(&state.cx, Some(email), typed.password.clone()).await {
        Ok(session) => Ok(signed_in(&state, &session, safe_next(Some(&typed.next)))),
        Err(ActionError::Invalid(faults)) => again(locale, typed, FormErrors::from_faults(&faults, Texts::new(locale))),
        Err(other) => Err(other.into()),
    }
}

fn again(locale: Locale, typed: SignInForm, errors: FormErrors) -> Result<HttpResponse, HttpError> {
    let next = safe_next(Some(&typed.next)).map(str::to_owned);
    let page = SignInPage::new(layout(locale), next).again(typed.email, errors);
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn home_of(locale: Locale, reads_roster: bool) -> String {
    format!("/{locale}/{}", if reads_roster { "manage" } else { "desk" })
}

/// On to where they wanted to go, or to the first page of their role, in their language.
fn signed_in(state: &AppState, session: &NewSession, next: Option<&str>) -> HttpResponse {
    let home = home_of(session.locale, session.actor.may(Right::SeeRoster).is_ok());
    let mut answer = see_other(next.unwrap_or(&home));
    with_cookie(&mut answer, session_cookie(state, session));
    answer
}

fn with_cookie(answer: &mut HttpResponse, (name, value): (actix_web::http::header::HeaderName, String)) {
    if let Ok(value) = value.parse() {
        answer.headers_mut().append(name, value);
    }
}

/// A one-time link asks before it acts, for mail scanners open links too.
async fn ask(
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let token = path.into_inner().1;
    if session::link_works(&state.cx, &token).await? {
        html(&LinkPage::asks(
            Layout::public(locale, format!("/sign-in/{token}")),
            token,
        ))
    } else {
        html_as(StatusCode::NOT_FOUND, &LinkPage::over(layout(locale)))
    }
}

async fn follow(
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    match session::use_link(&state.cx, &path.1).await {
        Ok(session) => Ok(signed_in(&state, &session, None)),
        Err(ActionError::NotFound(_)) => html_as(StatusCode::NOT_FOUND, &LinkPage::over(layout(locale))),
        Err(other) => Err(other.into()),
    }
}

async fn sign_out(
    Lang(locale): Lang,
    SessionSecret(secret): SessionSecret,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    if let Some(secret) = secret {
        session::sign_out(&state.cx, &secret).await?;
    }
    let mut answer = see_other(format!("/{locale}/sign-in"));
    with_cookie(&mut answer, ended_cookie(&state));
    Ok(answer)
}

/// The form of a new password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    password: String,
}

async fn password(Lang(locale): Lang, CurrentUser(actor): CurrentUser) -> Result<HttpResponse, HttpError> {
    let page = Layout::signed_in(locale, "/password", &actor);
    html(&PasswordPage::new(page, SHORTEST_PASSWORD, FormErrors::none()))
}

/// All sessions end with the old password; this browser gets a new one.
async fn set_password(
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    Form(typed): Form<PasswordForm>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let page = Layout::signed_in(locale, "/password", &actor);
    match session::set_password(&state.cx, &actor, typed.password).await {
        Ok(()) => {
            let session = session::renew(&state.cx, &actor).await?;
            let mut answer = html(&PasswordPage::saved(page))?;
            with_cookie(&mut answer, session_cookie(&state, &session));
            Ok(answer)
        }
        Err(ActionError::Invalid(faults)) => {
            let errors = FormErrors::from_faults(&faults, Texts::new(locale));
            let page = PasswordPage::new(page, SHORTEST_PASSWORD, errors);
            html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
