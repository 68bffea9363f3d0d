//! The answer to somebody who has just signed in, and its cookie.

use actix_web::HttpResponse;
use actix_web::http::header::HeaderName;

use crate::actions::session::{self, NewSession};
use crate::domain::access::{Actor, Right};
use crate::domain::language::Locale;
use crate::domain::page_path::PagePath;
use crate::http::session::session_cookie;
use crate::http::state::AppState;
use crate::web::page::answer::{Answer, see_other};

/// Where somebody begins who has just signed in.
pub fn home_of(locale: Locale, actor: &Actor) -> String {
    let manages = actor.access.has_somewhere(Right::SeeCoverage);
    format!("/{locale}/{}", if manages { "manage" } else { "desk" })
}

/// Leads on, and ends the session this browser had `before`: nobody else goes on in it.
pub async fn signed_in(
    state: &AppState,
    session: &NewSession,
    next: Option<&PagePath>,
    before: Option<String>,
) -> Answer {
    if let Some(before) = before {
        session::sign_out(&state.cx, &before).await?;
    }
    let home = home_of(session.locale, &session.actor);
    let mut answer = see_other(next.map_or(home.as_str(), PagePath::as_str));
    set_cookie(&mut answer, session_cookie(state, session));
    Ok(answer)
}

pub fn set_cookie(answer: &mut HttpResponse, (name, value): (HeaderName, String)) {
    if let Ok(value) = value.parse() {
        answer.headers_mut().append(name, value);
    }
}
