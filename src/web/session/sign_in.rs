//! Signing in with an address: by a link that is mailed, or by password.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::message::sign_in_link::{self, MAILED_LINK_LIFETIME};
use crate::actions::session;
use crate::domain::fault::Fault;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::http::address::ClientNetwork;
use crate::http::forms::Form;
use crate::http::limits::{Limit, Limits};
use crate::http::session::OptionalUser;
use crate::web::page::answer::{Answer, Page, answer, html, see_other};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::session::begin::{home_of, signed_in};
use crate::web::session::next::safe_next;

pub fn route() -> PageRoute {
    let route = page("/sign-in").get(show).post(submit).limited(Limit::SignIn);
    route.draws::<SignInPage>().draws::<LinkSentPage>()
}

#[derive(Template)]
#[template(path = "session/sign_in.html")]
struct SignInPage {
    page: Layout,
    email: String,
    /// Where to go on.
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "session/link_sent.html")]
struct LinkSentPage {
    page: Layout,
    /// How long the link works.
    minutes: i64,
}

#[derive(Deserialize)]
struct SignInQuery {
    next: Option<String>,
}

async fn show(guest: Guest, OptionalUser(user): OptionalUser, query: web::Query<SignInQuery>) -> Answer {
    let next = safe_next(query.next.as_deref()).map(str::to_owned);
    match user {
        Some(actor) => Ok(see_other(next.unwrap_or_else(|| home_of(guest.locale, &actor)))),
        None => html(&SignInPage {
            page: guest.layout(),
            email: String::new(),
            next,
        }),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    email: String,
    password: String,
    next: String,
}

async fn submit(
    guest: Guest,
    network: ClientNetwork,
    limits: web::Data<Limits>,
    Form(form): Form<SignInForm>,
) -> Answer {
    let next = safe_next(Some(&form.next)).map(str::to_owned);
    let refused = match form.email.parse::<Email>() {
        Err(_) => ActionError::field("email", Fault::Email),
        Ok(email) => {
            limits.try_account(network, &email)?;
            if form.password.is_empty() {
                return send_link(&guest, email).await;
            }
            match session::with_password(guest.cx(), Some(email), form.password).await {
                Ok(session) => return Ok(signed_in(&guest.state, &session, next.as_deref())),
                Err(error) => error,
            }
        }
    };
    answer(guest.t(), Err(refused), async |_| {
        Ok(SignInPage {
            page: guest.layout(),
            email: form.email,
            next,
        })
    })
    .await
}

async fn send_link(guest: &Guest, email: Email) -> Answer {
    sign_in_link::request_link(guest.cx(), email, guest.locale).await?;
    html(&LinkSentPage {
        page: guest.layout(),
        minutes: MAILED_LINK_LIFETIME.num_minutes(),
    })
}

impl Page for SignInPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |email: &str, next: Option<&str>, faults: &[(&str, Fault)]| Self {
            page: Layout::public(locale, "/sign-in").refused(faults),
            email: email.to_owned(),
            next: next.map(str::to_owned),
        };
        let refused = [("email", Fault::Email), ("password", Fault::WrongPassword)];
        vec![
            ("sign-in", draw("", None, &[])),
            ("sign-in-again", draw("a@b", Some("/pl/desk"), &refused)),
        ]
    }
}

impl Page for LinkSentPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = Layout::public(locale, "/sign-in");
        vec![("sign-in-sent", Self { page, minutes: 30 })]
    }
}
