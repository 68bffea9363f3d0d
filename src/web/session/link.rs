//! Signing in with a link: opening it asks, the button signs in, so that a mail scanner that opens links uses none up.

use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

use crate::actions::{ActionError, session};
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::page_path::PagePath;
use crate::http::limits::Limit;
use crate::http::session::SessionSecret;
use crate::web::page::answer::{Answer, Page, html, html_as};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Guest, Token};
use crate::web::session::begin::signed_in;
use crate::web::session::next::{SignInQuery, leading_to};

pub fn route() -> PageRoute {
    page("/sign-in/{token}")
        .get(ask)
        .post(follow)
        .limited(Limit::Link)
        .draws::<LinkPage>()
}

#[derive(Template)]
#[template(path = "session/link.html")]
struct LinkPage {
    page: Layout,
    /// Whether the link can still be used.
    works: bool,
}

impl LinkPage {
    /// At the address of the link, or at that of the page where another is asked for.
    fn new(page: Layout, token: Option<&str>, next: Option<&PagePath>) -> Self {
        let path = token.map_or_else(|| "/sign-in".to_owned(), |token| format!("/sign-in/{token}"));
        Self {
            page: page.at(leading_to(&path, next)),
            works: token.is_some(),
        }
    }
}

async fn ask(guest: Guest<Token>, query: web::Query<SignInQuery>) -> Answer {
    let Token(token) = &guest.named;
    let next = query.next();
    if !session::link_works(guest.cx(), token).await? {
        return over(&guest, next.as_ref());
    }
    html(&LinkPage::new(guest.layout(), Some(token), next.as_ref()))
}

async fn follow(guest: Guest<Token>, SessionSecret(before): SessionSecret, query: web::Query<SignInQuery>) -> Answer {
    let next = query.next();
    match session::use_link(guest.cx(), &guest.named.0).await {
        Ok(session) => signed_in(&guest.state, &session, next.as_ref(), before).await,
        Err(ActionError::NotFound(_)) => over(&guest, next.as_ref()),
        Err(other) => Err(other.into()),
    }
}

fn over(guest: &Guest<Token>, next: Option<&PagePath>) -> Answer {
    html_as(StatusCode::NOT_FOUND, &LinkPage::new(guest.layout(), None, next))
}

impl Page for LinkPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let next: PagePath = "/pl/desk/calls".parse().unwrap();
        let draw = |token| Self::new(Layout::public(locale, "/sign-in/token"), token, Some(&next));
        vec![("sign-in-link", draw(Some("token"))), ("sign-in-link-over", draw(None))]
    }
}
