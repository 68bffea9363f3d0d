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
use crate::domain::page_path::PagePath;
use crate::domain::staff::Email;
use crate::http::address::ClientNetwork;
use crate::http::forms::Form;
use crate::http::limits::{Limit, Limits};
use crate::http::session::{OptionalUser, SessionSecret};
use crate::web::page::answer::{Answer, Page, answer, html, see_other};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::session::begin::{home_of, signed_in};
use crate::web::session::next::{SignInQuery, after_form, leading_to, link_sent};

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
    next: Option<PagePath>,
}

#[derive(Template)]
#[template(path = "session/link_sent.html")]
struct LinkSentPage {
    page: Layout,
    /// How long the link works.
    minutes: i64,
    /// Where another is asked for.
    again: String,
}

impl SignInPage {
    fn new(page: Layout, email: String, next: Option<PagePath>) -> Self {
        let page = page.at(leading_to("/sign-in", next.as_ref()));
        Self { page, email, next }
    }

    /// For somebody who sent a form without being signed in.
    fn after_form(page: Layout, next: Option<PagePath>) -> Self {
        let mut page = page.at(after_form(next.as_ref()));
        page.notice = Some(page.say("sign-in-after-form"));
        let email = String::new();
        Self { page, email, next }
    }
}

impl LinkSentPage {
    fn new(page: Layout, next: Option<&PagePath>) -> Self {
        Self {
            again: format!("/{}{}", page.lang(), leading_to("/sign-in", next)),
            page: page.at(link_sent(next)),
            minutes: MAILED_LINK_LIFETIME.num_minutes(),
        }
    }
}

/// Whoever is signed in, perhaps by the link they asked for here, is led on.
async fn show(guest: Guest, OptionalUser(user): OptionalUser, query: web::Query<SignInQuery>) -> Answer {
    let (layout, next) = (guest.layout(), query.next());
    if let Some(actor) = user {
        let home = home_of(guest.locale, &actor);
        return Ok(see_other(next.as_ref().map_or(home.as_str(), PagePath::as_str)));
    }
    if query.is_link_sent() {
        return html(&LinkSentPage::new(layout, next.as_ref()));
    }
    html(&if query.is_after_form() {
        SignInPage::after_form(layout, next)
    } else {
        SignInPage::new(layout, String::new(), next)
    })
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
    SessionSecret(before): SessionSecret,
    network: ClientNetwork,
    limits: web::Data<Limits>,
    Form(form): Form<SignInForm>,
) -> Answer {
    let next: Option<PagePath> = form.next.parse().ok();
    let refused = match form.email.parse::<Email>() {
        Err(_) => ActionError::field("email", Fault::Email),
        Ok(email) => {
            limits.try_account(network, &email)?;
            if form.password.is_empty() {
                return send_link(&guest, email, next).await;
            }
            match session::with_password(guest.cx(), Some(email), form.password).await {
                Ok(session) => return signed_in(&guest.state, &session, next.as_ref(), before).await,
                Err(error @ ActionError::Invalid(_)) => error,
                Err(other) => return Err(other.into()),
            }
        }
    };
    answer(guest.t(), Err(refused), async |_| {
        Ok(SignInPage::new(guest.layout(), form.email, next))
    })
    .await
}

async fn send_link(guest: &Guest, email: Email, next: Option<PagePath>) -> Answer {
    let sent = guest.link(&link_sent(next.as_ref()));
    sign_in_link::request_link(guest.cx(), email, guest.locale, next).await?;
    Ok(see_other(sent))
}

impl Page for SignInPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || Layout::public(locale, "/sign-in");
        let next = || "/pl/desk".parse().ok();
        let refused = [("email", Fault::Email), ("password", Fault::WrongPassword)];
        vec![
            ("sign-in", Self::new(layout(), String::new(), None)),
            (
                "sign-in-again",
                Self::new(layout().refused(&refused), "a@b".to_owned(), next()),
            ),
            ("sign-in-after-form", Self::after_form(layout(), next())),
        ]
    }
}

impl Page for LinkSentPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        vec![("sign-in-sent", Self::new(Layout::public(locale, "/sign-in"), None))]
    }
}
