//! Setting a password of one's own.

use askama::Template;
use serde::Deserialize;

use crate::actions::session::{self, SHORTEST_PASSWORD};
#[cfg(test)]
use crate::domain::fault::Fault;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::http::forms::Form;
use crate::http::limits::Limit;
use crate::http::session::session_cookie;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
use crate::web::session::begin::set_cookie;

pub fn route() -> PageRoute {
    page("/password")
        .get(show)
        .post(change)
        .limited(Limit::SignIn)
        .draws::<PasswordPage>()
}

#[derive(Template)]
#[template(path = "session/password.html")]
struct PasswordPage {
    page: Layout,
    shortest: usize,
    saved: bool,
}

impl PasswordPage {
    fn new(page: Layout, saved: bool) -> Self {
        Self {
            page,
            shortest: SHORTEST_PASSWORD,
            saved,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    password: String,
}

async fn show(visit: Visit) -> Answer {
    html(&PasswordPage::new(visit.layout(), false))
}

/// Every session of the account ends with the old password; this one goes on under a new secret.
async fn change(visit: Visit, Form(form): Form<PasswordForm>) -> Answer {
    if let Err(error) = session::set_password(visit.cx(), &visit.actor, form.password).await {
        return answer(visit.t(), Err(error), async |_| {
            Ok(PasswordPage::new(visit.layout(), false))
        })
        .await;
    }
    let session = session::renew(visit.cx(), &visit.actor).await?;
    let mut saved = html(&PasswordPage::new(visit.layout(), true))?;
    set_cookie(&mut saved, session_cookie(&visit.state, &session));
    Ok(saved)
}

impl Page for PasswordPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || crate::web::sample::coordinator(locale, "/password");
        let short = layout().refused(&[("password", Fault::PasswordShort)]);
        vec![
            ("password", Self::new(layout(), false)),
            ("password-again", Self::new(short, false)),
            ("password-saved", Self::new(layout(), true)),
        ]
    }
}
