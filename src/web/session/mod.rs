//! Signing in and out, setting a password.

mod begin;
mod link;
pub mod next;
mod password;
mod sign_in;

use actix_web::http::header::{HeaderName, HeaderValue};

use crate::actions::session;
use crate::http::session::{SessionSecret, ended_cookie};
use crate::web::page::answer::{Answer, see_other};
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::session::begin::set_cookie;

/// The browser forgets what it was shown (W3C, Clear Site Data).
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

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
    let forget = HeaderValue::from_static("\"cache\", \"storage\"");
    answer.headers_mut().insert(CLEAR_SITE_DATA, forget);
    Ok(answer)
}
