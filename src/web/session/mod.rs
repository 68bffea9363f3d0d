//! Signing in and out, setting a password.

mod link;
pub mod next;
mod password;
mod sign_in;

use actix_web::HttpResponse;
use actix_web::http::header::HeaderName;

use crate::actions::session::{self, NewSession};
use crate::domain::access::{Actor, Right};
use crate::domain::language::Locale;
use crate::http::session::{SessionSecret, ended_cookie, session_cookie};
use crate::http::state::AppState;
use crate::web::page::answer::{Answer, see_other};
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;

pub fn routes() -> Vec<PageRoute> {
    let mut routes = vec![page("/sign-out").post(sign_out)];
    routes.extend([sign_in::route(), link::route(), password::route()]);
    routes
}

async fn sign_out(guest: Guest, SessionSecret(secret): SessionSecret) -> Answer {
    if let Some(secret) = secret {
        session::sign_out(guest.cx(), &secret).await?;
    }
    let mut answer = see_other(guest.link("/sign-in"));
    set_cookie(&mut answer, ended_cookie(&guest.state));
    Ok(answer)
}

/// Where somebody begins who has just signed in.
fn home_of(locale: Locale, actor: &Actor) -> String {
    let reads_roster = actor.role.has(Right::SeeRoster);
    format!("/{locale}/{}", if reads_roster { "manage" } else { "desk" })
}

fn signed_in(state: &AppState, session: &NewSession, next: Option<&str>) -> HttpResponse {
    let home = home_of(session.locale, &session.actor);
    let mut answer = see_other(next.unwrap_or(&home));
    set_cookie(&mut answer, session_cookie(state, session));
    answer
}

fn set_cookie(answer: &mut HttpResponse, (name, value): (HeaderName, String)) {
    if let Ok(value) = value.parse() {
        answer.headers_mut().append(name, value);
    }
}
