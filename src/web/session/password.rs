//! Setting a password of one's own.

use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::session::{self, SHORTEST_PASSWORD};
#[cfg(test)]
use crate::domain::fault::Fault;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::http::forms::Form;
use crate::http::limits::Limit;
use crate::http::session::{SessionSecret, session_cookie};
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
    /// Whether the one there is is asked for.
    change: bool,
    saved: bool,
}

impl PasswordPage {
    fn new(page: Layout, change: bool, saved: bool) -> Self {
        Self {
            page,
            shortest: SHORTEST_PASSWORD,
            change,
            saved,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    current: String,
    password: String,
}

async fn show(visit: Visit, SessionSecret(secret): SessionSecret) -> Answer {
    let change = session::asks_for_current(visit.cx(), &visit.actor, &secret.unwrap_or_default()).await?;
    html(&PasswordPage::new(visit.layout(), change, false))
}

/// Every session of the account ends with the old password; this one goes on under a new secret.
async fn change(visit: Visit, SessionSecret(secret): SessionSecret, Form(form): Form<PasswordForm>) -> Answer {
    let secret = secret.unwrap_or_default();
    match session::set_password(visit.cx(), &visit.actor, &secret, form.current, form.password).await {
        Ok(()) => {}
        Err(error @ ActionError::Invalid(_)) => {
            return answer(visit.t(), Err(error), async |_| {
                let change = session::asks_for_current(visit.cx(), &visit.actor, &secret).await?;
                Ok(PasswordPage::new(visit.layout(), change, false))
            })
            .await;
        }
        // What is typed here is not drawn again.
        Err(other) => return Err(other.into()),
    }
    let session = session::renew(visit.cx(), &visit.actor).await?;
    let mut saved = html(&PasswordPage::new(visit.layout(), true, true))?;
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
        let wrong = layout().refused(&[("current", Fault::CurrentPassword)]);
        let short = layout().refused(&[("password", Fault::PasswordShort)]);
        let guessed = layout().refused(&[("password", Fault::PasswordGuessable)]);
        vec![
            ("password", Self::new(layout(), false, false)),
            ("password-change", Self::new(wrong, true, false)),
            ("password-again", Self::new(short, false, false)),
            ("password-guessed", Self::new(guessed, false, false)),
            ("password-saved", Self::new(layout(), true, true)),
        ]
    }
}
