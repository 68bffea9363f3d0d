//! Signing in and out, setting a password.

mod begin;
mod link;
pub mod next;
mod password;
mod sign_in;

use crate::actions::session;
use crate::http::session::{SessionSecret, ended_cookie};
use crate::web::page::answer::{Answer, see_other};
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::session::begin::set_cookie;

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
