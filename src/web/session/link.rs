//! Signing in with a link: opening it asks, the button signs in, so that a mail scanner that opens links uses none up.

use actix_web::http::StatusCode;
use askama::Template;

use crate::actions::{ActionError, session};
#[cfg(test)]
use crate::domain::language::Locale;
use crate::http::limits::Limit;
use crate::web::page::answer::{Answer, Page, html, html_as};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Guest, Token};
use crate::web::session::begin::signed_in;

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
    /// The token, if it can still be used.
    token: Option<String>,
}

async fn ask(guest: Guest<Token>) -> Answer {
    let Token(token) = &guest.named;
    if !session::link_works(guest.cx(), token).await? {
        return over(&guest);
    }
    html(&LinkPage {
        page: guest.layout(),
        token: Some(token.clone()),
    })
}

async fn follow(guest: Guest<Token>) -> Answer {
    match session::use_link(guest.cx(), &guest.named.0).await {
        Ok(session) => Ok(signed_in(&guest.state, &session, None)),
        Err(ActionError::NotFound(_)) => over(&guest),
        Err(other) => Err(other.into()),
    }
}

fn over(guest: &Guest<Token>) -> Answer {
    let page = guest.layout().at("/sign-in");
    html_as(StatusCode::NOT_FOUND, &LinkPage { page, token: None })
}

impl Page for LinkPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |token: Option<&str>| Self {
            page: Layout::public(locale, "/sign-in/token"),
            token: token.map(str::to_owned),
        };
        vec![("sign-in-link", draw(Some("token"))), ("sign-in-link-over", draw(None))]
    }
}
